"""Rules about images, drawings and formulas of a publication."""

from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.publication.book import (
    Publication,
    is_hidden,
    is_labelled,
    place,
)
from tasktide_export.checks.readback.markup import by_name, local_name, visible_text
from tasktide_export.checks.rules.images import is_file_name, is_vague, says_nothing
from tasktide_export.document import Finding

_NON_TEXT = "WCAG 2.2 SC 1.1.1"
_SILENT = frozenset({"presentation", "none"})
_BLOCKS = frozenset({"p", "div", "figure", "section", "body", "li", "td", "th"})
_SVG = "http://www.w3.org/2000/svg"
_CASED = {
    name.lower(): name
    for name in (
        "viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "clipPathUnits",
        "patternUnits", "patternTransform", "markerWidth", "markerHeight", "refX", "refY",
        "textLength", "startOffset", "stdDeviation", "maskUnits", "pathLength", "spreadMethod",
        "linearGradient", "radialGradient", "clipPath", "textPath", "foreignObject",
    )
}  # fmt: skip
"""Names of SVG that an HTML parser writes in lower case, and how they are written."""


def image_findings(book: Publication) -> Iterator[Finding]:
    """Yield images without a text, with a bad one, or doubtfully called decoration."""
    for item, page in book.pages():
        ids = {one.get("id") for one in page.iter("*")}
        for image in by_name(page, "img"):
            where = place(item.path, image)
            yield from _image(image, where)
            yield from _description(image, where, ids)


def _image(image: Any, where: str) -> Iterator[Finding]:
    text, role = image.get("alt"), image.get("role", "")
    source = image.get("src", "").rpartition("/")[2]
    named = is_labelled(image)
    if role in _SILENT or is_hidden(image) or (text is None and named):
        return
    if text is None:
        yield fault(
            "image-alternative-missing",
            "an image has no alternative text",
            where,
            source,
            _NON_TEXT,
        )
    elif not text.strip():
        yield from _called_decoration(image, where, source)
    elif is_file_name(text, image.get("src", "")):
        message = "an image's alternative text is a file name"
        yield fault("image-alternative-file-name", message, where, text, _NON_TEXT)
    elif is_vague(text) or says_nothing(text):
        message = "an image's alternative text says no more than that there is an image"
        yield doubt("image-alternative-vague", message, where, text, _NON_TEXT)


def _description(image: Any, where: str, ids: set[Any]) -> Iterator[Finding]:
    """Yield descriptions that an image names and that are not there."""
    for name in (image.get("aria-details") or image.get("aria-describedby") or "").split():
        if name not in ids:
            message = "an image's description is not there"
            yield fault("image-description-dangling", message, where, name, "WAI-ARIA 1.2, 6.6")


def _called_decoration(image: Any, where: str, source: str) -> Iterator[Finding]:
    """An empty text says that an image means nothing; what stands around may say otherwise."""
    explained = image.get("aria-details") or image.get("aria-describedby") or image.get("longdesc")
    above = list(image.iterancestors())
    names = [local_name(one) for one in above]
    if explained:
        message = "an image with a description is marked as decoration"
    elif "a" in names and not visible_text(above[names.index("a")]).strip():
        message = "a link's only content is marked as decoration"
    elif "figure" in names and _is_all_there_is(image, above[names.index("figure")]):
        message = "an image with a caption is marked as decoration"
    elif _stands_alone(image):
        message = "an image that stands by itself is marked as decoration"
        yield doubt("image-decoration-doubtful", message, where, source, _NON_TEXT)
        return
    else:
        return
    yield fault("image-alternative-missing", message, where, source, _NON_TEXT)


def _is_all_there_is(image: Any, figure: Any) -> bool:
    """Tell whether a figure with a caption shows nothing but this image."""
    captions = [visible_text(one) for one in by_name(figure, "figcaption")]
    others = [one for name in ("img", "svg", "table", "math") for one in by_name(figure, name)]
    return any(one.strip() for one in captions) and others == [image]


def _stands_alone(image: Any) -> bool:
    block = next((one for one in image.iterancestors() if local_name(one) in _BLOCKS), None)
    if block is None or local_name(block) == "body":
        return False
    images = sum(1 for _ in by_name(block, "img"))
    return images == 1 and not visible_text(block).strip()


def drawing_findings(book: Publication) -> Iterator[Finding]:
    """Yield drawings that an HTML parser has damaged, and those without a name."""
    for item, page in book.pages():
        for drawing in by_name(page, "svg"):
            where = place(item.path, drawing)
            yield from _damage(drawing, where)
            yield from _nameless(drawing, where)
    for item in book.of_type("image/svg+xml"):
        yield from _damage(book.page(item.path), item.path)


def _damage(drawing: Any, where: str) -> Iterator[Finding]:
    broken = {_CASED[name] for element in drawing.iter("*") for name in _names(element)}
    if broken:
        words = ", ".join(sorted(broken))
        message = "a drawing's names are written in lower case, so that parts of it do not show"
        yield fault("svg-damaged", message, where, words, "SVG 2, case-sensitive names")


def _names(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str):
        yield from (
            name for name in (element.tag.rpartition("}")[2], *element.keys()) if name in _CASED
        )


def _nameless(drawing: Any, where: str) -> Iterator[Finding]:
    hidden = is_hidden(drawing) or drawing.get("role") in _SILENT
    above = list(drawing.iterancestors())
    nested = any(local_name(one) == "svg" for one in above)
    named = any(is_labelled(one) for one in (drawing, *above))
    titled = any(local_name(one) == "title" and (one.text or "").strip() for one in drawing)
    if not (hidden or nested or named or titled):
        message = "a drawing has no alternative text"
        yield fault("image-alternative-missing", message, where, "svg", _NON_TEXT)


def formula_findings(book: Publication) -> Iterator[Finding]:
    """Yield formulas without a text alternative."""
    for item, page in book.pages():
        for formula in by_name(page, "math"):
            named = (formula.get("alttext") or "").strip() or is_labelled(formula)
            if not named and not is_hidden(formula):
                yield doubt(
                    "math-alternative-missing",
                    "a formula has no text alternative",
                    place(item.path, formula),
                    "".join(formula.itertext()),
                    f"{_NON_TEXT}; EPUB Accessibility 1.1",
                )
