"""Readers: bytes of one format to a document.  A reader never knows an exporter."""

from tasktide_export.readers.read import FORMATS, Format, read_articles, read_source

__all__ = ["FORMATS", "Format", "read_articles", "read_source"]
