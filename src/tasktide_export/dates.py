"""Dates as people write and say them."""

import datetime as dt


def human_date(value: str, language: str) -> str:
    """Return an ISO 8601 date or date-time as a long date in ``language``.

    What is not such a date comes back as it is; a language that is not known
    gets the ISO form.
    """
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        day = dt.date.fromisoformat(value[:10])
    except ValueError:
        return value
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return day.isoformat()
    return str(format_date(day, "long", locale))
