"""Rules about links."""

import re
from collections.abc import Iterator

from tasktide_export.checks.places import Subject
from tasktide_export.document import (
    Finding,
    Image,
    Link,
    Severity,
    excerpt,
    inline_text,
    walk,
)

_PURPOSE = "WCAG 2.2 SC 2.4.4"

_VAGUE = frozenset(
    (
        "here", "click here", "click", "this", "this link", "this page", "link", "more",
        "read more", "see more", "learn more", "more info", "more information", "details",
        "read on", "continue", "continue reading", "go", "download", "source", "website",
        "hier", "hier klicken", "mehr", "mehr lesen", "weiterlesen", "weiter",
        "ici", "cliquez ici", "lire la suite", "en savoir plus", "plus",
        "aquí", "haga clic aquí", "leer más", "más", "qui", "clicca qui", "leggi tutto",
    )
)  # fmt: skip
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_EDGES = " \t\n.…:;,!?»>→()[]"


def is_vague(text: str) -> bool:
    """Tell whether ``text`` names no target when it is read on its own."""
    return text.strip(_EDGES).casefold() in _VAGUE


def is_address(text: str) -> bool:
    """Tell whether ``text`` is nothing but an address."""
    return _ADDRESS.fullmatch(text) is not None


def _links(subject: Subject) -> Iterator[tuple[str, Link, str]]:
    for place, inline in subject.inlines:
        if isinstance(inline, Link):
            yield place, inline, inline_text(inline.children).strip()


def link_text_is_empty(subject: Subject) -> Iterator[Finding]:
    """Every link has a text; one that holds an image is another rule's."""
    for place, link, text in _links(subject):
        if not text and not any(isinstance(one, Image) for one in walk.inlines(link.children)):
            target = link.target if isinstance(link.target, str) else link.target.id
            yield Finding(
                rule="link-text-empty",
                severity=Severity.ERROR,
                message="a link has no text",
                place=place,
                excerpt=excerpt(target),
                advice="say in words where the link leads, or take it away",
                clause=f"{_PURPOSE}, 4.1.2; PDF/UA-1 (ISO 14289-1) 7.18.5",
            )


def link_text_is_vague(subject: Subject) -> Iterator[Finding]:
    """A link's text tells where it leads: neither "here" nor a raw address."""
    for place, _link, text in _links(subject):
        address = is_address(text)
        if address or is_vague(text):
            yield Finding(
                rule="link-text-address" if address else "link-text-vague",
                severity=Severity.WARNING,
                message="a link's text is a raw address"
                if address
                else "a link's text does not say where it leads",
                place=place,
                excerpt=excerpt(text),
                advice="use the title of what the link leads to",
                clause=_PURPOSE,
            )
