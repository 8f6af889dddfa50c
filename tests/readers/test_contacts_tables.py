"""Contacts as tables: other programs, and rows that are not as they should be."""

from __future__ import annotations

import pytest

from holdfast.readers.contacts import recognises
from holdfast.readers.reader import Confidence
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

THUNDERBIRD = (
    b"First Name,Last Name,Display Name,Primary Email,Mobile Number,Fax Number,Birthday\n"
    b"Robin,Ash,,robin@example.org,07700 900123,020 7946 0003,1988\n"
)


def test_contacts_of_thunderbird_are_read() -> None:
    (card,) = messages_of(read_all(BytesSource(THUNDERBIRD, "a.csv"), "contacts"))

    assert recognises(THUNDERBIRD, "a.csv") is Confidence.YES
    assert card.text == "Robin Ash"
    assert card.details == (
        ("name", "Robin Ash"), ("email", "robin@example.org"), ("tel", "07700 900123"),
        ("tel-kind", "mobile number"), ("tel", "020 7946 0003"), ("tel-kind", "fax number"),
        ("birthday", "1988"),
    )  # fmt: skip


GERMAN = (
    "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Tel. privat,Mobil-Tel.-Nr.,"
    "Privat: Ort,Organisation,Notizen,\n"
    "Robin,Ash,Robin A.,Rob,robin@example.org,030 1,0170 2,Berlin,Acme,old friend,\n"
)
FRENCH = (
    "Prénom,Nom de famille,Nom à afficher,Surnom,Adresse électronique principale,Tél. personnel,"
    "Pager,Portable,Ville,Société,Ville,Notes,\n"
    "Robin,Ash,Robin A.,Rob,robin@example.org,030 1,,0170 2,Paris,Acme,Lyon,old friend,\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    ("table", "kinds", "more"),
    [
        (GERMAN, ("tel. privat", "mobil-tel.-nr."), ["privat: ort: Berlin"]),
        (FRENCH, ("tél. personnel", "portable"), ["ville (2): Paris", "ville: Lyon"]),
    ],
)
def test_contacts_of_thunderbird_in_other_languages_are_read(
    encoding: str, table: str, kinds: tuple[str, str], more: list[str]
) -> None:
    content = table.encode(encoding)

    (card,) = messages_of(read_all(BytesSource(content, "a.csv"), "contacts"))

    assert recognises(content, "a.csv") is Confidence.YES
    assert card.text == "Robin A."
    assert [each for each in card.details if each[0] != "other-property"] == [
        ("name", "Robin A."), ("name-parts", "Robin Ash"), ("nickname", "Rob"),
        ("email", "robin@example.org"), ("tel", "030 1"), ("tel-kind", kinds[0]),
        ("tel", "0170 2"), ("tel-kind", kinds[1]), ("organisation", "Acme"),
        ("note", "old friend"),
    ]  # fmt: skip
    assert [text for code, text in card.details if code == "other-property"] == more


def test_every_row_of_a_table_is_told_of_whatever_is_in_it() -> None:
    content = THUNDERBIRD + b"\n\n,,,,,,\nalone\n,,,c\xe9@example.org,,,,beyond\n\n"

    found = read_all(BytesSource(content, "a.csv"), "contacts")

    assert_every_byte_is_accounted_for(found, len(content))
    _, empty, odd = messages_of(found)
    assert (empty.text, empty.details) == ("", ())
    assert odd.marks == ("contact", "charset-guessed")
    assert odd.details[-1] == ("other-property", "beyond")
    assert [getattr(each, "why", "") for each in found].count("not-understood") == 1


def test_a_table_of_members_is_no_list_of_contacts() -> None:
    assert recognises(b"First name,Last name,Paid\nRobin,Ash,yes\n", "a.csv") is Confidence.NO


def test_what_apple_calls_a_number_stands_behind_that_number() -> None:
    card = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sam\r\nitem1.TEL:07700900123\r\nitem2.TEL:07700900456\r\n"
        b"item2.X-ABLabel:_$!<Mobile>!$_\r\nitem1.X-ABLabel:not his\r\nitem1.X-ABLabel:new\r\n"
        b"item3.X-ABDATE:2019-05-01\r\nitem3.X-ABLabel:met\r\nEND:VCARD\r\n"
    )

    (found,) = messages_of(read_all(BytesSource(card, "a.vcf"), "contacts"))

    assert found.details == (
        ("name", "Sam"), ("tel", "07700900123"), ("tel-kind", "not his, new"),
        ("tel", "07700900456"), ("tel-kind", "Mobile"),
        ("other-property", "item3.X-ABDATE: 2019-05-01"),
        ("other-property", "item3.X-ABLABEL: met"),
    )  # fmt: skip
