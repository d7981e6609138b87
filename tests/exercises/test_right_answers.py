"""Right answers that are written in another way than the reference are right, and what only looks right is not."""

import itertools
import math

import numpy as np
import pytest

from dlmath import linear_algebra as la
from dlmath import tracking
from dlmath.exercises.cases import cases_of
from dlmath.exercises.catalogue import all_exercises, find
from dlmath.exercises.declarations import Exercise
from dlmath.exercises.judging import judge


def triangular_at_the_end(A):
    P, L, U = find("lu").reference(A)
    return P, L, np.triu(U)


def by_outer_products(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), np.array(A, dtype=float)
    for k in range(n - 1):
        p = k + np.argmax(np.abs(U[k:, k]))
        P[[k, p]], U[[k, p]], L[[k, p], :k] = P[[p, k]], U[[p, k]], L[[p, k], :k]
        L[k + 1 :, k] = U[k + 1 :, k] / U[k, k]
        U[k + 1 :] -= np.outer(L[k + 1 :, k], U[k])
    return P, L, np.triu(U)


def sets_the_zero(A):
    n = len(A)
    P, L, U = np.eye(n), np.eye(n), np.array(A, dtype=float)
    for k in range(n):
        p = k + np.argmax(np.abs(U[k:, k]))
        P[[k, p]], U[[k, p]], L[[k, p], :k] = P[[p, k]], U[[p, k]], L[[p, k], :k]
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i, k + 1 :] = U[i, k + 1 :] - L[i, k] * U[k, k + 1 :]
            U[i, k] = 0
    return P, L, U


@pytest.mark.parametrize("answer", [la.lu, triangular_at_the_end, by_outer_products, sets_the_zero])
def test_zeros_below_the_diagonal_may_be_exact_however_large_the_numbers_are(answer):
    verdict = judge(find("lu"), answer)
    assert verdict.status == "correct", verdict


BREAKS = {
    "breaks_pairwise_test": [
        (np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]), "correct", ""),
        (np.array([[1.0, 1.0, 1.0], [0.0, 0.001, 0.002]]), "correct", ""),  # nearly parallel is not parallel
        (np.array([[1.0, 1.0], [1.0, 1.001]]), "wrong", "two vectors are dependent"),
        (np.array([[1.0, 1.0, 0.0], [1.0, 1.001, 0.0], [0.0, 0.0, 1.0]]), "wrong", "Your columns are independent"),
        (np.array([[1.0, 1.0], [1.0, 1.0 + 1e-12]]), "wrong", "its columns are dependent"),
    ],
    "breaks_solve_two": [
        ((np.array([[1e-20, 1.0], [1.0, 1.0]]), np.array([1e-30, 2e-30])), "correct", ""),
        ((np.array([[3.0, 1.0], [7.0, 1.0]]), np.array([1e20, 3.3e20])), "wrong", "neither equation is drowned out"),
        ((np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([1.0, 3.0])), "wrong", "two rows of A are parallel"),
        ((np.array([[1.0, 1.0], [1.0, 1.0 + 1e-16]]), np.array([1.0, 2.0])), "wrong", "perhaps only after rounding"),
        ((np.eye(3), np.ones(3)), "wrong", "A has shape (3, 3)"),
    ],
    "breaks_partial_pivoting": [
        ((np.array([[10.0, 1e21], [1.0, 1.0]]), np.array([1e21, 2.0])), "correct", ""),
        (
            (np.array([[3.0, 1.0], [7.0, 1.0]]), np.array([1e20, 3.3e20])),
            "wrong",
            "partial pivoting swaps the two rows",
        ),
        ((np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([1.0, 3.0])), "wrong", "two rows of A are parallel"),
    ],
    "breaks_the_bell_rule": [
        ([1.0, 0.0, 0.0, 0.0, 0.0], "correct", ""),  # a fifth lies at exactly two standard deviations
        ([0.0, 0.001, 0.002, 0.003, 5.0, -5.0], "wrong", "No two of these numbers are equal"),  # not evenly spread
    ],
    "breaks_two_tests": [
        # Right, although the tests depend on each other: P(both | sick) is 3/8, not 1/2 squared.
        (np.array([[[19, 5], [5, 3]], [[6, 2], [2, 6]]]), "wrong", "the function gives the true share"),
    ],
    "breaks_greedy": [
        (np.array([[1.3, 1.0], [10.0, 1.2]]), "correct", ""),
        (np.array([[1, 1], [1, 10]]), "correct", ""),  # of equal costs, greedy takes the first
        (np.array([[10, 1], [1, 1]]), "wrong", "Several entries are equally cheap"),
        (np.array([[1.0, 1.1], [1.1, np.inf]]), "wrong", "every cost is from 1 to 10"),
    ],
    "breaks_naive_bayes": [
        # Each clue is 1 half of the time in both classes, but one class is twice as large.
        (
            (np.array([[0, 0], [0, 0], [1, 1], [1, 1], [0, 1], [1, 0]]), np.array([0, 0, 0, 0, 1, 1])),
            "wrong",
            "one class is larger than the other",
        ),
    ],
    "breaks_the_majority": [
        ([[True, True, True, False, False], [1, 1, 0, 1, 0], [1, 1, 0, 0, 1]], "correct", ""),
        (np.array([[1, 1, 1, 0], [1, 1, 0, 1], [1, 1, 0, 0]]), "wrong", "one of yours is not"),  # half is not enough
        (np.array([[1, 1, 0], [1, 0, 1]]), "wrong", "three rows"),
    ],
}


