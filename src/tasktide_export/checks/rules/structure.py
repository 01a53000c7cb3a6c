"""Rules about the document's title and the titles of its sections."""

from collections import Counter
from collections.abc import Iterator

from tasktide_export.checks.places import Subject
from tasktide_export.document import Finding, Section, Severity, excerpt, inline_text


def title_is_missing(subject: Subject) -> Iterator[Finding]:
    """The document has a title."""
    if not subject.document.metadata.title.strip():
        yield Finding(
            rule="title-missing",
            severity=Severity.ERROR,
            message="the document has no title",
            place="metadata",
            advice="give one, for example with --title",
            clause="WCAG 2.2 SC 2.4.2; PDF/UA-1 (ISO 14289-1) 7.1",
        )


def section_title_is_empty(subject: Subject) -> Iterator[Finding]:
    """Every section has a title that can be read in a table of contents."""
    for siblings in _families(subject.document.sections):
        for section in siblings:
            if not inline_text(section.title).strip():
                yield Finding(
                    rule="section-title-empty",
                    severity=Severity.ERROR,
                    message="a section has an empty title",
                    place=section.id,
                    advice="name the section, or join it to the one before",
                    clause="WCAG 2.2 SC 2.4.6, 1.3.1; PDF/UA-1 (ISO 14289-1) 7.4",
                )


def section_titles_repeat(subject: Subject) -> Iterator[Finding]:
    """Sections side by side have different titles, so that contents can tell them apart."""
    for siblings in _families(subject.document.sections):
        counts = Counter(_key(section) for section in siblings)
        seen: set[str] = set()
        for section in siblings:
            key = _key(section)
            if key and counts[key] > 1 and key in seen:
                yield Finding(
                    rule="section-title-repeated",
                    severity=Severity.INFO,
                    message=f"{counts[key]} sections side by side have the same title",
                    place=section.id,
                    excerpt=excerpt(inline_text(section.title)),
                    advice="different titles tell readers which one they want",
                    clause="WCAG 2.2 SC 2.4.6",
                )
            seen.add(key)


def _key(section: Section) -> str:
    return " ".join(inline_text(section.title).split()).casefold()


def _families(siblings: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    """Yield ``siblings`` and, below each of them, its children, in reading order."""
    yield siblings
    for section in siblings:
        yield from _families(section.sections)
