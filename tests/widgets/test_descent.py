"""The arithmetic of GradientDescent in JavaScript is that of dlmath, and its verdicts are true."""

import itertools

import numpy as np
import pytest

from dlmath import landscapes, optimizers
from dlmath.autodiff import grad
from dlmath.widgets import GradientDescent
from dlmath.widgets import gradient_descent as python

SOURCE = GradientDescent._esm
STATE = (
    "loss",
    "eigenvalues",
    "start",
    "optimizer",
    "learning_rate",
    "steps",
    "beta",
    "rho",
    "beta1",
    "beta2",
    "weight_decay",
)


def state(widget):
    return {name: getattr(widget, name) for name in STATE}


# ---- the arithmetic ----------------------------------------------------------------------------------------

PATHS = """(m, states) => states.map((s) => {
    const landscape = m.LANDSCAPES[s.loss](s.eigenvalues);
    const { path, losses } = m.descend(landscape, s.start, s.optimizer, s.learning_rate, s, s.steps);
    return [[...path].map(String), [...losses].map(String)];
})"""


def cases():
    """Every landscape × every optimizer × a small, a good and a ruinous rate, and some parameters of their own."""
    for loss, optimizer, factor in itertools.product(python.LOSSES, python.OPTIMIZERS, (0.3, 1, 40)):
        rate = factor * python.RATES.get(loss, 0.1)
        yield GradientDescent(loss=loss, optimizer=optimizer, learning_rate=rate, steps=80)
    yield GradientDescent(loss="quadratic", eigenvalues=(-1, 0), optimizer="nesterov", beta=0.5)
    yield GradientDescent(
        loss="rosenbrock", optimizer="adam", beta1=0.5, beta2=0.9, learning_rate=0.3, start=(0.3, -0.4)
    )
    yield GradientDescent(loss="saddle", optimizer="adamw", weight_decay=0.5, learning_rate=0.1, start=(1, 0))
    yield GradientDescent(loss="bowl", optimizer="rmsprop", rho=0.5, start=(0, 0))
    yield GradientDescent(loss="rosenbrock", learning_rate=0.0025, steps=1000, start=(0.5, 0.5))


@pytest.fixture
def widgets():
    return list(cases())


def test_paths_and_losses_in_javascript_equal_those_of_dlmath(widgets, javascript):
    answers = javascript(SOURCE, PATHS, [state(w) for w in widgets])
    for widget, (path, losses) in zip(widgets, answers, strict=True):
        path = np.array(path, dtype=float).reshape(-1, 2)
        np.testing.assert_allclose(path, widget.path, rtol=1e-9, atol=1e-9, err_msg=repr(widget))
        np.testing.assert_allclose(
            np.array(losses, dtype=float), widget.losses, rtol=1e-9, atol=1e-9, err_msg=repr(widget)
        )
    assert sum(not np.isfinite(w.path).all() for w in widgets) > 5, "the cases must hold paths that overflow"


def test_the_wrong_sign_of_one_step_is_noticed(javascript):
    wrong = SOURCE.replace("[w - eta * g]", "[w + eta * g]")
    assert wrong != SOURCE
    widget = GradientDescent()
    [[path, _]] = javascript(wrong, PATHS, [state(widget)])
    assert not np.allclose(np.array(path, dtype=float).reshape(-1, 2), widget.path)


def test_the_path_is_what_autodiff_gives(widgets):
    for widget in widgets:
        if not np.isfinite(widget.path).all():
            continue
        np.testing.assert_allclose(
            widget._gradient(widget.path[3]), grad(widget.f)(widget.path[3]), rtol=1e-12, atol=1e-12
        )
    widget = GradientDescent(loss="himmelblau")
    expected = optimizers.minimize(landscapes.himmelblau, np.array(widget.start), optimizers.gradient_descent(0.01), 60)
    np.testing.assert_allclose(widget.path, expected, atol=1e-9)


