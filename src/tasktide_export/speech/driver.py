"""A pyttsx3 driver for espeak-ng that never loses sound.

pyttsx3's own driver runs espeak-ng asynchronously: it returns before the sound is
there, drops what is still queued, and reads past the end of long texts.  This one
has the same interface and asks for synchronous output, so that ``runAndWait``
returns when all of the sound is there.  Sound goes where ``save_to_file`` says: a
path or an open binary file.  ``started-word`` also gives ``sample``.

Imported in the worker only: importing pyttsx3's bindings loads the library.
"""

import ctypes
import wave
from typing import Any

from pyttsx3.drivers import _espeak  # noqa: TID253
from pyttsx3.voice import Voice  # noqa: TID253

from tasktide_export.speech import library

NAME = "tasktide_espeak"
_RATE = 22050
_GENDERS = ("", "male", "female")
_BUFFER_MILLISECONDS = 1000
_CALLED = (
    "Initialize",
    "Terminate",
    "cSetSynthCallback",
    "cSynth",
    "SetVoiceByName",
    "SetParameter",
    "GetParameter",
    "cListVoices",
    "GetCurrentVoice",
)
"""The bindings that are used here; each is named after the library's function."""

data_folder: str | None = None
"""Where espeak-ng's data lies; set before the driver is built."""


def buildDriver(proxy: Any) -> "SynchronousDriver":  # noqa: N802
    """Return the driver; pyttsx3 calls this by name."""
    return SynchronousDriver(proxy)


class SynchronousDriver:
    """What pyttsx3 asks of a driver, on espeak-ng in synchronous mode."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._chunks: list[bytes] = []
        self._marks: list[tuple[int, int, int]] = []
        self._properties: dict[str, Any] = {}
        self._is_fresh = False
        self._start()
        self.renews = self._renew()
        """Whether each text is spoken by a library loaded anew, as if it were the first."""

    def _start(self) -> None:
        folder = data_folder.encode() if data_folder else None
        rate = _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, _BUFFER_MILLISECONDS, folder, 0)
        if rate != _RATE:
            raise RuntimeError(f"espeak-ng does not start (it answers {rate})")
        _espeak.SetSynthCallback(self._take)
        for name, value in self._properties.items():
            self._set(name, value)
        self._is_fresh = True

    def _renew(self) -> bool:
        """Load the library anew; return whether that is possible here."""
        _espeak.Terminate()
        is_gone = library.unload()
        library.prepare()
        _bind(ctypes.CDLL(library.NAME))
        self._start()
        return is_gone

    def _take(self, sound: Any, count: int, events: Any) -> int:
        """Keep a chunk of sound and its word events; espeak-ng calls this."""
        index = 0
        while events[index].type != _espeak.EVENT_LIST_TERMINATED:
            event = events[index]
            if event.type == _espeak.EVENT_WORD:
                self._marks.append((event.text_position, event.length, event.sample))
            index += 1
        if count > 0:
            self._chunks.append(ctypes.string_at(sound, count * 2))
        return 0

    def save_to_file(self, text: str, target: Any) -> None:
        """Speak ``text`` into ``target``, at once."""
        if self.renews and not self._is_fresh:
            self._renew()
        self._is_fresh = False
        self._chunks, self._marks = [], []
        data = text.encode("utf-8")
        self._proxy.notify("started-utterance")
        # The size counts the final NUL that ctypes adds: not one byte more is read.
        answer = _espeak.cSynth(
            data,
            len(data) + 1,
            0,
            _espeak.POS_CHARACTER,
            0,
            _espeak.CHARS_UTF8 | _espeak.ENDPAUSE,
            None,
            None,
        )
        if answer != _espeak.EE_OK:
            raise RuntimeError(f"espeak-ng answers {answer}")
        self._write(target)
        for location, length, sample in self._marks:
            word = text[location - 1 : location - 1 + length]
            self._proxy.notify(
                "started-word", name=word, location=location, length=length, sample=sample
            )
        self._proxy.notify("finished-utterance", completed=True)

    def _write(self, target: Any) -> None:
        with wave.open(target, "wb") as sink:
            sink.setnchannels(1)
            sink.setsampwidth(2)
            sink.setframerate(_RATE)
            sink.writeframes(b"".join(self._chunks))

    def say(self, text: str) -> None:  # noqa: ARG002
        """Refuse: this driver writes files and plays nothing."""
        raise RuntimeError("this driver does not play; use save_to_file")

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802
        """Set ``voice`` (an id), ``rate`` (words a minute) or ``volume`` (0 to 1)."""
        if self._properties.get(name) != value:
            self._set(name, value)
            self._properties[name] = value
            # What the library has loaded for another voice would not be there at first.
            self._is_fresh = False

    def _set(self, name: str, value: Any) -> None:
        match name:
            case "voice":
                answer = _espeak.SetVoiceByName(str(value).encode("utf-8"))
            case "rate":
                answer = _espeak.SetParameter(_espeak.RATE, int(value), 0)
            case "volume":
                answer = _espeak.SetParameter(_espeak.VOLUME, round(value * 100), 0)
            case _:
                raise KeyError(name)
        if answer != _espeak.EE_OK:
            raise ValueError(f"espeak-ng does not take the {name} {value!r}")

    def getProperty(self, name: str) -> Any:  # noqa: N802
        """Return ``voices``, ``voice``, ``rate`` or ``volume``."""
        match name:
            case "voices":
                return [_voice(one) for one in _espeak.ListVoices(None)]
            case "voice":
                return _espeak.GetCurrentVoice().contents.identifier.decode("utf-8")
            case "rate":
                return _espeak.GetParameter(_espeak.RATE)
            case "volume":
                return _espeak.GetParameter(_espeak.VOLUME) / 100
            case _:
                raise KeyError(name)

    def startLoop(self) -> None:  # noqa: N802
        """Work off the queue: everything is done when this returns."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """Do nothing: there is no loop."""

    def stop(self) -> None:
        """Do nothing: nothing runs on its own."""

    def destroy(self) -> None:
        """Do nothing: the library lives as long as the process."""


def _bind(loaded: ctypes.CDLL) -> None:
    """Have pyttsx3's bindings call into the library as it is ``loaded`` now."""
    for name in _CALLED:
        function = getattr(_espeak, name)
        setattr(_espeak, name, type(function)((f"espeak_{name.removeprefix('c')}", loaded)))


def _voice(one: Any) -> Voice:
    return Voice(
        one.identifier.decode("utf-8"),
        one.name.decode("utf-8").strip(),
        _languages(one),
        _GENDERS[one.gender] if one.gender < len(_GENDERS) else "",
    )


def _languages(one: Any) -> list[tuple[int, str]]:
    """Return the priority and tag of each language; a low priority is a good voice.

    The list is a run of priority byte, tag and NUL that ends with a zero byte,
    which the bindings' ``c_char_p`` cuts after the first.
    """
    address = ctypes.c_void_p.from_buffer(one, _espeak.VOICE.languages.offset).value
    found: list[tuple[int, str]] = []
    while address and (priority := ctypes.string_at(address, 1)[0]):
        tag = ctypes.string_at(address + 1)
        found.append((priority, tag.decode("utf-8")))
        address += len(tag) + 2
    return found
