"""Whether a frame holds where its word stands: whether what it needs is there."""

from collections.abc import Set
from functools import cached_property
from itertools import takewhile

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.arguments import Arguments, first
from isnad.annotation.events.casualties import Casualties
from isnad.annotation.events.goods import Goods
from isnad.annotation.events.trigger import Trigger
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.introduced import country_of
from isnad.annotation.statements.speakers import Speakers
from isnad.languages import frames as lexicon
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.naming import context

_KINDS = {kind: deed_words(kind) for kind in ("police", "worker", "captive", "refugee", "manned", "envoy")}
"""Nouns that mark whom a need asks for."""
CLASSES = frozenset(("troops", "ammunition", "missiles", "weapons"))  # of what passes hands, that a need can name
_OF_THEM = frozenset(("منهم", "منهن"))
_OF_THESE = frozenset(map(fold, ("منها", "منه")))
_SOME = deed_words("counting")
_ILLNESSES = deed_words("illness")
_NATURE = deed_words("nature")
_OF_SOMEBODY = ("ASSAULT", "COERCE")
_CROWDS, _VOTES, _OUTLETS, _BEGUN = map(deed_words, ("crowd", "vote", "outlet", "begun"))
_PERCENT = [fold("في"), fold("المئة")]
_ATTAINING = fold("تحقيق")
_TERMS = frozenset(map(fold, ("لمدة", "مؤقتا")))
_TERM = 20  # words behind a noun within which stands for how long
_ALREADY, _FAMILY = fold("فقد"), fold("أسرت")
_SHARED = 4  # words behind a share in which stands of what: «على 58 في المئة من الأصوات»
_RESUMING = {"ala": "علي", "an": "عن", "ila": "الي"}
"""Slots that a preposition with a pronoun can fill, by how it is written."""
_RESUMED = 6  # words within which it stands
_JOINT = frozenset(map(fold, ("مشترك", "مشتركة", "مشتركا", "مشتركين", "مشتركتين")))
_OTHERS = frozenset(map(fold, ("آخرون", "آخرين", "عاملا", "عمال", "مدنيا", "مدنيين", "مواطنا")))
_TYPES = {"place": ("GPE", "LOC"), "org": ("ORG",), "person": ("PER",), "party": ("GPE", "NORP", "ORG", "PER")}


def is_captive(word: str) -> bool:
    """Whether a bare noun is one of people or bodies that are handed over: «أسير», «جثمان»."""
    return word in _KINDS["captive"]


