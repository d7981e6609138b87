"""cosine_schedule: half a wave, from the first rate to the last."""

import numpy as np

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the rate at step `t`. The rate falls along half a wave of the cosine, which goes from 1 at the "
    "angle 0 to −1 at the angle π. Stretch and shift it so that the rate is `first` at step 0 and `last` at step "
    "`n_steps`, and stays at `last` from there on. (`np.pi` is π.)",
    hints=[
        "Which angle belongs to step t, if step 0 has the angle 0 and step n_steps has the angle π?",
        "(1 + cos(angle)) / 2 falls from 1 to 0. How do you get from there to a fall from first to last?",
        "last + (first - last) * share, with t limited to n_steps: min(t, n_steps).",
    ],
)
def cosine_schedule(t, n_steps, first, last=0.0):
    """The rate at step t: half a wave from first to last."""
    # The share falls from 1 to 0; after the last step it stays there.
    angle = np.pi * min(t, n_steps) / n_steps
    share = (1 + np.cos(angle)) / 2
    return last + (first - last) * share


@cosine_schedule.cases
def cases(rng):
    return [
        (1, 4, 0.8, 0.0),
        (3, 4, 0.8, 0.2),
        (2, 3, 0.5, 0.1),
        (7, 10, 3.0, 1.0),
        (130, 200, 0.1, 0.001),
        (12, 9, 0.4, 0.1),
        (23, 57, float(rng.uniform(1, 2)), float(rng.uniform(0.1, 0.5))),
    ]


@cosine_schedule.edge_cases
def edge_cases(rng):
    return [
        (0, 4, 0.8, 0.0),
        (4, 4, 0.8, 0.0),
        (4, 4, 0.8, 0.2),
        (5, 4, 0.8, 0.2),
        (8, 4, 0.8, 0.2),
        (1000, 4, 0.8, 0.2),
        (0, 1, 0.3, 0.0),
        (1, 1, 0.3, 0.1),
        (50_000, 100_000, 1e-5, 1e-9),
        (3, 10, 0.1, 0.4),
        (3, 10, 2, 1),
        (2, 8, 0.8),
    ]


@cosine_schedule.law("halfway the rate is halfway between first and last")
def _(f, t, n_steps, first, last=0.0):
    return np.isclose(f(n_steps, 2 * n_steps, first, last), (first + last) / 2)


@cosine_schedule.law("after n_steps the rate stays at last")
def _(f, t, n_steps, first, last=0.0):
    return np.isclose(f(n_steps + 3, n_steps, first, last), last)


