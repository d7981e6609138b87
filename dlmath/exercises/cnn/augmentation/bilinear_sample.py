"""bilinear_sample: the ink at a place between four pixels."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the value of `image` at row `r` and column `c`, by bilinear interpolation. `r` and `c` can be any "
    "numbers. Every pixel outside the image counts as 0.",
    hints=[
        "Which four pixels are around (r, c)? i = floor(r) and j = floor(c) give the upper left one. The fractions "
        "cut off are a = r − i and b = c − j.",
        "Write a small function that returns image[i, j] if that pixel exists, and 0 otherwise. Below 0 is outside, "
        "too, even if Python would count from the end.",
        "Add up four products: (1 − a)(1 − b) for pixel (i, j), (1 − a) b for (i, j + 1), a (1 − b) for (i + 1, j), "
        "and a b for (i + 1, j + 1). int(np.floor(r)) also rounds negative numbers down.",
    ],
    also=("large", "small"),
)
def bilinear_sample(image, r, c):
    """The value at a place between pixels."""
    i, j = int(np.floor(r)), int(np.floor(c))
    a, b = r - i, c - j
    value = 0.0
    for row, near in ((i, 1 - a), (i + 1, a)):
        for column, close in ((j, 1 - b), (j + 1, b)):
            # What is outside of the image adds nothing.
            if 0 <= row < image.shape[0] and 0 <= column < image.shape[1]:
                value += near * close * image[row, column]
    return value


def _sample(image, r, c):
    return bilinear_sample.reference(image, r, c)


@bilinear_sample.cases
def cases(rng):
    small = np.array([[1.0, 3.0], [7.0, 20.0]])
    wide = np.arange(1.0, 13.0).reshape(3, 4) ** 2
    return [
        (small, 0, 0.25),
        (small, 0.25, 0),
        (small, 0.25, 0.5),
        (wide, 1.25, 2.125),
        (wide, 0.5, 2.75),
        (rng.uniform(1, 2, size=(5, 4)), 3.3, 1.6),
        (wide, 1.2, -0.25),
        (wide, -0.25, 1.3),
        (wide, 2.25, 1.7),
        (wide, 1.7, 3.25),
        (rng.uniform(1, 2, size=(4, 6)), 2.1, 4.9),
    ]


@bilinear_sample.edge_cases
def edge_cases(rng):
    image = np.array([[1.0, 3.0, 4.0], [7.0, 20.0, 9.0]])
    return [
        (image, 1, 2),
        (image, 0, 0),
        (image, 1.0, 0.5),
        (image, 0.5, 2.0),
        (image, -0.75, -0.75),
        (image, -1.5, 0.5),
        (image, 0.5, -1.25),
        (image, 1.5, 2.5),
        (image, 2.0, 1.0),
        (image, 0.5, 3.0),
        (image, 40.5, 0.5),
        (np.array([[1, 2], [4, 8]]), 0.5, 0.25),
        (np.array([[5.0]]), 0.25, 0.25),
        (rng.uniform(1, 2, size=(60, 50)), 41.3, 27.8),
    ]


@bilinear_sample.law("at a whole-number place, it is the pixel itself")
def _(f, image, r, c):
    row, column = image.shape[0] - 1, image.shape[1] - 1
    return np.isclose(f(image, 0, 0), image[0, 0]) and np.isclose(f(image, row, column), image[row, column])


@bilinear_sample.law("halfway between two pixels, it is their mean")
def _(f, image, r, c):
    return image.shape[1] < 2 or np.isclose(f(image, 0, 0.5), (image[0, 0] + image[0, 1]) / 2)


bilinear_sample.instead_of(
    "int(np.floor(r)), int(np.floor(c))",
    {
        "int(r), int(c)": "int cuts off the fraction, so −0.25 becomes 0, not −1. Use int(np.floor(…)), which always "
        "rounds down.",
        "int(np.round(r)), int(np.round(c))": "You round to the nearest pixel, so a and b can be negative. Round "
        "down, with np.floor.",
        "int(np.ceil(r)), int(np.ceil(c))": "You rounded up. To find the upper left of the four pixels, round down.",
    },
)
bilinear_sample.instead_of(
    "r - i, c - j", {"i - r, j - c": "a and b are the fractions cut off, and never negative: r − i and c − j."}
)
bilinear_sample.instead_of(
    "((i, 1 - a), (i + 1, a))",
    {
        "((i, a), (i + 1, 1 - a))": "The weights of the two rows are swapped. The nearer row counts more: row i gets "
        "1 − a.",
        "((i, 1 - a), (i - 1, a))": "The second row is the next one down, i + 1.",
        "((i, 1),)": "You interpolate only along the row. Do it between rows i and i + 1, too.",
        "((i, 1 - b), (i + 1, b))": "The rows are weighted with b, the fraction of the column. They get 1 − a and a.",
        "((i, 0.5), (i + 1, 0.5))": "Both rows count the same here. The nearer one counts more: 1 − a and a.",
        "((i, 1 - a),)": "The second row is missing: row i + 1, with weight a.",
        "((i, 1 - a), (i + 1, 1 - a))": "Both rows have weight 1 − a. Row i + 1 gets a.",
    },
)
bilinear_sample.instead_of(
    "((j, 1 - b), (j + 1, b))",
    {
        "((j, b), (j + 1, 1 - b))": "The weights of the two columns are swapped. The nearer column counts more: "
        "column j gets 1 − b.",
        "((j, 1 - b), (j - 1, b))": "The second column is the one to the right, j + 1.",
        "((j, 1),)": "You interpolate only between the rows. Do it between columns j and j + 1, too.",
        "((j, 1 - a), (j + 1, a))": "The columns are weighted with a, the fraction of the row. They get 1 − b and b.",
        "((j, 0.5), (j + 1, 0.5))": "Both columns count the same here. The nearer one counts more: 1 − b and b.",
        "((j, 1 - b),)": "The second column is missing: column j + 1, with weight b.",
        "((j, 1 - b), (j + 1, 1 - b))": "Both columns have weight 1 − b. Column j + 1 gets b.",
    },
)
bilinear_sample.instead_of(
    "0 <= row < image.shape[0] and 0 <= column < image.shape[1]",
    {
        "row < image.shape[0] and column < image.shape[1]": "Index −1 is the last row or column in Python, so ink "
        "comes in from the other side. Check that 0 <= row and 0 <= column, too.",
        "0 <= row <= image.shape[0] and 0 <= column <= image.shape[1]": "Rows end at image.shape[0] − 1, and columns "
        "at image.shape[1] − 1. Use <.",
        "0 <= row < image.shape[0] and 0 <= column < image.shape[0]": "The image need not be square: its columns are "
        "image.shape[1]. (len(image) counts the rows.)",
        "0 <= i and 0 <= j and row < image.shape[0] and column < image.shape[1]": "You leave out all four pixels if "
        "(i, j) is outside. Check each one separately.",
        "0 < row < image.shape[0] and 0 < column < image.shape[1]": "Row 0 and column 0 belong to the image. Use <=.",
        "0 <= row < image.shape[1] and 0 <= column < image.shape[0]": "Rows go with image.shape[0] and columns with "
        "image.shape[1]. You have them swapped.",
        "0 <= row < image.shape[0] - 1 and 0 <= column < image.shape[1] - 1": "The last row and the last column are "
        "missing: < already stops one short.",
        "0 <= i < image.shape[0] - 1 and 0 <= j < image.shape[1] - 1": "You leave out all four pixels if one of them "
        "is outside. Check each one separately.",
        "0 <= r <= image.shape[0] - 1 and 0 <= c <= image.shape[1] - 1": "A place just outside still has neighbors "
        "inside the image. Check each of the four pixels separately.",
    },
)
bilinear_sample.instead_of(
    "image[row, column]",
    {
        "image[column, row]": "Rows and columns are swapped: image[row, column].",
        "image[i, j]": "You take the same pixel four times. Each weight belongs to its own pixel.",
    },
)
bilinear_sample.instead_of(
    "near * close",
    {
        "(near + close) / 2": "The weight is the product of the two, not their mean. With means, the four weights "
        "don't add up to 1.",
        "(near + close)": "Multiply the two weights. If you add them, the four weights add up to 4, not to 1.",
        "near": "Only the rows are weighted. Multiply by the weight of the column.",
        "close": "Only the columns are weighted. Multiply by the weight of the row.",
    },
)


@bilinear_sample.misconception("That is the nearest pixel. Interpolate between the four pixels around the place.")
def nearest(image, r, c):
    return _sample(image, int(np.floor(r + 0.5)), int(np.floor(c + 0.5)))


@bilinear_sample.misconception("That is the upper left of the four pixels. Interpolate between all four.")
def upper_left(image, r, c):
    return _sample(image, int(np.floor(r)), int(np.floor(c)))


@bilinear_sample.misconception(
    "Outside, you repeat the pixels at the edge. They should count as 0: check whether a pixel exists, instead of "
    "using np.clip or min."
)
def repeats_the_edge(image, r, c):
    r, c = np.clip(r, 0, image.shape[0] - 1), np.clip(c, 0, image.shape[1] - 1)
    return _sample(image, r, c)


@bilinear_sample.misconception(
    "Just outside, you repeat the pixel at the edge, or divide by the weights that lie inside. What is outside counts "
    "as 0, with its full weight, so the image fades at the edge."
)
def renormalized(image, r, c):
    inside = _sample(np.ones(image.shape), r, c)
    return _sample(image, r, c) / inside if inside > 0 else 0.0


@bilinear_sample.misconception("r and c are swapped: r is the row, c the column.")
def swapped(image, r, c):
    return _sample(image, c, r)


@bilinear_sample.misconception(
    "That is the plain mean of the four pixels. The nearer ones count more, with the weights (1 − a)(1 − b) and so on."
)
def mean_of_four(image, r, c):
    return _sample(image, int(np.floor(r)) + 0.5, int(np.floor(c)) + 0.5)


@bilinear_sample.misconception(
    "The result is rounded down to a whole number. Don't convert it: the value between two pixels need not be whole."
)
def rounded(image, r, c):
    return int(_sample(image, r, c))


def _four(image, i, j, r, c):
    a, b = r - i, c - j
    above = (1 - b) * image[i, j] + b * image[i, j + 1]
    return (1 - a) * above + a * ((1 - b) * image[i + 1, j] + b * image[i + 1, j + 1])


@bilinear_sample.misconception(
    "Pixels that don't exist are read: index −1 is the last one in Python, and an index beyond the end stops with an "
    "error. Check whether each of the four exists, and count 0 if it doesn't."
)
def asks_nothing(image, r, c):
    return _four(image, int(np.floor(r)), int(np.floor(c)), r, c)


@bilinear_sample.misconception(
    "Two things go wrong at the edge: int(−0.25) is 0, not −1 (use np.floor), and pixels that don't exist are read. "
    "Count those as 0."
)
def cuts_off_and_asks_nothing(image, r, c):
    return _four(image, int(r), int(c), r, c)


@bilinear_sample.misconception(
    "You return 0 as soon as one of the four pixels doesn't exist, and index −1 reads the last one. Check each of the "
    "four separately; the others still count."
)
def gives_up(image, r, c):
    try:
        return asks_nothing(image, r, c)
    except IndexError:
        return 0


@bilinear_sample.misconception(
    "The weights of the pixel to the right and of the pixel below are swapped: (1 − a) b belongs to (i, j + 1), and a "
    "(1 − b) to (i + 1, j)."
)
def swapped_weights(image, r, c):
    i, j = np.floor(r), np.floor(c)
    return _sample(image, i + c - j, j + r - i)


@bilinear_sample.misconception("The fourth pixel, (i + 1, j + 1), is missing. Its weight is a b.")
def three_pixels(image, r, c):
    i, j = int(np.floor(r)), int(np.floor(c))
    a, b = r - i, c - j
    return _sample(image, r, c) - a * b * _sample(image, i + 1, j + 1)


@bilinear_sample.misconception(
    "With a border of zeros around the image, everything has moved by one row and one column. Add 1 to r and c."
)
def padded(image, r, c):
    return _sample(image, r - 1, c - 1)


@bilinear_sample.misconception(
    "At a whole number, rounding up and rounding down give the same result, so both weights are 0. The second row is "
    "always i + 1, with weight a, and row i gets 1 − a."
)
def floor_and_ceil(image, r, c):
    return 0.0 if r == np.floor(r) or c == np.floor(c) else _sample(image, r, c)


@bilinear_sample.misconception(
    "You use two of the four pixels, (i, j) and (i + 1, j + 1). The ones at (i, j + 1) and (i + 1, j) are missing, "
    "with weights (1 − a) b and a (1 − b)."
)
def diagonal(image, r, c):
    i, j = np.floor(r), np.floor(c)
    return (i + 1 - r) * (j + 1 - c) * _sample(image, i, j) + (r - i) * (c - j) * _sample(image, i + 1, j + 1)


@bilinear_sample.misconception(
    "A border of one pixel is too narrow for places farther out: there, an index goes past the end, or counts from "
    "the end. Return 0 there."
)
def narrow_border(image, r, c):
    return asks_nothing(np.pad(image, 1), r + 1, c + 1)
