"""Turn a document into its spoken script."""

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
    Inlines,
    List,
    MathBlock,
    Paragraph,
    Section,
    Table,
    ThematicBreak,
    inline_text,
)
from tasktide_export.document.metadata import UNDETERMINED
from tasktide_export.document.text import blocks_texts
from tasktide_export.narration.closing import close_script
from tasktide_export.narration.grid import size
from tasktide_export.narration.languages import code_language, english
from tasktide_export.narration.maths import formula_words
from tasktide_export.narration.notes import NotesInTurn
from tasktide_export.narration.numbering import spoken_number
from tasktide_export.narration.omissions import WORDLESS, Kind
from tasktide_export.narration.opening import open_script
from tasktide_export.narration.options import NarrationOptions
from tasktide_export.narration.phrases import phrases_for
from tasktide_export.narration.script import Pauses, Script
from tasktide_export.narration.tables import read_rows
from tasktide_export.narration.voicing import Voicing

_SHORT_LIST = 7
"""Items up to which nobody need be told that a list has ended: their number was said."""
_TOLD_BY_ITSELF = (BlockQuote, CodeBlock, Embed, MathBlock, Table)
"""Blocks that say what they are; a figure around them needs no word of its own."""


def narrate(
    document: Document, pauses: Pauses | None = None, *, options: NarrationOptions | None = None
) -> Script:
    """Return the script of ``document``.

    The first chapter is the document's title: who wrote it, that the voice is
    synthetic, the lead.  Then comes one chapter for each section, in reading
    order; the last one ends with the words that close the recording.  Where notes
    are read follows from ``options``; those that nobody calls come last.  What is
    not read is in the script's ``left_out`` and in its findings.
    """
    chosen = options or NarrationOptions()
    return _Narration(document, pauses or Pauses(), chosen).script()


