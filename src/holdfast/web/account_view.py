"""The account of an import as she sees it: per file what was read, what was not, what is asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from holdfast.actions.whole_archives import CONTAINERS, fold_archives
from holdfast.knowledge.account_words import (
    COUNTED,
    counted_words,
    differs_words,
    format_words,
    gap_words,
    holds_words,
    stated_words,
    sum_words,
)
from holdfast.knowledge.media_words import doubt_words
from holdfast.knowledge.wording import error_words, words
from holdfast.readers.reader import OWNER
from holdfast.web.entry_view import show_size, show_value, show_when
from holdfast.web.paging import part_of
from holdfast.web.question_words import choices_in_words
from holdfast.web.times_view import CALL_RECORDS, show_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from holdfast.actions.account import FileAccount
    from holdfast.knowledge.table import Table

OPAQUE = "opaque"
OF_THE_SYSTEM = "skipped-junk"
PER_PART = 50
"""Files on a page."""

MOST_INSIDE = 20
"""Files inside one that are named beside it; the messages name all of them."""

MOST_ASKED = 1_000
MOST_SENDERS = 8
"""Names beside a file; a mailbox has hundreds."""

SAYS_LITTLE = frozenset({"about-the-export", "table-used", "shown-twice", "page-support"})
"""Why something was left over that nobody needs to look at."""


def show_account(
    accounts: Sequence[FileAccount],
    number: int = 1,
    *,
    zones: Mapping[str, str] | None = None,
    shown: Callable[[str], str] = str,
) -> dict[str, object]:
    """Give what the page of an account shows.

    Args:
        accounts: of the files, in order.
        number: which part of a long list, from 1.
        zones: what was answered about the zone of a file, by its entry.
        shown: gives a handle with the name she gave it.

    Returns:
        `total`: sentences; `formats`: of many files, a line for each format; `files`: a dict for
        each file of this part, those that have something to say first when there are many;
        `part`: which; `questions`: a dict for each question; `columns`: the lists of calls;
        `times`: the files whose zone can be told.
    """
    said, accounts = words("web_take_in_account"), fold_archives(accounts)
    is_long = len(accounts) > PER_PART
    ordered = sorted(accounts, key=lambda each: not _speaks(each)) if is_long else accounts
    part = part_of(ordered, number, PER_PART)
    return {
        "total": list(_total(accounts, said)) if accounts else [],
        "formats": list(_formats(accounts, said)) if is_long else [],
        "speaking": sum(map(_speaks, accounts)) if is_long else 0,
        "files": [_file(each, said) | show_senders(each, shown) for each in part.items],
        "part": part,
        "columns": [
            {"sha256": each.sha256, "file": each.name}
            for each in accounts
            if each.format == CALL_RECORDS
        ],
        "times": show_times(accounts, zones or {}),
        "questions": _questions(accounts),
    }


def _questions(accounts: Sequence[FileAccount]) -> list[dict[str, object]]:
    """Give what is asked; the columns of calls have a page of their own."""
    return [
        {
            "sha256": each.sha256,
            "file": each.name,
            "id": question["id"],
            "text": question["text"],
            "choices": choices_in_words(str(question["id"]), question["choices"]),
        }
        for each in accounts
        if each.format != CALL_RECORDS
        for question in each.questions
    ]


def _speaks(account: FileAccount) -> bool:
    """Tell whether a file has something to say that she may have to act on."""
    left = {str(each["why"]) for each in account.leftovers} - SAYS_LITTLE
    differs = account.stated is not None and account.stated.differs
    is_error = bool(account.error) and account.error != OF_THE_SYSTEM
    has_left = bool(left) and account.format != OPAQUE
    return bool(
        is_error
        or has_left
        or account.questions
        or account.looks_partial
        or account.gaps
        or differs
    )


def _total(accounts: Sequence[FileAccount], said: Table) -> Iterator[str]:
    """Add up over all files what was read and what was not."""
    taken = [each for each in accounts if not each.error]
    counts = {name: sum(each.counts[name] for each in taken) for name in (*COUNTED, "attachments")}
    counted = [counted_words(name, counts[name]) for name in COUNTED if counts[name]]
    whole = said.text("total" if counted else "total_none")
    yield whole.format(files=_files(len(taken), said), counted=", ".join(counted))
    left = sum(int(str(each["count"])) for one in taken if _is_read(one) for each in one.leftovers)
    yield said.text("total_rest").format(
        attachments=f"{counts['attachments']:,}",
        left=f"{left:,}",
        questions=sum(map(_asked, taken)),
    )
    kept = sum(each.format == OPAQUE for each in taken)
    if kept:
        yield said.text("total_kept").format(files=_files(kept, said))
    left_out = sum(bool(each.error) and each.error != OF_THE_SYSTEM for each in accounts)
    if left_out:
        yield said.text("not_taken").format(files=_files(left_out, said))


def _files(count: int, said: Table) -> str:
    return said.text("file" if count == 1 else "files").format(n=f"{count:,}")


def _is_read(account: FileAccount) -> bool:
    """Tell whether a file was divided into what was read and what was not."""
    return not account.error and account.format not in (*CONTAINERS, OPAQUE)


def _asked(account: FileAccount) -> int:
    """Count what a file asks; what the columns of a list of calls hold is one question."""
    return min(len(account.questions), 1 if account.format == CALL_RECORDS else MOST_ASKED)


def _formats(accounts: Sequence[FileAccount], said: Table) -> Iterator[str]:
    """Give a line for each format, the commonest first."""
    files = Counter(each.format for each in accounts if not each.error)
    counts = {name: Counter[str]() for name in COUNTED}
    for each in accounts:
        for name in COUNTED:
            counts[name][each.format] += each.counts[name]
    for name, count in files.most_common():
        parts = [counted_words(each, counts[each][name]) for each in COUNTED if counts[each][name]]
        line = said.text("of_format").format(files=_files(count, said), format=format_words(name))
        yield ", ".join((line, *parts))
    errors = sum(bool(each.error) for each in accounts)
    if errors:
        yield said.text("not_taken").format(files=_files(errors, said))


def _file(account: FileAccount, said: Table) -> dict[str, object]:
    return {
        "name": account.path,
        "entry": account.entry,
        "sha256": account.sha256,
        "size": show_size(account.size_bytes) if account.sha256 else "",
        "lines": _lines(account, said),
        "leftovers": show_leftovers(account, said.text("leftover")),
        "questions": _asked(account),
        "partial": said.texts("partial") if account.looks_partial else (),
        "gaps": [gap_words(each) for each in account.gaps],
        "inside": [(each.entry, each.name) for each in account.inside[:MOST_INSIDE] if each.entry],
        "inside_more": max(0, len(account.inside) - MOST_INSIDE),
        "has_messages": account.found > 0,
        "show": said.text("show" if account.found > account.counts["events"] else "show_found"),
        **show_sums(account),
    }


def show_senders(account: FileAccount, shown: Callable[[str], str]) -> dict[str, object]:
    """Give who wrote or called in a file.

    Args:
        account: of the file.
        shown: gives a handle with the name she gave it.

    Returns:
        `who`: the first of them; `who_more`: how many more there are.
    """
    senders = [each for each in account.participants if each != OWNER]
    return {
        "who": [shown(each) for each in senders[:MOST_SENDERS]],
        "who_more": max(0, len(senders) - MOST_SENDERS),
    }


def show_sums(account: FileAccount) -> dict[str, object]:
    """Give the sum over a file, and what became of the checksums it states.

    Args:
        account: of the file.

    Returns:
        `sums`: lines; `holds`: a sentence when the sum holds; `stated` and `differs`: sentences.
    """
    is_read, sums, stated = _is_read(account), account.accounting, account.stated
    return {
        "sums": sum_words(sums) if is_read else (),
        "holds": holds_words() if is_read and sums.holds else "",
        "stated": ""
        if stated is None
        else stated_words(len(stated.matches), len(stated.differs), len(stated.missing)),
        "differs": differs_words(stated.differs) if stated and stated.differs else "",
    }


def show_leftovers(account: FileAccount, says: str) -> list[dict[str, object]]:
    """Give what was left over by reason, with whether there is something to look at.

    Args:
        account: of the file.
        says: with gaps for `count` and `why`.
    """
    if not _is_read(account):
        return []
    return [
        {
            "why": str(each["why"]),
            "text": says.format(count=f"{each['count']:,}", why=why_left_out(str(each["why"]))),
        }
        for each in account.leftovers
    ]


def _lines(account: FileAccount, said: Table) -> list[str]:
    if account.error:
        return [why_left_out(account.error)]
    if account.format in CONTAINERS:
        lines = [why_left_out(str(each["why"])) for each in account.leftovers]
        lines = lines or [said.text("container")]
    elif account.format == OPAQUE:
        lines = [why_left_out(str(each["why"])) for each in account.leftovers]
    else:
        lines = [said.text("read_as").format(format=format_words(account.format))]
    if account.already_held:
        lines.append(said.text("already"))
    counted = [
        counted_words(name, account.counts[name]) for name in COUNTED if account.counts[name]
    ]
    if counted:
        lines.append(said.text("read").format(counted=", ".join(counted)))
    if account.counts["attachments"] or account.parts:
        lines.append(
            said.text("attachments").format(n=account.counts["attachments"], inside=account.parts)
        )
    if account.taken:
        lines.append(said.text("made").format(when=show_when(account.taken)))
    lines += doubt_words({"marks": list(account.marks)})
    if account.first and account.last:
        first, last = show_when(account.first), show_when(account.last)
        span = "span_one" if first == last else "span"
        span = "span_sure" if account.asks_for_dates else span
        lines.append(said.text(span).format(first=first, last=last))
    if account.entry:
        whose = show_value("whose", account.whose or "")
        lines.append(said.text("whose").format(whose=whose or said.text("whose_none")))
    return [*lines, *account.notes]


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
