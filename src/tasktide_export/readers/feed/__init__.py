"""Reads feeds: RSS 2.0, RSS 1.0, Atom 1.0 and JSON Feed 1.1, one document an entry."""

from tasktide_export.readers.feed.reader import read_feed

__all__ = ["read_feed"]
