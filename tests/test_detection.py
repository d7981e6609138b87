"""Detection: against exact fractions, scikit-learn and plain loops, by laws, and by hand."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
import sklearn.metrics
from hypothesis import given, settings
from hypothesis import strategies as st

from dlmath import calculus, metrics
from dlmath import detection as dt
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(np.float64).eps
MEASURES = (dt.iou, dt.giou, dt.diou, dt.ciou)
seeds = st.integers(0, 10_000)


def random_boxes(rng, n, size=10.0):
    """Boxes with an area, in a square."""
    low = rng.uniform(0, size, (n, 2))
    return np.concatenate([low, low + rng.uniform(0.2, size, (n, 2))], axis=1)


def cells_of(box):
    x1, y1, x2, y2 = box
    return set(itertools.product(range(x1, x2), range(y1, y2)))


def by_fractions(a, b):
    """IoU, GIoU, DIoU and CIoU in exact arithmetic, but for the arctangent; in the manner of the papers' listings."""
    a, b = [Fraction(float(v)) for v in a], [Fraction(float(v)) for v in b]
    inner = [max(Fraction(0), min(a[i + 2], b[i + 2]) - max(a[i], b[i])) for i in (0, 1)]
    outer = [max(a[i + 2], b[i + 2]) - min(a[i], b[i]) for i in (0, 1)]
    (wa, ha), (wb, hb) = ([box[2] - box[0], box[3] - box[1]] for box in (a, b))
    union = wa * ha + wb * hb - inner[0] * inner[1]
    iou = inner[0] * inner[1] / union
    giou = iou - (outer[0] * outer[1] - union) / (outer[0] * outer[1])
    between = sum(((a[i] + a[i + 2] - b[i] - b[i + 2]) / 2) ** 2 for i in (0, 1))
    diou = iou - between / (outer[0] ** 2 + outer[1] ** 2)
    v = 4 / np.pi**2 * (np.arctan(float(wb / hb)) - np.arctan(float(wa / ha))) ** 2
    return float(iou), float(giou), float(diou), float(diou) - (v * v / (1 - float(iou) + v) if v else 0.0)


def test_measures_equal_exact_arithmetic(proof):
    rng = np.random.default_rng(0)
    A, B = random_boxes(rng, 200), random_boxes(rng, 200)
    expected = np.array([by_fractions(a, b) for a, b in zip(A, B, strict=True)]).T
    assert 20 < np.sum(expected[0] == 0) < 180
    for measure, values in zip(MEASURES, expected, strict=True):
        proof(f"detection.{measure.__name__}", "independent", "exact fractions", measure(A, B), values, bound=16 * EPS)
        proof("detection.box_loss", "independent", f"exact fractions, {measure.__name__}",
              dt.box_loss(A, B, measure), 1 - values.mean(), bound=16 * EPS)  # fmt: skip


def test_measures_of_whole_pixels_can_be_counted(proof):
    boxes = [(x, y, x + w, y + h) for x, y, w, h in itertools.product((0, 2), (0, 1), (1, 3), (2, 3))]
    for a, b in itertools.product(boxes, boxes):
        A, B = cells_of(a), cells_of(b)
        hull = cells_of((min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))
        share = len(A & B) / len(A | B)
        proof("detection.iou", "independent", "counted pixels", dt.iou(a, b), share, bound=2 * EPS)
        expected = share - len(hull - A - B) / len(hull)
        proof("detection.giou", "independent", "counted pixels", dt.giou(a, b), expected, bound=4 * EPS)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda f: f.__name__)
@settings(max_examples=25)
@given(seed=seeds)
def test_measures_obey_their_laws(proof, measure, seed):
    rng, name = np.random.default_rng(seed), f"detection.{measure.__name__}"
    A, B = random_boxes(rng, 8), random_boxes(rng, 8)
    values = measure(A, B)
    lowest = {dt.iou: 0, dt.ciou: -2}.get(measure, -1)
    assert np.all((lowest <= values) & (values <= 1))
    proof(name, "law", "symmetric", measure(B, A), values, bound=8 * EPS)
    proof(name, "law", "1 of a box with itself", measure(A, A), 1.0, bound=0)
    matrix = measure(A[:, None], B)
    proof(name, "law", "the diagonal of the matrix of all pairs", np.diag(matrix), values, bound=0)
    moved = measure(A + 2.0**20, B + 2.0**20)
    proof(name, "law", "offsets do not matter", moved, measure(A + 2.0**20 - 2.0**20, B), bound=1e-8)
    for unit in (2.0**-400, 2.0**400):
        proof(name, "law", "units do not matter", measure(unit * A, unit * B), values, bound=8 * EPS)
    flipped = measure(A[:, [1, 0, 3, 2]], B[:, [1, 0, 3, 2]])
    proof(name, "law", "x and y may change places", flipped, values, bound=8 * EPS)


