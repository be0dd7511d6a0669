"""Whom a clause means that does not name him: by an elided subject, a relative, the pronoun of a verb or of a noun."""

from isnad.annotation.clauses import Clause
from isnad.annotation.events.agreement import Agreement
from isnad.annotation.events.pronouns import Pronouns
from isnad.annotation.phrases import Phrase
from isnad.annotation.statements.speakers import OWNERS
from isnad.languages.naming import gender_of

_FAR = 60  # words from a deed within which the subject of an earlier clause can be meant
_NEAR = 6  # words before a clause within which stands what it describes
_WHAT = frozenset(("ما", "مما"))
_THEIR = "هم"


class Antecedents:
    """Knows who is named before a word of a text."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.syntax, self.tokens, self.read = agreement.syntax, agreement.tokens, agreement.read
        self.entities = agreement.entities
        self.pronouns = Pronouns(self.syntax, self.entities)
        self.rules: dict[Phrase, str] = {}  # by which rule each phrase was found to be meant, since it was last cleared

    def understood(self, at: int, clause: Clause) -> tuple[Phrase, ...]:
        """Return who is meant by a verb without a subject: whom its clause describes, or the subject of the clause before."""
        found = self.read[at].analysis
        gender, number = (found.gender, found.number) if found else ("", "")
        if clause.kind == "relative" and clause.opener is not None:
            if self.tokens.forms[clause.opener] in _WHAT and self.syntax.gaps[clause.opener] in ("comma", "ended"):
                return ()  # «…، ما أسفر عن مقتل» takes up all that was told
            before = self._before(clause.opener)
            return self._by("described", (before,)) if before else ()
        if clause.kind == "further" and clause.verb == at and not self.read[at].particles and self.syntax.gaps[at] == "":
            before = self._before(at)
            if before is not None and self._is_where(before):
                return ()  # «غارة على القنصلية في دمشق [أودت] بحياة سبعة»
            if before is not None and before.last == at:
                return self._by("described", (before,))
        joined = self.read[at].particles[:1] in ("و", "ف")
        return self._by("elided-subject", self._subject_before(at, gender, number, joined))

    def owner(self, at: int) -> tuple[Phrase, ...]:
        """Return whom the pronoun of a noun means: the subject before it that agrees."""
        found = self.subject_meant(at)
        if self.read[at].pronoun != _THEIR:
            return found
        return tuple(
            phrase for phrase in found if phrase.size > 1 or not self.agreement.is_land(phrase.first)
        )  # «واشنطن» is no «هم»

    def subject_meant(self, at: int) -> tuple[Phrase, ...]:
        """Return the last subject before a word that agrees with its pronoun, in its paragraph."""
        return self._by("pronoun", self._subject_before(at, *OWNERS.get(self.read[at].pronoun, ("", ""))))

    def _subject_before(self, at: int, gender: str, number: str, joined: bool = False) -> tuple[Phrase, ...]:
        """Return the last subject before a word that agrees, in its paragraph: who is meant by an elided one, or by a pronoun.

        A verb that is ``joined`` goes on with the main clause: «أدان المجلس الهجوم الذي أصاب سفناً، [وحمّل] إيران المسؤولية».
        """
        before = self.syntax.clauses_between(at - _FAR, at)
        if joined and self.syntax.gaps[at] in ("comma", "ended"):
            before = [other for other in before if other.kind != "relative"] or before
        for other in reversed(before):
            if other.subject is None or other.subject.first >= at or self._is_far(other.subject.first, at):
                continue
            if self.agreement.is_span(other.subject) or (number == "p" and self._is_one(other.subject)):
                continue
            own = self._gender(other.subject.first)
            if (other.verb is not None or (number == "p" and self._are_several(other.subject))) and (
                not gender or not own or own == gender or number == "p"
            ):
                return (other.subject,)
        return ()

    def _is_where(self, phrase: Phrase) -> bool:
        """Whether a phrase is a place by its name that only says where."""
        entity, governed = self.entities[phrase.first], self.syntax.governed(phrase)
        return entity is not None and entity.type == "GPE" and governed is not None and governed.preposition == "في"

    def _gender(self, at: int) -> str:
        """Return the gender of a name, else of a noun: «ساعدت فنزويلا كوبا. وقُتل خمسة جنود» is of none of them."""
        reading, entity = self.read[at], self.entities[at]
        if reading.tag == "M" and entity is not None:
            return gender_of(self.syntax.wholes[at], entity.type)
        return reading.analysis.gender if reading.analysis is not None else ""

    def described(self, clause: Clause) -> Phrase | None:
        """Return what a relative clause describes, or one without an opener."""
        at = clause.opener if clause.opener is not None else clause.verb
        return self._before(at) if at is not None else None

    def resumed(self, at: int, clause: Clause) -> tuple[Phrase, ...]:
        """Return what the pronoun of a verb takes up in a clause that describes it: «الدفعة التي تصرفها الشركة»."""
        if clause.verb != at or clause.kind not in ("relative", "further") or self.read[at].particles:
            return ()
        before = self._before(clause.opener if clause.opener is not None else at)
        fits = before is not None and self.agreement.fits(before, self.read[at].pronoun)
        return self._by("described", (before,)) if before is not None and fits else ()

    def acting(self, at: int, described: Phrase) -> tuple[Phrase, ...]:
        """Return the party who does what a clause says of what his own clause names, where the verb agrees with him."""
        subject = self.syntax.clauses[self.syntax.clause_at[described.first]].subject
        if subject is None or subject.last > described.first or not self.agreement.is_party(subject):
            return ()
        agrees = self.agreement.agrees(at, subject) and not self.agreement.disagrees(at, subject)
        return self._by("elided-subject", (subject,)) if agrees else ()

    def meant(self, at: int, pronoun: str, doer: Phrase | None) -> tuple[Phrase, ...]:
        """Return the party that a pronoun means, in a tuple; () where none is named."""
        meant = self.pronouns.meant(at, pronoun, doer)
        return self._by("pronoun", (meant,)) if meant is not None else ()

    def _by(self, rule: str, meant: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        """Return whom a rule found to be meant, and keep its name."""
        self.rules.update(dict.fromkeys(meant, rule))
        return meant

    def _is_one(self, phrase: Phrase) -> bool:
        """Whether a phrase is one person, joined to nobody: «اعتصموا» and «قال زعيم الجبهة … متوعداً بمهاجمتهم» mean others."""
        entity, head = self.entities[phrase.last - 1], self.read[phrase.first]
        found = head.analysis
        one = head.tag == "N" and found is not None and found.lemma.sense == "person" and found.number == "s"
        if not one and (entity is None or entity.type != "PER"):
            return False
        joined = phrase.last < len(self.read) and self.read[phrase.last].particles == "و"
        return not joined and not any(self.read[at].particles == "و" for at in range(phrase.first + 1, phrase.last))

    def _are_several(self, phrase: Phrase) -> bool:
        """Whether a phrase is of people by a plural noun: «أن [الجنود الباكستانيين] أكثر من 400»."""
        found = self.read[phrase.first].analysis
        return found is not None and found.lemma.sense == "person" and found.number == "p"

    def _is_far(self, first: int, at: int) -> bool:
        """Whether a word stands far before another, or in another paragraph."""
        return at - first > _FAR or self.syntax.is_parted(first, at)

    def _before(self, at: int) -> Phrase | None:
        """Return the phrase that stands last before a word, near it in its sentence."""
        for back in range(at - 1, max(-1, at - _NEAR), -1):
            if self.tokens.breaks(back + 1):
                return None
            if (phrase := self.syntax.phrase_of(back)) is not None:
                return phrase
        return None
