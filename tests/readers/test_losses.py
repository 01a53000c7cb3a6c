"""What used to vanish without a word."""

from pathlib import Path

import pytest

from tasktide_export.assets import Admission
from tasktide_export.document import MISSING, Document, Image, body_texts, plain_text, walk
from tasktide_export.limits import Limits
from tests.readers.reading import read


def rules(document: Document) -> set[str]:
    return {one.rule for one in document.findings}


@pytest.mark.parametrize(
    "element", ['<script src="a.js"/>', "<p/>", "<iframe/>", "<title/>", "<a/>"]
)
def test_self_closed_elements_of_xhtml_swallow_nothing(element):
    page = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>'
        f"<title>T</title></head><body><p>one</p>{element}<p>two</p><br/><p>three</p></body></html>"
    )
    assert [text for text in body_texts(read(page, "a.xhtml")) if "iframe" not in text][-2:] == [
        "two",
        "three",
    ]


def test_in_html_a_slash_means_nothing():
    document = read("<html><body><p>one<p/>two</p></body></html>", "a.html")
    assert list(body_texts(document)) == ["one", "two"]


def test_an_image_without_words_in_markdown_is_not_decoration():
    document = read("# T\n\nText ![](a.png) and ![words](b.png).\n", "a.md")
    images = [one for one in walk.all_inlines(document) if isinstance(one, Image)]
    assert [image.alternative for image in images] == [MISSING, "words"]


def test_notes_that_markdown_leaves_out_are_told():
    text = "# T\n\nA note.[^1]\n\n[^1]: first\n\n[^1]: second\n\n[^never]: lost words\n"
    document = read(text, "a.md")
    told = {one.rule: one.excerpt for one in document.findings}
    assert told["note-uncalled"] == "lost words"
    assert "note-repeated" in told


def test_cells_beyond_the_columns_are_told():
    text = "# T\n\n| a | b |\n|---|---|\n| 1 | 2 | lost |\n| 3 | 4 |\n"
    document = read(text, "a.md")
    assert [one.excerpt for one in document.findings if one.rule == "table-cells-beyond"] == [
        "lost"
    ]


def test_a_sound_markdown_file_has_no_such_finding():
    text = "# T\n\nA note.[^1]\n\n[^1]: first\n\n| a | b |\n|---|---|\n| 1 \\| x | 2 |\n"
    assert rules(read(text, "a.md")).isdisjoint(
        {"note-uncalled", "note-repeated", "table-cells-beyond"}
    )


def test_words_that_a_drawing_loses_are_told(tmp_path: Path):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a label</p></foreignObject></svg>'
    )
    (tmp_path / "a.svg").write_text(drawing)
    admission = Admission(tmp_path, Limits())
    key = admission.admit("a.svg")
    assert admission.losses == {key: ("the text 'a label'",)}


def test_all_words_are_in_the_text():
    assert "three" in plain_text(read("<p>one<p>two<p>three", "a.html"))


def test_a_drawing_of_the_style_sheet_keeps_its_name():
    page = '<main><p>See <span role="img" aria-label="a rising tide"></span> here.</p></main>'
    document = read(page, "a.html")
    assert list(body_texts(document)) == ["See a rising tide here."]
    assert [i.asset for i in walk.all_inlines(document) if isinstance(i, Image)] == [""]


def test_a_sign_without_text_is_told():
    page = (
        '<main><p>Text <a href="https://example.org/" aria-label="Permalink"></a> more.</p></main>'
    )
    told = {one.rule: one.excerpt for one in read(page, "a.html").findings}
    assert told["name-removed"] == "Permalink"
