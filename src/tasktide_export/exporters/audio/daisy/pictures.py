"""The images of a talking book: PNG, JPEG and GIF alone (DAISY 2.02, 2.4)."""

from dataclasses import replace

from tasktide_export.document import (
    Asset,
    Block,
    Blocks,
    Document,
    Embed,
    Finding,
    Image,
    Inline,
    Inlines,
    Severity,
    excerpt,
)
from tasktide_export.document.identify import Names
from tasktide_export.document.transform import map_document
from tasktide_export.drawing.pictures import as_dots


def with_pictures(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` with images that talking books may hold, and what was lost.

    An image that cannot be prepared loses its bytes; its alternative text stands there.
    """
    names = Names()
    shown: dict[str, Asset] = {}
    findings: list[Finding] = []
    for asset in document.assets:
        try:
            dots = as_dots(asset)
        except (OSError, ValueError, SyntaxError) as error:
            findings.append(_lost(asset, str(error)))
            continue
        stem, _, suffix = dots.name.rpartition(".")
        shown[asset.key] = replace(dots, name=f"{names.take(stem)}.{suffix}")

    def inline(one: Inline) -> Inlines:
        match one:
            case Image(asset=key) if key and key not in shown:
                return (replace(one, asset=""),)
            case _:
                return (one,)

    def block(one: Block) -> Blocks:
        match one:
            case Embed(poster=key) if key and key not in shown:
                return (replace(one, poster=""),)
            case _:
                return (one,)

    kept = replace(map_document(document, block, inline), assets=tuple(shown.values()))
    return kept, tuple(findings)


def _lost(asset: Asset, reason: str) -> Finding:
    return Finding(
        rule="audio-daisy-image",
        severity=Severity.WARNING,
        message="an image could not be prepared for DAISY; its alternative text stands there",
        excerpt=excerpt(f"{asset.name}: {reason}"),
        advice="save the image as PNG or JPEG",
    )
