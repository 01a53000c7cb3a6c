"""Reading along: the article spoken in the page, and marked on it while it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tasktide_export.checks.claims import blocking
from tasktide_export.document import Finding, Severity, excerpt
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.html.marks import Marking
from tasktide_export.exporters.html.player import player, program
from tasktide_export.exporters.html.voice import Voice, address, speak
from tasktide_export.narration import Utterance
from tasktide_export.narration.opening import TITLE
from tasktide_export.sound.timeline import Speaking
from tasktide_export.xhtml.element import XHTML, Element, el
from tasktide_export.xhtml.passages import Grain, mark_passages
from tasktide_export.xhtml.rendering import Rendering

PASSAGE = "passage"
"""The class of elements from which the reader may have the text read."""
_HEAVY = 20_000_000
_MOST = 32_000_000
"""Bytes of an address that every browser takes; Firefox takes no longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAlong:
    """What else a page that reads itself needs: its script, and what was found."""

    program: str
    findings: tuple[Finding, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all that is read is marked, and heard in every browser."""
        return not blocking(self.findings)


def read_along(
    rendering: Rendering, body: Element, grain: Grain, speaking: Speaking, setting: Setting
) -> ReadAlong:
    """Speak the document that ``body`` shows, mark its passages there and put the player in.

    Raises what :func:`~tasktide_export.exporters.html.voice.speak` raises.
    """
    voice = speak(rendering.document, speaking, setting)
    cues = voice.recording.cues
    front, main = (next(body.iterchildren(f"{{{XHTML}}}{name}")) for name in ("header", "main"))
    front.set("id", TITLE)
    shown = mark_passages([main], [cue.utterance for cue in cues], grain)
    elements = {name: one for one in body.iter("*") if (name := one.get("id", ""))}
    for name in shown:
        _classify(elements[name])
    sound = address(voice.sound)
    times = Marking(shown, _calls(rendering), elements).marks(cues)
    front.addnext(player(rendering.language, grain, sound, times))
    body.append(el("script"))
    return ReadAlong(
        program=program(),
        findings=(*voice.findings, *_unmarked(voice, shown), *_weight(len(sound))),
    )


def _classify(element: Element) -> None:
    element.set("class", f"{element.get('class', '')} {PASSAGE}".strip())


def _calls(rendering: Rendering) -> dict[str, str]:
    """Return the id of the first call of each note that is called."""
    return {
        note.id: f"{note.id}-ref" for note in rendering.document.notes if rendering.calls[note.id]
    }


def _unmarked(voice: Voice, shown: Mapping[str, tuple[Utterance, ...]]) -> Iterator[Finding]:
    marked = {one.id for several in shown.values() for one in several}
    for cue in voice.recording.cues:
        if cue.role == "text" and cue.id not in marked and cue.text.strip():
            yield Finding(
                rule="read-along-incomplete",
                severity=Severity.ERROR,
                message="a sentence is read, and not marked on the page",
                place=cue.utterance.place,
                excerpt=excerpt(cue.text),
            )


def _weight(length: int) -> Iterator[Finding]:
    """Yield a finding about sound that weighs ``length`` bytes in the page."""
    if length <= _HEAVY:
        return
    refused = length > _MOST
    yield Finding(
        rule="html-sound-refused" if refused else "html-sound-heavy",
        severity=Severity.ERROR if refused else Severity.WARNING,
        message=f"the sound takes {length / 1_000_000:.0f} MB of the page, "
        + (
            f"and not every browser plays more than {_MOST // 1_000_000}"
            if refused
            else "which small devices may load slowly"
        ),
        place="html",
        advice="export the parts by themselves, or the audio edition or an EPUB that reads along",
    )
