"""Attention and the transformer: who looks at whom, and a block's way forward and back by hand.

>>> import numpy as np
>>> from dlmath import attention
>>> params = attention.initialize_transformer(n_tokens=12, d=32, n_hidden=64, n_blocks=1, rng=0)
>>> tokens = np.array([[1, 2, 10, 3, 4, 11]])
>>> logits, weights = attention.transformer(params, tokens, n_heads=4, mask=attention.causal_mask(6))
>>> logits.shape, weights[0].shape
((1, 6, 12), (1, 4, 6, 6))

A sequence is a matrix with a row for each position, and a batch is a stack of such matrices: (batch, n, d). So a matrix
of weights acts as in `dlmath.mlp`, Q = X W_Qᵀ. A mask holds booleans, a row for each query and a column for each key:
True where the query may look. A backward pass takes G = ∂L/∂Y, shaped as the output Y.

A block's parameters are a dict: "norm_1" and "norm_2" with "gamma" and "beta" (d,); "attention" with "W_Q", "W_K",
"W_V" and "W_O" (d, d); "mlp", a list of two layers, "W" (h, d), "b" (h,) and "W" (d, h), "b" (d,). Those of a
transformer are a dict, too: "embedding" (tokens, d); "blocks", a list; "norm"; "output" with "W" (tokens, d) and "b"
(tokens,). It is trained with the gradients of `dlmath.autodiff`.
"""

import math

import numpy as np

from dlmath import _checks, layers, mlp
from dlmath.activations import softmax

__all__ = [
    "causal_mask",
    "count_transformer_parameters",
    "generate",
    "initialize_block",
    "initialize_transformer",
    "multi_head_attention",
    "multi_head_attention_backward",
    "padding_mask",
    "positional_encoding",
    "scaled_dot_product_attention",
    "scaled_dot_product_attention_backward",
    "transformer",
    "transformer_block",
    "transformer_block_backward",
]

_WEIGHTS = ("W_Q", "W_K", "W_V", "W_O")
_BLOCK = ("norm_1", "attention", "norm_2", "mlp")
_MLP = ["relu", "identity"]


def scaled_dot_product_attention(Q, K, V, mask=None):
    """Let every query look at all keys, and take the mean of the values, weighted by how well the keys fit.

    A = softmax(Q Kᵀ / √d), each row of which sums to 1;  Y = A V

    Where the mask is False the score counts as −∞, so that its weight is 0.

    Parameters
    ----------
    Q : array_like, shape (…, n, d)
        Queries, one a row; there may be one or two axes before them, for a batch and for heads.
    K : array_like, shape (…, m, d)
        Keys.
    V : array_like, shape (…, m, d_v)
        A value for each key.
    mask : array_like of bool, optional
        True where a query (row) may look at a key (column); of the shape (…, n, m), or one that broadcasts to it.

    Returns
    -------
    Y : array, shape (…, n, d_v)
    A : array, shape (…, n, m)
        The weights.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, the shapes do not fit, a score overflows, or the mask does not
        hold booleans or leaves a query nothing to look at.

    References
    ----------
    A. Vaswani et al., "Attention is all you need", NeurIPS 2017, eq. 1.

    Examples
    --------
    >>> Y, A = scaled_dot_product_attention([[0.0]], K=[[1.0], [2.0]], V=[[10.0], [20.0]])
    >>> Y, A
    (array([[15.]]), array([[0.5, 0.5]]))
    """
    Q, K, V = _queries_keys_values(Q, K, V)
    return _attend(Q, K, V, _visible(mask, (*Q.shape[:-1], K.shape[-2])))


