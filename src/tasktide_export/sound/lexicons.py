"""The lexicons that an edition is read by: those of the edition, then the publisher's."""

from collections.abc import Sequence
from pathlib import Path

from tasktide_export.narration import Diction, Lexicon, load_lexicon, parse_lexicon
from tasktide_export.styles import Style

_OWN = "lexicon.pls"
_FOLDER = "lexicons"


def diction_of(files: Sequence[str], style: Style) -> Diction:
    """Return how an edition's text is read.

    ``files`` are its own lexicons (PLS 1.0); of two that have a word the first decides.
    After them come the style's: ``lexicon.pls``, then every ``.pls`` file in
    ``lexicons/`` by name.  Raises :class:`~tasktide_export.errors.LexiconError` for one
    that cannot be used.
    """
    own = tuple(load_lexicon(Path(name)) for name in files)
    return Diction(lexicons=(*own, *_publishers(style)))


def _publishers(style: Style) -> tuple[Lexicon, ...]:
    path = style.find(_OWN)
    first = (load_lexicon(path),) if path else ()
    others = sorted(style.parts(_FOLDER).items())
    return (
        *first,
        *(
            parse_lexicon(data, f"style {style.name}, {_FOLDER}/{name}")
            for name, data in others
            if name.endswith(".pls")
        ),
    )
