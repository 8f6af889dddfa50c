"""The words people read as a gettext catalogue, so that translators use the tools they know.

Words stay TOML; a text's context is its place there (`web_home.choices.add.name`). A language is
one compiled catalogue (`.mo`). What it lacks stays English: half a translation is better than a
hole in a sentence about safety, and nothing here is ever translated by a machine.

References:
    GNU gettext manual, "The Format of PO Files" and "The Format of GNU MO Files".
"""

from __future__ import annotations

import io
import re
from gettext import GNUTranslations
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from holdfast.knowledge.table import Table
from holdfast.knowledge.wording import LANGUAGE, words

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = ".toml"
CODES = frozenset({"id", "code", "url", "source"})
"""Keys of a table in a list that hold no words."""

GAP = re.compile(r"\{\w*\}")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


class Text(NamedTuple):
    """One text that somebody reads."""

    context: str
    """Its place: topic, keys and numbers in lists, with points between."""

    english: str
    """As it stands."""


def topics() -> tuple[str, ...]:
    """Give the topics there are words for, sorted."""
    folder = files("holdfast.knowledge") / "words" / LANGUAGE
    names = (each.name for each in folder.iterdir())
    return tuple(sorted(name.removesuffix(ENDING) for name in names if name.endswith(ENDING)))


def every_text() -> Iterator[Text]:
    """Give every text of every topic, in the order of the files."""
    for topic in topics():
        yield from _texts(topic, words(topic).values)


def template() -> str:
    """Give the catalogue that a translator starts from (a POT file)."""
    blocks = [HEADER]
    for context, english in every_text():
        flag = "#, python-brace-format\n" if GAP.search(english) else ""
        blocks.append(
            f'{flag}msgctxt "{_quoted(context)}"\nmsgid "{_quoted(english)}"\nmsgstr ""\n'
        )
    return "\n".join(blocks)


def translated(topic: str, catalogue: bytes) -> Table:
    """Give the words of one topic in another language.

    Args:
        topic: of `topics()`.
        catalogue: compiled (`.mo`).

    Returns:
        A table with the same keys. A text is English where the catalogue has none, or where its
        gaps are not those of the English text.
    """
    known = GNUTranslations(io.BytesIO(catalogue))
    return Table(path=topic, values=_translated(topic, words(topic).values, known))


def _texts(context: str, value: object, *, inside_list: bool = False) -> Iterator[Text]:
    if isinstance(value, str) and value:
        yield Text(context, value)
    elif isinstance(value, list | dict):
        for key, each in _parts(value, inside_list=inside_list):
            yield from _texts(f"{context}.{key}", each, inside_list=isinstance(value, list))


def _translated(
    context: str,
    value: Any,  # noqa: ANN401  # whatever TOML holds
    known: GNUTranslations,
    *,
    inside_list: bool = False,
) -> Any:  # noqa: ANN401  # the same shape
    if isinstance(value, str) and value:
        found = known.pgettext(context, value)
        return found if sorted(GAP.findall(found)) == sorted(GAP.findall(value)) else value
    if not isinstance(value, list | dict):
        return value
    made: Any = value.copy()
    for key, each in _parts(value, inside_list=inside_list):
        name = f"{context}.{key}"
        made[key] = _translated(name, each, known, inside_list=isinstance(value, list))
    return made


def _parts(
    value: list[Any] | dict[str, Any], *, inside_list: bool
) -> Iterator[tuple[int | str, Any]]:
    """Give what may be words, with its key.

    In a list, a pair begins with the code of a choice, and a table has codes of its own.
    """
    if isinstance(value, list):
        yield from list(enumerate(value))[inside_list:]
    else:
        yield from (
            (key, each) for key, each in value.items() if not (inside_list and key in CODES)
        )


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
