"""fog_width: how far it is from one line of equal probability to another."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    kind="derive",
    task="In a logistic regression with the weights `w` (not all 0), all points with the same probability lie on a "
    "line, and all these lines are parallel. How far is it from the line $p$ = `low` to the line $p$ = `high`, "
    "measured perpendicular to both? Return the distance as a short expression, for $0 < $ `low` $<$ `high` $< 1$.",
    hints=[
        "What are the logits on the two lines?",
        "A walk of length t along w/‖w‖ changes wᵀx + b by t ‖w‖. By how much must the logit change?",
        "The logit goes from log(low / (1 − low)) to log(high / (1 − high)). Divide that change by ‖w‖, which is "
        "np.linalg.norm(w).",
    ],
    also=("whole",),
)
def fog_width(w, low, high):
    """The distance between the lines p = low and p = high."""
    # The logit must change by this much, and a step of length 1 along w changes it by ‖w‖.
    change = np.log(high / (1 - high)) - np.log(low / (1 - low))
    return change / np.linalg.norm(w)


@fog_width.cases
def cases(rng):
    return [
        (np.array([3.0, 4.0]), 0.25, 0.75),
        (np.array([3.0, 4.0]), 0.1, 0.9),
        (np.array([0.6, -0.8]), 0.5, 0.8),
        (np.array([2.0, -1.0]), 0.3, 0.6),
        (rng.normal(size=2), 0.05, 0.4),
        (4 * rng.normal(size=3), 0.6, 0.99),
    ]


@fog_width.edge_cases
def edge_cases(rng):
    return [
        (np.array([1, 2]), 0.2, 0.9),
        (np.array([-2.0]), 0.4, 0.7),
        (np.array([1e-6, 2e-6]), 0.2, 0.3),
        (np.array([3e5, -4e5]), 0.2, 0.3),
        (rng.normal(size=50), 0.01, 0.5),
    ]


@fog_width.law("doubling the weights halves the width")
def _(f, w, low, high):
    return np.isclose(f(2 * w, low, high), f(w, low, high) / 2)


@fog_width.law("from low to ½ plus from ½ to high is the whole way")
def _(f, w, low, high):
    middle = (low + high) / 2
    return np.isclose(f(w, low, middle) + f(w, middle, high), f(w, low, high))


fog_width.instead_of(
    "np.log(high / (1 - high)) - np.log(low / (1 - low))",
    {
        "np.abs(np.log(low / (1 - low)))": "That is the way from low to ½. Go on to high: take the difference of the "
        "two logits.",
        "np.log((high - low) / (1 - (high - low)))": "That is the logit of a difference. Take the logit on each line "
        "first, and then the difference.",
        "high - low": "That is the change of the probability. Distances go with the logit: log(p / (1 − p)) on each "
        "line.",
        "np.log(high) - np.log(low)": "A logit is the logarithm of the *odds*, log(p / (1 − p)).",
        "np.log(high - low)": "Take the logit on each line, log(p / (1 − p)), and then the difference.",
        "np.log(high / low)": "A logit is the logarithm of the *odds*, log(p / (1 − p)).",
        "high / (1 - high) / (low / (1 - low))": "That is the odds ratio of the two lines. The change of the logit is "
        "its logarithm.",
        "high / (1 - high) - low / (1 - low)": "That is the difference of the odds. Distances go with the log-odds.",
        "np.log(low / (1 - low)) - np.log(high / (1 - high))": "The order is reversed, so the distance is negative.",
        "np.log(high / (1 - high)) + np.log(low / (1 - low))": "The logit changes *from* that of low *to* that of "
        "high: subtract.",
        "np.log(high / (1 - high))": "That is the way from ½ to high. Subtract the logit of low, where you start.",
        "2 * np.log(high / (1 - high))": "That is right only if low is 1 − high. In general, subtract the "
        "logit of low.",
        "np.log(high / (1 - high)) / np.log(low / (1 - low))": "You divided the two logits. The change is their "
        "difference.",
        "np.log(high / (1 - high) - low / (1 - low))": "Take both logarithms first, then the difference.",
        "np.log10(high / (1 - high)) - np.log10(low / (1 - low))": "Log-odds use the natural logarithm, np.log.",
        "np.log2(high / (1 - high)) - np.log2(low / (1 - low))": "Log-odds use the natural logarithm, np.log.",
        "1 / (1 + np.exp(-high)) - 1 / (1 + np.exp(-low))": "low and high are already probabilities. Go back from "
        "them to logits: log(p / (1 − p)).",
        "np.log((1 + high) / (1 - high)) - np.log((1 + low) / (1 - low))": "The odds are p / (1 − p): there is no 1 "
        "in the numerator.",
        "np.log((1 - high) / high) - np.log((1 - low) / low)": "The odds are upside down: p / (1 − p).",
        "high * (1 - high) - low * (1 - low)": "p(1 − p) is the slope of the sigmoid. You need the logit on each line, "
        "log(p / (1 − p)).",
        "np.log(high / (1 - low)) - np.log(low / (1 - high))": "Each probability has its own odds: p / (1 − p) with "
        "the same p twice.",
    },
)
fog_width.instead_of(
    "change / np.linalg.norm(w)",
    {
        "4.39 / np.linalg.norm(w)": "That is right for 10% and 90% only. In general, the logit changes from log(low "
        "/ (1 − low)) to log(high / (1 − high)).",
        "np.log(9) / np.linalg.norm(w)": "Use low and high. (log 9 is the logit of 90%, and the way from 10% to 90% is "
        "twice that.)",
        "2 * np.log(9) / np.linalg.norm(w)": "That is right for 10% and 90% only. In general, the logit changes from "
        "log(low / (1 − low)) to log(high / (1 − high)).",
        "1 / np.linalg.norm(w)": "That is how far it is for a change of the logit by 1. How much does the logit change "
        "from low to high?",
        "4 * (high - low) / np.linalg.norm(w)": "That takes the slope of the sigmoid at ½ for the slope everywhere. "
        "Exactly, it is the change of the logit, log(p / (1 − p)).",
        "np.log(high / (1 - high)) - np.log(low / (1 - low)) / np.linalg.norm(w)": "Parentheses are missing: both "
        "logits are divided by ‖w‖.",
        "change": "That is the change of the logit. A step of length 1 along w changes the logit by ‖w‖, so divide by "
        "‖w‖.",
        "change * np.linalg.norm(w)": "A step of length 1 changes the logit by ‖w‖. So large weights make the way "
        "shorter: divide.",
        "change / np.hypot(w[0], w[min(1, len(w) - 1)])": "That is the length of a w with two entries. Use all of "
        "them: np.linalg.norm(w).",
        "change / np.linalg.norm(w) ** 2": "The length of w counts once: divide by ‖w‖, not by its square.",
        "change / np.sum(w**2)": "That is ‖w‖². Take the square root: divide by ‖w‖.",
        "change / np.sum(w)": "The length of w is the square root of the sum of its squares, not the sum of its "
        "entries.",
        "change / np.sum(np.abs(w))": "The length of w is the square root of the sum of its squares: "
        "np.linalg.norm(w).",
        "change / w[0]": "That is the way along the first axis. Perpendicular to the lines, divide by ‖w‖.",
        "change / w": "That is one number for each axis. Perpendicular to the lines, divide by the length of w.",
        "change / np.mean(w)": "Divide by the length of w, np.linalg.norm(w).",
        "change / np.max(np.abs(w))": "Divide by the length of w, np.linalg.norm(w), not by its largest entry.",
        "change / (2 * np.linalg.norm(w))": "There is an extra factor of ½: a step of length 1 changes the logit by "
        "‖w‖.",
        "2 * change / np.linalg.norm(w)": "There is an extra factor of 2: the change already runs from low to high.",
        "np.linalg.norm(w) / change": "That is upside down: the change of the logit, divided by ‖w‖.",
        "change / len(w)": "Divide by the length of the vector w, np.linalg.norm(w). len(w) counts its entries.",
    },
)
