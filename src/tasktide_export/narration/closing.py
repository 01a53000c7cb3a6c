"""The last words of a recording: that it has ended, and what was not read."""

from tasktide_export.document import Document
from tasktide_export.narration.omissions import tally
from tasktide_export.narration.opening import TITLE
from tasktide_export.narration.voicing import Voicing


def close_script(out: Voicing, document: Document, language: str) -> None:
    """Say that the document ends; in a profile that tells it, what was left out.

    No chapter begins: the words belong to the last one.  ``language`` is the
    document's, empty when nobody knows it; a title is said by its own voice or not.
    """
    title = document.metadata.title.strip().rstrip(".")
    out.pause(out.pauses.before_heading)
    if title and language == out.phrases.language:
        out.announce(TITLE, "closing", title=title)
    else:
        out.announce(TITLE, "closing_untitled")
    if out.manner.omissions and out.left_out:
        counts = tally(out.left_out)
        things = [out.phrases.counted(f"left_{kind}", number) for kind, number in counts.items()]
        out.announce(TITLE, "left_out", things=out.phrases.listed(things))
    out.pause(out.pauses.tail)
