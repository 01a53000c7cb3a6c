"""A figure and its long description name each other, in every XHTML edition."""

import io
import zipfile

import pytest
from lxml import etree

import tasktide_export as tasktide
from tasktide_export.document import Document, Figure, Image, Metadata, Text, identify
from tasktide_export.document.text import blocks_texts
from tasktide_export.exporters.epub import EpubOptions
from tests.building import paragraph, png_asset

XHTML = "{http://www.w3.org/1999/xhtml}"


def described(**fields):
    shown = paragraph(Image("pixels", "A chart"))
    figure = Figure((shown,), (Text("Sales"),), (paragraph("They rose."),), **fields)
    about = Metadata(title="T", language=fields.pop("document_language", "en"))
    return identify(Document(metadata=about, blocks=(figure,), assets=(png_asset(),)))


def page(document, **options):
    data = tasktide.export(document, "epub", options=EpubOptions(**options)).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = [
            etree.fromstring(archive.read(one)) for one in archive.namelist() if "title" in one
        ]
    return next(one for one in pages if one.find(f".//{XHTML}figure") is not None)


def test_the_picture_names_its_description_which_stands_below_the_figure():
    root = page(described())
    picture = root.find(f".//{XHTML}figure//{XHTML}img")
    box = root.find(f".//{XHTML}div[@class='described']")
    figure, told = box
    assert figure.tag == f"{XHTML}figure"
    assert told.tag == f"{XHTML}details"
    assert told.get("id") == picture.get("aria-details")
    assert "".join(told[0].itertext()) == "Description"
    assert "".join(told[1].itertext()) == "They rose."


def test_what_is_in_another_language_is_marked_around_both():
    root = page(described(language="fr"))
    box = root.find(f".//{XHTML}div[@class='described']")
    assert box.get("lang") == "fr"
    assert box[0].get("lang") is None
    label = box[1][0][0]
    assert (label.text, label.get("lang")) == ("Description", None)


def test_kindle_folds_nothing_away():
    root = page(described(), target="kindle")
    assert root.find(f".//{XHTML}details") is None
    told = root.find(f".//{XHTML}div[@class='description']")
    assert told.get("id") == root.find(f".//{XHTML}figure//{XHTML}img").get("aria-details")


@pytest.mark.parametrize("suffix", ["html", "epub"])
def test_our_own_editions_are_read_back_as_they_were(suffix, tmp_path):
    path = tmp_path / f"a.{suffix}"
    tasktide.export(described(), suffix, path)
    figure = tasktide.read(path).blocks[0]
    assert isinstance(figure, Figure)
    assert list(blocks_texts(figure.description)) == ["They rose."]
    assert figure.caption == (Text("Sales"),)
