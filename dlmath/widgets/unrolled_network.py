"""The widget `UnrolledNetwork`: a memory of two numbers, laid out in time, and how much of a gradient comes back."""

import numpy as np

from dlmath import sequences
from dlmath.widgets._base import Choice, Number, Whole, Widget, digits, joined


class UnrolledNetwork(Widget):
    """A recurrent network of two units, unrolled in time, with the lengths of its state and of the gradient.

    A pulse comes in at step 1, and nothing after it. The matrix U rotates the state by an angle and stretches it, so
    both of its eigenvalues have the same size, |λ|. The gradient is that of the last state with respect to each state.

    Parameters
    ----------
    size : float
        |λ|, from 0.2 to 2.
    angle : int
        By how many degrees U rotates, from 0 to 180.
    pulse : float
        What comes in at step 1, from 0.01 to 3.
    steps : int
        How many steps there are, from 2 to 40.
    squash : str
        "tanh", or "none" for a network without an activation.

    >>> UnrolledNetwork(size=0.5, steps=3, squash="none").gradients
    array([0.25, 0.5 , 1.  ])
    """

    _esm = joined("unrolled_network")
    _always = ("size",)
    _room = ("max(875px - 40cqi, 595px + 40cqi)", "740px")

    size = Number(0.8, low=0.2, high=2)
    angle = Whole(30, low=0, high=180)
    pulse = Number(1.0, low=0.01, high=3)
    steps = Whole(20, low=2, high=40)
    squash = Choice(("tanh", "none"))

    @property
    def matrix(self):
        """U: array (2, 2)."""
        c, s = np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))
        return self.size * np.array([[c, -s], [s, c]])

    @property
    def states(self):
        """h₁, …, hₙ, one a row: array (steps, 2)."""
        first = np.array([self.pulse, 0.0])
        if self.squash == "none":
            return np.array([np.linalg.matrix_power(self.matrix, t) @ first for t in range(self.steps)])
        X = np.zeros((1, self.steps, 2))
        X[0, 0] = first
        return sequences.rnn(self._params, X)[0]

    @property
    def gradients(self):
        """The largest factor by which ∂hₙ/∂hₜ stretches, for each t: array (steps,)."""
        return np.array([np.linalg.norm(self._jacobian(t), 2) for t in range(1, self.steps + 1)])

    @property
    def _params(self):
        return {"W": np.eye(2), "U": self.matrix, "b": np.zeros(2)}

    def _jacobian(self, t):
        """∂hₙ/∂hₜ, a row for each unit of the last state."""
        if t == self.steps or self.squash == "none":
            return np.linalg.matrix_power(self.matrix, self.steps - t)
        X, G = np.zeros((2, self.steps - t, 2)), np.zeros((2, self.steps - t, 2))
        G[:, -1] = np.eye(2)
        return sequences.rnn_backward(G, self._params, X, np.tile(self.states[t - 1], (2, 1)))[1]

    def describe(self):
        """One sentence that says what stands here and in which state."""
        squash = "with tanh" if self.squash == "tanh" else "without an activation"
        return (
            f"a recurrent network of two units, {squash}, unrolled over {self.steps} steps, with eigenvalues of "
            f"size {digits(self.size)}: at step 1, {digits(float(self.gradients[0]))} of the gradient is left."
        )
