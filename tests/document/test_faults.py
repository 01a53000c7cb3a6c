"""What faults() says about documents that no reader would give."""

from dataclasses import replace

import pytest

from tasktide_export.document import (
    MISSING,
    Anchor,
    Asset,
    Block,
    Cell,
    CodeBlock,
    Document,
    Embed,
    Image,
    Link,
    List,
    Metadata,
    NoteReference,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    faults,
    identify,
)
from tests.strategies import paragraph


def _lead(*blocks: Block) -> Document:
    return Document(blocks=blocks)


_TWICE = Paragraph((Text("a"),), id="x")
_NARROW = Table(((Row((Cell((), column_span=0),)),),), id="t")
_LOST_LINK = Paragraph((Link(Anchor("z"), (Text("a"),)),), id="x")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (_lead(paragraph("a")), "1 sections or blocks have no id"),
        (_lead(_TWICE, _TWICE), "the id 'x' is used 2 times"),
        (_lead(_LOST_LINK), "a link leads to 'z'"),
        (
            _lead(Paragraph((Text("a"), NoteReference("n")), id="x")),
            "a note reference leads to 'n'",
        ),
        (_lead(Paragraph((Image("k", MISSING),), id="x")), "the asset 'k' is not there"),
        (_lead(Embed("t", "https://a.example", poster="k", id="x")), "the asset 'k' is not there"),
        (Document(metadata=Metadata(cover="k")), "the asset 'k' is not there"),
        (_lead(Paragraph((Text("a\x00"),), id="x")), "characters that XML forbids"),
        (Document(metadata=Metadata(title="\x0b")), "characters that XML forbids"),
        (Document(sections=(Section((Text(" "),), id="s"),)), "the section 's' has no title"),
        (_lead(_NARROW), "a span outside of 1 to 1000"),
        (_lead(Paragraph((Text("a"),), id="main")), "'main' cannot be an id"),
        (_lead(Paragraph((Text("a"),), id='x" y')), "cannot be an id"),
        (_lead(Paragraph((Link("javascript:a()", (Text("a"),)),), id="x")), "no address"),
        (Document(assets=(Asset("k", "image/png", b"", "../../evil.png"),)), "no safe file name"),
        (Document(assets=(Asset("k", "image/png", b"", "a.png", -1),)), "a negative size"),
        (_lead(Table(((),), id="t")), "the table 't' has no cell"),
        (_lead(List((), id="l")), "the list 'l' has no item"),
        (_lead(Embed("", "https://a.example", id="e")), "the embed 'e' has no title"),
        (_lead(CodeBlock("a\r\nb", id="c")), "has carriage returns"),
    ],
)
def test_each_fault_is_named(document: Document, message: str) -> None:
    [said] = faults(document)
    assert message in said


def test_identifying_cures_missing_ids() -> None:
    document = _lead(paragraph("a"), paragraph("b"))
    assert faults(document)
    assert () == faults(identify(document))


def test_a_link_into_another_article_is_no_fault() -> None:
    other = replace(_LOST_LINK, children=(Link(Anchor("z", "other"), (Text("a"),)),))
    assert () == faults(_lead(other))