def scaled_dot_product_attention_backward(G, Q, K, V, mask=None):
    """The gradients of attention: through the mean to the values, through the softmax to queries and keys.

    ∂L/∂V = Aᵀ G,  ∂L/∂A = G Vᵀ,  ∂L/∂S = A ⊙ (∂L/∂A − r) with r the sums of the rows of A ⊙ ∂L/∂A,
    ∂L/∂Q = ∂L/∂S K / √d,  ∂L/∂K = (∂L/∂S)ᵀ Q / √d,  where S = Q Kᵀ / √d

    Parameters
    ----------
    G : array_like, shape (…, n, d_v)
        ∂L/∂Y.
    Q, K, V : array_like
        As for `scaled_dot_product_attention`.
    mask : array_like of bool, optional
        Likewise.

    Returns
    -------
    dQ, dK, dV : arrays of the shapes of Q, K and V

    Raises
    ------
    TypeError, ValueError
        As `scaled_dot_product_attention`.

    References
    ----------
    A. Vaswani et al., "Attention is all you need", NeurIPS 2017, eq. 1, differentiated.

    Examples
    --------
    >>> dQ, dK, dV = scaled_dot_product_attention_backward([[1.0]], [[0.0]], K=[[1.0], [2.0]], V=[[10.0], [20.0]])
    >>> dQ.tolist(), dK.tolist(), dV.tolist()
    ([[2.5]], [[0.0], [0.0]], [[0.5], [0.5]])
    """
    Q, K, V = _queries_keys_values(Q, K, V)
    A = _attend(Q, K, V, _visible(mask, (*Q.shape[:-1], K.shape[-2])))[1]
    return _attend_backward(_checks.array("G", G, shape=(*Q.shape[:-1], V.shape[-1])), Q, K, V, A)


def causal_mask(n):
    """The mask of a text that is being written: no position sees one after it.

    Mᵢⱼ = True for j ≤ i

    Parameters
    ----------
    n : int
        The number of positions, at least 1.

    Returns
    -------
    array of bool, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        If ``n`` is no integer of at least 1.

    References
    ----------
    A. Vaswani et al., "Attention is all you need", NeurIPS 2017, section 3.2.3.

    Examples
    --------
    >>> causal_mask(3)
    array([[ True, False, False],
           [ True,  True, False],
           [ True,  True,  True]])
    """
    n = _checks.integer("n", n, low=1)
    return np.tril(np.ones((n, n), dtype=bool))


def padding_mask(lengths, n):
    """The mask of a batch of sequences of different lengths, filled up at their ends: nobody looks at the filling.

    Mᵦᵢⱼ = True for j < lengthᵦ, for all i

    Parameters
    ----------
    lengths : array_like of int, shape (batch,)
        From 1 to n.
    n : int
        The number of positions that all have been brought to.

    Returns
    -------
    array of bool, shape (batch, 1, n)
        Together with a causal mask it is ``padding_mask(lengths, n) & causal_mask(n)``.

    Raises
    ------
    TypeError, ValueError
        If an argument does not hold integers in its range.

    References
    ----------
    PyTorch's ``key_padding_mask``, which says the opposite: True where nobody may look.

    Examples
    --------
    >>> padding_mask([1, 3], n=3)[:, 0]
    array([[ True, False, False],
           [ True,  True,  True]])
    """
    n = _checks.integer("n", n, low=1)
    lengths = _checks.labels("lengths", lengths, n_classes=n + 1)
    _checks.refuse_where("lengths", lengths, lengths < 1, f"lengths from 1 to {n}")
    return (np.arange(n) < lengths[:, None])[:, None, :]


def positional_encoding(n, d):
    """A vector for each position: pairs of sine and cosine, from pair to pair slower.

    P[i, 2k] = sin(i ωₖ),  P[i, 2k + 1] = cos(i ωₖ) with ωₖ = 10000^(−2k/d)

    A step of s positions turns pair k by the angle s ωₖ, wherever it begins: a linear map.

    Parameters
    ----------
    n : int
        The number of positions, at least 1.
    d : int
        The length of the vectors, an even number.

    Returns
    -------
    array, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        If ``n`` is no integer of at least 1, or ``d`` no even one of at least 2.

    References
    ----------
    A. Vaswani et al., "Attention is all you need", NeurIPS 2017, section 3.5.

    Examples
    --------
    >>> positional_encoding(3, 4).round(3)
    array([[ 0.   ,  1.   ,  0.   ,  1.   ],
           [ 0.841,  0.54 ,  0.01 ,  1.   ],
           [ 0.909, -0.416,  0.02 ,  1.   ]])
    """
    n, d = _checks.integer("n", n, low=1), _checks.integer("d", d, low=2)
    if d % 2:
        raise ValueError(f"d is {d}, expected an even number: sine and cosine come in pairs")
    angles = np.arange(n)[:, None] * 10000.0 ** (-np.arange(0, d, 2) / d)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(n, d)


