"""The words by which publishing systems name the parts of a page.

Class names and ids are made of words; what a part is for is told by a few of
them, and they are the same in most systems and themes.
"""

import re
from functools import cache, lru_cache

from tasktide_export.readers.html.location.name_patterns import NAME_PATTERNS

_MEMORY = 16_384
"""Names that are remembered: pages use the same few again and again."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Classes that say something of the page or the post, not of the element's own part in it.
_OF_THE_POST = re.compile(
    r"(?:^|\s)(?:category|cat|has|no|not|with|without|status|format|type|is|tax|term|hide|show|"
    r"js|wf|css|elementor-element|elementor-widget__|page-template|single|postid|parent)[-_][^\s]*|"
    r"(?:^|\s)[^\s]*(?:layout|enabled|disabled|true|false|inactive)[^\s]*|"
    r"(?:^|\s)tag-(?!s?-?(?:list|cloud|links|container|wrap))[^\s]*"
)


# Utilities with a condition, such as "md:hidden": they tell of the looks alone.
_UTILITY = re.compile(r"(?:^|(?<=\s))[^\s]*[:\[\](){}&/@%][^\s]*")
# Names that a programme made up: letters and digits in turn, or a hexadecimal number.
_MADE_UP = re.compile(
    r"(?<![a-zA-Z\d])(?:(?=[a-z]*\d+[a-z]+\d|\d+[a-z]+\d)[a-z\d]{6,}|(?=[a-f\d]*\d[a-f])[a-f\d]{4,})"
    r"(?![a-zA-Z\d])"
)


def words(names: str) -> str:
    """Return class names and ids as lower-case words: ``relatedPosts`` is ``related-posts``."""
    return " ".join(one for name in names.split() if (one := _words_of(name)))


@lru_cache(maxsize=_MEMORY)
def _words_of(name: str) -> str:
    kept = _MADE_UP.sub(" ", _OF_THE_POST.sub(" ", _UTILITY.sub(" ", name)))
    return " ".join("-".join(_WORD.findall(one)).lower() for one in kept.split())


@cache  # pages without a class name do not need it, and it is long
def _furniture() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:[\w]+-){0,6}?(?:"
        + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in NAME_PATTERNS)
        + r")(?=$|[\s-])"
    )


_CONTENT = re.compile(
    r"(?:^|[\s-])(?:article|articles?body|body|content|contents|entry|hentry|main|page|post|text|"
    r"blog|story|column|shadow|prose|markdown|richtext|rich-text|rte|copy)(?=$|[\s-])"
)


def furniture_kind(names: str) -> str:
    """Return the kind of furniture that class names and ids name, or an empty string."""
    return next((kind for name in names.split() if (kind := _kind_of(name))), "")


@lru_cache(maxsize=_MEMORY)
def _kind_of(name: str) -> str:
    found = _furniture().search(_words_of(name))
    return found.lastgroup or "" if found else ""


@lru_cache(maxsize=_MEMORY)
def names_content(names: str) -> bool:
    """Tell whether class names or ids use a word for an article or its body."""
    return _CONTENT.search(words(names)) is not None
