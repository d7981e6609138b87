"""Competitive learning: units that move toward the examples they win, alone or with their neighbors on a map.

>>> import numpy as np
>>> from dlmath import competitive
>>> X = np.random.default_rng(0).random((500, 1))
>>> grid = competitive.rectangular_grid(1, 4)
>>> units = np.array([[0.4], [0.6], [0.5], [0.3]])
>>> for radius in (2.0, 1.0, 0.5, 0.0, 0.0, 0.0):
...     units = competitive.batch_som_update(X, units, grid, radius)
>>> order = np.diff(units[:, 0])
>>> bool(np.all(order > 0) or np.all(order < 0))
True

Examples and units stand in rows: a unit's weights are a point among the examples. The unit nearest to an example wins
it; of equally near ones, the first. `mixture.kmeans` is the batch form of competitive learning, and
`mixture.kmeans_plus_plus` gives it a good start. On a map each unit also has a place on a grid; two units are neighbors
if their places differ by at most 1 in each coordinate, so that a unit inside a rectangle has eight. A learning rate or
a radius is a number, or a schedule (a function of the step t = 0, 1, 2, …): those of `dlmath.schedules` cool both.
"""

import numpy as np

from dlmath import _checks, _scaled

__all__ = [
    "batch_som_update",
    "competitive_learning",
    "competitive_update",
    "distortion",
    "hits",
    "neighborhood",
    "quantization_error",
    "rectangular_grid",
    "self_organizing_map",
    "som_update",
    "topographic_error",
    "u_matrix",
    "winner",
]


def winner(units, X):
    """The unit that is nearest to an example: its best matching unit.

    c(x) = argminⱼ ‖x − wⱼ‖; of equally near units, the first.

    Parameters
    ----------
    units : array_like, shape (m, d)
    X : array_like, shape (d,) or (n, d)
        One example, or one in each row.

    Returns
    -------
    int, or array of int, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If units is not a finite matrix, or X does not hold finite examples with as many entries as a unit.

    References
    ----------
    T. Kohonen, *Self-Organizing Maps*, 3rd edition, section 3.1.

    Examples
    --------
    >>> winner([[0.0], [2.0], [5.0]], [[0.5], [1.0], [9.0]])
    array([0, 0, 2])
    """
    return _nearest(*_units_and_examples(units, X, ndim=(1, 2)))


def hits(units, X):
    """How many examples each unit wins. A unit with 0 hits is dead: as long as that lasts, no example moves it.

    nⱼ = |{i : c(xᵢ) = j}|.

    Parameters
    ----------
    units : array_like, shape (m, d)
    X : array_like, shape (n, d)

    Returns
    -------
    array of int, shape (m,)

    Raises
    ------
    TypeError, ValueError
        If units and X are not finite matrices with the same number of columns.

    References
    ----------
    T. Kohonen, *Self-Organizing Maps*, 3rd edition, section 3.1.

    Examples
    --------
    >>> hits([[0.0], [2.0], [50.0]], [[0.5], [1.0], [9.0]])
    array([2, 1, 0])
    """
    units, X = _units_and_examples(units, X)
    return np.bincount(_nearest(units, X), minlength=len(units))


def quantization_error(units, X):
    """The mean distance from an example to the unit that stands for it.

    (1/n) Σᵢ ‖xᵢ − w_c(xᵢ)‖.

    Parameters
    ----------
    units : array_like, shape (m, d)
    X : array_like, shape (n, d)

    Returns
    -------
    float
        In the unit of X.

    Raises
    ------
    TypeError, ValueError
        If units and X are not finite matrices with the same number of columns.

    References
    ----------
    T. Kohonen, *Self-Organizing Maps*, 3rd edition, chapter 3.

    Examples
    --------
    >>> print(quantization_error([[0.0], [4.0]], [[1.0], [4.0], [6.0]]))
    1.0
    """
    squares, unit = _squared_distances(*_units_and_examples(units, X))
    return unit * np.mean(np.sqrt(np.min(squares, axis=1)))


