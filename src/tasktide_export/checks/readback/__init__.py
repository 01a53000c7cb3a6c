"""Read finished artifacts back, without any of the code that wrote them."""

from tasktide_export.checks.readback.base import Chapter, Heading, Readback
from tasktide_export.checks.readback.read import read_back
from tasktide_export.checks.readback.sniff import sniff_format

__all__ = ["Chapter", "Heading", "Readback", "read_back", "sniff_format"]
