"""What goes into a pack, as plain values: the packs layer is fed these and knows no casebook."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from holdfast.insight.handles import DEFAULT_REGION
from holdfast.model.disclosure import read_disclosure
from holdfast.model.entry import CONTRIBUTED_FIELDS, FIELDS, Kind
from holdfast.packs.names import exhibit_stem
from holdfast.packs.signed_note import NoteKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from holdfast.model.entry import JsonValue


class Audience(StrEnum):
    """For whom a pack can be made."""

    POLICE = "police"
    SELF = "self"


class Given(StrEnum):
    """What of an exhibit's file is in the pack."""

    ORIGINAL = "original"
    COPY = "copy"
    HASH_ONLY = "hash only"


class WhyNot(StrEnum):
    """Why an original is not in the pack; keys of `[why_not]` in packs.toml."""

    NONE = ""
    HIDDEN_DETAILS = "hidden-details"
    MESSAGES_ONLY = "messages-only"
    NO_MESSAGE = "no-message"
    TOO_LARGE = "too-large"
    NOT_CHOSEN = "not-chosen"


@dataclass(frozen=True, kw_only=True)
class ShownEntry:
    """One entry of the record with those of its fields that are shown."""

    sequence: int
    """Its place in the record."""

    kind: Kind
    """What it records."""

    digests: tuple[str, ...]
    """Of all its fields, shown and masked, in ASCII order."""

    disclosures: tuple[str, ...] = field(repr=False)
    """Of the shown fields, as they stand."""

    path: tuple[bytes, ...] = ()
    """Proof that it is in the record."""

    @cached_property
    def fields(self) -> Mapping[str, JsonValue]:
        """The shown fields by name."""
        shown = map(read_disclosure, self.disclosures)
        return {each.name: each.value for each in shown}

    @property
    def masked(self) -> tuple[str, ...]:
        """Names of the fields that are not shown, whether or not anything was said in them."""
        names = FIELDS[self.kind]
        if len(self.digests) < len(names):
            # Written with an older table, which had none of these.
            names = tuple(name for name in names if name not in CONTRIBUTED_FIELDS)
        return tuple(name for name in names if name not in self.fields)

    def text(self, name: str) -> str:
        """Give a shown field as text; empty when masked or when nothing was said.

        Args:
            name: of the field.
        """
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a shown list; empty when masked or when nothing was said.

        Args:
            name: of the field.
        """
        value = self.fields.get(name)
        return tuple(str(each) for each in value) if isinstance(value, list) else ()

    @property
    def id(self) -> str:
        """The entry's own random name."""
        return self.text("id")


