"""Disclosures show one field and commit to nothing but what they say."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.disclosure import (
    DisclosureUnreadableError,
    decode,
    digest_of,
    disclose,
    encode,
    entry_body,
    entry_leaf,
    make_disclosure,
    read_disclosure,
)
from holdfast.model.merkle import leaf_hash

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue

SALT = bytes(range(16))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(JSON)
def test_a_disclosure_is_read_back(value: JsonValue) -> None:
    text = make_disclosure("what", value, SALT)
    read = read_disclosure(text)

    assert (read.name, read.value, read.digest) == ("what", value, digest_of(text))


def test_a_broken_surrogate_from_a_file_name_is_kept() -> None:
    read = read_disclosure(make_disclosure("name", "a\udc80b", SALT))

    assert read.value == "a\udc80b"


def test_the_same_value_with_another_salt_has_another_digest() -> None:
    first, second = (make_disclosure("what", "He came", salt) for salt in (SALT, SALT[::-1]))

    assert digest_of(first) != digest_of(second)


def test_the_published_example_of_a_digest_holds() -> None:
    # RFC 9901 §4.2.3: the digest of the disclosure of the array element "Möbius".
    disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"

    assert digest_of(disclosure) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"
    assert read_disclosure(disclosure).value == "Möbius"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("!", id="no base64"),
        pytest.param("é", id="no ASCII"),
        pytest.param("e30=", id="padding"),
        pytest.param("e30", id="no array"),
        pytest.param("WyJhIiwiYiJd", id="two parts"),
        pytest.param("WzEsImIiLDJd", id="a salt that is no text"),
        pytest.param("_w", id="no UTF-8"),
        pytest.param("WyJhIiwiYiIsMV1", id="bits that belong to no byte"),
        pytest.param(encode(b"[" * 100_000), id="nested without end"),
    ],
)
def test_what_is_no_disclosure_is_refused(text: str) -> None:
    with pytest.raises(DisclosureUnreadableError):
        read_disclosure(text)


def test_what_json_has_no_word_for_is_refused() -> None:
    with pytest.raises(ValueError, match=re.compile("not JSON compliant", re.IGNORECASE)):
        make_disclosure("what", math.nan, SALT)


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        make_disclosure("what", "He came", b"short")


def test_each_field_has_a_salt_of_its_own() -> None:
    with pytest.raises(ValueError, match="zip"):
        disclose({"what": "He came", "where": None}, [SALT])


def test_a_body_is_canonical_whatever_the_order() -> None:
    body = entry_body("incident", 3, ["b", "a"])

    assert body == b"holdfast-entry/1\nkind incident\nsequence 3\na\nb\n"
    assert entry_leaf("incident", 3, ["a", "b"]) == leaf_hash(body)


def test_base64url_with_foreign_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="base64url"):
        decode("a+b/")
