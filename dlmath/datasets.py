"""Small data sets: real ones that come with the package, and toys in two dimensions.

>>> from dlmath import datasets
>>> data = datasets.diabetes()
>>> data
Dataset(X (442, 10), y (442,), target 'progression')
>>> data.feature_names[:4]
('age', 'sex', 'bmi', 'bp')

Rows are examples. Every call returns arrays of its own, which may be changed. Nothing is downloaded: the
files lie in ``dlmath/data`` and are compared with the SHA-256 that is written here before they are used.
"""

import csv
import dataclasses
import functools
import hashlib
import importlib.resources
import io
import sys

import numpy as np

from dlmath import _browser, _checks

__all__ = [
    "Dataset",
    "alice",
    "circles",
    "diabetes",
    "digits",
    "mnist",
    "moons",
    "penguins",
    "spirals",
    "tiny_digits",
    "xor",
]

_SHA256 = {
    "alice.txt": "cc660e04a3bef809b5436e822536cafefa278d55fb3639fb3e93665590d6fc0a",
    "diabetes.csv": "36e3fd6f8158bdc41f916d8989653227e5a5dd506c508de3f33febb48213e641",
    "digits.npz": "b2dab7b501728c22e9119ad76740b2e17c77a231e42d1e592380d90886f1a05e",
    "mnist_subset.npz": "0f13b3d4b41e8f9fcc5d7894d35d91c99266fde411a39964f88fe9abd8c18588",
    "penguins.csv": "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93",
    "tiny_digits.txt": "19176f26a98e2e5b6f2ea1a1a0f15127286608c98bd24ba2512f9cb94d4b564b",
}


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Examples with what is to be predicted of them, and where they come from.

    row i of X describes example i, and y[i] is its target

    Parameters
    ----------
    X : array (n, n_features)
        One row for each example.
    y : array (n,)
        The target: numbers, or class labels 0, 1, 2, … (int64).
    feature_names : tuple of str
        The columns of X, with units where they have any.
    target_name : str
        What y is.
    class_names : tuple of str, optional
        The names of the classes 0, 1, 2, …
    image_shape : tuple of int, optional
        Rows and columns, where the rows of X are images.
    other : dict of str to array (n,)
        Further columns that are not numbers to calculate with.
    source, license : str
        Where the data come from and what may be done with them.

    Raises
    ------
    ValueError
        By ``images``, if the examples are not images.

    References
    ----------
    The fields follow scikit-learn's `Bunch` (Pedregosa et al., JMLR 12, 2011).

    Examples
    --------
    >>> tiny_digits().images.shape
    (64, 4, 3)
    """

    X: np.ndarray
    y: np.ndarray
    feature_names: tuple
    target_name: str
    source: str
    license: str
    class_names: tuple | None = None
    image_shape: tuple | None = None
    other: dict = dataclasses.field(default_factory=dict)

    def __repr__(self):
        target = f"classes {self.class_names}" if self.class_names else f"target {self.target_name!r}"
        return f"Dataset(X {self.X.shape}, y {self.y.shape}, {target})"

    @property
    def images(self):
        """X as images: array (n, rows, columns)."""
        if self.image_shape is None:
            raise ValueError("the examples are not images: this data set has no image_shape")
        return self.X.reshape(-1, *self.image_shape)


def diabetes():
    """442 people with diabetes: ten measurements, and how far the disease went in the following year.

    y = a number from 25 to 346, the progression one year after the measurements

    Returns
    -------
    Dataset
        X (442, 10) and y (442,) in float64, in the units of the original: age in years, sex as 1 or 2, body
        mass index in kg/m², mean blood pressure in mmHg, and six blood values s1 … s6: total cholesterol,
        LDL, HDL, total cholesterol divided by HDL, logarithm of the triglycerides, glucose.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing or damaged.

    References
    ----------
    B. Efron, T. Hastie, I. Johnstone, R. Tibshirani, "Least angle regression", Annals of Statistics
    32, 2004.

    Examples
    --------
    >>> data = diabetes()
    >>> data.X[0, :4].tolist(), float(data.y[0])
    ([59.0, 2.0, 32.1, 101.0], 151.0)
    """
    names, *rows = _rows("diabetes.csv")
    table = np.array(rows, dtype=np.float64)
    return Dataset(
        X=table[:, :-1].copy(),
        y=table[:, -1].copy(),
        feature_names=tuple(names[:-1]),
        target_name=names[-1],
        source="Efron, Hastie, Johnstone, Tibshirani (2004), Least angle regression, Annals of Statistics 32",
        license="published by the authors without a license text; spread with scikit-learn (BSD-3-Clause)",
    )


def penguins():
    """344 penguins of three species, measured on the islands of the Palmer Archipelago, some values missing.

    y = 0 Adelie, 1 Chinstrap, 2 Gentoo

    Returns
    -------
    Dataset
        X (344, 4) in float64: length and depth of the bill and length of the flipper in mm, body mass in g;
        NaN where a value is missing (two birds miss all four). y (344,). ``other`` holds "island" and "sex"
        as text (sex is "" for eleven birds) and "year" as integers.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing or damaged.

    References
    ----------
    K. Gorman, T. Williams, W. Fraser, "Ecological sexual dimorphism and environmental variability
    within a community of Antarctic penguins", PLoS ONE 9(3), 2014; A. Horst, A. Hill, K. Gorman,
    palmerpenguins, 2020.

    Examples
    --------
    >>> data = penguins()
    >>> data.class_names, data.X[0].tolist(), data.other["island"][0].item()
    (('Adelie', 'Chinstrap', 'Gentoo'), [39.1, 18.7, 181.0, 3750.0], 'Torgersen')
    """
    _, *rows = _rows("penguins.csv")
    species, island, *measured, sex, year = zip(*rows, strict=True)
    classes = ("Adelie", "Chinstrap", "Gentoo")
    return Dataset(
        X=np.array([[np.nan if cell == "NA" else float(cell) for cell in column] for column in measured]).T.copy(),
        y=np.array([classes.index(name) for name in species], dtype=np.int64),
        feature_names=("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"),
        target_name="species",
        class_names=classes,
        other={
            "island": np.array(island),
            "sex": np.array(["" if cell == "NA" else cell for cell in sex]),
            "year": np.array(year, dtype=np.int64),
        },
        source="Gorman, Williams, Fraser (2014), PLoS ONE 9(3): e90081; Horst, Hill, Gorman (2020)",
        license="CC0 1.0",
    )


def digits():
    """1797 handwritten digits, 8 × 8 pixels of 17 shades.

    X[i, 8 r + c] = the ink in row r, column c: from 0 (paper) to 16

    Returns
    -------
    Dataset
        X (1797, 64) in float64, y (1797,) from 0 to 9; ``images`` is (1797, 8, 8).

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing or damaged.

    References
    ----------
    E. Alpaydin, C. Kaynak, "Optical recognition of handwritten digits", UCI Machine Learning
    Repository, 1998, test set.

    Examples
    --------
    >>> data = digits()
    >>> data.images[0].astype(int)[0], data.y[:5]
    (array([ 0,  0,  5, 13,  9,  1,  0,  0]), array([0, 1, 2, 3, 4]))
    """
    with np.load(io.BytesIO(_read("digits.npz"))) as file:
        images, labels = file["images"], file["labels"]
    return _images(
        images.astype(np.float64),
        labels,
        source="Alpaydin, Kaynak (1998), Optical recognition of handwritten digits, UCI",
        license="CC BY 4.0",
    )


def mnist():
    """12,000 handwritten digits, 28 × 28 pixels: the first 10,000 to learn from and the first 2,000 to test with.

    X[i, 28 r + c] = the ink in row r, column c: from 0 (paper) to 1

    Returns
    -------
    train, test : Dataset
        X (10000, 784) and (2000, 784) in float32, y from 0 to 9; ``images`` is (n, 28, 28).

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing or damaged.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document
    recognition", Proceedings of the IEEE 86, 1998.

    Examples
    --------
    >>> train, test = mnist()
    >>> train.X.shape, test.X.shape, train.y[:5]
    ((10000, 784), (2000, 784), array([5, 0, 4, 1, 9]))
    """
    with np.load(io.BytesIO(_read("mnist_subset.npz"))) as file:
        parts = {name: file[name] for name in file.files}
    return tuple(
        _images(
            parts[f"{part}_images"].astype(np.float32) / np.float32(255),
            parts[f"{part}_labels"],
            source="MNIST, Yann LeCun and Corinna Cortes, derived from NIST Special Databases 1 and 3",
            license="CC BY-SA 3.0",
        )
        for part in ("train", "test")
    )


def tiny_digits():
    """64 drawings of the digits 0 and 1 with 4 × 3 pixels of ink or paper, no two alike.

    X[i, 3 r + c] = 1 where there is ink in row r, column c, else 0

    Returns
    -------
    Dataset
        X (64, 12) in float64, y (64,): 32 zeros, then 32 ones; ``images`` is (64, 4, 3).

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing or damaged.

    References
    ----------
    Drawn for this course; the idea of a 12-3-2 network that can be read is from Y. Wakui and S.
    Wakui, "The mathematics of deep learning", 2017.

    Examples
    --------
    >>> tiny_digits().images[0].astype(int)
    array([[1, 1, 1],
           [1, 0, 1],
           [1, 0, 1],
           [1, 1, 1]])
    """
    lines = [line.split() for line in _read("tiny_digits.txt").decode("utf-8").splitlines()]
    lines = [line for line in lines if line and set("".join(line)) <= set("#.")]
    bands = [zip(*lines[k : k + 4], strict=True) for k in range(0, len(lines), 4)]
    ink = [[[pixel == "#" for pixel in row] for row in image] for band in bands for image in band]
    labels = np.repeat([0, 1], len(ink) // 2)
    return _images(np.array(ink, dtype=np.float64), labels, source="drawn for this course", license="CC BY 4.0")


def alice():
    """The text of a book: "Alice's Adventures in Wonderland" by Lewis Carroll, published in 1865.

    characters s₁ s₂ … sₙ with n = 148,476: small and capital letters, punctuation, blanks and line ends

    Returns
    -------
    str

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing or damaged.

    References
    ----------
    L. Carroll, "Alice's Adventures in Wonderland", 1865.

    Examples
    --------
    >>> text = alice()
    >>> text.count("Alice"), text[231:256]
    (395, 'Alice was beginning to ge')
    """
    return _read("alice.txt").decode("ascii")


def moons(n, noise, rng):
    """Two half moons that reach into each other.

    class 0: (cos t, sin t),  class 1: (1 − cos t, ½ − sin t),  t evenly spaced from 0 to π, plus noise · N(0,
    I)

    Parameters
    ----------
    n : int
        How many points, at least 2; half of them in each class (one more in class 1 if n is odd).
    noise : float
        Standard deviation of the noise, at least 0.
    rng : numpy.random.Generator or int
        Chance, or a seed.

    Returns
    -------
    Dataset
        X (n, 2) in float64, y (n,), in random order.

    Raises
    ------
    TypeError, ValueError
        If an argument is not of its kind or out of range.

    References
    ----------
    Scikit-learn's `make_moons` (Pedregosa et al., JMLR 12, 2011).

    Examples
    --------
    >>> moons(100, noise=0.1, rng=0)
    Dataset(X (100, 2), y (100,), classes ('0', '1'))
    """
    y, t = _two_classes(n)
    t = np.pi * t
    upper = np.stack([np.cos(t), np.sin(t)], axis=1)
    X = np.where(y[:, None] == 0, upper, [1.0, 0.5] - upper)
    return _toy("moons", X, y, noise, rng)


def circles(n, noise, rng):
    """A circle inside a circle.

    class 0: (cos t, sin t),  class 1: ½ (cos t, sin t),  t evenly spaced on the circle, plus noise · N(0, I)

    Parameters
    ----------
    n : int
        How many points, at least 2; half of them in each class (one more in class 1 if n is odd).
    noise : float
        Standard deviation of the noise, at least 0.
    rng : numpy.random.Generator or int
        Chance, or a seed.

    Returns
    -------
    Dataset
        X (n, 2) in float64, y (n,), in random order.

    Raises
    ------
    TypeError, ValueError
        If an argument is not of its kind or out of range.

    References
    ----------
    Scikit-learn's `make_circles` (Pedregosa et al., JMLR 12, 2011).

    Examples
    --------
    >>> data = circles(4, noise=0, rng=0)
    >>> sorted((data.X**2).sum(axis=1).round(4).tolist())
    [0.25, 0.25, 1.0, 1.0]
    """
    y, t = _two_classes(n, endpoint=False)
    t = 2 * np.pi * t
    X = np.where(y == 0, 1.0, 0.5)[:, None] * np.stack([np.cos(t), np.sin(t)], axis=1)
    return _toy("circles", X, y, noise, rng)


def spirals(n, noise, rng):
    """Two spirals that wind around each other.

    class k: t (cos θ, sin θ) with θ = 3.5 π t + k π,  t evenly spaced from 0 to 1, plus noise · N(0, I)

    Parameters
    ----------
    n : int
        How many points, at least 2; half of them in each class (one more in class 1 if n is odd).
    noise : float
        Standard deviation of the noise, at least 0.
    rng : numpy.random.Generator or int
        Chance, or a seed.

    Returns
    -------
    Dataset
        X (n, 2) in float64, y (n,), in random order.

    Raises
    ------
    TypeError, ValueError
        If an argument is not of its kind or out of range.

    References
    ----------
    K. Lang, M. Witbrock, "Learning to tell two spirals apart", 1988; wound as in TensorFlow
    Playground.

    Examples
    --------
    >>> data = spirals(100, noise=0.0, rng=0)
    >>> float((data.X**2).sum(axis=1).max().round(4))
    1.0
    """
    y, t = _two_classes(n)
    theta = 3.5 * np.pi * t + np.pi * y
    X = t[:, None] * np.stack([np.cos(theta), np.sin(theta)], axis=1)
    return _toy("spirals", X, y, noise, rng)


def xor(n, noise, rng):
    """Four quadrants, of which the opposite ones belong together.

    x uniform in a quadrant of [−1, 1]², the quadrants in turn; class 1 where x₁ and x₂ have different signs;
    then noise · N(0, I) is added

    Parameters
    ----------
    n : int
        How many points, at least 2.
    noise : float
        Standard deviation of the noise, at least 0.
    rng : numpy.random.Generator or int
        Chance, or a seed.

    Returns
    -------
    Dataset
        X (n, 2) in float64, y (n,), in random order.

    Raises
    ------
    TypeError, ValueError
        If an argument is not of its kind or out of range.

    References
    ----------
    M. Minsky, S. Papert, "Perceptrons", 1969.

    Examples
    --------
    >>> data = xor(100, noise=0.0, rng=0)
    >>> bool((data.y == (data.X[:, 0] * data.X[:, 1] < 0)).all())
    True
    """
    n, rng = _checks.integer("n", n, low=2), _checks.generator("rng", rng)
    quadrant = np.arange(n) % 4
    signs = np.stack([quadrant % 2, quadrant // 2], axis=1) * 2.0 - 1.0
    X = signs * rng.uniform(0.0, 1.0, size=(n, 2))
    y = (signs[:, 0] != signs[:, 1]).astype(np.int64)
    return _toy("xor", X, y, noise, rng)


def _two_classes(n, endpoint=True):
    """Labels 0 … 0 1 … 1, and for each class the numbers from 0 to 1, evenly spaced."""
    n = _checks.integer("n", n, low=2)
    sizes = (n // 2, n - n // 2)
    y = np.repeat([0, 1], sizes).astype(np.int64)
    return y, np.concatenate([np.linspace(0.0, 1.0, size, endpoint=endpoint) for size in sizes])


def _toy(name, X, y, noise, rng):
    noise = _checks.scalar("noise", noise, low=0, high=np.inf, open_high=True)
    rng = _checks.generator("rng", rng)
    order = rng.permutation(len(y))
    return Dataset(
        X=(X + noise * rng.standard_normal(X.shape))[order],
        y=y[order],
        feature_names=("x1", "x2"),
        target_name="class",
        class_names=("0", "1"),
        source=f"made by dlmath.datasets.{name}",
        license="CC0 1.0",
    )


def _images(images, labels, source, license):
    n, rows, columns = images.shape
    return Dataset(
        X=images.reshape(n, rows * columns),
        y=labels.astype(np.int64),
        feature_names=tuple(f"row {r}, column {c}" for r in range(rows) for c in range(columns)),
        target_name="digit",
        class_names=tuple(str(k) for k in range(int(labels.max()) + 1)),
        image_shape=(rows, columns),
        source=source,
        license=license,
    )


def _rows(name):
    return list(csv.reader(io.StringIO(_read(name).decode("utf-8"))))


@functools.cache
def _read(name):
    """The bytes of a data file, once they are known to be the right ones."""
    cure = "install dlmath again, or take the file from its repository"
    try:
        if sys.platform == "emscripten":
            content = _browser.fetched(f"data/{name}")
        else:
            content = importlib.resources.files("dlmath").joinpath("data", name).read_bytes()
    except OSError:
        raise FileNotFoundError(f"the data file dlmath/data/{name} is missing: {cure}") from None
    if not name.endswith(".npz"):
        content = content.replace(b"\r\n", b"\n")  # Git may have changed the line ends of a text file.
    if hashlib.sha256(content).hexdigest() != _SHA256[name]:
        raise ValueError(f"the data file dlmath/data/{name} is damaged (its SHA-256 is not the known one): {cure}")
    return content