@dataclass(frozen=True, kw_only=True, slots=True)
class PackExhibit:
    """An exhibit or import, and the file of it that goes in."""

    sequence: int
    """Of its entry."""

    number: int
    """Of the exhibit, never reused."""

    given: Given
    """What of it is in the pack."""

    why_not: WhyNot = WhyNot.NONE
    """Why the original is not in."""

    ending: str = "bin"
    """Of the file name, one of a short list."""

    size_bytes: int = 0
    """Of what goes in."""

    chunks: Callable[[], Iterable[bytes]] | None = field(default=None, repr=False)
    """Gives the bytes that go in; None for a hash only."""

    picture: Callable[[], bytes | None] | None = field(default=None, repr=False)
    """Gives a JPEG for the papers; None when it has none."""

    stated: tuple[int, int, int] | None = None
    """Of the files that it states a checksum for, how many match, differ, did not come."""

    machine_text: str = field(default="", repr=False)
    """Words that a program read in the picture, when the picture is given; they may be wrong."""

    def file(self, initials: str) -> str:
        """Give its path in the pack; empty when only the hash goes in.

        Args:
            initials: of the person.
        """
        if self.given is Given.HASH_ONLY:
            return ""
        tail = "-copy" if self.given is Given.COPY else ""
        return f"data/exhibits/{exhibit_stem(initials, self.number)}{tail}.{self.ending}"


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageProof:
    """One message and the proof that it is in what was read."""

    number: int
    """Its number in the file, from 0."""

    salt: bytes = field(repr=False)
    """16 bytes."""

    text: str = field(repr=False)
    """Its leaf text, a JSON list."""

    path: tuple[bytes, ...]
    """To the root over all messages of the file."""

    @property
    def parts(self) -> list[JsonValue]:
        """The values of the leaf text."""
        found = json.loads(self.text)
        return list(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class PackMessages:
    """The messages shown of one import."""

    sequence: int
    """Of the import or reading whose tree they are proved in."""

    exhibit: int
    """Number of the import's exhibit."""

    root: str
    """Hex root over all its messages."""

    leaves: int
    """How many it has."""

    proofs: tuple[MessageProof, ...]
    """By rising number."""

    chosen: frozenset[int] = frozenset()
    """Numbers of the messages that entries point at; the rest is what stands around them."""

    def file(self, initials: str, ending: str) -> str:
        """Give the path of its table.

        Args:
            initials: of the person.
            ending: `csv` or `html`.
        """
        return f"data/messages/{exhibit_stem(initials, self.exhibit)}.{ending}"


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerDetails:
    """How to reach her; on a paper of its own that never goes to the other side."""

    name: str = field(default="", repr=False)
    """Her name."""

    born: str = field(default="", repr=False)
    """Date of birth as she gives it."""

    address: str = field(default="", repr=False)
    """Where she lives."""

    safe_contact: str = field(default="", repr=False)
    """Safe ways and times to reach her."""

    notes: str = field(default="", repr=False)
    """Needs: an interpreter, dates to avoid."""

    def __bool__(self) -> bool:
        """True when she gave any of it."""
        return any((self.name, self.born, self.address, self.safe_contact, self.notes))


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidForPack:
    """What she says for this pack alone; printed as such, and no part of the record."""

    name: str = field(default="", repr=False)
    """The name she wants to stand on it."""

    fears: str = field(default="", repr=False)
    """What she fears, in her words."""

    asks: str = field(default="", repr=False)
    """What she asks for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Timestamp:
    """An outside witness: an RFC 3161 token over a checkpoint."""

    size: int
    """Of the checkpoint."""

    checkpoint: str
    """The signed note that was stamped."""

    token: bytes
    """The authority's answer, as it came."""


@dataclass(frozen=True, kw_only=True)
class PackContent:
    """Everything a pack is made from; the same content gives the same bytes."""

    audience: Audience
    """For whom."""

    casebook_id: str
    """32 hex digits."""

    public_key: bytes
    """Of the casebook's signing key."""

    sign: Callable[[bytes], bytes] = field(repr=False)
    """Gives the signature line of a note with this text, its line feed included."""

    checkpoint: str
    """The pinned state, a signed note."""

    leaves: tuple[bytes, ...] = field(repr=False)
    """Leaf hashes of all entries of that state."""

    made_at: str
    """ISO 8601 with offset; pinned too."""

    initials: str
    """One to five capital letters, for exhibit references."""

    entries: tuple[ShownEntry, ...] = field(repr=False)
    """By rising sequence."""

    exhibits: tuple[PackExhibit, ...] = ()
    """One for every shown entry of the kinds exhibit and import, by number."""

    messages: tuple[PackMessages, ...] = ()
    """By number of the exhibit."""

    said: SaidForPack = SaidForPack()
    """What she says for this pack alone."""

    officer: OfficerDetails = OfficerDetails()
    """For the officer only."""

    timestamps: tuple[Timestamp, ...] = ()
    """Outside witnesses."""

    region: str = DEFAULT_REGION
    """The country that numbers without one are read as."""

    verify_page: bytes = field(default=b"", repr=False)
    """The checking page, one HTML file."""

    @property
    def key(self) -> NoteKey:
        """The key the pack is signed with."""
        return NoteKey(name=f"holdfast.invalid/{self.casebook_id}", public=self.public_key)

    @cached_property
    def by_sequence(self) -> Mapping[int, ShownEntry]:
        """Shown entries by their place in the record."""
        return {entry.sequence: entry for entry in self.entries}

    @cached_property
    def by_id(self) -> Mapping[str, ShownEntry]:
        """Shown entries by their own name."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def readings(self) -> Mapping[str, ShownEntry]:
        """The last reading that is shown of each file that was read again, by id of its entry."""
        return {each.text("of"): each for each in self.entries if each.kind is Kind.READING}

    @cached_property
    def exhibit_of(self) -> Mapping[int, PackExhibit]:
        """Exhibits by the sequence of their entry."""
        return {each.sequence: each for each in self.exhibits}

    def reference(self, number: int) -> str:
        """Give how an exhibit is referred to (`ABC/1`).

        Args:
            number: of the exhibit.
        """
        return f"{self.initials}/{number}"

    @property
    def absent(self) -> int:
        """How many entries of the record are not in the pack."""
        return len(self.leaves) - len(self.entries)
