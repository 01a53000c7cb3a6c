"""Read a pronunciation lexicon: W3C Pronunciation Lexicon Specification (PLS) 1.0."""

from pathlib import Path
from typing import Any

from tasktide_export.errors import LexiconError
from tasktide_export.narration.lexicon import Lexicon

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST_BYTES = 8_000_000
_LONGEST_GRAPHEME = 200
_LONGEST_ALIAS = 500
_LONGEST_REASON = 160


def load_lexicon(path: Path) -> Lexicon:
    """Return the lexicon in a file.

    Raises :class:`~tasktide_export.errors.LexiconError` when it cannot be read or used.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise LexiconError(
            f"the lexicon cannot be read: {error.strerror or error}", where=str(path)
        ) from error
    return parse_lexicon(data, str(path))


def parse_lexicon(data: bytes, name: str) -> Lexicon:
    """Return the lexicon in ``data``, the bytes of the file ``name``.

    Raises :class:`~tasktide_export.errors.LexiconError`, with the line, for what is not
    PLS 1.0: another root or version (4.1), no language, a lexeme without a grapheme
    (4.4) or with an empty one (4.5).
    """
    root = _root(data, name)
    language = root.get(_LANGUAGE, "").strip()
    if root.tag != f"{{{NAMESPACE}}}lexicon":
        raise _error(
            "is not a pronunciation lexicon", name, root, f"the root is a lexicon in {NAMESPACE}"
        )
    if root.get("version") != "1.0":
        raise _error("does not say that it is of version 1.0", name, root, 'write version="1.0"')
    if not language:
        raise _error("does not say its language", name, root, 'write xml:lang="en" on the lexicon')
    aliases: dict[str, str] = {}
    unspoken: list[str] = []
    for lexeme in root.iterchildren(f"{{{NAMESPACE}}}lexeme"):
        graphemes, alias = _lexeme(lexeme, name)
        for grapheme in graphemes:
            if alias:
                aliases.setdefault(grapheme, alias)  # the first in the file counts (4.9)
            elif lexeme.find(f"{{{NAMESPACE}}}phoneme") is not None:
                unspoken.append(grapheme)
    return Lexicon(name, language, aliases, tuple(one for one in unspoken if one not in aliases))


def _root(data: bytes, name: str) -> Any:
    from lxml import etree

    if len(data) > _MOST_BYTES:
        raise LexiconError(
            f"the lexicon is larger than {_MOST_BYTES // 1_000_000} MB",
            where=name,
            hint="divide it; --lexicon may be given more than once",
        )
    _refuse_doctype(b"<!DOCTYPE" in data.replace(b"\0", b""), name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        raise LexiconError(f"the lexicon is not well-formed XML: {reason}", where=name) from error
    docinfo: Any = root.getroottree().docinfo
    _refuse_doctype(bool(docinfo.doctype), name)
    return root


def _refuse_doctype(has_one: bool, name: str) -> None:  # noqa: FBT001
    if has_one:
        raise LexiconError(
            "the lexicon has a document type",
            where=name,
            hint="take the DOCTYPE out: entities could be declared there, and PLS needs none",
        )


def _lexeme(lexeme: Any, name: str) -> tuple[list[str], str]:
    """Return what a lexeme is written like, and its respelling if it has one.

    Of several pronunciations the first that is preferred counts, else the first (4.9).
    """
    graphemes = [_text(one) for one in lexeme.iterchildren(f"{{{NAMESPACE}}}grapheme")]
    if not graphemes:
        raise _error("a lexeme has no grapheme", name, lexeme, "say what is written (PLS 1.0, 4.4)")
    for one in graphemes:
        if not one or len(one) > _LONGEST_GRAPHEME:
            hint = f"a grapheme has 1 to {_LONGEST_GRAPHEME} characters"
            raise _error("a grapheme is empty or too long", name, lexeme, hint)
    aliases = list(lexeme.iterchildren(f"{{{NAMESPACE}}}alias"))
    aliases.sort(key=lambda one: one.get("prefer", "").strip() not in ("true", "1"))
    alias = _text(aliases[0]) if aliases else ""
    if aliases and not 1 <= len(alias) <= _LONGEST_ALIAS:
        hint = f"an alias has 1 to {_LONGEST_ALIAS} characters"
        raise _error("an alias is empty or too long", name, lexeme, hint)
    return graphemes, alias


def _text(element: Any) -> str:
    """Return an element's text with single spaces, none at the ends."""
    return " ".join("".join(element.itertext()).split())


def _error(message: str, name: str, element: Any, hint: str) -> LexiconError:
    return LexiconError(message, where=f"{name}, line {element.sourceline}", hint=hint)
