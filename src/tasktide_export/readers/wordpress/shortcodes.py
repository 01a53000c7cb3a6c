"""Shortcodes: words in square brackets that the site replaces when it shows a post.

The common ones become markup.  Others are told from words that merely stand in
brackets by their form (an attribute, an end, a name with an underscore); they
are taken out, what they hold stays, and it is reported.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from tasktide_export.document import Severity
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.wordpress import parts
from tasktide_export.readers.wordpress.library import Library
from tasktide_export.readers.wordpress.tokens import tokens

_SHORTCODE = re.compile(
    r"\[(?P<escape>\[?)(?P<end>/?)(?P<name>[A-Za-z][\w-]*+)"
    r"""(?P<rest>(?:\s(?:[^\]\["'/]++|"[^"]*+"|'[^']*+'|["']|/(?!\])|\[(?!/))*+)?+)"""
    r"(?P<empty>/?)\](?P<escaped>\]?)"
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[\w-]++)\s*+=\s*+(?:"(?P<a>[^"]*+)"|'(?P<b>[^']*+)'|(?P<c>[^\s"']++))"""
    r"""|"(?P<d>[^"]*+)"|(?P<e>\S++)"""
)
_DEEPEST = 40
Make: TypeAlias = Callable[[dict[str, str], str, Library, str], str | None]


@dataclass(slots=True)
class _Open:
    name: str
    attributes: dict[str, str]
    end: int
    pieces: list[str] = field(default_factory=list)


def expand(content: str, library: Library, post: str, notices: Notices) -> str:
    """Return ``content`` with its shortcodes replaced; ``post`` is the id of the post."""
    places = _places(content)
    partners = _partners(places)
    opened: list[_Open] = []
    out: list[str] = []
    place = 0
    skip_to = 0

    def say(markup: str) -> None:
        (opened[-1].pieces if opened else out).append(markup)

    for number, found in enumerate(places):
        if found.start() < skip_to:
            continue
        say(content[place : found.start()])
        place = found.end()
        if found["escape"] and found["escaped"]:
            say(found[0][1:-1])
            continue
        say(found["escape"])
        name = found["name"].lower()
        if found["end"]:
            if opened and opened[-1].end == number:
                done = opened.pop()
                say(_made(done.name, done.attributes, "".join(done.pieces), library, post, notices))
            elif number not in partners:
                say(found[0].removeprefix(found["escape"]).removesuffix(found["escaped"]))
            say(found["escaped"])
            continue
        partner = partners.get(number)
        attributes = _attributes(found["rest"])
        if partner is not None and name in parts.CODE:
            inside = content[found.end() : places[partner].start()]
            say(parts.code(name, attributes, inside))
            place = skip_to = places[partner].end()
        elif partner is not None and len(opened) < _DEEPEST and _fits(partner, opened):
            opened.append(_Open(name, attributes, partner))
        elif partner is not None or _is_shortcode(found, name):
            say(_made(name, attributes, "", library, post, notices))
        else:
            say(found[0].removeprefix(found["escape"]).removesuffix(found["escaped"]))
        if not found["end"] and not (partner is not None and name in parts.CODE):
            say(found["escaped"])
    say(content[place:])
    while opened:
        done = opened.pop()
        say(_made(done.name, done.attributes, "".join(done.pieces), library, post, notices))
    return "".join(out)


def _places(content: str) -> list["re.Match[str]"]:
    """Return what looks like shortcodes in the text of ``content``, not inside tags or code."""
    places = []
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


def _fits(partner: int, opened: list[_Open]) -> bool:
    return not opened or partner < opened[-1].end


def _is_shortcode(found: "re.Match[str]", name: str) -> bool:
    if name in parts.MAKERS or found["empty"]:
        return True
    return "=" in found["rest"] or "_" in name or name in {"contact-form-7"}


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for number, found in enumerate(_ATTRIBUTE.finditer(text)):
        value = next((found[g] for g in ("a", "b", "c", "d", "e") if found[g] is not None), "")
        attributes.setdefault((found["name"] or str(number)).lower(), value)
    return attributes


def _made(
    name: str, attributes: dict[str, str], inside: str, library: Library, post: str, notices: Notices
) -> str:
    make = parts.MAKERS.get(name)
    made = make(attributes, inside, library, post) if make else None
    if made is not None:
        return made
    notices.count(
        "shortcode-empty" if make else "shortcode-removed",
        f"the shortcode [{name}] shows nothing that is known here; what it holds was kept",
        inside,
    )
    return inside
