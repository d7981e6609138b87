"""The sheets "Training", "Training steps" and "Drawings": the same network finds its weights, one drawing at a time."""

import numpy as np
from openpyxl.utils import column_index_from_string, get_column_letter

from dlmath import datasets
from tools.sheets import look
from tools.sheets.network import COLUMNS

TITLE, TABLE, DATA = "Training", "Training steps", "Drawings"
PASSES, FIRST, DRAWINGS, WINDOW = 4, 7, 6, 32  # rows where the steps and the drawings begin; steps in a mean
N = 64
DIGIT = ("whole", 0, 1, "Type the digit: 0 or 1.")
DRAWING_NUMBER = ("whole", 0, N - 1, f"Type the number of a drawing, 0 to {N - 1}.")
LAST = FIRST + PASSES * N - 1  # after it stands one more row, with the weights that were found
FOUND = LAST + 1


def letters(first, count):
    start = column_index_from_string(first)
    return [get_column_letter(start + k) for k in range(count)]


# The columns of the steps, from left to right: what each row holds.
X, A, OUT, DELTA_O, DELTA_A = letters("D", 12), letters("P", 3), letters("S", 2), letters("W", 2), letters("Y", 3)
LOSS, MEAN = "U", "V"
W1 = [letters("AB", 12), letters("AN", 12), letters("AZ", 12)]
B1, W2, B2 = letters("BL", 3), [letters("BO", 3), letters("BR", 3)], letters("BU", 2)
ALL_WEIGHTS = [*W1[0], *W1[1], *W1[2], *B1, *W2[0], *W2[1], *B2]


def start():
    """The weights that lesson 00/2 starts from, to two decimals: W₁ (3, 12), b₁, W₂ (2, 3), b₂."""
    rng = np.random.default_rng(0)
    W1, W2 = 0.5 * rng.normal(size=(3, 12)), 0.5 * rng.normal(size=(2, 3))
    return W1.round(2), np.zeros(3), W2.round(2), np.zeros(2)


def order():
    """The numbers of the drawings in the order in which they are shown: each pass shuffles them anew."""
    rng = np.random.default_rng(0)
    return np.concatenate([rng.permutation(N) for _ in range(PASSES)])


def add(workbook):
    """Add the three sheets."""
    ws = look.sheet(
        workbook,
        TITLE,
        "The network finds its own weights",
        [
            f"It starts with small random weights and sees all {N} drawings, {PASSES} times over. "
            "After each drawing, it takes one step, as on the sheet “Network”.",
            f"Every step is a row of “{TABLE}”; what the network reads before and after is on “{DATA}”.",
            "Guess first: what will a rate of 0.1 do? And 30? And what if all weights start at 0?",
        ],
        {"A": 34, "B:D": 9, "E": 3, "F:H": 9, "I": 3, "J:L": 9, "M": 3, "N:P": 9},
    )
    look.heading(ws, "A6", "What you may change")
    look.choices(ws, 7, [("learning rate η", 1, "", "learning_rate", look.RATE)])
    weights(ws, 9, "Weights at the start", FIRST, may_change=True)
    weights(ws, 19, "Weights that were found", FOUND, may_change=False)
    table(workbook)
    drawings(workbook)
    results(ws)
    look.finish(ws, None, "B7")


