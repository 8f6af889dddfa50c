"""The made-up story as data: `story/*.toml` read into values; its words stand only there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from holdfast.knowledge.table import KnowledgeError, Table, parse_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue

INCIDENT_FILES = ("incidents_1", "incidents_2", "incidents_3")
CHATS = ("ryan", "beth", "priya")
KINDS = ("incident", "person", "order", "contact", "amendment", "withdrawal")
OWN_KEYS = frozenset({"id", "written", "of", "why", "pictures", "messages"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """One thing she wrote down, as the story has it."""

    kind: str
    """`incident`, `person`, `order`, `contact`, `amendment` or `withdrawal`."""

    id: str
    """Its name within the story; empty when nothing refers to it."""

    written: datetime
    """What her clock showed when she wrote it."""

    words: Mapping[str, JsonValue] = field(repr=False)
    """Fields as she would fill them in."""

    of: str = ""
    """Name of the telling that an amendment or withdrawal is about."""

    why: str = field(default="", repr=False)
    """Why she changed or withdrew it."""

    pictures: tuple[str, ...] = ()
    """Names of pictures that go with it."""

    stretches: tuple[tuple[str, str, str], ...] = ()
    """Conversation, first and last time (ISO 8601) of messages that go with it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Days with everyday exchanges."""

    first: date
    """First day."""

    last: date
    """Last day."""

    a_day: float
    """How many exchanges a day, on average."""

    hours: tuple[float, float]
    """Between which hours; more than 24 is the night after."""

    weekdays_only: bool
    """Nothing on Saturdays and Sundays."""

    pools: tuple[str, ...]
    """From which pools; named twice, drawn from twice as often."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Burst:
    """Many lines in a row, unanswered."""

    start: datetime
    """When it begins; wall clock, no zone."""

    count: int
    """How many lines."""

    minutes: int
    """How long it goes on."""

    pools: tuple[str, ...]
    """From which pools."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chat:
    """The written parts of one conversation."""

    name: str
    """Within the story."""

    file: str
    """Name of the export."""

    inside: str
    """Name of the text, inside the zip when it is one."""

    form: str
    """`android` or `ios`."""

    whose: str
    """Whose phone it comes from."""

    seed: str
    """Word that the dice follow."""

    taken_in: datetime
    """When she took it in."""

    begins: datetime
    """When the app wrote its first notice; wall clock, no zone."""

    people: Mapping[str, str]
    """Names as written, by letter."""

    attachments: Mapping[str, str]
    """Names of pictures of the story, by file name in the zip."""

    stretches: tuple[Stretch, ...]
    """Everyday."""

    bursts: tuple[Burst, ...]
    """Bad nights."""

    scenes: tuple[tuple[datetime, tuple[str, ...]], ...]
    """What was said exactly when."""

    fill: Mapping[str, tuple[str, ...]]
    """Words for slots."""

    pools: Mapping[str, tuple[tuple[str, ...], ...]]
    """Exchanges by pool."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """What stands at the head of the story."""

    passphrase: str
    """Of the made-up casebook; shown on the screen."""

    kept_on: datetime
    """The moment at which the story stops."""

    note: str
    """Says that all of it is made up."""


def read_story(name: str) -> Table:
    """Read one file of the story.

    Args:
        name: without its ending.
    """
    place = files("holdfast.actions.demo").joinpath("story", f"{name}.toml")
    return parse_table(place.read_text(encoding="utf-8"), name)


def read_cast() -> Cast:
    """Read the head of the story."""
    table = read_story("people")
    return Cast(
        passphrase=table.text("passphrase"),
        kept_on=_time(table, "kept_on"),
        note=table.text("note"),
    )


def read_tellings() -> tuple[Telling, ...]:
    """Read everything she wrote down, in the order in which she did."""
    tables = [read_story(name) for name in (*INCIDENT_FILES, "people", "contacts")]
    tellings = [
        _telling(kind, one) for table in tables for kind in KINDS for one in table.tables(kind)
    ]
    return tuple(sorted(tellings, key=lambda telling: telling.written))


def _telling(kind: str, table: Table) -> Telling:
    return Telling(
        kind=kind,
        id=table.text_or_empty("id"),
        written=_time(table, "written"),
        words={key: table.values[key] for key in table.keys() if key not in OWN_KEYS},  # noqa: SIM118 - a Table is no dict
        of=table.text_or_empty("of"),
        why=table.text_or_empty("why"),
        pictures=table.texts("pictures"),
        stretches=tuple(
            (name, first, last) for name, first, last in table.values.get("messages", [])
        ),
    )


def read_chat(name: str) -> Chat:
    """Read the written parts of one conversation.

    Args:
        name: one of `CHATS`.
    """
    table = read_story(f"chat_{name}")
    pools, fill, people, attachments = (
        table.table(key) for key in ("pool", "fill", "people", "attachments")
    )
    return Chat(
        name=name,
        file=table.text("file"),
        inside=table.text("inside"),
        form=table.text("form"),
        whose=table.text("whose"),
        seed=table.text("seed"),
        taken_in=_time(table, "taken_in"),
        begins=_time(table, "begins"),
        people={letter: people.text(letter) for letter in people.values},
        attachments={file: attachments.text(file) for file in attachments.values},
        stretches=tuple(_stretch(one) for one in table.tables("stretch")),
        bursts=tuple(_burst(one) for one in table.tables("burst")),
        scenes=tuple((_time(one, "at"), one.texts("lines")) for one in table.tables("scene")),
        fill={word: fill.texts(word) for word in fill.values},
        pools={
            pool: tuple(tuple(exchange) for exchange in pools.values[pool]) for pool in pools.values
        },
    )


def _stretch(table: Table) -> Stretch:
    first, last = table.values["hours"]
    return Stretch(
        first=table.day("from"),
        last=table.day("until"),
        a_day=float(table.values["a_day"]),
        hours=(float(first), float(last)),
        weekdays_only=bool(table.values.get("weekdays_only")),
        pools=table.texts("pools"),
    )


def _burst(table: Table) -> Burst:
    return Burst(
        start=_time(table, "at"),
        count=int(table.values["count"]),
        minutes=int(table.values["minutes"]),
        pools=table.texts("pools"),
    )


def _time(table: Table, key: str) -> datetime:
    value = table.values.get(key)
    if not isinstance(value, datetime):
        raise KnowledgeError(table.place(key), "a date with a time is needed")
    return value
