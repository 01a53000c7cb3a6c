"""Margins, paddings and sizes: what depends on nothing is copied, not computed."""

from dataclasses import dataclass
from math import inf
from operator import itemgetter
from typing import Any

from weasyprint.formatting_structure.boxes import Box, PageBox  # noqa: TID253 - loaded with layout
from weasyprint.layout import percent  # noqa: TID253

_ACROSS = (
    "margin_left", "margin_right", "padding_left", "padding_right",
    "width", "min_width", "max_width",
)  # fmt: skip
_DOWN = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_HEIGHTS = ("height", "min_height", "max_height")
_LENGTHS = (*_ACROSS, *_DOWN, *_HEIGHTS)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_ASKED = itemgetter(*_LENGTHS, *_BORDERS, "border_collapse", "box_sizing")
_MINIMA = ("min_width", "min_height")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a style says of lengths: ``fixed`` for any box, and what refers to another."""

    asked: tuple[Any, ...]
    fixed: dict[str, Any]
    relative: tuple[str, ...]
    borders: dict[str, Any]
    """Widths that a box of a collapsed table keeps if it has them."""
    is_content_box: bool


def _plan(style: Any, asked: tuple[Any, ...]) -> _Plan:
    fixed: dict[str, Any] = {}
    relative = []
    for name, value in zip(_LENGTHS, asked, strict=False):
        if value == "auto":
            fixed[name] = 0 if name in _MINIMA else "auto"
        elif value is None:
            fixed[name] = None
        elif getattr(value, "unit", None) in (None, "%") or (
            name == "height" and value.unit != "px"
        ):
            relative.append(name)
        else:
            fixed[name] = value.value
    borders = dict(zip(_BORDERS, asked[len(_LENGTHS) :], strict=False))
    collapses = style["border_collapse"] == "collapse"
    if not collapses:
        fixed |= borders
    return _Plan(
        asked=asked,
        fixed=fixed,
        relative=tuple(relative),
        borders=borders if collapses else {},
        is_content_box=style["box_sizing"] == "content-box",
    )


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    style = box.style
    asked = _ASKED(style)
    plan = vars(style).get("_lengths")
    if plan is None or plan.asked != asked:
        plan = style._lengths = _plan(style, asked)  # noqa: SLF001
    values = vars(box)
    values.update(plan.fixed)
    for name, width in plan.borders.items():
        if not hasattr(box, name):
            values[name] = width
    if plan.relative:
        _resolve_relative(box, plan, containing_block)
    if not plan.is_content_box:
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _resolve_relative(box: Any, plan: _Plan, containing_block: Any) -> None:
    if isinstance(containing_block, Box):
        across, down = containing_block.width, containing_block.height
    else:
        across, down = containing_block
    beside = down if isinstance(box, PageBox) else across
    for name in plan.relative:
        if name in _HEIGHTS and down == "auto":
            if name == "height":
                box.height = "auto"
                continue
            refer_to = 0 if name == "min_height" else inf
        elif name in _HEIGHTS:
            refer_to = down
        else:
            refer_to = beside if name in _DOWN else across
        percent.resolve_one_percentage(box, name, refer_to)


METHODS = ()
FUNCTIONS = ((percent.resolve_percentages, _resolve_percentages),)
