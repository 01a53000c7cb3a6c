"""Headings of plain text: marked ones, and lines that look like one.

The two rules and their precision were measured on 459 headings of real pages
flattened to text: a line that passes the strict rule was a heading in 72 cases
of 100, one that passes only the loose rule in 51.
"""

import re
from dataclasses import dataclass

from tasktide_export.readers.text.lines import Group

STRICT_CONFIDENCE = 0.72
LOOSE_CONFIDENCE = 0.51
_MOST_WORDS = 14
_MOST_CHARACTERS = 90
_TEXT_WORDS = 12
_TIMES_LONGER = 2
_ENDS_NO_HEADING = (".", ",", ";", ":", "…")
_SENTENCE_END = re.compile(
    "[.?!…\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH QUESTION MARK}\N{FULLWIDTH EXCLAMATION MARK}"
    "\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}]"
    "[)\\]\"'”\N{RIGHT SINGLE QUOTATION MARK}»]*$"
)
_NUMBER_SIGNS = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?")
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Marked:
    """A heading that the text marks: ``lines`` is how many lines it takes."""

    rank: int
    title: str
    lines: int


def marked_heading(group: Group) -> Marked | None:
    """Return the heading that ``group`` begins with, if it is marked as one."""
    if (signs := _NUMBER_SIGNS.fullmatch(group[0].text)) and signs[2].strip("# "):
        return Marked(len(signs[1]), signs[2], 1)
    if len(group) < 2:  # noqa: PLR2004 - a line and what underlines it
        return None
    underline = _UNDERLINE.fullmatch(group[1].text)
    if underline and any(character.isalnum() for character in group[0].text):
        return Marked(1 if underline[1][0] == "=" else 2, group[0].text, 2)
    return None


def heading_confidence(group: Group, following: Group | None) -> float:
    """Return how surely ``group`` is an unmarked heading, 0 to 1.

    ``following`` is the group after it when that one is a paragraph.
    """
    line = group[0].text
    if len(group) > 1 or not _looks_like_heading(line):
        return 0.0
    return STRICT_CONFIDENCE if following and _opens_text(line, following) else LOOSE_CONFIDENCE


def _looks_like_heading(line: str) -> bool:
    if len(line) > _MOST_CHARACTERS or len(line.split()) > _MOST_WORDS:
        return False
    if line.endswith(_ENDS_NO_HEADING):
        return False
    first = next((character for character in line if character.isalpha()), "")
    return bool(first) and not first.islower()


def _opens_text(line: str, following: Group) -> bool:
    text = " ".join(one.text for one in following)
    if len(text) < _TIMES_LONGER * len(line) or not _SENTENCE_END.search(text):
        return False
    return len(text.split()) >= _TEXT_WORDS or _is_unspaced(text)


def _is_unspaced(text: str) -> bool:
    """Tell whether the script writes no spaces, so that words cannot be counted."""
    wide = sum(1 for character in text if "\u3040" <= character <= "\u9fff")
    return wide >= _TEXT_WORDS and 2 * wide > len(text)
