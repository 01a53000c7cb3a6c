"""The full text of a talking book: one page, an element for each spoken sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tasktide_export.document import Asset, Document, Finding, Math, MathBlock, Severity
from tasktide_export.exporters.audio.daisy.plain import make_plain, write_plain
from tasktide_export.narration import Utterance
from tasktide_export.sound.recording import Recording
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.element import XHTML, Element, el
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.sections import render_front, render_notes, render_sections
from tasktide_export.xhtml.sentences import mark_sentences

PAGE = "content.html"
TITLE = "title"
"""The id of the title, which is read before the first sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText:
    """The page, and for each utterance the id of the element that shows it."""

    page: bytes
    shown: Mapping[str, str]


def full_text(
    document: Document, utterances: Iterable[Utterance], heads: tuple[Element, ...]
) -> FullText:
    """Return the text of ``document`` with an element for each of ``utterances``.

    They say the whole text.  ``heads`` go into the page's head.
    """
    rendering = Rendering(
        document=document,
        href=lambda anchor: f"#{anchor.id or TITLE}",
        source=picture_name,
        formula=_formula,
        heading_base=1,
        folds=False,
    )
    body = el("body", None, _front(document))
    body.extend(render_blocks(document.blocks, rendering))
    body.extend(render_sections(document.sections, rendering))
    notes = render_notes(document.notes, rendering)
    if notes is not None:
        body.append(notes)
    shown = mark_sentences([body], utterances)
    language = document.metadata.language
    head = el("head", None, heads, el("title", None, document.metadata.title))
    root = el("html", {"lang": language, "xml:lang": language}, head, body)
    if document.metadata.direction == "rtl":
        root.set("dir", "rtl")
    make_plain(root)
    return FullText(page=write_plain(root), shown=shown)


def picture_name(asset: Asset) -> str:
    """Return where an image lies: beside the page, since old players know no folders."""
    return f"image-{asset.name}"


def _front(document: Document) -> Element:
    front = render_front(document.metadata)
    title = front.find(f"{{{XHTML}}}h1")
    if title is not None:
        title.set("id", TITLE)
        title.set("class", "title")
    return front


def _formula(formula: Math | MathBlock) -> Element:
    """Return a formula in words: XHTML 1.0 has no mathematics."""
    return el("span", {"class": "math"}, formula.alternative)


def unshown(recording: Recording, shown: Mapping[str, str]) -> Iterator[Finding]:
    """Yield each sentence that is heard and has no element in the text."""
    for one in (cue.utterance for cue in recording.cues):
        if one.role == "text" and one.text.strip() and one.id not in shown:
            yield Finding(
                rule="audio-daisy-text",
                severity=Severity.WARNING,
                message="a sentence is heard, but not found in the text beside it",
                place=one.place,
                excerpt=one.text[:60],
            )
