"""Documents in their JSON form as an input."""

import pytest
from hypothesis import given

from tasktide_export.document import Document, Metadata, Text, identify, to_json
from tasktide_export.errors import ReadError
from tests.readers.reading import read
from tests.strategies import article, documents, paragraph


def test_a_document_comes_back_as_it_was() -> None:
    assert article() == read(to_json(article()), "article.json")


@given(documents(2))
def test_every_document_with_a_language_comes_back(document: Document) -> None:
    back = read(to_json(document), "a.json")
    assert document.sections == back.sections
    if document.metadata.language != "und":
        assert document == back


def test_an_undeclared_language_is_told_once() -> None:
    unknown = identify(Document(metadata=Metadata(title="T"), blocks=(paragraph("…"),)))
    once = read(to_json(unknown), "a.json")
    assert ["language-unknown"] == [one.rule for one in once.findings]
    assert once == read(to_json(once), "a.json")


def test_what_is_no_document_is_named() -> None:
    with pytest.raises(ReadError, match=r"a\.json: not a document"):
        read('{"format": "other"}', "a.json")


def test_a_broken_document_is_named_by_its_first_fault() -> None:
    broken = Document(blocks=(paragraph("a"),), sections=())
    with pytest.raises(
        ReadError, match=r"a\.json: the document is not valid: 1 sections or blocks"
    ):
        read(to_json(broken), "a.json")


def test_nesting_without_end_is_refused() -> None:
    inside = '{"type": "Paragraph", "children": []}'
    for _ in range(5000):
        inside = f'{{"type": "Aside", "blocks": [{inside}]}}'
    with pytest.raises(ReadError, match=r"nested too deeply|not JSON"):
        read(f'{{"format": "tasktide-document", "version": 1, "blocks": [{inside}]}}', "a.json")


def test_text_is_kept_to_the_character() -> None:
    document = identify(
        Document(metadata=Metadata(language="en"), blocks=(paragraph(Text("50\u00a0cm & <b>")),))
    )
    assert document == read(to_json(document), "a.json")
