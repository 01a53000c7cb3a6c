"""Assets: the only door through which bytes come into a document."""

from tasktide_export.assets.admission import Admission, Refusal

__all__ = ["Admission", "Refusal"]
