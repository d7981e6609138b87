"""sum_of_two: the probabilities of a sum, by going through all pairs."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="$X$ and $Y$ are independent and take the values 0, 1, 2, …: `p[k]` is the probability that $X = k$, and "
    "`q[k]` that $Y = k$. Return the array whose entry `s` is the probability that $X + Y = s$. It has "
    "`len(p) + len(q) - 1` entries. Go through the pairs yourself, without `np.convolve`.",
    hints=[
        "If X is i and Y is j, what is the sum, and how likely is that pair? The two are independent.",
        "The pair has probability p[i] * q[j], and it belongs in entry i + j of the result. Several pairs end up in "
        "the same entry.",
        "Start with total = np.zeros(len(p) + len(q) - 1), and in two loops: total[i + j] += p[i] * q[j].",
    ],
    forbids=["np.convolve", "np.polymul", "np.fft"],
    also=("whole",),
)
def sum_of_two(p, q):
    """The probabilities of X + Y = 0, 1, 2, …"""
    total = np.zeros(len(p) + len(q) - 1)
    for i in range(len(p)):
        for j in range(len(q)):
            # Independent, so the probabilities multiply; different pairs with the same sum add up.
            total[i + j] += p[i] * q[j]
    return total


@sum_of_two.cases
def cases(rng):
    p, q = rng.random(4), rng.random(6)
    return [
        (np.array([0.75, 0.25]), np.array([0.5, 0.5])),
        (np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.75])),
        (np.array([0.25, 0.75]), np.array([0.5, 0.125, 0.25, 0.125])),
        (np.array([0.6, 0.3, 0.0, 0.0, 0.0, 0.1]), np.array([0.6, 0.3, 0.0, 0.0, 0.0, 0.1])),
        (p / p.sum(), q / q.sum()),
        (q / q.sum(), p / p.sum()),
    ]


@sum_of_two.edge_cases
def edge_cases(rng):
    return [
        (np.array([1.0]), np.array([1.0])),
        (np.array([1.0]), np.array([0.25, 0.75])),
        (np.array([0.0, 0.0, 1.0]), np.array([0.5, 0.5])),
        (np.array([0, 1]), np.array([0, 0, 1])),
        (rng.dirichlet(np.ones(40)), rng.dirichlet(np.ones(30))),
    ]


@sum_of_two.law("X + Y and Y + X have the same probabilities")
def _(f, p, q):
    return np.allclose(f(p, q), f(q, p))


@sum_of_two.law("a Y that is always 1 shifts everything by one place")
def _(f, p, q):
    return np.allclose(f(p, np.array([0.0, 1.0])), np.concatenate([[0.0], p]))


sum_of_two.instead_of(
    "total[i + j] += p[i] * q[j]",
    {
        "total[i + j] = p[i] * q[j]": "Several pairs have the same sum, and each one overwrites the last. Add them up: "
        "use += instead of =.",
        "total[i + j] += p[i] + q[j]": "You added the two probabilities. For independent X and Y, the probability "
        "that both happen is the *product*.",
        "total[i] += p[i] * q[j]": "The pair (i, j) has the sum i + j, so it belongs in entry i + j.",
        "total[j] += p[i] * q[j]": "The pair (i, j) has the sum i + j, so it belongs in entry i + j.",
        "total[i * j] += p[i] * q[j]": "You grouped the pairs by their product. The entry of a pair is its sum, i + j.",
        "total[max(i, j)] += p[i] * q[j]": "You grouped the pairs by the larger value. The entry of a pair is its "
        "sum, i + j.",
        "total[abs(i - j)] += p[i] * q[j]": "You grouped the pairs by their difference. The entry of a pair is its "
        "sum, i + j.",
        "total[i - j] += p[i] * q[j]": "You grouped the pairs by their difference. The entry of a pair is its sum, i "
        "+ j.",
        "total[i + j - 1] += p[i] * q[j]": "Everything is one place too far left. The values start at 0, so the sum i "
        "+ j belongs in entry i + j.",
        "total[i + j] += p[i] * p[j] if j < len(p) else 0": "You used p for both. The probability of Y = j is q[j].",
        "total[i + j] += i * j * p[i] * q[j]": "The values i and j say *where* a probability goes, not how large it "
        "is: add p[i] * q[j].",
        "total[i + j] += (i + j) * p[i] * q[j]": "You multiplied by the sum, as for an expectation. Add only the "
        "probability, p[i] * q[j].",
        "total[i + j] += 1": "You counted the pairs, as if all were equally likely. Add their probabilities.",
        "total[i + j] += 1 / (len(p) * len(q))": "That treats all pairs as equally likely. Add p[i] * q[j].",
        "total[i + j] += max(p[i], q[j])": "The probability that both happen is the product of the two.",
        "total[i + j] += min(p[i], q[j])": "The probability that both happen is the product of the two.",
        "total[i + j] += p[i] * q[j] / 2": "No half is needed: each pair (i, j) is a separate case and counts once.",
    },
)


@sum_of_two.misconception(
    "You multiplied entry by entry. That is the probability that X and Y take the *same* value k. For a sum, every i "
    "meets every j."
)
def entry_by_entry(p, q):
    n = min(len(p), len(q))
    total = np.zeros(len(p) + len(q) - 1)
    total[:n] = p[:n] * q[:n]
    return total


@sum_of_two.misconception(
    "You added the two lists of probabilities. A sum of variables is not a sum of probabilities: every value of X "
    "meets every value of Y."
)
def adds_the_lists(p, q):
    total = np.zeros(len(p) + len(q) - 1)
    total[: len(p)] += p
    total[: len(q)] += q
    return total


@sum_of_two.misconception(
    "You averaged the two lists of probabilities. That is what you get when a coin decides between X and Y. For a sum, "
    "every value of X meets every value of Y."
)
def averages_the_lists(p, q):
    total = np.zeros(len(p) + len(q) - 1)
    total[: len(p)] += p / 2
    total[: len(q)] += q / 2
    return total


@sum_of_two.misconception(
    "That is the table of all pairs. Now add up the pairs with the same sum i + j: they lie on the diagonals of the "
    "table."
)
def table_of_pairs(p, q):
    return np.outer(p, q)


@sum_of_two.misconception(
    "You left out pairs. For each s, every i counts for which s − i is a place in q: from 0 to len(q) − 1."
)
def stops_early(p, q):
    total = np.zeros(len(p) + len(q) - 1)
    for s in range(len(total)):
        for i in range(len(p)):
            if 0 < s - i < len(q):
                total[s] += p[i] * q[s - i]
    return total


@sum_of_two.misconception(
    "For s < i, the place s − i is negative, and Python counts negative places from the end. Take only i with "
    "0 <= s - i < len(q)."
)
def negative_places(p, q):
    total = np.zeros(len(p) + len(q) - 1)
    for s in range(len(total)):
        for i in range(len(p)):
            if s - i < len(q):
                total[s] += p[i] * q[s - i]
    return total


@sum_of_two.misconception(
    "You multiplied entry by entry. That is the probability that X and Y take the *same* value k. For a sum, every i "
    "meets every j."
)
def entries_side_by_side(p, q):
    return p * q


@sum_of_two.misconception(
    "You ran through q in the same direction as p. If X takes more of the sum, less is left for Y: the place in q is "
    "s − i."
)
def same_direction(p, q):
    total = np.zeros(len(p) + len(q) - 1)
    for i in range(len(p)):
        for j in range(len(q)):
            total[i + j] += p[i] * q[len(q) - 1 - j]
    return total


@sum_of_two.misconception(
    "Each unordered pair is counted only once. X = 1, Y = 2 and X = 2, Y = 1 are two cases with the same sum. Let both "
    "loops run over everything."
)
def unordered_pairs(p, q):
    total = np.zeros(len(p) + len(q) - 1)
    for i in range(len(p)):
        for j in range(i, len(q)):
            total[i + j] += p[i] * q[j]
    return total


@sum_of_two.misconception(
    "You divided by the largest probability. Probabilities add up to 1, and these do by themselves: leave the result "
    "as it is."
)
def divided_by_the_largest(p, q):
    total = sum_of_two(p, q)
    return total / np.max(total)


@sum_of_two.misconception("That is the running total, P(X + Y ≤ s). Return the probability of each single s.")
def cumulative(p, q):
    return np.cumsum(sum_of_two(p, q))


@sum_of_two.misconception("That is the expectation of the sum, one number. Return the probability of each sum s.")
def expectation_only(p, q):
    return np.sum(np.arange(len(p)) * p) + np.sum(np.arange(len(q)) * q)


@sum_of_two.misconception(
    "The sum can be as large as len(p) − 1 + len(q) − 1, so there are len(p) + len(q) − 1 entries. Yours is cut short."
)
def cut_to_p(p, q):
    return sum_of_two(p, q)[: max(len(p), len(q))]


@sum_of_two.misconception(
    "There is one entry too many at the end: the largest sum is len(p) + len(q) − 2, so there are len(p) + len(q) − 1 "
    "entries."
)
def one_too_long(p, q):
    return np.concatenate([sum_of_two(p, q), [0.0]])


@sum_of_two.misconception(
    "These are the probabilities of the single pairs, one after another. Add up those with the same sum: "
    "total[i + j] += p[i] * q[j]."
)
def pairs_in_a_row(p, q):
    return np.outer(p, q).ravel()


@sum_of_two.misconception(
    "You added the two lists of probabilities. A sum of variables is not a sum of probabilities: every value of X "
    "meets every value of Y."
)
def adds_short_lists(p, q):
    return p + q


@sum_of_two.misconception(
    "You multiplied entry by entry. That is the probability that X and Y take the *same* value k. For a sum, every i "
    "meets every j."
)
def multiplies_short_lists(p, q):
    return p * q


@sum_of_two.misconception(
    "You added up whole columns of the table of all pairs, which gives back q. The pairs with the same "
    "sum i + j lie on slanted lines of the table."
)
def sums_of_columns(p, q):
    return np.sum(np.outer(p, q), axis=0)


@sum_of_two.misconception(
    "j has to run over all places of q, whatever i is: X = 0 can come with any Y. Yours stops at i."
)
def y_at_most_x(p, q):
    total = np.zeros(len(p) + len(q) - 1)
    for i in range(len(p)):
        for j in range(min(i + 1, len(q))):
            total[i + j] += p[i] * q[j]
    return total


@sum_of_two.misconception(
    "The sum goes on beyond len(p) − 1: your last entries are still 0. s runs over len(p) + len(q) − 1 places."
)
def small_sums_only(p, q):
    total = sum_of_two(p, q)
    total[len(p) :] = 0
    return total


@sum_of_two.misconception(
    "You appended after each turn of the inner loop. Entry s is complete only when all pairs have been tried: append "
    "once for each s."
)
def appends_too_often(p, q):
    total = []
    for s in range(len(p) + len(q) - 1):
        t = 0
        for i in range(len(p)):
            t += sum(p[i] * q[j] for j in range(len(q)) if i + j == s)
            total.append(t)
    return total
