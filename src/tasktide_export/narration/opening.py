"""The first words of a recording: what it is, whose, when, and whose voice it is."""

from tasktide_export.dates import human_date
from tasktide_export.document import Document, inline_text
from tasktide_export.narration.voicing import Voicing
from tasktide_export.phrases import ENGLISH

TITLE = "title"
"""The id of the first chapter."""


def open_script(out: Voicing, document: Document, language: str) -> None:
    """Open the first chapter and say the document's title, authors, publisher and date.

    ``language`` is the document's, empty when nobody knows it.  Names and date are
    said in it even where our own phrases are English.
    """
    data, pauses = document.metadata, out.pauses
    title = data.title or next((inline_text(one.title) for one in document.sections), "")
    out.chapter(TITLE, title, 0)
    out.pause(pauses.head)
    for words in (data.title, data.subtitle):
        if words.strip():
            out.say(TITLE, words, language)
            out.pause(pauses.after_heading)
    if data.authors:
        out.remark(TITLE, "by")
        out.say(TITLE, f"{', '.join(data.authors).rstrip('.')}.", language)
        out.pause(pauses.item)
    if out.manner.credits and (publisher := (data.publisher or data.site).strip()):
        out.remark(TITLE, "publisher")
        out.say(TITLE, f"{publisher.rstrip('.')}.", language)
        out.pause(pauses.item)
    if data.published:
        out.say(TITLE, *_date(data.published, language))
        out.pause(pauses.item)
    out.announce(TITLE, "synthetic")
    out.pause(pauses.after_title)


def _date(published: str, language: str) -> tuple[str, str]:
    """Return a date in words and their language: English where no words are known."""
    english, own = human_date(published, ENGLISH), human_date(published, language)
    if english != published and own == published[:10]:
        return english, ENGLISH
    return own, language
