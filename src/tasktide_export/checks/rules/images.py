"""Rules about images and their alternative texts."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from unicodedata import category
from urllib.parse import unquote, urlsplit

from tasktide_export.checks.places import Subject
from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Finding,
    Image,
    Link,
    Severity,
    excerpt,
    inline_text,
    walk,
)

_NON_TEXT = "WCAG 2.2 SC 1.1.1; PDF/UA-1 (ISO 14289-1) 7.3"

_SUFFIX = r"\.(?:jpe?g|jfif|png|gif|webp|avif|svgz?|bmp|tiff?|heic|ico|eps|psd)"
_FILE_NAME = re.compile(rf"(?:\S+[ ]){{0,2}}\S*{_SUFFIX}(?:\?\S*)?", re.IGNORECASE)
_CAMERA_NAME = re.compile(
    r"(?:IMG|DSC[NF]?|PXL|MVIMG|VID|SCAN|IMAGE|PHOTO|SCREENSHOT)[-_ ]?\d{2,}[-_\w]*|[0-9a-f]{16,}",
    re.IGNORECASE,
)
_VAGUE_START = re.compile(
    r"(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|graphic|illustration)\s+(?:of|showing)\b",
    re.IGNORECASE,
)
_VAGUE_WHOLE = frozenset(
    (
        "image", "picture", "photo", "photograph", "graphic", "illustration", "figure", "fig",
        "icon", "img", "pic", "screenshot", "thumbnail", "untitled", "placeholder", "spacer",
        "bild", "foto", "imagen", "immagine",
    )
)  # fmt: skip


def is_file_name(alternative: str, address: str = "") -> bool:
    """Tell whether ``alternative`` is the name of a file rather than a text.

    It is when it ends in the suffix of an image, looks like a camera's numbering,
    or repeats the file name in ``address`` and that is no plain word.
    """
    words = alternative.strip()
    if _FILE_NAME.fullmatch(words) or _CAMERA_NAME.fullmatch(words):
        return True
    stem = PurePosixPath(unquote(urlsplit(address).path)).stem if _splits(address) else ""
    return words.casefold() == stem.casefold() != "" and re.search(r"[\d_-]", stem) is not None


def _splits(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return not address.startswith("data:")


def says_nothing(alternative: str) -> bool:
    """Tell whether ``alternative`` has no letter, digit or symbol that can be spoken."""
    return not any(category(one)[0] in "LN" or category(one) == "So" for one in alternative)


def is_vague(alternative: str) -> bool:
    """Tell whether ``alternative`` only says that there is an image, or begins so."""
    words = alternative.strip()
    return words.casefold().rstrip(".:") in _VAGUE_WHOLE or _VAGUE_START.match(words) is not None


def _images(subject: Subject) -> Iterator[tuple[str, Image]]:
    for place, inline in subject.inlines:
        if isinstance(inline, Image):
            yield place, inline


def _described(subject: Subject) -> Iterator[tuple[str, Image, str]]:
    for place, image in _images(subject):
        if isinstance(image.alternative, str) and image.alternative.strip():
            yield place, image, image.alternative


def alternative_is_missing(subject: Subject) -> Iterator[Finding]:
    """Every image has an alternative text or is marked as decoration."""
    for place, image in _images(subject):
        alternative = image.alternative
        if alternative is MISSING or (isinstance(alternative, str) and says_nothing(alternative)):
            yield Finding(
                rule="image-alternative-missing",
                severity=Severity.ERROR,
                message="an image has no alternative text",
                place=place,
                excerpt=excerpt(image.address or image.asset),
                advice='write what the image says, or mark it as decoration with alt=""',
                clause=_NON_TEXT,
            )


def alternative_is_file_name(subject: Subject) -> Iterator[Finding]:
    """No alternative text is the name of a file."""
    for place, image, alternative in _described(subject):
        if is_file_name(alternative, image.address):
            yield Finding(
                rule="image-alternative-file-name",
                severity=Severity.ERROR,
                message="an image's alternative text is a file name",
                place=place,
                excerpt=excerpt(alternative),
                advice="write what the image says",
                clause=_NON_TEXT,
            )


def alternative_is_vague(subject: Subject) -> Iterator[Finding]:
    """No alternative text spends its words on saying that there is an image."""
    for place, image, alternative in _described(subject):
        if is_vague(alternative) and not is_file_name(alternative, image.address):
            yield Finding(
                rule="image-alternative-vague",
                severity=Severity.WARNING,
                message="an image's alternative text says only, or begins with saying, "
                "that there is an image",
                place=place,
                excerpt=excerpt(alternative),
                advice="screen readers announce images; write what this one says",
                clause=_NON_TEXT,
            )


def linked_image_has_no_text(subject: Subject) -> Iterator[Finding]:
    """A link that holds only images has the text of at least one of them."""
    for place, inline in subject.inlines:
        if not isinstance(inline, Link) or inline_text(inline.children).strip():
            continue
        images = [one for one in walk.inlines(inline.children) if isinstance(one, Image)]
        if images:
            bare = "marked as decoration" if images[0].alternative is DECORATIVE else "undescribed"
            yield Finding(
                rule="linked-image-without-text",
                severity=Severity.ERROR,
                message=f"a link holds nothing but an image that is {bare}",
                place=place,
                excerpt=excerpt(images[0].address or images[0].asset),
                advice="write where the link leads as the image's alternative text",
                clause="WCAG 2.2 SC 2.4.4, 1.1.1; PDF/UA-1 (ISO 14289-1) 7.18.5",
            )
