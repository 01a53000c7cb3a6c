"""The XHTML rendering is one tree under XML and under HTML5."""

import tinyhtml5
from hypothesis import given, settings
from lxml import etree

from tasktide_export.document import Document
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.element import XHTML, el, serialise
from tasktide_export.xhtml.maths import native_formula
from tasktide_export.xhtml.page import page
from tasktide_export.xhtml.rendering import EPUB_TYPES, Rendering
from tasktide_export.xhtml.sections import render_notes, render_sections
from tests.effort import tries
from tests.strategies import documents


def rendered(document: Document) -> bytes:
    rendering = Rendering(
        document=document,
        href=lambda anchor: f"#{anchor.id}",
        source=lambda asset: asset.name,
        formula=native_formula,
        semantics=EPUB_TYPES,
    )
    main = el(
        "main",
        None,
        render_blocks(document.blocks, rendering),
        render_sections(document.sections, rendering),
    )
    notes = render_notes(document.notes, rendering)
    body = el("body", None, main, [] if notes is None else notes)
    return serialise(page(document.metadata, document.metadata.title, "", body))


def xml_shape(element):
    """The element's local names and text, in order."""
    name = element.tag.rpartition("}")[2]
    kids = [
        part for child in element for part in (xml_shape(child), child.tail or "") if part != ""
    ]
    return [name, element.text or "", *kids]


def body_of(root):
    return next(one for one in root.iter() if str(one.tag).rpartition("}")[2] == "body")


@settings(max_examples=tries(40))
@given(documents())
def test_html5_and_xml_parsers_see_the_same_tree(document):
    data = rendered(document)
    as_xml = etree.fromstring(data)
    as_html = tinyhtml5.parse(data.decode(), namespace_html_elements=False)
    html_shape = xml_shape(body_of(as_html))
    # An HTML parser moves the white space after the root into the body.
    assert html_shape[-1] == "\n"
    assert html_shape[:-1] == xml_shape(body_of(as_xml))


@settings(max_examples=tries(40))
@given(documents())
def test_ids_are_unique(document):
    root = etree.fromstring(rendered(document))
    ids = [str(one.get("id")) for one in root.iter() if one.get("id")]
    assert sorted(ids) == sorted(set(ids))


@settings(max_examples=tries(40))
@given(documents())
def test_every_link_inside_has_its_target(document):
    root = etree.fromstring(rendered(document))
    ids = {one.get("id") for one in root.iter()}
    hrefs = [one.get("href", "") for one in root.iter(f"{{{XHTML}}}a")]
    assert [href for href in hrefs if href.startswith("#") and href[1:] not in ids] == []
