"""What is said of an import wherever it is shown: sums, checksums, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.model.accounting import Accounting
    from holdfast.model.entry import JsonValue

COUNTED = ("messages", "calls", "events", "posts")
MOST_NAMES = 8
"""Tables or files that a sentence names."""


class Gap(NamedTuple):
    """Why an export may be a part only."""

    says: str
    """What is missing, perhaps."""

    how: str
    """How to get the rest."""

    checked: str
    """When this was last found to be so."""


def format_words(name: str) -> str:
    """Name a format in words.

    Args:
        name: of its reader, or of a kind of archive.
    """
    known = words("web_take_in_account").table("formats")
    return str(known.values.get(name, name))


def counted_words(name: str, count: int) -> str:
    """Say how many of a kind were read.

    Args:
        name: one of `COUNTED`.
        count: how many.
    """
    said = words("web_take_in_account")
    if count == 1:
        return said.table("counted_one").text(name)
    return said.table("counted").text(name).format(n=f"{count:,}")


def counts_words(stored: JsonValue) -> str:
    """Say what was read from a file; empty when nothing is known of it.

    Args:
        stored: the field `counts` of its entry.
    """
    counts = stored if isinstance(stored, dict) else {}
    known = {name: count for name in COUNTED if isinstance(count := counts.get(name), int)}
    found = [counted_words(name, count) for name, count in known.items() if count]
    return ", ".join(found) or (counted_words("messages", 0) if known else "")


def gap_words(code: str) -> Gap:
    """Say a gap.

    Args:
        code: a key of gaps.toml.
    """
    table = words("gaps").table(code)
    day = table.day("checked_on")
    checked = words("account").table("gaps").text("checked")
    return Gap(table.text("says"), table.text("how"), checked.format(day=f"{day.day} {day:%B %Y}"))


def stated_words(matches: int, differs: int, missing: int) -> str:
    """Say what became of the checksums that an export states.

    Args:
        matches: how many files are what was stated.
        differs: how many are not.
        missing: how many did not come.
    """
    said, count = words("account").table("stated"), matches + differs + missing
    one = "_one" if count == 1 else ""
    if matches == count:
        return said.text(f"all{one}").format(count=count)
    numbers = {"matches": matches, "differs": differs, "missing": missing}
    parts = [
        said.text(f"{name}_one" if number == 1 else name).format(count=number)
        for name, number in numbers.items()
        if number
    ]
    return said.text(f"some{one}").format(count=count, parts=", ".join(parts))


def differs_words(names: Sequence[str]) -> str:
    """Name the files that differ from what an export states.

    Args:
        names: theirs, one or more.
    """
    return words("account").table("stated").text("differs_names").format(names=_listed(names))


def sum_words(sums: Accounting) -> tuple[str, ...]:
    """Say the sum over a file, of its bytes or of its rows; empty when nothing was counted.

    Args:
        sums: of the file.
    """
    said = words("account").table("sum")
    if sums.is_by_bytes:
        numbers = {
            "read": sums.read,
            "left": sums.left or 0,
            "between": sums.between,
            "size": sums.size_bytes,
        }
        shown = {name: f"{number:,}" for name, number in numbers.items()}
        return (said.text("bytes").format(**shown),)
    rows = {"rows": sums.rows, "tables_left": sums.tables_left}
    return tuple(
        said.text(name).format(tables=_tables(tables)) for name, tables in rows.items() if tables
    )


def holds_words() -> str:
    """Say that a sum holds, and what it does not say."""
    said = words("account").table("sum")
    return f"{said.text('holds')} {said.text('incomplete')}"


def _tables(tables: Mapping[str, int]) -> str:
    said = words("account").table("sum").text("table")
    return _listed([said.format(name=name, count=f"{count:,}") for name, count in tables.items()])


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        more = words("account").table("sum").text("more")
        shown.append(more.format(count=len(names) - MOST_NAMES))
    return ", ".join(shown)
