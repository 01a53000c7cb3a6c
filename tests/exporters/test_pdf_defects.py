"""Known defects of tag trees that layout engines make by themselves, each found absent.

The tree of stock WeasyPrint has sixteen; three are watched in ``test_pdf``:

- 3, elements split at page breaks: ``test_an_element_stays_one_across_pages``;
- 5, page headers and page numbers as content: ``test_page_headers_are_artifacts``;
- 8, no language of parts: ``test_language_of_parts_and_expansions``.
"""

import io
import shutil
import subprocess

import pikepdf
import pytest

import tasktide_export as tasktide
from tasktide_export.checks.readback.pdf.links import dangling_links
from tasktide_export.document import (
    DECORATIVE,
    Abbreviation,
    Cell,
    Code,
    DefinitionItem,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Image,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Quotation,
    Row,
    Section,
    Strong,
    Table,
    Text,
    identify,
)
from tasktide_export.document.kinds import Numbering
from tests.building import paragraph, png_asset
from tests.exporters.pdf_tree.actual import actual, attribute, elements, role_of, top
from tests.exporters.pdf_tree.marks import sequences
from tests.exporters.pdf_tree.node import lines, node, nodes
from tests.exporters.pdf_tree.rules import (
    annotations,
    bodiless,
    elements_of,
    nameless,
    said,
    scopeless,
    words_of,
)
from tests.specimen import article

GERMAN = (
    "Donaudampfschifffahrtsgesellschaft",
    "Rechtsschutzversicherungsgesellschaften",
    "Bundesausbildungsförderungsgesetz",
    "Nahrungsmittelunverträglichkeit",
    "Kraftfahrzeughaftpflichtversicherung",
    "Geschwindigkeitsbegrenzung",
)
HYPHENATED = "p { hyphens: auto }"


def document_of(*blocks, language="en", **rest):
    about = Metadata(title="T", language=language)
    return identify(Document(metadata=about, blocks=blocks, **rest))


def opened(*blocks, css="", **rest):
    return shown(document_of(*blocks, **rest), css)


def shown(document, css=""):
    return pikepdf.open(io.BytesIO(tasktide.export(document, "pdf", css=css).data))


def roles(pdf):
    return [role_of(one) for one in elements(top(pdf))]


def cell(text, **rest):
    return Cell((paragraph(text),), **rest)


def test_1_no_list_item_without_a_body():
    picture = Paragraph((Image("p", DECORATIVE),))
    items = (ListItem(()), ListItem((picture,)), ListItem((paragraph("words"),)))
    terms = DefinitionList((DefinitionItem(((Text("term"),),), ((picture,),)),))
    with opened(List(items), List(items, ordered=True), terms, assets=(png_asset("p"),)) as pdf:
        assert [] == list(bodiless(pdf))
        assert roles(pdf).count("LI") == 7


def test_2_no_decorative_image_as_a_figure():
    picture = Paragraph((Image("p", DECORATIVE),))
    with opened(picture, paragraph("words"), assets=(png_asset("p"),)) as pdf:
        assert "Figure" not in roles(pdf)
        drawn = [(tag, mcid) for tag, mcid, found in sequences(pdf.pages[0]) if "Do" in found]
    assert drawn == [("Artifact", None)]


def test_4_no_repeated_table_head_as_content():
    rows = tuple(Row((cell("Monday", header=True), cell("3.1"))) for _ in range(120))
    head = Row((cell("Day", header=True), cell("Height", header=True)))
    with opened(Table((rows,), (head,))) as pdf:
        tree = actual(pdf)
        drawn = [_drawn_artifacts(page) for page in pdf.pages]
    assert [said(one) for one in nodes(tree, "THead")] == ["DayHeight"]
    assert len(list(nodes(tree, "TR"))) == 121
    assert len(drawn) > 2
    # The page's title and number, and the two cells of the head.
    assert drawn[-1] == 4


def _drawn_artifacts(page):
    return sum(
        tag == "Artifact" and bool(found & {"TJ", "Tj"}) for tag, _, found in sequences(page)
    )


def test_6_no_contents_that_are_a_list_like_any_other():
    parts = tuple(Section((Text(title),), (paragraph("Words."),)) for title in ("One", "Two"))
    with opened(sections=parts) as pdf:
        (contents,) = nodes(actual(pdf), "TOC")
    titles = [node("TOCI", [node("Reference", [node("Link", [t])])]) for t in ("One", "Two")]
    wanted = node("TOC", [node("Caption", ["Contents"]), *titles])
    assert list(lines(wanted)) == list(lines(contents))


