"""Rules about languages."""

import re
from collections.abc import Iterator

from tasktide_export.checks.places import Subject
from tasktide_export.document import UNDETERMINED, Finding, Severity, Span, walk

_PAGE = "WCAG 2.2 SC 3.1.1; PDF/UA-1 (ISO 14289-1) 7.2"
_PARTS = "WCAG 2.2 SC 3.1.2; PDF/UA-1 (ISO 14289-1) 7.2"

# RFC 5646, section 2.1, without the lengths of primary subtag that no language has.
_TAG = re.compile(
    r"""(?: [a-z]{2,3} (?:-[a-z]{3}){0,3}                # language, extended language
            (?:-[a-z]{4})?                               # script
            (?:-(?:[a-z]{2}|\d{3}))?                     # region
            (?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*        # variants
            (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*          # extensions
            (?:-x(?:-[a-z0-9]{1,8})+)?                   # private use
          | x(?:-[a-z0-9]{1,8})+
          | i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)
        )""",
    re.IGNORECASE | re.VERBOSE,
)


_TWO_LETTERS = 2
_ISO_639_1 = frozenset(
    re.findall(
        "[a-z]{2}",
        """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu
    cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi
    ho hr ht hu hy hz ia id ie ig ii ik io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko
    kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd
    ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg
    sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug
    uk ur uz ve vi vo wa wo xh yi yo za zh zu in jw
""",
    )
)
"""The languages of two letters, withdrawn codes included (ISO 639-1)."""


def is_language_tag(tag: str) -> bool:
    """Tell whether ``tag`` is a BCP 47 tag (RFC 5646, section 2.2.9) of a known language.

    It must be well-formed, and a language of two letters one of ISO 639-1; other
    subtags are not looked up.
    """
    if _TAG.fullmatch(tag) is None:
        return False
    primary = tag.split("-", maxsplit=1)[0].lower()
    return len(primary) != _TWO_LETTERS or primary in _ISO_639_1


def _is_undetermined(language: str) -> bool:
    return language.strip().casefold() in {"", UNDETERMINED}


def language_is_missing(subject: Subject) -> Iterator[Finding]:
    """The document says which language it is in."""
    if _is_undetermined(subject.document.metadata.language):
        yield Finding(
            rule="language-missing",
            severity=Severity.ERROR,
            message="the document's language is not known",
            place="metadata",
            advice="give it, for example with --lang en",
            clause=_PAGE,
        )


def language_is_invalid(subject: Subject) -> Iterator[Finding]:
    """Every language tag is well-formed."""
    for place, tag in _tags(subject):
        if not is_language_tag(tag):
            yield Finding(
                rule="language-invalid",
                severity=Severity.ERROR,
                message=f"{tag!r} is not a language tag",
                place=place,
                excerpt=tag,
                advice="use a BCP 47 tag such as en, en-GB or zh-Hans",
                clause=_PAGE if place == "metadata" else _PARTS,
            )


def _tags(subject: Subject) -> Iterator[tuple[str, str]]:
    if not _is_undetermined(subject.document.metadata.language):
        yield "metadata", subject.document.metadata.language
    for section in walk.sections(subject.document.sections):
        if section.language:
            yield section.id, section.language
    for block in subject.blocks:
        if block.language:
            yield block.id, block.language
    for place, inline in subject.inlines:
        if isinstance(inline, Span) and inline.language:
            yield place, inline.language


def language_is_inferred(subject: Subject) -> Iterator[Finding]:
    """An inferred language is told, since nobody declared it."""
    metadata = subject.document.metadata
    if "language" in metadata.inferred and not _is_undetermined(metadata.language):
        yield Finding(
            rule="language-inferred",
            severity=Severity.INFO,
            message=f"the language {metadata.language} was inferred from the text",
            place="metadata",
            excerpt=metadata.language,
            advice="declare it, for example with --lang, if it is wrong",
            clause=_PAGE,
        )
