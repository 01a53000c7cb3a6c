"""The voices of this machine, and the one that fits a language."""

import difflib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tasktide_export.errors import RenderError, VoiceError
from tasktide_export.speech import registry
from tasktide_export.speech.engine import Voice
from tasktide_export.speech.pace import Window

ENGLISH = "en"

# ISO 639 codes by which people ask, and the one under which engines list voices.
_ALIASES = {
    "zh": "cmn",
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "tl": "fil",
    "sh": "hbs",
    "mo": "ro",
}


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What an engine can do: its voices, and the bounds of their pace."""

    voices: tuple[Voice, ...]
    window: Window


def voices(language: str | None = None, *, engine: str = registry.DEFAULT) -> tuple[Voice, ...]:
    """Return the voices of an engine, all or those for a BCP 47 ``language``.

    Raises :class:`~tasktide_export.errors.EngineError` for an unknown engine, and
    :class:`~tasktide_export.errors.MissingDependencyError` when it is not installed.
    """
    everything = repertoire(engine).voices
    if language is None:
        return everything
    wanted = _normal(language)
    ranked = [(_rank(one, wanted), one) for one in everything]
    fitting = [(rank, one) for rank, one in ranked if rank is not None]
    return tuple(one for _, one in sorted(fitting, key=lambda pair: pair[0]))


def find_voice(wanted: str, among: Sequence[Voice] | None = None) -> Voice:
    """Return the voice that ``wanted`` names: an id, a name or a BCP 47 tag.

    ``en-GB``, ``en_US``, ``zh``, ``gmw/en-us`` and ``English (America)`` all work; an
    id or a tag may end in an espeak-ng variant (``en-us+f3``).  Raises
    :class:`~tasktide_export.errors.VoiceError` when there is none.
    """
    known = repertoire(registry.DEFAULT).voices if among is None else among
    if exact := _named(wanted, known):
        return exact
    base, plus, variant = wanted.partition("+")
    found = _named(base, known) or _speaking(base, known)
    if found is None or not base.strip() or (plus and not variant.isalnum()):
        raise VoiceError(f"there is no voice {wanted!r}", hint=_hint(base, known))
    if not plus:
        return found
    return Voice(f"{found.id}+{variant}", f"{found.name}+{variant}", found.languages, "")


def voice_for(language: str, among: Sequence[Voice] | None = None) -> Voice | None:
    """Return the best voice for a BCP 47 ``language``, or ``None``."""
    known = repertoire(registry.DEFAULT).voices if among is None else among
    return _speaking(language, known)


def _named(wanted: str, known: Sequence[Voice]) -> Voice | None:
    name = wanted.casefold()
    return next((one for one in known if name in (one.id.casefold(), one.name.casefold())), None)


def _speaking(language: str, known: Sequence[Voice]) -> Voice | None:
    wanted = _normal(language)
    if not wanted:
        return None
    ranks = [(rank, n) for n, one in enumerate(known) if (rank := _rank(one, wanted)) is not None]
    return known[min(ranks)[1]] if ranks else None


def _normal(language: str) -> str:
    tag = language.strip().replace("_", "-").lower()
    first, dash, rest = tag.partition("-")
    return _ALIASES.get(first, first) + dash + rest


def _rank(voice: Voice, wanted: str) -> tuple[int, int, int] | None:
    """Return how well a voice fits: subtags missed, priority, subtags too many."""
    best: tuple[int, int, int] | None = None
    asked = wanted.split("-")
    priorities = voice.priorities or (5,) * len(voice.languages)
    for tag, priority in zip(voice.languages, priorities, strict=True):
        offered = _normal(tag).split("-")
        shared = _shared(asked, offered)
        if shared:
            rank = (len(asked) - shared, priority, len(offered) - shared)
            best = min(best, rank) if best else rank
    return best


def _shared(asked: list[str], offered: list[str]) -> int:
    count = 0
    for one, other in zip(asked, offered, strict=False):
        if one != other:
            break
        count += 1
    return count


def _hint(wanted: str, known: Sequence[Voice]) -> str:
    names = sorted({name for one in known for name in (one.id, *one.languages)})
    near = difflib.get_close_matches(wanted.lower(), names, n=3, cutoff=0.5)
    see = "'tasktide-export voices' lists them"
    return f"did you mean {', '.join(near)}? {see}" if near else see


def repertoire(engine: str, wanted: str = "") -> Repertoire:
    """Return what the engine called ``engine`` can do; ``wanted`` is the voice asked for.

    Raises :class:`~tasktide_export.errors.EngineError` for an unknown engine,
    :class:`~tasktide_export.errors.MissingDependencyError` for one that is not installed
    or broken, :class:`~tasktide_export.errors.VoiceError` for a voice that it does not
    take, and :class:`~tasktide_export.errors.RenderError` when it gives no sensible list.
    """
    registry.require(engine)
    ours = (f"{key}={value}" for key, value in os.environ.items() if key.startswith("TASKTIDE_"))
    return _told(engine, wanted, tuple(sorted(ours)))


@cache
def _told(engine: str, wanted: str, _surroundings: tuple[str, ...]) -> Repertoire:
    """Ask the engine itself, once as long as the environment tells it the same."""
    from tasktide_export.speech.supervisor import Supervisor, WorkerFailure

    try:
        with Supervisor(engine=engine) as supervisor:
            answer, _ = supervisor.ask({"ask": "voices", "wanted": wanted}, seconds=60)
        slowest, fastest = answer["window"]
        window = Window(float(slowest), float(fastest))
        return Repertoire(tuple(_voice(one) for one in answer["voices"]), window)
    except (WorkerFailure, KeyError, TypeError, ValueError) as error:
        raise RenderError(
            f"the speech engine {engine!r} does not tell its voices: {error}",
            where=registry.origin(engine),
            hint="choose another engine",
        ) from error


def _voice(told: dict[str, Any]) -> Voice:
    languages = tuple(str(tag) for tag in told["languages"])
    priorities = tuple(int(priority) for priority in told["priorities"])
    if priorities and len(priorities) != len(languages):
        raise ValueError("a voice has not as many priorities as languages")
    return Voice(str(told["id"]), str(told["name"]), languages, str(told["gender"]), priorities)
