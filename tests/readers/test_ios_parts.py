"""Pieces of the readers of an iPhone's back-up that the samples do not reach."""

from __future__ import annotations

import hashlib
import plistlib
import sqlite3

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.readers import ios_backup, ios_calls, ios_contacts
from holdfast.readers.imessage import BACKUP_NAME
from holdfast.readers.reader import Confidence
from holdfast.readers.sqlite_file import MAGIC
from tests.readers.samples import BytesSource, messages_of, read_all

LEAF = MAGIC + bytes(84) + b"\x0d"


def test_names_in_a_back_up_are_hashes_of_places() -> None:
    place = b"HomeDomain-Library/SMS/sms.db"

    assert hashlib.sha1(place, usedforsecurity=False).hexdigest() == BACKUP_NAME


@pytest.mark.parametrize(
    ("facts", "name", "confidence"),
    [
        ({"IsEncrypted": False, "WasPasscodeSet": True}, "x", Confidence.YES),
        ({"Last Backup Date": "x", "Target Identifier": "y"}, "x", Confidence.YES),
        ({"CFBundleName": "x"}, "Info.plist", Confidence.PERHAPS),
        ({"CFBundleName": "x"}, "Other.plist", Confidence.NO),
    ],
)
def test_lists_are_recognised_by_their_keys(
    facts: dict[str, object], name: str, confidence: Confidence
) -> None:
    for kind in (plistlib.FMT_XML, plistlib.FMT_BINARY):
        assert ios_backup.recognises(plistlib.dumps(facts, fmt=kind), name) is confidence


def test_a_list_without_a_date_is_an_event_without_a_time() -> None:
    listed = plistlib.dumps({"IsEncrypted": False, "WasPasscodeSet": True, "Lockdown": 3})

    (made,) = messages_of(read_all(BytesSource(listed), "ios_backup"))

    assert made.happened.stated is None
    assert made.marks == ("back-up-made", "no-time")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(plistlib.dumps([1]), id="no keys"),
        pytest.param(b"bplist00" + b"\xff" * 50, id="damaged"),
        pytest.param(b"<?xml version='1.0'?><plist><dict><key>", id="cut"),
        pytest.param(b"<?xml version='1.0'?><plist><key>x</key></plist>", id="a key of nothing"),
        pytest.param(b"bplist00" + bytes(ios_backup.LARGEST_LIST), id="too large"),
        pytest.param(b"neither", id="neither"),
    ],
)
def test_lists_of_others_are_refused(content: bytes) -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(content, "Info.plist"), "ios_backup")


def test_stores_are_recognised_by_their_tables() -> None:
    files = LEAF + b"CREATE TABLE Files (fileID, relativePath)"
    voicemail = LEAF + b"CREATE TABLE voicemail (callback_num, trashed_date)"
    people = LEAF + b"CREATE TABLE ABPerson (x\0CREATE TABLE ABStore (x"

    assert ios_backup.recognises(files, "x") is Confidence.YES
    assert ios_backup.recognises(LEAF, "Manifest.db") is Confidence.NO
    assert ios_calls.recognises(LEAF + b"CREATE TABLE ZCALLRECORD (", "x") is Confidence.YES
    assert ios_calls.recognises(LEAF + b"CREATE TABLE call (face_time_data", "x") is Confidence.YES
    assert ios_calls.recognises(voicemail, "x") is Confidence.YES
    assert ios_calls.recognises(LEAF, "CallHistory.storedata") is Confidence.NO
    assert ios_contacts.recognises(people, "x") is Confidence.YES
    assert ios_contacts.recognises(b"", "AddressBook.sqlitedb") is Confidence.NO


@pytest.mark.parametrize("name", ["ios_calls", "ios_contacts", "ios_backup"])
def test_what_is_no_store_is_refused(name: str) -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b""), name)


@pytest.mark.parametrize(
    ("stored", "day"),
    [
        ("-342100800.0", "1990-02-28"),
        ("-12498926400", "--12-04"),
        ("1990-03-04", "1990-03-04"),
        (None, None),
    ],
)
def test_a_birthday_is_a_day_and_no_count(stored: str | None, day: str | None) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First, Last, Birthday)")
    connection.execute("INSERT INTO ABPerson VALUES (1, 'Sam', 'Example', ?)", (stored,))
    connection.commit()
    content = connection.serialize()
    connection.close()

    (person,) = messages_of(read_all(BytesSource(content), "ios_contacts"))

    assert dict(person.details).get("birthday") == day


def test_a_call_of_another_app_is_not_said_to_be_a_telephone_call() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE ZCALLRECORD (ZADDRESS, ZDATE, ZDURATION, ZCALLTYPE, ZSERVICE_PROVIDER)"
    )
    connection.executemany(
        "INSERT INTO ZCALLRECORD VALUES ('+447700900123', 731000000, 5, 1, ?)",
        [("com.apple.Telephony",), ("org.example.Calls",), (None,)],
    )
    connection.commit()
    content = connection.serialize()
    connection.close()

    found = messages_of(read_all(BytesSource(content), "ios_calls"))

    assert [dict(each.details).get("service") for each in found] == ["telephone", None, "telephone"]
