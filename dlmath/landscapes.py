"""The hilly plains on which optimizers are tried: functions of two numbers with known minima.

>>> import numpy as np
>>> from dlmath import landscapes, optimizers
>>> path = optimizers.minimize(landscapes.bowl, np.array([4.0, 2.0]), optimizers.gradient_descent(0.5), n_steps=2)
>>> [float(landscapes.bowl(x)) for x in path]
[10.0, 2.5, 0.625]

Each takes points x = (x₁, x₂) as an array of shape (..., 2) and returns the heights, shape (...). They are written
in plain NumPy, so that `dlmath.autodiff` differentiates them.
"""

from dlmath import _checks

__all__ = ["MINIMA", "bowl", "himmelblau", "quadratic", "ravine", "rosenbrock", "saddle"]

MINIMA = {
    "bowl": ((0.0, 0.0),),
    "ravine": ((0.0, 0.0),),
    "saddle": ((0.0, -1.0), (0.0, 1.0)),
    "rosenbrock": ((1.0, 1.0),),
    "himmelblau": (
        (3.0, 2.0),
        (-2.805118086952745, 3.1313125182505730),
        (-3.7793102533777467, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    ),
}
"""All minima of each landscape; that of `quadratic` is (0, 0) if both eigenvalues are above 0."""


def quadratic(x, eigenvalues):
    """Half the sum of squares, each weighted by its curvature.

    f(x) = ½ (λ₁ x₁² + λ₂ x₂²)

    Parameters
    ----------
    x : array (..., 2)
    eigenvalues : sequence of two floats
        λ₁ and λ₂, of any sign: the eigenvalues of the Hessian. The minimum is (0, 0) if both are above 0.

    Returns
    -------
    array (...)

    Raises
    ------
    TypeError, ValueError
        If the last axis of ``x`` is not of length 2, or ``eigenvalues`` are not two finite numbers.

    Source: S. Boyd, L. Vandenberghe, "Convex Optimization", 2004, equation 9.20.

    >>> float(quadratic([2.0, 1.0], eigenvalues=(1.0, 20.0)))
    12.0
    """
    x1, x2 = _coordinates(x)
    if len(eigenvalues) != 2:
        raise ValueError(f"eigenvalues has {len(eigenvalues)} entries, expected 2")
    l1, l2 = (_checks.scalar("eigenvalues", value, open_low=True, open_high=True) for value in eigenvalues)
    return 0.5 * (l1 * (x1 * x1) + l2 * (x2 * x2))


def bowl(x):
    """The round bowl: the quadratic with λ₁ = λ₂ = 1.

    f(x) = ½ (x₁² + x₂²)

    Parameters
    ----------
    x : array (..., 2)

    Returns
    -------
    array (...)

    Raises
    ------
    TypeError, ValueError
        If the last axis of ``x`` is not of length 2.

    Source: S. Boyd, L. Vandenberghe, "Convex Optimization", 2004, section 9.3.2 (γ = 1).

    >>> float(bowl([3.0, 4.0]))
    12.5
    """
    return quadratic(x, (1.0, 1.0))


def ravine(x):
    """The long narrow valley: the quadratic with λ₁ = 1, λ₂ = 20.

    f(x) = ½ (x₁² + 20 x₂²)

    Parameters
    ----------
    x : array (..., 2)

    Returns
    -------
    array (...)

    Raises
    ------
    TypeError, ValueError
        If the last axis of ``x`` is not of length 2.

    Source: S. Boyd, L. Vandenberghe, "Convex Optimization", 2004, section 9.3.2 (γ = 20).

    >>> float(ravine([2.0, 1.0]))
    12.0
    """
    return quadratic(x, (1.0, 20.0))


def saddle(x):
    """Two valleys and the pass between them.

    f(x) = ½ x₁² − ½ x₂² + ¼ x₂⁴

    At (0, 0) the gradient is zero and the Hessian has the eigenvalues 1 and −1; the minima are (0, −1) and (0, 1),
    with f = −¼.

    Parameters
    ----------
    x : array (..., 2)

    Returns
    -------
    array (...)

    Raises
    ------
    TypeError, ValueError
        If the last axis of ``x`` is not of length 2.

    Source: Y. Nesterov, "Introductory Lectures on Convex Optimization", 2004, example 1.2.2.

    >>> float(saddle([2.0, 1.0]))
    1.75
    """
    x1, x2 = _coordinates(x)
    return 0.5 * (x1 * x1) - 0.5 * (x2 * x2) + 0.25 * (x2 * x2 * (x2 * x2))


def rosenbrock(x):
    """The banana: a flat curved valley between steep walls.

    f(x) = (1 − x₁)² + 100 (x₂ − x₁²)²

    Its only minimum is (1, 1), with f = 0; the eigenvalues of the Hessian there are about 0.4 and 1002.

    Parameters
    ----------
    x : array (..., 2)

    Returns
    -------
    array (...)

    Raises
    ------
    TypeError, ValueError
        If the last axis of ``x`` is not of length 2.

    Source: H. H. Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960.

    >>> float(rosenbrock([-1.0, 1.0]))
    4.0
    """
    x1, x2 = _coordinates(x)
    a, b = 1 - x1, x2 - x1 * x1
    return a * a + 100 * (b * b)


def himmelblau(x):
    """Four minima of equal depth, four passes, one summit.

    f(x) = (x₁² + x₂ − 11)² + (x₁ + x₂² − 7)²

    Parameters
    ----------
    x : array (..., 2)

    Returns
    -------
    array (...)

    Raises
    ------
    TypeError, ValueError
        If the last axis of ``x`` is not of length 2.

    Source: D. M. Himmelblau, "Applied Nonlinear Programming", 1972.

    >>> float(himmelblau([3.0, 2.0]))
    0.0
    """
    x1, x2 = _coordinates(x)
    a, b = x1 * x1 + x2 - 11, x1 + x2 * x2 - 7
    return a * a + b * b


def _coordinates(x):
    x = _checks.array("x", x, finite=False)
    if x.ndim == 0 or x.shape[-1] != 2:
        raise ValueError(f"x has shape {x.shape}, expected (..., 2)")
    return x[..., 0], x[..., 1]
