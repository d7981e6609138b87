"""posterior: multiply, then make it add up to 1."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="`prior` holds the probabilities $P(h)$ of several hypotheses, and `likelihood` holds $P(e \\mid h)$, the "
    "probability of what was seen under each of them. Return the array of the probabilities $P(h \\mid e)$. (What was "
    "seen is possible under at least one hypothesis.)",
    hints=[
        "With sick and healthy, what did you divide by what? What is it for three hypotheses?",
        "First the areas, prior times likelihood, one for each hypothesis. Then divide by their sum.",
        "joint = prior * likelihood, then return joint / np.sum(joint)",
    ],
    also=("long",),
)
def posterior(prior, likelihood):
    """How much to believe each hypothesis after the evidence."""
    # The areas of all that agrees with the evidence, as shares of their sum.
    joint = prior * likelihood
    return joint / np.sum(joint)


@posterior.cases
def cases(rng):
    p = rng.random(6)
    return [
        (np.array([0.5, 0.5]), np.array([0.2, 0.6])),
        (np.array([0.01, 0.99]), np.array([0.9, 0.05])),
        (np.array([0.25, 0.5, 0.25]), np.array([0.5, 0.125, 0.25])),
        (np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.75, 0.0, 0.5, 0.25])),
        (p / np.sum(p), rng.random(6)),
    ]


@posterior.edge_cases
def edge_cases(rng):
    return [
        (np.array([0.5, 0.0, 0.5]), np.array([0.25, 1.0, 0.5])),
        (np.array([0.5, 0.5]), np.array([0.0, 0.25])),
        (np.array([1.0]), np.array([0.25])),
        (np.array([0.2, 0.8]), np.array([30.0, 5.0])),
        (np.array([0.5, 0.5]), np.array([3e-200, 1e-200])),
        (np.array([1, 0]), np.array([1, 1])),
    ]


@posterior.law("the result adds up to 1")
def _(f, prior, likelihood):
    return np.isclose(np.sum(f(prior, likelihood)), 1)


@posterior.law("evidence that is equally likely under all hypotheses leaves the prior as it is")
def _(f, prior, likelihood):
    return np.allclose(f(prior, np.full(len(prior), 0.5)), prior)


@posterior.law("only the ratios of the likelihoods matter: half of each gives the same")
def _(f, prior, likelihood):
    return np.allclose(f(prior, 0.5 * likelihood), f(prior, likelihood))


posterior.instead_of(
    "joint / np.sum(joint)",
    {
        "joint": "These are the joint probabilities P(h and e). They do not add up to 1. Divide by their sum, which is "
        "the probability of what was seen.",
        "likelihood / np.sum(likelihood)": "The prior is missing: you treated all hypotheses as equally likely "
        "beforehand. That is the base-rate mistake. Multiply by the prior first.",
        "joint / np.sum(prior)": "You divided by the sum of the prior, which is 1. Divide by the sum of the products.",
        "joint / np.sum(likelihood)": "You divided by the sum of the likelihoods. Divide by the sum of the products "
        "prior · likelihood.",
        "prior / np.sum(joint)": "The likelihood is missing in the numerator: divide the products by their sum.",
        "likelihood / np.sum(joint)": "The prior is missing in the numerator: divide the products by their sum.",
        "joint / np.max(joint)": "You divided by the largest product. Divide by the sum, so that the result adds up "
        "to 1.",
        "joint / np.mean(joint)": "You divided by the mean of the products. Divide by their sum.",
        "joint / len(joint)": "You divided by the number of hypotheses. Divide by the sum of the products.",
        "joint / np.linalg.norm(joint)": "You divided by the length of the vector. Probabilities add up to 1, so "
        "divide by the sum.",
        "np.sum(joint)": "That is P(e), the probability of what was seen. It is what you divide the products by.",
        "prior": "That is the prior, unchanged. The evidence has to come in.",
        "likelihood": "That is P(e | h). The question is P(h | e).",
        "joint / (np.sum(joint) - joint)": "Those are odds: each hypothesis against all the others. Divide by the sum "
        "of all products.",
        "joint[0] / np.sum(joint)": "That is the first hypothesis only. Return all of them.",
        "1 - joint / np.sum(joint)": "That is how likely it is that each hypothesis is *wrong*.",
        "np.argmax(joint)": "You returned which hypothesis is most probable. Return the probabilities of all of them.",
        "np.cumsum(joint) / np.sum(joint)": "np.cumsum keeps a running sum. Each hypothesis has its own share.",
        "np.round(joint / np.sum(joint), 3)": "You rounded. Return the shares as they come out of the division.",
        "np.exp(joint) / np.sum(np.exp(joint))": "That is a softmax. The products are probabilities already, not their "
        "logarithms: leave out np.exp.",
        "joint / (joint + (1 - prior) * (1 - likelihood))": "1 − likelihood is the probability of *not* seeing what "
        "was seen. The denominator is P(e): the sum of the products over all hypotheses.",
        "joint / (1 - prior + joint)": "You multiplied the odds of each hypothesis by its likelihood. Odds take a "
        "*ratio* of likelihoods. Here it is simpler: divide the products by their sum.",
        "joint / np.sum(joint[:2])": "You added up the first two products only. There may be more hypotheses: add up "
        "all of them.",
        "joint / joint[0]": "You divided by the first product. Divide by the sum of all products.",
        "joint / (prior + likelihood)": "The denominator is one number, the sum of the *products* prior · likelihood.",
        "joint / np.sum(prior + likelihood)": "You divided by the sum of all priors and likelihoods. Divide by the sum "
        "of the *products*.",
        "joint / (1 - joint)": "Those are the odds of each joint probability. Divide the products by their sum.",
        "(np.log(prior) + np.log(likelihood)) / np.sum(np.log(prior) + np.log(likelihood))": "The logarithm of a "
        "product is a sum, but logarithms are not shares. Take np.exp before you divide by the sum, or leave the "
        "logarithms out.",
        "100 * joint / np.sum(joint)": "You multiplied by 100. A probability is at most 1.",
        "joint / np.sum(prior) * np.sum(likelihood)": "/ a * b divides by a and then *multiplies* by b. And what "
        "belongs below is neither of these sums, nor their product, but the sum of the products: np.sum(prior * "
        "likelihood).",
        "np.outer(prior, likelihood) / np.sum(np.outer(prior, likelihood))": "np.outer multiplies every prior by "
        "every likelihood. Each hypothesis has its own: prior * likelihood, entry by entry.",
        "np.outer(prior, likelihood)": "np.outer multiplies every prior by every likelihood. Each hypothesis has its "
        "own: prior * likelihood, entry by entry. Then divide by the sum.",
        "(prior / np.sum(prior) + likelihood / np.sum(likelihood)) / 2": "You averaged the prior with what the "
        "evidence says by itself. P(h and e) is the *product* P(h) · P(e | h).",
        "1 - joint": "That is the probability that h and e do *not* both hold. Take the products as they are, and "
        "divide by their sum.",
    },
)
posterior.instead_of(
    "prior * likelihood",
    {
        "prior + likelihood": "You added. P(h and e) is the *product* P(h) · P(e | h).",
        "prior / likelihood": "You divided by the likelihood, so that what explains the evidence well loses. Multiply.",
        "likelihood / prior": "You divided by the prior, so that rare hypotheses win. Multiply.",
        "prior * (1 - likelihood)": "1 − likelihood is the probability of *not* seeing what was seen.",
        "(1 - prior) * likelihood": "You multiplied by 1 − prior. Each hypothesis has its own prior as a factor.",
        "prior**likelihood": "** is a power. Multiply: prior * likelihood.",
        "prior * likelihood**2": "The likelihood enters once, not squared.",
        "prior**2 * likelihood": "The prior enters once, not squared.",
        "prior * np.exp(likelihood)": "The likelihoods are probabilities already, not logarithms: leave out np.exp.",
        "prior * likelihood[::-1]": "The likelihoods are in reverse order. Each hypothesis needs its own.",
        "np.sqrt(prior * likelihood)": "No root is needed: the joint probability is the product itself.",
    },
)
