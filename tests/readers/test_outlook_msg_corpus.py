"""Published messages of Outlook against what is known of them (MANIFEST.md)."""

from __future__ import annotations

import pytest

from holdfast.model.message import Part
from holdfast.readers import outlook_msg
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

FOLDERS = ("msg-extractor", "msg-extractor/export-results")


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_mail_with_two_pictures_is_read_whole(folder: str) -> None:
    content = corpus("samples", "email", *folder.split("/"), "unicode.msg").read_bytes()

    found = read_all(BytesSource(content), "outlook-msg")

    (message,) = messages_of(found)
    parts = [each for each in found if isinstance(each, Part)]
    details = dict(message.details)
    assert outlook_msg.recognises(content[:65_536], "x") is Confidence.YES
    assert message.happened.iso == "2013-11-18T08:26:24+00:00"
    assert message.sender == "Brian Zhou <brizhou@gmail.com>"
    assert details["subject"] == "Test for TIF files"
    assert [details["to"], details["cc"]] == ["brianzhou@me.com", "Brian Zhou <brizhou@gmail.com>"]
    assert sum(code == "received-header" for code, _ in message.details) == 4
    assert message.attachments == ("import OleFileIO.tif", "raised value error.tif")
    assert [part.name for part in parts] == list(message.attachments)
    assert all(part.content.startswith((b"II*\0", b"MM\0*")) for part in parts)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_mail_without_any_date_states_none(folder: str) -> None:
    content = corpus("samples", "email", *folder.split("/"), "strangeDate.msg").read_bytes()

    found = read_all(BytesSource(content), "outlook-msg")

    (message,) = messages_of(found)
    assert dict(message.details)["subject"] == "MSG Test File"
    assert message.happened.stated is None
    assert message.text.startswith("MSG test file\nPurpose:")
    assert len(found) == 1