def test_large_offsets_cost_no_digits():
    A, B = np.array([0.0, 0.0, 4.0, 2.0]), np.array([1.0, 1.0, 6.0, 3.0])
    for measure in MEASURES:
        assert measure(A + 2.0**50, B + 2.0**50) == measure(A, B)
        assert measure(A.astype(np.float32) * np.float32(1e30), B.astype(np.float32) * np.float32(1e30)).dtype == "f4"


def test_the_measures_are_ordered():
    rng = np.random.default_rng(1)
    A, B = random_boxes(rng, 500), random_boxes(rng, 500)
    assert np.all(dt.giou(A, B) <= dt.iou(A, B))
    assert np.all(dt.ciou(A, B) <= dt.diou(A, B) + 1e-15)
    assert np.all(dt.diou(A, B) <= dt.iou(A, B))


def test_measures_by_hand(proof):
    a, b = [0.0, 0.0, 4.0, 2.0], [2.0, 1.0, 6.0, 5.0]  # 8 and 16, of which 2 meet; hull 6 × 5, centers (2, 1), (4, 3)
    v = 4 / np.pi**2 * (np.arctan(1) - np.arctan(2)) ** 2
    diou = 2 / 22 - 8 / 61
    expected = (2 / 22, 2 / 22 - 8 / 30, diou, diou - v * v / (1 - 2 / 22 + v))
    for measure, value in zip(MEASURES, expected, strict=True):
        where = "4 × 2 at the origin, 4 × 4 at (2, 1)"
        proof(f"detection.{measure.__name__}", "by hand", where, measure(a, b), value, bound=4 * EPS)
        proof("detection.box_loss", "by hand", where, dt.box_loss([a, a], [b, a], measure), (1 - value) / 2,
              bound=4 * EPS)  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES, ids=lambda f: f.__name__)
def test_degenerate_boxes_have_the_documented_values(measure):
    point, line, box = [1.0, 1.0, 1.0, 1.0], [1.0, 0.0, 1.0, 2.0], [0.0, 0.0, 2.0, 2.0]
    assert measure(point, point) == 0
    assert measure(line, line) == 0
    assert dt.iou(point, box) == 0
    assert dt.iou([0.0, 0.0, 1.0, 1.0], [1.0, 0.0, 2.0, 1.0]) == 0  # they touch
    assert np.isfinite(measure(point, box)) and np.isfinite(measure(line, box))
    assert dt.giou(line, box) == 0 and dt.diou(line, box) == 0
    assert dt.diou(point, [3.0, 1.0, 3.0, 1.0]) == -1
    assert measure(np.zeros((0, 4)), np.zeros((0, 4))).shape == (0,)
    assert measure(np.zeros((3, 1, 4)), np.zeros((5, 4))).shape == (3, 5)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda f: f.__name__)
def test_gradients_equal_finite_differences(measure, proof):
    rng = np.random.default_rng(2)
    for _ in range(20):
        A, B = random_boxes(rng, 3), random_boxes(rng, 3)
        actual = grad(lambda boxes, B=B: dt.box_loss(boxes, B, measure))(A)
        expected = calculus.gradient(lambda boxes, B=B: dt.box_loss(boxes, B, measure), A)
        against = f"its gradient by finite differences, {measure.__name__}"
        proof("detection.box_loss", "law", against, actual, expected, bound=1e-7)


def test_where_gradients_vanish():
    apart, target = np.array([[0.0, 0.0, 1.0, 1.0]]), np.array([[5.0, 3.0, 6.0, 4.0]])
    inside, around = np.array([[2.0, 1.0, 3.0, 2.0]]), np.array([[0.0, 0.0, 4.0, 4.0]])

    def pull(measure, boxes, target):
        """How the center is drawn: minus the gradient with respect to moving the whole box."""
        slope = -grad(lambda boxes: dt.box_loss(boxes, target, measure))(boxes)[0]
        return slope[:2] + slope[2:]

    assert np.array_equal(pull(dt.iou, apart, target), [0, 0])
    for measure in (dt.giou, dt.diou, dt.ciou):
        assert np.all(pull(measure, apart, target) > 0)
    for measure in (dt.iou, dt.giou):
        np.testing.assert_allclose(pull(measure, inside, around), 0, atol=1e-15)
    for measure in (dt.diou, dt.ciou):
        x, y = pull(measure, inside, around)
        assert x < 0 < y
    for measure in MEASURES:
        assert np.isfinite(grad(lambda boxes, f=measure: dt.box_loss(boxes, around, f))(around)).all()
        assert np.isfinite(grad(lambda boxes, f=measure: dt.box_loss(boxes, around, f))(np.zeros((1, 4)))).all()


