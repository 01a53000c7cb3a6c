"""Tell an artifact's format from its bytes."""

import io
import zipfile

from tasktide_export.errors import ReadError

_MP3 = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
_HEAD = 2_000


def sniff_format(data: bytes) -> str:
    """Return ``pdf``, ``epub``, ``docx``, ``html``, ``audio`` or what audio comes in.

    That is ``lpf`` (W3C Audiobook), ``daisy`` (DAISY 2.02), ``tracks`` (sound files with a
    playlist) and ``vtt`` (captions or chapters as WebVTT).

    Raises :class:`ReadError` when the bytes are none of these.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _sniff_zip(data)
    if data[4:8] == b"ftyp" or data.startswith((b"OggS", b"RIFF", b"fLaC", *_MP3)):
        return "audio"
    if data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return "vtt"
    head = data[:_HEAD].lower()
    if b"<!doctype html" in head or b"<html" in head:
        return "html"
    raise ReadError(
        "is not a PDF, EPUB, DOCX, HTML, sound or caption file",
        hint="check takes what the exporters write",
    )


def _sniff_zip(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ReadError("the zip archive is damaged", hint="export the file again") from error
    if "META-INF/container.xml" in names:
        return "epub"
    if "word/document.xml" in names:
        return "docx"
    if "publication.json" in names:
        return "lpf"
    if any(name.lower() == "ncc.html" for name in names):
        return "daisy"
    if any(name.endswith(".m3u8") for name in names):
        return "tracks"
    raise ReadError("is a zip archive, but none that an exporter writes")