def test_gradients_and_hessians_in_javascript_are_derivatives(javascript):
    points = np.random.default_rng(1).uniform(-2, 2, (20, 2))
    function = """(m, points) => Object.values(m.LANDSCAPES).map((make) => points.map(([x, y]) => {
        const l = make([3, -1]), h = 1e-5, central = (f) => [
            f(x + h, y).map((v, i) => (v - f(x - h, y)[i]) / (2 * h)),
            f(x, y + h).map((v, i) => (v - f(x, y - h)[i]) / (2 * h))];
        const [[d1], [d2]] = central((a, b) => [l.f(a, b)]), [[h11, h12], [, h22]] = central(l.gradient);
        const exact = [...l.gradient(x, y), ...l.hessian(x, y)];
        return Math.max(...[d1, d2, h11, h12, h22].map((v, i) => Math.abs(v - exact[i])));
    }))"""
    assert np.max(javascript(SOURCE, function, points.tolist())) < 1e-4


def test_defaults_and_tables_are_the_same_on_both_sides(javascript):
    function = """(m) => ({
        losses: Object.entries(m.LANDSCAPES).map(([name, make]) => {
            const { start, rate, steps, minima } = make([1, 10]);
            return [name, start, rate, steps, minima];
        }),
        optimizers: Object.fromEntries(Object.entries(m.OPTIMIZERS).map(([k, o]) => [k, o.parameters])),
        rates: m.RATES, reached: m.REACHED })"""
    answer = javascript(SOURCE, function)
    assert {loss for loss, *_ in answer["losses"]} == set(python.LOSSES)
    for loss, start, rate, steps, minima in answer["losses"]:
        widget = GradientDescent(loss=loss)
        assert (tuple(start), rate, steps) == (widget.start, widget.learning_rate, widget.steps)
        np.testing.assert_array_equal(minima, widget._minima())
    assert {name: tuple(p) for name, p in answer["optimizers"].items()} == python.OPTIMIZERS
    assert (tuple(answer["rates"]), answer["reached"]) == (python.RACE_RATES, python.REACHED)


@pytest.mark.parametrize("best_rates", [False, True])
@pytest.mark.parametrize("loss", python.LOSSES)
def test_the_race_is_the_same_in_javascript(loss, best_rates, javascript):
    widget = GradientDescent(loss=loss, race=True, best_rates=best_rates, steps=50)
    function = """(m, [s, best]) => m
        .race(m.LANDSCAPES[s.loss](s.eigenvalues), s.start, s.learning_rate, s, s.steps, best)
        .map((r) => [r.optimizer, r.rate, [...r.path].slice(-2)])"""
    expected = [(name, rate, path[-1]) for name, (rate, path) in widget.race_paths.items()]
    for (name, rate, end), (right_name, right_rate, right_end) in zip(
        javascript(SOURCE, function, [state(widget), best_rates]), expected, strict=True
    ):
        assert (name, rate) == (right_name, right_rate)
        np.testing.assert_allclose(end, right_end, rtol=1e-9, atol=1e-9)


# ---- the verdict -------------------------------------------------------------------------------------------

VERDICT = """(m, states) => states.map((s) => {
    const landscape = m.LANDSCAPES[s.loss](s.eigenvalues);
    const settings = { ...s, landscape, rate: s.learning_rate, parameters: s };
    return m.verdict(settings, m.descend(landscape, s.start, s.optimizer, s.learning_rate, s, s.steps));
})"""