def weights(ws, top, words, row, may_change):
    """The 47 numbers as pictures: those of the start, or those that a row of the table ends with."""
    look.heading(ws, f"A{top}", words)
    write = look.change if may_change else look.number
    w1, b1, w2, b2 = start()
    for i in range(4):
        look.text(ws, f"A{top + 1 + i}", f"weights, row {i + 1}")
    look.text(ws, f"A{top + 5}", "biases")
    for k in range(3):
        first, last = COLUMNS[k].split(":")
        look.heading(ws, f"{first}{top}", f"Unit {k + 1}")
        block, names = f"{first}{top + 1}:{last}{top + 4}", np.reshape(W1[k], (4, 3)).tolist()
        at_start, found = w1[k].reshape(4, 3).tolist(), [[f"='{TABLE}'!{c}{row}" for c in line] for line in names]
        look.grid(ws, block, at_start if may_change else found, write, form=look.TWO)
        look.shade(ws, block, 2.5, both=True)
        write(ws, f"{first}{top + 5}", b1[k] if may_change else f"='{TABLE}'!{B1[k]}{row}", look.TWO, align="center")
    look.text(ws, f"A{top + 6}", "output “0”: from units 1, 2, 3, and bias")
    look.text(ws, f"A{top + 7}", "output “1”: from units 1, 2, 3, and bias")
    for j in range(2):
        line = top + 6 + j
        found = [f"='{TABLE}'!{c}{row}" for c in W2[j]]
        look.grid(ws, f"B{line}:D{line}", [w2[j].tolist() if may_change else found], write, form=look.TWO)
        write(ws, f"F{line}", b2[j] if may_change else f"='{TABLE}'!{B2[j]}{row}", look.TWO, align="center")


def source_of_start():
    """The cell of the sheet "Training" that holds each number of the start, by its column in the table."""
    cells = {}
    for k in range(3):
        first, last = COLUMNS[k].split(":")
        block = [place for line in look.places(f"{first}10:{last}13") for place in line]
        cells |= dict(zip(W1[k], block, strict=True)) | {B1[k]: f"{first}14"}
    for j in range(2):
        cells |= dict(zip(W2[j], "BCD", strict=True))
        cells |= {column: f"{letter}{15 + j}" for column, letter in zip([*W2[j], B2[j]], "BCDF", strict=True)}
    return cells


def table(workbook):
    """The table: a row for each step, read from left to right."""
    ws = look.sheet(
        workbook,
        TABLE,
        "Training, a step in each row",
        [
            "Each row, from left to right: which drawing, its pixels, the activations, the outputs, the loss, "
            "the δ of each unit, and the 47 numbers before the step.",
            "The next row has each number minus learning rate · δ of the unit it leads to · what came in along it. "
            "You may change the order of the drawings.",
        ],
        {"A:C": 8, "D:O": 4.2, "P:T": 8, "U:V": 10, "W:AA": 10, "AB:BV": 7.5},
        pages=(3, 0),
    )
    table_heads(ws)
    shown, cells = order(), source_of_start()
    for row in range(FIRST, FOUND + 1):
        if row <= LAST:
            forward_and_back(ws, row, int(shown[row - FIRST]))
        for column in ALL_WEIGHTS:
            formula = f"={TITLE}!{cells[column]}" if row == FIRST else moved(column, row - 1)
            look.number(ws, f"{column}{row}", formula, look.TWO, 9)
    look.allow(ws, f"B{FIRST}:B{LAST}", DRAWING_NUMBER)
    look.text(ws, f"A{FOUND}", "The weights that were found:")
    look.finish(ws, f"D{FIRST}", f"B{FIRST}", f"{FIRST - 1}:{FIRST - 1}")
    ws.print_title_cols = "A:C"


def table_heads(ws):
    groups = {"D": "Pixels x₁ … x₁₂", "P": "Hidden a", "S": "Outputs a", "U": "Loss", "W": "δ of the outputs"}
    groups |= {"Y": "δ of the hidden units", B1[0]: "Hidden biases", B2[0]: "Output biases"}
    groups |= {W1[k][0]: f"Weights of hidden unit {k + 1}" for k in range(3)}
    groups |= {W2[j][0]: f"To output “{j}”" for j in range(2)}
    for column, words in groups.items():
        look.heading(ws, f"{column}5", words)
    words = ["step", "drawing", "digit", *range(1, 13), 1, 2, 3, "“0”", "“1”"]
    words += ["loss", f"mean of {WINDOW}", "“0”", "“1”", 1, 2, 3]
    words += [*(list(range(1, 13)) * 3), 1, 2, 3, 1, 2, 3, 1, 2, 3, "“0”", "“1”"]
    look.heads(ws, f"A{FIRST - 1}", words, size=9)


