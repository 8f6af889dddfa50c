"""Contacts as tables (CSV): Google's, old and new, Outlook's and Thunderbird's.

| columns                                              | become                                    |
| ---------------------------------------------------- | ----------------------------------------- |
| `Phone 1 - Value`, `E-mail 1 - Value` and their like | a number or address, its label beside it  |
| `Mobile Phone`, `Home Fax` (Outlook, Thunderbird)    | a number, with the heading as its kind    |
| `First Name`, `Given Name`, `Last Name` …            | the name                                  |

Several values in one of Google's cells have ` ::: ` between them. References:
docs/readers/contacts.md.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.csv_tables import Layout, find_table_in, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.csv_tables import Record
    from holdfast.readers.reader import Source

LAYOUTS = (
    Layout("google", ("first name", "last name", "labels")),
    Layout("google-old", ("name", "given name", "family name", "group membership")),
    Layout("outlook", ("first name", "last name", "e-mail address", "mobile phone")),
    Layout("thunderbird", ("display name", "last name", "primary email", "mobile number")),
    Layout("thunderbird-german", ("vorname", "nachname", "anzeigename", "mobil-tel.-nr.")),
    Layout("thunderbird-french", ("nom de famille", "surnom", "portable", "pager")),
)

Details = list[tuple[str, str]]

_NAMES = (
    "name prefix", "first name", "given name", "middle name", "additional name", "last name",
    "family name", "name suffix", "vorname", "nachname", "prénom", "nom de famille",
)  # fmt: skip
_WHOLE_NAMES = ("name", "display name", "anzeigename", "nom à afficher")
_FILED = "file as"
_CODES: Mapping[str, str] = MappingProxyType({
    "nickname": "nickname", "birthday": "birthday", "notes": "note", "company": "organisation",
    "organization": "organisation", "organization name": "organisation",
    "organization title": "job", "job title": "job", "web page": "web-address",
    "e-mail address": "email", "e-mail 2 address": "email", "e-mail 3 address": "email",
    "primary email": "email", "secondary email": "email",
    "spitzname": "nickname", "notizen": "note", "organisation": "organisation",
    "arbeitstitel": "job", "webseite 1": "web-address",
    "webseite 2": "web-address", "primäre e-mail-adresse": "email",
    "sekundäre e-mail-adresse": "email", "messenger-name": "handle",
    "surnom": "nickname", "profession": "job", "société": "organisation",
    "site web 1": "web-address", "site web 2": "web-address",
    "adresse électronique principale": "email", "adresse électronique secondaire": "email",
    "nom de l\u2019écran": "handle",
})  # fmt: skip
_NUMBERED: Mapping[str, str] = MappingProxyType({
    "phone": "tel", "e-mail": "email", "address": "postal-address", "website": "web-address",
    "im": "handle",
})  # fmt: skip
_NUMBERS = re.compile(
    r"(?:(?:home|business|other|primary|mobile|car|company main|assistant's|radio|work|tty/tdd)"
    r" phone(?: 2)?|(?:home|business|other) fax|pager|callback|isdn|telex"
    r"|(?:fax|pager|mobile) number"
    r"|tel\. (?:dienstlich|privat)|(?:fax|pager)-nummer|mobil-tel\.-nr\."
    r"|tél\. (?:professionnel|personnel)|fax|portable)"
)
_VALUE = re.compile(r"(phone|e-mail|address|website|im) (\d{1,3}) - (?:value|formatted)")
_LABEL = re.compile(r"(?:phone|e-mail|address|website|im) \d{1,3} - (?:label|type)")
_WITH_KINDS = frozenset({"tel", "email", "postal-address"})
_SEVERAL = " ::: "


def recognises_table(head: bytes) -> bool:
    """Tell whether a file is a table of contacts.

    Args:
        head: its first bytes.
    """
    return find_table_in(head, LAYOUTS) is not None


def read_contacts(source: Source) -> Iterator[Found]:
    """Give every row as a contact; what stands before and between is left over.

    Args:
        source: a table that `recognises_table` knows.
    """
    table = read_table(source, LAYOUTS)
    covered = 0
    for each in table[1] if table is not None else ():
        end = each.span.end if isinstance(each, Leftover) else each.row.span.end
        span = Span(covered, end - covered)
        if isinstance(each, Leftover):
            yield Leftover(span, each.why)
        else:
            yield _contact(each, span)
        covered = end
    if covered < source.size:
        yield Leftover(Span(covered, source.size - covered), "about-the-export")


def _contact(record: Record, span: Span) -> Message:
    """Give one contact."""
    details = _name(record)
    for heading, cell in record.values.items():
        details += _details(record, heading, cell.strip())
    details += [("other-property", cell) for cell in record.rest if cell.strip()]
    return Message(
        MessageKind.EVENT.value, "", None, title_of(details), UNKNOWN_MOMENT, span, (),
        ("contact", *record.row.marks),
        None, tuple(details),
    )  # fmt: skip


def _name(record: Record) -> Details:
    """Give the name, and its parts where together they are another one."""
    parts = " ".join(cell for each in _NAMES if (cell := record.values.get(each, "").strip()))
    whole = record.first(*_WHOLE_NAMES).strip() or parts or record.values.get(_FILED, "").strip()
    found = [("name", whole)] if whole else []
    return [*found, ("name-parts", parts)] if parts not in {whole, ""} else found


def _details(record: Record, heading: str, cell: str) -> Details:
    """Give what one cell says."""
    is_name = heading in _NAMES or heading in _WHOLE_NAMES or heading == _FILED
    if not cell or is_name or _LABEL.fullmatch(heading):
        return []
    numbered = _VALUE.fullmatch(heading)
    if numbered is not None:
        before = f"{numbered[1]} {numbered[2]} - "
        kind = record.first(f"{before}label", f"{before}type").strip("* ")
        return _several(_NUMBERED[numbered[1]], cell, kind)
    if _NUMBERS.fullmatch(heading):
        return _several("tel", cell, heading)
    code = _CODES.get(heading, "")
    if code == "birthday" and not cell.strip("0/-. "):
        # So Outlook writes that there is none.
        return []
    return [(code, cell)] if code else [("other-property", f"{heading}: {cell}")]


def _several(code: str, cell: str, kind: str) -> Details:
    """Give the values in one cell, each with its kind."""
    found: Details = []
    for value in filter(None, map(str.strip, cell.split(_SEVERAL))):
        found.append((code, value))
        if kind and code in _WITH_KINDS:
            found.append((f"{code}-kind", kind))
    return found


def title_of(details: Details) -> str:
    """Give what a contact is called: its name, or the first thing that could stand for one.

    Args:
        details: codes and texts.
    """
    for wanted in ("name", "name-parts", "nickname", "organisation", "email", "tel"):
        for code, text in details:
            if code == wanted and text.strip():
                return text.strip()
    return ""
