"""share_after_steps: stopping early shrinks the weak directions."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="Gradient descent on $\\tfrac12\\lVert\\mathbf y - X\\mathbf w\\rVert^2$ starts at $\\mathbf w = \\mathbf 0$ "
    "and repeats the step $\\mathbf w \\leftarrow \\mathbf w + \\eta\\, X^\\top(\\mathbf y - X\\mathbf w)$. Along the "
    "right singular vector with singular value $\\sigma$, what share of the least-squares weight has it reached after "
    "`n_steps` steps? `singular` holds one or several σ, all above 0. (What does one step do to the *gap* between the "
    "weight and its goal?)",
    hints=[
        "Replace Xᵀy by XᵀX w*, with w* for least squares. Then the step is w ← w + η XᵀX (w* − w).",
        "Along v, XᵀX multiplies by σ². So the gap w* − w is multiplied by 1 − ησ² in each step.",
        "The gap that is left after t steps is (1 − ησ²)ᵗ, and the share reached is 1 minus that.",
    ],
    also=("whole",),  # in a longer input, the steps would be too long
)
def share_after_steps(singular, learning_rate, n_steps):
    """The share of the least-squares weight along each direction."""
    # Each step multiplies the gap by 1 − ησ², and at the start the gap is all there is.
    return 1 - (1 - learning_rate * singular**2) ** n_steps


@share_after_steps.cases
def cases(rng):
    return [
        (1.0, 0.5, 1),
        (2.0, 0.125, 1),
        (2.0, 0.1, 3),
        (np.array([1.0, 2.0, 3.0]), 0.1, 2),
        (np.array([3.0, 1.0, 0.5, 0.1]), 0.05, 10),
        (rng.uniform(0.1, 2, size=6), 0.2, 7),
        (rng.uniform(0.1, 3, size=4), 0.15, 5),
        (np.linspace(0.1, 3.5, 30), 0.15, 9),
    ]


@share_after_steps.edge_cases
def edge_cases(rng):
    return [
        (1.5, 0.1, 0),
        (2.0, 0.25, 4),
        (np.array([1, 2, 3]), 0.1, 3),
        (np.array([1e-4, 1.0]), 0.5, 1000),
    ]


@share_after_steps.law("running gradient descent gives the same")
def _(f, singular, learning_rate, n_steps):
    s = np.atleast_1d(np.asarray(singular, dtype=float))
    w = np.zeros(len(s))
    for _ in range(n_steps):
        w = w + learning_rate * s * (s - s * w)  # X = diag(σ), y = Xw* with w* = 1
    return np.allclose(np.atleast_1d(f(singular, learning_rate, n_steps)), w)


share_after_steps.instead_of(
    "1 - (1 - learning_rate * singular**2) ** n_steps",
    {
        "1 - (1 - learning_rate) ** n_steps * singular**2": "σ² belongs inside: each step multiplies the gap by 1 − "
        "ησ².",
        "(1 - learning_rate * singular**2) ** n_steps": "That is the gap that is left. The share reached is 1 minus "
        "the gap.",
        "1 - (1 - learning_rate * singular) ** n_steps": "XᵀX multiplies by σ², not by σ.",
        "1 - (learning_rate * singular**2) ** n_steps": "A step multiplies the gap by 1 − ησ²: it closes ησ² of the "
        "gap and leaves the rest.",
        "n_steps * learning_rate * singular**2": "That would be right if every step were as long as the first. The gap "
        "shrinks, and so do the steps.",
        "1 - (1 - learning_rate * singular) ** (2 * n_steps)": "(1 − ησ)² is not 1 − ησ². A step multiplies the gap "
        "by 1 − ησ².",
        "(1 - learning_rate * singular**2) * n_steps": "Each step multiplies the gap, so after t steps it is a power, "
        "and the share reached is 1 minus the gap.",
        "learning_rate * singular**2 * (1 - learning_rate * singular**2) ** (n_steps - 1)": "That is what the last "
        "step adds. "
        "The share is the sum of all steps, 1 minus the gap.",
        "singular * (1 - learning_rate * singular**2) ** n_steps": "That is σ times the gap that is left. The share "
        "reached is 1 minus the gap.",
        "1 - np.exp(-learning_rate * n_steps * singular)": "That has σ in place of σ², and it is the limit for many "
        "tiny "
        "steps. With steps of a given size, the gap is (1 − ησ²)ᵗ.",
        "1 - learning_rate * singular**2 * n_steps": "Each step multiplies the gap. It does not subtract the same "
        "amount each time.",
        "learning_rate * singular**2": "That is the share after one step. What do the others add?",
        "1 - learning_rate * singular**2": "That is the gap that is left after one step.",
        "1 - (1 - singular**2) ** n_steps": "The learning rate is missing: the gap is multiplied by 1 − ησ².",
        "1 - (1 - learning_rate) ** n_steps": "The singular value is missing: along v, XᵀX multiplies by σ².",
        "1 - (1 + learning_rate * singular**2) ** n_steps": "Check the sign: each step makes the gap smaller, 1 − ησ².",
        "1 - (1 - 2 * learning_rate * singular**2) ** n_steps": "The ½ in front of the square cancels the 2: the "
        "step is "
        "η Xᵀ(y − Xw).",
        "1 - (1 - learning_rate * singular**2) ** (n_steps - 1)": "That is one step too few.",
        "1 - (1 - learning_rate * singular**2) ** (n_steps + 1)": "That is one step too many.",
        "1 - (1 - learning_rate * singular**2) * n_steps": "Each step *multiplies* the gap, so after t steps it is a "
        "power: "
        "** n_steps.",
        "1 - np.exp(-learning_rate * singular**2 * n_steps)": "That is the limit for many tiny steps. With steps of "
        "a given "
        "size, the gap is (1 − ησ²)ᵗ.",
        "singular**2 / (singular**2 + 1 / (learning_rate * n_steps))": "That is the share of ridge with λ = 1/(ηt). "
        "They "
        "resemble each other, but gradient descent has a formula of its own.",
        "1 - 1 / (1 + learning_rate * singular**2) ** n_steps": "The gap is multiplied by 1 − ησ², not divided by 1 "
        "+ ησ².",
        "singular * (1 - (1 - learning_rate * singular**2) ** n_steps)": "The share has no factor σ: it goes to 1.",
        "(1 - (1 - learning_rate * singular**2) ** n_steps) / singular": "That is the weight for u · y = 1. The "
        "share of the "
        "least-squares weight has no 1/σ.",
        "np.sum(1 - (1 - learning_rate * singular**2) ** n_steps)": "You summed the shares. Return one for each σ.",
        "np.abs(1 - np.abs(1 - learning_rate * singular**2) ** n_steps)": "If ησ² is above 1, the weight overshoots, "
        "and the gap changes sign. Leave out the absolute values.",
        "1 - (1 - learning_rate**2 * singular**2) ** n_steps": "η is not squared: the step is η XᵀX (w* − w).",
    },
)
