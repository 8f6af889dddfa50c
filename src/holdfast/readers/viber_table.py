"""Viber's history as a table whose first row names the columns, in whatever order and language.

| column | as in                                        |
| ------ | -------------------------------------------- |
| date   | `Date` `Datum` `Fecha` `Дата` `日付`         |
| time   | `Time` `Uhrzeit` `Hora` `Время`; may stand with the date |
| name   | `Name` `Sender` `Absender` `Имя`             |
| number | `Number` `Phone` `Nummer` `Номер`            |
| words  | `Message` `Nachricht` `Mensaje` `Сообщение`  |

Other columns are kept beside the message. A surplus cell belongs to the words: nobody quoted them.
"""
# ruff: noqa: RUF001  # words of many scripts

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.span import Span
from holdfast.readers import viber_entries
from holdfast.readers.call_records_words import plain_words
from holdfast.readers.csv_records import DELIMITERS, decode_head, first_cells, rows
from holdfast.readers.viber_entries import Entry, bare_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source

_HEADINGS = {
    "date": "date|datum|fecha|data|дата|tarih|dátum|dato|päivämäärä|dată|datë|ημερομηνία|التاريخ"
    "|تاريخ|תאריך|日付|日期|날짜|ngày|วันที่|tanggal|tarikh|датум",
    "time": "time|uhrzeit|zeit|hora|heure|ora|tijd|godzina|czas|время|час|čas|idő|tid|aika|saat"
    "|ώρα|الوقت|وقت|שעה|時間|時刻|时间|시간|giờ|เวลา|waktu|masa|vreme|vrijeme|време|tidspunkt|klockslag",
    "name": "name|sender|sender name|from|author|contact|user|nom|expéditeur|nombre|remitente|nome"
    "|mittente|remetente|naam|afzender|nazwa|nadawca|imię|имя|отправитель|ім'я|відправник|ime"
    "|pošiljalac|pošiljatelj|пошиљалац|име|подател|navn|avsender|avsändare|afsender|namn|nimi"
    "|lähettäjä|isim|gönderen|ad|όνομα|αποστολέας|الاسم|اسم|المرسل|שם|שולח|名前|送信者|姓名|发件人"
    "|발신자|이름|보낸 사람|tên|người gửi|ชื่อ|ผู้ส่ง|nama|pengirim|jméno|odesílatel|meno|odosielateľ"
    "|név|feladó|nume|expeditor|absender|kontakt|contacto|contatto",
    "number": "number|phone|phone number|telephone|mobile|mobile number|nummer|telefonnummer"
    "|telefon|rufnummer|numéro|téléphone|numéro de téléphone|número|teléfono|número de teléfono"
    "|telefone|número de telefone|numero|telefono|numero di telefono|telefoonnummer|numer"
    "|numer telefonu|номер|телефон|номер телефона|номер телефону|broj|broj telefona"
    "|број|број телефона|telefonszám|szám|číslo|telefonní číslo|telefónne číslo"
    "|numara|telefon numarası|puhelinnumero|număr|număr de telefon|αριθμός|τηλέφωνο|الرقم|رقم"
    "|رقم الهاتف|מספר|מספר טלפון|טלפון"
    "|電話番号|番号|电话|号码|電話|전화번호|번호|số điện thoại|số|หมายเลข|nomor",
    "words": "message|messages|message text|text|body|content|nachricht|nachrichten|texto|mensaje"
    "|mensagem|messaggio|testo|texte|bericht|wiadomość|treść|сообщение|текст|повідомлення"
    "|съобщение|порука|poruka|mesaj|zpráva|správa|viesti|meddelande|besked|melding|üzenet|szöveg"
    "|μήνυμα|κείμενο|رسالة|الرسالة|نص|הודעה|טקסט|メッセージ|消息|信息|訊息|内容|메시지|내용"
    "|tin nhắn|ข้อความ|pesan|mesej|tekst",
}  # fmt: skip


def _plain(heading: str) -> str:
    """Give a heading without spaces, signs, accents and capitals."""
    return "".join(plain_words(heading))


