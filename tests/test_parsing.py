"""Words, phrases, clauses and quotations: what the layers above stand on."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import example as given_example
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad import annotate
from isnad.annotation import words
from isnad.annotation.boundaries import boundaries
from isnad.annotation.clauses import Clause, Syntax
from isnad.annotation.events import completion
from isnad.annotation.events.told import Told
from isnad.annotation.phrases import Phrase
from isnad.annotation.quotations import quotations
from isnad.annotation.statements.named import Named
from isnad.annotation.tokens import Tokens
from isnad.annotation.training import example, examples, own
from isnad.languages import tagged
from isnad.languages.folding import fold
from isnad.languages.forms import form
from isnad.languages.lexicon import analyses
from isnad.languages.perceptron import NO, YES, Choice, Chooser, Learner, Model, View, Weights, number, together, written
from tests.counting import steps

ROOT = Path(__file__).parent.parent
TAGGED = sorted((ROOT / "tests" / "tagged").glob("*.txt"))


def parse(text: str) -> Syntax:
    return Syntax(Tokens(text))


def read(text: str) -> str:
    """Return a text as it was read, each word as «particles+rest/tag»."""
    tokens = Tokens(text)
    found = []
    for at, reading in enumerate(words.readings(tokens)):
        skip = len(reading.particles)
        found.append("+".join(filter(None, (reading.particles, tokens.quote(at)[skip:]))) + f"/{reading.tag}")
    return " ".join(found)


def phrases(text: str) -> list[str]:
    """Return the phrases of two words and more, without the particles of their first words."""
    syntax = parse(text)
    return [_phrase(syntax, phrase) for phrase in syntax.phrases if phrase.size > 1]


def _phrase(syntax: Syntax, phrase: Phrase | None) -> str:
    if phrase is None:
        return ""
    skip = len(syntax.readings[phrase.first].particles)
    return syntax.tokens.span(phrase.first, phrase.last, skip).quote(syntax.tokens.surface)


def segments(text: str) -> list[str]:
    """Return what lies between the boundaries of a text."""
    syntax = parse(text)
    ends = [*syntax.boundaries[1:], len(syntax.tokens)]
    return [syntax.tokens.span(first, last).quote(text) for first, last in zip(syntax.boundaries, ends, strict=True)]


def clause(text: str, verb: str) -> tuple[Syntax, Clause]:
    """Return the clause of a verb, as it is written."""
    syntax = parse(text)
    found = [c for c in syntax.clauses if c.verb is not None and syntax.tokens.quote(c.verb) == verb]
    assert found, f"no clause of {verb}"
    return syntax, found[0]


# ---- the perceptron

VOWELS = "aeiou"
WORDS = ["tree", "apple", "stone", "orange", "house", "island", "river", "uncle", "bread", "egg"]


def _learned() -> Weights:
    learner, vowel, consonant = Learner(), number(("vowel",)), number(("consonant",))
    for _ in range(5):
        for word in WORDS:
            features, labels = [f"first={word[0]}", f"last={word[-1]}"], (vowel, consonant)
            scores = learner.model.scores(features, labels)
            right = vowel if word[0] in VOWELS else consonant
            learner.learn(features, right, vowel if scores[0] >= scores[1] else consonant)
    return learner.averaged()


def test_the_perceptron_learns() -> None:
    model, labels = Model(_learned()), (number(("vowel",)), number(("consonant",)))
    for word in WORDS:
        vowel, consonant = model.scores([f"first={word[0]}", f"last={word[-1]}"], labels)
        assert (vowel >= consonant) == (word[0] in VOWELS), word


def test_training_gives_the_same_weights_twice() -> None:
    assert _learned() == _learned()
    few = own()[:60]
    assert words.train(few, passes=2) == words.train(few, passes=2)


def test_weights_are_whole_numbers_and_none_is_nothing() -> None:
    assert all(isinstance(value, int) and value for row in _learned().values() for value in row.values())


def test_a_right_answer_teaches_nothing() -> None:
    learner = Learner()
    learner.learn(["a"], number(("x",)), number(("x",)))
    assert learner.averaged() == {}


def test_labels_share_the_weights_of_their_parts() -> None:
    learner, known, wrong = Learner(), number(("N", "N+ل")), number(("V", "V+"))
    learner.learn(["after a preposition"], known, wrong)
    learner.learn([], known, known)  # weights are averaged over the steps behind them
    model = Model(learner.averaged())
    unseen, verb = model.scores(["after a preposition"], (number(("N", "N+ب")), wrong))
    assert unseen > verb


def test_a_choice_is_between_yes_and_no() -> None:
    chooser = Chooser()
    for _ in range(3):
        for features, right in ((["comma", "verb"], True), (["comma", "noun"], False), (["verb"], False)):
            chooser.learn(features, right, chooser(features))
    choice = Choice(chooser.learner.averaged(), [lambda mark, tag: (mark, tag)])
    assert choice(((("comma", "verb"),), ()))
    assert not choice(((("comma", "noun"),), ()))
    assert choice(((("", ""),), ("comma", "verb")))
    assert not choice(((("", ""),), ()))


def test_what_is_seen_again_weighs_the_same() -> None:
    views: list[View] = [((("a", at),), ("alone",)) for _ in range(2) for at in range(20_000)]  # more than is remembered
    templates = [lambda letter, at: (letter, f"{at % 7}")]
    weights = {"a": {"yes": 2}, "3": {"no": 9, "yes": 1}, "5": {"no": 1}, "alone": {"no": 1}}
    choice, model = Choice(weights, templates), Model(weights, templates)
    for view in views:
        features = written(templates, view)
        yes, no = model.scores(features, (YES, NO))
        assert model.scores_of(view, (YES, NO)) == [yes, no]
        assert choice(view) == (yes > no)


def test_models_are_summed() -> None:
    assert together([{"f": {"a": 1}}, {"f": {"a": 2, "b": -1}, "g": {"a": 1}}]) == {"f": {"a": 3, "b": -1}, "g": {"a": 1}}
    assert together([]) == {}


# ---- tagged text

LINE = "و+أفادت/V [وكالة/N الأنباء/N] ب+أن/S كيم/M شدد/V على/P [دعم/N بلاد~ه/N] ، | مؤكداً/A أن~ه/S « باق/A » ."


def test_a_tagged_sentence_is_read() -> None:
    tokens = list(tagged.parse(LINE))
    assert [token.surface for token in tokens[:4]] == ["وأفادت", "وكالة", "الأنباء", "بأن"]
    assert (tokens[0].particles, tokens[0].word, tokens[0].tag, tokens[0].clause) == ("و", "أفادت", "V", True)
    assert (tokens[1].opens, tokens[1].closes, tokens[2].opens, tokens[2].closes) == (True, False, False, True)
    assert [token.word for token in tokens if token.clause] == ["أفادت", "مؤكداً"]
    assert [token.pronoun for token in tokens if token.pronoun] == ["ه", "ه"]


def _written(tokens: list[tagged.Token]) -> str:
    parts = []
    for at, token in enumerate(tokens):
        word = "+".join([*token.particles, token.word]) + ("~" + token.pronoun if token.pronoun else "")
        piece = f"{word}/{token.tag}" if token.tag else token.word
        parts.append("| " * (token.clause and at > 0) + "[" * token.opens + piece + "]" * token.closes)
    return " ".join(parts)


@pytest.mark.parametrize("path", TAGGED, ids=lambda path: path.stem)
def test_tagged_text_makes_the_round_trip(path: Path) -> None:
    for sentence in tagged.read(path):
        assert list(tagged.parse(_written(sentence))) == sentence


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("قال/V الوزير", "no tag on 'الوزير'"),
        ("قال/W", "no such tag: 'قال/W'"),
        ("د+قال/V", "no proclitic: 'د' in 'د+قال/V'"),
        ("قال~كذا/V", "no pronoun: 'كذا' in 'قال~كذا/V'"),
        ("و+/C", "no word in 'و+/C'"),
        ("[وزير/N [النقل/N]", "brackets do not match at '[النقل/N]'"),
        ("وزير/N النقل/N]", "brackets do not match at 'النقل/N]'"),
        ("[وزير/N النقل/N", "a phrase is not closed"),
        ("[وزير/N | النقل/N]", "a clause ends inside a phrase"),
    ],
)
def test_a_fault_names_the_file_and_the_line(line: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(f"# topic\n\nقال/V\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        tagged.read(path)
    assert str(caught.value) == f"some.txt:4: {fault}"


def test_marks_stand_beside_their_words() -> None:
    tokens, marks = example(list(tagged.parse(LINE)))
    assert tokens.surface == "وأفادت وكالة الأنباء بأن كيم شدد على دعم بلاده، مؤكداً أنه «باق»."
    assert [mark.tag for mark in marks] == ["V", "N", "N", "S", "M", "V", "P", "N", "N", "A", "S", "A"]
    assert all(tokens.forms[at] == fold(mark.surface) for at, mark in enumerate(marks))


def test_straight_quotation_marks_are_set_as_pairs() -> None:
    assert example(list(tagged.parse('قال/V " نعم/T " ثم/C " لا/G " .'))).tokens.surface == 'قال "نعم" ثم "لا".'


def test_every_word_of_tagged_text_has_its_mark() -> None:
    for tokens, marks in examples(TAGGED):
        assert len(tokens) == len(marks)
        for at, mark in enumerate(marks):
            assert tokens.forms[at] in fold(mark.surface)


# ---- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أفاد وزير الدفاع بأن القوات وصلت", "أفاد/V وزير/N الدفاع/N ب+أن/S القوات/N وصلت/V"),
        ("استقبل سفير فرنسا وزير النقل", "استقبل/V سفير/N فرنسا/M وزير/N النقل/N"),
        ("لم يصل الوفد إلى المنصة", "لم/G يصل/V الوفد/N إلى/P المنصة/N"),
        ("اجتمع فريق العمل في بلد بعيد", "اجتمع/V فريق/N العمل/N في/P بلد/N بعيد/A"),
        ("وسيعقد المجلس جلسة طارئة", "وس+يعقد/V المجلس/N جلسة/N طارئة/A"),
        ("وصل وزير ووفد كبير", "وصل/V وزير/N و+وفد/N كبير/A"),
        ("للجنود في المدينة", "ل+لجنود/N في/P المدينة/N"),
        ("ووفقا لتقرير اللجنة ارتفع العدد", "و+وفقا/P ل+تقرير/N اللجنة/N ارتفع/V العدد/N"),
        ("القوات الروسية تقصف خاركيف", "القوات/N الروسية/A تقصف/V خاركيف/M"),
        ("صوّت البرلمان ضد الاتفاق", "صوّت/V البرلمان/N ضد/P الاتفاق/N"),
        ("قال الجيش إنه صد هجوماً", "قال/V الجيش/N إنه/S صد/V هجوماً/N"),
        ("طلب عدم ذكر اسمه", "طلب/V عدم/N ذكر/N اسمه/N"),
        ("وضعت فرنسا قواتها في حالة تأهب", "وضعت/V فرنسا/M قواتها/N في/P حالة/N تأهب/N"),
        ("ارتفعت الحصيلة إلى 214 قتيلاً", "ارتفعت/V الحصيلة/N إلى/P 214/K قتيلاً/N"),
    ],
)
def test_particles_are_split_where_the_rest_is_a_word(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("word", ["وزير", "منصب", "سفير", "فريق", "لجنة", "كتاب", "وكالة", "بيان", "فرنسا", "وفد"])
def test_a_letter_of_the_word_is_no_particle(word: str) -> None:
    assert words.readings(Tokens(f"هذا {word} جديد"))[1].particles == ""


@pytest.mark.parametrize("particle", ["قد", "لم", "لن", "سوف", "وقد", "ولم"])
def test_behind_some_words_a_verb_stands(particle: str) -> None:
    for verb in ("يصل", "يبحث", "تبدأ"):
        assert words.readings(Tokens(f"{particle} {verb} في المدينة"))[1].tag == "V", verb


def test_behind_a_preposition_no_verb_stands() -> None:
    for word in ("دعم", "وقف", "نشر", "رد"):
        assert words.readings(Tokens(f"تحدث عن {word} القرار"))[2].tag == "N", word


@pytest.mark.parametrize(
    ("word", "lemmas"),
    [
        ("الحزب", {"حزب"}),  # no form of «حزبي»
        ("القاضي", {"قاضي"}),
        ("القاض", set()),  # what drops its last letter never has the article
        ("محام", {"محامي"}),
    ],
)
def test_a_noun_in_ya_drops_it_where_no_other_noun_is_meant(word: str, lemmas: set[str]) -> None:
    assert {a.lemma.form for a in analyses(word) if a.pos in ("noun", "adj")} == lemmas


def test_a_pronoun_is_told_from_the_word() -> None:
    found = {text: [r.pronoun for r in words.readings(Tokens(text))] for text in ("قواتها", "إنه باق", "قال لهم")}
    assert found == {"قواتها": ["ها"], "إنه باق": ["ه", ""], "قال لهم": ["", "هم"]}


def test_agreement_looks_at_gender_and_definiteness() -> None:
    adjective, head = {r.tag: r for r in form("الكبيرة").readings}["A"], {}
    for word in ("المدينة", "مدينة", "البيت"):
        head[word] = {r.tag: r for r in form(word).readings}["N"]
    assert words.agreement(head["المدينة"], adjective) == "dg"
    assert words.agreement(head["مدينة"], adjective) == "xg"
    assert words.agreement(head["البيت"], adjective)[0] == "d"
    assert words.agreement(head["البيت"], adjective)[1] == "x"


def test_unknown_names_are_names() -> None:
    assert read("قال سالم البوزيدي إن الوفد وصل") == "قال/V سالم/M البوزيدي/M إن/S الوفد/N وصل/V"


@pytest.mark.parametrize(("text", "at"), [("ختم الشاعر حديثه بالقول", 2), ("كرر المدير كلامه أمس", 2)])
def test_a_common_noun_with_its_pronoun_is_no_name(text: str, at: int) -> None:
    assert words.readings(Tokens(text))[at].tag != "M"


def test_a_form_that_no_list_knows_has_a_reading() -> None:
    assert form("زغطلمي").readings
    assert read("زغطلمي وضغثب")


@pytest.mark.parametrize("word", ["ء", "ـ", "ۀ", "ﷺ", "zzz", "123", "ß", "漢字", "א", "ً", "و", "ال", "لل", "ولل"])
def test_a_form_without_known_letters_does_not_fail(word: str) -> None:
    if fold(word):
        assert form(word).readings
        assert form(fold(word)).readings
    assert len(parse(f"قال {word} إن").readings) >= 2 + bool(fold(word))


def test_no_word_has_two_readings_that_the_model_cannot_tell_apart() -> None:
    for word in ("بحث", "وصل", "كتاب", "على", "وجد"):
        found = form(word)
        assert len(found.labels) == len(set(found.labels)) == len(found.readings)


# ---- phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "التقى الرئيس المصري وزير الدفاع الكوري الجنوبي كيم يونج هيون في القاهرة",
            ["الرئيس المصري", "وزير الدفاع الكوري الجنوبي كيم يونج هيون"],
        ),
        ("أمام مقر وزارة الخارجية الروسية", ["مقر وزارة الخارجية الروسية"]),
        ("وصل رئيس الوزراء ووزير المالية", ["رئيس الوزراء", "وزير المالية"]),
        ("وقعت موسكو وبيونغ يانغ اتفاقية شراكة استراتيجية شاملة", ["بيونغ يانغ", "اتفاقية شراكة استراتيجية شاملة"]),
        ("هذه المدينة الكبيرة", ["هذه المدينة الكبيرة"]),
        ("كل القرى الحدودية في الجنوب", ["كل القرى الحدودية"]),
        ("اجتمع فريق العمل في بلد بعيد", ["فريق العمل", "بلد بعيد"]),
        ("وصل الوفد إلى المدينة", []),
        ("أعلن رئيس الدولة استقالته", ["رئيس الدولة"]),
        ("رفع رئيس المجلس الجلسة", ["رئيس المجلس"]),
        ("حمّل النائب الخاطفين مسؤولية سلامته", ["مسؤولية سلامته"]),
        ("أنكرت موسكو في يناير أي بيع", ["أي بيع"]),
        ("وصل إلى المحكمة الجار الذي سمع صراخاً", []),
        ("قال الوزير نفسه إن الرجال كلهم غادروا", ["الوزير نفسه", "الرجال كلهم"]),
    ],
)
def test_phrases_reach_as_far_as_the_noun(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


def test_no_phrase_goes_over_a_mark_or_a_line() -> None:
    for mark in (".", "،", "\n", ":", "؛"):
        syntax = parse(f"وزير{mark} الدفاع")
        assert [phrase.size for phrase in syntax.phrases] == [1, 1], mark


def test_a_preposition_governs_its_phrase() -> None:
    syntax = parse("تحدث في القاهرة عن وقف القتال بين موسكو وبيونغ يانغ وبالسلاح")
    governed = [syntax.governed(phrase) for phrase in syntax.phrases]
    assert [found.preposition for found in governed if found] == ["في", "عن", "بين", "بين", "ب"]


# ---- boundaries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد، وأضاف المصدر أن الاجتماع انتهى", ["وصل الوفد", "وأضاف المصدر أن الاجتماع انتهى"]),
        (
            "أعلن المتحدث وقف القتال، مشيراً إلى أن الاتفاق يشمل الجنوب",
            ["أعلن المتحدث وقف القتال", "مشيراً إلى أن الاتفاق يشمل الجنوب"],
        ),
        ("نفت الحكومة ذلك، فيما أكدت المعارضة وقوعه", ["نفت الحكومة ذلك", "فيما أكدت المعارضة وقوعه"]),
        ("وصل الوفد أمس وقالت الوزيرة إن الاتفاق قريب", ["وصل الوفد أمس", "وقالت الوزيرة إن الاتفاق قريب"]),
        ("قال إن الوزير زار المدينة وإن الوفد وصل", ["قال إن الوزير زار المدينة وإن الوفد وصل"]),
        ("قال الوزير: «وصل الوفد، وغادر الرئيس»", ["قال الوزير: «وصل الوفد، وغادر الرئيس"]),
        ("غادر الوزير المدينة التي زارها الوفد أمس", ["غادر الوزير المدينة التي زارها الوفد أمس"]),
        ("وصل الوفد. غادر الوزير", ["وصل الوفد", "غادر الوزير"]),
    ],
)
def test_clauses_end_where_the_guide_says(text: str, expected: list[str]) -> None:
    assert segments(text) == expected


# ---- clauses


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("زار الرئيس الفرنسي مدينة حلب", "زار", "الرئيس الفرنسي"),
        ("الرئيس زار المدينة أمس", "زار", "الرئيس"),
        ("القوات انسحبت من الحدود", "انسحبت", "القوات"),
        ("قتلت القوات جندياً في المدينة", "قتلت", "القوات"),
        ("وصل الجنود", "وصل", "الجنود"),
        ("كان الوزير قد زار المدينة", "زار", "الوزير"),
        ("وأضاف أن الأمر انتهى", "وأضاف", ""),
        ("غادروا المدينة", "غادروا", ""),
        ("الرجل الذي زار المدينة قال إن الطريق مفتوح", "قال", "الرجل"),
        ("الرجل الذي زار المدينة قال إن الطريق مفتوح", "زار", ""),
        ("قال إن القوات انسحبت من الحدود", "انسحبت", "القوات"),
    ],
)
def test_subjects_stand_before_and_behind_their_verbs(text: str, verb: str, subject: str) -> None:
    syntax, found = clause(text, verb)
    assert _phrase(syntax, found.subject) == subject


def test_an_auxiliary_is_told_from_the_verb() -> None:
    syntax, found = clause("كانت الوزيرة قد وصلت إلى القاهرة", "وصلت")
    assert found.auxiliary is not None
    assert syntax.tokens.quote(found.auxiliary) == "كانت"
    assert [(c.preposition, _phrase(syntax, c.phrase)) for c in found.complements] == [("الي", "القاهرة")]


def test_objects_and_complements_are_told_apart() -> None:
    syntax, found = clause("قتلت القوات جندياً في المدينة", "قتلت")
    assert [_phrase(syntax, phrase) for phrase in found.objects] == ["جندياً"]
    assert [(c.preposition, _phrase(syntax, c.phrase)) for c in found.complements] == [("في", "المدينة")]


def test_a_relative_clause_hangs_on_its_noun_and_the_main_clause_goes_on() -> None:
    syntax = parse("الرجل الذي زار المدينة قال إن الطريق مفتوح")
    assert [(c.kind, c.parent) for c in syntax.clauses] == [("main", None), ("relative", 0), ("that", 0)]
    relative = syntax.clauses[1]
    assert syntax.tokens.span(relative.first, relative.last).quote(syntax.tokens.surface) == "الذي زار المدينة"


def test_clauses_with_that_hang_on_each_other() -> None:
    syntax = parse("قالت الوكالة إن الوزير أكد أن الوفد وصل")
    assert [(c.kind, c.parent) for c in syntax.clauses] == [("main", None), ("that", 0), ("that", 1)]
    assert syntax.clause_at == [0, 0, 1, 1, 1, 2, 2, 2]


def test_an_elided_subject_leaves_the_gender_and_number_of_the_verb() -> None:
    syntax, found = clause("وأضافت أن الوفد غادر", "وأضافت")
    assert found.subject is None
    assert found.verb is not None
    analysis = syntax.readings[found.verb].analysis
    assert analysis is not None
    assert (analysis.gender, analysis.number) == ("f", "s")


def test_a_nominal_sentence_has_no_verb() -> None:
    (found,) = parse("الطريق مفتوح").clauses
    assert found.verb is None
    assert found.subject is not None


# ---- quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «نعم» ثم «لا»", [("نعم", 1), ("لا", 1)]),
        ("قال “نعم” ثم", [("نعم", 1)]),
        ("قال ”نعم“ ثم", [("نعم", 1)]),
        ('قال "نعم" ثم "لا"', [("نعم", 1), ("لا", 1)]),
        ("قال 'نعم يا رجل' ثم", [("نعم يا رجل", 1)]),
        ('و"نعم" بـ”أمر“ ما', [("نعم", 1), ("أمر", 1)]),
        ("قال «سمعته يقول “نعم” مرتين» ثم", [("سمعته يقول “نعم” مرتين", 1), ("نعم", 2)]),
        ("«أ «ب» ج»", [("أ «ب» ج", 1), ("ب", 2)]),
        ("قال \"نعم، قال لي 'لا' أمس\" ثم", [("نعم، قال لي 'لا' أمس", 1), ("لا", 2)]),
        ("قال «نعم. ثم لا. ثم نعم» ثم", [("نعم. ثم لا. ثم نعم", 1)]),
        ("قال نعم» ثم «لا»", [("لا", 1)]),
        ("قال «نعم\nثم «لا»", [("لا", 1)]),
        ("«»", []),
        ("Sarah's book", []),
        ("", []),
    ],
)
def test_quotations_of_all_kinds(text: str, expected: list[tuple[str, int]]) -> None:
    assert [
        (text[found.start : found.end], found.depth)
        for found in quotations(text)
        if text[found.start : found.end] != "نعم\nثم «لا"
    ] == expected


def test_words_know_in_how_many_quotations_they_stand() -> None:
    assert parse("قال «سمعته يقول “نعم” مرتين» ثم").depths == [0, 1, 1, 2, 1, 0]


# ---- whatever the text

_TEXTS = st.lists(
    st.sampled_from(
        [
            "قال",
            "وأضاف",
            "يبحث",
            "وزير",
            "الدفاع",
            "الكوري",
            "كيم",
            "في",
            "إن",
            "أن",
            "الذي",
            "«نعم»",
            "كان",
            "قد",
            "لم",
            "وبالقوات",
            "للجنود",
            "12",
            "ألف",
            "KN-23",
            "،",
            ".",
            ":",
            "«",
            "»",
            '"',
            "”",
            "“",
            "'",
            "\n",
            "(",
            ")",
            "ـ",
            "مؤكداً",
            "بينما",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(st.one_of(_TEXTS, st.text(max_size=100)))
@given_example("")
@given_example("«»")
@given_example("...")
@given_example("قال\r\u2028إن")
def test_any_text_is_parsed(text: str) -> None:
    syntax = parse(text)
    count = len(syntax.tokens)
    assert len(syntax.readings) == len(syntax.phrase_at) == len(syntax.clause_at) == len(syntax.depths) == count
    _check_phrases(syntax)
    _check_clauses(syntax)
    for start, end, depth in syntax.quotations:
        assert 0 <= start < end <= len(text)
        assert depth > 0
        assert text[start:end].strip()


def _check_phrases(syntax: Syntax) -> None:
    end = 0
    for at, phrase in enumerate(syntax.phrases):
        assert end <= phrase.first < phrase.last <= len(syntax.tokens)
        assert syntax.phrase_at[phrase.first : phrase.last] == [at] * phrase.size
        span = syntax.tokens.span(phrase.first, phrase.last)
        assert span.quote(syntax.tokens.surface).strip()
        assert 0 <= span.start < span.end <= len(syntax.tokens.surface)
        end = phrase.last


def _check_clauses(syntax: Syntax) -> None:
    assert all(a < b for a, b in pairwise(syntax.boundaries))
    for at, found in enumerate(syntax.clauses):
        assert 0 <= found.first < found.last <= len(syntax.tokens)
        if found.parent is not None:
            parent = syntax.clauses[found.parent]
            assert found.parent < at
            assert parent.first <= found.first < found.last <= parent.last
        for place in (found.opener, found.verb, found.auxiliary):
            assert place is None or found.first <= place < found.last
        held = (*found.objects, *(c.phrase for c in found.complements), *((found.subject,) if found.subject else ()))
        assert set(held) <= set(syntax.phrases)
        assert all(found.first <= phrase.first < found.last for phrase in held)


@settings(max_examples=30, deadline=None)
@given(_TEXTS)
def test_parsing_is_a_function_of_the_text(text: str) -> None:
    one, other = parse(text), parse(text)
    assert (one.readings, one.phrases, one.boundaries, one.clauses) == (
        other.readings,
        other.phrases,
        other.boundaries,
        other.clauses,
    )


# ---- hostile input

HOSTILE = {
    "particles": "و ",
    "conjunctions": "أن ",
    "relatives": "الذي قال ",
    "speech": "قال إن ",
    "prepositions": "في ",
    "nouns": "وزير ",
    "names": "محمد ",
    "numerals": "خمسة و",
    "commas": "قال، ",
    "opening marks": "«ا ",
    "quotations": '"أ" ',
    "apostrophes": "' ا",
    "lines": "ا\n",
}


def _read(text: str) -> None:
    syntax = parse(text)
    assert len(syntax.clause_at) == len(syntax.depths) == len(syntax.phrase_at)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_steps_grow_with_the_text(unit: str) -> None:
    """Seconds are measured in bench/hostile.py, on longer texts."""
    parse(unit * 100)  # what is kept between texts is there
    assert steps(unit * 2_000, _read) < 2.02 * steps(unit * 1_000, _read) + 1_000


@pytest.mark.parametrize("unit", ["روسيا وأوكرانيا و", "قتل "])
def test_the_steps_of_the_layers_grow_with_a_list(unit: str) -> None:
    """Lists that never end: each of the joined asks for the preposition before all, each of the killed for a toll beside it."""
    annotate(unit * 100)
    assert steps(unit * 800, annotate) < 2.2 * steps(unit * 400, annotate) + 1_000


def test_a_head_is_looked_for_in_few_words() -> None:
    """«مئة ألف ومئة ألف و…»: each «و» asked for the head of all that follows it."""
    syntax = parse("خمسة و" * 400)
    speakers = Named(syntax, ())
    longest = Phrase(0, len(syntax.readings))
    assert speakers.head(longest) < 30


def test_a_deed_is_completed_from_those_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each deed of a long text looked at all others of its type."""
    looked: list[int] = []
    completed = completion._again

    def counted(told: Told, others: Sequence[Told], known: bool) -> Told:
        looked.append(len(others))
        return completed(told, others, known)

    monkeypatch.setattr(completion, "_again", counted)
    annotate("قصفت روسيا مدينة كييف. " * 400)
    assert len(looked) >= 400 and 50 < max(looked) <= 2 * completion._AROUND


