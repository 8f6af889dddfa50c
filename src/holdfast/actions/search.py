"""Find words anywhere in the record, each result with its place in the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdfast.actions.who_is_who import Person
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import Filter, Hit

MOST_RESULTS = 50


def search(
    book: OpenCasebook,
    words: str,
    *,
    wanted: Filter | None = None,
    limit: int = MOST_RESULTS,
    before: int | None = None,
) -> list[Hit]:
    """Find entries and messages that contain all the words, newest first.

    Args:
        book: the open casebook.
        words: those of three letters or more also find longer words that begin with them.
        wanted: where to look; everywhere when left out.
        limit: most results.
        before: key of the last result, for those after it.
    """
    return book.index.search(words, wanted, limit=limit, before=before)


def hit_to_json(hit: Hit, person: Person | None = None) -> dict[str, JsonValue]:
    """Give a result as `search --json` prints it.

    Args:
        hit: from `search`.
        person: whose the sender's handle is, as she said.
    """
    source: JsonValue = None
    if hit.source is not None:
        source = {name: value for name, value in hit.source._asdict().items() if value is not None}
    return {
        "entry": hit.entry,
        "sequence": hit.sequence,
        "happened": hit.happened,
        "written": hit.written,
        "kind": hit.kind,
        "text": hit.text,
        "source": source,
        "number": hit.number,
        "conversation": hit.conversation or None,
        "sender": hit.sender,
        "person": None
        if person is None
        else {"entry": person.id, "name": person.name or None, "role": person.role},
        "withdrawn": hit.withdrawn,
        "machine_read": hit.machine_read,
        "key": hit.key,
    }
