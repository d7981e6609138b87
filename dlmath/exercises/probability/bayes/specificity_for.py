"""specificity_for: how specific must a test be, if its alarms are to be believed?"""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="hard",
    kind="derive",
    task="You build a detector for something rare. `prevalence` and `sensitivity` are given, and you want "
    "$P(\\text{sick} \\mid +)$ to be exactly `wanted`. Solve the odds form for the specificity, and return it as a "
    "short expression. (All three numbers are strictly between 0 and 1, and chosen so that an answer exists.)",
    hints=[
        "Write the odds form: odds of wanted = likelihood ratio × odds of prevalence. Where is the specificity?",
        "The likelihood ratio of a positive test is sensitivity / (1 − specificity). Solve for 1 − specificity first.",
        "1 − specificity = sensitivity · prevalence / (1 − prevalence) · (1 − wanted) / wanted",
    ],
)
def specificity_for(prevalence, sensitivity, wanted):
    """The specificity at which P(sick | positive) is what you want."""
    # wanted / (1 − wanted) = sensitivity / (1 − specificity) · prevalence / (1 − prevalence)
    false_alarms = sensitivity * prevalence / (1 - prevalence) * (1 - wanted) / wanted
    return 1 - false_alarms


@specificity_for.cases
def cases(rng):
    return [
        (0.2, 0.8, 0.5),
        (0.01, 0.9, 0.5),
        (0.01, 0.9, 0.2),
        (0.1, 0.75, 0.25),
        (float(rng.uniform(0.01, 0.3)), float(rng.uniform(0.5, 0.99)), float(rng.uniform(0.4, 0.9))),
    ]


@specificity_for.edge_cases
def edge_cases(rng):
    return [(0.25, 0.9, 0.25), (0.0001, 0.99, 0.9), (0.5, 0.5, 0.5), (0.3, 0.001, 0.01)]


@specificity_for.law("with this specificity, the areas give the wanted probability")
def _(f, prevalence, sensitivity, wanted):
    sick, healthy = prevalence * sensitivity, (1 - prevalence) * (1 - f(prevalence, sensitivity, wanted))
    return np.isclose(sick / (sick + healthy), wanted)


specificity_for.instead_of(
    "1 - false_alarms",
    {
        "false_alarms": "That is 1 − specificity, the share of false alarms. Subtract it from 1.",
        "1 / false_alarms": "The specificity is 1 − the share of false alarms, not 1 divided by it.",
        "1 + false_alarms": "The specificity is 1 *minus* the share of false alarms.",
        "false_alarms - 1": "The difference is the wrong way around: 1 − the share of false alarms.",
    },
)
specificity_for.instead_of(
    "sensitivity * prevalence / (1 - prevalence) * (1 - wanted) / wanted",
    {
        "sensitivity * prevalence / (1 - prevalence) * wanted / (1 - wanted)": "The odds of wanted are upside down: "
        "you divide by wanted / (1 − wanted).",
        "sensitivity * (1 - prevalence) / prevalence * (1 - wanted) / wanted": "The odds of the prevalence "
        "are upside down: they are prevalence / (1 − prevalence).",
        "prevalence / (1 - prevalence) * (1 - wanted) / wanted": "The sensitivity is missing. It is the numerator of "
        "the likelihood ratio.",
        "sensitivity * (1 - wanted) / wanted": "The prevalence is missing. This would be right if as many people were "
        "sick as healthy.",
        "sensitivity * prevalence / (1 - prevalence)": "The odds of wanted are missing. This would be right for "
        "wanted = 0.5.",
        "sensitivity * prevalence / 1 - prevalence * (1 - wanted) / wanted": "Parentheses are missing: prevalence / "
        "(1 − prevalence).",
        "sensitivity * prevalence * (1 - wanted) / wanted": "A factor 1 / (1 − prevalence) is "
        "missing. The odds of the prevalence are prevalence / (1 − prevalence), and the false alarms are a share of "
        "the *healthy*, not of all people.",
        "sensitivity * prevalence / (1 - prevalence) / wanted": "You divided by wanted, the probability. Divide by its "
        "odds, wanted / (1 − wanted).",
        "prevalence / (1 - prevalence) * (1 - wanted) / wanted / sensitivity": "The sensitivity belongs in the "
        "numerator: the likelihood ratio is sensitivity / (1 − specificity).",
        "sensitivity * prevalence / (1 - prevalence) * (1 - wanted)": "You still have to divide by wanted: the odds "
        "are wanted / (1 − wanted).",
        "(1 - sensitivity) * prevalence / (1 - prevalence) * (1 - wanted) / wanted": "The sick who test positive are "
        "the share sensitivity, not 1 − sensitivity.",
        "sensitivity * prevalence / wanted": "That is P(+), the share of all who test positive. The false alarms are "
        "what is left without the sick, as a share of the healthy.",
        "sensitivity * prevalence / (1 - prevalence * (1 - wanted)) / wanted": "Check the parentheses: the odds of the "
        "prevalence are prevalence / (1 − prevalence).",
        "sensitivity * (1 - prevalence) * (1 - wanted) / (prevalence * wanted)": "The odds of the prevalence "
        "are upside down: they are prevalence / (1 − prevalence).",
        "sensitivity * (1 - prevalence) / prevalence * wanted / (1 - wanted)": "The quotient of the odds is upside "
        "down. Solve for 1 − specificity: it is sensitivity times the odds of the prevalence, *divided* by the odds "
        "of wanted.",
        "1 / (sensitivity * prevalence / (1 - prevalence) * (1 - wanted) / wanted)": "The fraction is upside down. 1 "
        "− specificity is sensitivity times the odds of the prevalence, divided by the odds of wanted.",
        "sensitivity * prevalence * (1 - wanted) / wanted * (1 - prevalence)": "/ wanted * (1 - prevalence) divides "
        "by wanted and then *multiplies* by 1 − prevalence. Put what belongs below the line in parentheses.",
    },
)


@specificity_for.misconception(
    "You solved with the likelihood ratio of a *negative* test, (1 − sensitivity) / specificity. A positive test has "
    "the ratio sensitivity / (1 − specificity)."
)
def ratio_of_negative(prevalence, sensitivity, wanted):
    return (1 - sensitivity) * prevalence / (1 - prevalence) * (1 - wanted) / wanted


@specificity_for.misconception(
    "That is P(sick | +) for a test whose specificity is wanted. Go the other way: wanted is P(sick | +), and the "
    "specificity is what you look for."
)
def forward(prevalence, sensitivity, wanted):
    sick = prevalence * sensitivity
    return sick / (sick + (1 - prevalence) * (1 - wanted))


@specificity_for.misconception(
    "The specificity depends on the prevalence, the sensitivity, and what you want. Solve the odds form for it."
)
def just_wanted(prevalence, sensitivity, wanted):
    return wanted


@specificity_for.misconception(
    "1 − wanted is the share of the healthy among those who test positive. The specificity is about all the healthy, "
    "and it depends on the prevalence and the sensitivity, too."
)
def just_the_rest(prevalence, sensitivity, wanted):
    return 1 - wanted


@specificity_for.misconception(
    "You put wanted where the false alarms stand in Bayes' rule. wanted is the result, P(sick | +), and the "
    "specificity is what you solve for."
)
def wanted_for_the_false_alarms(prevalence, sensitivity, wanted):
    sick = prevalence * sensitivity
    return sick / (sick + (1 - prevalence) * wanted)
