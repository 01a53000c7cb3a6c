"""Plain text: what is dropped, what is inferred, what is kept, and that it is all told."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasktide_export.document import (
    BlockQuote,
    Paragraph,
    Severity,
    body_texts,
    faults,
    inline_text,
    plain_text,
)
from tasktide_export.errors import LimitError, ReadError
from tasktide_export.limits import Limits
from tasktide_export.readers import read_source
from tasktide_export.readers.base import ReadOptions, Source
from tests.readers.reading import read, said, shape, tree

PROSE = "The sea rises twice a day, and the keepers wrote its height in pencil."
MORE = "Nobody asked them to, and nobody thanked them, but the books are still there."


@pytest.mark.corpus
def test_the_flattened_page_reads_as_its_article(shared: Path) -> None:
    data = (shared / "articles" / "open-source-ai.txt").read_bytes()
    document = read(data, "open-source-ai.txt")
    paragraphs = [
        line.strip() for line in data.decode().split("\n") if line.rstrip().endswith((".", "?"))
    ][2:]
    titles = [
        "A New Era of Transparency",
        "Democratizing AI Development",
        "Speeding Up Innovation",
        "The Competitive Edge",
        "Security and Ethical Concerns",
        "Conclusion",
    ]
    assert "The Rise of Open-Source AI: Collaboration or Competition?" == document.metadata.title
    assert "Tasktide" == document.metadata.site
    assert "en" == document.metadata.language
    assert frozenset({"title", "site", "language"}) == document.metadata.inferred
    assert paragraphs[:1] == [shape(block) for block in document.blocks]
    assert [[title, *paragraphs[2 * n + 1 : 2 * n + 3]] for n, title in enumerate(titles)] == tree(
        document.sections
    )
    assert titles == said(document, "heading-inferred")
    assert [
        "Table of Contents",
        "Add a header to begin generating the table of contents",
    ] == said(document, "contents-dropped")
    assert ["Scroll to Top"] == said(document, "furniture-dropped")
    assert 1 == len(said(document, "title-repeated"))
    assert 1 == len(said(document, "page-title"))
    assert not [one for one in document.findings if one.severity is not Severity.INFO]


def test_the_example_reads_as_its_article(examples: Path) -> None:
    document = read((examples / "city-trees.txt").read_bytes(), "city-trees.txt")
    assert "A Street With Trees Is a Longer Street: Who Counts Them?" == document.metadata.title
    assert "The Long Row" == document.metadata.site
    assert 1 == len(document.blocks)
    assert [
        ("Shade You Can Measure", 2),
        ("What the Roots Are Told", 2),
        ("Counting Together", 2),
        ("Trees We Lost", 2),
        ("What Comes Next?", 2),
    ] == [(inline_text(one.title), len(one.blocks)) for one in document.sections]


def test_an_inferred_heading_tells_its_confidence() -> None:
    document = read(f"A Title Here\n\n{PROSE}\n\nThe Books\n\n{MORE}\n", "a.txt", "loose")
    [message] = [one.message for one in document.findings if one.rule == "heading-inferred"]
    assert "confidence 0.72" in message


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("strict", [["The Books", MORE, "Short Line", "no sentence here"]]),
        ("loose", [["The Books", MORE], ["Short Line", "no sentence here"]]),
        ("none", []),
    ],
)
def test_the_policies(policy: str, expected: list[object]) -> None:
    text = f"A Title Here\n\n{PROSE}\n\nThe Books\n\n{MORE}\n\nShort Line\n\nno sentence here\n"
    assert expected == tree(read(text, "a.txt", policy).sections)  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", ["strict", "loose", "none"])
def test_marked_headings_count_in_every_mode(policy: str) -> None:
    text = (
        f"Title\n=====\n\n{PROSE}\n\nOne\n---\n{MORE}\n\n### Deep\n\n{PROSE}\n\n## Two ##\n{MORE}"
    )
    document = read(text, "a.txt", policy)  # type: ignore[arg-type]
    assert "Title" == document.metadata.title
    assert "title" not in document.metadata.inferred
    assert [["One", MORE, ["Deep", PROSE]], ["Two", MORE]] == tree(document.sections)
    assert [] == said(document, "heading-inferred")


@pytest.mark.parametrize("separator", ["•", "|", "\u2013", "—", "-", "·", "::"])
def test_a_page_title_is_metadata(separator: str) -> None:
    title = "Why Keep a Tide Book?"
    text = f"Tide books {separator} The Long Row\n\n{title}\n\n{title}\n\n{PROSE}\n"
    document = read(text, "a.txt")
    assert (title, "The Long Row") == (document.metadata.title, document.metadata.site)
    assert [PROSE] == list(body_texts(document))


def test_a_dash_in_a_title_alone_is_no_site() -> None:
    document = read(f"Tides - A Short History\n\n{PROSE}\n", "a.txt")
    assert ("Tides - A Short History", "") == (document.metadata.title, document.metadata.site)


def test_text_that_begins_with_a_sentence_is_called_by_its_file_name() -> None:
    document = read(f"{PROSE}\n\n{MORE}\n", "harbour-notes_2.txt")
    assert "Harbour notes 2" == document.metadata.title
    assert "title" in document.metadata.inferred
    assert "title-inferred" in {one.rule for one in document.findings}
    assert [PROSE, MORE] == list(body_texts(document))


def test_text_without_a_file_name_is_called_by_its_first_words() -> None:
    document = read(f"{PROSE}\n\n{MORE}\n", "bytes")
    title = document.metadata.title.removesuffix("…")
    assert title
    assert PROSE.startswith(title)


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Scroll to Top",
        "Back to top",
        "Share on Facebook",
        "Click to share on X (Opens in new window)",
        "Toggle navigation",
        "Advertisement",
    ],
)
def test_site_furniture_goes_and_is_reported(line: str) -> None:
    document = read(f"A Title Here\n\n{PROSE}\n\n{line}\n\n{MORE}\n", "a.txt")
    assert [PROSE, MORE] == list(body_texts(document))
    assert [line] == said(document, "furniture-dropped")


@pytest.mark.parametrize(
    "line",
    [
        "Share the work, and the work is lighter.",
        "Skip to content and you miss the point of the whole exercise.",
        "Print is not dead.",
    ],
)
def test_prose_that_resembles_furniture_stays(line: str) -> None:
    assert [PROSE, line] == list(body_texts(read(f"A Title\n\n{PROSE}\n\n{line}\n", "a.txt")))


def test_the_pages_own_contents_go() -> None:
    contents = "Contents\nThe Books\nThe Boats"
    text = f"A Title\n\n{contents}\n\nThe Books\n\n{PROSE}\n\nThe Boats\n\n{MORE}\n"
    document = read(text, "a.txt")
    assert [["The Books", PROSE], ["The Boats", MORE]] == tree(document.sections)
    assert ["Contents", "The Books", "The Boats"] == said(document, "contents-dropped")


def test_wrapped_lines_are_joined() -> None:
    text = "A Title\n\n    The open-\n    source gauge\n    was read at night.\n"
    assert ["The open-source gauge was read at night."] == list(body_texts(read(text, "a.txt")))


def test_scripts_without_spaces_are_joined_without() -> None:
    assert ["潮汐每天上涨两次\uff0c无人问为什么。"] == list(
        body_texts(read("題名\n\n潮汐每天上涨两次\uff0c\n无人问为什么。\n", "a.txt"))
    )


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    long = " ".join([PROSE] * 4)
    assert [long, MORE] == list(body_texts(read(f"A Title\n\n{long}\n{MORE}\n", "a.txt")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- tin\n- brass", [["-", ["tin"], ["brass"]]]),
        ("* tin\n  and lead\n* brass", [["-", ["tin and lead"], ["brass"]]]),
        ("• tin\n\n• brass", [["-", ["tin"], ["brass"]]]),
        ("3. tin\n4. brass", [[3, ["tin"], ["brass"]]]),
        ("1) tin\n\n2) brass", [[1, ["tin"], ["brass"]]]),
        ("- tin\n  1. old\n  2. new\n- brass", [["-", ["tin", [1, ["old"], ["new"]]], ["brass"]]]),
        ("- tin\n\n  - old\n\n- brass", [["-", ["tin", ["-", ["old"]]], ["brass"]]]),
        ("- tin\n1. brass\n2. lead", [["-", ["tin"]], [1, ["brass"], ["lead"]]]),
        ("12. It was kept, and kept well.", ["12. It was kept, and kept well."]),
        ("* * *", ["***"]),
        ("----------", ["***"]),
    ],
)
def test_lists_and_breaks(text: str, expected: list[object]) -> None:
    document = read(f"A Title\n\n{PROSE}\n\n{text}\n\n{MORE}\n", "a.txt")
    assert [PROSE, *expected, MORE] == [shape(block) for block in document.blocks]


def test_quoted_lines_are_a_quotation() -> None:
    document = read(f"A Title\n\n{PROSE}\n\n> One\n> line.\n>\n> > Two.\n", "a.txt")
    quote = document.blocks[1]
    assert isinstance(quote, BlockQuote)
    assert ["One line.", "BlockQuote"] == [shape(block) for block in quote.blocks]


def test_numbered_headings_are_not_a_list() -> None:
    text = f"A Title\n\n1. The Books\n\n{PROSE}\n\n2. The Boats\n\n{MORE}\n"
    assert [["1. The Books", PROSE], ["2. The Boats", MORE]] == tree(read(text, "a.txt").sections)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "A Title\r\n\r\nThe café\u2019s naïve keeper wrote “high” and went home at once.\r\n"
    assert ["The café\u2019s naïve keeper wrote “high” and went home at once."] == list(
        body_texts(read(text.encode(encoding), "a.txt"))
    )


def test_furniture_alone_is_no_text() -> None:
    with pytest.raises(ReadError, match="holds no text"):
        read("Skip to content\n\nScroll to Top\n", "a.txt")


def test_too_many_lines_are_refused() -> None:
    options = ReadOptions(limits=Limits(elements=10))
    with pytest.raises(LimitError, match="too many lines"):
        read_source(Source(data=b"Word\n\n" * 11, name="a.txt"), None, options)


def test_findings_do_not_flood() -> None:
    document = read("A Title\n\n" + "Scroll to Top\n\n" * 500 + PROSE, "a.txt")
    told = [one for one in document.findings if one.rule == "furniture-dropped"]
    assert 100 == len(told)
    assert "500" in told[0].message


_LINES = st.text(st.sampled_from("aB .-#=>*1\t\u00a0海é\x00\n"), max_size=60)


@given(st.lists(_LINES, max_size=8).map("\n".join), st.sampled_from(["strict", "loose", "none"]))
def test_any_text_reads_or_says_why_not(text: str, policy: str) -> None:
    try:
        document = read(f"{text}\n\n{PROSE}", "a.txt", policy)  # type: ignore[arg-type]
    except ReadError:
        return
    assert () == faults(document)
    assert "keepers" in plain_text(document)


@given(st.lists(st.sampled_from(["One", "Two words", PROSE, MORE, "- item", "x"]), min_size=1))
def test_every_word_arrives_once(groups: list[str]) -> None:
    document = read("\n\n".join(["The Title", *groups]), "a.txt")
    spoken = [document.metadata.title, *body_texts(document)]
    wanted = re.findall(r"\w+", " ".join(["The Title", *groups]))
    assert wanted == re.findall(r"\w+", " ".join(spoken))


def test_paragraph_positions_are_kept() -> None:
    document = read(f"A Title\n\n{PROSE}\n\n{MORE}\n", "a.txt")
    assert all(isinstance(block, Paragraph) for block in document.blocks)
    assert ["lead-1", "lead-2"] == [block.id for block in document.blocks]