def multi_head_attention(params, X, n_heads, mask=None):
    """Let a sequence look at itself in several ways at once: each head has queries, keys and values of its own.

    Q = X W_Qᵀ,  K = X W_Kᵀ,  V = X W_Vᵀ;  head j attends with the columns j d/h … (j + 1) d/h − 1 of each;
    Y = [Y₁ … Y_h] W_Oᵀ, the heads' outputs side by side

    Parameters
    ----------
    params : dict
        "W_Q", "W_K", "W_V" and "W_O", each of shape (d, d).
    X : array_like, shape (n, d) or (batch, n, d)
        One position a row.
    n_heads : int
        h, a divisor of d.
    mask : array_like of bool, optional
        True where a position (row) may look at another (column): (n, n), (batch, n, n) or (batch, 1, n).

    Returns
    -------
    Y : array of the shape of X
    A : array, shape (h, n, n) or (batch, h, n, n)
        The weights of each head.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, the shapes do not fit, ``n_heads`` does not divide d, or the
        mask does not hold booleans or leaves a position nothing to look at.

    References
    ----------
    A. Vaswani et al., "Attention is all you need", NeurIPS 2017, section 3.2.2.

    Examples
    --------
    >>> params = {"W_Q": np.zeros((2, 2)), "W_K": np.zeros((2, 2)), "W_V": np.eye(2), "W_O": 10 * np.eye(2)}
    >>> multi_head_attention(params, [[1.0, 2.0], [3.0, 4.0]], n_heads=2)[0]
    array([[20., 30.],
           [20., 30.]])
    """
    X, params, mask = _sequence(params, X, n_heads, mask, _attention_alone)
    Y, (*_, A) = _heads(params, X, n_heads, mask)
    return Y, A


def multi_head_attention_backward(G, params, X, n_heads, mask=None):
    """The gradients of multi-head attention: a sequence is its own queries, keys and values, so three paths meet.

    With ∂L/∂Q, ∂L/∂K, ∂L/∂V of `scaled_dot_product_attention_backward`, the heads side by side:
    ∂L/∂X = ∂L/∂Q W_Q + ∂L/∂K W_K + ∂L/∂V W_V,  ∂L/∂W_Q = (∂L/∂Q)ᵀ X, likewise W_K and W_V,
    ∂L/∂W_O = Gᵀ [Y₁ … Y_h], summed over the batch

    Parameters
    ----------
    G : array_like of the shape of X
        ∂L/∂Y.
    params, X, n_heads, mask
        As for `multi_head_attention`.

    Returns
    -------
    dX : array of the shape of X
    grads : dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `multi_head_attention`.

    References
    ----------
    A. Vaswani et al., "Attention is all you need", NeurIPS 2017, section 3.2.2, differentiated.

    Examples
    --------
    >>> params = {"W_Q": np.zeros((2, 2)), "W_K": np.zeros((2, 2)), "W_V": np.eye(2), "W_O": 10 * np.eye(2)}
    >>> dX, grads = multi_head_attention_backward([[1.0, 0.0], [0.0, 0.0]], params, [[1.0, 2.0], [3.0, 4.0]], n_heads=2)
    >>> dX.tolist(), grads["W_O"].tolist()
    ([[5.0, 0.0], [5.0, 0.0]], [[2.0, 3.0], [0.0, 0.0]])
    """
    X, params, mask = _sequence(params, X, n_heads, mask, _attention_alone)
    G = _checks.array("G", G, shape=X.shape)
    return _heads_backward(G, params, X, _heads(params, X, n_heads, mask)[1])


