"""Entries: the things recorded, one at a time, that make up a casebook's log.

An entry is a public header (version, kind, sequence) and a set of named fields. Which fields a
kind has stands in the table `FIELDS`; every entry of a kind has a digest for every one of them,
set or not, so that how many were filled in cannot be counted from outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]

ENTRY_VERSION = 2
"""Version of the field tables below; older versions are read for ever. 1: without
`CONTRIBUTED_FIELDS`."""


class Kind(StrEnum):
    """What an entry records."""

    INCIDENT = "incident"
    EXHIBIT = "exhibit"
    IMPORT = "import"
    READING = "reading"
    PERSON = "person"
    CONTACT = "contact"
    ORDER = "order"
    AMENDMENT = "amendment"
    WITHDRAWAL = "withdrawal"
    UNDO = "undo"


EVERY_ENTRY = ("id", "written", "clock", "by", "arrived")
"""`id`: 32 hex digits. `written`: device clock, ISO 8601 with offset. `clock`: `steady`, or how far
it jumped since the entry before. `by`: `me` or who says they wrote it. `arrived`: how it came in
when it came through the in-tray."""

CONTRIBUTED_FIELDS = (
    "contribution", "meant_for", "sealed", "brought", "brought_on", "police_may_ask",
)  # fmt: skip
"""Of what somebody else wrote and sealed (docs/contributions.md), None otherwise. `contribution`:
SHA-256 over what was said and the files, hex. `meant_for`: for whom she made the page; empty for
nobody, None when it is no page of hers. `sealed`: when, by the clock of the sender's device, or
`not stated`; never None for such an entry. `brought`: how it reached her, as she says.
`brought_on`: when, a Moment as JSON. `police_may_ask`: yes, no, unsure."""

INCIDENT_FIELDS = (
    "what", "happened", "where", "who", "basis", "said", "felt", "effect", "feared",
    "feared_for", "behaviours", "witnesses", "exhibits", "messages", "asked",
)  # fmt: skip
"""`happened`: a Moment as JSON. `basis`: saw, told, notes, memory. `feared`: yes, no, unsure or
None (not answered, which never prints as "no"). `feared_for`: list of me, child, other.
`exhibits`: entry ids. `messages`: list of [import entry id, number of the message in it].
`asked`: the questions she was shown, as shown."""

ORIGINAL_FIELDS = (
    "number", "sha256", "size_bytes", "name", "blob", "how", "received", "whose", "format",
    "part_of",
)  # fmt: skip
"""`number`: exhibit number, never reused. `blob`: where the sealed bytes lie. `how`: file, folder,
zip, phone-page, in-tray, made-here. `whose`: mine, given, child, None (not stated). `part_of`:
[entry id of the container, path inside it] or None."""

READING_FIELDS = (
    "reader", "answers", "counts", "participants", "first", "last", "leftovers", "questions",
    "batch", "leaves", "root", "stated",
)  # fmt: skip
"""`reader`: name and version. `answers`: what was said about the file, by question; under `folder`
what the folder told in which it came. `counts`: messages, calls, events, posts, attachments
named in them, files inside (`parts`; of these `parts_kept` were new), and what is accounted for:
`bytes_read` (messages were read from), `bytes_left` (left over beside them), of a database
`rows` read and `tables_left`, by table. `leftovers`: list of {why, count, bytes}. `stated`:
hashes that the export states of files beside it, [name, SHA-256]. `batch`: blob of the messages
read. `leaves`, `root`: the Merkle tree over them (hex)."""

PHOTO_FIELDS = ("taken", "place", "device", "picture")
"""`place`: [latitude, longitude]. `picture`: {format, width, height, marks}, of a
picture also `look` (16 hex digits), of a recording or video also `seconds` (None when not known)
and `codecs`."""

PERSON_FIELDS = (
    "role", "name", "initials", "handles", "vehicles", "looks", "knows", "notes",
)  # fmt: skip
"""`role`: does-it, me, witness, child, other. `handles`: names, numbers and addresses as written.
`knows`: how they know each other."""

CONTACT_FIELDS = (
    "whom", "organisation", "officer", "happened", "reference", "told", "promise", "chase",
    "outcome", "about", "exhibits",
)  # fmt: skip
"""`whom`: police, helpline, platform, court, other. `about`: entry ids. `chase`: a date."""

ORDER_FIELDS = (
    "order", "court", "made", "until", "terms", "area", "reference", "exhibits",
)  # fmt: skip

AMENDABLE = tuple(dict.fromkeys(INCIDENT_FIELDS + PERSON_FIELDS + CONTACT_FIELDS + ORDER_FIELDS))
"""Every field that an amendment may give a new value, each with a digest of its own, so that one
amended text can be masked and another shown."""

FIELDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.INCIDENT: EVERY_ENTRY + CONTRIBUTED_FIELDS + INCIDENT_FIELDS,
        Kind.EXHIBIT: EVERY_ENTRY + CONTRIBUTED_FIELDS + ORIGINAL_FIELDS + PHOTO_FIELDS,
        Kind.IMPORT: EVERY_ENTRY + CONTRIBUTED_FIELDS + ORIGINAL_FIELDS + READING_FIELDS,
        Kind.READING: (*EVERY_ENTRY, "of", *READING_FIELDS),
        Kind.PERSON: EVERY_ENTRY + PERSON_FIELDS,
        Kind.CONTACT: EVERY_ENTRY + CONTACT_FIELDS,
        Kind.ORDER: EVERY_ENTRY + ORDER_FIELDS,
        Kind.AMENDMENT: (*EVERY_ENTRY, "of", "why", "changed", *AMENDABLE),
        Kind.WITHDRAWAL: (*EVERY_ENTRY, "of", "why", "shred_after"),
        Kind.UNDO: (*EVERY_ENTRY, "of", "why"),
    }
)
"""`of`: id of the entry that an amendment, withdrawal, reading or undo is about. `changed`: names
of the fields that have a new value (a new value may be None: taken back)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing recorded at one moment."""

    kind: Kind
    """What it records."""

    sequence: int
    """Its place in the log, counted from 0; what order rests on."""

    fields: Mapping[str, JsonValue] = field(repr=False)
    """Every field of its kind by name; None where nothing was said."""

    version: int = ENTRY_VERSION
    """Version of the field table it was written with."""

    @property
    def id(self) -> str:
        """The entry's own random name, 32 hex digits."""
        return str(self.fields["id"])

    @property
    def written(self) -> str:
        """The device's clock when it was written, ISO 8601 with offset."""
        return str(self.fields["written"])

    def text(self, name: str) -> str:
        """Give a field as text; empty when nothing was said.

        Args:
            name: a field of the entry's kind.
        """
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list field as texts; empty when nothing was said.

        Args:
            name: a field of the entry's kind.
        """
        value = self.fields.get(name)
        return tuple(str(each) for each in value) if isinstance(value, list) else ()


def is_contributed(fields: Mapping[str, JsonValue]) -> bool:
    """Tell whether somebody else wrote and sealed what an entry says.

    Args:
        fields: of the entry, as far as they are known.
    """
    return bool(fields.get("sealed"))


def all_fields(kind: Kind, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Fill up what was given to the whole set of fields of a kind.

    Args:
        kind: what is recorded.
        given: some of its fields.

    Returns:
        Every field of the kind, None where nothing was given.

    Raises:
        KeyError: a name that is no field of the kind, a fault of the caller.
    """
    unknown = set(given) - set(FIELDS[kind])
    if unknown:
        raise KeyError(kind, sorted(unknown))
    return {name: given.get(name) for name in FIELDS[kind]}
