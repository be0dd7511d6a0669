"""Who speaks: the id of the source that a phrase names, and who is meant where a text says «he», «the minister», nothing.

A name in the phrase decides; a role or a body is looked up among those that the article has named; an official or a body of
a country stands for the country; people without a name are unnamed.
"""

from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import Introduced, settings
from isnad.annotation.statements.named import SPEAK
from isnad.languages import cues as lexicon
from isnad.languages.naming import context, gender_of, heads, titles
from isnad.model import Entity

OWNERS = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("m", "p"), "هن": ("f", "p"), "هما": ("", "d")}
"""Gender and number of the owner, by the pronoun behind a noun («تأكيده», «قلقها»)."""
_PEOPLE = frozenset(("person", "group", "text"))


class Speaker(NamedTuple):
    """A source: the words that name it (None where none does), its ids (several speak jointly), gender and number."""

    phrase: Phrase | None
    ids: tuple[str, ...]
    gender: str
    number: str

    @property
    def unnamed(self) -> bool:
        """Whether nobody is named."""
        return self.ids[0].startswith("unnamed")


class Speakers(Introduced):
    """The sources of one text."""

    def can_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase can be the subject of a verb of saying: somebody, a body, a country, a text."""
        head = self.head(phrase)
        if self._is_figure(phrase, head) or self.whole(head) in context("itself"):
            return False
        named = self.begins(head) or self.quoted_name(phrase) or self.entity(phrase, ("PER",))
        if named is not None or self._is_listed(head) or self.is_some(head):
            return True
        reading = self.read[head]
        if reading.tag == "M":
            return self.at[head] is None  # a name that no layer knows better
        return reading.tag in "NA" and bool(self.senses(head) & (_PEOPLE - {"text"} if reading.pronoun else _PEOPLE))

    def _is_figure(self, phrase: Phrase, head: int) -> bool:
        """Whether a phrase is a figure that is counted: «يقدر عدد النازحين بـ…», «قدّر عددهم بـ…»; «عدد من الشهود» is not."""
        if self.bare(phrase.first) not in context("figures") or self.read[phrase.first].analysis is None:
            return False
        counted = head > phrase.first and self.whole(head).startswith("ال")
        return counted or self.read[phrase.first].pronoun != "" or self.bare(phrase.first) not in ("عدد", "رقم", "حصيله")

    def _is_listed(self, head: int) -> bool:
        """Whether a list has a word as somebody, as a body or as a source."""
        form = self.plain(head)
        source = form in lexicon.sources("unnamed") or form in lexicon.sources("source") or self.names_both(head)
        title = titles().get(form) is not None and self.read[head].tag in "NA"
        body = self.whole(head) in context("state") or (form in heads() and heads()[form].kind == "organisation")
        return source or title or body

    def quoted_name(self, phrase: Phrase) -> Entity | None:
        """Return the body whose name stands in quotation marks right behind a phrase: «شركة «إيتالميد»»."""
        at = phrase.last
        if at >= len(self.at) or self.syntax.gaps[at] not in ("opening", "quote", "("):
            return None
        entity = self.at[at]
        return entity if entity is not None and entity.type == "ORG" else None

    def speaker(self, phrase: Phrase, zone: int) -> Speaker:
        """Return who is meant by a phrase; names in apposition up to the word ``zone`` belong to it."""
        head = self.head(phrase)
        found, entity = self.read[head].analysis, self.at[head]
        number = found.number if found else "s"
        named = self._person(phrase, zone)
        if named is not None:
            name, span = named
            title = found.gender if found and span.first != head else ""
            return Speaker(span, (name.id,), title or gender_of(self.whole(span.first), "PER"), "s")
        land = entity is not None and entity.type == "GPE"
        things = number == "p" and "person" not in self.senses(head)  # «الأمم المتحدة أعلنت»
        gender = "f" if land or things else found.gender if found else ""
        return Speaker(phrase, self._ids(phrase, head, zone), gender, "s" if land or things else number)

    def _person(self, phrase: Phrase, zone: int) -> tuple[Entity, Phrase] | None:
        """Return the person named in a phrase or in apposition to it, and the words of the name."""
        depth = self.syntax.depths[phrase.first]
        named = self.at[self.head(phrase)]
        for at in range(phrase.first, max(phrase.last, zone)):
            entity, behind = self.at[at], at >= phrase.last
            if self.syntax.depths[at] > depth and entity is None:
                continue  # the name of a body in quotation marks
            if behind and entity is None and self._ends_apposition(at):
                return None
            if entity is None or entity.type != "PER" or not self.first_of(entity, at):
                continue
            if not behind and at > phrase.first and self._owns(at, phrase.first):
                return None
            attached = self.read[at].particles not in ("", "ك") and self.read[at].tag != "S"  # «بان كي مون»
            if behind and (attached or self.read[at - 1].tag == "P"):
                continue
            voiced = "لسان" in self.tokens.forms[phrase.last : at]  # «تتمسك جوبا، على لسان المتحدث أتير مجوك، بأن»
            if behind and self._is_of_another(phrase, at):
                return None
            if behind and named is not None and (named.type == "PER" or (named.type in SPEAK and not voiced)):
                return None  # «نددت النقابة بالحكم على [سنية]»
            return entity, Phrase(at, self.end_of(at))
        return None

    def _is_of_another(self, phrase: Phrase, at: int) -> bool:
        """Whether a person's name goes with a title of its own right behind a phrase, which is of a body or of another land.

        «طالب [الجيش الهندي] رئيس الوزراء الإسباني فلان بـ».
        """
        if self.syntax.gaps[phrase.last] != "" or self.read[phrase.last].particles or not self.is_title(phrase.last):
            return False
        head, lands = self.head(phrase), [self._lands(range(phrase.first, phrase.last)), self._lands(range(phrase.last, at))]
        return not self.is_title(head) or (lands[0] != lands[1] and all(lands))

    def _owns(self, at: int, first: int) -> bool:
        """Whether a person is whose people or government speak, not who does: «محامو بوعصيدة», «حكومة رئيس الوزراء فلان».

        ``first`` is the first word of the phrase.
        """
        titled = any(titles().get(self.bare(i)) is not None for i in (at - 1, at - 2) if i > first)
        before = range(at - 1, at - 4, -1) if titled else range(at - 1, at - 2, -1)
        return any(self.bare(i) in context("owned-by") and not self.whole(i).startswith("ال") for i in before if i >= 0)

    def _ends_apposition(self, at: int) -> bool:
        """Whether a word stands behind all that can name who is meant; «يدعى» before a name only leads to it."""
        if self.whole(at) in context("called-so") and at + 1 < len(self.at) and self.is_first(at + 1):
            return False
        if self.read[at].tag in "VSR" or self.syntax.gaps[at] in ("stop", "line", "colon") or self._long_quotation(at):
            return True
        return self.tokens.forms[at] == "عبر" or self._opens_deed(at)

    def _opens_deed(self, at: int) -> bool:
        """Whether a comma and an indefinite verbal noun, which is what is said, begin: «أعلن النادي، …، [تمديد] عقد نجمه»."""
        found = self.read[at].analysis
        deed = found is not None and found.pos == "masdar" and not found.article and not self.read[at].particles
        return deed and self.read[at].tag == "N" and self.syntax.gaps[at] in ("comma", "ended")

    def _long_quotation(self, at: int) -> bool:
        """Whether a quotation opens before a word that is more than a name in quotation marks."""
        depth = self.syntax.depths[at]
        return depth > (self.syntax.depths[at - 1] if at else 0) and all(d >= depth for d in self.syntax.depths[at : at + 5])

    def _owner_land(self, phrase: Phrase, zone: int) -> str | None:
        """Return the country named last in the sentence that a pronoun at a state's body means: «متحدث باسم [خارجيتها]»."""
        near = range(phrase.first, min(max(phrase.last, zone), phrase.last + 3))
        at = next((i for i in near if self.read[i].pronoun in ("ها", "ه") and self.bare(i) in context("state-owned")), None)
        if at is None:
            return None
        start = self.tokens.sentence_start(at)
        named = (e for i in range(at - 1, start - 1, -1) if (e := self.at[i]) is not None and e.type == "GPE" and e.id.isupper())
        return next((entity.id for entity in named), None)

    def _is_quoted(self, phrase: Phrase) -> bool:
        """Whether a phrase is all that stands in quotation marks."""
        depths, first, last = self.syntax.depths, phrase.first, phrase.last
        opens = first == 0 or depths[first - 1] < depths[first]
        return opens and (last == len(depths) or depths[last] < depths[first])

    def is_some(self, head: int) -> bool:
        """Whether a word means some of those told of before: «أحدهم», «بعضهم», «آخرون»."""
        return (self.bare(head) in context("some") and self.read[head].pronoun in ("هم", "هن", "ها")) or (
            self.whole(head) in context("others")
        )

    def is_title(self, at: int) -> bool:
        """Whether a word is a title or an office: «الوزير», «اللواء»."""
        return titles().get(self.bare(at)) is not None

    def is_office(self, phrase: Phrase) -> bool:
        """Whether a phrase is somebody by office or trade, not by name."""
        head = self.head(phrase)
        if self.at[head] is not None:
            return False
        form = self.syntax.bares[head]
        return titles().get(form) is not None or form in lexicon.sources("unnamed")

    def _ids(self, phrase: Phrase, head: int, zone: int) -> tuple[str, ...]:
        """Return the ids of who is meant by a phrase that names no person."""
        form = self.plain(head)
        if self.names_both(head) or (self.read[phrase.first].tag == "Q" and self.bare(phrase.first) in ("كلا", "كلتا")):
            return self.both()
        if self.is_some(head):
            return (f"unnamed-{self.whole(head)}",)
        if (entity := self.begins(head)) is not None:
            return (entity.id,)
        land = self._owner_land(phrase, zone) or self.land(phrase, zone)
        if form in context("office"):
            return (self.role(phrase, head) or self._body_behind(phrase, zone) or land or self.home or f"unnamed-{form}",)
        house = self._house(phrase, form)
        if house is not None:
            return (house.id,)
        if form in lexicon.sources("unnamed"):
            official = self._official(phrase, head, land) if form in context("official") else self._of_country(phrase, form)
            return (official or f"unnamed-{form}",)
        if form in lexicon.sources("source"):
            return (self._issuer(phrase, zone) or self._issuer_before(head) or f"unnamed-{form}",)
        organisation = self.quoted_name(phrase) or self.entity(phrase, ("ORG",))
        if organisation is not None:
            return (organisation.id,)
        if titles().get(form) == "kin":
            return (f"unnamed-{form}",)
        if titles().get(form):
            return (self.role(phrase, head) or self._body_behind(phrase, zone) or land or self.state(form) or f"unnamed-{form}",)
        if self.syntax.depths[phrase.first] > 0 and self.at[head] is None and self._is_quoted(phrase):
            return ("-".join(["org", *self.tokens.forms[phrase.first : phrase.last]]),)  # «أفادت «النهار» بأن»
        headed = (
            (known := heads().get(form)) is not None and known.kind == "organisation" and not self.whole(head).startswith("ال")
        )
        if (
            headed
            and any(reading.tag == "M" for reading in self.read[head + 1 : phrase.last])
            and self.entity(phrase, SPEAK) is None
        ):
            return (self._own(phrase, head),)  # «مرصد قنديلي في إسطنبول»
        if land and (form in context("ministry") or not self.whole(head).startswith("ال") or self.known(head) is None):
            return (land,)
        return (self.known(head) or self.state(self.whole(head)) or self._own(phrase, head),)

    def _house(self, phrase: Phrase, form: str) -> Entity | None:
        """Return the body whose people speak: «محللو «دلتا كابيتال»», «محللون في «بيت الدانة»»; no outlet told by them."""
        at = phrase.last
        if form not in lexicon.sources("unnamed") or at >= len(self.at):
            return None
        named = self.quoted_name(phrase)
        if named is not None:
            return None if self.is_outlet(at) and self._definite_or_free(phrase) else named
        employer = self._employer(phrase, form)
        if employer is not None:
            return employer
        inside = self.tokens.forms[at] in ("في", "لدي", "من") and self.syntax.gaps[at] == "" and at + 1 < len(self.at)
        entity = self.at[at + 1] if inside and form in context("analysts") else None
        return entity if entity is not None and entity.type == "ORG" and self.is_first(at + 1) else None

    def _employer(self, phrase: Phrase, form: str) -> Entity | None:
        """Return the body for which experts or inspectors speak: «خبراء مجلس الأمن», «مفتشون تابعون للأمم المتحدة»."""
        if form not in context("experts"):
            return None
        at = self.head(phrase) + 1
        if at < len(self.at) and self.bare(at) in ("تابع", "تابعه", "تابعون", "تابعين") and at + 1 < len(self.at):
            at += 1
        elif at >= phrase.last or self.read[at].particles:
            return None
        entity = self.begins(at)
        return entity if entity is not None and entity.type == "ORG" else None

    def _of_country(self, phrase: Phrase, form: str) -> str | None:
        """Return the country whose adjective describes a diplomat: «دبلوماسي إريتري», no «دبلوماسي أوروبي» or «في نيروبي»."""
        land = self.land(phrase, phrase.last) if form in context("diplomats") else None
        return land if land is not None and land.isupper() and land != "EU" else None

    def _definite_or_free(self, phrase: Phrase) -> bool:
        """Whether the last word of a phrase is in no construct state: «مصدر قضائي «مشرق برس»» tells it something."""
        found = self.read[phrase.last - 1].analysis
        return phrase.size > 1 or found is None or found.suffix.state != "construct"

    def plain(self, head: int) -> str:
        """Return a word's bare form, without the alef of the accusative: «أبلغ مصدراً»."""
        form, found = self.bare(head), self.read[head].analysis
        accusative = found is not None and found.suffix.state == "acc"
        return form.removesuffix("ا") if accusative or self.tokens.quote(head).endswith(("اً", "ًا")) else form

    def _official(self, phrase: Phrase, head: int, land: str | None) -> str | None:
        """Return the country for which officials speak, or the body of it that is meant: «مسؤول في الوزارة», «مسؤول حكومي»."""
        if land:
            return land
        if any(
            self.bare(at) in ("حكومي", "حكوميه", "حكوميون", "حكوميين", "رسمي", "رسميون") for at in range(head + 1, phrase.last)
        ):
            return self.home
        if self.whole(head) in context("state"):
            return self.home
        at = phrase.last
        if at < len(self.at) and self.read[at].particles == "ب" and self.syntax.gaps[at] == "" and self.is_body(at):
            return self.known(at)  # «مسؤول بالمفوضية»
        if at + 1 >= len(self.at) or self.tokens.forms[at] not in ("في", "من", "لدي") or self.syntax.gaps[at] != "":
            return None
        body = self.at[at + 1]
        if body is not None and body.type == "ORG" and self._is_of_state(body):
            return body.id
        return self.known(at + 1) if self.whole(at + 1) in ("الوزاره", "الرياسه", "الجيش", "الخارجيه", "الداخليه") else None

    def _is_of_state(self, body: Entity) -> bool:
        """Whether a body is of a state, by its head or by the lists: «الوقاية المدنية», «وزارة الداخلية»."""
        return bool(self._state_head(body)) or settings(body.id).get("country") is not None

    @cached_property
    def _first_words(self) -> dict[int, int]:
        """The first word of each entity, by where the entity begins in the text."""
        return {entity.start: at for at, entity in enumerate(self.at) if entity is not None and self.first_of(entity, at)}

    def _state_head(self, body: Entity) -> bool:
        first = self._first_words[body.start]
        words = {self.bare(at) for at in range(first, self.end_of(first))}
        return not words.isdisjoint(context("ministry"))

    def _own(self, phrase: Phrase, head: int) -> str:
        """Return an id made of the words of a phrase, where nothing else tells who is meant."""
        words = self.read[head : phrase.last]
        if f"{self.whole(head)} {self.tokens.forms[min(head + 1, len(self.at) - 1)]}" in context("no-body"):
            return f"unnamed-{self.bare(head)}"
        named = any(reading.tag in "MF" for reading in words)
        definite = any(reading.analysis is not None and reading.analysis.article for reading in words)
        if not named and (not definite or "group" not in self.senses(head)):  # «المحتجون» are unnamed, «النقابة» is a body
            return f"unnamed-{self.bare(head)}"
        kind = "per" if self.read[head].tag == "M" else "org"
        return "-".join([kind, self.whole(head), *self.tokens.forms[head + 1 : phrase.last]])

    def _issuer(self, phrase: Phrase, zone: int) -> str | None:
        """Return who stands behind a text: «بيان وزارة الدفاع», «تقرير للأمم المتحدة», «نشرة أصدرتها إيتالميد»."""
        for at in range(phrase.first + 1, min(max(phrase.last, zone), phrase.last + 6)):
            entity = self.at[at]
            if self.read[at].tag == "S" or self.syntax.gaps[at] in ("stop", "line") or self._is_reading(at):
                return None
            types = SPEAK if at < phrase.last else ("ORG", "PER")
            if self.bare(phrase.first) in ("مصدر", "مصادر") and entity is not None and self.is_outlet(at):
                continue  # «أفاد مصدر قضائي [«مشرق برس»] بأن»
            if entity is not None and entity.type in types:
                return entity.id
            owned = at < phrase.last or (at == phrase.last and self.read[at].particles == "ل")
            if entity is None and owned and self.is_body(at):  # «بيان الشركة الهندية», «بيان للوزارة», «بيان للجيش»
                body = self.known(at) or (self.home if self.whole(at) in context("state") else None)
                if body:
                    return body
        return None

    def is_body(self, at: int) -> bool:
        """Whether a definite head noun of bodies stands at a word: «الشركة», «الوزارة»."""
        head = heads().get(self.whole(at))
        body = head is not None and head.kind == "organisation" and self.whole(at).startswith("ال")
        return body or self.whole(at) in context("state")

    def _is_reading(self, at: int) -> bool:
        """Whether a verb tells who has seen a text, not who issued it: «وثيقة اطلعت عليها الصحيفة»."""
        found = self.read[at].analysis
        return self.read[at].tag == "V" and found is not None and found.lemma.form in context("sees")

    def _issuer_before(self, head: int) -> str | None:
        """Return who issued a definite text that the article has told of before: «التقرير», after «تقرير لجنة التحقيق»."""
        if not self.whole(head).startswith("ال"):
            return None
        told = self._places.get(self.bare(head), [])
        for at in reversed(told[: bisect_left(told, head)]):
            index = self.syntax.phrase_at[at]
            if index >= 0 and (issuer := self._issuer(self._from(at, index), at + 6)):
                return issuer
        return None

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands, by its bare form."""
        found: dict[str, list[int]] = {}
        for at in range(len(self.read)):
            found.setdefault(self.bare(at), []).append(at)
        return found

    def _from(self, at: int, index: int) -> Phrase:
        return Phrase(at, self.syntax.phrases[index].last)

    def _body_behind(self, phrase: Phrase, zone: int) -> str | None:
        """Return the body for which an unnamed holder of an office speaks: «المتحدث باسم الجيش»."""
        for at in range(phrase.first, min(max(phrase.last, zone), phrase.last + 6)):
            entity = self.at[at]
            ended = at == phrase.last and self.whole(at - 1).startswith("ال") and not self.read[at].particles
            if self.read[at].tag in "VS" or (ended and entity is not None):
                return None  # «حذّر السفير الصيني [حزب الله] من»
            told = not context("told").isdisjoint(self.whole(i) for i in range(phrase.last, at))
            told = told or (at >= phrase.last and self.bare(at - 1) != "اسم")  # «أبلغ مدير المطار [وكالة الأناضول]»
            posted = "علي" in self.tokens.forms[max(phrase.last, at - 2) : at]  # «كتب الوزير على منصة «إكس»»
            passed = posted or (self.is_outlet(at) and (told or self._addressed(at)))
            if entity is not None and entity.type == "ORG" and not passed:
                return entity.id
            if self.whole(at) in context("state") and self.home:
                return self.known(at) or self.home
        return None

    def _addressed(self, at: int) -> bool:
        """Whether an outlet is the one spoken to: «قال الوزير لوكالة رويترز»."""
        return any(self.read[i].particles.endswith("ل") for i in (at, at - 1) if i >= 0)
