"""The files below `record/`: what a checker needs, in the one spelling of the specification."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from holdfast.model.merkle import Tree
from holdfast.packs.case_uco import case_uco
from holdfast.packs.names import OFFICER_ONLY
from holdfast.packs.tables import compact_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.packs.content import PackContent, PackMessages


def _base64(hashes: Iterable[bytes]) -> list[str]:
    return [b64encode(each).decode() for each in hashes]


def entries_text(content: PackContent) -> str:
    """Write entries.jsonl.

    Args:
        content: of the pack.
    """
    lines = (
        compact_json(
            {
                "sequence": entry.sequence,
                "kind": entry.kind,
                "digests": list(entry.digests),
                "disclosures": list(entry.disclosures),
                "masked": len(entry.digests) - len(entry.disclosures),
            }
        )
        for entry in content.entries
    )
    return "".join(f"{line}\n" for line in lines)


def _message_proofs(messages: PackMessages) -> dict[str, object]:
    proofs = [
        {
            "number": proof.number,
            "salt": b64encode(proof.salt).decode(),
            "text": proof.text,
            "path": _base64(proof.path),
        }
        for proof in messages.proofs
    ]
    return {"root": messages.root, "leaves": messages.leaves, "proofs": proofs}


def proofs_text(content: PackContent) -> str:
    """Write proofs.json.

    Args:
        content: of the pack.
    """
    tree = Tree(content.leaves)
    stamped = sorted(each.size for each in content.timestamps)
    proofs = {
        "size": tree.size,
        "root": b64encode(tree.root()).decode(),
        "inclusion": {
            str(entry.sequence): _base64(tree.inclusion_path(entry.sequence))
            for entry in content.entries
        },
        "consistency": [
            {"from": size, "proof": _base64(tree.consistency_path(size))} for size in stamped
        ],
        "leaves": _base64(content.leaves),
        "messages": {
            str(messages.sequence): _message_proofs(messages) for messages in content.messages
        },
    }
    return compact_json(proofs) + "\n"


def record_files(content: PackContent, officer_hash: str | None) -> dict[str, bytes]:
    """Give every file below `record/`.

    Args:
        content: of the pack.
        officer_hash: hex hash of officer-only.pdf, when there is one.
    """
    beside = {OFFICER_ONLY: officer_hash} if officer_hash else {}
    files = {
        "record/entries.jsonl": entries_text(content).encode(),
        "record/checkpoint": content.checkpoint.encode(),
        "record/key": content.key.line.encode(),
        "record/proofs.json": proofs_text(content).encode(),
        "record/case.jsonld": case_uco(content),
        "record/beside.json": (compact_json({"files": beside}) + "\n").encode(),
    }
    for stamp in content.timestamps:
        files[f"record/timestamps/{stamp.size}.checkpoint"] = stamp.checkpoint.encode()
        files[f"record/timestamps/{stamp.size}.tsr"] = stamp.token
    return files