@pytest.mark.torch
def test_losses_and_gradients_equal_pytorch():
    torch = pytest.importorskip("torch")

    def theirs(name, a, b):
        inner = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0)
        outer = torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])
        size_a, size_b = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
        union = size_a.prod(1) + size_b.prod(1) - inner.prod(1)
        iou, hull = inner.prod(1) / union, outer.prod(1)
        if name in ("iou", "giou"):
            return iou if name == "iou" else iou - (hull - union) / hull
        between = (a[:, :2] + a[:, 2:] - b[:, :2] - b[:, 2:]) / 2
        diou = iou - (between**2).sum(1) / (outer**2).sum(1)
        v = 4 / torch.pi**2 * (torch.atan(size_b[:, 0] / size_b[:, 1]) - torch.atan(size_a[:, 0] / size_a[:, 1])) ** 2
        return diou if name == "diou" else diou - v * v / (1 - iou + v)

    rng = np.random.default_rng(3)
    A, B = random_boxes(rng, 100), random_boxes(rng, 100)
    for measure in MEASURES:
        t = torch.tensor(A, requires_grad=True)
        value = (1 - theirs(measure.__name__, t, torch.tensor(B))).mean()
        value.backward()
        np.testing.assert_allclose(dt.box_loss(A, B, measure), value.item(), rtol=1e-13)
        actual = grad(lambda boxes, f=measure: dt.box_loss(boxes, B, f))(A)
        np.testing.assert_allclose(actual, t.grad.numpy(), rtol=1e-10, atol=1e-14)


# --- two forms, and offsets


