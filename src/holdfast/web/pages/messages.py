"""Messages of one file around a place, and from chosen ones to an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.actions.account import DATES
from holdfast.actions.arrangements import arranged_messages, has_children, note_arranged
from holdfast.actions.attachments import find_attachments
from holdfast.actions.who_is_who import who_is_who
from holdfast.knowledge.media_words import length_words
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.web.entry_view import show_stated
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.responses import Response

    from holdfast.actions.who_is_who import WhoIsWho
    from holdfast.model.moment import Moment
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import Elsewhere, MessageRow
    from holdfast.web.visit import Visit

REPORT = "report"
AROUND = 30
"""How many messages stand before and after the one she came for."""


def show(visit: Visit) -> Response:
    """Show messages around a place.

    Args:
        visit: parameters `id` of the import and `at`, the number of a message in it.
    """
    book, import_id = visit.book, visit.text("id")
    entry = book.record.entry(import_id)
    at = visit.number("at")
    who = who_is_who(book)
    first = max(0, at - AROUND)
    rows = book.index.messages(entry.id, first=first, last=at + AROUND)
    last_shown = rows[-1].number if rows else 0
    marked = arranged_messages(book, entry.id)
    has_later = bool(book.index.messages(entry.id, first=last_shown + 1, last=last_shown + 1))
    return visit.show(
        "messages.html",
        import_id=entry.id,
        heading=rows[0].message.conversation if rows else "",
        file_name=entry.text("name"),
        at=at,
        is_start="at" not in visit.params,
        rows=[{**_row(book, row, who), "arranged": marked.get(row.number, "")} for row in rows],
        earlier=max(0, first - AROUND) if first > 0 else None,
        later=last_shown + AROUND if has_later else None,
        can_arrange=has_children(book) or bool(visit.text("arrange")),
        zone_hints=_zone_hints(each.message.happened for each in rows),
        question_open=_open_question(book, entry.id),
        goes_on=None if has_later else _goes_on(book, rows[::-1], 1),
        begins=_goes_on(book, rows, -1) if first == 0 else None,
    )


def _row(book: OpenCasebook, row: MessageRow, who: WhoIsWho) -> dict[str, object]:
    said, marks = words("web_messages"), words("marks")
    message = row.message
    shown = [_mark(mark) for mark in message.marks if mark in marks.keys()]  # noqa: SIM118  # a Table
    if message.kind in ("call", "event"):
        shown.insert(0, said.text(message.kind))
    if message.duration_seconds is not None:
        shown.append(length_words(message.duration_seconds))
    details = details_shown(message.details)
    exhibits: Mapping[str, str] = {}
    if message.attachments:
        exhibits = find_attachments(book, row.entry, row.number, message)
    return {
        "number": row.number,
        "sender": who.shown(message.sender),
        "when": when_said(message.happened),
        "text": message.text,
        "marks": shown,
        "attachments": [(name, exhibits.get(name, "")) for name in message.attachments],
        "details": [each for each in details if not each.is_technical],
        "technical": [each for each in details if each.is_technical],
        "elsewhere": [_other(book, each) for each in row.elsewhere],
        "maybe": [_other(book, each) for each in row.maybe],
    }


def _other(book: OpenCasebook, place: Elsewhere) -> dict[str, object]:
    """Give another export that holds a message, as a link to it there."""
    name = book.record.entry(place.entry).text("name")
    return {"name": name, "entry": place.entry, "number": place.number}


class Detail(NamedTuple):
    """What a source states of a message beside its words."""

    label: str
    """In the person's words."""

    text: str
    """As written."""

    is_technical: bool
    """Whether it says little to a person, and much to somebody who checks."""


def details_shown(details: Sequence[tuple[str, str]]) -> list[Detail]:
    """Give details with their labels.

    Args:
        details: codes and texts; a code without words is its own label.
    """
    said = words("details")
    shown = []
    for code, text in details:
        known = said.table(code) if code in said.keys() else None  # noqa: SIM118  # a Table
        label = known.text("says") if known else code
        technical = known is None or known.text_or_empty("technical") != ""
        shown.append(Detail(label, text, technical))
    return shown


def _mark(mark: str) -> str:
    return words("marks").table(mark).text("says")


def when_said(happened: Moment) -> str:
    """Give a message's time as people read it; as written when its order is not known.

    Args:
        happened: of the message.
    """
    if not happened.stated:
        return happened.as_written
    return f"{show_stated(happened.stated)} {happened.utc_shown}".rstrip()


def _zone_hints(times: Iterable[Moment]) -> list[str]:
    """Say what the zones on this page are, or that the file states none."""
    said, timed = words("web_messages"), [each for each in times if "T" in (each.stated or "")]
    known = {each.offset_minutes is not None for each in timed}
    return [said.text(key) for key, has in (("zones", True), ("no_zone", False)) if has in known]


def _goes_on(book: OpenCasebook, rows: Sequence[MessageRow], step: int) -> dict[str, object] | None:
    """Give where another export has more of the conversation than the file that is shown.

    Args:
        book: the open casebook.
        rows: of the page, the one at its end, or beginning, first.
        step: 1 for what comes after, -1 for what came before.
    """
    row = next((each for each in rows if each.elsewhere), None)
    for place in row.elsewhere if row is not None else ():
        near, wanted = place.number, place.number + step
        found = book.index.messages(place.entry, first=min(near, wanted), last=max(near, wanted))
        more = [each for each in found if each.number == wanted]
        talks = {each.message.conversation for each in found}
        if row is not None and more and len(talks) == 1 and not _is_in(more[0], row.entry):
            name = book.record.entry(place.entry).text("name")
            return {"name": name, "entry": place.entry, "number": wanted}
    return None


def _is_in(row: MessageRow, import_id: str) -> bool:
    return any(each.entry == import_id for each in row.elsewhere)


def _open_question(book: OpenCasebook, name: str) -> str:
    """Say what is still asked about a file; empty when nothing is."""
    entry = book.record.entry(name)
    readings = [
        each for each in book.record.about(name) if getattr(each, "kind", "") is Kind.READING
    ]
    newest = readings[-1] if readings else entry
    asked = getattr(newest, "fields", {}).get("questions")
    ids = [str(each.get("id")) for each in asked or () if isinstance(each, dict)]
    said = words("web_messages")
    if any(each.startswith(DATES) for each in ids):
        return said.text("question_open")
    return said.text("question_other") if ids else ""


def choose(visit: Visit) -> Response:
    """Go from chosen messages to writing down what happened, or to a report to a site.

    Args:
        visit: parameter `id` of the import; the form's `chosen` numbers, and `then`.
    """
    import_id = visit.text("id")
    chosen = [each for each in visit.form.texts("chosen") if each.isdecimal()]
    if not chosen:
        visit.say_next(words("web_messages").text("none_chosen"))
        return visit.go("messages", id=import_id, at=visit.number("at"))
    if visit.form.has("arranged"):
        added = note_arranged(visit.book, import_id, [int(each) for each in chosen])
        visit.say_next(words("web_messages").text("arranged_noted"))
        return visit.go("entry", id=added.entry.id)
    following = "safe-online.report" if visit.form.text("then") == REPORT else "add"
    return visit.go(following, messages=[f"{import_id}:{number}" for number in chosen])


ROUTES = (
    Route(name="messages", show=show),
    Route(name="messages.choose", act=choose),
)
