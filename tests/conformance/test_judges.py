"""Each judge rejects what it is there to reject: a judge asleep would pass everything."""

import zipfile

import pytest

from tools.judges import ace, epubcheck, open_xml, verapdf
from tools.judges.workshop import JudgeBrokenError

pytestmark = pytest.mark.conformance

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>
<dc:title>T</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta></metadata>
<manifest><item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/>
</manifest>
<spine><itemref idref="n"/></spine></package>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>T</title></head><body><nav epub:type="toc"><ol><li><a href="{target}">T</a></li></ol>
</nav></body></html>"""


def _book(path, target):
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("book.opf", PACKAGE)
        book.writestr("n.xhtml", NAV.format(target=target))
    return path


def test_epubcheck_tells_a_dangling_link_from_a_sound_one(tmp_path, installed):
    installed(epubcheck.install)
    sound = _book(tmp_path / "sound.epub", "n.xhtml")
    dangling = _book(tmp_path / "dangling.epub", "absent.xhtml")

    verdicts = epubcheck.judge([sound, dangling])

    assert () == verdicts[sound]
    assert any("RSC-007" in complaint for complaint in verdicts[dangling])


def test_ace_misses_the_accessibility_metadata(tmp_path, installed):
    installed(ace.install)
    book = _book(tmp_path / "bare.epub", "n.xhtml")
    assert any("metadata-accessmode" in complaint for complaint in ace.judge([book])[book])


def test_verapdf_rejects_an_untagged_file(tmp_path, installed):
    import pikepdf

    installed(verapdf.install)
    path = tmp_path / "untagged.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    assert any(complaint.startswith("6.2-1") for complaint in verapdf.judge([path])[path])


def test_verapdf_never_passes_what_is_not_a_pdf(tmp_path, installed):
    installed(verapdf.install)
    path = tmp_path / "words.pdf"
    path.write_text("These are words.", encoding="utf-8")
    with pytest.raises(JudgeBrokenError):
        verapdf.judge([path])


def test_open_xml_sdk_rejects_an_unknown_element(tmp_path, installed):
    import docx

    installed(open_xml.install)
    plain, broken = tmp_path / "plain.docx", tmp_path / "broken.docx"
    docx.Document().save(str(plain))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:body>", b"<w:body><w:unknown/>")
            target.writestr(name, part)

    verdicts = open_xml.judge([plain, broken])

    assert () == verdicts[plain]
    assert any("unknown" in complaint for complaint in verdicts[broken])
