"""adamw_step: first shrink, then Adam's step."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the new `w`, `m`, and `v` after one step of AdamW, in that order: it first shrinks the weights by the "
    "factor $1 - \\eta\\lambda$, and then takes the step of Adam. Everything else is as in `adam_step`, and `lam` is "
    "$\\lambda$.",
    hints=[
        "It is adam_step with one more operation. Does the gradient change, or the weights?",
        "m and v are made of g alone, as before. Only where the step starts is different.",
        "The new weights are (1 - eta * lam) * w - eta * m_hat / (np.sqrt(v_hat) + epsilon).",
    ],
)
def adamw_step(w, g, m, v, t, eta, beta1, beta2, lam, epsilon=1e-8):
    """One step of AdamW: the new w, m and v."""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1 ** (t + 1))
    v_hat = v / (1 - beta2 ** (t + 1))
    # The decay doesn't pass through the division, so that every weight shrinks by the same factor.
    w = (1 - eta * lam) * w
    return w - eta * m_hat / (np.sqrt(v_hat) + epsilon), m, v


@adamw_step.cases
def cases(rng):
    return [
        (np.array([2.0]), np.array([3.0]), np.array([0.0]), np.array([0.0]), 0, 0.1, 0.9, 0.99, 0.5),
        (np.array([1.0]), np.array([2.0]), np.array([0.5]), np.array([3.0]), 1, 0.5, 0.8, 0.9, 0.25),
        (
            np.array([2.0, -1.0]),
            np.array([-3.0, 4.0]),
            np.array([1.0, -0.5]),
            np.array([2.0, 9.0]),
            2,
            0.1,
            0.7,
            0.95,
            2,
        ),
        (*rng.normal(size=(3, 4)), rng.uniform(0.5, 2, size=4), 5, 0.2, 0.9, 0.6, 0.7, 0.5),
        (*rng.normal(size=(3, 3, 2)), rng.uniform(0.5, 2, size=(3, 2)), 3, 1.5, 0.5, 0.8, 0.3, 0.25),
    ]


@adamw_step.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0, 2.0]), np.array([3.0, -30.0]), np.zeros(2), np.zeros(2), 0, 0.1, 0.9, 0.999, 0.0),
        (np.array([1.0, 2.0]), np.zeros(2), np.zeros(2), np.zeros(2), 0, 0.1, 0.9, 0.999, 0.1),
        (np.array([3, -1]), np.array([4, -3]), np.array([1, 2]), np.array([9, 16]), 3, 0.5, 0.9, 0.99, 0.1),
        (np.array([1.0]), np.array([2e-6]), np.zeros(1), np.zeros(1), 0, 0.1, 0.9, 0.999, 0.1, 1e-3),
        (rng.normal(size=40), rng.normal(size=40), rng.normal(size=40), rng.uniform(1, 2, 40), 9, 0.01, 0.9, 0.99, 0.1),
    ]


@adamw_step.law("without a gradient, every weight shrinks by the factor 1 − ηλ")
def _(f, w, g, m, v, t, eta, beta1, beta2, lam, epsilon=1e-8):
    w, zero = np.array([1.0, -3.0]), np.zeros(2)
    return np.allclose(f(w, zero, zero, zero, 0, 0.1, 0.9, 0.99, 0.5)[0], 0.95 * w)


@adamw_step.law("the means don't depend on λ")
def _(f, w, g, m, v, t, eta, beta1, beta2, lam, epsilon=1e-8):
    one, two = (f(w, g, m, v, t, eta, beta1, beta2, number)[1:] for number in (0.0, 3.0))
    return np.allclose(one, two)


adamw_step.instead_of(
    "w = (1 - eta * lam) * w\n",
    {
        "w = 1.0 * w\n": "The decay is missing: the weights shrink by the factor 1 − ηλ.",
        "w = (1 - lam) * w\n": "η is missing in the decay: the factor is 1 − ηλ.",
        "w = (1 + eta * lam) * w\n": "Your weights grow. The factor is 1 − ηλ.",
        "w = eta * lam * w\n": "You kept only the part that should go. Subtract it: the factor is 1 − ηλ.",
        "w = w - lam\n": "You subtracted λ from every weight, large or small. Multiply: (1 - eta * lam) * w.",
        "w = w - eta * lam * g\n": "The decay acts on the weights, not on the gradient: (1 - eta * lam) * w.",
        "w = w - eta * lam\n": "You subtracted ηλ from every weight, large or small. Multiply: (1 - eta * lam) * w.",
        "w = w - lam * w * g\n": "The gradient has no place in the decay: (1 - eta * lam) * w.",
        "w = w - eta * lam * np.sign(w)\n": "You shrank all weights by the same amount, as the lasso does. Here they "
        "shrink by the same factor.",
        "w = w - eta * lam * w**2\n": "The gradient of (λ/2)w² is λw, not λw².",
        "w = w - 2 * eta * lam * w\n": "That is twice the decay. The factor is 1 − ηλ.",
        "w = w - eta * lam / 2 * w\n": "That is half of the decay. The factor is 1 − ηλ.",
        "w = (1 - eta) * lam * w\n": "The parentheses are misplaced: (1 - eta * lam) * w.",
        "w = 1 - eta * lam * w\n": "Multiplication comes before subtraction: write (1 - eta * lam) * w.",
        "w = w / (1 + eta * lam)\n": "You divided by 1 + ηλ, which is nearly the same. Multiply by 1 − ηλ.",
        "w = (1 - 0.01 * eta) * w\n": "You wrote 0.01 for λ. It is passed in as lam.",
        "w = (1 - eta * lam * (t + 1)) * w\n": "The decay doesn't grow with t. The factor is 1 − ηλ in each step.",
        "w = w - eta * lam * m_hat\n": "The decay acts on the weights, not on m̂: (1 - eta * lam) * w.",
        "w = w - eta * lam * w / (np.sqrt(v_hat) + epsilon)\n": "The decay passes through the division here, which "
        "AdamW avoids. Multiply w by 1 − ηλ alone.",
        "w = (1 - eta * lam) ** (t + 1) * w\n": "w has already shrunk in the earlier steps. In each step, multiply "
        "once.",
        "w = (1 - beta1 * lam) * w\n": "The factor is 1 − ηλ, with the learning rate.",
    },
)
adamw_step.instead_of(
    "w - eta * m_hat / (np.sqrt(v_hat) + epsilon)",
    {
        "w + eta * m_hat / (np.sqrt(v_hat) + epsilon)": "Adam's step goes uphill. Subtract it.",
        "w - eta * m_hat / np.sqrt(v_hat + epsilon)": "You put ε under the root. Take the root first, then add ε.",
        "w - eta * m_hat / (v_hat + epsilon)": "The root is missing: divide by √v̂ + ε.",
        "w - eta * g / (np.sqrt(v_hat) + epsilon)": "You walked along the last gradient. Adam walks along m̂.",
        "w - (1 - eta * lam) * m_hat / (np.sqrt(v_hat) + epsilon)": "The factor 1 − ηλ belongs to the weights. Adam's "
        "step has the factor η.",
        "w - eta * lam * m_hat / (np.sqrt(v_hat) + epsilon)": "λ has slipped into Adam's step. It belongs to the decay "
        "alone.",
        "w": "Adam's step is missing. Decay alone knows nothing of the loss.",
        "w - m_hat / (np.sqrt(v_hat) + epsilon)": "The learning rate is missing in Adam's step.",
    },
)
adamw_step.instead_of(
    "m_hat = m / (1 - beta1 ** (t + 1))\n    v_hat = v / (1 - beta2 ** (t + 1))",
    {
        "m_hat, v_hat = m, v": "The step is made of m and v as they are. Correct them first, as in adam_step.",
        "m_hat = m / (1 - beta1**t)\n    v_hat = v / (1 - beta2**t)": "t counts from 0: the shares are 1 − βᵗ⁺¹, as in "
        "adam_step.",
        "m = m_hat = m / (1 - beta1 ** (t + 1))\n    v = v_hat = v / (1 - beta2 ** (t + 1))": "The new w is right, but "
        "you returned the corrected means. The next step builds on m and v as they are: give the corrected ones names "
        "of their own.",
        "m_hat = m / (1 - beta1)\n    v_hat = v / (1 - beta2)": "The shares are 1 − βᵗ⁺¹, as in adam_step.",
    },
)
adamw_step.instead_of(
    "m = beta1 * m + (1 - beta1) * g\n    v = beta2 * v + (1 - beta2) * g**2",
    {
        "g = g + lam * w\n    m = beta1 * m + (1 - beta1) * g\n    v = beta2 * v + (1 - beta2) * g**2": "You added λw "
        "to the gradient and shrank the weights as well. AdamW leaves the gradient alone.",
        "g = (1 - eta * lam) * g\n    m = beta1 * m + (1 - beta1) * g\n    v = beta2 * v + (1 - beta2) * g**2": "You "
        "shrank the gradient as well. AdamW leaves it alone.",
        "m = beta1 * m + (1 - beta1) * (g + lam * w)\n    v = beta2 * v + (1 - beta2) * g**2": "λw has slipped into m. "
        "The means are made of g alone.",
    },
)


def adam(w, g, m, v, t, eta, beta1, beta2, epsilon):
    return adamw_step(w, g, m, v, t, eta, beta1, beta2, 0.0, epsilon)


@adamw_step.misconception(
    "That is the L2 penalty in Adam: λw is part of the gradient, and so it is divided by √v̂. AdamW leaves the "
    "gradient alone, and multiplies w by 1 − ηλ."
)
def penalty_in_the_gradient(w, g, m, v, t, eta, beta1, beta2, lam, epsilon=1e-8):
    return adam(w, g + lam * w, m, v, t, eta, beta1, beta2, epsilon)


@adamw_step.misconception(
    "You shrank the weights after Adam's step, so the step shrinks, too. First shrink, then step."
)
def shrinks_afterwards(w, g, m, v, t, eta, beta1, beta2, lam, epsilon=1e-8):
    w, m, v = adam(w, g, m, v, t, eta, beta1, beta2, epsilon)
    return (1 - eta * lam) * w, m, v


@adamw_step.misconception(
    "You took Adam's step first, and then subtracted ηλ times the new w. Take the decay from the old w: (1 - eta * "
    "lam) * w first."
)
def decays_the_new_weights(w, g, m, v, t, eta, beta1, beta2, lam, epsilon=1e-8):
    new, m, v = adam(w, g, m, v, t, eta, beta1, beta2, epsilon)
    return new - eta * lam * new - 0 * w, m, v


@adamw_step.misconception("The new w is right, but you returned the old m and v. The next step needs the new ones.")
def returns_the_old_means(w, g, m, v, t, eta, beta1, beta2, lam, epsilon=1e-8):
    return adamw_step(w, g, m, v, t, eta, beta1, beta2, lam, epsilon)[0], m, v


@adamw_step.misconception("The new w is right. Return the new m and v as well: w, m, v.")
def returns_only_the_weights(w, g, m, v, t, eta, beta1, beta2, lam, epsilon=1e-8):
    return adamw_step(w, g, m, v, t, eta, beta1, beta2, lam, epsilon)[0]
