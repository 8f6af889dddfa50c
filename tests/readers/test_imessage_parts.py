"""Pieces of the reader of Messages that the samples do not reach."""

from __future__ import annotations

import plistlib

import pytest

from holdfast.readers.apple_times import apple_moment, said
from holdfast.readers.imessage import recognises
from holdfast.readers.imessage_bodies import (
    LARGEST_BYTES,
    History,
    read_body,
    read_history,
    read_plist,
    without_placeholders,
)
from holdfast.readers.imessage_people import owner
from holdfast.readers.reader import OWNER, Confidence
from holdfast.readers.sqlite_file import MAGIC

BEFORE = b"\x04\x0bstreamtyped\x81\xe8\x03NSString\x01\x94\x84\x01+"


@pytest.mark.parametrize(
    ("value", "stated"),
    [
        pytest.param(0, None, id="not set"),
        pytest.param(None, None, id="missing"),
        pytest.param(400_000_000, "2013-09-04T15:06:40", id="seconds"),
        pytest.param(400_000_000.5, "2013-09-04T15:06:40.500", id="parts of a second"),
        pytest.param(730_000_000_000_000_000, "2024-02-19T01:46:40", id="nanoseconds"),
        pytest.param(-3600, "2000-12-31T23:00:00", id="before the epoch"),
        pytest.param(1 << 62, None, id="far away"),
        pytest.param(b"\x00", None, id="no number"),
        pytest.param("soon", None, id="words"),
    ],
)
def test_a_stored_count_becomes_a_moment(value: float | str | None, stated: str | None) -> None:
    assert apple_moment(value).stated == stated


def test_a_stored_count_is_said_with_its_zone() -> None:
    assert said(400_000_000) == "2013-09-04T15:06:40+00:00"
    assert said(0) == ""


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        pytest.param(None, None, id="nothing stored"),
        pytest.param("words", None, id="text where bytes belong"),
        pytest.param(b"NSString", None, id="no text inside"),
        pytest.param(BEFORE, "", id="cut before the length"),
        pytest.param(BEFORE + b"\x03abcdef", "abc", id="length in one byte"),
        pytest.param(BEFORE + b"\x81\x04\x00abcdef", "abcd", id="length in two bytes"),
        pytest.param(BEFORE + b"\x82\x05\x00\x00\x00abcdef", "abcde", id="length in four bytes"),
        pytest.param(BEFORE + b"\x81\xff\xffabc", "abc", id="length beyond the end"),
    ],
)
def test_the_words_of_a_formatted_text(stored: bytes | str | None, text: str | None) -> None:
    assert read_body(stored) == text


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(b"bplist00" + bytes(60), id="zeros"),
        pytest.param(b"<plist/>", id="another kind"),
        pytest.param(b"bplist00" + bytes(LARGEST_BYTES), id="too large"),
        pytest.param(plistlib.dumps([1], fmt=plistlib.FMT_BINARY), id="a list"),
        pytest.param(None, id="missing"),
    ],
)
def test_a_damaged_property_list_is_an_empty_one(stored: bytes | None) -> None:
    assert read_plist(stored) == {}


def test_a_history_of_odd_shapes_is_no_history() -> None:
    odd = {"ec": {"0": "x", "1": [3, {"t": 4, "d": "x"}]}, "rp": "x"}

    assert read_history(plistlib.dumps(odd, fmt=plistlib.FMT_BINARY)) == History()


def test_placeholders_are_taken_out() -> None:
    assert without_placeholders("\ufffc Look\ufffd") == "Look"
    assert without_placeholders(" plain ") == " plain "


def test_the_owner_is_named_as_the_row_names_them() -> None:
    assert owner("+447700900001", "e:x@example.org") == "+447700900001"
    assert owner(None, "E:x@example.org") == "x@example.org"
    assert owner(None, None) == OWNER


def test_a_store_whose_tables_are_out_of_sight_is_perhaps_one() -> None:
    leads_on = MAGIC + bytes(84) + b"\x05"
    shows_all = MAGIC + bytes(84) + b"\x0d"

    assert recognises(leads_on, "x") is Confidence.PERHAPS
    assert recognises(shows_all, "x") is Confidence.NO
    assert recognises(shows_all, "sms.db") is Confidence.PERHAPS
    assert recognises(b"text", "chat.db") is Confidence.NO
