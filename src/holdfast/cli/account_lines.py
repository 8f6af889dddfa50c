"""The account of an import in lines: what was read, what was not, what is to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.take_in import FOLDER
from holdfast.actions.whole_archives import CONTAINERS, fold_archives
from holdfast.cli.words import counted, says
from holdfast.knowledge.account_words import (
    differs_words,
    format_words,
    gap_words,
    holds_words,
    stated_words,
    sum_words,
)
from holdfast.knowledge.choice_words import choice_words
from holdfast.knowledge.media_words import doubt_words
from holdfast.knowledge.wording import error_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from holdfast.actions.account import FileAccount
    from holdfast.actions.who_is_who import WhoIsWho
    from holdfast.model.entry import JsonValue

SHORT_SHA = 12
MOST_NAMES = 5
UNITS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))
OF_THE_SYSTEM = "skipped-junk"
UNREAD = frozenset({"opaque", *CONTAINERS})
"""Kept as they are: there is nothing to add up."""


def account_lines(
    accounts: Iterable[FileAccount], shown: Callable[[str], str] = str
) -> Iterator[str]:
    """Tell what became of every file.

    Args:
        accounts: in the order of the import.
        shown: gives a handle with the name she gave it.
    """
    for each in fold_archives(list(accounts)):
        if each.error == OF_THE_SYSTEM:
            continue
        indent = "  " * each.path.count("/")
        if each.error:
            yield f"{indent}{each.name}: {_why_left_out(each.error)}"
            continue
        # The same bytes may have come before under another name.
        yield f"{indent}{each.path.rsplit('/', 1)[-1]}: {_summary(each)}"
        yield from (f"{indent}  {line}" for line in _details(each, shown))


def account_document(account: FileAccount, who: WhoIsWho) -> dict[str, JsonValue]:
    """Give the row of a file as `--json` prints it, with who its people are, as she said.

    Args:
        account: of the file.
        who: what she said.
    """
    named = [(handle, who.find(handle)) for handle in account.participants]
    persons: list[JsonValue] = [
        {"handle": handle, "entry": person.id, "name": person.name or None, "role": person.role}
        for handle, person in named
        if person is not None
    ]
    return {**account.to_json(), "persons": persons}


def size_text(size_bytes: int) -> str:
    """Give a size in words.

    Args:
        size_bytes: of a file.
    """
    for unit, name in UNITS:
        if size_bytes >= unit:
            return f"{size_bytes / unit:.1f} {name}"
    return counted("size_bytes", size_bytes)


def _summary(each: FileAccount) -> str:
    if each.format == FOLDER:
        return FOLDER
    found = [
        f"{count} {name if count != 1 else name[:-1]}"
        for name, count in each.counts.items()
        if count
    ]
    kind = format_words(each.format)
    parts = [", ".join(found)] if found else [kind, size_text(each.size_bytes)]
    if each.first and each.last:
        first, last = each.first[:10], each.last[:10]
        sure = each.asks_for_dates
        parts.append(says("span_sure", first=first, last=last) if sure else f"{first} to {last}")
    if each.already_held:
        parts.append(says("already_held"))
    return "; ".join(parts)


def _details(each: FileAccount, shown: Callable[[str], str]) -> Iterator[str]:
    if each.participants:
        more = len(each.participants) - MOST_NAMES
        names = ", ".join(map(shown, each.participants[:MOST_NAMES]))
        yield f"{names} and {more} more" if more > 0 else names
    if each.taken:
        yield says("made_on", when=each.taken)
    yield from doubt_words({"marks": list(each.marks)})
    if each.parts:
        yield says("parts_inside", count=each.parts)
    yield from (_left_over(each, leftover) for leftover in each.leftovers)
    yield from _sums(each)
    yield from each.notes
    if each.looks_partial:
        yield says("looks_partial")
    for gap in map(gap_words, each.gaps):
        yield f"{gap.says} {gap.how} {gap.checked}"
    for question in each.questions:
        choices = question["choices"]
        listed = "|".join(map(str, choices)) if isinstance(choices, list) else ""
        yield says("question", text=question["text"])
        yield says("answer_with", sha256=each.sha256[:SHORT_SHA], id=question["id"], choices=listed)
        codes = [str(each) for each in choices] if isinstance(choices, list) else []
        meant = choice_words(str(question["id"]), codes)
        yield from (f"  {code}: {said}" for code, said in meant.items())


def _sums(each: FileAccount) -> Iterator[str]:
    if each.format not in UNREAD:
        yield from sum_words(each.accounting)
        if each.accounting.holds:
            yield holds_words()
    if each.stated is not None:
        stated = each.stated
        yield stated_words(len(stated.matches), len(stated.differs), len(stated.missing))
        if stated.differs:
            yield differs_words(stated.differs)


def _left_over(each: FileAccount, leftover: Mapping[str, JsonValue]) -> str:
    why = words("leftovers").table(str(leftover["why"])).text("says")
    count, size = leftover["count"], leftover["bytes"]
    if size == each.size_bytes or each.format in CONTAINERS:
        return why
    return counted("not_read", int(str(count)), why=why, bytes=size)


def _why_left_out(code: str) -> str:
    if code in error_words():
        return error_words()[code].what
    return words("leftovers").table(code).text("says")
