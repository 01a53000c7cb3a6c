"""JSON-LD: what the page says in schema.org's words."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tasktide_export.document import clean
from tasktide_export.readers.html.elements import Element, plain

_ARTICLES = ("Article", "BlogPosting", "Report", "Posting", "Review", "TechArticle", "HowTo")
_MOST = 500
_WRAPPING = re.compile(
    r"^\s*(?:/\*|//)?\s*(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?:(?:/\*|//)\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The values that an article's JSON-LD declares; empty where it does not say."""

    title: str = ""
    name: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    publisher: str = ""
    site: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    rights: str = ""
    image: str = ""
    subjects: tuple[str, ...] = ()


def linked_data(scripts: list[Element]) -> Linked:
    """Return what the first article in the page's JSON-LD declares."""
    nodes = [node for script in _parsed(scripts) for node in _nodes(script)]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    site = next((_text(one, "name") for one in nodes if "WebSite" in _types(one)), "")
    article = next((one for one in nodes if _is_article(one)), None)
    if article is None:
        return Linked(site=site)
    authors = [_name(one, named) for one in _list(article.get("author"))]
    return Linked(
        title=_text(article, "headline"),
        name=_text(article, "name"),
        subtitle=_text(article, "alternativeHeadline"),
        authors=tuple(dict.fromkeys(one for one in authors if one and "://" not in one)),
        description=_text(article, "description"),
        publisher=next((_name(one, named) for one in _list(article.get("publisher"))), ""),
        site=site,
        published=_text(article, "datePublished"),
        modified=_text(article, "dateModified"),
        language=_text(article, "inLanguage"),
        rights=_text(article, "license") or _text(article, "copyrightNotice"),
        image=next((_address(one, named) for one in _list(article.get("image"))), ""),
        subjects=tuple(
            plain(one) for one in _list(article.get("keywords")) if isinstance(one, str)
        ),
    )


def _parsed(scripts: list[Element]) -> Iterator[Any]:
    for element in scripts:
        if element.get("type").lower().partition(";")[0].strip() != "application/ld+json":
            continue
        text = "".join(child for child in element.children if isinstance(child, str)).strip()
        text = _WRAPPING.sub("", text).rstrip("; \n")
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a graph, its list or the object itself, outer ones first."""
    waiting = [value]
    seen = 0
    while waiting and seen < _MOST:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting[:0] = one[:_MOST]
        elif isinstance(one, dict):
            yield one
            waiting.extend(one[key] for key in ("@graph", "mainEntity") if key in one)


def _types(node: dict[str, Any]) -> list[str]:
    return [one for one in _list(node.get("@type")) if isinstance(one, str)]


def _is_article(node: dict[str, Any]) -> bool:
    return any(kind.endswith(_ARTICLES) for kind in _types(node))


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(node: dict[str, Any], key: str) -> str:
    value = next(iter(_list(node.get(key))), "")
    return _words(value) if isinstance(value, str) else ""


def _words(text: str) -> str:
    import html

    return plain(clean(html.unescape(text))[0])


def _name(value: Any, named: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, str):
        return _words(value)
    if not isinstance(value, dict):
        return ""
    if "name" in value:
        return _text(value, "name")
    reference = value.get("@id")
    return (
        _text(named[reference], "name") if isinstance(reference, str) and reference in named else ""
    )


def _address(value: Any, named: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, str):
        return value.strip()
    if not isinstance(value, dict):
        return ""
    reference = value.get("@id")
    if "url" not in value and isinstance(reference, str) and reference in named:
        value = named[reference]
    return _text(value, "url")
