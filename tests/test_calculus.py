"""Calculus: against HIPS autograd and SciPy, by what is exact for polynomials, and by hand."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import scipy.integrate
import scipy.optimize
from autograd.test_util import check_grads
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlmath import calculus
from dlmath.autodiff import grad
from tests import bad_input

EPS = np.finfo(float).eps
POINTS = np.linspace(-3.0, 3.0, 61)
A = np.array([[3.0, 1.0, 0.5], [1.0, 2.0, 0.0], [0.5, 0.0, 1.0]])

vectors = arrays(np.float64, 3, elements=st.floats(-3, 3, allow_subnormal=False))
polynomials = arrays(np.float64, 5, elements=st.integers(-8, 8).map(float))
numbers = st.floats(-3, 3, allow_subnormal=False)

SMOOTH = {
    "sin": anp.sin,
    "exp": anp.exp,
    "tanh": anp.tanh,
    "rational": lambda x: x**3 / (1 + x**2),
    "sigmoid of a square": lambda x: 1 / (1 + anp.exp(-(x**2))),
}


def bowl(x):
    return 0.5 * x @ A @ x


def wavy(x):
    return anp.sin(x[0]) * x[1] ** 2 + anp.exp(0.3 * x[2]) + x[0] * x[1] * x[2]


def curve(x):
    return anp.array([anp.sin(x[0] * x[1]), anp.exp(0.3 * x[2]), x[0] * x[2], x[1] ** 3])


# --- differences of functions of one number

# Truncation and rounding balance near ε^(1/2), ε^(2/3) and ε^(4/5); a factor for derivatives and values of up to 20.
DIFFERENCES = {
    "forward_difference": 40 * EPS ** (1 / 2),
    "central_difference": 40 * EPS ** (2 / 3),
    "five_point_difference": 40 * EPS ** (4 / 5),
    "complex_step": 10 * EPS,
}


@pytest.mark.parametrize("f", SMOOTH.values(), ids=SMOOTH)
@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference_equals_hips_autograd(name, f, proof):
    actual, expected = getattr(calculus, name)(f, POINTS), autograd.elementwise_grad(f)(POINTS)
    proof(f"calculus.{name}", "independent", "HIPS autograd", actual, expected, bound=DIFFERENCES[name])


@given(c=polynomials, x=st.integers(-4, 4).map(float), h=st.sampled_from([0.25, 0.5, 1.0]))
def test_differences_of_polynomials_have_exactly_the_truncation_error_of_the_formula(c, x, h, proof):
    def f(x):
        return np.polyval(c, x)

    slope, second, third = (np.polyval(np.polyder(c, k), x) for k in (1, 2, 3))
    fourth = np.polyval(np.polyder(c, 4), x)
    exact = {
        "forward_difference": slope + h * second / 2 + h**2 * third / 6 + h**3 * fourth / 24,
        "central_difference": slope + h**2 * third / 6,
        "five_point_difference": slope,
    }
    for name, expected in exact.items():
        against = "the whole error formula on polynomials of degree 4"
        proof(f"calculus.{name}", "law", against, getattr(calculus, name)(f, x, h), expected, bound=1e-10)


@given(x=numbers)
def test_the_complex_step_obeys_the_product_rule(x, proof):
    def product(x):
        return np.sin(x) * np.exp(x)

    f, g = calculus.complex_step(np.sin, x), calculus.complex_step(np.exp, x)
    expected = f * np.exp(x) + np.sin(x) * g
    proof("calculus.complex_step", "law", "(fg)′ = f′g + fg′", calculus.complex_step(product, x), expected, bound=1e-14)


def test_differences_by_hand(proof):
    cases = [
        ("forward_difference", lambda x: x**2, 3.0, 0.5, 6.5, "(3.5² − 3²) / ½"),
        ("central_difference", lambda x: x**3, 1.0, 0.5, 3.25, "(1.5³ − 0.5³) / 1"),
        ("five_point_difference", lambda x: x**5, 0.0, 1.0, -4.0, "(−32 + 8 + 8 − 32) / 12"),
        ("complex_step", lambda x: x**2, 3.0, 0.5, 6.0, "Im (3 + i/2)² / ½"),
    ]
    for name, f, x, h, expected, against in cases:
        actual = getattr(calculus, name)(f, x, h)
        proof(f"calculus.{name}", "by hand", against, actual, expected, bound=4 * EPS)


@pytest.mark.parametrize(
    "name, order", [("forward_difference", 1), ("central_difference", 2), ("five_point_difference", 4)]
)
def test_half_the_step_leaves_the_error_of_its_order(name, order):
    errors = getattr(calculus, name)(np.exp, 1.0, h=np.array([0.1, 0.05])) - np.e
    assert np.log2(errors[0] / errors[1]) == pytest.approx(order, abs=0.1)


def test_the_error_of_a_central_difference_is_a_v():
    wide, best, tiny = np.abs(calculus.central_difference(np.exp, 1.0, h=[0.1, 1e-5, 1e-14]) - np.e)
    assert best < 1e-9 and wide > 1e-3 and tiny > 1e-3


def test_the_step_grows_with_x():
    # 1e8 + 6e-6 has lost all of the step but two digits: without scaling the result would be no better than 1e-2.
    assert calculus.central_difference(lambda x: x**2, 1e8) == pytest.approx(2e8, rel=1e-9)


def test_a_step_may_broadcast_with_x():
    actual = calculus.central_difference(np.square, np.array([[1.0], [2.0]]), h=[0.5, 0.25, 0.125])
    np.testing.assert_allclose(actual, [[2.0] * 3, [4.0] * 3], rtol=1e-14)


def test_the_complex_step_needs_a_function_that_keeps_the_imaginary_part():
    with pytest.raises(TypeError, match=r"f\(x \+ ih\) is real \(dtype float64\)"):
        calculus.complex_step(np.abs, 1.0)


# --- functions of many numbers


@given(x=vectors)
def test_gradient_jacobian_and_hessian_equal_hips_autograd(x, proof):
    cases = [
        ("gradient", calculus.gradient(wavy, x), autograd.grad(wavy)(x), 200 * EPS ** (2 / 3)),
        ("jacobian", calculus.jacobian(curve, x), autograd.jacobian(curve)(x), 200 * EPS ** (2 / 3)),
        # Rounding ε |f| / h² with h near ε^(1/4) leaves ε^(1/2); |f| is up to 40, scale and sum give the rest.
        ("hessian", calculus.hessian(wavy, x), autograd.hessian(wavy)(x), 500 * EPS ** (1 / 2)),
    ]
    for name, actual, expected, bound in cases:
        proof(f"calculus.{name}", "independent", "HIPS autograd", actual, expected, bound=bound)


@given(x=vectors, y=vectors)
def test_quadratics_have_linear_gradients_and_constant_hessians(x, y, proof):
    proof("calculus.gradient", "law", "∇ ½xᵀAx = Ax", calculus.gradient(bowl, x), A @ x, bound=1e-9)
    proof("calculus.jacobian", "law", "J of x ↦ Ax is A", calculus.jacobian(lambda x: A @ x, x), A, bound=1e-9)
    proof("calculus.hessian", "law", "H of ½xᵀAx is A", calculus.hessian(bowl, x), A, bound=1e-6)


def test_gradient_jacobian_and_hessian_by_hand(proof):
    x = [2.0, 3.0]
    cases = [
        ("gradient", calculus.gradient(lambda x: x[0] ** 2 * x[1], x, h=0.5), [12.0, 4.0], "x₁²x₂ at (2, 3)"),
        ("jacobian", calculus.jacobian(lambda x: np.stack([x[0] * x[1], x[0]]), x, h=0.5), [[3, 2], [1, 0]],
         "(x₁x₂, x₁) at (2, 3)"),
        ("hessian", calculus.hessian(lambda x: x[0] ** 2 * x[1], x, h=0.5), [[6, 4], [4, 0]], "x₁²x₂ at (2, 3)"),
    ]  # fmt: skip
    for name, actual, expected, against in cases:
        proof(f"calculus.{name}", "by hand", against, actual, np.array(expected), bound=1e-14)


def test_derivatives_keep_the_shapes_of_input_and_output():
    x = np.arange(6.0).reshape(2, 3)
    assert calculus.gradient(np.sum, x).shape == (2, 3)
    assert calculus.jacobian(lambda x: x.T @ x, x).shape == (3, 3, 2, 3)
    assert calculus.hessian(lambda x: np.sum(x**3), x).shape == (2, 3, 2, 3)
    assert calculus.jacobian(np.sin, 0.0).shape == () and calculus.hessian(np.sin, 0.0).shape == ()


def test_the_hessian_is_exactly_symmetric():
    H = calculus.hessian(wavy, [0.3, -0.7, 1.1])
    np.testing.assert_array_equal(H, H.T)


def test_a_jacobian_of_changing_shape_is_refused():
    with pytest.raises(ValueError, match=r"f\(x\) has shape .* expected one shape"):
        calculus.jacobian(lambda x: np.ones(2 if x[0] > 1 else 3), [1.0])


@given(x=vectors, v=vectors.filter(lambda v: np.abs(v).max() > 1e-3), length=st.sampled_from([1e-150, 0.1, 7.0, 1e150]))
def test_directional_derivative_is_the_gradient_along_the_unit_vector(x, v, length, proof):
    name, bound = "calculus.directional_derivative", 200 * EPS ** (2 / 3)
    expected = autograd.grad(wavy)(x) @ v / np.linalg.norm(v)
    actual = calculus.directional_derivative(wavy, x, v)
    proof(name, "independent", "HIPS autograd: ∇f · v/|v|", actual, expected, bound=bound)
    scaled = calculus.directional_derivative(wavy, x, length * v)
    proof(name, "law", "the length of v does not matter", scaled, actual, bound=bound)
    back = calculus.directional_derivative(wavy, x, -v)
    proof(name, "law", "the way back is as steep, with the other sign", back, -actual, bound=1e-14)


def test_directional_derivative_by_hand(proof):
    actual = calculus.directional_derivative(lambda x: x[0] ** 2 + x[1], [1.0, 0.0], [3.0, 4.0], h=0.5)
    proof("calculus.directional_derivative", "by hand", "2 · 3/5 + 1 · 4/5", actual, 2.0, bound=4 * EPS)


# --- Taylor polynomials


def np_wavy(x):
    return np.sin(x[0]) * x[1] ** 2 + np.exp(0.3 * x[2]) + x[0] * x[1] * x[2]


@given(x0=vectors, x=vectors)
def test_taylor_polynomials_equal_those_of_hips_autograd(x0, x, proof):
    d = x - x0
    first = wavy(x0) + autograd.grad(wavy)(x0) @ d
    second = first + d @ autograd.hessian(wavy)(x0) @ d / 2
    for name, expected in (("taylor1", first), ("taylor2", second)):
        actual = getattr(calculus, name)(np_wavy, x0)(x)
        proof(f"calculus.{name}", "independent", "HIPS autograd", actual, expected, bound=1e-12)


@given(x0=vectors, x=vectors, b=vectors)
def test_lines_and_parabolas_are_their_own_taylor_polynomials(x0, x, b, proof):
    def line(x):
        return b @ x + 1

    def parabola(x):
        return bowl(x) + b @ x

    against = "T₁ of a linear function is the function"
    proof("calculus.taylor1", "law", against, calculus.taylor1(line, x0)(x), line(x), bound=1e-13)
    against = "T₂ of a quadratic is the quadratic"
    proof("calculus.taylor2", "law", against, calculus.taylor2(parabola, x0)(x), parabola(x), bound=1e-12)


def test_taylor_polynomials_by_hand(proof):
    x = np.array([-1.0, 0.0, 2.0])
    proof("calculus.taylor1", "by hand", "exp at 0: 1 + x", calculus.taylor1(np.exp, 0.0)(x), 1 + x, bound=EPS)
    expected = [0.5, 1.0, 5.0]
    proof(
        "calculus.taylor2", "by hand", "exp at 0: 1 + x + x²/2", calculus.taylor2(np.exp, 0.0)(x), expected, bound=EPS
    )


def test_taylor_polynomials_take_a_grid_of_points():
    grid = np.random.default_rng(0).normal(size=(4, 5, 3))
    for taylor in (calculus.taylor1(np_wavy, np.ones(3)), calculus.taylor2(np_wavy, np.ones(3))):
        values = taylor(grid)
        assert values.shape == (4, 5)
        assert values[2, 3] == pytest.approx(taylor(grid[2, 3]), rel=1e-13)


def test_a_taylor_polynomial_refuses_points_of_another_length():
    with pytest.raises(ValueError, match=r"x has shape \(2,\), expected \(..., 3\)"):
        calculus.taylor1(np_wavy, np.ones(3))([1.0, 2.0])


# --- integrals


@pytest.mark.parametrize("f", SMOOTH.values(), ids=SMOOTH)
def test_quadrature_equals_scipy(f, proof):
    for n in (2, 10, 64):
        x = np.linspace(-1.0, 2.5, n + 1)
        for name in ("trapezoid", "simpson"):
            actual, expected = getattr(calculus, name)(f, -1.0, 2.5, n), getattr(scipy.integrate, name)(f(x), x=x)
            proof(f"calculus.{name}", "independent", f"scipy.integrate.{name}", actual, expected, bound=1e-13)


@given(c=polynomials, a=numbers, b=numbers, n=st.integers(1, 20))
def test_trapezoids_are_exact_for_lines_and_simpson_for_cubics(c, a, b, n, proof):
    def integral(c):
        return np.polyval(np.polyint(c), b) - np.polyval(np.polyint(c), a)

    line, cubic = c[-2:], c[-4:]
    actual = calculus.trapezoid(lambda x: np.polyval(line, x), a, b, n)
    proof("calculus.trapezoid", "law", "exact for lines", actual, integral(line), bound=1e-12)
    actual = calculus.simpson(lambda x: np.polyval(cubic, x), a, b, 2 * n)
    proof("calculus.simpson", "law", "exact for cubics", actual, integral(cubic), bound=1e-11)


def test_quadrature_by_hand(proof):
    actual = calculus.trapezoid(lambda x: x**2, 0.0, 1.0, n=2)
    proof("calculus.trapezoid", "by hand", "x² with two pieces: ½ (0/2 + ¼ + ½)", actual, 0.375, bound=EPS)
    actual = calculus.simpson(lambda x: x**4, 0.0, 2.0, n=2)
    proof("calculus.simpson", "by hand", "x⁴ with two pieces: ⅓ (0 + 4 + 16)", actual, 20 / 3, bound=EPS)


@pytest.mark.parametrize("name, order", [("trapezoid", 2), ("simpson", 4)])
def test_twice_as_many_pieces_leave_the_error_of_the_order(name, order):
    errors = [getattr(calculus, name)(np.exp, 0.0, 1.0, n) - (np.e - 1) for n in (8, 16)]
    assert np.log2(errors[0] / errors[1]) == pytest.approx(order, abs=0.02)


@pytest.mark.parametrize("rule", [calculus.trapezoid, calculus.simpson])
def test_an_integral_backwards_changes_its_sign_and_one_over_a_point_is_zero(rule):
    assert rule(np.exp, 1.0, 0.0, 10) == pytest.approx(-rule(np.exp, 0.0, 1.0, 10), rel=1e-15)
    assert rule(np.exp, 1.0, 1.0, 10) == 0.0


MEASURED = [
    (lambda x: np.exp(x), 0.0, 2.0),
    (lambda x: np.sin(x) + 1.0, -1.0, 3.0),
    (lambda x: x[:, 0] * x[:, 1] ** 2, [0.0, 1.0], [2.0, 2.0]),
]


@pytest.mark.parametrize("name, power, factor", [("trapezoid", 2, 12), ("simpson", 4, 180)])
def test_the_error_of_a_quadrature_has_the_sign_and_size_of_its_formula(name, power, factor):
    """What was computed less what is true; every derivative of exp lies between 1 and e on [0, 1]."""
    error = getattr(calculus, name)(np.exp, 0.0, 1.0, 10) - (np.e - 1)
    assert 1 <= error * factor * 10**power <= np.e


def test_a_monte_carlo_estimate_is_right_where_squares_are_out_of_range():
    plain = calculus.monte_carlo(np.exp, 0.0, 1.0, 100, rng=0)
    for unit in (1e-200, 1e200):
        found = calculus.monte_carlo(lambda x, u=unit: u * np.exp(x), 0.0, 1.0, 100, rng=0)
        np.testing.assert_allclose(np.array(found) / unit, plain, rtol=1e-13)


def test_monte_carlo_is_as_far_from_scipy_as_its_standard_error_says(proof):
    for f, a, b in MEASURED:
        box = np.atleast_2d(np.transpose([a, b]))
        shape = (lambda x: f(x[None])[0]) if np.ndim(a) else (lambda x: f(x[0]))  # noqa: B023
        truth, _ = scipy.integrate.nquad(lambda *x: shape(np.array(x)), box)  # noqa: B023
        found = calculus.monte_carlo(f, a, b, n=10_000, rng=0)
        # Four standard errors are passed by chance in 6 of 100,000 cases; the seed is fixed.
        off = (found.value - truth) / found.standard_error
        proof("calculus.monte_carlo", "independent", "scipy.integrate.nquad, in standard errors", off, bound=4.0)


def test_the_standard_error_is_how_far_estimates_scatter(proof):
    found = [calculus.monte_carlo(np.exp, 0.0, 2.0, n=200, rng=seed) for seed in range(1000)]
    ratio = np.std([e.value for e in found]) / np.mean([e.standard_error for e in found])
    # The scatter of 1000 estimates is itself known to 1/√2000 = 2 %; three times that.
    against = "scatter of 1000 estimates = standard error"
    proof("calculus.monte_carlo", "law", against, ratio, 1.0, bound=0.07)


def test_four_times_as_many_points_halve_the_standard_error():
    few, many = (calculus.monte_carlo(np.exp, 0.0, 2.0, n=n, rng=0).standard_error for n in (10_000, 40_000))
    assert few / many == pytest.approx(2.0, rel=0.05)


def test_monte_carlo_by_hand(proof):
    found = calculus.monte_carlo(lambda x: np.full(len(x), 5.0), [0.0, 1.0], [2.0, 4.0], n=10, rng=1)
    proof("calculus.monte_carlo", "by hand", "a constant: 5 · 2 · 3 ± 0", found, [30.0, 0.0], bound=0.0)
    found = calculus.monte_carlo(lambda x: np.array([1.0, 3.0]), 0.0, 10.0, n=2, rng=1)
    proof(
        "calculus.monte_carlo", "by hand", "1 and 3 at two points: 10 (2 ± √2/√2)", found, [20.0, 10.0], bound=4 * EPS
    )


def test_monte_carlo_takes_a_generator_and_repeats_with_a_seed():
    rng = np.random.default_rng(3)
    first, second = (calculus.monte_carlo(np.exp, 0.0, 1.0, 100, rng) for _ in range(2))
    assert first != second and first == calculus.monte_carlo(np.exp, 0.0, 1.0, 100, 3)


# --- gradient check


def loss(p):
    hidden = np.tanh(p["W"] @ p["layers"][0])
    return np.sum(hidden**2) + np.exp(p["b"])


PARAMS = {"W": np.array([[0.3, -0.2], [0.5, 0.9]]), "layers": (np.array([1.0, -0.5]),), "b": 0.1}
PLACES = [
    "x['W'][0, 0]",
    "x['W'][0, 1]",
    "x['W'][1, 0]",
    "x['W'][1, 1]",
    "x['layers'][0][0]",
    "x['layers'][0][1]",
    "x['b']",
]


def test_gradient_check_agrees_with_that_of_hips_autograd(proof):
    def claimed(factor):
        @autograd.extend.primitive
        def g(x):
            return np.sum(x**3)

        autograd.extend.defvjp(g, lambda out, x: lambda v: v * factor * 3 * x**2)
        return g

    for factor in (1.0, 0.999, 1.001, -1.0, 0.0, 2.0):
        x = np.array([0.5, -1.0, 2.0])
        try:
            check_grads(claimed(factor), modes=["rev"], order=1)(x)
            expected = True
        except AssertionError:
            expected = False
        actual = calculus.gradient_check(lambda x: np.sum(x**3), x, lambda x, c=factor: c * 3 * x**2).passed
        against = "autograd.test_util.check_grads"
        proof("calculus.gradient_check", "independent", against, float(actual), float(expected), bound=0.0)


@given(place=st.sampled_from(range(7)), size=st.floats(1e-4, 10), sign=st.sampled_from([-1, 1]))
def test_an_error_planted_in_any_coordinate_is_found_there(place, size, sign, proof):
    right = calculus.gradient_check(loss, PARAMS)
    assert right.passed and right.worst == 0.0

    def wrong(p):
        g = grad(loss)(p)
        if place == 6:
            return g | {"b": g["b"] + sign * size}
        target = g["W"] if place < 4 else g["layers"][0]
        target.flat[place % 4] += sign * size
        return g

    found = calculus.gradient_check(loss, PARAMS, wrong)
    hit = not found.passed and found.where == PLACES[place]
    against = "an error planted in one coordinate is found there"
    proof("calculus.gradient_check", "law", against, float(hit), 1.0, bound=0.0)
    assert found.claimed - found.numerical == pytest.approx(sign * size, abs=1e-8)


def test_gradient_check_by_hand(proof):
    # ∇ = (4, 2); claimed is (4, −2): off by 4 of 4.
    x = np.array([2.0, 0.0])
    found = calculus.gradient_check(lambda x: x[0] ** 2 + 2 * x[1], x, lambda x: np.array([4.0, -2.0]))
    assert (found.where, found.claimed, found.passed) == ("x[1]", -2.0, False)
    proof("calculus.gradient_check", "by hand", "(4, −2) for (4, 2): worst error 4/4", found.worst, 1.0, bound=1e-9)


@pytest.mark.parametrize("scale", [1e-150, 1e-8, 1.0, 1e8, 1e150])
def test_gradient_check_does_not_depend_on_the_scale_of_f(scale):
    x = np.array([0.5, -1.0, 2.0])

    def f(x):
        return scale * np.sum(np.sin(x))

    assert calculus.gradient_check(f, x).passed
    assert not calculus.gradient_check(f, x, lambda x: scale * np.array([1.0, 1.0, 1.001]) * np.cos(x)).passed


def test_gradient_check_says_where_it_cannot_decide():
    for f, gradient in (
        (lambda x: np.sum((x - 0.1) ** 2) + 1e3, None),
        (lambda x: 1e16 + x[0], lambda x: np.zeros(3)),
        (lambda x: 1e16 + x[0], lambda x: np.array([1.0, 0.0, 0.0])),
        (lambda x: 1 + 1e-12 * x[0], lambda x: np.array([5e-12, 0.0, 0.0])),
    ):
        found = calculus.gradient_check(f, np.full(3, 0.1), gradient)
        assert found.undecided and not found.passed
        assert repr(found).startswith("GradientCheck(undecided: at x[") and "but rounding may hide" in repr(found)
    refuted = calculus.gradient_check(lambda x: 1e6 + x[0], np.full(3, 0.1), lambda x: np.array([5.0, 0.0, 0.0]))
    assert not refuted.passed and not refuted.undecided


def test_gradient_check_passes_at_a_minimum():
    assert calculus.gradient_check(lambda x: np.sum((x - 0.1) ** 2), np.full(3, 0.1)).passed
    assert calculus.gradient_check(lambda x: 0.0 * np.sum(x), np.ones(2)).worst == 0.0


def test_gradient_check_computes_in_float64_whatever_x_is():
    assert calculus.gradient_check(loss, PARAMS | {"W": PARAMS["W"].astype(np.float32)}).passed


def test_gradient_check_pairs_the_parts_of_a_dict_by_their_keys():
    x = {"a": 1.0, "b": 2.0}
    found = calculus.gradient_check(lambda p: p["a"] + 3 * p["b"], x, lambda p: {"b": 3.0, "a": 1.0})
    assert found.passed and found.worst < 1e-9


def test_results_show_themselves_in_a_line():
    found = calculus.gradient_check(lambda x: x**2, 3.0, lambda x: -2 * x)
    assert repr(found).startswith("GradientCheck(failed: at x claimed -6, differences say 6, worst relative error 2)")
    assert repr(calculus.gradient_check(lambda x: x**2, 3.0)).startswith("GradientCheck(passed: at x claimed 6")
    assert repr(calculus.monte_carlo(np.square, 0.0, 1.0, 100, rng=0)).startswith("Estimate(0.3")


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({"gradient": lambda p: {"W": p["W"]}}, r"gradient\(x\) has the keys \['W'\], expected \['W', 'layers', 'b'\]"),
        ({"gradient": lambda p: p | {"b": np.ones(2)}}, r"gradient\(x\)\['b'\] has shape \(2,\), expected \(\)"),
        ({"gradient": lambda p: p | {"b": np.nan}}, r"gradient\(x\)\['b'\] holds nan"),
        ({"gradient": 3}, "gradient is int 3, expected a function"),
        ({"f": None}, "f is NoneType None, expected a function"),
        ({"f": lambda p: p["W"], "gradient": lambda p: p}, r"f\(x\) has shape \(2, 2\), expected \(\)"),
        ({"f": lambda p: np.nan, "gradient": lambda p: p}, r"f\(x\) holds nan, expected finite numbers"),
        ({"x": PARAMS | {"b": np.inf}}, r"x\['b'\] holds inf"),
        ({"x": PARAMS | {"b": "no"}}, r"x\['b'\] has dtype <U2"),
        ({"x": {}}, "x is empty"),
        ({"tolerance": 0.0}, "tolerance is 0"),
    ],
)
def test_gradient_check_refuses_what_it_cannot_use(arguments, message):
    with pytest.raises((TypeError, ValueError), match=message):
        calculus.gradient_check(**{"f": loss, "x": PARAMS} | arguments)


# --- dual numbers

INSIDE = np.linspace(0.1, 0.9, 9)
UNARY = [
    "negative", "positive", "absolute", "square", "reciprocal", "sqrt", "exp", "expm1", "log", "log1p", "log2", "log10",
    "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
]  # fmt: skip
BINARY = ["add", "subtract", "multiply", "divide", "power", "maximum", "minimum"]


def test_every_rule_of_the_dual_numbers_is_among_the_tested_ones():
    assert {ufunc.__name__ for ufunc in calculus._PARTIALS} == set(UNARY + BINARY)


@pytest.mark.parametrize("name", UNARY)
def test_dual_numbers_know_each_function_as_hips_autograd_does(name, proof):
    theirs = (lambda x: 1.0 * x) if name == "positive" else getattr(anp, name)
    expected = 2 * autograd.elementwise_grad(theirs)(INSIDE)
    actual = getattr(np, name)(calculus.Dual(INSIDE, 2.0))
    proof("calculus.Dual", "independent", "HIPS autograd", actual.slope, expected, bound=1e-14)
    np.testing.assert_array_equal(actual.value, getattr(np, name)(INSIDE))
    proof("calculus.derivative", "independent", "HIPS autograd", calculus.derivative(getattr(np, name), INSIDE),
          expected / 2, bound=1e-14)  # fmt: skip


@pytest.mark.parametrize("name", BINARY)
def test_dual_numbers_know_each_function_of_two_as_hips_autograd_does(name, proof):
    other = INSIDE[::-1].copy()  # Equal in the middle: a tie of maximum and minimum.
    first, second = (autograd.elementwise_grad(getattr(anp, name), k)(INSIDE, other) for k in (0, 1))
    ours = getattr(np, name)
    for actual, expected in [
        (ours(calculus.Dual(INSIDE, 2.0), other), 2 * first),
        (ours(INSIDE, calculus.Dual(other, 3.0)), 3 * second),
        (ours(calculus.Dual(INSIDE, 2.0), calculus.Dual(other, 3.0)), 2 * first + 3 * second),
    ]:
        proof("calculus.Dual", "independent", "HIPS autograd", actual.slope, expected, bound=1e-14)


@given(a=numbers, b=numbers, c=numbers, d=numbers)
def test_dual_numbers_multiply_as_matrices_with_one_number_on_the_diagonal(a, b, c, d, proof):
    product = calculus.Dual(a, b) * calculus.Dual(c, d)
    expected = (np.array([[a, b], [0, a]]) @ np.array([[c, d], [0, c]]))[0]
    against = "a + bε ↔ [[a, b], [0, a]]"
    proof("calculus.Dual", "law", against, [product.value, product.slope], expected, bound=1e-14)


@given(x=numbers)
def test_the_derivative_obeys_the_chain_rule(x, proof):
    chain = calculus.derivative(np.tanh, np.sin(x)) * calculus.derivative(np.sin, x)
    actual = calculus.derivative(lambda x: np.tanh(np.sin(x)), x)
    proof("calculus.derivative", "law", "(f ∘ g)′ = (f′ ∘ g) g′", actual, chain, bound=1e-15)
    actual = calculus.derivative(lambda x: np.exp(x) / (1 + x**2), x)
    expected = calculus.complex_step(lambda x: np.exp(x) / (1 + x**2), x)
    proof("calculus.derivative", "law", "equals the complex step", actual, expected, bound=1e-13)


def test_dual_numbers_by_hand(proof):
    x = calculus.Dual(2.0, 1.0)
    y = (3 * x + 1) / x - (1 - x) ** 2
    against = "(3x + 1)/x − (1 − x)² at 2: 5/2, −9/4"
    proof("calculus.Dual", "by hand", against, [y.value, y.slope], [2.5, -2.25], bound=EPS)
    actual = calculus.derivative(lambda x: x**3 - 2 / x, 2.0)
    proof("calculus.derivative", "by hand", "3x² + 2/x² at 2", actual, 12.5, bound=EPS)


def test_a_gradient_by_forward_mode_takes_one_pass_for_each_input():
    def f(x, y):
        return x**2 * y + np.sin(y)

    passes = [f(calculus.Dual(2.0, 1.0), calculus.Dual(3.0, 0.0)), f(calculus.Dual(2.0, 0.0), calculus.Dual(3.0, 1.0))]
    assert [float(p.slope) for p in passes] == pytest.approx([12.0, 4.0 + np.cos(3.0)], rel=1e-15)


def test_dual_numbers_compare_by_their_values():
    assert calculus.Dual(1.0, 5.0) < calculus.Dual(2.0, 0.0)
    assert calculus.Dual(1.0, 5.0) == 1.0
    np.testing.assert_array_equal(calculus.Dual([1.0, 3.0], 0.0) >= 2.0, [False, True])
    assert calculus.derivative(lambda x: np.exp(x) if x > 0 else 2 * x, -1.0) == 2.0


@pytest.mark.parametrize(
    ("f", "x", "slope"),
    [
        (lambda x: 1e-300 / x, 1e-200, -1e100),
        (np.reciprocal, 1e170, -0.0),
        (lambda x: 1e300 / x, 1e200, -1e-100),
        (np.tanh, 20.0, 4 * np.exp(-40.0) / (1 + np.exp(-40.0)) ** 2),
        (np.tanh, -1e6, 0.0),
        (np.arctan, 1e200, 0.0),
        (np.arcsin, 1 - 2**-50, 1 / np.sqrt(2**-50 * (2 - 2**-50))),
        (lambda t: 0.0**t, 2.0, 0.0),
        (lambda t: np.power(0.0, t), 0.5, 0.0),
    ],
)
def test_dual_numbers_lose_no_digits_at_extremes(f, x, slope):
    assert calculus.derivative(f, x) == pytest.approx(slope, rel=1e-14, abs=0)


def test_powers_of_zero_have_their_derivatives():
    zero = calculus.Dual(0.0, 1.0)
    assert [float((zero**k).slope) for k in (0, 1, 2)] == [0.0, 1.0, 0.0]


def test_a_constant_has_the_derivative_zero():
    np.testing.assert_array_equal(calculus.derivative(lambda x: np.ones(3), 1.0), np.zeros(3))
    assert calculus.derivative(lambda x: 7.0, 1.0) == 0.0


def test_a_slope_takes_the_shape_and_type_of_its_value():
    dual = calculus.Dual(np.ones((2, 3), np.float32), 1.0)
    assert dual.slope.shape == (2, 3) and dual.slope.dtype == np.float32
    assert (2.0 * np.exp(dual)).slope.dtype == np.float32
    assert (calculus.Dual(1.0, 1.0) + np.zeros(3)).slope.tolist() == [1.0, 1.0, 1.0]
    assert repr(calculus.Dual([1.0, 2.0], 3.0)) == "Dual([1.0, 2.0], [3.0, 3.0])"


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: np.floor(calculus.Dual(1.0, 1.0)), "np.floor has no rule for dual numbers"),
        (lambda: np.add.reduce(calculus.Dual([1.0, 2.0], 1.0)), "np.add with reduce or options has no rule"),
        (lambda: np.exp(calculus.Dual(1.0, 1.0), where=True), "np.exp with __call__ or options has no rule"),
        (lambda: calculus.Dual("a", 1.0), "value has dtype <U1, expected numbers"),
        (lambda: calculus.Dual(calculus.Dual(1.0, 1.0), 1.0), "value has dtype object, expected numbers"),
        (lambda: calculus.Dual(1.0, None), "slope has dtype object, expected numbers"),
        (lambda: calculus.Dual([1.0, 2.0], [1.0, 2.0, 3.0]), r"slope has shape \(3,\), expected \(2,\) as value has"),
    ],
)
def test_dual_numbers_refuse_what_has_no_rule(make, message):
    with pytest.raises((TypeError, ValueError), match=message):
        make()


# --- unusual input


def taylor1(x0, x):
    return calculus.taylor1(np_wavy, x0)(x)


def taylor2(x0, x):
    return calculus.taylor2(np_wavy, x0)(x)


def make_dual(value, slope):
    return calculus.Dual(value, slope).value


TABLE = np.array([[0.5, -1.0], [2.0, 1.5], [0.25, 3.0]])
VECTOR = np.array([0.5, -1.0, 2.0])
NOT_A_FUNCTION = [None, 3.0]
ANY = {"x": "any rank"}
# Differences of values that float64 gives are equal for equal input, so the harness may compare tightly.
UNUSUAL = [
    *(
        bad_input.Case(
            getattr(calculus, name),
            {"f": np.sin, "x": TABLE, "h": 1e-3},
            {"f": [*NOT_A_FUNCTION, np.sum, lambda x: x * np.nan], "h": [0.0, -1.0, np.inf, np.ones(3)]},
            accepts=ANY | {"h": ("list",)},
        )
        for name in ("forward_difference", "central_difference", "five_point_difference")
    ),
    bad_input.Case(
        calculus.complex_step,
        {"f": np.sin, "x": TABLE, "h": 1e-20},
        {"f": [*NOT_A_FUNCTION, np.sum, np.abs], "h": [0.0, -1.0, np.inf, np.ones(3)]},
        accepts=ANY | {"h": ("list",)},
    ),
    *(
        bad_input.Case(
            getattr(calculus, name),
            {"f": f, "x": TABLE, "h": 1e-3},
            {"f": [*NOT_A_FUNCTION, lambda x: np.nan, lambda x: "a", *others], "h": [0.0, -1.0, np.inf]},
            accepts=ANY,
        )
        for name, f, others in (
            ("gradient", lambda x: np.sum(x**3), [np.sin]),
            ("jacobian", np.sin, []),
            ("hessian", lambda x: np.sum(x**3), [np.sin]),
        )
    ),
    bad_input.Case(
        calculus.directional_derivative,
        {"f": lambda x: np.sum(x**3), "x": VECTOR, "direction": np.array([3.0, 0.0, 4.0]), "h": 1e-3},
        {"f": [*NOT_A_FUNCTION, np.sin], "direction": [np.zeros(3), np.ones(2)], "h": [0.0, np.inf]},
        accepts=ANY | {"direction": "any rank"},
    ),
    bad_input.Case(taylor1, {"x0": VECTOR, "x": TABLE.T}, accepts=ANY | {"x0": "any rank"}),
    bad_input.Case(taylor2, {"x0": VECTOR, "x": TABLE.T}, accepts=ANY | {"x0": "any rank"}),
    bad_input.Case(
        calculus.trapezoid,
        {"f": np.exp, "a": 0.0, "b": 1.0, "n": 4},
        {"f": [*NOT_A_FUNCTION, np.sum, lambda x: 1.0, lambda x: x * np.nan], "a": [np.inf], "b": [-np.inf], "n": [0]},
        keeps_float32=False,
    ),
    bad_input.Case(
        calculus.simpson,
        {"f": np.exp, "a": 0.0, "b": 1.0, "n": 4},
        {"f": [*NOT_A_FUNCTION, np.sum, lambda x: x * np.nan], "a": [np.inf], "b": [-np.inf], "n": [0, 1, 5]},
        keeps_float32=False,
    ),
    bad_input.Case(
        calculus.monte_carlo,
        {"f": lambda x: np.sum(x, axis=-1), "a": np.array([0.0, 1.0]), "b": np.array([2.0, 3.0]), "n": 10, "rng": 0},
        {"f": [*NOT_A_FUNCTION, lambda x: x], "a": [np.zeros(3)], "b": [np.zeros(1)], "n": [1], "rng": [None, -1]},
        accepts={"a": "any rank", "b": "any rank"},
    ),
    bad_input.Case(calculus.derivative, {"f": np.sin, "x": TABLE}, {"f": NOT_A_FUNCTION}, accepts=ANY),
    bad_input.Case(
        make_dual,
        {"value": TABLE, "slope": TABLE},
        accepts={name: ("any rank", "nan", "infinity") for name in ("value", "slope")},
    ),
]  # fmt: skip


@bad_input.every(UNUSUAL)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
