"""Rules about what a publication says: texts of links, passages in other languages."""

from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.publication.book import Publication, is_hidden, place
from tasktide_export.checks.readback.markup import by_name, local_name
from tasktide_export.checks.rules.links import is_vague
from tasktide_export.detection import detect_language
from tasktide_export.document import UNDETERMINED, Finding

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PASSAGES = frozenset(
    {"p", "li", "blockquote", "q", "span", "em", "i", "b", "strong", "cite", "dd", "dt", "td",
     "figcaption", "caption", "h1", "h2", "h3", "h4", "h5", "h6"}
)  # fmt: skip
_LEAST_WORDS = 5
_SURE = 0.98
"""How probable another language must be: proper names and quotations mislead."""
_NOT_WRITTEN = frozenset({"la", "eo", "vo", "ia", "qu"})
"""Languages that short texts in others are often taken for."""
_ANY = frozenset({"mul", "zxx", "und", "mis", "sco", "frp", "bar", "gsw"})
"""Said of texts in several languages, in none, or in one that is taken for another."""
_SAME = {"fil": "tl", "iw": "he", "in": "id"}
_NOT_PROSE = frozenset({"code", "pre", "math", "svg", "script", "style", "nav", "cite", "address"})


def link_findings(book: Publication) -> Iterator[Finding]:
    """Yield links without a text, and those whose text names no target."""
    clause = "WCAG 2.2 SC 2.4.4"
    for item, page in book.pages():
        for link in by_name(page, "a"):
            if link.get("href") is None or is_hidden(link) or link.get("aria-labelledby"):
                continue
            words = (link.get("aria-label") or "".join(link.itertext())).strip()
            where = place(item.path, link)
            if not words and not any(map(_name, link.iter("*"))):
                yield fault(
                    "link-text-empty", "a link has no text", where, link.get("href"), clause
                )
            elif is_vague(words):
                message = "a link's text does not say where it leads"
                yield doubt("link-text-vague", message, where, words, clause)


def _name(element: Any) -> str:
    return element.get("alt") or element.get("aria-label") or ""


def language_findings(book: Publication) -> Iterator[Finding]:
    """Yield passages that are probably in another language than they are said to be in."""
    for item, page in book.read_pages():
        for element in page.iter("*"):
            if local_name(element) in _PASSAGES and _is_prose(element):
                yield from _passage(element, item.path)


def _passage(element: Any, path: str) -> Iterator[Finding]:
    words = _own_text(element)
    if len(words.split()) < _LEAST_WORDS and " " in words:
        return
    said = _language_of(element).split("-")[0].lower()
    found, probability = detect_language(words)
    said = _SAME.get(said, said)
    if found in (UNDETERMINED, said) or found in _NOT_WRITTEN or probability < _SURE:
        return
    if not said or said in _ANY:
        return
    message = f"this looks like {found!r}, and is marked as {said!r}"
    yield doubt("language-unmarked", message, place(path, element), words, "WCAG 2.2 SC 3.1.2")


def _own_text(element: Any) -> str:
    """Return the text of a passage without that of passages of their own inside it."""
    parts = [element.text or ""]
    for child in element:
        if (
            not child.get("lang")
            and not child.get(_LANGUAGE)
            and local_name(child) not in _PASSAGES
        ):
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _is_prose(element: Any) -> bool:
    return not any(local_name(one) in _NOT_PROSE for one in (element, *element.iterancestors()))


def _language_of(element: Any) -> str:
    while element is not None:
        said = element.get("lang") or element.get(_LANGUAGE)
        if said:
            return str(said)
        element = element.getparent()
    return ""
