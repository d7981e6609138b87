"""passes_for_the_jacobian: a column a pass, or a row a pass."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A program turns 4 inputs into 300 outputs, and you want its whole Jacobian. How many passes does it take "
    "with the better of the two modes?",
    tolerance=0.01,
    hints=[
        "What does one pass of forward mode give you: a row of the Jacobian or a column? And one pass of reverse mode?",
        "Forward mode takes one pass for each input, reverse mode one for each output. Which is fewer?",
        "There are 4 inputs.",
    ],
)
def passes_for_the_jacobian():
    # Forward mode: one pass for each input, a column at a time. Reverse mode: one for each output, a row at a time.
    return min(4, 300)


for value, message in {
    300: "That is reverse mode: one walk back for each output. Which mode takes one pass for each input?",
    1200: "That is the number of entries. One pass gives a whole row or a whole column of them.",
    1: "One walk back is enough for a single output. Here there are 300, and reverse mode takes one for each. What "
    "does "
    "forward mode take?",
    304: "One mode alone gives the whole Jacobian: choose the one that takes fewer passes.",
    2: "Forward and back is one pass of reverse mode, for one output. Count passes for the whole Jacobian.",
    75: "There is nothing to divide here. Forward mode takes one pass for each input, reverse mode one for each "
    "output.",
    8: "That is what central differences take, two evaluations for each input. A forward pass takes one.",
    5: "That is what forward differences take, with one more evaluation at the point itself. Forward mode needs only "
    "a pass per "
    "input.",
    600: "Both differences and reverse mode go wrong here. Forward mode takes one pass for each input.",
    16: "One pass gives a whole column: there are as many passes as inputs, not their square.",
    301: "That is reverse mode, with the forward run counted as well. Which mode takes one pass for each input?",
    3: "Count again: one pass for each input.",
}.items():
    passes_for_the_jacobian.misconception(value, message)
