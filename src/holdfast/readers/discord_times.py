"""Time inside Discord's numbers: an id counts milliseconds since 2015 (a "snowflake")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.moments import Unit, from_epoch

if TYPE_CHECKING:
    from holdfast.model.moment import Moment

DISCORD_EPOCH = 1_420_070_400_000
"""2015-01-01 in milliseconds since 1970."""

_LOW_BITS = 22
_LONGEST = 20


def moment_of_id(number: str) -> Moment:
    """Give the time at which a message got its id; UTC by the format.

    Args:
        number: its digits; unknown for anything else.
    """
    if not (number.isascii() and number.isdecimal()) or len(number) > _LONGEST:
        return UNKNOWN_MOMENT
    counted = (int(number) >> _LOW_BITS) + DISCORD_EPOCH
    return from_epoch(counted, Unit.MILLISECONDS)._replace(as_written=number)
