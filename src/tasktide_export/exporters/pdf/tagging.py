"""The structure tree written into the PDF (ISO 32000-1, 14.7; ISO 14289-1, 7)."""

from collections.abc import Iterator, Mapping
from typing import Any

from tasktide_export.exporters.pdf.roles import ROLE_MAP, picture_of
from tasktide_export.exporters.pdf.structure import Annotation, Content, Node, StructureTree

_JOINER = "\u2060"
"""Keeps a note's number on the line of its word; it is nothing to be said."""


def write_tree(pdf: Any, pydyf: Any, tree: StructureTree) -> list[tuple[Any, str]]:
    """Add the structure tree root, its elements, the parent tree and the id tree.

    Returns the elements of formulas, each with the address of its drawing.
    """
    writer = _TreeWriter(pdf, pydyf)
    writer.write(tree)
    return writer.formulas


def attach_formulas(
    pdf: Any, pydyf: Any, formulas: list[tuple[Any, str]], sources: Mapping[str, str]
) -> None:
    """Attach its MathML to each formula's element as an associated file.

    ISO 19005-3, 6.8, allows it in PDF/A-3; PDF 2.0 (ISO 32000-2, 14.13) took it over.
    """
    files: dict[str, Any] = {}
    for element, address in formulas:
        if address not in sources:
            continue
        if address not in files:
            number = len(files) + 1
            files[address] = _mathml_file(pdf, pydyf, f"formula-{number}.mml", sources[address])
        element["AF"] = pydyf.Array([files[address]])


def _mathml_file(pdf: Any, pydyf: Any, name: str, mathml: str) -> Any:
    data = mathml.encode()
    kind = {"Type": "/EmbeddedFile", "Subtype": "/application#2fmathml+xml"}
    stream = pydyf.Stream(
        [data], {**kind, "Params": pydyf.Dictionary({"Size": len(data)})}, compress=True
    )
    pdf.add_object(stream)
    described = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name),
            "UF": pydyf.String(name),
            "EF": pydyf.Dictionary({"F": stream.reference}),
            "AFRelationship": "/Supplement",
            "Desc": pydyf.String("MathML"),
        }
    )
    pdf.add_object(described)
    return described.reference