class Needs:
    """The conditions of frames; ``said`` are the words by which somebody reports."""

    def __init__(self, syntax: Syntax, speakers: Speakers, goods: Goods, casualties: Casualties, said: Set[int]) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings
        self.speakers, self.goods, self.casualties, self.said = speakers, goods, casualties, said

    def hold(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether what a frame needs is there."""
        if self._is_no_deed(trigger, frame, arguments):
            return False
        return all(self._is_there(need, trigger, frame, arguments) for need in frame.need.split(",") if need)

    def _is_no_deed(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether a word only mentions, reports, or tells something that is no event."""
        if (frame.new and self.mentions(trigger.at)) or (frame.unsaid and trigger.at in self.said):
            return True
        if frame.form == "2" and trigger.kind == "verb" and "obj" in frame.theme and not self._has_object(trigger, arguments):
            return True  # «صدر بيان» is no export
        if frame.key == "flow" and trigger.kind == "verb" and self._is_amount(first(("ila",), arguments)):
            return True  # «الفاتورة قد تصل إلى 40 مليون دولار»
        if frame.key == "flow" and trigger.kind == "verb" and "subj" in frame.theme and self._is_somebody(arguments):
            return True
        if frame.type == "AID" and (frame.actor or ())[:1] == ("subj",) and self._reports(arguments):
            return True  # «نقلت وكالة الأنباء أبرز ما جاء فيه»
        if (
            frame.key == "pledge-aid"
            and not first(frame.recipient, arguments)
            and self._is_transfer(first(frame.theme, arguments))
        ):
            return True  # «تعهد بتسليم دبابات إلى مالي»: the handing over is told
        if frame.type == "COERCE" and trigger.kind == "verb" and self._is_quantity(first(("obj",), arguments)):
            return True  # «احتجز السد نحو 140 مليون متر مكعب»
        if frame.casualties == "wounded" and trigger.kind == "noun" and self._is_epidemic:
            return True  # «312 إصابة مؤكدة بالتهاب السحايا»
        if frame.key == "invade" and self._is_crowd(arguments):
            return True  # «اجتاح المحتجون ساحات المدينة»
        if frame.key == "capture" and self._is_family(trigger.at):
            return True
        if (frame.key == "receive" or (frame.type == "AID" and "subj" in frame.recipient)) and self._are_votes(
            first(frame.theme, arguments)
        ):
            return True  # «حصل على 58 في المئة من الأصوات»
        if frame.key == "investigate" and trigger.kind != "verb" and self._is_attained(trigger.at):
            return True  # «تحقيق الاستقرار»
        if frame.key == "sign" and trigger.kind == "verb" and self._befalls(arguments):
            return True  # «وقع انفجار»
        if frame.casualties and self._is_already(trigger.at):
            return True  # «فقد جرى إخلاء المبنى»
        if frame.both and frame.type == "CONSULT" and trigger.kind != "verb" and self._is_interview(trigger, frame, arguments):
            return True
        if frame.type in _OF_SOMEBODY and not frame.casualties and trigger.kind == "verb" and self._is_nature(arguments):
            return True  # «اجتاحت موجة حر مدن الجنوب»
        clause = arguments.clause
        return frame.casualties == "losses" and self.is_money(range(clause.first, clause.last))  # what a company loses

    def _is_crowd(self, arguments: Arguments) -> bool:
        """Whether a deed has people without arms for its subject."""
        return self._is_headed(first(("subj",), arguments), _CROWDS)

    def _is_family(self, at: int) -> bool:
        """Whether a verb of capturing with a pronoun may as well be the noun «أسرة»: «الرئيس [وأسرته] بخير»."""
        reading = self.read[at]
        joined = bool(reading.pronoun) and reading.particles == "و"  # «الجندي الذي أسرته القوات» was captured
        return joined and self.tokens.bare(at, len(reading.particles)).startswith(_FAMILY)

    def _are_votes(self, phrase: Phrase | None) -> bool:
        """Whether what is received is votes or seats, or a share of them."""
        if phrase is None:
            return False
        words = range(phrase.first, min(phrase.last + _SHARED, len(self.read)))
        return any(self.speakers.bare(at).removeprefix("ال") in _VOTES for at in words)

    def _is_attained(self, at: int) -> bool:
        """Whether «تحقيق» stands before something abstract or a verbal noun, which is attained, and not before who inquires."""
        if at + 1 >= len(self.read) or self.syntax.gaps[at + 1] or self.read[at].pronoun or self.read[at + 1].particles:
            return False
        senses = self.speakers.senses(at + 1)
        somebody = self.syntax.wholes[at + 1].startswith("ال") and senses & {"person", "group"}  # «تحقيق [السلطات]»
        found = self.read[at + 1].analysis
        attained = self.speakers.bare(at) == _ATTAINING and found is not None and found.pos == "masdar" and not found.article
        abstract = "abstract" in senses or attained  # «تحقيق تطلع الشعب»
        return self.read[at + 1].tag == "N" and abstract and not somebody

    def _is_for_term(self, at: int) -> bool:
        """Whether a noun is said for how long: «إيقاف الحكم [لمدة] ثلاثة أشهر», «إيقافه [مؤقتا]», «السجن [9 أعوام]»."""
        beside = (i for i in (at - 1, at + 1, at + 2) if 0 < i < len(self.read) and self.syntax.gaps[max(at, i)] == "")
        if any("time" in self.speakers.senses(i) and self.read[i - 1].tag in "KN" for i in beside):
            return True
        near = range(at + 1, min(at + _TERM, len(self.read)))
        clause = [*takewhile(lambda i: self.read[i].tag not in "VSR" and not self.tokens.breaks(i), near)]
        return any(self.tokens.forms[i] in _TERMS for i in clause)

    def _befalls(self, arguments: Arguments) -> bool:
        """Whether «وقع» is followed by what happened, and not by what is signed."""
        phrase = first(("obj",), arguments)
        frames = lexicon.of_noun(self.speakers.bare(self.speakers.head(phrase))) if phrase is not None else ()
        return any(frame.type == "ASSAULT" for frame in frames)

    def _is_already(self, at: int) -> bool:
        """Whether «فقد» stands before another verb, as a particle."""
        if self.tokens.forms[at] != _ALREADY or at + 1 >= len(self.read):
            return False
        return self.read[at + 1].tag == "V" or self.tokens.forms[at + 1] in _BEGUN

    @cached_property
    def _is_epidemic(self) -> bool:
        """Whether an article is of an illness, whose cases are nobody's wounds."""
        return sum(self.speakers.bare(at).removeprefix("ال") in _ILLNESSES for at in range(len(self.read))) > 1

    def _is_nature(self, arguments: Arguments) -> bool:
        """Whether a deed has for its subject the weather, an illness or a plan."""
        return self._is_headed(first(("subj",), arguments), _NATURE)

    def _is_headed(self, phrase: Phrase | None, words: Set[str]) -> bool:
        """Whether a phrase has one of some words for its noun, and no nationality behind it: «نيران إسرائيلية» are somebody's."""
        if phrase is None:
            return False
        head = self.speakers.head(phrase)
        behind = self.speakers.at[head + 1] if head + 1 < phrase.last else None
        return self.speakers.bare(head) in words and (behind is None or behind.type != "NORP")

    def _is_somebody(self, arguments: Arguments) -> bool:
        """Whether who comes is no goods, whatever he is of: «جثمان العامل», «أزمة الأسمدة», «موفد»."""
        phrase = first(("subj",), arguments)
        return phrase is not None and not self.goods.is_headed(phrase)

    def _reports(self, arguments: Arguments) -> bool:
        """Whether the subject is an outlet, which passes on words and no goods."""
        phrase = first(("subj",), arguments)
        return phrase is not None and bool(self.speakers.is_media(self.speakers.head(phrase)))

    def _is_transfer(self, phrase: Phrase | None) -> bool:
        """Whether a phrase begins with a verbal noun by which something passes hands."""
        found = self.read[phrase.first].analysis if phrase is not None else None
        if found is None or found.pos != "masdar" or found.number == "p":
            return False
        return any(frame.type == "AID" for frame in (*lexicon.of_verb(found.lemma.source), *lexicon.of_noun(found.lemma.form)))

    def _is_quantity(self, phrase: Phrase | None) -> bool:
        """Whether a phrase counts units of measure: «140 مليون متر مكعب»."""
        if phrase is None or self.read[phrase.first].tag != "K":
            return False
        counted = next((at for at in range(phrase.first, phrase.last) if self.read[at].tag != "K"), None)
        return counted is not None and "measure" in self.speakers.senses(counted)

    def _is_amount(self, phrase: Phrase | None) -> bool:
        """Whether a phrase is a number, to which something comes."""
        return phrase is not None and self.read[phrase.first].tag == "K"

    def _has_object(self, trigger: Trigger, arguments: Arguments) -> bool:
        return trigger.at in self.said or bool(arguments.slots.get("obj"))

    def _is_there(self, need: str, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether a slot or a role is filled, and if so asked by a word of a class."""
        if need == "unhurt":
            return not trigger.passive and self._hurts_nobody(trigger.at, arguments)
        if need == "alone":
            return trigger.passive or not (arguments.slots.get("subj") and arguments.slots.get("obj"))
        if need == "term":
            return self._is_for_term(trigger.at)
        if need == "theirs":
            return not self.read[max(trigger.rest)].pronoun  # «استدعت سفيرها» recalls him
        if need == "first":
            return self._speaks(trigger.at)
        if need == "two":
            joined = first(("maa",), arguments)  # «أجرى الجيش الأردني مناورات [مع القوات الأميركية]»
            return (joined is not None and self._is_of_kind(joined, "party")) or any(
                self._are_two(phrase) for slot in frame.actor or () for phrase in arguments.slots.get(slot, ())
            )
        if need == "joint":
            themes = (phrase for slot in (*frame.theme, "gen") for phrase in arguments.slots.get(slot, ()))
            return any(self.speakers.bare(at) in _JOINT for phrase in themes for at in range(phrase.first, phrase.last))
        role, _, kind = need.partition(":")
        if kind == "number" and role == "v":
            return self.casualties.told(trigger, frame, arguments)[0] != (None, None)
        if kind == "object" and frame.type == "SANCTION" and not self._are_goods(first(frame.theme, arguments)):
            return False
        slots = {"o": frame.theme, "r": frame.recipient, "a": frame.actor or (), "v": frame.victim}.get(role, (role,))
        phrase = first(slots, arguments)
        if kind == "abroad":
            return phrase is not None and self._is_abroad(phrase, first(("subj",), arguments))
        if phrase is None and not kind and need in _RESUMING:
            return self._is_resumed(need, trigger)
        return phrase is not None and (not kind or self._is_of_kind(phrase, kind))

    def _is_abroad(self, place: Phrase, doer: Phrase | None) -> bool:
        """Whether a place lies in another country than that of who does it: «نشرت كينيا ألف شرطي في هايتي»."""
        here, own = self._country(place), self._country(doer) if doer is not None else None
        return here is not None and own is not None and here != own

    def _country(self, phrase: Phrase) -> str | None:
        """Return the country of the first name of a phrase that has one."""
        named = ((at, e) for at in range(phrase.first, phrase.last) if (e := self.speakers.at[at]) is not None)
        return next((land for at, e in named if (land := country_of(e) or self.speakers.nationality(at))), None)

    def _is_resumed(self, slot: str, trigger: Trigger) -> bool:
        """Whether a preposition with a pronoun stands behind a verb for what was told before: «اعترض الاتحاد [عليه]»."""
        if trigger.kind != "verb":
            return False
        for at in range(trigger.at + 1, min(trigger.at + _RESUMED, len(self.read))):
            if self.tokens.breaks(at) or self.read[at].tag in "VSR":
                return False
            if self.read[at].tag == "P" and self.read[at].pronoun and self.tokens.forms[at].startswith(_RESUMING[slot]):
                return True
        return False

    def _are_two(self, phrase: Phrase) -> bool:
        """Whether a phrase names two parties, with what is joined to it: «مصر واليونان», «البحريتان التونسية والأميركية»."""
        last = phrase.last
        while last < len(self.read) and self.read[last].particles == "و" and self.syntax.gaps[last] == "":
            joined = self.syntax.phrase_of(last)
            last = joined.last if joined is not None else last + 1
        named = {
            entity.id
            for at in range(phrase.first, last)
            if (entity := self.speakers.at[at]) is not None and entity.type in _TYPES["party"]
        }
        return len(named) > 1

    def _speaks(self, at: int) -> bool:
        """Whether a verb is of him who speaks, and not denied: «نريد الماء», «نرجو»."""
        found = self.read[at].analysis
        return found is not None and found.person == "1" and found.tense == "present" and self.tokens.forms[at - 1] != "لا"

    def _are_goods(self, phrase: Phrase | None) -> bool:
        """Whether the head of a phrase is what can be withheld: «ما أوقف [تراجع الريال]» withholds no money."""
        return phrase is None or self.goods.is_headed(phrase) or self._is_transfer(phrase)

    def _is_of_kind(self, phrase: Phrase, kind: str) -> bool:
        words = range(phrase.first, phrase.last)
        if kind in ("object", "money"):
            classes = self.goods.classes(phrase)
            if kind == "object":
                return bool(classes) or self._counts_things(words) or self.goods.is_cargo(phrase)
            return "money" in classes or self.goods.is_sum(phrase)
        if kind == "cargo":
            return bool(self.goods.carried(phrase)) or any(self.speakers.bare(at) in context("cargo") for at in words)
        if kind in CLASSES:
            return kind in self.goods.classes(phrase)
        if kind == "number":
            return any(self.read[at].tag == "K" for at in words)
        if kind == "nation":
            return (entity := self.speakers.at[words[0]]) is not None and entity.type == "NORP"
        if kind == "event":
            return any(map(self._tells, words))
        if kind == "people":
            return self._are_people(words)
        if kind == "foe":
            return self._is_of_kind(Phrase(phrase.first, phrase.first + 1), "party")
        if kind == "ground":
            counted = next((at for at in words if self.read[at].tag != "K"), phrase.first)  # «تحرير خمس [قرى]»
            return "place" in self.speakers.senses(counted) or self._is_of_kind(phrase, "place")
        if kind in _KINDS:
            return any(self.speakers.bare(at) in _KINDS[kind] for at in words)
        if any((entity := self.speakers.at[at]) is not None and entity.type in _TYPES[kind] for at in words):
            return True
        if kind == "person" and self._of_them(words):
            return True
        nouns = [self.speakers.senses(at) for at in words if self.read[at].tag == "N" or self._is_counted(at)][:1]
        return kind in ("person", "party") and any(senses & {"person", "group"} and "place" not in senses for senses in nouns)

    def _hurts_nobody(self, at: int, arguments: Arguments) -> bool:
        """Whether what a verb of wounding strikes is a thing, or nothing that its clause names: «أصابت الرابعة برج المراقبة»."""
        phrase = first(("obj",), arguments)
        if phrase is None:
            return not self.read[at].pronoun and not any(
                self._are_people(range(p.first, p.last)) for p in arguments.slots.get("subj", ())
            )
        return not self._are_people(range(phrase.first, phrase.last))

    def _is_counted(self, at: int) -> bool:
        """Whether what reads as an adjective is the noun that a number before it counts: «12 [مهاجراً] سودانياً»."""
        return at > 0 and self.read[at].tag == "A" and self.read[at - 1].tag == "K"

    def _are_people(self, words: range) -> bool:
        """Whether a phrase is of persons, by its nouns or, of a bare number, by what is said of them: «23 آخرون», «سبعة منهم»."""
        if self._of_them(words) or any((entity := self.speakers.at[at]) is not None and entity.type == "PER" for at in words):
            return True
        nouns = [at for at in words if self.read[at].tag in "NA"][:1]
        human = any(self.speakers.senses(at) & {"person", "group"} or self.speakers.bare(at) in _OTHERS for at in nouns)
        return human or (not nouns and any(self.read[at].tag == "K" for at in words) and not self._is_share(words.stop))

    def _is_share(self, behind: int) -> bool:
        """Whether a number before a word is one in a hundred: «فقدان 20% من العملاء»."""
        return self.tokens.gap(behind).startswith("%") or self.tokens.forms[behind : behind + 2] == _PERCENT

    def _counts_things(self, words: range) -> bool:
        """Whether a number counts what is no person: «ستة من طائراتها», «خمسة وستين», «ثلاثاً منها»."""
        if self.speakers.bare(words[-1]) in _SOME and words.stop < len(self.read) and self.tokens.forms[words.stop] in _OF_THESE:
            return True
        if not any(self.read[at].tag == "K" for at in words[:2]) or self._of_them(words):
            return False
        counted = next((at for at in words if self.read[at].tag not in "KDQPC"), None)
        if counted is None:
            return True
        goods = self.speakers.bare(counted) not in context("no-goods")
        return goods and not self.speakers.senses(counted) & {"person", "group", "time"}

    def _of_them(self, words: range) -> bool:
        """Whether a number is of persons told of before: «سبعة منهم»."""
        counted = any(self.read[at].tag == "K" for at in words)
        return counted and words.stop < len(self.read) and self.tokens.forms[words.stop] in _OF_THEM

    def is_money(self, words: range) -> bool:
        """Whether an amount of money stands among some words: «مليون دولار»."""
        return any(self.read[at - 1].tag == "K" and "money" in self.goods.classes(Phrase(at, at + 1)) for at in words[1:])

    def _is_interview(self, trigger: Trigger, frame: Frame, arguments: Arguments) -> bool:
        """Whether a talk is only that in which somebody says something: «في اتصال هاتفي», «في مقابلة مع رويترز»."""
        at = trigger.at
        if self.tokens.forms[at - 1] != "في" or self.speakers.whole(at).startswith("ال"):
            return False
        parties = [phrase for slot in ("maa", "bayn", "gen") for phrase in arguments.slots.get(slot, ())]
        named = [i for phrase in parties for i in range(phrase.first, phrase.last) if self.speakers.is_first(i)]
        if any(self.speakers.bare(self.speakers.head(phrase)) in _OUTLETS for phrase in parties):
            return True  # «في مقابلات مع التلفزيون الرسمي»
        return any(self.speakers.is_media(i) for i in named) if named else frame.key == "phone"

    def mentions(self, at: int) -> bool:
        """Whether a noun with the article only comes back to what is known; a number makes it a count."""
        phrase = self.syntax.phrase_of(at) or Phrase(at, at + 1)
        counted = any(self.read[i].tag == "K" for i in range(phrase.first, phrase.last))
        return self.syntax.wholes[at].startswith("ال") and not counted

    def _tells(self, at: int) -> bool:
        reading = self.read[at].analysis
        return reading is not None and bool(
            lexicon.of_noun(reading.lemma.form) or (reading.lemma.source and lexicon.of_verb(reading.lemma.source))
        )
