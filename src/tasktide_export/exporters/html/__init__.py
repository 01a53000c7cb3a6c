"""One self-contained, accessible HTML page, readable without a network."""

import base64
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from tasktide_export.checks.claims import accessibility, read_aloud
from tasktide_export.document import Asset, Document, to_depth
from tasktide_export.exporters.base import ExportOptions, Outcome, Setting
from tasktide_export.exporters.html.head import page_head
from tasktide_export.exporters.html.options import HtmlOptions
from tasktide_export.phrases import foreign, phrase
from tasktide_export.xhtml.blocks import render_blocks
from tasktide_export.xhtml.contents import contents_nav
from tasktide_export.xhtml.element import Element, el, language_attributes, serialise_styled
from tasktide_export.xhtml.maths import native_formula
from tasktide_export.xhtml.page import page
from tasktide_export.xhtml.rendering import Rendering
from tasktide_export.xhtml.sections import render_front, render_notes, render_sections

if TYPE_CHECKING:
    from tasktide_export.exporters.html.read_along import ReadAlong

__all__ = ["HtmlExporter", "HtmlOptions"]


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
        body = _body(document, options, rendering)
        along = _read_along(rendering, body, options, setting)
        access = accessibility(document, setting.findings)
        if along is not None and along.whole:
            access = read_aloud(access)
        program = along.program if along else ""
        metadata = document.metadata
        root = page(metadata, metadata.title, page_head(metadata, access, program), body)
        sink.write(serialise_styled(root, setting.style.css("html") + setting.css, program))
        return Outcome(findings=along.findings if along else ())


def _read_along(
    rendering: Rendering, body: Element, options: HtmlOptions, setting: Setting
) -> "ReadAlong | None":
    """Let the page read itself, if that is asked for."""
    grain = options.read_along
    if grain == "none":
        return None
    from tasktide_export.exporters.html.read_along import read_along

    return read_along(rendering, body, grain, options.speaking, setting)


def _data_address(asset: Asset) -> str:
    encoded = base64.b64encode(asset.data).decode("ascii")
    return f"data:{asset.media_type};base64,{encoded}"


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
