"""An import that ends early says how much of it is there, before it says what ended it."""

from __future__ import annotations

import io
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.take_in import take_in as whole
from holdfast.cli import import_files
from holdfast.cli.speak import Speaker
from holdfast.model.errors import DiskFullError
from holdfast.vault.making import make_casebook
from tests.actions.samples import CHAT
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.actions.account import FileAccount


def test_how_many_files_came_in_before_the_disk_was_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, chat, key = tmp_path / "home", tmp_path / "WhatsApp Chat with Alex.txt", tmp_path / "key"
    make_casebook(home, PASSPHRASE, derivation=CHEAP).close()
    chat.write_bytes(CHAT)
    key.write_text(PASSPHRASE, encoding="utf-8")

    def take_in(*given: object, **more: object) -> Iterator[FileAccount]:
        yield from whole(*given, **more)  # type: ignore[arg-type]  # as it was given
        raise DiskFullError

    monkeypatch.setattr(import_files, "take_in", take_in)
    said = io.StringIO()
    typed = Namespace(
        home=home, passphrase_file=str(key), kit_file=None, paths=[chat], whose="mine", json=False
    )

    with pytest.raises(DiskFullError):
        import_files.run(typed, Speaker(io.StringIO(), said))

    assert "1 file came in before that." in " ".join(said.getvalue().split())
