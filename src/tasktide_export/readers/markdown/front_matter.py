"""The YAML block that a Markdown file may begin with."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasktide_export.document import Metadata, clean, collapse
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.html.reading import language_tag

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
_KNOWN = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "authors": ("authors", "author", "by"),
    "language": ("language", "lang"),
    "description": ("description", "summary", "abstract", "excerpt"),
    "publisher": ("publisher",),
    "site": ("site",),
    "published": ("published", "date"),
    "modified": ("modified", "updated", "lastmod"),
    "source": ("source", "url", "canonical"),
    "identifier": ("identifier", "isbn", "doi"),
    "rights": ("rights", "copyright", "license", "licence"),
    "subjects": ("subjects", "keywords", "tags"),
    "cover": ("cover", "image"),
}
_MANY = frozenset({"authors", "subjects"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata that was declared, the cover's address, and the text after the block."""

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    cover: str = ""


def take_front_matter(text: str, notices: Notices) -> FrontMatter:
    """Split ``text`` into its front matter and the rest.

    A block that is not a YAML mapping is text between two rules, and stays.
    """
    block = _BLOCK.match(text)
    values = _mapping(block["yaml"] or "", notices) if block else None
    if block is None or values is None:
        return FrontMatter(text)
    found = {name: _first(values, keys) for name, keys in _KNOWN.items()}
    known = {key for keys in _KNOWN.values() for key in keys}
    if unknown := sorted(key for key in values if key not in known):
        notices.add("front-matter-unused", f"front matter not used: {', '.join(unknown)[:200]}")
    cover = _text(found.pop("cover"))
    many = {name: tuple(_texts(found.pop(name), name)) for name in _MANY}
    one = {name: _text(value) for name, value in found.items()}
    one["language"] = _language(found["language"], notices)
    for name in ("published", "modified"):
        one[name] = _date(one[name], name, notices)
    return FrontMatter(text[block.end() :], Metadata(**one, **many), cover)  # type: ignore[arg-type]


def _mapping(yaml_text: str, notices: Notices) -> Mapping[str, Any] | None:
    import yaml

    try:
        values = yaml.safe_load(yaml_text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = collapse(str(error).split("\n")[0])
        notices.add(
            "front-matter-broken", f"the front matter is not YAML and became text: {reason}"
        )
        return None
    if not isinstance(values, dict):
        return None
    return {str(key).strip().lower(): value for key, value in values.items() if value is not None}


def _first(values: Mapping[str, Any], keys: Iterable[str]) -> Any:
    return next((values[key] for key in keys if key in values), None)


def _text(value: Any) -> str:
    """Return a scalar as text, ``""`` for anything else.

    YAML reads ``no`` as false and a bare date as a date; both are what was typed.
    """
    if value is False:
        return "no"
    if isinstance(value, dict):
        return _text(value.get("name")) if isinstance(value.get("name"), str) else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return collapse(clean(str(value))[0])
    return ""


def _texts(value: Any, name: str) -> list[str]:
    if isinstance(value, list):
        texts = [_text(item) for item in value]
    elif isinstance(value, str) and name == "subjects":
        texts = [_text(piece) for piece in value.split(",")]
    else:
        texts = [_text(value)]
    return [text for text in dict.fromkeys(texts) if text]


def _language(value: Any, notices: Notices) -> str:
    if not (declared := _text(value)):
        return Metadata().language
    if tag := language_tag(declared):
        return tag
    notices.add("language-broken", f"the declared language {declared!r} is not a language tag")
    return Metadata().language


def _date(text: str, name: str, notices: Notices) -> str:
    if not text or _DATE.fullmatch(text):
        return text.replace(" ", "T", 1)
    notices.add("date-broken", f"the {name} date {text!r} is not an ISO 8601 date and was left out")
    return ""
