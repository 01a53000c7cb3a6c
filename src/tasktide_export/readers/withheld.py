"""Posts that the site does not show to everyone are left out, and that is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tasktide_export.document import Finding, Severity, excerpt
from tasktide_export.readers.base import Article
from tasktide_export.readers.html.notices import Notices

_PUBLISHED = frozenset({"publish", ""})


@dataclass(slots=True)
class Withheld:
    """Titles of posts that are left out, by the reason."""

    _titles: dict[str, list[str]] = field(default_factory=dict)

    def takes(self, status: str, password: str, title: str) -> bool:
        """Tell whether a post is not for everyone, and remember it."""
        reason = "is protected by a password" if password else ""
        if status not in _PUBLISHED:
            reason = f"has the status {status!r}"
        if reason:
            self._titles.setdefault(reason, []).append(title or "(no title)")
        return bool(reason)

    def summary(self) -> str:
        """Return in words what was left out."""
        return "; ".join(
            f"{len(titles)} left out because each {reason}"
            for reason, titles in self._titles.items()
        )

    def noted(self, articles: Sequence[Article], notices: Notices) -> tuple[Article, ...]:
        """Return the articles; the first carries what is said of the source as a whole."""
        findings = [
            Finding(
                rule="post-withheld",
                severity=Severity.INFO,
                message=f"a post of the source was left out: it {reason}",
                excerpt=excerpt(title),
            )
            for reason, titles in self._titles.items()
            for title in titles
        ]
        first, *others = articles
        said = (*notices.finish(), *findings, *first.document.findings)
        return (replace(first, document=replace(first.document, findings=said)), *others)
