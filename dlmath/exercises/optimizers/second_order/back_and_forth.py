"""back_and_forth: where Newton's step leads to the mirror image."""

from dlmath.exercises import number


@number(
    weight="standard",
    kind="derive",
    task="From which $x > 0$ does Newton's step on $f(x) = \\sqrt{1 + x^2}$, with the slope $x/\\sqrt{1 + x^2}$ and "
    "the curvature $1/(1 + x^2)^{3/2}$, lead to $-x$, so that the method jumps back and forth forever?",
    tolerance=1e-6,
    hints=[
        "Divide the slope by the curvature. What is left of the roots?",
        "The quotient is x (1 + x²). So where does the step lead, from x?",
        "x − x (1 + x²) = −x³. For which x > 0 is that −x?",
    ],
)
def back_and_forth():
    # The step leads to x − x (1 + x²) = −x³, and −x³ = −x for x = 1.
    return 1


for value, message in {
    0: "0 is the minimum, where the method stays. Look for an x > 0.",
    -1: "The answer should be above 0. (From −1 the same happens, the other way around.)",
    1.414214: "Check the quotient: x/(1 + x²)^½ divided by 1/(1 + x²)^(3/2) is x (1 + x²). So the step leads to −x³.",
    1.41: "Check the quotient: x/(1 + x²)^½ divided by 1/(1 + x²)^(3/2) is x (1 + x²). So the step leads to −x³.",
    1.732051: "That is where the step leads to −x³ = −3x, three times as far out. Look for −x³ = −x.",
    1.73: "That is where the step leads to −x³ = −3x, three times as far out. Look for −x³ = −x.",
    0.707107: "Check the quotient of slope and curvature: it is x (1 + x²), so the step leads to −x³.",
    0.5: "From 0.5 the step leads to −0.125, closer to the minimum. Solve −x³ = −x.",
    2: "From 2 the step leads to −8, far beyond −2. Solve −x³ = −x.",
    3: "From 3 the step leads to −27. Solve −x³ = −x.",
    1.1: "Close, but from 1.1 the step leads to −1.331, a little too far. Solve −x³ = −x.",
    0.9: "Close, but from 0.9 the step leads to −0.729, not quite far enough. Solve −x³ = −x.",
    0.577350: "That is where x² = 1/3. Solve −x³ = −x, which means x² = 1.",
    0.577: "That is where x² = 1/3. Solve −x³ = −x, which means x² = 1.",
    1.259921: "That is the cube root of 2. The step leads to −x³, and that must be −x, not −2.",
    0.618034: "Check the quotient of slope and curvature: it is x (1 + x²), so the step leads to −x³.",
    1.618034: "Check the quotient of slope and curvature: it is x (1 + x²), so the step leads to −x³.",
    1.5: "From 1.5 the step leads to −3.375. Solve −x³ = −x.",
    0.786151: "You may have divided by (1 + x²)^½ only. The quotient is x (1 + x²), so the step leads to −x³.",
    10: "From 10 the step leads to −1000. Solve −x³ = −x.",
    0.1: "From 0.1 the step leads to −0.001. Solve −x³ = −x.",
}.items():
    back_and_forth.misconception(value, message)
back_and_forth.misconception(
    0.7,
    "From here the step, to −x³, ends closer to 0 than −x. Solve −x³ = −x.",
    when=lambda answer: 0 < answer < 1,
)
back_and_forth.misconception(
    1.2, "From here the step, to −x³, ends farther out than −x. Solve −x³ = −x.", when=lambda answer: answer > 1
)
