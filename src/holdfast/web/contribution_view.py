"""What somebody else wrote and sealed, as pages show it: whose words they are, how they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.clock import in_own_zone
from holdfast.actions.contributions import NOT_STATED, name_shown
from holdfast.knowledge.wording import words
from holdfast.model.entry import is_contributed
from holdfast.model.moment import Moment
from holdfast.web.entry_view import show_moment
from holdfast.web.moments import say_when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import Entry, JsonValue

TOPIC = "contributions"
IN_TRAY, ARRIVED_PARTS = "in-tray", 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What is said of whose words an entry holds."""

    by: str = field(repr=False)
    """Their name, or that they gave none."""

    lines: tuple[str, ...] = field(repr=False)
    """Sentences, in order."""


def show_contribution(entry: Entry) -> Said | None:
    """Say whose words an entry holds; None when they are hers.

    Args:
        entry: as written.
    """
    if not is_contributed(entry.fields):
        return None
    by = name_shown(entry.text("by"))
    said, knows = words(TOPIC).table("said"), words(TOPIC).table("knows")
    police = words(TOPIC).table("police")
    basis, answer = entry.text("basis"), entry.text("police_may_ask")
    lines = [said.text("by").format(by=by)]
    lines += [knows.text(basis)] if basis in knows.values else []
    lines.append(page_line(entry.fields.get("meant_for"), by=entry.text("by")))
    lines.append(sealed_line(entry.text("sealed")))
    lines.append(came_line(entry.fields))
    parts = entry.text("arrived").split()
    if len(parts) >= ARRIVED_PARTS and parts[0] == IN_TRAY:
        lines.append(said.text("taken_in").format(when=say_when(in_own_zone(parts[-1]))))
    lines += [police.text(answer)] if answer in police.values else []
    return Said(by=by, lines=tuple(filter(None, lines)))


def page_line(meant_for: JsonValue, *, by: str) -> str:
    """Say for whom the page was made; empty when that is the name they gave.

    Args:
        meant_for: a name; empty for nobody by name; None when it is no page of hers.
        by: the name they gave.
    """
    said = words(TOPIC).table("said")
    if not isinstance(meant_for, str):
        return said.text("no_page")
    if not meant_for:
        return said.text("for_nobody")
    same = meant_for.casefold() == by.casefold()
    return "" if same else said.text("meant_for").format(name=meant_for)


def sealed_line(sealed: str) -> str:
    """Say when it was sealed, by the clock of their device.

    Args:
        sealed: ISO 8601 with an offset; or that it is not stated.
    """
    said = words(TOPIC).table("said")
    if sealed in {"", NOT_STATED}:
        return said.text("sealed_unknown")
    return said.text("sealed").format(when=say_when(sealed))


def came_line(fields: Mapping[str, JsonValue]) -> str:
    """Say how and when it reached her, as she said.

    Args:
        fields: of the entry.
    """
    said, ways = words(TOPIC).table("said"), words(TOPIC).table("brought")
    way, on = fields.get("brought"), fields.get("brought_on")
    day = show_moment(Moment.from_json(on)) if isinstance(on, dict) else ""
    known = ways.text(way) if isinstance(way, str) and way in ways.values else ""
    if known and day:
        return said.text("came_on").format(way=known, day=day)
    if known:
        return said.text("came").format(way=known)
    return said.text("came_day").format(day=day) if day else said.text("came_unknown")