cosine_schedule.instead_of(
    "np.pi * min(t, n_steps) / n_steps",
    {
        "np.pi * t / n_steps": "Right up to step n_steps. But after that the cosine rises again, and your rate with "
        "it. It should stay at last: use min(t, n_steps), or an if.",
        "2 * np.pi * min(t, n_steps) / n_steps": "Your rate falls and rises again: the angle runs to 2π, a whole wave, "
        "or the cosine is squared. Half a wave ends at π.",
        "np.pi / 2 * min(t, n_steps) / n_steps": "Your angle ends at π/2, a quarter of a wave. Half a wave ends at "
        "π, where the cosine is −1.",
        "np.arccos(np.clip(np.cos(np.pi) * min(t, n_steps) / n_steps, -1, 1))": "np.cos(np.pi) is just −1, and what is "
        "left is a straight line. The whole angle goes into the cosine: np.cos(np.pi * t / n_steps).",
        "min(t, n_steps) / n_steps": "π is missing in the angle: step n_steps has the angle π.",
        "180 * min(t, n_steps) / n_steps": "NumPy measures angles in radians: 180° is π.",
        "t / n_steps": "π is missing in the angle: step n_steps has the angle π. And t must not count beyond "
        "n_steps: min(t, n_steps).",
        "np.pi * min(t, n_steps - 1) / n_steps": "You limit t to n_steps − 1, so the rate never reaches last. Limit "
        "it to n_steps.",
        "np.pi * min(t, n_steps)": "The angle must reach π at step n_steps, so divide by n_steps.",
        "np.pi * n_steps / max(min(t, n_steps), 1)": "The fraction is upside down: t / n_steps runs from 0 to 1.",
        "np.pi * n_steps / max(t, 1)": "The fraction is upside down: t / n_steps runs from 0 to 1.",
        "np.pi * (min(t, n_steps) + 1) / n_steps": "Steps count from 0, so step t has the angle π t / n_steps, "
        "without + 1.",
        "np.pi * min(t, n_steps) / (n_steps + 1)": "Divide by n_steps, so that the angle is π at step n_steps.",
        "np.pi * min(t, n_steps) / max(n_steps - 1, 1)": "Divide by n_steps: the rate reaches last at step n_steps, "
        "not one step earlier.",
        "np.pi * (min(t, n_steps) % n_steps) / n_steps": "From n_steps on, your rate is first again (with % the wave "
        "would start over there). It should stay at last.",
        "np.pi * (t % n_steps) / n_steps": "% starts over every n_steps steps, and the rate jumps back to first. It "
        "should stay at last from n_steps on.",
        "np.pi * (t // n_steps)": "// cuts off the fraction, so the angle stays 0 until n_steps. Use /.",
        "np.pi * (1 - min(t, n_steps) / n_steps)": "Your wave runs backward, from last to first. The angle is 0 at "
        "step 0.",
        "np.pi * max(t, n_steps) / n_steps": "max takes the larger of the two. To keep t at most n_steps, take the "
        "smaller: min(t, n_steps).",
    },
)
cosine_schedule.instead_of(
    "(1 + np.cos(angle)) / 2",
    {
        "np.cos(angle)": "The cosine falls from 1 to −1, so your rate falls too far. Add 1 and halve: that falls "
        "from 1 to 0.",
        "1 + np.cos(angle)": "1 + cos falls from 2 to 0. Halve it.",
        "1 + np.cos(angle) / 2": "Parentheses are missing: add 1 first, then halve.",
        "(1 - np.cos(angle)) / 2": "1 − cos *rises* from 0 to 2. The rate falls: 1 + cos.",
        "(1 + np.sin(angle)) / 2": "That is the sine, which begins and ends at 0. Use the cosine.",
        "(1 + np.cos(angle)) / 4": "You halved once too often.",
        "np.cos(angle) / 2": "Add 1 to the cosine before you halve it: (1 + cos) / 2 falls from 1 to 0.",
        "(1 + np.cos(angle) ** 2) / 2": "The cosine is squared here; its square is 1 again at π. Leave it as it is.",
        "1 - np.cos(angle)": "1 − cos *rises* from 0 to 2. You want (1 + cos) / 2, which falls from 1 to 0.",
        "1 - angle / np.pi": "That is a straight line from first to last. The cosine is missing.",
        "np.cos(angle / 2)": "That is a quarter of a wave, cos from 1 to 0. The task asks for half a wave, (1 + cos) "
        "/ 2 with the angle up to π.",
    },
)
cosine_schedule.instead_of(
    "last + (first - last) * share",
    {
        "first * share": "Your rate falls to 0. It should fall to last.",
        "last + first * share": "At step 0 this gives last + first. What is added on top of last must be first − last.",
        "(first - last) * share": "last is missing: at the end your rate is 0. Add last.",
        "first + (first - last) * share": "Add what is left of the fall to last, not to first: at the end it is last.",
        "last - (first - last) * share": "The sign is wrong: the rate begins above last.",
        "first + (last - first) * share": "Your rate begins at last and ends at first. At step 0 the share is 1, so "
        "it must multiply first − last and be added to last.",
        "max(first * share, last)": "Cutting off at last changes the shape: the wave itself should end at last. Use "
        "last + (first − last) · share.",
        "share": "That is the share, which falls from 1 to 0. The rate falls from first to last.",
    },
)


@cosine_schedule.misconception("After n_steps your rate is 0. It should stay at last.")
def zero_afterwards(t, n_steps, first, last=0.0):
    if t > n_steps:
        return 0.0
    return last + (first - last) * (1 + np.cos(np.pi * t / n_steps)) / 2


@cosine_schedule.misconception("After n_steps your rate is first again. It should stay at last.")
def first_afterwards(t, n_steps, first, last=0.0):
    if t > n_steps:
        return first
    return last + (first - last) * (1 + np.cos(np.pi * t / n_steps)) / 2


@cosine_schedule.misconception("You return all the rates up to step t. Return one number, the rate at step t.")
def all_rates(t, n_steps, first, last=0.0):
    return np.array([last + (first - last) * (1 + np.cos(np.pi * min(s, n_steps) / n_steps)) / 2 for s in range(t + 1)])


