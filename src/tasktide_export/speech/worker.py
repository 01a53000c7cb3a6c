"""The process that speaks: ``python -m tasktide_export.speech.worker ENGINE``.

It reads requests on standard input and answers on standard output (see
:mod:`~tasktide_export.speech.wire`).  An engine may crash on hostile text, hang, or
allow one of itself to a process, so it never runs inside the program that exports.

Where an engine asks for it and the system can fork, each request is served by a copy of
the fresh engine: the same text gives the same samples whatever came before, and a crash
costs one request.
"""

import os
import signal
import sys
from typing import Any, BinaryIO

from tasktide_export.errors import ExportError
from tasktide_export.speech import refusals, registry, wire
from tasktide_export.speech.engine import Engine, Sound, Voice
from tasktide_export.speech.pace import Window


def main(arguments: list[str]) -> int:
    """Serve requests for the engine that is named until standard input ends."""
    requests, replies = _take_standard_streams()
    try:
        engine = registry.load(arguments[0] if arguments else registry.DEFAULT)
    except ExportError as error:
        wire.send(replies, {"refused": refusals.pack(error)})
        return 1
    wire.send(replies, {"ready": True})
    while received := wire.receive(requests):
        _serve(engine, received[0], replies)
    return 0


def _take_standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the standard streams for messages.

    What an engine prints goes to standard error, and it reads nothing.
    """
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def _serve(engine: Engine, request: wire.Message, replies: BinaryIO) -> None:
    if getattr(engine, "fresh_copies", False) and hasattr(os, "fork"):
        _serve_by_copy(engine, request, replies)
    else:
        _answer(engine, request, replies)


def _serve_by_copy(engine: Engine, request: wire.Message, replies: BinaryIO) -> None:
    """Let a copy answer; an answer that it did not finish is never passed on."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(ours)
            # The default action of the alarm ends even a loop inside a library.
            signal.alarm(max(1, int(request.get("seconds", 60))))
            with os.fdopen(its, "wb") as stream:
                _answer(engine, request, stream)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(its)
    with os.fdopen(ours, "rb") as stream:
        answer = stream.read()
    _, status = os.waitpid(child, 0)
    if status:
        wire.send(replies, {"error": _ending(os.waitstatus_to_exitcode(status))})
    else:
        replies.write(answer)
        replies.flush()


def _ending(code: int) -> str:
    if code == -signal.SIGALRM:
        return "the engine took too long"
    if code < 0:
        return f"the engine crashed ({signal.strsignal(-code) or -code})"
    return f"the engine ended with status {code}"


def _answer(engine: Engine, request: wire.Message, replies: BinaryIO) -> None:
    try:
        message, payload = _reply(engine, request)
    except ExportError as error:
        message, payload = {"refused": refusals.pack(error)}, b""
    except Exception as error:  # noqa: BLE001 - whatever an engine raises is an answer
        message, payload = {"error": f"{type(error).__name__}: {error}"}, b""
    wire.send(replies, message, payload)


def _reply(engine: Engine, request: wire.Message) -> tuple[wire.Message, bytes]:
    if request.get("ask") == "voices":
        window = getattr(engine, "window", Window())
        return {
            "voices": [_described(one) for one in engine.voices(request["wanted"])],
            "window": [window.slowest, window.fastest],
        }, b""
    sound = engine.synthesise(request["text"], request["voice"], request["rate"])
    words = [[one.start, one.length, one.sample] for one in sound.words]
    return {"words": words, "rate": sound.rate}, _bytes(sound)


def _described(voice: Voice) -> dict[str, Any]:
    return {
        "id": voice.id,
        "name": voice.name,
        "languages": voice.languages,
        "gender": voice.gender,
        "priorities": voice.priorities,
    }


def _bytes(sound: Sound) -> bytes:
    """Return the samples as 16-bit little-endian numbers."""
    given: Any = sound.samples
    samples = memoryview(given)
    if samples.ndim != 1 or samples.format != "h":
        raise TypeError("samples must be one row of signed 16-bit numbers")
    if sys.byteorder == "little":
        return samples.tobytes()
    return b"".join(number.to_bytes(2, "little", signed=True) for number in samples.tolist())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
