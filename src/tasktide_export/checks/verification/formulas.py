"""Formulas in the texts that are compared.

Where a format writes formulas natively and gives them no alternative text, its
readback has U+FFFC in their place; the document's text then takes the same.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tasktide_export.checks.verification.words import squeeze
from tasktide_export.document import Block, Blocks, Document, Inline, Inlines, Math, MathBlock
from tasktide_export.document.transform import map_document

_NATIVE = "\ufffc"
_MARKED = re.compile("\ue000([^\ue001]*)\ue001")


def mark_formulas(document: Document) -> Document:
    """Return ``document`` with private-use marks around each formula's alternative."""

    def inline(one: Inline) -> Inlines:
        if isinstance(one, Math):
            return (replace(one, alternative=_mark(one.alternative)),)
        return (one,)

    def block(one: Block) -> Blocks:
        if isinstance(one, MathBlock):
            return (replace(one, alternative=_mark(one.alternative)),)
        return (one,)

    return map_document(document, block, inline)


def _mark(alternative: str) -> str:
    return f"\ue000{alternative}\ue001"


def settle_formulas(
    placed: Iterable[tuple[str, str]], actual: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the ``placed`` texts with each marked formula as ``actual`` has it.

    That is U+FFFC where it stands at the formula's place in ``actual``, else the
    formula's alternative.
    """
    found = "".join(squeeze(text) for text in actual)
    return tuple(_settle(placed, found))


def _settle(placed: Iterable[tuple[str, str]], found: str) -> Iterator[tuple[str, str]]:
    at = 0
    for place, text in placed:
        start, settled = at, ""
        for number, part in enumerate(_MARKED.split(text)):
            is_formula = number % 2 == 1
            at = start + len(squeeze(settled))
            native = is_formula and found[at : at + 1] == _NATIVE
            settled += _NATIVE if native else part
        at = start + len(squeeze(settled))
        yield place, settled
