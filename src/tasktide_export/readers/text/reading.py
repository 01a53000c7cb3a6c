"""Plain text to a document."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasktide_export.document import Document, Finding, Metadata, clean, identify
from tasktide_export.errors import LimitError, ReadError
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.html.decode import decode
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.sections import fold
from tasktide_export.readers.text.blocks import read_groups
from tasktide_export.readers.text.furniture import drop_furniture
from tasktide_export.readers.text.lines import Group, split_groups
from tasktide_export.readers.text.titles import Titled, take_title

_TOLD = 100
"""So many findings of one rule are told one by one, the rest counted."""


def read_text(source: Source, options: ReadOptions) -> Document:
    """Return the document that plain text makes.

    Raises:
        LimitError: when it has more lines than ``limits.elements``.
        ReadError: when there is no text in it.
    """
    notices = Notices()
    groups = split_groups(_characters(source, notices))
    _refuse_too_many(groups, source, options)
    groups, dropped = drop_furniture(groups)
    titled = take_title(groups)
    findings = [*dropped, *titled.findings]
    folded = fold(read_groups(titled.groups, options.headings, findings), titled.title)
    if not folded.blocks and not folded.sections and not titled.title:
        raise ReadError("holds no text", where=source.name, hint="is it the right file?")
    return identify(
        Document(
            metadata=_metadata(titled, source),
            blocks=folded.blocks,
            sections=folded.sections,
            findings=_few([*notices.finish(), *findings, *folded.findings]),
        )
    )


def _refuse_too_many(groups: Sequence[Group], source: Source, options: ReadOptions) -> None:
    """Each line may become a block, so lines count as a page's elements do."""
    most = options.limits.elements
    if sum(len(group) for group in groups) > most:
        raise LimitError(
            "the text has too many lines", limit="elements", value=most, where=source.name
        )


def _characters(source: Source, notices: Notices) -> str:
    text, removed = clean(decode(source.data, notices).replace("\r\n", "\n").replace("\r", "\n"))
    if removed:
        message = f"{removed} characters that no edition can hold were taken out"
        notices.add("characters-removed", message, repaired=True)
    return text


def _metadata(titled: Titled, source: Source) -> Metadata:
    guessed = {"site": titled.site, "title": "" if titled.declared else titled.title}
    return Metadata(
        title=titled.title,
        site=titled.site,
        source=source.address if source.address.startswith(("http://", "https://")) else "",
        inferred=frozenset(name for name, value in guessed.items() if value),
    )


def _few(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings; of those that one rule makes over and over, the first hundred."""
    told: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        told[finding.rule] += 1
        if told[finding.rule] <= _TOLD:
            kept.append(finding)
    return tuple(
        replace(one, message=f"{one.message} (first {_TOLD} of {told[one.rule]} told)")
        if told[one.rule] > _TOLD
        else one
        for one in kept
    )
