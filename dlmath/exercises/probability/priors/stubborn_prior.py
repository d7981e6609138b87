"""stubborn_prior: how long data must argue against a strong belief."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Someone firmly believes that a coin is fair, with the prior Beta(51, 51). The coin then lands heads every "
    "single time. After how many tosses does the most probable $p$ reach 0.9?",
    hints=[
        "Beta(51, 51) counts like 50 heads and 50 tails seen beforehand.",
        "After n heads, the most probable p is (50 + n) / (100 + n).",
        "Solve 50 + n = 0.9 (100 + n).",
    ],
    tolerance=0.5,
)
def stubborn_prior():
    # (50 + n) / (100 + n) = 0.9 gives 0.1 n = 40.
    return round((0.9 * 100 - 50) / (1 - 0.9))


for answer, message in {
    408: "The prior's exponents are a − 1 and b − 1: it counts like 50 heads and 50 tails, not 51.",
    401: "At n = 400, p is 450/500 = 0.9 already.",
    399: "At n = 399, p is 449/499 = 0.8998, still below 0.9.",
    407: "The prior's exponents are a − 1 and b − 1: it counts like 50 heads and 50 tails, not 51.",
    40: "40 heads give 90/140 = 0.64. The new tosses also count in the denominator: (50 + n) / (100 + n).",
    450: "450 is the number of heads, including the prior's. The question asks for the tosses: n.",
    500: "500 is the number of all tosses, including the prior's. The question asks for the new ones.",
    90: "90 heads give 140/190 = 0.74.",
    100: "100 heads give 150/200 = 0.75.",
    50: "50 heads give 100/150 = 0.67.",
    900: "900 heads give 950/1000 = 0.95, more than asked for.",
    392: "That looks like an imagined count of 49. Beta(51, 51) counts like 50 heads and 50 tails.",
    9: "9 heads out of 10 make 90% without a prior. This prior counts like 100 tosses.",
    1: "Without a prior, one head is enough for p = 1. This prior counts like 100 tosses.",
    398: "Plug it in: 448/498 = 0.8996.",
}.items():
    stubborn_prior.misconception(answer, message)

stubborn_prior.misconception(
    0.9, "The question asks for the number of tosses n in (50 + n) / (100 + n) = 0.9.", when=lambda n: n < 1
)

stubborn_prior.misconception(
    300,
    "That is not enough. Plug your n into (50 + n) / (100 + n): the result is below 0.9.",
    when=lambda n: 1 <= n < 399,
)
stubborn_prior.misconception(
    600,
    "That is more than enough. Plug your n into (50 + n) / (100 + n): the result is above 0.9.",
    when=lambda n: n > 401,
)
