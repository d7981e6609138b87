"""The sheets "Least squares" and "Penguins": a line through real data, by a formula and by steps downhill."""

import numpy as np

from dlmath import datasets
from tools.sheets import look

TITLE, DATA = "Least squares", "Penguins"
TOP, FIRST, STEPS = 5, 6, 40  # of the data: the row of heads, the first penguin; of the descent: its steps
STEP_ROW = 7
# What formulas call the columns of the data.
NAMES = {"flipper": "B", "mass": "C", "x_squared": "D", "x_times_y": "E", "products": "H"}
NAMES |= {"y_squares": "I", "x_squares": "J", "z": "K", "residual_squares": "M"}


def measured():
    """Flipper lengths in mm and masses in g of the 342 penguins of which both are known."""
    X = datasets.penguins().X
    X = X[~np.isnan(X).any(axis=1)]
    return X[:, 2].astype(int), X[:, 3].astype(int)


def add(workbook):
    """Add both sheets: first the one to work on, then the data."""
    ws = look.sheet(
        workbook,
        TITLE,
        "Least squares: how heavy is a penguin?",
        [
            "The line is mass = w · flipper + b. For each penguin, the residual is its mass minus what the line says.",
            "The best line makes the mean of the squared residuals smallest. On the left, the normal equations find it "
            "at once; on the right, gradient descent walks to it.",
            f"The measurements, and the products that are added up here, are on the sheet “{DATA}”.",
        ],
        {"A": 30, "B:D": 14, "E": 54, "F": 3, "G": 7, "H:M": 13},
    )
    last = penguins(workbook)
    choices(ws)
    normal_equations(ws)
    solution(ws)
    centered(ws)
    descent(ws)
    cloud(ws, last)
    error_over_steps(ws)
    look.finish(ws, "A7", "B7", "1:6")


def choices(ws):
    """What may be changed."""
    look.heading(ws, "A6", "What you may change")
    look.choices(
        ws,
        7,
        [
            ("flipper length to predict", 200, "mm", "asked", look.ANY),
            ("learning rate η", 0.1, "try 0.5, 0.9 and 1.1", "learning_rate", look.RATE),
            ("start of v", 0, "g for each standard deviation", "start_v", look.ANY),
            ("start of c", 0, "g", "start_c", look.ANY),
        ],
    )


def normal_equations(ws):
    """The sums, and the two equations that they make."""
    look.heading(ws, "A12", "By the normal equations")
    look.facts(
        ws,
        13,
        [
            ("penguins n", f"=COUNT({DATA}!flipper)", "", "n", look.WHOLE),
            ("sum of x (flippers)", f"=SUM({DATA}!flipper)", "mm", "sum_x", look.WHOLE),
            ("sum of y (masses)", f"=SUM({DATA}!mass)", "g", "sum_y", look.WHOLE),
            ("sum of x²", f"=SUM({DATA}!x_squared)", "mm²", "sum_xx", look.WHOLE),
            ("sum of x · y", f"=SUM({DATA}!x_times_y)", "mm · g", "sum_xy", look.WHOLE),
        ],
    )
    look.text(ws, "A19", "The two equations: Aᵀ A times (b, w) is Aᵀ y")
    look.heads(ws, "B20", ["times b", "times w", "equals"])
    for row, label, entries in [(21, "first", "n sum_x sum_y"), (22, "second", "sum_x sum_xx sum_xy")]:
        look.text(ws, f"A{row}", f"{label} equation")
        for column, word in zip("BCD", entries.split(), strict=True):
            look.number(ws, f"{column}{row}", f"={word}", look.WHOLE)


def solution(ws):
    """What solves the two equations, and how good it is."""
    look.facts(
        ws,
        24,
        [
            ("determinant", "=B21*C22-C21*B22", "n · Σx² − (Σx)²", "determinant", look.WHOLE),
            ("slope w", "=(B21*D22-B22*D21)/determinant", "g per mm", "w", look.FOUR),
            ("intercept b", "=(D21*C22-D22*C21)/determinant", "g", "b", look.FOUR),
            ("mean squared error", f"=SUM({DATA}!residual_squares)/n", "g²", "mse", look.FOUR),
            ("typical error", "=SQRT(mse)", "g", None, look.FOUR),
            ("R², the share explained", f"=1-mse/(SUM({DATA}!y_squares)/n)", "1: a perfect line", None, look.FOUR),
            ("mass predicted", "=w*asked+b", "g, for the flipper length above", None, look.ONE),
        ],
    )


def centered(ws):
    """The same slope from the distances to the means."""
    look.heading(ws, "A32", "The same from distances to the means")
    look.facts(
        ws,
        33,
        [
            ("mean flipper length", "=sum_x/n", "mm", "mean_x", look.FOUR),
            ("mean mass", "=sum_y/n", "g", "mean_y", look.FOUR),
            ("sum of products of distances", f"=SUM({DATA}!products)", "mm · g", "products", look.FOUR),
            ("sum of squared distances of x", f"=SUM({DATA}!x_squares)", "mm²", "squares", look.FOUR),
            ("slope w", "=products/squares", "g per mm: as above", "w_centered", look.FOUR),
            ("intercept b", "=mean_y-w_centered*mean_x", "g: as above", None, look.FOUR),
            ("standard deviation of x", "=SQRT(squares/n)", "mm", "deviation", look.FOUR),
        ],
    )


