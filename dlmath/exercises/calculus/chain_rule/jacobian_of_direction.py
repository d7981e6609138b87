"""jacobian_of_direction: what a small step does to x / ‖x‖."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    forbids=["calculus.jacobian"],
    task="The function $\\mathbf u = \\mathbf x / \\lVert\\mathbf x\\rVert$ keeps the direction of a vector and makes "
    "its length 1. Return its Jacobian at `x`, of shape `(n, n)`, in exact form (no differences). `x` has shape `(n,)` "
    "and is not the zero vector.",
    hints=[
        "Entry (i, j) is the slope of x_i / r with respect to x_j, with r = ‖x‖. What is the slope of r = √(x₁² + … "
        "+ x_n²)?",
        "It is x_j / r. The quotient rule then gives (δ r − x_i x_j / r) / r², with δ = 1 on the diagonal and 0 "
        "elsewhere.",
        "That is (I − u uᵀ) / r with u = x / r.",
    ],
    rtol=1e-12,
    atol=1e-12,
)
def jacobian_of_direction(x):
    """The Jacobian of x / ‖x‖."""
    # A step along u changes nothing but the length: u uᵀ takes that part out. The rest counts less the longer x is.
    r = np.linalg.norm(x)
    u = x / r
    return (np.eye(len(x)) - np.outer(u, u)) / r


@jacobian_of_direction.cases
def cases(rng):
    return [
        (np.array([3.0, 4.0]),),
        (np.array([0.0, 2.0]),),
        (np.array([1.0, 2.0, 2.0]),),
        (np.array([-0.5, 0.25, 1.0]),),
        (rng.normal(size=4),),
        (3 * rng.normal(size=6),),
    ]


@jacobian_of_direction.edge_cases
def edge_cases(rng):
    return [(np.array([-5.0]),), (np.array([3, 4]),), (np.array([1.0, 0.0, 0.0]),)]


@jacobian_of_direction.law("a step along x changes nothing")
def _(f, x):
    return np.allclose(f(x) @ (x / np.linalg.norm(x)), 0, atol=1e-9 / np.linalg.norm(x))


@jacobian_of_direction.law("twice as far out, a step counts half as much")
def _(f, x):
    return np.allclose(2 * f(2 * x), f(x), atol=1e-9 / np.linalg.norm(x))


jacobian_of_direction.instead_of(
    "(np.eye(len(x)) - np.outer(u, u)) / r",
    {
        "np.eye(len(x)) - np.outer(u, u)": "The division by r is missing. The longer x is, the less a step turns it.",
        "np.eye(len(x)) / r": "r depends on x, too. Use the quotient rule: the slope of r with respect to x_j is x_j "
        "/ r.",
        "(np.eye(len(x)) - np.outer(x, x)) / r": "In the second term x_i x_j is divided by r². Use u, the vector of "
        "length 1: np.outer(u, u).",
        "(np.eye(len(x)) + np.outer(u, u)) / r": "The sign of the second term is wrong: a larger r makes the fraction "
        "smaller.",
        "(np.eye(len(x)) - np.outer(u, u)) / r**2": "Divide by r once, not twice.",
        "(np.eye(len(x)) - np.outer(u, u)) * r": "Divide by r: the longer x is, the less a step turns it.",
        "np.eye(len(x)) / r - np.outer(x, x)": "The second term is x_i x_j / r³: the quotient rule divides by r², "
        "and the slope of r brings in another r.",
        "np.eye(len(x)) / r - np.outer(x, x) / r**2": "The second term is x_i x_j / r³: the quotient rule divides by "
        "r², and the slope of r brings in another r.",
        "np.eye(len(x)) / r - 2 * np.outer(x, x) / r**3": "There is an extra factor of 2: the slope of √s is "
        "1/(2√s), which cancels the 2 of x_j².",
        "-np.outer(u, u) / r": "That is only the part that comes from r. The x_i in the numerator has a slope, too: 1 "
        "with respect to x_i itself, which gives np.eye(n) / r.",
        "np.eye(len(x)) / r - np.outer(x, np.ones(len(x))) / r**2": "You took 1 for the slope of r. With respect to "
        "x_j "
        "it is x_j / r.",
        "np.outer(u, u) / r": "That is the part that is taken out. The Jacobian is (I − u uᵀ) / r.",
        "(np.eye(len(x)) - u * u) / r": "u * u is a vector, and broadcasting subtracts it from every row. You need all "
        "products: np.outer(u, u).",
        "(np.eye(len(x)) - u @ u) / r": "u @ u is one number, 1. You need all products: np.outer(u, u).",
        "np.diag(1 - u**2) / r": "The diagonal is right. But each entry of u also depends on all the other entries of "
        "x, through r: off the diagonal it is −u_i u_j / r.",
        "(np.diag(u) - np.outer(u, u)) / r": "np.diag(p) belongs to the softmax. Here the slope of x_i with respect "
        "to x_i "
        "is 1, so the first term is np.eye(n).",
        "np.diag(u)": "That is the direction itself, on a diagonal. The task asks for its slopes.",
        "(1 - np.outer(u, u)) / r": "1 − … subtracts from 1 everywhere. Only the diagonal has the 1: np.eye(n).",
        "u": "That is the direction itself. The task asks for its slopes: an n × n table.",
        "np.abs(np.eye(len(x)) - np.outer(u, u)) / r": "The diagonal is right. Off it, the sign is wrong: a larger r "
        "makes all entries of u smaller in size, and r grows with |x_j|: it is −u_i u_j / r, whatever the signs.",
        "(np.eye(len(x)) - np.outer(u, u) / 2) / r": "You lost a factor of 2: the slope of x_j² is 2 x_j, and the 2 "
        "cancels the ½ from the root.",
        "u / r": "The result is an n × n table: one row for each entry of u, one column for each entry of x.",
        "(np.outer(u, u) - np.eye(len(x))) / r": "Every sign is wrong: (I − u uᵀ) / r.",
        "np.zeros((len(x), len(x)))": "The length of u never changes, but its direction does.",
        "np.eye(len(x)) - np.outer(u, u) / r": "Both terms are divided by r: put parentheses around the difference.",
    },
)
jacobian_of_direction.instead_of(
    "np.linalg.norm(x)",
    {
        "np.sum(x**2)": "That is r². Take the root.",
        "np.sum(np.abs(x))": "You took the sum of absolute values. ‖x‖ is the root of the sum of squares.",
        "np.sum(x)": "You took the sum of the entries. ‖x‖ is the root of the sum of squares.",
        "np.max(np.abs(x))": "You took the largest entry. ‖x‖ is the root of the sum of squares.",
    },
)
