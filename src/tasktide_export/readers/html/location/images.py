"""Pictures that a page loads late stand in ``noscript`` beside a blank one."""

from tasktide_export.readers.html.elements import Element, plain

_PICTURES = ("img", "picture", "iframe", "video", "figure")


def unwrap_noscript(body: Element) -> None:
    """Put the picture of each ``noscript`` in the place of the blank one before it."""
    for noscript in list(body.iterate("noscript")):
        parent = noscript.parent
        if parent is None or noscript.first(*_PICTURES) is None or plain(noscript.text()):
            continue
        place = parent.children.index(noscript)
        before = _element_before(parent, place)
        shown = [one for one in noscript.elements() if one.tag in _PICTURES]
        if before is not None and _is_lone_image(before):
            parent.children.remove(before)
            place = parent.children.index(noscript)
        elif _has_lazy(parent, noscript):
            parent.children.remove(noscript)
            continue
        for one in shown:
            one.parent = parent
        parent.children[place : place + 1] = shown


def _element_before(parent: Element, place: int) -> Element | None:
    for one in reversed(parent.children[:place]):
        if isinstance(one, Element):
            return one
        if one.strip():
            return None
    return None


def _is_lone_image(element: Element) -> bool:
    if element.tag == "img":
        return True
    images = list(element.iterate("img"))
    return len(images) == 1 and not plain(element.text())


def _has_lazy(parent: Element, noscript: Element) -> bool:
    return any(one.tag in {"img", "picture"} for one in parent.elements() if one is not noscript)
