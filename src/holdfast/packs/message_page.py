"""The messages of an import as one page of HTML that can run nothing and fetch nothing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from holdfast.packs.papers.beside_words import beside_words
from holdfast.packs.papers.paper_rows import says
from holdfast.packs.papers.plain_text import printable
from holdfast.packs.papers.she_says import she_says
from holdfast.packs.tables import GAP, MESSAGE_COLUMNS, message_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.packs.content import PackContent, PackMessages

HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{intro}</p>
{said}<table>
<thead><tr>{heads}</tr></thead>
<tbody>
"""
STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2em auto;max-width:70em;padding:0 1em;color:#222}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #bbb;padding:.4em .6em;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere;white-space:pre-wrap}"
    ".gap{text-align:center;font-style:italic;color:#555}"
)
TAIL = "</tbody>\n</table>\n</body>\n</html>\n"
COLUMNS = {
    "number": "message_number",
    "when": "message_when",
    "sender": "message_sender",
    "text": "message_text",
}
"""Columns of the table that are shown, and their words."""


def message_page(content: PackContent, messages: PackMessages) -> bytes:
    """Write the page.

    Args:
        content: of the pack.
        messages: of one import.
    """
    words = says().table("exhibits")
    reference = content.reference(messages.exhibit)
    head = HEAD.format(
        hash=_style_hash(),
        style=STYLE,
        title=escape(words.text("messages_heading").format(reference=reference)),
        intro=escape(
            words.text("messages_intro").format(shown=len(messages.proofs), all=messages.leaves)
        ),
        said=_she_says(content, messages),
        heads="".join(f"<th scope=col>{escape(words.text(key))}</th>" for key in COLUMNS.values()),
    )
    rows = message_rows([proof.parts for proof in messages.proofs], messages.leaves)
    beside = {str(proof.number): beside_words(proof.parts) for proof in messages.proofs}
    return (head + "".join(_row(cells, beside) for cells in rows) + TAIL).encode()


def _she_says(content: PackContent, messages: PackMessages) -> str:
    lines = she_says(content, messages)
    if not lines:
        return ""
    heading = escape(says().table("exhibits").text("she_says_heading"))
    listed = "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)
    return f"<p>{heading}</p>\n<ul>{listed}</ul>\n"


def _row(cells: list[str], beside: Mapping[str, str]) -> str:
    row = dict(zip(MESSAGE_COLUMNS, cells, strict=True))
    if row["kind"] == GAP:
        words = says().table("exhibits")
        text = words.text("gap_one") if row["text"] == "1" else words.text("gap")
        return f"<tr><td class=gap colspan=4>{escape(text.format(count=row['text']))}</td></tr>\n"
    row["text"] = f"{row['text']}\n{beside.get(row['number'], '')}".strip()
    shown = "".join(f'<td dir="auto">{escape(printable(row[name]))}</td>' for name in COLUMNS)
    return f"<tr>{shown}</tr>\n"


def _style_hash() -> str:
    return b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