def initialize_block(d, n_hidden, rng, dtype=np.float64):
    """The parameters with which a transformer block begins.

    W_Q, W_K, W_V, W_O by `dlmath.mlp.glorot_uniform`, the MLP by `dlmath.mlp.he_normal`; γ = 1, β = 0, b = 0

    Parameters
    ----------
    d : int
        The length of the vectors, at least 1.
    n_hidden : int
        Hidden units of the MLP, at least 1.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    dtype : dtype
        float64 or float32.

    Returns
    -------
    dict
        "norm_1", "attention", "norm_2" and "mlp", as the module's description says.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    PyTorch's ``MultiheadAttention`` for the attention; K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers",
    ICCV 2015, for the MLP.

    Examples
    --------
    >>> block = initialize_block(d=8, n_hidden=32, rng=0)
    >>> list(block), block["attention"]["W_Q"].shape, mlp.count_parameters(block)
    (['norm_1', 'attention', 'norm_2', 'mlp'], (8, 8), 840)
    """
    d, n_hidden = _checks.integer("d", d, low=1), _checks.integer("n_hidden", n_hidden, low=1)
    rng = _checks.generator("rng", rng)
    perceptron = mlp.initialize([d, n_hidden, d], rng, dtype=dtype)
    attention = {name: mlp.glorot_uniform((d, d), rng).astype(dtype) for name in _WEIGHTS}
    return {"norm_1": _norm(d, dtype), "attention": attention, "norm_2": _norm(d, dtype), "mlp": perceptron}


def transformer_block(params, X, n_heads, mask=None):
    """Look around, then think: attention and a small network for each position, both added to what was there.

    H = X + attention(LN₁(X)),  Y = H + mlp(LN₂(H)) with mlp(x) = W₂ relu(W₁ x + b₁) + b₂ and LN of `layer_norm`

    Layer norm stands before each part, not behind it ("pre-norm"), so that X reaches the last block unchanged but for
    what is added.

    Parameters
    ----------
    params : dict
        "norm_1", "attention", "norm_2" and "mlp", as `initialize_block` makes them.
    X : array_like, shape (n, d) or (batch, n, d)
        One position a row.
    n_heads : int
        A divisor of d.
    mask : array_like of bool, optional
        As for `multi_head_attention`.

    Returns
    -------
    Y : array of the shape of X
    A : array, shape (h, n, n) or (batch, h, n, n)
        The weights of each head.

    Raises
    ------
    TypeError, ValueError
        As `multi_head_attention`.

    References
    ----------
    R. Xiong et al., "On layer normalization in the transformer architecture", ICML 2020, figure 1b.

    Examples
    --------
    >>> Y, A = transformer_block(initialize_block(8, 16, rng=0), np.ones((3, 5, 8)), n_heads=2)
    >>> Y.shape, A.shape
    ((3, 5, 8), (3, 2, 5, 5))
    """
    X, params, mask = _sequence(params, X, n_heads, mask, _block_alone)
    Y, cache = _block(params, X, n_heads, mask)
    return Y, cache[1][-1]


def transformer_block_backward(G, params, X, n_heads, mask=None):
    """The gradients of a transformer block: each sum hands G on as it is, and adds what comes through its part.

    ∂L/∂H = G + what comes back through mlp and LN₂,  ∂L/∂X = ∂L/∂H + what comes back through attention and LN₁

    Parameters
    ----------
    G : array_like of the shape of X
        ∂L/∂Y.
    params, X, n_heads, mask
        As for `transformer_block`.

    Returns
    -------
    dX : array of the shape of X
    grads : dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `transformer_block`.

    References
    ----------
    R. Xiong et al., "On layer normalization in the transformer architecture", ICML 2020, figure 1b, differentiated.

    Examples
    --------
    >>> params = initialize_block(8, 16, rng=0)
    >>> dX, grads = transformer_block_backward(np.ones((5, 8)), params, np.eye(5, 8), n_heads=2)
    >>> dX.shape, grads["mlp"][0]["W"].shape
    ((5, 8), (16, 8))
    """
    X, params, mask = _sequence(params, X, n_heads, mask, _block_alone)
    G = _checks.array("G", G, shape=X.shape)
    return _block_backward(G, params, _block(params, X, n_heads, mask)[1])


