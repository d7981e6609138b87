"""breaks_normal_equations: two columns that QR can tell apart, and the normal equations cannot."""

import numpy as np

from dlmath.exercises import exercise

TASK = """Both functions should find the weights 1 and 2.

```python
def normal_weights(X):
    y = X @ np.array([1.0, 2.0])
    return np.linalg.solve(X.T @ X, X.T @ y)


def qr_weights(X):
    y = X @ np.array([1.0, 2.0])
    Q, R = np.linalg.qr(X)
    return np.linalg.solve(R, Q.T @ y)
```

Return an `X` with two columns, two to ten rows, and entries from −2 to 2, for which `normal_weights` is off by more
than 0.1 in some entry (or finds its matrix singular), while `qr_weights` is right to within 0.001."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "Two columns that are nearly the same have a large κ. How large must it be for κ² to reach 10¹⁶?",
        "Let the columns differ by about δ. Then κ is about 1/δ. QR needs κ well below 10¹³, the normal equations κ "
        "well below 10⁸.",
        "δ = 1e-9: np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9]]).",
    ],
)
def breaks_normal_equations():
    """X, whose columns only QR can tell apart."""
    # κ is about 4·10⁹. QR loses ten digits of sixteen, the normal equations twice as many.
    return np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9]])


def matrix(X):
    return np.asarray(X, dtype=float)


def target(X):
    return matrix(X) @ np.array([1.0, 2.0])


def solved(A, b):
    try:
        return np.linalg.solve(A, b)
    except np.linalg.LinAlgError:
        return np.full(2, np.nan)


def qr_weights(X):
    Q, R = np.linalg.qr(matrix(X))
    return np.round(solved(R, Q.T @ target(X)), 4) + 0.0


@breaks_normal_equations.breaks(qr_weights, beside="QR finds")
def normal_weights(X):
    X = matrix(X)
    return np.round(solved(X.T @ X, X.T @ target(X)), 4) + 0.0


def off(weights):
    error = np.max(np.abs(weights - [1.0, 2.0]))
    return np.inf if np.isnan(error) else error


@breaks_normal_equations.law("X has two columns, two to ten rows, and entries from −2 to 2", form=True)
def _(answer):
    X = matrix(answer())
    return X.ndim == 2 and X.shape[1] == 2 and 2 <= len(X) <= 10 and bool(np.all(np.abs(X) <= 2))


@breaks_normal_equations.law("QR is right to within 0.001")
def _(answer):
    return bool(off(qr_weights(answer())) < 1e-3)


@breaks_normal_equations.law("the normal equations are off by more than 0.1")
def _(answer):
    return bool(off(normal_weights(answer())) > 0.1)


def kappa(X):
    s = np.linalg.svd(matrix(X), compute_uv=False)
    return s[0] / s[1] if s[1] > 0 else np.inf


def both_right(X):
    return off(qr_weights(X)) < 1e-3 and off(normal_weights(X)) <= 0.1


def kappa_of_directions(X):
    """κ once both columns are equally long; infinite if one of them is 0."""
    lengths = np.linalg.norm(matrix(X), axis=0)
    return kappa(matrix(X) / lengths) if np.all(lengths > 0) else np.inf


def units_alone(X):
    """Whether κ is large, and much smaller once the columns are equally long."""
    return kappa(X) > 1e7 and kappa_of_directions(X) < 1e-2 * kappa(X)


@breaks_normal_equations.misconception(
    "These columns depend on each other, exactly or nearly as far as a float can tell, so no method can be relied on "
    "to find the weights. Let them differ a little more.",
    when=lambda X: kappa_of_directions(X) > 1e14 or off(qr_weights(X)) >= 1e-3,
)
def dependent():
    return np.array([[1.0, 1.0], [1.0, 1.0]])


@breaks_normal_equations.misconception(
    "Both are right, or nearly so: κ² is not yet near 10¹⁶. Bring the columns closer together, to about 1e-9.",
    when=lambda X: both_right(X) and not units_alone(X),
)
def not_near_enough():
    return np.array([[1.0, 1.0], [1.0, 1.001]])


@breaks_normal_equations.misconception(
    "κ is large here, but mostly because one column is so much shorter than the other. Such a difference in units does "
    "the solving no harm. Make two columns of about the same length nearly parallel instead.",
    when=lambda X: both_right(X) and units_alone(X),
)
def only_units():
    return np.array([[1e-9, 0.0], [0.0, 1.0]])
