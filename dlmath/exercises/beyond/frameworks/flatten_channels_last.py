"""flatten_channels_last: split the flat axis, move the channel to the end, and flatten again."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Each row of `W`, of shape (units, channels · rows · columns), belongs to an image that was flattened "
    "channel by channel, and each channel row by row. Return an array of the same shape whose columns are in the "
    "order of an image that was flattened pixel by pixel, with all channels of a pixel side by side. The pixels "
    "themselves stay in the order row by row.",
    hints=[
        "Three axes were flattened into the columns of W. Give each its own axis again.",
        "That is W.reshape(units, channels, rows, columns). In which order should they be when you flatten them again?",
        "Move the channel to the end with transpose(0, 2, 3, 1), then reshape to two axes.",
    ],
)
def flatten_channels_last(W, channels, rows, columns):
    """W with its columns in the order of an image whose channel comes last."""
    # The columns of W are three axes in one. Give each its own.
    W = W.reshape(len(W), channels, rows, columns)
    # At the end, the channel runs fastest.
    W = W.transpose(0, 2, 3, 1)
    return W.reshape(len(W), channels * rows * columns)


@flatten_channels_last.cases
def cases(rng):
    return [
        (np.array([[1.0, 2.5, 3.0, 4.0]]), 2, 1, 2),
        (np.array([[0.0, 1.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0]]), 2, 3, 2),
        (rng.normal(size=(3, 24)), 4, 2, 3),
        (rng.normal(size=(2, 30)), 2, 3, 5),
    ]


@flatten_channels_last.edge_cases
def edge_cases(rng):
    return [(rng.normal(size=(2, 6)), 1, 2, 3), (rng.normal(size=(2, 4)), 4, 1, 1)]


@flatten_channels_last.law("each row keeps its numbers: only their order changes")
def _(f, W, channels, rows, columns):
    return np.allclose(np.sort(f(W, channels, rows, columns), axis=1), np.sort(W, axis=1))


flatten_channels_last.instead_of(
    "W.transpose(0, 2, 3, 1)",
    {
        "W": "The columns are as they were, because a reshape doesn't change the order of the numbers. The channel has "
        "to run fastest, so move its axis to the end with transpose before you flatten again.",
        "W.transpose(0, 3, 2, 1)": "The channel is last, but rows and columns are swapped, too: your pixels run "
        "column by column. Keep them in their order: (0, 2, 3, 1).",
        "W.transpose(0, 3, 1, 2)": "That moves the last axis to the front, and here the last one is the columns. "
        "The channel, axis 1, has to go to the end: (0, 2, 3, 1).",
        "W.transpose(0, 2, 1, 3)": "The channel went to the middle. It has to be the last axis: (0, 2, 3, 1).",
        "W.transpose(0, 1, 3, 2)": "You swapped rows and columns. It's the channel, axis 1, that has to go to the end.",
    },
)


flatten_channels_last.instead_of(
    "W.reshape(len(W), channels, rows, columns)",
    {
        "W.reshape(len(W), rows, columns, channels)": "Your first reshape reads the columns as if the channel were "
        "last already. They are in order channel by channel: (units, channels, rows, columns).",
    },
)


@flatten_channels_last.misconception(
    "You went from Keras's order to ours. Here W is in our order, channel by channel, and Keras's is asked for."
)
def the_way_back(W, channels, rows, columns):
    return W.reshape(len(W), rows, columns, channels).transpose(0, 3, 1, 2).reshape(len(W), -1)
