"""What passes hands: the classes of the things that a phrase names."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from isnad.annotation.clauses import Syntax
from isnad.annotation.events.told import TRANSFERS, Told
from isnad.annotation.phrases import Phrase
from isnad.languages import pack
from isnad.languages.deeds import deed_values, deed_words
from isnad.languages.folding import fold
from isnad.languages.frames import Frame
from isnad.languages.lexicon import analyses
from isnad.languages.names import gazetteer
from isnad.languages.phrases import Phrases
from isnad.languages.words import Word
from isnad.model import Span

_OF, _IN = fold("من"), fold("في")
_FOR = frozenset(map(fold, ("مقابل", "لقاء", "نظير")))  # before what is given for something
_TRADED = frozenset(("sell", "buy", "supply", "deliver", "send"))  # keys of deeds in which goods pass hands
_CARGO = deed_words("load")
_LOADS = frozenset(map(fold, ("شحنة", "شحنات", "حمولة", "كمية", "كميات", "دفعة", "دفعات", "إمدادات")))
"""Loads that are goods though nothing says which: «كمية مماثلة»."""
_MILLIONS = tuple(map(fold, ("مليون", "ملايين", "مليار", "مليارات")))
_THOUSANDS = (*_MILLIONS, *map(fold, ("ألف", "آلاف", "ألفا", "ألفي")))  # of what is paid; of what is sent they may be men
_SERVING = deed_values("sent")
_VEHICLES = deed_words("vehicle")
_CARRYING = frozenset(map(fold, ("حمل", "أقل", "حمّل", "محمل", "نقل", "متن", "حمولة", "وسق")))
_ALIKE = deed_words("alike")
_MAKE = frozenset(map(fold, ("من", "طراز", "نوع")))  # before the name of a make
_BETWEEN = 4  # words within which a vehicle's cargo is told
_AID = frozenset(map(fold, ("مساعدة", "مساعدات", "معونة", "معونات", "دعم", "دعما", "منحة")))
_WORTH = 7  # words within which stands what aid is worth
_GOODS = frozenset(("food", "energy", "weapons", "ammunition", "missiles", "technology"))  # classes of what is shipped
_ACTING = frozenset(("troops", "labour", "engineers", "training", "diplomatic", "money"))  # classes of what may do a deed itself
_OFTEN, _MOST = (
    3,
    0.6,
)  # how often an article names goods of one class, and their share, from which goods without a name are of it


class Goods:
    """The things that pass hands in a text; ``span`` gives the words of a phrase."""

    def __init__(self, syntax: Syntax, span: Callable[[Phrase], Span]) -> None:
        self.syntax, self.tokens, self.read, self.span = syntax, syntax.tokens, syntax.readings, span

    def objects(self, frame: Frame, theme: Phrase | None, beside: Sequence[Phrase] = ()) -> dict[str | None, Span | None]:
        """Return the classes of what passes hands, each with the words that name it; {None: None} where nothing does.

        ``beside`` are the words of an idiom, which name it where nothing else does.
        """
        if frame.type not in TRANSFERS and not frame.object:
            return {None: None}
        classes = self._listed(self._with_noun(theme)) if theme is not None else {}
        if not classes:
            classes = next((found for phrase in beside if (found := self._listed(phrase))), {})
        whole = self.span(theme) if theme is not None else None
        if frame.object == "money" and theme is not None and (kind := self._in_kind(theme.last)) is not None:
            return kind
        if frame.object and (frame.object != "other" or not classes):
            return {frame.object: whole}
        if set(classes) == {"other"} and self._is_worth_money(classes["other"]):
            return {"money": self.span(classes["other"])}
        if classes:
            return {name: self.span(phrase) for name, phrase in classes.items()}
        return {"other": whole} if frame.type == "AID" else {None: None}

    def _in_kind(self, at: int) -> dict[str | None, Span | None] | None:
        """Return the goods with which a price is paid, in the accusative behind it: «سدّد الثمن [نفطاً خاماً]»."""
        if at >= len(self.read) or self.syntax.gaps[at] != "" or not self.tokens.quote(at).endswith(("اً", "ًا", "ا")):
            return None
        name = self._class(at, at + 1)
        return {name: self.tokens.span(at, at + 1)} if name in _GOODS else None

    def _is_worth_money(self, theme: Phrase) -> bool:
        """Whether aid that is not specified is told as a sum: «مساعدات قيمتها 156 مليون يورو»."""
        bare = self.syntax.wholes[theme.first].removeprefix("ال")
        if bare not in _AID:
            return False
        for at in range(theme.last, min(theme.last + _WORTH, len(self.read))):
            if self.tokens.breaks(at) or self.read[at].tag in "VS":
                return False
            if self.read[at - 1].tag == "K" and self._class(at, at + 1) == "money":
                return True
        return False

    def settled(self, found: Sequence[Told]) -> list[Told]:
        """Let goods of which only the measure is told be those of which the article tells: «زوّدت مصر بـ1.4 مليون طن»."""
        if not any(told.frame.type == "AID" and "other" in told.objects for told in found):
            return list(found)
        goods = Counter(name for at in range(len(self.read)) if (name := self._class(at, at + 1)) in _GOODS)
        name, times = next(iter(goods.most_common(1)), ("", 0))
        if times < _OFTEN or times < _MOST * goods.total():
            return list(found)
        return [told._replace(objects={name: span}) if self._is_open(told, span) else told for told, span in map(_thing, found)]

    def likened(self, found: Sequence[Told]) -> list[Told]:
        """Let a load that is only said to be like another be of what passed hands before it: «سترسل [شحنة مماثلة]»."""
        completed: list[Told] = []
        for told in found:
            span = told.objects.get("other")
            if told.frame.type == "AID" and span is not None and self._is_like(span):
                before = (other.objects for other in reversed(completed) if other.frame.type == "AID")
                name = next((name for objects in before for name in objects if name not in (None, "other")), "other")
                told = told._replace(objects={name: span})
            completed.append(told)
        return completed

    def _is_like(self, span: Span) -> bool:
        first, last = bisect_left(self.tokens.starts, span.start), bisect_left(self.tokens.starts, span.end)
        return any(self.tokens.forms[at] in _ALIKE for at in range(first, min(last + 1, len(self.read))))

    def _is_open(self, told: Told, span: Span | None) -> bool:
        """Whether what passes hands in a deed has no name of its own: measures and cargo alone, or nothing in a trade."""
        if told.frame.type not in ("AID", "SANCTION") or set(told.objects) != {"other"} or told.frame.object:
            return False
        if span is None:
            return told.frame.type == "AID" and told.frame.key in _TRADED
        first, last = bisect_left(self.tokens.starts, span.start), bisect_left(self.tokens.starts, span.end)
        return all(map(self._is_measure, range(first, last)))

    def _is_measure(self, at: int) -> bool:
        if self.read[at].tag in "KPQDB":
            return True
        form = self.syntax.wholes[at].removeprefix("ال").removesuffix(self.read[at].pronoun)
        senses = {a.lemma.sense for a in analyses(self.tokens.forms[at]) if a.pos == "noun"}
        return form in _CARGO or form + "ه" in _CARGO or senses == {"measure"} or form[:-1] + "ه" in _CARGO

    def _listed(self, phrase: Phrase) -> dict[str, Phrase]:
        """Return the classes of a phrase and of the phrases joined to it by «و», each once, with its words."""
        found, last = self.classes(phrase), self._end(phrase)
        while found and last < len(self.read) and self.read[last].particles == "و" and self.syntax.gaps[last] in ("", "comma"):
            joined = self.syntax.phrase_of(last)
            if joined is None or not (more := self.classes(joined)):
                break
            found = {**found, **{name: part for name, part in more.items() if name not in found}}
            last = joined.last
        return found

    def _with_noun(self, theme: Phrase) -> Phrase:
        """Return adjectives with the noun that they describe: «[إمدادات] غذائية وطاقية»."""
        around = self.syntax.phrase_of(theme.first) if self.read[theme.first].tag == "A" else None
        return Phrase(around.first, theme.last) if around is not None else theme

    def _end(self, phrase: Phrase) -> int:
        """Return the word behind the noun phrase in which some words stand: «[حصل على دعم] مالي»."""
        around = self.syntax.phrase_of(phrase.first)
        return max(phrase.last, around.last) if around is not None else phrase.last

    def classes(self, phrase: Phrase) -> dict[str, Phrase]:
        """Return the classes of the things that a phrase names, one for each part joined by «و».

        A further adjective is one of the first noun: «إمدادات غذائية وطاقية».
        """
        starts = [phrase.first, *(at for at in range(phrase.first + 1, phrase.last) if self.read[at].particles == "و")]
        parts = [Phrase(first, last) for first, last in zip(starts, (*starts[1:], phrase.last), strict=True)]
        found: dict[str, Phrase] = {}
        for part in parts:
            name = self._class(part.first, part.last)
            if name is None and part.first > phrase.first and self.read[part.first].tag == "A":
                head = self.syntax.wholes[phrase.first].removeprefix("ال")
                name = _object_classes().get(f"{head} {self.tokens.bare(part.first, 1).removeprefix('ال')}")
            if name is not None:
                found.setdefault(name, part)
            elif part.last == phrase.last and part.first > phrase.first:
                found = {**self._of_measure(part), **found}  # «ست طائرات وكميات [من الذخيرة]»
        if found.keys() <= {"other"} and (arms := self._arms(phrase)) is not None:
            return {arms: phrase}
        open = found.keys() <= {"other"} or self._is_measured(phrase)  # «صادراتها من الغاز», «الدفعة الثانية من اللقاحات»
        behind = self._of_measure(phrase) if open else {}
        return self.carried(phrase) or behind or found or ({"money": phrase} if self.is_sum(phrase, _MILLIONS) else {})

    def _arms(self, phrase: Phrase) -> str | None:
        """Return the class of arms whose name stands in a phrase or right behind it: «منظومة «إس-400»», «من طراز «أباتشي»»."""
        last = phrase.last
        while last < len(self.read) and self.tokens.forms[last] in _MAKE and last < phrase.last + len(_MAKE):
            last += 1
        for at in range(phrase.first, min(last + 1, len(self.read))):
            named = gazetteer().bare(self.tokens.words, at)
            if named is not None and named.value.names[0].type == "MATERIEL" and named.value.mark != "?":
                return self._first_class(at, at + 2) or "weapons"
        return None

    def carried(self, phrase: Phrase) -> dict[str, Phrase]:
        """Return the classes of what a vehicle carries: «طائرة تحمل 40 طناً من الأدوية», «شاحنات محملة بالقمح», «طائرة إغاثة».

        Nothing for other things, and for a vehicle of which no cargo is told.
        """
        head = next((at for at in range(phrase.first, phrase.last) if self.read[at].tag not in "KDQP"), None)
        if head is None or self._plain(head) not in _VEHICLES:
            return {}
        behind = {name: phrase for at in range(head + 1, phrase.last) if (name := self._class(at, at + 1))}
        if behind.keys() <= {"other"} and (loaded := self._load(head + 1) or self._load(self._end(phrase))):
            return loaded  # «طائرة مساعدات سعودية تحمل 40 طناً من المواد الغذائية»
        return behind or self._of_measure(phrase)

    def _load(self, at: int) -> dict[str, Phrase]:
        """Return the classes of what a word of carrying right at a place has as its cargo, past the number of the vehicles."""
        for carrying in range(at, min(at + _BETWEEN, len(self.read))):
            if self.tokens.breaks(carrying):
                return {}
            if any({found.lemma.form, found.lemma.source} & _CARRYING for found in analyses(self.tokens.forms[carrying])):
                break
        else:
            return {}
        for place in range(carrying + 1, min(carrying + _BETWEEN, len(self.read))):
            if self.tokens.breaks(place) or self.read[place].tag in "VSR":
                return {}
            cargo = self.syntax.phrase_of(place)
            if cargo is not None and (found_classes := self._listed(cargo)):
                return found_classes
        return {}

    def in_return(self, words: range) -> str | None:
        """Return the class of what is given for something among some words: «مقابل النفط», not «مقابل 4 ملايين طن» last year."""
        at = next((at for at in words if self.tokens.forms[at] in _FOR), None)
        phrase = self.syntax.phrase_of(at + 1) if at is not None and at + 1 < words.stop else None
        if at is None or phrase is None or phrase.first != at + 1 or self.tokens.forms[at - 1] == _IN:
            return None
        if phrase.last < len(self.read) and self.read[phrase.last].tag == "V" and self.syntax.gaps[phrase.last] == "":
            return None  # «مقابل 700 مليون دولار تُسدَّد على دفعات» tells the payment itself
        counted = self.read[phrase.first].tag == "K"
        name = self._class(phrase.first, phrase.last if counted else phrase.first + 1)  # «مقابل إرسال الجنود» gives no soldiers
        return None if counted and name != "money" else name

    def _is_measured(self, phrase: Phrase) -> bool:
        """Whether the head of a phrase only says how much there is of what stands behind «من»: «الدفعة الثانية من اللقاحات»."""
        head = next((at for at in range(phrase.first, phrase.last) if self.read[at].tag not in "KDQP"), phrase.first)
        return self._plain(head) in _CARGO

    def is_cargo(self, phrase: Phrase) -> bool:
        """Whether a phrase is so much of goods that it does not name: «كمية مماثلة», «دفعة ثانية», «شحنة»."""
        return self._is_measured(phrase) and self._plain(phrase.first) in _LOADS

    def _plain(self, at: int) -> str:
        return self.syntax.wholes[at].removeprefix("ال")

    def is_headed(self, phrase: Phrase) -> bool:
        """Whether the head of a phrase is goods, a measure or people sent, and not only what its head is of."""
        head = next((at for at in range(phrase.first, phrase.last) if self.read[at].tag not in "KDQPA"), None)
        if head is None or self._is_measure(head) or self._plain(head) in _VEHICLES:
            return True
        around = self.syntax.phrase_of(head)
        last = min(phrase.last, around.last) if around is not None else phrase.last
        return self._first_class(head, last) not in (None, "diplomatic")

    def is_sum(self, phrase: Phrase, scales: tuple[str, ...] = _THOUSANDS) -> bool:
        """Whether a phrase is a number of some scale and nothing else, as sums are told the second time: «سددت عشرة آلاف»."""
        words = range(phrase.first, phrase.last)
        counted = all(self.read[at].tag in "KA" for at in words)
        return counted and any(self.tokens.forms[at][len(self.read[at].particles) :].startswith(scales) for at in words)

    def _of_measure(self, phrase: Phrase) -> dict[str, Phrase]:
        """Return the class of what a measure is of: «50 طناً من الأدوية», «شحنة من القمح»."""
        for at in range(phrase.first + 1, phrase.last - 1):  # «24 شحنة [من الغاز]», where it is a part of the phrase
            if self.tokens.forms[at] == _OF and (name := self._class(at + 1, phrase.last)) is not None:
                return {name: Phrase(at + 1, phrase.last)}
        at = phrase.last
        if at + 1 >= len(self.read) or self.tokens.forms[at] != _OF or self.syntax.gaps[at] != "" or self.tokens.breaks(at + 1):
            return {}
        measured = self.syntax.phrase_of(at + 1)
        name = self._class(measured.first, measured.last) if measured is not None else None
        return self._listed(measured) if name is not None and measured is not None else {}

    def _class(self, first: int, last: int) -> str | None:
        """Return the class of the first word, or words, of a class."""
        table = _object_classes()
        for at in range(first, last):
            if self.read[at].tag not in "NAKM":
                continue
            if at and self.read[at - 1].tag == "K" and (serving := _SERVING.get(self._plain(at))) is not None:
                return serving
            match = table.at(self.tokens.words, at)
            if match is not None:
                value: str | None = match.value
                return value
            found = self.read[at].analysis
            form = self.syntax.wholes[at].removeprefix("ال")
            value = table.get(form) or (table.get(found.lemma.form) if found is not None else None) or self._owned(at)
            if value and self.read[at].tag in "NK":
                return value
        return None

    def _first_class(self, first: int, last: int) -> str | None:
        """Return the class of a word, or of the words that begin with it."""
        match = _object_classes().at(self.tokens.words, first)
        value: str | None = match.value if match is not None and match.last <= last else self._class(first, first + 1)
        return value

    def _owned(self, at: int) -> str | None:
        """Return the class of a thing with the pronoun of its owner, by any of its readings: «مساعداتها» are no assistants."""
        if not self.read[at].pronoun:
            return None
        lemmas = (a.lemma.form for a in analyses(self.tokens.forms[at]) if a.suffix.pronoun and a.pos in ("noun", "masdar"))
        return next((value for lemma in lemmas if (value := _object_classes().get(lemma))), None)


def are_things(words: Sequence[Word], at: int) -> bool:
    """Whether a word, or the words that begin with it, name goods, and neither people nor money."""
    match = _object_classes().at(words, at)
    return match is not None and match.value not in _ACTING


def _thing(told: Told) -> tuple[Told, Span | None]:
    return told, told.objects.get("other")


def _accusative(word: str) -> str:
    """Return an indefinite noun or adjective as an object: «فريقا طبيا»."""
    return word if word.startswith("ال") or word.endswith(("ة", "ات", "ين", "ون", "اء", "ا", "ى")) else word + "ا"


@cache
def _object_classes() -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for record in pack.read("objects"):
        for text, _ in record.surfaces:
            found.add(text, record.fields[0])
            if " " in text:
                found.add(" ".join("ال" + word for word in text.split()), record.fields[0])
                found.add(" ".join(map(_accusative, text.split())), record.fields[0])
            else:
                found.add("ال" + text, record.fields[0])
    return found
