"""The accessibility summary: a few plain sentences written from the findings."""

from collections import Counter
from collections.abc import Iterator

from tasktide_export.document import Finding

_SHORTCOMINGS = {
    "image-alternative-missing": (
        "{n} image has no alternative text",
        "{n} images have no alternative text",
    ),
    "image-alternative-file-name": (
        "{n} image has a file name for an alternative text",
        "{n} images have a file name for an alternative text",
    ),
    "linked-image-without-text": (
        "{n} linked image has no text",
        "{n} linked images have no text",
    ),
    "link-text-empty": ("{n} link has no text", "{n} links have no text"),
    "table-header-missing": (
        "{n} table has no header cells",
        "{n} tables have no header cells",
    ),
    "math-alternative-missing": (
        "{n} formula has no text alternative",
        "{n} formulas have no text alternative",
    ),
    "language-missing": ("the language is not stated", ""),
    "language-invalid": (
        "{n} passage has an unusable language tag",
        "{n} passages have unusable language tags",
    ),
    "title-missing": ("there is no title", ""),
    "section-title-empty": ("{n} section has no title", "{n} sections have no title"),
}
_OTHER = ("{n} further obstacle was found", "{n} further obstacles were found")


def summarise(  # noqa: PLR0913 - one for each thing that can be said
    obstacles: tuple[Finding, ...],
    *,
    pictures: int,
    formulas: int,
    explained: bool,
    outlined: bool,
    may_move: bool,
) -> str:
    """Return the summary of a document with the given contents and obstacles.

    ``obstacles`` are the findings that forbid a conformance claim.
    """
    rules = Counter(one.rule for one in obstacles)
    sentences = ["The text reflows and is in reading order."]
    if outlined:
        sentences.append("Headings and a table of contents allow moving between its sections.")
    if pictures and not _wants(rules, "image-"):
        sentences.append("All images that carry meaning have alternative text.")
    if explained:
        sentences.append("Figures that need it have a long description.")
    if formulas and not _wants(rules, "math-"):
        sentences.append("Formulas have a text alternative.")
    if may_move:
        sentences.append("Linked or moving media were not checked for hazards.")
    if rules:
        sentences.append(f"Known obstacles: {'; '.join(_shortcomings(rules))}.")
    else:
        sentences.append("The automatic checks found no obstacles.")
    return " ".join(sentences)


def _wants(rules: Counter[str], prefix: str) -> bool:
    return any(rule.startswith(prefix) for rule in rules)


def _shortcomings(rules: Counter[str]) -> Iterator[str]:
    for rule, (one, many) in _SHORTCOMINGS.items():
        if count := rules[rule]:
            yield (one if count == 1 or not many else many).format(n=count)
    other = sum(count for rule, count in rules.items() if rule not in _SHORTCOMINGS)
    if other:
        yield _OTHER[other > 1].format(n=other)
