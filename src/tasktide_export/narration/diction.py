"""How the document's words are read: by lexicons first, then as people say what is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tasktide_export.document import Finding
from tasktide_export.narration.lexicon import Lexicon, lexicon_spans
from tasktide_export.narration.normaliser import Spoken, said, spoken_spans
from tasktide_export.narration.script import LONGEST
from tasktide_export.narration.split import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Diction:
    """How text is read.  Of two ``lexicons`` that have a word, the first decides."""

    lexicons: tuple[Lexicon, ...] = ()

    def spans(self, text: str, language: str, kept: Iterable[Spoken] = ()) -> tuple[Spoken, ...]:
        """Return what of ``text`` is said otherwise than written, in order.

        ``kept`` are stretches that are decided already; they are not in the result.
        """
        decided = tuple(kept)
        taken = bytearray(len(text))
        for one in decided:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
        own = [
            one
            for one in lexicon_spans(text, language, self.lexicons)
            if taken.find(1, one.start, one.end) < 0
        ]
        known = set(decided)
        found = spoken_spans(text, language, (*decided, *own))
        return tuple(one for one in found if one not in known)

    def said(self, text: str, language: str) -> str:
        """Return ``text`` as it is to be said in a BCP 47 ``language``."""
        return said(text, self.spans(text, language))

    def parts(self, text: str, language: str) -> Iterator[tuple[str, str]]:
        """Yield ``text`` with what is said for it, both at most :data:`LONGEST` characters."""
        for part in sentences(text):
            told = self.said(part, language)
            if len(told) <= LONGEST or len(part) <= 1:
                yield part, told
                continue
            for half in sentences(part, (len(part) + 1) // 2):
                yield from self.parts(half, language)

    def findings(self) -> tuple[Finding, ...]:
        """Return what of the lexicons cannot be used."""
        return tuple(found for one in self.lexicons for found in one.findings())
