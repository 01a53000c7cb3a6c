"""Fold a flat stream of headings and blocks into a tree of sections.

Sources have headings; documents have sections.  What real pages do wrong with
their headings is repaired here, for every reader alike, and each repair is a
finding whose rule begins with ``heading-``.  Total and pure: any stream folds.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

from tasktide_export.document import (
    DECORATIVE,
    Block,
    Blocks,
    Figure,
    Finding,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Section,
    Severity,
    Strong,
    Text,
    excerpt,
    inline_text,
)
from tasktide_export.document.kinds import Direction
from tasktide_export.document.transform import map_inlines
from tasktide_export.document.walk import inlines as walk_inlines

LONGEST_HEADING = 120
"""A heading of more characters than this is a paragraph."""
LONGEST_BOLD = 80
"""A bold paragraph of more characters than this is never a heading."""
_DEEPEST = 7


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the source gives it: its rank (1 to 6) and where it stands.

    ``id`` is the source's own anchor; ``language`` (BCP 47) and ``direction``
    are empty where they are inherited.
    """

    rank: int
    title: Inlines
    id: str = ""
    language: str = ""
    direction: Direction = ""


Stream: TypeAlias = Sequence[Heading | Block]


@dataclass(frozen=True, slots=True)
class Folded:
    """The lead's blocks, the sections after it, and what was repaired."""

    blocks: Blocks
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]


def fold(stream: Stream, title: str) -> Folded:
    """Return ``stream`` as a lead and sections, defects of headings repaired.

    ``title`` is the document's; a heading that only repeats it is dropped.
    """
    findings: list[Finding] = []
    promoted = _promote_bold(stream, findings)
    mended = list(_mend(promoted, title, findings))
    return _stack(mended, findings)


def demote(heading: Heading, findings: list[Finding]) -> Paragraph:
    """Return a heading that cannot open a section as a strong paragraph.

    For headings inside list items, table cells, quotations and the like; the
    repair is added to ``findings``.
    """
    text = inline_text(heading.title)
    findings.append(
        _repair("heading-nested", "a heading inside another block became a strong paragraph", text)
    )
    return Paragraph(
        (Strong(_plain(heading.title)),),
        id=heading.id,
        language=heading.language,
        direction=heading.direction,
    )


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts are alike but for case, spacing and punctuation."""
    return bool(_words(one)) and _words(one) == _words(other)


@lru_cache(maxsize=256)
def _words(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def _repair(rule: str, message: str, text: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.INFO,
        message=message,
        excerpt=excerpt(text),
        repaired=True,
    )


# --- bold paragraphs that are headings ---------------------------------------


def _promote_bold(stream: Stream, findings: list[Finding]) -> list[Heading | Block]:
    """Turn bold-only paragraphs into headings when the document uses them so."""
    following: list[Heading | Block | None] = [*stream[1:], None][: len(stream)]
    candidates = {
        place
        for place, (item, after) in enumerate(zip(stream, following, strict=True))
        if _is_bold_line(item) and isinstance(after, Paragraph) and not _is_bold_line(after)
    }
    if len(candidates) < 2:  # noqa: PLR2004 - one bold line alone is emphasis
        return list(stream)
    items: list[Heading | Block] = []
    for place, item in enumerate(stream):
        if place not in candidates or not isinstance(item, Paragraph):
            items.append(item)
            continue
        text = inline_text(item.children)
        message = "a bold paragraph stands for a heading and became one"
        findings.append(_repair("heading-bold-paragraph", message, text))
        items.append(Heading(_DEEPEST, item.children, item.id, item.language, item.direction))
    return items


def _is_bold_line(item: Heading | Block) -> bool:
    if not isinstance(item, Paragraph):
        return False
    text = inline_text(item.children).strip()
    # A line that ends like a sentence or leads into the next is emphasis.
    if not text or len(text) > LONGEST_BOLD or text.endswith((".", ",", ";", ":", "…")):
        return False
    if any(isinstance(one, Image) for one in walk_inlines(item.children)):
        return False
    return all(isinstance(one, Strong | LineBreak) or _is_space(one) for one in item.children)


def _is_space(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.value.strip()


# --- headings one by one -----------------------------------------------------


def _mend(
    items: Sequence[Heading | Block], title: str, findings: list[Finding]
) -> Iterator[Heading | Block]:
    before_text = True
    for item in items:
        if not isinstance(item, Heading):
            before_text = False
            yield item
            continue
        mended = list(_mend_heading(item, title, findings, first=before_text))
        before_text = before_text and not mended
        yield from mended


def _mend_heading(
    heading: Heading, title: str, findings: list[Finding], *, first: bool
) -> Iterator[Heading | Block]:
    text = inline_text(heading.title).strip()
    images = tuple(one for one in walk_inlines(heading.title) if isinstance(one, Image))
    if not text:
        yield from _mend_empty(heading, images, findings)
        return
    if _repeats(text, title) and (first or heading.rank == 1):
        message = "a heading that repeats the title left the body"
        findings.append(_repair("heading-title", message, text))
        return
    if len(text) > LONGEST_HEADING:
        message = f"a heading of {len(text)} characters became a paragraph"
        findings.append(_repair("heading-long", message, text))
        yield Paragraph(
            heading.title,
            id=heading.id,
            language=heading.language,
            direction=heading.direction,
        )
        return
    _report_links(heading, findings)
    if images and not _own_text(heading.title):
        message = "the alternative text of an image became the heading"
        findings.append(_repair("heading-image", message, text))
        yield replace(heading, title=(Text(text),))
        # The heading now says what the image showed; saying it twice helps nobody.
        yield from (_image_block(replace(image, alternative=DECORATIVE)) for image in images)
        return
    yield replace(heading, title=_plain(heading.title))


def _repeats(text: str, title: str) -> bool:
    """Tell whether a heading is the title, alone or behind a label ("Title: …")."""
    return same_words(text, title) or same_words(text.partition(":")[2], title)


def _mend_empty(
    heading: Heading, images: tuple[Image, ...], findings: list[Finding]
) -> Iterator[Block]:
    rest = _without_links(heading.title)
    if images:
        message = "a heading that holds only an image without a text became a figure"
    elif any(not isinstance(one, Text | LineBreak) for one in walk_inlines(rest)) and _says(rest):
        message = "a heading without a text became a paragraph"
    else:
        findings.append(_repair("heading-empty", "an empty heading was dropped", heading.id))
        return
    findings.append(_repair("heading-empty", message, heading.id))
    if images:
        yield from (_image_block(image) for image in images)
    else:
        yield Paragraph(rest, id=heading.id)


def _says(inlines: Inlines) -> bool:
    """Tell whether something without a text is there all the same: a note's call, a formula."""
    kinds = {type(one).__name__ for one in walk_inlines(inlines)}
    return bool(kinds & {"NoteReference", "Math"})


