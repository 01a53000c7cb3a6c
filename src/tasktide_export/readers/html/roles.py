"""What an element is for, told by its roles and the class names that publishing tools agree on."""

from tasktide_export.document.kinds import AsideRole
from tasktide_export.readers.html.elements import Element

_ASIDE_ROLES: dict[str, AsideRole] = {
    "doc-tip": "tip",
    "doc-notice": "important",
    "doc-pullquote": "pullquote",
    "doc-example": "note",
    "note": "note",
}
_CALLOUT_CLASSES = frozenset(
    {"admonition", "callout", "alert", "notice", "markdown-alert", "callout-block"}
)
_PULL_QUOTE_CLASSES = frozenset({"wp-block-pullquote", "pullquote", "pull-quote"})
_KINDS: dict[str, AsideRole] = {
    "tip": "tip",
    "hint": "tip",
    "success": "tip",
    "important": "important",
    "attention": "important",
    "warning": "warning",
    "caution": "warning",
    "danger": "warning",
    "error": "warning",
}


def is_callout(element: Element) -> bool:
    """Tell whether the class names of ``element`` call it a note beside the text."""
    return not element.classes.isdisjoint(_CALLOUT_CLASSES)


def aside_role(element: Element) -> AsideRole | None:
    """Return the role of the call-out or side bar that ``element`` is, or ``None``."""
    classes = element.classes
    if not classes.isdisjoint(_PULL_QUOTE_CLASSES):
        return "pullquote"
    role = element.attributes.get("role", "").strip().lower()
    if role in _ASIDE_ROLES:
        return _ASIDE_ROLES[role]
    if is_callout(element):
        return _kind(element)
    if element.tag == "aside":
        kind = _kind(element)
        return kind if kind != "note" or "note" in classes else "sidebar"
    return None


def _kind(element: Element) -> AsideRole:
    names = {
        part
        for name in (*element.classes, element.get("data-callout").lower())
        for part in (name, *name.split("-"))
    }
    for name, role in _KINDS.items():
        if name in names:
            return role
    return "note"


def heading_rank(element: Element) -> int:
    """Return a heading's rank, 1 to 6."""
    if element.tag[0] == "h" and element.tag[1:].isdigit():
        return int(element.tag[1:])
    level = element.get("aria-level")
    return min(6, max(1, int(level))) if level.isascii() and level.isdigit() else 2


def is_captioned_image(element: Element) -> bool:
    """Tell whether a plain box is WordPress's older form of a figure with a caption."""
    return "wp-caption" in element.classes and element.first("img", "picture") is not None


def caption(figure: Element) -> Element | None:
    """Return the caption of a figure, wherever in it the caption stands."""
    found = figure.first("figcaption")
    if found is not None:
        return found if _figure_of(found) is figure else None
    return next(
        (one for one in figure.iterate() if "wp-caption-text" in one.classes and one is not figure),
        None,
    )


def _figure_of(caption_element: Element) -> Element | None:
    return next((one for one in caption_element.ancestors() if one.tag == "figure"), None)
