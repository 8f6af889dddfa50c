"""Which column holds what: as the heading says, as the person answered, or asked.

| question                | answers                                         |
| ----------------------- | ----------------------------------------------- |
| `call-column-when`      | `column-1` …                                    |
| `call-column-time`      | `column-1` …, `none`                            |
| `call-column-number`    | `column-1` …                                    |
| `call-column-direction` | `column-1` …, `none`                            |
| `call-column-kind`      | `column-1` …, `none`                            |
| `call-column-duration`  | `column-1` …, `none`                            |

The same can be answered of `from`, `to`, `words` and `zone`, which are never asked, and of a column
with a plain heading: what the person says goes before what the heading says.

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Question
from holdfast.readers.call_records_incoming import says_incoming, speaks_of_incoming
from holdfast.readers.call_records_words import DIRECTIONS, Role, meaning_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.readers.call_records_layout import Layout

PREFIX = "call-column-"
"""Before a role, the id of the question which column has it."""

NONE = "none"
MOST_CHOICES = 19
_LONGEST_EXAMPLE = 30
_EXAMPLES = 2
_ASKED = (Role.WHEN, Role.TIME, Role.NUMBER, Role.DIRECTION, Role.KIND, Role.DURATION)
_NO_CALLS = frozenset({"text", "data"})
_NEEDED = frozenset({Role.WHEN, Role.NUMBER})


class Columns(NamedTuple):
    """Where what stands; None for what the file does not have, or what is not answered yet."""

    when: int | None = None
    """Date, maybe with the time."""

    time: int | None = None
    """Time of day, where it stands apart."""

    number: int | None = None
    """The other party."""

    caller: int | None = None
    """Who called."""

    called: int | None = None
    """Who was called."""

    direction: int | None = None
    """Whether it came or went."""

    kind: int | None = None
    """Call, text or data."""

    duration: int | None = None
    """How long."""

    words: int | None = None
    """What was written."""

    zone: int | None = None
    """In which time zone the row's times are."""

    @property
    def are_enough(self) -> bool:
        """Whether it is known when, and with whom."""
        parties = (self.number, self.caller, self.called)
        return self.when is not None and any(each is not None for each in parties)


def find_columns(layout: Layout, answers: Mapping[str, str]) -> tuple[Columns, list[Question]]:
    """Give which column holds what, and what must be asked.

    Args:
        layout: of the file.
        answers: choices by question id.
    """
    found = _known(layout, answers)
    has_party = not {"number", "caller", "called"}.isdisjoint(found)
    # One column may tell two things, so what was answered for one stays a choice for another.
    taken = set(found.values())
    questions = []
    for role in _ASKED:
        if _field(role) in found or (role is Role.NUMBER and has_party):
            continue
        if role is Role.TIME and not _wants_time(layout, found):
            continue
        if role is Role.DIRECTION and _has_direction(layout, found):
            continue
        if role is Role.KIND and layout.has_heading and not _speaks_of_kinds(layout):
            continue
        column, question = _ask(layout, role, answers, taken)
        if column is not None:
            found[_field(role)] = column
        if question is not None:
            questions.append(question)
    return Columns(**found), questions


def _known(layout: Layout, answers: Mapping[str, str]) -> dict[str, int]:
    """Give the columns that the person named, or else that a heading names."""
    found: dict[str, int] = {}
    for role in Role:
        answer = answers.get(PREFIX + role.value, "")
        stated = layout.with_role(role)
        at = _column_of(answer, len(layout.columns))
        if at is not None:
            found[_field(role)] = at
        elif stated and answer != NONE:
            found[_field(role)] = stated[0]
    return found


def _column_of(answer: str, columns: int) -> int | None:
    """Give the column that an answer names, None when it names none of the table."""
    number = answer.removeprefix("column-")
    if number == answer or not (number.isascii() and number.isdecimal()):
        return None
    return int(number) - 1 if len(number) < 4 and 0 < int(number) <= columns else None  # noqa: PLR2004  # digits


def _field(role: Role) -> str:
    """Give the field of `Columns` for a role."""
    return {Role.CALLER: "caller", Role.CALLED: "called"}.get(role, role.value)


def _wants_time(layout: Layout, found: Mapping[str, int]) -> bool:
    """Tell whether the date stands without a time of day."""
    if "when" not in found:
        return False
    examples = layout.columns[found["when"]].examples
    return not any(":" in cell or (cell.isdigit() and len(cell) > 8) for cell in examples)  # noqa: PLR2004


def _has_direction(layout: Layout, found: Mapping[str, int]) -> bool:
    """Tell whether another column says which way: the kind (`MTC`), or only one of two parties."""
    if "kind" in found:
        examples = layout.columns[found["kind"]].examples
        if any(not DIRECTIONS.isdisjoint(meaning_of(cell)) for cell in examples):
            return True
    cells = [cell for column in layout.columns for cell in column.examples]
    if any(map(says_incoming, cells)):
        return True
    if any(map(speaks_of_incoming, cells)):
        # Itemised bills of the USA have calls that came in under "Number called" too.
        return {"caller", "called"} <= set(found)
    return "number" not in found and not {"caller", "called"}.isdisjoint(found)


def _speaks_of_kinds(layout: Layout) -> bool:
    """Tell whether some cell says that its row is a text or data, in a column without a role."""
    return any(
        not _NO_CALLS.isdisjoint(meaning_of(cell))
        for at in layout.candidates(Role.KIND)
        for cell in layout.columns[at].examples
    )


def _ask(
    layout: Layout, role: Role, answers: Mapping[str, str], taken: set[int]
) -> tuple[int | None, Question | None]:
    """Give the column that was answered, or the question."""
    name = PREFIX + role.value
    candidates = [at for at in layout.candidates(role) if at not in taken][:MOST_CHOICES]
    codes = [f"column-{at + 1}" for at in candidates]
    answer = answers.get(name, "")
    if not candidates or (answer == NONE and role not in _NEEDED):
        return None, None
    if role is Role.WHEN and len(candidates) == 1:
        return candidates[0], None
    choices = codes if role in _NEEDED else [*codes, NONE]
    return None, Question(id=name, text=_described(layout, candidates), choices=tuple(choices))


def _described(layout: Layout, candidates: list[int]) -> str:
    """Give the candidates with their headings and first values."""
    described = []
    for at in candidates:
        column = layout.columns[at]
        values = ", ".join(cell[:_LONGEST_EXAMPLE] for cell in column.examples[:_EXAMPLES])
        heading = column.heading[:_LONGEST_EXAMPLE]
        described.append(f"{at + 1}: {heading} ({values})" if heading else f"{at + 1}: {values}")
    return "; ".join(described)