def initialize_transformer(n_tokens, d, n_hidden, n_blocks, rng, dtype=np.float64):
    """The parameters with which the training of a transformer begins.

    E ~ N(0, 1) of shape (tokens, d); blocks by `initialize_block`; γ = 1, β = 0;
    the output by `dlmath.mlp.glorot_uniform`, b = 0

    Parameters
    ----------
    n_tokens : int
        How many different tokens there are, at least 1.
    d : int
        The length of the vectors, an even number.
    n_hidden : int
        Hidden units of each block's MLP, at least 1.
    n_blocks : int
        At least 1.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    dtype : dtype
        float64 or float32.

    Returns
    -------
    dict
        "embedding", "blocks", "norm" and "output", as the module's description says.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    References
    ----------
    PyTorch's ``Embedding`` and ``MultiheadAttention``.

    Examples
    --------
    >>> params = initialize_transformer(n_tokens=12, d=32, n_hidden=64, n_blocks=2, rng=0)
    >>> params["embedding"].shape, len(params["blocks"]), mlp.count_parameters(params)
    ((12, 32), 2, 17676)
    """
    n_tokens, n_blocks = _checks.integer("n_tokens", n_tokens, low=1), _checks.integer("n_blocks", n_blocks, low=1)
    positional_encoding(1, d)
    rng = _checks.generator("rng", rng)
    blocks = [initialize_block(d, n_hidden, rng, dtype) for _ in range(n_blocks)]
    output = {"W": mlp.glorot_uniform((n_tokens, d), rng).astype(dtype), "b": np.zeros(n_tokens, dtype)}
    embedding = rng.normal(size=(n_tokens, d)).astype(dtype)
    return {"embedding": embedding, "blocks": blocks, "norm": _norm(d, dtype), "output": output}


def count_transformer_parameters(n_tokens, d, n_hidden, n_blocks):
    """How many numbers a transformer learns, by its sizes alone.

    t d  +  n_blocks (4 d² + 2 d h + h + d + 4 d)  +  2 d  +  t d + t, with t tokens and h hidden units: embedding,
    blocks (attention, MLP, two norms), last norm, output

    The number of heads does not matter, nor does the number of positions.

    Parameters
    ----------
    n_tokens, d, n_hidden, n_blocks : int
        As for `initialize_transformer`.

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        If an argument is no integer of at least 1.

    References
    ----------
    A. Vaswani et al., "Attention is all you need", NeurIPS 2017, sections 3.2 to 3.4, without biases in the attention.

    Examples
    --------
    >>> count_transformer_parameters(n_tokens=12, d=32, n_hidden=64, n_blocks=2)
    17676
    """
    sizes = {"n_tokens": n_tokens, "d": d, "n_hidden": n_hidden, "n_blocks": n_blocks}
    t, d, h, blocks = (_checks.integer(name, value, low=1) for name, value in sizes.items())
    return t * d + blocks * (4 * d * d + 2 * d * h + h + d + 4 * d) + 2 * d + t * d + t


