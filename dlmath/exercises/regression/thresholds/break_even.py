"""break_even: the probability above which saying yes is cheaper."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="A missed positive costs `cost_miss`, a false alarm `cost_alarm`, and right answers cost nothing. An example "
    "is positive with probability $p$. Saying no costs $p \\cdot$ `cost_miss` on average. What does saying yes cost? "
    "Return the $p$ at which the two are equal. Both costs are positive.",
    hints=[
        "Saying yes is wrong with probability 1 − p, and then it costs cost_alarm.",
        "Solve p · cost_miss = (1 − p) · cost_alarm for p.",
        "p · (cost_miss + cost_alarm) = cost_alarm",
    ],
)
def break_even(cost_miss, cost_alarm):
    """The probability at which yes and no cost the same."""
    # p · cost_miss = (1 − p) · cost_alarm
    return cost_alarm / (cost_miss + cost_alarm)


@break_even.cases
def cases(rng):
    return [
        (1.0, 1.0),
        (3.0, 1.0),
        (19.0, 1.0),
        (2, 8),
        (0.25, 4.0),
        (float(rng.uniform(1, 9)), float(rng.uniform(1, 9))),
    ]


@break_even.edge_cases
def edge_cases(rng):
    return [(1, 1), (1e9, 1e3), (1e-9, 3e-9), (7, 0.001), (1e-3, 1e6)]


@break_even.law("multiplying both costs by 10, as in another currency, gives the same probability")
def _(f, cost_miss, cost_alarm):
    return np.isclose(f(10 * cost_miss, 10 * cost_alarm), f(cost_miss, cost_alarm))


@break_even.law("at this probability, yes and no cost the same")
def _(f, cost_miss, cost_alarm):
    p = f(cost_miss, cost_alarm)
    return np.isclose(p * cost_miss, (1 - p) * cost_alarm)


COST = (
    "That is still a cost: in another currency it would change. Set the two costs equal, p · cost_miss = (1 − p) · "
    "cost_alarm, and solve for p."
)

break_even.instead_of(
    "cost_alarm / (cost_miss + cost_alarm)",
    {
        "cost_miss / (cost_miss + cost_alarm)": "Try it with an expensive miss: then even a small probability should "
        "be enough for a yes. The false alarm belongs in the numerator.",
        "cost_alarm / cost_miss": "Those are the *odds* p / (1 − p) at the break-even point. For the probability, "
        "solve p · cost_miss = (1 − p) · cost_alarm for p.",
        "cost_miss / cost_alarm": "That is a ratio of costs, and it can be above 1. Solve p · cost_miss = (1 − p) · "
        "cost_alarm for p.",
        "1 / (cost_miss + cost_alarm)": "That is right only for a false alarm that costs 1. In general, cost_alarm is "
        "the numerator.",
        "1 / (cost_miss + 1)": "That is right only for a false alarm that costs 1. Both costs count.",
        "1 / cost_miss": "That assumes a false alarm costs 1, and forgets that a yes is wrong only with probability 1 "
        "− p.",
        "0.5": "One half is right only if both mistakes cost the same.",
        "cost_alarm / (cost_miss - cost_alarm)": "A sign got lost when you moved p · cost_alarm to the other side: p "
        "· cost_miss + p · cost_alarm = cost_alarm.",
        "cost_alarm / (cost_alarm - cost_miss)": "A sign got lost when you moved p · cost_alarm to the other side: p "
        "· cost_miss + p · cost_alarm = cost_alarm.",
        "1 - cost_alarm / cost_miss": "A yes is wrong with probability 1 − p. Solve p · cost_miss = (1 − p) · "
        "cost_alarm for p.",
        "cost_alarm / cost_miss + cost_alarm": "Parentheses are missing around the sum: cost_alarm / (cost_miss + "
        "cost_alarm).",
        "cost_miss + cost_alarm": "That is the denominator. p · (cost_miss + cost_alarm) = cost_alarm; divide.",
        "cost_alarm / (2 * (cost_miss + cost_alarm))": "There is no mean of the two costs here. Solve p · cost_miss = "
        "(1 − p) · cost_alarm for p.",
        "np.log(cost_alarm / cost_miss)": "Those are the log-odds, the threshold for the *logit*. For the probability, "
        "solve p · cost_miss = (1 − p) · cost_alarm for p.",
        "cost_alarm // (cost_miss + cost_alarm)": "// drops the fraction. Use /.",
        "cost_miss * cost_alarm / (cost_miss + cost_alarm)": "That is still a cost: in another currency it would "
        "change. Solve p · cost_miss = (1 − p) · cost_alarm for p, and only cost_alarm is left in the numerator.",
        "cost_alarm / 2": COST,
        "cost_miss / 2": COST,
        "cost_alarm": COST,
        "cost_miss": COST,
        "(cost_miss + cost_alarm) / 2": COST,
        "1 - cost_alarm": "A cost cannot be subtracted from a probability. Solve p · cost_miss = (1 − p) · cost_alarm "
        "for p.",
        "cost_miss - cost_alarm": "A difference of costs is not a probability. Solve p · cost_miss = (1 − p) · "
        "cost_alarm for p.",
        "cost_alarm - cost_miss": "A difference of costs is not a probability. Solve p · cost_miss = (1 − p) · "
        "cost_alarm for p.",
        "abs(cost_miss - cost_alarm) / (cost_miss + cost_alarm)": "If both cost the same, this gives 0, but then it "
        "should be 1/2. Solve p · cost_miss = (1 − p) · cost_alarm for p.",
        "1 - cost_miss": "A cost cannot be subtracted from a probability. Solve p · cost_miss = (1 − p) · cost_alarm "
        "for p.",
        "(1 - cost_miss) / cost_alarm": "The 1 − belongs to p, not to the cost: p · cost_miss = (1 − p) · cost_alarm. "
        "Solve for p.",
        "(1 - cost_alarm) / cost_miss": "The 1 − belongs to p, not to the cost: p · cost_miss = (1 − p) · cost_alarm. "
        "Solve for p.",
        "cost_alarm**2 / (cost_miss**2 + cost_alarm**2)": "There are no squares here. Solve p · cost_miss = (1 − p) · "
        "cost_alarm for p.",
    },
)
