"""The page's elements written as XML: formulas and drawings that travel as they are."""

from collections.abc import Callable, Mapping

from tasktide_export.readers.html.elements import Element

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
"""What stands for characters that would end a text or a value, or be read otherwise there."""
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def serialise(
    element: Element,
    namespaces: Mapping[str, str],
    attributes: Callable[[Element], Mapping[str, str]],
    keep: Callable[[Element], bool],
) -> str:
    """Return ``element`` as XML text.

    ``namespaces`` go onto the outermost element by prefix (empty: the default);
    ``attributes`` gives what is written of an element's, ``keep`` tells which
    elements are written at all.
    """
    declared = {
        f"xmlns:{prefix}" if prefix else "xmlns": address for prefix, address in namespaces.items()
    }
    return _write(element, declared, attributes, keep)


def _write(
    element: Element,
    declared: Mapping[str, str],
    attributes: Callable[[Element], Mapping[str, str]],
    keep: Callable[[Element], bool],
) -> str:
    marks = {**declared, **attributes(element)}
    written = "".join(f' {name}="{value.translate(_VALUE)}"' for name, value in marks.items())
    inside = "".join(
        child.translate(_TEXT)
        if isinstance(child, str)
        else (_write(child, {}, attributes, keep) if keep(child) else "")
        for child in element.children
    )
    if not inside:
        return f"<{element.tag}{written}/>"
    return f"<{element.tag}{written}>{inside}</{element.tag}>"
