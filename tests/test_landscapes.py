"""The landscapes: their heights, their minima, and that they can be differentiated."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.polynomial.polynomial import polyval2d
from scipy import optimize
from scipy.spatial.distance import mahalanobis

from dlmath import landscapes
from dlmath.autodiff import grad

ROUNDING = 1e-13
PLANE = arrays(np.float64, (2,), elements=st.floats(-5, 5))
CURVATURE = st.tuples(st.floats(-2, 20), st.floats(-2, 20))
POINTS = np.random.default_rng(0).uniform(-4, 4, (50, 2))

# Coefficients of x₁ⁱ x₂ʲ, expanded on paper.
SADDLE = np.array([[0, 0, -0.5, 0, 0.25], [0, 0, 0, 0, 0], [0.5, 0, 0, 0, 0]])
HIMMELBLAU = np.array([[170, -22, -13, 0, 1], [-14, 0, 2, 0, 0], [-21, 2, 0, 0, 0], [0] * 5, [1, 0, 0, 0, 0]])


def test_rosenbrock_equals_scipy(proof):
    for x in POINTS:
        proof(
            "landscapes.rosenbrock",
            "independent",
            "scipy.optimize.rosen",
            landscapes.rosenbrock(x),
            optimize.rosen(x),
            bound=ROUNDING,
        )


@pytest.mark.parametrize(("name", "coefficients"), [("saddle", SADDLE), ("himmelblau", HIMMELBLAU)])
def test_saddle_and_himmelblau_equal_their_expanded_polynomials(name, coefficients, proof):
    against, expected = "numpy.polynomial.polynomial.polyval2d, expanded", polyval2d(*POINTS.T, coefficients)
    proof(f"landscapes.{name}", "independent", against, getattr(landscapes, name)(POINTS), expected, bound=ROUNDING)


@pytest.mark.parametrize(
    ("name", "eigenvalues"), [("bowl", (1.0, 1.0)), ("ravine", (1.0, 20.0)), ("quadratic", (3.0, 0.5))]
)
def test_quadratics_are_half_a_squared_mahalanobis_distance(name, eigenvalues, proof):
    f, extra = getattr(landscapes, name), (eigenvalues,) if name == "quadratic" else ()
    for x in POINTS:
        expected = mahalanobis(x, np.zeros(2), np.diag(eigenvalues)) ** 2 / 2
        proof(
            f"landscapes.{name}",
            "independent",
            "scipy.spatial.distance.mahalanobis² / 2",
            f(x, *extra),
            expected,
            bound=ROUNDING,
        )


@given(x=PLANE, eigenvalues=CURVATURE)
def test_the_gradient_of_a_quadratic_is_the_eigenvalues_times_x(x, eigenvalues, proof):
    actual = grad(landscapes.quadratic)(x, eigenvalues)
    proof(
        "landscapes.quadratic",
        "law",
        "∇f = (λ₁ x₁, λ₂ x₂), by autodiff",
        actual,
        np.array(eigenvalues) * x,
        bound=ROUNDING,
    )


@given(x=PLANE, angle=st.floats(0, 7))
def test_the_bowl_looks_the_same_after_a_rotation(x, angle, proof):
    c, s = np.cos(angle), np.sin(angle)
    turned = np.array([[c, -s], [s, c]]) @ x
    proof(
        "landscapes.bowl",
        "law",
        "does not change under rotation",
        landscapes.bowl(turned),
        landscapes.bowl(x),
        bound=ROUNDING,
    )


@given(x=PLANE)
def test_the_ravine_is_a_bowl_pressed_together(x, proof):
    pressed = landscapes.bowl(x * np.sqrt([1, 20]))
    proof("landscapes.ravine", "law", "bowl(x₁, √20 x₂)", landscapes.ravine(x), pressed, bound=ROUNDING)


@given(x=PLANE)
def test_the_saddle_is_its_own_mirror_image(x, proof):
    for mirror in ([-1, 1], [1, -1]):
        proof(
            "landscapes.saddle",
            "law",
            "symmetric in both axes",
            landscapes.saddle(x * mirror),
            landscapes.saddle(x),
            bound=0,
        )


@given(x=PLANE)
def test_along_its_valley_floor_rosenbrock_is_a_parabola(x, proof):
    floor = np.array([x[0], x[0] ** 2])
    proof(
        "landscapes.rosenbrock",
        "law",
        "f(x₁, x₁²) = (1 − x₁)²",
        landscapes.rosenbrock(floor),
        (1 - x[0]) ** 2,
        bound=ROUNDING,
    )


@given(x=PLANE)
def test_himmelblau_is_never_below_zero(x, proof):
    below = np.minimum(landscapes.himmelblau(x), 0.0)
    proof("landscapes.himmelblau", "law", "f ≥ 0", below, 0.0, bound=0)


@pytest.mark.parametrize(
    ("name", "x", "expected"),
    [
        ("quadratic", (2, 1), 12.0),
        ("bowl", (3, 4), 12.5),
        ("ravine", (2, 1), 12.0),
        ("saddle", (2, 1), 1.75),
        ("rosenbrock", (-1, 1), 4.0),
        ("himmelblau", (1, 1), 106.0),
    ],
)
def test_heights_by_hand(name, x, expected, proof):
    extra = ((1.0, 20.0),) if name == "quadratic" else ()
    proof(
        f"landscapes.{name}",
        "by hand",
        f"f({x[0]}, {x[1]}) = {expected:g}",
        getattr(landscapes, name)(x, *extra),
        expected,
        bound=0,
    )


@pytest.mark.parametrize("name", landscapes.MINIMA)
def test_scipy_finds_exactly_the_minima_of_the_table(name):
    f, found = getattr(landscapes, name), set()
    for x0 in POINTS:
        end = optimize.minimize(f, x0, jac=grad(f), method="BFGS", options={"gtol": 1e-9})
        if np.linalg.eigvalsh(np.linalg.inv(end.hess_inv))[0] > 1e-3:
            distances = np.linalg.norm(np.array(landscapes.MINIMA[name]) - end.x, axis=1)
            assert distances.min() < 1e-6
            found.add(int(distances.argmin()))
    assert len(found) == len(landscapes.MINIMA[name])


@pytest.mark.parametrize("name", landscapes.MINIMA)
def test_float32_stays_float32_and_points_may_come_in_a_batch(name):
    f = getattr(landscapes, name)
    assert f(POINTS.astype(np.float32)).dtype == np.float32
    np.testing.assert_array_equal(f(POINTS.reshape(5, 10, 2)).ravel(), [f(x) for x in POINTS])


@pytest.mark.parametrize("x", [1.0, [1.0, 2.0, 3.0], [[1.0], [2.0]]])
def test_points_of_another_length_are_refused(x):
    with pytest.raises(ValueError, match=r"x has shape .*, expected \(..., 2\)"):
        landscapes.bowl(x)


@pytest.mark.parametrize("eigenvalues", [(1.0,), (1.0, np.inf), (1.0, "a")])
def test_eigenvalues_that_are_not_two_numbers_are_refused(eigenvalues):
    with pytest.raises((ValueError, TypeError), match="eigenvalues"):
        landscapes.quadratic([1.0, 1.0], eigenvalues)
