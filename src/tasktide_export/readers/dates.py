"""Dates as feeds and exports write them, to ISO 8601."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_FIRST_YEAR = 1000


def iso_date(text: str, *, utc: bool = False) -> str:
    """Return a date or date-time in ISO 8601, or an empty string when ``text`` is none.

    Reads ISO 8601, RFC 3339 and RFC 5322; ``utc`` says that a time without a
    zone is in UTC.
    """
    text = " ".join(text.split())
    try:
        if _DAY.match(text):
            datetime.fromisoformat(text)
            return text
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return ""
    if moment.year < _FIRST_YEAR:  # exports write zeros for "never"
        return ""
    if moment.tzinfo is None and utc:
        moment = moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
