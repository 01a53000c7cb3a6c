"""espeak-ng by its C interface alone: what speech must be, sample by sample.

Run as a program it reads a JSON object (``texts``, ``voice``, ``rate``) and writes the
SHA-256 and the length of each text's samples; each text is spoken by a fresh copy
of the engine.  It shares no code with the package.
"""

import ctypes
import hashlib
import json
import os
import subprocess
import sys

import espeakng_loader

SYNCHRONOUS = 2
CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def reference(texts, voice, rate, silent=0):
    """Return ``(sha256, samples)`` of each text, silence below ``silent`` trimmed."""
    request = json.dumps({"texts": texts, "voice": voice, "rate": rate, "silent": silent})
    done = subprocess.run(
        [sys.executable, __file__], input=request.encode(), capture_output=True, check=True
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def _main():
    request = json.load(sys.stdin)
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    library.espeak_Initialize(SYNCHRONOUS, 1000, data, 0)
    for text in request["texts"]:
        child = os.fork()
        if child == 0:
            _speak(library, text, request)
            os._exit(0)
        os.waitpid(child, 0)


def _speak(library, text, request):
    sound = bytearray()

    def take(samples, count, _events):
        if count > 0:
            sound.extend(ctypes.string_at(samples, 2 * count))
        return 0

    callback = CALLBACK(take)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetVoiceByName(request["voice"].encode())
    library.espeak_SetParameter(1, request["rate"], 0)
    encoded = text.encode()
    library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, 0x1001, None, None)
    samples = memoryview(sound).cast("h")
    first, last = 0, len(samples)
    if request["silent"]:
        while first < last and abs(samples[first]) < request["silent"]:
            first += 1
        while last > first and abs(samples[last - 1]) < request["silent"]:
            last -= 1
    kept = bytes(sound[2 * first : 2 * last])
    os.write(1, json.dumps([hashlib.sha256(kept).hexdigest(), last - first]).encode() + b"\n")


if __name__ == "__main__":
    _main()
