"""How findings about a finished file are worded."""

from tasktide_export.document import Finding, Severity, excerpt


def fault(rule: str, message: str, place: str, words: str = "", clause: str = "") -> Finding:
    """Return an error: somebody cannot use what stands at ``place``, or a claim is false."""
    return _finding(rule, Severity.ERROR, message, place, words, clause)


def doubt(rule: str, message: str, place: str, words: str = "", clause: str = "") -> Finding:
    """Return a warning: a person should look at ``place``."""
    return _finding(rule, Severity.WARNING, message, place, words, clause)


def _finding(  # noqa: PLR0913, PLR0917 - what a finding says, in its order
    rule: str, severity: Severity, message: str, place: str, words: str, clause: str
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        place=place,
        excerpt=excerpt(words),
        clause=clause,
    )
