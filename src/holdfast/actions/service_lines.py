"""What is known of a service, as lines that the command line and the pages show alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.directory.embedded import areas
from holdfast.knowledge.wording import words
from holdfast.model.service import DAY_MINUTES, DAYS, Holidays

if TYPE_CHECKING:
    from datetime import date

    from holdfast.insight.finding_help import Fitting
    from holdfast.knowledge.table import Table
    from holdfast.model.service import Hours, Service

HOUR = 60


def says(key: str, **gaps: str) -> str:
    """Give a line of the directory's words.

    Args:
        key: of `says`.
        gaps: by name.
    """
    return _words("says").text(key).format(**gaps)


def named(kind: str, code: str) -> str:
    """Give a code in plain words; the code itself when it is none of ours.

    Args:
        kind: `need`, `identity`, `how`, `day` or `open`.
        code: as stored.
    """
    return str(_words(kind).values.get(code, code))


def codes(kind: str) -> tuple[str, ...]:
    """Give the codes of a kind in the order in which they are shown.

    Args:
        kind: as for `named`.
    """
    return _words(kind).keys()


def _words(kind: str) -> Table:
    return words("directory").table(kind)


def hours_line(service: Service) -> str:
    """Give when a service is open, in one line.

    Args:
        service: any.
    """
    if not service.hours:
        return says("hours_unknown")
    if service.holidays is Holidays.OPEN and all(_is_always(each) for each in service.hours):
        return says("always")
    parts = [
        says("hours", days=_days(each.days), opens=_clock(each.opens), closes=_clock(each.closes))
        for each in service.hours
    ]
    if service.days_unknown:
        parts.append(says("days_unknown", days=_days(service.days_unknown)))
    if service.holidays is not Holidays.OPEN:
        parts.append(says(f"holidays_{service.holidays}"))
    return ". ".join(parts) + "."


def _is_always(hours: Hours) -> bool:
    return hours.days == DAYS and not hours.opens and hours.closes >= DAY_MINUTES


def _days(days: tuple[str, ...]) -> str:
    return ", ".join(named("day", each) for each in days)


def _clock(minutes: int) -> str:
    return f"{minutes // HOUR:02}:{minutes % HOUR:02}"


def age_line(fitting: Fitting) -> str:
    """Give when a service was last checked, how old its source is, and whether that is too old.

    Args:
        fitting: any.
    """
    service = fitting.service
    checked = service.checked_on
    parts = [says("checked", day=_day(checked)) if checked else says("checked_never")]
    if service.source_day:
        parts.append(says("source_day", day=f"{service.source_day:%B %Y}"))
    elif not service.origin:
        parts.append(says("source_undated"))
    if fitting.may_be_old:
        parts.append(says("may_be_old"))
    return " ".join(parts)


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def whom_line(service: Service) -> str:
    """Give for whom a service is; empty when for anybody.

    Args:
        service: any.
    """
    who = [named("identity", each) for each in service.identities]
    least, most = service.least_age, service.most_age
    if least is not None and most is not None:
        who.append(says("ages_both", least=str(least), most=str(most)))
    elif least is not None:
        who.append(says("ages_from", least=str(least)))
    elif most is not None:
        who.append(says("ages_to", most=str(most)))
    return says("for_only", who=", ".join(who)) if who else ""


def area_line(service: Service) -> str:
    """Give where a service works.

    Args:
        service: any.
    """
    known = areas()
    return ", ".join(known[code].says if code in known else code for code in service.areas)
