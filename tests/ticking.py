"""Speech that costs nothing: a click for every other character, silence for some texts."""

import io
import tempfile
import zlib
from pathlib import Path

import numpy as np

from tasktide_export.exporters.audio.options import AudioOptions
from tasktide_export.exporters.audio.packing import Spoken, pack
from tasktide_export.exporters.base import Setting
from tasktide_export.narration import narrate
from tasktide_export.sound.recording import record
from tasktide_export.speech import Speech
from tasktide_export.styles import load


class Ticking:
    """An engine whose speech is as long as a hash of the text says, now and then nothing."""

    def synthesise(self, text, language):  # noqa: ARG002
        length = zlib.crc32(text.encode(errors="replace")) % 3000
        return Speech(np.full(0 if length < 300 else length, 4000, np.int16))


def ticked(document, spool=None, script=None):
    """Return the times of ``document`` when it ticks; ``spool`` takes the sound."""
    told = script or narrate(document)
    return record(told, Ticking(), spool or io.BytesIO(), lambda _done, _total: None)


def packed(document, cover=None, moment=None, findings=(), **options):
    """Return the edition of a ticking document, and what it could not carry."""
    setting = Setting(style=load(), findings=findings, **({"moment": moment} if moment else {}))
    with tempfile.TemporaryDirectory() as folder:
        chosen = AudioOptions(**options)
        script = narrate(document, options=chosen.narration)
        spool, target = Path(folder, "speech.pcm"), Path(folder, "edition")
        with spool.open("wb") as sound:
            recording = ticked(document, sound, script)
        spoken = Spoken(
            document=document,
            recording=recording,
            spool=spool,
            narrator="Tick",
            cover=cover,
            left_out=script.left_out,
        )
        lost = pack(spoken, target, chosen, setting)
        return target.read_bytes(), lost
