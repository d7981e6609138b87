"""dropout_moments: what dropout does to a unit's sum, on average and around the average."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="While a network trains with *dropout*, each input $a_i$ of a unit is kept with probability $q$ and replaced "
    "by 0 otherwise, independently of the others. What is kept is divided by $q$. So the unit sees the random sum $S = "
    "\\sum_i w_i\\, M_i\\, a_i / q$, where the $M_i$ are independent Bernoulli variables with $P(M_i = 1) = q$, and "
    "$0 < q \\le 1$. Return two numbers: $\\mathbb E[S]$ and $\\operatorname{Var}[S]$.",
    hints=[
        "Only the Mᵢ are random; wᵢ aᵢ / q is a constant. What are the mean and the variance of Mᵢ?",
        "E[Mᵢ] = q and Var[Mᵢ] = q (1 − q). A constant factor c multiplies the mean by c and the variance by c².",
        "The mean is Σ wᵢ aᵢ, and the variance is (1 − q)/q · Σ wᵢ² aᵢ².",
    ],
    also=("whole", "large", "long"),
)
def dropout_moments(w, a, q):
    """The expectation and the variance of a sum with dropout."""
    # Term i is the constant c[i] times a Bernoulli variable with mean q and variance q (1 - q).
    c = w * a / q
    return np.sum(c * q), np.sum(c**2 * q * (1 - q))


@dropout_moments.cases
def cases(rng):
    return [
        (np.array([1.0]), np.array([1.0]), 0.5),
        (np.array([2.0]), np.array([3.0]), 0.8),
        (np.array([2.0, -1.0]), np.array([3.0, 0.5]), 0.25),
        (np.array([1.0, -2.0, 0.5, 3.0]), np.array([0.2, 1.0, 4.0, -1.5]), 0.7),
        (rng.normal(size=9), rng.normal(size=9), 0.9),
    ]


@dropout_moments.edge_cases
def edge_cases(rng):
    return [
        (np.array([2.0, -1.0]), np.array([3.0, 0.5]), 1.0),
        (np.zeros(3), np.ones(3), 0.5),
        (np.array([2, -1, 4]), np.array([3, 5, 1]), 0.5),
        (rng.normal(size=5), rng.normal(size=5), 0.01),
        (rng.normal(size=500), rng.normal(size=500), 0.3),
    ]


@dropout_moments.law("the expectation does not depend on q")
def _(f, w, a, q):
    return np.isclose(f(w, a, q)[0], f(w, a, q / 2)[0])


@dropout_moments.law("if everything is kept, nothing varies")
def _(f, w, a, q):
    return np.isclose(f(w, a, 1.0)[1], 0)


dropout_moments.instead_of(
    "np.sum(c * q), np.sum(c**2 * q * (1 - q))",
    {
        "np.sum(c * q), np.sum(c * q * (1 - q))": "A constant factor c multiplies the variance by c², not by c.",
        "np.sum(c * q), np.sum(c**2 * q)": "The variance of a Bernoulli variable is q (1 − q). The factor 1 − q is "
        "missing.",
        "np.sum(c * q), np.sum(c**2 * (1 - q))": "The variance of a Bernoulli variable is q (1 − q). The factor q is "
        "missing.",
        "np.sum(c * q), np.sum(c) ** 2 * q * (1 - q)": "You squared the sum. The inputs are dropped independently, so "
        "the variances are added: square each constant first.",
        "np.sum(c * q), np.sqrt(np.sum(c**2 * q * (1 - q)))": "That is the standard deviation. The task asks for the "
        "variance: no root.",
        "np.sum(c * q), np.sum(c**2 * q**2 * (1 - q) ** 2)": "You squared the variance of Mᵢ, too. Only the constant "
        "is squared.",
        "np.sum(c * q), q * (1 - q)": "That is the variance of a single Mᵢ. Term i carries the constant wᵢ aᵢ / q, "
        "squared.",
        "np.sum(c * q), len(w) * q * (1 - q)": "That is the variance of the *number* of inputs that are kept. Term i "
        "carries the constant wᵢ aᵢ / q, squared.",
        "np.sum(c), np.sum(c**2 * q * (1 - q))": "Your expectation is that of a sum in which everything is kept. Each "
        "Mᵢ has mean q.",
        "np.sum(c * q)": "That is the expectation. Return the variance as well: two numbers with a comma.",
        "np.sum(c**2 * q * (1 - q))": "That is the variance. Return the expectation first: two numbers with a comma.",
        "np.sum(c**2 * q * (1 - q)), np.sum(c * q)": "Both are right, but in the wrong order: first the expectation.",
        "np.mean(c * q), np.sum(c**2 * q * (1 - q))": "S is a sum, so the means are added, not averaged.",
        "np.mean(c * q), np.mean(c**2 * q * (1 - q))": "S is a sum, so means and variances are added, not averaged.",
        "np.sum(c * q), np.mean(c**2 * q * (1 - q))": "S is a sum, so the variances are added, not averaged.",
        "np.sum(c * q), np.var(c) * q * (1 - q)": "The constants are not random. Square each of them, multiply by the "
        "variance of Mᵢ, and add.",
        "np.sum(c * q), np.var(c * q)": "np.var looks at how the terms differ from each other. What is random is "
        "whether each one is kept: add up c² q (1 − q).",
        "np.sum(c * q), np.sum(c**2 * q) - np.sum(c * q) ** 2": "E[S²] is not the sum of the E[terms²]: the square of "
        "a sum also has mixed products. Add up the variances of the terms.",
        "c * q, c**2 * q * (1 - q)": "Those are the terms. S is their sum: add them up.",
        "np.sum(c), np.sum(c) ** 2 * q * (1 - q)": "You treated the sum as a single term that is kept or dropped. "
        "Each term has its own Mᵢ, with mean q and variance q (1 − q): add up the means, and add up the variances.",
    },
)
dropout_moments.instead_of(
    "c = w * a / q",
    {
        "c = w * a": "What is kept is divided by q, and your constant leaves that out.",
        "c = w * a / (1 - q + 1e-300)": "What is kept is divided by q, the probability of keeping, not by 1 − q.",
        "c = w * a * q": "What is kept is divided by q. You multiplied.",
        "c = w / q": "The inputs a are missing.",
        "c = a / q": "The weights w are missing.",
        "c = (w + a) / q": "Weight and input are multiplied, not added.",
        "c = w * a / np.sqrt(q)": "What is kept is divided by q, not by its root.",
    },
)


@dropout_moments.misconception(
    "The expectation is right. In the variance, 1/q is missing: what is kept is divided by q, and a constant factor is "
    "squared."
)
def variance_without_the_division(w, a, q):
    return np.sum(w * a), q * (1 - q) * np.sum((w * a) ** 2)


@dropout_moments.misconception(
    "The expectation is right. In the variance, 1/q counts squared, and together with the variance q (1 − q) of Mᵢ "
    "that makes (1 − q)/q."
)
def divides_once(w, a, q):
    return np.sum(w * a), (1 - q) * np.sum((w * a) ** 2)


@dropout_moments.misconception(
    "The expectation is right. In the variance, the constants wᵢ aᵢ are squared as well, each by itself."
)
def constants_not_squared(w, a, q):
    return np.sum(w * a), (1 - q) / q * np.sum(w * a)


@dropout_moments.misconception(
    "The expectation is right. In the variance, each weight goes with its own input: Σ wᵢ² aᵢ², not the product of two "
    "sums."
)
def product_of_sums(w, a, q):
    return np.sum(w * a), (1 - q) / q * np.sum(w**2) * np.sum(a**2)


@dropout_moments.misconception(
    "The expectation is right, but the sum is random: an input is kept or not. Add up the variances of the terms."
)
def no_variance(w, a, q):
    return np.sum(w * a), 0.0


@dropout_moments.misconception(
    "The expectation is right. In the variance, the fraction is upside down: (1/q)² times the variance q (1 − q) of "
    "Mᵢ is (1 − q)/q."
)
def fraction_upside_down(w, a, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(w * a), q / (1 - np.float64(q)) * np.sum((w * a) ** 2)


@dropout_moments.misconception(
    "Your expectation multiplies the two sums, so that every weight is paired with every input. Each weight goes with "
    "its own input: np.sum(w * a)."
)
def expectation_of_two_sums(w, a, q):
    return np.sum(w) * np.sum(a), (1 - q) / q * np.sum((w * a) ** 2)


@dropout_moments.misconception(
    "(1 − q)/q is the variance of a single Mᵢ/q. Term i carries the constant wᵢ aᵢ, squared. Add up all the terms."
)
def variance_of_one_factor(w, a, q):
    return np.sum(w * a), (1 - q) / q
