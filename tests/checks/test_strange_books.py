"""Books of other hands: what is good passes, what is broken is named, nothing falls over."""

import re

import pytest

from tasktide_export.checks import verify
from tests.building import png
from tests.checks.read_along import files, zipped

ONE, TWO = "EPUB/one.xhtml", "EPUB/two.xhtml"
CSS, NAV, OPF, SMIL = "EPUB/style.css", "EPUB/nav.xhtml", "EPUB/package.opf", "EPUB/one.smil"


def found(**changed):
    """Return the findings of the perfect book with other files; each is a pair of texts."""
    parts = files(png())
    for path, (old, new) in changed.items():
        text = parts[path].decode()
        assert old in text, f"{old!r} is not in {path}"
        parts[path] = text.replace(old, new, 1).encode()
    return [(one.rule, one.severity) for one in verify(zipped(parts), "epub")]


def rules(**changed):
    return [rule for rule, _ in found(**changed)]


END = "</section></body>"
GOOD = {
    "a comment": "<!-- c --><p>Words.</p><?pi x?>",
    "names of characters": "<p>Caf&eacute;&nbsp;and more.</p>",
    "columns without end": '<table><tr><td colspan="100%">a</td></tr></table>',
    "a hidden drawing": (
        '<p><span aria-hidden="true"><svg xmlns="http://www.w3.org/2000/svg"/></span> Tip</p>'
    ),
    "a drawing with a name around it": (
        '<div role="img" aria-label="A map"><svg xmlns="http://www.w3.org/2000/svg"/></div>'
    ),
    "a link named elsewhere": (
        '<p><a href="one.xhtml" aria-labelledby="lab"><span/></a><span id="lab">Home</span></p>'
    ),
    "hidden headings": '<div hidden=""><h5>x</h5></div><div aria-hidden="true"><h6>x</h6></div>',
    "header cells by role": (
        '<table><caption>C</caption><tr><td role="columnheader">a</td><td role="columnhea'
        'der">b</td></tr><tr><td>1</td><td>2</td></tr></table>'
    ),
    "a mark in a captioned table": (
        '<figure><table><tr><th>Yes <img src="wave.png" alt=""/></th><th>No</th></tr><tr>'
        "<td>1</td><td>2</td></tr></table><figcaption>Votes</figcaption></figure>"
    ),
    "a hidden picture": '<div aria-hidden="true"><img src="wave.png"/></div>',
    "a link to a picture": '<p><a href="wave.png">The wave, drawn</a></p>',
    "a link with a query": '<p><a href="one.xhtml?x=1">The tides again</a></p>',
    "a link without a scheme": '<p><a href="//example.org/y">The other site</a></p>',
}


@pytest.mark.parametrize("markup", GOOD.values(), ids=GOOD)
def test_good_markup_has_no_finding(markup):
    assert rules(**{TWO: (END, f"{markup}{END}")}) == []


@pytest.mark.parametrize("text", ["image", "Photo of", " . "])
def test_a_text_that_says_nothing_is_found(text):
    picture = f'<p><img src="wave.png" alt="{text}"/></p>'
    assert "image-alternative-vague" in rules(**{TWO: (END, f"{picture}{END}")})


def test_an_enormous_level_is_no_level():
    heading = f'<h2 aria-level="{"9" * 5000}">Words</h2>'
    assert "heading-level-skipped" not in rules(**{TWO: (END, f"{heading}{END}")})


STYLES = {
    "white on a dark head": "thead { background: #123 } thead th { color: #fff }",
    "large headings": "h1 { color: #767676; font-size: 2em }",
    "overridden": "p { color: #ccc } p { color: #000 }",
    "important": "p { color: #000 !important } p { color: #ccc }",
    "for nothing": ".unused { color: #eee } [title='a,b'] { color: #eee } .x\\,y { color: #eee }",
    "for lines": "hr { color: #ddd }",
    "in the dark": "@media (prefers-color-scheme: dark) { body { color: #eee } }",
    "for print": "@media print { p { color: #eee } }",
    "not understood": "p:unheard-of(1) { color: #eee } @unknown { p { color: #eee } }",
}


@pytest.mark.parametrize("css", STYLES.values(), ids=STYLES)
def test_good_colours_have_no_finding(css):
    assert rules(**{CSS: (".reading", f"{css} .reading")}) == []


@pytest.mark.parametrize(
    "css",
    [
        "@media screen { p { color: #eee } }",
        "@media all { p { color: #eee } }",
        "section p { color: #eee }",
        "p { background-color: #111 }",
        "figcaption { color: rgb(240, 240, 240) }",
    ],
)
def test_text_that_can_hardly_be_seen_is_found(css):
    assert "contrast-low" in rules(**{CSS: (".reading", f"{css} .reading")})