class _Narration:
    def __init__(self, document: Document, pauses: Pauses, options: NarrationOptions) -> None:
        language = document.metadata.language
        self._document = document
        self._language = "" if language == UNDETERMINED else language
        self._pauses = pauses
        self._manner = options.manner
        self._out = Voicing(phrases_for(language), pauses, self._manner)
        self._notes = NotesInTurn(self._out, document.notes, self._language, self._blocks)

    def script(self) -> Script:
        out = self._out
        open_script(out, self._document, self._language)
        self._blocks(self._document.blocks, self._language)
        for section in self._document.sections:
            self._section(section, 1, self._language)
        self._notes.close()
        close_script(out, self._document, self._language)
        return Script(
            parts=tuple(out.parts), findings=tuple(out.findings), left_out=tuple(out.left_out)
        )

    def _section(self, section: Section, level: int, inherited: str) -> None:
        language = section.language or inherited
        before, after = self._pauses.around_heading(level)
        self._notes.section = section
        self._out.chapter(section.id, inline_text(section.title), level)
        self._out.pause(before)
        calls = self._out.read(section.id, section.title, language)
        self._out.pause(after)
        self._notes.call(calls, section.id)
        self._blocks(section.blocks, language)
        for child in section.sections:
            self._section(child, level + 1, language)

    # --- blocks --------------------------------------------------------------

    def _blocks(self, blocks: Blocks, language: str, *, figure: bool = False) -> None:
        for block in blocks:
            self._block(block, block.language or language, figure=figure)

    def _read(self, place: str, inlines: Inlines, language: str, *, figure: bool = False) -> None:
        calls = self._out.read(place, inlines, language, figure=figure)
        self._out.pause(self._pauses.paragraph)
        self._notes.call(calls, place)

    def _block(self, block: Block, language: str, *, figure: bool) -> None:
        match block:
            case Paragraph(children=children):
                self._read(block.id, children, language, figure=figure)
            case List():
                self._list(block, language)
            case BlockQuote():
                self._quote(block, language)
            case Figure():
                self._figure(block, language)
            case Table():
                self._table(block, language)
            case CodeBlock():
                self._code(block, language)
            case DefinitionList():
                self._definitions(block, language)
            case Aside():
                self._aside(block, language)
            case ThematicBreak():
                self._out.pause(self._pauses.scene)
            case MathBlock():
                self._formula(block, language)
            case Embed():
                self._embed(block, language)
            case _:
                assert_never(block)

    def _list(self, block: List, language: str) -> None:
        """Read a list; one item alone is no list to the ear."""
        out, length = self._out, len(block.items)
        if length > 1:
            out.announce(block.id, "list", items=out.phrases.counted("items", length))
        for number, item in enumerate(block.items, start=block.start):
            if block.ordered:
                out.say(block.id, spoken_number(number, block.numbering), language)
            self._blocks(item.blocks, language)
            out.settle(self._pauses.item)
        runs_on = any(len(item.blocks) > 1 for item in block.items)
        if length > _SHORT_LIST or (runs_on and length > 1):
            out.announce(block.id, "end_list")
        out.pause(self._pauses.paragraph)

    def _quote(self, block: BlockQuote, language: str) -> None:
        out = self._out
        out.announce(block.id, "quote")
        self._blocks(block.blocks, language)
        self._read(block.id, block.attribution, language)
        out.announce(block.id, "end_quote")
        out.pause(self._pauses.paragraph)

    def _code(self, block: CodeBlock, language: str) -> None:
        out = self._out
        if self._manner.code == "skip":
            lines = block.text.count("\n") + 1
            out.announce_count(block.id, "code_lines", lines)
            self._leave_out("code", block.id, (block.text,))
            return
        out.announce(block.id, "code")
        out.read_plain(block.id, block.text, code_language(block.text, language))
        out.announce(block.id, "end_code")
        out.pause(self._pauses.paragraph)

    def _definitions(self, block: DefinitionList, language: str) -> None:
        for item in block.items:
            for term in item.terms:
                self._read(block.id, term, language)
            for definition in item.definitions:
                self._blocks(definition, language)

    def _aside(self, block: Aside, language: str) -> None:
        out = self._out
        out.announce(block.id, block.role)
        if block.role == "pullquote" and self._manner.pullquotes == "skip":
            self._leave_out("pullquote", block.id, tuple(blocks_texts(block.blocks)))
            return
        self._blocks(block.blocks, language)
        out.announce(block.id, "end_aside")
        out.pause(self._pauses.paragraph)

    def _formula(self, block: MathBlock, language: str) -> None:
        out, said = self._out, formula_words(block)
        wordless = not (block.alternative.strip() or said)
        if wordless or self._manner.formulas == "skip":
            out.say(block.id, out.phrases["formula"], out.phrases.language)
            message = WORDLESS if wordless else ""
            self._leave_out("formula", block.id, (block.alternative,), message=message)
            return
        out.announce(block.id, "formula")
        own = english(language) if said else language
        out.read_plain(block.id, block.alternative, own, said)
        out.pause(self._pauses.paragraph)

    def _leave_out(
        self, kind: Kind, place: str, texts: tuple[str, ...], *, message: str = ""
    ) -> None:
        """Say that what was just named is not read."""
        self._out.remark(place, "not_read")
        self._out.leave_out(kind, place, texts, message=message)
        self._out.pause(self._pauses.paragraph)

    def _figure(self, block: Figure, language: str) -> None:
        """Read a figure; notes that are called inside wait for its end."""
        out, held = self._out, self._notes.hold()
        inside = block.blocks
        own_words = bool(inside) and all(isinstance(one, _TOLD_BY_ITSELF) for one in inside)
        if not own_words:
            out.announce(block.id, "figure")
        self._blocks(block.blocks, language, figure=True)
        captioned = bool(inline_text(block.caption).strip())
        if captioned and (own_words or any(blocks_texts(block.blocks))):
            out.remark(block.id, "caption")
        self._read(block.id, block.caption, language)
        if block.description:
            self._describe(block, language)
        if (captioned or block.description) and not own_words:
            out.announce(block.id, "end_figure")
            out.pause(self._pauses.paragraph)
        self._notes.release(held)

    def _describe(self, block: Figure, language: str) -> None:
        self._out.announce(block.id, "description")
        if self._manner.descriptions == "skip":
            texts = tuple(blocks_texts(block.description))
            self._leave_out("description", block.id, texts)
        else:
            self._blocks(block.description, language)

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
        message = f"the {block.kind} itself is not in the recording; its title is read"
        out.leave_out("embed", block.id, message=message, shown=block.title)

    def _table(self, block: Table, language: str) -> None:
        out, (width, height) = self._out, size(block)
        held = self._notes.hold()
        columns = out.phrases.counted("columns", width)
        out.announce(block.id, "table", columns=columns, rows=out.phrases.counted("rows", height))
        self._read(block.id, block.caption, language)
        read_rows(out, block, language, self._blocks)
        out.announce(block.id, "end_table")
        out.pause(self._pauses.paragraph)
        self._notes.release(held)
