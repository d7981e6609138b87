"""The widget `PerceptronSteps`: what does each mistake do to the line?"""

import itertools

import numpy as np

from dlmath import neurons
from dlmath.widgets._base import Whole, Widget, digits, joined
from dlmath.widgets.decision_boundary import Pairs

MOST_STEPS = 600


class PerceptronSteps(Widget):
    """A perceptron that is shown one example after another: the line and the arrow w before and after each mistake.

    The examples come in turn, one from each class, over and over; the corrections are `neurons.perceptron_update`.

    Parameters
    ----------
    minus, plus : 1 to 8 points each
        The examples with the labels −1 and +1, with x₁ in [−4, 4] and x₂ in [−3, 3].
    step : int
        How many examples have been shown, from 0 to 600.

    >>> w = PerceptronSteps(minus=[(-1, -1), (1, 1)], plus=[(-1, 1), (1, -1)], step=4)
    >>> w.mistakes, w.w.tolist(), w.b, w.bound
    (4, [0.0, 0.0], 0.0, inf)
    """

    _esm = joined("perceptron_steps")
    _always = ("step",)
    _room = ("min(962px, 385px + 120cqi)", "max(430px, 131px + 42cqi)")

    minus = Pairs(((-1.5, 1.3), (0.8, 0.9), (1.5, 2.3), (-2.9, 1.8), (2.5, 0.5)))
    plus = Pairs(((-0.9, -0.9), (0.2, -2.3), (2.2, -2.0), (-3.3, -1.8), (2.7, -0.9)))
    step = Whole(0, low=0, high=MOST_STEPS)

    @property
    def X(self):
        """The points in the order in which they are shown: array (n, 2)."""
        return np.array([x for x, _ in self._examples()])

    @property
    def y(self):
        """Their labels, −1 or 1: array (n,) of int."""
        return np.array([y for _, y in self._examples()])

    def _examples(self):
        pairs = itertools.zip_longest([(x, -1) for x in self.minus], [(x, 1) for x in self.plus])
        return [example for pair in pairs for example in pair if example is not None]

    def _run(self):
        """The weights, the bias and the number of mistakes after ``step`` examples."""
        w, b, mistakes, X, y = np.zeros(2), 0.0, 0, self.X, self.y
        for k in range(self.step):
            i = k % len(y)
            mistakes += int(y[i] * (w @ X[i] + b) <= 0)
            w, b = neurons.perceptron_update(w, b, X[i], y[i])
        return w, float(b), mistakes

    @property
    def w(self):
        """The weights now: array (2,)."""
        return self._run()[0]

    @property
    def b(self):
        """The bias now: float."""
        return self._run()[1]

    @property
    def mistakes(self):
        """The mistakes so far: int."""
        return self._run()[2]

    @property
    def bound(self):
        """(R/γ)² for the line with the widest margin γ: float, infinite if no line separates the classes."""
        best = widest(self.X, self.y)
        return float("inf") if best is None else neurons.perceptron_bound(self.X, self.y, best[:2], best[2])

    def describe(self):
        """One sentence that says what stands here and in which state."""
        w, b, mistakes = self._run()
        bound = "no line separates them" if np.isinf(self.bound) else f"at most {digits(self.bound)} are possible"
        points = f"{len(self.minus)} points labeled −1 and {len(self.plus)} labeled +1"
        now = f"w = ({digits(w[0])}, {digits(w[1])}) and b = {digits(b)} after {self.step} examples"
        return f"a perceptron on {points}: {now}, {mistakes} mistakes so far; {bound}."


def widest(X, y):
    """The v = (w, b) with the widest margin minᵢ yᵢ v · (xᵢ, 1) / ‖v‖, or None where no margin is positive.

    It is the point nearest to the origin of all weighted averages of the yᵢ (xᵢ, 1), which lies on a corner, an edge or
    a triangle of theirs.
    """
    A = y[:, None] * np.column_stack([X, np.ones(len(y))])
    for size in (1, 2, 3):
        for corners in itertools.combinations(A, size):
            v = _nearest(np.array(corners))
            if v is not None and v @ v > 1e-12 and np.min(A @ v) >= v @ v * (1 - 1e-9):
                return v
    return None


def _nearest(P):
    """The point nearest to the origin of the plane (line, point) through the rows of P, if it lies between them."""
    G = P @ P.T
    size = len(P)
    system = np.block([[G, np.ones((size, 1))], [np.ones((1, size)), np.zeros((1, 1))]])
    if abs(np.linalg.det(system)) < 1e-12:
        return None
    shares = np.linalg.solve(system, np.append(np.zeros(size), 1.0))[:size]
    return shares @ P if np.min(shares) >= -1e-12 else None
