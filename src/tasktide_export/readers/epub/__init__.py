"""Reads EPUB 2 and 3: the files of the spine in their order, as one document."""

from tasktide_export.readers.epub.reader import read_epub

__all__ = ["read_epub"]
