"""Checks of the record in a pack: fields, entries, proofs, messages and the signed state."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.disclosure import DisclosureUnreadableError, entry_leaf, read_disclosure
from holdfast.model.merkle import Tree, leaf_hash, verify_consistency, verify_inclusion
from holdfast.packs.findings import Aspect
from holdfast.packs.signed_note import NoteError, NoteKey, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.checkpoint import Checkpoint
    from holdfast.model.entry import JsonValue
    from holdfast.packs.checks_of_files import OpenedPack

HASH_BYTES = 32
SALT_BYTES = 16
MESSAGE_PARTS = (11, 12)
"""Without and with details."""


class RecordUnreadableError(ValueError):
    """A file of the record is not written as the specification says."""


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One line of entries.jsonl whose fields fit their digests."""

    sequence: int
    """Its place in the record."""

    kind: str
    """What it records."""

    leaf: bytes
    """Hash of its body."""

    fields: Mapping[str, JsonValue] = field(repr=False)
    """The shown fields by name."""


@dataclass(slots=True)
class Record:
    """What could be read of a pack's record."""

    key: NoteKey | None = None
    """The key, when it could be read."""

    state: Checkpoint | None = None
    """The signed state, when it could be read."""

    entries: dict[int, RecordEntry] = field(default_factory=dict)
    """Shown entries by sequence."""

    proofs: Mapping[str, JsonValue] = field(default_factory=dict)
    """What proofs.json holds."""

    tree: Tree = field(default_factory=lambda: Tree([]))
    """Over the leaves of all entries."""

    messages: dict[int, list[list[JsonValue]]] = field(default_factory=dict)
    """Shown messages, the values of their texts, by sequence of the import or reading."""


def parse_json(text: str | None) -> JsonValue:
    """Read a JSON text.

    Args:
        text: the whole file or line; None when it could not be read.

    Raises:
        RecordUnreadableError: it is none.
    """
    try:
        value: JsonValue = json.loads(text or "")
    except (ValueError, RecursionError) as error:
        raise RecordUnreadableError from error
    return value


def _exact(text: JsonValue, length: int) -> bytes:
    if not isinstance(text, str):
        raise RecordUnreadableError
    try:
        decoded = b64decode(text, validate=True)
    except ValueError as error:
        raise RecordUnreadableError from error
    if len(decoded) != length or b64encode(decoded).decode() != text:
        raise RecordUnreadableError
    return decoded


def hashes_of(value: JsonValue) -> list[bytes]:
    """Read a list of hashes in base64.

    Args:
        value: from proofs.json.

    Raises:
        RecordUnreadableError: it is none.
    """
    if not isinstance(value, list):
        raise RecordUnreadableError
    return [_exact(each, HASH_BYTES) for each in value]


