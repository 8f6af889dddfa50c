"""Bills of other countries: headings, words and clocks in their own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.readers.call_records import recognises
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Message

BILLS = {
    "Italian": (
        "Data;Ora;Numero chiamato;Durata;Tipo\n"
        "24/03/2026;09.15.00;07700900123;00:01:05;Chiamata effettuata\n"
        "24/03/2026;09.20.00;07700900123;;SMS inviato\n"
    ),
    "Portuguese": (
        "Data;Hora;Número chamado;Tipo;Duração\n"
        "24/03/2026;09:15:00;07700900123;Chamada realizada;00:01:05\n"
        "24/03/2026;09:20:00;07700900123;Mensagem enviada;\n"
    ),
    "Dutch": (
        "Datum;Tijd;Telefoonnummer;Soort;Duur\n"
        "24-03-2026;09:15:00;07700900123;Uitgaand gesprek;00:01:05\n"
        "24-03-2026;09:20:00;07700900123;Uitgaand bericht;\n"
    ),
    "French": (
        "Date;Heure;Correspondant;Type;Durée\n"
        "24/03/2026;09h15;07700900123;Appel voix sortant;1min 5s\n"
        "24/03/2026;09h20;07700900123;SMS envoyé;\n"
    ),
}


def read(text: str) -> list[Message]:
    """Give the records, told that the clock is that of the UK."""
    return messages_of(read_all(BytesSource(text.encode()), "call-records", {"zone": "uk"}))


@pytest.mark.parametrize("language", BILLS)
def test_a_bill_in_another_language_is_read(language: str) -> None:
    call, text = read(BILLS[language])

    assert recognises(BILLS[language].encode(), "a.csv") is Confidence.YES
    assert (call.kind, call.duration_seconds, call.marks) == ("call", 65, ("sent",))
    assert (call.happened.iso or "").startswith("2026-03-24T09:15")
    assert (text.kind, text.marks) == ("message", ("sent",))


def test_a_list_of_texts_needs_no_lengths() -> None:
    table = (
        "Date and time (Pacific),Destination,Number,Message type,Direction,Type,Cost\n"
        '"Mar 4, 2026, 9:15 AM","Leeds",07700 900123,Text,Incoming,-,$0.00\n'
    )

    (text,) = read(table)

    assert recognises(table.encode(), "text.csv") is Confidence.PERHAPS
    assert (text.kind, text.sender, text.marks) == ("message", "07700 900123", ("received",))
    assert text.happened.stated == "2026-03-04T09:15"


def test_a_list_of_payments_is_no_bill_because_one_was_for_calls() -> None:
    table = "Date,Description,Category,Amount\n24/03/2026,Rent,Call,12345678\n"

    assert recognises(table.encode(), "a.csv") is Confidence.NO


def test_an_empty_column_of_data_is_not_the_day() -> None:
    table = "Data,Date,Time,Number called,Duration\n,24/03/2026,09:15,07700900123,00:01:05\n"

    (call,) = read(table)

    assert call.happened.stated == "2026-03-24T09:15"
