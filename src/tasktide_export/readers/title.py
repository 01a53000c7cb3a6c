"""A title for a document that has none: every edition needs one."""

import re
from dataclasses import replace
from pathlib import PurePath

from tasktide_export.document import Document, Finding, Severity, body_texts, excerpt

_STREAMS = frozenset({"bytes", "text", "stream", "<stdin>", "-", ""})
_LONGEST = 60


def settle_title(document: Document, name: str) -> Document:
    """Return ``document`` with a title.

    A missing one is made of the file's name, or of the first words when there is
    no file, and marked as inferred.
    """
    if document.metadata.title.strip():
        return document
    title = _from_name(name) or _from_text(document)
    if not title:
        return document
    found = Finding(
        rule="title-inferred",
        severity=Severity.WARNING,
        message="the article has no title; one was made of its name or first words",
        place="metadata",
        excerpt=title,
        advice="give it one, for example with --title",
        clause="WCAG 2.2 SC 2.4.2",
    )
    about = document.metadata
    return replace(
        document,
        metadata=replace(about, title=title, inferred=about.inferred | {"title"}),
        findings=(*document.findings, found),
    )


def _from_name(name: str) -> str:
    if name in _STREAMS or "://" in name:
        return ""
    words = re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip()
    return words[:1].upper() + words[1:]


def _from_text(document: Document) -> str:
    first = next(iter(body_texts(document)), "")
    return excerpt(first, _LONGEST)