@pytest.mark.parametrize(
    ("settings", "head", "why"),
    [
        ({"loss": "ravine", "learning_rate": 0.115}, "diverges", "η λ_max = 2.30 > 2"),
        ({"loss": "ravine", "learning_rate": 0.10001}, "diverges", "η λ_max = 2.0002 > 2"),
        ({"loss": "ravine", "learning_rate": 0.1}, "jumps back and forth forever", "η λ_max = 2"),
        ({"loss": "ravine", "learning_rate": 0.01}, "converges slowly", "1 − η λ_min = 0.990"),
        (
            {"loss": "ravine", "learning_rate": 0.115, "start": (2, 0)},
            "reached the minimum (0, 0) after 44 steps",
            "1 − η λ₁ = 0.885",
        ),
        ({"loss": "ravine", "learning_rate": 0.09, "start": (0, 0)}, "does not move", "∇f = 0 at the start"),
        ({"loss": "bowl", "learning_rate": 1}, "reached the minimum (0, 0) after 1 step", "1 − η λ = 0"),
        ({"loss": "bowl", "learning_rate": 1.9}, "reached the minimum (0, 0) after 57 steps", "1 − η λ = −0.900"),
        (
            {"loss": "ravine", "learning_rate": 0.2, "optimizer": "momentum"},
            "diverges",
            "η λ_max = 4.00 > 2(1 + β) = 3.8",
        ),
        (
            {"loss": "ravine", "learning_rate": 0.12, "optimizer": "nesterov"},
            "diverges",
            "η λ_max = 2.40 > 2(1 + β)/(1 + 2β) = 1.36",
        ),
        ({"loss": "quadratic", "eigenvalues": (-1, 2)}, "runs away", "λ_min = −1 < 0"),
        ({"loss": "quadratic", "eigenvalues": (0, 2), "start": (1, 0)}, "does not move", "∇f = 0 at the start"),
        ({"loss": "quadratic", "eigenvalues": (0, 2)}, "goes to a flat valley floor", "λ_min = 0"),
        ({"loss": "saddle", "start": (-2, 0)}, "stuck at a saddle at (0, 0)", "∇f ≈ 0, λ_min = −1"),
        ({"loss": "saddle", "start": (0, 1e-9)}, "lingers at a saddle at (0, 0)", "∇f ≈ 0, λ_min = −1"),
        ({"loss": "saddle"}, "reached a minimum at (0, 1) after 46 steps", "η λ_max = 0.400 < 2 there"),
        (
            {"loss": "himmelblau", "start": (4, 3)},
            "reached a minimum at (3, 2) after 12 steps",
            "η λ_max = 0.823 < 2 there",
        ),
        ({"loss": "himmelblau", "learning_rate": 0.1}, "diverges", "η λ_max = 3.63 > 2 at step 1"),
        ({"loss": "rosenbrock"}, "still on its way", "1.81 from the minimum (1, 1)"),
        (
            {"loss": "rosenbrock", "learning_rate": 0.0025, "steps": 600, "start": (0.9, 0.8)},
            "does not settle",
            "η λ_max = 2.50 > 2 at (1, 1)",
        ),
    ],
)
def test_verdicts_say_what_happened_and_the_number_that_explains_it(settings, head, why, javascript):
    [answer] = javascript(SOURCE, VERDICT, [state(GradientDescent(**settings))])
    assert (answer["head"], answer["why"]) == (head, why)


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "nesterov"])
def test_on_quadratics_the_verdict_agrees_with_a_long_run(optimizer, javascript):
    """The bounds on η λ, checked against 1000 steps at random rates and curvatures."""
    rng = np.random.default_rng(3)
    widgets = [
        GradientDescent(
            loss="quadratic",
            optimizer=optimizer,
            eigenvalues=tuple(rng.uniform(0.5, 20, 2)),
            learning_rate=rng.uniform(0.01, 0.6),
            beta=rng.uniform(0, 0.9),
            steps=1000,
        )
        for _ in range(60)
    ]
    answers = javascript(SOURCE, VERDICT, [state(w) for w in widgets])
    for widget, answer in zip(widgets, answers, strict=True):
        grew = not np.abs(widget.path[-1]).max() < np.abs(widget.start).max()
        assert (answer["head"] == "diverges") == grew, (widget, answer)
