"""A wrong answer that no declaration foresaw is told something true; a right one passes in any dress."""

import ast
import itertools
import math

import numpy as np
import pytest

from dlmath.exercises import check, diagnosis, exercise, number
from dlmath.exercises.cases import cases_of
from dlmath.exercises.catalogue import find
from dlmath.exercises.families import changes_of
from dlmath.exercises.judging import judge
from dlmath.exercises.showing import show, show_call


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """What is told must not depend on how busy the machine is."""
    monkeypatch.setattr(diagnosis, "PATIENCE", 60.0)


@exercise(weight="standard", task="…", hints=["…", "…"], forbids=["@", "np.cumsum"])
def running(x, start):
    """All partial sums of x, from start on."""
    # Each entry adds to what is there.
    sums = np.zeros(len(x))
    total = start
    for i in range(len(x)):
        total = total + x[i] / 2
        sums[i] = total
    return sums


@running.cases
def _(rng):
    return [
        (np.array([2.0, 4.0]), 1.0),
        (np.array([1.0, 3.0, 5.0]), 0.5),
        (rng.normal(size=4), rng.normal()),
        (rng.normal(size=6), rng.normal()),
    ]


running.instead_of("total = start", {"total = 0": "You do not begin at start."})
running.instead_of("x[i] / 2", {"x[i]": "You forgot to halve."})


def rows(answer):
    return {label: content for label, content, _ in judge(running, answer).rows}


def starts_at_one(x, start):
    sums, total = np.zeros(len(x)), start
    for i in range(1, len(x)):
        total = total + x[i] / 2
        sums[i] = total
    return sums


def overwrites(x, start):
    sums = np.zeros(len(x))
    total = start
    for i in range(len(x)):
        total = x[i] / 2
        sums[i] = total
    return sums


def returns_inside(x, start):
    sums = np.zeros(len(x))
    total = start
    for i in range(len(x)):
        total = total + x[i] / 2
        sums[i] = total
        return sums


def keeps_whole_numbers(x, start):
    sums = np.zeros_like(x)
    total = start
    for i in range(len(x)):
        total = total + x[i] / 2
        sums[i] = total
    return sums


def uses_before(x, start):
    for value in x:
        total = total + value  # noqa: F821
    return total


def two_mistakes(x, start):
    sums, total = [], 0
    for value in x:
        total = total + value
        sums.append(total)
    return sums


def subtracts_and_forgets_the_start(x, start):
    sums = np.zeros(len(x))
    total = 0.0
    for i in range(len(x)):
        total = total - x[i] / 2
        sums[i] = total
    return sums


@pytest.mark.parametrize(
    ("answer", "label", "words"),
    [
        (overwrites, "look at", "`total = x[i] / 2`: each turn overwrites"),
        (returns_inside, "look at", "the return stands inside the loop"),
        (keeps_whole_numbers, "look at", "`zeros_like` copies the type"),
        (keeps_whole_numbers, "note", "whole numbers (an integer array)"),
        (two_mistakes, "what happened", "You do not begin at start."),
        (two_mistakes, "and also", "You forgot to halve."),
        (subtracts_and_forgets_the_start, "what happened", "You do not begin at start."),
        (subtracts_and_forgets_the_start, "look at", "something is subtracted that should be added"),
        (uses_before, "what happened", "This name is used before it has a value."),
        (lambda x, start: -running(x, start), "what happened", "right but for its sign"),
        (lambda x, start: running(x, start)[::-1], "what happened", "reverse order"),
        (lambda x, start: running(x, start)[1:], "and also", "The first entry is missing."),
        (lambda x, start: 3 * running(x, start), "what happened", "3 times what it should be"),
        (lambda x, start: running(x, start) + 2, "what happened", "too large by 2"),
        (lambda x, start: x, "what happened", "`x` as it came in"),
    ],
)
def test_what_no_declaration_foresaw_is_told(answer, label, words):
    assert words in rows(answer).get(label, ""), rows(answer)


def test_the_line_to_look_at_is_the_one_of_the_file():
    line = overwrites.__code__.co_firstlineno + 4
    assert rows(overwrites)["look at"].startswith(f"line {line}, ")


