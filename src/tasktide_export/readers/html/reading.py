"""What the parts of the reader share while one page is read."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from tasktide_export.assets import Admission
from tasktide_export.document import Anchor, Block, Inline, Inlines, Link, NoteReference
from tasktide_export.document.kinds import Direction
from tasktide_export.document.transform import map_inlines
from tasktide_export.document.walk import inlines as walk_inlines
from tasktide_export.limits import Limits
from tasktide_export.readers.html.elements import Element, plain
from tasktide_export.readers.html.notices import Notices
from tasktide_export.readers.sections import Heading

Wrap: TypeAlias = Callable[[Inlines], Inline]
Item: TypeAlias = Heading | Block

LABEL = 8
"""A link with more characters than this is no note's number or sign."""
_HIDING = frozenset({"display:none", "visibility:hidden"})
_CONCEALING = frozenset({"hidden", "style", "aria-hidden"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Surround:
    """What the elements around a block give to it.

    ``wraps`` are the inline elements that hold the block, outermost first.
    ``nested`` is whether a section cannot begin here.
    """

    language: str = ""
    direction: Direction = ""
    wraps: tuple[Wrap, ...] = ()
    nested: bool = False

    def inside(self, element: Element, *wraps: Wrap) -> "Surround":
        """Return what holds inside ``element``."""
        language, direction = speech(element)
        if not (language or direction or wraps):
            return self
        return replace(
            self,
            language=language or self.language,
            direction=direction or self.direction,
            wraps=(*self.wraps, *wraps),
        )

    def contained(self) -> "Surround":
        """Return what holds inside a block that carries language and direction itself."""
        return Surround(wraps=self.wraps, nested=True)

    def wrap(self, inlines: Inlines) -> Inlines:
        """Put the inline elements that hold the block around its text."""
        for one in reversed(self.wraps):
            inlines = put_around(one, inlines)
        return inlines


@dataclass(slots=True)
class Anchors:
    """The names that links may lead to, on their way to the blocks that hold them."""

    aliases: dict[str, str] = field(default_factory=dict)
    _waiting: list[str] = field(default_factory=list)

    def see(self, element: Element) -> None:
        """Remember an element's names for the next block."""
        if name := element.attributes.get("id"):
            self._waiting.append(name)
        if element.tag == "a" and (name := element.attributes.get("name")):
            self._waiting.append(name)

    def take(self) -> str:
        """Return the id for the block that begins or ends here; the other names follow it."""
        if not self._waiting:
            return ""
        first, *others = self._waiting
        self._waiting.clear()
        for other in others:
            self.aliases.setdefault(other, first)
        return first


@dataclass(slots=True)
class Reading:
    """One page being read.

    ``base`` is what relative addresses are resolved against, ``page`` the
    page's own address; both without a fragment and perhaps empty.
    """

    base: str
    page: str
    limits: Limits
    admission: Admission
    notices: Notices
    local: bool = False
    """Whether the page is a file without an address: files beside it are its neighbours."""
    anchors: Anchors = field(default_factory=Anchors)
    notes: "dict[str, str]" = field(default_factory=dict)
    """Names of notes and what they are called in the document."""
    note_elements: "set[Element]" = field(default_factory=set)
    """Elements that are mapped as notes, not where they stand."""
    back_links: "set[Element]" = field(default_factory=set)

    def absolute(self, reference: str) -> str:
        """Return an address resolved against the base; relative without one."""
        try:
            return urljoin(self.base, "".join(reference.split("\n")).strip())
        except ValueError:
            return ""

    def link_target(self, reference: str) -> str | Anchor | None:
        """Return what a link leads to, or ``None`` when it cannot be kept."""
        address = self.absolute(reference)
        try:
            parts = urlsplit(address)
            parts.port  # noqa: B018 - an impossible port raises here
        except ValueError:
            return None
        here, hash_mark, fragment = address.partition("#")
        if hash_mark and (reference.strip().startswith("#") or (here and here == self.page)):
            return Anchor("" if fragment == "top" else _unquote(fragment))
        scheme = parts.scheme.lower()
        if self.local and not self.base and not scheme and not parts.netloc and parts.path:
            return Anchor(_unquote(fragment), _unquote(parts.path))
        if scheme not in _SCHEMES or not address[len(scheme) + 1 :].strip("/"):
            return None
        return address


def put_around(wrap: Wrap, children: Inlines) -> Inlines:
    """Wrap ``children``; a link holds no other link, and no call of a note."""
    if not children:
        return ()
    made = wrap(children)
    if not isinstance(made, Link):
        return (made,)
    alone = map_inlines(children, lambda one: one.children if isinstance(one, Link) else (one,))
    if any(isinstance(one, NoteReference) for one in walk_inlines(alone)):
        return children
    return (replace(made, children=alone),)


def _unquote(fragment: str) -> str:
    from urllib.parse import unquote

    return unquote(fragment)


def speech(element: Element) -> tuple[str, Direction]:
    """Return the language and the direction that an element declares."""
    language = element.get("lang") or element.get("xml:lang")
    wanted = element.get("dir").lower()
    direction: Direction = "rtl" if wanted == "rtl" else "ltr" if wanted == "ltr" else ""
    return language_tag(language), direction


def language_tag(text: str) -> str:
    """Return a language tag in BCP 47 form, or an empty string when it is none."""
    subtags = text.strip().replace("_", "-").split("-")
    if not 2 <= len(subtags[0]) <= 3 or not all(s.isascii() and s.isalnum() for s in subtags):  # noqa: PLR2004
        return ""
    if not subtags[0].isalpha() or any(len(s) > 8 for s in subtags):  # noqa: PLR2004
        return ""
    return "-".join([subtags[0].lower(), *map(_subtag, subtags[1:])])


def _subtag(subtag: str) -> str:
    if len(subtag) == 2:  # noqa: PLR2004 - a region (BCP 47, section 2.1.1)
        return subtag.upper()
    if len(subtag) == 4 and subtag.isalpha():  # noqa: PLR2004 - a script
        return subtag.title()
    return subtag.lower()


def is_hidden(element: Element) -> bool:
    """Tell whether the page does not show an element."""
    attributes = element.attributes
    if _CONCEALING.isdisjoint(attributes):
        return False
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    style = "".join(attributes.get("style", "").lower().split()).replace("!important", "")
    if not _HIDING.isdisjoint(style.split(";")):
        return True
    return element.get("aria-hidden").lower() == "true" and not _shows_much(element)


def _shows_much(element: Element) -> bool:
    """Some pages hide all of the article from readers' tools while a dialogue is open."""
    return len(plain(element.text())) > 300 or element.first("img", "picture") is not None  # noqa: PLR2004
