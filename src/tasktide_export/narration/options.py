"""What a spoken edition reads and announces: two profiles, and options that overrule them."""

from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, get_args, get_type_hints

from tasktide_export.errors import UsageError

Profile: TypeAlias = Literal["simple", "detailed"]
Reading: TypeAlias = Literal["", "read", "skip"]
NoteReading: TypeAlias = Literal["", "after", "end", "skip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a document is told: what a profile means.

    ``code``, ``formulas``, ``pullquotes`` and ``descriptions`` (the long ones of
    figures) are read, or named and left out.  ``notes`` are read after the block that
    calls them, at the end of the recording, or not.  ``long_tables`` is the number of
    cells up to which a table is read whole; 0 reads every table whole.  ``unsaid`` are
    the phrases that the ear can do without.  ``note_calls`` tells where a note is called
    whose text does not follow at once, ``credits`` who published the text,
    ``omissions`` at the end what was left out.
    """

    code: Reading
    formulas: Reading
    notes: NoteReading
    pullquotes: Reading
    descriptions: Reading
    long_tables: int
    unsaid: frozenset[str]
    note_calls: bool
    credits: bool
    omissions: bool


PROFILES: dict[Profile, Manner] = {
    "detailed": Manner(
        code="read",
        formulas="read",
        notes="after",
        pullquotes="read",
        descriptions="read",
        long_tables=0,
        unsaid=frozenset(),
        note_calls=True,
        credits=True,
        omissions=True,
    ),
    "simple": Manner(
        code="skip",
        formulas="read",
        notes="end",
        pullquotes="skip",
        descriptions="read",
        long_tables=40,
        unsaid=frozenset(
            {"caption", "end_aside", "end_code", "end_figure", "end_list", "end_table", "formula"}
        ),
        note_calls=False,
        credits=False,
        omissions=False,
    ),
}
"""What each profile means.

``detailed`` announces all structure and reads every word.  ``simple`` is for listening
in one go: it keeps the words without which a passage would be misunderstood, and names
what it leaves out where that stands.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrationOptions:
    """What is read and announced.

    ``profile`` sets everything; an option that is not empty (``long_tables``: not
    ``None``) wins over it.  The values are those of :class:`Manner`.  The profile is
    ``detailed`` unless another is chosen: an edition that nobody asked to be shorter
    has every word that the others have.

    Raises :class:`~tasktide_export.errors.UsageError` for a value that is not one.
    """

    profile: Profile = "detailed"
    code: Reading = ""
    formulas: Reading = ""
    notes: NoteReading = ""
    pullquotes: Reading = ""
    descriptions: Reading = ""
    long_tables: int | None = None

    def __post_init__(self) -> None:
        for name, hint in get_type_hints(type(self)).items():
            value, known = getattr(self, name), get_args(hint)
            if name != "long_tables" and value not in known:
                raise UsageError(
                    f"{name} is {value!r}",
                    where="spoken edition",
                    hint=f"it is one of {', '.join(filter(None, known))}",
                )
        if self.long_tables is not None and self.long_tables < 0:
            raise UsageError(
                f"{self.long_tables} is no number of cells",
                where="long-tables",
                hint="0 reads every table whole",
            )

    @property
    def manner(self) -> Manner:
        """The profile's manner with the options that were given."""
        given: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("code", "formulas", "notes", "pullquotes", "descriptions")
            if getattr(self, name)
        }
        if self.long_tables is not None:
            given["long_tables"] = self.long_tables
        return replace(PROFILES[self.profile], **given)
