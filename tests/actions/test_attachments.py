"""An attachment is the file of that name from the same zip, and never a guess."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from holdfast.actions.attachments import find_attachments
from holdfast.actions.take_in import take_in
from tests.actions.samples import CHAT, jpeg, received, zipped

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook


def linked(book: OpenCasebook, import_id: str, number: int = 2) -> dict[str, str]:
    (row,) = book.index.messages(import_id, first=number, last=number)
    return dict(find_attachments(book, import_id, number, row.message))


NAME = "IMG-20260326-WA0001.jpg"


def test_it_is_the_file_from_the_same_zip(book: OpenCasebook) -> None:
    first = zipped({"_chat.txt": CHAT, NAME: jpeg()})
    second = zipped({"other.txt": b"x", NAME: jpeg("red")})
    rows = list(take_in(book, [received("a.zip", first), received("b.zip", second)]))

    assert linked(book, rows[1].entry) == {NAME: rows[2].entry}


def test_it_is_found_elsewhere_when_only_one_file_has_that_name(book: OpenCasebook) -> None:
    rows = list(take_in(book, [received(NAME, jpeg()), received("chat.txt", CHAT)]))

    assert linked(book, rows[1].entry) == {NAME: rows[0].entry}


def test_two_files_of_that_name_elsewhere_are_no_answer(book: OpenCasebook) -> None:
    files = [received(NAME, jpeg()), received(NAME, jpeg("red")), received("chat.txt", CHAT)]
    rows = list(take_in(book, files))

    assert linked(book, rows[2].entry) == {}


def test_a_picture_of_snapchat_is_found_by_its_id_whatever_its_ending(book: OpenCasebook) -> None:
    chat = {
        "From": "sam.quill", "Media Type": "MEDIA", "Created": "2026-03-04 23:59:01 UTC",
        "Content": "", "IsSender": False, "Media IDs": "b~one | b~two | b~three",
    }  # fmt: skip
    packed = zipped(
        {
            "json/chat_history.json": json.dumps({"sam.quill": [chat]}).encode(),
            "chat_media/2026-03-04_b~one.jpg": jpeg(),
            "chat_media/2026-03-05_b~two.png": jpeg("red"),
            "chat_media/2026-03-04_b~one-more.jpg": jpeg("blue"),
            "chat_media/2026-02-01_b~three.jpg": jpeg("green"),
        }
    )
    rows = {each.name: each for each in take_in(book, [received("mydata.zip", packed)])}

    assert linked(book, rows["chat_history.json"].entry, 0) == {
        "b~one": rows["2026-03-04_b~one.jpg"].entry,
        "b~two": rows["2026-03-05_b~two.png"].entry,
    }


def test_a_name_without_its_ending_is_that_of_the_file_with_one(book: OpenCasebook) -> None:
    page = (
        b'<html><body><div class="hChatLog hfeed"><div class="message"><abbr class="dt" '
        b'title="2026-03-04T10:00:00.000Z">x</abbr>: <cite class="sender vcard"><a class="tel" '
        b'href="tel:+447700900123"><span class="fn">Sam</span></a></cite>: <q>MMS Received</q>'
        b'<div><img src="Sam - Text - 1-1" alt="Image MMS Attachment" /></div></div></div>'
    )
    files = {"Sam - Text - 1.html": page, "Sam - Text - 1-1.jpg": jpeg(),
             "Sam - Text - 1-12.jpg": jpeg("red")}  # fmt: skip
    rows = {each.name: each for each in take_in(book, [received("voice.zip", zipped(files))])}

    assert linked(book, rows["Sam - Text - 1.html"].entry, 0) == {
        "Sam - Text - 1-1": rows["Sam - Text - 1-1.jpg"].entry
    }


def test_a_file_of_skype_is_that_of_its_number(book: OpenCasebook) -> None:
    said = {
        "id": "1767340100123", "originalarrivaltime": "2026-01-02T07:48:20.123Z",
        "messagetype": "RichText/UriObject", "from": "8:live:sam.quill",
        "content": '<URIObject uri="https://x"><OriginalName v="door.jpg"/></URIObject>',
        "amsreferences": ["0-weu-d1-0a"],
    }  # fmt: skip
    export = {"userId": "8:live:me", "exportDate": "2026-01-03T10:00:00",
              "conversations": [{"id": "8:live:sam.quill", "MessageList": [said]}]}  # fmt: skip
    files = {
        "messages.json": json.dumps(export).encode(),
        "media/0-weu-d1-0a.1.jpeg": jpeg(),
        "media/0-weu-d1-0a.json": b'{"filename":"door.jpg"}',
    }
    rows = {each.name: each for each in take_in(book, [received("8.zip", zipped(files))])}

    assert linked(book, rows["messages.json"].entry, 0) == {
        "0-weu-d1-0a.1": rows["0-weu-d1-0a.1.jpeg"].entry
    }


def test_signs_that_no_file_may_have_are_underlines_on_the_disk(book: OpenCasebook) -> None:
    said = {
        "creator": {"name": "Sam", "email": "sam@example.org", "user_type": "Human"},
        "created_date": "Wednesday, March 4, 2026 at 9:12:44 AM UTC", "topic_id": "t",
        "attached_files": [{"original_name": "it's?.jpg", "export_name": "File-it's?.jpg"}],
    }  # fmt: skip
    files = {"messages.json": json.dumps({"messages": [said]}).encode(),
             "File-it_s_.jpg": jpeg()}  # fmt: skip
    rows = {each.name: each for each in take_in(book, [received("takeout.zip", zipped(files))])}

    assert linked(book, rows["messages.json"].entry, 0) == {
        "File-it's?.jpg": rows["File-it_s_.jpg"].entry
    }