_ROLES = {
    _plain(word): role for role, words in reversed(_HEADINGS.items()) for word in words.split("|")
}
_FIVE = frozenset(_HEADINGS)
_NEEDED = frozenset({"date", "name", "words"})
_DATE = re.compile(
    r"(\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\.?"
    r"(?:[ T,]+(\d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?))?",
    re.ASCII,
)
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?", re.ASCII)
_FEWEST, _MOST = 4, 20


class Columns(NamedTuple):
    """What the first row says."""

    delimiter: str
    """Between cells."""

    roles: tuple[str, ...]
    """What each column holds; empty where another thing stands."""

    headings: tuple[str, ...]
    """As written."""

    @property
    def are_all(self) -> bool:
        """Whether the five columns are there and no other."""
        return frozenset(self.roles) == _FIVE and len(self.roles) == len(_FIVE)


def find_columns(head: bytes) -> Columns | None:
    """Tell what the columns hold by the first row; None when a row below does not agree.

    Args:
        head: the file's first bytes.
    """
    text = decode_head(head).lstrip("\ufeff\r\n")
    top = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=top.count)
    headings = tuple(bare_cell(cell) for cell in first_cells(text.encode(), delimiter))
    if not _FEWEST <= len(headings) <= _MOST:
        return None
    found = [_ROLES.get(_plain(heading), "") for heading in headings]
    roles = tuple(role if role not in found[:at] else "" for at, role in enumerate(found))
    if not _NEEDED.issubset(roles):
        return None
    columns = Columns(delimiter, roles, headings)
    below = text[len(top) :].lstrip("\r\n").encode()
    first = _cells_of(first_cells(below, delimiter), columns) if below else None
    return columns if first is not None and first["time"] else None


def table_entries(source: Source, columns: Columns) -> Iterator[Entry]:
    """Give the messages below the headings, and what is none.

    Args:
        source: the table.
        columns: what its first row says.
    """
    held: Entry | None = None
    lines: list[str] = []
    for row in rows(source, columns.delimiter):
        values = _cells_of(row.cells, columns)
        if values is None and held is not None and _goes_on(held, row, columns):
            lines.append(columns.delimiter.join(row.cells))
            held = held._replace(span=Span(held.span.start, row.span.end - held.span.start))
            continue
        yield from _whole(held, lines)
        held = Entry(row.span, None, "") if values is None else _entry(row, values, columns)
        lines = []
    yield from _whole(held, lines)


def _whole(held: Entry | None, lines: list[str]) -> Iterator[Entry]:
    """Give an entry with the lines that go on with it; nothing for none."""
    if held is not None:
        yield held._replace(text="\n".join([held.text, *lines])) if lines else held


def _goes_on(held: Entry, row: Row, columns: Columns) -> bool:
    """Tell whether a line is a second line of words that nobody quoted."""
    if held.cells is None or row.span.end - held.span.start > viber_entries.LONGEST_ENTRY_BYTES:
        return False
    return columns.roles[-1] == "words" and len(row.cells) < len(columns.roles) - 1


def _entry(row: Row, values: dict[str, str], columns: Columns) -> Entry:
    """Give a row as a message."""
    known = (values["date"], values["time"], values.get("name", ""), values.get("number", ""))
    others = tuple(
        ("column", f"{heading}: {values[heading]}")
        for heading, role in zip(columns.headings, columns.roles, strict=True)
        if not role and values.get(heading)
    )
    return Entry(row.span, known, values["words"], others)


def _cells_of(cells: list[str], columns: Columns) -> dict[str, str] | None:
    """Give what a row holds, by role or else by heading; None when it begins no message."""
    surplus = len(cells) - len(columns.roles)
    if surplus < 0:
        return None
    at = columns.roles.index("words")
    words = columns.delimiter.join(cells[at : at + surplus + 1])
    fitted = [bare_cell(cell) for cell in (*cells[:at], words, *cells[at + surplus + 1 :])]
    values = {
        role or heading: cell
        for role, heading, cell in zip(columns.roles, columns.headings, fitted, strict=True)
    }
    found = _DATE.fullmatch(values["date"].strip())
    time = values.get("time", "").strip()
    if found is None or not (_TIME.fullmatch(time) if time else found[2]):
        return None
    return {**values, "date": found[1], "time": time or found[2],
            "name": values["name"].strip(), "number": values.get("number", "").strip()}  # fmt: skip
