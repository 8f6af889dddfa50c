"""Words in headings and cells of call records, by what they mean.

| table      | key                                       | value                             |
| ---------- | ----------------------------------------- | --------------------------------- |
| `HEADINGS` | a heading without spaces, signs, capitals | the column's role                 |
| `WORDS`    | a word of a cell, without capitals        | `received`, `sent`, `missed`, or  |
|            |                                           | `call`, `text`, `data`, …         |

There is no standard: these are words seen in published records, and their like in English, German,
French, Spanish, Italian, Portuguese and Dutch. What is not here is asked, never guessed.
References: docs/readers/call-records.md.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(StrEnum):
    """What a column holds."""

    WHEN = "when"
    """Date and time, or the date alone."""

    TIME = "time"
    """Time of day, when it stands apart."""

    NUMBER = "number"
    """The other party."""

    CALLER = "from"
    """Who called or wrote."""

    CALLED = "to"
    """Who was called or written to."""

    DIRECTION = "direction"
    """Whether it came or went."""

    KIND = "kind"
    """Whether it is a call, a text or data."""

    DURATION = "duration"
    """How long it took."""

    WORDS = "words"
    """What was written, in the rare case that it is there."""

    ZONE = "zone"
    """In which time zone the row's times are."""


_HEADINGS = {
    Role.WHEN: (
        "date datetime dateandtime datetimestamp timestamp datestamp calldate calldatetime"
        " dateofcall dateandtimeofcall eventdate eventdatetime usagedate usagedatetime"
        " datetimeofcall startdate startdatetime startdateandtime datestarted datetimestarted"
        " connectdate connectdatetime connectiondate connectiondatetime callstart callstarttime"
        " callstartdate callstartdatetime calldateandtime conndatetime start begin started"
        " eventstart conndate datetimeorigination"
        " localdatetime datetimelocal datum anrufdatum verbindungsdatum dateheure"
        " datedelappel dateappel fecha fechahora fechayhora fechallamada data dataora dataeora"
        " datahora dataehora datachiamata datadachamada dato"
    ),
    Role.TIME: (
        "time calltime timeofcall eventtime usagetime starttime timestarted connecttime conntime"
        " connectiontime localtime callinitiationtime beginn uhrzeit zeit anrufzeit heure"
        " heuredelappel hora ora orainizio orachiamata horadachamada tijd tijdstip godzina"
    ),
    Role.NUMBER: (
        "number phonenumber telephonenumber mobilenumber msisdn otherparty otherpartynumber"
        " otherpartymsisdn othernumber correspondent correspondentid correspondentnumber"
        " contact contactnumber party partynumber callpartner callpartneridentity tofrom fromto"
        " phone telephone telephoneno phoneno numberfromto rufnummer telefonnummer nummer"
        " connectednumber senderrecipient recipientsender numbertofrom gegenstelle"
        " numero telefono numerodetelephone who correspondant numerocorrespondant"
        " numerodetelefono numerotelefonico numeroditelefono telefone telefoonnummer"
        " numertelefonu"
    ),
    Role.CALLER: (
        "from caller callerid callernumber callingnumber callingparty callingpartynumber"
        " callingmsisdn aparty anumber apartynumber amsisdn partya numbera originator"
        " originating originatingnumber originatingparty origin source sourcenumber fromnumber"
        " callingpartytelephonenumber incomingnumber src callerno orignumber originnumber"
        " sender sendernumber von anrufer appelant origen"
    ),
    Role.CALLED: (
        "to called callednumber calledparty calledpartynumber calledmsisdn bparty bnumber"
        " bpartynumber otherbpartynumber calledpartytelephonenumber receiver receivernumber bmsisdn"
        " partyb numberb dialled dialed dialleddigits dialeddigits"
        " diallednumber dialednumber numbercalled numberdialled numberdialed destination"
        " destinationnumber terminating terminatingnumber terminatingparty tonumber recipient"
        " outgoingnumber calleenumber originalcalledpartynumber finalcalledpartynumber dst"
        " callee calledto termnumber numbercalledtexted numbertexted numbercalledortexted"
        " recipientnumber phonenumbercalled zielrufnummer gewahltenummer an numeroappele"
        " destinataire destino numerodestino numeromarcado numerochiamato numerodestinatario"
        " destinatario numerodedestino numerochamado gebeldnummer"
    ),
    Role.DIRECTION: (
        "direction calldirection inout inorout incomingoutgoing incomingoroutgoing outgoing"
        " inboundoutbound inboundoroutbound richtung sens sentido"
        " direzione direcao direccion kierunek"
    ),
    Role.KIND: (
        "type calltype callrecordtype recordtype eventtype event usagetype usage service"
        " servicetype basicservice callservice interaction category callcategory kind typ art"
        " dienst verbindungsart typedappel tipo tipodellamada tipochiamata tipodichiamata"
        " tipoditraffico tipodechamada servizio servico servicio soort rodzaj messagetype"
    ),
    Role.DURATION: (
        "duration callduration durationseconds durationsec durationsecs durations durationinseconds"
        " durationinsecs durationminutes durationmins durationmin durationinminutes durationhhmmss"
        " durationmmss callduration durationofcall length calllength lengthofcall calllengthseconds"
        " seconds minutes mins talktime billsec billableseconds elapsedtime minutesused"
        " calldurationseconds calldurationsec calldurationsecs calldurationinseconds"
        " calldurationmins calldurationminutes dur min sec secs elapsed roundedminutes voiceminutes"
        " durationminsec durationminssecs minssecs minsec mmss hhmmss talking durationms"
        " durationinms durationmilliseconds durationamount durationunits durationvolume"
        " durationquantity durationdata durationdatavolume calldurationvolume"
        " durs dursec dursecs dauer gesprachsdauer duree dureevolume dureedelappel duracion"
        " durata duratachiamata duracao duur gespreksduur czastrwania"
    ),
    Role.ZONE: (
        "zone timezone timezoneoffset timezonename tz tzoffset utcoffset gmtoffset offset"
        " timeoffset offsetfromutc offsetfromgmt utcdifference gmtbst bstgmt zeitzone"
        " fuseauhoraire zonahoraria"
    ),
    Role.WORDS: "message text body content messagetext smstext messagebody",
}
HEADINGS: Mapping[str, Role] = MappingProxyType(
    {word: role for role, words in _HEADINGS.items() for word in words.split()}
)
"""A heading without spaces, signs and capitals -> what the column holds."""

