"""last_useful_degree: as many weights as different inputs, and one of them is the constant."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="Ten patients have eight different BMIs, because two pairs share a BMI. Beyond some degree, the training "
    "error cannot fall any further, whatever the ten targets are. What is the smallest degree for which this is "
    "certain?",
    hints=[
        "Two patients with the same BMI get the same prediction, whatever the degree. What is the best one for both?",
        "So a curve can do no better than go through eight points: the targets, or the means of two targets.",
        "Two points determine a line, degree 1. Three determine a parabola, degree 2. And eight?",
    ],
    tolerance=0.01,
)
def last_useful_degree():
    # A polynomial of degree k − 1 goes through k points with different x: its k weights solve k equations.
    return 8 - 1


for answer, message in {
    8: "A polynomial of degree 8 has nine weights, with the constant. Eight are enough for eight points.",
    9: "Ten points with different BMIs would need degree 9. Here only eight BMIs are different, and two patients with "
    "the same BMI get the same prediction.",
    10: "That is the number of patients. Count the different BMIs, and remember that degree 1 can go through two "
    "points.",
    6: "A polynomial of degree 6 has seven weights: it can go through any seven points, but not through any eight.",
    11: "That is more than ten points would need. Degree 1 goes through any two points, degree 2 through any three.",
    2: "Two pairs share a BMI, but the curve has to go through all eight places.",
    0: "Degree 0 is a constant. It fits only if all ten targets are equal.",
    1: "A straight line goes through any two points. Here there are eight.",
    12: "That is the highest degree in the lesson's table. Here there are only eight points to hit.",
}.items():
    last_useful_degree.misconception(answer, message)

last_useful_degree.misconception(
    5, "A polynomial of degree k has k + 1 weights, and can go through any k + 1 points with different x. How many "
    "points are there here?",
    when=lambda answer: 1 < answer < 6,
)  # fmt: skip
last_useful_degree.misconception(
    20, "That is more than needed: k + 1 points with different x need degree k.", when=lambda answer: answer > 12
)
last_useful_degree.misconception(6.5, "A degree is a whole number.", when=lambda answer: answer > 6 and answer % 1)
