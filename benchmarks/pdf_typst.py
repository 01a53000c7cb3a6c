"""The page that the exporter lays out, said in Typst.

Everything that Typst has a word for is said with it: title, outline, headings, lists, terms,
footnotes, tables with header rows, figures with captions, formulas and pictures with
alternative texts.  It has no word for a row's header.  Formulas show their alternative in
the place of a drawing.
"""

import base64
import binascii
import json
import re
from pathlib import Path
from typing import Any

from lxml import etree

_NUMBERINGS = {"a": "a.", "A": "A.", "i": "i.", "I": "I."}


def typst_source(markup: str, folder: Path) -> str:
    """Return the Typst source of an XHTML page; its pictures are written to ``folder``."""
    return _Writer(etree.fromstring(markup.encode()), folder).source()


class _Writer:
    def __init__(self, root: Any, folder: Path) -> None:
        for one in root.iter(etree.Element):
            one.tag = etree.QName(one).localname
        self._root = root
        self._folder = folder
        self._ids = {one.get("id"): one for one in root.iter() if one.get("id")}
        self._called: set[str] = set()

    def source(self) -> str:
        """Return the whole source."""
        title = self._root.findtext("head/title")
        language, _, region = (self._root.get("lang") or "en").partition("-")
        place = f", region: {_string(region)}" if region else ""
        author = self._root.find("head/meta[@name='author']")
        authors = "" if author is None else f", author: {_string(author.get('content'))}"
        return (
            f"#set document(title: {_string(title)}{authors})\n"
            f"#set text(lang: {_string(language)}{place}, size: 10.5pt)\n"
            '#set page("a4", numbering: "1")\n#set par(justify: false)\n'
            f"{self._inside(self._root.find('body'))}\n"
        )

    def _inside(self, element: Any) -> str:
        """Return the content of an element as markup."""
        parts = [_text(element.text, element)]
        for child in element:
            parts += [self._element(child), _text(child.tail, element)]
        return "".join(parts)

    def _block(self, element: Any) -> str:
        return f"[{self._inside(element)}]"

    def _element(self, element: Any) -> str:
        match element.tag:
            case "h1":
                return f"#title{self._block(element)};\n"
            case "h2" | "h3" | "h4" | "h5" | "h6":
                level = f"#heading(level: {int(element.tag[1]) - 1})"
                return f"{level}{self._block(element)}{_label(element)}\n"
            case "nav":
                return "#outline();\n"
            case "section" if element.get("role") == "doc-endnotes":
                return ""  # the notes stand where they are called
            case "p":
                return f"#par{self._block(element)};\n"
            case "em" | "strong" | "sub" | "q":
                name = {"em": "emph", "q": "quote"}.get(element.tag, element.tag)
                return f"#{name}{self._block(element)};"
            case "sup":
                is_call = element.find("a[@role='doc-noteref']") is not None
                return self._inside(element) if is_call else f"#super{self._block(element)};"
            case "a":
                return self._link(element)
            case "img":
                return f"#{self._picture(element)};"
            case "br":
                return "#linebreak();"
            case "hr":
                return "#line(length: 100%);\n"
            case "code":
                return f"#raw({_string(''.join(element.itertext()))});"
            case "pre":
                return f"#raw(block: true, {_string(''.join(element.itertext()))});\n"
            case "ul":
                return f"#list({self._items(element)});\n"
            case "ol":
                numbering = _string(_NUMBERINGS.get(element.get("type"), "1."))
                start = f"start: {element.get('start') or 1}, numbering: {numbering}"
                return f"#enum({start}, {self._items(element)});\n"
            case "dl":
                return f"#terms({self._terms(element)});\n"
            case "blockquote":
                return f"#quote(block: true){self._block(element)};\n"
            case "figure":
                return self._figure(element)
            case "table":
                return self._table(element)
            case "span" if element.get("lang"):
                return f"#text(lang: {_string(element.get('lang')[:2])}){self._block(element)};"
            case "div" | "aside" | "header":
                return f"#block{self._block(element)};\n"
        return self._inside(element)

    def _link(self, element: Any) -> str:
        address = element.get("href") or ""
        target = self._ids.get(address[1:]) if address.startswith("#") else None
        if element.get("role") == "doc-backlink":
            return ""
        if element.get("role") == "doc-noteref" and target is not None:
            return self._footnote(address[1:], target)
        if target is not None and target.tag == "section":
            return f"#link(<{address[1:]}>)[{self._inside(element)}];"
        if address.startswith("#"):
            return self._inside(element)
        return f"#link({_string(address)})[{self._inside(element) or '#sym.square;'}];"

    def _footnote(self, name: str, note: Any) -> str:
        if name in self._called:
            return f"#footnote(<{name}>);"
        self._called.add(name)
        return f"#footnote[{self._inside(note)}] <{name}>"

    def _picture(self, element: Any) -> str:
        alternative = element.get("alt") or ""
        if element.get("class") == "math":
            is_block = str(element.getparent().tag == "div").lower()
            words = _string(alternative)
            return f"math.equation(block: {is_block}, alt: {words}, text({words}))"
        head, _, data = element.get("src").partition(",")
        suffix = ".svg" if "svg" in head else ".png" if "png" in head else ".jpg"
        path = self._folder / f"picture-{binascii.crc32(data.encode()):08x}{suffix}"
        path.write_bytes(base64.b64decode(data))
        image = f"image({_string(path.name)}"
        return (
            f"{image}, alt: {_string(alternative)})" if alternative else f"pdf.artifact({image}))"
        )

    def _items(self, element: Any) -> str:
        return ", ".join(f"[{self._inside(item)}]" for item in element)

    def _terms(self, element: Any) -> str:
        items: list[tuple[list[str], list[str]]] = []
        for part in element:
            if part.tag == "dt" and (not items or items[-1][1]):
                items.append(([], []))
            items[-1][part.tag == "dd"].append(self._inside(part))
        return ", ".join(
            f"terms.item([{', '.join(terms)}], [{''.join(meanings)}])" for terms, meanings in items
        )

    def _figure(self, element: Any) -> str:
        caption = element.find("figcaption")
        about = "" if caption is None else f", caption: [{self._inside(caption)}]"
        parts = "".join(self._element(one) for one in element if one is not caption)
        lost = element.find(".//span[@role='img']")  # a picture whose bytes are not there
        about += "" if lost is None else f", alt: {_string(lost.get('aria-label'))}"
        return f"#figure([{parts}]{about});\n"

    def _table(self, element: Any) -> str:
        first = next(element.iter("tr"))
        columns = sum(int(cell.get("colspan") or 1) for cell in first)
        parts = [f"columns: {columns}"]
        for group in element.iter("thead", "tbody", "tfoot"):
            cells = ", ".join(self._cell(cell) for row in group for cell in row)
            wrap = {"thead": "table.header", "tfoot": "table.footer"}.get(group.tag)
            parts.append(f"{wrap}({cells})" if wrap else cells)
        caption = element.find("caption")
        about = "" if caption is None else f", caption: [{self._inside(caption)}]"
        return f"#figure(table({', '.join(parts)}){about}, kind: table);\n"

    def _cell(self, cell: Any) -> str:
        columns, rows = cell.get("colspan") or 1, cell.get("rowspan") or 1
        return f"table.cell(colspan: {columns}, rowspan: {rows})[{self._inside(cell)}]"


def _label(heading: Any) -> str:
    name = heading.getparent().get("id")
    return f" <{name}>" if name else ""


def _text(text: str | None, parent: Any) -> str:
    """Return words as a string in markup, so that no character of theirs is a command."""
    words = re.sub(r"\s+", " ", text or "")
    if not words or (words == " " and parent.tag in ("body", "main", "section", "table", "ul")):
        return ""
    return f"#{_string(words)};"


def _string(text: str | None) -> str:
    """Return a string of Typst, whose escapes are those of JSON but for code points."""
    return re.sub(r"\\u([0-9a-f]{4})", r"\\u{\1}", json.dumps(text or "", ensure_ascii=False))
