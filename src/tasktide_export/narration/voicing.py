"""The script as it grows: numbering of pieces, ids, pauses, shortening."""

from collections import Counter
from collections.abc import Iterator

from tasktide_export.document import Finding, Image, Inlines, Severity, excerpt
from tasktide_export.document.nodes import DECORATIVE
from tasktide_export.narration.fragments import Breath, Call, Gap, Remark, Words, fragments
from tasktide_export.narration.phrases import Phrases
from tasktide_export.narration.reading import Reading
from tasktide_export.narration.script import Chapter, Part, Pause, Pauses, Utterance
from tasktide_export.narration.split import Piece, runs, sentence_parts, sentences, stretches

_ENDS = (".", "!", "?", "。", "！", "？", "…", "؟", "।")  # noqa: RUF001 - marks of several scripts
_CLOSING = "\"'”’»)]」』"  # noqa: RUF001


class Voicing:
    """A script in the making.  ``note`` is the id of the note that is being read."""

    def __init__(self, phrases: Phrases, pauses: Pauses, reading: Reading) -> None:
        self.phrases = phrases
        self.pauses = pauses
        self.reading = reading
        self.parts: list[Part] = []
        self.findings: list[Finding] = list(reading.findings())
        self.note = ""
        self._pieces = 0
        self._told: Counter[str] = Counter()
        self._announced: Counter[str] = Counter()

    def chapter(self, name: str, title: str, level: int) -> None:
        """Open a chapter."""
        self.parts.append(Chapter(name, title, level))

    def pause(self, seconds: float) -> None:
        """Be silent; of two pauses in a row the longer one counts."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Pause):
            self.parts[-1] = Pause(max(last.seconds, seconds))
        elif seconds > 0:
            self.parts.append(Pause(seconds))

    def settle(self, seconds: float) -> None:
        """Make the last silence, if there was one, that of ``seconds``."""
        if self.parts and isinstance(self.parts[-1], Pause):
            self.parts.pop()
        self.pause(seconds)

    def announce(self, place: str, phrase: str, **values: object) -> None:
        """Say one of our phrases about the block ``place``, and pause."""
        self.remark(place, phrase, **values)
        self.pause(self.pauses.item)

    def remark(self, place: str, phrase: str, **values: object) -> None:
        """Say one of our phrases in the midst of others' words."""
        words = self.phrases[phrase]
        for part in sentences(words.format(**values) if values else words):
            self._announce(place, part, self.phrases.language)

    def say(self, place: str, words: str, language: str) -> None:
        """Say words that are not the document's at this place: a title, a label, a number."""
        for part, told in self.reading.parts(words, language):
            self._announce(place, part, language, "" if told == part else told)

    def _announce(self, place: str, words: str, language: str, substitute: str = "") -> None:
        self._announced[place] += 1
        name = f"{place}.a{self._announced[place]}"
        self._add(
            Utterance(name, words, language, "announcement", substitute=substitute, note=self.note)
        )

    def read(
        self, place: str, inlines: Inlines, language: str, *, figure: bool = False
    ) -> tuple[str, ...]:
        """Read a piece of the document's text; return the notes that it calls."""
        found = fragments(inlines, language, figure=figure)
        calls = tuple(one.note for one in found if isinstance(one, Call))
        for gap in (one for one in found if isinstance(one, Gap)):
            self._leave_out(gap.image, place)
        if any(isinstance(one, Words) and one.spoken.strip() for one in found):
            self._pieces += 1
            for one in found:
                match one:
                    case Words():
                        self._tell(place, one)
                    case Remark(phrase=phrase):
                        self.remark(place, phrase)
                    case Breath():
                        self.pause(self.pauses.quote)
                    case _:
                        pass
        return calls

    def read_plain(
        self, place: str, text: str, language: str, said: str = "", *, fixed: bool = False
    ) -> None:
        """Read a piece of the document's text that has no inlines, or ``said`` for it.

        What is ``fixed`` (code) is read as it stands.
        """
        if text.strip() or said:
            self._pieces += 1
            self._tell(place, Words.of(text, language, said, fixed=fixed))

    def _add(self, utterance: Utterance) -> None:
        """Append an utterance, a breath after the one before it."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Utterance):
            ended = last.text.rstrip().rstrip(_CLOSING).endswith(_ENDS)
            self.pause(self.pauses.sentence if ended else self.pauses.join)
        self.parts.append(utterance)

    def _utter(self, place: str, text: str, language: str, substitute: str) -> None:
        self._told[place] += 1
        self._add(
            Utterance(
                f"{place}.s{self._told[place]}",
                text,
                language,
                substitute=substitute,
                piece=self._pieces,
                note=self.note,
            )
        )

    def _tell(self, place: str, words: Words) -> None:
        """Say words sentence by sentence."""
        language = words.language
        if not words.is_plain:
            pieces = [one for piece in words.parts for one in self._pieces_of(piece, language)]
            for text, said in sentence_parts(pieces, language):
                self._tell_otherwise(place, text, language, said)
            return
        kept = (*words.fixed, *runs(words.text))
        spans = self.reading.spans(words.text, language, kept)
        for stretch in stretches(words.text, language, spans):
            told = stretch.substitute
            told = self.reading.said(told, language) if stretch.host else told
            self._utter(place, stretch.text, language, told)
            if stretch.dropped:
                self.remark(place, "shortened", count=stretch.dropped)
                self._shortened(place, stretch.text)

    def _pieces_of(self, piece: Piece, language: str) -> Iterator[Piece]:
        """Yield a piece in smaller ones, each with what is said for it."""
        if piece.fixed or not piece.is_plain:
            yield piece
            return
        done = 0
        for span in self.reading.spans(piece.text, language):
            before = piece.text[done : span.start]
            yield from (Piece(before, before), Piece(piece.text[span.start : span.end], span.words))
            done = span.end
        yield Piece(piece.text[done:], piece.text[done:])

    def _tell_otherwise(self, place: str, text: str, language: str, said: str) -> None:
        first, *more = sentences(said)
        if text.strip():
            self._utter(place, text, language, "" if first == text else first)
        else:
            more = [first, *more]
        for words in more:
            self.say(place, words, language)

    def _shortened(self, place: str, text: str) -> None:
        self.findings.append(
            Finding(
                rule="narration-shortened",
                severity=Severity.INFO,
                message=f"a run of {len(text)} characters is read in short",
                place=place,
                excerpt=excerpt(text),
                advice="say in words what the run shows",
            )
        )

    def _leave_out(self, image: Image, place: str) -> None:
        decorative = image.alternative is DECORATIVE
        self.findings.append(
            Finding(
                rule="narration-decorative-image" if decorative else "narration-image-without-text",
                severity=Severity.INFO if decorative else Severity.WARNING,
                message="a decorative image is not read"
                if decorative
                else "an image has no alternative text and is not read",
                place=place,
                excerpt=excerpt(image.title or image.address or image.asset),
                advice="" if decorative else "write an alternative text",
                clause="" if decorative else "WCAG 2.2, 1.1.1",
            )
        )
