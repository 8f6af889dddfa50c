"""The address book of an Android phone: what somebody called a number themselves is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from holdfast.model.message import Message
from tests.readers.samples import BytesSource, read_all

TABLES = """
CREATE TABLE mimetypes (_id INTEGER PRIMARY KEY, mimetype TEXT);
CREATE TABLE raw_contacts (_id INTEGER PRIMARY KEY, display_name TEXT, deleted INTEGER);
CREATE TABLE data (_id INTEGER PRIMARY KEY, mimetype_id INTEGER, raw_contact_id INTEGER,
    data1 TEXT, data2 TEXT, data3 TEXT, data4 TEXT);
INSERT INTO mimetypes VALUES (1, 'vnd.android.cursor.item/name'),
    (2, 'vnd.android.cursor.item/phone_v2');
INSERT INTO raw_contacts VALUES (1, 'Ben', 0);
"""
NUMBER = "+447700900456"


@pytest.mark.parametrize(
    ("kind", "label", "told"),
    [
        pytest.param("0", "his new phone", f"his new phone: {NUMBER}", id="a name of her own"),
        pytest.param("2", "left over", None, id="a kind of Android's own"),
        pytest.param("0", None, None, id="no name"),
    ],
)
def test_a_kind_of_number_that_she_named_is_told(
    kind: str, label: str | None, told: str | None
) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES)
        database.execute("INSERT INTO data VALUES (1, 1, 1, 'Ben', 'Ben', '0', NULL)")
        database.execute("INSERT INTO data VALUES (2, 2, 1, ?, ?, ?, NULL)", (NUMBER, kind, label))
        database.commit()
        content = database.serialize()

    found = read_all(BytesSource(content, "contacts2.db"), "android-calls", {})

    (ben,) = [each for each in found if isinstance(each, Message)]
    assert ("phone", NUMBER) in ben.details
    assert [text for code, text in ben.details if code == "other-field"] == [told] * bool(told)
