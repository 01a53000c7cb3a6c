"""The metadata that audio files carry."""

import base64
import re
import struct
from collections.abc import Sequence

from tasktide_export.document import UNDETERMINED, Asset, Metadata
from tasktide_export.narration import phrases_for
from tasktide_export.sound.recording import ChapterStart

MOST_CHAPTERS = 1000
"""Chapters that Vorbis comments can name: 000 to 999."""

_FRONT_COVER = 3
_DEPTH = 24

# ISO 639-2 codes, which MP4 and ID3 want, of languages that articles are in.
_ISO_639_2 = dict(
    re.findall(
        r"(\w+):(\w+)",
        """
    af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan
    de:deu el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas fi:fin fr:fra ga:gle gl:glg
    gu:guj he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz
    kn:kan ko:kor la:lat lb:ltz lt:lit lv:lav mi:mri mk:mkd ml:mal mr:mar ms:msa mt:mlt
    my:mya nb:nob ne:nep nl:nld nn:nno no:nor pa:pan pl:pol ps:pus pt:por ro:ron ru:rus
    sd:snd si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel th:tha tr:tur
    uk:ukr ur:urd uz:uzb vi:vie yi:yid zh:zho
""",
    )
)


def iso_639_2(language: str) -> str:
    """Return the three-letter code of a BCP 47 tag; ``und`` when there is none here."""
    primary = re.split("[-_]", language.lower())[0]
    return primary if len(primary) == 3 else _ISO_639_2.get(primary, UNDETERMINED)  # noqa: PLR2004


def tags(metadata: Metadata) -> dict[str, str]:
    """Return the metadata under FFmpeg's names; empty fields are left out."""
    found = {
        "title": metadata.title,
        "album": metadata.title,
        "artist": ", ".join(metadata.authors),
        "publisher": metadata.publisher or metadata.site,
        "date": metadata.published[:10],
        "description": metadata.description,
        "copyright": metadata.rights,
        "comment": _comment(metadata),
    }
    return {key: line(value) for key, value in found.items() if value.strip()}


def _comment(metadata: Metadata) -> str:
    synthetic = phrases_for(metadata.language).synthetic
    return f"{synthetic} {metadata.source}".strip()


def chapter_comments(chapters: Sequence[ChapterStart]) -> dict[str, str]:
    """Return chapters as Vorbis comments (Xiph wiki, "Chapter Extension").

    FFmpeg's own Opus chapters are up to a second late, so they are written here.
    """
    comments = {}
    for number, start in enumerate(chapters[:MOST_CHAPTERS]):
        comments[f"CHAPTER{number:03}"] = _clock(start.milliseconds)
        comments[f"CHAPTER{number:03}NAME"] = line(start.chapter.title)
    return comments


def picture_comment(cover: Asset) -> str:
    """Return a cover as a Vorbis comment: a FLAC picture block in base64 (RFC 9639, 8.8)."""
    kind, description = cover.media_type.encode(), b""
    block = struct.pack(">II", _FRONT_COVER, len(kind)) + kind
    block += struct.pack(">I", len(description)) + description
    block += struct.pack(">IIII", cover.width, cover.height, _DEPTH, 0)
    return base64.b64encode(block + struct.pack(">I", len(cover.data)) + cover.data).decode()


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def line(text: str) -> str:
    """Return ``text`` on one line."""
    return " ".join(text.split())
