"""The project's own directory, its areas and the bank holidays, as they come with the program."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from holdfast.knowledge.directory.feed import read_feed
from holdfast.knowledge.table import KnowledgeError, Table, parse_table, read_packaged
from holdfast.model.service import Area, BankHolidays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.service import Service

FOLDER = "directory"


@cache
def own_services() -> tuple[Service, ...]:
    """Give the services of the project's own directory, those of the page first."""
    raw = read_packaged(FOLDER, "services.json").encode()
    return tuple(sorted(read_feed(raw, trusted=True), key=lambda each: each.first or len(raw)))


@cache
def service_named(name: str) -> Service:
    """Give one service of the own directory.

    Args:
        name: its short name in directory/short_names.toml.

    Raises:
        KnowledgeError: there is no such name, or no such service.
    """
    table = parse_table(read_packaged(FOLDER, "short_names.toml"), "short_names")
    wanted = table.text(name)
    for service in own_services():
        if service.id == wanted:
            return service
    raise KnowledgeError(table.place(name), "names no service")


@cache
def areas() -> Mapping[str, Area]:
    """Give every area by its code, in file order; each lies in one that is named before it."""
    table = parse_table(read_packaged(FOLDER, "areas.toml"), "areas")
    found: dict[str, Area] = {}
    for code in table.keys():  # noqa: SIM118  # a Table is no dict
        found[code] = _area(code, table.table(code), found)
    return found


def _area(code: str, entry: Table, before: Mapping[str, Area]) -> Area:
    within = entry.text_or_empty("within")
    if within and within not in before:
        raise KnowledgeError(entry.place("within"), "names no area before it")
    around = (within, *before[within].lies_in) if within else ()
    own = frozenset(entry.texts("holidays"))
    return Area(
        code=code,
        says=entry.text("says"),
        lies_in=around,
        nations=own or before[within].nations,
    )


@cache
def bank_holidays() -> BankHolidays:
    """Give the bank holidays of each nation.

    Raises:
        KnowledgeError: a day lies outside the years that are known.
    """
    table = parse_table(read_packaged(FOLDER, "bank_holidays.toml"), "bank_holidays")
    years = frozenset(table.numbers("years"))
    nations = sorted(set(table.keys()) - {"source", "checked_on", "years"})
    days = {nation: frozenset(table.table(nation).days("days")) for nation in nations}
    if strays := {day for each in days.values() for day in each if day.year not in years}:
        raise KnowledgeError(table.place("years"), f"{sorted(strays)} lie outside")
    return BankHolidays(
        days=days,
        years=years,
        source=table.text("source"),
        checked_on=table.day("checked_on"),
    )