def _image_block(image: Image) -> Figure:
    return Figure((Paragraph((image,)),))


def _own_text(inlines: Inlines) -> str:
    def without_image(inline: Inline) -> Inlines:
        return () if isinstance(inline, Image) else (inline,)

    return inline_text(map_inlines(inlines, without_image)).strip()


def _report_links(heading: Heading, findings: list[Finding]) -> None:
    for inline in walk_inlines(heading.title):
        if isinstance(inline, Link) and isinstance(inline.target, str):
            message = f"a heading's link was taken out: {inline.target}"
            findings.append(_repair("heading-link", message, inline_text(heading.title)))


def _without_links(inlines: Inlines) -> Inlines:
    def unwrap(inline: Inline) -> Inlines:
        return inline.children if isinstance(inline, Link) else (inline,)

    return map_inlines(inlines, unwrap)


def _plain(inlines: Inlines) -> Inlines:
    """Return a title on one line, without links and without bold around all of it."""
    line: Inlines = tuple(
        one
        for one in map_inlines(
            _without_links(inlines),
            lambda inline: (Text(" "),) if isinstance(inline, LineBreak) else (inline,),
        )
    )
    while len(line) == 1 and isinstance(line[0], Strong):
        line = line[0].children
    return _join_texts(line)


def _join_texts(inlines: Inlines) -> Inlines:
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(_one_space(joined[-1].value + inline.value))
        else:
            joined.append(inline)
    if joined and isinstance(joined[0], Text):
        joined[0] = Text(joined[0].value.lstrip(" "))
    if joined and isinstance(joined[-1], Text):
        joined[-1] = Text(joined[-1].value.rstrip(" "))
    return tuple(one for one in joined if one != Text(""))


def _one_space(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text


# --- the tree ----------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A section being filled."""

    heading: Heading
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def close(self) -> Section:
        return Section(
            self.heading.title,
            tuple(self.blocks),
            tuple(self.sections),
            self.heading.id,
            self.heading.language,
            self.heading.direction,
        )


def _stack(items: Sequence[Heading | Block], findings: list[Finding]) -> Folded:
    """Keep the order of ranks; a child is exactly one level below its parent."""
    lead: list[Block] = []
    top: list[Section] = []
    opened: list[_Open] = []
    first_rank = 0

    def close_last() -> None:
        done = opened.pop().close()
        (opened[-1].sections if opened else top).append(done)

    for item in items:
        if not isinstance(item, Heading):
            (opened[-1].blocks if opened else lead).append(item)
            continue
        while opened and opened[-1].heading.rank >= item.rank:
            close_last()
        if item.rank < _DEEPEST:
            parent = opened[-1].heading.rank if opened else 0
            findings.extend(_rank_findings(item, parent, first_rank))
            first_rank = first_rank or item.rank
        opened.append(_Open(item))
    while opened:
        close_last()
    return Folded(tuple(lead), tuple(top), tuple(findings))


def _rank_findings(heading: Heading, parent: int, first: int) -> Iterator[Finding]:
    text = inline_text(heading.title)
    if parent and parent + 1 < heading.rank:
        message = f"a heading of rank {heading.rank} below one of rank {parent} moved up"
        yield _repair("heading-skipped", message, text)
    elif not first and heading.rank > 2:  # noqa: PLR2004 - h1 is the title, h2 the first below
        message = f"the first heading has rank {heading.rank}; it opens a top section"
        yield _repair("heading-skipped", message, text)
    elif not parent and first and heading.rank < first:
        message = "a heading of higher rank than the first stands beside it"
        yield _repair("heading-shallower", message, text)
