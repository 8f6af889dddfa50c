"""`holdfast show`: one entry with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.show_entry import Shown, show_entry
from holdfast.actions.who_is_who import who_is_who
from holdfast.cli.account_lines import account_document, account_lines
from holdfast.cli.answer import Answer
from holdfast.cli.list import when_text
from holdfast.cli.options import add_keys, opened
from holdfast.cli.words import of_command
from holdfast.model.moment import Moment

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from holdfast.actions.who_is_who import WhoIsWho
    from holdfast.cli.speak import Speaker
    from holdfast.model.entry import Entry, JsonValue

NOT_FOR_PEOPLE = {
    "id", "blob", "batch", "leaves", "root", "sha256", "counts", "leftovers", "questions", "of",
    "changed", "participants", "first", "last", "clock", "part_of", "stated", "contribution",
}  # fmt: skip
"""Fields that are told in another way, or only in JSON."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    parser.add_argument("entry", metavar="ENTRY", help=of_command("show").text("entry"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Show it.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    with opened(args, speaker) as book:
        shown, who = show_entry(book, args.entry), who_is_who(book)
    return Answer(document=_document(shown, who), lines=tuple(_lines(shown, who)))


def _document(shown: Shown, who: WhoIsWho) -> dict[str, JsonValue]:
    row = shown.row.to_json()
    whole: dict[str, JsonValue] = {
        **row,
        "entries": [row],
        "fields": dict(shown.fields),
        "history": [
            {"entry": each.id, "sequence": each.sequence, "kind": each.kind, "fields": _set(each)}
            for each in shown.history
        ],
    }
    return {**whole, "file": account_document(shown.account, who)} if shown.account else whole


def _set(entry: Entry) -> dict[str, JsonValue]:
    return {name: value for name, value in entry.fields.items() if value is not None}


def _lines(shown: Shown, who: WhoIsWho) -> Iterator[str]:
    entry = shown.entry
    yield f"Entry {entry.sequence}, {entry.kind}, {entry.id}"
    yield f"written {entry.written}"
    if shown.withdrawn:
        yield f"withdrawn {shown.withdrawn.written}"
    yield ""
    yield from field_lines(shown.fields)
    if shown.account:
        yield from account_lines([shown.account], who.shown)
    if shown.exhibits:
        yield "files:"
        for each in shown.exhibits:
            yield f"    {each.sequence} {each.text('name')}"
    for each in shown.history:
        yield ""
        yield f"{each.kind} {each.sequence}, written {each.written}"
        yield from field_lines(_changes(each), "    ")


def _changes(entry: Entry) -> Mapping[str, JsonValue]:
    """Give what an amendment changed, also to nothing, and of other entries what was said."""
    changed = entry.texts("changed")
    return {
        name: value
        for name, value in entry.fields.items()
        if name in changed or (value is not None and name != "exhibits")
    }


def field_lines(fields: Mapping[str, JsonValue], indent: str = "") -> Iterator[str]:
    """Tell the fields that were said, each under its name.

    Args:
        fields: of an entry.
        indent: before each line.
    """
    for name, value in fields.items():
        if name in NOT_FOR_PEOPLE or name in {"written", "exhibits", "messages"} or value is None:
            continue
        text = _text(value)
        if text:
            yield f"{indent}{name.replace('_', ' ')}:"
            yield from (f"{indent}    {line}" for line in text.split("\n"))


def _text(value: JsonValue) -> str:
    if isinstance(value, dict) and "as_written" in value:
        moment = Moment.from_json(value)
        said = f" ({moment.as_written})" if moment.as_written else ""
        return when_text(moment.iso) + said if moment.stated or moment.as_written else ""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(each)}" for name, each in value.items() if each)
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value)
    return str(value)
