"""Reads WordPress: export files (WXR) and posts as its REST interface gives them (JSON).

``export`` and ``rest`` find the posts; ``markup`` turns what is stored into what
the site shows, by WordPress's own rules: ``shortcodes``, ``blocks``, ``paragraphs``.
"""

from tasktide_export.readers.wordpress.reader import read_wordpress

__all__ = ["read_wordpress"]
