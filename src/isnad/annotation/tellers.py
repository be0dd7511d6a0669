"""Persons that only what they do or are called gives away: «قالت منى إن», «رجل يدعى سمير», «قال غارانغ أكول إن»."""

from collections.abc import Iterator

from isnad.annotation.clauses import Syntax
from isnad.annotation.mentions import Candidate
from isnad.annotation.persons import Finder, person_named
from isnad.annotation.quoted import near
from isnad.languages import cues
from isnad.languages.forms import Reading
from isnad.languages.names import gazetteer
from isnad.languages.naming import BINDERS, context, given_names, is_common, is_ordinary, is_particle, listed_as_name, titles

TELLER = "person/teller"


def tellers(syntax: Syntax) -> Iterator[Candidate]:
    """Yield who is named behind a verb of saying or of naming, or before one, with no title and no listed full name."""
    finder, tokens = Finder(syntax), syntax.tokens
    tells = [_tells(reading) for reading in syntax.readings]
    called = [form.removeprefix("و") in context("called-so") for form in tokens.forms]  # «يدعى», «اسمها»
    for at in range(len(tokens)):
        if at and called[at - 1] and near(tokens, at):
            last = finder.extent(at)
            if last > at + 1 or _is_given(syntax, at):
                yield person_named(tokens, at, max(last, at + 1), 0, "person/called")
        elif at and tells[at - 1] and near(tokens, at):
            last = finder.extent(at)
            if last - at > 1 and _is_run(syntax, at, last):
                yield person_named(tokens, at, last, 0, TELLER)
            elif last - at < 2 and _is_given(syntax, at) and _stands_alone(syntax, at):
                yield person_named(tokens, at, at + 1, 0, TELLER)
        elif tells[at + 1 : at + 2] == [True] and tokens.breaks(at) and near(tokens, at + 1) and _opens_as_name(syntax, at):
            yield person_named(tokens, at, at + 1, 0, TELLER)  # «سامر قال إنه»


def _tells(reading: Reading) -> bool:
    """Whether a word is a verb of saying."""
    return reading.tag == "V" and reading.analysis is not None and reading.analysis.lemma.form in cues.verbs()


def _opens_as_name(syntax: Syntax, at: int) -> bool:
    """Whether a word is a given name, read as one or as a verb, and no other name or particle: «سامر قال»."""
    form, reading, given = syntax.tokens.forms[at], syntax.readings[at], given_names()
    named = reading.tag in "MV" and not reading.particles and (form in given.sure or form in given.unsure)
    return named and gazetteer().table.get(form) is None and not is_particle(form)


def _is_given(syntax: Syntax, at: int) -> bool:
    """Whether a word is a given name, read as a name and nothing else that is listed."""
    form, reading, given = syntax.tokens.forms[at], syntax.readings[at], given_names()
    if reading.particles or reading.tag != "M" or titles().get(form) or form in BINDERS or len(form) < 3:
        return False
    if is_particle(form) and not syntax.tokens.quote(at).endswith("ى"):
        return False  # «مني الفريق بهزيمة»
    known = gazetteer().bare(syntax.tokens.words, at)
    place = known is not None and known.value.mark == "" and known.value.names[0].type != "PER"
    return not place and (form in given.sure or form in given.unsure)


def _stands_alone(syntax: Syntax, at: int) -> bool:
    """Whether no noun and no name goes on behind a word: what is told follows, a pause, an age in parentheses."""
    if at + 1 >= len(syntax.readings) or syntax.tokens.gap(at + 1).strip():
        return True
    return syntax.readings[at + 1].tag in "SPRCX"


def _is_run(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a run of names is somebody: none of its words common or a place; behind a feminine verb one of them listed."""
    tokens, read = syntax.tokens, syntax.readings
    if read[first].particles or any(read[at].tag != "M" for at in range(first, last)):
        return False
    forms = tokens.forms[first:last]
    strange = (
        form for i, form in enumerate(forms) if not (listed_as_name(form) or form in BINDERS or (i and forms[i - 1] in BINDERS))
    )
    if any(map(is_common, strange)) or not (forms[0] in BINDERS or listed_as_name(forms[0]) or not is_ordinary(forms[0])):
        return False
    if any((known := gazetteer().at(tokens.words, at)) and known.value.names[0].type != "PER" for at in range(first, last)):
        return False
    verb = read[first - 1].analysis
    return (verb is not None and verb.gender == "m") or any(map(listed_as_name, forms))
