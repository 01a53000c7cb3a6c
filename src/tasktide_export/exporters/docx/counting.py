"""The counting of figures and tables: which number each caption has."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tasktide_export.document import Block, Document, Figure, Table, inline_text
from tasktide_export.document.walk import blocks, sections
from tasktide_export.phrases import Phrase, phrase

Kind: TypeAlias = Literal["Figure", "Table"]
"""The name of a counter.  Word's lists of figures and of tables ask for it."""

KINDS: tuple[Kind, ...] = ("Figure", "Table")
_LABELS: Mapping[Kind, str] = {
    "Figure": "figures?|figs?|figura|figur|figuur|figure|abbildung|abb|afbeelding|afb|"
    "obrázek|obr|ábra|rysunek|rys|kuvio|kuva|şekil|рисунок|рис|мал|σχήμα|شكل|איור|図|图|圖|그림",
    "Table": "tables?|tabl?|tbl|tabelle|tabell?|tabla|tabela|tabella|tabelul|tableau|tabulka|"
    "taulukko|tablo|táblázat|таблица|таблиця|табл|πίνακας|جدول|טבלה|表格|表|표",
}
_NUMBER = r"[0-9]{1,5})(?!\w|[.,:–-][0-9])"  # noqa: RUF001 - dashes of ranges
WRITTEN: Mapping[Kind, re.Pattern[str]] = {
    kind: re.compile(
        rf"\s*(?:(?:{labels})\.?\s*(?P<number>{_NUMBER}|(?P<first>{_NUMBER}\.\s*(?:{labels})\b)",
        re.IGNORECASE,
    )
    for kind, labels in _LABELS.items()
}
"""What the author's own number looks like: ``number`` after the label, ``first`` before it."""
_LABELLED = re.compile(rf"\s*(?:{'|'.join(_LABELS.values())})\.?\s*\S{{0,3}}[0-9]", re.IGNORECASE)
"""A label with a number of another sort: "Figure 2.1", "Table A3"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A caption of the body and its place in the counting.

    ``number`` counts within ``kind`` (0: it is not counted); ``jumps`` says that it does
    not follow from the last one.  Where the author did not write it, ``label`` is what is
    put before the words.  ``order`` counts all captions from 1.
    """

    block: Figure | Table
    kind: Kind
    number: int
    jumps: bool
    label: Phrase | None
    order: int

    @property
    def text(self) -> str:
        """What a list of figures shows: the label and the words in one line."""
        words = " ".join(inline_text(self.block.caption).split())
        return f"{self.label.text}. {words}" if self.label else words


def count_captions(document: Document, *, numbered: bool) -> Mapping[str, Caption]:
    """Return the captions of the body by the ids of their blocks, in reading order.

    Those in notes do not count: Word counts a note's apart from the body's.
    """
    counted: Counter[str] = Counter()
    found: dict[str, Caption] = {}
    for block in _captioned(document):
        words = inline_text(block.caption)
        kind, number = _written(words, "Table" if isinstance(block, Table) else "Figure")
        label = None
        if not number and numbered and not _LABELLED.match(words):
            number = counted[kind] + 1
            label = _label(kind, number, document, block)
        found[block.id] = Caption(
            block=block,
            kind=kind,
            number=number,
            jumps=bool(number) and number != counted[kind] + 1,
            label=label,
            order=len(found) + 1,
        )
        counted[kind] = number or counted[kind]
    return found


def _captioned(document: Document) -> Iterator[Figure | Table]:
    bodies = (document.blocks, *(section.blocks for section in sections(document.sections)))
    for body in bodies:
        for block in blocks(body):
            if (
                isinstance(block, Figure | Table)
                and block.id
                and inline_text(block.caption).strip()
            ):
                yield block


def _written(words: str, natural: Kind) -> tuple[Kind, int]:
    """Return the counter that a caption belongs to, and the number that the author gave, or 0."""
    for kind in KINDS:
        if match := WRITTEN[kind].match(words):
            return kind, int(match["number"] or match["first"])
    return natural, 0


def _label(kind: Kind, number: int, document: Document, block: Block) -> Phrase:
    language = block.language or document.metadata.language
    words = phrase("figure_number" if kind == "Figure" else "table_number", language)
    return Phrase(words.text.replace("{n}", str(number)), words.language)
