"""Times as programs that save pages write them. What fits none of the forms is impossible.

Sat Mar 02 2024 10:11:12 GMT+0100 (Central European Standard Time)      a browser
Sat, 02 Mar 2024 09:11:12 -0000                                         RFC 5322, in MHTML
20240302091112   20240302091112345                                      archives, UTC
D:20240302101112+01'00'                                                 PDF
Sat Mar  2 10:11:12 2024                                                old programs that make PDF
2024-03-02T09:11:12Z                                                    ISO 8601
"""

from __future__ import annotations

import re

from holdfast.model.moment import Moment, Precision
from holdfast.readers.moments import from_iso

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BROWSER = re.compile(
    r"[A-Za-z]{3} ([A-Za-z]{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) (?:GMT|UTC)([+-]\d{4})?"
    r"(?: \(.{0,100}\))?"
)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3},? )?(\d\d?) ([A-Za-z]{3})[a-z]* (\d{4}) (\d\d:\d\d(?::\d\d)?)"
    r"(?: ([+-]\d{4}|GMT|UTC|UT|Z))?(?: \(.{0,100}\))?"
)
_CTIME = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d\d?) (\d\d:\d\d:\d\d) (\d{4})")
_DIGITS = re.compile(r"(\d{8})(\d{6})(\d{3})?")
_PDF = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?(?:00'00'?)?"
)


def read_time(written: str) -> Moment:
    """Give the moment that a saved page states of itself.

    Args:
        written: in any form above.
    """
    plain = " ".join(written.split())
    if digits := _digits(plain):
        return from_iso(digits, utc_by_format=True)._replace(as_written=written)
    spelled = _browser(plain) or _mail(plain) or _ctime(plain) or plain
    return from_iso(spelled)._replace(as_written=written)


def read_pdf_time(written: str) -> Moment:
    """Give the moment that a PDF states; without a zone when it states none.

    Args:
        written: `D:20240302101112+01'00'`; anything else as `read_time` reads it.
    """
    found = _PDF.fullmatch(written.strip().replace(" ", ""))
    if found is None:
        return read_time(written)
    year, month, day, hour, minute, second, zulu, hours, minutes = found.groups()
    if day is None:
        return _without_day(year, month, written)
    spelled = f"{year}-{month}-{day}"
    if hour is not None:
        zone = zulu or (f"{hours}:{minutes or '00'}" if hours else "")
        clock = f"{hour}:{minute}:{second}" if second else f"{hour}:{minute}"
        spelled = f"{spelled}T{clock}{zone}"
    return from_iso(spelled)._replace(as_written=written)


def _without_day(year: str, month: str | None, written: str) -> Moment:
    """Give a month or a year, which is all that some PDFs state."""
    if not year.startswith(("19", "20")) or (month and not 1 <= int(month) <= len(_MONTHS)):
        return Moment(written, None)
    if month:
        return Moment(written, f"{year}-{month}", Precision.MONTH.value)
    return Moment(written, year, Precision.YEAR.value)


def _browser(plain: str) -> str:
    found = _BROWSER.fullmatch(plain)
    if found is None or found[1].lower() not in _MONTHS:
        return ""
    month = _MONTHS.index(found[1].lower()) + 1
    return f"{found[3]}-{month:02}-{found[2]}T{found[4]}{found[5] or 'Z'}"


def _mail(plain: str) -> str:
    found = _MAIL.fullmatch(plain)
    if found is None or found[2].lower() not in _MONTHS:
        return ""
    month = _MONTHS.index(found[2].lower()) + 1
    zone = (found[5] or "").replace("UT", "UTC").replace("UTCC", "UTC")
    return f"{found[3]}-{month:02}-{int(found[1]):02}T{found[4]}{zone}"


def _digits(plain: str) -> str:
    found = _DIGITS.fullmatch(plain)
    return f"{found[1]}T{found[2]}{'.' + found[3] if found[3] else ''}" if found else ""


def _ctime(plain: str) -> str:
    found = _CTIME.fullmatch(plain)
    if found is None or found[1].lower() not in _MONTHS:
        return ""
    return f"{found[4]}-{_MONTHS.index(found[1].lower()) + 1:02}-{int(found[2]):02}T{found[3]}"
