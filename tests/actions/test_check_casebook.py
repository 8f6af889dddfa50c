"""The casebook is checked against a pack made earlier, and what is no pack is said so."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.choosing import Choice
from holdfast.actions.make_pack import Form, make_pack, preview
from holdfast.actions.verify_casebook import check_casebook, checks_to_json, holds
from holdfast.model.errors import FileNotThereError, PackUnreadableError
from holdfast.vault.checking import Result
from holdfast.vault.keys import Passphrase
from holdfast.vault.opening import open_casebook

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook


def a_pack(book: OpenCasebook, dest: Path) -> Path:
    ready = preview(book, Choice(audience="self"))
    return make_pack(book, dest, ready, form=Form.ZIP).pack


def test_a_casebook_that_went_on_continues_its_earlier_pack(
    book: OpenCasebook, tmp_path: Path
) -> None:
    add_incident(book, NewIncident(what="One."))
    pack = a_pack(book, tmp_path / "pack.zip")
    add_incident(book, NewIncident(what="Two."))

    checks = list(check_casebook(book, against=pack))

    assert holds(checks)
    assert checks[-1].detail == "1 of 2 entries"
    assert checks_to_json("key", checks)["holds"] is True
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(unpacked)
    assert holds(list(check_casebook(book, against=unpacked)))


def test_an_older_copy_in_its_place_is_found(book: OpenCasebook, tmp_path: Path) -> None:
    add_incident(book, NewIncident(what="One."))
    book.log.settle()
    older = tmp_path / "older"
    shutil.copytree(book.home, older)
    add_incident(book, NewIncident(what="Two."))
    pack = a_pack(book, tmp_path / "pack.zip")

    with open_casebook(older, Passphrase("a passphrase")) as put_back:
        checks = list(check_casebook(put_back, against=pack))

    assert not holds(checks)
    assert checks[-1].result is Result.DIFFERS


def test_what_is_no_pack_is_said_so(book: OpenCasebook, tmp_path: Path) -> None:
    no_pack, other_zip = tmp_path / "text", tmp_path / "other.zip"
    no_pack.write_text("x")
    with zipfile.ZipFile(other_zip, "w") as archive:
        archive.writestr("pack/x", "x")

    with pytest.raises(FileNotThereError):
        list(check_casebook(book, against=tmp_path / "none"))
    for path in (no_pack, other_zip):
        with pytest.raises(PackUnreadableError):
            list(check_casebook(book, against=path))
