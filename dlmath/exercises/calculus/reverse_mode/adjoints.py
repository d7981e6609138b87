"""adjoints: reverse mode over a tape, in code that walks the wrong way and forgets."""

from math import cos

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    also=(),
    task="Return the adjoint of every value on a tape, in a list. Entry `k` of `tape` holds the pairs `(place, "
    "slope)` for value "
    "number `k`: which earlier values it was made from, and with what slopes. The last value is the result. The "
    "code runs, but its result is wrong, for two reasons. Fix it.",
    hints=[
        "At which end does the walk have to begin? And what happens to a value that receives two amounts?",
        "range(len(tape)) begins at the inputs, where all adjoints are still 0. And found[place] = … throws away "
        "what was there.",
        "Use reversed(range(len(tape))), and found[place] += slope * found[k].",
    ],
)
def adjoints(tape):
    """The adjoint of every value on the tape."""
    found = [0.0] * len(tape)
    found[-1] = 1.0
    # From the result to the inputs: when we reach k, everything that used value k has been dealt with.
    for k in reversed(range(len(tape))):
        for place, slope in tape[k]:
            # Several steps may use one value, so what it receives is added up.
            found[place] += slope * found[k]
    return found


@adjoints.start(
    "Nothing arrives beyond the last step: the loop begins at the inputs, whose adjoints are still 0. Walk from the "
    "end to the "
    "beginning. And where a value receives two amounts, add them."
)
def walks_the_wrong_way(tape):
    """The adjoint of every value on the tape."""
    found = [0.0] * len(tape)
    found[-1] = 1.0
    for k in range(len(tape)):
        for place, slope in tape[k]:
            found[place] = slope * found[k]
    return found


def random_tape(rng, inputs, steps):
    tape = [[] for _ in range(inputs)]
    for k in range(inputs, inputs + steps):
        tape.append([(k - 1, float(rng.normal())), (int(rng.integers(k)), float(rng.normal()))])
    return tape


@adjoints.cases
def cases(rng):
    return [
        ([[], [(0, 5.0)]],),
        ([[], [(0, 5.0)], [(1, 3.0)]],),
        ([[], [], [(0, 3.0), (1, 2.0)]],),
        ([[], [(0, 3.0), (0, 3.0)]],),
        ([[], [], [(0, 3.0), (1, 2.0)], [(0, cos(2.0))], [(2, 1.0), (3, 1.0)]],),
        (random_tape(rng, 2, 5),),
        (random_tape(rng, 4, 20),),
    ]


@adjoints.edge_cases
def edge_cases(rng):
    return [
        ([[]],),
        ([[], []],),
        ([[], [(0, 0.0)]],),
        ([[], [(0, 2.0)], [], [(1, 7.0)]],),
        ([[], [], [(1, 4.0)], [(0, 5.0)]],),
    ]


@adjoints.law("the adjoint of the result is 1")
def _(f, tape):
    return f(tape)[-1] == 1


adjoints.instead_of(
    "reversed(range(len(tape)))",
    {
        "range(len(tape))": "Only the last step was undone. Either the walk begins at the inputs, whose adjoints are "
        "still 0, or it ends after one round. Use reversed(range(len(tape))), with the return below both loops.",
    },
)
adjoints.instead_of(
    "found[place] += slope * found[k]",
    {
        "found[place] = slope * found[k]": "The direction is right now, but = throws away what a value has already "
        "received. "
        "A value that is used twice needs both amounts: write +=.",
        "found[place] += slope": "The slope alone is not enough: a parent receives the slope times the adjoint of "
        "value k itself, slope * found[k].",
        "found[place] += found[k]": "The slope is missing: a parent receives slope * found[k].",
        "found[place] -= slope * found[k]": "The amounts are added. Where does the minus come from?",
        "found[place] *= slope * found[k]": "Nothing arrives anywhere. Leave the tape as it is, let k count down "
        "from the last value, and let each step add to the parent: found[place] += slope * found[k].",
        "found[place] += slope + found[k]": "Slope and adjoint are multiplied: slope * found[k].",
        "found[place] = max(found[place], slope * found[k])": "You keep only the larger of two amounts. A value "
        "receives both: add them.",
        "found[place] = (found[place] + slope * found[k]) / 2": "You took the mean. A value receives the sum: write "
        "+=.",
        "found[k] = slope * found[k]": "You changed the adjoint of value k itself. The one that should receive "
        "something is its parent, at place.",
    },
)
adjoints.instead_of(
    "found[-1] = 1.0",
    {
        "found[0] = 1.0": "The 1 belongs to the result, which is the last value: found[-1] = 1.0.",
        "pass": "All adjoints are 0, since nothing gets started. The adjoint of the result is 1.",
    },
)
adjoints.instead_of(
    "[0.0] * len(tape)",
    {
        "[1.0] * len(tape)": "All adjoints begin at 1. Only that of the result does: the others begin at 0 and "
        "collect.",
    },
)
adjoints.instead_of(
    "return found",
    {
        "return found[0]": "You returned only the first adjoint. Return the whole list.",
        "return found[::-1]": "The list is in reverse order. Entry k belongs to value k.",
    },
)


@adjoints.misconception(
    "Your k is an entry of the tape, a list of pairs. found needs its number: for k in reversed(range(len(tape)))."
)
def entry_for_number(tape):
    found = [0.0] * len(tape)
    found[-1] = 1.0
    for k in reversed(tape):
        for place, slope in k:
            found[place] += slope * found[k]
    return found
