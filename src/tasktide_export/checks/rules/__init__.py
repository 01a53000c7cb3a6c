"""The rules that a document is held against, one function for each.

A rule takes what is checked and yields findings.  Its clause names the WCAG 2.2
success criterion (which EPUB Accessibility 1.1 takes over as a whole) and,
where there is one, the clause of PDF/UA-1 (ISO 14289-1:2014).
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from tasktide_export.checks.places import Subject
from tasktide_export.checks.rules.images import (
    alternative_is_file_name,
    alternative_is_missing,
    alternative_is_vague,
    linked_image_has_no_text,
)
from tasktide_export.checks.rules.language import (
    language_is_inferred,
    language_is_invalid,
    language_is_missing,
)
from tasktide_export.checks.rules.links import link_text_is_empty, link_text_is_vague
from tasktide_export.checks.rules.media import embed_has_no_transcript, math_has_no_alternative
from tasktide_export.checks.rules.structure import (
    section_title_is_empty,
    section_titles_repeat,
    title_is_missing,
)
from tasktide_export.checks.rules.tables import table_has_no_caption, table_has_no_headers
from tasktide_export.document import Finding

Rule: TypeAlias = Callable[[Subject], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    title_is_missing,
    language_is_missing,
    language_is_invalid,
    language_is_inferred,
    section_title_is_empty,
    section_titles_repeat,
    alternative_is_missing,
    alternative_is_file_name,
    alternative_is_vague,
    linked_image_has_no_text,
    link_text_is_empty,
    link_text_is_vague,
    table_has_no_headers,
    table_has_no_caption,
    math_has_no_alternative,
    embed_has_no_transcript,
)
"""Every rule, in the order in which findings are listed."""

__all__ = ["RULES", "Rule"]
