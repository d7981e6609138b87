"""What the exercises of a page load: nothing but a small script for who only reads, Python at the first verdict.

Compressed as web servers do it.
"""

import gzip
import urllib.parse

from benchmarks import pages
from benchmarks.row import Limit, Row
from benchmarks.rows.exercise_verdict import VERDICT, verdicts


def megabytes(paths):
    files = [pages.HTML / path.lstrip("/") for path in paths]
    return sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_file()) / 1e6


def path_of(answer):
    return urllib.parse.unquote(urllib.parse.urlsplit(answer.url).path)


def by_the_verdict(tab, open_bench):
    answers = []
    opened = open_bench(0)
    tab.context.on("response", lambda answer: answers.append(path_of(answer)))
    opened.evaluate(VERDICT)
    return megabytes({*answers, "_static/workshop/bench.mjs", "_static/workshop/editor.mjs"})


def before(tab, open_bench):
    return megabytes(["_static/workshop.js"])


ROW = Row(
    work="what an exercise on the page loads, compressed",
    unit="MB",
    contestants={
        "dlmath, up to the first verdict": verdicts(by_the_verdict),
        "dlmath, script before the first use": verdicts(before),
    },
    limits=[
        Limit("dlmath, up to the first verdict", must=10),
        Limit("dlmath, script before the first use", must=0.01),
    ],
    rounds=1,
)
