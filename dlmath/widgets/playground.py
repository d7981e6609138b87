"""The widget `Playground`: a small network that is trained in the page, and says why it fails."""

import numpy as np

from dlmath import _checks, datasets, losses, mlp, optimizers, preprocessing
from dlmath.widgets._base import Checked, Choice, Flag, Number, Whole, Widget, digits, joined
from dlmath.widgets.monte_carlo import uniform
from dlmath.widgets.overfit import normals

MOST_LAYERS, MOST_UNITS, MOST_STEPS, N_TEST = 4, 8, 10_000, 100
ACTIVATIONS = ("tanh", "relu", "leaky_relu", "sigmoid", "identity")
SMALL, LARGE = 0.01, 5.0  # standard deviations of two starts that fail
STRIDE, START, BATCHES = (
    1000,
    1_000_000,
    2_000_000,
)  # where the random numbers of a seed, of starts and of batches begin


class Draws(np.random.Generator):
    """A generator whose numbers are the same here and in the page: each draw takes the uniform numbers of a seed."""

    def __init__(self, seed):
        super().__init__(np.random.PCG64(0))
        self.next = seed

    def _uniform(self, size):
        self.next += STRIDE
        return uniform(self.next - STRIDE, size)

    def uniform(self, low=0.0, high=1.0, size=None):
        """Numbers between low and high: array of this size."""
        return low + (high - low) * self._uniform(int(np.prod(size))).reshape(size)

    def normal(self, loc=0.0, scale=1.0, size=None):
        """Normal numbers: array of this size."""
        return loc + scale * normals(self._uniform(2 * int(np.prod(size)))).reshape(size)

    def standard_normal(self, size=None):
        """Standard normal numbers: array of this size."""
        return self.normal(size=size)

    def permutation(self, n):
        """The numbers from 0 to n − 1 in random order: array (n,)."""
        return np.argsort(self._uniform(n), kind="stable")


def blobs(n, noise, rng):
    """Two clouds that a line can separate: X (n, 2) and y (n,)."""
    y = np.arange(n) % 2
    return (2 * y - 1)[:, None] * [1.5, 1.0] + (0.5 + noise) * rng.standard_normal((n, 2)), y


def _normal(deviation):
    return lambda shape, rng: rng.normal(0.0, deviation, shape)


SCHEMES = {
    "he_normal": mlp.he_normal,
    "glorot_uniform": mlp.glorot_uniform,
    "small": _normal(SMALL),
    "large": _normal(LARGE),
    "zeros": lambda shape, rng: np.zeros(shape),
}


class Layers(Checked):
    """The units of up to four hidden layers; the browser gets four numbers, with 0 for a layer that is not there."""

    def __init__(self, default):
        super().__init__(default)
        self.tag(to_json=_padded, from_json=lambda row, _: tuple(units for units in row if units))

    def check(self, value):
        if isinstance(value, str) or not hasattr(value, "__len__"):
            raise TypeError(f"{self.name} is {type(value).__name__} {value!r}, expected a list such as (4, 3)")
        if len(value) > MOST_LAYERS:
            raise ValueError(f"{self.name} has {len(value)} layers, expected at most {MOST_LAYERS}")
        return tuple(
            _checks.integer(f"{self.name}[{i}]", units, low=1, high=MOST_UNITS) for i, units in enumerate(value)
        )


def _padded(hidden, _):
    return [*hidden, *[0] * (MOST_LAYERS - len(hidden))]


