"""Times of day."""

import re
from collections.abc import Iterator
from functools import partial

from tasktide_export.narration.normaliser.rule import GAP, Rule, one_of, rule
from tasktide_export.narration.normaliser.tongue import Tongue

_HOUR = "(?P<hour>[01]?\\d|2[0-4])"
_MINUTE = "(?P<minute>[0-5]\\d)"
_NO_HALF = "(?P<half>)"
_NOON = 12


def time_rules(tongue: Tongue) -> Iterator[Rule]:
    """Yield the rules for times; each match has an hour, a minute, and a half of the day.

    A minute is empty for "10 h", a half for everything but "10:30 a.m.".
    """
    words = tongue.table("time")
    if not words:
        return
    say, alone = partial(_time, tongue=tongue), rf"(?<![\w.,:/-]){_HOUR}"
    if word := words.get("word"):
        yield rule(rf"{alone}[:.]{_MINUTE}{GAP}?{word}(?!\w){_NO_HALF}", say)
    if before := words.get("before"):
        clock = rf"(?P<clock>{_HOUR}[:.]{_MINUTE}{_NO_HALF})"
        yield rule(rf"(?<!\w){one_of(before)}{GAP}?{clock}(?!\d)", say, "clock")
    if letter := words.get("letter"):
        yield rule(rf"{alone}{GAP}?{letter}{GAP}?{_MINUTE}{_NO_HALF}(?!\w)", say)
        yield rule(rf"{alone}{letter}(?P<minute>){_NO_HALF}(?![\w.-])", say)
    half = rf"(?P<half>{GAP}?{one_of(words.get('half_day', ()))})?"
    yield rule(rf"{alone}:{_MINUTE}{half}(?![\w:]|\.\d)", say)


def _time(match: re.Match[str], tongue: Tongue) -> str | None:
    """Say an hour and its minutes; what the voice reads well is left alone."""
    words, hour = tongue.table("time"), str(int(match["hour"]))
    minute, half = int(match["minute"] or 0), match["half"] or ""
    lone = "_one" if hour in ("0", "1") else ""
    if minute == 0:
        return f"{hour} {half.strip()}" if half else _full_hour(hour, lone, tongue)
    if "past" in words:
        said = str(words.get(f"past{lone}") or words["past"])
        return said.format(h=hour, m=minute)
    if match["minute"].startswith("0") and "low" in words:
        return str(words["low"]).format(h=hour, m=minute) + half
    return None


def _full_hour(hour: str, lone: str, tongue: Tongue) -> str | None:
    words = tongue.table("time")
    if tongue.code == "en" and not 1 <= int(hour) <= _NOON:
        return f"{hour} hundred hours" if int(hour) else None
    return str(words.get(f"oclock{lone}") or words["oclock"]).format(h=hour)
