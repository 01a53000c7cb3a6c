"""Checks of an artifact by itself: outline, links, alternatives, tables."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from tasktide_export.checks.readback.base import Heading, Readback
from tasktide_export.checks.rules.images import is_file_name
from tasktide_export.checks.rules.language import is_language_tag
from tasktide_export.checks.verification.words import squeeze
from tasktide_export.document import UNDETERMINED, Finding, Severity, excerpt

_PAGE_NUMBER = re.compile(r"(?:\d+|[ivxlc]+)$")


def artifact_finding(
    rule: str, message: str, *, place: str, excerpt: str = "", clause: str = ""
) -> Finding:
    """Return an error about an artifact."""
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        message=message,
        place=place,
        excerpt=excerpt,
        clause=clause,
    )


def structure_findings(readback: Readback) -> Iterator[Finding]:
    """Yield what is wrong with the artifact when nothing else is known."""
    yield from _metadata(readback)
    if readback.format == "audio":
        yield from _chapters(readback)
    else:
        yield from _outline(readback)
        yield from _contents(readback)
    for target in readback.dangling:
        yield artifact_finding(
            "link-dangling",
            "a link leads nowhere",
            place=readback.format,
            excerpt=excerpt(target),
            clause="WCAG 2.2 SC 2.4.4",
        )
    for fault in readback.faults:
        yield artifact_finding("artifact-faulty", fault, place=readback.format)


def _metadata(readback: Readback) -> Iterator[Finding]:
    if not readback.title:
        yield artifact_finding(
            "title-missing",
            "the artifact has no title",
            place=readback.format,
            clause="WCAG 2.2 SC 2.4.2; PDF/UA-1 (ISO 14289-1) 7.1",
        )
    if readback.language in {"", UNDETERMINED}:
        yield artifact_finding(
            "language-missing",
            "the artifact does not say which language it is in",
            place=readback.format,
            clause="WCAG 2.2 SC 3.1.1; PDF/UA-1 (ISO 14289-1) 7.2",
        )
    elif not is_language_tag(readback.language):
        yield artifact_finding(
            "language-invalid",
            f"{readback.language!r} is not a language tag",
            place=readback.format,
            clause="WCAG 2.2 SC 3.1.1",
        )


def _outline(readback: Readback) -> Iterator[Finding]:
    level = 0
    for heading in readback.headings:
        if heading.level > level + 1:
            yield artifact_finding(
                "heading-level-skipped",
                f"a heading of level {heading.level} follows one of level {level}",
                place=readback.format,
                excerpt=excerpt(heading.title),
                clause="WCAG 2.2 SC 1.3.1; PDF/UA-1 (ISO 14289-1) 7.4.2",
            )
        level = heading.level
    if readback.contents or readback.headings:
        yield from compare_outlines(
            readback.headings, readback.contents, "the headings", "the contents", readback
        )
    if readback.printed is not None:
        yield from compare_outlines(
            readback.contents,
            _without_page_numbers(_to_depth(readback.contents, readback.printed), readback.printed),
            "the bookmarks",
            "the printed contents",
            readback,
        )


def _to_depth(titles: tuple[Heading, ...], printed: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Return the titles down to the depth that is printed."""
    depth = max((line.level for line in printed), default=0)
    return tuple(line for line in titles if line.level <= depth)


def _without_page_numbers(
    titles: tuple[Heading, ...], printed: tuple[Heading, ...]
) -> tuple[Heading, ...]:
    """Return ``printed`` with the title alone where a page number follows it."""

    def plain(line: Heading, wanted: Heading | None) -> Heading:
        words = squeeze(line.title)
        if wanted is None or line.level != wanted.level:
            return line
        rest = words.removeprefix(squeeze(wanted.title))
        follows = rest != words and (not rest or _PAGE_NUMBER.fullmatch(rest))
        return wanted if follows else line

    pairs = zip_longest(printed[: len(titles)], titles[: len(printed)])
    return (
        *(plain(line, wanted) for line, wanted in pairs if line is not None),
        *printed[len(titles) :],
    )


