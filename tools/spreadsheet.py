"""Write the spreadsheet companion, ``notebooks/dlmath.xlsx``: ideas of the course as formulas, cell by cell.

    python tools/spreadsheet.py

The sheets are in ``tools/sheets``. LibreOffice works out every formula once, and the results are written beside the
formulas, for programs that only show a file. The file is kept in git, so that nothing but this command needs either.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape, quoteattr

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FILE = ROOT / "notebooks" / "dlmath.xlsx"
MISSING = (
    "LibreOffice is missing, which works out the formulas: install it (Debian: apt install libreoffice-calc-nogui)."
)
FORMULA = re.compile(r'<c r="(\w+)"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v ?(?:/>|></v>)</c>', re.DOTALL)
CLOCK, LONG_AGO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "2026-01-01T00:00:00Z"


def office():
    """The path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def recalculated(workbooks):
    """What LibreOffice makes of workbooks without values: for each a dict of sheets, of dicts from cell to value."""
    import openpyxl

    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for number, save in enumerate(workbooks):
            save(work / f"{number}.xlsx")
        files = sorted(work.glob("*.xlsx"), key=lambda file: int(file.stem))
        command = [office(), f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "xlsx", "--outdir", work / "done", *files]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        done = [openpyxl.load_workbook(work / "done" / file.name, data_only=True) for file in files]
    return [{ws.title: {c.coordinate: c.value for row in ws for c in row} for ws in book} for book in done]


def with_values(sheet, values):
    """The XML of a sheet with the result of each formula beside it."""

    def cell(match):
        place, style, formula = match.groups()
        value, kind = values[place], ""
        if isinstance(value, str):
            value, kind = escape(value), ' t="str"'
        else:
            value = f"{value:.12g}"  # further digits may differ between machines
        return f'<c r="{place}"{style}{kind}><f>{formula}</f><v>{value}</v></c>'

    return FORMULA.sub(cell, sheet)


def with_descriptions(drawing, charts):
    """The XML of a sheet's charts with what they show in words, for readers who do not see them."""
    for number, chart in enumerate(charts, 1):
        drawing = drawing.replace(f'name="Chart {number}"', f'name="Chart {number}" descr={quoteattr(chart.alt)}')
    return drawing


def parts(book, values):
    """The files inside the spreadsheet, by name, the same at every time and on every machine."""
    with tempfile.TemporaryDirectory() as folder:
        book.save(pathlib.Path(folder, "plain.xlsx"))
        with zipfile.ZipFile(pathlib.Path(folder, "plain.xlsx")) as plain:
            texts = {name: plain.read(name).decode() for name in plain.namelist()}
    charts = [ws._charts for ws in book if ws._charts]
    for number, ws in enumerate(book, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        again = ' outlineLevelCol="0"'  # openpyxl writes it from the second time on
        texts[name] = with_values(texts[name].replace(again, ""), values[ws.title])
    for number, of_sheet in enumerate(charts, 1):
        name = f"xl/drawings/drawing{number}.xml"
        texts[name] = with_descriptions(texts[name], of_sheet)
    texts["docProps/core.xml"] = CLOCK.sub(LONG_AGO, texts["docProps/core.xml"])
    return texts


def write(path=FILE):
    """Write the spreadsheet with the results of its formulas."""
    from tools import sheets

    book = sheets.book()
    (values,) = recalculated([book.save])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts(book, values).items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)


if __name__ == "__main__":
    argparse.ArgumentParser(description="Write the spreadsheet companion, notebooks/dlmath.xlsx.").parse_args()
    if not office():
        sys.exit(MISSING)
    write()
    print(f"{FILE.relative_to(ROOT)} is written: {FILE.stat().st_size / 1e3:.0f} kB.")
