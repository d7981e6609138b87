"""im2col: cut out every patch, and write it as a column."""

import numpy as np

from dlmath import cnn
from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`X` is one image, of shape `(c, h, w)`. Return the matrix of its patches for a square kernel of `k` × `k`, "
    "moved by "
    "`stride` pixels at a time, without padding. Each patch is a column: first the pixels of channel 0, row by row, "
    "then "
    "those of channel 1, and so on. The patches come row by row, from the top left.",
    hints=[
        "How many places are there along the rows? (h − k) // stride + 1. The patch of place r starts in row r · "
        "stride.",
        "Collect the patches in a list. X[:, top : top + k, left : left + k] is one of them, with all its channels, "
        "and "
        ".ravel() makes it a row in the right order.",
        "At the end, turn the rows into columns: np.array(patches).T.",
    ],
    also=("large", "small"),
)
def im2col(X, k, stride):
    """All patches of an image, each as a column."""
    patches = []
    for top in range(0, X.shape[1] - k + 1, stride):
        for left in range(0, X.shape[2] - k + 1, stride):
            # One patch with all its channels, in a row.
            patch = X[:, top : top + k, left : left + k]
            patches.append(patch.ravel())
    return np.array(patches).T


@im2col.cases
def cases(rng):
    return [
        (np.arange(1.0, 7.0).reshape(1, 2, 3), 2, 1),
        (np.arange(1.0, 10.0).reshape(1, 3, 3), 2, 1),
        (np.arange(1.0, 17.0).reshape(1, 4, 4), 2, 2),
        (np.arange(1.0, 25.0).reshape(2, 3, 4), 2, 1),
        (rng.normal(size=(3, 4, 5)), 3, 1),
        (rng.normal(size=(2, 6, 5)), 2, 2),
        (rng.normal(size=(1, 7, 5)), 3, 2),
    ]


@im2col.edge_cases
def edge_cases(rng):
    return [
        (np.arange(12.0).reshape(1, 3, 4), 3, 1),
        (rng.normal(size=(2, 3, 3)), 3, 1),
        (rng.normal(size=(2, 3, 3)), 1, 1),
        (rng.normal(size=(1, 5, 6)), 2, 3),
        (rng.normal(size=(1, 5, 5)), 1, 3),
        (rng.normal(size=(1, 30, 30)), 2, 1),
    ]


@im2col.law("it agrees with dlmath.cnn.im2col")
def _(f, X, k, stride):
    return np.array_equal(f(X, k, stride), cnn.im2col(X[None], k, stride=stride)[0])


im2col.instead_of(
    "np.array(patches).T",
    {
        "np.array(patches)": "Each patch is a row. Here patches are columns: transpose at the end.",
        "np.array(patches).reshape(X.shape[0] * k * k, -1)": "reshape gives the right shape, but it mixes the patches. "
        "Transpose instead: .T turns rows into columns.",
        "np.array(patches)[::-1].T": "The patches come in reverse order. Start at the top left.",
        "np.array(patches)[:, ::-1].T": "Each patch is reversed. im2col only copies: nothing is flipped here.",
        "np.array(patches).T[: k * k]": "Only the first channel is there. A column holds the pixels of all channels.",
        "np.array(patches).T.reshape(X.shape[0], k * k, -1)": "The result has three axes. A column holds all "
        "channels, one "
        "below the other: c · k · k rows.",
        "np.concatenate(patches)": "All patches are in one long row. Make a matrix with a column for each.",
    },
)
im2col.instead_of(
    "patch.ravel()",
    {
        "patch.transpose(0, 2, 1).reshape(-1)": "Each patch is read column by column. Read it row by row.",
        "patch.transpose(1, 2, 0).reshape(-1)": "The channels alternate pixel by pixel. First come all pixels of "
        "channel 0, "
        "then those of channel 1.",
        "patch.T.reshape(-1)": 'The three axes of a patch are read in reverse order, as patch.T and order="F" do. '
        "patch.ravel() alone goes channel by channel and row by row.",
        "patch": "Each patch is still a block with three axes. Make a row of it first: patch.ravel().",
        "patch[0].reshape(-1)": "Only the first channel is there. A column holds the pixels of all channels.",
        "patch[:, ::-1, ::-1].reshape(-1)": "Each patch has been turned by half a turn. im2col only copies: nothing "
        "is flipped "
        "here.",
        "np.sum(patch, axis=0).reshape(-1)": "You added up the channels. They belong one below the other.",
        "np.mean(patch, axis=0).reshape(-1)": "You took the mean of the channels. They belong one below the other.",
    },
)
im2col.instead_of(
    "range(0, X.shape[1] - k + 1, stride)",
    {
        "range(0, X.shape[1] - k, stride)": "The last row of patches can be missing: the last window starts at h − k, "
        "and range "
        "stops before its end. Write h − k + 1.",
        "range(0, X.shape[1] - k + 1)": "The stride is missing in the rows.",
        "range((X.shape[1] - k) // stride + 1)": "You count the right number of places, but a window starts at place "
        "· stride.",
        "range(0, X.shape[1], stride)": "Some windows hang over the lower edge. The last one starts at h − k.",
        "range(0, X.shape[1] - k + 1, k)": "Your windows move by k, so they never overlap. They should move by "
        "`stride`.",
        "range(0, X.shape[2] - k + 1, stride)": "Your rows end where the columns should: X has the shape (c, h, w), so "
        "h is "
        "X.shape[1].",
        "range(0, X.shape[0] - k + 1, stride)": "X.shape[0] is the number of channels. The rows are X.shape[1].",
        "range(stride, X.shape[1] - k + 1, stride)": "The first row of patches is missing. Start at 0.",
    },
)
im2col.instead_of(
    "range(0, X.shape[2] - k + 1, stride)",
    {
        "range(0, X.shape[2] - k, stride)": "The last column of patches can be missing: the last window starts at w − "
        "k, and "
        "range stops before its end. Write w − k + 1.",
        "range(0, X.shape[2] - k + 1)": "The stride is missing in the columns.",
        "range((X.shape[2] - k) // stride + 1)": "You count the right number of places, but a window starts at place "
        "· stride.",
        "range(0, X.shape[2], stride)": "Some windows hang over the right edge. The last one starts at w − k.",
        "range(0, X.shape[2] - k + 1, k)": "Your windows move by k, so they never overlap. They should move by "
        "`stride`.",
        "range(0, X.shape[1] - k + 1, stride)": "Your columns end where the rows should: X has the shape (c, h, w), so "
        "w is "
        "X.shape[2].",
        "range(stride, X.shape[2] - k + 1, stride)": "The first column of patches is missing. Start at 0.",
    },
)


