"""Checks a pack as a stranger would: from its own bytes, without a casebook or the network."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words
from holdfast.model.checkpoint import checkpoint_code, plain_code
from holdfast.packs.checks_of_files import OpenedPack, check_signature, open_pack
from holdfast.packs.checks_of_record import (
    Record,
    RecordUnreadableError,
    check_timestamped_states,
    parse_json,
    read_record,
)
from holdfast.packs.checks_of_tables import check_tables
from holdfast.packs.findings import Aspect, Findings, PackReport, Witness
from holdfast.packs.names import OFFICER_ONLY, order
from holdfast.packs.pack_files import FolderFiles, PackFiles, ZipFiles, file_hash, find_pack
from holdfast.packs.tokens import TokenUnreadableError, read_stamp
from holdfast.packs.zip_reading import ZipBentError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from holdfast.packs.pack_files import FoundPack

MAX_PORTAL_FILES = 16


def check_pack(path: Path, *, against: Path | None = None, code: str | None = None) -> PackReport:
    """Check a pack, and whether another pack's record is the same one, earlier or later.

    Args:
        path: a zip, an unpacked pack, or the folder of the portal form.
        against: another pack.
        code: a checkpoint code, as somebody outside noted it.

    Returns:
        A report that never stops at the first failure where it can go on. A path that holds no
        pack at all raises `PackUnreadableError`.
    """
    with ExitStack() as stack:
        findings = Findings()
        opened = _open(find_pack(path), stack, findings)
        record = _check(opened, findings, code) if opened else Record()
        if against is not None:
            _check_against(find_pack(against), record, stack, findings)
        _say_what_is_never_shown(record, findings)
        return findings.report(record.key.fingerprint if record.key else "")


def _open(found: FoundPack, stack: ExitStack, findings: Findings) -> OpenedPack | None:
    files = _files_of(found, stack, findings)
    if files is None:
        return None
    pack = open_pack(files, findings)
    if found.zip_file is not None:
        if files.names() != sorted(files.names(), key=order):
            findings.differs(Aspect.ZIP, "the order of its files")
        findings.done(Aspect.ZIP, f"{found.zip_file.stat().st_size} bytes")
    if found.is_portal_form:
        _check_beside(found.beside, pack)
    return pack


def _files_of(found: FoundPack, stack: ExitStack, findings: Findings) -> PackFiles | None:
    if found.folder is not None:
        return FolderFiles(found.folder)
    if found.zip_file is None:
        return None
    try:
        return ZipFiles(stack.enter_context(found.zip_file.open("rb")))
    except ZipBentError as bent:
        findings.differs(Aspect.ZIP, str(bent.why))
        return None


def _check(pack: OpenedPack, findings: Findings, code: str | None = None) -> Record:
    record = read_record(pack, check_signature(pack))
    check_tables(pack, record)
    if code is not None:
        _check_code(record, code, findings)
    _check_witnesses(pack, record, findings)
    return record


def _check_beside(beside: Sequence[Path], pack: OpenedPack) -> None:
    if len(beside) >= MAX_PORTAL_FILES:
        pack.findings.differs(Aspect.BESIDE, f"{len(beside)} files")
    try:
        listed = parse_json(pack.text("record/beside.json"))
    except RecordUnreadableError:
        listed = None
    files = listed.get("files") if isinstance(listed, dict) else None
    only = files.get(OFFICER_ONLY) if isinstance(files, dict) else None
    for path in beside:
        wanted = only if path.name == OFFICER_ONLY else pack.hashes.get(path.name)
        found = None
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as source:
                found = file_hash(iter(lambda: source.read(1 << 20), b""))
        if found is None or found != wanted:
            pack.findings.differs(Aspect.BESIDE, path.name)
    pack.findings.done(Aspect.BESIDE, f"{len(beside)} files")


def _check_witnesses(pack: OpenedPack, record: Record, findings: Findings) -> None:
    says = words("packs").table("not_shown")
    sound = check_timestamped_states(pack, record)
    for path in sorted(pack.hashes):
        if not path.endswith(".tsr"):
            continue
        stamped = path.removesuffix(".tsr") + ".checkpoint"
        try:
            stamp = read_stamp(b"".join(pack.files.chunks(path)))
        except (TokenUnreadableError, ZipBentError):
            findings.differs(Aspect.WITNESS, path)
            continue
        if stamp.imprint != pack.hashes.get(stamped) or stamped not in sound.values():
            findings.differs(Aspect.WITNESS, path)
            continue
        size = next(size for size, each in sound.items() if each == stamped)
        witness = Witness(kind="rfc3161", file=path, time=stamp.time, size=size)
        findings.witnesses.append(witness)
        findings.not_shown(Aspect.WITNESS, says.text("token").format(time=stamp.time))
    if Aspect.WITNESS not in findings.found:
        findings.not_shown(Aspect.WITNESS, says.text("no_witness"))


def _check_code(record: Record, code: str, findings: Findings) -> None:
    says, wanted = words("packs").table("codes"), plain_code(code)
    for size in range(record.tree.size + 1) if wanted else ():
        if record.state is None:
            break
        state = replace(record.state, size=size, root=record.tree.root(size))
        if checkpoint_code(state) == wanted:
            findings.matches(Aspect.WITNESS, says.text("fits").format(size=size))
            return
    findings.differs(Aspect.WITNESS, says.text("fits_none"))


def _check_against(found: FoundPack, record: Record, stack: ExitStack, findings: Findings) -> None:
    other_findings = Findings()
    opened = _open(found, stack, other_findings)
    other = _check(opened, other_findings) if opened else Record()
    if not other_findings.report("").holds:
        findings.differs(Aspect.AGAINST, "the other pack does not hold by itself")
        return
    if record.state is None or other.state is None:
        findings.differs(Aspect.AGAINST, "the state of one of them cannot be read")
        return
    if record.key != other.key:
        findings.differs(Aspect.AGAINST, "the key is another one")
        return
    earlier, later = sorted((record, other), key=lambda each: each.tree.size)
    same = later.tree.root(earlier.tree.size) == earlier.tree.root()
    if not same:
        findings.differs(Aspect.AGAINST, "the entries they share are not the same")
    findings.done(Aspect.AGAINST, f"{earlier.tree.size} entries, then {later.tree.size}")


def _say_what_is_never_shown(record: Record, findings: Findings) -> None:
    says = words("packs").table("not_shown")
    findings.not_shown(Aspect.TIME, says.text("time"))
    findings.not_shown(Aspect.AUTHOR, says.text("author"))
    complete = says.text("unknown_complete")
    if record.state is not None:
        complete = says.text("complete").format(size=record.state.size, shown=len(record.entries))
    findings.not_shown(Aspect.COMPLETE, complete)