_WORDS = {
    "received": "in incoming inbound received receive recd rcvd rcv mt mtc terminating terminated"
    " mobileterminated smt smsmt smsin from eingehend ankommend entrant entrante recu"
    " recue entrantes recibida recibido recebida recebido ricevuta ricevuto inkomend inkomende",
    "sent": "out outgoing outbound made dialled dialed sent moc mo originating originated"
    " mobileoriginated smo smsmo smsout to ausgehend abgehend sortant saliente emis"
    " emise envoye salientes realizada enviado enviada efetuada effettuata effettuato inviato"
    " uitgaand uitgaande",
    "missed": "missed unanswered noanswer notanswered verpasst manque perdida"
    " perdidas persa gemist",
    "voicemail": "voicemail",
    "rejected": "rejected declined",
    "blocked": "blocked",
    "call": "call calls voice phone telephony audio anruf appel llamada mtc moc video"
    " gesprach llamadas chiamata chiamate chamada chamadas ligacao gesprek oproep voix",
    "text": "sms text texts mms multimedia message messages picture smsmo smsmt smo smt"
    " smsin smsout nachricht mensaje messaggio mensagem bericht",
    "data": "data gprs internet browsing web wap lte ps packet daten donnees datos dati dados",
}
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        word: tuple(code for code, listed in _WORDS.items() if word in listed.split())
        for words in _WORDS.values()
        for word in words.split()
    }
)
"""A word of a cell -> what it says of direction and kind."""

DIRECTIONS = frozenset({"received", "sent", "missed", "voicemail", "rejected", "blocked"})
WAYS = frozenset({"received", "sent", "missed"})
KINDS = frozenset({"call", "text", "data"})
WITHHELD = frozenset(
    [
        "anon",
        "anonym",
        "anonyme",
        "anonimo",
        "desconocido",
        "hidden",
        "masque",
        "na",
        "nocallerid",
        "none",
        "nonumber",
        "notavailable",
        "null",
        "privado",
        "prive",
        "unbekannt",
        "withheld",
        "unknown",
        "private",
        "anonymous",
        "restricted",
        "unavailable",
        "unterdruckt",
        "inconnu",
        "oculto",
        "blocked",
    ]
)
"""What stands where a number would."""

_TO = "to"
_YOU = frozenset({"you", "your", "me", "my", "us", "this", "own", "from"})
_BESIDE_KINDS = frozenset(
    {
        "type", "standard", "uk", "national", "international", "local", "mobile", "mobiles",
        "landline", "landlines", "number", "numbers", "a", "the", "a2p", "p2a", "p2p",
    }
)  # fmt: skip
"""Words beside those that say something, where nothing came from anywhere."""

ENDINGS = frozenset(
    {
        "answered", "callresult", "actionresult", "result", "status", "callstatus", "disposition",
        "outcome",
    }
)  # fmt: skip
"""Headings of how a call ended."""

_NO = frozenset({"no", "false"})
"""What a column says below "Answered" of a call that was not."""

_MONEY = frozenset(
    {
        "cost", "costs", "charge", "charges", "price", "amount", "vat", "tax", "total", "fee",
        "currency", "rate", "tariff", "credit", "balance", "airtime",
    }
)  # fmt: skip
_PLACES = frozenset(
    {
        "destination", "origination", "place", "location", "town", "city", "country", "area",
        "network", "operator", "cell", "user", "name", "item", "day", "weekday", "sim", "account",
        "feature", "id", "imei", "imsi", "site", "reason", "zone",
    }
)  # fmt: skip

