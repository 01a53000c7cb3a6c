"""Hypothesis strategies for documents, and the fixed article that goldens use.

``documents()`` gives identified, valid documents over every node of the model:

- text is clean and collapsed; adjacent runs are merged; no paragraph, title,
  term or list is empty;
- sections are sometimes nested eight deep; titles hold no images or line breaks;
- links lead to ids that are there, every note is referred to at least once, and
  notes hold no references (no word processor knows a footnote in a footnote);
- links are not nested and hold no note references (HTML forbids both).
"""

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tasktide_export.document import (
    Anchor,
    Aside,
    Block,
    BlockQuote,
    Blocks,
    Cell,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Document,
    Embed,
    Figure,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    ThematicBreak,
    identify,
)
from tasktide_export.document.transform import map_document
from tests.building import math_block, paragraph, png, png_asset
from tests.lines import ADDRESSES, ASSET, FOREIGN, FORMULAE, inlines, pictures, words
from tests.specimen import article

__all__ = [
    "article",
    "blocks",
    "documents",
    "inlines",
    "metadata",
    "paragraph",
    "png",
    "png_asset",
    "sections",
    "words",
]

_LANGUAGES = ("en", "en-GB", "fr", "de", "ar", "he", "zh-Hans", "und")
_CODE_BLOCKS = (
    "for x in range(3):\n    print(x)\n\nprint('done')",
    '\tif (a < b && c > d) {\n\t\treturn "&amp;";\n\t}',
    "  leading spaces\n<p>not markup</p>\n]]>",
    "one line",
)  # fmt: skip


def _lists(inner: SearchStrategy[Blocks], line: SearchStrategy[Inlines]) -> SearchStrategy[Block]:
    @st.composite
    def make(draw: DrawFn) -> Block:
        item = st.builds(
            lambda first, more: ListItem((Paragraph(children=first), *more)),
            line,
            st.just(()) | inner,
        )
        items = tuple(draw(st.lists(item, min_size=1, max_size=3)))
        if not draw(st.booleans()):
            return List(items=items)
        numbering: Any = draw(
            st.sampled_from(["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"])
        )
        return List(items, ordered=True, start=draw(st.integers(1, 30)), numbering=numbering)

    return make()


def _groups(
    draw: DrawFn, columns: int, rows: int, *, heads: bool, inside: SearchStrategy[Blocks]
) -> tuple[Row, ...]:
    """Draw rows whose spans tile the grid exactly and leave no row without a cell."""
    taken: set[tuple[int, int]] = set()
    group = []
    for row in range(rows):
        cells = []
        for column in range(columns):
            if (row, column) in taken:
                continue
            free = next(
                (n for n in range(1, columns - column) if (row, column + n) in taken),
                columns - column,
            )
            wide = draw(st.sampled_from([1, 1, 1, free]))
            tall_fits = column == 0 and wide < columns
            tall = draw(st.integers(1, rows - row)) if tall_fits else 1
            taken |= {(row + r, column + c) for r in range(tall) for c in range(wide)}
            header = heads or (column == 0 and draw(st.booleans()))
            own = "col" if heads else "row"
            scope: Any = draw(st.sampled_from(["", own])) if header else ""
            alignment: Any = draw(st.sampled_from(["", "", "left", "center", "right"]))
            cells.append(Cell(draw(inside), header, scope, wide, tall, alignment))
        group.append(Row(tuple(cells)))
    return tuple(group)


def _tables(inner: SearchStrategy[Blocks], line: SearchStrategy[Inlines]) -> SearchStrategy[Block]:
    @st.composite
    def make(draw: DrawFn) -> Block:
        columns = draw(st.integers(1, 3))
        one = line.map(lambda children: (Paragraph(children=children),))
        inside = st.one_of(one, one, one, inner, st.just(()))
        head = _groups(draw, columns, draw(st.integers(0, 2)), heads=True, inside=one)
        bodies = tuple(
            _groups(draw, columns, draw(st.integers(1, 3)), heads=False, inside=inside)
            for _ in range(draw(st.integers(1, 2)))
        )
        foot = _groups(draw, columns, draw(st.integers(0, 1)), heads=False, inside=one)
        return Table(bodies, head=head, foot=foot, caption=draw(st.just(()) | line))

    return make()


