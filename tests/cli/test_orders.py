"""`holdfast orders --json` is the guide as data: ids, words, sources, dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.cli.main import main
from holdfast.model.moment import Moment
from holdfast.vault.making import make_casebook
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DAY = Moment(as_written="4 March 2026", stated="2026-03-04", precision="day")
NEEDED = {
    "id", "name", "says", "law", "source", "address", "checked_on", "valid_from", "valid_to",
    "status", "freshness", "applies_in", "to_check", "fit", "why", "who_asks", "asks", "lasts",
    "cost", "breach", "evidence", "ask", "start", "held", "missing",
}  # fmt: skip


def document_of(capsys: pytest.CaptureFixture[str], *options: str) -> Any:  # noqa: ANN401  # JSON
    """Give what the command prints for programs."""
    assert main(["orders", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_order_comes_with_words_source_and_dates(capsys: pytest.CaptureFixture[str]) -> None:
    found = document_of(capsys)

    assert len(found["orders"]) == 12
    assert all(set(each) >= NEEDED for each in found["orders"])
    assert found["first"][0]["id"] == "danger"
    assert found["in_record"] is None


def test_not_sure_and_rather_not_say_close_no_way(capsys: pytest.CaptureFixture[str]) -> None:
    open_ones = document_of(capsys)
    said = document_of(capsys, "--bonds", "unsure", "--age", "unsaid", "--shared-home", "unsure")

    assert said["orders"] == open_ones["orders"]


def test_the_record_is_joined_with_entries_and_never_with_feelings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, secret = tmp_path / "home", tmp_path / "pass"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    with make_casebook(home, PASSPHRASE, derivation=CHEAP) as book:
        incident = add_incident(book, NewIncident(what="He waited.", happened=DAY)).entry.id
        told = add_contact(book, NewContact(whom="police", reference="123/26")).entry.id

    found = document_of(capsys, "--home", str(home), "--passphrase-file", str(secret))
    order = next(each for each in found["orders"] if each["id"] == "nmo")

    assert order["held"] == {"dates": [incident], "references": [told]}
    assert order["missing"] == ["files", "witnesses"]
    named = {need for each in found["orders"] for need in (*each["held"], *each["missing"])}
    assert named <= {"dates", "files", "references", "witnesses"}
