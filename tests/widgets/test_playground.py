"""Playground: its training in JavaScript equals that of dlmath, and it says why a network fails."""

import numpy as np
import pytest

from dlmath import datasets, mlp
from dlmath.widgets import Playground
from dlmath.widgets._base import digits
from tests import browser
from tests.widgets.hand import drag, head, settled, value, visit

SOURCE = Playground._esm
ROOT = "document.querySelector('.dlmath-alive').shadowRoot"
LOSS = "binary_cross_entropy"
FACTS = (
    "(m, s) => { const run = m.newRun(s); m.extend(run, s.step); return m.measured(run, m.parametersAt(run, s.step)); }"
)
NAMES = {name: trait.options for name, trait in Playground.class_traits().items() if hasattr(trait, "options")}
KEYS = [name for name in Playground._own() if name not in ("step", "log")]


def state(widget):
    """What the page gets of a widget."""
    return {key: widget.get_state()[key] for key in [*KEYS, "step", "log"]}


def flat(params):
    """All parameters in a row, as in JavaScript."""
    return np.concatenate([layer[key].ravel() for layer in params for key in ("W", "b")])


# ---- the arithmetic ----

RUNS = [
    {},
    {"hidden": (), "learning_rate": 1, "batch_size": 1},
    {"hidden": (1,), "activation": "sigmoid", "scheme": "glorot_uniform", "data": "blobs"},
    {"hidden": (8, 8, 8, 8), "activation": "tanh", "scheme": "glorot_uniform", "data": "spirals", "noise": 0},
    {"hidden": (6, 5), "activation": "relu", "data": "xor", "weight_decay": 0.05, "seed": 7},
    {"hidden": (3, 2, 4), "activation": "leaky_relu", "data": "moons", "batch_size": 50, "n": 20, "data_seed": 3},
    {"hidden": (5,), "activation": "relu", "scheme": "small", "batch_size": 200, "learning_rate": 3},
    {"hidden": (7, 1, 7), "activation": "identity", "learning_rate": 0.05, "weight_decay": 1, "n": 200},
    {"hidden": (4, 4), "activation": "sigmoid", "scheme": "zeros", "data": "moons", "n": 50, "batch_size": 20},
    {"hidden": (4,), "activation": "tanh", "scheme": "large", "data": "xor", "seed": 999, "data_seed": 999},
]
TRAIN = """(m, all) => all.map(([settings, steps]) => {
    const run = m.newRun(settings);
    m.extend(run, Math.max(...steps));
    return steps.map((t) => [...m.parametersAt(run, t), run.training[t], run.test[t]]);
})"""


def test_fifty_training_steps_equal_those_of_dlmath(javascript):
    steps = (0, 1, 33, 50)
    found = javascript(SOURCE, TRAIN, [[state(Playground(**run)), steps] for run in RUNS])
    for run, rows in zip(RUNS, found, strict=True):
        for step, row in zip(steps, rows, strict=True):
            widget = Playground(**run, step=step)
            expected = [*flat(widget.params), *widget.losses]
            np.testing.assert_allclose(row, expected, rtol=1e-9, atol=1e-9, err_msg=f"{run} after {step} steps")


def test_points_and_starts_equal_those_of_dlmath(javascript):
    widgets = [
        Playground(data=data, n=n, noise=noise, data_seed=k, scheme=scheme, seed=k)
        for k, (data, scheme) in enumerate(zip(NAMES["data"], NAMES["scheme"], strict=True))
        for n, noise in ((20, 0), (100, 0.5))
    ]
    call = """(m, all) => all.map((s) => {
        const { train, test } = m.pointsFor(s);
        return [[...train.X, ...test.X, ...train.y, ...test.y], [...m.initial(s)]];
    })"""
    for widget, (points, start) in zip(widgets, javascript(SOURCE, call, [state(w) for w in widgets]), strict=True):
        X, y, X_test, y_test = widget.points
        expected = np.concatenate([a.ravel(order="F") for a in (X, X_test, y, y_test)])
        np.testing.assert_allclose(points, expected, atol=1e-9)
        np.testing.assert_allclose(start, flat(widget.start), atol=1e-9)


