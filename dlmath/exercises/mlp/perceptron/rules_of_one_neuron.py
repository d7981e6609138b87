"""rules_of_one_neuron: how many of the sixteen rules for two inputs a line can cut out."""

import itertools

import numpy as np

from dlmath.exercises import number


@number(
    weight="standard",
    task="A rule for two inputs is a table: yes or no for each of the four pairs 00, 01, 10, 11. There are $2^4 = 16$ "
    'tables, including "always yes". How many of the 16 can a single threshold unit compute, with weights and bias of '
    "your choice?",
    tolerance=0,
    hints=[
        "Draw the four pairs as the corners of a square, and mark those that get a yes. A line has to cut the marked "
        "corners off from the others.",
        "Count by the number of marked corners: none, one, two, three, four. With none or all of them, the line passes "
        "beside the square.",
        "One corner can always be cut off, and so can three. Of the six pairs of corners, which ones can't be cut off?",
    ],
)
def rules_of_one_neuron():
    # Small weights are enough; whatever line cuts some corners off can be moved to one of these.
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    tables = set()
    for w1, w2, b in itertools.product([-1, 0, 1], [-1, 0, 1], [-1.5, -0.5, 0.5, 1.5]):
        tables.add(tuple(corners @ [w1, w2] + b > 0))
    return len(tables)


rules_of_one_neuron.misconception(
    16,
    "A line can't cut out every table. Mark two *opposite* corners of the square and try: 01 and 10, for example.",
)
rules_of_one_neuron.misconception(
    15, "You have missed one. If two opposite corners can't be cut off, what about the other two?"
)
rules_of_one_neuron.misconception(
    12,
    'Two tables are missing, perhaps "always yes" and "always no". With both weights at 0, the bias alone decides, so '
    "they count.",
)
rules_of_one_neuron.misconception(
    13, 'You are one short. Did you count both "always yes" and "always no"? With both weights at 0, the bias decides.'
)
rules_of_one_neuron.misconception(
    10,
    "Perhaps the pairs of neighboring corners are missing: a line can cut off one side of the square, and there are "
    "four sides.",
)
rules_of_one_neuron.misconception(
    8,
    "A yes on one corner, or on three of them, makes 8 tables. Keep going: none, all, and two neighboring corners.",
)
rules_of_one_neuron.misconception(
    7,
    "Flip all signs, and yes becomes no. So the tables come in pairs, and the number is even. Perhaps you counted only "
    "one of each pair.",
)
rules_of_one_neuron.misconception(
    6, "There are 6 tables with a yes on two corners, but the other numbers of corners count as well: 0, 1, 3, and 4."
)
rules_of_one_neuron.misconception(
    4, "Four corners, but each of the 16 tables says yes or no to *all* four. How many of these tables are possible?"
)
rules_of_one_neuron.misconception(
    3, "AND, OR, and NOT AND are three of them. Go through all 16 tables, by the number of corners that get a yes."
)
rules_of_one_neuron.misconception(
    2,
    "Two is how many it *can't* compute. The question asks for the others.",
)
rules_of_one_neuron.misconception(
    14.5, "The number of rules is a whole number.", when=lambda answer: answer != round(answer)
)
rules_of_one_neuron.misconception(
    20, "There are only 16 tables, so the answer is between 0 and 16.", when=lambda answer: not 0 <= answer <= 16
)
rules_of_one_neuron.misconception(
    9,
    "Flip all signs, and yes becomes no (with no corner on the line). So the tables come in pairs, and their number is "
    "even.",
    when=lambda answer: answer == round(answer) and 0 <= answer <= 16 and answer % 2 == 1 and answer not in (7, 13, 15),
)
