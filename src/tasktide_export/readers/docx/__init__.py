"""Reads Word documents: mammoth maps styles to HTML, the HTML mapping does the rest."""

from tasktide_export.readers.docx.reader import read_docx

__all__ = ["read_docx"]
