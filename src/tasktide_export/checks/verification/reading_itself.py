"""Checks of a page that reads itself: its sound, what it marks, and that its script may run."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.publication.sound import seconds_of
from tasktide_export.checks.readback.html import main_of, parse_page
from tasktide_export.checks.readback.markup import by_name, classes
from tasktide_export.checks.readback.reading_itself import Player, player
from tasktide_export.checks.synchrony import misplaced, mistimed, unread
from tasktide_export.checks.verification.structure import artifact_finding
from tasktide_export.document import Finding, excerpt

_CLAUSE = "schema.org accessibilityFeature synchronizedAudioText"
_PLACE = "html"


def self_reading_findings(data: bytes, *, synchronised: bool) -> Iterator[Finding]:
    """Yield what is wrong with how the page ``data`` reads itself, if it does.

    Every passage must be read where text and sound are said to be ``synchronised``.
    Raises :class:`~tasktide_export.errors.ReadError` for what is no page.
    """
    root = parse_page(data)
    found = player(root)
    if found is None:
        return
    yield from _places(root, found)
    if synchronised:
        yield from _unread(root, found)
    yield from _times(found)
    yield from _scripts(root)


def _fault(rule: str, message: str, words: str = "") -> Finding:
    return artifact_finding(rule, message, place=_PLACE, excerpt=excerpt(words), clause=_CLAUSE)


def _places(root: Any, found: Player) -> Iterator[Finding]:
    marked = [one.element for one in found.marks if one.element]
    for number, problem in misplaced(root, marked):
        if problem == "missing":
            message = "what is being read is to be marked, and is not on the page"
            yield _fault("read-along-text-missing", message, marked[number])
        else:
            message = "the page is not read in the order of its text"
            yield _fault("read-along-order", message, marked[number])
    for name, times in Counter(marked).items():
        if times > 1:
            yield _fault("read-along-order", f"a passage is read {times} times", name)
    ids = {one.get("id") for one in root.iter("*")}
    for name in sorted({one.about for one in found.marks if one.about} - ids):
        message = "what is spoken of is to be marked, and is not on the page"
        yield _fault("read-along-text-missing", message, name)


def _unread(root: Any, found: Player) -> Iterator[Finding]:
    marked = {one.element for one in found.marks if one.element}
    for _, words in unread(main_of(root), marked, _is_ours):
        yield _fault("read-along-incomplete", "a passage is not read along", words)


def _is_ours(element: Any) -> bool:
    return "generated" in classes(element)


def _times(found: Player) -> Iterator[Finding]:
    length = seconds_of(found.sound) if found.sound is not None else None
    if found.sound is not None and length is None:
        yield _fault("read-along-sound-missing", "the sound of the page cannot be played")
    if not found.marks:
        yield _fault("read-along-times-missing", "the page does not say what is read when")
    before = 0.0
    for one in found.marks:
        name = one.element or one.about
        for problem in mistimed(one.start, one.end, before, length):
            if problem == "outside":
                message = f"a passage ends at {one.end:.3f} s of a sound of {length:.3f} s"
                yield _fault("read-along-outside", message, name)
            else:
                message = f"a passage from {one.start:.3f} s to {one.end:.3f} s goes back in time"
                yield _fault("read-along-times-order", message, name)
        before = one.end


def _scripts(root: Any) -> Iterator[Finding]:
    """Yield a finding for each script that the page's own policy does not let run (CSP 3)."""
    policies = [
        one.get("content", "")
        for one in by_name(root, "meta")
        if one.get("http-equiv", "").lower() == "content-security-policy"
    ]
    for script in by_name(root, "script"):
        if script.get("type"):
            continue
        digest = hashlib.sha256((script.text or "").encode()).digest()
        source = f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
        if any(source not in policy for policy in policies):
            message = "the script of the player is forbidden by the page itself"
            yield _fault("read-along-script-refused", message)
