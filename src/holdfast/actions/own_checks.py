"""What she looked for on her own accounts and devices, and what she found.

The things and the answers lie in the drawer. Only when she keeps an answer does it enter the
record: what was found as an incident; what was not found as a note among the exhibits, so that no
count of what happened grows by it. A thing is hers or her child's, never another adult's.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.clock import now
from holdfast.actions.intake import Intake
from holdfast.actions.received import Received, Whose
from holdfast.knowledge.safe_online import CHILD, WORDS, checks, checks_for, kinds_of_things
from holdfast.knowledge.wording import words
from holdfast.model.errors import NothingSaidError, SomebodyElsesError, UsageError
from holdfast.model.when import parse_when

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

ROW = "online/thing/"
MADE_HERE = "made-here"
"""How a note came in that was written in the casebook itself."""

ID_BYTES = 8
LONGEST_NAME, LONGEST_WORDS = 100, 20_000


class Found(StrEnum):
    """What came of looking."""

    FOUND = "found"
    NOT_SURE = "not-sure"
    NOT_FOUND = "not-found"
    NOT_LOOKED = "not-looked"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What she says of one check."""

    found: Found
    """What came of it."""

    words: str = field(default="", repr=False)
    """What she saw, in her words."""

    who: str = field(default="", repr=False)
    """Who looked; empty for herself."""

    day: str = ""
    """The device's day when she said it, `2026-03-04`."""

    entry: str = ""
    """Id of the entry it was kept as; empty while it lies in the drawer alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """An account or device of her own, or of her child."""

    id: str
    """Its row in the drawer, hex."""

    kind: str
    """A code of `kinds_of_things`."""

    name: str = field(repr=False)
    """What she calls it; nothing is ever looked up by it."""

    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    """What she says of each check."""

    def count(self, found: Found) -> int:
        """Count the checks with one answer.

        Args:
            found: the answer.
        """
        return sum(each.found is found for each in self.answers.values())


def add_thing(book: OpenCasebook, *, kind: str, name: str, whose: str) -> Thing:
    """Begin with one thing.

    Args:
        book: the open casebook.
        kind: a code of `kinds_of_things`.
        name: what she calls it.
        whose: a `Whose`.

    Raises:
        SomebodyElsesError: it belongs to another adult; nothing is kept.
        UsageError: no such kind, or a child's thing under a kind of hers.
        NothingSaidError: it has no name.
    """
    if whose not in (Whose.MINE, Whose.CHILD):
        raise SomebodyElsesError
    if kind not in kinds_of_things() or (kind == CHILD) != (whose == Whose.CHILD):
        place = "kind"
        raise UsageError(place)
    if not name.strip():
        raise NothingSaidError
    thing = Thing(id=secrets.token_hex(ID_BYTES), kind=kind, name=name.strip()[:LONGEST_NAME])
    _put(book, thing)
    return thing


def things(book: OpenCasebook) -> tuple[Thing, ...]:
    """Give her things by name.

    Args:
        book: the open casebook.
    """
    found = [find_thing(book, name.removeprefix(ROW)) for name in book.drawer.names(ROW)]
    return tuple(sorted((each for each in found if each), key=lambda each: each.name.casefold()))


def find_thing(book: OpenCasebook, name: str) -> Thing | None:
    """Give one of her things; None when there is none of that id.

    Args:
        book: the open casebook.
        name: its id.
    """
    stored = book.drawer.get(ROW + name)
    if not isinstance(stored, dict) or stored.get("kind") not in kinds_of_things():
        return None
    answers = stored.get("answers")
    found = {
        str(check): each
        for check, said in (answers if isinstance(answers, dict) else {}).items()
        if check in checks() and (each := _answer(said))
    }
    return Thing(id=name, kind=str(stored["kind"]), name=str(stored.get("name")), answers=found)


def forget_thing(book: OpenCasebook, name: str) -> None:
    """Delete a thing and all answers about it; what was kept as entries stays in the record.

    Args:
        book: the open casebook.
        name: its id.
    """
    book.drawer.delete(ROW + name)


def note_answer(
    book: OpenCasebook,
    thing: Thing,
    check: str,
    answer: Answer,
    *,
    clock: Callable[[], datetime] = now,
) -> Thing:
    """Keep an answer in the drawer.

    Args:
        book: the open casebook.
        thing: which.
        check: id of the check.
        answer: what she says; the day is set here.
        clock: the device's.

    Returns:
        The thing as it stands now.

    Raises:
        UsageError: the check does not belong to that kind of thing.
    """
    if check not in {each.id for each in checks_for(thing.kind)}:
        place = "check"
        raise UsageError(place)
    said = replace(answer, day=f"{clock():%Y-%m-%d}", words=answer.words[:LONGEST_WORDS])
    changed = replace(thing, answers={**thing.answers, check: said})
    _put(book, changed)
    return changed


def keep_answer(
    book: OpenCasebook,
    thing: Thing,
    check: str,
    files: Sequence[Received] = (),
    *,
    clock: Callable[[], datetime] = now,
) -> str:
    """Put an answer into the record.

    Args:
        book: the open casebook.
        thing: with the answer noted.
        check: id of the check.
        files: photos of what was seen.
        clock: the device's.

    Returns:
        Id of the entry: an incident when she found something or is not sure, a note among the
        exhibits when she did not find it.

    Raises:
        NothingSaidError: she did not look.
    """
    answer = thing.answers.get(check)
    if answer is None or answer.found is Found.NOT_LOOKED:
        raise NothingSaidError
    made = _Making(thing, check, answer)
    whose = Whose.CHILD if thing.kind == CHILD else Whose.MINE
    hers = [replace(each, whose=whose) for each in files]
    if answer.found is Found.NOT_FOUND:
        entry = _take(book, [*hers, made.note(clock(), whose)], clock)
    else:
        entry = add_incident(book, made.incident(clock()), hers, clock=clock).entry.id
    _put(book, replace(thing, answers={**thing.answers, check: replace(answer, entry=entry)}))
    return entry


class _Making:
    """Puts an answer into the words of an entry."""

    def __init__(self, thing: Thing, check: str, answer: Answer) -> None:
        self._said = words(WORDS).table("entry")
        self._thing, self._check, self._answer = thing, checks()[check], answer

    def incident(self, at: datetime) -> NewIncident:
        said, answer = self._said, self._answer
        lines = [answer.words or said.text(answer.found)]
        if answer.who:
            lines.append(said.text("who").format(who=answer.who))
        return NewIncident(
            what="\n".join(lines),
            happened=parse_when(answer.day, now=at),
            where=self._thing.name,
            basis="told" if answer.who else "saw",
            asked=(
                said.text("asked").format(thing=self._thing.name, check=self._check.name),
                said.text("limit").format(day=answer.day),
            ),
        )

    def note(self, at: datetime, whose: Whose) -> Received:
        said, answer = self._said, self._answer
        text = said.text("note").format(
            thing=self._thing.name,
            check=self._check.name,
            day=answer.day,
            who=answer.who or said.text("me"),
            words=answer.words or said.text("no_words"),
        )
        # Two notes of one day differ by the second, so that neither is taken for the other.
        raw = f"{text.strip()}\n{at.isoformat(timespec='seconds')}\n".encode("utf-8", "replace")
        name = said.text("note_name").format(day=answer.day)
        return Received(
            name=name,
            path=name,
            chunks=lambda: iter((raw,)),
            size_bytes=len(raw),
            how=MADE_HERE,
            whose=whose,
        )


def _take(book: OpenCasebook, files: Sequence[Received], clock: Callable[[], datetime]) -> str:
    """Log files as exhibits, one after the other; gives the entry of the last.

    What was logged before a failure stays, and is not taken twice when she tries again.
    """
    with Intake(book, clock=clock) as intake:
        accounts = [intake.take(each) for each in files]
    book.index.catch_up()
    return accounts[-1].entry


def _put(book: OpenCasebook, thing: Thing) -> None:
    answers: dict[str, JsonValue] = {
        check: {name: str(value) for name, value in asdict(each).items()}
        for check, each in thing.answers.items()
    }
    row: JsonValue = {"kind": thing.kind, "name": thing.name, "answers": answers}
    book.drawer.put(ROW + thing.id, row)


def _answer(said: JsonValue) -> Answer | None:
    if not isinstance(said, dict) or said.get("found") not in set(Found):
        return None
    texts = {name: str(said.get(name) or "") for name in ("words", "who", "day", "entry")}
    return Answer(found=Found(str(said["found"])), **texts)