class Playground(Widget):
    """A small network that learns two classes of points on the page, with every unit in sight.

    The arithmetic is that of `dlmath.mlp`, with one output, the logit of class 1, and the binary cross-entropy. Inputs
    are standardized by the training points. Words below the picture say whether it learns, and if not, why.

    Parameters
    ----------
    data : str
        "circles", "moons", "xor", "spirals" of `dlmath.datasets`, or "blobs".
    noise : float
        The standard deviation of the noise in the points, from 0 to 0.5.
    n : int
        Training points: 20, 50, 100 or 200; there are 100 test points.
    data_seed : int
        Which points, from 0 to 999.
    hidden : up to 4 integers
        The units of each hidden layer, from 1 to 8.
    activation : str
        Of the hidden layers: "tanh", "relu", "leaky_relu", "sigmoid" or "identity".
    scheme : str
        How the weights start: "he_normal", "glorot_uniform", "small" (standard deviation 0.01), "large" (5) or "zeros".
    seed : int
        Which start and which batches, from 0 to 999.
    learning_rate : float
        η, from 0.001 to 10.
    weight_decay : float
        λ of the penalty (λ/2)‖θ‖² on all parameters, from 0 to 1.
    batch_size : int
        1, 2, 5, 10, 20, 50, 100 or 200; n or more: all points at once.
    step : int
        How many steps have been trained, up to 10,000.
    log : bool
        Whether the axis of the losses is logarithmic.

    >>> w = Playground(data="xor", hidden=(4,), step=200)
    >>> w.losses[0] < Playground(data="xor", hidden=(4,)).losses[0]
    True
    """

    _esm = joined("random", "playground_network", "playground_diagnosis", "playground")
    _always = ("data", "hidden", "activation")
    _room = ("662px + 92cqi", "500px + 42cqi")

    data = Choice(("circles", "moons", "xor", "spirals", "blobs"))
    noise = Number(0.1, low=0, high=0.5)
    n = Choice((20, 50, 100, 200), 100)
    data_seed = Whole(0, low=0, high=999)
    hidden = Layers((4, 3))
    activation = Choice(ACTIVATIONS)
    scheme = Choice(SCHEMES)
    seed = Whole(0, low=0, high=999)
    learning_rate = Number(0.3, low=0.001, high=10)
    weight_decay = Number(0.0, low=0, high=1)
    batch_size = Choice((1, 2, 5, 10, 20, 50, 100, 200), 10)
    step = Whole(0, low=0, high=MOST_STEPS)
    log = Flag(False)

    @property
    def activations(self):
        """The name of each layer's activation, as `dlmath.mlp` takes them: list of str."""
        return [self.activation] * len(self.hidden) + ["identity"]

    @property
    def points(self):
        """X (n, 2) and y (n, 1) of the training points, and of the 100 test points, standardized by the former."""
        n, rng = self.n, Draws(self.data_seed)
        if self.data == "blobs":
            X, y = blobs(n + N_TEST, self.noise, rng)
        else:
            made = getattr(datasets, self.data)(n + N_TEST, self.noise, rng)
            X, y = made.X, made.y
        X, y = preprocessing.apply_scaling(X, preprocessing.fit_standardization(X[:n])), y[:, None]
        return X[:n], y[:n], X[n:], y[n:]

    @property
    def start(self):
        """The parameters with which training begins: list of dict."""
        return mlp.initialize([2, *self.hidden, 1], Draws(START + self.seed), SCHEMES[self.scheme])

    @property
    def params(self):
        """The parameters after ``step`` steps: list of dict. ValueError is raised if they have become too large."""
        X, y, *_ = self.points
        optimizer = optimizers.l2_regularized(optimizers.gradient_descent(self.learning_rate), self.weight_decay)
        params, rng, left = self.start, Draws(BATCHES + self.seed), self.step
        state = optimizer.init(params)
        while left:
            batches = optimizers.minibatches(self.n, self.batch_size, rng)[:left]
            left -= len(batches)
            for batch in batches:
                with np.errstate(over="ignore", invalid="ignore"):
                    _, grads = mlp.loss_and_grads(params, X[batch], y[batch], self.activations, "binary_cross_entropy")
                    params, state = optimizer.update(params, grads, state)
        return params

    @property
    def losses(self):
        """The cross-entropy of the training points and of the test points, without the penalty: two floats."""
        X, y, X_test, y_test = self.points
        params = self.params
        outputs = (mlp.predict(params, x, self.activations) for x in (X, X_test))
        return tuple(float(losses.binary_cross_entropy(z, t)) for z, t in zip(outputs, (y, y_test), strict=True))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        network = "-".join(str(units) for units in (2, *self.hidden, 1))
        what = f"a {network} network with {self.activation} and η = {digits(self.learning_rate)}"
        what = f"{what} on {self.n} points of {self.data}, after {self.step} steps"
        try:
            training, test = self.losses
        except ValueError:
            return f"{what}: its numbers have become too large, so training has failed."
        return f"{what}: training loss {digits(training)}, test loss {digits(test)}."