def distortion(units, X):
    """The mean squared distance from an example to the unit that stands for it, which k-means makes small.

    D = (1/n) Σᵢ ‖xᵢ − w_c(xᵢ)‖². Its gradient with respect to wⱼ is (2/n) Σ (wⱼ − xᵢ) over the examples that unit j
    wins.

    Parameters
    ----------
    units : array_like, shape (m, d)
    X : array_like, shape (n, d)

    Returns
    -------
    float
        ∞ where it is out of range.

    Raises
    ------
    TypeError, ValueError
        If units and X are not finite matrices with the same number of columns.

    References
    ----------
    R. M. Gray, "Vector quantization", 1984.

    Examples
    --------
    >>> print(distortion([[0.0], [4.0]], [[1.0], [4.0], [6.0], [7.0]]))
    3.5
    """
    squares, unit = _squared_distances(*_units_and_examples(units, X))
    with np.errstate(over="ignore"):
        return unit * (unit * np.mean(np.min(squares, axis=1)))


def competitive_update(units, x, learning_rate):
    """Move the winner toward an example, and no other unit.

    w_c ← w_c + η (x − w_c): a step against the gradient of ½ minⱼ ‖x − wⱼ‖².

    Parameters
    ----------
    units : array_like, shape (m, d)
    x : array_like, shape (d,)
    learning_rate : float
        η in [0, 1]. With η = 1/k at its k-th win, a unit is the mean of what it has won.

    Returns
    -------
    array, shape (m, d)
        New units.

    Raises
    ------
    TypeError, ValueError
        If units is not a finite matrix, x not an example with as many entries as a unit, or η is out of range.

    References
    ----------
    D. E. Rumelhart and D. Zipser, "Feature discovery by competitive learning", 1985.

    Examples
    --------
    >>> competitive_update([[0.0, 0.0], [9.0, 9.0]], [2.0, 4.0], learning_rate=0.5)
    array([[1., 2.],
           [9., 9.]])
    """
    units, x = _units_and_examples(units, x, ndim=1)
    return _moved(units, x, _share("learning_rate", learning_rate))


def competitive_learning(X, units, learning_rate, n_steps, rng):
    """Competitive updates, each with an example drawn at random.

    At t = 0, 1, …: draw x from the rows of X, then w_c ← w_c + η(t) (x − w_c).

    Parameters
    ----------
    X : array_like, shape (n, d)
    units : array_like, shape (m, d)
        The start.
    learning_rate : float or callable
        η in [0, 1], or a schedule η(t).
    n_steps : int
        At least 1.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array, shape (m, d)

    Raises
    ------
    TypeError, ValueError
        If X and units are not finite matrices with the same number of columns, η leaves [0, 1], n_steps is not a
        positive integer, or rng is neither a generator nor a seed.

    References
    ----------
    D. E. Rumelhart and D. Zipser, "Feature discovery by competitive learning", 1985.

    Examples
    --------
    >>> competitive_learning([[0.0], [8.0]], [[1.0], [7.0]], learning_rate=0.5, n_steps=50, rng=0).round(4)
    array([[0.],
           [8.]])
    """
    units, X = _units_and_examples(units, X)
    return _learned(X, units, learning_rate, n_steps, rng)


def rectangular_grid(n_rows, n_columns):
    """The places of units on a rectangle, row after row: as the images that ``reshape(n_rows, n_columns)`` makes.

    gⱼ = (⌊j / columns⌋, j mod columns).

    Parameters
    ----------
    n_rows : int
    n_columns : int
        Both at least 1; one row is a chain.

    Returns
    -------
    array, shape (n_rows · n_columns, 2)

    Raises
    ------
    TypeError, ValueError
        If they are not positive integers.

    References
    ----------
    T. Kohonen, *Self-Organizing Maps*, 3rd edition, section 3.1.

    Examples
    --------
    >>> rectangular_grid(2, 2)
    array([[0., 0.],
           [0., 1.],
           [1., 0.],
           [1., 1.]])
    """
    shape = _checks.integer("n_rows", n_rows, low=1), _checks.integer("n_columns", n_columns, low=1)
    return np.stack(np.unravel_index(np.arange(shape[0] * shape[1]), shape), axis=1).astype(np.float64)


