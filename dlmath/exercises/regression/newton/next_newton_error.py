"""next_newton_error: a constant times the square of the last error."""

from dlmath.exercises import number


@number(
    weight="standard",
    task="You run Newton's method on some function. The distance to the minimum is 0.1 after some step, and 0.02 "
    "after the next. About how large will it be after one more?",
    tolerance=0.00002,
    hints=[
        "The new error is about a constant times the square of the old one. What is the constant here?",
        "0.02 = C · 0.1², so C = 2.",
        "2 · 0.02²",
    ],
)
def next_newton_error():
    # 0.02 = C · 0.1² gives C = 2, and the next error is 2 · 0.02².
    return 0.02 / 0.1**2 * 0.02**2


for value, message in {
    0.004: "You kept the *ratio*, a fifth at each step. That is linear convergence, as in gradient descent. Newton's "
    "method squares the error, times a constant.",
    0.0004: "You squared 0.02. The constant is not 1 here: 0.1² would be 0.01, and the error was 0.02.",
    0.00016: "Check the constant: 0.02 = C · 0.1². You used 0.4.",
    0.04: "You doubled it. The constant 2 multiplies the *square* of 0.02.",
    0.0002: "You used the constant 1/2. From 0.02 = C · 0.1² it follows that C = 2.",
    0.00008: "Check the constant: 0.02 / 0.01 is 2, not 0.2.",
    0.008: "Check the square: 0.02² is 0.0004.",
    0.00032: "Check the square: 0.02² is 0.0004, and twice that is the answer.",
    0.0016: "You squared 2 · 0.02. Square first, then multiply by 2.",
    2: "That is the constant. Multiply the square of 0.02 by it.",
    0.01: "That is 0.1². First find the constant: 0.02 = C · 0.01. Then use it for the next step.",
    0: "It gets small fast, but not 0. How small?",
    0.002: "That would be a tenth. The new error is a constant times the *square* of the old one.",
    0.0001: "Check: the constant is 2, and the old error is 0.02.",
    0.016: "Errors don't shrink by differences. The new error is a constant times the square of the old one.",
    -0.06: "Errors don't shrink by differences. The new error is a constant times the square of the old one.",
    0.0036: "The constant comes from 0.02 = C · 0.1², so C = 2.",
    0.001: "That is rounded too coarsely, or a guess. The constant is 2: 2 · 0.02².",
    0.00004: "Check the constant: 0.02 = C · 0.1² gives C = 2, not 0.1.",
}.items():
    next_newton_error.misconception(value, message)
