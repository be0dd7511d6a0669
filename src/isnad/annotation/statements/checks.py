"""What a text says could not be verified."""

from functools import cached_property

from isnad.annotation.statements.said import Part, Said
from isnad.languages.naming import context


class Checks(Part):
    """The marks of verification in one text."""

    def is_unverified(self, said: Said) -> bool:
        """Whether its sentence, or the next of the paragraph, says that it could not be checked: «لم يتسنَّ التحقق من ذلك»."""
        if not self._unchecked:
            return False
        behind = self.extents.sentence_end(said.content.last - 1)
        until = behind
        if behind < len(self.read) and "\n" not in self.tokens.gap(behind):
            until = self.extents.sentence_end(behind)
        first = self.extents.sentence_start(said.cue.first)
        return any(at in self._unchecked for at in range(first, until))

    @cached_property
    def _unchecked(self) -> frozenset[int]:
        """The words «التحقق», «التأكد» … behind a negation in their sentence."""
        checks = context("checks")
        nouns = [at for at, reading in enumerate(self.read) if reading.analysis and reading.analysis.lemma.form in checks]
        return frozenset(at for at in nouns if self._is_negated(at))

    def _is_negated(self, at: int) -> bool:
        before = self.tokens.forms[self.extents.sentence_start(at) : at]
        return any(form.removeprefix("و") in context("unable") for form in before)
