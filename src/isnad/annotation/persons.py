"""Persons that no list knows: a title and the name behind it, a given name and what follows, a speaker.

A name's extent is the difficulty: it is a run of words that the tagger reads as names (``isnad.annotation.words``).
"""

from collections.abc import Iterator
from functools import cache

from isnad.annotation.clauses import Syntax
from isnad.annotation.forenames import (
    is_called_like_verb,
    is_dual,
    is_first,
    is_given_behind_title,
    is_latin_part,
    is_quoted_given,
    is_strange,
    is_titled_given,
    owned_title,
)
from isnad.annotation.mentions import Candidate, is_latin, quoted_end, skeleton, slug
from isnad.annotation.quoted import joins, nisba_of_name
from isnad.annotation.spelled import spelled_end
from isnad.annotation.tokens import Tokens
from isnad.languages import cues
from isnad.languages.lexicon import analyses
from isnad.languages.names import Known, gazetteer
from isnad.languages.naming import (
    BINDERS,
    context,
    given_names,
    heads,
    is_common,
    is_never_name,
    is_ordinary,
    is_particle,
    listed_as_name,
    titles,
)
from isnad.languages.phrases import Match

_LONGEST_NAME = 6
_LONGEST_TITLE = 9
_JOINTS = frozenset((" ", "-", " - ", "‑"))
_FILIAL = frozenset(("بن", "ولد", "بنت", "منت", "ابن", "ود"))
_BINDING = BINDERS | _FILIAL
_FATHER = frozenset(("ابو", "ابي", "ابا"))
_PLACES = frozenset(("GPE", "LOC", "ORG", "NORP"))


def persons(syntax: Syntax) -> Iterator[Candidate]:
    """Yield persons: runs of words that are names, behind a title, with a given name, or where somebody speaks."""
    finder = Finder(syntax)
    titled = finder.behind_titles()
    within = {start - 1 for start in titled if finder.ends_title(start)}
    at = 0
    while at < len(syntax.tokens):
        last = at if at in within else finder.extent(at)
        if last == at:
            at += 1
            continue
        first = finder.without_place(at, last)
        if first < last:
            yield from finder.person(first, last, titled)
        at = last


