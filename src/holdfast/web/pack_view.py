"""What a pack would reveal, as she sees it before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.choosing import ALONE
from holdfast.knowledge.wording import words
from holdfast.web.entry_view import label_of, rows_of, show_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.actions.make_pack import Preview
    from holdfast.actions.revealing import Reveal
    from holdfast.vault.casebook import OpenCasebook

ALWAYS_SHOWN = frozenset({"number", "sha256", "size_bytes"})
"""Fields that the pack's own proofs need."""

TICKED = ("own-details", "hidden-details")


def show_preview(book: OpenCasebook, ready: Preview) -> dict[str, object]:
    """Give what the page shows of a preview.

    Args:
        book: the open casebook.
        ready: the preview.
    """
    by_kind: dict[str, list[Reveal]] = {}
    for each in ready.reveals:
        by_kind.setdefault(each.kind, []).append(each)
    return {
        "entries": ready.entries,
        "exhibits": ready.exhibits,
        "messages": ready.messages,
        "absent": ready.absent,
        "size": show_size(ready.size_bytes),
        "names": sorted({each.text for each in by_kind.get("name", ())}),
        "senders": _senders(by_kind.get("messages", ())),
        "late": [
            (each.entry, _label(book, each.entry), each.count) for each in by_kind.get("late", ())
        ],
        "masked": sum(each.count for each in by_kind.get("masked", ())),
        "ticks": [_ticks(book, by_kind.get(kind, ())) for kind in TICKED],
        "parts": _parts(book, ready),
    }


def _senders(reveals: Iterable[Reveal]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for each in reveals:
        counts[each.text] = counts.get(each.text, 0) + each.count
    return [(name, count) for name, count in counts.items() if name]


def _ticks(book: OpenCasebook, reveals: Iterable[Reveal]) -> list[tuple[str, str, bool]]:
    """Give a box for each entry: what to tick, what it would show, whether it does."""
    fields = words("web_entry").table("fields")
    found: dict[str, list[Reveal]] = {}
    for each in reveals:
        found.setdefault(each.allow, []).append(each)
    boxes = []
    for allow, group in found.items():
        # Of a file itself nothing is to be said but its name, which the label has already.
        shown = dict.fromkeys(
            f"{fields.values.get(each.named, each.named)}: {each.text}"
            for each in group
            if each.named
        )
        label = _label(book, group[0].entry) + (f" ({'; '.join(shown)})" if shown else "")
        boxes.append((allow, label, all(each.included for each in group)))
    return boxes


def _label(book: OpenCasebook, name: str) -> str:
    entry = book.record.entry(name)
    about = entry.text("of")
    current = book.record.current(about or entry.id)
    return label_of(current.entry, current.fields)


def _parts(book: OpenCasebook, ready: Preview) -> list[dict[str, object]]:
    """Give every entry of the pack with the fields that may be left out of it."""
    shown: list[dict[str, object]] = []
    for each in ready.content.entries:
        if each.kind not in ALONE:
            continue
        current = book.record.current(each.id)
        rows = rows_of(each.kind, current.fields)
        shown.append(
            {
                "id": each.id,
                "label": label_of(current.entry, current.fields),
                "kind": words("web_entry").table("kinds").text(each.kind),
                "fields": [
                    (f"{each.id}/{row.name}", row.label)
                    for row in rows
                    if row.name not in ALWAYS_SHOWN
                ],
            }
        )
    shown += [
        {"id": name, "label": _label(book, name), "kind": "", "fields": []}
        for name in sorted(ready.choice.without)
    ]
    return shown
