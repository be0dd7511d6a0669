"""Stories: which documents of a case belong together."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from isnad.connection.stories import stories


def told(*claims: str) -> dict[str, list[str]]:
    """Return claims, each by the documents (letters) that tell it."""
    return {str(number): list(documents) for number, documents in enumerate(claims)}


def test_documents_that_share_two_claims_are_one_story_those_that_share_none_are_not() -> None:
    assert stories(told("ab", "ab", "a", "a", "a", "b", "b", "b", "cd", "cd", "e")) == (("a", "b"), ("c", "d"), ("e",))


def test_one_shared_claim_is_not_enough_where_both_tell_much_else() -> None:
    assert stories(told("ab", "a", "a", "a", "b", "b", "b")) == (("a",), ("b",))


def test_a_short_document_belongs_where_it_tells_little_else() -> None:
    assert stories(told("ab", "a", "a", "a", "b")) == (("a", "b"),)


def test_a_round_up_stands_in_both_of_its_stories_and_does_not_make_them_one() -> None:
    first, second = ("abr", "abr"), ("cdr", "cdr")
    assert stories(told(*first, *second)) == (("a", "b", "r"), ("c", "d", "r"))


def test_a_document_that_hangs_on_one_other_is_of_its_story() -> None:
    assert stories(told("abc", "abc", "cd", "cd", "de", "de")) == (("a", "b", "c", "d", "e"),)


def test_between_two_stories_a_document_goes_to_the_nearer_one() -> None:
    whole = stories(told("abc", "abc", "cx", "cx", "xy", "xy", "yz", "yz", "zde", "zde"))
    assert whole == (("a", "b", "c", "x"), ("d", "e", "y", "z"))


def test_news_that_everybody_has_joins_nobody() -> None:
    many = [f"d{number:03}" for number in range(80)]
    assert len(stories({"great": many, "greater": many})) == 80


def test_a_long_chain_needs_no_recursion() -> None:
    chain = {f"{at}{copy}": [f"{at:05}", f"{at + 1:05}"] for at in range(3000) for copy in "ab"}
    assert len(stories(chain)) == 1


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), max_size=12), st.randoms(use_true_random=False))
def test_every_document_is_in_a_story_and_the_order_does_not_matter(claims: list[set[str]], chance: Random) -> None:
    found = stories({str(number): documents for number, documents in enumerate(claims)})
    assert set().union(*found) == set().union(*claims)
    chance.shuffle(claims)
    assert found == stories({str(number): sorted(documents, reverse=True) for number, documents in enumerate(claims)})