def test_7_no_link_that_says_its_target_or_is_one_for_each_line():
    words = "where the harbour keeps its ledger " * 12
    with opened(paragraph("See ", Link("https://example.org/a", (Text(words.strip()),)))) as pdf:
        (link,) = elements_of(pdf, "Link")
        found = [str(one["/Contents"]) for one in annotations(link)]
    assert len(found) > 2
    assert set(found) == {words.strip()}


def test_9_no_footnote_without_its_type_its_id_and_links_both_ways():
    call = paragraph("A claim", NoteReference("n"), ".")
    with opened(call, notes=(Note("n", (paragraph("Its source."),)),)) as pdf:
        assert [] == list(nameless(pdf, "Note"))
        (note,) = elements_of(pdf, "Note")
        links = elements_of(pdf, "Link")
        targets = [words_of(one["/Dest"]) for link in links for one in annotations(link)]
        assert [] == list(dangling_links(pdf))
        assert [role_of(link["/P"]) for link in links] == ["Reference", "Lbl"]
    assert words_of(note["/ID"]) == targets[0]
    assert targets == ["note-1", "note-1-ref"]


def test_10_no_inline_that_means_nothing():
    inlines = (
        Emphasis((Text("em"),)),
        Strong((Text("strong"),)),
        Code("code"),
        Quotation((Text("quoted"),)),
        Abbreviation((Text("M2"),), "principal lunar constituent"),
    )
    with opened(paragraph("a ", *inlines)) as pdf:
        assert roles(pdf)[-5:] == ["Em", "Strong", "Code", "Quote", "Span"]
        assert "NonStruct" not in roles(pdf)
        mapped = {str(k): str(v) for k, v in pdf.Root["/StructTreeRoot"]["/RoleMap"].items()}
    assert (mapped["/Em"], mapped["/Strong"]) == ("/Span", "/Span")


def test_11_no_caption_apart_from_its_figure_and_no_box_in_pixels():
    shown_there = Paragraph((Image("p", "A staff"),))
    with opened(
        Figure((shown_there,), (Text("The staff"),)), assets=(png_asset("p", 80, 60),)
    ) as pdf:
        (figure,) = elements_of(pdf, "Figure")
        (caption,) = elements_of(pdf, "Caption")
        left, bottom, right, top_edge = map(float, attribute(figure, "/BBox"))
        _, _, width, height = map(float, pdf.pages[0].mediabox)
        assert (str(figure["/Alt"]), caption["/P"].objgen) == ("A staff", figure.objgen)
    # 80 by 60 CSS pixels, 96 an inch, in the middle of the page.
    assert (right - left, top_edge - bottom) == pytest.approx((60, 45), abs=0.01)
    assert (left + right) / 2 == pytest.approx(width / 2, abs=0.5)
    assert height / 2 < bottom < top_edge < height


def test_12_no_list_without_its_numbering():
    items = (ListItem((paragraph("words"),)),)
    kinds: tuple[Numbering, ...]
    kinds = ("decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman")
    ordered = tuple(List(items, ordered=True, numbering=kind) for kind in kinds)
    terms = DefinitionList((DefinitionItem(((Text("term"),),), ((paragraph("is"),),)),))
    with opened(List(items), *ordered, terms) as pdf:
        found = [str(attribute(one, "/ListNumbering")) for one in elements_of(pdf, "L")]
    assert found == [
        "/Disc", "/Decimal", "/LowerAlpha", "/UpperAlpha", "/LowerRoman", "/UpperRoman", "/None",
    ]  # fmt: skip


def test_13_no_header_cell_without_a_scope_and_an_id():
    with shown(article()) as pdf:
        assert [str(attribute(one, "/Scope")) for one in elements_of(pdf, "TH")] == [
            *["/Column"] * 4,
            *["/Row"] * 3,
        ]
        assert [] == list(scopeless(pdf))
        assert [] == list(nameless(pdf, "TH"))


def long_paragraphs(words: tuple[str, ...] = GERMAN) -> list[list[str]]:
    """Return the words of paragraphs of many lines, broken elsewhere in each."""
    return [[*words[first:], *words * 6] for first in range(len(words))]


