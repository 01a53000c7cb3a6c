"""Collects what the reader has to say about a page."""

from dataclasses import dataclass, field, replace

from tasktide_export.document import Finding, Severity, excerpt


@dataclass(slots=True)
class Notices:
    """Findings in the order they were made; frequent ones are counted, not repeated."""

    _findings: list[Finding] = field(default_factory=list)
    _counted: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(  # noqa: PLR0913 - the fields of a finding
        self,
        rule: str,
        message: str,
        text: str = "",
        *,
        severity: Severity = Severity.INFO,
        advice: str = "",
        repaired: bool = False,
    ) -> None:
        """Add one finding; ``text`` is what it is about."""
        self._findings.append(
            Finding(
                rule=rule,
                severity=severity,
                message=message,
                excerpt=excerpt(text),
                advice=advice,
                repaired=repaired,
            )
        )

    def count(self, rule: str, message: str, text: str = "") -> None:
        """Add a finding, or count it when the same one is there already."""
        known = self._counted.get((rule, message))
        if known:
            known[1] += 1
            return
        self._counted[rule, message] = [len(self._findings), 1]
        self.add(rule, message, text)

    def extend(self, findings: "list[Finding] | tuple[Finding, ...]") -> None:
        """Add findings made elsewhere."""
        self._findings.extend(findings)

    def finish(self) -> tuple[Finding, ...]:
        """Return all findings, the counted ones with their number."""
        for place, times in self._counted.values():
            if times > 1:
                one = self._findings[place]
                self._findings[place] = replace(one, message=f"{one.message} ({times} times)")
        self._counted.clear()
        return tuple(self._findings)
