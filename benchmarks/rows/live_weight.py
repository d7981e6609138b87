"""What running a lesson in the browser loads until its first output, compressed as web servers do it."""

import gzip
import urllib.parse

from benchmarks import pages
from benchmarks.row import Limit, Row
from benchmarks.rows.live_start import from_click


def megabytes(seconds, answers):
    paths = {urllib.parse.unquote(urllib.parse.urlsplit(answer.url).path) for answer in answers}
    files = [pages.HTML / path.lstrip("/") for path in paths]
    return sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_file()) / 1e6


ROW = Row(
    work="running a lesson in the browser, all that is loaded, compressed",
    unit="MB",
    contestants={"dlmath": from_click(megabytes)},
    limits=[Limit("dlmath", must=30, goal=15)],
    rounds=1,
)
