"""One service as the pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.actions.service_lines import (
    age_line,
    area_line,
    hours_line,
    named,
    says,
    whom_line,
)
from holdfast.knowledge.wording import words
from holdfast.model.service import How

if TYPE_CHECKING:
    from holdfast.insight.finding_help import Fitting
    from holdfast.model.service import Number, Service


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceView:
    """Its lines, in the order in which they stand."""

    service: Service
    """The service itself."""

    reach: tuple[tuple[str, str, str], ...]
    """Address for the phone, what it says, and what to know: one for each number."""

    open: str
    """`open`, `closed` or `unknown`; empty where there is nobody to reach."""

    open_line: str
    """The same in words."""

    lines: tuple[str, ...]
    """Hours, area, for whom."""

    age: str
    """When it was checked, and whether it may be out of date."""

    may_be_old: bool
    """Whether it may be."""

    from_file: str
    """Which file it came in; empty for the project's own."""


def service_view(each: Fitting) -> ServiceView:
    """Give a service as it is shown.

    Args:
        each: what was found.
    """
    service = each.service
    is_reached = bool(service.numbers or service.chat)
    lines = (hours_line(service) if is_reached else "", area_line(service), whom_line(service))
    return ServiceView(
        service=service,
        reach=tuple(reach_of(row) for row in service.numbers),
        open=each.open.value if is_reached else "",
        open_line=f"{named('open', each.open)}." if is_reached else "",
        lines=tuple(line for line in lines if line),
        age=age_line(each),
        may_be_old=each.may_be_old,
        from_file=says("from_file", name=service.origin) if service.origin else "",
    )


def reach_of(row: Number) -> tuple[str, str, str]:
    """Give a number as a link: the address for the phone, what it says, and what to know.

    Args:
        row: to call or to text.
    """
    digits = "".join(sign for sign in row.number if sign.isdigit() or sign == "+")
    is_text = row.how is How.TEXT
    line = words("web_find_help").text("text" if is_text else "call").format(number=row.number)
    return f"{'sms' if is_text else 'tel'}:{digits}", line, row.says
