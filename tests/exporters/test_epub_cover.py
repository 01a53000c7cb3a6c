"""The cover that an EPUB gets where its article brings none."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import tasktide_export as tasktide
from tasktide_export import styles
from tasktide_export.document import Document, Metadata, identify
from tasktide_export.exporters.epub import EpubOptions
from tasktide_export.exporters.epub.cover import Palette, contrast, cover_drawing, palette
from tasktide_export.exporters.epub.cover_lines import fit, measure
from tests.building import paragraph
from tests.specimen import article

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "svg": "http://www.w3.org/2000/svg",
}
LONG = "How a commission spent forty years over where zero is, " * 40


def plain(**about) -> Document:
    metadata = Metadata(**{"title": "Tides", "language": "en", **about})
    return identify(Document(metadata=metadata, blocks=(paragraph("words"),)))


def book(document: Document, **options) -> zipfile.ZipFile:
    data = tasktide.export(document, "epub", options=EpubOptions(**options)).data
    return zipfile.ZipFile(io.BytesIO(data))


def covers(archive: zipfile.ZipFile):
    package = etree.fromstring(archive.read("EPUB/content.opf"))
    return [
        (one.get("href"), one.get("media-type"))
        for one in package.iterfind(".//opf:item[@properties='cover-image']", NS)
    ]


def drawing(**about):
    metadata = Metadata(**{"title": "Tides", "language": "en", **about})
    return etree.fromstring(cover_drawing(metadata, styles.load()))


def lines(root) -> list[str]:
    return [one.text for one in root.iterfind(".//svg:text", NS)]


def test_an_article_without_a_cover_gets_one():
    with book(plain()) as archive:
        assert covers(archive) == [("cover.svg", "image/svg+xml")]
        assert lines(etree.fromstring(archive.read("EPUB/cover.svg"))) == ["Tides"]


def test_the_cover_is_not_in_the_spine():
    with book(plain()) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    spine = [one.get("idref") for one in package.iterfind(".//opf:itemref", NS)]
    assert spine == ["title", "nav"]


def test_a_given_cover_is_used():
    with book(article()) as archive:
        assert covers(archive) == [("images/gauge.png", "image/png")]
        assert "EPUB/cover.svg" not in archive.namelist()


def test_no_cover_is_drawn_when_none_is_wanted():
    with book(plain(), cover="none") as archive:
        assert covers(archive) == []


def test_a_given_cover_is_used_when_none_is_to_be_drawn():
    with book(article(), cover="none") as archive:
        assert covers(archive) == [("images/gauge.png", "image/png")]


def test_a_drawn_cover_is_no_picture_of_the_article_when_it_is_read():
    document = tasktide.read(tasktide.export(plain(), "epub").data)
    assert (document.assets, document.metadata.cover) == ((), "")


def test_claims_do_not_count_the_cover():
    def claims(cover):
        with book(plain(), cover=cover) as archive:
            package = etree.fromstring(archive.read("EPUB/content.opf"))
        return [(one.get("property"), one.text) for one in package.iterfind(".//opf:meta", NS)]

    assert claims("auto") == claims("none")


def test_the_drawing_is_what_it_was():
    root = drawing(
        title="A Gauge at the Harbour Mouth",
        subtitle="Notes & readings",
        authors=("Åsa Lindqvist",),
        site="The Long Row",
    )
    assert {name: root.get(name) for name in ("viewBox", "role", "aria-labelledby")} == {
        "viewBox": "0 0 1600 2560",
        "role": "img",
        "aria-labelledby": "cover-title cover-desc",
    }
    assert root.findtext("svg:title", namespaces=NS) == "A Gauge at the Harbour Mouth"
    told = root.findtext("svg:desc", namespaces=NS)
    assert told == "Notes & readings · Åsa Lindqvist · The Long Row"
    words = [
        (one.text, one.get("y"), one.get("font-size"), one.get("fill"))
        for one in root.iterfind(".//svg:text", NS)
    ]
    assert words == [
        ("A Gauge at", "578", "190", "#ffffff"),
        ("the Harbour", "816", "190", "#ffffff"),
        ("Mouth", "1054", "190", "#ffffff"),
        ("Notes & readings", "1234", "72", "#ffffff"),
        ("Åsa Lindqvist", "1878", "88", "#1a1a1a"),
        ("The Long Row", "2414", "62", "#4a4a4a"),
    ]


def test_the_publisher_stands_where_no_site_is_known():
    assert lines(drawing(publisher="The Long Row")) == ["Tides", "The Long Row"]


def test_right_to_left_words_keep_their_order():
    root = drawing(title="אבא, אבא!", language="he")
    assert root.find("svg:g", NS).get("direction") == "rtl"
    assert lines(root) == ["\u2067אבא, אבא!\u2069"]


def test_a_document_without_a_title_is_told_by_nothing():
    root = drawing(title="")
    assert (lines(root), root.get("aria-labelledby")) == ([], None)


def test_same_bytes_twice():
    about = Metadata(title=LONG, authors=("A", "B"), language="en")
    assert cover_drawing(about, styles.load()) == cover_drawing(about, styles.load())


@given(title=st.text(min_size=1, max_size=300), author=st.text(max_size=80))
def test_no_line_leaves_the_cover(title, author):
    whole = "".join(one if one.isprintable() else " " for one in title)
    name = "".join(one if one.isprintable() else " " for one in author)
    root = drawing(title=whole, authors=(name,))
    for one in root.iterfind(".//svg:text", NS):
        assert measure(one.text) * int(one.get("font-size")) <= 1340 + 1e-6
        assert 0 < int(one.get("y")) < 2560


@given(st.text(alphabet="ab -é潮汐。「」ー한국", max_size=120))
def test_lines_lose_no_words(words):
    found = fit(words, width=1300, height=3000, sizes=(100, 60))
    assert "".join(found.lines).replace(" ", "") == words.replace(" ", "")


def test_chinese_breaks_between_characters_but_not_before_a_full_stop():
    found = fit("潮汐表潮汐表潮汐。潮", width=800, height=1000, sizes=(100,))
    assert found.lines == ("潮汐表潮汐", "表潮汐。潮")
    found = fit("潮汐表潮汐表潮。", width=700, height=1000, sizes=(100,))
    assert all(not line.startswith("。") for line in found.lines)


def test_korean_breaks_between_words():
    found = fit("조수 간만의 기록과 항구", width=600, height=1000, sizes=(100,))
    assert " ".join(found.lines) == "조수 간만의 기록과 항구"


def test_lines_are_of_about_the_same_length():
    found = fit("one two three four five six", width=1300, height=1000, sizes=(100,))
    assert found.lines == ("one two three", "four five six")


def test_a_long_word_makes_smaller_type_before_it_is_divided():
    found = fit("Donaudampfschifffahrt", width=1300, height=1000, sizes=(190, 94, 60))
    assert (found.size, found.lines) == (94, ("Donaudampfschifffahrt",))
    found = fit("Donaudampfschifffahrt" * 3, width=1300, height=1000, sizes=(190, 94))
    assert "".join(found.lines) == "Donaudampfschifffahrt" * 3


def test_what_is_too_long_is_cut_with_an_ellipsis():
    found = fit(LONG, width=1340, height=340, sizes=(88, 62))
    assert found.height <= 340
    assert found.lines[-1].endswith("…")


@pytest.mark.parametrize("name", styles.available())
def test_words_can_be_read_on_their_ground(name):
    colours = palette(styles.load(name))
    declared = styles.load(name).settings["colours"]
    assert colours.accent == declared["accent"]
    assert all(
        contrast(one, colours.ground) >= 7 for one in (colours.text, colours.muted, colours.accent)
    )


@pytest.mark.parametrize("colours", [{"accent": "#ffee00"}, {"accent": "red"}, {}])
def test_colours_that_cannot_be_read_are_not_used(colours):
    style = styles.load()
    given = {**style.settings["colours"], **colours} if colours else {}
    assert palette(replace(style, settings={"colours": given})) == Palette()