@pytest.mark.parametrize(
    "answer",
    [
        lambda x, start: running(x, start).tolist(),
        lambda x, start: tuple(running(x, start)),
        lambda x, start: running(x, start) + 0 * np.log(np.zeros(1) + 1),
    ],
)
def test_a_right_answer_passes_in_any_dress(answer):
    assert judge(running, answer).status == "correct"


def test_a_list_is_remarked_upon():
    assert rows(lambda x, start: list(running(x, start)))["remark"].startswith("The result came as a list.")


def test_a_tool_that_the_task_forbids_is_named():
    assert "without `np.cumsum`" in rows(lambda x, start: start + np.cumsum(x) / 2)["what happened"]


def test_every_exercise_is_tried_on_whole_large_small_and_many_numbers():
    cases = cases_of(running)
    assert {case.sort for case in cases} == {"ordinary", "whole", "large", "small", "long"}
    assert max(len(case.arguments[0]) for case in cases) == 48


def test_an_answer_with_a_fixed_tolerance_is_caught_by_small_numbers():
    verdict = judge(running, lambda x, start: np.where(np.abs(x).max() < 1e-6, 0.0, 1.0) * running(x, start))
    assert "very small" in dict((label, text) for label, text, _ in verdict.rows)["note"]


def test_a_longer_name_suggests_the_exercise_within_it():
    assert "Did you mean dot?" in repr(check("dot_product", lambda x, y: x @ y))


def test_the_tree_is_as_before_after_each_change():
    source = "def f(x, n):\n    total = 0\n    for i in range(n):\n        total += x[i] - 1\n    return total"
    tree = ast.parse(source)
    changed = {ast.unparse(change.tree) for change in changes_of(tree)}
    assert ast.unparse(tree) == source
    assert source not in changed
    assert len(changed) > 40


def test_a_change_never_lets_a_list_hold_itself():
    source = "def f(x):\n    out = []\n    out.append(x)\n    return out"
    assert not any("out.append(out)" in ast.unparse(change.tree) for change in changes_of(source))


def test_the_words_of_an_own_raise_are_free():
    def square_root(x):
        if x <= 4:
            raise ValueError("in my own words")
        return x**0.5

    root = exercise(weight="standard", task="…", hints=["…", "…"])(_root)
    root.cases(lambda rng: [(4.0,), (9.0,), (16.0,), (-1.0,)])
    root.misconception("You reject too much.")(_rejects_too_much)
    verdict = judge(root, square_root)
    assert [text for label, text, _ in verdict.rows if label in ("what happened", "expected")] == [
        "2.",
        "You reject too much.",
    ]


def _root(x):
    """The root."""
    # Below zero there is none.
    if x < 0:
        raise ValueError("negative")
    return x**0.5


def _rejects_too_much(x):
    if x <= 4:
        raise ValueError("too small")
    return x**0.5


def test_a_tool_that_the_task_forbids_is_not_recommended():
    def dot(x, y):
        return x * y

    assert "@" not in repr(check("dot", dot))


def test_no_root_is_missed_around_what_is_no_sum_of_squares():
    source = "def f(X, n):\n    return np.linalg.norm(X, axis=1), np.zeros((n, n), dtype=int)"
    changes = [(c.before, c.if_needed) for c in changes_of(source)]
    assert not [before for before, words in changes if "sqrt" in words and before.startswith("np.")]
    assert any("whole numbers" in words for before, words in changes if "dtype=int" in before)


def rows_of(name, answer):
    return [(label, text) for label, text, _ in judge(find(name), answer).rows]


def test_of_an_input_of_another_kind_only_that_is_said():
    for name, given in (
        ("breaks_three_of_four", [0, 0, 0, 2] + [0] * 8),
        ("breaks_the_agreement", [0.5] * 12),
        ("breaks_largest_eigenvalue", np.array([[0.0, 1.0], [-1.0, 0.0]])),
        ("breaks_largest_eigenvalue", np.zeros((2, 2))),
    ):
        labels = [label for label, _ in rows_of(name, lambda given=given: given)]
        assert labels == ["your input", "law that is broken"], name


