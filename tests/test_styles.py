"""Styles: found, inherited, and with the contrast that they promise."""

import re
from collections.abc import Iterator

import pytest
import tinycss2

from tasktide_export import styles
from tasktide_export.errors import StyleError

SHEETS = ("common.css", "print.css", "epub.css", "html.css")


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, "relative luminance")."""
    digits = colour.lstrip("#")
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def looks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield text colour and ground of each rule in ``sheet``, empty where it sets none."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    while rules:
        rule = rules.pop()
        if rule.content is None:
            continue
        body = tinycss2.parse_blocks_contents(
            rule.content, skip_comments=True, skip_whitespace=True
        )
        rules.extend(one for one in body if one.type in ("at-rule", "qualified-rule"))
        told = {one.name: one for one in body if one.type == "declaration"}
        values = [
            tinycss2.serialize(told[name].value).strip() if name in told else ""
            for name in ("color", "background-color")
        ]
        yield values[0], "" if values[1] == "transparent" else values[1]


def test_contrast_formula_against_the_known_ends():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("name", styles.available())
def test_text_contrast_is_at_least_seven_to_one(name):
    style = styles.load(name)
    sheets = "\n".join(style.text(sheet) for sheet in SHEETS)
    rules = [one for one in looks(sheets) if any(one)]
    # What sets both is seen together; what sets one is seen with whatever others set.
    pairs = {one for one in rules if all(one)}
    texts = {text for text, ground in rules if text and not ground}
    grounds = {ground for text, ground in rules if ground and not text}
    grounds |= {ground for _, ground in pairs if contrast(ground, "#ffffff") < 2}
    assert texts
    assert {"#ffffff", "#f3f4f6"} <= grounds
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for one in rules for colour in one if colour)
    pairs |= {(text, ground) for text in texts for ground in grounds}
    poor = [(text, ground) for text, ground in pairs if contrast(text, ground) < 7]
    assert poor == []


@pytest.mark.parametrize("name", styles.available())
def test_declared_colours_are_those_of_the_sheets(name):
    style = styles.load(name)
    declared = style.settings["colours"]
    sheets = "\n".join(style.text(sheet) for sheet in SHEETS)
    texts = {text for text, _ in looks(sheets)}
    assert {declared[name] for name in ("text", "muted", "accent")} <= texts


def test_a_style_inherits_what_it_does_not_say(tmp_path):
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "style.toml").write_text('inherits = "plain"\n[colours]\naccent = "#000000"\n')
    (folder / "html.css").write_text("h2 { color: #000000 }")
    style = styles.load(str(folder))
    assert style.settings["colours"]["accent"] == "#000000"
    assert style.settings["colours"]["text"] == "#1a1a1a"
    assert style.title == "Plain"
    sheet = style.css("html")
    assert sheet.index("font-family") < sheet.index("h2 { color: #000000 }")


def test_a_style_that_inherits_from_itself_is_refused(tmp_path):
    folder = tmp_path / "snake"
    folder.mkdir()
    (folder / "style.toml").write_text(f'inherits = "{folder.as_posix()}"\n')
    with pytest.raises(StyleError, match="inherits from itself"):
        styles.load(folder.as_posix())


def test_an_unknown_style_names_the_known_ones():
    with pytest.raises(StyleError, match="plain"):
        styles.load("baroque")


def test_a_broken_style_says_where(tmp_path):
    (tmp_path / "style.toml").write_text("title = ")
    with pytest.raises(StyleError, match=r"style\.toml"):
        styles.load(tmp_path.as_posix())
