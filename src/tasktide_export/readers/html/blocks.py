"""Elements that break the line to blocks and headings, in the page's order."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from tasktide_export.document import (
    Aside,
    Block,
    BlockQuote,
    Blocks,
    Finding,
    Image,
    Inline,
    Inlines,
    Paragraph,
    Strong,
    Text,
    ThematicBreak,
)
from tasktide_export.readers.html import (
    code,
    figures,
    inlines,
    lists,
    maths,
    media,
    quotes,
    roles,
    tables,
)
from tasktide_export.readers.html.descriptions import description_in
from tasktide_export.readers.html.elements import LINE_END, SILENT_TAGS, Element, Node, names, plain
from tasktide_export.readers.html.forms import CONTROLS, drop_control
from tasktide_export.readers.html.reading import Item, Reading, Surround, is_hidden, speech
from tasktide_export.readers.html.spacing import is_blank, part_pictures, split_paragraphs, tidy
from tasktide_export.readers.sections import Heading, demote

_CONTENTS_ROLES = frozenset({"navigation", "doc-toc"})


class Stream:
    """Headings and blocks as they come; text between blocks gathers into paragraphs."""

    def __init__(self, reading: Reading) -> None:
        self.items: list[Item] = []
        self._reading = reading
        self._line: list[Inline] = []

    def say(self, inlines: Inlines) -> None:
        """Add to the paragraph that is being gathered."""
        self._line.extend(inlines)

    def end_paragraph(self, surround: Surround) -> None:
        """Close the paragraph that is being gathered, if it says anything."""
        if not self._line:
            return
        for part in split_paragraphs(tuple(self._line)):
            for children in part_pictures(tidy(part)):
                if not is_blank(children):
                    self._paragraph(children, surround)
        self._line.clear()

    def _paragraph(self, children: Inlines, surround: Surround) -> None:
        name = self._reading.anchors.take()
        self.items.append(
            Paragraph(children, id=name, language=surround.language, direction=surround.direction)
        )

    def add(self, *items: Item) -> None:
        """Add finished blocks."""
        self.items.extend(items)


Mapping: TypeAlias = Callable[[Element, Stream, Reading, Surround], None]


def stream(element: Element, reading: Reading, surround: Surround | None = None) -> list[Item]:
    """Return the headings and blocks inside ``element`` in reading order."""
    made = Stream(reading)
    start = surround or Surround()
    _children(element, made, reading, start)
    made.end_paragraph(start)
    return made.items


def contained(element: Element, reading: Reading, surround: Surround) -> Blocks:
    """Return the blocks inside a container, where no section can begin."""
    return _demoted(stream(element, reading, surround.contained()), reading)


def _demoted(items: list[Item], reading: Reading) -> Blocks:
    blocks: list[Block] = []
    for item in items:
        if isinstance(item, Heading):
            if is_blank(item.title):
                continue
            findings: list[Finding] = []
            blocks.append(demote(item, findings))
            reading.notices.extend(findings)
        else:
            blocks.append(item)
    return tuple(blocks)


def _children(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    for child in element.children:
        _node(child, out, reading, surround)


def _node(node: Node, out: Stream, reading: Reading, surround: Surround) -> None:
    if isinstance(node, str):
        # White space between blocks belongs to no link or emphasis.
        out.say(
            surround.wrap(inlines.node_inlines(node, reading)) if node.strip() else _space(node)
        )
        return
    if node in reading.note_elements or _is_formula(node, out, reading, surround):
        return
    if node.tag in SILENT_TAGS:
        return
    if node.tag in {"td", "th"} and code.is_gutter(node):
        reading.notices.count("line-numbers-removed", "line numbers of code were left out")
        return
    if node.tag == LINE_END:
        out.end_paragraph(surround)
        return
    if is_hidden(node):
        inlines.report_hidden(node, reading)
        reading.anchors.see(node)
        return
    mapping = _mapping(node)
    if mapping is not None:
        reading_break(out, node, reading, surround)
        mapping(node, out, reading, surround)
    elif node.holds_block and node.tag not in CONTROLS and node.tag not in media.IMAGE_TAGS:
        reading.anchors.see(node)
        wrap = inlines.wrapping(node, reading)
        wraps = (wrap,) if wrap is not None else ()
        _children(node, out, reading, surround.inside(node, *wraps))
        # What follows is outside of the wrapper, what came before stays where it is.
    else:
        out.say(surround.wrap(inlines.node_inlines(node, reading)))


def _space(text: str) -> Inlines:
    return (Text(text),)


def reading_break(out: Stream, node: Element, reading: Reading, surround: Surround) -> None:
    """End the line before a block and let its names lead to it."""
    out.end_paragraph(surround)
    reading.anchors.see(node)


def _is_formula(node: Element, out: Stream, reading: Reading, surround: Surround) -> bool:
    formula = maths.formula(node, reading)
    if formula is None:
        return False
    reading.anchors.see(node)
    if formula.mathml and formula.displayed:
        out.end_paragraph(surround)
        out.add(maths.block(formula, reading.anchors.take(), surround))
    elif formula.mathml:
        out.say(surround.wrap((formula.inline(),)))
    return True


# --- each kind of block ------------------------------------------------------


def _wrapper(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    if (description := description_in(element)) is not None:
        _described(element, description, out, reading, surround)
        return
    role = roles.aside_role(element)
    if role is not None:
        _aside(element, out, reading, surround)
        return
    if roles.is_captioned_image(element):
        _figure(element, out, reading, surround)
        return
    inner = surround.inside(element)
    _children(element, out, reading, inner)
    out.end_paragraph(inner)


def _heading(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    title = surround.wrap(inlines.line(element, reading))
    if roles.is_standfirst(element) and all(isinstance(one, Heading) for one in out.items):
        reading.notices.count(
            "heading-standfirst", "a standfirst in a heading became a paragraph", element.text()
        )
        out.say(title)
        out.end_paragraph(surround.inside(element))
        return
    language, direction = speech(element)
    out.add(
        Heading(
            roles.heading_rank(element),
            title,
            reading.anchors.take(),
            language or surround.language,
            direction or surround.direction,
        )
    )


def _rule(_element: Element, out: Stream, reading: Reading, _surround: Surround) -> None:
    out.add(ThematicBreak(id=reading.anchors.take()))


def _quote(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    if roles.aside_role(element) is not None:
        _aside(element, out, reading, surround)
        return
    name = reading.anchors.take()
    here = surround.inside(element)
    attribution_element = quotes.attribution(element)
    if attribution_element in reading.note_elements:
        attribution_element = None  # it is the caption of the figure around
    if attribution_element is not None:
        reading.note_elements.add(attribution_element)
    blocks = contained(element, reading, here)
    attribution: Inlines = ()
    if attribution_element is not None:
        reading.note_elements.discard(attribution_element)
        attribution = quotes.without_dash(inlines.line(attribution_element, reading))
    if not blocks:
        if attribution:
            out.add(Paragraph(attribution, id=name))
        return
    out.add(
        BlockQuote(
            blocks,
            quotes.cite(element, reading),
            attribution,
            id=name,
            language=here.language,
            direction=here.direction,
        )
    )


def _aside(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    name = reading.anchors.take()
    here = surround.inside(element)
    blocks = contained(element, reading, here)
    if blocks:
        role = roles.aside_role(element) or "sidebar"
        out.add(Aside(blocks, role, id=name, language=here.language, direction=here.direction))


def _figure(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    if roles.aside_role(element) is not None:
        _aside(element, out, reading, surround)
        return
    out.add(*figures.figure_blocks(element, reading, surround, contained))


def _described(
    box: Element, description: Element, out: Stream, reading: Reading, surround: Surround
) -> None:
    shown = Stream(reading)
    for child in box.children:
        if child is not description:
            _node(child, shown, reading, surround)
    shown.end_paragraph(surround)
    blocks = _demoted(shown.items, reading)
    told = contained(description, reading, surround)
    out.add(*figures.described(blocks, told))


def _embed(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    made = media.embed(element, reading)
    match made:
        case None:
            return
        case Image():
            out.say(surround.wrap((made,)))
        case _:
            out.add(replace(made, id=reading.anchors.take()))


def _summary(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    words = inlines.line(element, reading)
    if not is_blank(words):
        out.add(
            Paragraph(
                (Strong(words),),
                id=reading.anchors.take(),
                language=surround.language,
                direction=surround.direction,
            )
        )


def _navigation(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    if element.tag != "nav" and element.get("role") not in _CONTENTS_ROLES:
        _wrapper(element, out, reading, surround)
        return
    if text := plain(element.text()):
        reading.notices.add("navigation-removed", "navigation was left out", text)


def _control(element: Element, _out: Stream, reading: Reading, _surround: Surround) -> None:
    drop_control(element, reading)


def _list(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    if lists.places(element) and not surround.nested:
        reading.notices.count(
            "list-layout", "a list of articles with headings became sections", element.words()
        )
        _wrapper(element, out, reading, surround)
        return
    out.add(*lists.list_blocks(element, reading, surround, contained))


def _definitions(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    if not lists.defines(element):
        _wrapper(element, out, reading, surround)
        return
    out.add(*lists.definition_blocks(element, reading, surround, contained))


def _table(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    if tables.is_layout(element):
        _wrapper(element, out, reading, surround)
        return
    out.add(*tables.table_blocks(element, reading, surround, contained))


def _code(element: Element, out: Stream, reading: Reading, surround: Surround) -> None:
    block = code.code_block(element, reading, surround)
    if block is not None:
        out.add(block)


_MAPPINGS: dict[str, Mapping] = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], _heading),
    **dict.fromkeys(["ul", "ol", "menu", "dir"], _list),
    **dict.fromkeys(["iframe", "video", "audio", "object", "embed"], _embed),
    **dict.fromkeys(
        names(
            "address article body center dd details dialog div dt fieldset figcaption footer form "
            "frameset header hgroup legend li main optgroup option p search section tbody td tfoot "
            "th thead tr caption"
        ),
        _wrapper,
    ),
    "dl": _definitions,
    "hr": _rule,
    "blockquote": _quote,
    "aside": _aside,
    "figure": _figure,
    "summary": _summary,
    "nav": _navigation,
    "table": _table,
    "pre": _code,
}


def _mapping(element: Element) -> Mapping | None:
    role = element.attributes.get("role", "").strip().lower()
    if role == "heading" and element.tag in {"div", "p", "span"}:
        return _heading
    if role in _CONTENTS_ROLES and element.tag in {"div", "nav", "section", "ul", "ol"}:
        return _navigation
    return _MAPPINGS.get(element.tag)