@pytest.mark.parametrize("data", ["circles", "moons", "spirals"])
def test_without_noise_the_points_lie_where_those_of_the_package_lie(data, javascript):
    """The curves are the same; only chance is the kit's."""
    found = np.array(javascript(SOURCE, f"(m) => m.dataset('{data}', 120, 0, 4)"))
    made = getattr(datasets, data)(120, noise=0, rng=0)
    expected = np.column_stack([made.X, made.y])
    rows = [np.array(sorted(np.round(points, 9).tolist())) for points in (found, expected)]
    np.testing.assert_allclose(*rows, atol=1e-9)


def test_going_back_in_time_gives_what_was_there_before(javascript):
    call = """(m, s) => {
        const run = m.newRun(s), seen = [];
        for (let t = 0; t <= 60; t++) { m.extend(run, t); seen.push([...m.parametersAt(run, t)]); }
        return seen.map((theta, t) => Math.max(...theta.map((v, k) => Math.abs(v - m.parametersAt(run, t)[k]))));
    }"""
    assert max(javascript(SOURCE, call, state(Playground(batch_size=20)))) == 0


def test_measured_gradients_are_those_of_single_points(javascript):
    """The root mean square over the points of the norm of each one's gradient, by `dlmath.mlp` point by point."""
    for settings in ({}, {"activation": "relu", "hidden": (5, 4, 3), "n": 20}, {"activation": "sigmoid", "step": 9}):
        widget = Playground(**settings)
        X, y, *_ = widget.points
        norms = [
            [np.linalg.norm(g["W"]) for g in mlp.loss_and_grads(widget.params, x, t, widget.activations, LOSS)[1]]
            for x, t in zip(X[:, None], y[:, None], strict=True)
        ]
        found = javascript(SOURCE, FACTS, state(widget))
        np.testing.assert_allclose(found["gradients"], np.sqrt(np.mean(np.square(norms), axis=0)), rtol=1e-9)


def test_counts_of_units_and_right_answers_are_those_of_dlmath(javascript):
    for settings in (
        {"activation": "relu", "step": 30},
        {"scheme": "large"},
        {"activation": "sigmoid", "scheme": "large"},
    ):
        widget = Playground(**settings)
        X, y, X_test, y_test = widget.points
        Z, A = mlp.forward(widget.params, X, widget.activations)
        flat_ends = {"tanh": lambda a: np.abs(a) > 0.99, "sigmoid": lambda a: (a < 0.01) | (a > 0.99)}
        saturated = flat_ends.get(widget.activation, np.zeros_like)
        found = javascript(SOURCE, FACTS, state(widget))
        for layer, z, a in zip(found["units"], Z, A[1:], strict=False):
            assert [unit["on"] for unit in layer] == (z > 0).sum(axis=0).tolist()
            assert [unit["saturated"] for unit in layer] == saturated(a).sum(axis=0).tolist()
        logits = [mlp.predict(widget.params, x, widget.activations) for x in (X, X_test)]
        assert found["right"] == [int(((z > 0) == t).sum()) for z, t in zip(logits, (y, y_test), strict=True)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("-sigmoid(-z) : sigmoid(z)", "sigmoid(-z) : sigmoid(z)"),  # the sign of δ
        ("tanh: [Math.tanh, (z, a) => 1 - a * a]", "tanh: [Math.tanh, (z, a) => 1 - a]"),
        ("theta.map((v, k) => v - rate * (g[k] + decay * v))", "theta.map((v, k) => v - rate * g[k])"),
        ("STRIDE * epoch", "STRIDE * 0"),  # every epoch in the same order
    ],
)
def test_a_mistake_in_the_arithmetic_is_noticed(right, wrong, javascript):
    assert SOURCE.count(right) == 1
    widget = Playground(step=20, weight_decay=0.1)
    found = javascript(SOURCE.replace(right, wrong), TRAIN, [[state(widget), [20]]])[0][0]
    assert np.abs(np.array(found[:-2]) - flat(widget.params)).max() > 1e-4


# ---- the diagnosis: each cause in a situation that produces it ----

