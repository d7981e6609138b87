"""The widget `LinearMap`: what does a matrix do to space?"""

import numpy as np

from dlmath import _checks
from dlmath import linear_algebra as la
from dlmath.widgets._base import Checked, Flag, Point, Widget, digits, joined

LARGEST = 3.0


class Matrix(Checked):
    """A 2 × 2 matrix as a tuple of two rows; the browser gets its four entries in one row."""

    def __init__(self, default):
        super().__init__(default)
        self.tag(to_json=lambda A, _: [*A[0], *A[1]], from_json=lambda entries, _: (entries[:2], entries[2:]))

    def check(self, value):
        A = _checks.array(self.name, value, shape=(2, 2))
        return tuple(tuple(_checks.scalar(self.name, float(a), low=-LARGEST, high=LARGEST) for a in row) for row in A)


class LinearMap(Widget):
    """The plane under a 2 × 2 matrix, whose columns are dragged.

    Every setting can be given by name, set later, and read back after a reader has moved something.

    Parameters
    ----------
    matrix : 2 × 2
        A, entries from -3 to 3; any nest or array. It is read as a tuple of two rows.
    grid, circle, directions, vector : bool
        What is drawn besides the unit square and its F: the images of the grid and of the unit circle, the directions
        that A keeps, and a vector x with its image A x.
    x : tuple of two floats
        The vector x.

    >>> w = LinearMap(matrix=[[2, 1], [0, 1]])
    >>> w.matrix, w.determinant, w.eigenvalues
    (((2.0, 1.0), (0.0, 1.0)), 2.0, array([2., 1.]))
    """

    _esm = joined("linear_map")
    _always = ("matrix",)

    matrix = Matrix(((1.0, 0.5), (0.0, 1.0)))
    grid = Flag(True)
    circle = Flag(False)
    directions = Flag(False)
    vector = Flag(False)
    x = Point((1.0, 1.5), low=-LARGEST, high=LARGEST)

    def room(self):
        """The height that a page keeps for the picture; the directions that are kept are said in two lines more."""
        return "890px" if self.directions else "805px", "290px + 35cqi"

    @property
    def determinant(self):
        """How many times larger areas become; negative where the plane is turned over."""
        return float(la.determinant(self.matrix))

    @property
    def eigenvalues(self):
        """The factors along the directions that A keeps, the larger first; empty where it keeps none."""
        (a, b), (c, d) = self.matrix
        discriminant = (a - d) ** 2 + 4 * b * c
        if discriminant < -1e-9:
            return np.array([])
        root = np.sqrt(max(discriminant, 0.0))
        return np.array([a + d + root, a + d - root]) / 2

    def describe(self):
        """One sentence that says what stands here and in which state."""
        (a, b), (c, d) = self.matrix
        return (
            f"the plane under the matrix with the rows ({digits(a)}, {digits(b)}) and ({digits(c)}, {digits(d)}), "
            f"which makes areas {digits(self.determinant)} times as large."
        )