def test_the_inverse_of_the_sigmoid_may_be_written_with_arctanh():
    assert judge(find("sample_logistic"), lambda u: 2 * np.arctanh(2 * u - 1)).status == "correct"


def pytorchs_clipping(grads, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    return [min(1.0, limit / (norm + 1e-6)) * g for g in grads]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("mend_clipping", pytorchs_clipping),
        ("our_epsilon", lambda epsilon, beta2, t: epsilon * (-math.expm1(t * math.log(beta2))) ** -0.5),
    ],
)
def test_what_is_right_to_a_millionth_is_right(name, answer):
    assert judge(find(name), answer).status == "correct"


@pytest.mark.parametrize(
    ("name", "given", "status", "words"), [(name, *row) for name, rows in BREAKS.items() for row in rows]
)
def test_an_input_breaks_what_the_task_says_or_is_told_why_not(name, given, status, words):
    verdict = judge(find(name), lambda: given)
    assert verdict.status == status, verdict
    assert words in " ".join(repr(verdict).split()), verdict


@pytest.mark.parametrize(("name", "almost"), [("steps_per_digit", 21.85), ("price_of_a_digit", 115.13)])
def test_where_a_whole_number_is_asked_for_a_fraction_is_not_right(name, almost):
    assert "whole number" in repr(judge(find(name), almost))
    assert judge(find(name), round(almost)).status == "correct"


def test_an_input_that_is_not_whole_is_shown_so():
    given = np.array([[1.0, 0.0], [0.0, 1.0001]])
    assert "1.0001" in repr(judge(find("breaks_pairwise_test"), lambda: given))


@pytest.mark.parametrize("A", [np.diag([0.3, 0.3 + 1e-9]), np.array([[0.1, 1e-12], [1e-12, 0.1]]), np.eye(2) / 3])
def test_a_symmetric_matrix_has_real_eigenvalues_however_close_they_are(A):
    assert np.allclose(find("eigenvalues_2x2").reference(A), np.linalg.eigvalsh(A)[::-1], rtol=1e-15)


def test_a_sum_without_terms_is_told_to_start_from_a_matrix():
    def sum_of_terms(A):
        U, s, Vt = np.linalg.svd(A, full_matrices=False)
        return sum(np.outer(Vt[i], U[:, i]) / s[i] for i in range(len(s)) if s[i] > 1e-12)

    verdict = " ".join(repr(judge(find("pseudo_inverse"), sum_of_terms)).split())
    assert "compare with 1e-12 * s[0]" in verdict


