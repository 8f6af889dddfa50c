"""A report to a site, or to the firm that runs it, made from the record: she sends it herself.

Of what she chose it names file, SHA-256, the address that a capture states, and messages as their
export states them. Her own words about an incident go in only when she asks for that.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.checkpoint_codes import code_now
from holdfast.actions.choosing import cited
from holdfast.actions.own_details import own_details
from holdfast.insight.private_words import leave_out
from holdfast.knowledge.safe_online import platforms
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.model.errors import NoSuchEntryError
from holdfast.model.moment import Moment
from holdfast.packs.papers.times import happened_words, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from holdfast.knowledge.table import Table
    from holdfast.model.entry import Entry, JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import MessageRow
    from holdfast.vault.threads import Current

TOPIC = "site_report"
SITE, HOST = "site", "host"
ASKS = ("remove", "account", "keep", "answer")
FILES = (Kind.EXHIBIT, Kind.IMPORT)
CHOOSABLE = (*FILES, Kind.INCIDENT)
"""Kinds of entries that a report can rest on."""

MOST_PAGES = 10
"""Addresses named of one capture; a web archive can hold thousands."""

LONGEST_QUOTE = 2_000
INDENT = "\n    "
HIDING = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
JOINERS = frozenset("\u200c\u200d\t")
"""Needed to write Persian, Hindi and joined emoji; they turn nothing round."""

OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteReport:
    """What she wants to tell a site."""

    to: str = SITE
    """`site` or `host`."""

    site: str = field(default="", repr=False)
    """Which site or app, by the name she gives it."""

    places: tuple[str, ...] = field(default=(), repr=False)
    """Addresses of pages, as she typed them; none is ever opened."""

    account: str = field(default="", repr=False)
    """Name of the account there that did it."""

    seen: str = field(default="", repr=False)
    """When she saw it, in her words."""

    what: str = field(default="", repr=False)
    """What is there, in her words."""

    rule: str = field(default="", repr=False)
    """Which rule of the site it breaks, as she sees it."""

    asks: tuple[str, ...] = ASKS
    """Some of `ASKS`."""

    entries: tuple[str, ...] = ()
    """Ids of entries."""

    messages: tuple[tuple[str, int], ...] = ()
    """Import entry's id and number of the message in it."""

    with_words: bool = False
    """Whether what she wrote of an incident goes in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedReport:
    """The text, and what it rests on."""

    text: str = field(repr=False)
    """All of it, lines ending in LF."""

    about: tuple[str, ...]
    """Ids of the entries it names."""

    code: str
    """Code of the record when it was made."""

    hidden: int
    """Places where her own number or address was left out."""

    has_capture: bool
    """Whether a file of hers shows it."""


def prepare_site_report(book: OpenCasebook, report: SiteReport, *, today: date) -> PreparedReport:
    """Make the text; nothing is stored and nothing is sent.

    Args:
        book: the open casebook.
        report: what she wants to tell.
        today: the day.
    """
    chosen = [book.record.current(each) for each in known_entries(book, report.entries)]
    incidents = [each for each in chosen if each.entry.kind is Kind.INCIDENT]
    files = list(_files(book, report, chosen))
    said, code = words(TOPIC), code_now(book)
    blocks = [
        said.text(f"opening_{HOST if report.to == HOST else SITE}").format(site=report.site),
        _facts(report),
        _block("kept", [_file_lines(book, each) for each in files]),
        _block("messages", [*_message_lines(book, report, incidents)]),
        _block("days", [_incident_lines(each, report) for each in incidents]),
        _block("asks", [said.table("ask").text(each) for each in ASKS if each in report.asks]),
        said.text("check_sum") if files else "",
        "\n".join(
            [
                said.text("date").format(day=spoken(f"{today:%Y-%m-%d}")),
                said.text("code").format(code=code),
            ]
        ),
    ]
    mark = words("report_text").text("left_out_mark")
    text, hidden = leave_out("\n\n".join(filter(None, blocks)), own_details(book), mark)
    return PreparedReport(
        text=text + "\n",
        code=code,
        hidden=hidden,
        about=tuple(each.entry.id for each in chosen),
        has_capture=bool(files),
    )


def site_of(platform: str, typed: str) -> str:
    """Give the name of the site: as typed, else of the guide that was chosen.

    Args:
        platform: id of a guide.
        typed: her own name for it.
    """
    known = platforms().get(platform)
    return typed or (known.name if known and platform != OTHER else "")


def captured_pages(book: OpenCasebook, entry: str) -> tuple[tuple[str, str], ...]:
    """Give the addresses that a capture states of its pages, and when it says they were kept.

    Args:
        book: the open casebook.
        entry: id of an import.
    """
    found: dict[str, str] = {}
    for row in book.index.messages(entry, first=0, last=MOST_PAGES * MOST_PAGES):
        stated = dict(row.message.details)
        if address := stated.get("page-address"):
            found.setdefault(address, stated.get("captured-at", ""))
    return tuple(found.items())


def known_entries(book: OpenCasebook, names: Iterable[str]) -> tuple[str, ...]:
    """Give those names that are ids of entries a report can rest on; a kept form may hold others.

    Args:
        book: the open casebook.
        names: ids, each once or more.
    """
    found = []
    for name in dict.fromkeys(names):
        try:
            current = book.record.current(name)
        except NoSuchEntryError:
            continue
        if current.withdrawn is None and current.entry.kind in CHOOSABLE:
            found.append(current.entry.id)
    return tuple(found)


def _files(book: OpenCasebook, report: SiteReport, chosen: Sequence[Current]) -> Iterator[Entry]:
    """Give the files that were chosen, that chosen incidents name, or that hold a message."""
    names: dict[str, None] = {}
    for each in chosen:
        if each.entry.kind in FILES:
            names[each.entry.id] = None
        else:
            names |= dict.fromkeys(_texts(each.fields.get("exhibits")))
            names |= dict.fromkeys(cited(each.fields.get("messages")))
    names |= dict.fromkeys(source for source, _ in report.messages)
    for name in known_entries(book, names):
        yield book.record.entry(name)


def _file_lines(book: OpenCasebook, entry: Entry) -> str:
    said = words(TOPIC)
    lines = [
        said.text("file").format(
            number=entry.fields.get("number"), name=_quoted(entry.text("name"))
        ),
        said.text("sha256").format(sha256=entry.text("sha256")),
    ]
    pages = captured_pages(book, entry.id) if entry.kind is Kind.IMPORT else ()
    for address, at in pages[:MOST_PAGES]:
        lines.append(said.text("page").format(address=_quoted(address)))
        if at:
            lines.append(said.text("page_at").format(at=_quoted(at)))
    if len(pages) > MOST_PAGES:
        lines.append(said.text("more_pages").format(n=len(pages) - MOST_PAGES))
    return "\n".join(lines)


def _message_lines(
    book: OpenCasebook, report: SiteReport, incidents: Sequence[Current]
) -> Iterator[str]:
    wanted = dict.fromkeys(report.messages)
    for each in incidents:
        for source, numbers in cited(each.fields.get("messages")).items():
            wanted |= dict.fromkeys((source, number) for number in sorted(numbers))
    for source, number in wanted:
        for row in book.index.messages(source, first=number, last=number):
            yield _message_line(row)


def _message_line(row: MessageRow) -> str:
    said, message = words(TOPIC), row.message
    when = happened_words(dict(message.happened.to_json()), words("packs").table("times"))
    line = said.text("message").format(
        sender=_quoted(message.sender or "") or said.text("nobody"),
        when=when,
        text=_quoted(message.text),
    )
    details = dict(message.details)
    address = details.get("page-address") or details.get("address") or ""
    stated = said.text("page").format(address=_quoted(address)) if address else ""
    return "\n".join(filter(None, [line, stated]))


def _quoted(text: str) -> str:
    """Give words from elsewhere so that none can pass for a line of the report, or turn it round.

    Lines after the first are set in; what was cut off is said; signs that hide or turn text are
    named by their number.
    """
    cut = text[:LONGEST_QUOTE] + (words(TOPIC).text("cut") if len(text) > LONGEST_QUOTE else "")
    lines = cut.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return INDENT.join("".join(map(_visible, line)) for line in lines)


def _visible(sign: str) -> str:
    hides = unicodedata.category(sign) in HIDING and sign not in JOINERS
    return f"[U+{ord(sign):04X}]" if hides else sign


def _incident_lines(each: Current, report: SiteReport) -> str:
    said, fields = words(TOPIC), each.fields
    stored = fields.get("happened")
    moment = Moment.from_json(stored)
    known = bool(moment.stated or moment.as_written)
    when = happened_words(stored, words("packs").table("times")) if known else ""
    lines = [said.text("day").format(when=when or said.text("day_unknown"))]
    if quote := _text(fields.get("said")):
        lines.append(said.text("quote").format(text=_quoted(quote)))
    if report.with_words:
        lines.append(_quoted(_text(fields.get("what"))))
    return "\n".join(filter(None, lines))


def _facts(report: SiteReport) -> str:
    said = words(TOPIC)
    pairs = (
        ("places", "\n".join(report.places)),
        ("account", report.account),
        ("seen", report.seen),
        ("what", report.what),
        ("rule", report.rule),
    )
    return "\n".join(f"{_label(said, name)}: {text}" for name, text in pairs if text)


def _label(said: Table, name: str) -> str:
    return said.table("labels").text(name)


def _block(heading: str, lines: Sequence[str]) -> str:
    kept = [line for line in lines if line]
    return "\n".join([words(TOPIC).table("headings").text(heading), *kept]) if kept else ""


def _text(value: JsonValue) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: JsonValue) -> Mapping[str, None]:
    return dict.fromkeys(map(str, value)) if isinstance(value, list) else {}
