"""thousand_digits: how often 10 to the −1 is squared until it is 10 to the −1000."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="For some function, $q_0 = C\\,|e_0| = 0.1$. After how many steps does the proof guarantee that "
    "$C\\,|e_t| \\le 10^{-1000}$?",
    tolerance=1e-6,
    hints=[
        "After one step the bound is 0.1² = 10⁻². What is it after two, and after three?",
        "After t steps it is 10 to the power −2ᵗ. Which power of 2 is the first that is at least 1000?",
        "2⁹ = 512 and 2¹⁰ = 1024",
    ],
)
def thousand_digits():
    # 0.1 to the power 2ᵗ is at most 10⁻¹⁰⁰⁰ once 2ᵗ ≥ 1000, and 2¹⁰ = 1024.
    return 10


for value, message in {
    9: "Close: 2⁹ is 512, so there are 512 digits after nine steps. One more step.",
    11: "You are one step too far: 2¹⁰ = 1024 is enough.",
    1000: "That would be one more digit per step, as in gradient descent. Here the number of digits doubles each time.",
    999: "That would be one more digit per step, as in gradient descent. Here the number of digits doubles each time.",
    500: "You counted two more digits per step. The number of digits *doubles* each time: 1, 2, 4, 8, …",
    1024: "That is the number of digits after the step you are looking for. How many steps is it?",
    512: "That is a number of digits. How many steps does it take to get beyond 1000?",
    9.965784: "Steps are whole numbers. After 9 steps there are 512 digits, after 10 there are 1024.",
    9.96578: "Steps are whole numbers. After 9 steps there are 512 digits, after 10 there are 1024.",
    9.966: "Steps are whole numbers. After 9 steps there are 512 digits, after 10 there are 1024.",
    9.97: "Steps are whole numbers. After 9 steps there are 512 digits, after 10 there are 1024.",
    3: "10³ is 1000, but the number of digits doubles at each step; it is not multiplied by ten.",
    31.622777: "That is the square root of 1000. Squaring happens at each step: 2, 4, 8, … digits.",
    32: "That is about the square root of 1000. Squaring happens at each step: 2, 4, 8, … digits.",
    8: "After 8 steps there are 256 digits: 2⁸.",
    7: "After 7 steps there are 128 digits: 2⁷.",
    6.907755: "You took the natural logarithm of 1000. The number of digits doubles: which power of 2 is 1000?",
    100: "That is far too many. The number of digits doubles at each step: 1, 2, 4, 8, …",
    4: "After 4 steps there are 16 digits: 2⁴.",
    5: "After 5 steps there are 32 digits: 2⁵.",
    20: "That is twice as many as needed: after t steps there are 2ᵗ digits.",
    997: "That would be one more digit per step. Here the number of digits doubles each time.",
}.items():
    thousand_digits.misconception(value, message)
thousand_digits.misconception(
    6, "That is too early: after t steps there are 2ᵗ digits, and 2⁹ is only 512.", when=lambda answer: 0 < answer < 9
)
thousand_digits.misconception(
    30, "That is later than needed: after t steps there are 2ᵗ digits.", when=lambda answer: answer > 11
)
thousand_digits.misconception(
    -10, "The number of steps is positive. After t steps there are 2ᵗ digits.", when=lambda answer: answer < 0
)
thousand_digits.misconception(
    10.5,
    "Steps are whole numbers. After 9 steps there are 512 digits, after 10 there are 1024.",
    when=lambda answer: answer != round(answer),
)
