"""Images moved, turned, cut, blurred and mixed: more training examples from those there are.

>>> import numpy as np
>>> from dlmath import augmentation
>>> augmentation.flip_horizontal(np.array([[1.0, 2.0], [3.0, 4.0]]))
array([[2., 1.],
       [4., 3.]])

An image is an array of rows and columns; in front of them may stand any axes (examples, channels), and all images of
such an array are treated alike. Around an image everything is 0. Between pixels, values are interpolated bilinearly.
"""

import math

import numpy as np

from dlmath import _checks

__all__ = [
    "add_noise",
    "crop",
    "denoise",
    "flip_horizontal",
    "flip_vertical",
    "mixup",
    "rotate",
    "scale",
    "shift",
]


def flip_horizontal(images):
    """Mirror images left to right.

    I′[r, c] = I[r, width − 1 − c].

    Parameters
    ----------
    images : array_like, shape (..., height, width)

    Returns
    -------
    array of the shape of images

    Raises
    ------
    TypeError, ValueError
        If images does not hold finite real numbers in at least two axes.

    References
    ----------
    Krizhevsky, Sutskever, Hinton (2012), ImageNet classification with deep convolutional neural networks, section 4.1.

    Examples
    --------
    >>> flip_horizontal([[1.0, 2.0]])
    array([[2., 1.]])
    """
    return np.flip(_images(images), axis=-1).copy()


def flip_vertical(images):
    """Mirror images top to bottom.

    I′[r, c] = I[height − 1 − r, c].

    Parameters
    ----------
    images : array_like, shape (..., height, width)

    Returns
    -------
    array of the shape of images

    Raises
    ------
    TypeError, ValueError
        If images does not hold finite real numbers in at least two axes.

    References
    ----------
    Krizhevsky, Sutskever, Hinton (2012), ImageNet classification with deep convolutional neural networks, section 4.1.

    Examples
    --------
    >>> flip_vertical([[1.0], [2.0]])
    array([[2.],
           [1.]])
    """
    return np.flip(_images(images), axis=-2).copy()


def rotate(images, degrees):
    """Turn images about their center, counterclockwise as one sees them.

    I′(p) = I(c + R(p − c)): each pixel p of the result is looked up where the rotation R back takes it.

    Parameters
    ----------
    images : array_like, shape (..., height, width)
    degrees : float
        The angle; 90 takes the right edge of a square image to the top.

    Returns
    -------
    array of the shape of images

    Raises
    ------
    TypeError, ValueError
        If images does not hold finite real numbers in at least two axes, or degrees is not a finite number.

    References
    ----------
    Szeliski (2022), Computer Vision, section 3.6.1.

    Examples
    --------
    >>> rotate([[1.0, 2.0], [3.0, 4.0]], 90)
    array([[2., 4.],
           [1., 3.]])
    """
    images = _images(images)
    turns, rest = divmod(_finite("degrees", degrees), 90)
    if rest == 0 and (images.shape[-1] == images.shape[-2] or turns % 2 == 0):
        return np.rot90(images, int(turns % 4), axes=(-2, -1)).copy()
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    return _look_up(images, np.array([[cos, sin], [-sin, cos]]))


def scale(images, factor):
    """Enlarge or shrink images about their center, keeping their shape.

    I′(p) = I(c + (p − c) / factor).

    Parameters
    ----------
    images : array_like, shape (..., height, width)
    factor : float
        Above 0; 2 makes everything twice as large, and the outer half leaves the picture.

    Returns
    -------
    array of the shape of images

    Raises
    ------
    TypeError, ValueError
        If images does not hold finite real numbers in at least two axes, or factor is not a finite number above 0.

    References
    ----------
    Szeliski (2022), Computer Vision, section 3.6.1.

    Examples
    --------
    >>> scale([[0.0, 0.0, 0.0], [0.0, 8.0, 0.0], [0.0, 0.0, 0.0]], 2)
    array([[2., 4., 2.],
           [4., 8., 4.],
           [2., 4., 2.]])
    """
    _checks.scalar("factor", factor, low=0, open_low=True)
    return _look_up(_images(images), np.eye(2) / _finite("factor", factor))


