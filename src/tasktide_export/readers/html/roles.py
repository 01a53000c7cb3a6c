"""What an element is for, told by its roles and the class names that publishing tools agree on."""

from functools import lru_cache

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
_CALLOUT_PARTS = frozenset({"callout", "admonition"})
_STANDFIRST_PARTS = frozenset(
    {"standfirst", "subhed", "dek", "deck", "subtitle", "strapline", "lede", "tagline"}
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
    names = element.attributes.get("class")
    return names is not None and _calls_out(names)


@lru_cache(maxsize=4096)
def _calls_out(names: str) -> bool:
    classes = names.lower().split()
    if not _CALLOUT_CLASSES.isdisjoint(classes):
        return True
    return any(not _CALLOUT_PARTS.isdisjoint(name.split("-")) for name in classes)


def aside_role(element: Element) -> AsideRole | None:
    """Return the role of the call-out or side bar that ``element`` is, or ``None``."""
    classes = element.classes
    if not classes.isdisjoint(_PULL_QUOTE_CLASSES):
        return "pullquote"
    role = element.attributes.get("role", "").strip().lower()
    if role in _ASIDE_ROLES:
        return _ASIDE_ROLES[role]
    if is_callout(element):
        return None if _in_callout(element) else _kind(element)
    if element.tag == "aside":
        kind = _kind(element)
        return kind if kind != "note" or "note" in classes else "sidebar"
    return None


def _in_callout(element: Element) -> bool:
    return any(is_callout(one) for one in element.ancestors())


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


def is_standfirst(element: Element) -> bool:
    """Tell whether a heading's class calls it the lines between title and text."""
    parts = {part for name in element.classes for part in name.replace("_", "-").split("-")}
    return not parts.isdisjoint(_STANDFIRST_PARTS)


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
