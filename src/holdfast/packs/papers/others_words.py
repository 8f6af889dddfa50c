"""What somebody else wrote and sealed, as papers show it: whose words they are, and how they came.

Its words are never set off as the person's own, and what only they say is told as what they say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.entry import is_contributed
from holdfast.packs.papers.paper_rows import Row, row, says, value_words
from holdfast.packs.papers.plain_text import first_line
from holdfast.packs.papers.times import gap_days, gap_words, happened_words, written_words

if TYPE_CHECKING:
    from holdfast.packs.content import ShownEntry

LONGEST_NAME = 120
MARKS = str.maketrans(
    dict.fromkeys('"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}', "'")
)
ARRIVED_PARTS = 3
"""`in-tray`, its name there, when; between them may stand how it came."""


def is_by_others(entry: ShownEntry) -> bool:
    """Tell whether somebody else wrote it.

    Args:
        entry: shown.
    """
    return is_contributed(entry.fields)


def author(entry: ShownEntry) -> str:
    """Give who says they wrote it, between quotation marks, or that it is not said.

    The marks show where a name ends: what somebody put behind it is no sentence of this paper.

    Args:
        entry: of somebody else.
    """
    others = says().table("others")
    name = entry.text("by")
    if name == "author unknown":
        return others.text("no_name")
    line = first_line(name.translate(MARKS), LONGEST_NAME)
    return others.text("named").format(name=line) if line else others.text("masked")


def author_rows(entry: ShownEntry) -> list[Row]:
    """Say who wrote it, how they say they know, when it was sealed, and how it came.

    Args:
        entry: of somebody else.
    """
    others, labels = says().table("others"), says().table("chronology")
    knows = says().table("others").table("knows")
    basis = entry.text("basis")
    said = [f"{author(entry)}."]
    said += [knows.text(basis)] if basis in knows.values else []
    meant = entry.fields.get("meant_for")
    if isinstance(meant, str) and meant and meant.casefold() != entry.text("by").casefold():
        said.append(others.text("meant_for").format(name=first_line(meant, LONGEST_NAME)))
    if "meant_for" in entry.fields and meant is None:
        said.append(others.text("no_page"))
    rows = [
        row(labels.text("by"), " ".join(said)),
        row(others.text("sealed_label"), sealed_words(entry)),
        row(labels.text("arrived"), came_words(entry)),
    ]
    police = others.table("police")
    answer = entry.text("police_may_ask")
    if answer in police.values:
        rows.append(row(others.text("police_label"), police.text(answer)))
    return rows


def sealed_words(entry: ShownEntry) -> str:
    """Say when it was sealed, by a clock that nobody checked.

    Args:
        entry: of somebody else.
    """
    others, times = says().table("others"), says().table("times")
    sealed = entry.text("sealed")
    if not sealed[:1].isdigit():
        return others.text("sealed_unknown")
    days = gap_days(entry.fields.get("happened"), sealed)
    stated = ", ".join(filter(None, (written_words(sealed), gap_words(days, times))))
    return others.text("sealed").format(when=stated)


def came_words(entry: ShownEntry) -> str:
    """Say how and when it reached the person, as far as she says, and when it was taken in.

    Args:
        entry: shown.
    """
    others, times = says().table("others"), says().table("times")
    ways = others.table("brought")
    way, on = entry.text("brought"), entry.fields.get("brought_on")
    day = happened_words(on, times) if isinstance(on, dict) else ""
    if way in ways.values and day:
        said = others.text("came_on").format(day=day, way=ways.text(way))
    elif way in ways.values or day:
        known = ways.text(way) if way in ways.values else day
        said = others.text("came").format(known=known)
    else:
        said = others.text("came_unknown")
    return " ".join(filter(None, (said, taken_in_words(entry))))


def taken_in_words(entry: ShownEntry) -> str:
    """Say when something was put into the in-tray; empty when it did not come through there.

    Args:
        entry: shown.
    """
    parts = entry.text("arrived").split()
    if len(parts) < ARRIVED_PARTS or parts[0] != "in-tray":
        return value_words("how", entry.fields.get("arrived"))
    return says().table("others").text("taken_in").format(when=written_words(parts[-1]))
