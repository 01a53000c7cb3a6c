"""Hyphenation patterns: found at once, understood when a word needs them."""

from typing import Any

import pyphen

_NOUGHT = str.maketrans("", "", "0")
_COUNTING = str.maketrans("", "", "123456789")
_read = pyphen.HyphDict.__init__


class _Patterns(dict[str, Any]):
    """The lines of a dictionary by their letters; each is understood when it is met."""

    def get(self, letters: str, default: Any = None) -> Any:
        """Return where the pattern begins to count, and its numbers."""
        found = dict.get(self, letters, default)
        if isinstance(found, str):
            found = self[letters] = _understood(found)
        return found


def _understood(line: str) -> tuple[int, tuple[int, ...]]:
    numbers = tuple(int(digit or "0") for digit, _ in pyphen.parse(line))
    start = next(place for place, number in enumerate(numbers) if number)
    end = max(place for place, number in enumerate(numbers) if number)
    return start, numbers[start : end + 1]


def _init(self: Any, path: Any) -> None:
    with path.open("rb") as file:
        encoding = file.readline().decode()
    if encoding.lower() == "microsoft-cp1251":
        encoding = "cp1251"
    text = path.read_text(encoding)
    if "/" in text or "^^" in text:  # other spellings, and characters by their number
        _read(self, path)
        return
    lines = [line.strip() for line in text.split("\n")[1:]]
    lines = [line for line in lines if line and not line.startswith(pyphen.ignored)]
    uncounted = "\n".join(lines).translate(_COUNTING)
    letters = uncounted.translate(_NOUGHT).split("\n")
    several = zip(lines, uncounted.split("\n"), letters, strict=True)
    # A line without any number but nought would say nothing, and hide another.
    self.patterns = _Patterns((key, line) for line, rest, key in several if len(rest) < len(line))
    self.cache = {}
    self.maxlen = max(map(len, self.patterns))


METHODS = ((pyphen.HyphDict, "__init__", _init),)
FUNCTIONS = ()
