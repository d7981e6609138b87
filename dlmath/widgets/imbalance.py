"""The widget `Imbalance`: a class ratio and a remedy, and what they do to recall and precision."""

from dlmath.widgets._base import Choice, Number, Whole, Widget, digits, joined

REMEDIES = ("plain", "undersample", "oversample", "smote", "weights", "focal")
_WORDS = {
    "plain": "without a remedy",
    "smote": "with SMOTE",
    "weights": "with class weights",
    "focal": "with focal loss",
}


class Imbalance(Widget):
    """A logistic regression on few positives and many negatives, with a remedy and a threshold.

    One input x is N(0, 1) for negatives and N(2, 1) for positives. The model is fitted to 20 positives and 20 · ratio
    negatives, drawn from the seed; recall and precision are those on endlessly many new examples of that ratio.

    Parameters
    ----------
    ratio : int
        How many negatives there are for each positive, from 1 to 200.
    remedy : str
        "plain", "undersample", "oversample", "smote", "weights" (each positive counts ratio times) or "focal" (γ = 2).
    threshold : float
        The probability from which on the model says "positive", in [0.001, 0.999].
    seed : int
        From 0 to 999.

    >>> Imbalance(remedy="weights").describe()
    '99 negatives for each positive, a logistic regression with class weights, and the threshold 0.5.'
    """

    _esm = joined("random", "imbalance")
    _always = ("ratio", "remedy")
    _room = ("1160px", "650px")

    ratio = Whole(99, low=1, high=200)
    remedy = Choice(REMEDIES)
    threshold = Number(0.5, low=0.001, high=0.999)
    seed = Whole(1, low=0, high=999)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        remedy = _WORDS.get(self.remedy, f"on the classes {self.remedy.replace('sample', 'sampled')}")
        negatives = f"{self.ratio} negatives" if self.ratio > 1 else "one negative"
        model = f"a logistic regression {remedy}"
        return f"{negatives} for each positive, {model}, and the threshold {digits(self.threshold)}."
