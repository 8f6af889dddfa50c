"""The words people read, by language and topic: `words/en/<topic>.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from holdfast.knowledge.table import KnowledgeError, Table, parse_table, read_packaged

LANGUAGE = "en"
"""The only language so far; a second one is a second folder with the same keys."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorWords:
    """What a person is told when something did not work, in three parts."""

    what: str
    """What happened, one sentence."""

    safe: str
    """What is safe."""

    next: str
    """What to do next, one step."""

    next_on_command_line: str = ""
    """The same step where options are named; empty when `next` serves."""

    advice: tuple[str, ...] = ()
    """Further paragraphs, where three sentences are not enough."""


@cache
def words(topic: str) -> Table:
    """Give the words of one topic.

    Args:
        topic: file name without its ending (`errors`, `cli`).
    """
    return parse_table(read_packaged("words", LANGUAGE, f"{topic}.toml"), topic)


@cache
def error_words() -> dict[str, ErrorWords]:
    """Give the words for every error code.

    Raises:
        KnowledgeError: a code lacks one of its three parts, or has a key that is none.
    """
    known = {"what", "safe", "next", "next_on_command_line", "advice"}
    table = words("errors")
    found = {}
    for code in table.keys():  # noqa: SIM118  # a Table is no dict
        entry = table.table(code)
        if unknown := set(entry.keys()) - known:
            raise KnowledgeError(entry.path, f"unknown keys {sorted(unknown)}")
        found[code] = ErrorWords(
            what=entry.text("what"),
            safe=entry.text("safe"),
            next=entry.text("next"),
            next_on_command_line=entry.text_or_empty("next_on_command_line"),
            advice=entry.texts("advice"),
        )
    return found


@cache
def passphrase_words() -> tuple[str, ...]:
    """Give the EFF large word list, 7,776 words in order (wordlist/ATTRIBUTION.md)."""
    return tuple(read_packaged("wordlist", "eff_large.txt").split())


@cache
def everyday_words() -> frozenset[str]:
    """Give the words that sentences are made of, which make a passphrase no harder to guess."""
    return frozenset(read_packaged("wordlist", "everyday.txt").split())


@cache
def famous_phrases() -> tuple[str, ...]:
    """Give phrases that many people know, in lower case without signs (wordlist/famous.toml)."""
    name = "famous.toml"
    groups = parse_table(read_packaged("wordlist", name), name).tables("group")
    return tuple(phrase for group in groups for phrase in group.texts("phrases"))
