"""The number of a list item as a voice says it."""

from tasktide_export.document.kinds import Numbering


def spoken_number(number: int, numbering: Numbering) -> str:
    """Return the words for an item's number: letters for letters, else the figure.

    A Roman number is said as a number, as people say it.
    """
    if numbering in ("lower-alpha", "upper-alpha") and number > 0:
        return f"{_letters(number)}."
    return f"{number}."


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