def _number(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise RecordUnreadableError
    return value


def _mapping(value: JsonValue) -> dict[str, JsonValue]:
    if not isinstance(value, dict):
        raise RecordUnreadableError
    return value


def read_record(pack: OpenedPack, key: NoteKey | None) -> Record:
    """Read and check the record of a pack.

    Args:
        pack: its files.
        key: who signed the pack, when that could be read.
    """
    record = Record(key=key)
    _read_state(pack, record)
    _read_entries(pack, record)
    _read_proofs(pack, record)
    _check_state(pack, record)
    _check_entries(pack, record)
    _check_messages(pack, record)
    return record


def _read_state(pack: OpenedPack, record: Record) -> None:
    if record.key is None:
        pack.findings.differs(Aspect.CHECKPOINT, "record/checkpoint")
        return
    try:
        record.state = state_of(pack.text("record/checkpoint") or "", record.key)
    except NoteError:
        pack.findings.differs(Aspect.CHECKPOINT, "record/checkpoint")


def _read_entries(pack: OpenedPack, record: Record) -> None:
    text = pack.text("record/entries.jsonl") or ""
    last, masked = -1, 0
    for place, line in enumerate(text.split("\n")[:-1], start=1):
        try:
            entry, hidden = _parse_entry(line)
        except (RecordUnreadableError, DisclosureUnreadableError):
            pack.findings.differs(Aspect.FIELDS, f"line {place} of record/entries.jsonl")
            continue
        if entry.sequence <= last:
            pack.findings.differs(Aspect.FIELDS, f"entry {entry.sequence} is out of order")
        last, masked = entry.sequence, masked + hidden
        record.entries[entry.sequence] = entry
    if not text.endswith("\n") and text:
        pack.findings.differs(Aspect.FIELDS, "record/entries.jsonl has no end")
    shown = sum(len(entry.fields) for entry in record.entries.values())
    pack.findings.done(Aspect.FIELDS, f"{shown} fields, {masked} masked")


def _parse_entry(line: str) -> tuple[RecordEntry, int]:
    match parse_json(line):
        case {
            "sequence": int() as sequence,
            "kind": str() as kind,
            "digests": list() as digests,
            "disclosures": list() as disclosures,
            "masked": int() as masked,
        } if all(isinstance(each, str) for each in digests + disclosures):
            shown = [read_disclosure(str(each)) for each in disclosures]
            listed = [str(each) for each in digests]
        case _:
            raise RecordUnreadableError
    fields = {each.name: each.value for each in shown}
    of_fields = {each.digest for each in shown}
    is_sound = (
        listed == sorted(set(listed))
        and of_fields <= set(listed)
        and len(shown) == len(fields) == len(of_fields)
        and masked == len(listed) - len(shown)
        and sequence >= 0
        and "\n" not in kind
        and fields.keys() >= {"id", "written"}
    )
    if not is_sound:
        raise RecordUnreadableError
    return RecordEntry(sequence, kind, entry_leaf(kind, sequence, listed), fields), masked


def _read_proofs(pack: OpenedPack, record: Record) -> None:
    try:
        record.proofs = _mapping(parse_json(pack.text("record/proofs.json")))
        record.tree = Tree(hashes_of(record.proofs.get("leaves")))
    except RecordUnreadableError:
        pack.findings.differs(Aspect.RECORD, "record/proofs.json")


def _check_state(pack: OpenedPack, record: Record) -> None:
    state = record.state
    if state is None:
        return
    named = (record.proofs.get("size"), record.proofs.get("root"))
    if named != (state.size, b64encode(state.root).decode()):
        pack.findings.differs(Aspect.CHECKPOINT, "record/proofs.json names another state")
    pack.findings.done(Aspect.CHECKPOINT, f"{state.size} entries")
    if record.tree.size != state.size or record.tree.root() != state.root:
        pack.findings.differs(Aspect.RECORD, "the leaves give another state")
    pack.findings.done(Aspect.RECORD, f"{state.size} entries")


def _check_entries(pack: OpenedPack, record: Record) -> None:
    inclusion = record.proofs.get("inclusion")
    proofs = inclusion if isinstance(inclusion, dict) else {}
    if proofs.keys() != {str(sequence) for sequence in record.entries}:
        pack.findings.differs(Aspect.ENTRIES, "the proofs are of other entries")
    for sequence, entry in record.entries.items():
        if not _is_in_record(entry, proofs.get(str(sequence)), record):
            pack.findings.differs(Aspect.ENTRIES, f"entry {sequence}")
    pack.findings.done(Aspect.ENTRIES, f"{len(record.entries)} entries")


def _is_in_record(entry: RecordEntry, proof: JsonValue, record: Record) -> bool:
    size, root = record.tree.size, record.tree.root()
    try:
        path = hashes_of(proof)
    except RecordUnreadableError:
        return False
    # The root is the one that the list of leaves gives: leaf and proof are tied to it too.
    return verify_inclusion(entry.leaf, entry.sequence, size=size, path=path, root=root)


def _check_messages(pack: OpenedPack, record: Record) -> None:
    try:
        groups = _mapping(record.proofs.get("messages"))
    except RecordUnreadableError:
        pack.findings.differs(Aspect.MESSAGES, "record/proofs.json")
        return
    for name, group in groups.items():
        try:
            _check_group(pack, record, name, _mapping(group))
        except RecordUnreadableError:
            pack.findings.differs(Aspect.MESSAGES, f"messages of entry {name}")
    count = sum(map(len, record.messages.values()))
    pack.findings.done(Aspect.MESSAGES, f"{count} messages")


def _check_group(
    pack: OpenedPack, record: Record, name: str, group: Mapping[str, JsonValue]
) -> None:
    entry = record.entries.get(int(name)) if name.isascii() and name.isdigit() else None
    root, leaves = group.get("root"), _number(group.get("leaves"))
    proofs = group.get("proofs")
    if entry is None or not isinstance(root, str) or not isinstance(proofs, list):
        raise RecordUnreadableError
    if (root, leaves) != (entry.fields.get("root"), entry.fields.get("leaves")):
        pack.findings.differs(Aspect.MESSAGES, f"the root of entry {name}")
    source = entry if entry.kind == "import" else _read_from(record, entry)
    sha256 = source.fields.get("sha256") if source else None
    messages = record.messages.setdefault(entry.sequence, [])
    last = -1
    for proof in proofs:
        number, parts = _parse_message(_mapping(proof), root, leaves)
        if parts is None or number <= last or (sha256 is not None and parts[0] != sha256):
            pack.findings.differs(Aspect.MESSAGES, f"message {number} of entry {name}")
            continue
        last = number
        messages.append(parts)


def _read_from(record: Record, reading: RecordEntry) -> RecordEntry | None:
    of = reading.fields.get("of")
    return next((each for each in record.entries.values() if each.fields["id"] == of), None)


def _parse_message(
    proof: Mapping[str, JsonValue], root: str, leaves: int
) -> tuple[int, list[JsonValue] | None]:
    number, text = _number(proof.get("number")), proof.get("text")
    salt, path = _exact(proof.get("salt"), SALT_BYTES), hashes_of(proof.get("path"))
    parts = parse_json(text if isinstance(text, str) else None)
    if not isinstance(text, str) or not isinstance(parts, list) or len(parts) not in MESSAGE_PARTS:
        raise RecordUnreadableError
    try:
        leaf, wanted = leaf_hash(salt + text.encode()), bytes.fromhex(root)
    except (UnicodeEncodeError, ValueError) as error:
        raise RecordUnreadableError from error
    fits = verify_inclusion(leaf, number, size=leaves, path=path, root=wanted)
    return number, parts if fits and parts[1] == number else None


def check_timestamped_states(pack: OpenedPack, record: Record) -> dict[int, str]:
    """Check the earlier checkpoints that came with outside witnesses.

    Args:
        pack: its files.
        record: read from it.

    Returns:
        Path of each checkpoint that belongs to this record, by its size.
    """
    sound = {}
    for path in sorted(pack.hashes):
        if not (path.startswith("record/timestamps/") and path.endswith(".checkpoint")):
            continue
        try:
            size = _belonging_size(pack, record, path)
        except (NoteError, RecordUnreadableError):
            pack.findings.differs(Aspect.WITNESS, path)
            continue
        sound[size] = path
    return sound


def _belonging_size(pack: OpenedPack, record: Record, path: str) -> int:
    if record.key is None or record.state is None:
        raise RecordUnreadableError
    earlier = state_of(pack.text(path) or "", record.key)
    if path != f"record/timestamps/{earlier.size}.checkpoint":
        raise RecordUnreadableError
    if earlier.size > record.tree.size or record.tree.root(earlier.size) != earlier.root:
        raise RecordUnreadableError
    proofs = record.proofs.get("consistency")
    paths = [
        hashes_of(each.get("proof"))
        for each in (proofs if isinstance(proofs, list) else [])
        if isinstance(each, dict) and each.get("from") == earlier.size
    ]
    later = (record.state.size, record.state.root)
    if len(paths) != 1 or not verify_consistency((earlier.size, earlier.root), later, paths[0]):
        raise RecordUnreadableError
    return earlier.size
