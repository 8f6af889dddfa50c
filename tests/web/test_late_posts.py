"""A form sent after the notebook locked by itself is kept, sealed, and offered back."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from holdfast.web.folder_door import FolderDoor
from holdfast.web.tokens import cookie_hash, make_token
from tests.web.browser_less import CHEAP, KEY, ORIGIN, PASSPHRASE, Client, locked_client

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COOKIE = "the cookie of the session that locked"
SENTENCE = "He was outside my work again."
FORM = {"_form": "begin", "what": SENTENCE}


@dataclass(frozen=True, kw_only=True)
class WatchedDoor(FolderDoor):
    """A door that shows what was put in before it is sealed."""

    put: list[bytes] = field(default_factory=list)
    """The zips."""

    def put_in(self, chunks: Iterable[bytes], how: str) -> str:
        """Take what is put in."""
        self.put.append(b"".join(chunks))
        return how


def client_after_autolock(home: Path) -> tuple[Client, list[bytes]]:
    """Give a browser with a page from before the lock, and what is put into the in-tray."""
    client = locked_client(home, previous=cookie_hash(COOKIE))
    door = WatchedDoor(home=home, derivation=CHEAP)
    client.shell.door = door
    client.cookies["__Host-n"] = COOKIE
    return client, door.put


def test_what_she_sends_too_late_is_sealed(home: Path) -> None:
    client, put = client_after_autolock(home)

    answer = client.post("/x/an-address-from-before", FORM)

    assert "What you just sent is kept." in answer.text
    with zipfile.ZipFile(io.BytesIO(put[0])) as archive:
        note = json.loads(archive.read("note.json"))
    assert note["what"] == SENTENCE
    assert note["fields"] == {"what": [SENTENCE]}
    assert {"made", "by", "how"} <= set(note)


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        pytest.param({**FORM, "_token": "forged.0"}, {}, id="a token that is not ours"),
        pytest.param({**FORM, "_token": make_token(KEY, "other")}, {}, id="another's token"),
        pytest.param(FORM, {"cookie": "__Host-n=another"}, id="another cookie"),
        pytest.param({**FORM, "_form": "casebook.settings"}, {}, id="a form that is not kept"),
        pytest.param({**FORM, "_form": "no-such-form"}, {}, id="a form that does not exist"),
        pytest.param({"_form": "begin", "what": "  "}, {}, id="an empty form"),
    ],
)
def test_nothing_else_is_put_in(
    fields: dict[str, str], headers: dict[str, str], home: Path
) -> None:
    client, put = client_after_autolock(home)

    answer = client.post("/x/an-address-from-before", fields, **headers)

    assert answer.status == 200
    assert "kept" not in answer.text
    assert put == []


def test_a_foreign_page_cannot_put_anything_in(home: Path) -> None:
    client, put = client_after_autolock(home)

    answer = client.post("/x/anything", FORM, origin="https://evil.example")

    assert (answer.status, answer.body, put) == (403, b"", [])


def test_after_unlock_it_is_a_draft_again(home: Path) -> None:
    client = locked_client(home, previous=cookie_hash(COOKIE))
    client.cookies["__Host-n"] = COOKIE
    client.post("/x/an-address-from-before", FORM)
    del client.cookies["__Host-n"]
    client.cookies.pop("n", None)

    client.post("/", {"passphrase": PASSPHRASE})

    assert "What you sent is kept as a draft." in client.get("/").text
    assert SENTENCE in client.get(client.where("begin")).text
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    assert list(client.shell.session.book.in_tray.list()) == []


def test_a_note_can_be_left_on_the_lock_page_only_when_she_turned_that_on(home: Path) -> None:
    client = locked_client(home)
    assert "Leave a note" not in client.get("/").text
    client.post("/", {"leave_note": "Call me", "leave_by": "Sam"})
    book = client.shell.door.open_with_passphrase(PASSPHRASE)
    assert book.in_tray.list() == ()
    book.show_in_tray_while_locked(shown=True)

    client.get("/")
    answer = client.post("/", {"leave_note": "Call me", "leave_by": "Sam"})

    assert "Your note is there." in answer.text
    with book.in_tray.open(book.in_tray.list()[0].id) as capture:
        assert (capture.note["what"], capture.waiting.how) == ("Call me", "typed-while-locked")
    book.close()


def test_files_sent_too_late_wait_in_the_in_tray(home: Path) -> None:
    client = locked_client(home, previous=cookie_hash(COOKIE))
    client.cookies["__Host-n"] = COOKIE
    token = make_token(KEY, COOKIE)
    said = {
        "_token": token,
        "_form": "begin",
        "what": SENTENCE,
        'files"; filename="note.txt': "hello",
    }
    body = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in said.items()
    )
    body += "--b--\r\n"

    client.send(
        "POST",
        "/x/before",
        headers={"origin": ORIGIN, "content-type": "multipart/form-data; boundary=b"},
        body=[body.encode()],
    )

    book = client.shell.door.open_with_passphrase(PASSPHRASE)
    names = []
    for each in book.in_tray.list():
        with book.in_tray.open(each.id) as capture:
            names.append([file.name for file in capture.files])
    assert sorted(names) == [[], ["note.txt"]]
    book.close()
