"""A small linear model that chooses one of several labels: the averaged perceptron (Collins 2002), in whole numbers.

It is trained from the pack's tagged text in seconds, the same to the last bit on every machine: weights are integers, and
the order of training is fixed. A label is a tuple of parts, each with weights of its own, so that a rare label made of
common parts is judged by them.
"""

from collections.abc import Iterable, Sequence

Label = tuple[str, ...]
Weights = dict[str, dict[str, int]]




class Learner:
    """A model under training."""

    def __init__(self) -> None:
        self.weights: Weights = {}
        self._sums: dict[tuple[str, str], int] = {}
        self._since: dict[tuple[str, str], int] = {}
        self._step = 0

    def learn(self, features: Sequence[str], right: Label, chosen: Label) -> None:
        """Take one step: towards the right label and away from the one chosen, where they differ."""
        self._step += 1
        if right != chosen:
            for feature in features:
                row = self.weights.setdefault(feature, {})
                for part in right:
                    self._add(feature, row, part, 1)
                for part in chosen:
                    self._add(feature, row, part, -1)

    def _add(self, feature: str, row: dict[str, int], part: str, amount: int) -> None:
        key = feature, part
        value = row.get(part, 0)
        self._sums[key] = self._sums.get(key, 0) + value * (self._step - self._since.get(key, 0))
        self._since[key] = self._step
        row[part] = value + amount

    def averaged(self, grain: int = 1000) -> Weights:
        """Return the weights averaged over all steps, times ``grain``, rounded; those that round to nothing are left out."""
        found: Weights = {}
        for feature, row in self.weights.items():
            for part, value in row.items():
                key = feature, part
                total = self._sums.get(key, 0) + value * (self._step - self._since.get(key, 0))
                weight = (2 * total * grain + self._step) // (2 * self._step) if self._step else 0
                if weight:
                    found.setdefault(feature, {})[part] = weight
        return found
