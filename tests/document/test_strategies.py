"""The strategies themselves: what other tests rely on."""

from typing import get_args

from hypothesis import given, settings

from tasktide_export.document import Block, Document, Inline, Text, faults, flatten, walk
from tests.effort import tries
from tests.strategies import article, documents


def _kinds(document: Document) -> set[type]:
    nodes = [*walk.all_blocks(document), *walk.all_inlines(document)]
    return {type(node) for node in nodes}


def test_the_fixed_article_uses_every_node() -> None:
    assert {*get_args(Block), *get_args(Inline)} == _kinds(article())


def test_the_fixed_article_is_valid() -> None:
    assert () == faults(article())


@given(documents())
def test_generated_documents_are_valid(document: Document) -> None:
    assert () == faults(document)


@given(documents())
def test_generated_text_is_collapsed(document: Document) -> None:
    for inline in walk.all_inlines(document):
        if isinstance(inline, Text):
            assert inline.value
            assert "  " not in inline.value


def test_every_node_and_deep_sections_are_generated() -> None:
    kinds: set[type] = set()
    depths: set[int] = set()

    @settings(max_examples=tries(60))
    @given(documents(4))
    def collect(document: Document) -> None:
        kinds.update(_kinds(document))
        depths.update(entry.level for entry in flatten(document.outline))

    collect()
    assert {*get_args(Block), *get_args(Inline)} == kinds
    assert max(depths) >= 7
