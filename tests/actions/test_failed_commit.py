"""A commit that the disk refused at its last moment may be there all the same when next opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.received import from_path
from holdfast.model.errors import CannotWriteError
from holdfast.vault.checking import Result, verify_casebook
from holdfast.vault.sqlite_log import SqliteLog
from tests.vault.casebooks import made, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_the_original_of_an_entry_that_may_be_there_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("through the door")
    book = made(tmp_path / "home")
    ask = SqliteLog._ask  # noqa: SLF001 - where the disk speaks

    def refused(
        log: SqliteLog, sql: str, given: tuple[object, ...] = ()
    ) -> list[tuple[object, ...]]:
        answer = ask(log, sql, given)
        if sql == "COMMIT":
            raise CannotWriteError(log.path.name)
        return answer

    monkeypatch.setattr(SqliteLog, "_ask", refused)
    with pytest.raises(CannotWriteError):
        add_incident(book, NewIncident(what="A note"), [from_path(tmp_path / "note.txt")])
    monkeypatch.undo()
    book.close()

    with opened(tmp_path / "home") as again:
        assert again.record.size == 2
        assert not [c for c in verify_casebook(again) if c.result is Result.DIFFERS]
