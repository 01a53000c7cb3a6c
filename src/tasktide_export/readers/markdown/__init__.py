"""Markdown: rendered to HTML and mapped by the HTML reader, so that there is one mapping."""

from tasktide_export.readers.markdown.reading import read_markdown

__all__ = ["read_markdown"]
