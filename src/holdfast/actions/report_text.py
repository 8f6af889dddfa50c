"""The text for a report, made from what she wrote: chosen incidents, in the order police ask.

Nothing is said of feelings, fear or effect but in her own words. Her own numbers and addresses are
left out wherever they are known, until she types them in herself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.access_needs import needs_lines
from holdfast.actions.checkpoint_codes import code_now
from holdfast.actions.contributions import name_shown
from holdfast.actions.own_details import own_details
from holdfast.actions.reporting import orders_in_force, see_record
from holdfast.actions.standing import current_of_kind
from holdfast.insight.private_words import leave_out
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind, is_contributed
from holdfast.model.moment import Moment
from holdfast.packs.papers.times import happened_words, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from holdfast.actions.reporting import RecordForReport
    from holdfast.knowledge.table import Table
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.threads import Current

PARTS = ("where", "people", "orders", "reports", "witnesses", "files", "effect", "needs")
"""What she may leave out, in the order in which it stands."""

TELLERS = ("me", "seen", "other")
PERSON = ("name", "handles", "vehicles", "looks", "knows")
DAY_LENGTH = len("2026-03-04")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportChoice:
    """What she wants in the text."""

    incidents: tuple[str, ...]
    """Ids of their entries."""

    parts: frozenset[str] = frozenset(PARTS)
    """Some of `PARTS`."""

    teller: str = ""
    """One of `TELLERS`; empty when she did not say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedText:
    """The text as it can be edited, copied and printed."""

    text: str = field(repr=False)
    """All of it, lines ending in LF."""

    incidents: tuple[str, ...]
    """Ids of those it tells of, the latest first."""

    left_out: int
    """Incidents of the record that it does not tell of."""

    code: str
    """Code of the record when it was made."""

    hidden: int
    """Places where her own number or address was left out."""


def prepare_text(book: OpenCasebook, choice: ReportChoice, *, today: date) -> PreparedText:
    """Make the text for a report; nothing is stored.

    Args:
        book: the open casebook.
        choice: what she wants in it.
        today: the day.
    """
    chosen = _chosen(book, choice.incidents)
    record, code = see_record(book, today=today), code_now(book)
    maker = _Maker(book=book, choice=choice, chosen=chosen, today=today)
    blocks = [*maker.head(record), *maker.middle(record), *maker.end(code)]
    mark = words("report_text").text("left_out_mark")
    text, hidden = leave_out("\n\n".join(filter(None, blocks)), own_details(book), mark)
    return PreparedText(
        text=text + "\n",
        incidents=tuple(each.entry.id for each in chosen),
        left_out=record.incidents - _count_hers(chosen),
        code=code,
        hidden=hidden,
    )


def _chosen(book: OpenCasebook, ids: Sequence[str]) -> list[Current]:
    return sorted(
        current_of_kind(book, Kind.INCIDENT, only=frozenset(ids)), key=_when, reverse=True
    )


def _when(each: Current) -> tuple[str, int]:
    moment = Moment.from_json(each.fields.get("happened"))
    return moment.order_key or "", each.entry.sequence


def _count_hers(chosen: Sequence[Current]) -> int:
    return sum(not is_contributed(each.fields) for each in chosen)


