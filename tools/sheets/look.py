"""What the sheets share: their look, and a few words for laying labels, numbers, tables and charts.

A cell that may be changed is yellow, stands in a thick frame, has bold digits, and is the only kind that is unlocked.
"""

from copy import copy
from weakref import WeakKeyDictionary

from openpyxl.chart import Reference, ScatterChart, Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import absolute_coordinate, get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from dlmath.plotting import PALETTE

COLOR = {word: code.lstrip("#") for word, code in PALETTE["light"].items()}
WHOLE, ONE, TWO, FOUR = "#,##0", "#,##0.0", "#,##0.00", "#,##0.0000"
YELLOW, HEAD = "FFF4CC", "E7ECF2"
THICK, THIN = Side("medium", color=COLOR["ink"]), Side("thin", color="D5D9DF")
_STYLES = WeakKeyDictionary()  # of each workbook: how its cells look
# What a cell may hold: kind, lowest, highest, and what to say of anything else.
ANY = ("decimal", -1e6, 1e6, "Type a number.")
RATE = ("decimal", 0, 1e6, "A learning rate is a number of at least 0.")
BIT = ("whole", 0, 1, "Type 1 for ink or 0 for paper.")
GRAY = ("decimal", 0, 1, "Type a number from 0 (paper) to 1 (ink).")


def sheet(workbook, title, head, sentences, widths, pages=(1, 1), portrait=False):
    """A new sheet: a heading in A1, sentences below it, and widths of columns such as {"A": 30, "B:D": 9}.

    It is printed on so many pages, across and down; 0 means as many as it takes.
    """
    ws = workbook.create_sheet(title)
    ws.sheet_view.showGridLines = False
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_setup.orientation = "portrait" if portrait else "landscape"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = pages
    ws.page_setup.paperSize, ws.page_margins = ws.PAPERSIZE_A4, PageMargins(0.4, 0.4, 0.4, 0.6, 0.2, 0.3)
    ws.oddFooter.left.text, ws.oddFooter.right.text = "The Mathematics of Deep Learning: &A", "Page &P of &N"
    text(ws, "A1", head, size=15, bold=True)
    for row, sentence in enumerate(sentences, 2):
        text(ws, f"A{row}", sentence)
    for columns, width in widths.items():
        first, _, last, _ = range_boundaries(columns if ":" in columns else f"{columns}:{columns}")
        for column in range(first, last + 1):
            ws.column_dimensions[get_column_letter(column)].width = width
    return ws


def put(ws, place, value, size=10, align=None, frame=None, form="General", fill=None, locked=True, wrap=False, **font):
    """Put a value into a cell; frame names the sides on which its border is thick: left, right, top, bottom.

    Cells that look alike share one style: openpyxl takes long to find out that two are the same.
    """
    cell, styles = ws[place], _STYLES.setdefault(ws.parent, {})
    cell.value = value
    key = (size, align, frame, form, fill, locked, wrap, *font.items())
    if key not in styles:
        cell.font = Font(name="Arial", size=size, **{"color": COLOR["ink"]} | font)
        cell.alignment = Alignment(align, "center", wrap_text=wrap, indent=align == "left")
        cell.number_format, cell.protection = form, Protection(locked)
        if fill:
            cell.fill = PatternFill("solid", fill)
        if frame is not None:
            cell.border = Border(*(THICK if side in frame else THIN for side in "lrtb"))
        styles[key] = cell._style
    cell._style = copy(styles[key])
    return cell


def text(ws, place, words, size=10, **how):
    """Words in a cell."""
    return put(ws, place, words, size, **how)


def heading(ws, place, words):
    """The title of a part of a sheet."""
    return put(ws, place, words, 11, bold=True, color=COLOR["data"])


def remark(ws, place, words):
    """A unit, or what a number means."""
    return put(ws, place, words or None, 9, "left", italic=True, color="4B5563")


def number(ws, place, value, form=FOUR, size=10, align=None):
    """A formula, or a number that is not meant to be changed."""
    return put(ws, place, value, size, align, "", form)


def change(ws, place, value, form="General", may_be=ANY, size=10, align=None, frame="lrtb"):
    """A number that may be changed; a block of them says by itself what it may be."""
    if may_be:
        allow(ws, place, may_be)
    return put(ws, place, value, size, align, frame, form, YELLOW, locked=False, bold=True)


def allow(ws, block, may_be):
    """Say what may be typed into a cell or a block."""
    kind, low, high, sentence = may_be
    rule = next((rule for rule in ws.data_validations.dataValidation if rule.error == sentence), None)
    if rule is None:
        rule = DataValidation(kind, str(low), str(high), operator="between", showErrorMessage=True)
        rule.errorTitle, rule.error = "This number does not fit", sentence
        ws.add_data_validation(rule)
    rule.add(block)


def name(ws, word, place):
    """Let the formulas of a sheet call a cell, or a block of cells, by a word."""
    ws.defined_names[word] = DefinedName(word, attr_text=f"'{ws.title}'!{absolute_coordinate(place)}")