def test_colours_in_a_style_attribute_count():
    assert "contrast-low" in rules(**{TWO: (END, f'<p style="color:#eee">Words.</p>{END}')})


def test_selectors_without_end_are_passed_over():
    deep = ":is(" * 1500 + "a" + ")" * 1500
    assert "contrast-low" not in rules(**{CSS: (".reading", f"{deep} {{ color: #eee }} .reading")})


CONTENTS = {
    "another case": ("<h1>Stones</h1>", "<h1>STONES</h1>"),
    "a number before": ("<h1>Stones</h1>", "<h1><span>2. </span>Stones</h1>"),
    "a subtitle": ("<h1>Stones</h1>", "<h1>Stones: Or What Happened There</h1>"),
    "a role": ("<h1>Stones</h1>", '<div role="heading" aria-level="1">Stones</div>'),
    "an anchor before": (
        '<section id="stones"><h1>Stones</h1>',
        '<section><div id="stones"></div><h1>Stones</h1>',
    ),
}


@pytest.mark.parametrize("change", CONTENTS.values(), ids=CONTENTS)
def test_contents_and_headings_may_differ_in_small_things(change):
    assert "contents-heading-missing" not in rules(**{TWO: change})
    assert "contents-heading-differs" not in rules(**{TWO: change})


def test_front_matter_needs_no_heading():
    nav = '<li><a href="cover.xhtml">Cover</a></li><li><a href="one.xhtml#tides">'
    parts = files(png())
    parts["EPUB/cover.xhtml"] = (
        b'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Cover</title></head>'
        b'<body><div><img src="wave.png" alt="A wave"/></div></body></html>'
    )
    parts[NAV] = parts[NAV].replace(b'<li><a href="one.xhtml#tides">', nav.encode(), 1)
    parts[OPF] = parts[OPF].replace(
        b'<item id="css"',
        b'<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="css"',
    )
    found = {one.rule for one in verify(zipped(parts), "epub") if one.severity == "error"}
    assert found == set()


def test_ids_may_be_written_with_percent_signs():
    changed = {
        TWO: ('<section id="stones">', '<section id="stønes">'),
        NAV: ("two.xhtml#stones", "two.xhtml#st%C3%B8nes"),
    }
    assert rules(**changed) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ((' clipEnd="5.000s"', ""), None),
        ((' clipBegin="0.000s"', ""), None),
        (("0.000s", "abc"), "overlay-clock-invalid"),
    ],
)
def test_clips_may_end_with_their_sound(change, rule):
    found = [one for one in rules(**{SMIL: change}) if one.startswith("overlay")]
    assert found[:1] == ([rule] if rule else [])


def test_durations_may_be_told_in_whole_seconds():
    text = {OPF: ('refines="#along">5.000s', 'refines="#along">0:00:05')}
    assert rules(**text) == []


def test_the_highlight_may_stand_in_a_media_rule():
    css = ".reading { color: #000; background-color: #ffe58f }"
    assert rules(**{CSS: (css, f"@media all {{ {css} }}")}) == []


def test_one_broken_file_does_not_hide_the_rest():
    parts = files(png())
    parts[ONE] = b"<html><p>"
    parts[TWO] = parts[TWO].replace(b'alt="A wave taller than the boat"', b"")
    found = {(one.rule, one.place) for one in verify(zipped(parts), "epub")}
    assert ("file-unreadable", ONE) in found
    assert ("image-alternative-missing", f"{TWO}#picture") in found


def test_a_book_without_a_navigation_document_is_inspected():
    parts = files(png())
    parts[OPF] = re.sub(rb' properties="nav"', b"", parts[OPF])
    parts[TWO] = parts[TWO].replace(b'alt="A wave taller than the boat"', b"")
    found = {one.rule for one in verify(zipped(parts), "epub")}
    assert {"navigation-missing", "image-alternative-missing"} <= found


def test_two_faults_on_two_lines_are_two():
    twice = '<p><img src="wave.png"/>\n<img src="wave.png"/></p>'
    assert rules(**{TWO: (END, f"{twice}{END}")}).count("image-alternative-missing") == 2


def test_a_damaged_archive_is_refused_in_words():
    from tasktide_export.checks import sniff_format
    from tasktide_export.errors import ReadError

    data = bytearray(zipped(files(png())))
    at = data.rindex(b"PK\x01\x02")
    data[at + 6] = 255
    with pytest.raises(ReadError):
        sniff_format(bytes(data))
