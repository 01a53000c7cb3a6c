"""Count the structure elements and the marks in tagged PDFs (ISO 32000-1, 14.7 and 14.8).

Roles are counted as they are written, not as a role map turns them into standard ones.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_ROLES = """
Document Title Sect H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table TR TH TD Caption Figure Formula
TOC TOCI Reference Link Note Code Quote BlockQuote Em Strong Span
"""
_TAGS = {
    **{f"H{rank}": f"h{rank}" for rank in range(1, 7)},
    **{role: role.lower() for role in ("P", "LI", "Table", "TR", "TH", "TD", "Code")},
    **{role: role.lower() for role in ("BlockQuote", "Em", "Strong")},
    "Caption": "caption figcaption",
    "L": "ul ol dl",
    "Link": "a",
    "Quote": "q",
}
"""Roles that an engine can give to these elements of the page, one for one."""
_OF_LENGTH = ("pages", "kB", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD", "Note", "Link")
_MARKED = {"BDC", "BMC"}


def print_table(files: dict[str, Path], markup: str, *, whole: bool) -> None:
    """Print a column for each file; ``markup`` is the page that they were made of.

    Unless it is wanted ``whole``, only rows that tell whether elements stay whole where a
    page ends are printed.
    """
    words = _link_words(markup)
    columns = {"the page": _of_page(markup)}
    columns |= {engine: count(path, words) for engine, path in files.items()}
    rows = list(dict.fromkeys(row for column in columns.values() for row in column))
    rows.sort(key=list(columns[next(iter(files))]).index)
    print(f"{'':<32}" + "".join(f"{engine:>17}" for engine in columns))
    for row in rows:
        if whole or row in _OF_LENGTH:
            cells = "".join(f"{column.get(row, ''):>17}" for column in columns.values())
            print(f"{row:<32}{cells}", flush=True)


def _of_page(markup: str) -> dict[str, str]:
    """Return how many elements of the page there are for each role that has its own."""
    from lxml import etree

    tags = Counter(
        etree.QName(one).localname for one in etree.fromstring(markup.encode()).iter("{*}*")
    )
    return {
        role: str(sum(tags[name] for name in names.split()) or "-") for role, names in _TAGS.items()
    }


def count(path: Path, words: set[str]) -> dict[str, str]:
    """Return the figures of a file; ``words`` are those of the article's links."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        elements = list(_elements(pdf.Root.get("/StructTreeRoot")))
        roles = Counter(str(one.S)[1:] for one in elements)
        found = {"pages": str(len(pdf.pages)), "kB": f"{path.stat().st_size / 1000:.0f}"}
        found |= {role: str(roles[role] or "-") for role in _ROLES.split()}
        others = roles.total() - sum(roles[role] for role in _ROLES.split())
        found["other elements"] = str(others or "-")
        return found | _marks(elements) | _of_links(pdf, words) | _of_content(pdf) | _claims(pdf)


def _elements(tree: Any) -> Iterator[Any]:
    """Yield every structure element in reading order."""
    stack = [tree] if tree is not None else []
    while stack:
        node = stack.pop()
        if "/S" in node and node.get("/Type") not in ("/MCR", "/OBJR"):
            yield node
        stack.extend(reversed([kid for kid in _several(node.get("/K")) if _is_dictionary(kid)]))


def _several(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _is_dictionary(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def _marks(elements: list[Any]) -> dict[str, str]:
    """Return how many elements have each mark, of how many that could."""
    attributes = {"TH": "Scope", "TD": "Headers", "L": "ListNumbering"}
    found = {}
    for role, name in attributes.items():
        ours = _with_role(elements, role)
        having = sum(1 for one in ours if _has_attribute(one, f"/{name}"))
        found[f"{role} with {name}"] = f"{having}/{len(ours)}"
    for role in ("Figure", "Formula"):
        ours = _with_role(elements, role)
        having = sum(1 for one in ours if str(one.get("/Alt", "")).strip())
        found[f"{role} with Alt"] = f"{having}/{len(ours)}"
    for key in ("Lang", "E", "Alt", "ActualText", "ID"):
        having = sum(1 for one in elements if f"/{key}" in one)
        found[f"elements with {key}"] = str(having or "-")
    return found


def _with_role(elements: list[Any], role: str) -> list[Any]:
    return [one for one in elements if str(one.S) == f"/{role}"]


def _has_attribute(element: Any, name: str) -> bool:
    return any(_is_dictionary(one) and name in one for one in _several(element.get("/A")))


def _link_words(markup: str) -> set[str]:
    """Return the words of each link of the page, and the names that some have instead."""
    from lxml import etree

    links = list(etree.fromstring(markup.encode()).iter("{*}a"))
    texts = {_squeezed("".join(map(str, one.itertext()))) for one in links}
    return (texts | {_squeezed(one.get("aria-label") or "") for one in links}) - {""}


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _of_links(pdf: Any, words: set[str]) -> dict[str, str]:
    """Return what the annotations of links say of themselves."""
    links = [
        one
        for page in pdf.pages
        for one in _several(page.get("/Annots"))
        if one.get("/Subtype") == "/Link"
    ]
    said = [str(one.get("/Contents", "")) for one in links]
    right = sum(1 for one in said if _squeezed(one) in words)
    raw = sum(1 for one in said if "://" in one)
    return {
        "link annotations": str(len(links)),
        "  with Contents": str(sum(1 for one in said if one.strip())),
        "  Contents are the link's words": str(right),
        "  Contents are an address": str(raw),
        "  in the structure tree": str(sum(1 for one in links if "/StructParent" in one)),
    }


def _of_content(pdf: Any) -> dict[str, str]:
    """Return what marked content there is besides that of elements."""
    artifacts: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    for tag, properties in _marked_content(pdf):
        marks = properties if _is_dictionary(properties) else {}
        if tag == "/Artifact":
            artifacts[str(marks.get("/Type", ""))] += 1
        else:
            runs.update(key for key in ("Lang", "E", "ActualText") if f"/{key}" in marks)
    found = {f"runs with {key}": str(runs[key] or "-") for key in ("Lang", "E", "ActualText")}
    found["artifacts"] = str(artifacts.total() or "-")
    found["  of pagination"] = str(artifacts["/Pagination"] or "-")
    return found


def _marked_content(pdf: Any) -> Iterator[tuple[str, Any]]:
    """Yield the tag and the properties of each marked-content sequence of the pages."""
    import pikepdf

    for page in pdf.pages:
        named = page.get("/Resources", {}).get("/Properties", {})
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) not in _MARKED:
                continue
            tag, *more = instruction.operands
            properties = more[0] if more else None
            if isinstance(properties, pikepdf.Name):
                properties = named.get(properties)
            yield str(tag), properties


def _claims(pdf: Any) -> dict[str, str]:
    """Return what the catalog and the XMP metadata say."""
    tree: Any = pdf.Root.get("/StructTreeRoot", {})
    with pdf.open_metadata() as about:
        conforms = about.get("pdfaid:part", "-") + about.get("pdfaid:conformance", "").lower()
        return {
            "IDTree": "yes" if "/IDTree" in tree else "-",
            "RoleMap entries": str(len(tree.get("/RoleMap", {})) or "-"),
            "Lang of the document": str(pdf.Root.get("/Lang", "-")),
            "XMP pdfuaid:part": about.get("pdfuaid:part", "-"),
            "XMP pdfaid": conforms,
        }