def facts(ws, first, lines, form=FOUR):
    """Lines (label, formula, remark) or (label, formula, remark, name, format) in columns A, B and C."""
    for row, (label, formula, words, *more) in enumerate(lines, first):
        word, kind = (*more, None, None)[:2]
        text(ws, f"A{row}", label)
        number(ws, f"B{row}", formula, kind or form)
        remark(ws, f"C{row}", words)
        if word:
            name(ws, word, f"B{row}")


def choices(ws, first, lines):
    """Lines (label, number, remark, name, what it may be) in columns A, B and C: what the reader may change."""
    for row, (label, value, words, word, may_be) in enumerate(lines, first):
        text(ws, f"A{row}", label)
        change(ws, f"B{row}", value, may_be=may_be)
        remark(ws, f"C{row}", words)
        name(ws, word, f"B{row}")


def heads(ws, place, words, size=10):
    """The heads of columns, from a cell to the right."""
    first, row, *_ = range_boundaries(place)
    for column, word in enumerate(words, first):
        if len(str(word)) > ws.column_dimensions[get_column_letter(column)].width:
            ws.row_dimensions[row].height = 28
        put(ws, f"{get_column_letter(column)}{row}", word, size, "center", "", fill=HEAD, wrap=True, bold=True)


def places(block):
    """The cells of a block such as "B6:D9", row by row."""
    first, top, last, bottom = range_boundaries(block)
    return [[f"{get_column_letter(c)}{r}" for c in range(first, last + 1)] for r in range(top, bottom + 1)]


def grid(ws, block, values, write=number, **how):
    """A matrix in a block of cells; values is one, or a function of the row, the column (from 0) and the cell."""
    cells = places(block)
    if write is change:
        allow(ws, block, how.pop("may_be", ANY))
        how["may_be"] = None
    for i, row in enumerate(cells):
        for j, place in enumerate(row):
            if write is change:  # one thick frame around the whole block
                edges = {"l": j == 0, "r": j == len(row) - 1, "t": i == 0, "b": i == len(cells) - 1}
                how["frame"] = "".join(side for side, thick in edges.items() if thick)
            write(ws, place, values(i, j, place) if callable(values) else values[i][j], align="center", **how)


def shade(ws, block, high, both=False):
    """Color a block by its numbers, so that they can be read as a picture; with both, also those below 0."""
    paper = YELLOW if not ws[places(block)[0][0]].protection.locked else "FFFFFF"
    ends = {"end_type": "num", "end_value": high, "end_color": "6FA8D6"}
    if both:
        ends |= {"mid_type": "num", "mid_value": 0, "mid_color": paper}
        rule = ColorScaleRule("num", -high, "F0A070", **ends)
    else:
        rule = ColorScaleRule("num", 0, paper, **ends)
    ws.conditional_formatting.add(block, rule)


def chart(ws, place, title, axes, lines, alt, size=(14.5, 7.5), last=None, form="General"):
    """A chart of lines (legend, x, y, color, "line" or "points"), x and y being blocks; last is where x ends."""
    drawing = ScatterChart()
    drawing.title, drawing.style, drawing.scatterStyle = title, 2, "lineMarker"
    drawing.width, drawing.height = size
    drawing.alt = alt
    if last:
        drawing.x_axis.scaling.min, drawing.x_axis.scaling.max = 0, last
    for axis, words in ((drawing.x_axis, axes[0]), (drawing.y_axis, axes[1])):
        axis.title, axis.delete, axis.number_format, axis.tickLblPos = words, False, form, "low"
        letters(axis.title, 900)
    letters(drawing.title, 1100)
    drawing.x_axis.majorGridlines = None
    drawing.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D5D9DF"))
    for legend, x, y, color, kind in lines:
        drawing.series.append(series(ws, legend, x, y, COLOR[color], kind))
    if len(lines) == 1:
        drawing.legend = None
    else:
        drawing.legend.position = "b"
    ws.add_chart(drawing, place)
    return drawing


def letters(title, size):
    """Set the size of a title's letters, in hundredths of a point."""
    for run in title.tx.rich.p[0].r:
        run.rPr = CharacterProperties(sz=size, b=True)


def series(ws, legend, x, y, color, kind):
    """One line of a chart, or its points."""

    def reference(block):
        owner, _, cells = block.rpartition("!")
        left, top, right, bottom = range_boundaries(cells)
        return Reference(ws.parent[owner] if owner else ws, left, top, right, bottom)

    one = Series(reference(y), reference(x), title=legend)
    one.smooth, one.marker.symbol = False, "circle" if kind == "points" else "none"
    one.marker.size = 4
    one.marker.graphicalProperties.solidFill = one.marker.graphicalProperties.line.solidFill = color
    if kind == "points":
        one.graphicalProperties.line.noFill = True
    else:
        one.graphicalProperties.line.solidFill, one.graphicalProperties.line.width = color, 19050
    return one


def finish(ws, frozen, first, printed=None):
    """Freeze what is above and left of a cell, put the cursor on the first cell that may be changed, repeat heads."""
    ws.freeze_panes = frozen
    for selection in ws.sheet_view.selection:
        selection.activeCell = selection.sqref = first
    if printed:
        ws.print_title_rows = printed
