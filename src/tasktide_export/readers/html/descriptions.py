"""Long descriptions: what a page says at length about a picture, brought beside it.

Pages tie a description to its picture in many ways: ``aria-details``, a hidden
element named by ``aria-describedby``, ``longdesc``, a ``details`` element in the
figure.  All are given one form before the page is mapped: a box that holds the
picture and, last, the description.
"""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from tasktide_export.readers.html.elements import BLOCK_TAGS, Element, Node, names, plain
from tasktide_export.readers.html.media import IMAGE_TAGS
from tasktide_export.readers.html.reading import is_hidden
from tasktide_export.readers.html.roles import is_captioned_image

DESCRIBED = "-described"
"""The attribute of a box that holds a picture and its description."""
DESCRIPTION = "-description"
"""The attribute of the box that holds the description."""

_POINTERS = ("aria-details", "longdesc", "aria-describedby")
_CONTAINERS = names("details div aside section span dialog")
_WHOLE = names("p table ul ol dl blockquote figure")
_SINGLE_LINES = names("h1 h2 h3 h4 h5 h6 dt figcaption caption summary pre button label")
_LABELS = frozenset(
    (
        "description", "long description", "extended description", "image description",
        "figure description", "detailed description", "text description", "description of image",
        "text alternative", "beschreibung", "bildbeschreibung", "lange beschreibung",
        "description longue", "description détaillée", "descripción", "descripción larga",
        "descrizione", "descrição", "beschrijving", "lange beschrijving",
    )
)  # fmt: skip
"""What a description is called where its name says no more than that it is one."""
_HIDING = ("hidden", "style", "aria-hidden", "class")
_LONGEST_LABEL = 60


def bring_descriptions(body: Element) -> None:
    """Put each long description of ``body`` beside its picture; done twice, it does nothing more.

    One that is shown elsewhere in the page, or stands in another file, is led to by a link.
    """
    described = [one for one in body.iterate() if _may_be_described(one)]
    if not described:
        return
    named = {name: one for one in body.iterate() if (name := one.attributes.get("id"))}
    for element in described:
        holder = _holder(element)
        if holder is None or _is_done(holder):
            continue
        told = list(_told(element, holder, named))
        if told:
            _put_beside(holder, told)


def description_in(box: Element) -> Element | None:
    """Return the description that a box for a described picture holds."""
    last = next((one for one in reversed(box.children) if isinstance(one, Element)), None)
    return last if last is not None and DESCRIPTION in last.attributes else None


def _may_be_described(element: Element) -> bool:
    if element.tag == "figure" and element.first("details") is not None:
        return True
    if _summary(element):
        return True
    shows = element.tag in IMAGE_TAGS or element.tag in {"figure", "table", "math"}
    return shows and any(name in element.attributes for name in _POINTERS)


def _is_done(holder: Element) -> bool:
    return holder.parent is None or DESCRIBED in holder.parent.attributes


def _holder(element: Element) -> Element | None:
    """Return what is described: the figure, else the picture with the wrappers that hold it alone.

    There is none where a picture stands in the middle of a line.
    """
    around = list(element.ancestors())
    if any(one.tag in _SINGLE_LINES for one in around):
        return None
    figure = next((one for one in (element, *around) if _is_figure(one)), None)
    if figure is not None:
        return figure
    for one in around:
        if one.tag in BLOCK_TAGS or one.tag == "body":
            return element
        if plain(one.text()) != plain(element.text()):
            return None
        element = one
    return None


def _is_figure(element: Element) -> bool:
    return element.tag == "figure" or is_captioned_image(element)


