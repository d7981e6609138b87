"""xor_by_two_layers: three neurons do what one cannot."""

import numpy as np

from dlmath.exercises import exercise

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
WANTED = [-1, 1, 1, -1]


@exercise(
    weight="hard",
    task="A skeptic has read the proof and says that nothing computes XOR. Prove her wrong, with two hidden threshold "
    "units, `hidden = np.where(W1 @ x + b1 > 0, 1, -1)`, and the output `1 if w2 @ hidden + b2 > 0 else -1`. Return "
    "`W1` (two rows, one for each hidden unit), `b1` and `w2` (two numbers each) and `b2` (a number), so that the "
    "answer is 1 for the inputs 01 and 10, and −1 for 00 and 11.",
    hints=[
        "XOR is “OR, and also NOT AND”. You have seen the weights and the biases of OR and of NOT AND.",
        "Each row of W1 is a hidden unit: [1, 1] with bias −0.5 is OR, and [-1, -1] with bias 1.5 is NOT AND.",
        "The output is an AND of two inputs that are 1 or −1. Their sum is 2 if both say yes, and 0 or −2 otherwise. "
        "So with w2 = [1, 1], which b2 makes the output positive for a sum of 2, but not for a sum of 0?",
    ],
)
def xor_by_two_layers():
    """W1, b1, w2, b2 of a network that computes XOR."""
    # The hidden units are OR and NOT AND.
    W1, b1 = [[1, 1], [-1, -1]], [-0.5, 1.5]
    # They say 1 or −1, so both say yes only where their sum is 2: ask for more than 1.
    w2, b2 = [1, 1], -1
    return W1, b1, w2, b2


def _parts(W1, b1, w2, b2):
    parts = [np.asarray(part, dtype=float) for part in (W1, b1, w2, b2)]
    for name, part, shape in zip(("W1", "b1", "w2", "b2"), parts, ((2, 2), (2,), (2,), ()), strict=True):
        if part.shape != shape:
            raise ValueError(f"{name} has the shape {part.shape}, expected {shape}")
        if not np.all(np.isfinite(part)):
            raise ValueError(f"{name} holds a number that is not finite")
    return parts


def _hidden(W1, b1):
    return np.array([np.where(W1 @ np.array(x) + b1 > 0, 1, -1) for x in CORNERS])


def _answers(W1, b1, w2, b2, hidden=_hidden):
    W1, b1, w2, b2 = _parts(W1, b1, w2, b2)
    return [1 if w2 @ h + b2 > 0 else -1 for h in hidden(W1, b1)]


def _is_xor(W1, b1, w2, b2):
    return _answers(W1, b1, w2, b2) == WANTED


@xor_by_two_layers.breaks(_is_xor, beside="in truth")
def computes_xor(W1, b1, w2, b2):
    _parts(W1, b1, w2, b2)
    return False


def _fits(*answer):
    try:
        _parts(*answer)
    except (TypeError, ValueError):
        return False
    return True


@xor_by_two_layers.law(
    "it returns four things, W1, b1, w2, and b2, with shapes (2, 2), (2,), (2,), and () (a number)", form=True
)
def _(answer):
    value = answer()
    return isinstance(value, tuple | list) and len(value) == 4 and _fits(*value)


def _wrong_at(wanted):
    return lambda *answer: _fits(*answer) and _answers(*answer) == wanted


def _zero_one(W1, b1):
    return (_hidden(W1, b1) + 1) / 2


@xor_by_two_layers.misconception(
    "This would be XOR if the hidden units said 1 and 0. But they say 1 and −1. So write down w2 @ hidden for all four "
    "inputs again, with −1 for each no, and choose a new b2 (or w2).",
    when=lambda *a: _fits(*a) and not _is_xor(*a) and _answers(*a, hidden=_zero_one) == WANTED,
)
def for_zeros_and_ones():
    return [[1, 1], [1, 1]], [-0.5, -1.5], [1, -2], -0.5


def _hidden_is_same(*answer):
    if not _fits(*answer) or _is_xor(*answer):
        return False
    W1, b1, _, _ = _parts(*answer)
    h = _hidden(W1, b1)
    return len(np.unique(h.T, axis=0)) == 1 or np.all(h[:, 0] == -h[:, 1])


def _hidden_is_constant(*answer):
    return _hidden_is_same(*answer) and len(np.unique(_hidden(*_parts(*answer)[:2]), axis=0)) == 1


@xor_by_two_layers.misconception(
    "Each of your hidden units gives all four inputs the same answer, always yes or always no. So the output unit "
    "learns nothing about them. A unit says yes where W1 @ x + b1 is above 0: OR needs a bias of −0.5, NOT AND of 1.5.",
    when=_hidden_is_constant,
)
def blind_units():
    return [[1, 1], [-1, -1]], [0.5, -1.5], [1, 1], -1