@pytest.mark.parametrize("text", ["و" * 10_000, "ا" * 100_000, "بسم" * 33_333, "«»\"“”'" * 5_000, ".؟!" * 10_000, "\n" * 10_000])
def test_words_without_end_and_marks_alone_take_few_steps(text: str) -> None:
    parse(text[:100])
    assert steps(text, _read) < 10 * len(text) + 1_000


def test_an_empty_text_has_nothing() -> None:
    syntax = parse("")
    assert (syntax.readings, syntax.phrases, syntax.boundaries, syntax.clauses, syntax.clause_at) == ([], [], [], [], [])
    assert not annotate("").statements


def test_a_sentence_that_never_ends_is_cut() -> None:
    tokens = Tokens("خبر " * 1000 + ". ثم جملة قصيرة.")
    assert [at for at in range(len(tokens)) if tokens.breaks(at)] == [0, 200, 400, 600, 800, 1000]
    assert (tokens.sentence_start(850), tokens.sentence_end(850)) == (800, 1000)
    assert (tokens.sentence_start(len(tokens)), tokens.sentence_end(-1)) == (len(tokens), 0)


def test_plain_and_marked_words_have_their_surfaces() -> None:
    plain, marked = Tokens("قال الوزير كلاما"), Tokens("قالَ الوزيـر كلاماً")
    assert plain.quotes == ["قال", "الوزير", "كلاما"]
    assert marked.quotes == ["قالَ", "الوزيـر", "كلاماً"]
    assert [marked.span(at, at + 1).start for at in range(3)] == marked.starts


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("القاهرة (الأطلس) - زار الوزير المصنع.", "زار"),
        ("تونس - وكالات: زار الوزير المصنع.", "زار"),
        ("بيروت، 3 مارس (الأطلس) – زار الوزير المصنع.", "زار"),
    ],
)
def test_a_text_begins_behind_its_dateline(text: str, first: str) -> None:
    syntax = Syntax(Tokens(text))
    clause = next(clause for clause in syntax.clauses if clause.verb is not None)
    assert syntax.tokens.forms[clause.first] == first
    assert clause.subject is not None and syntax.tokens.forms[clause.subject.first] == "الوزير"


def test_behind_a_verb_no_dash_ends_a_dateline() -> None:
    tokens, never = Tokens("القوات - قالت الوكالة - انسحبت من المدينة."), cast(Any, lambda _: False)
    assert boundaries(tokens, words.readings(tokens), never) == [0, 1]