def _leaves(line: SearchStrategy[Inlines]) -> list[SearchStrategy[Block]]:
    return [
        line.map(lambda children: Paragraph(children=children)),
        st.builds(
            lambda text, syntax: CodeBlock(text, syntax=syntax),
            st.sampled_from(_CODE_BLOCKS),
            st.sampled_from(["", "python", "c"]),
        ),
        st.just(ThematicBreak()),
        st.sampled_from(FORMULAE).map(lambda formula: math_block(*formula)),
    ]


def _nests(
    inner: SearchStrategy[Blocks], line: SearchStrategy[Inlines]
) -> list[SearchStrategy[Block]]:
    caption = st.just(()) | line
    picture = st.builds(lambda image: (Paragraph(children=(image,)),), pictures())
    definition = st.builds(
        DefinitionItem,
        st.lists(line, min_size=1, max_size=2).map(tuple),
        st.lists(inner, min_size=1, max_size=2).map(tuple),
    )
    roles: Any = st.sampled_from(["note", "tip", "important", "warning", "pullquote", "sidebar"])
    kinds: Any = st.sampled_from(["video", "audio", "frame"])
    return [
        _lists(inner, line),
        _tables(inner, line),
        st.lists(definition, min_size=1, max_size=2).map(
            lambda items: DefinitionList(tuple(items))
        ),
        st.builds(
            lambda inside, cite, by: BlockQuote(inside, cite=cite, attribution=by),
            inner,
            st.sampled_from(("", *ADDRESSES)),
            caption,
        ),
        st.builds(
            lambda inside, by, told: Figure(inside, caption=by, description=told),
            picture | inner,
            caption,
            st.just(()) | st.just(()) | inner,
        ),
        st.builds(lambda inside, role: Aside(inside, role=role), inner, roles),
        st.builds(
            lambda title, kind, poster, inside: Embed(
                title, ADDRESSES[0], kind=kind, poster=poster, transcript=inside
            ),
            words(),
            kinds,
            st.sampled_from(["", ASSET.key]),
            st.just(()) | inner,
        ),
    ]


@st.composite
def blocks(draw: DrawFn, max_leaves: int = 8, *, notes: bool = True) -> Blocks:
    """Give one or more blocks, not yet identified; ``max_leaves`` bounds their number."""
    return draw(_bodies(max_leaves, notes=notes))


@cache
def _bodies(max_leaves: int, *, notes: bool) -> SearchStrategy[Blocks]:
    line = inlines(notes=notes)
    leaves = _leaves(line)

    def extend(block: SearchStrategy[Block]) -> SearchStrategy[Block]:
        return st.one_of(_nests(_several(block, 2), line))

    block = st.recursive(st.one_of([leaves[0], *leaves]), extend, max_leaves=max_leaves)
    return _several(st.builds(_in_language, block, st.sampled_from([None] * 6 + list(FOREIGN))), 3)


def _several(block: SearchStrategy[Block], most: int) -> SearchStrategy[Blocks]:
    return st.lists(block, min_size=1, max_size=most).map(tuple)


def _in_language(block: Block, foreign: Any) -> Block:
    return replace(block, language=foreign[0], direction=foreign[1]) if foreign else block


@st.composite
def sections(draw: DrawFn, max_leaves: int = 8) -> tuple[Section, ...]:
    """Give sections, not yet identified, sometimes nested eight deep."""
    return draw(_trees(max_leaves))


