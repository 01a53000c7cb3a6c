# ruff: noqa: RUF001 - quotation marks are part of what is tested
"""What a DOCX says is what the document says."""

import difflib
from collections.abc import Iterable

from hypothesis import given, settings

from tasktide_export.checks.readback.docx import read
from tasktide_export.document import Document, Math, MathBlock, body_texts, flatten, note_texts
from tasktide_export.document.transform import map_document
from tests.effort import tries
from tests.exporters.docx_reading import export
from tests.specimen import article
from tests.strategies import documents

_FORMULA = "\ufffc"
_MARKS = str.maketrans("", "", "“”‘’„‚«»‹›「」『』\"'")


def _words(texts: Iterable[str]) -> list[str]:
    plain = (" ".join(text.translate(_MARKS).split()) for text in texts)
    return [text for text in plain if text]


def _without_formulas(document: Document) -> Document:
    """Put the sign that readers of the file give for a formula in place of its words."""
    from dataclasses import replace

    def block(one):
        return (replace(one, alternative=_FORMULA),) if isinstance(one, MathBlock) else (one,)

    def inline(one):
        return (replace(one, alternative=_FORMULA),) if isinstance(one, Math) else (one,)

    mapped = map_document(document, block, inline)
    titles = {section.id: section for section in document.sections}
    return replace(mapped, sections=tuple(_titled(one, titles[one.id]) for one in mapped.sections))


def _titled(section, original):
    """Keep the words of formulas in titles, which headings carry as words."""
    from dataclasses import replace

    inner = zip(section.sections, original.sections, strict=True)
    return replace(
        section, title=original.title, sections=tuple(_titled(one, two) for one, two in inner)
    )


def _assert_same(document: Document) -> None:
    back = read(export(document)[0])
    expected = _without_formulas(document)
    differences = difflib.unified_diff(
        _words(body_texts(expected)), _words(back.body_texts), lineterm="", n=1
    )
    assert list(differences) == []
    assert _words(back.note_texts) == _words(note_texts(expected))
    outline = [(min(entry.level, 9), *_words([entry.title])) for entry in flatten(document.outline)]
    assert [(one.level, *_words([one.title])) for one in back.headings] == outline
    assert [(one.level, *_words([one.title])) for one in back.contents] == outline
    assert (back.faults, back.dangling) == ((), ())


def test_specimen_says_what_the_document_says():
    _assert_same(article())


@settings(max_examples=tries(20))
@given(documents(max_leaves=6))
def test_any_document_says_what_it_says(document):
    _assert_same(document)