def blocks_of(paragraphs: list[list[str]]) -> list[Paragraph]:
    return [paragraph(" ".join(words)) for words in paragraphs]


def words_in_the_tree(pdf):
    return [said(one).split() for one in nodes(actual(pdf, loose=True), "P")]


def test_14_no_word_broken_or_glued_at_the_end_of_a_line():
    wanted = long_paragraphs()
    with opened(*blocks_of(wanted), language="de", css=HYPHENATED) as pdf:
        assert wanted == words_in_the_tree(pdf)


def test_14_no_word_broken_at_a_soft_hyphen():
    softened = tuple(f"{word[:8]}\u00ad{word[8:]}" for word in GERMAN)
    with opened(*blocks_of(long_paragraphs(softened)), language="de") as pdf:
        found = words_in_the_tree(pdf)
    assert long_paragraphs() == [[word.replace("\u00ad", "") for word in one] for one in found]


def around(kind, word):
    children = (Text(word),)
    match kind:
        case "emphasis":
            return Emphasis(children)
        case "code":
            return Code(word)
        case _:
            return Link("https://example.org/a", children)


@pytest.mark.parametrize("kind", ["emphasis", "code", "link"])
def test_14_no_word_broken_or_glued_where_something_begins(kind):
    wanted = long_paragraphs()
    pieces = ([around(kind, word) if n % 3 else word for n, word in enumerate(w)] for w in wanted)
    blocks = [paragraph(*(part for one in line for part in (one, " "))) for line in pieces]
    with opened(*blocks, language="de", css=HYPHENATED) as pdf:
        assert wanted == words_in_the_tree(pdf)


def test_14_no_word_broken_glued_or_doubled_beside_right_to_left_text():
    """Text is told on structure elements there, not on marked content."""
    wanted = long_paragraphs()
    arabic = Paragraph((Text("البحر لا يكتب"),), language="ar", direction="rtl")
    with opened(*blocks_of(wanted), arabic, language="de", css=HYPHENATED) as pdf:
        assert wanted == words_in_the_tree(pdf)[:-1]


def test_14_no_word_broken_or_glued_for_those_who_extract_the_text(tmp_path):
    """By pdftotext, which knows the page and ActualText, and nothing of the tree."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    target, wanted = tmp_path / "a.pdf", long_paragraphs()
    document = document_of(*blocks_of(wanted), language="de")
    tasktide.export(document, "pdf", target, css=HYPHENATED)
    arguments = [program, "-enc", "UTF-8", "-nopgbrk", target, "-"]
    text = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    lines_of_text = [line.split() for line in text.splitlines()]
    # The page's title and number have no word of the paragraphs.
    found = [word for line in lines_of_text if set(line) & set(GERMAN) for word in line]
    assert [word for words in wanted for word in words] == found


def test_15_no_span_that_says_nothing():
    words = (paragraph("One ", Emphasis((Text("two"),)), " three " * 60), paragraph("Four."))
    with opened(*words) as pdf:
        assert [] == elements_of(pdf, "Span")
    with shown(article()) as pdf:
        for span in elements_of(pdf, "Span"):
            assert {"/Lang", "/E", "/T", "/ActualText"} & set(span.keys())


def test_16_no_dangling_link_untold():
    document = tasktide.read("# T\n\nSee [there](#nowhere), and [here](#t).\n", format="markdown")
    with shown(document) as pdf:
        assert [] == list(dangling_links(pdf))
    assert [one for one in document.findings if "nowhere" in f"{one.message} {one.excerpt}"]


def test_16_a_link_to_the_top_leads_to_the_title():
    document = tasktide.read(
        b"---\ntitle: T\nlang: en\n---\n\nBack to the [top](#top).\n", format="markdown"
    )
    with shown(document) as pdf:
        assert [] == list(dangling_links(pdf))
        (link,) = elements_of(pdf, "Link")
        (found,) = annotations(link)
        assert str(found["/Dest"] if "/Dest" in found else found["/A"]["/D"]) == "title"


def test_16_no_table_without_header_cells_untold():
    rows = (Row((cell("a"), cell("b"))), Row((cell("c"), cell("d"))))
    artifact = tasktide.export(document_of(Table((rows,))), "pdf")
    assert "table-header-missing" in {one.rule for one in artifact.findings}
    assert artifact.conformance == ()