def forward_and_back(ws, row, drawing):
    """What a step works out before it moves: the formulas of the sheet "Network", in one row."""
    look.number(ws, f"A{row}", 1 if row == FIRST else f"=A{row - 1}+1", look.WHOLE, 9)
    look.change(ws, f"B{row}", drawing, look.WHOLE, None, 9, frame="lr")
    look.number(ws, f"C{row}", f"=INDEX({DATA}!digits,B{row}+1)", look.WHOLE, 9)
    pixels, first = f"$D{row}:$O{row}", f"INDEX({DATA}!drawings,$B{row}+1,{X[0]}${FIRST - 1})"
    for column in X:
        look.number(ws, f"{column}{row}", "=" + first.replace(f"{X[0]}$", f"{column}$"), look.WHOLE, 9)
    for k in range(3):
        total = f"SUMPRODUCT({pixels},{W1[k][0]}{row}:{W1[k][-1]}{row})+{B1[k]}{row}"
        look.number(ws, f"{A[k]}{row}", f"=1/(1+EXP(-({total})))", look.FOUR, 9)
    for j in range(2):
        total = f"SUMPRODUCT({A[0]}{row}:{A[-1]}{row},{W2[j][0]}{row}:{W2[j][-1]}{row})+{B2[j]}{row}"
        look.number(ws, f"{OUT[j]}{row}", f"=1/(1+EXP(-({total})))", look.FOUR, 9)
    error = [f"({OUT[0]}{row}-(1-C{row}))", f"({OUT[1]}{row}-C{row})"]
    look.number(ws, f"{LOSS}{row}", f"=({error[0]}^2+{error[1]}^2)/2", look.FOUR, 9)
    look.number(ws, f"{MEAN}{row}", f"=AVERAGE({LOSS}{max(FIRST, row - WINDOW + 1)}:{LOSS}{row})", look.FOUR, 9)
    for j in range(2):
        look.number(ws, f"{DELTA_O[j]}{row}", f"={error[j]}*{OUT[j]}{row}*(1-{OUT[j]}{row})", "0.00000", 9)
    for k in range(3):
        back = f"({DELTA_O[0]}{row}*{W2[0][k]}{row}+{DELTA_O[1]}{row}*{W2[1][k]}{row})"
        look.number(ws, f"{DELTA_A[k]}{row}", f"={back}*{A[k]}{row}*(1-{A[k]}{row})", "0.00000", 9)


def moved(column, row):
    """The number of a column after the step of a row."""
    for k in range(3):
        if column in W1[k]:
            return f"={column}{row}-{TITLE}!learning_rate*{DELTA_A[k]}{row}*{X[W1[k].index(column)]}{row}"
        if column == B1[k]:
            return f"={column}{row}-{TITLE}!learning_rate*{DELTA_A[k]}{row}"
    for j in range(2):
        if column in W2[j]:
            return f"={column}{row}-{TITLE}!learning_rate*{DELTA_O[j]}{row}*{A[W2[j].index(column)]}{row}"
    return f"={column}{row}-{TITLE}!learning_rate*{DELTA_O[B2.index(column)]}{row}"


def drawings(workbook):
    """The data, and what the network makes of them before and after training."""
    ws = look.sheet(
        workbook,
        DATA,
        f"The {N} drawings, and what the network reads",
        [
            "A row is a drawing of 4 rows and 3 columns: x₁ to x₁₂ are its pixels from the top left, 1 for ink. "
            "You may change pixels and digits.",
            f"The outputs are those of the weights at the start and of those that were found (“{TITLE}”). "
            "The larger output is what the network reads; 1 in the column “right” means that it is right.",
        ],
        {"A": 9, "B": 7, "C:N": 4, "O": 3, "P:S": 11, "T": 3, "U:X": 11},
        pages=(1, 0),
    )
    look.heads(ws, f"A{DRAWINGS - 1}", ["drawing", "digit", *(f"x{k}" for k in range(1, 13))], size=9)
    data = datasets.tiny_digits()
    for i in range(N):
        row = DRAWINGS + i
        look.number(ws, f"A{row}", i if i == 0 else f"=A{row - 1}+1", look.WHOLE, 9)
        look.change(ws, f"B{row}", int(data.y[i]), look.WHOLE, None, 9, frame="lr")
    last = DRAWINGS + N - 1
    look.grid(ws, f"C{DRAWINGS}:N{last}", data.X.astype(int).tolist(), look.change, may_be=look.BIT, size=9)
    look.allow(ws, f"B{DRAWINGS}:B{last}", DIGIT)
    look.shade(ws, f"C{DRAWINGS}:N{last}", 1)
    look.name(ws, "digits", f"B{DRAWINGS}:B{last}")
    look.name(ws, "drawings", f"C{DRAWINGS}:N{last}")
    readings(ws, "At the start", "PQRS", FIRST)
    readings(ws, "After training", "UVWX", FOUND)
    look.finish(ws, f"C{DRAWINGS}", f"B{DRAWINGS}", f"{DRAWINGS - 1}:{DRAWINGS - 1}")


