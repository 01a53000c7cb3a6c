"""When notes are read: after the block that calls them, at the end, or not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from tasktide_export.document import Blocks, Note, Section, inline_text
from tasktide_export.document.text import blocks_texts
from tasktide_export.document.walk import note_numbers
from tasktide_export.narration.voicing import Voicing

ReadBlocks: TypeAlias = Callable[[Blocks, str], None]
"""Reads blocks in a language."""


@dataclass(frozen=True, slots=True)
class _Call:
    """A note is called at a place, in a section."""

    note: str
    place: str
    section: Section | None


class NotesInTurn:
    """The notes of a document, each read once.

    ``section`` is where the reading has come to.  While calls are held, no note
    interrupts: the notes of a table or a figure follow it.
    """

    def __init__(
        self, out: Voicing, notes: tuple[Note, ...], language: str, read: ReadBlocks
    ) -> None:
        self.section: Section | None = None
        self._out = out
        self._language = language
        self._read = read
        self._notes = {note.id: note for note in notes}
        self._numbers = note_numbers(notes)
        self._unread = dict.fromkeys(self._notes)
        self._held: list[_Call] | None = None
        self._waiting: list[_Call] = []

    def call(self, names: tuple[str, ...], place: str) -> None:
        """Take the calls of notes at ``place``; each is followed when its turn comes."""
        calls = [_Call(name, place, self.section) for name in names]
        if self._held is None:
            self._follow(calls)
        else:
            self._held += calls

    def hold(self) -> bool:
        """Hold calls from now on; return whether somebody else does already."""
        held = self._held is not None
        if not held:
            self._held = []
        return held

    def release(self, held: bool) -> None:  # noqa: FBT001 - what hold has returned
        """Follow the calls that were held, unless somebody else holds them still."""
        if not held:
            calls, self._held = self._held or [], None
            self._follow(calls)

    def close(self) -> None:
        """Read what waits for the end, then what nobody has called."""
        match self._out.manner.notes:
            case "skip":
                self._close_skipped()
            case "end":
                self._read_waiting()
                self._read_remaining()
            case _:
                self._read_remaining()

    def _follow(self, calls: list[_Call]) -> None:
        for one in calls:
            if one.note not in self._unread:
                continue
            match self._out.manner.notes:
                case "skip":
                    self._point(one)
                    self._skip(one.note)
                case "end":
                    self._point(one)
                    del self._unread[one.note]
                    self._waiting.append(one)
                case _:
                    self._read_note(one.note)

    def _point(self, call: _Call) -> None:
        """Say that there is a note here, whose text does not follow."""
        if self._out.manner.note_calls:
            self._out.remark(call.place, "footnote", number=self._numbers[call.note])
            if self._out.manner.notes == "skip":
                self._out.remark(call.place, "not_read")
            self._out.pause(self._out.pauses.paragraph)

    def _skip(self, name: str) -> None:
        self._unread.pop(name)
        self._out.leave_out("note", name, tuple(blocks_texts(self._notes[name].blocks)))

    def _read_note(self, name: str) -> None:
        self._unread.pop(name, None)
        out, outer, note = self._out, self._out.note, self._notes[name]
        out.note = note.id
        out.announce(note.id, "footnote", number=self._numbers[note.id])
        self._read(note.blocks, self._language)
        if out.manner.notes == "after":
            out.announce(note.id, "end_footnote")
        out.note = outer
        out.pause(out.pauses.paragraph)

    def _read_waiting(self) -> None:
        """Read the notes that wait, section by section; those that they call come last."""
        if not self._waiting:
            return
        told: Section | None = None
        self._open(self._waiting[0].note, "notes")
        while self._waiting:
            call = self._waiting.pop(0)
            if call.section is not told and call.section:
                self._name_section(call.note, call.section)
            told = self.section = call.section
            self._read_note(call.note)

    def _name_section(self, place: str, section: Section) -> None:
        out = self._out
        out.remark(place, "from_section")
        out.say(place, inline_text(section.title), section.language or self._language)
        out.pause(out.pauses.paragraph)

    def _read_remaining(self) -> None:
        if self._unread:
            self._open(next(iter(self._unread)), "further_notes")
        while self._unread:
            self._read_note(next(iter(self._unread)))
            self._follow_waiting()

    def _follow_waiting(self) -> None:
        while self._waiting:
            self._read_note(self._waiting.pop(0).note)

    def _close_skipped(self) -> None:
        for name in tuple(self._unread):
            self._skip(name)
        if self._notes and not self._out.manner.omissions:
            first = next(iter(self._notes))
            self._open(first, "notes")
            self._out.announce(first, "not_read")

    def _open(self, place: str, phrase: str) -> None:
        self._out.pause(self._out.pauses.before_heading)
        self._out.announce(place, phrase)
