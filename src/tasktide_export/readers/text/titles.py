"""The title of a plain text, and what the page called itself.

A page flattened to text often begins with the browser's title line ("What it is
about • The Site") and then says the article's title once or twice.
"""

import re
from dataclasses import dataclass

from tasktide_export.document import Finding, Severity, excerpt
from tasktide_export.readers.sections import same_words
from tasktide_export.readers.text.headings import marked_heading
from tasktide_export.readers.text.lines import Group

_SEPARATOR = re.compile(r"\s+(?:[•|·—«»\u2039\u203a\u2013-]|::)\s+")
_ONLY_IN_PAGE_TITLES = ("•", "|", "::", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", "»")
_SITE_WORDS = 5
_TITLE_WORDS = 25
_TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Titled:
    """The title and the site, the groups that are left, and what was noticed."""

    title: str
    site: str
    groups: list[Group]
    findings: list[Finding]
    declared: bool = False


def take_title(groups: list[Group]) -> Titled:
    """Return the title and the groups without it and its repetitions."""
    findings: list[Finding] = []
    site, rest = _take_page_title(groups, findings)
    if not rest:
        return Titled("", site, [], findings)
    if (marked := marked_heading(rest[0])) and marked.rank == 1:
        left = _without_lines(rest, marked.lines)
        left = _drop_repeated(left, marked.title, findings)
        return Titled(marked.title, site, left, findings, declared=True)
    title = rest[0][0].text
    if marked or not _is_title(title, rest):
        return Titled("", site, rest, findings)
    left = _without_lines(rest, 1)
    return Titled(title, site, _drop_repeated(left, title, findings), findings)


def _take_page_title(groups: list[Group], findings: list[Finding]) -> tuple[str, list[Group]]:
    if len(groups) < 2 or len(groups[0]) != 1 or marked_heading(groups[0]):  # noqa: PLR2004
        return "", groups
    line = groups[0][0].text
    separators = list(_SEPARATOR.finditer(line))
    if not separators:
        return "", groups
    last = separators[-1]
    named, site = line[: last.start()].strip(), line[last.end() :].strip()
    if not named or not 1 <= len(site.split()) <= _SITE_WORDS or site.endswith((".", "?", "!")):
        return "", groups
    if not _is_page_title(named, last[0].strip(), groups):
        return "", groups
    findings.append(
        Finding(
            rule="page-title",
            severity=Severity.INFO,
            message=f"the page called itself {named!r}, of the site {site!r}; "
            "that line is metadata, not text",
            excerpt=excerpt(line),
            repaired=True,
        )
    )
    return site, groups[1:]


def _is_page_title(named: str, separator: str, groups: list[Group]) -> bool:
    """Look for what shows that the article's own title comes after the line."""
    following = [line.text for group in groups[1:4] for line in group]
    title = following[0]
    if same_words(named, title) or any(same_words(title, other) for other in following[1:]):
        return True
    return separator in _ONLY_IN_PAGE_TITLES and _is_title(title, groups[1:])


def _is_title(line: str, groups: list[Group]) -> bool:
    """A title stands alone or is said twice; it may end in a question mark."""
    if line.endswith((".", ",", ";", ":", "…")) and not line.endswith(("...", " etc.")):
        return False
    if len(line) > _TITLE_LENGTH or len(line.split()) > _TITLE_WORDS:
        return False
    first, others = groups[0], [one.text for group in groups[:3] for one in group][1:]
    repeated = any(same_words(line, other) for other in others)
    return repeated or (len(first) == 1 and len(groups) > 1 and any(c.isalnum() for c in line))


def _without_lines(groups: list[Group], lines: int) -> list[Group]:
    rest = groups[0][lines:]
    return [rest, *groups[1:]] if rest else groups[1:]


def _drop_repeated(groups: list[Group], title: str, findings: list[Finding]) -> list[Group]:
    """Drop the title where it is said again before the text begins."""
    for place, group in enumerate(groups):
        said = next(
            (n for n, one in enumerate(group) if not same_words(one.text, title)), len(group)
        )
        findings.extend(_repeated(line.text) for line in group[:said])
        if said < len(group):
            return [group[said:], *groups[place + 1 :]]
    return []


def _repeated(line: str) -> Finding:
    return Finding(
        rule="title-repeated",
        severity=Severity.INFO,
        message="the title is said again and was left out",
        excerpt=excerpt(line),
        repaired=True,
    )
