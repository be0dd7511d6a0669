"""A small linear model that chooses one of several labels: the averaged perceptron (Collins 2002), in whole numbers.

It is trained from the pack's tagged text in seconds, the same to the last bit on every machine: weights are integers, and
the order of training is fixed. A label is a tuple of parts, each with weights of its own, so that a rare label made of
common parts is judged by them; the sum for a label under a feature is computed once and kept.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

Label = tuple[str, ...]
Weights = dict[str, dict[str, int]]
Seen = tuple[object, ...]
Template = Callable[..., Sequence[str]]
View = tuple[tuple[Seen, ...], tuple[str, ...]]
"""What is looked at for a choice: for each template what it writes features of, and the features that stand by themselves.

The features that look at the same few things have one template. A text shows the same things again and again, and looking up
what they weighed when last seen costs less than to write the features out and to look each up.
"""

_KEPT = 1 << 14  # so many things seen are remembered for a template

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
    """The scores of labels under some features together, each summed when it is first asked for."""

    def __init__(self, weights: list[dict[str, int]]) -> None:
        self.weights = weights

    def __missing__(self, label: int) -> int:
        found = self[label] = sum([weight.get(part, 0) for weight in self.weights for part in _labels[label]])
        return found


class Model:
    """Weights, ready to score labels by their numbers."""

    def __init__(self, weights: Weights, templates: Iterable[Template] = ()) -> None:
        self.weights = weights
        self._rows: dict[str, _Row] = {}
        self._kept: list[tuple[Template, dict[Seen, _Row]]] = [(write, {}) for write in templates]

    def scores(self, features: Iterable[str], labels: Sequence[int]) -> list[int]:
        """Return the score of each label under the features."""
        rows = self._under(features)
        return [sum(map(itemgetter(label), rows)) for label in labels]

    def scores_of(self, view: View, labels: Sequence[int]) -> list[int]:
        """Return the score of each label under the features of a view."""
        rows = self._under(view[1])
        for (write, kept), seen in zip(self._kept, view[0], strict=True):
            row = kept.get(seen)
            if row is None:
                if len(kept) == _KEPT:
                    kept.clear()
                row = kept[seen] = _Row([self.weights[feature] for feature in write(*seen) if feature in self.weights])
            rows.append(row)
        return [sum(map(itemgetter(label), rows)) for label in labels]

    def _under(self, features: Iterable[str]) -> list[_Row]:
        """Return a row for each feature that has weights."""
        rows: list[_Row] = []
        for feature in features:
            row = self._rows.get(feature)
            if row is None:
                if feature not in self.weights:
                    continue
                row = self._rows[feature] = _Row([self.weights[feature]])
            rows.append(row)
        return rows

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


def written(templates: Iterable[Template], view: View) -> list[str]:
    """Return all features of a view."""
    return [*view[1], *(feature for write, seen in zip(templates, view[0], strict=True) for feature in write(*seen))]


class Choice:
    """A model of two labels, yes and no: the weight of each feature for yes."""

    def __init__(self, weights: Weights, templates: Iterable[Template]) -> None:
        self.weights = {feature: row.get("yes", 0) - row.get("no", 0) for feature, row in weights.items()}
        self._kept: list[tuple[Template, dict[Seen, int]]] = [(write, {}) for write in templates]

    def __call__(self, view: View) -> bool:
        """Whether the features of a view speak for yes."""
        total, weights = 0, self.weights
        for (write, kept), seen in zip(self._kept, view[0], strict=True):
            worth = kept.get(seen)
            if worth is None:
                if len(kept) == _KEPT:
                    kept.clear()
                worth = kept[seen] = sum([weights.get(feature, 0) for feature in write(*seen)])
            total += worth
        for feature in view[1]:
            total += weights.get(feature, 0)
        return total > 0


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
