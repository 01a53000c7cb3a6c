"""The entry page of an audiobook, with its table of contents (Audiobooks, 5)."""

from tasktide_export.document import Document, Entry
from tasktide_export.phrases import foreign, phrase
from tasktide_export.sound.tags import line
from tasktide_export.sound.tracks import Track
from tasktide_export.xhtml.contents import contents_list
from tasktide_export.xhtml.element import Element, el, language_attributes, serialise
from tasktide_export.xhtml.page import page
from tasktide_export.xhtml.sections import render_front


def entry_page(document: Document, cut: tuple[Track, ...], cover: str) -> bytes:
    """Return the page: title, cover and the contents, one line for each section.

    A section below a top one is a time in its file: it is the fragment of a link
    (Media Fragments URI 1.0, 4.2.1), which only the contents have.
    """
    metadata = document.metadata
    title = line(metadata.title) or line(cut[0].chapter.title)
    head = (
        el("meta", {"name": "generator", "content": "tasktide-export"}),
        el("link", {"rel": "publication", "href": "publication.json"}),
    )
    body = el("body", None, render_front(metadata))
    if cover:
        body.append(el("p", None, el("img", {"src": cover, "alt": ""})))
    body.append(_contents(document, title, cut))
    if metadata.rights:
        body.append(el("p", None, metadata.rights))
    return serialise(page(metadata, title, head, body))


def _contents(document: Document, title: str, cut: tuple[Track, ...]) -> Element:
    label = phrase("contents", document.metadata.language)
    words = language_attributes(foreign(label, document.metadata.language))
    places = dict(_places(cut))
    # A table of contents may not be empty: a document without sections has its title there.
    entries = document.outline or (Entry(cut[0].chapter.id, title, 1),)
    return el(
        "nav",
        {"role": "doc-toc", "id": "toc", "aria-labelledby": "toc-title"},
        el("h2", {"id": "toc-title", **words}, label.text),
        contents_list(entries, lambda anchor: places[anchor.id]),
    )


def _places(cut: tuple[Track, ...]) -> list[tuple[str, str]]:
    """Return the address of each chapter by its id."""
    return [
        (one.chapter.id, _place(track, one.milliseconds))
        for track in cut
        for one in track.recording.chapters
    ]


def _place(track: Track, milliseconds: int) -> str:
    name = sound_name(track)
    if not milliseconds:
        return name
    return f"{name}#t={milliseconds // 1000}.{milliseconds % 1000:03}"


def sound_name(track: Track) -> str:
    """Return where a track's sound lies in the archive."""
    return f"audio/{track.number:03}.mp3"
