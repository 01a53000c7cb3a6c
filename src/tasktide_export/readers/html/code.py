"""Preformatted text to code blocks."""

from tasktide_export.document import CodeBlock
from tasktide_export.readers.html.elements import BLOCK_TAGS, SILENT_TAGS, Element, names, plain
from tasktide_export.readers.html.reading import Reading, Surround

_PREFIXES = ("language-", "lang-", "highlight-source-", "highlight-text-", "brush:", "sourcecode-")
_NOT_LANGUAGES = frozenset({"none", "text", "plaintext", "plain", "nohighlight"})
_GUTTERS = names(
    "gutter line-number line-numbers-rows linenumber lineno linenos linenodiv hljs-ln-numbers "
    "rouge-gutter blob-num ln lnt"
)
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
    lines = _Lines()
    waiting: list[Element | str | None] = [element]
    while waiting:
        node = waiting.pop()
        if node is None:
            lines.end()
        elif isinstance(node, str):
            lines.say(node)
        elif node.tag == "br":
            lines.say("\n")
        elif node.tag == "img":
            lines.say(node.get("alt"))
        elif node.tag not in SILENT_TAGS and not is_gutter(node):
            if node is not element and node.tag in BLOCK_TAGS:
                lines.end()
                waiting.append(None)
            waiting.extend(reversed(node.children))
    return "".join(lines.pieces)


class _Lines:
    """Text with a line end where a block inside it begins or ends."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def say(self, text: str) -> None:
        if text:
            self.pieces.append(text)

    def end(self) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append("\n")


def is_gutter(element: Element) -> bool:
    """Tell whether an element only numbers the lines of code beside it."""
    if not element.classes.isdisjoint(_GUTTERS):
        return True
    style = "".join(element.get("style").lower().split())
    # What cannot be selected is not meant to be copied with the code.
    return "user-select:none" in style and plain(element.text()).isdigit()


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