def penguins(workbook):
    """The data sheet: a row for each penguin; return the last row."""
    ws = look.sheet(
        workbook,
        DATA,
        "342 penguins, one a row",
        [
            f"From the measurements x and y (yours to change) to the sums that the sheet “{TITLE}” needs: "
            "each column is one small product or difference.",
            "z is the flipper length in standard deviations from the mean. Source: K. Gorman, T. Williams, W. Fraser "
            "(2014); palmerpenguins, CC0 1.0.",
        ],
        {"A": 9, "B:M": 12.5},
        pages=(1, 0),
    )
    words = ["penguin", "flipper x\n(mm)", "mass y\n(g)", "x²", "x · y", "x − mean", "y − mean"]
    words += ["product of\ndistances", "(y − mean)²", "(x − mean)²", "z", "residual\n(g)", "residual²\n(g²)"]
    look.heads(ws, f"A{TOP}", words)
    ws.row_dimensions[TOP].height = 30
    for row, (x, y) in enumerate(zip(*measured(), strict=True), FIRST):
        look.number(ws, f"A{row}", 1 if row == FIRST else f"=A{row - 1}+1", look.WHOLE)
        look.change(ws, f"B{row}", int(x), look.WHOLE, None, frame="lr")
        look.change(ws, f"C{row}", int(y), look.WHOLE, None, frame="lr")
        for column, formula in of_one_penguin(row).items():
            look.number(ws, f"{column}{row}", formula, look.WHOLE if column in "DE" else look.TWO)
    look.finish(ws, f"B{FIRST}", f"B{FIRST}", f"{TOP}:{TOP}")
    look.allow(ws, f"B{FIRST}:C{row}", look.ANY)
    for word, column in NAMES.items():
        look.name(ws, word, f"{column}{FIRST}:{column}{row}")
    return row


def of_one_penguin(row):
    """The formulas of a row of the data, by column."""
    line = f"'{TITLE}'!"
    return {
        "D": f"=B{row}^2",
        "E": f"=B{row}*C{row}",
        "F": f"=B{row}-{line}mean_x",
        "G": f"=C{row}-{line}mean_y",
        "H": f"=F{row}*G{row}",
        "I": f"=G{row}^2",
        "J": f"=F{row}^2",
        "K": f"=F{row}/{line}deviation",
        "L": f"=C{row}-({line}w*B{row}+{line}b)",
        "M": f"=L{row}^2",
    }


def descent(ws):
    """Gradient descent on mass = v z + c, a row for each step."""
    look.heading(ws, "G5", "By gradient descent on mass = v · z + c (z: flipper length in standard deviations)")
    words = ["step", "v (g)", "c (g)", "slope along v", "slope along c", "mean squared error", "v as g per mm"]
    look.heads(ws, "G6", words)
    ws.row_dimensions[6].height = 30
    z, mass = f"{DATA}!z", f"{DATA}!mass"
    for t in range(STEPS + 1):
        row = STEP_ROW + t
        residuals = f"{mass}-H{row}*{z}-I{row}"
        formulas = {
            "G": 0 if t == 0 else f"=G{row - 1}+1",
            "H": "=start_v" if t == 0 else f"=H{row - 1}-learning_rate*J{row - 1}",
            "I": "=start_c" if t == 0 else f"=I{row - 1}-learning_rate*K{row - 1}",
            "J": f"=-2*SUMPRODUCT({residuals},{z})/n",
            "K": f"=-2*SUMPRODUCT({residuals})/n",
            "L": f"=SUMPRODUCT(({residuals})^2)/n",
            "M": f"=H{row}/deviation",
        }
        for column, formula in formulas.items():
            look.number(ws, f"{column}{row}", formula, {"G": look.WHOLE, "L": look.ONE}.get(column, look.FOUR))
    look.text(
        ws, "G49", "The last column arrives at the slope w on the left. With raw millimeters, the rate would have"
    )
    look.text(
        ws, "G50", "to stay below about 1/40,600, and the walk would take millions of steps. That is why we use z."
    )


def cloud(ws, last):
    """The cloud with its line."""
    look.text(ws, "A41", "Ends of the line in the chart")
    look.heads(ws, "B41", ["x (mm)", "y (g)"])
    for row, label, what in [(42, "shortest flipper", "MIN"), (43, "longest flipper", "MAX")]:
        look.text(ws, f"A{row}", label)
        look.number(ws, f"B{row}", f"={what}({DATA}!flipper)", look.WHOLE)
        look.number(ws, f"C{row}", f"=w*B{row}+b", look.ONE)
    points = f"{DATA}!B{FIRST}:B{last}", f"{DATA}!C{FIRST}:C{last}"
    scatter = look.chart(
        ws,
        "E7",
        "The penguins and the best line",
        ("flipper length in mm", "mass in g"),
        [("penguins", *points, "data", "points"), ("best line", "B42:B43", "C42:C43", "model", "line")],
        "342 penguins, mass against flipper length, with the line of least squares.",
        size=(12.5, 8.5),
        form=look.WHOLE,
    )
    scatter.x_axis.scaling.min, scatter.x_axis.scaling.max, scatter.y_axis.scaling.min = 170, 235, 2500


def error_over_steps(ws):
    """The mean squared error, step by step."""
    steps = f"G{STEP_ROW}:G{STEP_ROW + STEPS}", f"L{STEP_ROW}:L{STEP_ROW + STEPS}"
    look.chart(
        ws,
        "E26",
        "Mean squared error over the steps",
        ("step", "g²"),
        [("mean squared error", *steps, "model", "line")],
        "The mean squared error of the line against the number of the step.",
        size=(12.5, 8.5),
        last=STEPS,
        form=look.WHOLE,
    )