cosine_schedule.instead_of(
    "return last + (first - last) * share",
    {
        "return (first + last) / 2 + (first - last) * np.cos(angle)": "The middle is right, but the wave is twice as "
        "tall as it should be: it swings from (first + last)/2 up and down by half of first − last.",
        "return first * share + last / 2": "At step 0 this gives first + last/2, and at the end last/2. The whole of "
        "last is added, and the wave has the height first − last.",
        "return (first + last) / 2 * np.cos(angle) + (first - last) / 2": "You swapped them: the wave swings around "
        "(first + last)/2, by (first − last)/2 up and down.",
        "return (first - last) / 2 * np.cos(angle)": "Your wave swings around 0. Add the middle, (first + last)/2.",
        "return (first + last) * share": "At step 0 this gives first + last. The wave falls by first − last, and ends "
        "at last: last + (first − last) · share.",
        "return (first + last) / 2 - (first - last) / 2 * np.cos(angle)": "The wave is upside down: the rate begins "
        "at last. The cosine is 1 at the start, so add it.",
        "return last + (first - last) / 2 + np.cos(angle)": "Parentheses are missing around 1 + cos: "
        "(first - last) * (1 + np.cos(angle)) / 2.",
        "return last + (first - last) * 1 + np.cos(angle) / 2": "Parentheses are missing around 1 + cos: "
        "(first - last) * (1 + np.cos(angle)) / 2.",
        "return last + (first - last) * (1 + np.cos(angle / np.pi * 180)) / 2": "NumPy measures angles in radians: "
        "180° is π.",
        "return first - (first - last) * np.sin(angle)": "That is the sine, which is 0 at both ends. Use the cosine.",
        "return first - (first - last) * np.sin(angle / 2)": "The sine falls fast right away. Use the cosine, which "
        "falls slowly at first.",
        "return last + (first + last) * share": "The height of the wave is first *minus* last.",
        "return last + first - last * share": "Parentheses are missing: last + (first − last) · share.",
        "return first + last * share": "At step 0 the share is 1 and the rate should be first; at the end it is 0 "
        "and the rate should be last: last + (first − last) · share.",
    },
)


def _behind_an_if(wave, message):
    """A mistake in the wave alone, in an answer that returns last from n_steps on."""

    @cosine_schedule.misconception(message)
    def stays_at_last(t, n_steps, first, last=0.0):
        return last if t >= n_steps else wave(t, n_steps, first, last)


_behind_an_if(
    lambda t, n, first, last: last + (first - last) * (1 + np.cos(np.pi * t / max(n - 1, 1))) / 2,
    "Divide by n_steps: the rate reaches last at step n_steps, not one step earlier.",
)
_behind_an_if(
    lambda t, n, first, last: last + (first - last) * (1 + np.cos(180 * t / n)) / 2,
    "NumPy measures angles in radians: 180° is π.",
)
_behind_an_if(
    lambda t, n, first, last: last + (first - last) * (1 + np.cos(t / n)) / 2,
    "π is missing in the angle: step n_steps has the angle π.",
)
_behind_an_if(
    lambda t, n, first, last: last + (first - last) / 2 + np.cos(np.pi * t / n),
    "Parentheses are missing around 1 + cos: (first - last) * (1 + np.cos(angle)) / 2.",
)
_behind_an_if(
    lambda t, n, first, last: first * np.cos(np.pi * t / n),
    "The cosine falls from 1 to −1, so your rate falls below 0. It should fall from first to last: add 1 and halve, "
    "then last + (first − last) · share.",
)
_behind_an_if(
    lambda t, n, first, last: first * (1 + np.cos(np.pi * t / n)) / 2,
    "Your wave falls to 0, and jumps to last at the end. The wave itself should end at last: last + (first − last) · "
    "share.",
)
_behind_an_if(
    lambda t, n, first, last: (first - last) * (1 + np.cos(np.pi * t / n)) / 2,
    "Below n_steps, last is missing: the wave ends at 0 and jumps to last. Add last.",
)
_behind_an_if(
    lambda t, n, first, last: (first - last) / 2 * np.cos(np.pi * t / n),
    "Your wave swings around 0. Add the middle, (first + last)/2.",
)


@cosine_schedule.misconception("You swapped them: the wave swings around (first + last)/2, by (first − last)/2.")
def middle_and_height_swapped(t, n_steps, first, last=0.0):
    if t > n_steps:
        return last
    return (first - last) / 2 + (first + last) / 2 * np.cos(np.pi * t / n_steps)