def readings(ws, words, columns, weights_row):
    """What the network reads with the weights of one row of the table."""
    look.heading(ws, f"{columns[0]}4", words)
    look.heads(ws, f"{columns[0]}{DRAWINGS - 1}", ["output “0”", "output “1”", "reads", "right"], size=9)
    for row in range(DRAWINGS, DRAWINGS + N):
        reading(ws, row, columns, weights_row)


def reading(ws, row, columns, weights_row):
    """The outputs for a drawing with the weights of one row of the table."""

    def at(column):
        return f"'{TABLE}'!${column}${weights_row}"

    def block(names):
        return f"'{TABLE}'!${names[0]}${weights_row}:${names[-1]}${weights_row}"

    hidden = [f"1/(1+EXP(-(SUMPRODUCT($C{row}:$N{row},{block(W1[k])})+{at(B1[k])})))" for k in range(3)]
    for j in range(2):
        total = "+".join(f"{at(W2[j][k])}*{hidden[k]}" for k in range(3))
        look.number(ws, f"{columns[j]}{row}", f"=1/(1+EXP(-({total}+{at(B2[j])})))", look.FOUR, 9)
    zero, one, read, right = (f"{column}{row}" for column in columns)
    look.number(ws, read, f"=IF({one}>{zero},1,0)", look.WHOLE, 9)
    look.number(ws, right, f"=IF({read}=B{row},1,0)", look.WHOLE, 9)


def results(ws):
    """How many are read right, the mean loss of each pass, and the loss over the steps."""
    last = DRAWINGS + N - 1
    look.heading(ws, "A29", "What came of it")
    look.heads(ws, "B30", ["start", "found"], size=9)
    look.text(ws, "A31", f"read right, of {N}")
    look.text(ws, "A32", f"loss, the mean over all {N}")
    for column, outputs, right in (("B", "PQ", "S"), ("C", "UV", "X")):
        look.number(ws, f"{column}31", f"=SUM({DATA}!{right}{DRAWINGS}:{right}{last})", look.WHOLE, align="center")
        zero, one = (f"{DATA}!{c}{DRAWINGS}:{c}{last}" for c in outputs)
        squares = f"SUMPRODUCT(({zero}-1+{DATA}!digits)^2)+SUMPRODUCT(({one}-{DATA}!digits)^2)"
        look.number(ws, f"{column}32", f"=({squares})/(2*ROWS({DATA}!digits))", look.FOUR, align="center")
    for number in range(PASSES):
        top = FIRST + N * number
        look.text(ws, f"A{33 + number}", f"mean loss during pass {number + 1}")
        place = f"'{TABLE}'!{LOSS}{top}:{LOSS}{top + N - 1}"
        look.number(ws, f"C{33 + number}", f"=AVERAGE({place})", look.FOUR, align="center")
    steps = f"{TABLE}!A{FIRST}:A{LAST}"
    look.chart(
        ws,
        "F29",
        "Loss over the steps",
        ("step", "loss"),
        [
            ("one drawing", steps, f"{TABLE}!{LOSS}{FIRST}:{LOSS}{LAST}", "accent", "line"),
            (f"mean of the last {WINDOW}", steps, f"{TABLE}!{MEAN}{FIRST}:{MEAN}{LAST}", "data", "line"),
        ],
        f"The loss of each step and its mean over the last {WINDOW} steps.",
        size=(17, 8),
        last=PASSES * N,
    )
