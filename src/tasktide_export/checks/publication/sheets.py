"""Style sheets as far as colours go: rules in order, and what they match on a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import cssselect2
import tinycss2
from tinycss2.color3 import parse_color

Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""
Weight: TypeAlias = tuple[Any, ...]
_SCREENS = frozenset({"", "all", "screen", "only screen"})
_PROPERTIES = {"color": "text", "background-color": "ground", "background": "ground"}
_DEEPEST = 50
"""Parentheses inside each other, beyond which a selector is not read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that sets colours: its selectors, what it sets, and where it stands."""

    selectors: str
    colours: tuple[tuple[str, Colour, bool], ...]
    """``text`` or ``ground``, the colour, and whether it is important."""
    place: str

    def colour(self, kind: str) -> Colour | None:
        """Return the colour of the text or of the ground that the rule sets, if any."""
        return next((colour for name, colour, _ in reversed(self.colours) if name == kind), None)

    def is_for(self, name: str) -> bool:
        """Tell whether a selector of the rule ends in the class ``name``."""
        last = (one.split()[-1] for one in self.selectors.split(",") if one.strip())
        return any(f".{name}" in f"{one.partition(':')[0]}." and
                   name in one.partition(":")[0].split(".")[1:] for one in last)  # fmt: skip


@lru_cache(maxsize=64)
def rules_of(css: str, path: str) -> tuple[Rule, ...]:
    """Return the rules of a style sheet for screens in the light, in order."""
    if css.count("(") > _DEEPEST and "(" * _DEEPEST in "".join(c for c in css if c in "()"):
        return ()
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(nodes, path))


def _rules(nodes: Any, path: str) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
            if tinycss2.serialize(node.prelude).strip().lower() in _SCREENS:
                inside = tinycss2.parse_rule_list(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                yield from _rules(inside, path)
        elif node.type == "qualified-rule":
            colours = tuple(colours_of(node.content))
            if colours:
                selectors = tinycss2.serialize(node.prelude).strip()
                yield Rule(selectors, colours, f"{path}, line {node.source_line}")


def colours_of(content: Any) -> Iterator[tuple[str, Colour, bool]]:
    """Yield the colours that declarations set; those that let others through are none."""
    for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        kind = _PROPERTIES.get(one.lower_name) if one.type == "declaration" else None
        for colour in (parse_color(token) for token in one.value) if kind else ():
            if colour is not None and colour != "currentColor" and colour.alpha == 1:
                yield str(kind), (colour.red, colour.green, colour.blue), one.important
                break


class Matcher:
    """Finds what rules say of the elements of a page."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._matcher = cssselect2.Matcher()
        for order, rule in enumerate(rules):
            try:
                for selector in cssselect2.compile_selector_list(rule.selectors):
                    self._matcher.add_selector(selector, (order, rule))
            except cssselect2.SelectorError:
                continue  # unknown to us: it colours nothing here

    def said(self, element: Any) -> dict[str, tuple[Colour, str]]:
        """Return the colours set for a wrapped element, each with the place of its rule."""
        best: dict[str, tuple[Weight, Colour, str]] = {}
        for specificity, _, pseudo, (order, rule) in self._matcher.match(element):
            for kind, colour, important in rule.colours if pseudo is None else ():
                weight = (important, specificity, order)
                if kind not in best or best[kind][0] <= weight:
                    best[kind] = weight, colour, rule.place
        style = element.etree_element.get("style") or ""
        for kind, colour, _ in colours_of(style) if style else ():
            best[kind] = (), colour, "its style attribute"
        return {kind: (colour, place) for kind, (_, colour, place) in best.items()}
