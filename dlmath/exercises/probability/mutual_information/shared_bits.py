"""shared_bits: how much two variables share, given their entropies and the joint one."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A pair has the entropies $H(X) = 1.5$, $H(Y) = 1$, and $H(X, Y) = 2$ bits. How many bits does $X$ tell "
    "you about $Y$?",
    hints=[
        "How much of Y is left once X is known? The chain rule gives H(Y | X).",
        "H(Y | X) = H(X, Y) − H(X) = 0.5. How much of Y's 1 bit is gone?",
        "1 − 0.5",
    ],
    tolerance=0.001,
)
def shared_bits():
    # What is left of Y once X is known is 2 − 1.5 bits. The rest of its 1 bit is what X tells.
    return 1.0 - (2.0 - 1.5)


for answer, message in {
    2.5: "That is H(X) + H(Y), which counts what they share twice: subtract H(X, Y).",
    -0.5: "Check the sign: X cannot tell you less than nothing. I = H(X) + H(Y) − H(X, Y).",
    1: "That is all of H(Y). X does not tell you everything: H(X, Y) is larger than H(X), so some of Y is left.",
    1.5: "That is H(X). X may hold a lot that has nothing to do with Y. And it cannot tell you more than H(Y) = 1.",
    2: "That is the entropy of the pair. Ask how much of H(Y) goes away once X is known.",
    4.5: "You added all three. I = H(X) + H(Y) − H(X, Y).",
    3.5: "That is H(X) + H(X, Y). I = H(X) + H(Y) − H(X, Y).",
    3: "X cannot tell you more about Y than H(Y) = 1 bit. I = H(X) + H(Y) − H(X, Y).",
    0: "That would be true if H(X, Y) were H(X) + H(Y) = 2.5. It is less, so they share something.",
    0.75: "That is half of H(X). Use I = H(X) + H(Y) − H(X, Y).",
    1.25: "That is the mean of both entropies. Use I = H(X) + H(Y) − H(X, Y).",
    0.25: "That is half of what they share. I = H(X) + H(Y) − H(X, Y).",
    0.333: "Do not divide by H(X): the task asks for bits, not a share.",
    0.347: "That is in nats. All numbers in the task are in bits, so none needs converting.",
    50: "That is the share of H(Y) in percent. The task asks for bits.",
    0.667: "Do not divide: entropies are added and subtracted. I = H(X) + H(Y) − H(X, Y).",
    1.414: "That is 2 to the power of what they share. The task asks for bits: leave out the power.",
}.items():
    shared_bits.misconception(answer, message)
