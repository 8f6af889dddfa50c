"""Published Android back-ups: their messages, counted by inflating them by hand."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

FOLDER = ("device", "mvt", "artifacts")


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("androidqf/backup.ab", ["2020-01-20T14:49:49", "2022-02-22T15:29:41.956"]),
        ("android_backup/backup.ab", ["2020-01-20T14:49:49", "2022-02-22T15:29:41.956"]),
        ("android_backup/backup3.ab", ["2022-02-22T15:29:41.956"]),
    ],
)
def test_every_message_of_a_published_back_up_is_found(name: str, times: list[str]) -> None:
    path = corpus(*FOLDER, *name.split("/"))

    messages = messages_of(read_all(BytesSource(path.read_bytes()), "android-backup"))

    assert [each.happened.stated for each in messages] == times


@pytest.mark.parametrize("name", ["android_backup/backup2.ab", "androidqf_encrypted/backup.ab"])
def test_a_back_up_with_a_password_is_left_over(name: str) -> None:
    path = corpus(*FOLDER, *name.split("/"))

    found = read_all(BytesSource(path.read_bytes()), "android-backup")

    assert [each.why for each in found if isinstance(each, Leftover)] == [
        "about-the-export", "backup-encrypted",
    ]  # fmt: skip
