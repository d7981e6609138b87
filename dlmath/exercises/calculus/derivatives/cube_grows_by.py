"""cube_grows_by: a tangent in place of a third power."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="Every edge of a cube is made 2% longer. By about what percentage does its volume grow? Use the tangent to "
    "x³ and do it in your head.",
    tolerance=0.15,
    hints=[
        "The volume is x³, with the slope 3x² at x. How long is the step h?",
        "The step is h = 0.02x, so the tangent predicts that the volume grows by 3x² · 0.02x.",
        "That is 0.06x³. What percentage of x³ is that?",
    ],
)
def cube_grows_by():
    # f′(x) h = 3x² · 0.02x = 0.06 x³, which is 6% of x³. (The exact number is 6.12%.)
    return 6.0


for value, message in {
    2: "2% is what an edge grows by. The volume is x · x · x: each of the three factors adds its share.",
    4: "4% is what an area grows by, x². The volume is x³.",
    8: "You cubed 2. The tangent multiplies: 3x² · 0.02x.",
    12: "You took 3x² with x = 2. The slope belongs to the edge x, and the step is 0.02x: 3x² · 0.02x = 0.06x³.",
    0.06: "The question asks for percent, a hundred times the fraction. The fraction is 3x² · 0.02x, divided by x³.",
    1.06: "That is the new size as a multiple of the old one. By what percentage is the volume larger?",
    106: "That is the new volume in percent of the old one. By what percentage is it larger?",
    3: "3 is only the factor from the slope 3x². Multiply it by the 2%.",
    5: "Each of the three factors x of x³ adds 2%, so 5 is too little.",
    6.5: "That is too much. The tangent predicts 3x² · 0.02x = 0.06x³; even the exact number is only 6.12.",
    7: "Close, but too much. The tangent predicts 3x² · 0.02x = 0.06x³.",
    60: "Check the decimal point: 3 · 0.02 is 0.06, and as a percentage that is 6.",
    9: "9 is 3². The slope 3x² counts the 3 once: 3x² · 0.02x is 0.06x³.",
    18: "You multiplied by 3 one time too many. 3x² · 0.02x is 0.06x³.",
    0.67: "You divided by 3. The slope of x³ is three times x², so multiply.",
    24: "A cube has twelve edges and six faces, but the volume depends on one length x: it is x³, with the slope 3x².",
}.items():
    cube_grows_by.misconception(value, message)
