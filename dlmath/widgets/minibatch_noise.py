"""The widget `MinibatchNoise`: a cloud of runs that never settle, and how large it is."""

import functools

import numpy as np

from dlmath import datasets
from dlmath.widgets._base import Number, Point, Whole, Widget, digits, joined
from dlmath.widgets.monte_carlo import uniform

PATIENTS, RUNS, STEPS = 64, 60, 100


class MinibatchNoise(Widget):
    """Sixty runs of stochastic gradient descent on one small problem, and the cloud in which they end.

    The progression of diabetes is predicted from the body mass index and the blood pressure of 64 patients, every
    seventh of `dlmath.datasets.diabetes`; all three are standardized, and there is no intercept. The loss is the mean
    squared error. At each step, each run draws a batch of its own, with replacement.

    Parameters
    ----------
    batch_size : int
        B, from 1 to 64.
    learning_rate : float
        η, above 0 and at most 1.
    start : tuple of two floats
        The weights at the start, each in [-0.8, 1.6].
    step : int
        The step that is shown, from 0 to 100.
    seed : int
        From 0 to 999.

    >>> w = MinibatchNoise(batch_size=64, learning_rate=0.1)
    >>> w.paths.shape
    (60, 101, 2)
    >>> bool(w.floor < MinibatchNoise(batch_size=8, learning_rate=0.1).floor)
    True
    """

    _esm = joined("random", "minibatch_noise")
    _always = ("batch_size", "learning_rate")
    _room = ("985px", "max(595px, 160px + 55cqi)")

    batch_size = Whole(4, low=1, high=PATIENTS)
    learning_rate = Number(0.1, low=0, open_low=True, high=1)
    start = Point((-0.5, 1.2), low=-0.8, high=1.6)
    step = Whole(STEPS, low=0, high=STEPS)
    seed = Whole(1, low=0, high=999)

    @property
    def problem(self):
        """The standardized features (64, 2) and targets (64,)."""
        return _problem()

    @property
    def minimum(self):
        """The weights with the lowest loss, and the Hessian of the loss."""
        X, y = self.problem
        return np.linalg.lstsq(X, y)[0], 2 / PATIENTS * X.T @ X

    @property
    def paths(self):
        """The runs from the start on: array (60, 101, 2)."""
        X, y = self.problem
        drawn = np.floor(PATIENTS * uniform(self.seed, RUNS * STEPS * PATIENTS)).astype(int)
        drawn = drawn.reshape(RUNS, STEPS, PATIENTS)[:, :, : self.batch_size]
        w = np.tile(self.start, (RUNS, 1))
        path = [w]
        for t in range(STEPS):
            rows = drawn[:, t]
            residual = np.einsum("rbi,ri->rb", X[rows], w) - y[rows]
            w = w - self.learning_rate * 2 * np.mean(residual[:, :, None] * X[rows], axis=1)
            path.append(w)
        return np.stack(path, axis=1)

    @property
    def losses(self):
        """The loss above its minimum along the runs: array (60, 101)."""
        w, H = self.minimum
        off = self.paths - w
        return 0.5 * np.einsum("rti,ij,rtj->rt", off, H, off)

    @property
    def expected(self):
        """What holds on average over all possible runs, at each step.

        The mean of w − w*, its second moment and the loss above the minimum: arrays (101, 2), (101, 2, 2), (101,).
        """
        w, H = self.minimum
        m, S = np.array(self.start) - w, np.outer(np.array(self.start) - w, np.array(self.start) - w)
        means, moments = [m], [S]
        for _ in range(STEPS):
            m, S = self._after_a_step(m, S)
            means.append(m)
            moments.append(S)
        return np.array(means), np.array(moments), 0.5 * np.einsum("ij,tji->t", H, np.array(moments))

    @property
    def floor(self):
        """The loss above the minimum that the runs keep on average; infinite where they run away."""
        H, zero = self.minimum[1], np.zeros(2)
        added = self._after_a_step(zero, np.zeros((2, 2)))[1]
        basis = [np.array(e).reshape(2, 2) for e in ([1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1])]
        kept = [(self._after_a_step(zero, E)[1] - added)[[0, 0, 1], [0, 1, 1]] for E in basis]
        a, b, c = np.linalg.solve(np.eye(3) - np.array(kept).T, added[[0, 0, 1], [0, 1, 1]])
        # The map keeps positive matrices positive, so what it leaves unchanged is positive only if it shrinks.
        settles = a > 0 and a * c > b * b
        return 0.5 * (H[0, 0] * a + 2 * H[0, 1] * b + H[1, 1] * c) if settles else np.inf

    def _after_a_step(self, m, S):
        """Mean and second moment of w − w* after a step, for batches drawn with replacement."""
        X, y = self.problem
        (w, H), eta, B = self.minimum, self.learning_rate, self.batch_size
        residual = X @ w - y
        squares = np.einsum("ni,ij,nj->n", X, S, X) + 2 * residual * (X @ m) + residual**2
        single = 4 / PATIENTS * (X.T * squares) @ X  # the mean of g gᵀ over single patients
        return m - eta * H @ m, S - eta * (H @ S + S @ H) + eta**2 * (single / B + (1 - 1 / B) * H @ S @ H)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        floor = f"stay {digits(self.floor)} above the minimum on average" if self.floor < np.inf else "run away"
        return (
            f"sixty runs of stochastic gradient descent with batches of {self.batch_size} and the learning rate "
            f"{self.learning_rate:g}, after {self.step} steps; in the long run they {floor}."
        )


@functools.cache
def _problem():
    data = datasets.diabetes()
    X, y = data.X[::7, 2:4], data.y[::7]
    return (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()
