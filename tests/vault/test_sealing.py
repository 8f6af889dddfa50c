"""Small values are sealed where they stand, and our wrappers agree with Wycheproof."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.vault.padding import SMALLEST, pad, padded_length, unpad
from holdfast.vault.sealing import (
    SealBrokenError,
    bound_to,
    decrypt,
    derive,
    encrypt,
    first_that_opens,
    keyed_hash,
    seal,
    subkey,
    unseal,
)
from tests.corpus import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = bytes(range(32))
BOUND = bound_to("line", "ab" * 16, "0000000007")
NONCE_BITS = 96


@given(st.binary(max_size=5000))
def test_what_is_sealed_is_opened(value: bytes) -> None:
    assert unseal(KEY, seal(KEY, value, BOUND), BOUND) == value


@given(st.binary(max_size=300), st.data())
def test_any_changed_bit_is_found(value: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, value, BOUND))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBrokenError):
        unseal(KEY, bytes(sealed), BOUND)


@pytest.mark.parametrize(
    ("key", "bound"),
    [
        pytest.param(KEY[::-1], BOUND, id="another key"),
        pytest.param(KEY, bound_to("line", "ab" * 16, "0000000008"), id="another row"),
        pytest.param(KEY, bound_to("head", "ab" * 16, "0000000007"), id="another purpose"),
        pytest.param(KEY, bound_to("line", "cd" * 16, "0000000007"), id="another casebook"),
    ],
)
def test_a_value_opens_at_its_place_only(key: bytes, bound: bytes) -> None:
    with pytest.raises(SealBrokenError):
        unseal(key, seal(KEY, b"value", BOUND), bound)


def test_a_sealed_value_with_broken_padding_does_not_open() -> None:
    with pytest.raises(SealBrokenError):
        unseal(KEY, encrypt(KEY, b"\0\0\0\x09no padding", BOUND), BOUND)


def test_a_value_too_short_to_be_sealed_does_not_open() -> None:
    with pytest.raises(SealBrokenError):
        unseal(KEY, b"short", BOUND)


def test_the_first_copy_that_opens_is_taken() -> None:
    good = seal(KEY, b"value", BOUND)

    assert first_that_opens(KEY, [b"spoilt", good], BOUND) == b"value"
    assert first_that_opens(KEY, [b"spoilt"], BOUND) is None


@given(st.integers(0, 10_000_000))
def test_padding_adds_at_most_an_eighth(length: int) -> None:
    padded = padded_length(length)

    assert length <= padded <= max(SMALLEST, length * 1.12)
    assert padded_length(padded) == padded


def test_lengths_fall_into_few_classes() -> None:
    assert len({padded_length(length) for length in range(100_000)}) < 200


@given(st.binary(max_size=300))
def test_padding_is_taken_off(value: bytes) -> None:
    assert unpad(pad(value)) == value


def wycheproof(name: str) -> Iterator[tuple[dict[str, object], dict[str, str]]]:
    stored = json.loads(corpus("conformance", "wycheproof", name).read_bytes())
    for group in stored["testGroups"]:
        for test in group["tests"]:
            yield group, test


def test_wycheproof_agrees_about_aes_gcm() -> None:
    judged = []
    for group, test in wycheproof("aes_gcm_test.json"):
        if group["ivSize"] != NONCE_BITS:
            continue  # ours are always 96 bits
        sealed = bytes.fromhex(test["iv"] + test["ct"] + test["tag"])
        try:
            opened = decrypt(bytes.fromhex(test["key"]), sealed, bytes.fromhex(test["aad"]))
        except SealBrokenError:
            judged.append(test["result"] == "invalid")
        else:
            judged.append(opened.hex() == test["msg"] and test["result"] == "valid")

    assert len(judged) > 100
    assert all(judged)


def test_wycheproof_agrees_about_hkdf() -> None:
    for _, test in wycheproof("hkdf_sha256_test.json"):
        given_bytes = (bytes.fromhex(test[name]) for name in ("ikm", "info", "salt"))
        secret, info, salt = given_bytes
        try:
            found = derive(secret, info=info, length=int(test["size"]), salt=salt).hex()
        except ValueError:
            found = ""

        assert (found == test["okm"]) is (test["result"] == "valid") or not test["okm"]


def test_wycheproof_agrees_about_hmac() -> None:
    for group, test in wycheproof("hmac_sha256_test.json"):
        key, content = bytes.fromhex(test["key"]), bytes.fromhex(test["msg"])
        tag = keyed_hash(key, content)[: int(str(group["tagSize"])) // 8].hex()

        assert (tag == test["tag"]) is (test["result"] == "valid")


def test_a_subkey_is_hkdf_of_its_purpose() -> None:
    assert subkey(KEY, "body") == derive(KEY, info=b"holdfast/1/body", length=32)
    assert subkey(KEY, "body") != subkey(KEY, "wrap")
