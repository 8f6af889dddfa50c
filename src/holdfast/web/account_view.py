"""The account of an import as she sees it: per file what was read, what was not, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.wording import error_words, words
from holdfast.web.entry_view import show_size, show_stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.actions.account import FileAccount
    from holdfast.knowledge.table import Table

TO_THE_MINUTE = len("2026-03-04T17:30")
CONTAINERS = ("zip", "tar", "packed", "folder")
OPAQUE = "opaque"


def show_account(accounts: Sequence[FileAccount]) -> dict[str, object]:
    """Give what the page of an account shows.

    Args:
        accounts: of the files, in order.

    Returns:
        `total`: a sentence; `files`: a dict for each file; `questions`: a dict for each question.
    """
    said = words("web_take_in_account")
    names = ("messages", "calls", "events", "attachments")
    sums = {name: sum(each.counts[name] for each in accounts) for name in names}
    return {
        "total": said.text("total").format(files=len(accounts), **sums) if accounts else "",
        "files": [_file(each, said) for each in accounts],
        "questions": [
            {
                "sha256": each.sha256,
                "file": each.name,
                "id": question["id"],
                "text": question["text"],
                "choices": _choices(str(question["id"]), question["choices"]),
            }
            for each in accounts
            for question in each.questions
        ],
    }


def _format(name: str) -> str:
    known = words("web_take_in_account").table("formats")
    return str(known.values.get(name, name))


def _file(account: FileAccount, said: Table) -> dict[str, object]:
    return {
        "name": account.path,
        "entry": account.entry,
        "sha256": account.sha256,
        "size": show_size(account.size_bytes) if account.sha256 else "",
        "lines": _lines(account, said),
        "partial": said.texts("partial") if account.looks_partial else (),
        "has_messages": any(account.counts[name] for name in ("messages", "calls", "events")),
    }


def _lines(account: FileAccount, said: Table) -> list[str]:
    if account.error:
        return [why_left_out(account.error)]
    if account.format in CONTAINERS:
        lines = [said.text("container")]
    elif account.format == OPAQUE:
        lines = [said.text("kept_only")]
    else:
        lines = [said.text("read_as").format(format=_format(account.format))]
    if account.already_held:
        lines.append(said.text("already"))
    if any(account.counts.values()):
        lines.append(said.text("counts").format(**account.counts))
    if account.counts["attachments"]:
        lines.append(said.text("attachments").format(n=account.counts["attachments"]))
    if account.first and account.last:
        span = {"first": _day(account.first), "last": _day(account.last)}
        lines.append(said.text("span").format(**span))
    if account.format != OPAQUE:
        lines += [
            said.text("leftover").format(count=each["count"], why=why_left_out(str(each["why"])))
            for each in account.leftovers
        ]
    return [*lines, *account.notes]


def _day(iso: str) -> str:
    return show_stated(iso[:TO_THE_MINUTE])


def why_left_out(code: str) -> str:
    """Say why something was left out, from the words of leftovers or of errors.

    Args:
        code: as an account states it.
    """
    leftovers = words("leftovers")
    if code in leftovers.keys():  # noqa: SIM118  # a Table is no dict
        return leftovers.table(code).text("says")
    known = error_words()
    return known[code].what if code in known else code


def _choices(question: str, codes: object) -> list[tuple[str, str]]:
    kind = next(
        (each for each in ("date-order", "zone", "format") if question.startswith(each)), ""
    )
    table = words("questions")
    said: Table | None = None
    if kind in table.keys() and "choices" in table.table(kind).keys():  # noqa: SIM118  # a Table
        said = table.table(kind).table("choices")
    return [
        (str(code), said.text(str(code)) if said and str(code) in said.keys() else str(code))  # noqa: SIM118  # a Table
        for code in (codes if isinstance(codes, list) else [])
    ]
