"""layers_until_gone: how deep a signal reaches if each layer shrinks it a little."""

from dlmath.exercises import number


@number(
    weight="warm-up",
    task="A network has layers of 256 units, no activations, and weights with standard deviation 0.05. A signal of "
    "size 1 (root mean square) comes in. After how many layers does its size first fall below one millionth, if each "
    "layer multiplies it by the factor s√n?",
    tolerance=0.05,
    hints=[
        "By what factor does one layer multiply the size? s√n, with s = 0.05 and n = 256.",
        "The factor is 0.05 · 16 = 0.8. How many times must you multiply by 0.8 to fall below 0.000001?",
        "0.8^k < 0.000001 means k > log(0.000001)/log(0.8) = 61.9. Take the next whole number.",
    ],
)
def layers_until_gone():
    # The size shrinks by 0.05 · √256 = 0.8 in each layer.
    size, layers = 1.0, 0
    while size >= 1e-6:
        size = size * 0.05 * 256**0.5
        layers = layers + 1
    return layers


for value, message in {
    31: "0.64 is the factor of the mean *square*. The size, its root, shrinks by 0.8 in each layer.",
    30: "0.64 is the factor of the mean *square*. The size, its root, shrinks by 0.8 in each layer.",
    61: "After 61 layers the size is 0.00000123, still above one millionth. One more layer does it.",
    61.9: "0.8 to the power 61.9 is one millionth. Layers come whole: which is the first below it?",
    63: "After 62 layers, the size is 0.00000098 already. Count the multiplications, not the sizes (1 is size number "
    "0).",
    20: "That is for 100 units, where the factor is ½. Here it is 0.05 · √256.",
    5: "You seem to use the factor 0.05. A sum over 256 inputs is larger than one of them: the factor is s√n.",
    4: "You seem to use the factor 0.05. A sum over 256 inputs is larger than one of them: the factor is s√n.",
    124: "You took one root too many: the size shrinks by 0.05 · 16 = 0.8 in each layer, not by √0.8.",
    123: "You took one root too many: the size shrinks by 0.05 · 16 = 0.8 in each layer, not by √0.8.",
    0.8: "That is the factor of one layer. How many times is it needed to get below one millionth?",
    0.64: "That is the factor of the mean square in one layer. Take its root, and count the layers.",
    12.8: "256 · 0.05 would be the factor if all terms had the same sign. Random signs leave 0.05 · √256.",
    27: "The size falls below one *millionth*, 10⁻⁶. Which logarithm did you divide by which? log(10⁻⁶)/log(0.8), "
    "both of the same kind.",
    26.9: "You divided a logarithm to base 10 by a natural one. Use the same kind for both: log(10⁻⁶)/log(0.8).",
    142: "You divided a natural logarithm by one to base 10. Use the same kind for both: log(10⁻⁶)/log(0.8).",
    143: "You divided a natural logarithm by one to base 10. Use the same kind for both: log(10⁻⁶)/log(0.8).",
    93: "10⁻⁹ is a billionth. One millionth is 10⁻⁶.",
    41: "10⁻⁴ is too large. One millionth is 10⁻⁶.",
    42: "10⁻⁴ is too large. One millionth is 10⁻⁶.",
    52: "10⁻⁵ is too large. One millionth is 10⁻⁶.",
    256: "That is the number of units in a layer. How many layers does the signal need to fall below one millionth?",
}.items():
    layers_until_gone.misconception(value, message)
layers_until_gone.misconception(
    -62, "A number of layers is positive: log(10⁻⁶)/log(0.8), both negative.", when=lambda answer: answer < 0
)
layers_until_gone.misconception(
    50,
    "After so few layers, the size is still above one millionth. Each layer multiplies it by 0.05 · √256 = 0.8.",
    when=lambda answer: 1 <= answer < 61.5,
)
layers_until_gone.misconception(
    100,
    "By then, the size has been below one millionth for a while. Each layer multiplies it by 0.05 · √256 = 0.8.",
    when=lambda answer: answer > 62.5,
)
