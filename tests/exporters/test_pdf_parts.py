"""An edition laid out article by article is the same document as one laid out at once."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

import tasktide_export as tasktide
from tasktide_export import checks, styles
from tasktide_export.checks.readback.pdf.content import ContentReader
from tasktide_export.document import Metadata, Section, Text, identify
from tasktide_export.editions import Article, bind
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.pdf import PdfOptions
from tasktide_export.exporters.pdf.edition_pages import ELSEWHERE, article_page, front_page
from tasktide_export.exporters.pdf.layout import write_pdf
from tasktide_export.exporters.pdf.print_page import PrintPage, print_page
from tests.building import paragraph
from tests.specimen import article

EXAMPLES = Path(__file__).parents[2] / "examples"
XHTML = "{http://www.w3.org/1999/xhtml}"
AT_ONCE = """
.article { break-before: page; string-set: title attr(data-title) }
"""


def short(number):
    words = "A tide is read from a staff, twice a day, and written down by hand. "
    sections = tuple(
        Section((Text(f"Part {n}"),), tuple(paragraph(words * 6) for _ in range(4)))
        for n in range(3)
    )
    about = Metadata(title=f"Readings, volume {number}", language="en")
    return identify(tasktide.Document(metadata=about, sections=sections))


@pytest.fixture(scope="module")
def edition():
    """Give twelve articles bound into one edition, with links between them."""
    read = [tasktide.read(EXAMPLES / name) for name in ("tidal-clocks.html", "city-trees.txt")]
    documents = [article(), *read, *(short(number) for number in range(9))]
    link = "See [the clocks](tidal-clocks.html) and [the trees](city-trees.txt).\n"
    documents[-1] = replace(
        tasktide.read(f"# Ways\n\n{link}".encode(), format="markdown"),
        metadata=Metadata(title="Ways", language="en"),
    )
    names = ["specimen", "tidal-clocks.html", "city-trees.txt", *(f"a{n}" for n in range(9))]
    bound = bind([Article(n, d) for n, d in zip(names, documents, strict=True)])
    assert len(bound.articles) == 12
    return bound


@pytest.fixture(scope="module")
def setting(edition):
    return Setting(style=styles.load(), findings=checks.check_document(edition))


@pytest.fixture(scope="module")
def merged(edition):
    return tasktide.export(edition, "pdf").data


@pytest.fixture(scope="module")
def at_once(edition, setting):
    """Lay out the same pages in one call of the layout, with its own counters."""
    options = PdfOptions()
    root = etree.fromstring(front_page(edition, {}, options, setting).markup().encode())
    body = root.findall(f"{XHTML}body")[0]
    formulas = print_page(edition, options, setting).formulas
    for section in edition.sections:
        page = article_page(edition, section, options, setting)
        part = etree.fromstring(page.markup().encode())
        box = etree.SubElement(body, f"{XHTML}div", {"class": "article"})
        heading = next(part.iter(f"{XHTML}h2"))
        box.set(
            "data-title",
            etree.tostring(heading, encoding="unicode", method="text", with_tail=False),
        )
        box.extend(list(part.findall(f"{XHTML}body")[0]))
        formulas.drawings.update(page.formulas.drawings)
    for link in body.iter(f"{XHTML}a"):
        link.set("href", link.get("href", "").replace(ELSEWHERE, "#"))
    next(root.iter(f"{XHTML}style")).text = ""
    css = setting.style.css("print") + AT_ONCE
    about = front_page(edition, {}, options, setting).about
    page = PrintPage(root, css, formulas, about)
    return write_pdf(page, edition, setting.progress, claim=False).data


def structure(data):
    """Return the tree's roles with the page that each element begins on, in order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        texts = ContentReader()
        for number, page in enumerate(pdf.pages):
            texts.read_page(page, number)
        return list(lines(pdf.Root.StructTreeRoot.K[0], 0, pages, texts.contents.texts))


def lines(element, depth, pages, texts):
    page = pages[element.Pg.objgen]
    yield depth, str(element.S), page, said(element, page, pages, texts)
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from lines(kid, depth + 1, pages, texts)


def said(element, page, pages, texts):
    words = []
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            words.append(texts[page, 0, int(kid)])
        elif "/MCID" in kid:
            words.append(texts[pages[kid.Pg.objgen], 0, int(kid.MCID)])
    return "".join(words)


def links(data):
    """Return each link's page, words and where it leads."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (number, str(one.Contents), str(one.get("/Dest", "") or one.A.get("/URI", "")))
            for number, page in enumerate(pdf.pages)
            for one in page.obj.get("/Annots", [])
        ]


def destinations(data):
    """Return the page of each named destination."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found = pikepdf.NameTree(pdf.Root.Names.Dests)
        return {str(name): pages[place[0].objgen] for name, place in found.items()}


def bookmarks(data):
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:

        def walk(items, level):
            for item in items:
                yield level, item.title
                yield from walk(item.children, level + 1)

        return list(walk(outline.root, 1))


def test_roles_order_pages_and_words_are_the_same(merged, at_once):
    assert structure(at_once) == structure(merged)


def test_links_lead_to_the_same_places(merged, at_once):
    assert links(at_once) == links(merged)
    assert not any(ELSEWHERE in where for _, _, where in links(merged))


def test_destinations_are_on_the_same_pages(merged, at_once):
    assert destinations(at_once) == destinations(merged)


def test_bookmarks_are_the_outline(merged, at_once, edition):
    assert bookmarks(at_once) == bookmarks(merged)
    tops = [entry.title for entry in edition.outline]
    assert tops == [title for level, title in bookmarks(merged) if level == 1]


def test_page_numbers_count_through_the_edition(merged):
    import pypdfium2

    with pypdfium2.PdfDocument(merged) as pdf:
        total = len(pdf)
        for number in range(total):
            text = pdf[number].get_textpage().get_text_range()
            assert f"{number + 1} / {total}" in text


def test_contents_name_the_page_of_each_article(merged, edition):
    places = destinations(merged)
    starts = [places[name] for name in edition.articles]
    assert starts == sorted(set(starts))
    printed = checks.read_back(merged, "pdf").printed or ()
    wanted = [
        f"{entry.title}{start + 1}" for entry, start in zip(edition.outline, starts, strict=True)
    ]
    assert wanted == [one.title for one in printed if one.level == 1]


def test_same_bytes_twice(edition, merged):
    assert merged == tasktide.export(edition, "pdf").data


def test_the_edition_is_verified_against_its_document(edition, merged):
    rules = {one.rule for one in tasktide.check(merged, edition)}
    assert rules <= {"image-alternative-missing", "alternative-lost"}
