"""A small linear model that chooses one of several labels: the averaged perceptron (Collins 2002), in whole numbers.

It is trained from the pack's tagged text in seconds, the same to the last bit on every machine: weights are integers, and
the order of training is fixed. A label is a tuple of parts, each with weights of its own, so that a rare label made of
common parts is judged by them; the sum for a label under a feature is computed once and kept.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter

Label = tuple[str, ...]
Weights = dict[str, dict[str, int]]

_numbers: dict[Label, int] = {}
_labels: list[Label] = []


def number(label: Label) -> int:
    """Return the number under which a label is known in this process."""
    found = _numbers.get(label)
    if found is None:
        found = _numbers[label] = len(_labels)
        _labels.append(label)
    return found


def labelled(known: int) -> Label:
    """Return the label of a number."""
    return _labels[known]


class _Row(dict[int, int]):
    """The scores of labels under one feature, each summed when it is first asked for."""

    def __init__(self, weights: dict[str, int]) -> None:
        self.weights = weights

    def __missing__(self, label: int) -> int:
        weight = self.weights.get
        found = self[label] = sum([weight(part, 0) for part in _labels[label]])
        return found


class Model:
    """Weights, ready to score labels by their numbers."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._rows: dict[str, _Row] = {}

    def scores(self, features: Iterable[str], labels: Sequence[int]) -> list[int]:
        """Return the score of each label under the features."""
        known, weights = self._rows, self.weights
        rows: list[_Row] = []
        for feature in features:
            row = known.get(feature)
            if row is None:
                if feature not in weights:
                    continue
                row = known[feature] = _Row(weights[feature])
            rows.append(row)
        return [sum(map(itemgetter(label), rows)) for label in labels]

    def forget(self, feature: str) -> None:
        """Sum anew under a feature whose weights have changed."""
        self._rows.pop(feature, None)


YES, NO = number(("yes",)), number(("no",))


class Learner:
    """A model under training."""

    def __init__(self) -> None:
        self.weights: Weights = {}
        self.model = Model(self.weights)
        self._sums: dict[tuple[str, str], int] = {}
        self._since: dict[tuple[str, str], int] = {}
        self._step = 0

    def learn(self, features: Sequence[str], right: int, chosen: int) -> None:
        """Take one step: towards the right label and away from the one chosen, where they differ."""
        self._step += 1
        if right == chosen:
            return
        gained = set(_labels[right]) - set(_labels[chosen])
        lost = set(_labels[chosen]) - set(_labels[right])
        for feature in features:
            row = self.weights.setdefault(feature, {})
            self.model.forget(feature)
            for part in gained:
                self._add(feature, row, part, 1)
            for part in lost:
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
            for part, value in sorted(row.items()):
                key = feature, part
                total = self._sums.get(key, 0) + value * (self._step - self._since.get(key, 0))
                weight = (2 * total * grain + self._step) // (2 * self._step) if self._step else 0
                if weight:
                    found.setdefault(feature, {})[part] = weight
        return found


class Choice:
    """A model of two labels, yes and no: the weight of each feature for yes."""

    def __init__(self, weights: Weights) -> None:
        self.weights = {feature: row.get("yes", 0) - row.get("no", 0) for feature, row in weights.items()}

    def __call__(self, features: Iterable[str]) -> bool:
        """Whether the features speak for yes."""
        return sum(filter(None, map(self.weights.get, features))) > 0


class Chooser:
    """A :class:`Choice` under training."""

    def __init__(self) -> None:
        self.learner = Learner()

    def __call__(self, features: Iterable[str]) -> bool:
        """Whether the features speak for yes, as far as it has learned."""
        yes, no = self.learner.model.scores(features, (YES, NO))
        return yes > no

    def learn(self, features: Sequence[str], right: bool, chosen: bool) -> None:
        """Take one step towards the right answer."""
        self.learner.learn(features, YES if right else NO, YES if chosen else NO)


def together(models: Iterable[Weights]) -> Weights:
    """Return the sum of several models' weights: less chance in it than in one."""
    found: Weights = {}
    for weights in models:
        for feature, row in weights.items():
            total = found.setdefault(feature, {})
            for part, value in row.items():
                total[part] = total.get(part, 0) + value
    return found
