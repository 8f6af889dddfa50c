"""`holdfast report --json` gives what is known, what the record holds, and the text as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.checkpoint_codes import code_now
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.court_orders import NewOrder, add_order
from holdfast.cli.main import main
from holdfast.model.moment import Moment
from holdfast.vault.making import make_casebook
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

DAY = Moment(as_written="4 March 2026", stated="2026-03-04", precision="day")


def document_of(capsys: pytest.CaptureFixture[str], *options: str) -> Any:  # noqa: ANN401  # JSON
    """Give what the command prints for programs."""
    assert main(["report", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("about", ["ways", "questions", "evidence", "rights", "limits"])
def test_every_fact_comes_with_its_source_and_its_day(
    about: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document_of(capsys, "--about", about)

    assert found["facts"]
    assert {each["checked_on"] for each in found["facts"]} == {"2026-11-22"}
    assert all(each["source"] and each["address"] and each["status"] for each in found["facts"])
    assert found["record"] is None


def test_the_record_is_joined_and_a_code_of_it_fits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, secret = tmp_path / "home", tmp_path / "pass"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    with make_casebook(home, PASSPHRASE, derivation=CHEAP) as book:
        add_incident(book, NewIncident(what="He waited.", happened=DAY))
        told = NewContact(whom="police", reference="123/26", chase="2020-01-01")
        add_contact(book, told)
        order = add_order(book, NewOrder(order="Bail", reference="B-1")).entry.id
        code = code_now(book)
    keys = ("--home", str(home), "--passphrase-file", str(secret))

    record = document_of(capsys, *keys)["record"]

    assert (record["incidents"], record["last"], record["code"]) == (1, "2026-03-04", code)
    assert [each["reference"] for each in record["reports"]] == ["123/26"]
    assert record["orders"] == [{"entry": order, "reference": "B-1", "broken": []}]
    assert [each["chase"] for each in record["due"]] == ["2020-01-01"]
    assert document_of(capsys, *keys, "--code", code) == {"fits": True, "entries": 3}


def test_the_text_is_made_of_what_she_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, secret = tmp_path / "home", tmp_path / "pass"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    with make_casebook(home, PASSPHRASE, derivation=CHEAP) as book:
        first = add_incident(book, NewIncident(what="He waited.", happened=DAY)).entry.id
        add_incident(book, NewIncident(what="He rang."))

    said = ("--text", "--entry", first, "--home", str(home), "--passphrase-file", str(secret))
    found = document_of(capsys, *said)

    assert "He waited." in found["text"]
    assert "He rang." not in found["text"]
    assert (found["incidents"], found["left_out"]) == ([first], 1)


def test_an_old_code_fits_a_pack_made_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, secret, pack = tmp_path / "home", tmp_path / "pass", tmp_path / "p.zip"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    with make_casebook(home, PASSPHRASE, derivation=CHEAP) as book:
        add_incident(book, NewIncident(what="He waited.", happened=DAY))
        code = code_now(book)
        add_incident(book, NewIncident(what="He rang."))
    keys = ("--home", str(home), "--passphrase-file", str(secret))
    assert main(["pack", str(pack), "--for", "self", *keys]) == 0

    assert main(["verify", str(pack), "--code", code]) == 0
    assert "the code is that of the first 1 entries" in " ".join(capsys.readouterr().out.split())
    assert main(["verify", str(pack), "--code", "0000-0000-0000-0000"]) == 1
    assert main(["verify", "--code", code, *keys]) == 2
