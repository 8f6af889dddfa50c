"""Children and contact: advice first, no order is to be broken, and danger leads to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.arrangements import arranged, is_arranged
from holdfast.actions.court_orders import NewOrder, add_order
from holdfast.actions.people import NewPerson, add_person
from holdfast.actions.take_in import take_in
from holdfast.knowledge.measures import CHILDREN, PARTS
from tests.actions.samples import CHAT, received
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_danger_stands_first_with_the_numbers_of_the_directory(client: Client) -> None:
    page = client.get(client.where("children")).text

    assert page.index("Call 999") < page.index("First: advice")
    assert "0808 800 5000" in page
    assert "0800 1111" in page


def test_not_engaging_is_never_worded_as_breaking_an_order(client: Client) -> None:
    page = client.get(client.where("children")).text

    assert "must be kept" in page
    assert "never tells you to break one" in page
    assert page.index("Take advice before") < page.index("Writing to each other")


@pytest.mark.parametrize("part", PARTS[CHILDREN])
def test_every_part_says_that_an_order_is_kept_and_only_what_is_safe(
    client: Client, part: str
) -> None:
    page = client.get(client.where("children.part", part=part)).text

    assert "must be kept until a court changes it" in page
    assert "Only do what is safe for you" in page
    assert page.index("Call 999") < page.index('class="nb-box"')


def test_orders_that_are_written_down_stand_first(client: Client) -> None:
    assert "Write it down here" in client.get(client.where("children")).text
    add_order(book_of(client), NewOrder(order="Child arrangements order", reference="ZC-1"))

    page = client.get(client.where("children")).text
    assert page.index("Child arrangements order") < page.index("Read the orders you have")
    assert "ZC-1" in page


def test_a_mark_is_made_shown_and_taken_back_on_the_entry_itself(client: Client) -> None:
    book = book_of(client)
    name = add_incident(book, NewIncident(what="Friday at five?")).entry.id
    where = client.where("children.mark", id=name)
    page = follow(client, where, {"marked": "yes"})

    assert "It is not counted with the rest" in page
    assert "an ordinary arrangement about a child" in page
    assert "as you sorted it" in client.get(client.where("record")).text
    assert "Friday at five?" in client.get(client.where("children.arranged")).text
    page = follow(client, where, {"marked": "no"})
    assert "Was this only about a child" not in page
    assert arranged(book) == ()


def test_chosen_messages_are_marked_and_shown_as_marked_in_the_chat(client: Client) -> None:
    book = book_of(client)
    list(take_in(book, [received("WhatsApp Chat with Alex.txt", CHAT)]))
    (hit,) = [each for each in book.index.timeline(limit=9) if each.kind == "import"]
    choose = client.where("messages.choose", id=hit.entry)
    page = follow(client, choose, {"chosen": "1", "arranged": "yes"})

    assert "Written down as ordinary arrangements" in page
    chat = client.get(client.where("messages", id=hit.entry)).text
    assert chat.count("You marked this as an ordinary arrangement.") == 1
    size = book.record.size
    follow(client, choose, {"arranged": "yes"})
    assert book.record.size == size


def test_correcting_an_entry_in_the_form_keeps_its_mark_unless_it_is_unticked(
    client: Client,
) -> None:
    book = book_of(client)
    name = add_incident(book, NewIncident(what="Friday?")).entry.id
    follow(client, client.where("children.mark", id=name), {"marked": "yes"})
    where = client.where("amend", id=name)
    assert 'value="child-arrangement" checked' in " ".join(client.get(where).text.split())

    follow(client, where, {"what": "Friday at five?", "behaviours": "child-arrangement"})
    assert is_arranged(book.record.current(name).fields)
    follow(client, where, {"what": "Friday at five?"})
    assert not is_arranged(book.record.current(name).fields)


def test_she_is_asked_about_arrangements_only_where_she_wrote_of_a_child(client: Client) -> None:
    book = book_of(client)
    where = client.where("entry", id=add_incident(book, NewIncident(what="A call.")).entry.id)
    assert "Was this only about a child" not in client.get(where).text
    add_person(book, NewPerson(role="child", name="Sam"))

    assert "Was this only about a child" in client.get(where).text


def test_several_times_are_marked_at_once_on_their_page(client: Client) -> None:
    book = book_of(client)
    names = [add_incident(book, NewIncident(what=each)).entry.id for each in ("One", "Two")]
    where = client.where("children.mark")
    page = follow(client, where, {"incidents": names[0]})

    assert "Marked as ordinary arrangements" in page
    assert [each.entry for each in arranged(book)] == names[:1]
    assert f'value="{names[0]}"' not in page
    assert f'value="{names[1]}"' in page
    assert "You ticked nothing" in follow(client, where, {"incidents": "not-an-entry"})
