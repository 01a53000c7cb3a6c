"""Dates as people write them."""

from tasktide_export.dates import human_date

__all__ = ["human_date"]