def transformer(params, tokens, n_heads, mask=None):
    """Read sequences of tokens, and give at each position a logit for every token.

    X = E[tokens] + P, then the blocks one after the other;  logits = LN(X) Wᵀ + b, with P of `positional_encoding`

    Parameters
    ----------
    params : dict
        "embedding" E, "blocks", "norm" and "output", as `initialize_transformer` makes them.
    tokens : array_like of int, shape (batch, n)
        Each from 0 to tokens − 1.
    n_heads : int
        A divisor of d.
    mask : array_like of bool, optional
        As for `multi_head_attention`; `causal_mask` for a transformer that writes on.

    Returns
    -------
    logits : array, shape (batch, n, tokens)
    weights : list of arrays, shapes (batch, h, n, n)
        Those of each block.

    Raises
    ------
    TypeError, ValueError
        As `multi_head_attention`, or if ``tokens`` holds no such integers.

    References
    ----------
    A. Vaswani et al., "Attention is all you need", NeurIPS 2017, section 3; the decoder alone, as in A. Radford et al.,
    "Improving language understanding by generative pre-training", 2018, section 3.1.

    Examples
    --------
    >>> params = initialize_transformer(n_tokens=5, d=8, n_hidden=16, n_blocks=2, rng=0)
    >>> logits, weights = transformer(params, [[0, 1, 4]], n_heads=2)
    >>> logits.shape, len(weights)
    ((1, 3, 5), 2)
    """
    params, tokens, mask = _inputs(params, tokens, n_heads, mask)
    return _read(params, tokens, n_heads, mask)


def generate(params, tokens, n_new, n_heads):
    """Write on: the likeliest token is appended, and read with the others to find the next.

    tₙ = argmax of the last row of logits, n_new times, under a causal mask

    Parameters
    ----------
    params : dict
        As `initialize_transformer` makes them.
    tokens : array_like of int, shape (batch, n)
        How the sequences begin.
    n_new : int
        How many tokens are written, at least 1.
    n_heads : int
        A divisor of d.

    Returns
    -------
    array of int, shape (batch, n_new)

    Raises
    ------
    TypeError, ValueError
        As `transformer`.

    References
    ----------
    A. Radford et al., "Improving language understanding by generative pre-training", 2018, eq. 2, the likeliest token
    taken each time.

    Examples
    --------
    >>> params = initialize_transformer(n_tokens=5, d=8, n_hidden=16, n_blocks=1, rng=0)
    >>> generate(params, [[0, 1, 4]], n_new=2, n_heads=2).shape
    (1, 2)
    """
    n_new = _checks.integer("n_new", n_new, low=1)
    params, tokens, _ = _inputs(params, tokens, n_heads, None)
    n = tokens.shape[1]
    for _ in range(n_new):
        logits, _ = _read(params, tokens, n_heads, causal_mask(tokens.shape[1]))
        tokens = np.concatenate([tokens, np.argmax(logits[:, -1:], axis=-1)], axis=1)
    return tokens[:, n:]


# Forward with what the way back needs, and back


def _attend(Q, K, V, mask):
    with np.errstate(over="ignore", invalid="ignore"):
        S = _checks.array("Q @ K.T", Q @ _transposed(K) / math.sqrt(Q.shape[-1]))
    A = softmax(S if mask is None else np.where(mask, S, np.finfo(S.dtype).min))
    return A @ V, A


def _attend_backward(G, Q, K, V, A):
    dA = G @ _transposed(V)
    dS = A * (dA - np.sum(A * dA, axis=-1, keepdims=True)) / math.sqrt(Q.shape[-1])
    return dS @ K, _transposed(dS) @ Q, _transposed(A) @ G


def _heads(params, X, n_heads, mask):
    Q, K, V = (_split(X @ params[name].T, n_heads) for name in ("W_Q", "W_K", "W_V"))
    Y, A = _attend(Q, K, V, mask)
    return _merge(Y) @ params["W_O"].T, (Q, K, V, Y, A)


def _heads_backward(G, params, X, cache):
    Q, K, V, Y, A = cache
    dY = _split(G @ params["W_O"], Q.shape[-3])
    slopes = dict(zip(_WEIGHTS, map(_merge, _attend_backward(dY, Q, K, V, A)), strict=False))
    grads = {name: _rows(slope).T @ _rows(X) for name, slope in slopes.items()}
    dX = sum(slope @ params[name] for name, slope in slopes.items())
    return dX, grads | {"W_O": _rows(G).T @ _rows(_merge(Y))}


