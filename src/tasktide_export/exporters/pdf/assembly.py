"""Parts put together into one file that is the same document as if laid out at once.

Pages come first; what refers to them (tags, destinations, bookmarks) is copied after,
so that it finds the copies.  What belongs to the whole file is made anew: the tree's
root, the parent tree, the names, the page numbers, the metadata.
"""

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf  # noqa: TID253 - loaded when an edition is assembled

from tasktide_export.exporters.pdf import xmp
from tasktide_export.exporters.pdf.edition_pages import ELSEWHERE
from tasktide_export.exporters.pdf.parts import Part

_FEWEST = 64
"""Names in one leaf of a name tree."""


def assemble(
    parts: Sequence[Part], folios: bytes, about: xmp.About, claims: Sequence[str]
) -> bytes:
    """Return the file that holds ``parts`` in order.

    ``folios`` is a PDF with as many pages, whose content is stamped onto each page as
    a pagination artifact (ISO 32000-1, 14.8.2.2): page numbers and running titles.
    """
    with pikepdf.open(io.BytesIO(parts[0].data)) as whole:
        binder = _Binder(whole)
        binder.begin(parts[0])
        sources = [pikepdf.open(io.BytesIO(part.data)) for part in parts[1:]]
        try:
            for source, part in zip(sources, parts[1:], strict=True):
                binder.add_pages(source, part)
            for source in sources:
                binder.add_structure(source)
            binder.finish()
            with pikepdf.open(io.BytesIO(folios)) as stamps:
                _stamp(whole, stamps)
        finally:
            for source in sources:
                source.close()
        _describe(whole, about, claims)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True, min_version="1.7")
    return out.getvalue()


@dataclass(slots=True)
class _Binder:
    """Collects what the parts say about their pages, in the order of the parts."""

    whole: Any
    key: int = 0
    """The next free key of the parent tree."""
    parents: list[Any] = field(default_factory=list)
    names: list[tuple[bytes, Any]] = field(default_factory=list)
    ids: list[tuple[bytes, Any]] = field(default_factory=list)
    tops: list[Any] = field(default_factory=list)
    bookmarks: list[Any] = field(default_factory=list)

    def begin(self, part: Part) -> None:
        """Take up the first part, whose file the others are added to."""
        self._take(self.whole, lambda one: one)
        self._pad(part)

    def _pad(self, part: Part) -> None:
        if part.blank:
            self.whole.add_blank_page(page_size=part.sizes[-1])

    def add_pages(self, source: Any, part: Part) -> None:
        """Append the pages of a part."""
        with warnings.catch_warnings():
            # It says that named destinations stay behind: they are taken along below.
            warnings.simplefilter("ignore")
            self.whole.pages.extend(source.pages)
        self._pad(part)

    def add_structure(self, source: Any) -> None:
        """Add the tags, names and bookmarks of a part whose pages are there."""
        self._take(source, self._copied)

    def _copied(self, one: Any) -> Any:
        return _copy(self.whole, one)

    def _take(self, source: Any, copied: Any) -> None:
        root = source.Root.StructTreeRoot
        numbers = root.ParentTree.Nums
        for page in source.pages:
            self._renumber(copied(page.obj))
        for at in range(0, len(numbers), 2):
            self.parents += [self.key + int(numbers[at]), copied(numbers[at + 1])]
        self.key += int(root.ParentTreeNextKey)
        self.tops += [copied(kid) for kid in root.K[0].K]
        self.ids += [(n, copied(at)) for n, at in _pairs(root.get("/IDTree"))]
        named = source.Root.get("/Names", {}).get("/Dests")
        self.names += [(n, copied(at)) for n, at in _pairs(named)]
        self.bookmarks += [copied(one) for one in _chain(source.Root.get("/Outlines"))]

    def _renumber(self, page: Any) -> None:
        page.StructParents = self.key + int(page.StructParents)
        for annotation in page.get("/Annots", []):
            if "/StructParent" in annotation:
                annotation.StructParent = self.key + int(annotation.StructParent)

    def finish(self) -> None:
        """Make what belongs to the whole file."""
        whole, root = self.whole, self.whole.Root
        document = whole.make_indirect(root.StructTreeRoot.K[0])
        document.K = pikepdf.Array(self.tops)
        for top in self.tops:
            top.P = document
        tree = root.StructTreeRoot
        tree.ParentTree = whole.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(self.parents)))
        tree.ParentTreeNextKey = self.key
        if self.ids:
            tree.IDTree = _name_tree(whole, self.ids)
        if self.names:
            names = root.get("/Names", pikepdf.Dictionary())
            names.Dests = _name_tree(whole, self.names)
            root.Names = names
        self._settle_links({name for name, _ in self.names})
        if self.bookmarks:
            root.Outlines = _outline(whole, self.bookmarks)

    def _settle_links(self, names: set[bytes]) -> None:
        """Make private addresses the destinations that they stand for."""
        for page in self.whole.pages:
            for annotation in page.obj.get("/Annots", []):
                action = annotation.get("/A")
                address = str(action.get("/URI", "")) if action is not None else ""
                target = address.removeprefix(ELSEWHERE).encode()
                if address.startswith(ELSEWHERE) and target in names:
                    del annotation.A
                    annotation.Dest = pikepdf.String(target)


