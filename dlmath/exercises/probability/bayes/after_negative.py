"""after_negative: what is left of a suspicion after a negative test, in code that was copied from the positive one."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`after_negative` should return the probability of being sick after a *negative* test. Someone copied it "
    "from the positive case and changed one line too few. Fix it. All three numbers are strictly between 0 and 1.",
    hints=[
        "Which two rectangles of the square belong to a negative test?",
        "The upper ones. How tall is the upper rectangle of the sick, if the height of the lower one is the "
        "sensitivity?",
        "sick = prevalence * (1 - sensitivity); the other lines are right.",
    ],
)
def after_negative(prevalence, sensitivity, specificity):
    """P(sick | negative)."""
    # The test misses the share 1 − sensitivity of the sick, and clears the share specificity of the healthy.
    sick = prevalence * (1 - sensitivity)
    healthy = (1 - prevalence) * specificity
    return sick / (sick + healthy)


@after_negative.start(
    "sick still holds those whose test is positive, prevalence · sensitivity. A negative test belongs to the sick who "
    "are missed: the share 1 − sensitivity of them."
)
def copied_from_positive(prevalence, sensitivity, specificity):
    """P(sick | negative)."""
    sick = prevalence * sensitivity
    healthy = (1 - prevalence) * specificity
    return sick / (sick + healthy)


@after_negative.cases
def cases(rng):
    return [
        (0.5, 0.75, 0.5),
        (0.25, 0.5, 0.75),
        (0.01, 0.9, 0.95),
        (0.3, 0.8, 0.6),
        (float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.1, 0.9))),
    ]


@after_negative.edge_cases
def edge_cases(rng):
    return [(1e-6, 0.9, 0.95), (0.999, 0.99, 0.5), (0.2, 0.5, 0.5), (0.125, 0.999, 0.001)]


@after_negative.law("a test that is a coin toss changes nothing")
def _(f, prevalence, sensitivity, specificity):
    return np.isclose(f(prevalence, 0.5, 0.5), prevalence)


@after_negative.law("the healthy are the rest: the same rule with the roles swapped gives 1 − P(sick | negative)")
def _(f, prevalence, sensitivity, specificity):
    return np.isclose(f(1 - prevalence, 1 - specificity, 1 - sensitivity), 1 - f(prevalence, sensitivity, specificity))


after_negative.instead_of(
    "prevalence * (1 - sensitivity)",
    {
        "prevalence * (1 - specificity)": "1 − specificity belongs to the healthy: it is their share of false alarms. "
        "The share of the sick who are missed is 1 − sensitivity.",
        "(1 - prevalence) * (1 - sensitivity)": "Sick and healthy have the same width here, so the prevalence "
        "cancels. The width of the sick is the prevalence, that of the healthy 1 − prevalence.",
        "prevalence * specificity": "Sick and healthy have the same height here, so it cancels, and the prevalence is "
        "left. The heights are 1 − sensitivity for the sick and specificity for the healthy.",
        "1 - prevalence * sensitivity": "That is everybody who is not both sick and positive. The sick who test "
        "negative are prevalence · (1 − sensitivity).",
        "1 - sensitivity": "The prevalence is missing: the missed ones are a share of the *sick*.",
        "(1 - sensitivity) / prevalence": "Multiply by the prevalence: the missed ones are a share of the sick.",
        "prevalence - sensitivity": "You subtracted the sensitivity from the prevalence. The rectangle is prevalence "
        "wide and 1 − sensitivity tall: multiply.",
        "prevalence + (1 - sensitivity)": "You added width and height. The area is their product.",
        "prevalence": "Not all the sick test negative, only the share 1 − sensitivity.",
        "(1 - prevalence) * sensitivity": "The factors are swapped: prevalence, and 1 − sensitivity.",
    },
)
after_negative.instead_of(
    "(1 - prevalence) * specificity",
    {
        "(1 - prevalence) * (1 - specificity)": "1 − specificity is the share of the healthy who test *positive*. "
        "After a negative test, the healthy are weighted by the specificity.",
        "(1 - prevalence) * sensitivity": "The sensitivity belongs to the sick. The healthy who test negative are the "
        "share specificity of the healthy.",
        "specificity": "The share of the healthy, 1 − prevalence, is missing.",
        "(1 - prevalence)": "Not all the healthy test negative, only the share specificity.",
        "1 - prevalence * specificity": "Parentheses are missing: (1 − prevalence) · specificity.",
    },
)
after_negative.instead_of(
    "sick / (sick + healthy)",
    {
        "healthy / (sick + healthy)": "That is the probability of being *healthy* after a negative test.",
        "sick / healthy": "Those are the odds. For a probability, divide by all who test negative: sick + healthy.",
        "sick": "That is the share of *all* people who are sick and test negative. Divide by all who test negative.",
        "sick / sick + healthy": "Parentheses are missing: sick / (sick + healthy).",
        "1 - sick / (sick + healthy)": "That is the probability of being *healthy* after a negative test.",
        "sick / (sick * healthy)": "Divide by the sum of all who test negative, sick + healthy, not by a product.",
        "sick / (1 - prevalence)": "Divide by all who test negative: sick + healthy.",
        "sick / prevalence": "Dividing by the prevalence gives P(negative | sick). The question is P(sick | negative): "
        "divide by all who test negative, sick + healthy.",
    },
)


@after_negative.misconception(
    "That is one minus the probability of being sick after a *positive* test. The two results belong to different "
    "groups of people: start from those who test negative."
)
def one_minus_positive(prevalence, sensitivity, specificity):
    sick, healthy = prevalence * sensitivity, (1 - prevalence) * (1 - specificity)
    return 1 - sick / (sick + healthy)


@after_negative.misconception(
    "That is the probability after a *positive* test. After a negative one, the sick are weighted by 1 − sensitivity, "
    "and the healthy by the specificity."
)
def positive(prevalence, sensitivity, specificity):
    sick, healthy = prevalence * sensitivity, (1 - prevalence) * (1 - specificity)
    return sick / (sick + healthy)


@after_negative.misconception(
    "Subtracting the result from 1, or putting the healthy on top, does not fix it: sick still holds those whose test "
    "is positive. The sick who test negative are prevalence · (1 − sensitivity)."
)
def one_minus_the_copy(prevalence, sensitivity, specificity):
    sick, healthy = prevalence * sensitivity, (1 - prevalence) * specificity
    return healthy / (sick + healthy)


@after_negative.misconception(
    "The widths are swapped: the share of the sick is the prevalence, and that of the healthy is 1 − prevalence."
)
def widths_exchanged(prevalence, sensitivity, specificity):
    sick, healthy = (1 - prevalence) * (1 - sensitivity), prevalence * specificity
    return sick / (sick + healthy)


@after_negative.misconception(
    "The widths are swapped (the share of the sick is the prevalence), and the sick who test negative are the share 1 "
    "− sensitivity of the sick."
)
def widths_exchanged_in_the_copy(prevalence, sensitivity, specificity):
    sick, healthy = (1 - prevalence) * sensitivity, prevalence * specificity
    return sick / (sick + healthy)


@after_negative.misconception(
    "Your likelihood ratio is upside down. For a negative test it is P(− | sick) / P(− | healthy), (1 − sensitivity) / "
    "specificity."
)
def ratio_upside_down(prevalence, sensitivity, specificity):
    odds = prevalence / (1 - prevalence) * specificity / (1 - sensitivity)
    return odds / (1 + odds)


@after_negative.misconception(
    "Sensitivity and specificity have changed places: the sick who test negative are the share 1 − sensitivity of the "
    "sick, and the healthy who test negative the share specificity of the healthy."
)
def heights_exchanged(prevalence, sensitivity, specificity):
    sick, healthy = prevalence * specificity, (1 - prevalence) * sensitivity
    return sick / (sick + healthy)
