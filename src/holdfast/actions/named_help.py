"""Services that a page names by itself, each with whether it is open now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.find_help import calendar
from holdfast.insight.finding_help import Fitting, may_be_old
from holdfast.insight.opening import find_open
from holdfast.knowledge.directory.embedded import service_named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def named_help(names: Iterable[str], *, wall: datetime) -> tuple[Fitting, ...]:
    """Give services of the own directory, each once, in the order named.

    Args:
        names: short names (directory/short_names.toml).
        wall: the time on the wall in the United Kingdom.
    """
    known = calendar()
    return tuple(
        Fitting(
            service=service,
            open=find_open(service, wall, known),
            may_be_old=may_be_old(service, wall.date()),
        )
        for service in map(service_named, dict.fromkeys(names))
    )
