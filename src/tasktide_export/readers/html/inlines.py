"""Elements within a line to inlines."""

from dataclasses import dataclass, replace

from tasktide_export.document import (
    Abbreviation,
    Anchor,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    Quotation,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from tasktide_export.readers.html import maths, media
from tasktide_export.readers.html.elements import BLOCK_TAGS, SILENT_TAGS, Element, Node, plain
from tasktide_export.readers.html.forms import CONTROLS, drop_control
from tasktide_export.readers.html.parting import part_words
from tasktide_export.readers.html.reading import LABEL, Reading, Wrap, is_hidden, put_around, speech
from tasktide_export.readers.html.spacing import tidy

_WRAPS: dict[str, type[Emphasis | Strong | Superscript | Subscript]] = {
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "dfn": Emphasis,
    "var": Emphasis,
    "b": Strong,
    "strong": Strong,
    "sup": Superscript,
    "sub": Subscript,
}
_CODE_TAGS = frozenset({"code", "kbd", "samp", "tt"})
_STRUCK_TAGS = frozenset({"s", "del", "strike"})


@dataclass(frozen=True, slots=True)
class Style:
    """Which elements are around an inline, so that none stands in its own kind."""

    code: bool = False
    within: frozenset[str] = frozenset()


PLAIN = Style()


def line(element: Element, reading: Reading) -> Inlines:
    """Return all that stands in ``element`` as one line; blocks inside become its words."""
    part_words(element)
    return tidy(children_inlines(element, reading))


def children_inlines(element: Element, reading: Reading, style: Style = PLAIN) -> Inlines:
    """Return the children of ``element`` as inlines, spaces not yet collapsed."""
    inlines: list[Inline] = []
    for child in element.children:
        inlines.extend(node_inlines(child, reading, style))
    return tuple(inlines)


def node_inlines(node: Node, reading: Reading, style: Style = PLAIN) -> Inlines:
    """Return a text or an element as inlines, spaces not yet collapsed."""
    if isinstance(node, str):
        return ((Code(node) if style.code else Text(node)),) if node else ()
    if node.tag in SILENT_TAGS or node in reading.note_elements or node in reading.back_links:
        return ()
    reading.anchors.see(node)
    formula = maths.formula(node, reading)
    if formula is not None:
        return (formula.inline(),) if formula.mathml else ()
    if node.tag in media.IMAGE_TAGS:
        return media.image_inlines(node, reading)
    if is_hidden(node):
        report_hidden(node, reading)
        return ()
    return _spoken(node, _element_inlines(node, reading, style))


def report_hidden(element: Element, reading: Reading) -> None:
    """Say that an element which the page does not show was left out."""
    text = plain(element.text())
    if text:
        reading.notices.add("hidden-removed", "hidden content was left out", text)


def _spoken(element: Element, inlines: Inlines) -> Inlines:
    language, direction = speech(element)
    if inlines and (language or direction):
        return (Span(inlines, language, direction),)
    return inlines


def _element_inlines(element: Element, reading: Reading, style: Style) -> Inlines:
    tag = element.tag
    if tag == "br":
        return (LineBreak(),)
    if tag == "wbr":
        return ()
    if tag in CONTROLS:
        return drop_control(element, reading)
    if tag in media.EMBED_TAGS:
        return media.embed_inlines(element, reading)
    if tag in _CODE_TAGS:
        return children_inlines(element, reading, replace(style, code=True))
    if tag == "ruby":
        return _ruby(element, reading, style)
    kind = "a" if tag == "a" else _WRAPS[tag].__name__ if tag in _WRAPS else tag
    inner = style if kind in style.within else Style(style.code, style.within | {kind})
    children = children_inlines(element, reading, inner)
    if not children and (label := plain(element.get("aria-label"))):
        return _named(element, label, reading)
    if tag in _STRUCK_TAGS and children:
        reading.notices.count(
            "struck-text", "struck-out text was kept as plain text", element.text()
        )
    if tag == "sup" and (references := _only_references(children)):
        return references
    if kind not in style.within:
        wrapped = wrapping(element, reading)
        if wrapped is not None:
            return put_around(wrapped, children)
    if tag in BLOCK_TAGS:
        return (Text(" "), *children, Text(" "))
    return children


def _named(element: Element, label: str, reading: Reading) -> Inlines:
    """Return what an element without content is to those who only hear its name.

    A drawing made by a style sheet is an image whose bytes are not here.  An empty
    link or icon is a sign of the page, like a permalink's: it is told and left out.
    """
    if element.get("role") == "img" and element.get("aria-hidden") != "true":
        return (Image("", label),)
    reading.notices.count("name-removed", "signs without text were left out", label)
    return ()


def wrapping(element: Element, reading: Reading) -> Wrap | None:
    """Return what the element puts around its content, or ``None``."""
    tag = element.tag
    if tag in _WRAPS:
        return _WRAPS[tag]
    if tag == "a":
        return _link(element, reading)
    if tag == "q":
        cite = reading.link_target(element.get("cite")) if element.get("cite") else ""
        address = cite if isinstance(cite, str) else ""
        return lambda children: Quotation(children, address)
    if tag in {"abbr", "acronym"}:
        expansion = plain(element.get("title"))
        return lambda children: Abbreviation(children, expansion)
    return None


def _link(element: Element, reading: Reading) -> Wrap | None:
    if "href" not in element.attributes:
        return None
    reference = element.get("href")
    is_label = len(plain(element.text())) <= LABEL
    if reference.startswith("#") and reference[1:] in reading.notes and is_label:
        note = NoteReference(reading.notes[reference[1:]])
        return lambda _children: note
    target = reading.link_target(reference)
    if target is None or (isinstance(target, Anchor) and not reference):
        scheme = reference.partition(":")[0] if ":" in reference[:20] else "relative"
        reading.notices.count(
            "link-unwrapped",
            f"links that lead nowhere outside the page ({plain(scheme) or 'empty'}) lost the link, "
            "not the text",
            element.text(),
        )
        return None
    title = plain(element.get("title"))
    return lambda children: Link(target, children, title)


def _only_references(children: Inlines) -> Inlines:
    """Return the note references of a superscript that holds nothing else worth raising."""
    references = tuple(one for one in children if isinstance(one, NoteReference))
    rest = (one for one in children if not isinstance(one, NoteReference))
    if all(isinstance(one, Text) and not one.value.strip(" \t\n\r\f,;[]()") for one in rest):
        return references
    return ()


def _ruby(element: Element, reading: Reading, style: Style) -> Inlines:
    """The base text, then each annotation in parentheses."""
    inlines: list[Inline] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag == "rp":
            continue
        if isinstance(child, Element) and child.tag in {"rt", "rtc"}:
            annotation = node_inlines(child, reading, style)
            if annotation:
                inlines += (Text("("), *annotation, Text(")"))
        else:
            inlines.extend(node_inlines(child, reading, style))
    return tuple(inlines)
