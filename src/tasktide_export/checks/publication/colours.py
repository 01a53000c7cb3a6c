"""The colours that style sheets give to text, and how far they are apart (WCAG 2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import tinycss2
from tinycss2.color3 import parse_color

from tasktide_export.checks.publication.book import Publication
from tasktide_export.checks.publication.finding import doubt, fault
from tasktide_export.document import Finding

Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
LEAST = 4.5
"""The contrast that text must have (SC 1.4.3)."""
_CLAUSE = "WCAG 2.2 SC 1.4.3"
_DARK = 0.03928
_WITHOUT_TEXT = frozenset({"hr", "img", "svg", "col", "colgroup"})
_PAGES = frozenset({"html", "body", ":root"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet: its selectors, and the colours it sets, if any."""

    selectors: tuple[str, ...]
    text: Colour | None
    ground: Colour | None
    place: str

    def is_for(self, name: str) -> bool:
        """Tell whether a selector of the rule ends in the class ``name``."""
        return any(one.split()[-1].partition(":")[0].endswith(f".{name}") for one in self.selectors)


def rules_of(css: str, path: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet for screens in the light."""
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type != "qualified-rule":
            continue
        selectors = tinycss2.serialize(node.prelude).strip().split(",")
        colours = dict(_colours(node.content))
        yield Rule(
            selectors=tuple(one.strip() for one in selectors if one.strip()),
            text=colours.get("color"),
            ground=colours.get("background-color"),
            place=f"{path}:{node.source_line}",
        )


def _colours(content: Any) -> Iterator[tuple[str, Colour]]:
    for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        name = one.lower_name if one.type == "declaration" else ""
        if name not in ("color", "background-color", "background"):
            continue
        parsed = (parse_color(token) for token in one.value)
        for colour in parsed:
            if colour is not None and colour != "currentColor" and colour.alpha == 1:
                kind = "color" if name == "color" else "background-color"
                yield kind, (colour.red, colour.green, colour.blue)
                break


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def page_colours(rules: list[Rule]) -> tuple[Colour, Colour]:
    """Return the colours of a page's text and ground, black on white if none are set."""
    text, ground = BLACK, WHITE
    for rule in rules:
        if _PAGES & set(rule.selectors):
            text, ground = rule.text or text, rule.ground or ground
    return text, ground


def _is_for_lines(rule: Rule) -> bool:
    """Tell a rule for what has no text: a line, a picture."""
    return all(one.split()[-1] in _WITHOUT_TEXT for one in rule.selectors)


def contrast_findings(book: Publication) -> Iterator[Finding]:
    """Yield rules that set text too close in colour to what is behind it.

    Which of the pages' elements a rule is for is not worked out: a rule for elements
    of any kind is an error, one for a class should be looked at.
    """
    seen = set()
    for item, _ in book.read_pages():
        sheets = list(book.style_sheets(item.path))
        rules = [rule for path, css in sheets for rule in rules_of(css, path)]
        text, ground = page_colours(rules)
        for rule in rules:
            colours = (rule.selectors, rule.text, rule.ground)
            if colours in seen or not (rule.text or rule.ground) or _is_for_lines(rule):
                continue
            seen.add(colours)
            ratio = contrast(rule.text or text, rule.ground or ground)
            if ratio < LEAST:
                is_plain = any(one.replace(" ", "").isalnum() for one in rule.selectors)
                say = fault if is_plain else doubt
                message = f"text has a contrast of {ratio:.1f} to 1, less than {LEAST}"
                yield say("contrast-low", message, rule.place, ", ".join(rule.selectors), _CLAUSE)
