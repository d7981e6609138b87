"""entropy: the mean surprise, leaving out what is impossible."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the entropy of `p` in bits, $-\\sum_i p_i \\log_2 p_i$. `p` is an array of probabilities that add "
    "up to 1. Some of them may be 0; those add nothing.",
    hints=[
        "Each outcome has the surprise -np.log2(p). How do you average them?",
        "Weight each surprise by its own probability and add up: -np.sum(p * np.log2(p)). What does that give for a "
        "probability of 0?",
        "Keep only what is possible: possible = p[p > 0]. Then use `possible` instead of p.",
    ],
    also=("whole",),
)
def entropy(p):
    """The mean surprise in bits."""
    # What is impossible adds nothing, but its logarithm would be minus infinity. So leave it out.
    possible = p[p > 0]
    return -np.sum(possible * np.log2(possible))


@entropy.cases
def cases(rng):
    return [
        (np.array([0.5, 0.25, 0.25]),),
        (np.array([0.25, 0.25, 0.25, 0.25]),),
        (np.array([0.9, 0.1]),),
        (np.array([0.2, 0.3, 0.5]),),
        (rng.dirichlet(np.ones(6)),),
    ]


@entropy.edge_cases
def edge_cases(rng):
    few = np.zeros(40)
    few[[3, 17, 31]] = [0.5, 0.3, 0.2]
    return [
        (np.array([1.0, 0.0]),),
        (np.array([0.5, 0.0, 0.5]),),
        (np.array([1.0]),),
        (np.array([0, 1, 0]),),
        (few,),
        (np.array([1e-5, 1 - 1e-5]),),
        (rng.dirichlet(np.full(300, 0.3)),),
        (np.full(1024, 1 / 1024),),
    ]


@entropy.law("it is between 0 and log₂ n")
def _(f, p):
    return -1e-9 <= f(p) <= np.log2(len(p)) + 1e-9


@entropy.law("the order of the outcomes does not matter")
def _(f, p):
    return np.isclose(f(p[::-1]), f(p))


entropy.instead_of(
    "-np.sum(possible * np.log2(possible))",
    {
        "np.sum(possible * np.log2(possible))": "The minus is missing. The logarithm of a probability is negative, and "
        "a surprise is not.",
        "-np.sum(possible * np.log(possible))": "You took the natural logarithm, so that is the entropy in nats. The "
        "task asks for bits: np.log2.",
        "-np.sum(possible * np.log10(possible))": "You took the logarithm to base 10. Bits take base 2: np.log2.",
        "-np.sum(possible * np.log1p(possible))": "np.log1p(x) is the logarithm of 1 + x. Take np.log2.",
        "np.sum(possible * np.log1p(possible))": "np.log1p(x) is the logarithm of 1 + x. Take -np.log2.",
        "-np.sum(np.log2(possible))": "You added up the surprises. An outcome's surprise counts as often as the "
        "outcome occurs: weight it by p.",
        "-np.mean(np.log2(possible))": "You gave every outcome the same weight. An outcome's surprise counts as "
        "often as the outcome occurs: weight it by p and add up.",
        "-np.mean(possible * np.log2(possible))": "The weights p already make it an average. Add up, without dividing "
        "by the number of outcomes: np.sum, not np.mean.",
        "-possible * np.log2(possible)": "These are the terms, one for each outcome. Add them up.",
        "-np.log2(possible)": "These are the surprises. Weight each by its probability and add up.",
        "-np.max(possible * np.log2(possible))": "That is a single term. Add all of them up.",
        "-np.log2(np.sum(possible**2))": "You took the logarithm of the mean probability. Entropy works the other "
        "way around, as a mean of logarithms: weight -np.log2(p) by p.",
        "-np.log2(np.mean(possible))": "You took the logarithm of an average. Entropy is an average of logarithms: "
        "weight -np.log2(p) by p.",
        "-np.log2(np.max(possible))": "That is the surprise of only the most likely outcome. Average over all of "
        "them, weighted by p.",
        "-np.log2(np.min(possible))": "That is the surprise of only the rarest outcome. Average over all of them, "
        "weighted by p.",
        "np.max(-np.log2(possible))": "That is the surprise of only the rarest outcome. Average over all of them, "
        "weighted by p.",
        "np.log2(len(possible))": "That is right only if all outcomes are equally likely. Weight each surprise by "
        "its probability.",
        "np.sum(possible * 1 / possible)": "1/p is not the surprise. Take its logarithm, np.log2(1 / p).",
        "2 ** -np.sum(possible * np.log2(possible))": "That is 2 to the entropy. Leave out the power.",
        "-np.sum(possible + np.log2(possible))": "The weight is a factor: multiply each surprise by p, don't add p.",
        "-np.sum(np.log2(possible) / possible)": "You divided by the weights. Multiply each surprise by p.",
        "-np.sum(possible**2 * np.log2(possible))": "You weighted twice. Each surprise is weighted by p once.",
        "-np.sum((1 - possible) * np.log2(possible))": "You weighted by the probability that the outcome does *not* "
        "occur. Weight by p.",
        "-np.sum(possible * np.log2(1 - possible))": "That is the surprise when an outcome does not occur. Take the "
        "logarithm of p itself.",
        "-np.sum(possible * np.log2(possible) + (1 - possible) * np.log2(1 - possible))": "That is the formula for "
        "a coin, used for each outcome. Here p already holds all outcomes: only p log p is added up.",
        "-np.sum(possible * np.log2(possible)) / np.log2(len(possible))": "You divided by the largest possible "
        "entropy, log₂ n. The task asks for bits, not for a share.",
        "np.log2(np.sum(1 / possible))": "You added up 1/p and took the logarithm of that. Take each logarithm "
        "first, weight it by p, and then add up.",
        "np.log2(np.mean(1 / possible))": "You averaged 1/p and took the logarithm of that. Take each logarithm "
        "first, weight it by p, and then add up.",
        "np.sum(possible * np.log2(possible) ** 2)": "You squared the surprise. Average the surprise itself, "
        "-np.log2(p).",
        "-np.sum(possible**2)": "The logarithm is missing: each p is multiplied by its surprise, -np.log2(p), not "
        "by itself.",
        "np.sum(possible**2)": "The logarithm is missing: each p is multiplied by its surprise, -np.log2(p), not by "
        "itself.",
        "1 - np.sum(possible**2)": "1 − p is not the surprise: it does not add up for independent events. Take "
        "-np.log2(p).",
        "-np.sum(possible * np.sqrt(possible))": "A root is not a logarithm. Take np.log2.",
        "-np.dot(possible, np.exp2(possible))": "np.exp2 is a power of 2. The logarithm to base 2 is np.log2.",
        "np.sum(possible * np.exp2(possible))": "np.exp2 is a power of 2. The logarithm to base 2 is np.log2.",
    },
)


@entropy.misconception(
    "0 · log 0 is not a number for NumPy, because log 0 is −∞. Leave out what is impossible: p[p > 0]."
)
def keeps_the_zeros(p):
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.sum(p * np.log2(p))


@entropy.misconception("You stop at the first impossible outcome. Skip it (continue) and go on with those after it.")
def stops_at_the_first_zero(p):
    total = 0.0
    for x in p:
        if x == 0:
            break
        total -= x * np.log2(x)
    return total


@entropy.misconception(
    "You return 0 as soon as one outcome is impossible. Only its own term is 0; the others stay: use p[p > 0]."
)
def zero_if_any_is_zero(p):
    return 0.0 if np.any(p == 0) else entropy(p)


@entropy.misconception(
    "You return infinity if an outcome is impossible. But it never happens, so its infinite surprise never counts: "
    "its term is 0."
)
def infinite_if_any_is_zero(p):
    return np.inf if np.any(p == 0) else entropy(p)


@entropy.misconception(
    "You replaced the zeros with a number that is too large to be harmless. Leave them out instead: p[p > 0]."
)
def clips_coarsely(p):
    q = np.clip(p, 1e-3, 1)
    return -np.sum(q * np.log2(q))


SMALL = (
    "A small number inside the logarithm changes every term a little, not just those of the zeros. Leave the zeros "
    "out instead: p[p > 0]."
)


@entropy.misconception(SMALL)
def adds_a_thousandth(p):
    return -np.sum(p * np.log2(p + 1e-3))


@entropy.misconception(SMALL)
def adds_a_millionth(p):
    return -np.sum(p * np.log2(p + 1e-6))


@entropy.misconception("That is only the last term: each round overwrites the one before. Add up the terms.")
def last_term_only(p):
    last = p[p > 0][-1]
    return -last * np.log2(last)
