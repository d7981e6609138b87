"""mend_gru: which of the two is kept, and what the reset gate resets."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="This function should do one step of a GRU for one sequence, with the rows of `W` `(3 * m, d)`, `U` "
    "`(3 * m, m)`, and `b` `(3 * m,)` in the order r, z, n, and `c` `(m,)`, as in the formulas above. It makes two "
    "mistakes. Fix them.",
    forbids=["sequences.gru_step", "sequences.gru"],
    hints=[
        "Suppose that z is 1. Which of the two, the old state or the new proposal, should come out?",
        "Suppose that r is 0. The proposal should then forget the state. Should it forget what comes in, too?",
        "n = np.tanh(wn + bn + r * (un + c)), with the rows of n in W @ x, b and U @ h.",
    ],
    also=("whole", "small"),
)
def mend_gru(W, U, b, c, x, h):
    """The state after one step."""
    a, q = W @ x + b, U @ h
    m = len(h)
    r = 1 / (1 + np.exp(-(a[:m] + q[:m])))
    z = 1 / (1 + np.exp(-(a[m : 2 * m] + q[m : 2 * m])))
    # The reset gate acts on what comes from the state, and on nothing else.
    n = np.tanh(a[2 * m :] + r * (q[2 * m :] + c))
    # The update gate says how much of the old state stays.
    return (1 - z) * n + z * h


@mend_gru.start("The update gate kept what it should replace, and the reset gate silenced the input, too.")
def mixed_up(W, U, b, c, x, h):
    """The state after one step."""
    a, q = W @ x + b, U @ h
    m = len(h)
    r = 1 / (1 + np.exp(-(a[:m] + q[:m])))
    z = 1 / (1 + np.exp(-(a[m : 2 * m] + q[m : 2 * m])))
    n = np.tanh(r * (a[2 * m :] + q[2 * m :] + c))
    return z * n + (1 - z) * h


def _gates(r, z):
    """One unit whose gates stand wide open or shut, with n = tanh(x + r (h + 0.5))."""
    return np.array([[0.0], [0.0], [1.0]]), np.array([[0.0], [0.0], [1.0]]), np.array([r, z, 0.0]), np.array([0.5])


@mend_gru.symptom("With z near 1, the old state should stay. Here it is replaced: see which of the two z multiplies.")
def _(f):
    new = f(*_gates(0.0, 30.0), np.array([2.0]), np.array([0.25]))
    return not np.isclose(np.ravel(new)[0], 0.25, atol=1e-6)


@mend_gru.symptom(
    "With r near 0, the proposal should be tanh of what comes in. Here the reset gate silences the input."
)
def _(f):
    # Whichever way z mixes, it is half of each.
    new = f(*_gates(-30.0, 0.0), np.array([2.0]), np.array([0.0]))
    return not np.isclose(np.ravel(new)[0], 0.5 * np.tanh(2.0), atol=1e-6)


def _example(rng, m, d):
    shapes = [(3 * m, d), (3 * m, m), 3 * m, m, d, m]
    return tuple(rng.normal(size=shape) for shape in shapes)


@mend_gru.cases
def cases(rng):
    return [
        (*_gates(0.3, -0.4), np.array([0.7]), np.array([0.2])),
        _example(rng, 2, 2),
        _example(rng, 3, 3),
        _example(rng, 3, 2),
        _example(rng, 4, 1),
    ]


@mend_gru.edge_cases
def edge_cases(rng):
    W, U, b, c, x, h = _example(rng, 2, 3)
    return [(W, U, b, c, 0 * x, h), (W, U, b, c, x, 0 * h), _example(rng, 1, 2)]


mend_gru.instead_of(
    "n = np.tanh(a[2 * m :] + r * (q[2 * m :] + c))",
    {
        "n = np.tanh(r * (a[2 * m :] + q[2 * m :] + c))": "The reset gate still silences the input. It acts on U h + c "
        "alone.",
        "n = np.tanh(r * a[2 * m :] + q[2 * m :] + c)": "The reset gate acts on the wrong part: it multiplies U h + c.",
        "n = np.tanh(a[2 * m :] + r * q[2 * m :] + c)": "c belongs inside the bracket that r multiplies: "
        "r * (U h + c).",
        "n = np.tanh(a[2 * m :] + q[2 * m :] + c)": "The reset gate is missing.",
        "n = np.tanh(a[2 * m :] + (1 - r) * (q[2 * m :] + c))": "r itself multiplies U h + c, not 1 − r.",
        "n = np.tanh(a[2 * m :] + z * (q[2 * m :] + c))": "That is the update gate. The reset gate is r.",
        "n = np.tanh(a[2 * m :] + U[2 * m :] @ (r * h) + c)": "You reset the state before the product with U. That is "
        "another version of the GRU; here, r multiplies U h + c.",
        "n = np.tanh(a[2 * m :] + U[2 * m :] @ (r * h) + r * c)": "You reset the state before the product with U. "
        "That is another version of the GRU; here, r multiplies U h + c.",
        "n = np.tanh(W[2 * m :] @ x + r * (q[2 * m :] + b[2 * m :] + c))": "b stands outside the bracket that r "
        "multiplies: the proposal is tanh(W x + b + r (U h + c)).",
        "n = np.tanh(a[2 * m :] + r * q[2 * m :])": "c is missing: r multiplies U h + c.",
    },
)
mend_gru.instead_of(
    "return (1 - z) * n + z * h",
    {
        "return z * n + (1 - z) * h": "The update gate still mixes the wrong way around: z is what stays of h.",
        "return n + z * h": "The proposal has the weight 1 − z.",
        "return (1 - z) * n + h": "The old state has the weight z.",
        "return (1 - r) * n + r * h": "The update gate z mixes; r has done its work in n.",
    },
)


@mend_gru.misconception(
    "You exchanged r and z. The reset gate r multiplies U h + c in the proposal, and the update gate z is the share of "
    "the old state that stays."
)
def r_for_z(W, U, b, c, x, h):
    a, q = W @ x + b, U @ h
    m = len(h)
    r = 1 / (1 + np.exp(-(a[:m] + q[:m])))
    z = 1 / (1 + np.exp(-(a[m : 2 * m] + q[m : 2 * m])))
    n = np.tanh(a[2 * m :] + z * (q[2 * m :] + c))
    return (1 - r) * n + r * h
