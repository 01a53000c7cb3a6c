"""Markup that is the article and nothing else: no page around it, nothing to locate.

Exports, feeds and books give such markup; their metadata comes from elsewhere.
"""

from dataclasses import dataclass, replace

from tasktide_export.assets import Admission
from tasktide_export.document import (
    Anchor,
    Blocks,
    Document,
    Finding,
    Link,
    Metadata,
    Note,
    Severity,
    ThematicBreak,
    identify,
    inline_text,
    text_direction,
    walk,
)
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.html.blocks import contained, stream
from tasktide_export.readers.html.content import body_of
from tasktide_export.readers.html.descriptions import bring_descriptions
from tasktide_export.readers.html.elements import Element
from tasktide_export.readers.html.notes import find_notes
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.parse import parse
from tasktide_export.readers.html.reading import Item, Reading, Surround, speech
from tasktide_export.readers.sections import Heading, fold


@dataclass(frozen=True, slots=True)
class Fragment:
    """An article's markup as a tree, what is known about it, and what was noticed so far."""

    content: Element
    metadata: Metadata
    notices: Notices


def parse_fragment(markup: str, options: ReadOptions, notices: Notices) -> Element:
    """Return the tree of an article's markup.

    Raises:
        LimitError: when it is over a limit.
    """
    return body_of(parse(markup, options.limits, notices))


def read_fragment(
    fragment: Fragment, source: Source, options: ReadOptions, admission: Admission | None = None
) -> Document:
    """Return the document that an article's markup holds; it may be empty.

    Addresses are resolved against the source's, else the metadata's.

    Raises:
        LimitError: when a table is over the limit.
    """
    address = source.address or fragment.metadata.source
    reading = Reading(
        base=address,
        page=address,
        limits=options.limits,
        admission=admission
        or Admission(source.folder, options.limits, remote=source.remote, base=address),
        notices=fragment.notices,
    )
    return compose(fragment.content, fragment.metadata, reading)


def compose(
    content: Element, metadata: Metadata, reading: Reading, *, edge_rules: bool = True
) -> Document:
    """Return the document that a tree of markup holds, with settled ids.

    ``edge_rules`` is whether rules that begin or end a section stay: an author
    meant them, a page's theme did not.
    """
    bring_descriptions(content)
    notes = find_notes(content, reading)
    items = stream(content, reading, around(content, metadata))
    if not edge_rules:
        items = _without_edge_rules(items, reading)
    folded = fold(items, metadata.title)
    made_notes = tuple(Note(name, note_blocks(element, reading)) for name, element in notes)
    reading.notices.extend(folded.findings)
    document = Document(
        metadata=metadata,
        blocks=folded.blocks,
        sections=folded.sections,
        notes=made_notes,
        assets=reading.admission.assets,
    )
    _report_dangling(document, reading)
    document = replace(document, findings=_findings(reading))
    return identify(document, reading.anchors.aliases)


def _report_dangling(document: Document, reading: Reading) -> None:
    """Say which links lead to a place that is not there: they lose the link, not the text."""
    known = {*reading.anchors.aliases, *walk.ids(document)}
    for inline in walk.all_inlines(document):
        match inline:
            case Link(target=Anchor(id=name, article="")) if name and name not in known:
                reading.notices.add(
                    "link-dangling",
                    f"a link leads to #{name}, which is not there; its text stays",
                    inline_text(inline.children),
                )
            case _:
                pass


def _without_edge_rules(items: list[Item], reading: Reading) -> list[Item]:
    """Return the items without rules that begin or end a section: a heading parts enough."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, ThematicBreak) and (not kept or isinstance(kept[-1], Heading)):
            continue
        while isinstance(item, Heading) and kept and isinstance(kept[-1], ThematicBreak):
            kept.pop()
        kept.append(item)
    while kept and isinstance(kept[-1], ThematicBreak):
        kept.pop()
    for _ in range(len(items) - len(kept)):
        reading.notices.count("rule-at-edge", "rules at the edges of sections were dropped")
    return kept


def around(content: Element, metadata: Metadata) -> Surround:
    """Return the language and direction of the content where they differ from the document's."""
    language, direction = speech(content)
    language = "" if language == metadata.language else language
    base = text_direction(metadata.language)
    return Surround(language, "" if direction == base else direction)


def note_blocks(element: Element, reading: Reading) -> Blocks:
    """Return what a note says."""
    reading.note_elements.discard(element)
    reading.anchors.see(element)
    blocks = contained(element, reading, Surround().inside(element))
    reading.anchors.take()
    return blocks


def empty(document: Document) -> bool:
    """Tell whether a document says nothing at all."""
    return not (document.blocks or document.sections or document.notes)


def _findings(reading: Reading) -> tuple[Finding, ...]:
    """Return what was noticed, with what the cleaning of drawings took away."""
    names = {asset.key: asset.name for asset in reading.admission.assets}
    for key, lost in reading.admission.losses.items():
        reading.notices.add(
            "drawing-cleaned",
            f"the drawing {names.get(key, key)} was admitted without {', '.join(lost)}",
            severity=Severity.WARNING,
            advice="draw its words as SVG text, and put its pictures into it",
        )
    return reading.notices.finish()