DIAGNOSIS = "(m, s) => { const run = m.newRun(s); m.extend(run, s.step); return m.diagnosed(run, m.reached(run)); }"
CAUSES = [
    ("ready", {}, "ready", "31 numbers to learn. The training loss is 0.715"),
    ("learns", {"step": 300}, "it learns", "97% of the training points and 92% of the test points are right."),
    ("learned", {"step": 1000}, "it has learned", "The training loss is 0.0367. 100% of the training points"),
    (
        "exploded",
        {"hidden": (8, 8, 8, 8), "activation": "identity", "learning_rate": 10, "step": 50},
        "it exploded at step 5",
        "the loss before was 3.78·10²⁰⁴",
    ),
    (
        "same",
        {"scheme": "zeros", "step": 30},
        "all units of layer 1 are the same",
        "4 units stay copies of one another. In fact, the gradients of all weights are 0 here.",
    ),
    (
        "same",
        {"scheme": "zeros", "activation": "sigmoid", "step": 30},
        "all units of layer 1",
        "stay copies of one another. Start",
    ),
    (
        "dead",
        {"activation": "relu", "learning_rate": 3, "step": 500},
        "layer 2 is dead",
        "None of its 3 units is on for any of the 100 training points",
    ),
    ("rises", {"learning_rate": 3, "batch_size": 1, "step": 50}, "the loss rises", "was 0.715 at the start."),
    (
        "jumps",
        {"learning_rate": 10, "step": 200},
        "the loss jumps up and down",
        "The steps are too long for batches of 10. Try a learning rate below 10",
    ),
    (
        "overfits",
        {"data": "xor", "hidden": (8, 8), "n": 20, "noise": 0.3, "step": 1000},
        "it has been overfitting since step 125",
        "There the test loss was lowest, 0.674; now it is 2, while the training loss fell from 0.301 to 0.0256.",
    ),
    (
        "memorized",
        {"hidden": (8, 8), "n": 20, "seed": 1, "data_seed": 1, "step": 200},
        "it knows only the training points",
        "On them the loss is 0.0383, on the test points 0.682",
    ),
    ("penalty", {"weight_decay": 0.1, "step": 200}, "the penalty holds it back", "With λ = 0.1"),
    (
        "penalty",
        {
            "data": "moons",
            "hidden": (),
            "n": 200,
            "batch_size": 100,
            "weight_decay": 0.1,
            "learning_rate": 1,
            "step": 200,
        },
        "the penalty holds it back",
        "With λ = 0.1, larger weights cost more than they gain: the loss stays at 0.3",
    ),
    (
        "penalty",  # it makes all weights exactly 0 in the end, which no start has done
        {"data": "spirals", "hidden": (2, 6), "weight_decay": 1, "learning_rate": 1, "step": 200},
        "the penalty holds it back",
        "With λ = 1",
    ),
    ("saturated", {"scheme": "large", "step": 20}, "6 of 7 units are saturated", "below 0.02"),
    ("saturated", {"scheme": "large", "activation": "sigmoid", "hidden": (8,)}, "units are saturated", "below 0.01"),
    (
        "vanishes",
        {"hidden": (4, 4, 4, 4), "activation": "sigmoid", "scheme": "glorot_uniform", "step": 100},
        "the gradient vanishes on its way back",
        "In the last layer it is 0.53, in the first 0.00065, 819 times smaller",
    ),
    ("linear", {"hidden": (), "step": 300}, "a straight line is all it can draw", "The loss stays at 0.682"),
    ("linear", {"activation": "identity", "step": 300}, "a straight line", "together make one linear map"),
    ("plateau", {"learning_rate": 0.001, "step": 200}, "a plateau", "With η = 0.001 the steps may be too short"),
    ("plateau", {"scheme": "small", "step": 200}, "a plateau", "The weights started small"),
    (
        "plateau",
        {
            "hidden": (4, 4, 2, 2),
            "activation": "relu",
            "scheme": "large",
            "learning_rate": 0.01,
            "seed": 2,
            "step": 200,
        },
        "a plateau",
        "No gradient is left to follow: try another start. Units 2.1 and 4.2 are dead: on for no training point.",
    ),
    (
        "plateau",
        {"data": "spirals", "hidden": (2,), "activation": "sigmoid", "scheme": "large", "learning_rate": 1, "seed": 1}
        | {"batch_size": 1, "step": 200},
        "a plateau",
        "Answering ½ everywhere would do better (0.693). Try a learning rate below 1.",
    ),
    ("plateau", {"data": "spirals", "step": 500}, "a plateau", "Try patience, more units or another start"),
]


@pytest.mark.parametrize(
    ("kind", "settings", "head", "rest"), CAUSES, ids=[f"{kind}-{k}" for k, (kind, *_) in enumerate(CAUSES)]
)
def test_each_cause_is_found_where_it_is_at_work(kind, settings, head, rest, javascript):
    found = javascript(SOURCE, DIAGNOSIS, state(Playground(**settings)))
    assert (found["kind"], found["head"].count(head), found["rest"].count(rest)) == (kind, 1, 1), found