def neighborhood(grid, winner, radius):
    """How much of the winner's move each unit makes: all of it at the winner's place, less and less further away.

    hⱼ = exp(−‖gⱼ − g_c‖² / (2σ²)); for σ = 0, 1 at the winner's place and 0 elsewhere.

    Parameters
    ----------
    grid : array_like, shape (m, p)
        The places of the units, as from `rectangular_grid`.
    winner : int
        c, from 0 to m − 1.
    radius : float
        σ, at least 0.

    Returns
    -------
    array, shape (m,)

    Raises
    ------
    TypeError, ValueError
        If grid is not a finite matrix, the winner not one of its rows, or the radius negative.

    References
    ----------
    T. Kohonen, *Self-Organizing Maps*, 3rd edition, chapter 3.

    Examples
    --------
    >>> neighborhood(rectangular_grid(1, 4), winner=1, radius=1.0).round(4)
    array([0.6065, 1.    , 0.6065, 0.1353])
    """
    grid = _checks.array("grid", grid, shape=("m", "p"))
    c = _checks.integer("winner", winner, low=0, high=len(grid) - 1)
    return _bell(grid, grid[c], _radius(radius))


def som_update(units, grid, x, learning_rate, radius):
    """Move the winner toward an example, and its neighbors on the grid with it.

    wⱼ ← wⱼ + η hⱼ (x − wⱼ), with h the `neighborhood` of the winner c(x).

    Parameters
    ----------
    units : array_like, shape (m, d)
    grid : array_like, shape (m, p)
        The place of each unit.
    x : array_like, shape (d,)
    learning_rate : float
        η in [0, 1].
    radius : float
        σ, at least 0; with 0 the winner moves alone.

    Returns
    -------
    array, shape (m, d)
        New units.

    Raises
    ------
    TypeError, ValueError
        If units or grid are not finite matrices with as many rows, x is not an example with as many entries as a unit,
        or η or σ is out of range.

    References
    ----------
    T. Kohonen, *Self-Organizing Maps*, 3rd edition, eq. 3.2.

    Examples
    --------
    >>> som_update([[0.0], [5.0], [9.0]], rectangular_grid(1, 3), [-2.0], learning_rate=0.5, radius=1.0).round(4)
    array([[-1.    ],
           [ 2.8771],
           [ 8.2557]])
    """
    units, x = _units_and_examples(units, x, ndim=1)
    return _moved(units, x, _share("learning_rate", learning_rate), _grid(grid, units), _radius(radius))


def batch_som_update(X, units, grid, radius):
    """Move every unit to a mean of all examples, weighed by how near their winners are on the grid.

    wⱼ ← Σᵢ hⱼ(c(xᵢ)) xᵢ / Σᵢ hⱼ(c(xᵢ)). With σ = 0 this is a step of `mixture.kmeans`.

    Parameters
    ----------
    X : array_like, shape (n, d)
    units : array_like, shape (m, d)
    grid : array_like, shape (m, p)
        The place of each unit.
    radius : float
        σ, at least 0.

    Returns
    -------
    array, shape (m, d)
        New units. One whose weights are all 0 stays where it is.

    Raises
    ------
    TypeError, ValueError
        If X, units or grid are not finite matrices or do not fit together, or the radius is negative.

    References
    ----------
    T. Kohonen, *Self-Organizing Maps*, 3rd edition, section 3.6.

    Examples
    --------
    >>> batch_som_update([[0.0], [2.0], [8.0]], [[1.0], [9.0]], rectangular_grid(1, 2), radius=0.0)
    array([[1.],
           [8.]])
    """
    units, X = _units_and_examples(units, X)
    grid, radius = _grid(grid, units), _radius(radius)
    wins = (_nearest(units, X) == np.arange(len(units))[:, None]).astype(X.dtype)
    H = np.stack([_bell(grid, place, radius) for place in grid]).astype(X.dtype)
    total = H @ np.sum(wins, axis=1)
    reached, middle = total > 0, _scaled.mean(X, axis=0)
    scale = _scaled.unit(X)
    means = H @ (wins @ ((X - middle) / scale)) / np.where(reached, total, 1)[:, None]
    return np.where(reached[:, None], middle + scale * means, units)


