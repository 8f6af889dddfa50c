"""What only a folder tells of a file: whose app a conversation is from, which channel it was."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.answer import answer
from holdfast.actions.intake import original_of
from holdfast.actions.take_in import take_in
from holdfast.actions.telling_folders import telling_folder
from tests.actions.samples import UNDECIDED, received

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook

CHAT = json.dumps({
    "participants": [{"name": "Ann"}, {"name": "Ben"}],
    "messages": [{"sender_name": "Ben", "timestamp_ms": 1772000000000, "content": "made up"}],
    "title": "Ben",
})  # fmt: skip
PAGE = (
    '<html><body><div class="pam _3-95 _2ph- _a6-g"><h2 class="_3-95 _2pim _a6-h _a6-i">Ben</h2>'
    '<div class="_3-95 _a6-p"><div><div></div><div>{}</div></div></div>'
    '<div class="_3-94 _a6-o">Mar 01, 2024 10:11 am</div></div></body></html>'
)
OWN = json.dumps([{"ID": "1100000000000000102", "Timestamp": "2026-03-01 10:00:00",
                   "Contents": "made up", "Attachments": ""}])  # fmt: skip


def zipped(files: dict[str, str]) -> bytes:
    """Give a zip of some files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("archive", "inside", "app"),
    [
        ("download.zip", "your_instagram_activity/messages/inbox/ben/message_1.json", "instagram"),
        ("instagram-ann-2026.zip", "messages/inbox/ben/message_1.json", "instagram"),
        ("download.zip", "messages/inbox/ben/message_1.json", "facebook"),
    ],
)
def test_a_conversation_is_of_the_app_that_its_folder_names(
    book: OpenCasebook, archive: str, inside: str, app: str
) -> None:
    accounts = take_in(book, [received(archive, zipped({inside: CHAT}))])

    assert [each.format for each in accounts if each.found] == [app]


@pytest.mark.parametrize(
    ("folder", "app"),
    [("your_instagram_activity", "instagram"), ("your_facebook_activity", "facebook")],
)
def test_a_page_is_of_the_app_that_its_folder_names_whatever_it_quotes(
    book: OpenCasebook, tmp_path: Path, folder: str, app: str
) -> None:
    inbox = tmp_path / folder / "messages" / "inbox" / "ben"
    inbox.mkdir(parents=True)
    words = "see instagram.com" if app == "facebook" else "made up"
    (inbox / "message_1.html").write_text(PAGE.format(words))

    accounts = take_in(book, [tmp_path / folder])

    assert [each.format for each in accounts if each.found] == [app]


def test_messages_of_a_package_name_the_channel_by_its_folder(book: OpenCasebook) -> None:
    inside = "messages/c1100000000000000101/messages.json"
    accounts = take_in(book, [received("package.zip", zipped({inside: OWN}))])

    (own,) = (each for each in accounts if each.found)
    (row,) = book.index.messages(own.entry, first=0, last=5)
    assert row.message.conversation == "c1100000000000000101"


@pytest.mark.parametrize("name", ["message_1.json", "posts_1.json", "messages.json", "x.txt"])
def test_most_files_need_no_folder(name: str) -> None:
    assert telling_folder(name, f"holiday/{name}") == ""


@pytest.mark.parametrize(
    ("inside", "content", "name"),
    [
        ("your_instagram_activity/inbox/ben/message_1.json", CHAT, "instagram/message_1.json"),
        ("messages/c1100000000000000101/messages.json", OWN, "c1100000000000000101/messages.json"),
    ],
)
def test_what_a_plain_folder_told_is_known_at_every_later_reading(
    book: OpenCasebook, tmp_path: Path, inside: str, content: str, name: str
) -> None:
    file = tmp_path / "download" / inside
    file.parent.mkdir(parents=True)
    file.write_text(content)
    (read,) = (each for each in take_in(book, [tmp_path / "download"]) if each.found)

    assert original_of(book, book.record.entry(read.entry)).name == name


@pytest.mark.parametrize("packed", [False, True])
def test_a_chat_from_an_iphone_is_named_by_its_folder_before_and_after_an_answer(
    book: OpenCasebook, tmp_path: Path, *, packed: bool
) -> None:
    folder = tmp_path / "chats" / "WhatsApp Chat - Anna"
    folder.mkdir(parents=True)
    (folder / "_chat.txt").write_bytes(UNDECIDED)
    inside = {"WhatsApp Chat - Anna/_chat.txt": UNDECIDED.decode()}
    source = received("chats.zip", zipped(inside)) if packed else tmp_path / "chats"
    (asked,) = (each for each in take_in(book, [source]) if each.questions)

    before = book.index.messages(asked.entry, first=0, last=1)
    read = answer(book, asked.sha256, "date-order", "day-month-year")
    after = book.index.messages(read.entry, first=0, last=1)
    assert {row.message.conversation for row in (*before, *after)} == {"Anna"}
