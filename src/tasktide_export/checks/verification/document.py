"""Checks of an artifact against the document that it was made from."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tasktide_export.checks.readback.base import Heading, Readback
from tasktide_export.checks.verification.captions import caption_texts
from tasktide_export.checks.verification.formulas import mark_formulas, settle_formulas
from tasktide_export.checks.verification.structure import artifact_finding, compare_outlines
from tasktide_export.checks.verification.words import around, first_difference, fold, squeeze
from tasktide_export.document import (
    DECORATIVE,
    UNDETERMINED,
    Document,
    Finding,
    Image,
    Math,
    MathBlock,
    excerpt,
    flatten,
    inline_text,
    walk,
)
from tasktide_export.document.text import blocks_texts

_DEEPEST = {"docx": 9, "daisy": 6}
"""How deep headings go where the format has an end; below it they stay there."""
_JOINED = frozenset({"pdf", "captions"})
"""Formats that cut the text into lines of their own, so that spaces tell nothing."""


def document_findings(readback: Readback, document: Document) -> Iterator[Finding]:
    """Yield where the artifact says something else than ``document``."""
    yield from _metadata(readback, document)
    expected = outline_lines(document, readback.format)
    if readback.format == "audio":
        yield from _chapters(readback, document)
        if readback.headings:
            yield from compare_outlines(
                expected, readback.headings, "the document's sections", "the contents", readback
            )
        return
    if readback.format == "captions":
        yield from _captions(readback, document)
        return
    yield from compare_outlines(
        expected, readback.headings, "the document's sections", "the headings", readback
    )
    yield from compare_outlines(
        expected, readback.contents, "the document's sections", "the contents", readback
    )
    marked = mark_formulas(document)
    for what, wanted, actual in (
        ("text", placed_texts(marked), readback.body_texts),
        ("note", placed_note_texts(marked), readback.note_texts),
    ):
        yield from _texts(settle_formulas(wanted, actual), actual, what, readback)
    yield from _alternatives(readback, document)


def outline_lines(document: Document, format: str = "") -> tuple[Heading, ...]:  # noqa: A002
    """Return the document's outline as ``format`` can carry it, flat."""
    deepest = _DEEPEST.get(format)
    return tuple(
        Heading(min(entry.level, deepest or entry.level), entry.title)
        for entry in flatten(document.outline)
    )


def placed_texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the body's pieces of text, each with the id of its section or block."""
    for block in document.blocks:
        yield from ((block.id, text) for text in blocks_texts((block,)))
    for section in walk.sections(document.sections):
        yield section.id, inline_text(section.title)
        for block in section.blocks:
            yield from ((block.id, text) for text in blocks_texts((block,)))


def placed_note_texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the notes' pieces of text, each with the id of its note."""
    for note in document.notes:
        yield from ((note.id, text) for text in blocks_texts(note.blocks))


def _metadata(readback: Readback, document: Document) -> Iterator[Finding]:
    about = document.metadata
    if fold(about.title) != fold(readback.title):
        yield artifact_finding(
            "title-differs",
            f"the title is {readback.title!r} instead of {about.title!r}",
            place="metadata",
        )
    wanted, found = (_language(one) for one in (about.language, readback.language))
    if readback.format == "audio":
        wanted = wanted.split("-")[0]  # sound files cannot name a region
        found = found.split("-")[0]
    if wanted != found:
        yield artifact_finding(
            "language-differs",
            f"the language is {readback.language or 'missing'} instead of {about.language}",
            place="metadata",
            clause="WCAG 2.2 SC 3.1.1",
        )


def _language(tag: str) -> str:
    return tag.casefold() or UNDETERMINED


def _chapters(readback: Readback, document: Document) -> Iterator[Finding]:
    """Chapters are the title, then each section in reading order."""
    wanted = (document.metadata.title, *(one.title for one in flatten(document.outline)))
    lines = tuple(Heading(1, title) for title in wanted)
    yield from compare_outlines(
        lines, readback.contents, "the title and the sections", "the chapters", readback
    )