@im2col.misconception(
    "The patches come column by column. Go through the image row by row: the loop over rows is the outer one."
)
def column_by_column(X, k, stride):
    tops, lefts = range(0, X.shape[1] - k + 1, stride), range(0, X.shape[2] - k + 1, stride)
    return np.array([X[:, t : t + k, s : s + k].reshape(-1) for s in lefts for t in tops]).T


@im2col.misconception("The stride moves you through the list of patches. It must apply to rows and to columns.")
def every_second_patch(X, k, stride):
    return im2col.reference(X, k, 1)[:, ::stride]


@im2col.misconception(
    "You used the stride inside the window, so you skip pixels there (that is dilation). The stride says how far "
    "apart the windows are."
)
def skips_inside(X, k, stride):
    span = stride * (k - 1) + 1
    tops, lefts = range(X.shape[1] - span + 1), range(X.shape[2] - span + 1)
    patches = [X[:, t : t + span : stride, s : s + span : stride].reshape(-1) for t in tops for s in lefts]
    return np.array(patches).reshape(-1, X.shape[0] * k * k).T


@im2col.misconception(
    "You gave each channel its own columns. A patch goes through all channels: its column holds the pixels of channel "
    "0, "
    "and below them those of channel 1."
)
def channels_side_by_side(X, k, stride):
    return np.concatenate([im2col.reference(channel[None], k, stride) for channel in X], axis=1)


@im2col.misconception(
    "The places are numbered wrong: place (r, s) is column r times the number of places *across*, plus s. Multiply the "
    "row by how many places there are along the columns."
)
def numbered_by_rows(X, k, stride):
    right, down = im2col.reference(X, k, stride), (X.shape[1] - k) // stride + 1
    across, out = right.shape[1] // down, np.zeros(right.shape)
    for r in range(down):
        for s in range(across):
            if r * down + s < right.shape[1]:
                out[:, r * down + s] = right[:, r * across + s]
    return out


@im2col.misconception("Each patch is still a block with three axes. Make a row of it first, and a column at the end.")
def blocks(X, k, stride):
    right = im2col.reference(X, k, stride)
    return right.T.reshape(-1, X.shape[0], k, k)


im2col.instead_of(
    "range(0, X.shape[1] - k + 1, stride):\n        for left in range(0, X.shape[2] - k + 1, stride)",
    {
        "range(X.shape[1] - k + 1):\n        for left in range(X.shape[2] - k + 1)": "The stride is missing, in the "
        "rows and in the columns.",
        "range(0, (X.shape[1] - k + 1) // stride * stride, stride):\n"
        "        for left in range(0, (X.shape[2] - k + 1) // stride * stride, stride)": "Some places are missing. "
        "Along the rows there are (h − k) // stride + 1: the + 1 comes after the division.",
    },
)


@im2col.misconception(
    "All patches go into the same column, so only the last one is left. Count the columns: the next patch goes into "
    "the next one."
)
def never_counts(X, k, stride):
    P = np.zeros(im2col.reference(X, k, stride).shape)
    P[:, 0] = im2col.reference(X, k, stride)[:, -1]
    return P


@im2col.misconception("P[n] is a row of the matrix. Each patch is a column: P[:, n].")
def fills_rows(X, k, stride):
    right = im2col.reference(X, k, stride)
    P = np.zeros(right.shape)
    for n, patch in enumerate(right.T):
        P[n] = patch
    return P


@im2col.misconception("You took the axes for (h, w, c). Here the channels come first: X has the shape (c, h, w).")
def channels_last(X, k, stride):
    tops, lefts = range(0, X.shape[0] - k + 1, stride), range(0, X.shape[1] - k + 1, stride)
    return np.array([X[t : t + k, s : s + k].ravel() for t in tops for s in lefts]).T
