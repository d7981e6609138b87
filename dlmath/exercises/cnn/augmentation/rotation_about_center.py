"""rotation_about_center: a rotation looked up, and the point that stays where it is."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="To rotate an image counterclockwise by `degrees`, look up each pixel (`r`, `c`) of the result at some place "
    "in the image. This function should return that place as two numbers, row and column. (They need not be whole, "
    "and may lie outside.) But it rotates the image about its upper left pixel. Make it rotate about the middle of "
    "the image, which has `height` × `width` pixels. The angle and the signs are right.",
    hints=[
        "A rotation leaves one point where it is. Here it is pixel (0, 0). Which point should it be? With 3 rows, the "
        "middle is row 1; with 4 rows, it is between rows 1 and 2, at 1.5.",
        "The middle is at (height − 1)/2 and (width − 1)/2. Measure r and c from there before you rotate.",
        "Subtract the middle from r and c, rotate with the two lines as they are, and add the middle back to row and "
        "column.",
    ],
    also=("whole",),
)
def rotation_about_center(r, c, degrees, height, width):
    """Where pixel (r, c) of the rotated image is looked up."""
    angle = np.radians(degrees)
    # Measure from the middle, rotate there, and go back.
    middle_row, middle_column = (height - 1) / 2, (width - 1) / 2
    down, right = r - middle_row, c - middle_column
    row = np.cos(angle) * down + np.sin(angle) * right
    column = -np.sin(angle) * down + np.cos(angle) * right
    return row + middle_row, column + middle_column


@rotation_about_center.start(
    "This still rotates about pixel (0, 0), the upper left corner. Measure r and c from the middle of the image, and "
    "add the middle back at the end."
)
def about_the_corner(r, c, degrees, height, width):
    """Where pixel (r, c) of the rotated image is looked up."""
    angle = np.radians(degrees)
    row = np.cos(angle) * r + np.sin(angle) * c
    column = -np.sin(angle) * r + np.cos(angle) * c
    return row, column


@rotation_about_center.cases
def cases(rng):
    return [
        (0, 1, 90, 3, 3),
        (0, 0, 90, 5, 5),
        (2, 0, 30, 4, 4),
        (1, 5, 45, 3, 7),
        (4, 2, -60, 6, 3),
        (10, 20, 25, 28, 28),
        (3, 9, 200, 8, 12),
    ]


@rotation_about_center.edge_cases
def edge_cases(rng):
    return [(1, 1, 0, 3, 3), (1, 2, 50, 3, 5), (5, 7, 360, 9, 4), (0, 0, 77, 1, 1), (2, 3, 180, 6, 6)]


@rotation_about_center.law("the middle stays where it is")
def _(f, r, c, degrees, height, width):
    middle = np.array([(height - 1) / 2, (width - 1) / 2])
    return np.allclose(f(*middle, degrees, height, width), middle)


@rotation_about_center.law("half a turn takes each pixel to the opposite one")
def _(f, r, c, degrees, height, width):
    return np.allclose(f(r, c, 180, height, width), (height - 1 - r, width - 1 - c))


rotation_about_center.instead_of(
    "(height - 1) / 2, (width - 1) / 2",
    {
        "height / 2, width / 2": "The middle is half a pixel off. Pixels count from 0 to height − 1, so the middle is "
        "at (height − 1)/2.",
        "height // 2, width // 2": "height // 2 is a whole pixel. With an even number of rows, the middle is between "
        "two pixels: (height − 1)/2.",
        "(height - 1) // 2, (width - 1) // 2": "// rounds down, and with an even number of rows, the middle is "
        "between two pixels. Divide with /.",
        "(height + 1) / 2, (width + 1) / 2": "That counts pixels from 1. They count from 0, so the middle is at "
        "(height − 1)/2.",
        "(width - 1) / 2, (height - 1) / 2": "Height and width are swapped. Rows go with the height.",
        "(height - 1) / 2, (height - 1) / 2": "The image need not be square: the middle column is (width − 1)/2.",
        "(width - 1) / 2, (width - 1) / 2": "The image need not be square: the middle row is (height − 1)/2.",
        "height - 1 / 2, width - 1 / 2": "Parentheses are missing: height - 1 / 2 is height − 0.5. The middle is "
        "(height − 1)/2.",
        "height, width": "That is beyond the lower right pixel. The middle is at (height − 1)/2 and (width − 1)/2.",
        "height - 1, width - 1": "That is the lower right pixel. The middle is half as far.",
        "13.5, 13.5": "13.5 is the middle of 28 pixels. Compute it from height and width.",
        "height / 2 - 1, width / 2 - 1": "That is half a pixel too far up and left. The middle is at (height − 1)/2.",
    },
)
rotation_about_center.instead_of(
    "row + middle_row, column + middle_column",
    {
        "row + middle_row, column + middle_row": "On the way back, the column gets the middle *column*, (width − 1)/2.",
        "row + middle_column, column + middle_column": "On the way back, the row gets the middle *row*, (height − "
        "1)/2.",
        "int(row + middle_row), int(column + middle_column)": "The place need not be whole. Don't cut it off.",
        "np.clip(row + middle_row, 0, height - 1), np.clip(column + middle_column, 0, width - 1)": "The place may lie "
        "outside the image. Return it as it is: the lookup will find nothing there.",
        "row + height / 2, column + width / 2": "You measure from (height − 1)/2, and go back to height/2. The middle "
        "is (height − 1)/2 both times.",
        "row, column": "You measured from the middle, but didn't go back: add the middle to row and column.",
        "row - middle_row, column - middle_column": "On the way back, the middle is added, not subtracted again.",
        "row + middle_column, column + middle_row": "The two halves of the middle are swapped on the way back.",
        "column + middle_column, row + middle_row": "Row and column come back in the wrong order: row first.",
        "[round(row + middle_row), round(column + middle_column)]": "The place need not be whole. Don't round it.",
    },
)
rotation_about_center.instead_of(
    "r - middle_row, c - middle_column",
    {
        "r - height / 2, c - width / 2": "You measure from height/2, and go back to (height − 1)/2. The middle is "
        "(height − 1)/2 both times.",
        "c - middle_column, r - middle_row": "r and c are swapped: the first line should still be cos · r + sin · c.",
        "r + middle_row, c + middle_column": "To measure from the middle, subtract it from r and c. It is added at "
        "the end.",
        "r, c": "You added the middle at the end, but didn't subtract it before the rotation.",
        "middle_row - r, middle_column - c": "You measure from the pixel to the middle. It should be r minus the "
        "middle.",
        "r - middle_column, c - middle_row": "r is measured from the middle row, c from the middle column. You have "
        "them swapped.",
    },
)
rotation_about_center.instead_of(
    "np.radians(degrees)",
    {
        "degrees": "np.cos and np.sin expect radians. Leave np.radians as it was.",
        "np.degrees(degrees)": "np.degrees turns radians into degrees. np.radians was right.",
    },
)


@rotation_about_center.misconception(
    "The image rotates clockwise now. The angle and the signs were right: rows count downward."
)
def clockwise(r, c, degrees, height, width):
    return rotation_about_center.reference(r, c, -degrees, height, width)


@rotation_about_center.misconception(
    "The second line uses the new row in place of the old one. Compute both from the old numbers, under new names."
)
def overwritten(r, c, degrees, height, width):
    angle, y, x = np.radians(degrees), (height - 1) / 2, (width - 1) / 2
    r, c = r - y, c - x
    r = np.cos(angle) * r + np.sin(angle) * c
    c = -np.sin(angle) * r + np.cos(angle) * c
    return r + y, c + x


@rotation_about_center.misconception(
    "You measure from the middle only for the column (or go back only there). Do the same for rows and columns."
)
def only_columns(r, c, degrees, height, width):
    angle, x = np.radians(degrees), (width - 1) / 2
    c = c - x
    return np.cos(angle) * r + np.sin(angle) * c, -np.sin(angle) * r + np.cos(angle) * c + x


@rotation_about_center.misconception("You measure only the row from the middle. Do the same for the column.")
def only_rows(r, c, degrees, height, width):
    angle, y = np.radians(degrees), (height - 1) / 2
    r = r - y
    return np.cos(angle) * r + np.sin(angle) * c + y, -np.sin(angle) * r + np.cos(angle) * c


@rotation_about_center.misconception(
    "You rotated about the corner, and then subtracted the middle. Subtract it before you rotate, and add it afterward."
)
def subtracts_after(r, c, degrees, height, width):
    row, column = about_the_corner(r, c, degrees, height, width)
    return row - (height - 1) / 2, column - (width - 1) / 2


@rotation_about_center.misconception(
    "You measure from height/2 and width/2, and don't go back. The middle is at (height − 1)/2 and (width − 1)/2, and "
    "it is added at the end."
)
def half_and_not_back(r, c, degrees, height, width):
    return about_the_corner(r - height / 2, c - width / 2, degrees, height, width)


@rotation_about_center.misconception(
    "You add the middle first and subtract it afterward. Reverse that: subtract it, rotate, add it."
)
def the_wrong_way_there(r, c, degrees, height, width):
    y, x = (height - 1) / 2, (width - 1) / 2
    row, column = about_the_corner(r + y, c + x, degrees, height, width)
    return row - y, column - x


@rotation_about_center.misconception(
    "You add height/2 and width/2 first and subtract them afterward. Reverse that: subtract first. And the middle is "
    "at (height − 1)/2 and (width − 1)/2."
)
def the_wrong_way_from_half(r, c, degrees, height, width):
    row, column = about_the_corner(r + height / 2, c + width / 2, degrees, height, width)
    return row - height / 2, column - width / 2


@rotation_about_center.misconception(
    "You rotated about the corner, and then subtracted half the size. Subtract the middle, (height − 1)/2 and (width "
    "− 1)/2, before you rotate, and add it after."
)
def subtracts_half_after(r, c, degrees, height, width):
    row, column = about_the_corner(r, c, degrees, height, width)
    return row - height / 2, column - width / 2


@rotation_about_center.misconception(
    "The place may lie outside the image. Return it as it is, not pixel (0, 0): the lookup will find nothing there."
)
def corner_for_outside(r, c, degrees, height, width):
    row, column = rotation_about_center.reference(r, c, degrees, height, width)
    return (row, column) if 0 <= row < height and 0 <= column < width else (0, 0)


@rotation_about_center.misconception(
    "Each of your two lines measures only one of r and c from the middle. Subtract the middle from both before you "
    "rotate."
)
def each_in_one_line(r, c, degrees, height, width):
    angle, y, x = np.radians(degrees), (height - 1) / 2, (width - 1) / 2
    row = np.cos(angle) * (r - y) + np.sin(angle) * c
    return row + y, -np.sin(angle) * r + np.cos(angle) * (c - x) + x


@rotation_about_center.misconception(
    "The second line uses the new row, middle included, in place of the old one. Compute both from the old numbers."
)
def row_used_again(r, c, degrees, height, width):
    angle, y, x = np.radians(degrees), (height - 1) / 2, (width - 1) / 2
    row = np.cos(angle) * (r - y) + np.sin(angle) * (c - x) + y
    return row, -np.sin(angle) * row + np.cos(angle) * (c - x) + x


@rotation_about_center.misconception(
    "Parentheses are missing: the cosine multiplies r *measured from the middle*, np.cos(angle) * (r - middle_row), "
    "and so on."
)
def without_parentheses(r, c, degrees, height, width):
    angle, y, x = np.radians(degrees), (height - 1) / 2, (width - 1) / 2
    row = np.cos(angle) * r - y + np.sin(angle) * c - x
    return row + y, -np.sin(angle) * r - y + np.cos(angle) * c - x + x
