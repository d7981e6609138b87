"""mistakes_distribution: the binomial distribution, when the tosses are not alike."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    task="The digits of a code are not equally hard to read: digit $i$ is misread with probability `p[i]`, "
    "independently of the others. Return the array of the probabilities of 0, 1, …, $n$ mistakes in all $n$ digits. "
    "(If all entries of `p` are the same, that is the binomial distribution.)",
    hints=[
        "Read one digit at a time, and keep the array q of the probabilities of 0, 1, 2, … mistakes so far. It begins "
        "as [1.0]. What does one more digit change?",
        "After digit i there are k mistakes in two ways: k before and this one right, or k − 1 before and this one "
        "wrong.",
        "The new array is one longer: np.concatenate([q * (1 - p_i), [0.0]]) + np.concatenate([[0.0], q * p_i]).",
    ],
    also=("whole",),
)
def mistakes_distribution(p):
    """The probabilities of 0, 1, …, len(p) mistakes."""
    # Before the first digit: no mistake, for certain.
    q = np.array([1.0])
    for p_i in p:
        # k mistakes: k so far and this digit right, or k − 1 so far and this digit wrong.
        right = np.concatenate([q * (1 - p_i), [0.0]])
        wrong = np.concatenate([[0.0], q * p_i])
        q = right + wrong
    return q


@mistakes_distribution.cases
def cases(rng):
    return [
        (np.array([0.25]),),
        (np.array([0.5, 0.25]),),
        (np.array([0.25, 0.25]),),
        (np.array([0.25, 0.5, 0.125]),),
        (np.array([0.1, 0.2, 0.3, 0.4, 0.15]),),
        (np.array([1.0, 0.0, 1.0]),),
        (rng.random(8),),
    ]


@mistakes_distribution.edge_cases
def edge_cases(rng):
    return [
        (np.zeros(3),),
        (np.ones(2),),
        (np.array([1, 0]),),
        (np.full(5, 0.1),),
        (np.array([1e-9, 2e-9]),),
        (rng.random(11),),
    ]


@mistakes_distribution.law("the probabilities add up to 1")
def _(f, p):
    return np.isclose(np.sum(f(p)), 1)


@mistakes_distribution.law("the order of the digits does not matter")
def _(f, p):
    return np.allclose(f(p[::-1]), f(p))


@mistakes_distribution.law("counting the right digits instead reverses the array")
def _(f, p):
    return np.allclose(f(1 - p), f(p)[::-1])


mistakes_distribution.instead_of(
    "q * (1 - p_i)",
    {
        "q * p_i": "You multiplied by p[i] where the digit is read right. That has probability 1 − p[i].",
        "q": "A digit that is read right has probability 1 − p[i]. This factor is missing.",
        "q * 1 - p_i": "You subtracted p[i] from q. Multiply by 1 − p[i], in parentheses: q * (1 - p_i).",
    },
)
mistakes_distribution.instead_of(
    "q * p_i]",
    {
        "q * (1 - p_i)]": "You multiplied by 1 − p[i] where the digit is misread. That has probability p[i].",
        "q]": "A misread digit has probability p[i]. This factor is missing.",
        "q + p_i]": "Multiply by p[i]: probabilities of independent events are multiplied.",
    },
)
mistakes_distribution.instead_of(
    "q = right + wrong",
    {
        "q = right": "Only the digits that are read right count in your answer. k mistakes also come from k − 1 and a "
        "misread digit.",
        "q = wrong": "Only the digits that are misread count in your answer. k mistakes also come from k and a digit "
        "that is read right.",
        "q = (right + wrong)[:-1]": "Your array doesn't grow: one more digit allows one more mistake.",
        "q = (right + wrong) / 2": "Add the two ways to get k mistakes; don't average them.",
    },
)
mistakes_distribution.instead_of(
    "return q",
    {
        "return q[::-1]": "Your array is reversed: entry k should be the probability of k *mistakes*, so the first "
        "entry is that of none.",
        "return q[1:]": "No mistakes at all is also possible: the array has n + 1 entries and begins with it.",
        "return q[:-1]": "All n digits can be misread: the array has n + 1 entries.",
        "return np.cumsum(q)": "That is the probability of *at most* k mistakes. Return that of exactly k.",
        "return np.cumsum(q[::-1])[::-1]": "That is the probability of *at least* k mistakes. Return that of exactly "
        "k.",
        "return q[0]": "That is the probability of no mistake. Return an array for 0, 1, …, n of them.",
        "return np.argmax(q)": "That is the likeliest number of mistakes. Return the whole array.",
    },
)


@mistakes_distribution.misconception(
    "You put the mean of p into the binomial formula. It is right only if all digits are equally hard. Add one digit "
    "at a time."
)
def binomial_of_the_mean(p):
    n, q = len(p), np.array([1.0])
    m = np.mean(p) if n else 0.0
    for _ in range(n):
        q = np.concatenate([q * (1 - m), [0.0]]) + np.concatenate([[0.0], q * m])
    return q


@mistakes_distribution.misconception(
    "You put the first probability into the binomial formula for all digits. Each digit has its own p[i]."
)
def binomial_of_the_first(p):
    q = np.array([1.0])
    for _ in range(len(p)):
        q = np.concatenate([q * (1 - p[0]), [0.0]]) + np.concatenate([[0.0], q * p[0]])
    return q


@mistakes_distribution.misconception(
    "You change the array while you still read from it: entry k − 1 is already new when entry k uses it. Go from the "
    "largest k down, or fill a new array."
)
def updates_in_place(p):
    q = np.zeros(len(p) + 1)
    q[0] = 1.0
    for p_i in p:
        q[0] = q[0] * (1 - p_i)
        for k in range(1, len(q)):
            q[k] = q[k] * (1 - p_i) + q[k - 1] * p_i
    return q


@mistakes_distribution.misconception(
    "You change the array while you still read from it: entry k − 1 is already new when entry k uses it. And for k = 0 "
    "q[k - 1] is the last entry. Go from the largest k down to 1, or fill a new array."
)
def updates_in_place_from_zero(p):
    q = np.zeros(len(p) + 1)
    q[0] = 1.0
    for p_i in p:
        for k in range(len(q)):
            q[k] = q[k] * (1 - p_i) + q[k - 1] * p_i
    return q


@mistakes_distribution.misconception(
    "Your array begins with zeros only, and zero times anything is zero. Before the first digit, no mistake has "
    "probability 1: q[0] = 1."
)
def starts_with_nothing(p):
    return np.zeros(len(p) + 1)


@mistakes_distribution.misconception(
    "You multiplied the first k error probabilities by the others' chances of being right. Any k of the digits may be "
    "the misread ones, so there are many such terms. (In a loop, this can come from new[k] = …, which overwrites what "
    "new[k + 1] = … put there one pass earlier: write +=.)"
)
def only_the_first_k(p):
    return np.array([np.prod(p[:k]) * np.prod(1 - p[k:]) for k in range(len(p) + 1)])


@mistakes_distribution.misconception(
    "A misread digit must move the counts up by one: put the 0 in front, np.concatenate([[0.0], q * p_i])."
)
def without_the_shift(p):
    q = np.array([1.0])
    for p_i in p:
        q = np.concatenate([q * (1 - p_i), [0.0]]) + np.concatenate([q * p_i, [0.0]])
    return q


@mistakes_distribution.misconception(
    "The first k digits are not the only ones that can be misread, and the other choices of k digits have other "
    "probabilities, so multiplying by n choose k is right only if all digits are equally hard. Add one digit at a time."
)
def n_choose_k_times_the_first_k(p):
    n, ways, q = len(p), 1, []
    for k in range(n + 1):
        q.append(ways * np.prod(p[:k]) * np.prod(1 - p[k:]))
        ways = ways * (n - k) // (k + 1)
    return np.array(q)


@mistakes_distribution.misconception(
    "Entry k of yours is the probability that one particular digit is misread and no other. Entry k should be the "
    "probability of k mistakes, whichever digits they are in."
)
def one_particular_digit(p):
    alone = [p[i] * np.prod(np.delete(1 - p, i)) for i in range(len(p))]
    return np.array([np.prod(1 - p), *alone])


@mistakes_distribution.misconception(
    "Those are the probabilities of no mistake and of at least one. Return an array for 0, 1, …, n mistakes."
)
def none_or_some(p):
    return np.array([np.prod(1 - p), 1 - np.prod(1 - p)])


@mistakes_distribution.misconception(
    "You began with the first digit, and then the loop adds it once more. Begin with q = [1.0], or skip it in the loop."
)
def first_digit_twice(p):
    q = np.array([1 - p[0], p[0]])
    for p_i in p:
        q = np.concatenate([q * (1 - p_i), [0.0]]) + np.concatenate([[0.0], q * p_i])
    return q


@mistakes_distribution.misconception(
    "You change the array while you still read from it: except for k = 1, entry k − 1 is already new when entry k "
    "uses it. Go from the largest k down, or fill a new array."
)
def updates_in_place_first_entry_last(p):
    q = np.zeros(len(p) + 1)
    q[0] = 1.0
    for p_i in p:
        for k in range(1, len(q)):
            q[k] = q[k] * (1 - p_i) + q[k - 1] * p_i
        q[0] = q[0] * (1 - p_i)
    return q


@mistakes_distribution.misconception(
    "From the second entry on, 1 − p[i] is missing: there are still k mistakes only if this digit is read right, so "
    "multiply q[k] by 1 − p[i] before you add the other way."
)
def keeps_the_old_mistakes(p):
    q = np.zeros(len(p) + 1)
    q[0] = 1.0
    for p_i in p:
        for k in range(len(p), 0, -1):
            q[k] = q[k] + q[k - 1] * p_i
        q[0] = q[0] * (1 - p_i)
    return q


@mistakes_distribution.misconception(
    "You put the product of all p[i], which is the probability that every digit is misread, into the binomial "
    "formula. Each digit has its own probability. Add one digit at a time."
)
def binomial_of_the_product(p):
    m, q = np.prod(p), np.array([1.0])
    for _ in range(len(p)):
        q = np.concatenate([q * (1 - m), [0.0]]) + np.concatenate([[0.0], q * m])
    return q
