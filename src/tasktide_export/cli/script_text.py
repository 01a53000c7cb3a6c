"""A spoken script for people and for tools: lines of text, or JSON."""

import json
from collections.abc import Iterator
from typing import Any, assert_never

from tasktide_export.cli.report import finding_row
from tasktide_export.document import Document, Finding
from tasktide_export.narration import Chapter, Part, Pause, Script, Utterance


def script_lines(script: Script, paragraph: float) -> Iterator[str]:
    """Yield ``script`` as lines for an editor.

    ``paragraph`` is the silence, in seconds, that an empty line stands for; shorter ones
    are not shown.
    """
    language: str | None = None
    for part in script.parts:
        match part:
            case Chapter(title=title, level=level):
                yield from ("", f"{'#' * (level + 1)} {' '.join(title.split())}".rstrip(), "")
            case Pause(seconds=seconds):
                yield from _pause_lines(seconds, paragraph)
            case Utterance():
                mark = "" if part.language == language else f"{{{part.language or 'und'}}} "
                yield mark + _words(part)
                language = part.language
            case _:
                assert_never(part)
    yield from _omission_lines(script.findings)


def _pause_lines(seconds: float, paragraph: float) -> tuple[str, ...]:
    if seconds < paragraph:
        return ()
    return ("",) if seconds == paragraph else ("", f"({seconds:g} s)", "")


def _words(utterance: Utterance) -> str:
    text = utterance.text.strip().replace("\n", "\n    ")
    if utterance.role == "announcement":
        return f"[{text}]"
    return f"{text} => {utterance.spoken.strip()}" if utterance.substitute else text


def _omission_lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    if findings:
        yield from ("", "Not read:", "")
    for one in findings:
        quoted = f" “{one.excerpt}”" if one.excerpt else ""
        advice = f"; {one.advice}" if one.advice else ""
        yield f"- {one.place}: {one.message}{quoted}{advice} ({one.rule})"


def script_json(script: Script, document: Document, profile: str) -> str:
    """Return ``script`` as a JSON object; the help of the command says what is in it."""
    whole = {
        "title": document.metadata.title,
        "language": document.metadata.language,
        "profile": profile,
        "parts": [_part(part) for part in script.parts],
        "left_out": [
            {"kind": one.kind, "place": one.place, "texts": list(one.texts)}
            for one in script.left_out
        ],
        "findings": [finding_row(one) for one in script.findings],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Chapter(id=name, title=title, level=level):
            return {"type": "chapter", "id": name, "title": title, "level": level}
        case Pause(seconds=seconds):
            return {"type": "pause", "seconds": seconds}
        case Utterance():
            return {
                "type": "utterance",
                "id": part.id,
                "place": part.place,
                "role": part.role,
                "text": part.text,
                "said": part.spoken,
                "language": part.language,
                "note": part.note,
            }
        case _:
            assert_never(part)
