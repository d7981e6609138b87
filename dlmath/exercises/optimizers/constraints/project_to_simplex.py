"""project_to_simplex: the nearest probabilities."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="Return the point of the simplex that is nearest to `z`, of shape `(n,)`: its entries are "
    "$p_i = \\max(z_i - \\tau, 0)$, with the τ that makes their sum 1. The answer must be exact, up to rounding. (How "
    "large would τ be if you knew that exactly the $k$ largest entries stay above 0?)",
    hints=[
        "If all n entries stay above 0, their sum goes down by nτ. So what is τ then? And if only k of them stay?",
        "Sort z from large to small. For each k, the sum of the k largest minus kτ is 1. Which of these n values of τ "
        "keeps exactly k entries above 0?",
        "taus = (np.cumsum(np.sort(z)[::-1]) - 1) / np.arange(1, len(z) + 1). The right τ is the largest of them.",
    ],
)
def project_to_simplex(z):
    """The nearest p with entries that are at least 0 and add up to 1."""
    # If the k largest entries stay above 0, their sum minus kτ is 1.
    largest_first = np.sort(z)[::-1]
    taus = (np.cumsum(largest_first) - 1) / np.arange(1, len(z) + 1)
    # The sum of max(zᵢ − τ, 0) is at least that of any k of them, so no τ may lie below one of these.
    return np.maximum(z - np.max(taus), 0)


@project_to_simplex.cases
def cases(rng):
    return [
        (np.array([0.9, 0.5]),),
        (np.array([0.2, 0.3, 0.1]),),
        (np.array([1.0, 0.8, 0.3]),),
        (np.array([0.1, 2.0, 1.7, 0.4]),),
        (np.array([-1.0, -1.25, -3.0]),),
        (np.array([0.6, -0.4, 0.9, 0.7, -2.0]),),
        (rng.normal(size=6),),
        (0.2 * rng.normal(size=8),),
    ]


@project_to_simplex.edge_cases
def edge_cases(rng):
    return [
        (np.array([7.0]),),
        (np.array([0.25, 0.5, 0.25]),),
        (np.array([0.0, 0.0, 0.0, 0.0]),),
        (np.array([5, 5, 1]),),
        (np.array([1.0, 0.0, 0.0]),),
        (np.array([1e6, 0.0, -1e6]),),
        (np.array([0.5, 0.5, -0.5]),),
        (rng.normal(size=300),),
    ]


@project_to_simplex.law("the entries are at least 0 and add up to 1")
def _(f, z):
    p = f(z)
    return np.all(p >= 0) and np.isclose(np.sum(p), 1)


@project_to_simplex.law("adding a constant to all entries changes nothing")
def _(f, z):
    return np.allclose(f(z + 0.75), f(z), atol=1e-9)


@project_to_simplex.law("a point of the simplex stays where it is")
def _(f, z):
    p = f(z)
    return np.allclose(f(p), p, atol=1e-12)


project_to_simplex.instead_of(
    "np.max(taus)",
    {
        "np.min(taus)": "You took the smallest τ. Too little is taken away then: the sum is more than 1. Take the "
        "largest.",
        "taus[-1]": "This is τ for the case that all entries stay above 0. Where some become 0, the others add up to "
        "more than 1.",
        "taus[0]": "This is τ for the case that only the largest entry stays above 0. (You get the same if you "
        "subtract 1 after dividing by k, not before.)",
        "np.mean(taus)": "You took the mean of all τ. Only one of them makes the sum 1: the largest.",
        "taus": "You subtract a different τ from each entry. It must be the same for all.",
        "(np.sum(z) - 1) / len(z)": "This is τ for the case that all entries stay above 0. Where some become 0, the "
        "others add up to more than 1.",
        "(np.sum(z[z > 0]) - 1) / np.sum(z > 0)": "You took the entries of z that are positive. What counts is which "
        "entries stay above 0 *after* τ has been subtracted.",
        "(np.max(z) - 1)": "This makes the largest entry 1, and the sum may be more than that.",
    },
)
project_to_simplex.instead_of(
    "np.cumsum(largest_first) - 1",
    {
        "1 - np.cumsum(largest_first)": "The sign of τ is wrong: the sum of the k largest minus kτ is 1.",
        "np.cumsum(largest_first)": "The 1 is missing: the sum of the k largest minus kτ is 1, not 0.",
        "largest_first - 1": "You used the k-th entry where the sum of the k largest belongs: np.cumsum.",
    },
)
project_to_simplex.instead_of(
    "np.sort(z)[::-1]",
    {
        "np.sort(z)": "You sorted from small to large. The entries that stay are the *largest*: np.sort(z)[::-1].",
        "z": "You did not sort. For each k you need the k largest entries: np.sort(z)[::-1].",
        "np.sort(np.abs(z))[::-1]": "You sorted the sizes, without the sign. A large negative entry becomes 0.",
    },
)
project_to_simplex.instead_of(
    "np.arange(1, len(z) + 1)",
    {
        "len(z)": "You divided by n each time. If k entries stay, their sum goes down by kτ: divide by k.",
        "np.arange(len(z), 0, -1)": "You divided by k in reverse order. The sum of the k largest goes with k.",
        "np.maximum(np.arange(len(z)), 1)": "Your k counts from 0. The first sum has one entry, so k = 1 belongs to "
        "it: np.arange(1, len(z) + 1).",
        "np.arange(2, len(z) + 2)": "k is one too large: the first sum has a single entry. np.arange(1, len(z) + 1).",
    },
)
project_to_simplex.instead_of(
    "return np.maximum(z - np.max(taus), 0)",
    {
        "return z - np.max(taus)": "Some entries are negative. Cut them off at 0: np.maximum(…, 0).",
        "return np.abs(z - np.max(taus))": "You took absolute values. What would be negative becomes 0: "
        "np.maximum(…, 0).",
        "return np.maximum(np.sort(z)[::-1] - np.max(taus), 0)": "Your p is sorted. Each entry belongs to the same "
        "place as in z.",
        "return np.max(taus)": "That is τ. Return p, with the entries max(z − τ, 0).",
        "return np.minimum(z - np.max(taus), 0)": "You kept what is negative. Use np.maximum(…, 0).",
        "return np.exp(z - np.max(z)) / np.sum(np.exp(z - np.max(z)))": "That is the softmax. It is a point of the "
        "simplex, but not the nearest one.",
        "return z / np.sum(z)": "You divided by the sum. That is not the nearest point (and what about negative "
        "entries?). All entries go down by the same τ.",
        "return np.maximum(z, 0) / np.sum(np.maximum(z, 0))": "You cut off at 0 first, and then divided by the sum. "
        "That is a point of the simplex, but not the nearest one: subtract a τ.",
        "return np.clip(z, 0, 1)": "You clipped each entry to lie between 0 and 1. The sum is not 1.",
        "return np.maximum(z, 0)": "You only cut off what is negative. The sum is not 1: subtract the right τ first.",
        "return np.maximum(z - np.mean(z) + 1 / len(z), 0)": "This is right only if no entry becomes 0. Where some do, "
        "the others add up to more than 1.",
        "return np.maximum(z - (np.sum(np.maximum(z, 0)) - 1) / len(z), 0)": "The sum is not 1. Divide by the "
        "number of entries that *stay* above 0, not by n.",
        "return np.maximum(z, 0) / max(np.linalg.norm(np.maximum(z, 0)), 1e-300)": "You made the *length* 1. Here the "
        "sum must be 1, and all entries go down by the same τ.",
        "return z - (np.sum(z) - 1) / len(z)": "Your sum is 1, but some entries are negative. What would be negative "
        "becomes 0, and then τ must be larger: which entries stay above 0?",
        "return np.maximum(z, 0) - (np.sum(np.maximum(z, 0)) - 1) / len(z)": "You cut off at 0 first and then "
        "subtracted, which makes new negative entries. Cut off *after* τ is subtracted.",
        "return np.maximum(z + np.max(taus), 0)": "You added τ. All entries go down: z − τ.",
        "return np.maximum(np.max(taus) - z, 0)": "The difference is the wrong way around: z − τ.",
        "return np.abs(z) / np.sum(np.abs(z))": "You divided by the sum of the sizes. That is not the nearest point: "
        "all entries go down by the same τ.",
        "return z / np.linalg.norm(z)": "That has length 1. Here the *sum* must be 1.",
        "return (z == np.max(z)) * 1.0": "You put everything on the largest entry. That is a corner of the simplex, "
        "and rarely the nearest point.",
        "return np.exp(z) / np.sum(np.exp(z))": "That is the softmax. It is a point of the simplex, but not the "
        "nearest one.",
        "return (z - np.min(z)) / np.sum(z - np.min(z))": "You shifted and divided. That is a point of the simplex, "
        "but not the nearest one: subtract a τ, and cut off at 0.",
        "return np.maximum(z - np.max(taus), 0) / np.sum(z)": "Don't divide by the sum of z: with the right τ the sum "
        "is already 1.",
    },
)


@project_to_simplex.misconception(
    "You subtracted the τ for all n entries, cut off at 0, and divided by the sum. The sum is 1 now, but this is not "
    "the nearest point. Which entries stay above 0?"
)
def scales_in_the_end(z):
    p = np.maximum(z - (np.sum(z) - 1) / len(z), 0)
    return p / np.sum(p)


@project_to_simplex.misconception(
    "You cut off what is negative in z first, and then subtracted the same from all n entries. What counts is which "
    "entries stay above 0 *after* τ has been subtracted: divide by their number."
)
def cuts_off_first(z):
    p = np.maximum(z, 0)
    return np.maximum(p - (np.sum(p) - 1) / len(p), 0)


@project_to_simplex.misconception(
    "You cut off the negative entries and corrected the sum only once more. That may make others negative: the set of "
    "entries that stay must fit its own τ."
)
def corrects_once(z):
    stay = z > (np.sum(z) - 1) / len(z)
    return np.where(stay, z - (np.sum(z[stay]) - 1) / np.sum(stay), 0)


@project_to_simplex.misconception(
    "Your τ is only close: it comes from a grid or from too few halvings. It must be exact: (sum of the k largest − "
    "1)/k for the right k."
)
def on_a_grid(z):
    best = np.max((np.cumsum(np.sort(z)[::-1]) - 1) / np.arange(1, len(z) + 1))
    return np.maximum(z - np.round(best, 2), 0)


@project_to_simplex.misconception(
    "Your loop ends one pass too late: it keeps the τ of the first k for which an entry would become negative. Take "
    "the τ before it, which is the largest."
)
def one_turn_too_late(z):
    s = np.sort(z)[::-1]
    for k in range(1, len(z) + 1):
        tau = (np.sum(s[:k]) - 1) / k
        if s[k - 1] <= tau:
            break
    return np.maximum(z - tau, 0)


@project_to_simplex.misconception(
    "You subtracted and cut off twice. That may not be enough: continue until no entry becomes negative, or find "
    "τ from the sorted entries."
)
def two_rounds(z):
    p = np.maximum(z - (np.sum(z) - 1) / len(z), 0)
    return np.maximum(p - (np.sum(p) - 1) / np.sum(p > 0), 0)


@project_to_simplex.misconception(
    "You took the entries of z that are positive. What counts is which entries stay above 0 *after* τ has been "
    "subtracted, and these may be more or fewer."
)
def counts_the_positive(z):
    s = z[z > 0]
    return np.maximum(z - ((np.sum(s) - 1) / len(s) if len(s) else 0.0), 0)


for step in (0.1, 0.01, 1e-3, 1e-4, 1e-5):

    @project_to_simplex.misconception(
        "You raise τ from 0 in small steps, so it is only as exact as a step, and it may be negative. There is a "
        "formula: (sum of the k largest − 1)/k for the right k."
    )
    def small_steps(z, step=step):
        best = np.max((np.cumsum(np.sort(z)[::-1]) - 1) / np.arange(1, len(z) + 1))
        # Added up one by one, as a loop would, with the same rounding.
        count = int(min(max(best, 0.0) / step, 1e6))
        steps = np.cumsum(np.full(count + 2, step))[max(count - 2, 0) :]
        for tau in [*([0.0] if count < 2 else []), *steps]:
            if np.sum(np.maximum(z - tau, 0)) <= 1:
                break
        return np.maximum(z - tau, 0)
