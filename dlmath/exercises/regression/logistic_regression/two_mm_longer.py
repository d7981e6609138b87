"""two_mm_longer: from a probability to odds, and back."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A logistic regression gives one bird the probability 0.2 of being a Chinstrap. The coefficient of the bill "
    "length is $w = \\log 3$ per mm. What probability does the model give to a bird whose bill is 2 mm longer? "
    "Three decimals are enough.",
    hints=[
        "What are the odds of the first bird? And what does one more mm do to them?",
        "The odds are 0.2/0.8, one to four. Each mm adds log 3 to the log-odds, so it multiplies the odds by 3.",
        "After two mm the odds are 9/4. A probability is odds / (1 + odds).",
    ],
    tolerance=0.0008,
)
def two_mm_longer():
    # Each mm multiplies the odds by 3; then back from odds to a probability.
    odds = 0.2 / 0.8 * 3**2
    return odds / (1 + odds)


for answer, message in {
    2.25: "Those are the odds, 9 to 4. A probability is at most 1: odds / (1 + odds).",
    1.8: "You multiplied the probability by 9. The coefficient acts on the odds, 0.2/0.8, not on the probability.",
    0.6: "You multiplied by 3 + 3, or the probability by 3. Each of the two mm multiplies the *odds* by 3, so together "
    "by 9.",
    0.75: "Those are the odds after one mm. Multiply by 3 again, then go back to a probability.",
    3 / 7: "That is the probability after one mm. The bill is 2 mm longer: multiply the odds by 3 twice.",
    27 / 31: "You multiplied the odds by 27, which is for 3 mm. For 2 mm it is 3 times 3.",
    1.8 / 2.8: "You took 0.2 as the odds. The odds of 0.2 are 0.2/0.8 = 1/4.",
    0.2: "That is the bird you started with. Each mm multiplies its odds by 3.",
    0.25: "Those are the odds you start with. Multiply them by 3 for each mm.",
    4 / 13: "That is 1 minus the answer: the probability of an Adélie.",
    1 / 13: "A positive coefficient raises the odds. Multiply by 3 for each mm, instead of dividing.",
    0.4: "Two mm do not double the probability. Each multiplies the *odds* by 3.",
    1 / 37: "A positive coefficient raises the odds: multiply by 9 instead of dividing.",
    4 / 9: "Those are the odds of an Adélie after 2 mm. Flip them, 9/4, and go back to a probability.",
    36 / 37: "You started with odds of 4. That is upside down: 0.2/0.8 = 1/4.",
    1.5 / 1.75: "Check the step from odds to a probability: odds / (1 + odds), with odds of 9/4.",
    1 / 3: "You multiplied the odds by 2. The coefficient is log 3 *per mm*: each mm multiplies them by 3.",
    0.5: "Odds of 1 would take a factor of 4, but two mm give a factor of 9.",
    0.9: "That is right for a bird that starts with even odds. This one starts with 1/4: multiply that by 9.",
    0.2 + 2 * 1.0986: "You added 2 log 3 to the probability. It is added to the log-odds, which are log(0.2/0.8).",
    0.811: "You added 2 log 3 to the log-odds: right. Now go back: e to that is the odds, and then odds / (1 + odds).",
    1 / (1 + 2.718281828459045 ** -(0.2 + 2 * 1.0986122886681098)): "You took 0.2 as the logit. The logit of the "
    "first bird is log(0.2/0.8) = −1.39.",
    0.552: "You took the slope p(1 − p) w at the first bird for both millimeters. It changes along the way. It is "
    "the log-odds that grow by equal steps.",
    0.64: "Close to 0.2 + 2 · 0.22? The probability does not grow by equal steps; the log-odds do.",
}.items():
    two_mm_longer.misconception(answer, message)

two_mm_longer.misconception(
    69.23, "Right, but in percent. Give a probability between 0 and 1.", when=lambda p: 69 <= p <= 69.5
)
two_mm_longer.misconception(
    5, "A probability is at most 1. Go back from odds: odds / (1 + odds).", when=lambda p: p > 1
)
two_mm_longer.misconception(-0.5, "A probability is not negative. Start from the odds, 0.2/0.8.", when=lambda p: p < 0)
two_mm_longer.misconception(
    0.69,
    "Very close. Give three decimals, rounded, not cut off.",
    when=lambda p: 0.68 <= p <= 0.70,
)
