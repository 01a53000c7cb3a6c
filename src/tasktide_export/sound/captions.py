"""What is said when, as captions: WebVTT and SubRip.

Announcements are captions, too: whoever does not hear the recording is to know all that
is said in it (WCAG 2.2 SC 1.2.2), and a gap would look like a loss.  WebVTT marks them
with a class, so that a style sheet can tell them apart or hide them.

Times are whole milliseconds, rounded down: none is after the end of the sound.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tasktide_export.document import UNDETERMINED
from tasktide_export.narration import Role
from tasktide_export.sound.recording import Recording
from tasktide_export.sound.tags import line
from tasktide_export.speech import RATE

VTT = "text/vtt"
SRT = "application/x-subrip"


@dataclass(frozen=True, slots=True)
class Caption:
    """One line of text; ``begin`` and ``end`` are milliseconds, the end after the begin.

    ``id`` is the utterance's; ``language`` is BCP 47, empty when nobody knows.
    """

    id: str
    begin: int
    end: int
    text: str
    language: str
    role: Role


def captions(recording: Recording) -> Iterator[Caption]:
    """Yield a caption for each utterance in order; none overlap.

    One that makes no sound (a lone mark) is shown in the pause that follows it.
    """
    ends = [*(cue.first for cue in recording.cues[1:]), recording.samples]
    for cue, silent_end in zip(recording.cues, ends, strict=True):
        last = cue.last if cue.last > cue.first else silent_end
        begin, end = cue.first * 1000 // RATE, last * 1000 // RATE
        words = line(cue.text)
        if words and begin < end:
            yield Caption(cue.id, begin, end, words, cue.utterance.language, cue.role)


def webvtt(recording: Recording, title: str, language: str, *, abridged: bool = False) -> bytes:
    """Return the captions as WebVTT; cues have the utterances' ids (W3C WebVTT 1, 4.1).

    The format has no place for a title and a language (BCP 47): a comment tells them, and
    whether the recording is ``abridged``.
    """
    kind = "captions, abridged" if abridged else "captions"
    blocks = [webvtt_head(kind, title, language)]
    for one in captions(recording):
        words = escaped(one.text)
        if one.language not in ("", language):
            words = f"<lang {one.language}>{words}</lang>"
        if one.role == "announcement":
            words = f"<c.announcement>{words}</c>"
        blocks.append(f"{one.id}\n{clock(one.begin)} --> {clock(one.end)}\n{words}\n")
    return "\n".join(blocks).encode()


def webvtt_head(kind: str, title: str, language: str) -> str:
    """Return the first block of a WebVTT file and the comment about what it is."""
    told = {"Kind": kind, "Title": escaped(line(title)), "Language": language or UNDETERMINED}
    lines = "".join(f"{name}: {value}\n" for name, value in told.items())
    return f"WEBVTT\n\nNOTE\n{lines}"


def subrip(recording: Recording) -> bytes:
    """Return the captions as SubRip, numbered from 1; it has no escapes and no ids."""
    blocks = (
        f"{number}\n{clock(one.begin, ',')} --> {clock(one.end, ',')}\n{_unlike_a_time(one.text)}\n"
        for number, one in enumerate(captions(recording), start=1)
    )
    return "\n".join(blocks).encode()


def escaped(text: str) -> str:
    """Return ``text`` as it stands in a cue (W3C WebVTT 1, 4.2.2)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clock(milliseconds: int, point: str = ".") -> str:
    """Return a time as ``hours:minutes:seconds`` and three decimals."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _unlike_a_time(text: str) -> str:
    """Return ``text`` without the arrow that would make it look like times."""
    return text.replace("-->", "→")
