"""The JSON form: what goes out comes back, and nothing else gets in."""

import json

import pytest
from hypothesis import given

from tasktide_export.document import Document, JsonError, from_json, to_json
from tests.strategies import article, documents


@given(documents())
def test_round_trip(document: Document) -> None:
    assert document == from_json(to_json(document))


@given(documents(2))
def test_the_same_document_gives_the_same_text(document: Document) -> None:
    assert to_json(document) == to_json(from_json(to_json(document)))


def _with(**members: object) -> str:
    return json.dumps({"format": "tasktide-document", "version": 1, **members})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("[1]", "not a document"),
        ('{"format": "other"}', "not a document"),
        ('{"format": "tasktide-document", "version": 2}', "version 2 is not known"),
        (_with(colour="red"), "no field 'colour'"),
        (_with(blocks=3), "a list is wanted"),
        (_with(blocks=[{"type": "Heading"}]), "'Heading' is none of"),
        (_with(blocks=[{"type": "Paragraph"}]), "children"),
        (_with(blocks=[{"type": "CodeBlock", "text": 3}]), "str is wanted, not int"),
        (_with(sections=[{"type": "Section", "title": "x"}]), "a list is wanted"),
        (_with(assets=[{"key": "a", "media_type": "b", "data": "?", "name": "c"}]), "not base64"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_not_a_document_is_refused(text: str, message: str) -> None:
    with pytest.raises(JsonError, match=message):
        from_json(text)


def test_forbidden_characters_are_taken_out() -> None:
    text = _with(blocks=[{"type": "CodeBlock", "text": "a\x00b\ud800"}])
    [block] = from_json(text).blocks
    assert "ab" == block.text  # type: ignore[union-attr]


def test_defaults_are_left_out() -> None:
    assert '"start"' not in to_json(Document(blocks=article().blocks))
