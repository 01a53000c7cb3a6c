"""The PDF: structure, metadata, and the hooks into WeasyPrint."""

import io
import re

import pikepdf
import pypdfium2
import pytest

import tasktide_export as tasktide
from tasktide_export.document import (
    MISSING,
    Block,
    Cell,
    Document,
    Image,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    identify,
)
from tasktide_export.errors import InaccessibleDocumentError, RenderError, UsageError
from tasktide_export.exporters.pdf import PdfOptions
from tests.building import paragraph, png_asset
from tests.specimen import article


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(tasktide.export(document, "pdf").data))


def kids(element):
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def tree(element) -> str:
    """Return the roles below ``element`` as ``Role(Role Role(…))``."""
    parts = [kid for kid in kids(element) if is_element(kid) and "/ActualText" not in kid]
    inner = " ".join(tree(kid) for kid in parts)
    return str(element["/S"])[1:] + (f"({inner})" if inner else "")


def elements(element):
    yield element
    for kid in kids(element):
        if is_element(kid):
            yield from elements(kid)


def root(pdf):
    return pdf.Root["/StructTreeRoot"]["/K"][0]


def many_pages(words: str) -> Document:
    section = Section((Text("Long"),), tuple(paragraph(words) for _ in range(120)))
    return identify(Document(metadata=Metadata(title="T", language="en"), sections=(section,)))


def test_hooks_into_weasyprint_are_where_they_were():
    """A new WeasyPrint fails here first, and this says which private name has moved."""
    import pydyf
    import weasyprint
    import weasyprint.document as maker
    import weasyprint.pdf as writer
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import stream as streams

    assert callable(writer.add_tags), "weasyprint.pdf.add_tags"
    assert streams.Stream is writer.Stream, "weasyprint.pdf.stream.Stream"
    assert callable(pydyf._to_bytes), "pydyf._to_bytes"
    assert set(vars(maker.TargetCollector())) >= {
        "target_lookup_items",
        "counter_lookup_items",
    }, "weasyprint.document.TargetCollector"
    assert set(vars(weasyprint.HTML(string="<p>"))) == {
        "base_url",
        "url_fetcher",
        "media_type",
        "wrapper_element",
        "etree_element",
    }, "weasyprint.HTML"
    assert hasattr(writer.Stream, "marked"), "weasyprint.pdf.Stream.marked"
    assert hasattr(writer.Stream, "artifact"), "weasyprint.pdf.Stream.artifact"
    assert hasattr(AbsolutePlaceholder, "__getattr__"), "AbsolutePlaceholder"
    page = weasyprint.HTML(string="<p><a href='#x' id=x>word</a>").render().pages[0]
    assert hasattr(page, "_page_box"), "Page._page_box"
    assert [link[0] for link in page.links] == ["internal"], "Page.links"
    assert set(page.anchors) == {"x"}, "Page.anchors"
    margins = [one for one in page._page_box.children if isinstance(one, boxes.MarginBox)]
    assert margins == [], "PageBox.children, boxes.MarginBox"
    lines = [one for one in page._page_box.descendants() if isinstance(one, boxes.LineBox)]
    assert [line.element.tag for line in lines] == ["p"], "boxes.LineBox, Box.element"
    metadata = weasyprint.HTML(string="<p>a").render().metadata
    assert callable(metadata.generate_rdf_metadata), "DocumentMetadata.generate_rdf_metadata"
    box = page.links[0][3]
    assert (box.element_tag, box.element.tag) == ("a", "a"), "Box.element, Box.element_tag"
    assert hasattr(box, "link_annotation"), "Box.link_annotation"


def test_structure_of_the_specimen():
    with opened(article()) as pdf:
        roles = tree(root(pdf))
    link = "Reference(Link)"
    toc = f"TOC(Caption TOCI({link} TOC(TOCI({link} TOC(TOCI({link}))))) TOCI({link}))"
    assert roles.startswith(
        f"Document(Div(H1 P P P) {toc} P(Strong Em Reference(Link) Link) Sect(H2"
    )
    assert (
        "Table(Caption THead(TR(TH TH) TR(TH TH)) TBody(TR(TH TD TD)) TBody(TR(TH TD)) TFoot"
        in roles
    )
    assert "L(LI(Lbl LBody(P L(LI(Lbl LBody(P)) LI(Lbl LBody(P))))) LI(Lbl LBody(P)))" in roles
    assert "L(LI(Lbl Lbl LBody(P)))" in roles
    assert roles.endswith("Sect(Note(P(Lbl(Link) Em)) Note(P(Lbl(Link)) P)))")


