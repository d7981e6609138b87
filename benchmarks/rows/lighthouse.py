"""What Lighthouse misses on the start page and three lessons: in the worst of its four columns, points short of 100.

It comes from npm (``npm install --global lighthouse``); where it is not installed, the row is not measured.
"""

import json
import os
import shutil
import subprocess
import tempfile

from benchmarks import pages
from benchmarks.row import Limit, Row
from tools import chromium


def short_of_100(lighthouse, address, settings):
    """How far the lowest score of a page is below 100."""
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        command = [lighthouse, address, "--quiet", "--output=json", f"--output-path={report}", *settings]
        command.append("--chrome-flags=--headless --no-sandbox")
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": str(chromium.find())})
        with open(report, encoding="utf-8") as file:
            scores = {name: column["score"] for name, column in json.load(file)["categories"].items()}
    return 100 * (1 - min(scores.values()))


def worst(*settings):
    """A measurement: the worst of four pages."""

    def contestant():
        if not (lighthouse := shutil.which("lighthouse")):
            raise ModuleNotFoundError("npm install --global lighthouse", name="Lighthouse")
        _, server = pages.opened()
        lessons = pages.lessons()
        chosen = ["book/index.html", lessons[0], lessons[len(lessons) // 2], lessons[-1]]
        return lambda: max(short_of_100(lighthouse, server + path, settings) for path in chosen)

    return contestant


ROW = Row(
    work="Lighthouse, the worst column of the start page and three lessons",
    unit="points short of 100",
    contestants={"dlmath, on a phone": worst(), "dlmath, at a desk": worst("--preset=desktop")},
    limits=[Limit("dlmath, on a phone", must=20, goal=5), Limit("dlmath, at a desk", must=10, goal=5)],
    rounds=1,
)
