"""Which paragraph and run styles of Word become which elements."""

from typing import Any

from tasktide_export.readers.xml import local

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE, SUBTITLE, AUTHOR, DATE = "docx-title", "docx-subtitle", "docx-author", "docx-date"
CAPTION, HEADER_CELL = "docx-caption", "docx-header-cell"

_OWN = f"""
p[style-name='Title'] => p.{TITLE}:fresh
p[style-name='Subtitle'] => p.{SUBTITLE}:fresh
p[style-name='Author'] => p.{AUTHOR}:fresh
p[style-name='Date'] => p.{DATE}:fresh
p[style-name='caption'] => p.{CAPTION}:fresh
p[style-name='Table Caption'] => p.{CAPTION}:fresh
p[style-name='Image Caption'] => p.{CAPTION}:fresh
p[style-name^='Table Heading'] => p.{HEADER_CELL}:fresh
p[style-name='TOC Heading'] => !
p[style-name^='toc '] => !
p[style-name='table of figures'] => !
p[style-name='Contents Heading'] => !
p[style-name^='Contents '] => !
r[style-name='Generated'] => !
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Quote Attribution'] => blockquote > footer:fresh
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
p[style-name='macro'] => pre:separator('\\n')
p[style-name='Definition Term'] => dl > dt:fresh
p[style-name='Definition'] => dl > dd:fresh
p[style-name='Pull Quote'] => aside.pullquote > p:fresh
p[style-name='Aside Note'] => div.callout.note > p:fresh
p[style-name='Aside Tip'] => div.callout.tip > p:fresh
p[style-name='Aside Important'] => div.callout.important > p:fresh
p[style-name='Aside Warning'] => div.callout.warning > p:fresh
p[style-name='Aside Sidebar'] => aside > p:fresh
r[style-name='Verbatim Char'] => code
r[style-name='HTML Code'] => code
r[style-name='Source Text'] => code
r[style-name='Emphasis'] => em
p[style-name='List Paragraph'] => p:fresh
p[style-name='Body Text'] => p:fresh
p[style-name='Text body'] => p:fresh
p[style-name='First Paragraph'] => p:fresh
p[style-name='Compact'] => p:fresh
"""
_LISTS = """
p:unordered-list(1) => ul > li:fresh
p:unordered-list(2) => ul|ol > li > ul > li:fresh
p:unordered-list(3) => ul|ol > li > ul|ol > li > ul > li:fresh
p:ordered-list(1) => ol > li:fresh
p:ordered-list(2) => ul|ol > li > ol > li:fresh
p:ordered-list(3) => ul|ol > li > ul|ol > li > ol > li:fresh
"""
_HIGHEST_RANK = 6
_LONGEST_CHAIN = 20


def style_map(styles: Any) -> str:
    """Return mammoth's style map for a document whose styles part is ``styles``.

    A paragraph style that has an outline level, by itself or by the style it is
    based on, is a heading, whatever it is called.
    """
    headings = [
        f"p[style-name='{_quoted(name)}'] => h{min(level + 1, _HIGHEST_RANK)}:fresh"
        for name, level in _outline_levels(styles)
    ]
    return "\n".join([*headings, _LISTS, _OWN])


def _outline_levels(styles: Any) -> list[tuple[str, int]]:
    if styles is None:
        return []
    by_id = {
        one.get(f"{W}styleId"): one
        for one in styles
        if local(one) == "style" and one.get(f"{W}type") == "paragraph"
    }
    found = []
    for one in by_id.values():
        name = _value(one, "name")
        level = _level(one, by_id)
        if name and level is not None and name.lower() not in {"title", "toc heading"}:
            found.append((name, level))
    return found


def _level(style: Any, by_id: dict[str, Any]) -> int | None:
    for _ in range(_LONGEST_CHAIN):
        properties = style.find(f"{W}pPr")
        text = _value(properties, "outlineLvl") if properties is not None else ""
        if text.isdigit():
            return int(text) if int(text) < 9 else None  # noqa: PLR2004 - 9 is body text
        base = by_id.get(_value(style, "basedOn"))
        if base is None:
            return None
        style = base
    return None


def _value(element: Any, name: str) -> str:
    child = element.find(f"{W}{name}")
    return str(child.get(f"{W}val") or "") if child is not None else ""


def _quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")


def default_language(styles: Any) -> str:
    """Return the language that the styles declare for all text (17.7.5.1), if any."""
    if styles is None:
        return ""
    found = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return str(found.get(f"{W}val") or "") if found is not None else ""
