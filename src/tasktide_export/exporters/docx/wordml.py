"""Elements of WordprocessingML.

Elements are made where they stand, below a parent that declares the namespaces,
which is both the fastest way that lxml has and the one that leaves no stray
declarations in the file.
"""

from typing import TypeAlias

from lxml import etree

from tasktide_export.document import clean

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
XML = "http://www.w3.org/XML/1998/namespace"

_AFTER_SPACING = ("ind", "contextualSpacing", "jc", "sectPr")
_SPACES = {"w": W, "r": R, "m": M, "a": A, "wp": WP, "pic": PIC}


def qualified(name: str) -> str:
    """Return ``w:p`` as lxml writes it; a name without a prefix stays as it is."""
    prefix, _, local = name.rpartition(":")
    return f"{{{_SPACES[prefix]}}}{local}" if prefix else name


def w(parent: Element, tag: str, /, **attributes: str | int) -> Element:
    """Append an element of the main namespace with attributes of that namespace."""
    element = etree.SubElement(parent, f"{{{W}}}{tag}")
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", clean(str(value))[0])
    return element


def node(parent: Element, name: str, /, **attributes: str | int) -> Element:
    """Append the element called ``name`` (``a:blip``) with unqualified attributes."""
    element = etree.SubElement(parent, qualified(name))
    for key, value in attributes.items():
        element.set(key, clean(str(value))[0])
    return element


def write_text(run: Element, text: str, tag: str = "t") -> None:
    """Append ``text`` to ``run``; line ends and tabs become elements (17.3.3)."""
    for number, line in enumerate(clean(text)[0].split("\n")):
        if number:
            w(run, "br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                w(run, "tab")
            if piece:
                element = w(run, tag)
                element.text = piece
                if piece != piece.strip() or "  " in piece:
                    element.set(f"{{{XML}}}space", "preserve")


def field_begin(parent: Element, instruction: str) -> None:
    """Open a complex field (17.16.18): what follows is its result."""
    w(w(parent, "r"), "fldChar", fldCharType="begin")
    code = w(w(parent, "r"), "instrText")
    code.text = f" {instruction} "
    code.set(f"{{{XML}}}space", "preserve")
    w(w(parent, "r"), "fldChar", fldCharType="separate")


def field_end(parent: Element) -> None:
    """Close the complex field that was opened last."""
    w(w(parent, "r"), "fldChar", fldCharType="end")


def set_space_after(paragraph: Element, distance: int) -> None:
    """Set the space below a paragraph, in twentieths of a point (17.3.1.33)."""
    properties = paragraph[0]
    spacing = properties.find(f"{{{W}}}spacing")
    if spacing is None:
        spacing = w(properties, "spacing")
        later = (properties.find(f"{{{W}}}{name}") for name in _AFTER_SPACING)
        following = next((one for one in later if one is not None), None)
        if following is not None:
            following.addprevious(spacing)
    spacing.set(f"{{{W}}}after", str(distance))


def set_indents(paragraph: Element, left: int, right: int) -> None:
    """Set how far a paragraph stands in on either side, in twentieths of a point (17.3.1.12)."""
    properties = paragraph[0]
    indent = properties.find(f"{{{W}}}ind")
    if indent is None:
        indent = w(properties, "ind")
    indent.set(f"{{{W}}}left", str(left))
    indent.set(f"{{{W}}}right", str(right))
