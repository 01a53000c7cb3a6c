"""Groups of lines to the stream of headings and blocks that sections are folded from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from tasktide_export.document import (
    Block,
    BlockQuote,
    Blocks,
    Finding,
    Paragraph,
    Severity,
    Text,
    ThematicBreak,
    excerpt,
)
from tasktide_export.readers.base import HeadingPolicy
from tasktide_export.readers.sections import Heading
from tasktide_export.readers.text.headings import (
    STRICT_CONFIDENCE,
    Marked,
    heading_confidence,
    marked_heading,
)
from tasktide_export.readers.text.lines import Group, Line, join_lines
from tasktide_export.readers.text.lists import Item, build_list, is_deeper, is_sequel, list_items

_BREAK = re.compile(r"(?:([-*_=~#•])\s*)(?:\1\s*){2,}|[⁂❦§]")
_INFERRED_RANK = 2
_DEEPEST = 8
"""Lists and quotations nested more deeply go on at this depth."""


@dataclass(frozen=True, slots=True)
class _Break:
    """A line that separates scenes."""


@dataclass(frozen=True, slots=True)
class _Quote:
    """Lines marked by ``>``, the mark taken off."""

    lines: tuple[str, ...]


@dataclass(slots=True)
class _Items:
    """A list being gathered over blank lines; ``last`` is its last item on the first level."""

    items: list[Item] = field(default_factory=list)
    last: Item | None = None

    def take(self, more: Sequence[Item]) -> bool:
        """Take ``more`` in if it goes on with this list."""
        if self.last and not is_sequel(self.items[0], self.last, more[0]):
            return False
        self.items += more
        first = self.items[0]
        self.last = next((one for one in reversed(more) if not is_deeper(one, first)), self.last)
        return True


_Part: TypeAlias = Marked | _Break | _Quote | _Items | Group


def read_groups(
    groups: Sequence[Group], policy: HeadingPolicy, findings: list[Finding]
) -> list[Heading | Block]:
    """Return the headings and blocks that ``groups`` hold; inferred headings are reported.

    Where the text marks its headings nothing is inferred: who marks some marks
    all of them, and a short line is then just a line.
    """
    parts = list(_gather(_parts(groups)))
    if any(isinstance(part, Marked) for part in parts):
        policy = "none"
    stream: list[Heading | Block] = []
    for part, following in zip(parts, [*parts[1:], None], strict=False):
        stream.extend(_items(part, following, policy, findings))
    return stream


def _parts(groups: Sequence[Group]) -> Iterator[_Part]:
    for group in groups:
        text: list[Line] = []
        place = 0
        while place < len(group):
            marked = marked_heading(group[place : place + 2])
            if marked is None:
                text.append(group[place])
                place += 1
                continue
            if text:
                yield _part(tuple(text))
                text.clear()
            yield marked
            place += marked.lines
        if text:
            yield _part(tuple(text))


def _part(group: Group) -> _Part:
    if len(group) == 1 and _BREAK.fullmatch(group[0].text):
        return _Break()
    if all(line.text.startswith(">") for line in group):
        return _Quote(tuple(line.text[1:].strip(" ") for line in group))
    gathered = _Items()
    if items := list_items(group):
        gathered.take(items)
        return gathered
    return group


def _gather(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Join lists over blank lines; a numbered line that no other follows is text."""
    gathered: _Items | None = None
    for part in parts:
        if gathered and isinstance(part, _Items) and gathered.take(part.items):
            continue
        if gathered:
            yield _list_or_text(gathered)
        gathered = part if isinstance(part, _Items) else None
        if not isinstance(part, _Items):
            yield part
    if gathered:
        yield _list_or_text(gathered)


def _list_or_text(gathered: _Items) -> _Part:
    [first, *others] = gathered.items
    if others or first.number is None:
        return gathered
    return (Line(first.source, first.indent),)


def _items(
    part: _Part, following: _Part | None, policy: HeadingPolicy, findings: list[Finding]
) -> Iterator[Heading | Block]:
    match part:
        case Marked(rank=rank, title=title):
            yield Heading(rank, (Text(title),))
        case _Break():
            yield ThematicBreak()
        case _Quote(lines=lines):
            yield BlockQuote(_quoted(lines, 1))
        case _Items(items=items):
            yield from build_list(items, _DEEPEST)
        case tuple():
            after = following if isinstance(following, tuple) else None
            yield _paragraph_or_heading(part, after, policy, findings)
        case _:
            assert_never(part)


def _quoted(lines: Sequence[str], depth: int) -> Blocks:
    """Return the paragraphs of a quotation; an empty line ends one, ``>`` nests another."""
    blocks: list[Block] = []
    run: list[str] = []

    def close() -> None:
        if not run:
            return
        if depth < _DEEPEST and all(line.startswith(">") for line in run):
            blocks.append(BlockQuote(_quoted([line[1:].strip(" ") for line in run], depth + 1)))
        else:
            blocks.append(_paragraph(run))
        run.clear()

    for line in lines:
        if not line or (run and line.startswith(">") != run[0].startswith(">")):
            close()
        if line:
            run.append(line)
    close()
    return tuple(blocks) or (_paragraph([">"]),)


def _paragraph(lines: Sequence[str]) -> Paragraph:
    return Paragraph((Text(join_lines(lines)),))


def _paragraph_or_heading(
    group: Group, following: Group | None, policy: HeadingPolicy, findings: list[Finding]
) -> Heading | Paragraph:
    confidence = 0.0 if policy == "none" else heading_confidence(group, following)
    wanted = STRICT_CONFIDENCE if policy == "strict" else 0.0
    if not confidence or confidence < wanted:
        return _paragraph([line.text for line in group])
    findings.append(
        Finding(
            rule="heading-inferred",
            severity=Severity.INFO,
            message=f"an unmarked line became a heading (confidence {confidence:.2f})",
            excerpt=excerpt(group[0].text),
            advice="underline it with ===, or read with another policy for headings",
            repaired=True,
        )
    )
    return Heading(_INFERRED_RANK, (Text(group[0].text),))
