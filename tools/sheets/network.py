"""The sheet "Network": the 12-3-2 network of the first lesson on one drawing, forward, backward, and one step."""

import numpy as np

from dlmath import datasets
from tools.sheets import look

TITLE, DRAWING = "Network", 56
UNITS = ("left", "middle", "right")
TINY = "0.00000"
STROKE = (2, 4, 4, 2)  # down one column, as lesson 00/1 chooses it
OUTPUTS = ((4, -6, 4), (-4, 6, -4))
COLUMNS = ("F:H", "J:L", "N:P")  # of the three hidden units
FIRST = tuple(columns[0] for columns in COLUMNS)
PIXELS = "B7:D10"
RATES = {"W1": 7, "products": 14, "W1 slopes": 44, "W1 after": 54}  # where blocks of four rows begin


def block(k, what):
    """The block of hidden unit k, such as "F7:H10"."""
    first, last = COLUMNS[k].split(":")
    return f"{first}{RATES[what]}:{last}{RATES[what] + 3}"


def add(workbook):
    """Add the sheet."""
    ws = look.sheet(
        workbook,
        TITLE,
        "A network that you can read: 12 pixels, 3 hidden units, 2 outputs",
        [
            "Forward: each hidden unit multiplies the pixels by its weights, adds them up and adds its bias; "
            "the sigmoid makes an activation a = 1 / (1 + e^−z) of the sum z.",
            "Backward: the error of the outputs is sent back along the same weights, and gives each of the 47 numbers "
            "a slope. Last, one step against the slopes.",
            "Draw with 1 (ink) and 0 (paper), change the weights or the learning rate, and follow the numbers down.",
        ],
        {"A": 34, "B:D": 12, "E": 3, "F:H": 9, "I": 3, "J:L": 9, "M": 3, "N:P": 9},
        portrait=True,
    )
    inputs(ws)
    hidden_layer(ws)
    outputs(ws)
    backward(ws)
    slopes(ws)
    step(ws)
    outputs_after(ws)
    look.finish(ws, None, "B7")


def inputs(ws):
    """Pixels, weights and biases, which may be changed."""
    look.text(ws, "A6", "What you may change", bold=True, color=look.COLOR["data"])
    for column, words in zip("BFJN", ["The drawing x", *(f"Weights, “{unit}”" for unit in UNITS)], strict=True):
        look.heading(ws, f"{column}6", words)
    look.grid(ws, PIXELS, datasets.tiny_digits().images[DRAWING].astype(int).tolist(), look.change, may_be=look.BIT)
    look.name(ws, "pixels", PIXELS)
    for k, unit in enumerate(UNITS):
        weights = np.outer(STROKE, np.eye(3, dtype=int)[k]).tolist()
        look.grid(ws, block(k, "W1"), weights, look.change)
        look.name(ws, f"weights_{unit}", block(k, "W1"))
        look.shade(ws, block(k, "W1"), 5, both=True)
        look.change(ws, f"{FIRST[k]}11", -7, align="center")
        look.name(ws, f"bias_{unit}", f"{FIRST[k]}11")
    for i in range(4):
        look.text(ws, f"A{7 + i}", f"row {i + 1} of the drawing and of the weights")
    look.text(ws, "A11", "bias b of each hidden unit")
    look.shade(ws, PIXELS, 1)


def hidden_layer(ws):
    """The products, their sum, and what each unit answers."""
    look.heading(ws, "A13", "Forward: the hidden units")
    look.remark(ws, "F13", "pixel × weight, for each pixel:")
    for i in range(4):
        look.text(ws, f"A{RATES['products'] + i}", f"products, row {i + 1}")
    pixels = look.places(PIXELS)
    for k, unit in enumerate(UNITS):
        weights, first = look.places(block(k, "W1")), FIRST[k]
        look.grid(ws, block(k, "products"), lambda i, j, place, w=weights: f"={pixels[i][j]}*{w[i][j]}", form="General")
        look.number(ws, f"{first}18", f"=SUM({block(k, 'products')})", align="center")
        look.number(ws, f"{first}19", f"={first}18+bias_{unit}", align="center")
        look.number(ws, f"{first}20", f"=1/(1+EXP(-{first}19))", "0.000000", align="center")
        look.name(ws, f"a_{unit}", f"{first}20")
    for row, label in [(18, "sum of the 12 products"), (19, "z = sum + bias"), (20, "activation a = 1 / (1 + e^−z)")]:
        look.text(ws, f"A{row}", label)


def outputs(ws):
    """The two outputs with their weights, the target and the loss."""
    look.heading(ws, "A22", "Forward: the outputs")
    look.heads(ws, "B23", ["from left", "from middle", "from right"], size=9)
    look.heads(ws, "F23", ["bias", "z", "a"], size=9)
    look.heads(ws, "J23", ["target t", "a − t", "(a − t)²"], size=9)
    for digit, row in enumerate((24, 25)):
        look.text(ws, f"A{row}", f"output “{digit}”")
        look.grid(ws, f"B{row}:D{row}", [OUTPUTS[digit]], look.change)
        look.change(ws, f"F{row}", 0, align="center")
        votes = "+".join(f"{column}{row}*a_{unit}" for column, unit in zip("BCD", UNITS, strict=True))
        look.number(ws, f"G{row}", f"={votes}+F{row}", align="center")
        look.number(ws, f"H{row}", f"=1/(1+EXP(-G{row}))", "0.000000", align="center")
        look.number(ws, f"J{row}", "=1-digit" if digit == 0 else "=digit", look.WHOLE, align="center")
        look.number(ws, f"K{row}", f"=H{row}-J{row}", "0.000000", align="center")
        look.number(ws, f"L{row}", f"=K{row}^2", "0.000000", align="center")
    look.text(ws, "A27", "the drawing is meant to be a (0 or 1)")
    look.change(ws, "B27", 1, may_be=("whole", 0, 1, "Type the digit that is meant: 0 or 1."), align="center")
    look.name(ws, "digit", "B27")
    look.text(ws, "A28", "the network reads a")
    look.number(ws, "B28", '=IF(H24=H25,"tie",IF(H24>H25,0,1))', look.WHOLE, align="center")
    look.text(ws, "A29", "loss L: the mean of the two squares")
    look.number(ws, "B29", "=AVERAGE(L24:L25)", "0.000000", align="center")
    look.name(ws, "loss", "B29")


