"""What is said besides: a circumstance, another deed or noun behind a comma, a second subject with its verb in a headline."""

from isnad.annotation.clauses import Syntax
from isnad.languages.lexicon import Analysis
from isnad.languages.naming import context


class Additions:
    """What is added to the contents of one text."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax, self.tokens, self.read = syntax, syntax.tokens, syntax.readings

    def is_meanwhile(self, at: int) -> bool:
        """Whether «فيما» with a verb begins at a word, or «بينما» with «كان», which tells of the same: «بينما كانوا نياماً»."""
        verb = at + 1 < len(self.read) and self.read[at + 1].tag in "VG"
        was = verb and self.tokens.forms[at] == "بينما" and self.tokens.forms[at + 1].startswith(("كان", "كن"))
        return was or (verb and self.tokens.forms[at] == "فيما")

    def goes_on_together(self, first: int, at: int) -> bool:
        """Whether a plural verb behind «و» is of those of whom a clause tells: «أن الخاطفين ينتمون إلى …، ويطالبون بـ»."""
        found, same = self.read[at].analysis, self._first_verb(first, at)
        if self.read[at].tag != "V" or self.read[at].particles != "و" or found is None or same is None:
            return False
        return found.number == same.number == "p" and found.tense == same.tense

    def adds(self, first: int, at: int) -> bool:
        """Whether a past tense behind «و» goes on with the subject of a clause that begins at ``first``."""
        found, behind = self.read[at].analysis, self.syntax.phrase_at[at + 1] if at + 1 < len(self.read) else -1
        if self.read[at].tag != "V" or self.read[at].particles != "و" or found is None or found.tense != "past":
            return False
        begins = behind >= 0 and self.syntax.phrases[behind].first == at + 1 and not self.read[at + 1].particles
        own = not begins or self.read[at + 1].pronoun != ""  # «واحتجزت بحارته»
        same = self._first_verb(first, at)
        agrees = same is not None and (same.gender, same.tense, same.number) == (found.gender, "past", found.number)
        return own and agrees and found.lemma.form not in context("declines")

    def _first_verb(self, first: int, last: int) -> Analysis | None:
        """Return what the first verb between two words is."""
        return next((r.analysis for r in self.read[first:last] if r.tag == "V" and r.analysis is not None), None)

    def adds_noun(self, first: int, at: int, last: int) -> bool:
        """Whether another noun is joined to one that begins at ``first``: «، إضافة إلى …», «، وعدد الجرحى بألف» behind «بمئة»."""
        if self.tokens.forms[at] in ("اضافه", "فضلا", "علاوه") or self.tokens.forms[at : at + 2] == ["الي", "جانب"]:
            return True
        counts = [any(self._counts(i) for i in range(*part)) for part in ((first, at), (at, last))]
        behind = (r.analysis for r in self.read[at + 1 : last] if r.tag == "V")
        verbal = any(found is None or found.lemma.form not in ("قل", "زاد", "تجاوز", "ناهز") for found in behind)
        figure = self.read[at].tag == "N" or self.tokens.bare(at, 1) in context("figures")  # «وعدد», which was read as a verb
        return self.read[at].particles == "و" and figure and all(counts) and not verbal

    def _counts(self, at: int) -> bool:
        """Whether «بـ» with a number stands at a word: «بمئة», «بما لا يقل عن»."""
        number = self.read[at].particles == "ب" and self.read[at].tag in "KQ"
        return number or self.tokens.forms[at] in ("بنحو", "بحوالي", "باكثر", "باقل", "بما")

    def new_subject(self, at: int) -> bool:
        """Whether a definite noun or a name joined by «و» has a verb of its own behind it, in the present, as headlines have."""
        index, found = self.syntax.phrase_at[at], self.read[at].analysis
        if index < 0 or self.syntax.phrases[index].first != at or self.read[at].particles != "و":
            return False
        verb = self.syntax.phrases[index].last
        named = self.read[at].tag == "M" or (found is not None and (found.article or self.syntax.phrases[index].size > 1))
        told = self.read[verb].analysis if verb < len(self.read) and self.read[verb].tag == "V" else None
        return named and told is not None and told.tense == "present" and self.syntax.gaps[verb] in ("", "closing")
