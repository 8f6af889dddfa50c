"""What somebody else wrote and sealed for her: read with suspicion, and told apart from her words.

Anybody who holds the casebook's public key can make one. The note says who they are, what they saw
and how they know; none of it is checked. What the program does know is whether the note names a
page that was made here, and for whom (docs/contributions.md).
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import BASES
from holdfast.knowledge.wording import words
from holdfast.model.disclosure import to_json
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import UsageError
from holdfast.model.moment import UNKNOWN_MOMENT, Moment
from holdfast.model.when import parse_when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from holdfast.model.entry import JsonValue
    from holdfast.vault.capture_zip import CapturedFile
    from holdfast.vault.casebook import OpenCasebook

FORM = "contribution/1"
HERSELF = "me"
AUTHOR_UNKNOWN = "author unknown"
NOT_STATED = "not stated"
MARKS = str.maketrans(
    {'"': "'", "\N{LEFT DOUBLE QUOTATION MARK}": "'", "\N{RIGHT DOUBLE QUOTATION MARK}": "'"}
)
JOINERS = "\u200c\u200d"
"""Needed to write Persian and Hindi; every other sign that cannot be seen is left out of a name."""

PAGES = "trusted/page/"
TOKEN_BYTES = 16
BROUGHT = ("by-hand", "e-mail", "message", "post", "other")
"""How it may have reached her; keys of `[brought]` in contributions.toml."""

POLICE = ("yes", "no", "unsure")
MOST_NAMES, LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 50, 120, 300, 200_000
MOST_QUESTIONS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Contribution:
    """What a note says, cut to sizes that a record can hold."""

    what: str = field(default="", repr=False)
    """What they saw or heard."""

    when: str = field(default="", repr=False)
    """When, in their words."""

    where: str = field(default="", repr=False)
    """Where."""

    who: str = field(default="", repr=False)
    """Who it was, and how they know that person."""

    said: str = field(default="", repr=False)
    """Exact words."""

    basis: str = ""
    """How they know: one of `BASES`; empty when they did not say."""

    witnesses: tuple[str, ...] = field(default=(), repr=False)
    """Who else was there."""

    by: str = field(default="", repr=False)
    """Their name as they want it to stand; empty when they gave none."""

    police: str = ""
    """Whether the police may ask them: one of `POLICE`; empty when they did not say."""

    sealed: str = ""
    """When, by their device's clock, ISO 8601; empty when it is no time."""

    page: str = ""
    """Which page it was made with."""

    asked: tuple[str, ...] = field(default=(), repr=False)
    """The questions, as the page showed them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """How it reached her, as she says."""

    how: str = ""
    """One of `BROUGHT`; empty when she does not say."""

    on: Moment | None = field(default=None, repr=False)
    """When; None when she does not say."""

    def fields(self) -> dict[str, JsonValue]:
        """Give the fields of an entry.

        Raises:
            UsageError: no way of coming is called that.
        """
        if self.how not in {"", *BROUGHT}:
            place = "brought"
            raise UsageError(place)
        on: dict[str, JsonValue] | None = dict(self.on.to_json()) if self.on else None
        return {"brought": self.how or None, "brought_on": on}


def read_contribution(note: Mapping[str, JsonValue]) -> Contribution | None:
    """Read a note; None when it is none of somebody else's.

    Args:
        note: from a capture.
    """
    if note.get("form") != FORM:
        return None
    return Contribution(
        what=_text(note, "what"),
        when=_line(note.get("when")),
        where=_line(note.get("where")),
        who=_text(note, "who"),
        said=_text(note, "said"),
        basis=_code(note, "basis", BASES),
        witnesses=_lines(note.get("witnesses"), MOST_NAMES),
        by=author_of(note),
        police=_code(note, "police", POLICE),
        sealed=_time(note.get("made")),
        page=_line(note.get("page")),
        asked=_lines(note.get("asked"), MOST_QUESTIONS),
    )


def author_of(note: Mapping[str, JsonValue]) -> str:
    """Give who a note says wrote it; empty when it says nobody, or claims to be herself.

    Args:
        note: from a capture.
    """
    line = _line(note.get("by"))
    name = "".join(each for each in line if each.isprintable() or each in JOINERS)[:LONGEST_NAME]
    seen = unicodedata.normalize("NFKC", name).translate(dict.fromkeys(map(ord, JOINERS)))
    return "" if seen.strip().casefold() in {"", HERSELF, AUTHOR_UNKNOWN} else name


def name_shown(by: str) -> str:
    """Give a name between quotation marks, so that none reads on as a sentence of the program.

    Args:
        by: as an entry or a note holds it; that none was given is said instead.
    """
    said = words("contributions")
    if by in {"", AUTHOR_UNKNOWN}:
        return said.text("no_name")
    return said.text("named").format(name=by.translate(MARKS))


def digest_of(contribution: Contribution, files: Sequence[CapturedFile]) -> str:
    """Give a hash by which the same contribution is known when it comes twice.

    Args:
        contribution: as read.
        files: with it; each is read through.

    Returns:
        SHA-256 in hex, over what was said, by whom and the files, whatever they are called. When
        it was sealed does not count: somebody may seal the same words again.
    """
    said: list[JsonValue] = [
        contribution.what,
        contribution.when,
        contribution.where,
        contribution.who,
        contribution.said,
        contribution.basis,
        [*contribution.witnesses],
        contribution.by,
        contribution.police,
        [*sorted(map(_sha256, files))],
    ]
    return hashlib.sha256(to_json(said)).hexdigest()


def _sha256(file: CapturedFile) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    return digest.hexdigest()


def written_by_others(book: OpenCasebook, digest: str) -> Entry | None:
    """Find the entry with which a contribution is in the record already, and not withdrawn.

    Args:
        book: the open casebook.
        digest: as `digest_of` gives it.
    """
    for each in book.record.entries():
        if (
            isinstance(each, Entry)
            and each.kind is Kind.INCIDENT
            and each.text("contribution") == digest
            and book.record.current(each.id).withdrawn is None
        ):
            return each
    return None


def new_page(book: OpenCasebook, meant_for: str, *, clock: datetime) -> str:
    """Note in the drawer that a page is made, and for whom.

    Args:
        book: the open casebook.
        meant_for: as she calls them; empty for nobody in particular.
        clock: the device's.

    Returns:
        What the page carries, so that what comes back can be told. It says nothing of anybody.
    """
    token = secrets.token_hex(TOKEN_BYTES)
    name = " ".join(meant_for.split())[:LONGEST_NAME]
    book.drawer.put(PAGES + token, {"for": name, "made": clock.isoformat(timespec="seconds")})
    return token


@dataclass(frozen=True, kw_only=True, slots=True)
class PageMade:
    """A page that she made for somebody."""

    token: str
    """Which page."""

    meant_for: str = field(repr=False)
    """As she calls them; empty for nobody by name."""

    made: str
    """When, ISO 8601 with offset."""


def pages_made(book: OpenCasebook) -> tuple[PageMade, ...]:
    """Give the pages she made, the latest first.

    Args:
        book: the open casebook.
    """
    found = []
    for name in book.drawer.names(PAGES):
        stored = book.drawer.get(name)
        if isinstance(stored, dict):
            meant_for, made = str(stored.get("for") or ""), str(stored.get("made") or "")
            found.append(PageMade(token=name.removeprefix(PAGES), meant_for=meant_for, made=made))
    return tuple(sorted(found, key=lambda each: each.made, reverse=True))


def forget_page(book: OpenCasebook, token: str) -> None:
    """Throw away for good that a page was made; what it seals still opens.

    Args:
        book: the open casebook.
        token: which page.
    """
    book.drawer.delete(PAGES + token)


def page_made_for(book: OpenCasebook, contribution: Contribution) -> str | None:
    """Give for whom she made the page that a contribution names; None when it names none of hers.

    Args:
        book: the open casebook.
        contribution: as read.
    """
    token = contribution.page
    stored = book.drawer.get(PAGES + token) if token.isalnum() else None
    return str(stored.get("for") or "") if isinstance(stored, dict) else None


def contributed_fields(
    book: OpenCasebook, contribution: Contribution, *, digest: str, came: Came
) -> dict[str, JsonValue]:
    """Give the fields that its incident and its files have in common.

    Args:
        book: the open casebook.
        contribution: as read.
        digest: of it.
        came: how it reached her, as she says.
    """
    return {
        "contribution": digest,
        "meant_for": page_made_for(book, contribution),
        "sealed": contribution.sealed or NOT_STATED,
        "police_may_ask": contribution.police or None,
        **came.fields(),
    }


def incident_fields(contribution: Contribution) -> dict[str, JsonValue]:
    """Give what it says as fields of an incident, nothing added.

    Args:
        contribution: as read.
    """
    given: dict[str, JsonValue] = {
        "what": contribution.what or None,
        "happened": dict(moment_of(contribution).to_json()),
        "where": contribution.where or None,
        "who": contribution.who or None,
        "said": contribution.said or None,
        "basis": contribution.basis or None,
        "witnesses": [*contribution.witnesses],
        "asked": [*contribution.asked],
    }
    return {name: value for name, value in given.items() if value not in (None, [])}


def moment_of(contribution: Contribution) -> Moment:
    """Give when it happened, as far as their words say; "yesterday" counts from their own clock.

    Args:
        contribution: as read.
    """
    if not contribution.when:
        return UNKNOWN_MOMENT
    as_written = Moment(as_written=contribution.when, stated=None)
    if not contribution.sealed:
        return as_written
    try:
        return parse_when(contribution.when, now=datetime.fromisoformat(contribution.sealed))
    except UsageError:
        return as_written


def _text(note: Mapping[str, JsonValue], name: str) -> str:
    value = note.get(name)
    return value.strip()[:LONGEST_TEXT] if isinstance(value, str) else ""


def _line(value: JsonValue) -> str:
    return " ".join(value.split())[:LONGEST_LINE] if isinstance(value, str) else ""


def _lines(value: JsonValue, most: int) -> tuple[str, ...]:
    return tuple(_each_line(value))[:most]


def _each_line(value: JsonValue) -> Iterator[str]:
    for each in value if isinstance(value, list) else []:
        if line := _line(each):
            yield line


def _code(note: Mapping[str, JsonValue], name: str, known: tuple[str, ...]) -> str:
    value = note.get(name)
    return value if isinstance(value, str) and value in known else ""


def _time(value: JsonValue) -> str:
    """Give a time with its offset; the clock it comes from may say anything."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return ""
    return at.isoformat(timespec="seconds") if at and at.tzinfo else ""
