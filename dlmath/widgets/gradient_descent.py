"""The widget `GradientDescent`: how far should a step go, and who arrives first?"""

import numpy as np
import traitlets

from dlmath import landscapes, optimizers
from dlmath.widgets._base import Choice, Flag, Number, Point, Whole, Widget, digits, joined

OPTIMIZERS = {
    "gradient_descent": (),
    "momentum": ("beta",),
    "nesterov": ("beta",),
    "adagrad": (),
    "rmsprop": ("rho",),
    "adam": ("beta1", "beta2"),
    "adamw": ("beta1", "beta2", "weight_decay"),
}
LOSSES = ("ravine", "bowl", "saddle", "rosenbrock", "himmelblau", "quadratic")
STARTS = {"ravine": (-3.4, 1.4), "saddle": (-2.0, 0.001), "rosenbrock": (-1.2, 1.0), "himmelblau": (-0.6, -1.4)}
RATES = {"ravine": 0.09, "saddle": 0.2, "rosenbrock": 0.001, "himmelblau": 0.01}
RACE_RATES = (
    *(0.0001, 0.00015, 0.0002, 0.0003, 0.0005, 0.0007, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.007, 0.01, 0.015, 0.02),
    *(0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0),
)
REACHED = 0.01


class GradientDescent(Widget):
    """A path downhill over a landscape, its loss curve, and what became of it.

    Every setting can be given by name, set later, and read back after a reader has moved something.

    Parameters
    ----------
    loss : str
        "ravine", "bowl", "saddle", "rosenbrock", "himmelblau" (see `dlmath.landscapes`) or "quadratic", with its
        ``eigenvalues``.
    eigenvalues : tuple of two floats
        λ₁ and λ₂ in [-2, 20], for the loss "quadratic".
    start : tuple of two floats
        Where the path begins; unless given, a place that suits the loss.
    optimizer : str
        The name of one of the seven in `dlmath.optimizers`.
    learning_rate : float
        η > 0; unless given, one that suits the loss.
    beta, rho, beta1, beta2, weight_decay : float
        The parameters of the optimizers, named as there.
    steps : int
        How long the path is, 1 to 1000; unless given, 60, on Rosenbrock's valley 300.
    step : int or None
        The step that is shown; None shows all.
    race : bool
        All seven optimizers at once, at the learning rate set or, with ``best_rates``, each at the best of
        `RACE_RATES`: the first to stay within 0.01 of a minimum, else the one with the lowest loss at the end.
    compact : bool
        Only the map, the sliders and the verdict.

    >>> w = GradientDescent(loss="bowl", start=(4, 2), learning_rate=0.5, steps=2)
    >>> w.path
    array([[4. , 2. ],
           [2. , 1. ],
           [1. , 0.5]])
    >>> w.losses
    array([10.   ,  2.5  ,  0.625])
    """

    _esm = joined("descent", "gradient_descent")
    _always = ("loss", "optimizer", "learning_rate")

    loss = Choice(LOSSES)
    eigenvalues = Point((1.0, 10.0), low=-2, high=20)
    start = Point()
    optimizer = Choice(OPTIMIZERS)
    learning_rate = Number(low=0, open_low=True, high=1e6)
    beta = Number(0.9, low=0, high=1, open_high=True)
    rho = Number(0.99, low=0, high=1, open_high=True)
    beta1 = Number(0.9, low=0, high=1, open_high=True)
    beta2 = Number(0.999, low=0, high=1, open_high=True)
    weight_decay = Number(0.01, low=0, high=1)
    steps = Whole(low=1, high=1000)
    step = Whole(None, low=0, none=True)
    race = Flag(False)
    best_rates = Flag(False)
    compact = Flag(False)

    @traitlets.default("start")
    def _start(self):
        return STARTS.get(self.loss, (-3.2, 1.8))

    @traitlets.default("learning_rate")
    def _learning_rate(self):
        return RATES.get(self.loss, 0.1)

    @traitlets.default("steps")
    def _steps(self):
        return 300 if self.loss == "rosenbrock" else 60

    def f(self, x):
        """The loss at points x of shape (..., 2)."""
        if self.loss == "quadratic":
            return landscapes.quadratic(x, self.eigenvalues)
        return getattr(landscapes, self.loss)(x)

    def room(self):
        """The height that a page keeps for the picture; each slider more makes it taller on a phone."""
        if self.compact:
            return "530px", "62px + 43cqi"
        more = 115 if self.race else 50 * len(OPTIMIZERS[self.optimizer])
        more += 100 if self.loss == "quadratic" else 0
        return f"{965 + more}px", f"{385 if self.race else 345}px + 33cqi"

    @property
    def path(self):
        """The path, start included: array (steps + 1, 2). What diverges grows, becomes infinite and then NaN."""
        return self._path(self.optimizer, self.learning_rate)

    @property
    def losses(self):
        """The loss at each point of the path: array (steps + 1,)."""
        return self._losses(self.path)

    @property
    def race_paths(self):
        """For each optimizer its learning rate and path in the race: dict of name to (float, array (steps + 1, 2))."""
        rates = RACE_RATES if self.best_rates else (self.learning_rate,)
        return {name: min(((eta, self._path(name, eta)) for eta in rates), key=self._rank) for name in OPTIMIZERS}

    def _path(self, name, learning_rate):
        settings = {key: getattr(self, key) for key in OPTIMIZERS[name]}
        optimizer = getattr(optimizers, name)(learning_rate, **settings)
        return optimizers.minimize(self.f, np.array(self.start), optimizer, self.steps, gradient=self._gradient)

    def _losses(self, path):
        with np.errstate(all="ignore"):
            return self.f(path)

    def _gradient(self, x):
        eigenvalues = {"bowl": (1.0, 1.0), "ravine": (1.0, 20.0), "quadratic": self.eigenvalues}.get(self.loss)
        return np.array(
            _GRADIENTS[self.loss](*x) if eigenvalues is None else (eigenvalues[0] * x[0], eigenvalues[1] * x[1])
        )

    def _rank(self, run):
        path, minima = run[1], np.array(self._minima())
        with np.errstate(all="ignore"):
            last, nothing = self._losses(path)[-1], self.steps + 1
            if len(minima) and np.isfinite(path[-1]).all():
                goal = minima[np.argmin(np.hypot(*(path[-1] - minima).T))]
                outside = np.flatnonzero(~(np.hypot(*(path - goal).T) < REACHED))
                arrived = outside[-1] + 1 if len(outside) else 0
            else:
                arrived = nothing
        return min(arrived, nothing), last if np.isfinite(last) else np.finfo(float).max

    def _minima(self):
        if self.loss == "quadratic":
            return ((0.0, 0.0),) if min(self.eigenvalues) > 0 else ()
        return landscapes.MINIMA[self.loss]

    def describe(self):
        """One sentence that says what stands here and in which state."""
        x1, x2 = self.start
        place = f"{self.loss} from ({digits(x1)}, {digits(x2)})"
        if self.race:
            return f"a race of seven optimizers over the landscape {place}, {self.steps} steps long."
        a, b = self.path[-1]
        end = f"it ends at ({digits(a)}, {digits(b)}), where the loss is {digits(self.losses[-1])}"
        if not np.isfinite([a, b]).all():
            end = "it runs away"
        what = f"the path of {self.optimizer.replace('_', ' ')} with learning rate {self.learning_rate:g}"
        return f"{what} over the landscape {place}; after {self.steps} steps {end}."


def _saddle(x, y):
    return x, y * y * y - y


def _rosenbrock(x, y):
    a, b = 1 - x, y - x * x
    return -2 * a - 400 * (x * b), 200 * b


def _himmelblau(x, y):
    a, b = x * x + y - 11, x + y * y - 7
    return 4 * (x * a) + 2 * b, 2 * a + 4 * (y * b)


# By hand, in the order of operations of descent.js, so that even a chaotic path is the same in the picture and here.
_GRADIENTS = {"saddle": _saddle, "rosenbrock": _rosenbrock, "himmelblau": _himmelblau}
