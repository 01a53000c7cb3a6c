"""What is read back from a finished artifact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or a line of a table of contents: ``level`` counts from 1."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a sound file: ``start`` and ``end`` are seconds."""

    title: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: its id, its plain text, and when it is shown, in seconds."""

    id: str
    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Readback:
    """What a reader of an artifact meets, in the terms of the document model.

    ``headings`` are those that stand in the text; ``contents`` the lines of the
    artifact's own navigation (nav, bookmarks, chapters, rows of the contents);
    ``printed`` the table of contents on a page where that is a second one (PDF),
    else ``None``.  ``body_texts`` and ``note_texts`` are pieces of text in reading
    order, front matter and generated words left out; U+FFFC stands for a formula
    in a format that gives formulas no alternative text (DOCX).
    ``alternatives`` has one entry for each image that is not decoration,
    ``None`` where its text is missing; ``formulas`` likewise.
    ``bare_tables`` are the first words of tables of two rows and two columns
    or more that have no header cell; ``dangling`` the targets of links inside
    the artifact that lead nowhere; ``faults`` what else is broken, in words.
    ``claims`` are the accessibility claims, each ``property: value``.
    ``borne_out`` are accessibility features that its contents show to be there, of
    those that seldom are (EPUB, HTML).  ``duration`` is seconds, 0 for what is not sound.
    ``cues`` are captions; ``abridged`` ones do not claim to tell everything.
    """

    format: str
    title: str = ""
    language: str = ""
    headings: tuple[Heading, ...] = ()
    contents: tuple[Heading, ...] = ()
    printed: tuple[Heading, ...] | None = None
    body_texts: tuple[str, ...] = ()
    note_texts: tuple[str, ...] = ()
    alternatives: tuple[str | None, ...] = ()
    formulas: tuple[str | None, ...] = ()
    bare_tables: tuple[str, ...] = ()
    dangling: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    borne_out: frozenset[str] = frozenset()
    chapters: tuple[Chapter, ...] = ()
    duration: float = 0.0
    cues: tuple[Cue, ...] = ()
    abridged: bool = False
