"""The voices of this machine, and the one that fits a language."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tasktide_export.errors import VoiceError

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
class Voice:
    """A voice: ``languages`` are lower-case BCP 47 tags, the best match first.

    ``priorities`` are as many numbers; a lower one is a better fit.  ``gender`` is
    ``male``, ``female`` or empty.
    """

    id: str
    name: str
    languages: tuple[str, ...]
    gender: str = ""
    priorities: tuple[int, ...] = ()


def voices(language: str | None = None) -> tuple[Voice, ...]:
    """Return the voices of this machine, all or those for a BCP 47 ``language``.

    Raises :class:`~tasktide_export.errors.MissingDependencyError` when no speech
    engine is installed.
    """
    everything = _installed()
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
    known = _installed() if among is None else among
    base, plus, variant = wanted.partition("+")
    found = _named(base, known) or _speaking(base, known)
    if found is None or not base.strip() or (plus and not variant.isalnum()):
        raise VoiceError(f"there is no voice {wanted!r}", hint=_hint(base, known))
    if not plus:
        return found
    return Voice(f"{found.id}+{variant}", f"{found.name}+{variant}", found.languages, "")


def voice_for(language: str, among: Sequence[Voice] | None = None) -> Voice | None:
    """Return the best voice for a BCP 47 ``language``, or ``None``."""
    return _speaking(language, _installed() if among is None else among)


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


@cache
def _installed() -> tuple[Voice, ...]:
    from tasktide_export.speech.supervisor import Supervisor

    with Supervisor() as supervisor:
        listed = supervisor.ask({"ask": "voices"}, seconds=60)[0]["voices"]
    return tuple(
        Voice(
            str(one["id"]),
            str(one["name"]),
            tuple(str(tag) for _, tag in one["languages"]),
            str(one["gender"]),
            tuple(int(priority) for priority, _ in one["languages"]),
        )
        for one in listed
    )
