"""What of a page goes on paper, piece by piece."""

from __future__ import annotations

import pytest

from holdfast.packs.papers.blocks import Block, Kind, lines_of
from holdfast.web.page_blocks import blocks_of


def of(inside: str) -> tuple[Block, ...]:
    """Give the blocks of a page with this in its main part."""
    return blocks_of(f"<nav>Menu</nav><main>{inside}</main><footer>999</footer>")


def item(text: str) -> Block:
    """Give an item of a list."""
    return Block(kind=Kind.GROUP, parts=(Block(kind=Kind.PARAGRAPH, text=text),))


PIECES = {
    "a heading": ("<h2> Who\n can </h2>", Block(kind=Kind.HEADING, text="Who can", level=2)),
    "words without a paragraph": ("a <b>b</b>\n c", Block(kind=Kind.PARAGRAPH, text="a b c")),
    "a line break": ("<p>a<br>b</p>", Block(kind=Kind.PARAGRAPH, text="a\nb")),
    "a link is its words": (
        '<p><a href="/x/secret">Go on</a></p>',
        Block(kind=Kind.PARAGRAPH, text="Go on"),
    ),
    "a picture is its name": (
        '<p><img src="/x/1" alt="gate.jpg"></p>',
        Block(kind=Kind.PARAGRAPH, text="[Picture: gate.jpg]"),
    ),
    "her lines stay lines": (
        '<div class="nb-hers"><bdi>one\n  two</bdi></div>',
        Block(kind=Kind.PARAGRAPH, text="one\n  two"),
    ),
    "a list": (
        "<ul><li>a</li><li>b</li></ul>",
        Block(kind=Kind.ITEMS, parts=(item("a"), item("b"))),
    ),
    "a numbered list": ("<ol><li>a</li></ol>", Block(kind=Kind.NUMBERED, parts=(item("a"),))),
    "pairs": (
        "<dl><div><dt>When</dt><dd>May</dd><dd>June</dd></div></dl>",
        Block(kind=Kind.PAIRS, rows=(("When", "May\nJune"),)),
    ),
    "a table, made even": (
        "<table><caption>Days</caption><tr><th>Mon</th><th>Tue</th></tr><tr><td>1</td></tr></table>",
        Block(kind=Kind.TABLE, text="Days", rows=(("Mon", "Tue"), ("1", ""))),
    ),
    "an empty field": ('<input type="text">', Block(kind=Kind.BLANK, level=1)),
    "a filled field": ('<input value="a  b">', Block(kind=Kind.FILLED, text="a  b")),
    "an empty area": ("<textarea></textarea>", Block(kind=Kind.BLANK, level=4)),
    "a filled area": ("<textarea>a\n\n b</textarea>", Block(kind=Kind.FILLED, text="a\n\n b")),
    "a choice from a list": (
        "<select><option>a</option><option selected>b</option></select>",
        Block(kind=Kind.FILLED, text="b"),
    ),
    "a ticked box": (
        '<div class="govuk-radios__item"><input type="radio" checked><label>Yes</label></div>',
        Block(kind=Kind.CHOICE, text="Yes", level=1),
    ),
    "a box": (
        '<div class="nb-box">a</div>',
        Block(kind=Kind.BOX, parts=(Block(kind=Kind.PARAGRAPH, text="a"),)),
    ),
    "a label with a heading in it": (
        "<legend><h1>Where</h1></legend>",
        Block(kind=Kind.HEADING, text="Where", level=1),
    ),
    "the name of a part that opens": (
        "<details><summary>More</summary></details>",
        Block(kind=Kind.LABEL, text="More"),
    ),
}

NOTHING = {
    "buttons": "<button>Press</button>",
    "links that look like buttons": '<a class="govuk-button" href="/x/1">Press</a>',
    "tokens": '<input type="hidden" name="_token" value="secret">',
    "secrets": '<input class="govuk-input nb-masked" value="secret">',
    "what is hidden": '<p hidden>a</p><p aria-hidden="true">b</p>',
    "ways through the pages": "<nav>Next</nav>",
    "programs": "<script>alert(1)</script><style>p{}</style>",
    "empty things": "<h1> </h1><p></p><ul></ul><dl></dl><table></table><div class='nb-box'></div>",
    "files to choose": '<input type="file">',
    "a pair without a label": "<dl><dd>a</dd></dl>",
}


@pytest.mark.parametrize(("html", "block"), PIECES.values(), ids=PIECES.keys())
def test_each_piece_of_a_page_has_its_form_on_paper(html: str, block: Block) -> None:
    assert of(html) == (block,)


@pytest.mark.parametrize("html", NOTHING.values(), ids=NOTHING.keys())
def test_what_is_only_for_the_screen_is_left_out(html: str) -> None:
    assert of(html) == ()


def test_a_page_without_a_main_part_gives_nothing() -> None:
    assert blocks_of("<p>a</p></div>") == ()


def test_a_choice_of_the_front_page_is_its_name_and_what_it_does() -> None:
    html = '<ul class="nb-choices"><li><a><strong>Add</strong><span>Write.</span></a></li></ul>'

    assert list(lines_of(of(html))) == ["Add", "Write."]


def test_plain_lines_show_ticks_lines_to_fill_in_and_tables() -> None:
    blocks = [
        Block(kind=Kind.CHOICE, text="Yes", level=1),
        Block(kind=Kind.CHOICE, text="No"),
        Block(kind=Kind.BLANK, level=1),
        Block(kind=Kind.TABLE, rows=(("a", "b"),)),
    ]

    assert list(lines_of(blocks)) == ["[x] Yes", "[ ] No", "____________", "a | b"]
