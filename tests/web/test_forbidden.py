"""A sexual picture of somebody under 18: told by her, gone at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.received import Received
from holdfast.model.entry import Entry, Kind
from holdfast.vault.record import Shredded
from holdfast.web.back_up_job import BackUpJob
from tests.web.browser_less import open_client
from tests.web.test_add import follow

if TYPE_CHECKING:
    from pathlib import Path

BYTES = b"what must not be kept " * 100


def test_it_is_asked_about_once_and_then_gone(tmp_path: Path) -> None:
    client = open_client(tmp_path / "home")
    assert client.shell.session is not None
    book = client.shell.session.book
    assert book is not None
    file = Received(name="a.bin", path="a.bin", chunks=lambda: iter([BYTES]))
    add_incident(book, NewIncident(what="He sent it."), [file])
    exhibit = next(
        each
        for each in book.record.entries()
        if isinstance(each, Entry) and each.kind is Kind.EXHIBIT
    )

    page = client.get(client.where("entry", id=exhibit.id)).text
    assert "sexual picture of somebody under 18" in page
    asked = client.get(client.where("forbidden", id=exhibit.id)).text
    assert "Report Remove" in asked
    assert "Police: 101" in asked
    assert not isinstance(book.record.at(exhibit.sequence), Shredded)

    copy = BackUpJob(name="notes.dat", seen=lambda: None)
    copy.run(book)
    client.shell.session.jobs["back-up"] = copy
    assert copy.size > len(BYTES)

    said = follow(client, client.where("forbidden", id=exhibit.id), {})

    assert "It is gone" in said
    assert (copy.size, client.shell.session.jobs) == (0, {})
    assert "Report Remove" in said
    assert isinstance(book.record.at(exhibit.sequence), Shredded)
    assert not list((tmp_path / "home" / "blobs").rglob(exhibit.text("blob")))
    assert client.get(client.where("entry", id=exhibit.id)).status < 500
    assert client.get(client.where("record")).status == 200