@cache
def _trees(max_leaves: int) -> SearchStrategy[tuple[Section, ...]]:
    title = inlines(images=False, depth=1)
    body = st.just(()) | blocks(max_leaves)
    leaf = st.builds(Section, title, body)

    def extend(inner: SearchStrategy[Section]) -> SearchStrategy[Section]:
        return st.builds(Section, title, body, st.lists(inner, min_size=1, max_size=2).map(tuple))

    tree = st.recursive(leaf, extend, max_leaves=3)
    chain = st.builds(_nested, leaf, st.integers(6, 7))
    return st.lists(st.one_of(tree, tree, tree, chain), max_size=3).map(tuple)


def _nested(inner: Section, levels: int) -> Section:
    for level in range(levels, 0, -1):
        inner = Section((Text(f"Level {level}"),), sections=(inner,))
    return inner


@st.composite
def metadata(draw: DrawFn) -> Metadata:
    """Give metadata with non-ASCII and XML-special characters."""
    return draw(_metadata())


@cache
def _metadata() -> SearchStrategy[Metadata]:
    maybe = st.just("") | words(4)
    return st.builds(
        Metadata,
        title=words(),
        subtitle=maybe,
        authors=st.lists(words(2), max_size=2).map(tuple),
        language=st.sampled_from(_LANGUAGES),
        description=maybe,
        publisher=maybe,
        site=maybe,
        published=st.sampled_from(["", "2026-03-01", "2026-03-01T08:30:00+01:00"]),
        modified=st.sampled_from(["", "2026-04-02"]),
        source=st.sampled_from(("", ADDRESSES[0])),
        identifier=st.sampled_from(["", "urn:isbn:9780000000002"]),
        rights=maybe,
        subjects=st.lists(words(2), max_size=2, unique=True).map(tuple),
        cover=st.sampled_from(["", ASSET.key]),
        inferred=st.sampled_from([frozenset(), frozenset({"language"})]),
    )


@st.composite
def documents(draw: DrawFn, max_leaves: int = 8) -> Document:
    """Give valid, identified documents; ``max_leaves`` bounds the blocks of each part."""
    about, lead, parts = draw(metadata()), draw(blocks(max_leaves)), draw(sections(max_leaves))
    notes = draw(st.lists(blocks(2, notes=False), min_size=1, max_size=3))
    return _document(about, lead, parts, notes)


def _document(
    about: Metadata, lead: Blocks, parts: tuple[Section, ...], notes: list[Blocks]
) -> Document:
    document = Document(
        metadata=about,
        blocks=lead,
        sections=parts,
        notes=tuple(Note(f"n{n}", inside) for n, inside in enumerate(notes)),
        assets=(ASSET,),
    )
    return identify(_refer(_anchored(document)))


def _anchored(document: Document) -> Document:
    """Give every section and block a name that links can lead to."""
    count = itertools.count()

    def section(one: Section) -> Section:
        return replace(
            one, id=f"x{next(count)}", sections=tuple(section(child) for child in one.sections)
        )

    named = map_document(document, lambda block: (replace(block, id=f"x{next(count)}"),))
    named = replace(named, sections=tuple(section(one) for one in named.sections))
    here = next(count)
    return map_document(named, inline_map=_links_within(here))


def _links_within(names: int) -> Callable[[Inline], Inlines]:
    def follow(inline: Inline) -> Inlines:
        match inline:
            case Link(target=Anchor(id=number)):
                return (replace(inline, target=Anchor(f"x{int(number) % names}")),)
            case _:
                return (inline,)

    return follow


def _refer(document: Document) -> Document:
    """Lead every note reference to a note, and leave out notes that nothing refers to."""
    names = [note.id for note in document.notes]
    used: set[str] = set()

    def follow(inline: Inline) -> Inlines:
        if not isinstance(inline, NoteReference):
            return (inline,)
        name = names[int(inline.note) % len(names)]
        used.add(name)
        return (NoteReference(name),)

    referred = map_document(document, inline_map=follow)
    kept = tuple(note for note in referred.notes if note.id in used)
    return replace(referred, notes=kept)
