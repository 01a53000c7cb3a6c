"""Turn a document into its spoken script."""

from itertools import groupby
from typing import assert_never

from tasktide_export.document import (
    Aside,
    Block,
    BlockQuote,
    Blocks,
    CodeBlock,
    DefinitionList,
    Document,
    Embed,
    Figure,
    Finding,
    Inlines,
    List,
    ListItem,
    MathBlock,
    Note,
    Paragraph,
    Section,
    Severity,
    Table,
    ThematicBreak,
    excerpt,
    inline_text,
)
from tasktide_export.document.metadata import UNDETERMINED
from tasktide_export.document.walk import note_numbers
from tasktide_export.narration.grid import Label, is_empty, lines, size
from tasktide_export.narration.languages import code_language, english
from tasktide_export.narration.maths import formula_words
from tasktide_export.narration.numbering import spoken_number
from tasktide_export.narration.opening import open_script
from tasktide_export.narration.phrases import phrases_for
from tasktide_export.narration.reading import Reading
from tasktide_export.narration.script import Pauses, Script
from tasktide_export.narration.voicing import Voicing

_READING = Reading()
_SHORT_LIST = 7
"""Items up to which nobody need be told that a list has ended."""


def narrate(
    document: Document, pauses: Pauses | None = None, *, reading: Reading = _READING
) -> Script:
    """Return the script of ``document``.

    The first chapter is the document's title: who wrote it, that the voice is
    synthetic, the lead.  Then comes one chapter for each section, in reading
    order.  A note is read after the block that calls it first; notes that nobody
    calls close the last chapter.  What is not read is in the findings.  ``reading``
    says how words are read that a voice would get wrong.
    """
    return _Narration(document, pauses or Pauses(), reading).script()


