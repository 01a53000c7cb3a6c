"""One self-contained, accessible HTML page, readable without a network."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, ClassVar

from tasktide_export.checks.claims import Accessibility, accessibility
from tasktide_export.document import Asset, Document, Metadata, to_depth
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting
from tasktide_export.phrases import foreign, phrase
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.contents import contents_nav
from tasktide_export.xhtml.element import (
    Content,
    Element,
    el,
    language_attributes,
    serialise_styled,
)
from tasktide_export.xhtml.maths import native_formula
from tasktide_export.xhtml.page import page
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.sections import render_front, render_notes, render_sections

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Content Security Policy: the page fetches nothing and runs nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlOptions(ExportOptions):
    """Options of the HTML page."""

    toc: bool = field(default=True, metadata={"help": "show the table of contents"})


class HtmlExporter:
    """Writes the page: skip link, title, contents, text, notes."""

    name: ClassVar[str] = "html"
    title: ClassVar[str] = "Web page, one self-contained file"
    media_type: ClassVar[str] = "text/html"
    suffix: ClassVar[str] = ".html"
    options: ClassVar[type[ExportOptions]] = HtmlOptions

    def write(
        self, document: Document, sink: BinaryIO, options: HtmlOptions, setting: Setting
    ) -> Outcome:
        """Write the page as UTF-8."""
        rendering = Rendering(
            document=document,
            href=lambda anchor: f"#{anchor.id}",
            source=_data_address,
            formula=native_formula,
        )
        access = accessibility(document, setting.findings)
        metadata = document.metadata
        head = _head(metadata, access)
        root = page(metadata, metadata.title, head, _body(document, options, rendering))
        sink.write(serialise_styled(root, setting.style.css("html") + setting.css))
        return Outcome()


def _data_address(asset: Asset) -> str:
    encoded = base64.b64encode(asset.data).decode("ascii")
    return f"data:{asset.media_type};base64,{encoded}"


def _head(metadata: Metadata, access: Accessibility) -> Iterator[Content]:
    named = {
        "generator": "tasktide-export",
        "viewport": "width=device-width, initial-scale=1",
        "author": ", ".join(metadata.authors),
        "description": metadata.description,
        "keywords": ", ".join(metadata.subjects),
    }
    yield el("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    yield from (el("meta", {"name": n, "content": v}) for n, v in named.items() if v)
    if metadata.source.startswith(("http://", "https://")):
        yield el("link", {"rel": "canonical", "href": metadata.source})
    yield el("script", {"type": "application/ld+json"}, _linked_data(metadata, access))
    yield el("style")


def _linked_data(metadata: Metadata, access: Accessibility) -> str:
    """Return the schema.org description; nothing in it can end the element."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": metadata.title,
        "author": [{"@type": "Person", "name": name} for name in metadata.authors],
        "datePublished": metadata.published,
        "dateModified": metadata.modified,
        "inLanguage": metadata.language,
        "accessMode": access.access_modes,
        "accessModeSufficient": [
            {"@type": "ItemList", "itemListElement": modes}
            for modes in access.access_modes_sufficient
        ],
        "accessibilityFeature": access.features,
        "accessibilityHazard": access.hazards,
        "accessibilitySummary": access.summary,
    }
    text = json.dumps({name: fact for name, fact in facts.items() if fact}, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _body(document: Document, options: HtmlOptions, rendering: Rendering) -> Element:
    metadata = document.metadata
    skip = phrase("skip", metadata.language)
    marks = language_attributes(foreign(skip, metadata.language))
    body = el("body", None, el("a", {"class": "skip", "href": "#main", **marks}, skip.text))
    body.append(render_front(metadata))
    entries = to_depth(document.outline, options.toc_depth)
    if options.toc and entries:
        body.append(contents_nav(entries, rendering))
    main = el(
        "main",
        {"id": "main", "tabindex": "-1"},
        render_blocks(document.blocks, rendering),
        render_sections(document.sections, rendering),
    )
    notes = render_notes(document.notes, rendering)
    if notes is not None:
        main.append(notes)
    body.append(main)
    if metadata.rights:
        body.append(el("footer", None, el("p", {"class": "rights"}, metadata.rights)))
    return body