class Finder:
    """Where names begin and end in a text: by how the tagger reads its words, and by the lists of names and titles."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self._titles = list(self._behind_each_title())
        self._titled = frozenset(self._titled_givens())

    def extent(self, first: int) -> int:
        """Return where a run of names ends that begins at a word, the word itself if none does."""
        if not self._is_name(first) or self.tokens.forms[first] in _FILIAL or self._says(first) or self._describes(first):
            return first
        if spelled_end(self.tokens, first) > first:
            return first  # «إس إن سي إف»
        last = first + 1
        while last < min(first + _LONGEST_NAME, len(self.read)) and self._goes_on(first, last):
            last += 1 + self._is_compound(last)
        while last > first and (
            self.tokens.forms[last - 1] in _BINDING or (last - first > 2 and self._is_behind(first, last - 1))
        ):
            last -= 1
        return last

    def _describes(self, at: int) -> bool:
        """Whether a nationality stands before a name, not in it: «نظيره التشادي محمد صالح»."""
        known = gazetteer().at(self.tokens.words, at)
        described = known is not None and known.value.names[0].type == "NORP" and self.tokens.forms[at].startswith("ال")
        return described and not self._is_fathered(at)

    def _is_fathered(self, at: int) -> bool:
        """Whether «بن» or «ولد» follows a word, which is then somebody's name: «العربي ولد خليفة», «تركي بن مساعد»."""
        return at + 1 < len(self.read) and self.tokens.forms[at + 1] in _FILIAL and self.tokens.gap(at + 1) == " "

    def _says(self, at: int) -> bool:
        """Whether a word is a verb of saying and no listed name: «ورأى بيتر هالدر»."""
        form = self.tokens.forms[at]
        found = (cues.verbs().get(a.lemma.form) for a in analyses(form) if a.pos == "verb")
        return (
            any(cue is not None and not cue.weak for cue in found) and not listed_as_name(form) and not listed_as_name(form[1:])
        )

    def _is_behind(self, first: int, at: int) -> bool:
        """Whether the last word of a name is likelier the next of the sentence: common, in no list, behind a family name."""
        form = self.tokens.forms[at]
        if form in context("divine") or self.tokens.forms[at - 1] in _FILIAL or self._is_listed_family(first, at):
            return False  # «عثمان ود الشيخ»
        if titles().get(form) is not None or form in context("party") or form in context("time"):
            return True
        if not is_common(form) or listed_as_name(form) or self.tokens.forms[at - 1] in BINDERS:
            return False
        if form.startswith("ال") and at - first > 2 and self.tokens.forms[at - 2] in _FILIAL:
            return True  # «لخّص لي المنصف بن ذياب المشهد»
        return not self._awaits_family(first, at)

    def _awaits_family(self, first: int, last: int) -> bool:
        """Whether a name so far is of given names alone: «عبد الكريم», «ماجد بن فهد»."""
        words = [self.tokens.bare(first, len(self.read[first].particles)), *self.tokens.forms[first + 1 : last]]
        given, named = given_names(), [self.read[at].tag == "M" for at in range(first, last)]
        named[0] = named[0] or is_quoted_given(self.syntax, first)
        return all(
            word in given.sure
            or (word in given.unsure and named[i])
            or word in BINDERS
            or word in _FILIAL
            or words[i - 1] in BINDERS
            for i, word in enumerate(words)
        )

    def _is_name(self, at: int) -> bool:
        if at in self._titled:
            return True
        tag = self.read[at].tag
        if tag == "V" and (is_given_behind_title(self.syntax, at) or is_called_like_verb(self.syntax, at)):
            return True
        if tag not in "FMNA" and (at + 1 >= len(self.read) or self.read[at + 1].tag != "M"):
            return False
        if self.tokens.quote(at).endswith(("اً", "ًا")) or is_dual(self.syntax, at):
            return False
        if tag == "F":
            return self.tokens.forms[at].isalpha() and (self.tokens.quote(at)[:1].isupper() or is_latin_part(self.syntax, at))
        if at + 2 < len(self.read) and self.tokens.forms[at + 1] in _FILIAL and self.tokens.gap(at + 1) == " ":
            loose = self.tokens.forms[at + 1] != "ود" and tag in "NA" and self.read[at + 2].tag in "MNA"  # «ود» is affection, too
            loose = loose and (listed_as_name(self.tokens.forms[at]) or not is_ordinary(self.tokens.forms[at]))  # «محاكمة بن علي»
            return (tag == "M" or loose) and heads().get(self.tokens.forms[at]) is None
        if tag == "N" and is_titled_given(self.syntax, at):
            return True
        if is_quoted_given(self.syntax, at):
            return True
        if tag == "M" or at + 1 >= len(self.read) or self.read[at + 1].tag != "M":
            return tag == "M"
        if self.tokens.forms[at] in BINDERS:
            return True
        family = self.tokens.forms[at + 1]  # «زينة العيّاري», though «زينة» is a word as well
        follows = self.tokens.gap(at + 1) == " " and family.startswith("ال") and not is_common(family)
        if tag in "NA" and self.tokens.gap(at + 1) == " " and is_strange(self.syntax, at):
            return gazetteer().at(self.tokens.words, at) is None and gazetteer().bare(self.tokens.words, at + 1) is None
        given = self.tokens.bare(at, len(self.read[at].particles))
        known = given in given_names().unsure
        cited = at and (self.read[at - 1].tag == "V" or self.tokens.forms[at - 1] in context("words-of"))
        if tag == "N" and known and listed_as_name(family) and cited:
            return self.tokens.gap(at + 1) == " " and self.tokens.gap(at) == " "  # «تلقت ربى حنين», «على حد قول إخلاص حمد»
        if tag == "N" and cited and is_first(given) and not is_common(family):
            free = gazetteer().bare(self.tokens.words, at + 1) is None and not self.read[at + 1].particles
            return self.tokens.gap(at + 1) == " " and self.tokens.gap(at) == " " and free  # «يدعى مأمون شقيري»
        return tag in "NA" and known and follows and gazetteer().bare(self.tokens.words, at + 1) is None

    def _is_compound(self, at: int) -> bool:
        """Whether a word is the first of a given name of two: «آدم حسب الله»."""
        divine = at + 1 < len(self.read) and self.tokens.forms[at + 1] in context("divine") and self.tokens.gap(at + 1) == " "
        return divine and not self.read[at].particles and self.tokens.forms[at] not in BINDERS

    def _goes_on(self, first: int, at: int) -> bool:
        if self.tokens.gap(at) not in _JOINTS or (self.read[at].particles and not self._is_attached(at)):
            return False
        if joins(self.tokens, at) and not listed_as_name(self.tokens.forms[at]) and listed_as_name(self.tokens.forms[first]):
            return False  # «كيم وبلوسوف»
        owned = self.read[at].pronoun[:1] in ("ه", "ن") and not self.tokens.quote(at).endswith("ة")  # «دوسة» owns nothing
        if owned and self.read[at].tag in "NA" and not self.tokens.forms[at].startswith("ال"):
            return False  # «نقلت عن هالة بن يدر قولها»
        if is_latin(self.tokens.forms[at]) != is_latin(self.tokens.forms[at - 1]):
            return False
        if at in self._titled:
            return False  # «الأستاذ في جامعة دمشق سامي العثماني»
        if (
            at == first + 1 and first in self._titled and self.tokens.forms[at] not in _BINDING | _FATHER
        ) or self._is_listed_family(first, at):
            return True
        form = self.tokens.forms[at]
        if (
            self.tokens.forms[at - 1] == "عبد"
            and form.startswith("ال")
            and self.read[at].tag in "NAM"
            and not is_never_name(form)
        ):
            return True  # «عبد الباقي ود الفكي»
        if self._is_nisba_of_kunya(first, at) or (form in context("divine") and at == first + 1 and self.read[at].tag in "NM"):
            return True  # «نور الهدى»
        if self._is_nisba_of_name(first, at) or (at == first + 1 and is_given_behind_title(self.syntax, first)):
            return True
        known = gazetteer().bare(self.tokens.words, at)
        attached = gazetteer().at(self.tokens.words, at) if known is None and not listed_as_name(form) else None
        if attached is not None and attached.value.mark == "":
            name = attached.value.names[0]
            outlet = form.startswith("ل") and name.settings.get("role") in ("agency", "media")
            if name.type == "GPE" or outlet:
                return False  # «زيارة بوتين لبيونغ يانغ», «قال دانيش لرويترز»
        if self._is_compound(at) and self._awaits_family(first, at) and (form == "حسب" or not is_particle(form)):
            return True
        if known is not None and known.value.mark == "" and _is_other(known):
            return False  # «زار كيم جونغ أون [روسيا]», «انتقد سامح شكري [أنقرة]»
        if (
            self.read[at].tag in "NA"
            and self.tokens.forms[at - 1] not in BINDERS
            and not is_common(form)
            and not form.startswith("ال")
        ):
            found = self.read[at].analysis  # a word of the language that the press does not use, and none of many things
            single = found is None or found.number not in ("p", "d")
            family = form.endswith("ون") and at == first + 1 and listed_as_name(self.tokens.forms[first])  # «نبيل معكرون»
            return titles().get(form) is None and len(form) > 2 and (single or family)
        guessed = self.read[at].tag == "V" and self.read[at].analysis is None and not is_common(form)
        if guessed and known is None and self._awaits_family(first, at) and not self._says(at):
            return self.tokens.gap(at + 1).strip()[:1] in ("،", ",") if at + 1 < len(self.read) else False  # «صالح كيبا، وهو»
        follows = self.read[at + 1].tag if at + 1 < len(self.read) and not self.tokens.gap(at + 1).strip() else ""
        plain = self.read[at].tag in "NA" and known is None and not form.startswith("ال")
        if plain and follows == "S" and self._awaits_family(first, at):
            return titles().get(form) in (None, "occupation")  # «قال حسن نافعة إن», «أكدت جمانة قسيس أن»
        family = known is None or (known.value.mark == "?" and form in given_names().family)  # «المنصوري», a village as well
        if self.read[at].tag in "NA" and form.startswith("ال") and family and self._awaits_family(first, at):
            behind = at + 1 < len(self.read) and self.tokens.gap(at + 1).strip()[:1] in ("،", ",")
            calling = titles().get(form)
            if calling in ("honorific", "rank", "office"):
                return self._closes(at) and (calling != "office" or form in given_names().family)  # «منى السيد معلمة»
            if calling == "occupation":
                return self.read[at - 1].tag == "M"  # «نديم الصراف»
            listed = form in given_names().family and self.tokens.forms[at - 1] in given_names().sure  # «غسان المير أحمد»
            return calling is None and (behind or listed or not is_common(form))  # «سعاد المولى، وهي»
        if self.read[at].tag == "V" and form.startswith("ال") and (form in given_names().family or form in given_names().unsure):
            return self._awaits_family(first, at)  # «سلوى البنا», not "we incited"
        if self.read[at].tag == "V" and form.startswith("ال") and not is_common(form) and self._awaits_family(first, at):
            return known is None and self.read[at].pronoun != ""  # «نزار التجاني», not "he had recourse to me"
        return self._is_name(at) or form in _FILIAL or (self.tokens.forms[at - 1] in _BINDING and not is_never_name(form))

    def _closes(self, at: int) -> bool:
        """Whether a form of address stands where no name follows it: it is a family name, «أحمد الشيخ، وهو», «منى السيد إن»."""
        if at + 1 >= len(self.read) or self.tokens.gap(at + 1).strip():
            return True
        title = titles().bare(self.tokens.words, at)
        if title is not None and title.last > at + 1:
            return False  # «عمرو موسى الأمين العام السابق»
        tag = self.read[at + 1].tag
        return tag != "M" and not (tag in "NA" and listed_as_name(self.tokens.forms[at + 1]))

    def _is_nisba_of_name(self, first: int, at: int) -> bool:
        """Whether a nationality without the article is a family name right behind a given one: «إدريس كوري»."""
        return at == first + 1 and nisba_of_name(self.syntax, at)

    def _is_nisba_of_kunya(self, first: int, at: int) -> bool:
        """Whether where he comes from stands behind what a fighter calls himself: «أبو حفص الليبي», «أبو بكر الشكوي»."""
        form, plain = self.tokens.forms[at], self.read[at].tag in "NAM" and not self.read[at].particles
        return at == first + 2 and plain and self.tokens.forms[first] in _FATHER and form.startswith("ال") and form.endswith("ي")

    def _is_attached(self, at: int) -> bool:
        """Whether what looks like a particle belongs to the name: «كريم بناني», «عبد القادر بلعربي», «عبدي ورسمه»."""
        form, rest = self.tokens.forms[at], self.tokens.forms[at][1:]
        if listed_as_name(form) and not listed_as_name(rest) and self.read[at].tag == "M":
            return True  # «عبدي ورسمه»
        if self.read[at].particles == "ك" and self.tokens.forms[at - 1] in given_names().sure and at + 1 < len(self.read):
            return self.read[at + 1].tag == "M" and self.tokens.gap(at + 1) == " "  # «موسى كجر أبكر»
        if self._is_last_of_teller(at):
            return True
        if self.read[at].particles != "ب" or self.read[at].tag != "M" or self.read[at - 1].tag != "M":
            return False
        known = is_common(rest) or listed_as_name(rest) or gazetteer().bare(self.tokens.words, at) is not None
        return not known and not is_common(form) and gazetteer().at(self.tokens.words, at) is None

    def _is_last_of_teller(self, at: int) -> bool:
        """Whether an unknown word that looks like «لـ» and a name closes a name before what is told: «ماجوك دينق لوال إن»."""
        particle, rest = self.read[at].particles, self.tokens.forms[at][1:]
        if particle not in ("ل", "ك", "ب") or self.read[at].tag != "M" or self.read[at - 1].tag != "M" or is_ordinary(rest):
            return False
        known = listed_as_name(rest) or gazetteer().bare(self.tokens.words, at) or gazetteer().at(self.tokens.words, at)
        return not known and at + 1 < len(self.read) and self.read[at + 1].tag == "S" and self.tokens.gap(at + 1) == " "

    def without_place(self, first: int, last: int) -> int:
        """Return where a run begins once the listed places and bodies at its head are taken off."""
        while first < last:
            match = gazetteer().at(self.tokens.words, first)
            if first + 1 < last and self._is_given(first + 1) and self._stands_before(first):
                first += 1
                continue
            if self._is_owner(first, last):
                first += 2
                continue
            if (
                match is not None
                and match.last == last > first + 1
                and match.value.mark == ""
                and match.value.names[0].type == "GPE"
            ):
                return last  # «بأديس أبابا»
            if match is not None and match.particles and not self.read[first].particles:
                return first  # «كلير دوبوا» is not like Leer
            if match is None or match.last > last or match.value.names[0].type not in _PLACES or self._is_fathered(first):
                return first
            if match.value.mark == "?" and not self._precedes_foreign(first, match.last, last):
                return first
            if self.tokens.bare(first, match.particles) in given_names().sure and last - match.last > 0:
                return first
            first = match.last
        return first

    def _is_owner(self, first: int, last: int) -> bool:
        """Whether a noun that is a given name too and what it has stand before a name: «مالك القارب سالم باعوضان»."""
        if first + 2 >= last or self._is_sure(first) or self._is_compound_given(first) or not self._is_given(first + 2):
            return False
        return self._is_plain(first + 1)

    def _is_sure(self, at: int) -> bool:
        return self.tokens.bare(at, len(self.read[at].particles)) in given_names().sure

    def _is_plain(self, at: int) -> bool:
        """Whether a word with the article is a common one and no personal name."""
        form = self.tokens.forms[at]
        return form.startswith("ال") and form not in context("divine") and is_common(form) and not listed_as_name(form)

    def _is_given(self, at: int) -> bool:
        form = self.tokens.forms[at]
        if form in BINDERS or form in _FILIAL:
            return False
        return form in given_names().sure or (form in given_names().unsure and self.read[at].tag == "M")

    def _precedes_foreign(self, place: int, name: int, last: int) -> bool:
        """Whether a doubtful place that is no personal name stands before a foreign given name: «في نيامي ديفيد كوستلو»."""
        if name >= last or listed_as_name(self.tokens.forms[place]):
            return False
        form = self.tokens.forms[name]
        return form in given_names().foreign and form not in BINDERS and form not in _FILIAL

    def _stands_before(self, at: int) -> bool:
        """Whether a word is an adjective or a verb before a name, not of it: «الفار نادر بوعصيدة», «تروي هالة الزواغي»."""
        form = self.tokens.forms[at]
        if form.startswith("ال"):
            return not listed_as_name(form)  # «الطيب عوض الكريم»
        given, follows = given_names(), self.tokens.forms[at + 1]
        named = follows in given.sure and follows not in given.foreign
        if form in given.foreign and not is_first(form) and named:
            return any(found.pos == "verb" for found in analyses(form))  # «تروي هالة الزواغي», though Troy is a name
        return not listed_as_name(form) and any(found.pos == "verb" for found in analyses(form))

    def person(self, first: int, last: int, titled: dict[int, str]) -> Iterator[Candidate]:
        """Yield the person that a run of names is, if it is one; ``titled`` are the words where names begin behind a title."""
        skip = len(self.read[first].particles)
        if first and self.tokens.forms[first - 1] in context("places") and self.tokens.gap(first) == " ":
            return  # «قريتي سفيان وتمرايت»
        if first in titled and self.read[first].particles == "ك":
            skip = 0  # «الوزير كداني برهي» is not like Dani
        bare, known = self.tokens.bare(first, skip), given_names()
        if first in titled and (last - first > 1 or len(bare) > 1):
            if last - first > 1 or bare not in known.unsure:
                yield person_named(self.tokens, first, last, skip, "person/title")
        elif quoted_end(self.tokens, first) == last:
            return  # «درّة سفاجا» is a ship
        elif last - first > 1 and (bare in known.sure or bare in known.unsure or self._filial(first, last)):
            plain = self._is_plain(first + 1) and titles().get(self.tokens.forms[first + 1]) != "honorific"  # «منى السيد»
            if last - first == 2 and first not in titled and bare not in known.sure and plain:
                return  # «سلامة الطيران»
            if last - first == 2 and not skip and self._is_toponym(first):
                words = self.tokens.forms[first:last]
                yield Candidate(first, last, 0, "GPE", slug("GPE", words), " ".join(words), "place/named")
                return
            yield person_named(self.tokens, first, last, skip, "person/given-name")
        elif last - first > 1 and self._speaks(first, last):
            yield person_named(self.tokens, first, last, skip, "person/role")

    def _is_toponym(self, at: int) -> bool:
        """Whether two words are named after a thing, as places are: «كرم السنديان», "the vineyard of the oaks"."""
        second = self.tokens.forms[at + 1]
        named = listed_as_name(second) or not any(found.pos == "noun" for found in analyses(second))
        return self.tokens.forms[at] in context("toponym") and second.startswith("ال") and not named

    def _filial(self, first: int, last: int) -> bool:
        return any(form in _FILIAL for form in self.tokens.forms[first:last])

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a run of foreign names is somebody: opened by a given name, before a title, or the label of a quotation."""
        if self.tokens.bare(first, len(self.read[first].particles)) in given_names().foreign:
            return True
        if last < len(self.read) and ":" in self.tokens.gap(last) and any(mark in self.tokens.gap(last) for mark in '«“"'):
            return self.tokens.breaks(first) and not any(map(is_common, self.tokens.forms[first:last]))  # «ساغنباييف: «…»»
        behind = (
            last < len(self.read) and self.tokens.gap(last).strip() in ("،", ",", "(") and titles().at(self.tokens.words, last)
        )
        return bool(behind)

    def behind_titles(self) -> dict[int, str]:
        """Return the words with which a name begins behind a title, and the title's kind."""
        return {start: kind for last, kind in self._titles if (start := self._start(last, kind)) is not None}

    def _behind_each_title(self) -> Iterator[tuple[int, str]]:
        """Yield the word behind each title, and the title's kind."""
        for at in range(len(self.tokens)):
            title = titles().at(self.tokens.words, at)
            owned = owned_title(self.syntax, at) if title is None and self.read[at].pronoun else ""
            last, kind = (title.last, title.value) if title else (at + 1, owned)
            if kind:
                yield last, kind

    def _titled_givens(self) -> Iterator[int]:
        """Yield given names before a family name that end a title, however the tagger reads them: «رئيس اللجنة كريم العثماني».

        A name behind a bare head is that of the body: «رئيس جامعة محمد الخامس».
        """
        for first, kind in self._titles:
            at, whole = first, True
            while at + 1 < min(first + _LONGEST_TITLE, len(self.tokens)) and self.tokens.gap(at).strip() in ("", "،", ","):
                apposed = self.tokens.gap(at).strip() != ""
                if whole and self._is_given_before_family(at) and (not apposed or self._is_between_commas(at)):
                    yield at
                    break
                if apposed:
                    break
                known = gazetteer().at(self.tokens.words, at)
                if known and known.value.names[0].type in _PLACES:
                    at, whole = known.last, True
                elif self._is_complement(at, kind) or self._is_inside(at):
                    whole = self.tokens.forms[at].startswith(("ال", "وال", "لل"))
                    at += 1
                else:
                    break

    def _is_given_before_family(self, at: int) -> bool:
        form, read = self.tokens.forms[at], self.read[at]
        if self.tokens.gap(at + 1) != " " or read.particles or (at and self.tokens.forms[at - 1] in _BINDING):
            return False
        if read.tag not in "MNAV" and not (form == "علي" and self.tokens.quote(at).endswith("ي")):
            return False
        compound = self._is_compound_given(at)
        return (is_first(form) or compound) and self._may_be_family(at + 1 + compound)

    def _is_compound_given(self, at: int) -> bool:
        """Whether a word and the next are one given name: «عبد الرحمن», «نور الدين»."""
        if at + 1 >= len(self.tokens) or self.tokens.gap(at + 1) != " ":
            return False
        form, follows = self.tokens.forms[at], self.tokens.forms[at + 1]
        return (form == "عبد" and follows.startswith("ال")) or (follows in context("divine") and is_first(form))

    def _is_between_commas(self, at: int) -> bool:
        """Whether a comma stands behind a name of two or three words."""
        ends = (self.tokens.gap(last).strip() for last in range(at + 2, min(at + 4, len(self.tokens))))
        return next((gap for gap in ends if gap), "") in ("،", ",")

    def _may_be_family(self, at: int) -> bool:
        """Whether a word behind a given name can be of the name: a listed one, or one that the language does not have."""
        if at >= len(self.tokens) or self.tokens.gap(at) != " " or self.read[at].tag not in "MNAV":
            return False
        form = self.tokens.forms[at]
        if titles().get(form) == "office" and not self._closes(at):
            return False
        unknown = self.read[at].tag == "M" and not self.read[at].particles and not is_ordinary(form)
        unknown = unknown and gazetteer().at(self.tokens.words, at) is None
        return form in given_names().family or form in _FILIAL or form in _FATHER or unknown

    def _is_listed_family(self, first: int, at: int) -> bool:
        """Whether a family name that tells an origin or an office too stands behind a given one: «سمير العراقي»."""
        form, before = self.tokens.forms[at], self.tokens.forms[at - 1]
        office = titles().get(form) == "office"
        listed = form in given_names().family and self.read[at].tag in "MNA"  # «قالت فاطمة خليل أمام» is no Imam
        if not listed or not (form.startswith("ال") or office) or self.tokens.gap(at) != " ":
            return False
        given = before in given_names().sure and before not in given_names().foreign and self.read[first].tag == "M"
        named = at == first + 1 and (first in self._titled or given)
        two = at == first + 2 and (self._is_compound_given(first) or (self._is_given(first) and self._is_given(at - 1)))
        return (named or two) and (not office or self._closes(at))

    def ends_title(self, start: int) -> bool:
        """Whether the word before a name is the last of a title and no name: «المتحدث باسمه إمره توران»."""
        return self.tokens.forms[start - 1] in context("in-name-of")

    def _apposed(self, at: int) -> int | None:
        """Return where a name begins behind a title and a comma, if one closes it: «المتحدثة باسم الوزارة، نبيو تاديسي، إن»."""
        if at >= len(self.tokens) or self.tokens.gap(at).strip() not in ("،", ",") or "\n" in self.tokens.gap(at):
            return None
        last = self.extent(at)
        named = last - at > 1 and all(self.read[word].tag == "M" for word in range(at, last)) and not self.read[at].particles
        if at not in self._titled and (not named or any(gazetteer().at(self.tokens.words, word) for word in range(at, last))):
            return None
        return at if self.tokens.gap(last).strip() in ("،", ",") else None

    def _start(self, first: int, kind: str) -> int | None:
        """Return where the name begins behind a title and its complements («وزير الدفاع الكوري الجنوبي»), if it does."""
        at = first
        while (
            at < min(first + _LONGEST_TITLE, len(self.tokens))
            and not self.tokens.gap(at).strip(' "«»“”')
            and "\n" not in self.tokens.gap(at)
        ):
            known = gazetteer().at(self.tokens.words, at)
            if known and known.value.names[0].type in _PLACES and known.value.mark != "?" and self.extent(at) <= known.last:
                at = known.last
            elif self._is_name(at) and self.read[at].particles in ("", "ك"):
                return at
            elif (again := titles().bare(self.tokens.words, at)) is not None:
                at = again.last
            elif self._is_complement(at, kind) or self._is_inside(at):
                at += 1
            else:
                return None
        return self._apposed(at)

    def _is_complement(self, at: int, kind: str) -> bool:
        """Whether a word can stand between an office and the name: «رئيس مجلس إدارة», «المتحدث باسم الجيش»."""
        reading, form = self.read[at], self.tokens.forms[at]
        if form.startswith(("ال", "وال", "لل")) or (reading.particles in ("ب", "ل") and reading.tag in "NA"):
            return True
        return kind == "office" and reading.tag in "NA" and not reading.particles

    def _is_inside(self, at: int) -> bool:
        """Whether «في» before the body of an office stands at a word: «أستاذ العلوم السياسية في جامعة القاهرة حسن نافعة»."""
        if self.tokens.forms[at] not in ("في", "لدي") or at + 1 >= len(self.read):
            return False
        following, known = heads().get(self.tokens.forms[at + 1]), gazetteer().bare(self.tokens.words, at + 1)
        body = following is not None and following.kind == "organisation"
        return body or (known is not None and known.value.names[0].type == "GPE")


