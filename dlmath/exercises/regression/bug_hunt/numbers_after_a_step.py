"""numbers_after_a_step: how many parameters a script has once broadcasting has been at work."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    tolerance=0.4,
    task="`w` has shape (4,), and `b` is one number. Then a script that was given 442 patients runs `b = b - "
    "learning_rate * grad_b` with a `grad_b` of shape (442,). How many numbers do `w` and `b` hold in total after "
    "that step?",
    hints=[
        "One number minus an array: NumPy subtracts the array's entries from that number, one by one.",
        "So b has 442 entries now, and w still has 4.",
    ],
)
def numbers_after_a_step():
    # b becomes as long as its gradient.
    return 4 + 442


numbers_after_a_step.misconception(5, "That is what it should be. But one number minus 442 numbers makes 442 numbers.")
numbers_after_a_step.misconception(442, "That is b alone. Add the entries of w.")
numbers_after_a_step.misconception(
    1768, "w keeps its shape, (4,): only b gets an entry for each patient. Add the two; don't multiply."
)
numbers_after_a_step.misconception(
    2210, "w keeps its shape, (4,): only b gets an entry for each patient. That makes 4 plus 442."
)
numbers_after_a_step.misconception(
    447, "The old b is not kept beside the new one: the new b has 442 entries, and w has 4."
)
numbers_after_a_step.misconception(443, "w has four entries, not one.")
numbers_after_a_step.misconception(4, "That is w alone. Add the entries of b, which has become an array.")
numbers_after_a_step.misconception(884, "w keeps its shape, (4,): only b gets an entry for each patient.")
numbers_after_a_step.misconception(2, "Those are two names, w and b. Count the entries of both arrays.")
numbers_after_a_step.misconception(8, "b becomes as long as grad_b, not as long as w: it gets 442 entries.")
numbers_after_a_step.misconception(1772, "Count the two together by adding, 4 plus 442, not by multiplying.")
