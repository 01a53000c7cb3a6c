"""Plain text: structure inferred where it is not marked, and every inference told."""

from tasktide_export.readers.text.reading import read_text

__all__ = ["read_text"]