def test_every_cause_has_its_situation(javascript):
    assert set(javascript(SOURCE, "(m) => Object.keys(m.CAUSES)")) == {kind for kind, *_ in CAUSES}


def test_the_examples_of_failure_show_what_they_are_named_after(javascript):
    call = """(m) => Object.entries(m.EXAMPLES).map(([name, { step, ...values }]) => {
        const run = m.newRun({ ...m.PLAIN, ...values });
        m.extend(run, step);
        return [name, m.diagnosed(run, m.reached(run)).kind];
    })"""
    kinds = ["dead", "exploded", "jumps", "plateau", "saturated", "vanishes", "same", "overfits", "penalty", "linear"]
    assert [kind for _, kind in javascript(SOURCE, call)] == kinds
    assert javascript(SOURCE, "(m) => m.PLAIN") == {key: v for key, v in state(Playground()).items() if key != "step"}


def test_what_the_lesson_answers_is_what_stands_there(javascript):
    """The answers of the lesson `When training fails`: which cause is named, and the range of the training loss."""
    dead = {"activation": "relu", "learning_rate": 3}
    rates = [{**dead, "learning_rate": rate} for rate in (0.288, 0.302, 0.316)]  # the slider's places around 0.3
    large = [{**dead, "batch_size": 100, "seed": k} for k in range(3)]
    leaky = [{**dead, "activation": "leaky_relu", "seed": k} for k in range(8)]
    deep = {"hidden": (4, 4, 4, 4), "scheme": "glorot_uniform"}
    xor = {"data": "xor", "noise": 0.3, "hidden": (8, 8)}
    rows = [
        *[({**dead, "seed": k}, 2000, "dead", 0.6, 1) for k in range(9)],
        *[(rate, 1000, None, 0.5, 0.6) for rate in rates],
        *[(rate, 2000, None, 0.04, 0.07) for rate in rates],
        (leaky[0], 2000, "learned", 0, 0.03),
        *[(start, 2000, None, 0, 1) for start in leaky[1:]],
        (large[0], 2000, "overfits", 0, 0.03),
        (large[1], 2000, "overfits", 0, 0.03),
        (large[2], 2000, "dead", 0.6, 1),
        ({**deep, "activation": "sigmoid"}, 2000, "vanishes", 0.6, 1),
        ({**deep, "activation": "relu"}, 300, "learned", 0, 0.15),
        ({**xor, "n": 20}, 1000, "overfits", 0, 0.03),
        ({**xor, "n": 200}, 1000, None, 0.395, 0.405),
    ]
    call = """(m, all) => all.map((s) => {
        const run = m.newRun(s);
        m.extend(run, s.step);
        return [m.diagnosed(run, s.step).kind, run.training[s.step]];
    })"""
    found = javascript(SOURCE, call, [state(Playground(**settings, step=step)) for settings, step, *_ in rows])
    for (settings, step, kind, low, high), (said, loss) in zip(rows, found, strict=True):
        assert said == (kind or said) and low < loss < high, f"{settings} after {step} steps: {said}, {loss}"
    alive = [loss for (settings, *_), (_, loss) in zip(rows, found, strict=True) if settings in leaky]
    assert sum(loss > 0.4 for loss in alive) == 5


def test_dead_units_are_named_and_are_dead_in_dlmath_too(javascript):
    widget = Playground(activation="relu", step=60)
    assert "Unit 2.1 is dead: on for no training point." in javascript(SOURCE, DIAGNOSIS, state(widget))["rest"]
    Z, _ = mlp.forward(widget.params, widget.points[0], widget.activations)
    assert [(z <= 0).all(axis=0).tolist() for z in Z[:2]] == [[False] * 4, [True, False, False]]


def test_training_ends_where_the_numbers_explode_and_dlmath_says_so_too(javascript):
    settings = {"hidden": (8, 8, 8, 8), "activation": "identity", "learning_rate": 10}
    call = "(m, s) => { const run = m.newRun(s); m.extend(run, 50); return [m.reached(run), run.exploded]; }"
    assert javascript(SOURCE, call, state(Playground(**settings))) == [5, 5]
    assert Playground(**settings, step=4).losses[0] > 1e200
    with pytest.raises(ValueError, match="finite"):
        Playground(**settings, step=6).losses  # noqa: B018


