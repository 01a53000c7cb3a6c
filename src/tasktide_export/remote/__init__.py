"""Fetches what a caller has allowed to be fetched: http(s), public addresses, within limits.

Nothing else in the house opens a connection, and nothing imports this room but
the front door when it is told to (``allow_remote``).
"""

from tasktide_export.remote.fetcher import Fetched, Fetcher

__all__ = ["Fetched", "Fetcher"]