def _block(params, X, n_heads, mask):
    looked, attended = _heads(params["attention"], _layer_norm(params["norm_1"], X), n_heads, mask)
    H = X + looked
    Z, A = mlp.forward(params["mlp"], _rows(_layer_norm(params["norm_2"], H)), _MLP)
    return H + np.reshape(A[-1], H.shape), (X, attended, H, Z, A)


def _block_backward(G, params, cache):
    X, attended, H, Z, A = cache
    delta = mlp.deltas(params["mlp"], Z, _rows(G), _MLP)
    thought = mlp.backward(params["mlp"], Z, A, _rows(G), _MLP)
    dH, norm_2 = _layer_norm_backward(np.reshape(delta[0] @ params["mlp"][0]["W"], H.shape), params["norm_2"], H)
    G = G + dH
    dX, looked = _heads_backward(G, params["attention"], _layer_norm(params["norm_1"], X), attended)
    dX, norm_1 = _layer_norm_backward(dX, params["norm_1"], X)
    return G + dX, {"norm_1": norm_1, "attention": looked, "norm_2": norm_2, "mlp": thought}


def _read(params, tokens, n_heads, mask):
    E, output, weights = params["embedding"], params["output"], []
    X = E[tokens] + positional_encoding(tokens.shape[1], E.shape[1]).astype(E.dtype)
    for block in params["blocks"]:
        X, (_, attended, *_) = _block(block, X, n_heads, mask)
        weights.append(attended[-1])
    return _layer_norm(params["norm"], X) @ output["W"].T + output["b"], weights


def _layer_norm(params, X):
    return np.reshape(layers.layer_norm(_rows(X), params["gamma"], params["beta"]), X.shape)


def _layer_norm_backward(G, params, X):
    dX, gamma, beta = layers.layer_norm_backward(_rows(G), _rows(X), params["gamma"])
    return np.reshape(dX, X.shape), {"gamma": gamma, "beta": beta}


def _norm(d, dtype):
    return {"gamma": np.ones(d, dtype), "beta": np.zeros(d, dtype)}


def _transposed(X):
    return np.swapaxes(X, -1, -2)


def _rows(X):
    """All positions of a batch, one a row."""
    return np.reshape(X, (-1, X.shape[-1]))