def shift(images, down, right):
    """Move images by a number of pixels, which need not be whole.

    I′[r, c] = I(r − down, c − right).

    Parameters
    ----------
    images : array_like, shape (..., height, width)
    down, right : float
        How far, in pixels; negative for up and left.

    Returns
    -------
    array of the shape of images

    Raises
    ------
    TypeError, ValueError
        If images does not hold finite real numbers in at least two axes, or down or right is not a finite number.

    References
    ----------
    Szeliski (2022), Computer Vision, section 3.6.1.

    Examples
    --------
    >>> shift([[1.0, 2.0], [3.0, 4.0]], down=1, right=0)
    array([[0., 0.],
           [1., 2.]])
    """
    return _look_up(_images(images), np.eye(2), (_finite("down", down), _finite("right", right)))


def crop(images, top, left, height, width):
    """Cut a rectangle out of images.

    I′[r, c] = I[top + r, left + c].

    Parameters
    ----------
    images : array_like, shape (..., rows, columns)
    top, left : int
        The upper left pixel of the rectangle.
    height, width : int
        Its size, at least 1. It must lie inside the image.

    Returns
    -------
    array, shape (..., height, width)

    Raises
    ------
    TypeError, ValueError
        If images does not hold finite real numbers in at least two axes, or the rectangle leaves the image.

    References
    ----------
    Krizhevsky, Sutskever, Hinton (2012), ImageNet classification with deep convolutional neural networks, section 4.1.

    Examples
    --------
    >>> crop([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], top=0, left=1, height=2, width=2)
    array([[2., 3.],
           [5., 6.]])
    """
    images = _images(images)
    top = _checks.integer("top", top, low=0, high=images.shape[-2] - 1)
    left = _checks.integer("left", left, low=0, high=images.shape[-1] - 1)
    height = _checks.integer("height", height, low=1, high=images.shape[-2] - top)
    width = _checks.integer("width", width, low=1, high=images.shape[-1] - left)
    return images[..., top : top + height, left : left + width].copy()


def add_noise(images, std, rng):
    """Add independent Gaussian noise to every pixel.

    I′[r, c] = I[r, c] + std · ε[r, c] with ε ~ N(0, 1). Values are not cut off.

    Parameters
    ----------
    images : array_like, shape (..., height, width)
    std : float
        The standard deviation of the noise, at least 0, in the units of the pixels.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    array of the shape of images

    Raises
    ------
    TypeError, ValueError
        If images does not hold finite real numbers in at least two axes, std is negative or not finite, or rng is
        neither a generator nor a seed.

    References
    ----------
    Bishop (1995), Training with noise is equivalent to Tikhonov regularization.

    Examples
    --------
    >>> add_noise([[1.0, 2.0]], std=0.0, rng=0)
    array([[1., 2.]])
    """
    images = _images(images)
    _checks.scalar("std", std, low=0)
    noise = _checks.generator("rng", rng).standard_normal(images.shape)
    return images + (_finite("std", std) * noise).astype(images.dtype)


