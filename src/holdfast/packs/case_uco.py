"""The exhibits and messages of a pack once more as CASE 1.x / UCO 1.x in JSON-LD.

For laboratories that load such files; nobody needs it to read the pack. Times stand here only when
the instant is known, since the ontology has no word for a wall clock without a zone.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from holdfast.model.moment import Moment
from holdfast.packs.tables import compact_json, whole_characters

if TYPE_CHECKING:
    from holdfast.packs.content import MessageProof, PackContent, PackExhibit

CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "kb": "http://holdfast.invalid/kb/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Node = dict[str, object]


def case_uco(content: PackContent) -> bytes:
    """Write the JSON-LD.

    Args:
        content: of the pack.
    """
    graph: list[Node] = []
    seen: set[object] = set()
    for exhibit in content.exhibits:
        graph += _exhibit(content, exhibit)
    for messages in content.messages:
        source = f"{content.casebook_id} {messages.sequence}"
        application = _node("uco-observable:Application", f"application {source}")
        graph.append(application)
        for proof in messages.proofs:
            nodes = _message(proof, f"{source} {proof.number}", application)
            graph += [node for node in nodes if node["@id"] not in seen]
            seen.update(node["@id"] for node in nodes)
    return (compact_json({"@context": CONTEXT, "@graph": graph}) + "\n").encode()


def _uuid(text: str) -> str:
    """Give a name-based UUID; the same text gives the same one, and it tells nothing."""
    digest = hashlib.sha256(f"holdfast case {text}".encode()).hexdigest()
    variant = "89ab"[int(digest[16], 16) % 4]
    parts = (
        digest[:8],
        digest[8:12],
        f"5{digest[13:16]}",
        f"{variant}{digest[17:20]}",
        digest[20:32],
    )
    return "-".join(parts)


def _node(kind: str, text: str) -> Node:
    name = kind.rpartition(":")[2].lower()
    return {"@id": f"kb:{name}-{_uuid(f'{kind} {text}')}", "@type": kind}


def _link(node: Node) -> Node:
    return {"@id": node["@id"]}


def _typed(value: str, kind: str) -> Node:
    return {"@type": kind, "@value": value}


def _exhibit(content: PackContent, exhibit: PackExhibit) -> list[Node]:
    entry = content.by_sequence[exhibit.sequence]
    about = f"{content.casebook_id} {exhibit.sequence}"
    size = entry.fields.get("size_bytes")
    file_facet = _node("uco-observable:FileFacet", about) | {
        "uco-observable:isDirectory": False,
        "uco-observable:sizeInBytes": size if isinstance(size, int) else 0,
    }
    if entry.text("name"):
        file_facet["uco-observable:fileName"] = whole_characters(entry.text("name"))
    digest = _node("uco-types:Hash", about) | {
        "uco-types:hashMethod": "SHA256",
        "uco-types:hashValue": _typed(entry.text("sha256"), "xsd:hexBinary"),
    }
    data_facet = _node("uco-observable:ContentDataFacet", about) | {"uco-observable:hash": [digest]}
    file = _node("uco-observable:File", about) | {"uco-core:hasFacet": [file_facet, data_facet]}
    record = _node("case-investigation:ProvenanceRecord", about) | {
        "case-investigation:exhibitNumber": content.reference(exhibit.number),
        "uco-core:object": [_link(file)],
    }
    return [file, record]


def _message(proof: MessageProof, about: str, application: Node) -> list[Node]:
    _, _, _, _, sender, text, happened, *_ = proof.parts
    facet = _node("uco-observable:MessageFacet", about) | {
        "uco-observable:application": _link(application),
        "uco-observable:messageID": str(proof.number),
    }
    facet["uco-observable:messageText"] = whole_characters(text if isinstance(text, str) else "")
    instant = Moment.from_json(happened).happened_at
    if instant is not None:
        facet["uco-observable:sentTime"] = _typed(instant.isoformat(), "xsd:dateTime")
    nodes: list[Node] = []
    if isinstance(sender, str):
        account = _node("uco-observable:Account", f"{application['@id']} {sender}")
        details = _node("uco-observable:AccountFacet", f"{application['@id']} {sender}") | {
            "uco-observable:accountIdentifier": whole_characters(sender)
        }
        nodes.append(account | {"uco-core:hasFacet": [details]})
        facet["uco-observable:from"] = _link(account)
    message = _node("uco-observable:Message", about) | {"uco-core:hasFacet": [facet]}
    return [*nodes, message]
