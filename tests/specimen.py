"""A fixed article that uses every node of the model, for golden tests."""

from tasktide_export.document import (
    DECORATIVE,
    MISSING,
    Abbreviation,
    Anchor,
    Aside,
    BlockQuote,
    Blocks,
    Cell,
    Code,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Document,
    Embed,
    Emphasis,
    Figure,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Quotation,
    Row,
    Section,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    identify,
)
from tests.building import math_block, mathml, paragraph, png_asset


def article() -> Document:
    """Return an identified, valid article with every block and every inline."""
    return identify(
        Document(
            metadata=_METADATA,
            blocks=(_LEAD, ThematicBreak()),
            sections=(_readings(), _tools()),
            notes=(
                Note(
                    "n-datum",
                    (paragraph("The zero of the gauge, ", Emphasis(_text("not")), " of maps."),),
                ),
                Note(
                    "n-book",
                    (paragraph("Kept in the pilots\u2019 office."), paragraph("Until 1931.")),
                ),
            ),
            assets=(png_asset("gauge", 8, 6),),
        )
    )


def _text(value: str) -> tuple[Text]:
    return (Text(value),)


_METADATA = Metadata(
    title="A Gauge at the Harbour Mouth",
    subtitle="Notes & readings",
    authors=("Åsa Lindqvist", "Tom O\u2019Rourke"),
    language="en-GB",
    description="How a wooden staff became a record of the sea.",
    publisher="The Long Row",
    site="The Long Row",
    published="2026-02-14",
    modified="2026-03-01",
    source="https://example.org/gauge?a=1&b=2",
    identifier="urn:uuid:00000000-0000-4000-8000-000000000000",
    rights="© 2026 The Long Row",
    subjects=("tides", "harbours"),
    cover="gauge",
)

_LEAD = paragraph(
    "The staff is ",
    Strong(_text("four metres")),
    " long, and ",
    Emphasis(_text("nobody")),
    " remembers who cut its marks",
    NoteReference("n-datum"),
    "; see ",
    Link(Anchor("tools"), _text("the tools"), "Further down"),
    ".",
)


def _readings() -> Section:
    return Section(
        _text("Readings"),
        (
            paragraph(
                "The pilots say ",
                Quotation(_text("twice a day"), "https://example.org/pilots"),
                ", which holds for the ",
                Abbreviation(_text("M2"), "principal lunar semidiurnal constituent"),
                " tide",
                NoteReference("n-book"),
                " of H",
                Subscript(_text("2")),
                "O, to 10",
                Superscript(_text("\u22123")),
                " of a metre.",
            ),
            paragraph(
                "Mean level is ",
                Math(mathml(_MEAN), "h bar", r"\bar{h}"),
                " here.",
                LineBreak(),
                "Or was.",
            ),
            math_block("<mi>h</mi><mo>=</mo><mn>2</mn><mi>a</mi>", "h equals two a", "h = 2a"),
            _table(),
            _figures(),
        ),
        (
            Section(
                (Text("In "), Emphasis(_text("deep")), Text(" water")),
                (paragraph("Nothing to see."),),
                (Section(_text("Deeper still"), (paragraph("Less."),)),),
            ),
        ),
        id="readings",
    )


_MEAN = "<mover><mi>h</mi><mo>&#xAF;</mo></mover>"


def _cell(text: str) -> Cell:
    return Cell((paragraph(text),))


def _head(text: str, scope: str, columns: int = 1, rows: int = 1) -> Cell:
    blocks = (paragraph(text),)
    if scope == "col":
        return Cell(blocks, header=True, scope="col", column_span=columns, row_span=rows)
    return Cell(blocks, header=True, scope="row", column_span=columns, row_span=rows)


def _table() -> Table:
    return Table(
        head=(
            Row((_head("Day", "col", rows=2), _head("Height (m)", "col", columns=2))),
            Row((_head("High", "col"), _head("Low", "col"))),
        ),
        bodies=(
            (Row((_head("Monday", "row"), _cell("3.1"), _cell("0.4"))),),
            (
                Row(
                    (
                        _head("Tuesday", "row"),
                        Cell((paragraph("not read"),), column_span=2, alignment="center"),
                    )
                ),
            ),
        ),
        foot=(Row((_head("Mean", "row"), _cell("3.1"), Cell(()))),),
        caption=_text("Two days at the staff"),
    )


def _figures() -> Figure:
    seen = Image(
        "gauge", "A white staff with black marks", "https://example.org/staff.png", "The staff"
    )
    return Figure(
        (Paragraph(children=(seen,)), Paragraph(children=(Image("gauge", DECORATIVE),))),
        caption=(Text("The staff, and a "), Code("rule"), Text(".")),
        description=(paragraph("Each mark is a hand high; the uppermost is worn away."),),
    )


def _tools() -> Section:
    return Section(
        _text("Tools"),
        (
            _lists(),
            DefinitionList(
                (
                    DefinitionItem(
                        (_text("datum"), _text("zero")),
                        ((paragraph("The level that heights are counted from."),),),
                    ),
                )
            ),
            BlockQuote(
                (paragraph("The sea keeps its own books."),),
                cite="https://example.org/pilots",
                attribution=_text("A pilot, 1902"),
            ),
            CodeBlock('for hour in day:\n    print("<h>", hour)', syntax="python"),
            Aside((paragraph("Do not lean on the staff."),), role="warning"),
            *_foreign(),
            Embed(
                "The tide in one minute",
                "https://example.org/video",
                kind="video",
                poster="gauge",
                transcript=(paragraph("Water rises."),),
            ),
            paragraph("A lost picture: ", Image("", MISSING, "https://example.org/lost.jpg"), "."),
        ),
        id="tools",
    )


def _lists() -> List:
    inner = List(
        (ListItem((paragraph("tin"),)), ListItem((paragraph("brass"),))),
        ordered=True,
        start=3,
        numbering="lower-alpha",
    )
    return List((ListItem((paragraph("A float of"), inner)), ListItem((paragraph("A well."),))))


def _foreign() -> Blocks:
    return (
        paragraph(
            "The French say ",
            Span(_text("marée"), "fr"),
            " and the Arabs ",
            Span(_text("مدّ"), "ar", "rtl"),
            ".",
        ),
        Paragraph(children=_text("البحر لا يكتب"), language="ar", direction="rtl"),
    )