@xor_by_two_layers.misconception(
    "Your two hidden units give the same answer to all four inputs, or always opposite answers. So you really have "
    "only one. Let one of them be OR and the other NOT AND.",
    when=lambda *a: _hidden_is_same(*a) and not _hidden_is_constant(*a),
)
def twice_the_same():
    return [[1, 1], [1, 1]], [-0.5, -0.5], [1, 1], -1


def _mixes(*answer):
    """Whether the hidden units put a corner with a yes and one with a no on the same point."""
    if not _fits(*answer) or _is_xor(*answer) or _hidden_is_same(*answer):
        return False
    W1, b1, _, _ = _parts(*answer)
    h = [tuple(row) for row in _hidden(W1, b1).tolist()]
    return bool({h[0], h[3]} & {h[1], h[2]})


@xor_by_two_layers.misconception(
    "Your hidden units give the same two answers to an input that needs a yes and to one that needs a no. After that "
    "no output unit can tell them apart. Look at their answers to all four inputs; OR and NOT AND keep them apart.",
    when=_mixes,
)
def two_lines_that_mix():
    return [[1, 0], [1, 1]], [-0.5, -1.5], [1, -1], -0.5


def _copies(*answer):
    """Whether the hidden units tell all four inputs apart: then the output unit faces XOR once more."""
    return _fits(*answer) and not _is_xor(*answer) and len(np.unique(_hidden(*_parts(*answer)[:2]), axis=0)) == 4


@xor_by_two_layers.misconception(
    "Your hidden units answer each of the four inputs differently, as if they only copied them. So the output unit "
    "faces XOR again, which one neuron can't do. Let 01 and 10 get the *same* two answers, as OR and NOT AND do.",
    when=_copies,
)
def copies_of_the_inputs():
    return [[1, 0], [0, 1]], [-0.5, -0.5], [1, 1], 0


def _only_the_output(*answer):
    return _fits(*answer) and not (_is_xor(*answer) or _hidden_is_same(*answer) or _mixes(*answer) or _copies(*answer))


def _no_bias_helps(*answer):
    """Whether w2 puts 01 and 10 no higher than the higher one of 00 and 11."""
    W1, b1, w2, _ = _parts(*answer)
    sums = _hidden(W1, b1) @ w2
    return min(sums[1:3]) <= max(sums[0], sums[3])


def _output_message(wanted, hopeless=False):
    def fits(*answer):
        if not _only_the_output(*answer) or _answers(*answer, hidden=_zero_one) == WANTED:
            return False
        return _answers(*answer) in wanted and _no_bias_helps(*answer) == hopeless

    return fits


@xor_by_two_layers.misconception(
    "Your hidden units are fine: they keep the inputs apart. But with these w2, no b2 will do: w2 @ hidden has to be "
    "larger for 01 and 10 than for both of the others. Write it down for all four inputs, and watch the signs of w2.",
    when=_output_message([[-1] * 4, [1] * 4], hopeless=True),
)
def no_bias_will_do():
    return [[1, 1], [-1, -1]], [-1, 1], [1, 1], -1


@xor_by_two_layers.misconception(
    "This is the opposite of XOR: it says yes to 00 and 11. Flip the signs of w2 and b2 (and watch out for the line, "
    "where the sum is 0).",
    when=_output_message([[1, -1, -1, 1]], hopeless=True),
)
def opposite():
    return [[1, 1], [-1, -1]], [-0.5, 1.5], [-1, -1], 1


@xor_by_two_layers.misconception(
    "Your hidden units are fine: they keep the inputs apart. But the output says no to everything. Add up what they "
    "say, weighted by w2, for each input, and choose b2 so that only 01 and 10 end up above 0.",
    when=_output_message([[-1] * 4]),
)
def always_no():
    return [[1, 1], [-1, -1]], [-0.5, 1.5], [1, 1], -2


@xor_by_two_layers.misconception(
    "Your hidden units are fine: they keep the inputs apart. But the output says yes to everything. Add up what they "
    "say, weighted by w2, for each input, and choose b2 so that 00 and 11 end up at or below 0.",
    when=_output_message([[1] * 4]),
)
def always_yes():
    return [[1, 1], [-1, -1]], [-0.5, 1.5], [1, 1], 0.5


@xor_by_two_layers.misconception(
    "Your hidden units are fine: they keep the inputs apart. What is left is the output. Write down w2 @ hidden + b2 "
    "for all four inputs: it must be above 0 for 01 and 10 only.",
    when=lambda *a: (
        _only_the_output(*a)
        and _answers(*a, hidden=_zero_one) != WANTED
        and _answers(*a) not in ([1, -1, -1, 1], [-1] * 4, [1] * 4)
    ),
)
def follows_one_unit():
    return [[1, 1], [-1, -1]], [-0.5, 1.5], [1, 0], 0