# ---- from Python ----


def test_its_repr_can_be_read_and_typed():
    assert repr(Playground()) == "Playground(data='circles', hidden=(4, 3), activation='tanh')"
    widget = Playground(data="xor", hidden=[2], activation="relu", seed=3, learning_rate=1, step=20, log=True)
    assert repr(eval(repr(widget))) == repr(widget)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"hidden": (1, 2, 3, 4, 5)}, "hidden has 5 layers, expected at most 4"),
        ({"hidden": (9,)}, r"hidden\[0\] is 9, expected an integer"),
        ({"hidden": 3}, "hidden is int 3, expected a list"),
        ({"batch_size": 3}, "batch_size is 3, expected one of 1, 2, 5, 10"),
        ({"learning_rate": 0}, "learning_rate is 0, expected a number"),
        ({"step": 10_001}, "step is 10001, expected an integer"),
    ],
)
def test_a_bad_setting_raises_one_sentence(settings, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        Playground(**settings)


def test_the_page_gives_the_layers_back_without_those_that_are_not_there():
    widget = Playground()
    widget.set_state({"hidden": [5, 0, 0, 0]})
    assert widget.hidden == (5,)
    assert widget.get_state()["hidden"] == [5, 0, 0, 0]


def test_without_javascript_a_sentence_says_what_stands_here():
    words = Playground(step=10).fallback()
    assert "a 2-4-3-1 network with tanh and η = 0.3 on 100 points of circles, after 10 steps: training loss" in words
    exploding = Playground(hidden=(8, 8, 8, 8), activation="identity", learning_rate=10, step=9)
    assert "too large, so training has failed" in exploding.describe()


# ---- in the browser ----


def steps(page):
    """How many steps have been trained, as the page says it."""
    return int(page.locator(".count").inner_text().split()[1].rstrip(","))


def test_play_trains_until_pause_and_a_mouse_goes_back_in_time(show):
    with show(Playground()) as page:
        visit(page)
        assert (head(page), steps(page)) == ("ready", 0)
        page.get_by_role("button", name="play").click()
        page.wait_for_function(f"() => parseInt({ROOT}.querySelector('.count').textContent.slice(5)) > 60")
        page.get_by_role("button", name="pause").click()
        trained = steps(page)
        assert trained > 60 and head(page) == "it learns"
        settled(page)
        assert steps(page) == trained
        drag(page, "step", -60, 0)
        assert 0 < steps(page) < trained
        page.get_by_role("button", name="back to step 0").click()
        assert (head(page), steps(page)) == ("ready", 0)
        page.get_by_role("button", name="play").click()
        page.get_by_role("button", name="start over").click()
        assert (head(page), steps(page)) == ("ready", 0)


def test_a_change_begins_anew_and_keeps_the_losses_before_in_sight(show):
    with show(Playground(step=120, hidden=(3,))) as page:
        visit(page)
        page.get_by_role("combobox", name="activation").select_option("relu")
        assert steps(page) == 0
        page.get_by_role("slider", name="step").press("End")
        page.wait_for_function(f"() => {ROOT}.querySelector('.count').textContent.startsWith('step\u00a0200')")
        page.get_by_role("combobox", name="new layer").select_option("2")
        page.get_by_role("combobox", name="units of layer 1").select_option("8")
        assert page.get_by_role("button", name="unit ").count() == 10
        page.get_by_role("combobox", name="units of layer 1").select_option("0")
        assert page.get_by_role("button", name="unit ").count() == 2


def test_a_mouse_on_a_line_is_told_its_weight(show):
    widget = Playground(hidden=(3,), step=5)
    with show(widget) as page:
        visit(page)
        boxes = [page.get_by_role("button", name=name).bounding_box() for name in ("input x₂", "unit 1.3")]
        (x0, y0), (x1, y1) = ((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes)
        page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2)
        settled(page)
        weight = widget.params[0]["W"][2, 1]
        assert page.locator(".tip:visible").inner_text() == f"input x₂ to unit 1.3: {digits(weight)}"
        page.mouse.move(x1, y1)
        assert page.locator(".tip:visible").count() == 0
        assert page.locator(".of").inner_text().startswith("unit 1.3: z = ")


def test_a_finger_taps_a_unit_and_its_numbers_are_told(show):
    with show(Playground(activation="relu", step=60), has_touch=True, is_mobile=True, width=390) as page:
        visit(page)
        page.get_by_role("button", name="unit 2.1").tap()
        assert page.locator(".of").inner_text().startswith("unit 2.1: z = −1.7")
        assert page.locator(".of").inner_text().endswith("positive at 0 of 100 training points: dead.")
        page.get_by_role("button", name="more settings").tap()
        page.get_by_role("combobox", name="a way to fail").select_option("saturated")
        page.wait_for_function(f"() => {ROOT}.querySelector('.count').textContent.startsWith('step\u00a0200')")
        assert head(page) == "6 of 7 units are saturated"
        sizes = "all => all.flatMap((e) => [e.clientWidth, e.clientHeight])"
        assert min(page.locator(".unit").evaluate_all(sizes)) >= 24


def test_everything_can_be_done_with_the_keyboard(show):
    with show(Playground(hidden=(2, 2))) as page:
        visit(page)
        page.get_by_role("button", name="one step").press("Enter")
        assert steps(page) == 1
        page.get_by_role("slider", name="step").press("End")
        page.wait_for_function(f"() => {ROOT}.querySelector('.count').textContent.startsWith('step\u00a0100')")
        page.get_by_role("button", name="output").press("ArrowLeft")
        page.get_by_role("button", name="unit 2.1").press("ArrowDown")
        assert page.get_by_role("button", name="unit 2.2").get_attribute("aria-pressed") == "true"
        assert page.locator(".of").inner_text().startswith("unit 2.2: z = ")
        page.get_by_role("button", name="unit 2.2").press("Escape")
        assert page.locator(".of").inner_text().startswith("Squares: ")
        page.get_by_role("combobox", name="new layer").focus()
        page.keyboard.press("ArrowDown")
        settled(page)
        assert page.evaluate(f"{ROOT}.activeElement.ariaLabel") == "units of layer 3"
        page.get_by_role("slider", name="learning rate η").press("End")
        assert value(page, "learning rate η") == "10"
        assert steps(page) == 0
        page.get_by_role("slider", name="penalty λ").press("End")
        assert value(page, "penalty λ") == "1"


def test_the_state_goes_into_the_address_and_comes_back(show):
    with show(Playground(step=30)) as page:
        visit(page)
        page.get_by_role("combobox", name="data").select_option("moons")
        page.get_by_role("button", name="one step").click()
        page.get_by_role("button", name="link to this experiment").click()
        page.get_by_text("address").wait_for()
        address = page.url
        assert "#w1.data=moons&w1.noise=0.1" in address and "&w1.hidden=4,3,0,0&" in address
        assert address.endswith("&w1.step=1&w1.log=false")
        loss = page.locator(".losses").inner_text()
    with show(Playground()) as page:
        visit(page, address)
        assert (steps(page), page.locator(".losses").inner_text()) == (1, loss)


def test_an_address_with_layers_that_are_too_wide_is_not_followed(show):
    with show(Playground(hidden=(2, 2))) as page:
        for text, units in (("8,8,0,0", 16), ("9,1,1,1", 4), ("1,0,2,0", 3)):
            page.goto("about:blank")
            visit(page, f"{browser.ADDRESS}#w1.hidden={text}")
            assert page.get_by_role("button", name="unit ").count() == units, text


def test_the_screen_reader_hears_the_diagnosis_once_the_hand_rests(show):
    with show(Playground()) as page:
        visit(page)
        page.get_by_role("combobox", name="start").select_option("zeros")
        page.wait_for_function(f"() => {ROOT}.querySelector('[aria-live]').textContent")
        assert page.locator("[aria-live=polite]").text_content().startswith("all units of layer 1 are the same. Equal")


def test_with_reduced_motion_a_press_trains_a_hundred_steps_at_once(show):
    with show(Playground(), still=True) as page:
        visit(page)
        page.get_by_role("button", name="100 steps").click()
        page.wait_for_function(f"() => {ROOT}.querySelector('.count').textContent.startsWith('step\u00a0100')")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_fits_its_page(width, show):
    with show(Playground(hidden=(8, 8, 8, 8), step=40), width=width) as page:
        visit(page)
        if width < 620:
            page.get_by_role("button", name="more settings").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        edges = page.evaluate(
            f"""() => [...{ROOT}.querySelectorAll("button, select, input, figure, p")]
                .filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())
                .flatMap((box) => [box.left, box.right])"""
        )
        assert min(edges) >= 0 and max(edges) <= width
