"""The widget `LowRank`: how many directions does a picture need?"""

import base64

import numpy as np

from dlmath import linear_algebra as la
from dlmath import plotting
from dlmath.widgets._base import Choice, Whole, Widget, joined

SIZE = 128


def photograph():
    """Grace Hopper in 128 × 128 gray values from 0 to 255, a sample that matplotlib carries: array of uint8."""
    with plotting.mpl.cbook.get_sample_data("grace_hopper.jpg") as file:
        gray = plotting.plt.imread(file, format="jpg")[40:552].mean(axis=2)
    return gray.reshape(SIZE, 4, SIZE, 4).mean(axis=(1, 3)).round().astype(np.uint8)


def flag():
    """A cross on a dark field: every row is one of two."""
    k = np.arange(SIZE)
    upright, level = (k >= 36) & (k < 56), (k >= 54) & (k < 74)
    return np.where(level[:, None] | upright, 230, 60).astype(np.uint8)


def slanted_edge():
    """Dark above the diagonal, bright on it and below."""
    return np.where(np.tri(SIZE) > 0, 230, 60).astype(np.uint8)


PICTURES = {"photograph": photograph, "flag": flag, "slanted edge": slanted_edge}


class LowRank(Widget):
    """A picture put together from the k strongest terms σᵢ uᵢ vᵢᵀ of its singular value decomposition.

    Parameters
    ----------
    picture : str
        "photograph", "flag" or "slanted edge", each 128 × 128.
    k : int
        The rank, from 1 to 128.
    shows : str
        "sum", the first k terms together; "term", term k alone; or "rest", what is still missing.

    >>> w = LowRank(picture="flag", k=2)
    >>> print(f"{w.energy:.4f}")
    1.0000
    """

    _esm = joined("low_rank") + f'\nconst PHOTOGRAPH = "{base64.b64encode(photograph().tobytes()).decode()}";\n'
    _always = ("picture", "k")

    _room = ("725px + 26cqi", "460px + 12cqi")

    picture = Choice(PICTURES)
    k = Whole(10, low=1, high=SIZE)
    shows = Choice(("sum", "term", "rest"))

    @property
    def A(self):
        """The picture: array (128, 128), 0 is black and 1 is white."""
        return PICTURES[self.picture]() / 255

    @property
    def energy(self):
        """The share of the sum of all squares that the first k terms hold: σ₁² + … + σₖ² over σ₁² + σ₂² + …"""
        return 1 - self.error**2

    @property
    def error(self):
        """‖A − Aₖ‖_F / ‖A‖_F: how far the picture of rank k is off."""
        s = np.linalg.svd(self.A, compute_uv=False)
        return float(la.norm(s[self.k :]) / la.norm(s)) if self.k < SIZE else 0.0

    def describe(self):
        """One sentence that says what stands here and in which state."""
        return f"a {self.picture} of 128 × 128 pixels put together from the {self.k} strongest of its 128 terms."
