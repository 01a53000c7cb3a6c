import re
from collections import Counter
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasktide_export.document import Figure, Severity, block_texts, faults, plain_text
from tasktide_export.errors import LimitError, ReadError
from tasktide_export.limits import Limits
from tasktide_export.readers.base import ReadOptions, Source
from tasktide_export.readers.html import read_html

BEFORE, DEEP, AFTER = "<p>before words</p>", "deep text", "<p>after words</p>"


def read(markup, limits=None, **source):
    data = markup.encode() if isinstance(markup, str) else markup
    options = ReadOptions(limits=limits or Limits())
    return read_html(Source(data=data, name="page.html", **source), options)


def rules(document):
    return [finding.rule for finding in document.findings]


# --- characters --------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        "<p>naïve café</p>".encode(),
        b"\xef\xbb\xbf" + "<p>naïve café</p>".encode(),
        "\ufeff<p>naïve café</p>".encode("utf-16-le"),
        "\ufeff<p>naïve café</p>".encode("utf-16-be"),
        '<meta charset="latin1"><p>naïve café</p>'.encode("latin-1"),
        '<meta charset="iso-8859-1"><p>naïve café</p>'.encode(),  # a wrong claim
        '<meta charset="utf-16"><p>naïve café</p>'.encode(),
        '<?xml version="1.0" encoding="ISO-8859-15"?><p>naïve café</p>'.encode("iso-8859-15"),
        "<p>naïve café</p>".encode("cp1252"),
    ],
)
def test_encodings(data):
    assert plain_text(read(data)) == "naïve café"


def test_a_declared_encoding_is_used():
    markup = '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><p>日本語</p>'
    assert plain_text(read(markup.encode("shift_jis"))) == "日本語"


def test_curly_quotes_labelled_latin1_are_windows_1252():
    markup = '<meta charset="iso-8859-1"><p>“x” — é</p>'.encode("cp1252")
    assert plain_text(read(markup)) == "“x” — é"


def test_stray_bytes_in_utf8_are_replaced_and_told():
    document = read("<p>äöüß éèê".encode() + b" \xff</p>")
    assert plain_text(document) == "äöüß éèê \ufffd"
    assert rules(document) == ["encoding-damaged"]


def test_forbidden_characters_are_removed_and_counted():
    document = read("<p>a\x00b\x01c &#x1f;d</p>")
    assert plain_text(document) == "abc d"
    assert "3 characters" in document.findings[0].message
    assert faults(document) == ()


# --- what cannot be used -----------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"<html><body><script>x()</script></body></html>",
        b"<frameset><frame src=x></frameset>",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        bytes(2000),
    ],
)
def test_a_page_without_content_is_an_error_with_a_hint(data):
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.where == "page.html"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("markup", "limits", "limit"),
    [
        ("<p>abc</p>", Limits(input_bytes=5), "input_bytes"),
        ("<p>a</p>" * 20, Limits(elements=10), "elements"),
        ("<table>" + "<tr><td>a<td>b" * 10 + "</table>", Limits(table_cells=10), "table_cells"),
        (
            f"<p {' x=1' * 200}title='{'a' * 1000}'>x",
            Limits(attribute_bytes=500),
            "attribute_bytes",
        ),
    ],
)
def test_what_is_over_a_limit_is_a_typed_error(markup, limits, limit):
    with pytest.raises(LimitError) as caught:
        read(markup, limits)
    assert (caught.value.limit, caught.value.where) == (limit, "page.html")


# --- hostile pages -----------------------------------------------------------

HOSTILE = {
    "nested div": "<div>" * 10_000 + DEEP + "</div>" * 10_000,
    "nested b": "<b>" * 50_000 + DEEP,
    "nested tables": "<table><tr><td>" * 3_000 + DEEP,
    "nested lists": "<ul><li>" * 5_000 + DEEP,
    "nested quotes": "<blockquote>" * 20_000 + DEEP,
    "nested figures": "<figure><figcaption>" * 2_000 + DEEP,
    "nested superscripts": "<sup><sub>" * 5_000 + DEEP,
    "nested own elements": "<x-y>" * 50_000 + DEEP,
    "nested math": "<math>" + "<mrow>" * 20_000 + "<mi>x</mi></math>" + DEEP,
    "an attribute of 9 MB": f'<p title="{"x" * 9_000_000}">{DEEP}</p>',
    "100,000 attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{DEEP}</p>",
    "unclosed fonts": "".join(f"<font color={n}>" for n in range(2_000)) + "<p>x" * 2_000 + DEEP,
    "misnested": "<a><b>" * 500 + "</a></b>" * 5_000 + DEEP,
    "options": "<select>" + "<option>x" * 50_000 + f"</select>{DEEP}",
    "an empty comment": "<!-->" + "<div>" * 20_000 + DEEP,
    "a quote after an equals sign": '<i ="></i>' + "<div>" * 5_000 + DEEP,
    "notes": "".join(f"<sup><a href=#f{n} id=r{n}>{n}</a></sup>" for n in range(2_000))
    + "".join(f"<p id=f{n}><a href=#r{n}>back</a> note" for n in range(2_000))
    + f"<p>{DEEP}",
    "spans": "<table>" + ("<tr>" + "<td rowspan=1000 colspan=1000>a" * 20) * 50 + f"</table>{DEEP}",
    "nulls": "de\0ep te\0xt \0deep te\0xt",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_keep_all_of_their_text(name):
    document = read(BEFORE + HOSTILE[name])
    text = plain_text(document)
    assert "before words" in text
    assert DEEP in text
    assert faults(document) == ()


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="' * 200_000 + DEEP,
        "<svg><title>" + "<div>" * 100_000,
        "<select><title></select>" + "<div>" * 100_000,
        "<!--" * 100_000,
        "x" * 10_000_001,
        "".join(f"<font color={n}>" for n in range(60)) + "<p>x" * 100_000,
    ],
)
def test_pages_that_end_within_markup_or_are_too_much(inside):
    try:
        document = read(BEFORE + inside)
    except LimitError:
        return
    assert "before words" in plain_text(document)
    assert "page-unfinished" in rules(document)