def _captions(readback: Readback, document: Document) -> Iterator[Finding]:
    """Captions tell every word of the document, the notes where they are read.

    Abridged ones tell nothing else, and in the same order.
    """
    body, notes = caption_texts(readback, document)
    if readback.abridged:
        for what, placed, found in (
            ("text", placed_texts(document), body),
            ("note", placed_note_texts(document), notes),
        ):
            yield from _foreign(squeeze("".join(text for _, text in placed)), found, what)
        return
    yield from _texts(placed_texts(document), body, "text", readback)
    yield from _texts(placed_note_texts(document), notes, "note", readback)


def _foreign(wanted: str, found: tuple[str, ...], what: str) -> Iterator[Finding]:
    """Yield the first of the pieces ``found`` that does not follow in the text ``wanted``."""
    at = 0
    for text in found:
        place = wanted.find(squeeze(text), at)
        if place < 0:
            yield artifact_finding(
                f"{what}-differs",
                f"the document does not say {excerpt(text)!r} there",
                place="captions",
                excerpt=excerpt(text),
            )
            return
        at = place + len(squeeze(text))


def _texts(
    expected: Iterable[tuple[str, str]], actual: tuple[str, ...], what: str, readback: Readback
) -> Iterator[Finding]:
    placed = tuple(expected)
    wanted = "".join(squeeze(text) for _, text in placed)
    found = "".join(squeeze(text) for text in actual)
    if wanted != found:
        at = first_difference(wanted, found)
        yield artifact_finding(
            f"{what}-differs",
            f"the {what} differs: {around(found, at)!r} instead of {around(wanted, at)!r}",
            place=_place(placed, at),
            excerpt=around(wanted, at),
        )
    elif readback.format not in _JOINED:
        yield from _spaces(placed, actual, what)


def _spaces(
    placed: tuple[tuple[str, str], ...], actual: tuple[str, ...], what: str
) -> Iterator[Finding]:
    """Yield where words run together or fall apart; PDF has no say in that."""
    wanted = fold(" ".join(text for _, text in placed))
    found = fold(" ".join(actual))
    if wanted != found:
        at = first_difference(wanted, found)
        yield artifact_finding(
            f"{what}-spaces-differ",
            f"words are joined or split: {around(found, at)!r} instead of {around(wanted, at)!r}",
            place=_place(placed, len(squeeze(wanted[:at]))),
            excerpt=around(wanted, at),
        )


def _place(placed: tuple[tuple[str, str], ...], at: int) -> str:
    """Return the id of the piece that holds the character ``at`` of all of them."""
    for place, text in placed:
        at -= len(squeeze(text))
        if at < 0:
            return place
    return placed[-1][0] if placed else ""


def _formulas(document: Document) -> Iterator[str]:
    for one in (*walk.all_inlines(document), *walk.all_blocks(document)):
        if isinstance(one, Math | MathBlock):
            yield one.alternative


def _alternatives(readback: Readback, document: Document) -> Iterator[Finding]:
    """Each image of the document is there with its alternative text, and no other.

    An image whose bytes are not there is shown by words, so it may be either; so may
    a formula, which some editions show as a picture.
    """
    shown: Counter[str | None] = Counter()
    absent: Counter[str | None] = Counter()
    for image in walk.all_inlines(document):
        if isinstance(image, Image) and image.alternative is not DECORATIVE:
            text = squeeze(image.alternative) if isinstance(image.alternative, str) else None
            (shown if image.asset else absent)[text] += 1
    absent.update(squeeze(one) or None for one in _formulas(document))
    found = Counter(squeeze(one) if one is not None else None for one in readback.alternatives)
    for text in shown - found:
        yield artifact_finding(
            "alternative-lost",
            "an image or its alternative text is not there",
            place=readback.format,
            excerpt=text or "(missing alternative text)",
            clause="WCAG 2.2 SC 1.1.1",
        )
    for text in found - shown - absent:
        yield artifact_finding(
            "alternative-invented",
            "an image has an alternative text that the document does not give it",
            place=readback.format,
            excerpt=text or "(missing alternative text)",
            clause="WCAG 2.2 SC 1.1.1",
        )
