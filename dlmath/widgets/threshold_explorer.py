"""The widget `ThresholdExplorer`: one threshold on the scores, and what it does to the matrix and to both curves."""

import numpy as np

from dlmath import _checks, metrics
from dlmath.widgets._base import Checked, Number, Whole, Widget, digits, joined

MOST, REACH = 5000, 1e4


class Scores(Checked):
    """From 1 to 5,000 numbers between −10⁴ and 10⁴."""

    def check(self, value):
        x = _checks.array(self.name, value, ("n",))
        if len(x) > MOST:
            raise ValueError(f"{self.name} has {len(x)} numbers, expected 1 to {MOST}")
        return tuple(_checks.scalar(self.name, float(v), low=-REACH, high=REACH) for v in x)


class ThresholdExplorer(Widget):
    """The scores of positives and negatives, a threshold on them, and where it lies on the ROC and the PR curve.

    An example is called positive if its score is at least the threshold.

    Parameters
    ----------
    positives, negatives : 1 to 5,000 numbers each
        The scores of the examples of either class, each in [−10⁴, 10⁴].
    threshold : float
        Where the line is drawn, in [−10⁴, 10⁴].
    copies : int
        How many times each negative counts, from 1 to 100: the negatives become that much more frequent.

    >>> w = ThresholdExplorer(threshold=0.5)
    >>> w.matrix.tolist()
    [[3, 2], [1, 4]]
    >>> round(w.auc, 2), round(w.average_precision, 3)
    (0.84, 0.885)
    """

    _esm = joined("threshold_explorer")
    _always = ("threshold",)
    _room = ("max(945px, 632px + 86cqi)", "max(580px, 452px + 18cqi)")

    positives = Scores((0.9, 0.8, 0.7, 0.55, 0.35))
    negatives = Scores((0.6, 0.5, 0.4, 0.2, 0.1))
    threshold = Number(0.5, low=-REACH, high=REACH)
    copies = Whole(1, low=1, high=100)

    @property
    def _data(self):
        """Labels, scores and weights of all examples."""
        label = np.repeat([1, 0], [len(self.positives), len(self.negatives)])
        return label, np.array(self.positives + self.negatives), np.where(label == 1, 1, self.copies)

    @property
    def matrix(self):
        """The confusion matrix, truth in rows, negatives first: array (2, 2) of int."""
        label, score, weight = self._data
        called = (score >= self.threshold).astype(int)
        return metrics.confusion_matrix(label, called, n_classes=2, sample_weight=weight).round().astype(int)

    @property
    def auc(self):
        """The area under the ROC curve by `dlmath.metrics.roc_auc`: float."""
        label, score, weight = self._data
        return float(metrics.roc_auc(label, score, sample_weight=weight))

    @property
    def average_precision(self):
        """The area under the steps of the precision–recall curve by `dlmath.metrics.average_precision`: float."""
        label, score, weight = self._data
        return float(metrics.average_precision(label, score, sample_weight=weight))

    def __repr__(self):
        if len(self.positives) + len(self.negatives) <= 10:
            return super().__repr__()
        counts = f"{len(self.positives)} positives, {len(self.negatives)} negatives"
        times = f", copies={self.copies}" if self.copies > 1 else ""
        return f"ThresholdExplorer({counts}, threshold={self.threshold!r}{times})"

    def describe(self):
        """One sentence that says what stands here and in which state."""
        (cleared, alarmed), (missed, found) = self.matrix.tolist()
        return (
            f"{found + missed:,} positives and {cleared + alarmed:,} negatives, each with a score. At the threshold "
            f"{digits(self.threshold)}, {found:,} positives are found and {missed:,} missed, with {alarmed:,} false "
            f"alarms. The area under the ROC curve is {self.auc:.3f}, the average precision "
            f"{self.average_precision:.3f}."
        )
