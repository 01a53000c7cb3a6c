"""Formulas and drawings as pictures of dots, in the document itself."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tasktide_export.document import (
    MISSING,
    Asset,
    Block,
    Blocks,
    Document,
    Embed,
    Finding,
    Image,
    Inline,
    Inlines,
    Math,
    MathBlock,
    Paragraph,
    Severity,
    Text,
    excerpt,
)
from tasktide_export.document.transform import map_document
from tasktide_export.drawing.formulas import draw_formula
from tasktide_export.drawing.pictures import PAPER, PNG, SVG, as_dots
from tasktide_export.drawing.raster import png_size
from tasktide_export.drawing.svg import draw, has_words, words_are_drawn
from tasktide_export.exporters.epub.chapters import image_path

_EM = 16.0
_TYPE = 1.1 * _EM
"""Pixels; a tenth larger than the text around, since STIX looks small in it."""
_FINE = 4.0
"""Pixels of a formula's picture for one of these: sharp at 300 dots an inch."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """A document whose pictures are all PNG, JPEG or GIF, and which has no formulas.

    ``styles`` is CSS for the pictures of formulas, by their paths in the package:
    width and depth in ems, so that they grow with the text.
    """

    document: Document
    styles: dict[str, str]
    findings: tuple[Finding, ...]


def adapt(document: Document) -> Adapted:
    """Return ``document`` with pictures that Kindle shows.

    A formula becomes an image with its alternative text; one that cannot be drawn
    becomes that text.  An image that cannot be prepared loses its bytes, and is
    shown by its alternative text.
    """
    images = _Images(document.assets)
    formulas = _Formulas({asset.name.casefold() for asset in images.assets.values()})

    def inline(one: Inline) -> Inlines:
        match one:
            case Math():
                return (formulas.shown(one),)
            case Image(asset=key) if key and key not in images.assets:
                return (replace(one, asset=""),)
            case _:
                return (one,)

    def block(one: Block) -> Blocks:
        match one:
            case MathBlock(id=name, language=language, direction=direction):
                shown = (formulas.shown(one),)
                return (Paragraph(shown, id=name, language=language, direction=direction),)
            case Embed(poster=key) if key and key not in images.assets:
                return (replace(one, poster=""),)
            case _:
                return (one,)

    changed = map_document(document, block, inline)
    cover = document.metadata.cover
    return Adapted(
        document=replace(
            changed,
            metadata=replace(changed.metadata, cover=cover if cover in images.assets else ""),
            assets=(*images.assets.values(), *formulas.assets()),
        ),
        styles=formulas.styles,
        findings=(*images.findings, *formulas.findings()),
    )


class _Images:
    """The assets of a document as Kindle shows them, by key; those it cannot show are left out."""

    def __init__(self, assets: tuple[Asset, ...]) -> None:
        self.assets: dict[str, Asset] = {}
        self.findings: list[Finding] = []
        self._names = {asset.name.casefold() for asset in assets}
        for asset in assets:
            try:
                self.assets[asset.key] = self._shown(asset)
            except (OSError, ValueError, SyntaxError) as error:
                self._lose(asset, str(error))

    def _shown(self, asset: Asset) -> Asset:
        shown = as_dots(asset)
        if asset.media_type == SVG and has_words(asset.data) and not words_are_drawn():
            self._miss_words(asset)
        return shown if shown is asset else replace(shown, name=self._name(asset.name))

    def _name(self, name: str) -> str:
        """Return a name like ``name`` that no other asset has."""
        made = _free(name.rpartition(".")[0] or name, self._names)
        self._names.add(made.casefold())
        return made

    def _lose(self, asset: Asset, reason: str) -> None:
        self.findings.append(
            Finding(
                rule="epub-kindle-image",
                severity=Severity.ERROR,
                message="an image could not be prepared for Kindle; "
                "its alternative stands in its place",
                excerpt=excerpt(f"{asset.name}: {reason}"),
                advice="save the image as PNG or JPEG",
            )
        )

    def _miss_words(self, asset: Asset) -> None:
        self.findings.append(
            Finding(
                rule="epub-kindle-drawing-words",
                severity=Severity.WARNING,
                message="no usual font is there, so the words of a drawing are missing",
                excerpt=excerpt(asset.name),
                advice="install Noto Sans and Noto Serif, or DejaVu",
            )
        )


def _free(stem: str, taken: set[str]) -> str:
    name, number = f"{stem}.png", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}.png"
    return name


class _Formulas:
    """The pictures of a document's formulas, each drawn once; ``taken`` are names of others."""

    def __init__(self, taken: set[str]) -> None:
        self.styles: dict[str, str] = {}
        self._taken = taken
        self._drawn: dict[tuple[str, bool], Asset | None] = {}
        self._words: list[str] = []

    def shown(self, formula: Math | MathBlock) -> Image | Text:
        """Return the formula's picture, or its alternative where it cannot be drawn."""
        key = formula.mathml, isinstance(formula, Math)
        if key not in self._drawn:
            self._drawn[key] = self._picture(formula)
        asset = self._drawn[key]
        if asset is None:
            self._words.append(formula.alternative)
            return Text(formula.alternative)
        return Image(asset.key, formula.alternative if formula.alternative.strip() else MISSING)

    def assets(self) -> Iterator[Asset]:
        """Yield the pictures that were drawn."""
        yield from (asset for asset in self._drawn.values() if asset is not None)

    def _picture(self, formula: Math | MathBlock) -> Asset | None:
        drawing = draw_formula(formula, _TYPE)
        if drawing is None:
            return None
        try:
            data = draw(drawing.svg, _FINE, PAPER)
        except ValueError:
            return None
        inline = isinstance(formula, Math)
        kind = "formula" if inline else "display"
        key = f"{kind}-{hashlib.sha256(drawing.svg).hexdigest()[:16]}"
        width, height = (side / _FINE for side in png_size(data))
        size = round(width), round(height)
        asset = Asset(key, PNG, data, _free(key, self._taken), *size)
        depth = f"; vertical-align: {-drawing.depth / _EM:.3f}em" if inline else ""
        self.styles[image_path(asset)] = f"width: {width / _EM:.3f}em{depth}"
        return asset

    def findings(self) -> Iterator[Finding]:
        """Yield that formulas are words, where some are."""
        if self._words:
            yield Finding(
                rule="epub-kindle-formula",
                severity=Severity.WARNING,
                message="formulas could not be drawn; their alternatives stand in their place "
                f"({len(self._words)} times)",
                excerpt=excerpt("; ".join(self._words)),
                advice="check the MathML of these formulas",
            )