def compare_outlines(
    expected: tuple[Heading, ...],
    actual: tuple[Heading, ...],
    expected_name: str,
    actual_name: str,
    readback: Readback,
) -> Iterator[Finding]:
    """Yield how two outlines differ: the first place, or that one is less deep.

    A table of contents may be cut at a depth, which is told and no error.  One
    line with the artifact's title stands for a document without sections.
    """
    wanted, found = _lines(expected), _lines(actual)
    if wanted == found or (not wanted and found == [(1, squeeze(readback.title))]):
        return
    depth = max((level for level, _ in found), default=0)
    if found and [line for line in wanted if line[0] <= depth] == found:
        yield Finding(
            rule="contents-shortened",
            severity=Severity.INFO,
            message=f"{actual_name} show {depth} levels, {expected_name} have more",
            place=readback.format,
        )
        return
    at = next(
        (n for n, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]),
        min(len(wanted), len(found)),
    )
    yield artifact_finding(
        "outline-differs",
        f"{actual_name} differ from {expected_name} at line {at + 1}: "
        f"{_line(actual, at)} instead of {_line(expected, at)}",
        place=readback.format,
        excerpt=_line(expected, at),
        clause="WCAG 2.2 SC 1.3.1, 2.4.5",
    )


def _lines(outline: tuple[Heading, ...]) -> list[tuple[int, str]]:
    return [(one.level, squeeze(one.title)) for one in outline]


def _line(outline: tuple[Heading, ...], at: int) -> str:
    if at >= len(outline):
        return "nothing"
    return f"{excerpt(outline[at].title, 40)!r} (level {outline[at].level})"


def _chapters(readback: Readback) -> Iterator[Finding]:
    if not readback.chapters:
        yield artifact_finding("chapters-missing", "the sound file has no chapters", place="audio")
    last = 0.0
    for number, chapter in enumerate(readback.chapters, start=1):
        late = chapter.start > readback.duration
        if chapter.start < last or late or (number == 1 and chapter.start > 0):
            yield artifact_finding(
                "chapter-misplaced",
                f"chapter {number} begins at {chapter.start:.3f} s, "
                f"after {last:.3f} s of {readback.duration:.3f} s",
                place="audio",
                excerpt=excerpt(chapter.title),
            )
        if not chapter.title.strip():
            yield artifact_finding(
                "chapter-untitled", f"chapter {number} has no title", place="audio"
            )
        last = chapter.start


def _contents(readback: Readback) -> Iterator[Finding]:
    for text in readback.alternatives:
        if text is None or not text.strip():
            yield artifact_finding(
                "image-alternative-missing",
                "an image has no alternative text",
                place=readback.format,
                clause="WCAG 2.2 SC 1.1.1; PDF/UA-1 (ISO 14289-1) 7.3",
            )
        elif is_file_name(text):
            yield artifact_finding(
                "image-alternative-file-name",
                "an image's alternative text is a file name",
                place=readback.format,
                excerpt=excerpt(text),
                clause="WCAG 2.2 SC 1.1.1; PDF/UA-1 (ISO 14289-1) 7.3",
            )
    for text in readback.formulas:
        if text is None:
            yield artifact_finding(
                "math-alternative-missing",
                "a formula has no text alternative",
                place=readback.format,
                clause="WCAG 2.2 SC 1.1.1; PDF/UA-1 (ISO 14289-1) 7.7",
            )
    for words in readback.bare_tables:
        yield artifact_finding(
            "table-header-missing",
            "a table has no header cells",
            place=readback.format,
            excerpt=excerpt(words),
            clause="WCAG 2.2 SC 1.3.1; PDF/UA-1 (ISO 14289-1) 7.5",
        )