@settings(max_examples=25)
@given(seed=seeds)
def test_forms_and_offsets_are_inverses(proof, seed):
    rng = np.random.default_rng(seed)
    boxes, anchors = random_boxes(rng, 6), random_boxes(rng, 6)
    low, size = boxes[:, :2], boxes[:, 2:] - boxes[:, :2]
    center = dt.to_center(boxes)
    slow = [[(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1] for x1, y1, x2, y2 in boxes.tolist()]
    proof("detection.to_center", "independent", "a loop over boxes", center, slow, bound=2 * EPS)
    slow = [[x - w / 2, y - h / 2, x + w / 2, y + h / 2] for x, y, w, h in center.tolist()]
    proof("detection.to_corners", "independent", "a loop over boxes", dt.to_corners(center), slow, bound=2 * EPS)
    proof("detection.to_corners", "law", "inverse of to_center", dt.to_corners(center), boxes, bound=8 * EPS)
    proof("detection.to_center", "law", "moves and grows with the box", dt.to_center(3 * boxes + 5) - [5, 5, 0, 0],
          3 * center, bound=64 * EPS)  # fmt: skip
    t, c = dt.encode_box(boxes, anchors), dt.to_center(anchors)
    expected = np.concatenate([(center[:, :2] - c[:, :2]) / c[:, 2:], np.log(center[:, 2:]) - np.log(c[:, 2:])], axis=1)
    proof("detection.encode_box", "independent", "by centers and sizes", t, expected, bound=1e-13)
    proof("detection.encode_box", "law", "units and offsets do not matter",
          dt.encode_box(4 * boxes + 32, 4 * anchors + 32), t, bound=1e-12)  # fmt: skip
    proof("detection.decode_box", "law", "inverse of encode_box", dt.decode_box(t, anchors), boxes, bound=1e-13)
    scale = (anchors[:, 2:] - anchors[:, :2]) * np.exp(t[:, 2:])
    middle = anchors[:, :2] + (anchors[:, 2:] - anchors[:, :2]) * (t[:, :2] + 0.5)
    expected = dt.to_corners(np.concatenate([middle, scale], axis=1))
    proof(
        "detection.decode_box", "independent", "by centers and sizes", dt.decode_box(t, anchors), expected, bound=1e-13
    )
    cells, t = dt.encode_cell(boxes, 3.0, (2.0, 5.0))
    assert np.all((t[:, :2] >= 0) & (t[:, :2] < 1)) and cells.dtype == np.int64
    proof("detection.decode_cell", "law", "inverse of encode_cell", dt.decode_cell(cells, t, 3.0, (2.0, 5.0)), boxes,
          bound=1e-13)  # fmt: skip
    whole, part = np.divmod(low + size / 2, 3.0)
    expected = np.concatenate([whole, part / 3, np.log(size / [2.0, 5.0])], axis=1)
    proof("detection.encode_cell", "independent", "numpy.divmod", np.concatenate([cells, t], axis=1), expected,
          bound=1e-12)  # fmt: skip
    anchor = dt.to_corners(np.concatenate([3.0 * (cells + t[:, :2]), np.full((6, 2), [2.0, 5.0])], axis=1))
    grown = dt.decode_box(np.concatenate([np.zeros((6, 2)), t[:, 2:]], axis=1), anchor)
    proof("detection.decode_cell", "independent", "decode_box of anchors in the cells",
          dt.decode_cell(cells, t, 3.0, (2.0, 5.0)), grown, bound=1e-13)  # fmt: skip
    more, same = dt.encode_cell(boxes + 6.0, 3.0, (2.0, 5.0))
    if np.all(np.abs(t[:, :2] - 0.5) < 0.499):
        proof("detection.encode_cell", "law", "two cells on, the same offsets", same, t, bound=1e-12)
        assert np.array_equal(more, cells + 2)


def test_forms_and_offsets_by_hand(proof):
    where = "4 × 8 at (2, 2), seen from 8 × 8 at (0, 4)"
    box, anchor = np.array([2.0, 2.0, 6.0, 10.0]), np.array([0.0, 4.0, 8.0, 12.0])
    proof("detection.to_center", "by hand", where, dt.to_center(box), [4, 6, 4, 8], bound=0)
    proof("detection.to_corners", "by hand", where, dt.to_corners([4.0, 6.0, 4.0, 8.0]), box, bound=0)
    t = [0, -0.25, -np.log(2), 0]
    proof("detection.encode_box", "by hand", where, dt.encode_box(box, anchor), t, bound=EPS)
    proof("detection.decode_box", "by hand", where, dt.decode_box(t, anchor), box, bound=4 * EPS)
    cells, t = dt.encode_cell(box, 5, (4.0, 4.0))
    where = "the same in cells of 5"
    expected = [0, 1, 0.8, 0.2, 0, np.log(2)]
    proof("detection.encode_cell", "by hand", where, np.append(cells, t), expected, bound=4 * EPS)
    proof("detection.decode_cell", "by hand", where, dt.decode_cell([0, 1], t, 5, (4.0, 4.0)), box,
          bound=4 * EPS)  # fmt: skip


def test_offsets_can_be_differentiated():
    anchors, t = np.array([[0.0, 0.0, 2.0, 4.0]]), np.array([[0.1, -0.2, 0.3, 0.0]])
    actual = grad(lambda t: np.sum(dt.decode_box(t, anchors) ** 2))(t)
    expected = calculus.gradient(lambda t: np.sum(dt.decode_box(t, anchors) ** 2), t)
    np.testing.assert_allclose(actual, expected, rtol=1e-7)
    actual = grad(lambda t: np.sum(dt.decode_cell([[1, 2]], t, 3, (2.0, 2.0)) ** 2))(t)
    expected = calculus.gradient(lambda t: np.sum(dt.decode_cell([[1, 2]], t, 3, (2.0, 2.0)) ** 2), t)
    np.testing.assert_allclose(actual, expected, rtol=1e-7)


def test_sizes_that_no_number_can_hold_are_refused():
    with pytest.raises(ValueError, match="offsets holds 800 at index 0, expected logarithms of sizes of at most 710"):
        dt.decode_box([0.0, 0.0, 800.0, 0.0], [0.0, 0.0, 1.0, 1.0])
    with pytest.raises(ValueError, match="offsets holds 800"):
        dt.decode_cell([0, 0], [0.0, 0.0, 0.0, 800.0], 1, (1.0, 1.0))


# --- anchors and suppression


def slow_matches(anchors, boxes, low, high):
    result = []
    for anchor in anchors:
        shares = [by_fractions(anchor, box)[0] for box in boxes]
        best = max(shares)
        result.append(shares.index(best) if best >= high else -1 if best < low else -2)
    claims = []
    for j, box in enumerate(boxes):
        shares = [by_fractions(anchor, box)[0] for anchor in anchors]
        claims.append((max(shares), j, shares.index(max(shares))))
    for share, j, i in sorted(claims):
        if share > 0:
            result[i] = j
    return result


@settings(max_examples=25)
@given(seed=seeds)
def test_anchors_are_matched_as_by_loops(proof, seed):
    rng = np.random.default_rng(seed)
    anchors, boxes = random_boxes(rng, 9), random_boxes(rng, 3)
    low, high = np.sort(rng.uniform(0.1, 0.6, 2))
    matches = dt.match_anchors(anchors, boxes, low, high)
    proof("detection.match_anchors", "independent", "loops with exact fractions", matches,
          slow_matches(anchors, boxes, low, high), bound=0)  # fmt: skip
    shares = dt.iou(anchors[:, None], boxes)
    lone = [j for j in range(3) if shares[:, j].max() > 0 and j not in matches]
    taken = [np.argmax(shares[:, j]) for j in lone]
    fair = all(shares[i, matches[i]] >= shares[i, j] for i, j in zip(taken, lone, strict=True))
    proof("detection.match_anchors", "law", "a box goes without only where its anchor fits another better", fair, True,
          bound=0)  # fmt: skip


def test_anchors_by_hand(proof):
    anchors = [[0.0, 0.0, 4.0, 4.0], [0.0, 0.0, 4.0, 4.0], [0.0, 0.0, 2.0, 4.0], [9.0, 9.0, 10.0, 10.0]]
    where = "two equal anchors, one half, one far away"
    actual = dt.match_anchors(anchors, [[0.0, 0.0, 4.0, 4.0]])
    proof("detection.match_anchors", "by hand", where, actual, [0, 0, -2, -1], bound=0)
    assert dt.match_anchors(anchors, []).tolist() == [-1] * 4
    assert dt.match_anchors(anchors, [[20.0, 20.0, 21.0, 21.0]]).tolist() == [-1] * 4  # a box that meets no anchor
    assert dt.match_anchors(anchors, [[0.0, 0.0, 1.0, 1.0]]).tolist() == [-1, -1, 0, -1]  # poor, but the best
    assert dt.match_anchors(anchors[:1], [[0.0, 0.0, 4.0, 4.0], [0.0, 0.0, 3.0, 4.0]]).tolist() == [0]
    assert dt.match_anchors(anchors[2:3], [[0.0, 0.0, 4.0, 4.0]], low=0.5, high=0.5).tolist() == [0]  # IoU = ½
    assert dt.match_anchors([anchors[0], anchors[2]], [[0.0, 0.0, 4.0, 4.0]], 0.5, 0.6).tolist() == [0, -2]


def slow_suppression(boxes, scores, threshold, labels):
    kept = []
    for i in sorted(range(len(boxes)), key=lambda i: -scores[i]):
        if all(labels[i] != labels[j] or by_fractions(boxes[i], boxes[j])[0] <= threshold for j in kept):
            kept.append(i)
    return kept


@settings(max_examples=25)
@given(seed=seeds)
def test_suppression_equals_loops_and_obeys_its_laws(proof, seed):
    rng = np.random.default_rng(seed)
    boxes, scores, labels = random_boxes(rng, 12, 4), rng.integers(0, 6, 12) / 4, rng.integers(0, 2, 12)
    threshold, name = rng.uniform(0.1, 0.6), "detection.non_maximum_suppression"
    kept = dt.non_maximum_suppression(boxes, scores, threshold, labels)
    expected = slow_suppression(boxes, scores.tolist(), threshold, labels.tolist())
    proof(name, "independent", "loops with exact fractions", kept, expected, bound=0)
    again = dt.non_maximum_suppression(boxes[kept], scores[kept], threshold, labels[kept])
    proof(name, "law", "what is kept is kept again", again, np.arange(len(kept)), bound=0)
    one = dt.non_maximum_suppression(boxes, scores, threshold)
    assert np.all(np.diff(scores[kept]) <= 0) and len(one) <= len(kept)


def test_suppression_by_hand(proof):
    boxes = [[0.0, 0.0, 2.0, 2.0], [1.0, 0.0, 3.0, 2.0], [0.0, 0.0, 2.0, 2.0], [5.0, 5.0, 6.0, 6.0]]
    name, where = "detection.non_maximum_suppression", "a box, one a third over it, its double, one far away"
    proof(name, "by hand", where, dt.non_maximum_suppression(boxes, [3.0, 2, 1, 4], 0.3), [3, 0], bound=0)
    assert dt.non_maximum_suppression(boxes, [3.0, 2, 1, 4], 0.5).tolist() == [3, 0, 1]
    assert dt.non_maximum_suppression(boxes, [1.0, 1, 1, 1], 0.5).tolist() == [0, 1, 3]  # ties: the first
    assert dt.non_maximum_suppression(boxes, [3.0, 2, 1, 4], 0.3, labels=[0, 0, 1, 0]).tolist() == [3, 0, 2]
    half = [[0.0, 0.0, 2.0, 1.0], [0.0, 0.0, 1.0, 1.0]]
    assert dt.non_maximum_suppression(half, [2.0, 1.0], 0.5).tolist() == [0, 1]  # IoU = threshold is kept
    assert dt.non_maximum_suppression(half, [2.0, 1.0], 1.0).tolist() == [0, 1]
    assert dt.non_maximum_suppression([], []).tolist() == []
    assert dt.non_maximum_suppression([], [], labels=[]).dtype == np.int64
    assert dt.non_maximum_suppression(half[:1], [0.0]).tolist() == [0]


# --- evaluation


def slow_detections(boxes, scores, truths, threshold):
    found, free = [-1] * len(boxes), set(range(len(truths)))
    for i in sorted(range(len(boxes)), key=lambda i: -scores[i]):
        shares = {j: by_fractions(boxes[i], truths[j])[0] for j in sorted(free)}
        if shares and max(shares.values()) >= threshold:
            found[i] = max(shares, key=shares.get)
            free.remove(found[i])
    return found


@settings(max_examples=25)
@given(seed=seeds)
def test_detections_are_matched_as_by_loops(proof, seed):
    rng = np.random.default_rng(seed)
    boxes, truths, scores = random_boxes(rng, 8, 5), random_boxes(rng, 4, 5), rng.integers(0, 5, 8) / 2
    threshold = rng.uniform(0.1, 0.6)
    found = dt.match_detections(boxes, scores, truths, threshold)
    proof("detection.match_detections", "independent", "loops with exact fractions", found,
          slow_detections(boxes, scores.tolist(), truths, threshold), bound=0)  # fmt: skip
    once = np.bincount(found[found >= 0], minlength=4).max() <= 1
    proof("detection.match_detections", "law", "each true box is found at most once", once, True, bound=0)


def test_detections_by_hand(proof):
    truths = [[0.0, 0.0, 4.0, 4.0], [1.0, 0.0, 5.0, 4.0]]
    boxes = [[0.0, 0.0, 4.0, 4.0], [0.0, 0.0, 4.0, 3.0], [0.0, 0.0, 4.0, 4.0]]
    found = dt.match_detections(boxes, [0.5, 0.9, 0.1], truths)
    where = "three boxes on two things: the second takes the second best"
    proof("detection.match_detections", "by hand", where, found, [1, 0, -1], bound=0)
    assert dt.match_detections([], [], truths).tolist() == []
    assert dt.match_detections(boxes, [1.0, 2, 3], []).tolist() == [-1, -1, -1]
    assert dt.match_detections([[0.0, 0.0, 2.0, 4.0]], [1.0], truths[:1], threshold=0.5).tolist() == [0]


@settings(max_examples=25)
@given(seed=seeds)
def test_average_precision_equals_scikit_learn_on_the_same_ranking(proof, seed):
    rng = np.random.default_rng(seed)
    hits, scores = rng.random(15) < 0.5, rng.integers(0, 9, 15) / 8
    hits[0], found = True, 0
    found = int(hits.sum())
    expected = sklearn.metrics.average_precision_score(hits, scores)
    actual, against = dt.average_precision(hits, scores, found), "sklearn.metrics.average_precision_score"
    proof("detection.average_precision", "independent", against, actual, expected, bound=1e-14)
    actual = dt.average_precision(hits, scores, found + 5)
    proof("detection.average_precision", "law", "missed boxes take their share", actual,
          metrics.average_precision(hits, scores) * found / (found + 5), bound=1e-14)  # fmt: skip
    p, r, _ = sklearn.metrics.precision_recall_curve(hits, scores)
    full = slice(None, None, -1)
    mine = dt.precision_recall(hits, scores, found)
    against = "sklearn.metrics.precision_recall_curve"
    proof("detection.precision_recall", "independent", against, np.array(mine), np.array([p[full][1:], r[full][1:]]),
          bound=1e-15)  # fmt: skip
    grows = np.all(np.diff(dt.precision_recall(hits, scores, found + 3)[1]) >= 0)
    proof("detection.precision_recall", "law", "recall never falls", grows, True, bound=0)


def test_average_precision_by_hand(proof):
    hits, scores = [True, False, True, True], [0.9, 0.8, 0.8, 0.1]
    precision, recall = dt.precision_recall(hits, scores, 4)
    where = "hit, miss and hit at one score, hit; one thing never found"
    expected = [[1, 2 / 3, 3 / 4], [1 / 4, 1 / 2, 3 / 4]]
    proof("detection.precision_recall", "by hand", where, np.array([precision, recall]), expected, bound=EPS)
    expected = (1 + 2 / 3 + 3 / 4) / 4
    proof("detection.average_precision", "by hand", where, dt.average_precision(hits, scores, 4), expected, bound=EPS)
    assert dt.average_precision([], [], 3) == 0 and dt.average_precision([False], [0.5], 1) == 0
    assert dt.average_precision([True], [0.5], 1) == 1
    with pytest.raises(ValueError, match="n_truths is 2, expected an integer of at least 3"):
        dt.average_precision(hits, scores, 2)
    with pytest.raises(ValueError, match="n_truths is 0, expected an integer of at least 1"):
        dt.precision_recall([], [], 0)


def random_images(rng, n=4):
    detections, truths = [], []
    for _ in range(n):
        there = random_boxes(rng, int(rng.integers(0, 5)), 6)
        seen = np.vstack([there + 0.1 * rng.uniform(size=there.shape), random_boxes(rng, 3, 6)])
        truths.append(dt.Truths(there, rng.integers(0, 3, len(there))))
        detections.append(dt.Detections(seen, rng.random(len(seen)), rng.integers(0, 4, len(seen))))
    truths[0] = dt.Truths(random_boxes(rng, 2), np.array([0, 2]))
    return detections, truths


@settings(max_examples=15)
@given(seed=seeds)
def test_classes_are_judged_one_by_one(proof, seed):
    detections, truths = random_images(np.random.default_rng(seed))
    actual, expected = dt.average_precisions(detections, truths, 0.4), {}
    for c in sorted({int(label) for _, labels in truths for label in labels}):
        hits, scores, n = [], [], 0
        for (boxes, s, labels), (there, kinds) in zip(detections, truths, strict=True):
            mine = [i for i in range(len(s)) if labels[i] == c]
            wanted = [there[j] for j in range(len(there)) if kinds[j] == c]
            found = slow_detections(boxes[mine], s[mine].tolist(), wanted, 0.4)
            hits, scores, n = hits + [j >= 0 for j in found], scores + s[mine].tolist(), n + len(wanted)
        share = sum(hits) / n
        expected[c] = share * sklearn.metrics.average_precision_score(hits, scores) if share else 0.0
    assert actual.keys() == expected.keys()
    values = list(actual.values())
    proof("detection.average_precisions", "independent", "loops and scikit-learn", values, list(expected.values()),
          bound=1e-14)  # fmt: skip
    several = dt.mean_average_precision(detections, truths, [0.4, 0.7])
    mean = np.mean([np.mean(values), dt.mean_average_precision(detections, truths, 0.7)])
    proof("detection.mean_average_precision", "law", "the mean over thresholds", several, mean, bound=1e-15)
    proof("detection.mean_average_precision", "independent", "loops and scikit-learn",
          dt.mean_average_precision(detections, truths, 0.4), np.mean(list(expected.values())),
          bound=1e-14)  # fmt: skip
    order = np.random.default_rng(seed).permutation(len(truths))
    shuffled = dt.average_precisions([detections[i] for i in order], [truths[i] for i in order], 0.4)
    proof("detection.average_precisions", "law", "the order of the images does not matter", list(shuffled.values()),
          values, bound=1e-15)  # fmt: skip
    perfect = [dt.Detections(t.boxes, np.ones(len(t.labels)), t.labels) for t in truths]
    assert dt.mean_average_precision(perfect, truths) == 1
    worse = [dt.Detections(d.boxes, d.scores / 2, d.labels) for d in detections]
    assert dt.mean_average_precision(worse, truths, 0.4) == pytest.approx(np.mean(values), rel=1e-15)


def test_mean_average_precision_by_hand(proof):
    box, far = [0.0, 0.0, 4.0, 4.0], [8.0, 8.0, 12.0, 12.0]
    truths = [dt.Truths([box, far], [0, 1]), dt.Truths([box], [0])]
    detections = [dt.Detections([far, box], [0.9, 0.8], [0, 0]), dt.Detections([], [], [])]
    # Class 0: a false alarm, then one of two found: AP = ½ · ½. Class 1: nothing found.
    where = "two images, two classes"
    proof("detection.average_precisions", "by hand", where, list(dt.average_precisions(detections, truths).values()),
          [0.25, 0], bound=0)  # fmt: skip
    proof("detection.mean_average_precision", "by hand", where, dt.mean_average_precision(detections, truths), 0.125,
          bound=0)  # fmt: skip
    half = [dt.Detections([[0.0, 0.0, 4.0, 3.0]], [1.0], [0])]
    assert dt.mean_average_precision(half, [dt.Truths([box], [0])], [0.5, 0.75, 0.8]) == pytest.approx(2 / 3)
    assert dt.average_precisions(half + half, [dt.Truths([], []), dt.Truths([box], [0])]) == {0: 0.5}


@pytest.mark.parametrize(
    "detections, truths, message",
    [
        ([], [], "detections is list, expected a list with one entry for each image"),
        ([([], [], [])], [], "truths is list"),
        ([([], [], [])], [([], []), ([], [])], "detections holds 1 images and truths 2, expected as many"),
        ([([], [])], [([], [])], "detections\\[0\\] is tuple, expected a tuple of boxes, scores, labels"),
        ([([], [], [])], [([], [])], "truths holds no box in any image"),
        ([([], [1.0], [])], [([], [])], "detections\\[0\\].scores has shape"),
        ([([], [], [1])], [([], [])], "detections\\[0\\].labels"),
        ([([], [], [])], [([[0.0, 0.0, 1.0, 1.0]], [-1])], "truths\\[0\\].labels holds -1"),
        ([([], [], [])], [([[1.0, 0.0, 0.0, 1.0]], [1])], "truths\\[0\\].boxes holds 0"),
    ],
)
def test_what_cannot_be_judged_is_refused(detections, truths, message):
    with pytest.raises((TypeError, ValueError), match=message):
        dt.mean_average_precision(detections, truths)


def test_boxes_that_do_not_fit_are_refused_in_one_sentence():
    with pytest.raises(ValueError, match=r"a has shape \(2, 4\) and b \(3, 4\), expected as many boxes in both"):
        dt.iou(np.zeros((2, 4)), np.zeros((3, 4)))
    with pytest.raises(ValueError, match=r"a holds 1 at index \(0, 0\), expected \(x1, y1, x2, y2\) with x1 ≤ x2"):
        dt.iou([[3.0, 0.0, 1.0, 2.0]], [[0.0, 0.0, 1.0, 1.0]])
    with pytest.raises(ValueError, match="the size of anchors holds 0 at index 0, expected boxes with an area"):
        dt.encode_box([0.0, 0.0, 1.0, 1.0], [1.0, 0.0, 1.0, 1.0])


A = np.array([[0.0, 0.0, 4.0, 4.0], [1.0, 2.0, 6.0, 5.0], [3.0, 3.0, 8.0, 9.0]])
B = np.array([[1.0, 0.0, 5.0, 4.0], [1.0, 1.0, 6.0, 4.0], [2.0, 3.0, 7.0, 8.0]])
BACKWARD = A[:, [2, 1, 0, 3]]
NARROW = np.ones((3, 3))
S = np.array([0.5, 0.25, 0.75])
PAIR = {"a": [BACKWARD, NARROW], "b": [BACKWARD, A[:2]]}
ANY_RANK = {"a": "any rank", "b": "any rank"}
OFFSETS = np.array([[0.1, 0.2, 0.3, 0.4], [0.5, 0.0, -1.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
CELL = {"stride": 2.0, "anchor": (2.0, 2.0)}
BAD_CELL = {"stride": [0.0, np.inf], "anchor": [(1.0,), (0.0, 1.0), "ab"]}
TABLE = [
    *[bad_input.Case(f, {"a": A, "b": B}, PAIR, accepts=ANY_RANK) for f in MEASURES],
    bad_input.Case(dt.to_center, {"boxes": A}, {"boxes": [BACKWARD, NARROW]}, accepts={"boxes": "any rank"}),
    bad_input.Case(dt.to_corners, {"boxes": A}, {"boxes": [-A - 1, NARROW]}, accepts={"boxes": "any rank"}),
    bad_input.Case(dt.encode_box, {"boxes": A, "anchors": B},
                   {"boxes": [BACKWARD, NARROW], "anchors": [BACKWARD, A[:2]]},
                   accepts={"boxes": "any rank", "anchors": "any rank"}),
    bad_input.Case(dt.decode_box, {"offsets": OFFSETS, "anchors": B},
                   {"offsets": [1000 + A, NARROW], "anchors": [BACKWARD, A[:2]]},
                   accepts={"offsets": "any rank", "anchors": "any rank"}),
    bad_input.Case(dt.encode_cell, {"boxes": A, **CELL}, {"boxes": [BACKWARD, NARROW], **BAD_CELL},
                   accepts={"boxes": "any rank"}),
    bad_input.Case(dt.decode_cell, {"cells": np.array([[1, 2], [0, 0], [3, 1]]), "offsets": OFFSETS, **CELL},
                   {"offsets": [1000 + A, NARROW], "cells": [NARROW], **BAD_CELL},
                   accepts={"offsets": "any rank", "cells": "any rank"}),
    bad_input.Case(dt.box_loss, {"predicted": A, "target": B, "measure": dt.giou},
                   {"predicted": [BACKWARD, A[:2]], "target": [BACKWARD], "measure": [1]}),
    bad_input.Case(dt.match_anchors, {"anchors": A, "boxes": B, "low": 0.25, "high": 0.5},
                   {"anchors": [BACKWARD], "low": [-0.1, 0.6], "high": [1.1]}, accepts={"boxes": "empty"},
                   keeps_float32=False),
    bad_input.Case(dt.non_maximum_suppression,
                   {"boxes": A, "scores": S, "threshold": 0.5, "labels": np.array([0, 1, 0])},
                   {"boxes": [BACKWARD], "scores": [S[:2]], "threshold": [-0.1], "labels": [[0, -1, 0]]},
                   keeps_float32=False, whole={"scores": None}),
    bad_input.Case(dt.match_detections, {"boxes": A, "scores": S, "truths": B, "threshold": 0.5},
                   {"boxes": [BACKWARD], "scores": [S[:2]], "threshold": [0.0]}, accepts={"truths": "empty"},
                   keeps_float32=False, whole={"scores": None}),
    bad_input.Case(dt.precision_recall, {"hits": np.array([True, False, True]), "scores": S, "n_truths": 3},
                   {"hits": [[True], [0.5, 0, 1], ["a", "b", "c"]], "n_truths": [0, 1]}, whole={"scores": None}),
    bad_input.Case(dt.average_precision, {"hits": np.array([True, False, True]), "scores": S, "n_truths": 3},
                   {"hits": [[True]], "n_truths": [0, 1]}, whole={"scores": None}),
    bad_input.Case(dt.average_precisions, {"detections": [dt.Detections(A, S, [0, 1, 0])],
                   "truths": [dt.Truths(B, [0, 1, 0])], "threshold": 0.5},
                   {"detections": [[], 3], "truths": [[], None], "threshold": [0.0]}, keeps_float32=False),
    bad_input.Case(dt.mean_average_precision, {"detections": [dt.Detections(A, S, [0, 1, 0])],
                   "truths": [dt.Truths(B, [0, 1, 0])], "thresholds": np.array([0.5, 0.75])},
                   {"detections": [[], 3], "truths": [[], None], "thresholds": [[0.0], 2.0, []]}, keeps_float32=False,
                   accepts={"thresholds": "any rank"}, whole={"thresholds": None}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
