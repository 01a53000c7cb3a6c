"""Reads HTML pages: bytes, guard, tree, content, mapping, sections, document.

Each step is a room of its own; :mod:`content` alone decides where in the page
the article is.
"""

from tasktide_export.readers.html.reader import read_html

__all__ = ["read_html"]
