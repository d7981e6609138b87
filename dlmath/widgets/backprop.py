"""The widget `Backprop`: a network of twelve numbers, walked forward for its answer and backward for the blame."""

import numpy as np

from dlmath import _checks, losses, mlp
from dlmath.widgets._base import Checked, Choice, Point, Whole, Widget, digits, joined

MOST, STEPS = 10, 9
WEIGHTS = (2.0, -1.0, -1.0, 2.0, 0.0, -1.0, 2.0, -1.0, -2.0, 4.0, 0.0, 0.0)


class Twelve(Checked):
    """Eight weights and four biases, each between −10 and 10."""

    def check(self, value):
        x = _checks.array(self.name, value, shape=(len(WEIGHTS),))
        return tuple(_checks.scalar(self.name, float(v), low=-MOST, high=MOST) for v in x)


class Backprop(Widget):
    """Two inputs, two hidden units, and two outputs, with a sigmoid in every unit, and one example to learn.

    Steps 1 to 4 compute the units, step 5 the loss; steps 6 to 9 go back, and give each unit its δ = ∂L/∂z and each
    weight its slope.

    Parameters
    ----------
    x : two floats
        The inputs, in [-10, 10].
    t : two floats
        The targets, in [0, 1].
    weights : 12 floats
        W¹ row by row, b¹, W² row by row, b², each in [-10, 10].
    loss : str
        "squared_error", or "cross_entropy", which is binary and takes its mean over both outputs.
    step : int or None
        How many steps are shown; None shows all 9.

    >>> w = Backprop()
    >>> [delta.round(4).tolist() for delta in w.deltas]
    [[-0.0904, 0.039], [-0.1171, 0.0636]]
    """

    _esm = joined("backprop")
    _always = ("step",)
    _room = ("924px", "612px")

    x = Point((1.0, 2.0), low=-MOST, high=MOST)
    t = Point((1.0, 0.0), low=0, high=1)
    weights = Twelve(WEIGHTS)
    loss = Choice(("squared_error", "cross_entropy"))
    step = Whole(None, low=0, high=STEPS, none=True)

    @property
    def params(self):
        """The twelve numbers as `dlmath.mlp` takes them: list of two dicts."""
        w = np.array(self.weights)
        return [{"W": w[k : k + 4].reshape(2, 2), "b": w[k + 4 : k + 6]} for k in (0, 6)]

    def _forward(self):
        """Z and A, the activations of the last layer, and the gradient with respect to what it hands to the loss."""
        last = "sigmoid" if self.loss == "squared_error" else "identity"
        phi = ["sigmoid", last]
        Z, A = mlp.forward(self.params, [self.x], phi)
        name = "squared_error" if self.loss == "squared_error" else "binary_cross_entropy"
        gradient = getattr(losses, f"{name}_gradient")(A[-1], [self.t])
        return phi, Z, A, gradient, float(getattr(losses, name)(A[-1], [self.t]))

    @property
    def outputs(self):
        """What the network says: array (2,)."""
        return mlp.predict(self.params, [self.x], ["sigmoid"] * 2)[0]

    @property
    def value(self):
        """The loss: float."""
        return self._forward()[-1]

    @property
    def deltas(self):
        """δ¹ and δ², by `dlmath.mlp.deltas`: list of two arrays (2,)."""
        phi, Z, _, gradient, _ = self._forward()
        return [delta[0] for delta in mlp.deltas(self.params, Z, gradient, phi)]

    @property
    def gradient(self):
        """The slopes of all weights and biases, by `dlmath.mlp.backward`, in the order of ``weights``: array (12,)."""
        phi, Z, A, gradient, _ = self._forward()
        grads = mlp.backward(self.params, Z, A, gradient, phi)
        return np.concatenate([part.ravel() for layer in grads for part in (layer["W"], layer["b"])])

    def describe(self):
        """One sentence that says what stands here and in which state."""
        both = [" and ".join(digits(v) for v in pair) for pair in (self.x, self.outputs, self.t, *self.deltas[::-1])]
        return (
            f"a network of two inputs, two hidden units and two outputs; for the inputs {both[0]} it says "
            f"{both[1]}, the "
            f"targets are {both[2]}, and the loss is {digits(self.value)}; the deltas are {both[3]} at the outputs and "
            f"{both[4]} at the hidden units."
        )
