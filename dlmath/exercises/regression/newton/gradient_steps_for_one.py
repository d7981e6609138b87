"""gradient_steps_for_one: what a Newton step costs, in steps of gradient descent."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="With $n = 10{,}000$ examples and $d = 1000$ weights, how many steps of gradient descent do you get for "
    "the price of one Newton step? Count $2nd$ multiplications for the former and $nd^2 + d^3$ for the latter.",
    tolerance=0.6,
    hints=[
        "Plug in the numbers: what are 2nd, nd², and d³?",
        "2nd = 2 · 10⁷, nd² = 10¹⁰, and d³ = 10⁹.",
        "1.1 · 10¹⁰ / (2 · 10⁷)",
    ],
)
def gradient_steps_for_one():
    # (10¹⁰ + 10⁹) / (2 · 10⁷)
    n, d = 10_000, 1000
    return (n * d**2 + d**3) / (2 * n * d)


for value, message in {
    500: "You counted the Hessian only. Solving the system adds d³ = 10⁹.",
    50: "You counted the solution of the system only. Building the Hessian takes nd² = 10¹⁰.",
    1100: "You counted nd for a step of gradient descent. It takes 2nd: once for the logits, once for the gradient.",
    1000: "That is d. You counted nd for a gradient and left out d³.",
    1 / 550: "That is the other way around: the price of a gradient, in Newton steps.",
    1.1e10: "That is the number of multiplications of a Newton step. Divide by that of a gradient step.",
    2e7: "That is the number of multiplications of a gradient step. How many times does it fit into a Newton step?",
    2200: "You multiplied by 2 where you should divide: (nd² + d³)/(2nd).",
    55: "Check the powers of ten: nd² is 10¹⁰ and 2nd is 2 · 10⁷.",
    5500: "Check the powers of ten: nd² is 10¹⁰ and 2nd is 2 · 10⁷.",
    1.1e10 - 2e7: "Divide, don't subtract: how many times does 2nd fit into nd² + d³?",
    505: "You counted d³ as 10⁸. It is 1000³ = 10⁹.",
    5050: "You swapped n and d somewhere: n = 10,000 and d = 1000.",
    55000: "You swapped n and d: n = 10,000 examples, d = 1000 weights.",
    10000: "That is n. Compare nd² + d³ with 2nd.",
    450: "The two parts of the Newton step are added: nd² + d³.",
    1050: "You divided nd² by nd, but d³ by 2nd. Divide the whole sum nd² + d³ by 2nd.",
    600: "You doubled d³. A Newton step takes nd² + d³.",
    5.5: "Check the powers of ten: nd² is 10¹⁰ and 2nd is 2 · 10⁷.",
    1e10: "That is nd², one part of a Newton step. Add d³, and divide by 2nd.",
    275: "You counted 4nd for a gradient. It takes 2nd: once for the logits, once for the gradient.",
}.items():
    gradient_steps_for_one.misconception(value, message)

gradient_steps_for_one.misconception(
    6,
    "Six is how many Newton steps the race took. Here the question is the price of one.",
    when=lambda answer: answer == 6,
)
