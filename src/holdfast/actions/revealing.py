"""What a pack would reveal about the person: found before it is made, and left out unless allowed.

Her own addresses and numbers, the place, device and author that a picture's file names, people's
names, whose messages, and what a reader can count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.stretches import CONVERSATION, SENDER, TEXT
from holdfast.insight.handles import find_address
from holdfast.model.entry import Entry, Kind
from holdfast.packs.papers.times import gap_days, is_late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from holdfast.actions.choosing import Choice, Gathered
    from holdfast.model.entry import JsonValue
    from holdfast.packs.content import MessageProof, OfficerDetails

STORAGE_FIELDS = frozenset({"blob", "batch"})
"""Names of sealed files on her disk: of no use to a reader."""

HASH_OF_WORDS = "contribution"
"""The hash by which the same contribution is known; a reader could try words against it."""

NEVER_MASKED = frozenset(
    {"id", "written", "number", "sha256", "size_bytes", "root", "leaves", "of", "sealed"}
)
"""What a checker needs of an entry (docs/pack-format.md section 6), and that somebody else wrote
it: her words and theirs must never be taken for each other. None of it is anybody's words."""

PHOTO_DETAILS = ("place", "device")
OWN_DETAILS, HIDDEN_DETAILS = "own-details", "hidden-details"
SHORTEST_NUMBER = 6
"""Digits; shorter ones are found in everything."""

