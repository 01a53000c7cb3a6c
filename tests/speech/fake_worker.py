"""A worker that misbehaves: the first argument says how, the second names a file."""

import json
import math
import sys
import time
from array import array
from pathlib import Path

RATE = 22050
RUBBISH = {
    "chatters": b"this is no message\n",
    "is no text": b"\xff\xfe\n",
    "is no object": b"[]\n",
    "is a number": b"7\n",
    "nests": b"[" * 100_000 + b"\n",
    "promises too much": b'{"bytes": 1000000000000}\n',
    "promises less than nothing": b'{"bytes": -1}\n',
    "promises no number": b'{"bytes": "many"}\n',
    "breaks off": b'{"words": [], "bytes": 1000}\n' + bytes(7),
    "gives half a sample": b'{"words": [], "bytes": 3}\n' + bytes(3),
    "marks nonsense": b'{"words": [[0]], "bytes": 2}\n' + bytes(2),
    "marks no list": b'{"words": 5, "bytes": 2}\n' + bytes(2),
    "rates nonsense": b'{"words": [], "rate": "fast", "bytes": 2}\n' + bytes(2),
}


def main():
    conduct, note = sys.argv[1], Path(sys.argv[2])
    if conduct == "missing":
        hint = "pip install espeakng-loader"
        told = {"kind": "MissingDependencyError", "message": "no library", "hint": hint}
        reply({"refused": told})
        return
    if conduct == "silent start":
        return
    if conduct == "says no word":
        reply({"hello": 1})
        return
    reply({"ready": True})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        text = request["text"]
        with note.open("a", encoding="utf-8") as log:
            log.write(json.dumps(text) + "\n")
        first = len(note.read_text(encoding="utf-8").splitlines()) == 1
        if conduct == "hangs" or (conduct == "hangs once" and first):
            time.sleep(600)
        elif conduct == "dies" or (conduct == "dies once" and first):
            sys.exit(3)
        elif conduct in RUBBISH:
            sys.stdout.buffer.write(RUBBISH[conduct])
            sys.stdout.flush()
        elif conduct == "stops short":
            speak(text[:1])
        elif conduct == "is too quick":
            speak(text, seconds_a_letter=0.001)
        elif conduct == "fears length" and len(text) > 100:
            reply({"error": "too long for me"})
        else:
            speak(text)


def reply(message, sound=b""):
    line = json.dumps({**message, "bytes": len(sound)}).encode()
    sys.stdout.buffer.write(line + b"\n" + sound)
    sys.stdout.buffer.flush()


def speak(text, seconds_a_letter=0.06):
    """Hum for each letter; mark the words."""
    samples = int(len(text) * seconds_a_letter * RATE)
    hum = array("h", (int(9000 * math.sin(n / 8)) for n in range(samples)))
    words, place = [], 0
    for word in text.split():
        place = text.index(word, place)
        words.append([place, len(word), int(place * seconds_a_letter * RATE)])
        place += len(word)
    reply({"words": words}, hum.tobytes())


if __name__ == "__main__":
    main()