def test_of_an_answer_that_does_not_end_nothing_is_said_about_what_comes_out():
    def backtracking(f, x, gradient, c=0.3):
        alpha = 1.0
        while f(x - alpha * gradient) > f(x) - c * alpha * np.sum(gradient**2):
            alpha / 2
        return alpha

    verdict = judge(find("backtracking"), backtracking, limit=0.5)
    assert verdict.status == "too slow"
    assert "What comes out" not in repr(verdict)


def test_a_known_wrong_number_is_known_with_fewer_decimals():
    assert any("upside down" in text for _, text in rows_of("too_small_by", 1.11))


def test_a_known_wrong_number_that_is_declared_with_few_decimals_is_known_with_all():
    dozen = number(weight="standard", task="…", hints=["…", "…"], tolerance=1e-6)(_twelve)
    dozen.misconception(1.41, "The root of two.")
    assert [row[1] for row in judge(dozen, 2**0.5).rows if row[0] == "what happened"] == ["The root of two."]
    assert "what happened" not in [row[0] for row in judge(dozen, 1.43).rows]


def test_where_the_declaration_speaks_the_line_is_shown_without_other_words():
    def running_sum(x, start):
        sums = np.zeros(len(x))
        total = 0
        for i in range(len(x)):
            total = total + x[i] / 2
            sums[i] = total
        return sums

    line = running_sum.__code__.co_firstlineno + 2
    assert rows(running_sum)["what happened"] == "You do not begin at start."
    assert rows(running_sum)["look at"] == f"line {line}, `total = 0`."


def test_a_line_that_does_not_hold_the_mistake_is_not_shown():
    def one_step_down(f, w, learning_rate):
        h, g = 1e-5, np.zeros(len(w))
        for i in range(len(w)):
            e = np.zeros(len(w))
            e[i] = h
            g[i] = (f(w + e) - f(w - e)) / (2 * h)
        return w + learning_rate * g

    assert "return w + learning_rate * g" in dict(rows_of("one_step_down", one_step_down))["look at"]


@pytest.mark.parametrize("name", ["sigmoid", "relu_derivative"])
def test_if_on_an_array_leads_to_where(name):
    def answer(x):
        return 1.0 if x > 0 else 0.0

    assert "np.where(condition" in dict(rows_of(name, answer))["what happened"]


def test_math_on_an_array_leads_to_numpy():
    assert "take one number" in dict(rows_of("d_tanh", lambda x: 1 - math.tanh(x) ** 2))["what happened"]


def test_a_function_in_place_of_a_number_is_said_to_be_one():
    told = dict(rows_of("slope_of_nested", lambda f, g, dg, x: (g * dg)(x)))
    assert "call it" in told["what happened"]


def test_an_input_of_which_a_condition_cannot_be_asked_is_judged_all_the_same():
    rows = rows_of("fool_the_dot_product", lambda: (np.ones((2, 2)), np.ones((2, 2)) / 4, np.eye(2)))
    assert rows[0][0] == "your input"


def test_of_a_broken_law_the_calls_are_shown():
    law = exercise(weight="standard", task="…", hints=["…", "…"], rtol=10)(_root)
    law.cases(lambda rng: [(4.0,), (9.0,)])
    law.law("the root of 1 is 1")(lambda f, x: f(1.0) == 1)
    assert ("yours", "_root(1.) gives 1.5") in [row[:2] for row in judge(law, lambda x: x**0.5 + 0.5).rows]


def test_an_answer_with_few_digits_is_told_how_many():
    def slope(x):
        return (np.tanh(x + 1e-6) - np.tanh(x - 1e-6)) / 2e-6

    assert "digits, not to all" in dict(rows_of("d_tanh", slope))["what happened"]


def test_nan_everywhere_is_not_explained_by_the_first_change_that_makes_one():
    def jacobian_of_softmax(z):
        p = np.exp(z - 1000) / np.sum(np.exp(z - 1000))
        return np.diag(p) - 2 * np.outer(p, p)

    assert "sqrt" not in repr(judge(find("jacobian_of_softmax"), jacobian_of_softmax))