def _copy(whole: Any, one: Any) -> Any:
    """Return an object of another file in this one; what it refers to comes along."""
    if isinstance(one, pikepdf.Object) and one.is_indirect:
        return whole.copy_foreign(one)
    if isinstance(one, pikepdf.Array):
        return pikepdf.Array([_copy(whole, item) for item in one])
    if isinstance(one, pikepdf.Dictionary):
        return pikepdf.Dictionary({key: _copy(whole, value) for key, value in one.items()})
    return one


def _pairs(tree: Any) -> Iterator[tuple[bytes, Any]]:
    """Yield the names and values of a name tree that is one leaf."""
    listed = tree.get("/Names", []) if tree is not None else []
    for at in range(0, len(listed), 2):
        yield bytes(listed[at]), listed[at + 1]


def _chain(outlines: Any) -> Iterator[Any]:
    one = outlines.get("/First") if outlines is not None else None
    while one is not None:
        yield one
        one = one.get("/Next")


def _name_tree(whole: Any, pairs: list[tuple[bytes, Any]]) -> Any:
    """Return a name tree in leaves, sorted (ISO 32000-1, 7.9.6)."""
    ordered = sorted(dict(pairs).items())
    leaves = []
    for start in range(0, len(ordered), _FEWEST):
        some = ordered[start : start + _FEWEST]
        listed = [part for name, value in some for part in (pikepdf.String(name), value)]
        leaf = pikepdf.Dictionary(Names=pikepdf.Array(listed))
        leaf.Limits = pikepdf.Array([pikepdf.String(some[0][0]), pikepdf.String(some[-1][0])])
        leaves.append(whole.make_indirect(leaf))
    return whole.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array(leaves)))


def _outline(whole: Any, items: list[Any]) -> Any:
    """Return the outline dictionary over the bookmarks of all parts."""
    root = whole.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Outlines, First=items[0], Last=items[-1])
    )
    for place, item in enumerate(items):
        item.Parent = root
        for key, neighbour in (("/Prev", place - 1), ("/Next", place + 1)):
            if 0 <= neighbour < len(items):
                item[key] = items[neighbour]
            elif key in item:
                del item[key]
    root.Count = len(items) + sum(max(0, int(item.get("/Count", 0))) for item in items)
    return root


def _stamp(whole: Any, stamps: Any) -> None:
    """Draw each page of ``stamps`` over the page with its number."""
    for number, (page, stamp) in enumerate(zip(whole.pages, stamps.pages, strict=True)):
        form = whole.copy_foreign(stamp.as_form_xobject())
        name = pikepdf.Name(f"/Folio{number}")
        page.add_resource(form, pikepdf.Name.XObject, name)
        # The part's own content leaves the page's coordinates turned around.
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(
            b"\nQ\n/Artifact <</Type /Pagination>> BDC\nq %s Do Q\nEMC\n" % str(name).encode()
        )


def _describe(whole: Any, about: xmp.About, claims: Sequence[str]) -> None:
    stream = pikepdf.Stream(whole, xmp.packet(about, claims))
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    whole.Root.Metadata = whole.make_indirect(stream)
