"""The EPUB for Kindle: pictures of formulas and drawings, pages in a subset of HTML."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree
from PIL import Image as Picture

import tasktide_export as tasktide
from tasktide_export.checks import verify
from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Asset,
    Document,
    Embed,
    Figure,
    Image,
    Math,
    MathBlock,
    Metadata,
    Paragraph,
    Section,
    Text,
    identify,
    walk,
)
from tasktide_export.document.text import blocks_texts
from tasktide_export.errors import UsageError
from tasktide_export.exporters.epub import EpubOptions, kindle
from tasktide_export.exporters.epub.kindle_pages import ATTRIBUTES, physical_sheet
from tasktide_export.exporters.epub.kindle_pictures import adapt
from tests.building import math_block, mathml, paragraph, png_asset
from tests.effort import tries
from tests.specimen import article
from tests.strategies import documents

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "x": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
SUBSET = frozenset(
    (
        "a", "abbr", "aside", "blockquote", "body", "br", "caption", "code", "dd", "div", "dl",
        "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
        "hr", "html", "img", "li", "link", "meta", "nav", "ol", "p", "pre", "q", "section",
        "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "title",
        "tr", "ul",
    )
)  # fmt: skip
KINDLE = EpubOptions(target="kindle")
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    b'<rect width="20" height="20" fill="#14407a"/></svg>'
)


def export(document: Document) -> bytes:
    return tasktide.export(document, "epub", options=KINDLE).data


def book(document: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(export(document)))


def xml(archive: zipfile.ZipFile, name: str):
    return etree.fromstring(archive.read(f"EPUB/{name}"))


def pages(archive: zipfile.ZipFile):
    names = [name for name in archive.namelist() if name.endswith(".xhtml")]
    return {name: etree.fromstring(archive.read(name)) for name in names}


def metas(archive: zipfile.ZipFile, name: str) -> list[str]:
    found = xml(archive, "content.opf").iterfind(f".//opf:meta[@property='{name}']", NS)
    return [one.text for one in found]


def made(*blocks, assets=(), title="T", **about) -> Document:
    metadata = Metadata(title=title, language="en", **about)
    return identify(Document(metadata=metadata, blocks=blocks, assets=assets))


def drawing(key: str = "d", name: str = "d.svg", data: bytes = SVG) -> Asset:
    return Asset(key, "image/svg+xml", data, name, 40, 20)


def test_pages_keep_to_the_subset():
    with book(article()) as archive:
        found = [one for page in pages(archive).values() for one in page.iter(etree.Element)]
        tags = {one.tag for one in found}
        attributes = {name for one in found for name in one.attrib}
    assert {tag.rpartition("}")[2] for tag in tags} <= SUBSET
    assert {tag.rpartition("}")[0] for tag in tags} == {"{http://www.w3.org/1999/xhtml"}
    assert attributes <= ATTRIBUTES


def test_nothing_in_the_package_is_a_drawing_or_claims_mathml():
    document = made(Paragraph((Image("d", "a blue half"),)), assets=(drawing(),))
    for one in (document, article()):
        with book(one) as archive:
            items = list(xml(archive, "content.opf").iterfind(".//opf:item", NS))
        assert "image/svg+xml" not in {item.get("media-type") for item in items}
        assert "mathml" not in {item.get("properties") for item in items}


def test_a_drawing_becomes_a_picture_of_the_same_size():
    document = made(Paragraph((Image("d", "a blue half"),)), assets=(drawing(),))
    with book(document) as archive:
        image = xml(archive, "title.xhtml").find(".//x:img", NS)
        data = archive.read("EPUB/images/d.png")
    assert dict(image.attrib) == {
        "src": "images/d.png",
        "width": "40",
        "height": "20",
        "alt": "a blue half",
    }
    with Picture.open(io.BytesIO(data)) as picture:
        assert picture.size == (80, 40)
        assert picture.convert("RGBA").getpixel((70, 20)) == (255, 255, 255, 255)


def test_a_picture_in_another_format_becomes_png():
    memory = io.BytesIO()
    Picture.new("RGB", (6, 4), "#14407a").save(memory, "WEBP")
    asset = Asset("w", "image/webp", memory.getvalue(), "w.webp", 6, 4)
    adapted = adapt(made(Paragraph((Image("w", "a field"),)), assets=(asset,)))
    shown = adapted.document.assets[0]
    assert (shown.media_type, shown.name, shown.width) == ("image/png", "w.png", 6)


def test_names_of_pictures_stay_apart():
    assets = (drawing("a", "d.svg"), replace(png_asset("b"), name="D.png"))
    adapted = adapt(made(Paragraph((Image("a", "x y"), Image("b", "z"))), assets=assets))
    assert [one.name for one in adapted.document.assets] == ["d-2.png", "D.png"]


def test_a_formula_becomes_a_picture_with_its_alternative():
    with book(article()) as archive:
        page = xml(archive, "chapter-readings.xhtml")
        images = [one for one in page.iterfind(".//x:img", NS) if one.get("style")]
        sizes = {
            one.get("src"): Picture.open(io.BytesIO(archive.read(f"EPUB/{one.get('src')}"))).size
            for one in images
        }
    assert [one.get("alt") for one in images] == ["h bar", "h equals two a"]
    inline, display = (one.get("style") for one in images)
    assert "vertical-align" in inline
    assert "vertical-align" not in display
    assert all(width > 10 and height > 10 for width, height in sizes.values())


def test_the_same_formula_is_drawn_once():
    formula = Math(mathml("<mi>x</mi>"), "x")
    adapted = adapt(made(paragraph("a ", formula, " b ", formula)))
    assert len(adapted.document.assets) == 1


def test_a_displayed_formula_keeps_its_place():
    document = identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            blocks=(replace(math_block("<mi>x</mi>", "x"), id="here", language="fr"),),
        )
    )
    block = adapt(document).document.blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.id, block.language) == (document.blocks[0].id, "fr")


@pytest.mark.parametrize("broken", ["<math", "<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_a_formula_that_cannot_be_drawn_is_its_alternative(broken):
    document = made(
        paragraph("Mean ", Math(broken, "h bar"), "."),
        MathBlock(mathml=broken, alternative="h equals two a"),
    )
    adapted = adapt(document)
    assert list(blocks_texts(adapted.document.blocks)) == ["Mean h bar.", "h equals two a"]
    assert adapted.document.assets == ()
    assert [one.rule for one in adapted.findings] == ["epub-kindle-formula"]


def test_a_formula_without_an_alternative_has_none_as_a_picture():
    document = made(paragraph("Mean ", Math(mathml("<mi>h</mi>"), ""), "."))
    images = [one for one in walk.all_inlines(adapt(document).document) if isinstance(one, Image)]
    assert [one.alternative for one in images] == [MISSING]
    with book(document) as archive:
        assert metas(archive, "schema:accessModeSufficient") == ["textual,visual"]
        assert metas(archive, "dcterms:conformsTo") == []


def test_claims_are_those_of_pictures():
    document = made(paragraph("Mean ", Math(mathml("<mi>h</mi>"), "h bar"), "."))
    with book(document) as archive:
        features = metas(archive, "schema:accessibilityFeature")
        modes = metas(archive, "schema:accessMode")
        claims = metas(archive, "dcterms:conformsTo")
    assert "MathML" not in features
    assert "alternativeText" in features
    assert modes == ["textual", "visual"]
    assert claims == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]


def test_an_image_that_cannot_be_prepared_is_words_and_an_error():
    broken = drawing(data=b"<svg")
    document = made(
        paragraph("See ", Image("d", "a blue half")),
        Embed("A film", "https://example.org/film", poster="d"),
        assets=(broken,),
        cover="d",
    )
    artifact = tasktide.export(document, "epub", options=KINDLE)
    found = [one.rule for one in artifact.findings]
    assert "epub-kindle-image" in found
    assert artifact.conformance == ()
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
        assert "".join(xml(archive, "title.xhtml").find(".//x:p", NS).itertext()) == (
            "See a blue half"
        )
        assert "EPUB/cover.png" in archive.namelist()


def test_images_without_bytes_are_words_that_need_no_style_sheet():
    document = made(
        paragraph("a ", Image("", "a staff", "https://example.org/a.png"), " b"),
        paragraph("c ", Image("", DECORATIVE), " d"),
        paragraph("e ", Image("", MISSING), " f"),
    )
    with book(document) as archive:
        body = xml(archive, "title.xhtml")
    words = ["".join(one.itertext()) for one in body.iterfind(".//x:p", NS)]
    assert words == ["a a staff b", "c  d", "e Image not included f"]


def test_notes_pop_up_and_lead_back():
    with book(article()) as archive:
        found = pages(archive)
    calls = [
        (name, one.get("href"))
        for name, page in found.items()
        for one in page.iterfind(".//x:a", NS)
        if one.get(EPUB_TYPE) == "noteref"
    ]
    notes = found["EPUB/notes.xhtml"].findall(".//x:aside", NS)
    assert {one.get(EPUB_TYPE) for one in notes} == {"footnote"}
    assert [f"notes.xhtml#{one.get('id')}" for one in notes] == [href for _, href in calls]
    backs = [one.find(".//x:a", NS).get("href") for one in notes]
    assert [back.split("#")[0] for back in backs] == [name.split("/")[1] for name, _ in calls]


def test_the_ncx_has_two_levels_and_nav_has_all():
    with book(article()) as archive:
        labels = xml(archive, "toc.ncx").iterfind(".//ncx:navPoint/ncx:navLabel/ncx:text", NS)
        lines = xml(archive, "nav.xhtml").find(".//x:nav", NS).iterfind(".//x:a", NS)
        assert [one.text for one in labels] == ["Readings", "In deep water", "Tools"]
        assert [one.text for one in lines] == ["Readings", "In deep water", "Deeper still", "Tools"]


def test_landmarks_stay_out_of_sight():
    with book(article()) as archive:
        marks = xml(archive, "nav.xhtml").findall(".//x:nav", NS)[1]
    assert marks.get("style") == "display: none"


def test_there_is_always_a_cover_of_dots():
    with book(made(paragraph("words"))) as archive:
        item = xml(archive, "content.opf").find(".//opf:item[@properties='cover-image']", NS)
        assert (item.get("href"), item.get("media-type")) == ("cover.png", "image/png")
        with Picture.open(io.BytesIO(archive.read("EPUB/cover.png"))) as picture:
            assert picture.size == (1600, 2560)
            colours = picture.convert("RGB").resize((160, 256)).getcolors(100_000) or []
    assert {colour for _, colour in sorted(colours)[-2:]} == {(20, 64, 122), (255, 255, 255)}


def test_a_given_cover_becomes_a_picture():
    with book(made(paragraph("words"), assets=(drawing(),), cover="d")) as archive:
        item = xml(archive, "content.opf").find(".//opf:item[@properties='cover-image']", NS)
    assert item.get("href") == "images/d.png"


def test_kindle_without_a_cover_is_refused():
    with pytest.raises(UsageError, match="cover"):
        EpubOptions(target="kindle", cover="none")


def test_characters_without_a_glyph_are_no_boxes_on_the_cover(monkeypatch):
    def drawn(title):
        artifact = tasktide.export(made(paragraph("words"), title=title), "epub", options=KINDLE)
        with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
            rules = [one.rule for one in artifact.findings]
            return archive.read("EPUB/cover.png"), rules

    plain, rules = drawn("Tides")
    assert "epub-cover-words" not in rules
    monkeypatch.setattr(kindle, "without_glyph", lambda words: frozenset("☃") & set(words))
    lacking, rules = drawn("☃ Tides")
    assert "epub-cover-words" in rules
    assert lacking == plain


def test_the_style_sheet_has_sides_where_it_had_starts():
    css = (
        "ul { padding-inline-start: 1em; text-align: start } "
        'q { border-inline-end-color: red } a[role="doc-backlink"] { color: red }'
    )
    assert physical_sheet(css, "ltr") == (
        "ul { padding-left: 1em; text-align: left } "
        "q { border-right-color: red } a.backlink { color: red }"
    )
    assert physical_sheet(css, "rtl").startswith("ul { padding-right: 1em; text-align: right }")


def test_a_formula_in_a_heading_keeps_the_outline():
    formula = Math(mathml("<mi>x</mi>"), "x squared")
    section = Section((Text("On "), formula), (paragraph("words"),))
    document = identify(Document(metadata=Metadata(title="T", language="en"), sections=(section,)))
    with book(document) as archive:
        assert xml(archive, "nav.xhtml").findtext(".//x:li/x:a", namespaces=NS) == "On x squared"


def test_a_figure_of_a_drawing_passes_the_check():
    figure = Figure((Paragraph((Image("d", "a blue half"),)),), caption=(Text("Blue."),))
    document = made(figure, assets=(drawing(),))
    assert errors(export(document), adapt(document).document) == []


def test_the_file_can_be_held_against_the_article_itself():
    assert errors(export(article()), article()) == []


def test_same_bytes_twice():
    document = replace(article(), metadata=replace(article().metadata, cover=""))
    assert export(document) == export(document)


def errors(data: bytes, document: Document) -> list[str]:
    """Return the errors found in the file, those left out that the document itself has."""
    own = ("image-alternative-", "table-header-missing", "language-", "title-missing")
    found = [one for one in verify(data, "epub", document) if one.severity == "error"]
    return [f"{one.rule}: {one.message}" for one in found if not one.rule.startswith(own)]


@settings(max_examples=tries(25), deadline=None)
@given(documents(4))
def test_every_document_keeps_its_text(document):
    data = export(document)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for page in pages(archive).values():
            tags = {one.tag.rpartition("}")[2] for one in page.iter(etree.Element)}
            assert tags <= SUBSET
    assert errors(data, adapt(document).document) == []
