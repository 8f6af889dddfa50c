"""What the index gives out, and what it can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from holdfast.model.message import Message


class Place(NamedTuple):
    """Where in an original something stands."""

    sha256: str
    """Of the original, hex."""

    start: int | None = None
    """Offset of the first byte; None when it is the whole original."""

    length: int | None = None
    """Number of bytes; None when it is the whole original."""

    path: str | None = None
    """Record path, where a file is not read by bytes."""


class Hit(NamedTuple):
    """One line of a timeline or of a search: an entry, or a message of an import."""

    key: int
    """Its place in the order of time; hand it back as `before` for what is older."""

    entry: str
    """Id of the entry; of the import, for a message."""

    sequence: int
    """Of the entry in the log."""

    kind: str
    """Kind of the entry, or `message`, `call`, `event`, `post`."""

    happened: str | None
    """ISO 8601 as stated, with an offset only when it is known; None when unknown."""

    written: str
    """When the entry was written, ISO 8601 with offset."""

    text: str
    """The words; cut around what was looked for in a search."""

    source: Place | None = None
    """Where in which original it stands; None for what she wrote herself."""

    number: int | None = None
    """Number of the message in its file, or the exhibit number of an entry."""

    conversation: str = ""
    """Of a message, as the export gives it."""

    sender: str | None = None
    """Of a message, as written."""

    withdrawn: bool = False
    """Whether it is hidden unless asked for."""

    machine_read: bool = False
    """Whether the words were read in a picture by a program, and may be wrong."""

    def __repr__(self) -> str:
        """Tell which it is, never the words."""
        number = "" if self.number is None else f" number {self.number}"
        return f"Hit({self.kind} of entry {self.sequence}{number})"


class Elsewhere(NamedTuple):
    """The same message in another export of the same conversation."""

    entry: str
    """Id of the import."""

    number: int
    """Number of the message in that file."""

    place: Place
    """Where it stands there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageRow:
    """A message in its file, with what stands around it one number away."""

    key: int
    """Its place in the order of time."""

    entry: str
    """Id of the import."""

    sequence: int
    """Of the import in the log."""

    number: int
    """Number in the file, counted from 0."""

    message: Message
    """As it was read."""

    source: Place
    """Where it stands."""

    elsewhere: tuple[Elsewhere, ...] = ()
    """The same message in other exports."""

    maybe: tuple[Elsewhere, ...] = ()
    """What may be the same message in other exports, and is shown by itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """What of the timeline is wanted; everything when nothing is set."""

    kinds: frozenset[str] | None = None
    """Kinds of entries and messages; None for every kind of entry and no messages."""

    since: str | None = None
    """First day, month or year, ISO 8601."""

    until: str | None = None
    """Last day, month or year, ISO 8601; all of it is within."""

    person: str | None = None
    """A name that is mentioned, as written."""

    names: frozenset[str] | None = None
    """Names and handles of one person, as written: what mentions one, and messages from one."""

    behaviour: str | None = None
    """A code of behaviour."""

    by_others: bool = False
    """Only what somebody else wrote and sealed."""

    conversation: str | None = None
    """A conversation, as the export names it; then messages only."""

    sender: str | None = None
    """Who sent it, as written; then messages only."""

    entry: str | None = None
    """Id of an import; then only its messages."""

    withdrawn: bool = False
    """Whether what was withdrawn is shown too."""


class Month(NamedTuple):
    """How much there is in a month, or on a day."""

    name: str | None
    """`2026-03` or `2026-03-04`; None when the time is unknown."""

    entries: int
    """Entries that are not withdrawn."""

    messages: int
    """Messages, calls, events and posts, each counted once however many exports hold it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """A conversation over all exports that hold a part of it."""

    name: str
    """As the exports name it."""

    senders: tuple[str, ...]
    """Everybody who sent something, most first."""

    messages: int
    """How many, each counted once."""

    first: str | None
    """Day of the first, when any is known."""

    last: str | None
    """Day of the last, when any is known."""

    imports: tuple[str, ...]
    """Ids of the imports, in the order of the log."""


class Difference(NamedTuple):
    """Something the index says otherwise than the log."""

    what: str
    """`entry`, `message`, `words` or `state`."""

    where: str
    """Which: `entry 12`, `import 7`."""
