"""bptt_gradient: each step adds its share to the gradient of the one matrix U."""

import numpy as np

from dlmath import sequences
from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return $\\partial L/\\partial U$, of shape `(m, m)`, for one sequence of at least one step. `H` has shape "
    "`(n + 1, m)` and holds the states: `H[0]` is the start $\\mathbf h_0$, and `H[t]` is "
    "$\\mathbf h_t = \\tanh(W\\mathbf x_t + U\\mathbf h_{t-1} + \\mathbf b)$. `G` has shape `(n, m)`: `G[t - 1]` "
    "is the direct gradient $\\mathbf g_t$.",
    forbids=["sequences.rnn_backward", "autodiff"],
    hints=[
        "Go from the last step to the first. Two things reach the state of step t: its direct gradient G[t - 1], and "
        "what step t + 1 sends back, U.T @ delta.",
        "delta = (G[t - 1] + sent) * (1 - H[t] ** 2), and then sent = U.T @ delta.",
        "Each step adds np.outer(delta, H[t - 1]) to the gradient.",
    ],
    also=("small",),
)
def bptt_gradient(U, H, G):
    """The gradient of the loss with respect to U."""
    dU, sent = np.zeros(U.shape), np.zeros(len(U))
    for t in range(len(G), 0, -1):
        # Everything that reaches this state goes through the slope of tanh.
        delta = (G[t - 1] + sent) * (1 - H[t] ** 2)
        dU = dU + np.outer(delta, H[t - 1])
        sent = U.T @ delta
    return dU


def _example(rng, n, m, last=False, start=True):
    U = rng.normal(size=(m, m)) / np.sqrt(m)
    first = rng.uniform(-0.9, 0.9, m) if start else np.zeros(m)
    H = [first]
    for _ in range(n):
        H.append(np.tanh(rng.normal(size=m) + U @ H[-1]))
    G = rng.normal(size=(n, m))
    if last:
        G[:-1] = 0.0
    return U, np.array(H), G


@bptt_gradient.cases
def cases(rng):
    return [
        (np.array([[0.5]]), np.array([[0.4], [0.6]]), np.array([[2.0]])),
        (np.array([[0.5]]), np.array([[0.0], [0.6], [0.2]]), np.array([[0.0], [1.0]])),
        (np.array([[2.0]]), np.array([[0.3], [0.6], [0.2], [-0.5]]), np.array([[1.0], [-3.0], [2.0]])),
        _example(rng, 3, 2, last=True, start=False),
        _example(rng, 3, 2),
        _example(rng, 5, 3, last=True),
        _example(rng, 6, 4),
    ]


@bptt_gradient.edge_cases
def edge_cases(rng):
    U, H, G = _example(rng, 4, 3)
    return [(U, H, 0 * G), (0 * U, H, G), _example(rng, 40, 2)]


@bptt_gradient.law("doubling G doubles the gradient")
def _(f, U, H, G):
    once, twice = np.asarray(f(U, H, G)), np.asarray(f(U, H, 2 * G))
    return np.allclose(twice, 2 * once, rtol=1e-9, atol=1e-12 * max(np.abs(once).max(), 1e-300))


@bptt_gradient.law("it agrees with dlmath.sequences.rnn_backward")
def _(f, U, H, G):
    if np.abs(H[1:]).max() > 0.999:
        return True  # there the input that gave this state cannot be computed back
    U, H, G = (np.asarray(a, dtype=float) for a in (U, H, G))
    X = np.arctanh(H[1:]) - H[:-1] @ U.T  # the input that gave these states, with W = I and b = 0
    params = {"W": np.eye(len(U)), "U": U, "b": np.zeros(len(U))}
    right = sequences.rnn_backward(G[None], params, X[None], H[:1])[-1]["U"]
    return np.allclose(f(U, H, G), right, rtol=1e-6, atol=1e-8 * max(np.abs(right).max(), 1e-300))


