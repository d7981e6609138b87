"""count_transformer_parameters: each matrix and each bias."""

from dlmath.exercises import exercise


@exercise(
    weight="standard",
    task="Return the number of parameters of this lesson's transformer if it has `n_tokens` different tokens, vectors "
    "of length `d`, `n_hidden` hidden units in the MLP of each block, and `n_blocks` blocks. The embedding is a table "
    "of `n_tokens` rows. A block has two layer norms, four d × d matrices without biases, and an MLP of two layers "
    "with biases. After the blocks come one more layer norm and a dense layer with biases, from d to `n_tokens`. The "
    "positional encoding has no parameters.",
    hints=[
        "Follow a token through the network, and write down the shape of everything that is learned. A layer norm has "
        "γ and β, of d numbers each.",
        "The MLP: d · n_hidden + n_hidden for its first layer, n_hidden · d + d for the second.",
        "A block has 4 · d² + 2 · d · n_hidden + n_hidden + d + 4 · d. Outside: n_tokens · d, 2 · d, and "
        "n_tokens · d + n_tokens.",
    ],
    forbids=["attention.count_transformer_parameters", "mlp.count_parameters", "attention.initialize_transformer"],
    also=(),
)
def count_transformer_parameters(n_tokens, d, n_hidden, n_blocks):
    """All numbers that are learned."""
    projections = 4 * d * d
    perceptron = d * n_hidden + n_hidden + n_hidden * d + d
    # Two norms, each with γ and β.
    norms = 2 * 2 * d
    block = projections + perceptron + norms
    # The embedding, the last norm, and the layer of outputs.
    ends = n_tokens * d + 2 * d + d * n_tokens + n_tokens
    return n_blocks * block + ends


@count_transformer_parameters.cases
def cases(rng):
    drawn = [tuple(int(v) * k for v, k in zip(rng.integers(2, 20, 4), (2, 2, 1, 1), strict=True)) for _ in range(3)]
    return [(3, 2, 5, 1), (12, 8, 16, 2), (30, 4, 7, 3), *drawn]


@count_transformer_parameters.edge_cases
def edge_cases(rng):
    return [(1, 2, 1, 1), (12, 32, 64, 1), (50257, 768, 3072, 12)]


@count_transformer_parameters.law("each block adds as many as the one before")
def _(f, n_tokens, d, n_hidden, n_blocks):
    one, two, three = (f(n_tokens, d, n_hidden, n_blocks + k) for k in range(3))
    return two - one == three - two


count_transformer_parameters.instead_of(
    "projections = 4 * d * d",
    {
        "projections = 3 * d * d": "Three matrices make queries, keys, and values. A fourth, W_O, mixes what the heads "
        "bring.",
        "projections = d * d": "A block has four such matrices: for queries, keys, values, and the output.",
        "projections = 4 * d * d + 4 * d": "You counted biases in the attention. Here, its matrices have none.",
        "projections = 4 * d": "Each matrix is d × d: d² numbers, not d.",
    },
)
count_transformer_parameters.instead_of(
    "perceptron = d * n_hidden + n_hidden + n_hidden * d + d",
    {
        "perceptron = d * n_hidden + n_hidden * d": "The biases of the MLP are missing: n_hidden and d.",
        "perceptron = d * n_hidden + n_hidden": "The MLP has a second layer, back from n_hidden to d.",
        "perceptron = d * n_hidden + n_hidden + n_hidden * d": "The second layer of the MLP has d biases, too.",
        "perceptron = d * n_hidden + n_hidden * d + d": "The first layer of the MLP has biases, too: n_hidden of them.",
        "perceptron = d * n_hidden + n_hidden + n_hidden * n_hidden + n_hidden": "The second layer leads back from "
        "n_hidden to d.",
        "perceptron = 2 * (d * n_hidden + n_hidden)": "The second layer has d biases, one for each of its outputs.",
    },
)
count_transformer_parameters.instead_of(
    "norms = 2 * 2 * d",
    {
        "norms = 0": "The layer norms of the block learn, too: γ and β, d numbers each.",
        "norms = 2 * d": "A block has two layer norms, and each has γ and β: 4 d numbers.",
        "norms = 4": "γ and β each hold d numbers, one for each feature.",
    },
)
count_transformer_parameters.instead_of(
    "ends = n_tokens * d + 2 * d + d * n_tokens + n_tokens",
    {
        "ends = 2 * d + d * n_tokens + n_tokens": "n_tokens · d occurs twice: the embedding is a table of "
        "that size, and the last layer has a matrix of that size, too.",
        "ends = n_tokens * d + 2 * d": "The layer at the end is missing: from d to n_tokens, with biases.",
        "ends = n_tokens * d + d * n_tokens + n_tokens": "The layer norm after the last block is missing: 2 d numbers.",
        "ends = n_tokens * d + 2 * d + d * n_tokens": "The last layer has biases, one for each token.",
        "ends = n_tokens * d + 2 * d + d * n_tokens + d": "The last layer has a bias for each of its outputs: "
        "n_tokens, not d.",
        "ends = n_tokens + 2 * d + d * n_tokens + n_tokens": "The embedding has d numbers for each token.",
    },
)
count_transformer_parameters.instead_of(
    "return n_blocks * block + ends",
    {
        "return block + ends": "You counted a single block. There are n_blocks of them.",
        "return n_blocks * (block + ends)": "The embedding, the last norm, and the output layer exist only once.",
        "return n_blocks * block": "The embedding, the last norm, and the output layer are missing.",
        "return block**n_blocks + ends": "The blocks add up: it is n_blocks times the same number.",
    },
)


@count_transformer_parameters.misconception("Each of the layer norms has γ *and* β: 2 d numbers, not d.")
def without_beta(n_tokens, d, n_hidden, n_blocks):
    return count_transformer_parameters(n_tokens, d, n_hidden, n_blocks) - 2 * d * n_blocks - d


@count_transformer_parameters.misconception("You wrote 12 for the number of tokens. Use n_tokens: there may be more.")
def twelve_tokens(n_tokens, d, n_hidden, n_blocks):
    return count_transformer_parameters(12, d, n_hidden, n_blocks)
