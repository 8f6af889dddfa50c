"""Checks a pack; no casebook is needed, and the pack is not changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import FileNotThereError
from holdfast.packs.checking import check_pack
from holdfast.vault.disk import disk_errors

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.packs.findings import PackReport


def verify_pack(pack: Path, *, against: Path | None = None, code: str | None = None) -> PackReport:
    """Check a pack as a stranger would.

    Args:
        pack: the zip, the unpacked folder, or the folder of the portal form.
        against: an earlier or later pack of the same casebook.
        code: a checkpoint code, as somebody outside noted it.

    Returns:
        What matches, differs and is not shown. What is no pack at all raises
        `PackUnreadableError`.

    Raises:
        FileNotThereError: there is nothing at one of the paths.
    """
    for path in (pack, against):
        if path is not None and not path.exists():
            raise FileNotThereError
    with disk_errors():
        return check_pack(pack, against=against, code=code)


def report_json(report: PackReport) -> dict[str, JsonValue]:
    """Give a report as `verify --json` prints it.

    Args:
        report: what was found.
    """
    return {
        "holds": report.holds,
        "key": report.key or None,
        "witnesses": [
            {"kind": each.kind, "file": each.file, "time": each.time, "size": each.size}
            for each in report.witnesses
        ],
        "checks": [
            {"what": each.what, "result": str(each.result), "detail": each.detail}
            for each in report.checks
        ],
    }