def _by_other(fields: Mapping[str, JsonValue]) -> str:
    """Say that somebody else wrote it, and how they say they know."""
    said, by = words("contributions"), name_shown(str(fields.get("by") or ""))
    knows = said.table("knows").values.get(str(fields.get("basis")), "")
    return f"{said.table('said').text('not_mine').format(by=by)} {knows}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Maker:
    """Makes the text block by block; an empty block is left out."""

    book: OpenCasebook = field(repr=False)
    choice: ReportChoice
    chosen: Sequence[Current] = field(repr=False)
    today: date

    def head(self, record: RecordForReport) -> list[str]:
        """Give what is said before anything else: an order that may be broken, who tells it."""
        said = _said()
        teller = said.text(f"for_{self.choice.teller}") if self.choice.teller else ""
        count = said.text("count_one").format()
        told = _count_hers(self.chosen)
        if (record.incidents, told) != (1, 1):
            left = record.incidents - told
            count = said.text("count").format(all=record.incidents, chosen=told, left=left)
        return [self._broken(), teller, count]

    def middle(self, record: RecordForReport) -> list[str]:
        """Give what happened, and all that belongs to it."""
        said = _said()
        told = [self._incident(number, each) for number, each in self._numbered()]
        first = said.text("started_says").format(day=spoken(record.first)) if record.first else ""
        return [
            "\n\n".join([said.text("latest_first"), *told]) if told else "",
            _block("started", [first]),
            self._people(),
            self._orders(),
            self._reports(record),
            self._lines("witnesses", "witnesses"),
            self._files(),
            self._effect(),
        ]

    def end(self, code: str) -> list[str]:
        """Give what she needs, and what this text is."""
        said = _said()
        needs = needs_lines(self.book) if "needs" in self.choice.parts else []
        closing = [said.text("not_sworn"), said.text("code").format(code=code)]
        return [_block("needs", needs), _block("about", closing)]

    def _numbered(self) -> list[tuple[int, Current]]:
        return list(enumerate(self.chosen, start=1))

    def _broken(self) -> str:
        said, lines = _said(), []
        for order in orders_in_force(self.book, today=self.today):
            numbers = [n for n, each in self._numbered() if each.entry.id in order.broken]
            if numbers:
                named = ", ".join(said.text("number").format(number=n) for n in numbers)
                lines += [said.text("order").format(order=_order_line(order.fields))]
                lines += [said.text("order_broken").format(numbers=named)]
        return "\n".join(lines)

    def _incident(self, number: int, each: Current) -> str:
        said, fields = _said(), each.fields
        when = happened_words(fields.get("happened"), said.table("times"))
        lines = [f"{said.text('number').format(number=number)}  {when}"]
        theirs = is_contributed(fields)
        if theirs:
            lines.append(_by_other(fields))
        if "where" in self.choice.parts:
            lines.append(_labelled("where", fields.get("where")))
        lines.append(_labelled("who", fields.get("who")))
        lines.append(_text(fields.get("what")))
        lines.append(_labelled("said", fields.get("said")))
        basis = "" if theirs else _text(fields.get("basis"))
        known = words("web_entry").table("values")
        lines.append(_labelled("basis", str(known.values.get(basis, basis))))
        written = said.text("written_changed" if each.amendments else "written")
        lines.append(written.format(day=spoken(each.entry.written[:DAY_LENGTH])))
        return "\n".join(filter(None, lines))

    def _people(self) -> str:
        if "people" not in self.choice.parts:
            return ""
        labels, blocks = _said().texts("person"), []
        for each in current_of_kind(self.book, Kind.PERSON):
            if each.fields.get("role") == "does-it":
                pairs = zip(labels, PERSON, strict=True)
                lines = [
                    f"{label}: {text}"
                    for label, name in pairs
                    if (text := _joined(each.fields.get(name)))
                ]
                blocks.append("\n".join(lines))
        return _block("people", blocks)

    def _orders(self) -> str:
        if "orders" not in self.choice.parts:
            return ""
        return _block(
            "orders",
            [_order_line(each.fields) for each in orders_in_force(self.book, today=self.today)],
        )

    def _reports(self, record: RecordForReport) -> str:
        if "reports" not in self.choice.parts:
            return ""
        said, lines = _said(), []
        for each in record.reports:
            place = _text(each.fields.get("organisation"))
            key = "reference" if place else "reference_alone"
            number = said.text(key).format(reference=_text(each.fields.get("reference")))
            happened = each.fields.get("happened")
            when = happened_words(happened, said.table("times")) if _is_dated(happened) else ""
            lines.append(", ".join(filter(None, (place, number, when))))
        return _block("reports", lines)

    def _lines(self, part: str, name: str) -> str:
        if part not in self.choice.parts:
            return ""
        said, lines = _said(), []
        for number, each in self._numbered():
            if text := _joined(each.fields.get(name)):
                lines.append(f"{said.text('number').format(number=number)}: {text}")
        return _block(part, lines)

    def _files(self) -> str:
        if "files" not in self.choice.parts:
            return ""
        said, lines = _said(), []
        for number, each in self._numbered():
            count = sum(_length(each.fields.get(name)) for name in ("exhibits", "messages"))
            if count:
                key = "file_count_one" if count == 1 else "file_count"
                lines.append(said.text(key).format(number=number, count=count))
        return _block("files", lines)

    def _effect(self) -> str:
        if "effect" not in self.choice.parts:
            return ""
        said, lines = _said(), []
        for number, each in self._numbered():
            texts = [_text(each.fields.get(name)) for name in ("felt", "effect")]
            hers = "\n".join(filter(None, texts))
            if hers:
                lines.append(f"{said.text('number').format(number=number)}: {hers}")
        return _block("effect", lines)


def _said() -> Table:
    return words("report_text")


def _block(heading: str, lines: Sequence[str]) -> str:
    kept = [line for line in lines if line]
    return "\n".join([_said().text(heading), *kept]) if kept else ""


def _labelled(label: str, value: JsonValue) -> str:
    text = _text(value)
    return f"{_said().text(label)}: {text}" if text else ""


def _order_line(fields: Mapping[str, JsonValue]) -> str:
    said, until = _said(), _text(fields.get("until"))
    number = _text(fields.get("reference"))
    parts = (
        _text(fields.get("order")),
        _text(fields.get("court")),
        said.text("reference").format(reference=number) if number else "",
        said.text("until").format(day=spoken(until, weekday=False)) if until else "",
    )
    return ", ".join(filter(None, parts))


def _is_dated(stored: JsonValue) -> bool:
    moment = Moment.from_json(stored)
    return bool(moment.stated or moment.as_written)


def _text(value: JsonValue) -> str:
    return value.strip() if isinstance(value, str) else ""


def _joined(value: JsonValue) -> str:
    if isinstance(value, list):
        return ", ".join(_joined(each) for each in value if each)
    if isinstance(value, dict):
        return " ".join(_joined(each) for each in value.values() if each)
    return _text(value)


def _length(value: JsonValue) -> int:
    return len(value) if isinstance(value, list) else 0
