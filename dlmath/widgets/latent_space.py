"""The widget `LatentSpace`: walk the plane of codes, and see the digit that the decoder draws."""

import base64
import json

import numpy as np

from dlmath import activations, autoencoder
from dlmath.widgets._base import FOLDER, Choice, Point, Widget, joined

# Written by tools/train_latent_space.py: weights as whole numbers and a scale for each array, codes, and a table.
_FILE = FOLDER / "latent_space_weights.js"
_SHIPPED = json.loads(_FILE.read_text(encoding="utf-8").removeprefix("export const LATENT = ").rstrip().rstrip(";"))
LIMIT, NEAREST, ON_PATH, FAR = 3.5, 10, 7, 0.6

# The codes (means) of 200 digits that were not trained on: array (200, 2), and what they are.
CODES = np.array(_SHIPPED["codes"])
LABELS = np.array(_SHIPPED["labels"])

# β → for each seed: mean log p(x|z), mean KL, and the standard error of their difference, on 2,000 test digits.
TABLE = {float(beta): tuple(map(tuple, rows)) for beta, rows in _SHIPPED["table"].items()}


def _exact(entry):
    whole = np.frombuffer(base64.b64decode(entry["bytes"]), np.int8)
    return entry["scale"] * whole.reshape(entry["shape"]).astype(float)


def trained():
    """The parameters that the widget uses, as `dlmath.autoencoder.decode` takes them; there is no encoder."""
    layers = [{name: _exact(layer[name]) for name in ("W", "b")} for layer in _SHIPPED["decoder"]]
    return {"encoder": [], "decoder": layers}


class LatentSpace(Widget):
    """The plane of codes of a variational autoencoder with the codes of 200 digits, and the digit drawn from any point.

    Parameters
    ----------
    z : pair of float
        The code to draw from, each coordinate from -3.5 to 3.5.
    end : pair of float
        The end of the path, which begins at z.
    show : {"codes", "drawings"}
        What the plane shows: the codes of test digits, or what the decoder draws in each place.

    >>> LatentSpace(z=(0, 0)).picture.shape
    (28, 28)
    """

    _esm = joined("latent_space_weights", "latent_space")
    _room = ("942px", "592px")
    _always = ("z",)

    z = Point((0.0, 0.0), low=-LIMIT, high=LIMIT)
    end = Point((2.0, 1.0), low=-LIMIT, high=LIMIT)
    show = Choice(("codes", "drawings"))

    @property
    def path(self):
        """The codes from z to the end, evenly spaced: array (7, 2)."""
        share = np.linspace(0, 1, ON_PATH)[:, None]
        return (1 - share) * np.array(self.z) + share * np.array(self.end)

    @property
    def pictures(self):
        """How likely each pixel is inked along the path: array (7, 28, 28)."""
        logits = autoencoder.decode(trained(), self.path, "relu")
        return activations.sigmoid(logits).reshape(ON_PATH, 28, 28)

    @property
    def picture(self):
        """How likely each pixel is inked at z: array (28, 28)."""
        return self.pictures[0]

    @property
    def votes(self):
        """How many of the 10 codes nearest to z belong to each digit: array (10,)."""
        return self.votes_at(self.z)

    @staticmethod
    def votes_at(z):
        """The same at any point."""
        distances = np.sum((CODES - np.asarray(z)) ** 2, axis=1)
        nearest = np.argsort(distances, kind="stable")[:NEAREST]
        return np.bincount(LABELS[nearest], minlength=10)

    @property
    def emptiness(self):
        """The distance from z to the nearest of the codes."""
        return float(np.sqrt(np.min(np.sum((CODES - np.asarray(self.z)) ** 2, axis=1))))

    @property
    def farther(self):
        """The share of codes drawn from N(0, I) that lie farther from the origin than z: exp(−‖z‖²/2)."""
        return float(np.exp(-np.sum(np.square(self.z)) / 2))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        votes = self.votes
        return (
            f"the plane of codes. At z = ({self.z[0]:.3g}, {self.z[1]:.3g}), {votes.max()} of the {NEAREST} nearest "
            f"codes belong to the digit {votes.argmax()}, and the decoder draws {self.picture.sum():.0f} pixels of ink."
        )