def _told(element: Element, holder: Element, named: dict[str, Element]) -> Iterator[Node]:
    """Yield what describes ``element``; what is not shown elsewhere is taken from its place."""
    for pointer in _POINTERS:
        for reference in element.get(pointer).split():
            name = reference.removeprefix("#")
            target = (
                named.get(unquote(name)) if pointer != "longdesc" or name != reference else None
            )
            if target is not None and _can_describe(target, holder):
                if _stands_apart(target, holder):
                    yield from _taken(target)
                elif pointer != "aria-describedby":
                    yield _link(f"#{name}", _label(target))
            elif pointer == "longdesc" and not reference.startswith("#"):
                yield _link(reference, _file_name(reference))
    if words := _summary(element):
        yield Element("p", {}, [words])
    if element.tag == "figure":
        for inner in list(element.iterate("details")):
            if inner.parent is not None:
                yield from _taken(inner)


def _summary(element: Element) -> str:
    """Return what HTML 4 (11.2.1) has a data table say of itself, to those who cannot see it."""
    if element.tag != "table" or element.first("th", "caption") is None:
        return ""
    caption = element.first("caption")
    words = plain(element.get("summary"))
    return "" if caption is not None and plain(caption.text()) == words else words


def _can_describe(target: Element, holder: Element) -> bool:
    if target is holder or target.parent is None or holder in target.iterate():
        return False
    if target.tag in {"figcaption", "caption"} or target.first("figcaption") is not None:
        return False
    return bool(plain(target.text()))


def _stands_apart(target: Element, holder: Element) -> bool:
    """Tell whether an element is there for the picture alone: hidden, folded, in it, next to it."""
    if target.tag not in _CONTAINERS and target.tag not in _WHOLE:
        return False
    if is_hidden(target) or target.tag == "details" or holder in target.ancestors():
        return True
    return _next(holder) is target


def _next(holder: Element) -> Element | None:
    """Return the element that follows, if no text stands between."""
    siblings = holder.parent.children if holder.parent is not None else []
    for sibling in siblings[siblings.index(holder) + 1 :]:
        if isinstance(sibling, Element):
            return sibling
        if sibling.strip():
            return None
    return None


def _taken(target: Element) -> Iterator[Node]:
    """Take an element out of its place and yield what it says."""
    if target.parent is not None:
        target.parent.children.remove(target)
    target.parent = None
    if target.tag in _WHOLE:
        for name in _HIDING:
            target.attributes.pop(name, None)
        yield target
        return
    if name := target.get("id"):
        yield Element("a", {"id": name})
    for child in target.children:
        is_label = isinstance(child, Element) and child.tag == "summary"
        if not (is_label and _says_no_more(child)):
            yield child


def _says_no_more(summary: Node) -> bool:
    """Tell whether a label only says that there is a description."""
    if isinstance(summary, str):
        return False
    ours = summary.first("span")
    if ours is not None and "generated" in ours.classes:
        return True
    return plain(summary.text()).strip(" .:").lower() in _LABELS


def _link(reference: str, label: str) -> Element:
    link = Element("a", {"href": reference}, [label])
    paragraph = Element("p", {}, [link])
    link.parent = paragraph
    return paragraph


def _label(target: Element) -> str:
    """Return what an element shown elsewhere is called: its heading, else how it begins."""
    heading = target.first("h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary")
    words = target.words() if heading is None else heading.words()
    if len(words) <= _LONGEST_LABEL:
        return words
    return words[:_LONGEST_LABEL].rsplit(" ", 1)[0] + "\N{HORIZONTAL ELLIPSIS}"


def _file_name(reference: str) -> str:
    return unquote(urlsplit(reference).path.rpartition("/")[2]) or reference


def _put_beside(holder: Element, told: list[Node]) -> None:
    """Put the holder and what is told about it into a box where the holder stood."""
    parent = holder.parent
    if parent is None:
        return
    box = Element("div", {DESCRIBED: ""}, [], parent)
    parent.children[parent.children.index(holder)] = box
    description = Element("div", {DESCRIPTION: ""}, told, box)
    box.children = [holder, description]
    holder.parent = box
    for child in told:
        if isinstance(child, Element):
            child.parent = description
    for around in (description, box, *box.ancestors()):
        around.holds_block = True