class _TreeWriter:
    def __init__(self, pdf: Any, pydyf: Any) -> None:
        self._pdf = pdf
        self._pydyf = pydyf
        # pydyf makes this tuple of all objects anew whenever it is asked.
        self._pages = pdf.page_references
        self._marked: dict[int, dict[int, Any]] = {}
        self._groups: dict[Any, dict[int, Any]] = {}
        self._links: list[tuple[Any, Any]] = []
        self._ids: list[tuple[str, Any]] = []
        self.formulas: list[tuple[Any, str]] = []

    def write(self, tree: StructureTree) -> None:
        d, array = self._pydyf.Dictionary, self._pydyf.Array
        root = d({"Type": "/StructTreeRoot"})
        self._pdf.add_object(root)
        top = self._element(tree.document, root.reference)
        root["K"] = array([top.reference])
        root["RoleMap"] = d({name: f"/{standard}" for name, standard in ROLE_MAP.items()})
        root["ParentTree"] = self._parent_tree().reference
        keys = len(self._pages) + len(self._links) + len(self._groups)
        root["ParentTreeNextKey"] = keys
        if self._ids:
            names = array(
                part for name, at in sorted(self._ids) for part in (self._pydyf.String(name), at)
            )
            root["IDTree"] = d({"Names": names})
        self._pdf.catalog["StructTreeRoot"] = root.reference
        preferences = d({"DisplayDocTitle": "true"})
        if tree.runs_leftward:
            preferences["Direction"] = "/R2L"
        self._pdf.catalog["ViewerPreferences"] = preferences
        self._pdf.catalog["MarkInfo"] = d({"Marked": "true"})

    def _parent_tree(self) -> Any:
        """Return the number tree: an array for each page, an entry a link, an array a group."""
        numbers = self._pydyf.Array()
        pages = len(self._pages)
        for page in range(pages):
            owners = self._marked.get(page, {})
            numbers.extend([page, self._pydyf.Array(owners[n] for n in sorted(owners))])
        for key, (owner, annotation) in enumerate(self._links, start=pages):
            numbers.extend([key, owner])
            annotation["StructParent"] = key
        for key, (group, owners) in enumerate(self._groups.items(), start=pages + len(self._links)):
            numbers.extend([key, self._pydyf.Array(owners[n] for n in sorted(owners))])
            group.extra["StructParents"] = key
        tree = self._pydyf.Dictionary({"Nums": numbers})
        self._pdf.add_object(tree)
        return tree

    def _element(self, node: Node, parent: Any) -> Any:
        element = self._pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{node.role.name}", "P": parent}
        )
        self._pdf.add_object(element)
        around = node.parent.page if node.parent is not None else 0
        node.page = next(_pages_of(node), around)
        element["Pg"] = self._pages[node.page]
        self._describe(element, node)
        element["K"] = self._pydyf.Array(self._kid(kid, node, element) for kid in node.kids)
        return element

    def _kid(self, kid: Node | Content | Annotation, node: Node, element: Any) -> Any:
        match kid:
            case Node():
                return self._element(kid, element.reference).reference
            case Content(page=page, mcid=mcid, group=group):
                self._owners(page, group)[mcid] = element.reference
                if page == node.page and group is None:
                    return mcid
                marks = {"Type": "/MCR", "Pg": self._pages[page], "MCID": mcid}
                if group is not None:
                    marks["Stm"] = group.reference
                return self._pydyf.Dictionary(marks)
            case Annotation(page=page, object=annotation):
                self._links.append((element.reference, annotation))
                words = _text(node.element)
                annotation["Contents"] = self._pydyf.String(words)
                at = self._pages[page]
                marks = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": at}
                return self._pydyf.Dictionary(marks)

    def _owners(self, page: int, group: Any) -> dict[int, Any]:
        """Return what the marked content of a page or of a group on it belongs to."""
        if group is None:
            return self._marked.setdefault(page, {})
        return self._groups.setdefault(group, {})

    def _describe(self, element: Any, node: Node) -> None:
        """Set what assistive technology reads besides the content."""
        string, source = self._pydyf.String, node.element
        if node.role.title:
            element["T"] = string(node.role.title)
        attributes = [
            {"O": f"/{owner}", **self._values(values)} for owner, values in _attributes(node)
        ]
        if node.box:
            bbox = self._pydyf.Array(round(edge, 3) for edge in node.box)
            attributes.append({"O": "/Layout", "BBox": bbox})
        if attributes:
            element["A"] = self._pydyf.Array(self._pydyf.Dictionary(one) for one in attributes)
        if node.said:
            element["ActualText"] = string(node.said)
        if source is None:
            return
        if language := source.get("lang"):
            element["Lang"] = string(language)
        if node.role.name in ("Figure", "Formula"):
            shown = picture_of(source) if source.tag == "figure" else source
            if shown.get("alt"):
                element["Alt"] = string(shown.get("alt"))
        if node.role.name == "Formula":
            self.formulas.append((element, source.get("src", "")))
        if source.tag == "abbr":
            element["E"] = string(source.get("title"))
        name = source.get("id") if node.role.name == "Note" else node.name
        if name:
            element["ID"] = string(name)
            self._ids.append((name, element.reference))

    def _values(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return attributes as the file has them: numbers, names, lists of ids."""
        written: dict[str, Any] = {}
        for name, value in values.items():
            match value:
                case int():
                    written[name] = value
                case list():
                    written[name] = self._pydyf.Array(self._pydyf.String(one) for one in value)
                case _:
                    written[name] = f"/{value}"
        return written


def _attributes(node: Node) -> list[tuple[str, dict[str, Any]]]:
    found: dict[str, dict[str, Any]] = {
        owner: dict(values) for owner, values in node.role.attributes.items()
    }
    if node.element is not None and node.role.name in ("TH", "TD"):
        spans = {"ColSpan": node.element.get("colspan"), "RowSpan": node.element.get("rowspan")}
        for name, value in spans.items():
            if value:
                found.setdefault("Table", {})[name] = int(value)
        if node.headers:
            found.setdefault("Table", {})["Headers"] = node.headers
    return list(found.items())


def _pages_of(node: Node) -> Iterator[int]:
    """Yield the pages of a node's content in order; none if it is empty."""
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _pages_of(kid)
        else:
            yield kid.page


def _text(element: Any) -> str:
    """Return the words of a link: its name, or what it shows, in order."""
    if element is None:
        return ""
    words = element.get("aria-label") or "".join(_pieces(element))
    return " ".join(words.replace(_JOINER, "").split())


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = child.get("alt") or child.get("aria-label") or ""
        yield f" {name} " if name else ""
        yield from _pieces(child)
        yield child.tail or ""
