"""at_temperature_two: dividing scores takes a root of the odds."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="A softmax over two words gives the probabilities 0.9 and 0.1 at temperature 1. What probability does the "
    "likelier word get at temperature 2?",
    hints=[
        "What is the difference between the two scores if their probabilities are 9 to 1?",
        "The difference is log 9. At temperature 2, it is half of that: log 9 / 2 = log 3.",
        "So the probabilities are 3 to 1.",
    ],
    tolerance=0.002,
)
def at_temperature_two():
    # Half the difference of scores is the root of the odds: from 9 to 1 to 3 to 1.
    odds = (0.9 / 0.1) ** 0.5
    return odds / (1 + odds)


for answer, message in {
    0.25: "That is the other word. The likelier one gets the rest.",
    0.9878: "That is temperature 1/2: you squared the odds. A temperature above 1 takes their root instead.",
    0.9759: "You squared the odds and halved them. A temperature of 2 takes their root: √9 = 3.",
    0.45: "You halved the probability. The *scores* are divided by 2, and the softmax makes them add up to 1 again.",
    0.9487: "That is the root of 0.9. Take the root of both probabilities, then divide by their sum.",
    0.3162: "That is the root of 0.1. Take the root of both probabilities, then divide by their sum.",
    0.7: "You went halfway to 0.5. The temperature acts on the scores: odds of 9 become √9 = 3.",
    0.8182: "You halved the odds. Halving the difference between the scores takes the *root* of the odds: √9 = 3.",
    0.6900: "You used 0.9 and 0.1 as the scores. The scores are logarithms: they differ by log 9.",
    0.5987: "You used 0.9 and 0.1 as the scores. The scores are logarithms: they differ by log 9.",
    3: "Those are the odds, 3 to 1. What probability is that?",
    0.3333: "Those are the odds the other way around. Three to one is a probability of 3/4.",
    0.6667: "Three to one is not two to one: it is 3 parts out of 4.",
    0.5: "Both would be equal only at an infinite temperature.",
    0.9: "The probabilities change: at temperature 2, the difference between the scores is halved.",
    0.8: "Close, but odds of 9 become √9 = 3, and that is 3 parts out of 4.",
    0.81: "That is the square of 0.9. A temperature of 2 takes roots, and then the sum must be 1.",
    9: "Those are the odds at temperature 1. At temperature 2, take their root and turn that into a probability.",
    4.5: "You halved the odds. Halving the difference between the scores takes their root: 3.",
    0.6340: "You took the fourth root of the odds. Temperature 2 takes the square root: √9 = 3.",
    75: "Give it as a number between 0 and 1.",
}.items():
    at_temperature_two.misconception(answer, message)

at_temperature_two.misconception(
    0.65,
    "The probabilities do come closer together. By how much? The odds are 9 to 1, and temperature 2 takes their root.",
    when=lambda answer: 0.5 < answer < 0.9,
)
at_temperature_two.misconception(
    0.92,
    "A temperature above 1 brings the probabilities closer together, so the likelier word gets less than 0.9.",
    when=lambda answer: 0.9 < answer <= 1,
)
