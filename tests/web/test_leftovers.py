"""What was left over of a file can be looked at as it stands, and nothing of it is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.take_in import take_in
from holdfast.web.bytes_view import show_bytes
from tests.actions.samples import received
from tests.readers.samples import all_cases
from tests.web.browser_less import open_client

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.actions.account import FileAccount
    from tests.readers.samples import Case
    from tests.web.browser_less import Client

BEFORE = b"<script>alert(1)</script> \xe2\x80\xaehidden\n"
MESSAGE = b"25/03/2026, 17:30 - Alex: Where are you?\n"
RECIPIENT = b'{"recipient":{"id":"2","contact":{"e164":"447700900123"}}}\n'


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path / "home")


def taken(client: Client, name: str, content: bytes) -> FileAccount:
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    (account,) = take_in(client.shell.session.book, [received(name, content)])
    return account


def test_a_stretch_is_shown_with_its_place_and_nothing_in_it_is_run(client: Client) -> None:
    entry = taken(client, "WhatsApp Chat with Alex.txt", BEFORE + MESSAGE).entry

    page = client.get(client.where("leftovers", id=entry, why="before-first-entry")).text

    assert "Byte 0 to 35" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [U+202E]hidden" in page
    assert "<script>alert" not in page


def test_a_long_stretch_is_cut_and_says_so(client: Client) -> None:
    before = b"x" * 3_000 + b"\n"
    entry = taken(client, "WhatsApp Chat with Alex.txt", before + MESSAGE).entry

    page = client.get(client.where("leftovers", id=entry, why="before-first-entry")).text

    assert "and 1,001 more bytes" in page
    assert "x" * 2_000 in page
    assert "x" * 2_001 not in page


def test_many_places_stand_fifty_at_a_time(client: Client) -> None:
    lines = b'{"version":"1","backupTimeMs":"1767235600000"}\n' + b"".join(
        RECIPIENT.replace(b'"2"', b'"%d"' % number) for number in range(120)
    )
    entry = taken(client, "main.jsonl", lines).entry

    last = client.get(client.where("leftovers", id=entry, why="about-the-export", part=3)).text

    assert "Places 101 to 121 of 121" in last
    assert "More places" not in last
    assert "Places before these" in last


def test_both_the_account_and_the_entry_lead_there(client: Client) -> None:
    entry = taken(client, "WhatsApp Chat with Alex.txt", BEFORE + MESSAGE).entry

    page = client.get(client.where("entry", id=entry)).text

    assert "Look at it" in page
    assert "Every part of this file is accounted for." in page
    assert "The export itself may be incomplete." in page


def test_a_place_in_a_database_is_named(client: Client, database: Case) -> None:
    entry = taken(client, "chat.db", database.source.content).entry

    page = client.get(client.where("leftovers", id=entry, why="table-used")).text

    assert "In handle" in page
    assert "part of an app&#39;s store" in page


@pytest.fixture
def database() -> Case:
    return next(each for each in all_cases("imessage") if each.folder.name == "plain")


@pytest.mark.parametrize(
    ("content", "shown", "is_hex"),
    [
        pytest.param(b"plain\ttext\n", "plain\ttext\n", False, id="text"),
        pytest.param(
            b"the bell rings\x07", "the bell rings\u2407", False, id="a sign that cannot be seen"
        ),
        pytest.param(b"caf\xc3\xa9", "café", False, id="utf-8"),
        pytest.param("hé".encode("utf-16-le"), "hé", False, id="utf-16"),
        pytest.param(bytes(range(128, 145)), None, True, id="no text"),
        pytest.param(b"", "", False, id="nothing"),
        pytest.param("a\u200bb\u202ec".encode(), "a[U+200B]b[U+202E]c", False, id="hidden"),
    ],
)
def test_bytes_are_text_where_they_can_be(
    content: bytes, shown: str | None, *, is_hex: bool
) -> None:
    text, found_hex = show_bytes(content)

    assert found_hex is is_hex
    assert text == (
        content[:16].hex(" ") + "\n" + content[16:].hex(" ") if shown is None else shown
    )
