"""Dates as people write and say them."""

import datetime as dt
import re

_NO_COLON = re.compile(r"([+-]\d\d)(\d\d)$")
_W3C = re.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?"
)


def w3c_date(value: str) -> str:
    """Return a date in the form that EPUB wants (W3C note, date and time formats).

    Of a date-time that cannot be brought into that form only the day is kept; what
    is no date gives an empty string.
    """
    told = _NO_COLON.sub(r"\1:\2", value.strip()) if "T" in value else value.strip()
    return next((one for one in (told, told[:10]) if _W3C.fullmatch(one)), "")


def human_date(value: str, language: str) -> str:
    """Return an ISO 8601 date or date-time as a long date in ``language``.

    What is not such a date comes back as it is; a language that is not known
    gets the ISO form.
    """
    try:
        day = dt.date.fromisoformat(value[:10])
    except ValueError:
        return value
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return day.isoformat()
    return str(format_date(day, "long", locale))