def test_flattening_is_told_as_a_repair():
    (finding,) = (f for f in read("<div>" * 200 + "x").findings if f.rule == "page-flattened")
    assert (finding.severity, finding.repaired) == (Severity.WARNING, True)


def test_blocks_that_were_dissolved_do_not_run_together():
    markup = "<div>" * 200 + "<div>one</div><div>two</div>three"
    assert plain_text(read(markup)).split() == ["one", "two", "three"]


# --- no text is lost ---------------------------------------------------------

TAGS = """
b|i|em|code|span|sup|q|a href='x'|abbr|small|u|x-y|del|p|div|section|blockquote|li|ul|ol|dl|dt|dd|
table|tr|td|th|caption|thead|h1|h2|h4|figure|figcaption|pre|aside|details|summary|center|ruby|rt|
form|label|fieldset|footer class=footnotes|li id=fn1|sup><a href='#fn1' id=r1
"""
ELEMENTS = TAGS.replace("\n", "").split("|")
words = st.integers(1, 9_999).map(lambda number: f" word{number}word ")
texts = st.one_of(words, st.sampled_from([" ", "\n", "&amp;", "<br>", "<hr>", "<img src=i.png>"]))


def wrap(tag, inside, *, closed):
    return f"<{tag}>{inside}" + (f"</{tag.split()[0].split('>')[0]}>" if closed else "")


markups = st.recursive(
    texts,
    lambda inner: st.builds(
        lambda tag, parts, closed: wrap(tag, "".join(parts), closed=closed),
        st.sampled_from(ELEMENTS),
        st.lists(inner, max_size=5),
        st.booleans(),
    ),
    max_leaves=30,
)


@given(st.lists(markups, min_size=1, max_size=4))
def test_every_word_of_the_page_is_in_the_document(parts):
    markup = "".join(parts)
    expected = Counter(re.findall(r"word\d+word", markup))
    try:
        document = read(f"<p>always</p>{markup}")
    except ReadError:
        pytest.fail("a page with text must read")
    assert faults(document) == ()
    found = Counter(re.findall(r"word\d+word", plain_text(document)))
    # A title found in the page stands in the metadata instead of the body.
    title = Counter(re.findall(r"word\d+word", document.metadata.title))
    assert expected - found - title == Counter()
    assert found - expected == Counter()


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_read_error(data):
    try:
        document = read(data)
    except ReadError:
        return
    assert faults(document) == ()


PIECES = """
<|>|/|=|"|'|<!--|-->|<p|<a href=|#x|<table>|<td colspan=|9|<script>|</script>|<math>|<mi>|<svg>|
<svg |<img src=|data:,|x| |&|&#0;|<li value=|<ol start=|lang=|id=x|<base href=|http://[|//|
<meta charset=|<iframe src=|<sup>|<li id=x>|<figure>|<h1>|hidden
"""
FRAGMENTS = [*PIECES.replace("\n", "").split("|"), "\0"]
fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


@given(fragments)
def test_any_markup_gives_a_document_or_a_read_error(markup):
    try:
        document = read(markup, address="https://example.org/")
    except ReadError:
        return
    assert faults(document) == ()


def test_escaped_text_is_text():
    assert plain_text(read(f"<p>{escape('<b> & x')}</p>")) == "<b> & x"


# --- assets ------------------------------------------------------------------

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAE"
    "/wH+2n0WXwAAAABJRU5ErkJggg=="
)


def test_images_and_the_cover_are_admitted_once():
    document = read(
        f'<meta property="og:image" content="{DOT}"><p><img src="{DOT}" alt="dot"><img src="{DOT}">'
    )
    (asset,) = document.assets
    assert document.metadata.cover == asset.key
    assert faults(document) == ()


def test_a_file_beside_the_page_is_admitted(tmp_path):
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>')
    document = read('<p><img src="a.svg" alt="A"></p>', folder=tmp_path)
    assert [one.media_type for one in document.assets] == ["image/svg+xml"]
    assert document.findings == ()


def test_concealed_notes_that_stand_in_each_other_are_taken_once():
    inner = "<span class=fn-ref hidden>one <i class=note hidden>two</i></span>"
    call = f"<sup class=footnote>1{inner}</sup>"
    document = read(f"<p>Text{call} and {call}.</p>")
    assert faults(document) == ()
    assert "one" in plain_text(document)


def test_a_call_that_says_more_than_a_label_keeps_its_words():
    document = read("<p>A <span class=note>word of weight <b hidden>unseen</b></span> stays.</p>")
    assert plain_text(document).strip() == "A word of weight stays."


@pytest.mark.parametrize(
    ("attributes", "inside", "described"),
    [
        ('summary="Noon is highest."', "<caption>Heights</caption>", ["Noon is highest."]),
        ('summary="Noon is highest."', "", ["Noon is highest."]),
        ('summary="Heights "', "<caption>Heights</caption>", []),
        ('summary=" "', "<caption>Heights</caption>", []),
    ],
)
def test_what_a_table_says_of_itself_describes_it(attributes, inside, described):
    rows = "<tr><th>Day<th>cm<tr><td>Mon<td>3"
    page = f"<h1>T</h1><p>x</p><table {attributes}>{inside}{rows}</table><p>y"
    figures = [one for one in read(page).blocks if isinstance(one, Figure)]
    assert [text for one in figures for text in block_texts(one.description[0])] == described
