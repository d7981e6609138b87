"""The three proofs of every public function, and the worst deviation of each.

A test takes the fixture ``proof`` and says what it proves::

    def test_softmax_equals_scipy(proof):
        for z in cases:
            proof("activations.softmax", "independent", "scipy.special.softmax", softmax(z), expected(z), bound=1e-15)

``kind`` is one of ``independent`` (another implementation), ``law`` (what must hold on random input; ``against``
is the law in words) and ``by hand`` (one small case worked out on paper; ``against`` is where or how).
The error is max |actual − expected| / max(1, |expected|) over all entries; the test fails when it exceeds ``bound``.

``book/proofs.json`` keeps function, kind, against, bound, number of cases and worst error. ``make proofs`` writes it;
an ordinary run only compares, so that testing leaves the checkout as it was: what is proved must stand in the table,
with the bound that holds.
"""

import json
import pathlib

import numpy as np

PATH = pathlib.Path(__file__).parent.parent / "book" / "proofs.json"
SLACK = 1e-6  # a bound made of sums has another last digit where memory is aligned otherwise
KINDS = ("independent", "law", "by hand")


class Proofs:
    """Collects what the tests prove in one process; ``table`` is the committed one, or None while it is written."""

    def __init__(self, table=None):
        self.records = {}
        self.hold_to(table)

    def hold_to(self, table):
        """Let every proof have its row, with a bound at least as large, in the committed table."""
        self.bounds = table and {(row["function"], row["kind"], row["against"]): row["bound"] for row in table}

    def __call__(self, function, kind, against, actual, expected=0.0, *, bound):
        assert kind in KINDS, f"{kind!r} is not one of {KINDS}"
        error, bound = deviation(actual, expected), float(bound)
        if self.bounds is not None:
            known = self.bounds.get((function, kind, against), -1.0)
            name = f"{function}, {kind}, {against}"
            assert bound <= known * (1 + SLACK), f"{name}: not in book/proofs.json; run make proofs"
        record = self.records.setdefault((function, kind, against), {"bound": bound, "cases": 0, "worst": 0.0})
        record["bound"] = max(record["bound"], bound)
        record["cases"] += 1
        record["worst"] = max(record["worst"], error)
        assert error <= bound, f"{function} deviates by {error:.3g} from {against}, allowed is {bound:.3g}"


def deviation(actual, expected):
    """max |actual − expected| / max(1, |expected|); equal infinities and NaN in the same places count as equal."""
    actual, expected = np.asarray(actual), np.asarray(expected)
    assert actual.shape == expected.shape or expected.ndim == 0, f"shape {actual.shape}, expected {expected.shape}"
    if actual.size == 0:
        return 0.0
    actual, expected = np.broadcast_arrays(actual, expected)
    if actual.dtype.kind in "OUS":
        return 0.0 if np.array_equal(actual, expected) else np.inf
    kind = np.complex128 if "c" in actual.dtype.kind + expected.dtype.kind else np.float64
    actual, expected = actual.astype(kind), expected.astype(kind)
    same = (actual == expected) | (np.isnan(actual) & np.isnan(expected))
    with np.errstate(invalid="ignore", over="ignore"):
        error = np.where(same, 0.0, np.abs(actual - expected) / np.maximum(1.0, np.abs(expected)))
    return float(np.nan_to_num(error, nan=np.inf, posinf=np.inf).max())


def rows(records):
    """The records as the sorted list of dicts that ``book/proofs.json`` holds."""
    names = ("function", "kind", "against")
    table = [
        dict(zip(names, name, strict=True)) | {**record, "worst": float(f"{record['worst']:.2g}")}
        for name, record in records.items()
    ]
    return sorted(table, key=key)


def merge(into, other):
    """Add the records of one process to those of another."""
    for key, record in other.items():
        mine = into.setdefault(key, {"bound": record["bound"], "cases": 0, "worst": 0.0})
        mine["bound"] = max(mine["bound"], record["bound"])
        mine["cases"] += record["cases"]
        mine["worst"] = max(mine["worst"], record["worst"])


def updated(table, new, everything):
    """The table with new rows in it.

    A run of everything replaces all rows of the modules that it proved. A run of some files adds to them, and leaves a
    row alone that stands for more cases than it has seen itself.
    """
    proved = {row["function"].split(".")[0] for row in new}
    kept = {key(row): row for row in table if not everything or row["function"].split(".")[0] not in proved}
    for row in new:
        known = kept.get(key(row))
        if known is None or known["bound"] != row["bound"] or known["cases"] <= row["cases"]:
            kept[key(row)] = row
    return sorted(kept.values(), key=key)


def key(row):
    return row["function"], KINDS.index(row["kind"]), row["against"]


def load():
    """The committed table."""
    return json.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else []


def save(table):
    """Write the table, one row a line, so that a change can be read in a diff."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in table)
    PATH.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")
