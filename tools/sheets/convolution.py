"""The sheet "Convolution": a kernel slides over a handwritten digit; then ReLU and max pooling."""

from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from dlmath import datasets
from tools.sheets import look

TITLE, SIDE, KERNEL = "Convolution", 20, 3
OUT, HALF = SIDE - KERNEL + 1, (SIDE - KERNEL + 1) // 2
SIGNED = "0.00;−0.00;0"
SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
IMAGE, OUTPUT = "B17:U36", "W17:AN34"
RECTIFIED, POOLED = "B41:S58", "W41:AE49"
WEIGHTS, INSPECTED, PRODUCTS = "B8:D10", "L8:N10", "P8:R10"


def digit():
    """The first training image of MNIST without its empty margin, rounded to two decimals: 20 rows of 20 pixels."""
    image = datasets.mnist()[0].images[0][5:25, 4:24]
    return [[round(float(value), 2) for value in row] for row in image]


def add(workbook):
    """Add the sheet."""
    ws = look.sheet(
        workbook,
        TITLE,
        "A convolution: one small kernel, everywhere on the image",
        [
            "Lay the kernel on the image, multiply each of its weights by the pixel below, and add the nine products "
            "and the bias. That is one number of the output. Then move the kernel by one pixel.",
            "Like every deep learning library, this does not flip the kernel. The image is a handwritten 5 of MNIST "
            "without its empty margin: 20 × 20 pixels from 0 (paper) to 1 (ink).",
            "Guess first: what will the kernel answer where there is no ink? And which strokes of the 5 will it find?",
        ],
        {"A": 24, "B:AN": 5.1},
    )
    inputs(ws)
    window(ws)
    layers(ws)
    look.finish(ws, None, "B8")


def inputs(ws):
    """Kernel, bias, image, and other kernels to try."""
    look.heading(ws, "A6", "What you may change")
    look.heading(ws, "B7", "kernel")
    for i in range(KERNEL):
        look.text(ws, f"A{8 + i}", f"row {i + 1} of the kernel")
    look.grid(ws, WEIGHTS, SOBEL, look.change)
    look.name(ws, "kernel", WEIGHTS)
    look.text(ws, "A11", "bias")
    look.change(ws, "B11", 0, align="center")
    look.name(ws, "bias", "B11")
    look.text(ws, "A12", "sum of the weights")
    look.number(ws, "B12", "=SUM(kernel)", "General", align="center")
    look.remark(ws, "C12", "the answer to a patch of ink, before the bias")
    look.heading(ws, "W6", "Kernels to type in")
    others = {
        "W": ("below − above", [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
        "AB": ("Laplacian", [[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
        "AG": ("box blur: =1/9", [[1 / 9] * 3] * 3),
        "AL": ("nothing new", [[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    }
    for column, (words, entries) in others.items():
        look.text(ws, f"{column}7", words, size=9)
        last = column_index_from_string(column)
        block = f"{column}8:{get_column_letter(last + 2)}10"
        look.grid(ws, block, entries, form="0.00" if "box" in words else "General", size=9)


def window(ws):
    """One place of the output, worked out in full."""
    look.heading(ws, "F6", "One place, worked out")
    limit = ("whole", 1, OUT, f"Type a whole number from 1 to {OUT}.")
    for row, words, word, value in [(8, "row", "place_row", 5), (9, "column", "place_column", 9)]:
        look.text(ws, f"F{row}", words)
        look.change(ws, f"I{row}", value, look.WHOLE, limit, align="center")
        look.name(ws, word, f"I{row}")
    look.text(ws, "L7", "pixels", size=9)
    look.text(ws, "P7", "× weights", size=9)
    look.text(ws, "T7", "sum + bias", size=9)
    look.name(ws, "image", IMAGE)
    corner = look.places(INSPECTED)[0][0]
    weights, pixels = look.places(WEIGHTS), look.places(INSPECTED)
    anchor = f"{corner[0]}${corner[1:]}"
    look.grid(
        ws,
        INSPECTED,
        lambda i, j, place: (
            f"=INDEX(image,place_row+ROWS({anchor}:{place})-1,place_column+COLUMNS(${corner}:{place})-1)"
        ),
        form=look.TWO,
        size=9,
    )
    look.grid(ws, PRODUCTS, lambda i, j, place: f"={pixels[i][j]}*{weights[i][j]}", form=look.TWO, size=9)
    look.number(ws, "T8", f"=SUM({PRODUCTS})+bias", look.TWO, 9, "center")
    look.text(ws, "F11", "the output there")
    look.number(ws, "I11", "=INDEX(output,place_row,place_column)", look.TWO, 9, "center")


def layers(ws):
    """The image, the output, ReLU and max pooling."""
    parts = [
        ("B15", f"Image, {SIDE} × {SIDE} (may be changed)", "W15", f"Output of the convolution, {OUT} × {OUT}"),
        ("B39", f"ReLU: what is negative becomes 0, {OUT} × {OUT}", "W39", f"Max pooling 2 × 2, {HALF} × {HALF}"),
    ]
    for left, left_words, right, right_words in parts:
        look.heading(ws, left, left_words)
        look.heading(ws, right, right_words)
    for block in (IMAGE, OUTPUT, RECTIFIED, POOLED):
        rulers(ws, block)
    image, output, rectified = (look.places(block) for block in (IMAGE, OUTPUT, RECTIFIED))
    look.name(ws, "output", OUTPUT)
    look.grid(ws, IMAGE, digit(), look.change, form=SIGNED, may_be=look.GRAY, size=8)

    def convolved(i, j, place):
        return f"=SUMPRODUCT({image[i][j]}:{image[i + KERNEL - 1][j + KERNEL - 1]},kernel)+bias"

    look.grid(ws, OUTPUT, convolved, form=SIGNED, size=8)
    look.grid(ws, RECTIFIED, lambda i, j, place: f"=MAX({output[i][j]},0)", form=SIGNED, size=8)
    look.grid(
        ws,
        POOLED,
        lambda i, j, place: f"=MAX({rectified[2 * i][2 * j]}:{rectified[2 * i + 1][2 * j + 1]})",
        form=SIGNED,
        size=8,
    )
    look.shade(ws, IMAGE, 1)
    look.shade(ws, OUTPUT, 4, both=True)
    look.shade(ws, RECTIFIED, 4)
    look.shade(ws, POOLED, 4)


def rulers(ws, block):
    """The numbers of rows and columns around a block."""
    left, top, right, bottom = range_boundaries(block)
    for column in range(left, right + 1):
        look.text(ws, f"{get_column_letter(column)}{top - 1}", column - left + 1, 8, align="center", color="4B5563")
    for row in range(top, bottom + 1):
        look.text(ws, f"{get_column_letter(left - 1)}{row}", row - top + 1, 8, align="right", color="4B5563")
