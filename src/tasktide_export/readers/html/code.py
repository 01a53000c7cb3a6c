"""Preformatted text to code blocks."""

from tasktide_export.document import CodeBlock
from tasktide_export.readers.html.elements import SILENT_TAGS, Element
from tasktide_export.readers.html.reading import Reading, Surround

_PREFIXES = ("language-", "lang-", "highlight-source-", "highlight-text-", "brush:", "sourcecode-")
_NOT_LANGUAGES = frozenset({"none", "text", "plaintext", "plain", "nohighlight"})
_AROUND = 3


def code_block(element: Element, reading: Reading, surround: Surround) -> CodeBlock | None:
    """Return a ``pre`` as a code block, or ``None`` when it is empty."""
    for inner in element.iterate():
        if inner is not element:
            reading.anchors.see(inner)
    text = _text(element).replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text.strip():
        return None
    here = surround.inside(element)
    return CodeBlock(
        text,
        syntax(element),
        id=reading.anchors.take(),
        language=here.language,
        direction=here.direction,
    )


def _text(element: Element) -> str:
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "br":
            pieces.append("\n")
        elif node.tag == "img":
            pieces.append(node.get("alt"))
        elif node.tag not in SILENT_TAGS:
            waiting.extend(reversed(node.children))
    return "".join(pieces)


def syntax(element: Element) -> str:
    """Return the programming language that a ``pre``, its code or its wrapper names."""
    inner = element.first("code")
    near = [element, *([inner] if inner is not None else [])]
    near += list(element.ancestors())[:_AROUND]
    for one in near:
        if name := _named(one):
            return name
    return ""


def _named(element: Element) -> str:
    for attribute in ("data-lang", "data-language", "data-enlighter-language"):
        if name := element.get(attribute).lower():
            return "" if name in _NOT_LANGUAGES else name
    words = element.attributes.get("class", "").replace("brush: ", "brush:").split()
    for word in words:
        for prefix in _PREFIXES:
            name = word.lower().removeprefix(prefix).strip(";")
            if name != word.lower() and name:
                return "" if name in _NOT_LANGUAGES else name
    return ""
