"""Programs that are not ours read the Word file and find what the document holds.

What each does not read is left out by name: mammoth has no starts of lists and no formulas,
LibreOffice writes alternative texts into its own format (ODF), not into HTML.
"""

import io
import json
import re
import shutil
import subprocess
from collections import Counter

import pytest
import tinyhtml5
from lxml import etree

import tasktide_export as tasktide
from tasktide_export.checks.readback import read_back
from tasktide_export.document import Image, Link, List, Table, flatten, walk
from tasktide_export.exporters.docx import DocxOptions
from tests.specimen import article
from tools.articles import example_articles

pytestmark = pytest.mark.conformance

DESCRIPTION = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc"
ARABIC = """<html lang="ar" dir="rtl"><title>ساعات المد</title><h1>ساعات المد</h1><p>البحر يرتفع.
<h2>القراءات</h2><ol start="5"><li>اقرأ الجهاز<li>اكتب الرقم</ol><table>
<caption>الارتفاعات</caption><tr><th>اليوم<th>الارتفاع<tr><td>الاثنين<td>3.1</table><p><a href="https://example.org/">رابط</a>"""


def _documents():
    found = {path.stem: tasktide.read(path) for path in example_articles()}
    return {**found, "specimen": article(), "arabic": tasktide.read(ARABIC.encode(), format="html")}


DOCUMENTS = _documents()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder with the Word file of each document."""
    path = tmp_path_factory.mktemp("word")
    for name, document in DOCUMENTS.items():
        options = DocxOptions(lists=True)
        tasktide.export(document, "docx", path / f"{name}.docx", options=options)
    return path


def _squeezed(text):
    return "".join(text.split())


def _titles(document):
    return [(entry.level, _squeezed(entry.title)) for entry in flatten(document.outline)]


def _body(document):
    for section in (document, *walk.sections(document.sections)):
        yield from walk.blocks(section.blocks)


def _shown(document):
    """Return the alternatives of the pictures that are in the file, with their number."""
    images = (one for one in walk.all_inlines(document) if isinstance(one, Image) and one.asset)
    return Counter(one.alternative for one in images if isinstance(one.alternative, str))


def _addresses(document):
    links = (one.target for one in walk.all_inlines(document) if isinstance(one, Link))
    return {one for one in links if isinstance(one, str)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_rows_of_the_contents_bookmarks_and_headings_agree(name, folder):
    found = read_back((folder / f"{name}.docx").read_bytes(), "docx")
    assert found.headings == found.contents
    wanted = [(one.level, _squeezed(one.title)) for one in found.headings]
    assert wanted == _titles(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pandoc_reads_what_is_there(name, folder):
    pandoc = pytest.importorskip("pypandoc", reason="pypandoc is not installed")
    tree = json.loads(pandoc.convert_file(str(folder / f"{name}.docx"), "json", format="docx"))
    nodes = list(_nodes(tree["blocks"]))
    document = DOCUMENTS[name]
    levels = [one["c"][0] for one in nodes if one["t"] == "Header"]
    assert levels == [level for level, _ in _titles(document)]
    starts = [one["c"][0][0] for one in nodes if one["t"] == "OrderedList"]
    lists = [one for one in _body(document) if isinstance(one, List) and one.ordered]
    assert Counter(starts) >= Counter({one.start: 1 for one in lists})
    tables = [one for one in nodes if one["t"] == "Table"]
    wanted = [one for one in walk.all_blocks(document) if isinstance(one, Table)]
    assert len(tables) == len(wanted)
    assert [bool(one["c"][3][1]) for one in tables] == [bool(one.head) for one in wanted]
    assert sum(one["t"] == "Note" for one in nodes) == len(document.notes)
    addresses = {one["c"][2][0] for one in nodes if one["t"] == "Link"}
    assert _addresses(document) <= addresses
    pictures = sum(one["t"] == "Image" for one in nodes)
    assert pictures >= sum(_shown(document).values())


def _nodes(tree):
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for one in tree:
            yield from _nodes(one)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_mammoth_reads_what_is_there(name, folder):
    import mammoth

    data = (folder / f"{name}.docx").read_bytes()
    page = mammoth.convert_to_html(io.BytesIO(data)).value
    document = DOCUMENTS[name]
    headings = [int(one) for one in re.findall(r"<h(\d)>", page)]
    assert headings == [level for level, _ in _titles(document)]
    tables = [one for one in walk.all_blocks(document) if isinstance(one, Table)]
    assert page.count("<table>") == len(tables)
    assert page.count("<thead>") == sum(bool(one.head) for one in tables)
    assert len(re.findall(r'<li id="footnote-', page)) == len(document.notes)
    root = tinyhtml5.parse(page, namespace_html_elements=False)
    alternatives = Counter(one.get("alt") for one in root.iter("img") if one.get("alt"))
    assert alternatives == _shown(document)
    assert _addresses(document) <= {one.get("href") for one in root.iter("a")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_libreoffice_reads_what_is_there(name, libreoffice):
    page = (libreoffice / f"{name}.html").read_text("utf-8", errors="replace")
    document = DOCUMENTS[name]
    root = tinyhtml5.parse(page, namespace_html_elements=False)
    headings = [
        (int(one.tag[1]), _squeezed("".join(one.itertext())))
        for one in root.iter()
        if re.fullmatch("h[1-6]", str(one.tag))
    ]
    assert [level for level, _ in headings] == [level for level, _ in _titles(document)]
    starts = {int(one.get("start", "1")) for one in root.iter("ol")}
    starts |= {int(one.get("value")) for one in root.iter("li") if one.get("value")}
    lists = [one for one in _body(document) if isinstance(one, List) and one.ordered]
    assert {one.start for one in lists} <= starts
    tables = [one for one in walk.all_blocks(document) if isinstance(one, Table)]
    assert len(list(root.iter("table"))) == len(tables)
    heads = list(root.iter("thead"))
    assert len(heads) == sum(bool(one.head) for one in tables)
    flat = etree.parse(libreoffice / f"{name}.fodt", etree.XMLParser(huge_tree=True))
    alternatives = Counter(_squeezed(one.text or "") for one in flat.iter(DESCRIPTION))
    wanted = Counter(_squeezed(text) for text in _shown(document).elements())
    assert wanted - alternatives == Counter()
    assert _addresses(document) <= {one.get("href") for one in root.iter("a")}
    notes = {one.get("href") for one in root.iter("a") if "sdfootnoteanc" in one.get("class", "")}
    assert len(notes) == len(document.notes)


@pytest.fixture(scope="module")
def libreoffice(folder):
    """Give the folder with the pages that LibreOffice makes of the files."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (apt install libreoffice-writer-nogui)")
    target = folder / "pages"
    files = [str(folder / f"{name}.docx") for name in DOCUMENTS]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("html", "fodt"):
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(target)]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    return target
