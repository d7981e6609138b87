"""mend_warm_up: growing steps before a schedule, in code that wastes one step and skips some others at first."""

import numpy as np

from dlmath.exercises import Formula, exercise


@exercise(
    weight="standard",
    task="`mend_warm_up` should return the rate at step `t = 0, 1, 2, …`. The first `n` steps grow evenly, and the "
    "step after them is the first one with the full rate. So for `n = 3` the rates are ¼, ½, ¾ of `schedule(0)`, and "
    "then `schedule(0)`, `schedule(1)`, `schedule(2)`, and so on. `schedule` is a function of the step. The code runs, "
    "but it has two mistakes. Find them, and fix them.",
    hints=[
        "Write down the rates for n = 3 and t = 0, 1, 2, 3, 4, as the code gives them, and compare.",
        "The very first step has the rate 0, so it is wasted. And after the warm-up the schedule should begin at its "
        "own step 0.",
        "schedule(0) * (t + 1) / (n + 1) while t < n, and schedule(t - n) after that.",
    ],
)
def mend_warm_up(schedule, n, t):
    """The rate at step t: n growing steps, then the schedule."""
    # n growing steps and the first full one make n + 1 equal rises.
    if t < n:
        return schedule(0) * (t + 1) / (n + 1)
    return schedule(t - n)  # it begins at its own step 0


@mend_warm_up.start(
    "This is still the code from the lesson. Write down its rates for n = 3 and t = 0, …, 4, and compare them with "
    "the task."
)
def wastes_and_skips(schedule, n, t):
    """The rate at step t: n growing steps, then the schedule."""
    if t < n:
        return schedule(0) * t / n
    return schedule(t)


HALVES = Formula("t ↦ 8 · ½ᵗ", lambda t: 8 * 0.5**t)
HARMONIC = Formula("t ↦ 3 / (t + 1)", lambda t: 3 / (t + 1))
LINE = Formula("t ↦ max(1 − t/50, 0.1)", lambda t: max(1 - t / 50, 0.1))


@mend_warm_up.cases
def cases(rng):
    return [
        (HALVES, 3, 1),
        (HALVES, 3, 2),
        (HALVES, 3, 5),
        (HARMONIC, 4, 2),
        (HARMONIC, 4, 4),
        (HARMONIC, 4, 7),
        (LINE, 10, 6),
        (LINE, 10, 31),
    ]


@mend_warm_up.edge_cases
def edge_cases(rng):
    return [
        (HALVES, 3, 0),
        (HALVES, 3, 3),
        (HALVES, 3, 4),
        (HARMONIC, 1, 0),
        (HARMONIC, 1, 1),
        (LINE, 0, 0),
        (LINE, 0, 7),
        (LINE, 200, 199),
    ]


@mend_warm_up.law("no step has the rate 0")
def _(f, schedule, n, t):
    return f(schedule, n, 0) > 0


@mend_warm_up.law("the warm-up leads up to schedule(0) without a jump")
def _(f, schedule, n, t):
    return np.isclose(f(schedule, n, n), schedule(0))


def probe(f, n, t):
    return float(f(HALVES, n, t))


@mend_warm_up.symptom(
    "The beginning: for n = 3 the first three rates should be ¼, ½, ¾ of schedule(0), and none of them 0. The n "
    "growing steps and the first full one make n + 1 equal rises."
)
def the_beginning(f):
    return not np.isclose([probe(f, 3, t) for t in range(3)], [2.0, 4.0, 6.0]).all()


@mend_warm_up.symptom(
    "The end: after the warm-up the schedule does not begin at its own step 0. Its first n rates are skipped. How "
    "many steps after the warm-up is step t?"
)
def the_end(f):
    return np.isclose(probe(f, 3, 5), HALVES(5))


