"""The sheet "Gradient descent": a parabola, thirty steps, and what one learning rate decides."""

from tools.sheets import look

TITLE, HEADS, FIRST, STEPS = "Gradient descent", 6, 7, 30
LAST, POINTS = FIRST + STEPS, 41
POSITIVE = ("decimal", 1e-6, 1e6, "Type a curvature above 0.")
VERDICT = (
    '=IF(learning_rate=0,"stays where it is",IF(factor=0,"lands on the minimum in one step",IF(ABS(factor)<1,'
    'IF(factor>0,"slides down one side","jumps across, closer each time"),IF(ABS(factor)=1,'
    '"jumps back and forth forever","runs away"))))'
)


def add(workbook):
    """Add the sheet."""
    ws = look.sheet(
        workbook,
        TITLE,
        "Gradient descent on a parabola",
        [
            "The valley is f(x) = ½ λ x². Its slope at x is λ x. A step goes against the slope: "
            "the next x is x − η · (λ x).",
            "So each step multiplies x by 1 − η λ, and that one number decides everything. The last column checks it.",
            "Before you change a yellow cell in a thick frame, guess what the table and the charts will do.",
        ],
        {"A": 26, "B": 11, "C": 34, "D": 3, "E": 7, "F:J": 14, "K": 3, "L:M": 12},
    )
    choices(ws)
    steps(ws)
    pictures(ws)
    look.finish(ws, f"A{FIRST}", f"B{FIRST}", f"1:{HEADS}")


def choices(ws):
    """What may be changed, and what follows from it at once."""
    look.heading(ws, f"A{HEADS}", "What you may change")
    look.choices(
        ws,
        FIRST,
        [
            ("curvature λ", 4, "above 0: how fast it gets steeper", "curvature", POSITIVE),
            ("start x₀", 1, "where the path begins", "start", look.ANY),
            ("learning rate η", 0.1, "try 0.25, 0.4, 0.5 and 0.55", "learning_rate", look.RATE),
        ],
    )
    look.heading(ws, "A11", "What follows from it")
    look.facts(
        ws,
        12,
        [
            ("factor of each step", "=1-learning_rate*curvature", "1 − η λ", "factor"),
            ("best rate", "=1/curvature", "1 / λ: one step is enough"),
            ("limit of the rate", "=2/curvature", "2 / λ: below it, the path arrives"),
            ("so the path …", VERDICT, ""),
        ],
    )


def steps(ws):
    """The table: a row for each step."""
    look.heading(ws, f"E{HEADS - 1}", "Step by step")
    look.heads(ws, f"E{HEADS}", ["step", "x", "slope λ x", "move −η · slope", "height f(x)", "(1 − η λ)ᵗ x₀"])
    for t in range(STEPS + 1):
        row = FIRST + t
        look.number(ws, f"E{row}", t if t == 0 else f"=E{row - 1}+1", look.WHOLE)
        look.number(ws, f"F{row}", "=start" if t == 0 else f"=F{row - 1}+H{row - 1}", "0.000000")
        look.number(ws, f"G{row}", f"=curvature*F{row}", "0.000000")
        look.number(ws, f"H{row}", f"=-learning_rate*G{row}", "0.000000")
        look.number(ws, f"I{row}", f"=curvature*F{row}^2/2", "0.000000")
        look.number(ws, f"J{row}", "=start" if t == 0 else f"=factor^E{row}*start", "0.000000")  # 0⁰ is an error here


def pictures(ws):
    """The parabola with the path, and the loss over the steps."""
    look.heading(ws, f"L{HEADS - 1}", "Points of the curve")
    look.heads(ws, f"L{HEADS}", ["x", "f(x)"])
    for k in range(POINTS):
        row = FIRST + k
        widest = f"MAX(ABS(F${FIRST}),ABS(F${FIRST + 1}))"
        step = f"=L{row - 1}+2*{widest}/(ROWS(L${FIRST}:L${FIRST + POINTS - 1})-1)"
        look.number(ws, f"L{row}", f"=-{widest}" if k == 0 else step)
        look.number(ws, f"M{row}", f"=curvature*L{row}^2/2")
    path, height = f"F{FIRST}:F{LAST}", f"I{FIRST}:I{LAST}"
    curve = f"L{FIRST}:L{FIRST + POINTS - 1}", f"M{FIRST}:M{FIRST + POINTS - 1}"
    look.chart(
        ws,
        "A17",
        "The valley and the path",
        ("x", "f(x)"),
        [("f", *curve, "muted", "line"), ("path", path, height, "model", "points")],
        "A parabola, and on it the points of the path, one for each step.",
    )
    look.chart(
        ws,
        "A33",
        "Height over the steps",
        ("step", "f(x)"),
        [("f(x) at each step", f"E{FIRST}:E{LAST}", height, "model", "line")],
        "The height f(x) against the number of the step.",
        last=STEPS,
    )
