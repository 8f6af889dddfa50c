"""Topics fit by the codes that were written down, and by nothing else."""

from __future__ import annotations

from holdfast.insight.online_topics import Fitting, fitting_topics

TOPICS = {"a": {"one"}, "b": {"one", "two"}, "c": {"three"}}


def test_what_fits_most_comes_first_and_what_fits_nothing_is_left_out() -> None:
    assert fitting_topics(TOPICS, {"one", "two"}) == (
        Fitting("b", ("one", "two")),
        Fitting("a", ("one",)),
    )


def test_with_as_many_the_order_given_stays() -> None:
    assert [each.topic for each in fitting_topics(TOPICS, {"one", "three"})] == ["a", "b", "c"]


def test_nothing_written_fits_nothing() -> None:
    assert fitting_topics(TOPICS, ()) == ()
