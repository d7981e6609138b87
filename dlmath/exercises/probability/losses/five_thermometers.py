"""five_thermometers: where the sum of distances is smallest."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Five thermometers hang in a room. They read 19, 20, 21, 22, and 68 degrees. You report one temperature "
    "$c$. For which $c$ is the sum of the distances, $|19 - c| + |20 - c| + \\dots + |68 - c|$, smallest?",
    hints=[
        "Compute the sum for c = 30, then for c = 29. Which distances got shorter, and which got longer?",
        "A small step toward more readings than you leave behind makes the sum smaller. Where does that end?",
        "It ends in the middle: two readings below, two above.",
    ],
    tolerance=0.005,
)
def five_thermometers():
    # The median. A step away from it lengthens three distances and shortens only two.
    return sorted([19, 20, 21, 22, 68])[2]


for answer, message in {
    30: "That is the mean, which makes the sum of the *squares* smallest. At 30, four readings lie below you and one "
    "above: a step down shortens four distances and lengthens one.",
    20.5: "That is the mean of the four that agree. The sum there is 51.5, and it can be smaller. You do not need "
    "to throw any reading away.",
    43.5: "That is halfway between the smallest and the largest. Four of the five readings lie far below it.",
    20: "The sum at 20 is 1 + 0 + 1 + 2 + 48 = 52. Three readings lie above 20 and only one below: go on.",
    22: "The sum at 22 is 3 + 2 + 1 + 0 + 46 = 52. Three readings lie below 22 and only one above: go back.",
    19: "The sum at 19 is 0 + 1 + 2 + 3 + 49 = 55. All the others lie above: go on.",
    68: "At 68, four readings are nearly 50 degrees away. Go lower.",
    51: "51 is the smallest sum. The question asks for the temperature at which it is reached.",
    0: "At 0, all five readings lie above: each step up shortens five distances.",
    150: "150 is the sum of the readings. The question asks for one temperature in their middle.",
    10.2: "10.2 is the smallest mean distance. The question asks for the temperature at which it is reached.",
    23.5: "Down from there, four distances get shorter and one gets longer. Go on until as many lie below as above.",
}.items():
    five_thermometers.misconception(answer, message)

five_thermometers.misconception(
    21.5,
    "Between 21 and 22, three readings lie below and two above. A step down shortens three distances and lengthens "
    "two.",
    when=lambda c: 21.005 < c < 22,
)
five_thermometers.misconception(
    20.7,
    "Between 20 and 21, two readings lie below and three above. A step up shortens three distances and lengthens two.",
    when=lambda c: 20 < c < 20.995,
)
five_thermometers.misconception(
    25,
    "Four readings lie below you and one above. A step down shortens four distances and lengthens one.",
    when=lambda c: 22 < c < 68,
)

five_thermometers.misconception(
    18, "All five readings lie above that. Each step up shortens all the distances.", when=lambda c: c < 19
)
five_thermometers.misconception(
    100, "All five readings lie below that. Each step down shortens all the distances.", when=lambda c: c > 68
)