def self_organizing_map(X, units, grid, learning_rate, radius, n_steps, rng):
    """Updates of a map, each with an example drawn at random, while rate and radius cool: Kohonen's algorithm.

    At t = 0, 1, …: draw x from the rows of X, then wⱼ ← wⱼ + η(t) hⱼ (x − wⱼ), h having the radius σ(t).

    Parameters
    ----------
    X : array_like, shape (n, d)
    units : array_like, shape (m, d)
        The start, for example m rows of X.
    grid : array_like, shape (m, p)
        The place of each unit.
    learning_rate : float or callable
        η in [0, 1], or a schedule η(t).
    radius : float or callable
        σ, at least 0, or a schedule σ(t). It begins near half the width of the grid, so that all units are drawn along,
        and ends below 1.
    n_steps : int
        At least 1.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array, shape (m, d)

    Raises
    ------
    TypeError, ValueError
        If X, units or grid are not finite matrices or do not fit together, η leaves [0, 1], σ is negative, n_steps is
        not a positive integer, or rng is neither a generator nor a seed.

    References
    ----------
    T. Kohonen, "Self-organized formation of topologically correct feature maps", 1982.

    Examples
    --------
    >>> X, grid = np.linspace(0, 1, 101)[:, None], rectangular_grid(1, 3)
    >>> start = np.array([[0.5], [0.4], [0.6]])
    >>> units = self_organizing_map(X, start, grid, 0.1, lambda t: 0.99**t, n_steps=500, rng=0)
    >>> bool(np.all(np.diff(units[:, 0]) > 0) or np.all(np.diff(units[:, 0]) < 0))
    True
    """
    units, X = _units_and_examples(units, X)
    return _learned(X, units, learning_rate, n_steps, rng, _grid(grid, units), radius)


def topographic_error(units, grid, X):
    """How often a map tears: the share of examples whose two nearest units are not neighbors on the grid.

    (1/n) |{i : c₁(xᵢ) and c₂(xᵢ) are not neighbors}|, c₂ being the nearest unit but one.

    Parameters
    ----------
    units : array_like, shape (m, d)
        At least two.
    grid : array_like, shape (m, p)
        The place of each unit. Neighbors differ by at most 1 in each coordinate.
    X : array_like, shape (n, d)

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    TypeError, ValueError
        If X, units or grid are not finite matrices or do not fit together, or there is only one unit.

    References
    ----------
    K. Kiviluoto, "Topology preservation in self-organizing maps", 1996.

    Examples
    --------
    >>> print(topographic_error([[0.0], [4.0], [1.0]], rectangular_grid(1, 3), [[0.1], [3.0]]))
    0.5
    """
    units, X = _units_and_examples(units, X)
    grid = _grid(grid, units)
    if len(units) < 2:
        raise ValueError("units has one row, expected at least two")
    squares, _ = _squared_distances(units, X)
    first, second = np.argsort(squares, axis=1, kind="stable")[:, :2].T
    return np.mean(~_neighbors(grid)[first, second], dtype=X.dtype)


