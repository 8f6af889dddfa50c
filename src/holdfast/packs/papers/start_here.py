"""START-HERE: the case on one page, what each file is, and how to check the pack."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, NamedTuple

from holdfast.knowledge.behaviours import ARRANGEMENT
from holdfast.model.checkpoint import Checkpoint, checkpoint_code, origin_of
from holdfast.model.entry import Kind
from holdfast.model.merkle import Tree
from holdfast.model.moment import Moment
from holdfast.packs.papers.order import numbered
from holdfast.packs.papers.others_words import is_by_others
from holdfast.packs.papers.paper_rows import (
    PaperData,
    Row,
    code_row,
    frame,
    is_named,
    row,
    says,
    value_words,
)
from holdfast.packs.papers.plain_text import first_line, printable
from holdfast.packs.papers.times import happened_words, made_date, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.packs.content import PackContent, ShownEntry
    from holdfast.packs.papers.order import Numbered

LIST_AT_MOST = 8
"""Parties, orders and references on the first page; the rest stands in the chronology."""


class PaperSummary(NamedTuple):
    """A finished paper as START-HERE lists it."""

    name: str
    """File name."""

    pages: int
    """How many."""

    first: str
    """Number or reference of the first thing in it; empty when there is none."""

    last: str
    """Number or reference of the last."""


def start_data(content: PackContent, papers: Sequence[PaperSummary]) -> PaperData:
    """Give the data of START-HERE.

    Args:
        content: of the pack.
        papers: the volumes made before.
    """
    words = says().table("start")
    return frame(content, words.text("title")) | {
        "summary": _summary(content),
        "files": _files(content, papers),
        "key": _key(content),
        "file_word": "File",
        "what_word": "What it is",
        "pages_word": "Pages",
    }


def _summary(content: PackContent) -> list[Row]:
    words = says().table("start")
    told = [each for each in numbered(content) if each.entry.kind is Kind.INCIDENT]
    hers = [each for each in told if not is_by_others(each.entry)]
    incidents = [each for each in hers if not _is_arranged(each)]
    people = [entry for entry in content.entries if entry.kind is Kind.PERSON]
    doers = [entry for entry in people if is_named(entry, "does-it")]
    stated = says().table("papers").text("not_stated")
    knows = _lines([entry.text("knows") for entry in doers])
    return [
        row(words.text("prepared_by"), content.said.name or content.initials),
        row(words.text("about"), _lines([_party(entry) for entry in doers]) or stated),
        row(words.text("relationship"), knows or stated, own=bool(knows)),
        _fears(content, incidents),
        row(words.text("span"), _span(incidents)),
        *_arranged(len(hers) - len(incidents)),
        row(words.text("last"), _last(incidents) or stated),
        *_others(told),
        row(words.text("violence"), _violence(incidents)),
        row(
            words.text("children"),
            _lines([e.text("name") for e in people if is_named(e, "child")])
            or words.text("children_none"),
        ),
        row(words.text("orders"), _orders(content) or words.text("orders_none")),
        row(words.text("references"), _references(content) or words.text("references_none")),
        row(
            words.text("asks"),
            content.said.asks or words.text("asks_none"),
            own=bool(content.said.asks),
        ),
        row(words.text("absent"), _absent(content)),
    ]


def _is_arranged(each: Numbered) -> bool:
    """Tell whether she sorts it so now: the mark is put there and taken away by amendments."""
    sorted_as = each.fields.get("behaviours")
    return isinstance(sorted_as, list) and ARRANGEMENT in sorted_as


def _arranged(count: int) -> list[Row]:
    """Say how many entries she sorted as ordinary arrangements; nothing where there are none."""
    words = says().table("start")
    text = words.text("arranged_text").format(count=count)
    return [row(words.text("arranged"), text)] if count else []


def _others(told: Sequence[Numbered]) -> list[Row]:
    """Count what others wrote apart: it may tell of the same things again."""
    theirs = [f"{each.number}" for each in told if is_by_others(each.entry)]
    if not theirs:
        return []
    others = says().table("others")
    text = others.text("start_one" if len(theirs) == 1 else "start_many")
    return [
        row(others.text("start_label"), text.format(count=len(theirs), numbers=", ".join(theirs)))
    ]


def _lines(texts: Sequence[str]) -> str:
    found = [text for text in dict.fromkeys(texts) if text]
    more = ["…"] if len(found) > LIST_AT_MOST else []
    return "\n".join(found[:LIST_AT_MOST] + more)


def _party(entry: ShownEntry) -> str:
    name = entry.text("name")
    # A name that an app shows is a handle too: it stands there once.
    handles = ", ".join(each for each in entry.texts("handles") if each != name)
    vehicles = value_words("vehicles", entry.fields.get("vehicles"))
    return "; ".join(filter(None, (name, handles, vehicles)))


def _fears(content: PackContent, incidents: Sequence[Numbered]) -> Row:
    words = says().table("start")
    if content.said.fears:
        said = words.text("said_for_pack").format(day=made_date(content.made_at))
        label = f"{words.text('fears')}. {said}"
        return row(label, content.said.fears, own=True)
    for each in reversed(incidents):
        felt = each.fields.get("felt")
        if each.fields.get("feared") == "yes" and isinstance(felt, str) and felt:
            label = f"{words.text('fears')}. {words.text('fears_from').format(number=each.number)}"
            return row(label, felt, own=True)
    return row(words.text("fears"), says().table("papers").text("not_stated"))


def _span(incidents: Sequence[Numbered]) -> str:
    words = says().table("start")
    if not incidents:
        return words.text("span_none")
    count = words.text("one_incident")
    if len(incidents) > 1:
        count = words.text("incidents").format(count=len(incidents))
    dated = sorted(filter(None, map(_stated, incidents)))
    if not dated:
        return words.text("span_undated").format(count=count)
    return words.text("span_text").format(
        count=count, first=spoken(dated[0][:10]), last=spoken(dated[-1][:10])
    )


def _stated(each: Numbered) -> str:
    return Moment.from_json(each.fields.get("happened")).stated or ""


def _last(incidents: Sequence[Numbered]) -> str:
    dated = [each for each in incidents if _stated(each)]
    if not dated:
        return ""
    last = max(dated, key=lambda each: (_stated(each), each.number))
    when = happened_words(last.fields.get("happened"), says().table("times"))
    line = first_line(str(last.fields.get("what") or ""), 140)
    return f"{when} (No. {last.number})\n{line}".strip()


def _violence(incidents: Sequence[Numbered]) -> str:
    answers = [each.fields.get("feared") for each in incidents]
    counts = {answer: answers.count(answer) for answer in ("yes", "no", "unsure")}
    unanswered = len(answers) - sum(counts.values())
    return (
        says()
        .table("start")
        .text("violence_text")
        .format(**counts, none=unanswered, count=len(answers))
    )


def _orders(content: PackContent) -> str:
    lines = []
    for entry in content.entries:
        if entry.kind is Kind.ORDER:
            made, until = entry.text("made"), entry.text("until")
            dates = " to ".join(spoken(day) for day in (made, until) if day)
            parts = (entry.text("order"), entry.text("court"), entry.text("reference"), dates)
            lines.append(", ".join(filter(None, parts)))
    return _lines(lines)


def _references(content: PackContent) -> str:
    lines = []
    for entry in content.entries:
        if entry.kind is Kind.CONTACT and entry.text("whom") == "police":
            parts = (entry.text("reference"), entry.text("organisation"), entry.text("officer"))
            if entry.text("reference"):
                lines.append(", ".join(filter(None, parts)))
    return _lines(lines)


def _absent(content: PackContent) -> str:
    words = says().table("start")
    text = words.text("absent_text").format(
        size=len(content.leaves), shown=len(content.entries), absent=content.absent
    )
    masked = sum(len(entry.digests) - len(entry.disclosures) for entry in content.entries)
    return f"{text} {words.text('masked_text').format(masked=masked)}" if masked else text


def _files(content: PackContent, papers: Sequence[PaperSummary]) -> list[dict[str, str]]:
    words = says().table("start").table("files")
    rows = [{"name": "START-HERE.pdf", "what": words.text("START-HERE"), "pages": ""}]
    for paper in sorted(papers, key=lambda each: each.name.startswith("exhibits")):
        kind = "exhibits" if paper.name.startswith("exhibits") else "chronology"
        text = words.text(kind).format(first=paper.first, last=paper.last)
        what = text if paper.first else words.text(f"{kind}_none")
        rows.append({"name": paper.name, "what": printable(what), "pages": str(paper.pages)})
    fixed = {
        "index.csv": "index-csv",
        "index.json": "index-json",
        "verify.html": "verify-html",
        "data/exhibits/": "data-exhibits",
        "data/messages/": "data-messages",
        "record/": "record",
        "pack.sig": "pack-sig",
        "bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt": "bag",
    }
    if content.officer:
        fixed["officer-only.pdf"] = "officer-only"
    rows += [{"name": name, "what": words.text(key), "pages": ""} for name, key in fixed.items()]
    return rows


def _key(content: PackContent) -> list[Row]:
    words = says().table("start").table("check")
    root = Tree(content.leaves).root()
    signed = Checkpoint(origin_of(content.casebook_id), len(content.leaves), root)
    state = words.text("state_text").format(size=signed.size, root=b64encode(root).decode())
    return [
        code_row(words.text("fingerprint"), content.key.fingerprint),
        code_row(words.text("state"), state),
        code_row(words.text("code"), checkpoint_code(signed)),
    ]
