"""our_epsilon: the root of the correction moves from one side of the sum to the other."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    kind="derive",
    weight="hard",
    task="At step `t`, Keras moves by η · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε). Ours moves by η · m̂ / (√v̂ + ε′), "
    "with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ). Which ε′ makes the two steps equal, whatever m and v are? "
    "`epsilon` is Keras's ε, and `t` is at least 1.",
    hints=[
        "The factor 1 / (1 − β₁ᵗ) makes m into m̂ on both sides. What is left to compare?",
        "Compare √(1 − β₂ᵗ) / (√v + ε) with 1 / (√v̂ + ε′). Divide above and below by √(1 − β₂ᵗ).",
        "√v / √(1 − β₂ᵗ) is √v̂. What does the same division do to ε?",
    ],
)
def our_epsilon(epsilon, beta2, t):
    """The ε with which our Adam takes Keras's step number t."""
    # Divided by √(1 − β₂ᵗ), √v becomes √v̂, and ε becomes this.
    return epsilon / np.sqrt(1 - beta2**t)


@our_epsilon.cases
def cases(rng):
    return [
        (1e-8, 0.75, 1),
        (1.0, 0.75, 1),
        (0.5, 0.9, 3),
        (float(rng.uniform(0.1, 1.0)), float(rng.uniform(0.5, 0.99)), 6),
    ]


@our_epsilon.edge_cases
def edge_cases(rng):
    return [(1e-7, 0.999, 1), (1e-7, 0.999, 5000), (0.25, 0.0, 2)]


our_epsilon.instead_of(
    "epsilon / np.sqrt(1 - beta2**t)",
    {
        "epsilon * np.sqrt(1 - beta2**t)": "That is the way back, from our ε to Keras's. Check at t = 1: Keras's √v "
        "is much smaller than √v̂, so its ε weighs more, and ours has to be larger.",
        "epsilon": "The two ε are added to different numbers, √v and √v̂. Divide √v + ε by √(1 − β₂ᵗ), and see what "
        "becomes of ε.",
        "epsilon / (1 - beta2**t)": "v is divided by 1 − β₂ᵗ, but ε is added to its root: √v̂ = √v / √(1 − β₂ᵗ). "
        "Take the root.",
        "epsilon * (1 - beta2**t)": "v is divided by 1 − β₂ᵗ, but ε is added to its root; and the division makes it "
        "larger.",
        "epsilon / np.sqrt(1 - beta2)": "That is right at the first step. Later the correction is 1 − β₂ᵗ, with the "
        "power t.",
        "epsilon / np.sqrt(beta2**t)": "The correction is 1 − β₂ᵗ, not β₂ᵗ.",
        "epsilon / np.sqrt(1 - beta2 * t)": "β₂ᵗ is a power: beta2**t, not beta2 * t.",
    },
)
