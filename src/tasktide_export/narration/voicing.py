"""The script as it grows: numbering of pieces, ids, pauses, shortening."""

from collections import Counter

from tasktide_export.document import Finding, Image, Inlines, Math, Severity, excerpt
from tasktide_export.document.nodes import DECORATIVE
from tasktide_export.document.walk import inlines as every_inline
from tasktide_export.narration.fragments import Breath, Call, Gap, Remark, Words, fragments
from tasktide_export.narration.maths import formula_words
from tasktide_export.narration.omissions import WORDLESS, Kind, LeftOut, omission
from tasktide_export.narration.options import Manner
from tasktide_export.narration.phrases import Phrases
from tasktide_export.narration.script import Chapter, Part, Pause, Pauses, Utterance
from tasktide_export.narration.split import sentence_parts, sentences, stretches

_ENDS = (".", "!", "?", "。", "！", "？", "…", "؟", "।")  # noqa: RUF001 - marks of several scripts
_CLOSING = "\"'”’»)]」』"  # noqa: RUF001


class Voicing:
    """A script in the making.  ``note`` is the id of the note that is being read."""

    def __init__(self, phrases: Phrases, pauses: Pauses, manner: Manner) -> None:
        self.phrases = phrases
        self.pauses = pauses
        self.manner = manner
        self.parts: list[Part] = []
        self.findings: list[Finding] = []
        self.left_out: list[LeftOut] = []
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
        """Say one of our phrases, if it is said at all, in the midst of others' words."""
        if phrase not in self.manner.unsaid:
            words = self.phrases[phrase]
            self.say(place, words.format(**values) if values else words, self.phrases.language)

    def announce_count(self, place: str, phrase: str, number: int) -> None:
        """Say a phrase that counts ``number`` things, and pause."""
        self.say(place, self.phrases.counted(phrase, number), self.phrases.language)
        self.pause(self.pauses.item)

    def leave_out(
        self,
        kind: Kind,
        place: str,
        texts: tuple[str, ...] = (),
        *,
        message: str = "",
        shown: str = "",
    ) -> None:
        """Record that something is not read; ``message`` and ``shown`` are the finding's."""
        left = LeftOut(kind, place, tuple(piece for piece in texts if piece.strip()))
        self.left_out.append(left)
        self.findings.append(omission(left, message, shown))

    def say(self, place: str, words: str, language: str) -> None:
        """Say words that are ours, not the document's at this place."""
        for part in sentences(words):
            self._announced[place] += 1
            name = f"{place}.a{self._announced[place]}"
            self._add(Utterance(name, part, language, "announcement", note=self.note))

    def read(
        self, place: str, inlines: Inlines, language: str, *, figure: bool = False
    ) -> tuple[str, ...]:
        """Read a piece of the document's text; return the notes that it calls."""
        found = fragments(inlines, language, figure=figure, formula=self._formula())
        self._leave_out_formulas(place, inlines)
        calls = tuple(one.note for one in found if isinstance(one, Call))
        for gap in (one for one in found if isinstance(one, Gap)):
            self._leave_out_image(gap.image, place)
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

    def read_plain(self, place: str, text: str, language: str, said: str = "") -> None:
        """Read a piece of the document's text that has no inlines, or ``said`` for it."""
        if text.strip() or said:
            self._pieces += 1
            self._tell(place, Words.of(text, language, said))

    def _formula(self) -> tuple[str, str] | None:
        """Return what is said in place of formulas in a line, and its language."""
        if self.manner.formulas == "skip":
            return self.phrases["inline_formula"], self.phrases.language
        return None

    def _leave_out_formulas(self, place: str, inlines: Inlines) -> None:
        for one in every_inline(inlines):
            if not isinstance(one, Math):
                continue
            if self.manner.formulas == "skip":
                self.leave_out("formula", place, shown=one.alternative)
            elif not (one.alternative.strip() or formula_words(one)):
                self.leave_out("formula", place, message=WORDLESS)

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
            for text, said in sentence_parts(words.parts, language):
                self._tell_otherwise(place, text, language, said)
            return
        for stretch in stretches(words.text, language):
            self._utter(place, stretch.text, language, stretch.substitute)
            if stretch.dropped:
                self.remark(place, "shortened", count=stretch.dropped)
                self._shortened(place, stretch.text)

    def _tell_otherwise(self, place: str, text: str, language: str, said: str) -> None:
        first, *more = sentences(said)
        if text.strip():
            self._utter(place, text, language, "" if first == text else first)
        else:
            more = [first, *more]
        for words in more:
            self.say(place, words, language)

    def _shortened(self, place: str, text: str) -> None:
        message = f"a run of {len(text)} characters is read in short"
        self.leave_out("run", place, message=message, shown=text)

    def _leave_out_image(self, image: Image, place: str) -> None:
        shown = image.title or image.address or image.asset
        if image.alternative is not DECORATIVE:
            self.leave_out("image", place, shown=shown)
            return
        self.findings.append(
            Finding(
                rule="narration-decorative-image",
                severity=Severity.INFO,
                message="a decorative image is not read",
                place=place,
                excerpt=excerpt(shown),
            )
        )
