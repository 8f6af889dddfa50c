"""The pieces of the readers of Android's databases: what recognises them, and odd cells."""

from __future__ import annotations

import sqlite3

import pytest

from holdfast.model.span import Span
from holdfast.readers import android_calls, android_sms, load_reader
from holdfast.readers.android_parts import name_of
from holdfast.readers.android_records import (
    call,
    multimedia_message,
    read_duration,
    read_moment,
)
from holdfast.readers.android_rows import as_row, as_text
from holdfast.readers.moments import Unit
from holdfast.readers.reader import Confidence
from tests.readers.samples import FOLDER, BytesSource, all_cases, messages_of, read_all

SQLITE = b"SQLite format 3\0" + bytes(84)
LEAF, INNER = b"\x0d", b"\x05"


@pytest.mark.parametrize(
    ("head", "name", "sms", "calls"),
    [
        (b"", "mmssms.db", Confidence.NO, Confidence.NO),
        (SQLITE + LEAF, "any.db", Confidence.NO, Confidence.NO),
        (SQLITE + INNER, "any.db", Confidence.PERHAPS, Confidence.PERHAPS),
        (SQLITE + LEAF, "mmssms.db", Confidence.PERHAPS, Confidence.NO),
        (SQLITE + LEAF, "calllog.db", Confidence.NO, Confidence.PERHAPS),
        (SQLITE + b"CREATE TABLE sms (x)CREATE TABLE pdu (x)", "", Confidence.YES, Confidence.NO),
        (SQLITE + b"CREATE TABLE calls (x)", "", Confidence.NO, Confidence.PERHAPS),
    ],
)
def test_tables_tell_and_names_only_hint(
    head: bytes, name: str, sms: Confidence, calls: Confidence
) -> None:
    assert android_sms.recognises(head, name) is sms
    assert android_calls.recognises(head, name) is calls


@pytest.mark.parametrize(
    ("written", "unit", "stated"),
    [
        ("1713576562686", Unit.MILLISECONDS, "2024-04-20T01:29:22.686"),
        ("1713576562", Unit.SECONDS, "2024-04-20T01:29:22"),
        ("1713576562", Unit.MILLISECONDS, None),
        ("1713576562686", Unit.SECONDS, None),
        ("-1", Unit.SECONDS, None),
        ("٣", Unit.SECONDS, None),
        ("", Unit.SECONDS, None),
    ],
)
def test_a_time_is_never_turned_into_another_unit(
    written: str, unit: Unit, stated: str | None
) -> None:
    moment = read_moment(written, unit)

    assert (moment.as_written, moment.stated) == (written, stated)


def test_cells_are_text_or_nothing() -> None:
    assert [as_text(cell) for cell in ("a", 7, 7.0, 7.5, None, b"x")] == [
        "a",
        "7",
        "7",
        "7.5",
        "",
        "",
    ]
    assert as_row(("a", "b"), (1, None)) == {"a": "1"}


