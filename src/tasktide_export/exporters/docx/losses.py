"""What the edition cannot carry, told once for each kind."""

from collections.abc import Iterator

from tasktide_export.document import Finding, Severity, excerpt

_MOST = 5


class Losses:
    """Collects what is left out or set differently, to be told as findings."""

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[Severity, str, str]] = {}
        self._excerpts: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(
        self,
        rule: str,
        message: str,
        what: str = "",
        *,
        severity: Severity = Severity.INFO,
        advice: str = "",
    ) -> None:
        """Note one more case of ``rule``; ``what`` are its words."""
        self._kinds.setdefault(rule, (severity, message, advice))
        self._counts[rule] = self._counts.get(rule, 0) + 1
        words = self._excerpts.setdefault(rule, [])
        if what and what not in words and len(words) < _MOST:
            words.append(what)

    def findings(self) -> Iterator[Finding]:
        """Yield one finding for each rule, in the order of their first cases."""
        for rule, (severity, message, advice) in self._kinds.items():
            count = self._counts[rule]
            times = f" ({count} times)" if count > 1 else ""
            yield Finding(
                rule=f"docx-{rule}",
                severity=severity,
                message=message + times,
                excerpt=excerpt("; ".join(self._excerpts[rule])),
                advice=advice,
            )
