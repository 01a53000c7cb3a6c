"""Questions that layout asks of every box, answered in fewer steps."""

from collections.abc import Iterable
from typing import Any

from weasyprint.formatting_structure import boxes  # noqa: TID253 - loaded with layout
from weasyprint.layout import float as floats  # noqa: TID253

_FLOATS = frozenset({"left", "right", "inline-start", "inline-end"})
_avoid_collisions = floats.avoid_collisions


def _is_in_normal_flow(self: Any) -> bool:
    style = self.style
    if style["float"] == "none" and style["position"] == "static":
        return True
    return not (
        style["float"] in _FLOATS
        or style["float"] == "footnote"
        or style["position"] in ("absolute", "fixed")
        or style["position"][0] in ("running()", "note()")
    )


def _page_values(self: Any) -> tuple[Any, Any]:
    page = self.style["page"]
    first = _first_shown(self.children)
    if first is None:
        return page, page
    last = _first_shown(reversed(self.children))
    start, end = first.page_values()
    if last is not first:
        end = last.page_values()[1]
    return start or page, end or page


def _first_shown(children: Iterable[Any]) -> Any:
    """Return the first of ``children`` that is in the flow or floats beside it."""
    for child in children:
        if child.is_in_normal_flow() or child.is_floated():
            return child
    return None


def _without_collisions(
    context: Any,
    box: Any,
    containing_block: Any,
    outer: bool = True,  # noqa: FBT001, FBT002 - the shape of what it stands for
) -> Any:
    """Lay a line where nothing floats: from edge to edge."""
    is_alone = not context.excluded_shapes and outer and isinstance(box, boxes.LineBox)
    if not is_alone or containing_block.style["direction"] != "ltr":
        return _avoid_collisions(context, box, containing_block, outer)
    return containing_block.content_box_x(), box.position_y, containing_block.width


METHODS = (
    (boxes.Box, "is_in_normal_flow", _is_in_normal_flow),
    (boxes.ParentBox, "page_values", _page_values),
)
FUNCTIONS = ((floats.avoid_collisions, _without_collisions),)
