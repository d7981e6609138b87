"""five_steps_off_a_saddle: what a negative curvature does to a distance."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="A saddle has the Hessian $\\begin{pmatrix} 0 & -3 \\\\ -3 & 0 \\end{pmatrix}$. You start a tiny distance "
    "from it, in the direction $(1, 1)^\\top$, and take 5 steps of gradient descent with $\\eta = 0.1$. By what factor "
    "has your distance from the saddle grown? (This close to it, the quadratic approximation is practically exact.)",
    tolerance=0.02,
    hints=[
        "Is (1, 1) an eigenvector? Multiply it by the matrix.",
        "The eigenvalue is −3. Each step multiplies the distance by 1 − η λ.",
        "1 − 0.1 · (−3) = 1.3, five times over.",
    ],
)
def five_steps_off_a_saddle():
    # H (1, 1) = −3 (1, 1), so each step multiplies the distance by 1 − 0.1 · (−3).
    return (1 - 0.1 * -3) ** 5


for value, message in {
    1.3: "That is one step. Five steps multiply by it five times.",
    1.5: "5 · 0.3 is 1.5, but each step multiplies by 1 + 0.3. Take the fifth power of that.",
    -3.71: "The absolute value is right. The factor 1 − η λ of a step is positive, and so is that of five steps.",
    -3.71293: "The absolute value is right. The factor 1 − η λ of a step is positive, and so is that of five steps.",
    4: "That is one step, and without the learning rate: 1 + 3. A step multiplies by 1 + 0.1 · 3.",
    5.25: "That is the distance itself, from a start at (1, 1). By how much has the distance *grown*?",
    5.2509: "That is the distance itself, from a start at (1, 1). By how much has the distance *grown*?",
    0.07776: "That is 0.6⁵. A step multiplies by 1 − η λ, and the eigenvalue along (1, 1) is −3.",
    6.5: "You added the factors. Each step multiplies by 1.3: take the fifth power.",
    2.5: "You added 0.3 five times. Each step multiplies by 1.3: take the fifth power.",
    0.168: "You took λ = +3. Along (1, 1) the eigenvalue is −3, so the factor is 1 + 0.3.",
    0.16807: "You took λ = +3. Along (1, 1) the eigenvalue is −3, so the factor is 1 + 0.3.",
    0.7: "That is one step with λ = +3. Along (1, 1) the eigenvalue is −3.",
    0.3: "That is η times 3. A step multiplies by 1 − η λ = 1.3.",
    0.00243: "That is (η λ)⁵. A step multiplies by 1 − η λ = 1.3.",
    -0.00243: "That is (η λ)⁵. A step multiplies by 1 − η λ = 1.3.",
    1024: "You forgot the learning rate: 1 − 0.1 · (−3), not 1 + 3.",
    4.83: "That is six steps.",
    4.8268: "That is six steps.",
    2.86: "That is four steps.",
    2.8561: "That is four steps.",
    7.59: "You took λ = −5. H (1, 1) is −3 (1, 1).",
    1.61: "You took η λ = −0.1. The eigenvalue is −3: 1 + 0.3.",
    1.61051: "You took η λ = −0.1. The eigenvalue is −3: 1 + 0.3.",
    10.49: "You took λ = −6. H (1, 1) is (−3, −3), which is −3 times (1, 1).",
    1: "The ground is not flat in this direction: the curvature is −3.",
    4.48: "That is e to the 1.5, for steps that become infinitely short. Here the steps have η = 0.1: 1.3⁵.",
    -3: "That is the eigenvalue. A step multiplies by 1 − η λ.",
    13.79: "That is ten steps.",
}.items():
    five_steps_off_a_saddle.misconception(value, message)