def iou_of_named_corners(a, b):
    x1, y1, x2, y2 = a
    u1, v1, u2, v2 = b
    overlap = max(0, min(x2, u2) - max(x1, u1)) * max(0, min(y2, v2) - max(y1, v1))
    return overlap / ((x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - overlap)


def giou_of_named_corners(a, b):
    x1, y1, x2, y2 = a
    u1, v1, u2, v2 = b
    overlap = max(0, min(x2, u2) - max(x1, u1)) * max(0, min(y2, v2) - max(y1, v1))
    union = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - overlap
    return overlap / union + union / ((max(x2, u2) - min(x1, u1)) * (max(y2, v2) - min(y1, v1))) - 1


def encoding_of_named_corners(box, stride, anchor):
    (x1, y1, x2, y2), (width, height) = box, anchor
    (column, x), (row, y) = divmod((x1 + x2) / 2, stride), divmod((y1 + y2) / 2, stride)
    return [column, row, x / stride, y / stride, np.log((x2 - x1) / width), np.log((y2 - y1) / height)]


@pytest.mark.parametrize(
    ("name", "answer"),
    [("iou", iou_of_named_corners), ("giou", giou_of_named_corners), ("encode_box", encoding_of_named_corners)],
)
def test_a_box_may_be_unpacked(name, answer):
    verdict = judge(find(name), answer)
    assert verdict.status == "correct", verdict


def compares_with_nan(mean, P, zs, F, Q, H, R):
    means = []
    for z in zs:
        mean, P = tracking.kalman_predict(mean, P, F, Q)
        if not (z == np.nan).any():
            mean, P = tracking.kalman_update(mean, P, z, H, R)
        means.append(mean)
    return np.array(means)


def starts_with_nothing(cost):
    best, n = 0, len(cost)
    for way in itertools.permutations(range(cost.shape[1]), n):
        price = cost[np.arange(n), way].sum()
        if price < best:
            best, cheapest = price, way
    return cheapest


def squares_the_limit(z, mean, S, limit):
    return np.sum((z - mean) @ np.linalg.inv(S) * (z - mean), axis=1) <= limit**2


def forgets_what_is_forbidden(cost, ages):
    cost, found = cost.copy(), [0] * len(ages)
    for i in sorted(range(len(ages)), key=lambda i: ages[i]):
        found[i] = int(np.argmin(cost[i]))
        cost[:, found[i]] = np.inf
    return found


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("follow_through_gaps", compares_with_nan, "so == never finds it"),
        ("assign", starts_with_nothing, "begin with best = np.inf"),
        ("mahalanobis_gate", squares_the_limit, "or its square with the square of the limit"),
        ("cascade", forgets_what_is_forbidden, "even where every cost in its row is infinite"),
    ],
)
def test_a_mistake_with_other_names_is_told_what_it_is(name, answer, words):
    assert words in " ".join(repr(judge(find(name), answer)).split())


def several_numbers(exercise):
    """Whether the right answer is a tuple or a list of several real numbers."""
    if not isinstance(exercise, Exercise) or exercise.kind == "break":
        return False
    value = exercise.reference(*cases_of(exercise)[0].arguments)
    numbers = isinstance(value, tuple | list) and [
        x for x in value if not isinstance(x, tuple | list) and np.ndim(x) == 0 and np.asarray(x).dtype.kind in "iuf"
    ]
    return bool(numbers) and len(numbers) == len(value)


SEVERAL = [exercise for exercise in all_exercises() if several_numbers(exercise)]


@pytest.mark.parametrize("exercise", SEVERAL, ids=lambda exercise: exercise.name)
def test_an_array_of_the_right_numbers_will_do_for_a_list_or_a_tuple(exercise):
    verdict = judge(exercise, lambda *arguments: np.array(exercise.reference(*arguments)))
    assert verdict.status == "correct", verdict
    longer = judge(exercise, lambda *arguments: np.append(exercise.reference(*arguments), 0.0))
    assert longer.status != "correct", longer


def kinds(value):
    """The kind of each array in a value, by its place."""
    if isinstance(value, tuple | list):
        return {(i, *place): kind for i, part in enumerate(value) for place, kind in kinds(part).items()}
    return {(): value.dtype.kind} if isinstance(value, np.ndarray) and value.ndim else {}


def test_no_case_alone_expects_whole_numbers_where_others_expect_floats():
    """Sums of whole inputs are whole, but whoever starts from np.zeros has floats, and is right as well."""
    mixed = set()
    for exercise in all_exercises():
        if isinstance(exercise, Exercise) and exercise.kind != "break":
            found = [(place, kind) for case in cases_of(exercise) for place, kind in kinds(case.expected.value).items()]
            mixed |= {exercise.name for place, kind in found if kind == "i" and (place, "f") in found}
    assert mixed == set()