bptt_gradient.instead_of(
    "(G[t - 1] + sent) * (1 - H[t] ** 2)",
    {
        "G[t - 1] * (1 - H[t] ** 2)": "You use only the direct gradient of each state. Add what the next step "
        "sends back: U.T @ delta.",
        "(G[t - 1] + sent) * (1 - H[t - 1] ** 2)": "The slope of tanh at step t is 1 - H[t] ** 2. It belongs to the "
        "state that this tanh computed, not to the one before.",
        "G[t - 1] + sent": "The slope of tanh is missing: multiply by 1 - H[t] ** 2.",
        "(G[t - 1] + sent) * (1 - H[t])": "The slope of tanh is 1 minus the *square* of its value.",
        "(G[t - 1] + sent) * (1 - np.tanh(H[t]) ** 2)": "H[t] is already the value of tanh. The slope "
        "there is 1 - H[t] ** 2.",
        "(G[t - 1] + sent) * H[t] * (1 - H[t])": "That is the slope of the sigmoid. The slope of tanh is 1 - "
        "H[t] ** 2.",
        "G[t - 1] + sent * (1 - H[t] ** 2)": "The direct gradient goes through tanh, too: put parentheses around the "
        "sum.",
        "G[t - 1] * (1 - H[t] ** 2) + sent": "What later steps send back goes through tanh, too: put parentheses "
        "around the sum.",
    },
)
bptt_gradient.instead_of(
    "sent = U.T @ delta",
    {
        "sent = U @ delta": "Going back, the matrix is transposed: U.T @ delta.",
        "sent = delta": "On its way to the state before, the gradient goes through the matrix: U.T @ delta.",
        "sent = sent + U.T @ delta": "delta already holds everything that came from later steps. Replace `sent` "
        "instead of adding to it.",
        "sent = H[t - 1] * delta": "The state before acts through the weights of U: U.T @ delta.",
    },
)
bptt_gradient.instead_of(
    "dU = dU + np.outer(delta, H[t - 1])",
    {
        "dU = dU + np.outer(delta, H[t])": "At step t, U was multiplied by the state *before* it: H[t - 1].",
        "dU = dU + np.outer(H[t - 1], delta)": "This is transposed. Row i of U belongs to unit i of the new state: "
        "np.outer(delta, H[t - 1]).",
        "dU = np.outer(delta, H[t - 1])": "You kept the first step's contribution alone. U is used at every step: add "
        "up all of them.",
        "dU = dU + delta * H[t - 1]": "Each pair of units has a weight of its own: np.outer(delta, H[t - 1]).",
    },
)
bptt_gradient.instead_of(
    "return dU",
    {
        "return dU / len(G)": "You divided by the number of steps. The contributions add up; they are not averaged.",
        "return -dU": "The sign is wrong. Return the gradient itself; the minus sign belongs to gradient descent.",
    },
)


@bptt_gradient.misconception(
    "You go from the first step to the last. But what reaches a state comes from later steps, so start at the last one."
)
def forward_in_time(U, H, G):
    dU, sent = np.zeros(U.shape), np.zeros(len(U))
    for t in range(1, len(G) + 1):
        delta = (G[t - 1] + sent) * (1 - H[t] ** 2)
        dU = dU + np.outer(delta, H[t - 1])
        sent = U.T @ delta
    return dU


bptt_gradient.instead_of(
    "range(len(G), 0, -1)",
    {
        "range(len(G), 1, -1)": "Your loop stops before the first step. U is used there, too, and h₀ need not be 0: "
        "range(len(G), 0, -1).",
    },
)


@bptt_gradient.misconception(
    "You use the last step alone. U is used at every step: go back to the first one, and add up the contributions."
)
def the_last_step_alone(U, H, G):
    return np.outer(G[-1] * (1 - H[-1] ** 2), H[-2])


@bptt_gradient.misconception(
    "You use the direct gradient of the last state alone. The loss may look at every state: add G[t - 1] at each step."
)
def the_last_direct_gradient_alone(U, H, G):
    dU, sent = np.zeros(U.shape), G[-1]
    for t in range(len(G), 0, -1):
        delta = sent * (1 - H[t] ** 2)
        dU = dU + np.outer(delta, H[t - 1])
        sent = U.T @ delta
    return dU


@bptt_gradient.misconception(
    "You took G[t] for the state of step t. H begins with the start, H[0], but G begins with step 1: the direct "
    "gradient of step t is G[t - 1]."
)
def one_row_of_G_too_far(U, H, G):
    dU, sent = np.zeros(U.shape), np.zeros(len(U))
    for t in range(len(G) - 1, 0, -1):
        delta = (G[t] + sent) * (1 - H[t] ** 2)
        dU = dU + np.outer(delta, H[t - 1])
        sent = U.T @ delta
    return dU