_AFTER_GUARD = frozenset("+0123456789")
_UTC = frozenset({"utc", "gmt", "zulu"})
_BESIDE = frozenset(
    {
        "the", "utc", "gmt", "zulu", "local", "dd", "mm", "yyyy", "yy", "ddmmyyyy", "mmddyyyy",
        "yyyymmdd", "ddmmyy", "mmddyy", "yymmdd", "hh", "ss", "hhmm", "hhmmss", "mmss",
        "24", "24hr", "24h", "24hour", "12hr", "12h", "12hour", "hour", "clock",
    }
)  # fmt: skip
"""Words of a heading beside what it names: a zone, or the shape of what stands below."""

_SHORT = {"no": "number", "nr": "number", "num": "number", "numbers": "number"}
_SHAPES = {
    "ddmmy": "day-month-year", "mmddy": "month-day-year", "yyyymmdd": "year-month-day",
    "ddmmmy": "day-month-year",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ACCENTS = str.maketrans("äöüéèêàáóíúñçßãõâôîûëïìòù", "aoueeeaaoiuncsaoaoiueiiou")


def plain_words(text: str) -> list[str]:
    """Give the words of a heading or a cell in small letters, without accents.

    Args:
        text: as written.
    """
    return _WORD.findall(_CAMEL.sub(" ", text[:200]).casefold().translate(_ACCENTS))


def role_of(heading: str) -> Role | None:
    """Give what a column holds by its heading, None when the heading does not say.

    Args:
        heading: as written; a zone or the shape of a date beside the words says nothing of it.
    """
    words = plain_words(heading)
    said = [_SHORT.get(word, word) for word in words if word not in _BESIDE]
    return HEADINGS.get("".join(words)) or HEADINGS.get("".join(said))


def is_beside(heading: str, role: Role) -> bool:
    """Tell whether a heading says that a column holds something else: a price, a place, a name.

    Args:
        heading: as written.
        role: what the column's cells could be.
    """
    if role in {Role.WHEN, Role.TIME}:
        return False
    words = plain_words(heading)
    if role is not Role.NUMBER and heading and not words:
        # `#` counts the rows.
        return True
    return not _MONEY.isdisjoint(words) or (
        role is not Role.NUMBER and not _PLACES.isdisjoint(words)
    )


def stated_zone(heading: str) -> str:
    """Give `utc` when a heading says that its times are, else nothing.

    Args:
        heading: as written; with a distance beside it (`GMT+1`) it says something else.
    """
    words = plain_words(heading)
    has_figures = any(any(map(str.isdigit, word)) for word in words)
    return "utc" if not has_figures and not _UTC.isdisjoint(words) else ""


def stated_order(heading: str) -> str:
    """Give the order of dates that a heading shows (`DD/MM/YYYY`), else nothing.

    Args:
        heading: as written.
    """
    shape = "".join(plain_words(heading))
    return next((order for shown, order in _SHAPES.items() if shown in shape), "")


@lru_cache(4_096)
def meaning_of(cell: str) -> frozenset[str]:
    """Give what a cell says of direction and kind; nothing when any of its words is not known.

    Args:
        cell: as written.
    """
    words = plain_words(cell)
    if (whole := "".join(words)) in WORDS:
        return frozenset(WORDS[whole])
    if _TO in words[1:3] and _YOU.isdisjoint(words):
        # “Calls to O2”: to whom is no matter. “Calls from O2” may be made or received.
        words = words[: words.index(_TO) + 1]
    # “Calls from UK mobiles” can be made on a mobile, or come from one.
    beside = frozenset[str]() if "from" in words else _BESIDE_KINDS
    found: set[str] = set()
    for word in words:
        if word not in WORDS and word not in beside:
            return frozenset()
        found.update(WORDS.get(word, ()))
    if "sms" in cell.casefold() or "mms" in cell.casefold():
        found.discard("call")
    return frozenset(found)


@lru_cache(256)
def ending_of(cell: str) -> frozenset[str]:
    """Give what a cell says of how a call ended; "No" under a heading of those says it too.

    Args:
        cell: as written.
    """
    return frozenset({"missed"}) if cell.casefold() in _NO else meaning_of(cell)


@lru_cache(4_096)
def is_withheld(party: str) -> bool:
    """Tell whether what stands where a number would names nobody.

    Args:
        party: as written.
    """
    words = plain_words(party)
    # Signs alone, such as a dash, stand for nothing either.
    return not words or not WITHHELD.isdisjoint(words) or "".join(words) in WITHHELD


def without_guard(cell: str) -> str:
    """Give a cell without what keeps a table program from taking its number for a sum.

    Args:
        cell: `"07700900123"`, `="07700900123"`, `'07700900123` or `'07700900123'`, without
            space around it.
    """
    for quote in ('"', "'"):
        if cell[:1] == cell[-1:] == quote and cell.count(quote) == 2:  # noqa: PLR2004  # one pair
            # Behind a space a quote opens nothing, but it was meant to; single ones never do.
            return cell[1:-1].strip()
    if cell.startswith('="') and cell.endswith('"') and len(cell) > len('="'):
        return cell[2:-1].strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _AFTER_GUARD else cell
