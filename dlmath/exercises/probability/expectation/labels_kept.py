"""labels_kept: how many labels stay right when all of them are shuffled."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Of 344 penguins, 152 are labeled Adélie, 68 Chinstrap, and 124 Gentoo. You shuffle the labels and hand them "
    "out again. How many penguins end up with the name of their own species, on average? Answer to within 0.5.",
    hints=[
        "Look at one Adélie penguin. With what probability does it get a label that says Adélie?",
        "That is 152/344, and so it is for each of the 152. The expectation of a count is the sum of the "
        "probabilities, whether the events are independent or not.",
        "152 · 152/344 + 68 · 68/344 + 124 · 124/344.",
    ],
    tolerance=0.5,
)
def labels_kept():
    # Each bird of a species with k members gets its name with probability k / 344, and there are k such birds.
    return (152**2 + 68**2 + 124**2) / 344


for answer, message in {
    114.67: "That is a third of them. It would be right if the three species were equally common.",
    1: "That is the mean number of penguins that get *their own slip* back. But another bird's slip with the same name "
    "is just as good.",
    0: "It is possible that no label stays right, but that is not the average. With what probability does a single "
    "bird get its name?",
    172: "That is one half. With what probability does an Adélie penguin get an Adélie label?",
    3: "Each species has one right label, but many copies of it: an Adélie penguin gets one of 152.",
    344: "That is all of them. Most birds get another species' name.",
    152: "That is what you get if every bird is labeled Adélie. Here each label is used as often as before.",
    43104: "That is the sum of the squares. Divide by the number of penguins.",
    0.3642: "That is the share of the penguins, and the probability for one picked at random. Multiply by 344.",
    36.42: "That is in percent. The question asks for a number of penguins.",
    218.7: "That is how many get a *wrong* name. The question asks for the right ones.",
    67.16: "That is the Adélie penguins alone. Add the other two species.",
    13.44: "That is the Chinstrap penguins alone. Add the other two species.",
    44.7: "That is the Gentoo penguins alone. Add the other two species.",
    68: "That is how many Chinstrap penguins there are. With what probability does each of them get its name?",
    124: "That is how many Gentoo penguins there are. With what probability does each of them get its name?",
    80.6: "The Gentoo penguins are missing.",
    111.86: "The Chinstrap penguins are missing.",
    58.14: "The Adélie penguins are missing.",
    207.6: "You took the root of the sum of the squares. Divide the sum of the squares by 344.",
    41.77: "That is a third of it: you averaged the three species. Their expected numbers are added, not averaged.",
    124.7: "You are close, but check the sum: 152² + 68² + 124² = 43104, divided by 344.",
    126: "You are close: 43104 / 344 is 125.3.",
    50.67: "That is 152/3. An Adélie penguin gets an Adélie label with probability 152/344, and there are 152 such "
    "penguins. Then add the other species.",
    8.6: "That is about how far a single shuffle is from the mean. The question asks for the mean itself.",
    14368: "That is the mean of the squares. Divide the sum of the squares by 344.",
}.items():
    labels_kept.misconception(answer, message)

labels_kept.misconception(
    130,
    "You are close. The number is (152² + 68² + 124²) / 344: check the sum.",
    when=lambda birds: 115 < birds < 124.7 or 126.5 < birds < 140,
)

labels_kept.misconception(
    500,
    "There are only 344 penguins. With what probability does each of them get its name?",
    when=lambda birds: birds > 344,
)
labels_kept.misconception(
    100,
    "A bird of a species with k members gets its name with probability k/344. Add that up over all the birds: k²/344 "
    "for each species.",
    when=lambda birds: 3.5 < birds < 110 or 140 < birds < 344,
)
