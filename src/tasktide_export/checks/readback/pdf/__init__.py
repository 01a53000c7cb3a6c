"""Read a PDF back with pikepdf: bookmarks, tag tree, text through the fonts' maps."""

from tasktide_export.checks.readback.pdf.read import read

__all__ = ["read"]
