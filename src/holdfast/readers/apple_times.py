"""Times as Apple's programs store them: a count from the first moment of 2001, in UTC.

Seconds in older systems and in Core Data, nanoseconds in Messages since iOS 11 and macOS 10.13.
References: docs/readers/imessage.md.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from holdfast.model.moment import UNKNOWN_MOMENT, Moment
from holdfast.readers.moments import Unit, from_epoch, impossible

if TYPE_CHECKING:
    from holdfast.readers.sqlite_rows import Value

SMALLEST_NANOSECONDS = 10**12
"""A smaller count is one of seconds: as nanoseconds it would be within 17 minutes of 2001."""

LAST_YEAR = "2060"
"""A later year is a mistake in the file."""

_APPLE_EPOCH = datetime(2001, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_EPOCH_SECONDS = 978_307_200


def apple_moment(value: Value) -> Moment:
    """Give the moment of a stored count.

    Args:
        value: the cell; 0 and None stand for "not set".
    """
    if not value:
        return UNKNOWN_MOMENT
    if isinstance(value, bytes):
        return impossible(value.hex())
    if type(value) is int and value >= SMALLEST_NANOSECONDS:
        moment = from_epoch(value + _EPOCH_SECONDS * 10**9, Unit.NANOSECONDS)
        moment = moment._replace(as_written=str(value))
    else:
        moment = from_epoch(value, Unit.SECONDS, _APPLE_EPOCH)
    return moment if (moment.stated or "9") < LAST_YEAR else impossible(value)


def said(value: Value) -> str:
    """Give a stored count as it is shown among details, empty when it is not set or impossible.

    Args:
        value: the cell.
    """
    return apple_moment(value).iso or ""
