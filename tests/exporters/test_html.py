"""The HTML page: self-contained, with landmarks, and nothing that can run."""

import re
from dataclasses import replace

import tinyhtml5

import tasktide_export as tasktide
from tasktide_export.document import Document
from tasktide_export.exporters.html import HtmlOptions
from tests.building import paragraph
from tests.specimen import article


def page(document: Document, **options):
    data = tasktide.export(document, "html", options=HtmlOptions(**options)).data
    return tinyhtml5.parse(data.decode(), namespace_html_elements=False)


def test_the_skip_link_comes_first_and_leads_to_the_text():
    body = page(article()).find("body")
    assert body[0].tag == "a"
    assert body[0].get("href") == "#main"
    assert body.find("main").get("id") == "main"


def test_landmarks_and_language():
    root = page(article())
    assert root.get("lang") == "en-GB"
    body = root.find("body")
    assert [one.tag for one in body] == ["a", "header", "nav", "main", "footer"]
    assert body.find("nav").get("role") == "doc-toc"


def test_the_contents_can_be_left_out_or_cut():
    assert page(article(), toc=False).find(".//nav") is None
    shallow = page(article(), toc_depth=1).find(".//nav")
    assert [one.text for one in shallow.iter("a")] == ["Readings", "Tools"]


def test_nothing_is_fetched_and_nothing_runs():
    data = tasktide.export(article(), "html").data.decode()
    sources = re.findall(r'(?:src|srcset|poster)="([^"]*)"', data)
    assert sources
    assert all(source.startswith("data:") for source in sources)
    assert "stylesheet" not in data
    scripts = re.findall(r"<script([^>]*)>", data)
    assert scripts == [' type="application/ld+json"']
    assert "default-src 'none'" in data


def test_neither_text_nor_metadata_can_end_its_element():
    nasty = "</script><script>alert(1)</script></style><img src=x onerror=alert(1)>"
    document = article()
    document = replace(
        document,
        metadata=replace(document.metadata, title=nasty, authors=(nasty,), description=nasty),
        blocks=(replace(paragraph(nasty), id="lead-1"),),
    )
    root = page(document)
    assert [one.get("type") for one in root.iter("script")] == ["application/ld+json"]
    assert [one for one in root.iter("img") if one.get("onerror")] == []


def test_css_of_the_user_cannot_end_the_style():
    data = tasktide.export(article(), "html", css="</style><script>alert(1)</script>").data
    root = tinyhtml5.parse(data.decode(), namespace_html_elements=False)
    assert [one.get("type") for one in root.iter("script")] == ["application/ld+json"]


def test_same_bytes_twice():
    assert tasktide.export(article(), "html").data == tasktide.export(article(), "html").data
