"""Accessibility in the words of ONIX, code list 196."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from lxml import etree

import tasktide_export as tasktide
from tasktide_export.checks import check_document
from tasktide_export.checks.claims import Accessibility, accessibility
from tasktide_export.document import MISSING, Document, Image, Metadata, Section, Text, identify
from tasktide_export.exporters.epub import CONFORMANCE, EpubOptions
from tasktide_export.exporters.epub import ONIX_RECORD as RECORD
from tasktide_export.exporters.epub.onix import lines
from tests.building import math_block, paragraph, png_asset
from tests.effort import tries
from tests.specimen import article
from tests.strategies import documents

NS = {"o": "http://ns.editeur.org/onix/3.1/reference"}


def about(document: Document) -> Accessibility:
    return accessibility(document, check_document(document))


def codes(document: Document) -> list[str]:
    access = about(document)
    return [line.code for line in lines(access, (CONFORMANCE,) if access.conforms else ())]


def made(*blocks) -> Document:
    section = Section((Text("Ebb"),), (*blocks, paragraph("words")))
    metadata = Metadata(title="T", language="en")
    return identify(Document(metadata=metadata, sections=(section,), assets=(png_asset("p"),)))


def test_plain_text_earns_what_text_earns():
    assert codes(made()) == ["00", "04", "10", "11", "13", "36", "52", "82", "85"]


def test_described_pictures_and_formulas_are_told():
    document = made(paragraph("a ", Image("p", "a blue field")), math_block("<mi>x</mi>", "x"))
    assert {"14", "17", "53"} <= set(codes(document))


def test_an_image_without_words_takes_codes_away():
    found = codes(made(paragraph("a ", Image("p", MISSING))))
    assert found == ["00", "11", "13", "36"]


def test_the_summary_goes_with_its_code():
    access = about(made())
    first, *others = lines(access, ())
    assert first.description == access.summary
    assert {line.description for line in others} == {""}


@pytest.mark.parametrize("claim", ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA", "none"])
def test_a_claim_that_is_not_ours_has_no_code(claim):
    assert not {"04", "82", "85"} & {line.code for line in lines(about(made()), (claim,))}


def package(document: Document, **options) -> tuple[bytes, zipfile.ZipFile]:
    data = tasktide.export(document, "epub", options=EpubOptions(**options)).data
    return data, zipfile.ZipFile(io.BytesIO(data))


def test_the_record_is_in_the_container_on_request():
    _, plain = package(article())
    assert RECORD not in plain.namelist()
    data, archive = package(made(), onix=True)
    root = etree.fromstring(archive.read(RECORD))
    features = root.findall("o:ProductFormFeature", NS)
    assert [one.findtext("o:ProductFormFeatureValue", namespaces=NS) for one in features] == codes(
        made()
    )
    assert {one.findtext("o:ProductFormFeatureType", namespaces=NS) for one in features} == {"09"}
    assert not [one for one in tasktide.check(data, made()) if one.severity == "error"]


def test_kindle_claims_no_mathml_in_it():
    document = made(math_block("<mi>x</mi>", "x"))
    _, archive = package(document, onix=True, target="kindle")
    root = etree.fromstring(archive.read(RECORD))
    found = [one.text for one in root.iterfind(".//o:ProductFormFeatureValue", NS)]
    assert "17" not in found
    assert "14" in found


def test_same_bytes_twice():
    assert package(article(), onix=True)[0] == package(article(), onix=True)[0]


@settings(max_examples=tries(40))
@given(documents(4))
def test_no_code_stands_twice(document):
    found = codes(document)
    assert len(found) == len(set(found))
