"""Styles: what no rule sets is looked up, what few elements have is computed when asked for."""

from typing import Any

from weasyprint import css  # noqa: TID253 - loaded with layout
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # noqa: TID253
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES  # noqa: TID253

_SIDES = ("top", "right", "bottom", "left")
_POSITIONED = frozenset({"position", "float"})
"""Their specified values are kept: others are computed from them."""
_SPECIAL = frozenset({"page", "position", "float", "display"})
_compute = css.ComputedStyle.__missing__
_compute_anonymous = css.AnonymousStyle.__missing__


def _is_plain(key: str) -> bool:
    return key not in _SPECIAL and not key.startswith("text_decoration_")


_INHERITED = frozenset(key for key in INITIAL_VALUES if key in INHERITED and _is_plain(key))
_INITIAL = {
    key: value
    for key, value in INITIAL_VALUES.items()
    if key not in INHERITED and key not in INITIAL_NOT_COMPUTED and _is_plain(key)
}
"""Initial values that are computed values too."""
_LOGICAL = {
    key: tuple(name(block="ttb", inline=direction) for direction in ("ltr", "rtl"))
    for key, name in PHYSICAL_FUNCTIONS.items()
}
"""The names by which a rule may set a side without saying which (CSS Logical Properties 1)."""


_STYLE_OF_WIDTH = {
    name: name.replace("width", "style")
    for name in ("outline_width", *(f"border_{side}_width" for side in _SIDES))
}
_UNDRAWN = frozenset({"none", "hidden"})


def _computed(self: Any, key: str) -> Any:
    cascaded = self.cascaded
    if key in cascaded:
        return _compute(self, key)
    names = _LOGICAL.get(key)
    if names is not None and (names[0] in cascaded or names[1] in cascaded):
        return _compute(self, key)
    if key in _STYLE_OF_WIDTH and self[_STYLE_OF_WIDTH[key]] in _UNDRAWN:
        value = self[key] = 0
        return value
    if key in _POSITIONED:
        if key == "float":
            self["position"]
        value = self[key] = self.specified[key] = INITIAL_VALUES[key]
        return value
    if key in _INITIAL:
        value = self[key] = _INITIAL[key]
        return value
    if key in _INHERITED and self.parent_style is not None:
        value = self[key] = self.parent_style[key]
        return value
    return _compute(self, key)


def _anonymous(self: Any, key: str) -> Any:
    if key in _INITIAL:
        value = self[key] = _INITIAL[key]
        return value
    if key in _INHERITED:
        value = self[key] = self.parent_style[key]
        return value
    return _compute_anonymous(self, key)


_set_computed = css.StyleFor.set_computed_styles
_style_for = css.StyleFor.__call__
_LATE = frozenset(
    {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)
"""What every element might have beside its box, by the rules of every page, and few do."""


def _set_computed_later(self: Any, element: Any, *given: Any, **named: Any) -> None:
    pseudo_type = named.get("pseudo_type")
    if pseudo_type not in _LATE:
        _set_computed(self, element, *given, **named)
        return
    if not hasattr(self, "_late"):
        # The rules are forgotten when all styles are set.
        rules = self.get_cascaded_styles().items()
        self._late = {key: declared for key, declared in rules if key[1] in _LATE}
        self._root, self._base_url = named["root"], named["base_url"]
    if "anchor" in self._late[element, pseudo_type]:
        _set_computed(self, element, *given, **named)


def _style_of(self: Any, element: Any, pseudo_type: str | None = None) -> Any:
    key = element, pseudo_type
    computed = self.get_computed_styles()
    if pseudo_type in _LATE and key not in computed and key in getattr(self, "_late", {}):
        computed[key] = css.ComputedStyle(
            computed[element, None],
            self._late[key],
            pseudo_type,
            computed[self._root, None],
            self._base_url,
            self.font_config,
            self.initial_page_sizes,
        )
    return _style_for(self, element, pseudo_type)


METHODS = (
    (css.StyleFor, "set_computed_styles", _set_computed_later),
    (css.StyleFor, "__call__", _style_of),
    (css.ComputedStyle, "__missing__", _computed),
    (css.AnonymousStyle, "__missing__", _anonymous),
)
FUNCTIONS = ()
