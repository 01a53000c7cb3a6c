"""The page's elements written as XML: formulas and drawings that travel as they are."""

from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from tasktide_export.readers.html.elements import Element

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
    written = "".join(
        f" {name}={quoteattr(value)}" for name, value in {**declared, **attributes(element)}.items()
    )
    inside = "".join(
        escape(child)
        if isinstance(child, str)
        else (_write(child, {}, attributes, keep) if keep(child) else "")
        for child in element.children
    )
    if not inside:
        return f"<{element.tag}{written}/>"
    return f"<{element.tag}{written}>{inside}</{element.tag}>"
