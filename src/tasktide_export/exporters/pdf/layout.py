"""WeasyPrint run on our page, offline, with our tag tree."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tasktide_export.collection import rare_collection
from tasktide_export.document import Document, Finding, Severity
from tasktide_export.errors import ExportError, RenderError
from tasktide_export.exporters.base import PageStart, Progress
from tasktide_export.exporters.pdf import shortcuts, xmp
from tasktide_export.exporters.pdf.loading import load_weasyprint
from tasktide_export.exporters.pdf.log import Complaints, Pages, listening
from tasktide_export.exporters.pdf.page_notes import PLACE
from tasktide_export.exporters.pdf.parts import Context, Part
from tasktide_export.exporters.pdf.print_page import (
    BASE,
    FITS,
    UNREPEATED,
    PrintPage,
    asset_address,
)

if TYPE_CHECKING:
    from tasktide_export.exporters.pdf.survey import Survey

Made = TypeVar("Made")
_TRIES = 3
"""How often a page is laid out with fewer notes at its foot, before none is tried."""
_POINT = 0.75
"""Points in a CSS pixel."""
_ONE_AT_A_TIME = threading.Lock()
"""The hooks and the logs belong to the process."""


@dataclass(frozen=True, slots=True)
class Written:
    """The file, what could not be done, and which standards it claims to keep."""

    data: bytes
    findings: tuple[Finding, ...]
    claims: tuple[str, ...]
    pages: tuple[PageStart, ...] = ()


def write_pdf(page: PrintPage, document: Document, progress: Progress, *, claim: bool) -> Written:
    """Lay out ``page`` and write it.

    ``claim`` says whether the document has earned PDF/UA-1; text that runs off the
    paper or has no glyph takes it away again.  Raises :class:`RenderError` when the
    layout fails, which own CSS can make it do.
    """
    weasyprint = load_weasyprint()
    with _alone(page):
        layout = _Layout(weasyprint, _assets(page, document))
        return _told(lambda: layout.written(page, progress, claim=claim))


def lay_out(page: PrintPage, document: Document, context: Context) -> Part:
    """Lay out one article of an edition by itself.

    Raises :class:`RenderError` when the layout fails, which own CSS can make it do.
    """
    weasyprint = load_weasyprint()
    with _alone(page):
        return _told(lambda: _Layout(weasyprint, _assets(page, document)).part(page, context))


def sheets(markup: str) -> bytes:
    """Return the untagged PDF of pages that hold only what stands in their margins."""
    weasyprint = load_weasyprint()
    with _ONE_AT_A_TIME, listening("weasyprint", Complaints()):
        layout = _Layout(weasyprint, {})
        return _told(lambda: layout.untagged(markup))


@contextlib.contextmanager
def _alone(page: PrintPage) -> Iterator[None]:
    """Have WeasyPrint to oneself, and take the short ways through it."""
    with _ONE_AT_A_TIME, rare_collection(), shortcuts.in_use(wanted=page.shortcuts):
        yield


def _assets(page: PrintPage, document: Document) -> dict[str, tuple[bytes, str]]:
    assets = {asset_address(one): (one.data, one.media_type) for one in document.assets}
    for address, drawing in page.formulas.drawings.items():
        assets[address] = (drawing, "image/svg+xml")
    return assets


def _told(work: Callable[[], Made]) -> Made:
    try:
        return work()
    except (ExportError, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise RenderError(
            f"the layout failed: {type(error).__name__}: {error}",
            where="format pdf",
            hint="own CSS can ask for what the layout cannot do; try without --css",
        ) from error


class _Layout:
    def __init__(self, weasyprint: Any, assets: dict[str, tuple[bytes, str]]) -> None:
        from tasktide_export.exporters.pdf.fetcher import AssetFetcher

        self._weasyprint = weasyprint
        self._fetcher = AssetFetcher(assets)

    def written(self, page: PrintPage, progress: Progress, *, claim: bool) -> Written:
        with listening("weasyprint.progress", Pages(progress)):
            complaints = Complaints()
            with listening("weasyprint", complaints):
                laid_out = self._fitted(page)
                cut = laid_out.faults(page)

                def claims() -> tuple[str, ...]:
                    return _earned((*cut, *complaints.findings()), accessible=claim)

                starts = laid_out.starts(page)
                data = self._drawn(laid_out, page, claims)
        return Written(data, (*cut, *complaints.findings()), claims(), starts)

    def part(self, page: PrintPage, context: Context) -> Part:
        complaints = Complaints()
        with (
            listening("weasyprint.progress", Pages(context.progress)),
            listening("weasyprint", complaints),
        ):
            laid_out = self._fitted(page)
            cut = laid_out.faults(page)
            starts = laid_out.starts(page)
            data = self._drawn(laid_out, page, tuple, context.prefix)
        findings = (*cut, *complaints.findings())
        return Part(
            data=data,
            places=_places(laid_out.survey.pages),
            sizes=tuple((one.width * _POINT, one.height * _POINT) for one in laid_out.survey.pages),
            findings=findings,
            accessible=bool(_earned(findings, accessible=True)),
            starts=starts,
        )

    def untagged(self, markup: str) -> bytes:
        html = self._weasyprint.HTML(string=markup, base_url=BASE, url_fetcher=self._fetcher)
        data: bytes = html.write_pdf(pdf_variant="pdf/a-3b")
        return data

    def _drawn(
        self,
        laid_out: "_LaidOut",
        page: PrintPage,
        claims: Callable[[], tuple[str, ...]],
        prefix: str = "",
    ) -> bytes:
        """Draw the pages; claims are asked for when they are drawn: drawing finds faults."""
        from tasktide_export.exporters.pdf.hooks import own_tags, tell_metadata, with_mathml

        def finish(_document: Any, pdf: Any) -> None:
            with_mathml(pdf, formulas, page.formulas.sources)

        document = laid_out.document
        tell_metadata(document, lambda: xmp.rdf(page.about, claims()))
        with own_tags(laid_out.survey, laid_out.root, prefix) as formulas:
            # The variant gives what an archive wants besides: colours, an identifier, flags.
            data: bytes = document.write_pdf(
                pdf_variant="pdf/a-3a",
                pdf_tags=True,
                dpi=page.image_dpi or None,
                attachments=self._attachments(page),
                finisher=finish,
            )
        return data

    def _attachments(self, page: PrintPage) -> list[Any]:
        if page.attached is None:
            return []
        text, moment = page.attached
        about = {"description": "The document itself", "relationship": "Source"}
        attachment = self._weasyprint.Attachment(
            string=text, name="document.json", created=moment, modified=moment, **about
        )
        return [attachment]

    def _fitted(self, page: PrintPage) -> "_LaidOut":
        """Lay the page out, again while tables are too wide or notes have too little room."""
        fits, tries, unrepeated = list(FITS), 0, list[int]()
        while True:
            found = self._laid_out(page)
            wide = found.wide_tables() if fits else []
            if wide:
                page.fit_tables(wide, fits.pop(0))
            headless = [one for one in found.headless_tables() if one not in unrepeated]
            if headless:
                unrepeated += headless
                page.fit_tables(headless, UNREPEATED)
            crowding = found.survey.crowding | found.lost_notes()
            back = bool(crowding) and page.put_notes_back(crowding if tries < _TRIES else None)
            if not (back or wide or headless):
                return found
            tries += 1

    def _laid_out(self, page: PrintPage) -> "_LaidOut":
        from tasktide_export.exporters.pdf.fit import lost
        from tasktide_export.exporters.pdf.hooks import laid_out
        from tasktide_export.exporters.pdf.survey import survey_of

        root = page.tree()
        # The attributes of lists and images that count as hints are our own markup's.
        document = laid_out(
            root,
            self._fetcher,
            pdf_tags=True,
            presentational_hints=True,
            dpi=page.image_dpi or None,
        )
        survey = survey_of(document)
        return _LaidOut(document, root, survey, tuple(lost(root, survey)))


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """WeasyPrint's document, the ``html`` element it was made from, what is on its pages.

    ``lost`` are the elements whose text is not.
    """

    document: Any
    root: Any
    survey: "Survey"
    lost: tuple[Any, ...]

    def starts(self, page: PrintPage) -> tuple[PageStart, ...]:
        """Return where its pages begin, if that was asked for."""
        if not page.tells_pages:
            return ()
        from tasktide_export.exporters.pdf.page_starts import page_starts

        return page_starts(self.root, self.survey.contents)

    def wide_tables(self) -> list[int]:
        """Return the numbers, from 0, of the tables that reach over the margins."""
        wide = self.survey.wide_tables
        return [number for number, one in enumerate(self.root.iter("table")) if one in wide]

    def headless_tables(self) -> list[int]:
        """Return the numbers, from 0, of the tables whose heads stand on no page."""
        heads = (
            number
            for number, table in enumerate(self.root.iter("table") if self.lost else ())
            if any(one in self.lost for head in table.iter("thead") for one in head.iter())
        )
        return list(heads)

    def lost_notes(self) -> set[str]:
        """Return the places of the notes that were to stand at the foot of a page and do not."""
        notes = (one for one in self.root.iter() if one.get(PLACE)) if self.lost else ()
        return {n.get(PLACE, "") for n in notes if any(one in self.lost for one in n.iter())}

    def faults(self, page: PrintPage) -> tuple[Finding, ...]:
        """Return what the pages do not show, or show in part only."""
        from tasktide_export.exporters.pdf.fit import lost_text, off_page

        return (*off_page(self.survey), *lost_text(self.lost, asked_for=page.has_own_css))


def _places(pages: Sequence[Any]) -> dict[str, int]:
    """Return the page, from 0, on which each named place begins."""
    from tasktide_export.exporters.pdf.hooks import anchors_of

    places: dict[str, int] = {}
    for number, page in enumerate(pages):
        for name in anchors_of(page):
            places.setdefault(name, number)
    return places


def _earned(findings: tuple[Finding, ...], *, accessible: bool) -> tuple[str, ...]:
    """Return what a file may claim; a box in the place of a character takes it away.

    PDF/A's level A promises accessibility too, so the two are earned together.
    """
    if not accessible or any(one.severity is Severity.ERROR for one in findings):
        return ()
    return xmp.CLAIMS
