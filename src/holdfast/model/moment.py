"""When something happened, exactly as far as it is known and no further.

A Moment keeps four things apart: the text as the source wrote it, the wall clock that text
states, how precise that is, and where a time zone comes from, if from anywhere. An instant
exists only when a zone is known. Moments come by the million (one per message), so they are
named tuples, not dataclasses: see docs/decisions/0003-named-tuples-for-messages.md.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import NamedTuple


class Precision(StrEnum):
    """The smallest unit the source states."""

    MILLISECOND = "millisecond"
    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class ZoneSource(StrEnum):
    """Where the time zone comes from."""

    IN_FILE = "in-file"
    BY_FORMAT = "by-format"
    BY_PERSON = "by-person"
    UNKNOWN = "unknown"


OFFSET = re.compile(r"(?<=\d)(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)$", re.ASCII)
"""At the end of a time of day; a day alone has none, for no `:` is in it."""

FIRST_OF = {4: "-01-01T00:00:00", 7: "-01T00:00:00", 10: "T00:00:00", 16: ":00"}


class Moment(NamedTuple):
    """A time as stated, with its precision and the source of its zone."""

    as_written: str
    """The source's own characters, unchanged; empty when the program itself took the time."""

    stated: str | None
    """Wall clock, ISO 8601 without offset, cut at the precision (`2026-03`); None if unknown."""

    precision: str = Precision.UNKNOWN
    """A `Precision`."""

    zone_source: str = ZoneSource.UNKNOWN
    """A `ZoneSource`."""

    offset_minutes: int | None = None
    """Minutes east of UTC; None when the zone is unknown."""

    until: str | None = None
    """End of a stretch ("last week of May"), written like `stated`; None for a single time."""

    about: bool = False
    """True when the person said "about"."""

    @property
    def happened_at(self) -> datetime | None:
        """The instant in UTC, or None when the zone or the time of day is unknown."""
        if (
            self.stated is None
            or self.offset_minutes is None
            or len(self.stated) <= len("2026-03-04")
        ):
            return None
        zone = timezone(timedelta(minutes=self.offset_minutes))
        return datetime.fromisoformat(self.stated).replace(tzinfo=zone).astimezone(UTC)

    @property
    def iso(self) -> str | None:
        """ISO 8601 as stated, with the offset only when it is known; None if unknown."""
        if (
            self.stated is None
            or self.offset_minutes is None
            or len(self.stated) <= len("2026-03-04")
        ):
            return self.stated
        sign = "-" if self.offset_minutes < 0 else "+"
        hours, minutes = divmod(abs(self.offset_minutes), 60)
        return f"{self.stated}{sign}{hours:02}:{minutes:02}"

    @property
    def utc_shown(self) -> str:
        """How far the wall clock is from UTC (`UTC`, `UTC+01:00`); empty when that is not known."""
        if self.offset_minutes is None or "T" not in (self.stated or ""):
            return ""
        hours, minutes = divmod(abs(self.offset_minutes), 60)
        sign = "-" if self.offset_minutes < 0 else "+"
        return f"UTC{sign}{hours:02}:{minutes:02}" if self.offset_minutes else "UTC"

    @property
    def order_key(self) -> str:
        """Stated wall clock filled up to seconds, for ordering; empty when unknown.

        Of "before March 2026" only the end is stated; it is ordered by that.
        """
        stated = self.stated or self.until
        return stated + FIRST_OF.get(len(stated), "") if stated else ""

    def to_json(self) -> dict[str, str | int | bool | None]:
        """Give the moment as JSON values, leaving out what is not set."""
        every = self._asdict().items()
        # By identity: an offset of 0 minutes is equal to False, and is a known zone.
        return {name: value for name, value in every if value is not None and value is not False}

    @classmethod
    def from_json(cls, stored: object) -> Moment:
        """Read what `to_json` gave; anything else is an unknown time.

        Args:
            stored: the JSON value from an entry's field.
        """
        if not isinstance(stored, dict):
            return UNKNOWN_MOMENT
        known = {name: stored[name] for name in cls._fields if name in stored}
        return cls(**{"as_written": "", "stated": None, **known})

    @classmethod
    def from_iso(cls, stated: str) -> Moment:
        """Read what `iso` gave.

        Args:
            stated: ISO 8601, cut at its precision, with or without an offset.
        """
        found = OFFSET.search(stated)
        if found is None:
            return cls(as_written="", stated=stated)
        east = int(found["hours"]) * 60 + int(found["minutes"])
        return cls(
            as_written="",
            stated=stated[: found.start()],
            offset_minutes=-east if found["sign"] == "-" else east,
        )


UNKNOWN_MOMENT = Moment(as_written="", stated=None)
"""A time nobody stated."""


def taken_by_clock(instant: datetime) -> Moment:
    """Give the moment that a device's clock states.

    Args:
        instant: an aware time in the device's own zone.
    """
    offset = instant.utcoffset() or timedelta()
    stated = instant.replace(tzinfo=None).isoformat(timespec="seconds")
    return Moment(
        as_written="",
        stated=stated,
        precision=Precision.SECOND,
        zone_source=ZoneSource.IN_FILE,
        offset_minutes=int(offset.total_seconds() // 60),
    )
