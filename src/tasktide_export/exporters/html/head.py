"""The head of the page: what it is, what it may do, what may be claimed about it."""

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.claims import Accessibility
from tasktide_export.document import Metadata
from tasktide_export.xhtml.element import Content, el

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Content Security Policy: the page fetches nothing and runs nothing."""


def page_head(metadata: Metadata, access: Accessibility, program: str = "") -> Iterator[Content]:
    """Yield the parts of the head.

    ``program`` is the one script that the page may run, if any, with the sound in it.
    """
    policy = f"{_POLICY}; media-src data:; script-src {_source(program)}" if program else _POLICY
    named = {
        "generator": "tasktide-export",
        "viewport": "width=device-width, initial-scale=1",
        "author": ", ".join(metadata.authors),
        "description": metadata.description,
        "keywords": ", ".join(metadata.subjects),
    }
    yield el("meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    yield from (el("meta", {"name": n, "content": v}) for n, v in named.items() if v)
    if metadata.source.startswith(("http://", "https://")):
        yield el("link", {"rel": "canonical", "href": metadata.source})
    yield el("script", {"type": "application/ld+json"}, _linked_data(metadata, access))
    yield el("style")


def _source(program: str) -> str:
    """Return what a policy calls a script that stands in the page (CSP 3, 2.3.1)."""
    digest = hashlib.sha256(program.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _linked_data(metadata: Metadata, access: Accessibility) -> str:
    """Return the schema.org description; nothing in it can end the element."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": metadata.title,
        "author": [{"@type": "Person", "name": name} for name in metadata.authors],
        "datePublished": metadata.published,
        "dateModified": metadata.modified,
        "inLanguage": metadata.language,
        "accessMode": access.access_modes,
        "accessModeSufficient": [
            {"@type": "ItemList", "itemListElement": modes}
            for modes in access.access_modes_sufficient
        ],
        "accessibilityFeature": access.features,
        "accessibilityHazard": access.hazards,
        "accessibilitySummary": access.summary,
    }
    text = json.dumps({name: fact for name, fact in facts.items() if fact}, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
