"""Reading along: the article spoken in the page, and each passage marked while it is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from tasktide_export.document import Document, Finding, Severity, excerpt
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.html.options import HtmlOptions
from tasktide_export.exporters.html.passages import UNITS
from tasktide_export.exporters.html.player import player, sound_address, times
from tasktide_export.exporters.html.voice import Voice, speak
from tasktide_export.narration.opening import TITLE
from tasktide_export.xhtml.element import XHTML, Element
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.sentences import mark_sentences

_HEAVY = 20_000_000
_MOST = 32_000_000
"""Bytes of a data address that no common browser refuses: Firefox takes 32 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAlong:
    """What a page that reads itself has more than others.

    ``whole`` says that every sentence that is spoken is marked on the page, and that
    every browser plays the sound: only then may the page be called synchronised.
    """

    player: Element
    times: Element
    findings: tuple[Finding, ...]
    whole: bool


def read_along(
    document: Document, body: Element, rendering: Rendering, options: HtmlOptions, setting: Setting
) -> ReadAlong:
    """Speak ``document`` and prepare its rendered ``body``: every utterance gets an element.

    Raises what :func:`~tasktide_export.exporters.html.voice.speak` raises.
    """
    voice = speak(document, options.speaking, setting)
    placed = _marked(body, voice)
    passages = UNITS[options.read_along](voice.recording.cues, placed, _calls(rendering))
    address = sound_address(voice.sound)
    found = tuple([*_unplaced(voice, placed), *_weight(len(address))])
    return ReadAlong(
        player=player(document.metadata, options.read_along, address),
        times=times(_known(passages, body)),
        findings=(*voice.findings, *found),
        whole=all(one.severity is Severity.INFO for one in found if one.rule != "html-sound-heavy"),
    )
