"""Checkpoints are signed notes that say one thing in one way."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.checkpoint import (
    Checkpoint,
    NoteUnreadableError,
    checkpoint_code,
    is_signed_by,
    make_checkpoint,
    make_note,
    origin_of,
    parse_checkpoint,
    parse_note,
    plain_code,
    read_checkpoint,
    sign_line,
    verify_bytes,
    verify_ed25519,
)
from holdfast.model.merkle import EMPTY_ROOT
from tests.corpus import corpus

SEED = bytes(range(32))
PUBLIC = bytes.fromhex("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8")
NAME = origin_of("ab" * 16)
HEAD = Checkpoint(NAME, 7, EMPTY_ROOT)
SIGNED = make_checkpoint(HEAD, SEED)

# From github.com/C2SP/C2SP signed-note.md, the example of Go's golang.org/x/mod/sumdb/note.
PETER_KEY = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:]
PETER_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"  # noqa: E501 - as published
)


def test_a_checkpoint_is_read_back() -> None:
    assert read_checkpoint(SIGNED, PUBLIC) == HEAD


def test_a_published_note_of_another_program_holds() -> None:
    assert is_signed_by(parse_note(PETER_NOTE), "PeterNeumann", PETER_KEY)


def test_a_second_signature_by_a_stranger_changes_nothing() -> None:
    note = SIGNED + sign_line(HEAD.text(), "witness.example", bytes(32))

    assert read_checkpoint(note, PUBLIC) == HEAD


def test_a_bad_signature_beside_a_good_one_is_not_overlooked() -> None:
    note = SIGNED + SIGNED.splitlines()[-1] + "\n"
    other = sign_line("something else\n", NAME, SEED)

    assert read_checkpoint(note, PUBLIC) == HEAD
    assert read_checkpoint(SIGNED + other, PUBLIC) is None


def test_another_key_does_not_sign_for_this_one() -> None:
    assert read_checkpoint(make_checkpoint(HEAD, bytes(32)), PUBLIC) is None


@given(st.integers(0, len(SIGNED) - 1), st.characters(codec="utf-8"))
def test_a_changed_character_is_found(place: int, letter: str) -> None:
    changed = SIGNED[:place] + letter + SIGNED[place + 1 :]
    try:
        read = read_checkpoint(changed, PUBLIC)
    except NoteUnreadableError:
        read = None

    assert (read == HEAD) is (changed == SIGNED)


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("", id="nothing"),
        pytest.param("text\n", id="no signature"),
        pytest.param("\n\n— a YWJjZGVm\n", id="no text"),
        pytest.param("text\n\n— a YWJjZGVm", id="no line break at the end"),
        pytest.param("text\n\n- a YWJjZGVm\n", id="another dash"),
        pytest.param("text\n\n— a\n", id="no space"),
        pytest.param("text\n\n—  YWJjZGVm\n", id="no name"),
        pytest.param("text\n\n— a+b YWJjZGVm\n", id="a plus in the name"),
        pytest.param("text\n\n— a YWJj!GVm\n", id="no base64"),
        pytest.param("text\n\n— a YWJjZGV=\n", id="base64 that is written otherwise"),
        pytest.param("text\n\n— a YWJj\n", id="too short for a signature"),
        pytest.param("te\x00xt\n\n— a YWJjZGVm\n", id="a control character"),
        pytest.param("t" * 100_001 + "\n\n— a YWJjZGVm\n", id="far too long"),
    ],
)
def test_what_is_no_signed_note_is_refused(note: str) -> None:
    with pytest.raises(NoteUnreadableError):
        parse_note(note)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("one\n2\n", id="a line is missing"),
        pytest.param(f"one\n-2\n{'A' * 43}=\n", id="a size below nothing"),
        pytest.param(f"one\n02\n{'A' * 43}=\n", id="a size with a zero in front"),
        pytest.param(f"one\n²\n{'A' * 43}=\n", id="a size in other digits"),
        pytest.param(f"one\n{'9' * 19}\n{'A' * 43}=\n", id="a size beyond all bounds"),
        pytest.param("one\n2\nAAAA\n", id="a root that is no hash"),
        pytest.param("one\n2\n!\n", id="a root that is no base64"),
        pytest.param(f"one\n2\n{'A' * 43}=\nmore\n", id="a line too many"),
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteUnreadableError):
        parse_checkpoint(parse_note(make_note(text, NAME, SEED)))


def test_wycheproof_agrees_about_every_signature() -> None:
    stored = json.loads(corpus("conformance", "wycheproof", "ed25519_test.json").read_bytes())
    judged = [
        (test["result"] == "valid") == verify_bytes(key, bytes.fromhex(test["msg"]), signature)
        for group in stored["testGroups"]
        for key in [bytes.fromhex(group["publicKey"]["pk"])]
        for test in group["tests"]
        for signature in [bytes.fromhex(test["sig"])]
    ]

    assert len(judged) == stored["numberOfTests"]
    assert all(judged)


def test_a_signature_is_over_the_utf_8_of_a_text() -> None:
    line = sign_line("naïve\n", NAME, SEED)
    signature = base64.b64decode(line.split()[-1])[4:]

    assert verify_ed25519(PUBLIC, "naïve\n", signature)
    assert not verify_ed25519(b"no key", "naïve\n", signature)


def test_a_code_is_the_first_eighty_bits_of_the_three_lines_hashed() -> None:
    said = Checkpoint(origin_of("0" * 32), 3, bytes(range(32)))
    bits = int(hashlib.sha256(said.text().encode()).hexdigest()[:20], 16)

    code = checkpoint_code(said).replace("-", "")

    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert sum(letters.index(each) << 5 * at for at, each in enumerate(reversed(code))) == bits
    assert [len(group) for group in checkpoint_code(said).split("-")] == [4, 4, 4, 4]


def test_a_code_differs_by_record_by_size_and_by_root() -> None:
    codes = {
        checkpoint_code(Checkpoint(origin_of(name * 32), size, root * 32))
        for name in "01"
        for size in (3, 4)
        for root in (b"a", b"b")
    }

    assert len(codes) == 8


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("7KQ4-9XTM-2B6C-HD0R", "7KQ4-9XTM-2B6C-HD0R", id="as shown"),
        pytest.param(" 7kq4 9xtm.2b6c hdor ", "7KQ4-9XTM-2B6C-HD0R", id="small, spaced, O for 0"),
        pytest.param("7KQ49XTM2B6CHDIL", "7KQ4-9XTM-2B6C-HD11", id="I and L for 1"),
        pytest.param("7KQ4-9XTM-2B6C-HD0", "", id="too short"),
        pytest.param("7KQ4-9XTM-2B6C-HD0U", "", id="a letter that is none"),
        pytest.param("\u0667KQ4-9XTM-2B6C-HD0R", "", id="a digit of another script"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_code_is_understood_however_it_was_copied(typed: str, code: str) -> None:
    assert plain_code(typed) == code