def backward(ws):
    """δ of the outputs and of the hidden units."""
    look.heading(ws, "A31", "Backward: how fast the loss changes with each number")
    look.text(ws, "A32", "δ says how the loss changes with a unit's z. The sigmoid contributes its slope a (1 − a).")
    for digit, row in enumerate((33, 34)):
        look.text(ws, f"A{row}", f"δ of output “{digit}” = (a − t) · a (1 − a)")
        look.number(ws, f"B{row}", f"=K{row - 9}*H{row - 9}*(1-H{row - 9})", TINY, align="center")
        look.name(ws, f"delta_{digit}", f"B{row}")
    look.text(ws, "A36", "what comes back: Σ weight · δ")
    look.text(ws, "A37", "δ of the unit: that · a (1 − a)")
    for k, (unit, column) in enumerate(zip(UNITS, "BCD", strict=True)):
        first = FIRST[k]
        look.heads(ws, f"{first}35", [f"“{unit}”"], size=9)
        look.number(ws, f"{first}36", f"={column}24*delta_0+{column}25*delta_1", TINY, align="center")
        look.number(ws, f"{first}37", f"={first}36*a_{unit}*(1-a_{unit})", TINY, align="center")
        look.name(ws, f"delta_{unit}", f"{first}37")


def slopes(ws):
    """The slope of the loss along every weight and bias."""
    look.text(ws, "A39", "Slope along a weight: δ of the unit it leads to, times what comes in along it.")
    look.heads(ws, "B40", ["from left", "from middle", "from right"], size=9)
    look.heads(ws, "F40", ["bias"], size=9)
    for digit, row in enumerate((41, 42)):
        look.text(ws, f"A{row}", f"slopes of output “{digit}”")
        for column, unit in zip("BCD", UNITS, strict=True):
            look.number(ws, f"{column}{row}", f"=delta_{digit}*a_{unit}", TINY, 9, "center")
        look.number(ws, f"F{row}", f"=delta_{digit}", TINY, 9, "center")
    pixels = look.places(PIXELS)
    for k, unit in enumerate(UNITS):
        products = [[f"=delta_{unit}*{place}" for place in row] for row in pixels]
        look.grid(ws, block(k, "W1 slopes"), products, form=TINY, size=9)
        look.number(ws, f"{FIRST[k]}48", f"=delta_{unit}", TINY, 9, "center")
    for i in range(4):
        look.text(ws, f"A{44 + i}", f"slopes of the weights, row {i + 1}")
    look.text(ws, "A48", "slopes of the biases")


def step(ws):
    """One step against the slopes: the hidden units."""
    look.heading(ws, "A50", "One step: each number minus learning rate times its slope")
    look.text(ws, "A51", "learning rate η")
    look.change(ws, "B51", 4, may_be=look.RATE, align="center")
    look.name(ws, "learning_rate", "B51")
    look.remark(ws, "F51", "Now type 0 in B27, the wrong digit, and look at the slopes again.")
    for i in range(4):
        look.text(ws, f"A{54 + i}", f"weights after the step, row {i + 1}")
    look.text(ws, "A58", "biases after the step")
    for k, unit in enumerate(UNITS):
        look.heads(ws, f"{FIRST[k]}53", [f"“{unit}”"], size=9)
        old, slope = look.places(block(k, "W1")), look.places(block(k, "W1 slopes"))
        look.grid(ws, block(k, "W1 after"), lambda i, j, _, w=old, g=slope: f"={w[i][j]}-learning_rate*{g[i][j]}")
        first = FIRST[k]
        look.number(ws, f"{first}58", f"=bias_{unit}-learning_rate*{first}48", align="center")
        total = f"SUMPRODUCT({block(k, 'W1 after')},pixels)+{first}58"
        look.number(ws, f"{first}59", f"=1/(1+EXP(-({total})))", "0.000000", align="center")
    look.text(ws, "A59", "activations after the step")


def outputs_after(ws):
    """The outputs and the loss after the step."""
    look.heads(ws, "B61", ["from left", "from middle", "from right"], size=9)
    look.heads(ws, "F61", ["bias", "a"], size=9)
    for digit, row in enumerate((62, 63)):
        look.text(ws, f"A{row}", f"output “{digit}” after the step")
        for column in "BCDF":
            moved = f"={column}{row - 38}-learning_rate*{column}{row - 21}"
            look.number(ws, f"{column}{row}", moved, align="center")
        votes = "+".join(f"{column}{row}*{first}59" for column, first in zip("BCD", FIRST, strict=True))
        look.number(ws, f"G{row}", f"=1/(1+EXP(-({votes}+F{row})))", "0.000000", align="center")
    look.text(ws, "A64", "loss after the step")
    look.number(ws, "B64", "=((G62-J24)^2+(G63-J25)^2)/2", "0.000000", align="center")
    look.text(ws, "A65", "change of the loss")
    look.number(ws, "B65", "=B64-loss", "0.000000", align="center")