mend_warm_up.instead_of(
    "schedule(0) * (t + 1) / (n + 1)",
    {
        "schedule(0) * t / n": "The end is right now. But step 0 still has the rate 0: it moves nothing.",
        "schedule(0) * (t + 1) / n": "Now the last growing step already has the full rate. The n growing steps and "
        "the first full one make n + 1 equal rises: divide by n + 1.",
        "schedule(0) * t / (n + 1)": "Step 0 still has the rate 0. Add 1 in the numerator: t + 1.",
        "schedule(t) * (t + 1) / (n + 1)": "During the warm-up the rate is a share of schedule(0), the full rate, "
        "not of schedule(t).",
        "schedule(n) * (t + 1) / (n + 1)": "The warm-up leads to schedule(0), where the schedule begins, not to "
        "schedule(n).",
        "(t + 1) / (n + 1)": "That is the share. Multiply it by schedule(0).",
        "schedule(0) * t + 1 / n + 1": "Parentheses are missing: (t + 1) / (n + 1).",
        "schedule(0) * (t + 1) / n + 1": "Parentheses are missing: (t + 1) / (n + 1).",
        "schedule(0) * (n + 1) / (t + 1)": "The fraction is upside down: the share grows from 1/(n + 1).",
        "schedule(0) / (n + 1)": "The first step is right, but the rate does not grow: multiply by t + 1.",
        "schedule(0)": "Now there is no warm-up: the rate is full from the start.",
        "schedule(0) * (t + 1) / (n + 2)": "One too many: n growing steps and the first full one make n + 1 rises.",
        "schedule(0) * max(t, 1) / n": "Step 0 and step 1 have the same rate now. The rate should grow evenly, by "
        "1/(n + 1) of schedule(0) at each step.",
        "schedule(0) * t / max(n - 1, 1)": "Step 0 still has the rate 0, and the last growing step has the full "
        "rate. The n growing steps and the first full one make n + 1 equal rises: (t + 1) / (n + 1).",
        "schedule(0) * 2.0 ** (t - n)": "Your rate doubles at each step. It should grow evenly, by the same amount.",
        "schedule(0) * ((t + 1) / (n + 1)) ** 2": "The rate should grow evenly, by the same amount: leave out the "
        "square.",
        "schedule(0) * (t + 0.5) / n": "The rates grow evenly, but they are not ¼, ½, ¾ for n = 3. Try (t + 1) / "
        "(n + 1).",
    },
)
mend_warm_up.instead_of(
    "schedule(t - n)  #",
    {
        "schedule(t)  #": "The beginning is right now. But after the warm-up the schedule still begins with its step "
        "n: the first n rates are skipped.",
        "schedule(t + 1)  #": "That skips even more. How many steps after the warm-up is step t? Subtract n.",
        "schedule(t + n)  #": "That skips even more: subtract n, don't add it.",
        "schedule(t - n - 1)  #": "That is one too many: at t = n the schedule is at its step 0.",
        "schedule(t - n + 1)  #": "That skips schedule(0): at t = n the schedule is at its step 0.",
        "schedule(0)  #": "After the warm-up the rate stays at schedule(0) now. Follow the schedule: schedule(t − n).",
        "schedule(n - t)  #": "The difference is the wrong way around: t − n.",
        "schedule(n)  #": "After the warm-up the rate is the same at every step now. Follow the schedule from its "
        "step 0: schedule(t − n).",
        "schedule(t) - schedule(n)  #": "Subtract the steps, not the rates: schedule(t − n).",
        "schedule(t % n)  #": "t % n starts over every n steps. How many steps after the warm-up is step t?",
        "schedule(t) * schedule(0) / schedule(n)  #": "Scaling does not bring back the skipped rates. Shift the "
        "step: schedule(t − n).",
    },
)
mend_warm_up.instead_of(
    "t < n",
    {
        "t < n - 1": "Your warm-up is one step too short. It has n steps: t = 0, …, n − 1.",
        "t > n": "The comparison is the wrong way around: the warm-up is at the beginning.",
        "t <= n + 1": "At t = n + 1 your warm-up is still running. It has n steps: t = 0, …, n − 1.",
    },
)


@mend_warm_up.misconception(
    "The share grows as it should, but it multiplies schedule(t). During the warm-up it is a share of schedule(0), "
    "and after it the schedule begins at its own step 0: schedule(t − n)."
)
def shares_of_the_running_schedule(schedule, n, t):
    return schedule(t) * min(1, (t + 1) / (n + 1))


@mend_warm_up.misconception(
    "Your function has the n of the example built in. It must hold for every n: n + 1 rises, and schedule(t − n)."
)
def only_for_three(schedule, n, t):
    return schedule(0) * (t + 1) / 4 if t < n else schedule(t - 3)


@mend_warm_up.misconception("¼ is the first share for n = 3 only. For every n it is 1/(n + 1).")
def quarters(schedule, n, t):
    return schedule(0) * (t + 1) / 4 if t < n else schedule(t - n)


@mend_warm_up.misconception(
    "Your warm-up never ends, and the rate grows without limit. From step n on, follow the schedule: schedule(t − n)."
)
def never_ends(schedule, n, t):
    return schedule(0) * (t + 1) / (n + 1)


@mend_warm_up.misconception("A step is counted, not divided. How many steps after the warm-up is step t? t − n.")
def divides_the_step(schedule, n, t):
    return schedule(0) * (t + 1) / (n + 1) if t < n else schedule(t / n if n else t)


@mend_warm_up.misconception(
    "schedule(t − n) is the rate already. Only during the warm-up do you multiply by a share of schedule(0)."
)
def multiplies_two_rates(schedule, n, t):
    return schedule(0) * ((t + 1) / (n + 1) if t < n else schedule(t - n))
