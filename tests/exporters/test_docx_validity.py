"""Readers that are not ours open the file and find what is there."""

import io
import json
import re
import warnings

import pytest

from tasktide_export.document import flatten
from tests.exporters.docx_reading import export
from tests.specimen import article


@pytest.fixture(scope="module")
def specimen(tmp_path_factory):
    path = tmp_path_factory.mktemp("docx") / "specimen.docx"
    path.write_bytes(export(article())[0])
    return path


def test_audit_finds_no_error(specimen):
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = audit.OpenXmlValidator().validate(specimen)
    assert [str(error) for error in result.errors] == []


def test_pandoc_reads_headings_lists_tables_and_notes(specimen):
    pandoc = pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    tree = json.loads(pandoc.convert_file(str(specimen), "json", format="docx"))
    blocks = tree["blocks"]
    levels = [one["c"][0] for one in blocks if one["t"] == "Header"]
    assert levels == [entry.level for entry in flatten(article().outline)]
    kinds = [one["t"] for one in blocks]
    assert {"BulletList", "Table", "BlockQuote"} <= set(kinds)
    text = json.dumps(tree)
    assert text.count('"Note"') == 2
    assert text.count('"Math"') == 2
    assert '"c": [[3, {"t": "LowerAlpha"}' in text
    plain = pandoc.convert_file(
        str(specimen), "markdown", format="docx", extra_args=["--wrap=none"]
    )
    assert "![A white staff with black marks](" in plain


def test_mammoth_reads_headings_header_cells_and_alternatives(specimen):
    mammoth = pytest.importorskip("mammoth", reason="mammoth is not installed")
    page = mammoth.convert_to_html(io.BytesIO(specimen.read_bytes())).value
    assert re.findall(r"<h(\d)>", page) == ["1", "2", "3", "1"]
    assert "<thead>" in page
    assert 'alt="A white staff with black marks"' in page
    assert len(re.findall(r'<li id="footnote-', page)) == 2
