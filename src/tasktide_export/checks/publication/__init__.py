"""The truth about a finished EPUB: what its validators cannot see, with the place."""

from tasktide_export.checks.publication.book import Publication
from tasktide_export.checks.publication.inspect import PLACED, inspect

__all__ = ["PLACED", "Publication", "inspect"]
