"""Folding: what it unites, and that every folded place maps back to a surface that folds to it."""

from hypothesis import given
from hypothesis import strategies as st

from isnad.languages.folding import Folded, fold
from isnad.languages.words import readings, words

_ARABIC = st.text(st.sampled_from("ابتةىيؤئأإآءلوكقـًٌَُِّْ٠١٢٣ \u200f\u200d\ufefb\ufdf2،.ABc"))


def test_spellings_of_one_word_fold_alike() -> None:
    assert fold("القُوّات") == fold("القوات")
    assert fold("إدارة") == fold("اداره")
    assert fold("١٢٣") == fold("۱۲۳") == "123"
    assert fold("كـــتاب") == fold("كتاب")
    assert fold("ﻻ") == "لا"


def test_different_words_stay_apart() -> None:
    assert fold("سلام") != fold("سلم")
    assert fold("ماء") != fold("ما")


def test_span_takes_the_harakat_of_its_last_letter() -> None:
    text = "قالَ كتابٌ"
    folded = Folded(text)
    at = folded.text.index("كتاب")
    assert folded.span(at, at + 4).quote(text) == "كتابٌ"


@given(st.one_of(st.text(), _ARABIC))
def test_every_word_maps_back_to_a_surface_that_folds_to_it(text: str) -> None:
    folded = Folded(text)
    for word in words(folded.text):
        assert fold(folded.span(word.start, word.end).quote(text)) == word.form


@given(st.one_of(st.text(st.characters()), _ARABIC))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_lone_surrogates_and_controls_do_not_break_it() -> None:
    folded = Folded("\ud800كتاب\u202e\u2067")
    assert "كتاب" in folded.text


def test_particles_are_offered_in_order_and_the_article_is_restored() -> None:
    assert [(r.particles, r.rest) for r in readings("وللجنود")] == [
        ("", "وللجنود"),
        ("و", "للجنود"),
        ("ول", "لجنود"),
        ("ول", "الجنود"),
    ]


@given(_ARABIC.filter(lambda text: len(words(fold(text))) == 1))
def test_readings_lose_no_letter(text: str) -> None:
    form = words(fold(text))[0].form
    for reading in readings(form):
        hidden = reading.particles.endswith("ل") and reading.rest.startswith("ال") and form != reading.particles + reading.rest
        assert form == reading.particles + (reading.rest.removeprefix("ا") if hidden else reading.rest)