def test_an_axis_count_is_missed_only_where_a_length_is_compared():
    source = "def f(x):\n    if len(x) == 2:\n        return np.zeros(len(x))\n    return range(len(x))"
    assert [c.before for c in changes_of(source) if ".ndim" in c.if_needed] == ["len(x) == 2"]


def _twelve():
    return 12.0


def test_a_number_may_have_a_message_for_a_whole_range():
    dozen = number(weight="standard", task="…", hints=["…", "…"], tolerance=0.1)(_twelve)
    dozen.misconception(100, "Far too many.", when=lambda answer: answer > 50)
    assert [row[1] for row in judge(dozen, 77).rows if row[0] == "what happened"] == ["Far too many."]
    assert "what happened" not in [row[0] for row in judge(dozen, 49).rows]


def test_digits_of_a_tiny_number_are_counted_as_decimals():
    tiny = number(weight="standard", task="…", hints=["…", "…"], tolerance=1e-8)(lambda: 1.587e-5)
    assert "Give more decimals" in repr(judge(tiny, 1.5e-5))


@pytest.mark.parametrize(("exact", "answer"), [(0.5, 0.4), (0.7, 0.6), (0.3, 0.2)])
def test_a_whole_step_away_in_the_last_decimal_is_no_number_cut_off(exact, answer):
    asked = number(weight="standard", task="…", hints=["…", "…"], tolerance=1e-3)(lambda: exact)
    assert "Give more decimals" not in repr(judge(asked, answer))


def test_an_answer_that_draws_its_own_random_numbers_is_told_that_it_changes():
    def stratified(f, u):
        n = len(u)
        return np.mean(f((np.arange(n) + np.random.default_rng().random(n)) / n))

    happened = {label: content for label, content, _ in judge(find("stratified"), stratified).rows}["what happened"]
    assert happened.startswith("Called twice with the same input")


SEEDS = itertools.count()


def test_an_answer_that_changes_is_told_so_before_any_repair_of_it():
    def minibatches(n, batch_size, rng):
        rng = np.random.default_rng(next(SEEDS))
        order = rng.permutation(n)
        return [order[k : k + batch_size] for k in range(0, n, batch_size)]

    happened = {label: content for label, content, _ in judge(find("minibatches"), minibatches).rows}["what happened"]
    assert happened.startswith("Called twice with the same input")


def test_a_whole_number_may_be_off_by_rounding():
    assert judge(find("half_the_slope"), np.float64(59.99999999999999)).status == "correct"
    assert judge(find("half_the_slope"), 60.01).status == "wrong"


def test_of_numbers_drawn_from_the_global_generator_it_is_said_that_they_change():
    def noisy(x, start):
        return running(x * np.random.normal(), np.random.normal())  # noqa: NPY002

    assert rows(noisy)["what happened"].startswith("Called twice with the same input")


def test_a_mistake_that_does_only_nearly_the_same_is_called_likely():
    def mostly_forgets_to_halve(x, start):
        return np.zeros(3) if len(x) == 3 else start + np.cumsum(x)

    assert rows(mostly_forgets_to_halve)["most likely"] == "You forgot to halve."


def test_a_sentence_is_said_once():
    assert diagnosis._told(["Halve it.", "Halve it."]) == [("what happened", "Halve it.", "text")]


def test_a_number_in_an_array_is_not_taken_for_parts():
    texts = [text for _, text in rows_of("dot", lambda x, y: np.array([np.sum(x * y)]))]
    assert any("comes in an array of shape (1,)" in text for text in texts)
    assert not any("parts" in text for text in texts)


@exercise(weight="standard", task="…", hints=["…", "…"], also=())
def count_ones(labels):
    """How many labels are 1."""
    # True counts as 1.
    return float(np.sum(labels == 1))


@count_ones.cases
def _(rng):
    return [(np.array([0, 1]),), (np.array([1, 1, 0]),), (np.array([0, 0, 1, 1]),)]


