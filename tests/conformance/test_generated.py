"""Judges on documents that nobody wrote: a claim is true of whatever document earns it.

Only the nightly run does this; ``JUDGED_DOCUMENTS`` says how many documents are made.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import tasktide_export as tasktide
from tests.strategies import documents
from tools.judges import ace, archival, epubcheck, open_xml, verapdf

pytestmark = pytest.mark.nightly

COUNT = int(os.environ.get("JUDGED_DOCUMENTS", "200"))
ACE_COUNT = 30
"""How many of them go before Ace, which takes a browser for each file of a book."""
SUFFIXES = {"epub": ".epub", "pdf": ".pdf", "docx": ".docx"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give the folder of what is judged; each edition lies beside its document's JSON."""
    return tmp_path_factory.mktemp("generated")


@pytest.fixture(scope="module")
def artifacts(folder):
    """Give the artifacts of each format, of generated documents."""
    made = []

    @settings(
        max_examples=COUNT,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def collect(document):
        made.append(document)

    collect()
    for number, document in enumerate(made):
        tasktide.export(document, "json", folder / f"{number}.json")
    return {
        name: [
            tasktide.export(document, name, folder / f"{number}{suffix}")
            for number, document in enumerate(made)
        ]
        for name, suffix in SUFFIXES.items()
    }


def _rejected(judge, artifacts):
    verdicts = judge.judge([artifact.path for artifact in artifacts])
    return {path.name: complaints for path, complaints in verdicts.items() if complaints}


def _claiming(artifacts, claim):
    chosen = [item for item in artifacts if any(claim in made for made in item.conformance)]
    assert chosen, f"no generated document earned {claim}, so nothing would be judged"
    return chosen


def test_epubcheck_accepts_every_epub(artifacts, installed):
    installed(epubcheck.install)
    assert {} == _rejected(epubcheck, artifacts["epub"])


def test_ace_accepts_every_epub_that_claims_accessibility(artifacts, installed):
    installed(ace.install)
    assert {} == _rejected(ace, _claiming(artifacts["epub"], "EPUB Accessibility")[:ACE_COUNT])


def test_verapdf_accepts_every_pdf_that_claims_pdf_ua(artifacts, installed):
    installed(verapdf.install)
    assert {} == _rejected(verapdf, _claiming(artifacts["pdf"], "PDF/UA-1"))


def test_verapdf_accepts_every_pdf_that_claims_pdf_a(artifacts, installed):
    installed(verapdf.install)
    assert {} == _rejected(archival, _claiming(artifacts["pdf"], "PDF/A-3a"))


def test_open_xml_sdk_accepts_every_docx(artifacts, installed):
    installed(open_xml.install)
    assert {} == _rejected(open_xml, artifacts["docx"])