@cache
def _by_skeleton() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return listed persons of two words and more by the skeleton of their names."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for phrase, known in gazetteer().table.items():
        words = phrase.split()
        if known and known.names[0].type == "PER" and len(words) > 1:
            found.setdefault(tuple(map(skeleton, words)), (known.names[0].id, known.names[0].name))
    return found


def _is_other(match: Match[Known]) -> bool:
    """Whether a listed name is that of a country, a capital, or of a body in several words: no person is called so."""
    name = match.value.names[0]
    land = name.type == "GPE" and (len(name.id) == 2 or "capital" in name.settings)
    return land or (name.type == "ORG" and match.last - match.first > 1)


def person_named(tokens: Tokens, first: int, last: int, skip: int, rule: str) -> Candidate:
    """Return the words [first, last) as a person: a listed one whose name they spell otherwise, or one of their own."""
    words = [tokens.bare(first, skip), *tokens.forms[first + 1 : last]]
    listed = _by_skeleton().get(tuple(map(skeleton, words))) if len(words) > 1 and sum(map(len, words)) > 7 else None
    if listed and not any(word in given_names().sure and word not in given_names().foreign for word in words):
        return Candidate(first, last, skip, "PER", listed[0], listed[1], rule + "/variant")
    return Candidate(first, last, skip, "PER", slug("PER", words), " ".join(words), rule)
