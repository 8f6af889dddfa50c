"""What was not understood of a file, as it stands there: nothing of it is laid out or run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.leftovers import Places, find_places, read_stretches
from holdfast.knowledge.account_words import format_words
from holdfast.knowledge.wording import words
from holdfast.web.account_view import PER_PART, why_left_out
from holdfast.web.bytes_view import show_bytes
from holdfast.web.paging import part_of
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.actions.leftovers import Stretch
    from holdfast.web.visit import Visit

NAME = "leftovers"


async def show(visit: Visit) -> Response:
    """Show what was left over for one reason, 50 places at a time.

    Args:
        visit: parameters `id` of the file's entry, `why` the reason, `part` which 50.
    """
    entry_id, why = visit.text("id"), visit.text("why")
    places = await _places(visit, entry_id, why)
    part = part_of(places.spans, visit.number("part", 1), PER_PART)
    stretches = await visit.run(lambda: read_stretches(visit.book, entry_id, part.items))
    entry = await visit.run(lambda: visit.book.record.entry(entry_id))
    return visit.show(
        "leftovers.html",
        id=entry.id,
        why=why,
        says=why_left_out(why),
        file_name=entry.text("name"),
        format=format_words(entry.text("format")),
        everything=f"{places.everything:,}",
        not_listed=places.everything - len(places.spans),
        part=part,
        stretches=[_shown(each) for each in stretches],
    )


async def _places(visit: Visit, entry_id: str, why: str) -> Places:
    """Give the places; they are remembered while she turns the pages of this one reason."""
    kept = visit.session.jobs.get(NAME)
    if isinstance(kept, tuple) and kept[0] == (entry_id, why) and visit.number("part", 1) > 1:
        return _as_places(kept[1])
    found = await visit.shell.run_long(lambda: find_places(visit.book, entry_id, why))
    visit.session.jobs[NAME] = ((entry_id, why), found)
    return found


def _as_places(kept: object) -> Places:
    return kept if isinstance(kept, Places) else Places(spans=(), everything=0)


def _shown(stretch: Stretch) -> dict[str, object]:
    said, span = words("web_leftovers"), stretch.span
    text, is_hex = show_bytes(stretch.content)
    place = said.text("place").format(first=f"{span.start:,}", last=f"{max(span.end - 1, 0):,}")
    parts = [place] if span.length else []
    parts += [said.text("path").format(path=span.path)] if span.path else []
    return {
        "place": " · ".join(parts) or said.text("whole"),
        "text": text,
        "is_hex": is_hex,
        "more": said.text("more").format(n=f"{stretch.more:,}") if stretch.more else "",
        "only_path": "" if span.length else said.text("in_database" if span.path else "a_note"),
    }


ROUTES = (Route(name=NAME, show=show),)