class _Narration:
    def __init__(self, document: Document, pauses: Pauses, reading: Reading) -> None:
        language = document.metadata.language
        self._document = document
        self._language = "" if language == UNDETERMINED else language
        self._pauses = pauses
        self._out = Voicing(phrases_for(language), pauses, reading)
        self._notes = {note.id: note for note in document.notes}
        self._numbers = note_numbers(document.notes)
        self._unread = dict.fromkeys(self._notes)
        self._held: list[str] | None = None

    def script(self) -> Script:
        open_script(self._out, self._document, self._language)
        self._blocks(self._document.blocks, self._language)
        for section in self._document.sections:
            self._section(section, 1, self._language)
        self._remaining_notes()
        self._out.pause(self._pauses.tail)
        return Script(parts=tuple(self._out.parts), findings=tuple(self._out.findings))

    def _section(self, section: Section, level: int, inherited: str) -> None:
        language = section.language or inherited
        self._out.chapter(section.id, inline_text(section.title), level)
        self._out.pause(self._pauses.before_heading)
        calls = self._out.read(section.id, section.title, language)
        self._out.pause(self._pauses.after_heading)
        self._call(calls)
        self._blocks(section.blocks, language)
        for child in section.sections:
            self._section(child, level + 1, language)

    # --- notes ---------------------------------------------------------------

    def _call(self, calls: tuple[str, ...]) -> None:
        if self._held is not None:
            self._held.extend(calls)
            return
        for name in calls:
            if name in self._unread:
                del self._unread[name]
                self._note(self._notes[name])

    def _note(self, note: Note) -> None:
        out, outer = self._out, self._out.note
        out.note = note.id
        out.announce(note.id, "footnote", number=self._numbers[note.id])
        self._blocks(note.blocks, self._language)
        out.announce(note.id, "end_footnote")
        out.note = outer
        out.pause(self._pauses.paragraph)

    def _remaining_notes(self) -> None:
        if self._unread:
            self._out.pause(self._pauses.before_heading)
            self._out.announce(next(iter(self._unread)), "further_notes")
            self._call(tuple(self._unread))

    # --- blocks --------------------------------------------------------------

    def _blocks(self, blocks: Blocks, language: str, *, figure: bool = False) -> None:
        for block in blocks:
            self._block(block, block.language or language, figure=figure)

    def _read(self, place: str, inlines: Inlines, language: str, *, figure: bool = False) -> None:
        calls = self._out.read(place, inlines, language, figure=figure)
        self._out.pause(self._pauses.paragraph)
        self._call(calls)

    def _block(self, block: Block, language: str, *, figure: bool) -> None:
        out, place = self._out, block.id
        match block:
            case Paragraph(children=children):
                self._read(place, children, language, figure=figure)
            case List():
                self._list(block, language)
            case BlockQuote(blocks=blocks, attribution=attribution):
                out.announce(place, "quote")
                self._blocks(blocks, language)
                self._read(place, attribution, language)
                out.announce(place, "end_quote")
                out.pause(self._pauses.paragraph)
            case Figure():
                self._figure(block, language)
            case Table():
                self._table(block, language)
            case CodeBlock(text=text):
                out.announce(place, "code")
                out.read_plain(place, text, code_language(text, language), fixed=True)
                out.announce(place, "end_code")
                out.pause(self._pauses.paragraph)
            case DefinitionList():
                self._definitions(block, language)
            case Aside(blocks=blocks, role=role):
                out.announce(place, role)
                self._blocks(blocks, language)
                out.announce(place, "end_aside")
                out.pause(self._pauses.paragraph)
            case ThematicBreak():
                out.pause(self._pauses.scene)
            case MathBlock(alternative=alternative):
                said = formula_words(block)
                if alternative.strip() or said:
                    out.announce(place, "formula")
                    own = english(language) if said else language
                    out.read_plain(place, alternative, own, said)
                out.pause(self._pauses.paragraph)
            case Embed():
                self._embed(block, language)
            case _:
                assert_never(block)

    def _list(self, block: List, language: str) -> None:
        out, length = self._out, len(block.items)
        if length:
            out.announce(block.id, "list", items=out.phrases.counted("items", length))
        for number, item in enumerate(block.items, start=block.start):
            if block.ordered:
                out.say(block.id, spoken_number(number, block.numbering), language)
            self._blocks(item.blocks, language)
            out.settle(self._pauses.item)
        if length > _SHORT_LIST or any(_is_nested(item) for item in block.items):
            out.announce(block.id, "end_list")
        out.pause(self._pauses.paragraph)

    def _definitions(self, block: DefinitionList, language: str) -> None:
        for item in block.items:
            for term in item.terms:
                self._read(block.id, term, language)
            for definition in item.definitions:
                self._blocks(definition, language)

    def _figure(self, block: Figure, language: str) -> None:
        """Read a figure; notes that are called inside wait for its end."""
        out = self._out
        out.announce(block.id, "figure")
        outer = self._hold()
        self._blocks(block.blocks, language, figure=True)
        captioned = bool(inline_text(block.caption).strip())
        if captioned:
            out.remark(block.id, "caption")
        self._read(block.id, block.caption, language)
        if block.description:
            out.announce(block.id, "description")
            self._blocks(block.description, language)
        if captioned or block.description:
            out.announce(block.id, "end_figure")
            out.pause(self._pauses.paragraph)
        self._release(outer)

    def _embed(self, block: Embed, language: str) -> None:
        out = self._out
        out.announce(block.id, block.kind)
        out.read_plain(block.id, block.title, language)
        out.pause(self._pauses.paragraph)
        if block.transcript:
            out.announce(block.id, "transcript")
            self._blocks(block.transcript, language)
            out.announce(block.id, "end_aside")
            out.pause(self._pauses.paragraph)
        out.findings.append(
            Finding(
                rule="narration-embed",
                severity=Severity.INFO,
                message=f"the {block.kind} itself is not in the recording; its title is read",
                place=block.id,
                excerpt=excerpt(block.title),
            )
        )

    # --- tables --------------------------------------------------------------

    def _table(self, block: Table, language: str) -> None:
        out, (width, height) = self._out, size(block)
        outer = self._hold()
        self._read(block.id, block.caption, language)
        columns = out.phrases.counted("columns", width)
        out.announce(block.id, "table", columns=columns, rows=out.phrases.counted("rows", height))
        self._rows(block, language)
        out.announce(block.id, "end_table")
        out.pause(self._pauses.paragraph)
        self._release(outer)

    def _rows(self, block: Table, language: str) -> None:
        """Read the head once as a list of columns, then each value after its headers."""
        out, number, in_head = self._out, 0, False
        for line in lines(block):
            if line.heads and not in_head:
                out.announce(block.id, "heads")
            number += not line.in_head
            if not line.named:
                out.announce(block.id, "row", number=number)
            self._labels(block, line.labels, ",", language)
            for cell, labels in line.cells:
                self._labels(block, labels, ":", language)
                if not is_empty(cell):
                    self._blocks(cell.blocks, language)
                elif not (line.heads or cell.header):
                    out.announce(block.id, "empty")
                out.settle(self._pauses.item)
            in_head = line.heads
            out.pause(self._pauses.paragraph)

    def _labels(self, block: Table, labels: tuple[Label, ...], mark: str, language: str) -> None:
        """Say headers again, those in one language in one go."""
        for own, several in groupby(labels, key=lambda label: label.language or language):
            words = ", ".join(label.text for label in several)
            self._out.say(block.id, f"{words}{mark}", own)

    def _hold(self) -> list[str] | None:
        outer = self._held
        if outer is None:
            self._held = []
        return outer

    def _release(self, outer: list[str] | None) -> None:
        if outer is None:
            calls, self._held = tuple(self._held or ()), None
            self._call(calls)


def _is_nested(item: ListItem) -> bool:
    return any(isinstance(block, List) for block in item.blocks)
