"""kl_divergence: what a wrong belief costs, and the cases that a formula hides."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return $D_{\\mathrm{KL}}(p \\parallel q) = \\sum_i p_i \\log_2 (p_i / q_i)$ in bits. `p` and `q` are "
    "arrays of the same length, each with probabilities that add up to 1. Where $p_i = 0$, the term is 0, whatever "
    "$q_i$ is. If $q_i = 0$ anywhere with $p_i > 0$, return `np.inf`.",
    hints=[
        "Start with the plain case: without zeros, it is one line, np.sum(p * np.log2(p / q)).",
        "Terms with p = 0 add nothing. Keep the others: possible = p > 0, then p[possible] and q[possible].",
        "If any of the q that are left is 0, return np.inf: if np.any(q[possible] == 0).",
    ],
    also=("whole",),
)
def kl_divergence(p, q):
    """What it costs, in bits, to believe q when p is true."""
    # Only what happens costs anything.
    possible = p > 0
    p, q = p[possible], q[possible]
    # It happens, and q said never.
    if np.any(q == 0):
        return np.inf
    return np.sum(p * np.log2(p / q))


@kl_divergence.cases
def cases(rng):
    return [
        (np.array([0.5, 0.5]), np.array([0.25, 0.75])),
        (np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.25, 0.5])),
        (np.array([0.7, 0.2, 0.1]), np.array([0.1, 0.3, 0.6])),
        (rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(5))),
        (np.array([0.0, 0.5, 0.5]), np.array([0.5, 0.25, 0.25])),
        (np.array([0.6, 0.3, 0.1]), np.array([0.8, 0.2, 0.0])),
    ]


@kl_divergence.edge_cases
def edge_cases(rng):
    p, q = rng.dirichlet(np.ones(200)), rng.dirichlet(np.ones(200))
    p[:20], q[:10] = 0, 0
    return [
        (np.array([0.5, 0.5]), np.array([0.5, 0.5])),
        (np.array([1.0, 0.0]), np.array([0.5, 0.5])),
        (np.array([1.0, 0.0]), np.array([1.0, 0.0])),
        (np.array([1.0, 0.0]), np.array([0.0, 1.0])),
        (np.array([0.5, 0.0, 0.5]), np.array([0.5, 0.0, 0.5])),
        (np.array([0, 1]), np.array([0.5, 0.5])),
        (np.array([1e-9, 1 - 1e-9]), np.array([0.5, 0.5])),
        (np.array([0.5, 0.5]), np.array([1e-12, 1 - 1e-12])),
        (p / p.sum(), q / q.sum()),
    ]


@kl_divergence.law("it is never negative")
def _(f, p, q):
    return f(p, q) >= -1e-9


@kl_divergence.law("it is infinite if q rules out something that p allows")
def _(f, p, q):
    return f(p, q) == np.inf or not np.any(q[p > 0] == 0)


@kl_divergence.law("it is 0 from p to itself")
def _(f, p, q):
    return abs(f(p, p)) < 1e-9


kl_divergence.instead_of(
    "np.sum(p * np.log2(p / q))",
    {
        "np.sum(p * np.log2(q / p))": "The fraction is upside down, so everything has the wrong sign: log₂(p / q).",
        "np.sum(q * np.log2(p / q))": "The average is over what happens, so the weights are p, not q.",
        "-np.sum(p * np.log2(q))": "That is the cross-entropy H(p, q). Subtract the entropy H(p), or take the "
        "logarithm of p / q.",
        "-np.sum(q * np.log2(p))": "That is a cross-entropy, the wrong way around. Average log₂(p / q) with the "
        "weights p.",
        "np.sum(p * np.log(p / q))": "That is in nats: you took the natural logarithm. For bits, take np.log2.",
        "np.sum(p * np.log10(p / q))": "You took the logarithm to base 10. For bits, take np.log2.",
        "np.sum(np.log2(p / q))": "The weights are missing: multiply each term by p before you add up.",
        "np.mean(p * np.log2(p / q))": "The weights p already make it an average. Add up: np.sum, not np.mean.",
        "np.mean(np.log2(p / q))": "Every outcome got the same weight. Weight each term by p and add up.",
        "p * np.log2(p / q)": "These are the terms, one for each outcome. Add them up.",
        "np.sum(p * np.abs(np.log2(p / q)))": "Some terms are negative, where q is above p, and they must stay "
        "negative. Leave out np.abs.",
        "np.sum((p - q) * np.log2(p / q))": "That is KL in both directions, added up. The task asks for one: the "
        "weights are p.",
        "np.sum(p * np.log2(p)) - np.sum(q[q > 0] * np.log2(q[q > 0]))": "That is the difference between two "
        "entropies, H(q) − H(p). In the second term, the average is over p, too: −Σ p log q.",
        "-np.sum(p * np.log2(p))": "That is the entropy of p, and q plays no part in it. Take the logarithm of p / q.",
        "-np.sum(p * np.log2(p / q))": "The sign is wrong: flipping the fraction uses up the minus sign of the "
        "entropy, −log₂(q / p) = log₂(p / q).",
        "np.sum(p * np.log2(p * q))": "The two logarithms are subtracted, and a difference of logarithms is the "
        "logarithm of a *quotient*: log₂(p / q), not log₂(p · q).",
        "np.sum(p * np.log2(p) / np.log2(q))": "The logarithm of a quotient is a difference, not a quotient of "
        "logarithms: log₂(p / q) = log₂ p − log₂ q.",
        "np.log2(np.sum(p * p / q))": "You took the logarithm of an average. KL is an average of logarithms.",
        "np.log2(np.sum(p / q))": "You took the logarithm of a sum. KL is an average of logarithms: the sum goes "
        "outside, and the weights are p.",
        "np.sum(p * p / q)": "The logarithm is missing: p * np.log2(p / q).",
        "np.sum(p / q)": "The weights and the logarithm are missing: p * np.log2(p / q).",
        "np.sum((p - q) ** 2)": "That is a squared distance. KL compares surprises: p * np.log2(p / q).",
        "np.sum(np.abs(p - q))": "That is the distance between two arrays. KL compares surprises: p * np.log2(p / q).",
        "np.sum(p * (p - q))": "A difference of surprises is a difference of *logarithms*: np.log2(p) - np.log2(q).",
        "-np.sum(p * np.log2(p)) - np.sum(p * np.log2(q))": "That is H(p) + H(p, q). KL is what q costs *more*: "
        "H(p, q) − H(p).",
        "abs(np.sum(p * np.log2(p)) - np.sum(q[q > 0] * np.log2(q[q > 0])))": "That is the difference between two "
        "entropies. In the second term the average is over p, too: −Σ p log q.",
        "np.sum(np.abs(p - q) * np.log2(p / q))": "The weight is how often an outcome occurs, p, not the distance "
        "between p and q.",
        "np.sum(p * np.log2(2 * p / (p + q)))": "You compared p with the midpoint of p and q. Compare it with q "
        "itself: p / q.",
        "0.5 * np.sum((p - q) * np.log2(p / q))": "That is the mean of both directions. The task asks for one: the "
        "weights are p.",
    },
)


@kl_divergence.misconception(
    "The direction is wrong: you computed KL(q ‖ p). What happens is p, so p is the weight, and p is on top: "
    "p * np.log2(p / q)."
)
def the_wrong_way_round(p, q):
    return kl_divergence(q, p)


def _loud(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sum(p * np.log2(p / q))


@kl_divergence.misconception(
    "Where p is 0, p * np.log2(p / q) is 0 · (−∞), which NumPy calls nan. Such a term is 0: keep only the entries with "
    "p > 0."
)
def keeps_what_never_happens(p, q):
    return _loud(p, q)


@kl_divergence.misconception(
    "You left out the outcomes that q rules out. If p allows them, they surprise q infinitely: return np.inf."
)
def forgives_what_q_rules_out(p, q):
    possible = (p > 0) & (q > 0)
    return np.sum(p[possible] * np.log2(p[possible] / q[possible]))


@kl_divergence.misconception(
    "You left out the outcomes with q = 0. Leave out those with p = 0. Where only q is 0, the answer is np.inf."
)
def leaves_out_by_q(p, q):
    possible = q > 0
    return _loud(p[possible], q[possible])


@kl_divergence.misconception(
    "You stop at the first outcome with p = 0. Its term is 0: skip it (continue) and go on with those after it."
)
def stops_at_the_first_zero(p, q):
    total = 0.0
    for a, b in zip(p, q, strict=True):
        if a == 0:
            break
        if b == 0:
            return np.inf
        total += a * np.log2(a / b)
    return total


@kl_divergence.misconception(
    "Where q rules out something that p allows, the surprise is infinite, and so is the answer: return np.inf, not nan."
)
def nan_for_the_infinite_case(p, q):
    return np.nan if np.any(q[p > 0] == 0) else kl_divergence(p, q)


@kl_divergence.misconception(
    "You return infinity wherever q has a 0. If p is 0 there, too, it never happens, and the term is 0."
)
def infinite_for_any_zero_of_q(p, q):
    return np.inf if np.any(q == 0) else kl_divergence(p, q)


@kl_divergence.misconception(
    "You return infinity where p is 0. What never happens costs nothing: its term is 0. Infinite is the other case, "
    "q = 0 where p > 0."
)
def infinite_for_a_zero_of_p(p, q):
    return np.inf if np.any(p == 0) or np.any(q[p > 0] == 0) else kl_divergence(p, q)


@kl_divergence.misconception(
    "A small number in place of 0 hides the infinite case: what q rules out and p allows has an infinite cost. "
    "Return np.inf there."
)
def adds_a_small_number(p, q):
    p, q = p + 1e-12, q + 1e-12
    return np.sum(p * np.log2(p / q))


@kl_divergence.misconception(
    "You return 0 where q rules out something that p allows. That is the worst case, not the best: return np.inf."
)
def zero_for_the_infinite_case(p, q):
    return 0.0 if np.any(q[p > 0] == 0) else kl_divergence(p, q)


@kl_divergence.misconception(
    "That is the difference between two entropies, H(q) − H(p). In the first one, the average is over p, too: −Σ p "
    "log₂ q."
)
def difference_of_entropies(p, q):
    a, b = p[p > 0], q[q > 0]
    return np.sum(a * np.log2(a)) - np.sum(b * np.log2(b))


@kl_divergence.misconception("That is the mean of both directions. The task asks for one: the weights are p.")
def both_directions(p, q):
    return (kl_divergence(p, q) + kl_divergence(q, p)) / 2


@kl_divergence.misconception("That is a squared distance. KL compares surprises: p * np.log2(p / q).")
def squared_distance(p, q):
    return np.sum((p - q) ** 2)


@kl_divergence.misconception(
    "Where q rules out something that p allows, your function returns nothing. Return np.inf there."
)
def nothing_for_the_infinite_case(p, q):
    return None if np.any(q[p > 0] == 0) else kl_divergence(p, q)


@kl_divergence.misconception(
    "A small number in place of 0 hides the infinite case: what q rules out and p allows has an infinite cost. "
    "Return np.inf there."
)
def adds_a_billionth(p, q):
    return np.sum(p * np.log2((p + 1e-9) / (q + 1e-9)))
