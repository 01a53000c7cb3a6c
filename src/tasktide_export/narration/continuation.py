"""Whether a sentence runs on from one block into the next."""

from tasktide_export.document import (
    Block,
    BlockQuote,
    CodeBlock,
    List,
    MathBlock,
    Paragraph,
    inline_text,
)
from tasktide_export.narration.split import ended


def runs_on(block: Block, following: Block) -> bool:
    """Return whether nothing must come between two blocks.

    A paragraph without an end leads to a formula, a list, a listing, a quotation; and
    what begins with a small letter goes on after a formula.
    """
    match block, following:
        case Paragraph(children=words), MathBlock() | List() | CodeBlock() | BlockQuote():
            return not ended(inline_text(words))
        case MathBlock(), Paragraph(children=words):
            return inline_text(words).lstrip()[:1].islower()
        case _:
            return False
