"""The first sheet: what is where, what may be changed, and which lesson goes with it."""

from openpyxl.worksheet.hyperlink import Hyperlink

from tools.sheets import look

TITLE = "Start here"
READ = "Part 0: A network you can read; part 6: Backpropagation"
FOUND = "Part 0: Weights that were found"
LINE = "Part 1: Least squares; part 4: Linear regression, Solving least squares"
SHEETS = [
    ("Gradient descent", "A parabola, 30 steps, and one learning rate", "Part 5: Gradient descent"),
    ("Least squares", "A line through 342 penguins: at once, and step by step", LINE),
    ("Penguins", "Their measurements, and each product that is added up", LINE),
    (
        "Network",
        "A drawing read with 47 numbers: forward, backward, one step",
        READ,
    ),
    ("Training", "The same network finds its own weights", FOUND),
    ("Training steps", "Its 256 steps, one in each row", FOUND),
    ("Drawings", "64 drawings, and what the network reads before and after", FOUND),
    ("Convolution", "A kernel slides over a handwritten 5; then ReLU and max pooling", "Part 7: Convolution"),
]
WORDS = [
    "How to use it",
    "You may change the bold numbers on yellow, inside a thick frame. Everything that depends on them follows at once.",
    "All results are formulas. Click on one, or press F2 there, to see which cells it uses.",
    "A name such as learning_rate stands for a cell of the same sheet, Training!learning_rate for one of another.",
    "To go back, undo, or download the file again. Nothing is hidden, and there are no macros.",
    "If your program has opened the file in a protected view, allow editing first.",
    "",
    "Where it comes from",
    "This file is part of the course “The Mathematics of Deep Learning”. Every result agrees with dlmath, its package.",
    "Text and drawings: CC BY 4.0. Penguins: K. Gorman, T. Williams, W. Fraser (2014), palmerpenguins, CC0 1.0.",
    "Handwritten digit: MNIST, Y. LeCun and C. Cortes, from NIST data, CC BY-SA 3.0; margin cut off, rounded.",
]


def add(workbook):
    """Add the sheet."""
    ws = look.sheet(
        workbook,
        TITLE,
        "The Mathematics of Deep Learning, cell by cell",
        ["Five ideas of the course as plain formulas. Change a number, and watch what happens to all the others."],
        {"A": 22, "B": 62, "C": 66},
    )
    look.heads(ws, "A4", ["Sheet", "What you see there", "Lessons that it goes with"])
    for row, (title, words, lesson) in enumerate(SHEETS, 5):
        look.text(ws, f"A{row}", title, color=look.COLOR["data"], underline="single")
        ws[f"A{row}"].hyperlink = Hyperlink(f"A{row}", location=f"'{title}'!A1", display=title)
        look.text(ws, f"B{row}", words)
        look.text(ws, f"C{row}", lesson)
    for row, words in enumerate(WORDS, 6 + len(SHEETS)):
        (look.text if words.endswith(".") else look.heading)(ws, f"A{row}", words or None)
    look.finish(ws, "A5", "A5")