def denoise(images, size=3):
    """Replace each pixel by the median of the square around it, which removes single wrong pixels and keeps edges.

    I′[r, c] = median {I[r + i, c + j] : |i|, |j| ≤ (size − 1)/2}, the image being mirrored at its edges.

    Parameters
    ----------
    images : array_like, shape (..., height, width)
    size : int
        The side of the square: odd, and at most the smaller side of the image.

    Returns
    -------
    array of the shape of images

    Raises
    ------
    TypeError, ValueError
        If images does not hold finite real numbers in at least two axes, or size is even or out of range.

    References
    ----------
    Szeliski (2022), Computer Vision, section 3.3.1.

    Examples
    --------
    >>> denoise([[1.0, 1.0, 1.0], [1.0, 9.0, 1.0], [1.0, 1.0, 1.0]])
    array([[1., 1., 1.],
           [1., 1., 1.],
           [1., 1., 1.]])
    """
    images = _images(images)
    size = _checks.integer("size", size, low=1, high=min(images.shape[-2:]))
    if size % 2 == 0:
        raise ValueError(f"size is {size}, expected an odd number, so that the square has a middle")
    border = [(0, 0)] * (images.ndim - 2) + [(size // 2, size // 2)] * 2
    padded = np.pad(images, border, mode="symmetric")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(-2, -1))
    return np.median(windows, axis=(-2, -1))


def mixup(X, Y, alpha, rng):
    """Mix each example with another one, inputs and labels in the same proportion.

    x̃ = λ x + (1 − λ) x′ and ỹ = λ y + (1 − λ) y′ with λ ~ Beta(α, α) for each example, and x′ from a permutation of
    them.

    Parameters
    ----------
    X : array_like, shape (n, ...)
        Inputs, of any shape.
    Y : array_like, shape (n, K)
        Labels as one-hot rows or probabilities.
    alpha : float
        Above 0: small values leave most examples nearly as they were, 1 mixes in any proportion.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.

    Returns
    -------
    X, Y : arrays of the same shapes

    Raises
    ------
    TypeError, ValueError
        If X and Y do not hold finite real numbers, Y is not a matrix with a row for each example, alpha is not above 0
        and finite, or rng is neither a generator nor a seed.

    References
    ----------
    Zhang, Cisse, Dauphin, Lopez-Paz (2018), mixup: beyond empirical risk minimization, section 2.

    Examples
    --------
    >>> X, Y = mixup([[0.0], [1.0]], [[1.0, 0.0], [0.0, 1.0]], alpha=1.0, rng=0)
    >>> bool(np.allclose(X[:, 0], Y[:, 1]))
    True
    """
    X = _checks.array("X", X)
    if X.ndim == 0:
        raise ValueError("X has shape (), expected one example in each row")
    Y = _checks.array("Y", Y, shape=(len(X), "K"))
    _checks.scalar("alpha", alpha, low=0, open_low=True)
    rng = _checks.generator("rng", rng)
    lam = rng.beta(_finite("alpha", alpha), alpha, len(X))
    partner = rng.permutation(len(X))

    def mix(a):
        weight = lam.reshape(-1, *[1] * (a.ndim - 1)).astype(a.dtype)
        return weight * a + (1 - weight) * a[partner]

    return mix(X), mix(Y)


def _images(images):
    images = _checks.array("images", images)
    if images.ndim < 2:
        raise ValueError(f"images has shape {images.shape}, expected (..., height, width)")
    return images


def _finite(name, value):
    value = _checks.scalar(name, value)
    if math.isinf(value):
        raise ValueError(f"{name} is {value:g}, expected a finite number")
    return value


def _look_up(images, matrix, offset=(0.0, 0.0)):
    """The images at the places matrix (p − center) + center − offset, for every pixel p, interpolated bilinearly."""
    height, width = images.shape[-2:]
    center = np.array([(height - 1) / 2, (width - 1) / 2])
    pixels = np.stack(np.meshgrid(np.arange(height), np.arange(width), indexing="ij"), axis=-1)
    places = (pixels - center) @ matrix.T + center - offset
    corner = np.floor(places)
    rest = (places - corner).astype(images.dtype)
    result = np.zeros_like(images)
    for i in (0, 1):
        for j in (0, 1):
            r, c = corner[..., 0] + i, corner[..., 1] + j
            inside = (r >= 0) & (r < height) & (c >= 0) & (c < width)
            r, c = (np.where(inside, index, 0).astype(np.int64) for index in (r, c))
            weight = np.abs(1 - i - rest[..., 0]) * np.abs(1 - j - rest[..., 1])
            result = result + np.where(inside, weight, np.zeros_like(weight)) * images[..., r, c]
    return result