def test_a_duration_is_a_sane_number_of_seconds() -> None:
    assert [read_duration(each) for each in ("0", "61", "", "-1", "x", "9" * 12)] == [
        0, 61, None, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "case", all_cases("android-sms", "android-calls"), ids=lambda case: case.id
)
def test_no_byte_of_a_store_raises_anything_but_our_own_error(case: object) -> None:
    module = android_sms if case.format == "android-sms" else android_calls  # type: ignore[attr-defined]
    source = case.source  # type: ignore[attr-defined]
    content = source.content

    for at in range(0, len(content), max(1, len(content) // 60)):
        source.content = content[:at] + bytes([content[at] ^ 0x41]) + content[at + 1 :]
        try:
            for found in module.read(source, {}):
                assert found is not None
        except module.NotThisFormatError:
            continue


@pytest.mark.parametrize("name", ["android-sms", "android-calls"])
def test_rows_that_may_lie_beside_are_said(name: str) -> None:
    (case,) = [each for each in all_cases(name) if each.folder.name == "plain"]
    source = case.source
    source.content = source.content[:18] + b"\x02\x02" + source.content[20:]

    found = load_reader(name).read(source, {})

    assert next(iter(found)).why == "newer-rows-beside"  # type: ignore[union-attr]


def test_an_attachment_is_named_by_the_first_name_it_has() -> None:
    assert name_of({"ct": "image/jpeg", "cid": "<a.jpg>"}, 1) == "a.jpg"
    assert name_of({"ct": "image/jpeg", "cid": "<a>"}, 1) == "part-1.jpg"


@pytest.mark.parametrize(
    ("kind", "marks", "sender", "detail"),
    [
        ("134", ("received", "delivery-report"), None, ("address", "07700900123")),
        ("136", ("received", "read-report"), None, ("address", "07700900123")),
        ("135", ("sent", "read-report"), "(this phone)", ("to", "07700900123")),
    ],
)
def test_a_report_that_a_message_arrived_is_no_message_of_anybody(
    kind: str, marks: tuple[str, ...], sender: str | None, detail: tuple[str, str]
) -> None:
    row = {"date": "1713576562686", "m_type": kind, "msg_box": "1", "address": "07700900123"}

    report = multimedia_message(row, [], ("", (), ()), span=Span(0, 1))

    assert (report.kind, report.marks, report.sender) == ("event", marks, sender)
    assert report.details == (detail,)


@pytest.mark.parametrize(
    ("subject", "charset", "detail"),
    [
        ("Gr\u00c3\u00bc\u00c3\u0178e", "106", ("subject", "Gr\u00c3\u00bc\u00c3\u0178e")),
        ("Gr\u00c3\u00bc\u00c3\u009fe", "106", ("subject", "Gr\u00fc\u00dfe")),
        ("Gr\u00c3\u00bc\u00c3\u009fe", "", ("subject", "Gr\u00c3\u00bc\u00c3\u009fe")),
        ("proto:CjoK", "106", ("other-field", "proto:CjoK")),
    ],
)
def test_a_subject_is_given_as_it_was_meant(
    subject: str, charset: str, detail: tuple[str, str]
) -> None:
    row = {"date": "1713576562686", "msg_box": "1", "sub": subject, "sub_cs": charset}

    assert multimedia_message(row, [], ("", (), ()), span=Span(0, 1)).details == (detail,)


def test_a_time_of_sending_in_seconds_beside_milliseconds_is_read() -> None:
    row = {"date": "1713576562686", "msg_box": "1", "date_sent": "1713576560"}

    (detail,) = multimedia_message(row, [], ("", (), ()), span=Span(0, 1)).details

    assert detail == ("sent-at", "2024-04-20T01:29:20Z (1713576560)")


@pytest.mark.parametrize("table", ["calls", "logs"])
def test_texts_that_samsung_lists_among_the_calls_are_texts(table: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE android_metadata (locale)")
    connection.execute(
        f"CREATE TABLE {table} (number, date, duration, type, features, logtype, m_content)"
    )
    connection.executemany(
        f"INSERT INTO {table} VALUES ('07700900123', 1713576562686, 5, ?, ?, ?, ?)",  # noqa: S608
        [(1, 1, 100, None), (2, 0, 500, None), (1, 0, 300, "Hello"), (1, 0, 999, "Other")],
    )
    connection.commit()
    content = connection.serialize()
    connection.close()

    found = messages_of(read_all(BytesSource(content, "x.db"), "android-calls"))

    assert android_calls.recognises(content, "x.db") is Confidence.YES
    assert [(each.kind, each.text, each.marks) for each in found] == [
        ("call", "", ("received", "video-call")),
        ("call", "", ("sent", "video-call")),
        ("message", "Hello", ("received",)),
        ("event", "Other", ("received",)),
    ]
    assert found[-1].details == (("item-type", "999"),)


def test_a_frame_without_bytes_is_no_attachment() -> None:
    parts = (
        '<part ct="application/vnd.wap.multipart.mixed"/>'
        '<part ct="application/vnd.wap.multipart.mixed" name="m" data="aGVsbG8="/>'
    )
    record = f'<mms date="1713576562686" msg_box="1"><parts>{parts}</parts></mms>'
    content = f'<smses count="1">{record}</smses>'.encode()

    (message,) = messages_of(read_all(BytesSource(content, "sms.xml"), "sms-xml"))

    assert (message.attachments, message.marks) == (("m",), ("received",))


@pytest.mark.parametrize("box", ["1", "2"])
def test_of_two_senders_of_one_message_none_is_picked(box: str) -> None:
    row = {"date": "1713576562686", "msg_box": box, "address": "1~2"}
    addresses = [("137", "07700900123"), ("137", "07700900124"), ("151", "3")]

    message = multimedia_message(row, addresses, ("", (), ()), span=Span(0, 1))

    assert message.sender == {"1": None, "2": "(this phone)"}[box]
    assert message.details == (
        ("address", "07700900123"), ("address", "07700900124"), ("to", "3"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "presentation", "sender", "marks"),
    [
        ("Private", "2", None, ("received", "missed", "withheld")),
        ("+447700900123", "2", "+447700900123", ("received", "missed", "withheld")),
        ("Voicemail", "1", "Voicemail", ("received", "missed")),
    ],
)
def test_a_word_in_the_place_of_a_withheld_number_names_nobody(
    number: str, presentation: str, sender: str | None, marks: tuple[str, ...]
) -> None:
    row = {"date": "1713576562686", "type": "3", "number": number, "presentation": presentation}

    message = call(row, Span(0, 1))

    assert (message.sender, message.marks) == (sender, marks)
    assert message.conversation == (sender or "")


def test_a_number_written_in_two_ways_is_one_conversation() -> None:
    addresses = ["+447700900123", "07700900123", "+447700900199", "O2", None]
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id, address, date, type, body)"
    )
    connection.execute("CREATE TABLE threads (_id INTEGER PRIMARY KEY, recipient_ids)")
    connection.execute("CREATE TABLE canonical_addresses (_id INTEGER PRIMARY KEY, address)")
    connection.execute("INSERT INTO canonical_addresses VALUES (4, '+447700900123')")
    connection.execute("INSERT INTO threads VALUES (9, '4')")
    connection.executemany(
        "INSERT INTO sms VALUES (NULL, 9, ?, 1713576562686, 1, 'x')",
        [(address,) for address in addresses],
    )
    connection.commit()
    content = connection.serialize()
    connection.close()

    messages = messages_of(read_all(BytesSource(content, "mmssms.db"), "android-sms"))

    assert [message.sender for message in messages] == addresses
    assert [message.conversation for message in messages] == [
        "+447700900123", "+447700900123", "+447700900199", "O2", "+447700900123",
    ]  # fmt: skip


def test_a_file_of_no_kind_is_still_named() -> None:
    stored = FOLDER / "android-sms" / "google-messages" / "in.bugle_db.db"
    connection = sqlite3.connect(":memory:")
    connection.deserialize(stored.read_bytes())
    connection.execute("UPDATE parts SET content_type = NULL, uri = 'content://mms/part/7'")
    connection.commit()
    content = connection.serialize()
    connection.close()

    messages = messages_of(read_all(BytesSource(content, "bugle_db"), "android-sms"))

    assert any(message.attachments for message in messages)
    assert "media-type" not in {code for message in messages for code, _ in message.details}
