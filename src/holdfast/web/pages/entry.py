"""One entry with its history and exhibits; withdrawing it and bringing it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from holdfast.actions.account import account_of, answers_of, latest_reading
from holdfast.actions.afterwards import complete
from holdfast.actions.arrangements import has_children, is_arranged
from holdfast.actions.offer_measures import has_offers, texts_of
from holdfast.actions.safe_online import fits_online
from holdfast.actions.who_is_who import who_is_who
from holdfast.actions.withdraw import undo, withdraw
from holdfast.actions.zoned import is_zone_open
from holdfast.knowledge.account_words import counts_words, gap_words
from holdfast.knowledge.wording import words
from holdfast.model.entry import Entry, Kind, is_contributed
from holdfast.model.errors import NotThatKindError
from holdfast.readers.zones import in_told_zone
from holdfast.web.account_view import show_leftovers, show_sums
from holdfast.web.contribution_view import show_contribution
from holdfast.web.entry_view import late_by, rows_of, show_stated, show_written
from holdfast.web.headers import headers_for_file
from holdfast.web.media_view import alike, machine_words, media_rows, same_words
from holdfast.web.pages.messages import when_said
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.threads import Current
    from holdfast.web.entry_view import Row
    from holdfast.web.visit import Visit

AMEND_ON = {
    Kind.INCIDENT: "amend",
    Kind.PERSON: "people.amend",
    Kind.CONTACT: "contact.amend",
    Kind.ORDER: "my-orders.amend",
}
"""Where entries of a kind are corrected."""
WITHDRAWABLE = (Kind.INCIDENT, Kind.EXHIBIT, Kind.IMPORT, Kind.PERSON, Kind.CONTACT, Kind.ORDER)
ORIGINALS = (Kind.EXHIBIT, Kind.IMPORT)
GONE = 404


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownExhibit:
    """An exhibit as a link."""

    id: str
    """Of its entry."""

    title: str = field(repr=False)
    """Number and name."""

    has_picture: bool
    """Whether there is a copy for the screen."""


def show(visit: Visit) -> Response:
    """Show an entry as it stands, and what was changed since.

    Args:
        visit: its parameter `id` names the entry.
    """
    current = visit.book.record.current(visit.text("id"))
    entry, fields = current.entry, current.fields
    withdrawn = current.withdrawn
    return visit.show(
        "entry.html",
        entry=entry,
        rows=media_rows(_rows(entry, fields), _as_told(visit, entry, fields)),
        machine=machine_words(visit.book, entry.id) if entry.kind is Kind.EXHIBIT else None,
        same_words=same_words(visit.book, entry.id) if entry.kind is Kind.EXHIBIT else (),
        alike=[
            exhibit_of(visit.book, visit.book.record.entry(each))
            for each in alike(visit.book, entry.id, fields)
        ],
        said_of_media=words("media").table("labels").values,
        said_of_machine=words("outside").table("machine_read").values,
        first_rows=rows_of(entry.kind, entry.fields) if current.amendments else (),
        written=show_written(entry.written),
        late=late_by(entry, fields),
        by="" if entry.text("by") in ("", "me") else entry.text("by"),
        arrived=entry.text("arrived"),
        theirs=show_contribution(entry),
        is_original=entry.kind in ORIGINALS,
        own_exhibit=exhibit_of(visit.book, entry) if entry.kind in ORIGINALS else None,
        exhibits=exhibits_of(visit.book, fields),
        messages=messages_of(visit.book, fields),
        history=[_change(change) for change in current.history],
        withdrawn_until=show_stated(withdrawn.text("shred_after")[:10]) if withdrawn else "",
        amend_on=AMEND_ON.get(entry.kind, "") if withdrawn is None else "",
        told_somebody="contact" in visit.shell.routes and entry.kind is Kind.INCIDENT,
        can_withdraw=entry.kind in WITHDRAWABLE,
        is_arranged=is_arranged(fields),
        can_arrange=_can_arrange(visit, current),
        has_measures=withdrawn is None and has_offers(texts_of(fields.get("behaviours"))),
        fits_online=withdrawn is None and fits_online(texts_of(fields.get("behaviours"))),
        has_pack="pack" in visit.shell.routes,
        file=_account(visit, entry) if entry.kind in ORIGINALS and withdrawn is None else None,
    )


def _can_arrange(visit: Visit, current: Current) -> bool:
    """Say whether she is asked if it was an ordinary arrangement: only where there is a child."""
    is_one = current.entry.kind is Kind.INCIDENT and current.withdrawn is None
    return is_one and (is_arranged(current.fields) or has_children(visit.book))


def _rows(entry: Entry, fields: Mapping[str, JsonValue]) -> tuple[Row, ...]:
    """Leave out how somebody else knows: it is said with whose words they are."""
    rows = rows_of(entry.kind, fields)
    return tuple(row for row in rows if row.name != "basis") if is_contributed(fields) else rows


def exhibits_of(book: OpenCasebook, fields: Mapping[str, JsonValue]) -> tuple[ShownExhibit, ...]:
    """Give the exhibits that an entry names, as links; what cannot be read is left out.

    Args:
        book: the open casebook.
        fields: of the entry.
    """
    names = fields.get("exhibits")
    found = [book.record.entry(str(name)) for name in names] if isinstance(names, list) else []
    return tuple(exhibit_of(book, each) for each in found)


def exhibit_of(book: OpenCasebook, entry: Entry) -> ShownExhibit:
    """Give an exhibit as a link.

    Args:
        book: the open casebook.
        entry: an exhibit or import.
    """
    return ShownExhibit(
        id=entry.id,
        title=f"{entry.fields.get('number')}: {entry.text('name')}",
        has_picture=book.index.get_picture(entry.id, "screen") is not None,
    )


def messages_of(book: OpenCasebook, fields: Mapping[str, JsonValue]) -> list[dict[str, object]]:
    """Give the messages that an incident names.

    Args:
        book: the open casebook.
        fields: of the incident.
    """
    chosen = fields.get("messages")
    shown: list[dict[str, object]] = []
    who = who_is_who(book) if chosen else None
    for pair in chosen if isinstance(chosen, list) else []:
        if isinstance(pair, list) and len(pair) == len(("import", "number")):
            import_id, number = str(pair[0]), int(str(pair[1]))
            for row in book.index.messages(import_id, first=number, last=number):
                when = row.message.happened
                shown.append(
                    {
                        "import_id": import_id,
                        "number": number,
                        "when": when_said(when),
                        "sender": who.shown(row.message.sender) if who else "",
                        "text": row.message.text,
                    }
                )
    return shown


def _change(change: Entry) -> dict[str, object]:
    changed = change.texts("changed")
    given = {name: change.fields.get(name) for name in changed}
    return {
        "kind": change.kind,
        "sequence": change.sequence,
        "written": show_written(change.written),
        "rows": rows_of(Kind.AMENDMENT, {**given, "why": change.fields.get("why")}),
        "taken_back": [name for name, value in given.items() if value in (None, "", [])],
    }


def _account(visit: Visit, entry: Entry) -> dict[str, object]:
    """Give what was read from a file, what was not, and where it came from."""
    book, said = visit.book, words("web_entry").table("page")
    about = [each for each in book.record.about(entry.id) if isinstance(each, Entry)]
    (account,) = complete(book, [account_of(entry, latest_reading(about))])
    part_of = entry.fields.get("part_of")
    owner = book.record.entry(str(part_of[0])) if isinstance(part_of, list) and part_of else None
    return {
        "entry": entry.id,
        "can_ask": entry.kind is Kind.IMPORT or is_zone_open(entry),
        "counts": said.text("read_count").format(
            counted=counts_words(dict(account.counts)), attachments=account.counts["attachments"]
        )
        if account.found
        else "",
        "leftovers": show_leftovers(account, said.text("leftover")),
        "gaps": [gap_words(each) for each in account.gaps],
        "whose": "" if account.whose else said.text("whose_not_said"),
        "inside_of": exhibit_of(book, owner) if owner else None,
        **show_sums(account),
    }


def _as_told(
    visit: Visit, entry: Entry, fields: Mapping[str, JsonValue]
) -> Mapping[str, JsonValue]:
    """Give the fields of an exhibit, its time in the zone that was told for it."""
    if entry.kind is not Kind.EXHIBIT or not fields.get("taken"):
        return fields
    about = [each for each in visit.book.record.about(entry.id) if isinstance(each, Entry)]
    answers = answers_of(latest_reading(about) or entry)
    return in_told_zone(fields, answers)


def take_away(visit: Visit) -> Response:
    """Withdraw an entry: hidden from now on, undoable for 30 days.

    Args:
        visit: its parameter `id` names the entry.
    """
    withdraw(visit.book, visit.text("id"))
    visit.say_next(words("web_entry").table("page").text("withdrawn_said"))
    return visit.go("entry", id=visit.text("id"))


def bring_back(visit: Visit) -> Response:
    """Undo a withdrawal.

    Args:
        visit: its parameter `id` names the entry.
    """
    undo(visit.book, visit.text("id"))
    visit.say_next(words("web_entry").table("page").text("undone_said"))
    return visit.go("entry", id=visit.text("id"))


def picture(visit: Visit) -> Response:
    """Give the copy of a picture that was made for the screen.

    Args:
        visit: its parameter `id` names the exhibit.
    """
    found = visit.book.index.get_picture(visit.text("id"), "screen")
    if found is None:
        return Response(status_code=GONE)
    return Response(found, media_type="image/jpeg")


def original(visit: Visit) -> Response:
    """Hand over an original as a file, byte for byte.

    Args:
        visit: its parameter `id` names the exhibit.

    Raises:
        NotThatKindError: the entry holds no file.
    """
    book = visit.book
    entry = book.record.entry(visit.text("id"))
    if not entry.text("blob"):
        raise NotThatKindError
    book.activity.note("original-saved", str(entry.fields.get("number")))
    file = book.originals.open(entry.text("blob"))
    headers = headers_for_file(entry.text("name")) | {"content-length": str(file.size)}
    return StreamingResponse(file.chunks(), headers=headers)


ROUTES = (
    Route(name="entry", show=show),
    Route(name="entry.withdraw", act=take_away),
    Route(name="entry.undo", act=bring_back),
    Route(name="picture", show=picture),
    Route(name="original", show=original),
)
