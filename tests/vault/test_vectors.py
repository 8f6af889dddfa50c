"""The vectors of docs/record-format.md hold, one failure in each file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdfast.model.checkpoint import NoteUnreadableError, read_checkpoint
from holdfast.model.disclosure import decode, digest_of, make_disclosure, read_disclosure
from holdfast.model.errors import CasebookDamagedError, KitUnreadableError
from holdfast.model.merkle import Tree, leaf_hash
from holdfast.vault.key_table import KeyTable, ShreddedKey
from holdfast.vault.kit import read_kit
from holdfast.vault.memory_log import MemoryLog
from holdfast.vault.padding import pad
from holdfast.vault.sealing import SealBrokenError, bound_to, subkey, unseal
from holdfast.vault.slots import open_with_kit, open_with_passphrase
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "vectors"
DOCUMENT = Path(__file__).parents[2] / "docs" / "record-format.md"

Headers = dict[str, str]


class UnknownHeaderError(Exception):
    """A vector that says something its kind has no word for."""


KNOWN: dict[str, set[str]] = {
    "sealed value": {"key", "casebook", "purpose", "name", "value"},
    "subkey": {"key", "purpose"},
    "padded length": {"length"},
    "slot": {"kind", "casebook", "passphrase", "words", "secret"},
    "key": {"secret", "casebook", "name", "value"},
    "disclosure": {"name", "value", "salt", "digest"},
    "entry body": {"leaf"},
    "tree": {"root"},
    "checkpoint": {"key", "size", "root"},
}


def load(path: Path) -> tuple[Headers, str]:
    """Read a vector: header lines, a blank line, the payload.

    Raises:
        UnknownHeaderError: a header that nobody knows, or none that says what it is.
    """
    head, _, payload = path.read_text(encoding="utf-8").partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.split("\n"))
    unknown = set(headers) - {"expect", "what"} - KNOWN.get(headers.get("what", ""), set())
    if unknown or not {"expect", "what"} <= set(headers):
        raise UnknownHeaderError(path.name, unknown)
    return headers, payload.removesuffix("\n")


def sealed_value(headers: Headers, payload: str) -> str:
    bound = bound_to(headers["purpose"], headers["casebook"], headers["name"])
    try:
        value = unseal(bytes.fromhex(headers["key"]), bytes.fromhex(payload), bound)
    except SealBrokenError:
        return "does not open"
    return "opens" if value.hex() == headers["value"] else "opens with another value"


def one_subkey(headers: Headers, payload: str) -> str:
    return equal(subkey(bytes.fromhex(headers["key"]), headers["purpose"]).hex(), payload)


def padded(headers: Headers, payload: str) -> str:
    return equal(str(len(pad(bytes(int(headers["length"]))))), payload)


def slot(headers: Headers, payload: str) -> str:
    log = MemoryLog()
    with log.writing(1) as writer:
        writer.put(Shelf.SLOT, headers["kind"], bytes.fromhex(payload))
    try:
        if headers["kind"] == "kit":
            found = open_with_kit(log, headers["casebook"], read_kit(headers["words"]))
        else:
            found = open_with_passphrase(log, headers["casebook"], headers["passphrase"])
    except KitUnreadableError:
        return "kit unreadable"
    except CasebookDamagedError:
        return "damaged"
    if found is None:
        return "wrong passphrase"
    return "opens" if found.hex() == headers["secret"] else "opens with another secret"


def key(headers: Headers, payload: str) -> str:
    table = KeyTable(MemoryLog(), bytes.fromhex(headers["secret"]), headers["casebook"])
    found = table.read(headers["name"], bytes.fromhex(payload))
    if isinstance(found, ShreddedKey):
        return "shredded" if found.shredded_at == headers["value"] else "shredded another time"
    if found is None:
        return "does not open"
    return "opens" if found.hex() == headers["value"] else "opens with another key"


def disclosure(headers: Headers, payload: str) -> str:
    value = json.loads(headers["value"])
    made = make_disclosure(headers["name"], value, decode(headers["salt"]))
    same = read_disclosure(payload).value == value and digest_of(payload) == headers["digest"]
    return equal(made, payload) if same else "different"


def entry_body(headers: Headers, payload: str) -> str:
    return equal(leaf_hash(f"{payload}\n".encode()).hex(), headers["leaf"])


def tree(headers: Headers, payload: str) -> str:
    return equal(Tree(map(bytes.fromhex, payload.split())).root().hex(), headers["root"])


def checkpoint(headers: Headers, payload: str) -> str:
    try:
        found = read_checkpoint(payload + "\n", bytes.fromhex(headers["key"]))
    except NoteUnreadableError:
        return "no checkpoint"
    if found is None:
        return "does not hold"
    stated = (str(found.size), found.root.hex())
    return "holds" if stated == (headers["size"], headers["root"]) else "holds for another"


def equal(found: str, stated: str) -> str:
    return "equal" if found == stated else "different"


JUDGES: dict[str, Callable[[Headers, str], str]] = {
    "sealed value": sealed_value,
    "subkey": one_subkey,
    "padded length": padded,
    "slot": slot,
    "key": key,
    "disclosure": disclosure,
    "entry body": entry_body,
    "tree": tree,
    "checkpoint": checkpoint,
}
VECTORS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", VECTORS, ids=[path.stem for path in VECTORS])
def test_a_vector_comes_out_as_it_says(path: Path) -> None:
    headers, payload = load(path)

    assert JUDGES[headers["what"]](headers, payload) == headers["expect"]


@pytest.mark.parametrize("text", ["expect: opens\nwhat: slot\nnew: 1\n\n", "what: slot\n\n"])
def test_a_vector_with_a_header_that_nobody_knows_is_an_error(text: str, tmp_path: Path) -> None:
    (tmp_path / "vector.txt").write_text(text)
    with pytest.raises(UnknownHeaderError):
        load(tmp_path / "vector.txt")


def test_every_kind_of_vector_has_a_judge_and_a_vector() -> None:
    assert set(JUDGES) == set(KNOWN) == {load(path)[0]["what"] for path in VECTORS}


def test_the_specification_names_every_shelf_and_every_kind_of_vector() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    assert not [shelf for shelf in Shelf if f"`{shelf}`" not in text]
    assert not [what for what in KNOWN if what not in text]
    assert not re.findall(r"\bTODO\b", text)
