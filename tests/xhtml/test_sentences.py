"""Every sentence has one element, and marking changes no word."""

from hypothesis import given, settings
from lxml import etree

from tasktide_export.narration import Utterance, narrate
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.element import XHTML, el
from tasktide_export.xhtml.maths import native_formula
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.sections import render_notes, render_sections
from tasktide_export.xhtml.sentences import mark_sentences
from tests.effort import tries
from tests.strategies import documents


def rendered(document):
    rendering = Rendering(
        document=document,
        href=lambda anchor: f"#{anchor.id}",
        source=lambda asset: asset.name,
        formula=native_formula,
    )
    body = el(
        "main",
        None,
        render_blocks(document.blocks, rendering),
        render_sections(document.sections, rendering),
    )
    notes = render_notes(document.notes, rendering)
    return [body] if notes is None else [body, notes]


TELLING = ("alt", "alttext", "aria-label")
"""Attributes with text of their own; the sentences of such a text share its element."""


def squeezed(text):
    return "".join(text.split())


def all_text(pages):
    return squeezed("".join("".join(page.itertext()) for page in pages))


def shown_text(element):
    """What an element tells, as the reader of the tree would have it."""
    if element.get("role") in {"doc-noteref", "doc-backlink"} or "generated" in element.get(
        "class", ""
    ):
        return ""
    own = element.get("alt") or element.get("alttext") or element.get("aria-label")
    if own is not None:
        return own
    words = [element.text or ""]
    for child in element:
        words += [shown_text(child), child.tail or ""]
    return "".join(words)


@settings(max_examples=tries(60))
@given(documents())
def test_every_sentence_is_shown_by_one_element_and_no_word_changes(document):
    pages = rendered(document)
    before = all_text(pages)
    utterances = [one for one in narrate(document).utterances if one.role == "text"]
    said = [one for one in utterances if one.text.strip()]
    shown = mark_sentences(pages, utterances)
    assert before == all_text(pages)
    assert set(shown) == {one.id for one in said}
    elements = {}
    for page in pages:
        for element in page.iter("*"):
            if name := element.get("id"):
                assert name not in elements
                elements[name] = element
    for one in said:
        element = elements[shown[one.id]]
        told, wanted = squeezed(shown_text(element)), squeezed(one.text)
        if any(mark.get(name) for mark in element.iter("*") for name in TELLING):
            assert told in wanted or wanted in told or wanted.endswith(told)
        else:
            assert told == wanted


def inside(html, *sentences):
    root = etree.fromstring(f'<p xmlns="{XHTML}">{html}</p>')
    utterances = [Utterance(f"u.s{n}", text) for n, text in enumerate(sentences, start=1)]
    shown = mark_sentences([root], utterances)
    assert list(shown) == [one.id for one in utterances]
    return etree.tostring(root, encoding="unicode").replace(f' xmlns="{XHTML}"', "")


def test_a_sentence_is_put_into_a_span():
    assert inside("One. Two.", "One. ", "Two.") == (
        '<p><span id="u.s1">One.</span> <span id="u.s2">Two.</span></p>'
    )


def test_elements_inside_a_sentence_stay_whole():
    assert inside("So <em>very</em> <b>big</b>. Yes.", "So very big. ", "Yes.") == (
        '<p><span id="u.s1">So <em>very</em> <b>big</b>.</span> <span id="u.s2">Yes.</span></p>'
    )


def test_an_element_across_a_boundary_is_parted_and_keeps_its_id_once():
    html = 'One <em id="e" class="c">two. Three</em> four.'
    assert inside(html, "One two. ", "Three four.") == (
        '<p><span id="u.s1">One <em id="e" class="c">two.</em></span>'
        '<span id="u.s2"><em class="c"> Three</em> four.</span></p>'
    )


def test_the_call_of_a_note_is_not_said():
    html = 'One.<sup class="noteref"><a role="doc-noteref" href="#n">1</a></sup> Two.'
    assert '<span id="u.s1">One.</span><sup' in inside(html, "One. ", "Two.")


def test_sentences_of_one_picture_share_it():
    root = etree.fromstring(f'<p xmlns="{XHTML}"><img alt="A chart. It rises."/></p>')
    shown = mark_sentences([root], [Utterance("u.s1", "A chart. "), Utterance("u.s2", "It rises.")])
    assert {"u.s1": "u.s1", "u.s2": "u.s1"} == shown
    assert "u.s1" == root[0].get("id")


def test_where_script_and_page_part_ways_the_rest_is_missing():
    root = etree.fromstring(f'<p xmlns="{XHTML}">One. Other.</p>')
    shown = mark_sentences([root], [Utterance("u.s1", "One. "), Utterance("u.s2", "Two.")])
    assert {"u.s1": "u.s1"} == shown
