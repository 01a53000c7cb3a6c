"""The EPUB that Kindle's converter takes.

It shows neither MathML nor, reliably, SVG, and of HTML a subset like that of HTML 4.
So the document itself is changed before anything is derived from it
(``kindle_pictures``), then each page is (``kindle_pages``): claims are those that
the pictures earn.
"""

from dataclasses import replace
from functools import partial

from tasktide_export.document import Document, Finding, Metadata, Severity, excerpt
from tasktide_export.drawing.pictures import PNG
from tasktide_export.drawing.svg import draw, without_glyph
from tasktide_export.exporters.epub.cover import cover_drawing, cover_file
from tasktide_export.exporters.epub.kindle_pages import physical_sheet, write_page
from tasktide_export.exporters.epub.kindle_pictures import adapt
from tasktide_export.exporters.epub.resource import Resource
from tasktide_export.exporters.epub.target import Target
from tasktide_export.styles import Style

_NCX_DEPTH = 2
"""Levels of contents that Kindle shows."""


def kindle_target(document: Document, css: str, style: Style) -> Target:
    """Return the edition of ``document`` for Kindle, which always has a cover."""
    adapted = adapt(document)
    about = adapted.document.metadata
    covers, lacking = ((), ()) if about.cover else _cover(about, style)
    return Target(
        folds=False,
        document=adapted.document,
        css=physical_sheet(css, about.direction),
        write=partial(write_page, styles=adapted.styles),
        ncx_depth=_NCX_DEPTH,
        cover=covers,
        findings=(*adapted.findings, *lacking),
    )


def _cover(metadata: Metadata, style: Style) -> tuple[tuple[Resource, ...], tuple[Finding, ...]]:
    """Return the drawn cover as PNG, and what it lacks.

    Its words are set with the fonts of this system: a title, name or site of which none
    has some character is left out, rather than drawn with boxes or in fragments.
    """
    shown, lacking = _drawable(metadata)
    picture = draw(cover_drawing(shown, style), zoom=1.0)
    cover = replace(cover_file(metadata, style), path="cover.png", media_type=PNG, data=picture)
    finding = Finding(
        rule="epub-cover-words",
        severity=Severity.WARNING,
        message="no font here has some characters of the cover, so what they are in is not on it",
        excerpt=excerpt(" ".join(sorted(lacking))),
        advice="install a font for them (Noto), or bring a cover",
    )
    return (cover,), ((finding,) if lacking else ())


def _shown(text: str, lacking: frozenset[str]) -> str:
    """Return ``text`` without signs that no font has; nothing of it where a letter lacks."""
    if any(one.isalpha() for one in lacking & set(text)):
        return ""
    return "".join(one for one in text if one not in lacking).strip()


def _drawable(metadata: Metadata) -> tuple[Metadata, frozenset[str]]:
    """Return the words of a cover without those that no font can show whole, and what lacks."""
    home = metadata.site or metadata.publisher
    words = (metadata.title, metadata.subtitle, home, *metadata.authors)
    lacking = without_glyph("".join(words))
    title, subtitle, site, *authors = (_shown(text, lacking) for text in words)
    named = tuple(filter(str.strip, authors))
    return replace(metadata, title=title, subtitle=subtitle, site=site, authors=named), lacking