@count_ones.edge_cases
def _(rng):
    return [(np.array([2, 2]),)]


@exercise(weight="standard", task="…", hints=["…", "…"], also=())
def below(n, m):
    """Where the row is not above the column."""
    # Compare the numbers of rows and columns.
    return np.arange(n)[:, None] >= np.arange(m)


@below.cases
def _(rng):
    return [(2, 2), (2, 3), (4, 3)]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda n, m: np.tri(n + 1, m, dtype=bool),
        lambda n, m: np.tri(n + 1, m + 1, dtype=bool),
        lambda n, m: np.ones((n * m, 5), dtype=bool),
        lambda n, m: np.zeros((0, m), dtype=bool),
        lambda n, m: np.ones(n + 4, dtype=bool),
        lambda n, m: [True] * (m + 5),
        lambda n, m: n > m,
    ],
)
def test_an_answer_of_true_and_false_in_another_shape_is_told_what_it_is(wrong):
    verdict = judge(below, wrong)
    rows = {label: content for label, content, _ in verdict.rows}
    assert rows["smallest input that fails"] == "below(2, 2)"
    assert "The answer" in rows["what happened"], verdict
    assert "expected" in rows["what happened"], verdict
    assert "looked at" not in repr(verdict)
    assert "the checker itself" not in repr(verdict)


def test_true_and_false_in_each_others_place_are_told_so():
    assert "changed places" in repr(judge(below, lambda n, m: ~below(n, m)))


def test_where_the_search_for_the_mistake_fails_the_verdict_stands(monkeypatch):
    def fails(*arguments):
        raise ValueError("operands could not be broadcast together")

    monkeypatch.setattr(diagnosis, "relation", fails)
    verdict = judge(running, lambda x, start: running(x, start) + 2)
    rows = {label: content for label, content, _ in verdict.rows}
    assert (verdict.status, rows["yours"]) == ("wrong", "[4., 6.]")
    assert "the checker itself has failed (ValueError)" in rows["note"]


def test_whole_numbers_are_not_the_reason_where_all_inputs_are_whole():
    verdict = judge(count_ones, lambda labels: float(np.sum(labels > 0)))
    assert "special case" in repr(verdict)
    assert "whole numbers" not in repr(verdict)


def test_a_result_of_minus_zero_looks_like_zero():
    assert show(-0.0) == show(np.array(-0.0)) == "0."
    assert show_call("f", (-0.0,)) == "f(-0.)"


@pytest.mark.parametrize(
    ("expression", "advice"),
    [
        (lambda x: np.sum(x, axis=1), "no such axis"),
        (lambda x: x[0, 0], "more indices here than the array has axes"),
        (lambda x: x[np.array([True])], "of the same length"),
        (lambda x: x[len(x) / 2], "use // or int"),
        (lambda x: x[len(x)], "Python counts from 0"),
        (lambda x: list(x)[len(x)], "Python counts from 0"),
    ],
)
def test_each_kind_of_wrong_index_has_its_own_advice(expression, advice):
    assert advice in rows(lambda x, start: expression(x))["what happened"]


def test_an_untouched_start_with_a_function_inside_is_not_started():
    @exercise(weight="standard", task="…", hints=["…", "…"])
    def twice(x):
        """Twice x."""
        # Add it to itself.
        return x + x

    @twice.start("This only adds 2.")
    def twice_start(x):
        def add(y):
            return y + 2

        return add(x)

    twice.cases(lambda rng: [(1.0,), (3.0,)])
    names = {"np": np}
    exec("\n\n" + twice.stub, names)  # as in another cell
    assert judge(twice, names["twice"]).status == "not started"


def test_an_argument_may_be_a_list_of_arrays_of_different_lengths():
    @exercise(weight="standard", task="…", hints=["…", "…"])
    def total(parts):
        """The sum of all entries."""
        # Part by part.
        return float(sum(np.sum(part) for part in parts))

    total.cases(lambda rng: [([np.array([1.0]), np.array([2.0, 3.0])],)])
    assert judge(total, lambda parts: float(np.sum(np.concatenate(parts)))).status == "correct"