def test_an_element_stays_one_across_pages():
    items = tuple(ListItem((paragraph("word " * 30),)) for _ in range(120))
    document = identify(
        Document(metadata=Metadata(title="T", language="en"), blocks=(List(items),))
    )
    with opened(document) as pdf:
        roles = [str(one["/S"]) for one in elements(root(pdf))]
        assert len(pdf.pages) > 3
    assert (roles.count("/L"), roles.count("/LI")) == (1, 120)


def test_page_headers_are_artifacts():
    with opened(many_pages("word " * 40)) as pdf:
        pages = len(pdf.pages)
        assert pages > 3
        drawn = [page.Contents.read_bytes() for page in pdf.pages]
        roles = [str(one["/S"]) for one in elements(root(pdf))]
    assert roles.count("/P") == 120
    for stream in drawn[1:]:
        marks = re.findall(rb"/(\w+)\s+(?:<<[^>]*>>\s+BDC|BMC)", stream)
        assert marks.count(b"Artifact") >= 2


def test_language_of_parts_and_expansions():
    with opened(article()) as pdf:
        assert str(pdf.Root["/Lang"]) == "en-GB"
        languages = {str(one["/Lang"]) for one in elements(root(pdf)) if "/Lang" in one}
        expansions = [str(one["/E"]) for one in elements(root(pdf)) if "/E" in one]
    assert {"fr", "ar"} <= languages
    assert expansions == ["principal lunar semidiurnal constituent"]


def test_links_say_their_text_and_are_there_once_a_line():
    with opened(article()) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", [])]
        contents = [str(a["/Contents"]) for a in links]
    assert "the tools" in contents
    assert contents.count("Readings") == 1
    assert not any(words.startswith(("http", "#")) for words in contents)


def test_bookmarks_are_the_outline():
    document = article()
    with opened(document) as pdf, pdf.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert found == [(e.title, [c.title for c in e.children]) for e in document.outline]


def test_the_claim_is_made_when_it_is_earned():
    artifact = tasktide.export(many_pages("word"), "pdf")
    assert artifact.conformance == ("PDF/UA-1", "PDF/A-3a")
    assert b"pdfuaid:part" in xmp(artifact.data)


def xmp(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.Root["/Metadata"].read_bytes() if "/Metadata" in pdf.Root else b""


def flawed() -> Document:
    image = Paragraph((Image("p", MISSING),))
    return identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            blocks=(image,),
            assets=(png_asset("p"),),
        )
    )


def test_the_claim_is_left_out_when_it_is_not():
    artifact = tasktide.export(flawed(), "pdf")
    assert artifact.conformance == ()
    assert b"pdfuaid" not in xmp(artifact.data)


def test_strict_refuses_instead(tmp_path):
    target = tmp_path / "a.pdf"
    with pytest.raises(InaccessibleDocumentError) as caught:
        tasktide.export(flawed(), "pdf", target, strict=True)
    assert [one.rule for one in caught.value.findings] == ["image-alternative-missing"]
    assert not target.exists()


def test_nesting_does_not_end_in_a_recursion_error():
    block: Block = paragraph("deep")
    for _ in range(90):
        block = List((ListItem((block,)),))
    document = identify(Document(metadata=Metadata(title="T", language="en"), blocks=(block,)))
    with opened(document) as pdf:
        roles = [str(one["/S"]) for one in elements(root(pdf))]
    assert roles.count("/L") == 90


def test_nothing_but_admitted_assets_is_opened(tmp_path):
    """Own CSS may name files and addresses; none of them is opened."""
    secret = tmp_path / "secret.png"
    secret.write_bytes(png_asset().data)
    css = (
        f'body {{ background: url("{secret.as_uri()}") }}'
        "main { background: url(http://127.0.0.1:9/x.png) }"
    )
    artifact = tasktide.export(article(), "pdf", css=css)
    messages = [one.message for one in artifact.findings if one.rule == "pdf-layout"]
    assert [line for line in messages if "only admitted assets" not in line] == []
    assert sum("secret.png" in line or "127.0.0.1" in line for line in messages) == 2


def wide_table(columns: int) -> Document:
    row = Row(tuple(Cell((paragraph(f"Heading{n}"),), header=True) for n in range(columns)))
    body = Row(tuple(Cell((paragraph(f"{n},000.00"),)) for n in range(columns)))
    return identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            blocks=(Table(((body,) * 3,), (row,)), paragraph("after")),
        )
    )


def widths(data: bytes) -> list[float]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [round(float(page.mediabox[2])) for page in pdf.pages]


