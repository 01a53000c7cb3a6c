"""What Markdown itself leaves out without a word: told, since nothing is lost silently."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tasktide_export.document import Severity
from tasktide_export.readers.html.notices import Notices

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:(.*)$", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")


def report_losses(text: str, tokens: Sequence[Any], notices: Notices) -> None:
    """Add a finding for each note that nothing calls, and for cells beyond a table's columns."""
    _report_notes(text, notices)
    _report_cells(text.split("\n"), tokens, notices)


def _report_notes(text: str, notices: Notices) -> None:
    definitions = _DEFINITION.findall(text)
    times = Counter(label for label, _ in definitions)
    calls = Counter(re.findall(r"\[\^([^\]\s]+)\]", text))
    for label, words in definitions:
        if calls[label] == times[label]:
            _lost(notices, "note-uncalled", f"nothing calls the note [^{label}]", words)
        elif times[label] > 1:
            times[label] -= 1
            _lost(notices, "note-repeated", f"the note [^{label}] is written twice", words)


def _report_cells(lines: list[str], tokens: Sequence[Any], notices: Notices) -> None:
    columns = 0
    for place, token in enumerate(tokens):
        if token.type == "thead_open":
            columns = _cells_after(tokens, place)
        elif token.type == "tr_open" and token.map and columns:
            cells = [part.strip() for part in _BAR.split(lines[token.map[0]].strip().strip("|"))]
            if extra := " ".join(filter(None, cells[columns:])):
                _lost(notices, "table-cells-beyond", "a row has more cells than columns", extra)


def _cells_after(tokens: Sequence[Any], place: int) -> int:
    count = 0
    for token in tokens[place:]:
        if token.type == "thead_close":
            break
        count += token.type == "th_open"
    return count


def _lost(notices: Notices, rule: str, message: str, words: str) -> None:
    advice = "mend the source; Markdown leaves this out"
    notices.add(rule, message, words.strip(), severity=Severity.WARNING, advice=advice)
