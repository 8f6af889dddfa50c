"""Archives in the account of an import: what became of the whole, told with the archive itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.actions.account import FileAccount
    from holdfast.model.entry import JsonValue

CONTAINERS = ("zip", "tar", "packed", "folder")
NOTHING_IN_IT = "nothing-in-it"


def fold_archives(accounts: Sequence[FileAccount]) -> list[FileAccount]:
    """Give accounts in which an archive says itself that it is empty, damaged or not opened.

    Args:
        accounts: in the order of the import: an archive stands before what is in it.

    Returns:
        The accounts without the rows that are about an archive as a whole; the archive has their
        reasons as leftovers.
    """
    folded: list[FileAccount] = []
    at: dict[str, int] = {}
    filled: set[str] = set()
    for each in accounts:
        owner = at.get(each.path)
        if each.error and owner is not None:
            whole = folded[owner]
            folded[owner] = replace(whole, leftovers=(*whole.leftovers, _why(each.error)))
            continue
        filled.update(_around(each.path))
        if each.format in CONTAINERS and not each.error:
            at[each.path] = len(folded)
            filled.discard(each.path)
        folded.append(each)
    return [_empty(each) if _is_empty(each, filled) else each for each in folded]


def _around(path: str) -> list[str]:
    """Give the paths of all that a file may lie in."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


def _is_empty(account: FileAccount, filled: set[str]) -> bool:
    is_archive = account.format in CONTAINERS and not account.error
    return is_archive and not account.leftovers and account.path not in filled


def _empty(account: FileAccount) -> FileAccount:
    return replace(account, leftovers=(_why(NOTHING_IN_IT),))


def _why(code: str) -> dict[str, JsonValue]:
    return {"why": code, "count": 1, "bytes": 0}
