"""The sheets of the spreadsheet companion, one module a topic; `book` puts them together."""

import openpyxl

from tools.sheets import convolution, descent, line, network, start, training


def book():
    """The whole spreadsheet as an openpyxl workbook: formulas, no values of formulas."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for topic in (start, descent, line, network, training, convolution):
        topic.add(workbook)
    workbook.properties.creator = "The dlmath authors"
    workbook.properties.title = "The Mathematics of Deep Learning: the spreadsheet"
    workbook.calculation.fullCalcOnLoad = True
    return workbook