def u_matrix(units, grid):
    """How far each unit is from its neighbors on the grid: ridges of large values separate the clusters of a map.

    uⱼ = the mean of ‖wⱼ − wₖ‖ over the neighbors k of j.

    Parameters
    ----------
    units : array_like, shape (m, d)
    grid : array_like, shape (m, p)
        The place of each unit. Neighbors differ by at most 1 in each coordinate.

    Returns
    -------
    array, shape (m,)
        For a rectangle, ``reshape(n_rows, n_columns)`` makes an image of it.

    Raises
    ------
    TypeError, ValueError
        If units or grid are not finite matrices with as many rows, or a unit has no neighbor.

    References
    ----------
    A. Ultsch and H. P. Siemon, "Kohonen's self organizing feature maps for exploratory data analysis", 1990.

    Examples
    --------
    >>> u_matrix([[0.0], [1.0], [9.0]], rectangular_grid(1, 3))
    array([1. , 4.5, 8. ])
    """
    units = _checks.array("units", units, shape=("m", "d"))
    grid = _grid(grid, units)
    near = _neighbors(grid)
    counts = np.sum(near, axis=1)
    if not counts.all():
        raise ValueError(f"grid has no neighbor for unit {np.argmin(counts)}, expected places that differ by at most 1")
    squares, unit = _squared_distances(units, units)
    return unit * (np.sum(np.where(near, np.sqrt(squares), 0), axis=1) / counts.astype(units.dtype))


def _units_and_examples(units, X, ndim=2):
    """The checked arguments; one example is called x."""
    units = _checks.array("units", units, shape=("m", "d"))
    name = "x" if ndim == 1 else "X"
    X = _checks.array(name, X, ndim=ndim)
    return units, _checks.array(name, X, shape=(*X.shape[:-1], units.shape[1]))


def _squared_distances(units, X):
    """The squared distance of each example from each unit, in the square of a unit of length, which comes second."""
    unit = np.maximum(_scaled.unit(units), _scaled.unit(X))
    if X.ndim == 1:
        return _scaled.squared_distances(units, X[None], unit)[:, 0], unit
    return _scaled.squared_distances(X, units, unit), unit


def _nearest(units, X):
    return np.argmin(_squared_distances(units, X)[0], axis=-1)


def _share(name, value):
    return _checks.scalar(name, value, low=0, high=1)


def _radius(value):
    return _checks.scalar("radius", value, low=0)


def _grid(grid, units):
    return _checks.array("grid", grid, shape=(len(units), "p"))


def _bell(grid, place, radius):
    """exp(−r²/(2σ²)) of the distances r from a place; 1 where r is 0, also for σ = 0."""
    distance = _scaled.norms(grid - place, axis=1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(distance > 0, np.exp(-np.square(distance / radius) / 2), 1)


def _neighbors(grid):
    """Which pairs of units are neighbors, shape (m, m)."""
    gaps = np.max(np.abs(grid[:, None] - grid), axis=-1)
    return (gaps <= 1) & ~np.eye(len(grid), dtype=bool)


def _moved(units, x, learning_rate, grid=None, radius=0.0):
    """The units after one update; without a grid, the winner moves alone."""
    c, units = _nearest(units, x), units.copy()
    moving = slice(c, c + 1) if grid is None else slice(None)
    h = 1.0 if grid is None else _bell(grid, grid[c], radius)[:, None]
    units[moving] += (learning_rate * h * (x - units[moving])).astype(units.dtype)
    return units


def _learned(X, units, learning_rate, n_steps, rng, grid=None, radius=0.0):
    """Updates with examples drawn at random."""
    n_steps, rng = _checks.integer("n_steps", n_steps, low=1), _checks.generator("rng", rng)
    for t, i in enumerate(rng.integers(len(X), size=n_steps)):
        eta = _share("learning_rate", learning_rate(t) if callable(learning_rate) else learning_rate)
        sigma = _radius(radius(t) if callable(radius) else radius)
        units = _moved(units, X[i], eta, grid, sigma)
    return units
