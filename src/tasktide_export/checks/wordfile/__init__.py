"""The truth about a finished Word file, anybody's: what its validators and Word do not see."""

from tasktide_export.checks.wordfile.inspect import PLACED, inspect

__all__ = ["PLACED", "inspect"]
