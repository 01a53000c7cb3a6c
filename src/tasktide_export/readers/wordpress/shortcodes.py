"""Shortcodes: words in square brackets that the site replaces when it shows a post.

The common ones become markup.  Others are told from words that merely stand in
brackets by their form (an attribute, an end, a name with an underscore); they
are taken out, what they hold stays, and it is reported.
"""

import re
from dataclasses import dataclass, field

from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.wordpress import parts
from tasktide_export.readers.wordpress.library import Library
from tasktide_export.readers.wordpress.tokens import tokens

_SHORTCODE = re.compile(
    r"\[(?P<escape>\[?)(?P<end>/?)(?P<name>[A-Za-z][\w-]*+)"
    r"""(?P<rest>(?:\s(?:[^\]\["'/]++|"[^"]*+"|'[^']*+'|["']|/(?!\]))*+)?+)"""
    r"(?P<empty>/?)\](?P<escaped>\]?)"
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[\w-]++)\s*+=\s*+(?:"(?P<a>[^"]*+)"|'(?P<b>[^']*+)'|(?P<c>[^\s"']++))"""
    r"""|"(?P<d>[^"]*+)"|(?P<e>\S++)"""
)
_DEEPEST = 40


def expand(content: str, library: Library, post: str, notices: Notices) -> str:
    """Return ``content`` with its shortcodes replaced; ``post`` is the id of the post."""
    return _Expansion(content, library, post, notices).run()


@dataclass(slots=True)
class _Open:
    """A shortcode whose end is still to come; ``end`` is that end's number."""

    name: str
    attributes: dict[str, str]
    end: int
    pieces: list[str] = field(default_factory=list)


class _Expansion:
    """One pass over the content of one post."""

    def __init__(self, content: str, library: Library, post: str, notices: Notices) -> None:
        self._content = content
        self._library = library
        self._post = post
        self._notices = notices
        self._places = _places(content)
        self._partners = _partners(self._places)
        self._opened: list[_Open] = []
        self._out: list[str] = []

    def run(self) -> str:
        """Return the content with its shortcodes replaced."""
        place = 0
        for number, found in enumerate(self._places):
            if found.start() >= place:
                self._say(self._content[place : found.start()])
                place = self._one(number, found)
        self._say(self._content[place:])
        while self._opened:
            self._close()
        return "".join(self._out)

    def _say(self, markup: str) -> None:
        (self._opened[-1].pieces if self._opened else self._out).append(markup)

    def _one(self, number: int, found: "re.Match[str]") -> int:
        """Deal with one shortcode; return where to go on."""
        partner = None if found["end"] else self._partners.get(number)
        last = found if partner is None else self._places[partner]
        if found["escape"] and last["escaped"]:  # [[gallery]] is shown as [gallery]
            self._say(self._content[found.start() + 1 : last.end() - 1])
            return last.end()
        self._say(found["escape"])
        name = found["name"].lower()
        if partner is not None and name in parts.CODE:
            inside = self._content[found.end() : last.start()]
            self._say(parts.code(name, _attributes(found["rest"]), inside))
            return last.end()
        if found["end"]:
            self._end(number, found)
        else:
            self._begin(name, found, partner)
        self._say(found["escaped"])
        return found.end()

    def _begin(self, name: str, found: "re.Match[str]", partner: int | None) -> None:
        attributes = _attributes(found["rest"])
        fits = not self._opened or (partner or 0) < self._opened[-1].end
        if partner is not None and fits and len(self._opened) < _DEEPEST:
            self._opened.append(_Open(name, attributes, partner))
        elif partner is not None or _is_shortcode(found, name):
            self._say(self._made(name, attributes, ""))
        else:
            self._say(_itself(found))

    def _end(self, number: int, found: "re.Match[str]") -> None:
        if self._opened and self._opened[-1].end == number:
            self._close()
        elif number not in self._partners:
            self._say(_itself(found))

    def _close(self) -> None:
        done = self._opened.pop()
        self._say(self._made(done.name, done.attributes, "".join(done.pieces)))

    def _made(self, name: str, attributes: dict[str, str], inside: str) -> str:
        make = parts.MAKERS.get(name)
        made = make(attributes, inside, self._library, self._post) if make else None
        if made is not None:
            return made
        self._notices.count(
            "shortcode-empty" if make else "shortcode-removed",
            f"the shortcode [{name}] shows nothing that is known here; what it holds was kept",
            inside,
        )
        return inside


def _itself(found: "re.Match[str]") -> str:
    """Return what looked like a shortcode as the words that it is."""
    return found[0].removeprefix(found["escape"]).removesuffix(found["escaped"])


def _places(content: str) -> list["re.Match[str]"]:
    """Return what looks like shortcodes in the text of ``content``, not inside tags or code."""
    places: list[re.Match[str]] = []
    start = 0
    for token in tokens(content):
        end = start + len(token.markup)
        if token.kind == "text":
            places.extend(_SHORTCODE.finditer(content, start, end))
        start = end
    return places


def _partners(places: list["re.Match[str]"]) -> dict[int, int]:
    """Return the number of the end for each beginning that has one, and the reverse."""
    waiting: dict[str, list[int]] = {}
    partners: dict[int, int] = {}
    for number, found in enumerate(places):
        if (found["escape"] and found["escaped"]) or found["empty"]:
            continue
        name = found["name"].lower()
        if not found["end"]:
            waiting.setdefault(name, []).append(number)
        elif waiting.get(name):
            start = waiting[name].pop()
            partners[start] = number
            partners[number] = start
    return partners


def _is_shortcode(found: "re.Match[str]", name: str) -> bool:
    if name in parts.MAKERS or found["empty"]:
        return True
    return "=" in found["rest"] or "_" in name or name == "contact-form-7"


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for number, found in enumerate(_ATTRIBUTE.finditer(text)):
        value = next((found[g] for g in ("a", "b", "c", "d", "e") if found[g] is not None), "")
        attributes.setdefault((found["name"] or str(number)).lower(), value)
    return attributes