def _split(X, n_heads):
    """(…, n, d) as (…, heads, n, d / heads)."""
    return np.swapaxes(np.reshape(X, (*X.shape[:-1], n_heads, X.shape[-1] // n_heads)), -3, -2)


def _merge(X):
    """(…, heads, n, d / heads) as (…, n, d)."""
    X = np.swapaxes(X, -3, -2)
    return np.reshape(X, (*X.shape[:-2], X.shape[-2] * X.shape[-1]))


# Checks


def _queries_keys_values(Q, K, V):
    Q = _checks.array("Q", Q, ndim=(2, 3, 4))
    K = _checks.array("K", K, shape=(*Q.shape[:-2], "m", Q.shape[-1]))
    return Q, K, _checks.array("V", V, shape=(*K.shape[:-1], "d_v"))


def _visible(mask, shape):
    """The mask, if there is one, after making sure that each query sees something."""
    if mask is None:
        return None
    mask = _asarray("mask", mask)
    if mask.dtype != bool:
        raise TypeError(f"mask has dtype {mask.dtype}, expected booleans: True where a query may look")
    try:
        fits = np.broadcast_shapes(mask.shape, shape) == shape
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"mask has shape {mask.shape}, expected one that broadcasts to {shape}")
    if not mask.any(axis=-1).all():
        where = tuple(int(i) for i in np.argwhere(~mask.any(axis=-1))[0])
        raise ValueError(f"mask is False in all of row {where}, expected something to look at for each query")
    return mask


def _sequence(params, X, n_heads, mask, checked):
    """The arguments of a layer, checked, the mask with an axis for the heads."""
    params, d = checked(params)
    X = _checks.array("X", X, ndim=(2, 3))
    X = _checks.array("X", X, shape=(*X.shape[:-1], d))
    return X, params, _mask_of_heads(mask, n_heads, (*X.shape[:-1], X.shape[-2]), d)


def _mask_of_heads(mask, n_heads, shape, d):
    if d % _checks.integer("n_heads", n_heads, low=1):
        raise ValueError(f"n_heads is {n_heads}, expected a divisor of {d}, the length of the vectors")
    mask = _visible(mask, shape)
    return mask[:, None] if mask is not None and mask.ndim == 3 else mask


def _inputs(params, tokens, n_heads, mask):
    """The arguments of a transformer, checked."""
    params = _parts("params", params, ("embedding", "blocks", "norm", "output"))
    E = _checks.array("params['embedding']", params["embedding"], shape=("tokens", "d"))
    t, d = E.shape
    if not isinstance(params["blocks"], list | tuple):
        raise TypeError(f"params['blocks'] is {type(params['blocks']).__name__}, expected a list of blocks")
    output = _arrays("params['output']", params["output"], {"W": (t, d), "b": (t,)})
    norm = _arrays("params['norm']", params["norm"], {"gamma": (d,), "beta": (d,)})
    blocks = [_block_parameters(f"params['blocks'][{i}]", block, d) for i, block in enumerate(params["blocks"])]
    tokens = _tokens("tokens", tokens, t)
    mask = _mask_of_heads(mask, n_heads, (*tokens.shape, tokens.shape[1]), d)
    return {"embedding": E, "blocks": blocks, "norm": norm, "output": output}, tokens, mask


def _tokens(name, tokens, n_tokens):
    tokens = _asarray(name, tokens)
    if tokens.ndim != 2:
        raise ValueError(f"{name} has shape {tokens.shape}, expected (batch, n)")
    return _checks.labels(name, tokens.ravel(), n_classes=n_tokens).reshape(tokens.shape)


def _asarray(name, x):
    try:
        return np.asarray(x)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths, expected a rectangular array") from None


def _block_alone(params):
    """A block's parameters, checked, and d."""
    norm = _parts("params", params, _BLOCK)["norm_1"]
    gamma = _parts("params['norm_1']", norm, ("gamma", "beta"))["gamma"]
    d = len(_checks.array("params['norm_1']['gamma']", gamma, ndim=1))
    return _block_parameters("params", params, d), d


def _block_parameters(name, params, d):
    params = _parts(name, params, _BLOCK)
    for norm in ("norm_1", "norm_2"):
        params |= {norm: _arrays(f"{name}[{norm!r}]", params[norm], {"gamma": (d,), "beta": (d,)})}
    params |= {"attention": _attention_weights(f"{name}['attention']", params["attention"], d)}
    perceptron, where = params["mlp"], f"{name}['mlp']"
    if not isinstance(perceptron, list | tuple) or len(perceptron) != 2:
        raise ValueError(f"{where} is {type(perceptron).__name__}, expected a list of two layers")
    first = _arrays(f"{where}[0]", perceptron[0], {"W": ("n_hidden", d), "b": ("n_hidden",)})
    h = first["W"].shape[0]
    return params | {"mlp": [first, _arrays(f"{where}[1]", perceptron[1], {"W": (d, h), "b": (d,)})]}


def _attention_alone(params):
    """The weights of attention, checked, and d."""
    W_Q = _parts("params", params, _WEIGHTS)["W_Q"]
    d = len(_checks.array("params['W_Q']", W_Q, shape=("d", "d")))
    return _attention_weights("params", params, d), d


def _attention_weights(name, params, d):
    return _arrays(name, params, dict.fromkeys(_WEIGHTS, (d, d)))


def _parts(name, params, keys):
    if not isinstance(params, dict) or set(params) != set(keys):
        came = f"has the keys {list(params)}" if isinstance(params, dict) else f"is {type(params).__name__}"
        raise ValueError(f"{name} {came}, expected a dict with the keys {list(keys)}")
    return dict(params)


def _arrays(name, params, shapes):
    params = _parts(name, params, shapes)
    return {key: _checks.array(f"{name}[{key!r}]", params[key], shape=shape) for key, shape in shapes.items()}