SHORTEST_WORDS = 4
DIGITS = re.compile(r"\+?[\d][\d\s().-]{4,}\d")
COUNTRY = re.compile(r"^(\+|00)44|^0")
NAME_SIGNS = " '-\u2019"
NAMES_IN = ("who", "witnesses", "participants", "officer", "by", "meant_for")
NOBODY = frozenset({"", "me", "author unknown"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Reveal:
    """One thing that a reader of the pack learns, or would learn if she allowed it."""

    kind: str
    """`own-details`, `hidden-details`, `name`, `messages`, `absent`, `masked`, `late`; keys of
    `[reveals]` in packs.toml."""

    entry: str = ""
    """Id of the entry; empty when it is about the whole pack."""

    sequence: int | None = None
    """Place of that entry in the record."""

    named: str = ""
    """Name of the field; empty when it is about a file or the whole pack."""

    text: str = field(default="", repr=False)
    """What is revealed."""

    count: int = 1
    """How many there are."""

    included: bool = True
    """Whether the pack as chosen holds it."""

    allow: str = ""
    """What to put into `Choice.allowed` to include it; empty when that is not how it is chosen."""

    def to_json(self) -> dict[str, JsonValue]:
        """Give it as `pack --json` prints it."""
        return {
            "kind": self.kind,
            "entry": self.entry or None,
            "sequence": self.sequence,
            "field": self.named or None,
            "text": self.text or None,
            "count": self.count,
            "included": self.included,
            "allow": self.allow or None,
        }


@dataclass(frozen=True, slots=True)
class OwnDetails:
    """Her own addresses, names in apps and numbers, in the form in which they are looked for."""

    words: frozenset[str] = field(repr=False)
    """Lower-case, spaces joined."""

    numbers: frozenset[str] = field(repr=False)
    """Digits without country code or leading zero."""

    def find(self, text: str) -> str:
        """Give the first of them that stands in a text; empty when none does.

        Args:
            text: anything.
        """
        return self._find(text, self.words)

    def find_in_sender(self, text: str) -> str:
        """Give the first number or mail address that stands in a sender; empty when none does.

        Her name in an app is known to whoever wrote to her there, and without it her side of the
        conversation would be missing.

        Args:
            text: a sender, or the name of a conversation.
        """
        return self._find(text, [word for word in self.words if "@" in word])

    def _find(self, text: str, words: Collection[str]) -> str:
        if not words and not self.numbers:
            return ""
        joined = " ".join(text.casefold().split())
        for word in words:
            if word in joined:
                return word
        for run in DIGITS.finditer(text):
            found = _digits(run[0])
            if any(number in found for number in self.numbers):
                return run[0].strip()
        return ""


def _digits(text: str) -> str:
    plain = COUNTRY.sub("", re.sub(r"[\s().-]", "", text))
    return re.sub(r"\D", "", plain)


def own_details(everything: Iterable[Entry], officer: OfficerDetails) -> OwnDetails:
    """Gather what is hers: from the entries about herself, and from what she gives the officer.

    Args:
        everything: all entries of the record, amendments included.
        officer: what she gives the officer.
    """
    listed = list(everything)
    me = {each.id for each in listed if each.kind is Kind.PERSON and each.text("role") == "me"}
    said: list[str] = [*officer.address.splitlines(), *officer.safe_contact.splitlines()]
    senders = {name for each in listed for name in each.texts("participants")}
    for each in listed:
        if each.id in me or each.text("of") in me:
            own = [one for one in each.texts("handles") if not _is_only_a_name(one, senders)]
            said += [*own, *map(find_address, own)]
    words, numbers = set[str](), set[str]()
    for text in said:
        runs = [_digits(run[0]) for run in DIGITS.finditer(text)]
        numbers.update(run for run in runs if len(run) >= SHORTEST_NUMBER)
        word = " ".join(text.casefold().split())
        if len(word) >= SHORTEST_WORDS:
            words.add(word)
    return OwnDetails(frozenset(words), frozenset(numbers))


def _is_only_a_name(handle: str, senders: Collection[str]) -> bool:
    """Say whether a handle is just what she is called, as the sender of messages in a file."""
    letters = all(sign.isalpha() or sign in NAME_SIGNS for sign in handle)
    return handle in senders and letters and not handle[:1].islower()


def texts_in(value: JsonValue) -> Iterator[str]:
    """Give every text in a value.

    Args:
        value: of a field.
    """
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from texts_in(each)
        case dict():
            for each in value.values():
                yield from texts_in(each)
        case _:
            return


def masked_fields(
    entry: Entry, choice: Choice, own: OwnDetails, *, about: str
) -> tuple[frozenset[str], list[Reveal]]:
    """Find which fields of an entry are left out, and what the others reveal.

    Args:
        entry: that goes in.
        choice: what she chose.
        own: her own details.
        about: id of the entry that she ticks: its own, or of what an amendment is about.

    Returns:
        Names of fields, and what they reveal.
    """
    said = choice.masked.get(entry.id, frozenset()) | choice.masked.get(about, frozenset())
    hidden = STORAGE_FIELDS | ({HASH_OF_WORDS} if entry.fields.get(HASH_OF_WORDS) else set())
    masked = set((said | hidden) & entry.fields.keys()) - NEVER_MASKED
    reveals = []
    for name, value in entry.fields.items():
        if value in (None, [], "") or name in masked or name in NEVER_MASKED:
            continue
        kind, text = _found(entry, name, value, own)
        if not kind:
            continue
        allowed = choice.allows(kind, about)
        if not allowed:
            masked.add(name)
        reveals.append(
            Reveal(
                kind=kind,
                entry=entry.id,
                sequence=entry.sequence,
                named=name,
                text=text,
                included=allowed,
                allow=f"{kind}:{about}",
            )
        )
    return frozenset(masked), reveals


def _found(entry: Entry, name: str, value: JsonValue, own: OwnDetails) -> tuple[str, str]:
    if name in PHOTO_DETAILS and entry.kind is Kind.EXHIBIT:
        return HIDDEN_DETAILS, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if name == "handles" and entry.text("role") == "me":
        return OWN_DETAILS, ", ".join(texts_in(value))
    for text in texts_in(value):
        if found := own.find(text):
            return OWN_DETAILS, found
    return "", ""


def split_messages(
    proofs: Iterable[MessageProof], entry: Entry, choice: Choice, own: OwnDetails
) -> tuple[list[MessageProof], list[Reveal]]:
    """Part messages into those that go in and those left out for her own details in them.

    Args:
        proofs: of the chosen stretches.
        entry: the import.
        choice: what she chose.
        own: her own details.

    Returns:
        The messages that go in, and what they reveal.
    """
    kept, found = [], list[str]()
    allowed = choice.allows(OWN_DETAILS, entry.id)
    for proof in proofs:
        parts = proof.parts
        names = (str(parts[place] or "") for place in (CONVERSATION, SENDER))
        hit = own.find(str(parts[TEXT] or "")) or next(
            filter(None, map(own.find_in_sender, names)), ""
        )
        if hit:
            found.append(hit)
        if allowed or not hit:
            kept.append(proof)
    reveals = []
    if found:
        reveals.append(
            Reveal(
                kind=OWN_DETAILS,
                entry=entry.id,
                sequence=entry.sequence,
                named="messages",
                text=", ".join(dict.fromkeys(found)),
                count=len(found),
                included=allowed,
                allow=f"{OWN_DETAILS}:{entry.id}",
            )
        )
    return kept, reveals


def message_reveals(proofs: Iterable[MessageProof], entry: Entry) -> list[Reveal]:
    """Say whose messages go in; replies of hers are among them.

    Args:
        proofs: that go in.
        entry: the import.
    """
    senders: dict[str, int] = {}
    for proof in proofs:
        sender = proof.parts[SENDER]
        name = sender if isinstance(sender, str) else ""
        senders[name] = senders.get(name, 0) + 1
    return [
        Reveal(kind="messages", entry=entry.id, sequence=entry.sequence, text=sender, count=count)
        for sender, count in senders.items()
    ]


def name_reveals(gathered: Gathered, masked: dict[int, frozenset[str]]) -> list[Reveal]:
    """List the names of people that stand in what goes in.

    Args:
        gathered: the entries.
        masked: fields left out, by sequence.
    """
    found: dict[str, int] = {}
    for current in gathered.entries.values():
        for entry in (current.entry, *current.amendments):
            fields = NAMES_IN + (("name",) if entry.kind is Kind.PERSON else ())
            for name in fields:
                if name not in masked.get(entry.sequence, ()):
                    for text in texts_in(entry.fields.get(name)):
                        found[text] = found.get(text, 0) + 1
    return [
        Reveal(kind="name", text=text, count=count)
        for text, count in found.items()
        if text not in NOBODY
    ]


def late_reveals(gathered: Gathered) -> list[Reveal]:
    """List the entries written two days or more after what they tell.

    Args:
        gathered: the entries.
    """
    found = []
    for current in gathered.entries.values():
        entry = current.entry
        days = gap_days(entry.fields.get("happened"), entry.written)
        if is_late(days):
            late = Reveal(kind="late", entry=entry.id, sequence=entry.sequence, count=days or 0)
            found.append(late)
    return found


def whole_pack_reveals(gathered: Gathered, shown: int, masked: int) -> list[Reveal]:
    """Say what can be counted from outside: entries absent, fields masked.

    Args:
        gathered: the entries.
        shown: how many of the record go in.
        masked: how many fields are left out.
    """
    reveals = [Reveal(kind="absent", count=gathered.pin.size - shown)]
    if masked:
        reveals.append(Reveal(kind="masked", count=masked))
    return reveals