@pytest.mark.parametrize(("columns", "pages"), [(6, [595]), (11, [595]), (16, [595, 842, 595])])
def test_wide_tables_get_smaller_then_a_page_turned_sideways(columns, pages):
    artifact = tasktide.export(wide_table(columns), "pdf")
    assert widths(artifact.data) == pages
    assert artifact.conformance == ("PDF/UA-1", "PDF/A-3a")


def test_text_that_runs_off_the_paper_is_told_and_nothing_is_claimed(tmp_path):
    artifact = tasktide.export(wide_table(60), "pdf")
    assert "pdf-off-page" in {one.rule for one in artifact.findings}
    assert artifact.conformance == ()
    with pytest.raises(InaccessibleDocumentError):
        tasktide.export(wide_table(60), "pdf", tmp_path / "a.pdf", strict=True)
    assert list(tmp_path.iterdir()) == []


def test_a_character_without_a_glyph_is_told_and_nothing_is_claimed():
    document = many_pages("here: \U000f1234.")
    artifact = tasktide.export(document, "pdf")
    assert {one.excerpt for one in artifact.findings} == {"\U000f1234"}
    assert artifact.conformance == ()
    assert b"pdfuaid" not in xmp(artifact.data)


def test_right_to_left_text_is_extracted_in_its_order():
    """By an independent reader of the page, which puts right-to-left runs in order itself."""
    words = "القراءة بصوت واضح"
    document = identify(
        Document(metadata=Metadata(title="T", language="ar"), blocks=(paragraph(words),))
    )
    data = tasktide.export(document, "pdf").data
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0]
        assert words in page.get_textpage().get_text_range()
    with pikepdf.open(io.BytesIO(data)) as opened_pdf:
        assert str(opened_pdf.Root["/ViewerPreferences"]["/Direction"]) == "/R2L"


def test_own_css_that_layout_cannot_do_is_an_error_in_words():
    css = ".contents a::after { float: inline-end }"
    with pytest.raises(RenderError, match="layout failed"):
        tasktide.export(article(), "pdf", css=css)


def test_same_bytes_twice():
    assert tasktide.export(article(), "pdf").data == tasktide.export(article(), "pdf").data


def test_formulas_carry_their_mathml():
    with opened(article()) as pdf:
        formulas = [one for one in elements(root(pdf)) if str(one["/S"]) == "/Formula"]
        files = [one["/AF"][0] for one in formulas]
        assert files
        assert {str(one["/AFRelationship"]) for one in files} == {"/Supplement"}
        for one in files:
            data = one["/EF"]["/F"].read_bytes()
            assert data.startswith(b"<math")


def test_the_document_is_attached_when_asked():
    options = PdfOptions(attach_json=True)
    data = tasktide.export(article(), "pdf", options=options).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        attached = pdf.attachments["document.json"].get_file().read_bytes()
        assert str(pdf.Root["/AF"][0]["/AFRelationship"]) == "/Source"
    assert tasktide.read(attached, format="json").outline == article().outline


def test_pictures_of_many_dots_get_smaller():
    big = png_asset("p", width=900, height=900)
    document = identify(
        Document(
            metadata=Metadata(title="T", language="en"),
            blocks=(Paragraph((Image("p", "A square"),)),),
            assets=(big,),
        )
    )
    sizes = []
    for dpi in (0, 72):
        data = tasktide.export(document, "pdf", options=PdfOptions(image_dpi=dpi)).data
        with pikepdf.open(io.BytesIO(data)) as pdf:
            sizes.append(max(int(one.Width) for one in pdf.pages[0].get_images().values()))
    assert sizes[0] == 900
    assert sizes[1] < 500


def test_pdf_ua_2_is_refused_with_the_reason():
    with pytest.raises(UsageError, match="PDF/UA-2 is not written yet"):
        PdfOptions(variant="pdf/ua-2")


def test_pages_have_labels():
    with opened(article()) as pdf:
        assert str(pdf.Root["/PageLabels"]["/Nums"][1]["/S"]) == "/D"


def test_half_transparent_text_is_read():
    """It is drawn in a stream of its own, whose marks are not those of the page."""
    css = "p { opacity: 0.5 }"
    data = tasktide.export(many_pages("Half seen."), "pdf", css=css).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        marks = [
            kid
            for element in elements(root(pdf))
            for kid in kids(element)
            if isinstance(kid, pikepdf.Dictionary) and "/Stm" in kid
        ]
        owners = dict(
            zip(*[iter(pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"])] * 2, strict=True)
        )
        for mark in marks:
            assert mark["/Stm"]["/Subtype"] == "/Form"
            owner = owners[mark["/Stm"]["/StructParents"]][int(mark["/MCID"])]
            assert owner["/S"] == "/P"
    assert len(marks) == 120
