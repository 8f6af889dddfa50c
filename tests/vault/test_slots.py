"""Slots open with what they were made for, and damage is not mistaken for a wrong passphrase."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.front import with_checksum
from holdfast.vault.memory_log import MemoryLog
from holdfast.vault.slots import (
    KIT,
    PASSPHRASE,
    Derivation,
    derivation_of,
    has_slot,
    open_with_kit,
    open_with_passphrase,
    passphrase_key,
    write_kit_slot,
    write_passphrase_slot,
)
from holdfast.vault.stores import Shelf
from tests.vault.casebooks import CHEAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.model.entry import JsonValue

ID = "ab" * 16
SECRET = bytes(range(32))
WAIT = 1.0


def log_with_slots() -> MemoryLog:
    log = MemoryLog()
    with log.writing(WAIT) as writer:
        write_passphrase_slot(writer, ID, secret=SECRET, text="Zoë ﬁve", derivation=CHEAP)
        write_kit_slot(writer, ID, SECRET, b"k" * 16)
    return log


def rewritten(log: MemoryLog, kind: str, change: Callable[[dict[str, JsonValue]], None]) -> None:
    stated = json.loads(next(log.copies(Shelf.SLOT, kind))[8:])
    change(stated)
    with log.writing(WAIT) as writer:
        writer.put(Shelf.SLOT, kind, with_checksum(json.dumps(stated).encode()))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("Zoë ﬁve", id="as it was set"),
        pytest.param("Zoe\u0308 five", id="in another Unicode form"),
        pytest.param("Zoë ﬁve\n", id="from a file with a line break"),
        pytest.param("Zoë ﬁve\r\n", id="from a file of Windows"),
    ],
)
def test_a_passphrase_opens_however_it_is_encoded(typed: str) -> None:
    assert open_with_passphrase(log_with_slots(), ID, typed) == SECRET


@pytest.mark.parametrize("typed", ["", "zoë five", "Zoë five ", "Zoë ﬁve\n\n", "Zoë\n five"])
def test_another_passphrase_opens_nothing(typed: str) -> None:
    assert open_with_passphrase(log_with_slots(), ID, typed) is None


def test_a_kit_opens_its_own_casebook_only() -> None:
    log = log_with_slots()

    assert open_with_kit(log, ID, b"k" * 16) == SECRET
    assert open_with_kit(log, ID, b"l" * 16) is None
    assert open_with_kit(MemoryLog(), ID, b"k" * 16) is None


def test_a_slot_of_another_casebook_does_not_open() -> None:
    with pytest.raises(CasebookDamagedError):
        open_with_kit(log_with_slots(), "cd" * 16, b"k" * 16)


def test_a_flipped_bit_is_damage_and_no_wrong_passphrase() -> None:
    log = log_with_slots()
    row = bytearray(next(log.copies(Shelf.SLOT, PASSPHRASE)))
    row[40] ^= 1
    with log.writing(WAIT) as writer:
        writer.put(Shelf.SLOT, PASSPHRASE, bytes(row))

    with pytest.raises(CasebookDamagedError):
        open_with_passphrase(log, ID, "Zoë ﬁve")
    with pytest.raises(CasebookDamagedError):
        derivation_of(log)
    assert not has_slot(log, PASSPHRASE)
    assert has_slot(log, KIT)


@pytest.mark.parametrize(
    "stated",
    [
        pytest.param({"m_kib": 64 * 1024 * 1024}, id="64 GiB"),
        pytest.param({"m_kib": 1}, id="next to no memory"),
        pytest.param({"t": 11}, id="too many passes"),
        pytest.param({"t": 0}, id="no pass"),
        pytest.param({"t": "3"}, id="no number"),
        pytest.param({"derivation": "scrypt"}, id="another derivation"),
    ],
)
def test_a_slot_cannot_ask_for_any_work_it_likes(stated: dict[str, JsonValue]) -> None:
    log = log_with_slots()
    rewritten(log, PASSPHRASE, lambda slot: slot.update(stated))

    with pytest.raises(CasebookDamagedError):
        open_with_passphrase(log, ID, "Zoë ﬁve")


def test_a_slot_says_how_much_work_it_is() -> None:
    assert derivation_of(log_with_slots()) == CHEAP


def test_a_ciphertext_without_its_own_check_value_does_not_open() -> None:
    log = log_with_slots()
    rewritten(log, KIT, lambda slot: slot.update({"check": "00" * 32}))

    assert open_with_kit(log, ID, b"k" * 16) is None


def test_another_library_derives_the_same_key() -> None:
    salt = b"somesaltsomesalt"
    other = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=64)

    assert passphrase_key("word", Derivation(t=2, m_kib=64), salt) == other.derive(b"word")
