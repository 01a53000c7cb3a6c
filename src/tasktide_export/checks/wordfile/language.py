"""What is said of the document and its words: title, languages, links."""

from collections.abc import Iterator
from typing import Any

from tasktide_export.checks.finding import doubt, fault
from tasktide_export.checks.readback.word import w
from tasktide_export.checks.rules.language import is_language_tag
from tasktide_export.checks.rules.links import is_address, is_vague
from tasktide_export.checks.wordfile.opened import Story, WordFile, words
from tasktide_export.document import Finding

_NONE = frozenset({"x-none", ""})
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PURPOSE = "WCAG 2.2 SC 2.4.4"
_PARTS = "WCAG 2.2 SC 3.1.2"


def language_findings(file: WordFile) -> Iterator[Finding]:
    """Yield languages that are no tags of BCP 47, each once."""
    seen: set[str] = set()
    styles = Story("word/styles.xml", file.part("word/styles.xml"))
    for story in (styles, *file.stories):
        for one in story.all(w("lang")):
            for name in ("val", "eastAsia", "bidi"):
                tag = one.get(w(name), "")
                if tag.lower() not in _NONE and tag not in seen and not is_language_tag(tag):
                    seen.add(tag)
                    message = f"{tag!r} is no language tag"
                    yield fault("language-invalid", message, story.place(one), "", _PARTS)


def link_findings(file: WordFile) -> Iterator[Finding]:
    """Yield links without words, with words that say nothing, and equal words to two places."""
    targets: dict[str, str] = {}
    for story in file.stories:
        for link in story.all(w("hyperlink")):
            text, where = words(link), story.place(link)
            target = _target(link, story, file)
            if not text:
                if next(link.iter(w("drawing"), w("pict"), w("fldChar")), None) is None:
                    yield fault("link-text-empty", "a link has no words", where, target, _PURPOSE)
            elif link.get(w("anchor")) is None or link.get(_LINK):
                yield from _text(text, target, where)
                if targets.setdefault(text.casefold(), target) != target:
                    message = "links with the same words lead to different places"
                    yield doubt("link-text-ambiguous", message, where, text, _PURPOSE)


def _text(text: str, target: str, where: str) -> Iterator[Finding]:
    if is_address(text):
        message = "a link's text is a raw address"
        yield doubt("link-text-address", message, where, text, _PURPOSE)
    elif is_vague(text):
        message = "a link's text does not say where it leads"
        yield doubt("link-text-vague", message, where, f"{text} ({target})", _PURPOSE)


def _target(link: Any, story: Story, file: WordFile) -> str:
    number = link.get(_LINK, "")
    related = file.relationships.get(story.part, ())
    address = next((one.target for one in related if one.id == number), "")
    anchor = link.get(w("anchor"), "")
    return f"{address}#{anchor}" if anchor else address
