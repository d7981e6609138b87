"""Attention and the transformer: against PyTorch, autodiff and finite differences, by laws, and by hand."""

import functools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlmath import attention, losses, mlp, optimizers
from dlmath.autodiff import grad, nests, value_and_grad
from tests import bad_input

EPS = np.finfo(float).eps
D, HIDDEN, TOKENS, N = 8, 12, 7, 5
seeds = st.integers(0, 300)
heads = st.sampled_from([1, 2, 4])


def made(seed, *shapes):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in shapes]


def block_of(seed):
    """A block in which nothing is left as it began: norms and biases are random, too."""
    rng = np.random.default_rng(seed)
    return nests.map(lambda p: p + 0.3 * rng.normal(size=p.shape), attention.initialize_block(D, HIDDEN, rng))


def transformer_of(seed, n_blocks=2):
    rng = np.random.default_rng(seed)
    params = attention.initialize_transformer(TOKENS, D, HIDDEN, n_blocks, rng)
    return nests.map(lambda p: p + 0.3 * rng.normal(size=p.shape), params)


def some_mask(seed, *shape):
    """Random, but each query sees itself."""
    return (np.random.default_rng(seed).random(shape) < 0.5) | np.eye(*shape[-2:], dtype=bool)


def flat(nest):
    return nests.ravel(nest)[0]


def finite_differences(f, x, h=1e-6):
    """The gradient of f, coordinate by coordinate."""
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x + step) - f(x - step)) / (2 * h) for step in steps]).reshape(x.shape)


# --- against PyTorch


@pytest.fixture
def torch():
    return pytest.importorskip("torch")


def tensors(torch, *arrays):
    return [torch.tensor(a, requires_grad=True) for a in arrays]


def module_of(torch, params, n_heads):
    """PyTorch's attention with our weights."""
    theirs = torch.nn.MultiheadAttention(D, n_heads, bias=False, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.tensor(np.concatenate([params[name] for name in ("W_Q", "W_K", "W_V")])))
        theirs.out_proj.weight.copy_(torch.tensor(params["W_O"]))
    return theirs


def layer_of(torch, params, n_heads):
    """PyTorch's block with our parameters, no biases in its attention."""
    theirs = torch.nn.TransformerEncoderLayer(
        D, n_heads, HIDDEN, dropout=0.0, batch_first=True, norm_first=True, dtype=torch.float64
    )
    (first, second), attends = params["mlp"], module_of(torch, params["attention"], n_heads)
    pairs = {"norm1.weight": params["norm_1"]["gamma"], "norm1.bias": params["norm_1"]["beta"],
             "norm2.weight": params["norm_2"]["gamma"], "norm2.bias": params["norm_2"]["beta"],
             "linear1.weight": first["W"], "linear1.bias": first["b"],
             "linear2.weight": second["W"], "linear2.bias": second["b"],
             "self_attn.out_proj.bias": np.zeros(D), "self_attn.in_proj_bias": np.zeros(3 * D),
             **{f"self_attn.{key}": part.detach() for key, part in attends.named_parameters()}}  # fmt: skip
    theirs.load_state_dict({key: torch.as_tensor(value) for key, value in pairs.items()})
    return theirs


def gradients_of_layer(theirs):
    """Those that PyTorch has gathered, built as ours."""
    g = {name: p.grad.numpy() for name, p in theirs.named_parameters()}
    projections = np.split(g["self_attn.in_proj_weight"], 3)
    return {
        "norm_1": {"gamma": g["norm1.weight"], "beta": g["norm1.bias"]},
        "attention": dict(zip(("W_Q", "W_K", "W_V"), projections, strict=True))
        | {"W_O": g["self_attn.out_proj.weight"]},
        "norm_2": {"gamma": g["norm2.weight"], "beta": g["norm2.bias"]},
        "mlp": [{"W": g[f"linear{i}.weight"], "b": g[f"linear{i}.bias"]} for i in (1, 2)],
    }


def read_by_torch(torch, params, tokens, n_heads, mask=None):
    """The logits of a transformer put together of PyTorch's parts."""
    E, hidden = torch.tensor(params["embedding"]), None if mask is None else torch.tensor(~mask)
    angle = torch.arange(tokens.shape[1])[:, None] / 10000 ** (torch.arange(0, D, 2, dtype=torch.float64) / D)
    X = torch.nn.functional.embedding(torch.tensor(tokens), E)
    X = X + torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)
    for block in params["blocks"]:
        X = layer_of(torch, block, n_heads)(X, src_mask=hidden)
    gamma, beta, W, b = (
        torch.tensor(params[part][key])
        for part, key in (("norm", "gamma"), ("norm", "beta"), ("output", "W"), ("output", "b"))
    )
    return torch.nn.functional.linear(torch.nn.functional.layer_norm(X, (D,), gamma, beta), W, b).detach().numpy()


@pytest.mark.torch
@pytest.mark.parametrize("leading", [(), (3,), (2, 3)])
@pytest.mark.parametrize("masked", [False, True])
def test_scaled_dot_product_attention_equals_pytorch(torch, leading, masked, proof):
    for seed in range(10):
        Q, K, V, G = made(seed, (*leading, 5, 4), (*leading, 6, 4), (*leading, 6, 3), (*leading, 5, 3))
        mask = some_mask(seed, *leading, 5, 6) if masked else None
        q, k, v = tensors(torch, Q, K, V)
        theirs = None if mask is None else torch.tensor(mask)
        y = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=theirs)
        y.backward(torch.tensor(G))
        Y, A = attention.scaled_dot_product_attention(Q, K, V, mask)
        name, against = "attention.scaled_dot_product_attention", "PyTorch, scaled_dot_product_attention"
        proof(name, "independent", against, Y, y.detach().numpy(), bound=1e-10)
        np.testing.assert_allclose(A @ V, Y, rtol=1e-12)
        grads = attention.scaled_dot_product_attention_backward(G, Q, K, V, mask)
        for ours, x in zip(grads, (q, k, v), strict=True):
            proof(f"{name}_backward", "independent", against, ours, x.grad.numpy(), bound=1e-10)


@pytest.mark.torch
@pytest.mark.parametrize("n_heads", [1, 2, 4, 8])
@pytest.mark.parametrize("causal", [False, True])
def test_multi_head_attention_equals_pytorch(torch, n_heads, causal, proof):
    for seed in range(5):
        params = block_of(seed)["attention"]
        X, G = made(seed, (3, N, D), (3, N, D))
        mask = attention.causal_mask(N) if causal else None
        theirs, (x,) = module_of(torch, params, n_heads), tensors(torch, X)
        hidden = None if mask is None else torch.tensor(~mask)
        y, a = theirs(x, x, x, attn_mask=hidden, average_attn_weights=False)
        y.backward(torch.tensor(G))
        Y, A = attention.multi_head_attention(params, X, n_heads, mask)
        name, against = "attention.multi_head_attention", "PyTorch, MultiheadAttention"
        proof(name, "independent", against, Y, y.detach().numpy(), bound=1e-10)
        proof(name, "independent", against, A, a.detach().numpy(), bound=1e-10)
        dX, grads = attention.multi_head_attention_backward(G, params, X, n_heads, mask)
        expected = [*np.split(theirs.in_proj_weight.grad.numpy(), 3), theirs.out_proj.weight.grad.numpy()]
        proof(f"{name}_backward", "independent", against, dX, x.grad.numpy(), bound=1e-10)
        for key, part in zip(("W_Q", "W_K", "W_V", "W_O"), expected, strict=True):
            proof(f"{name}_backward", "independent", against, grads[key], part, bound=1e-10)


@pytest.mark.torch
@pytest.mark.parametrize("n_heads", [1, 4])
@pytest.mark.parametrize("causal", [False, True])
def test_a_block_equals_pytorch(torch, n_heads, causal, proof):
    for seed in range(5):
        params, mask = block_of(seed), attention.causal_mask(N) if causal else None
        X, G = made(seed, (3, N, D), (3, N, D))
        theirs, (x,) = layer_of(torch, params, n_heads), tensors(torch, X)
        y = theirs(x, src_mask=None if mask is None else torch.tensor(~mask))
        y.backward(torch.tensor(G))
        Y, _ = attention.transformer_block(params, X, n_heads, mask)
        name, against = "attention.transformer_block", "PyTorch, TransformerEncoderLayer"
        proof(name, "independent", against, Y, y.detach().numpy(), bound=1e-10)
        dX, grads = attention.transformer_block_backward(G, params, X, n_heads, mask)
        expected = gradients_of_layer(theirs)
        nests.same_structure("grads", grads, "expected", expected)
        proof(f"{name}_backward", "independent", against, dX, x.grad.numpy(), bound=1e-10)
        proof(f"{name}_backward", "independent", against, flat(grads), flat(expected), bound=1e-10)


@pytest.mark.torch
def test_a_transformer_reads_and_writes_as_one_of_pytorchs_parts(torch, proof):
    for seed in range(5):
        params, rng = transformer_of(seed), np.random.default_rng(seed)
        tokens = rng.integers(TOKENS, size=(3, N))
        for mask in (None, attention.causal_mask(N)):
            logits, _ = attention.transformer(params, tokens, 2, mask)
            expected = read_by_torch(torch, params, tokens, 2, mask)
            proof("attention.transformer", "independent", "PyTorch's layers", logits, expected, bound=1e-10)
        written = tokens
        for n in range(N, N + 3):
            last = read_by_torch(torch, params, written, 2, attention.causal_mask(n))[:, -1]
            written = np.concatenate([written, last.argmax(axis=1)[:, None]], axis=1)
        actual = attention.generate(params, tokens, 3, 2)
        proof("attention.generate", "independent", "PyTorch's layers", actual, written[:, N:], bound=0)


@pytest.mark.torch
def test_masks_and_positions_equal_pytorch(torch, proof):
    for n in (1, 2, 7):
        theirs = torch.nn.Transformer.generate_square_subsequent_mask(n).numpy() == 0
        proof("attention.causal_mask", "independent", "PyTorch", attention.causal_mask(n), theirs, bound=0)
        lengths = np.arange(1, n + 1)
        rows = [torch.ones(int(k), dtype=torch.bool) for k in lengths]
        theirs = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True).numpy()[:, None]
        actual = attention.padding_mask(lengths, n)
        proof("attention.padding_mask", "independent", "PyTorch, pad_sequence", actual, theirs, bound=0)
        for d in (2, 6, 32):
            speed = torch.exp(torch.arange(0, d, 2, dtype=torch.float64) * (-np.log(10000.0) / d))
            turned = torch.polar(torch.ones(n, d // 2, dtype=torch.float64), torch.arange(n)[:, None] * speed)
            expected = torch.stack([turned.imag, turned.real], dim=-1).flatten(1).numpy()
            actual = attention.positional_encoding(n, d)
            proof("attention.positional_encoding", "independent", "PyTorch, polar", actual, expected, bound=1e-14)


@pytest.mark.torch
@pytest.mark.parametrize("t, d, h, blocks", [(7, 8, 12, 1), (12, 32, 64, 1), (5, 16, 16, 3)])
def test_there_are_as_many_parameters_as_in_pytorch(torch, t, d, h, blocks, proof):
    block = torch.nn.TransformerEncoderLayer(d, 2, h)
    size = sum(p.numel() for name, p in block.named_parameters() if name not in
               ("self_attn.in_proj_bias", "self_attn.out_proj.bias"))  # fmt: skip
    ends = [torch.nn.Embedding(t, d), torch.nn.LayerNorm(d), torch.nn.Linear(d, t)]
    total = blocks * size + sum(p.numel() for end in ends for p in end.parameters())
    against = "PyTorch's layers, without biases in the attention"
    actual = mlp.count_parameters(attention.initialize_block(d, h, 0))
    proof("attention.initialize_block", "independent", against, actual, size, bound=0)
    actual = mlp.count_parameters(attention.initialize_transformer(t, d, h, blocks, 0))
    proof("attention.initialize_transformer", "independent", against, actual, total, bound=0)
    actual = attention.count_transformer_parameters(t, d, h, blocks)
    proof("attention.count_transformer_parameters", "independent", against, actual, total, bound=0)


# --- laws


@given(seed=seeds, masked=st.booleans())
def test_attention_is_a_mean_that_does_not_know_the_order(seed, masked, proof):
    Q, K, V = made(seed, (5, 4), (6, 4), (6, 3))
    mask = some_mask(seed, 5, 6) if masked else np.ones((5, 6), dtype=bool)
    name = "attention.scaled_dot_product_attention"
    Y, A = attention.scaled_dot_product_attention(Q, K, V, mask)
    proof(name, "law", "the rows of A sum to 1", A.sum(axis=1), 1.0, bound=8 * EPS)
    proof(name, "law", "no weight where the mask is False", A[~mask], 0.0, bound=0)
    p, q = np.random.default_rng(seed).permutation(6), np.random.default_rng(seed).permutation(5)
    shuffled, _ = attention.scaled_dot_product_attention(Q[q], K[p], V[p], mask[np.ix_(q, p)])
    proof(name, "law", "the order of the keys does not matter", shuffled, Y[q], bound=1e-14)
    shifted, _ = attention.scaled_dot_product_attention(Q, K + made(seed + 1, (4,))[0], V, mask)
    proof(name, "law", "the same added to all keys changes nothing", shifted, Y, bound=1e-13)
    same, _ = attention.scaled_dot_product_attention(Q, K, np.ones((6, 3)), mask)
    proof(name, "law", "equal values: their mean", same, 1.0, bound=8 * EPS)


@given(seed=seeds, masked=st.booleans())
def test_gradients_of_attention_equal_autodiff_and_finite_differences(seed, masked, proof):
    arrays = made(seed, (3, 4), (5, 4), (5, 2))
    (G,), mask = made(seed + 1, (3, 2)), some_mask(seed, 3, 5) if masked else None
    name = "attention.scaled_dot_product_attention_backward"
    ours = attention.scaled_dot_product_attention_backward(G, *arrays, mask)

    def loss(arrays):
        return np.sum(G * attention.scaled_dot_product_attention(*arrays, mask)[0])

    for i, (actual, expected) in enumerate(zip(ours, grad(loss)(tuple(arrays)), strict=True)):
        proof(name, "law", "dlmath.autodiff", actual, expected, bound=1e-12)
        slopes = finite_differences(lambda x, i=i: loss([*arrays[:i], x, *arrays[i + 1 :]]), arrays[i])
        proof(name, "law", "finite differences", actual, slopes, bound=1e-7)
    proof(name, "law", "the gradients of the keys sum to 0", ours[1].sum(axis=0), 0.0, bound=1e-13)


@given(seed=seeds, n_heads=heads)
def test_layers_move_with_the_positions_and_do_not_see_the_future(seed, n_heads, proof):
    params, (X, other), p = block_of(seed), made(seed, (N, D), (N, D)), np.random.default_rng(seed).permutation(N)
    k = seed % N
    changed = np.where(np.arange(N)[:, None] <= k, X, other)
    for name, part in (("multi_head_attention", params["attention"]), ("transformer_block", params)):
        f = functools.partial(getattr(attention, name), part, n_heads=n_heads)
        law = "permuted positions: permuted outputs"
        proof(f"attention.{name}", "law", law, f(X[p])[0], f(X)[0][p], bound=1e-11)
        proof(f"attention.{name}", "law", "the rows of A sum to 1", f(X)[1].sum(axis=-1), 1.0, bound=8 * EPS)
        seen, unseen = (f(x, mask=attention.causal_mask(N))[0][: k + 1] for x in (X, changed))
        proof(f"attention.{name}", "law", "a causal mask hides what comes later", seen, unseen, bound=1e-13)
        padded = f(np.stack([X, X]), mask=attention.padding_mask([k + 1, N], N))[0][0, : k + 1]
        alone = f(X[: k + 1])[0]
        proof(f"attention.{name}", "law", "a padding mask: as if it was shorter", padded, alone, bound=1e-11)


LAYERS = {"multi_head_attention": lambda seed: block_of(seed)["attention"], "transformer_block": block_of}


@given(seed=st.integers(0, 30), n_heads=heads, causal=st.booleans())
def test_gradients_of_layers_equal_autodiff(seed, n_heads, causal, proof):
    (X, G), mask = made(seed, (2, 3, D), (2, 3, D)), attention.causal_mask(3) if causal else None
    for name, build in LAYERS.items():

        def loss(args, f=name):
            return np.sum(G * getattr(attention, f)(*args, n_heads, mask)[0])

        params = build(seed)
        dX, grads = getattr(attention, f"{name}_backward")(G, params, X, n_heads, mask)
        expected, slope = grad(loss)((params, X))
        proof(f"attention.{name}_backward", "law", "dlmath.autodiff", flat(grads), flat(expected), bound=1e-10)
        proof(f"attention.{name}_backward", "law", "dlmath.autodiff", dX, slope, bound=1e-10)


@pytest.mark.parametrize("name", LAYERS)
def test_gradients_of_layers_equal_finite_differences_on_every_coordinate(name, proof):
    params, (X, G), mask = LAYERS[name](3), made(3, (2, 3, D), (2, 3, D)), attention.causal_mask(3)
    dX, grads = getattr(attention, f"{name}_backward")(G, params, X, 2, mask)
    vector, back = nests.ravel((params, X))
    slopes = finite_differences(lambda v: np.sum(G * getattr(attention, name)(*back(v), 2, mask)[0]), vector)
    proof(f"attention.{name}_backward", "law", "finite differences", flat((grads, dX)), slopes, bound=1e-6)


@given(seed=seeds)
def test_a_block_that_adds_nothing_hands_its_input_on(seed, proof):
    params, (X, G) = block_of(seed), made(seed, (N, D), (N, D))
    params["attention"]["W_O"] = np.zeros((D, D))
    params["mlp"][1] = {"W": np.zeros((D, HIDDEN)), "b": np.zeros(D)}
    law = "without W_O and W₂ it is the identity"
    proof("attention.transformer_block", "law", law, attention.transformer_block(params, X, 2)[0], X, bound=0)
    dX, _ = attention.transformer_block_backward(G, params, X, 2)
    proof("attention.transformer_block_backward", "law", law, dX, G, bound=0)


@given(n=st.integers(1, 30), half=st.integers(1, 20), s=st.integers(0, 10))
def test_a_step_turns_each_pair_of_a_position(n, half, s, proof):
    P, name = attention.positional_encoding(n + s, 2 * half), "attention.positional_encoding"
    proof(name, "law", "each pair has length 1", P[:, 0::2] ** 2 + P[:, 1::2] ** 2, 1.0, bound=4 * EPS)
    z = P[:, 1::2] + 1j * P[:, 0::2]
    law = "a step of s turns each pair by one angle"
    proof(name, "law", law, np.abs(z[s:] - z[:n] * z[s]), 0.0, bound=1e-13)
    products = P @ P.T
    law = "the dot product tells the distance alone"
    proof(name, "law", law, products[s, s:], products[0, :n], bound=1e-11)


@given(n=st.integers(1, 20), seed=seeds)
def test_masks_obey_their_laws(n, seed, proof):
    M = attention.causal_mask(n)
    proof("attention.causal_mask", "law", "row i sees i + 1", M.sum(axis=1), np.arange(1, n + 1), bound=0)
    proof("attention.causal_mask", "law", "of two, one sees the other", M ^ M.T, ~np.eye(n, dtype=bool), bound=0)
    lengths = np.random.default_rng(seed).integers(1, n + 1, 4)
    M = attention.padding_mask(lengths, n)
    proof("attention.padding_mask", "law", "as many as the length", M.sum(axis=-1)[:, 0], lengths, bound=0)
    proof("attention.padding_mask", "law", "what is seen comes first", np.sort(~M, axis=-1), ~M, bound=0)


@given(seed=seeds, n_blocks=st.integers(1, 3))
def test_a_transformer_obeys_its_laws(seed, n_blocks, proof):
    name, rng = "attention.initialize_transformer", np.random.default_rng(seed)
    one, two = (attention.initialize_transformer(TOKENS, D, HIDDEN, n_blocks, s) for s in (seed, seed))
    proof(name, "law", "one seed, one transformer", flat(one), flat(two), bound=0)
    blocks = [attention.initialize_block(D, HIDDEN, s) for s in (seed, seed)]
    proof("attention.initialize_block", "law", "one seed, one block", flat(blocks[0]), flat(blocks[1]), bound=0)
    actual = attention.count_transformer_parameters(TOKENS, D, HIDDEN, n_blocks)
    law = "as many as initialize_transformer makes"
    proof("attention.count_transformer_parameters", "law", law, actual, mlp.count_parameters(one), bound=0)
    tokens = rng.integers(TOKENS, size=(2, N))
    params, mask, name = transformer_of(seed, n_blocks), attention.causal_mask(N), "attention.transformer"
    logits, weights = attention.transformer(params, tokens, 2, mask)
    shorter, _ = attention.transformer(params, tokens[:, :3], 2, attention.causal_mask(3))
    proof(name, "law", "a causal mask hides what comes later", logits[:, :3], shorter, bound=1e-11)
    alone, _ = attention.transformer(params, tokens[1:], 2, mask)
    proof(name, "law", "sequences of a batch do not see each other", logits[1:], alone, bound=1e-11)
    assert len(weights) == n_blocks
    written = attention.generate(params, tokens, 4, 2)
    once = attention.generate(params, tokens, 2, 2)
    law = "writing on, from where it stopped"
    then = attention.generate(params, np.concatenate([tokens, once], axis=1), 2, 2)
    proof("attention.generate", "law", law, written, np.concatenate([once, then], axis=1), bound=0)


# --- by hand


def test_attention_by_hand(proof):
    where, third = "scores log 2 and 0: weights 2/3 and 1/3", np.array([[2 / 3, 1 / 3]])
    Q, K, V = [[np.log(2)]], [[1.0], [0.0]], [[3.0], [6.0]]
    name = "attention.scaled_dot_product_attention"
    Y, A = attention.scaled_dot_product_attention(Q, K, V)
    proof(name, "by hand", where, A, third, bound=2 * EPS)
    proof(name, "by hand", where, Y, [[4.0]], bound=2 * EPS)
    hidden, _ = attention.scaled_dot_product_attention(Q, K, V, [[False, True]])
    proof(name, "by hand", "one of two hidden", hidden, [[6.0]], bound=0)
    quarter, _ = attention.scaled_dot_product_attention(np.full((1, 4), np.log(3) / 2), [[1.0] * 4, [0.0] * 4], V)
    proof(name, "by hand", "d = 4: 2 log 3 / √4", quarter, [[3.75]], bound=4 * EPS)
    dQ, dK, dV = attention.scaled_dot_product_attention_backward([[1.0]], Q, K, V)
    # dA = (3, 6), their mean 4, dS = (2/3 · −1, 1/3 · 2)
    proof(f"{name}_backward", "by hand", where, dQ, [[-2 / 3]], bound=4 * EPS)
    proof(f"{name}_backward", "by hand", where, dK, np.log(2) * np.array([[-2 / 3], [2 / 3]]), bound=4 * EPS)
    proof(f"{name}_backward", "by hand", where, dV, third.T, bound=2 * EPS)


def test_masks_and_positions_by_hand(proof):
    proof("attention.causal_mask", "by hand", "n = 2", attention.causal_mask(2), [[True, False], [True, True]], bound=0)
    actual = attention.padding_mask([2, 1], 3)
    expected = [[[True, True, False]], [[True, False, False]]]
    proof("attention.padding_mask", "by hand", "lengths 2 and 1 of 3", actual, expected, bound=0)
    c, s = np.cos(0.01), np.sin(0.01)
    expected = [[0, 1, 0, 1], [np.sin(1), np.cos(1), s, c], [np.sin(2), np.cos(2), 2 * s * c, c * c - s * s]]
    actual = attention.positional_encoding(3, 4)
    proof("attention.positional_encoding", "by hand", "d = 4, speeds 1 and 1/100", actual, expected, bound=2 * EPS)


def zeros(n_blocks=1):
    """A transformer of two tokens and d = 2 that attends evenly, and changes nothing else."""
    params = nests.map(np.zeros_like, attention.initialize_transformer(2, 2, 1, n_blocks, 0))
    params["embedding"] = np.array([[1.0, -1.0], [5.0, 1.0]])
    return params


def test_layers_by_hand(proof):
    params = zeros()["blocks"][0]
    params["attention"] = {**params["attention"], "W_V": np.eye(2), "W_O": 2 * np.eye(2)}
    where, X, name = "no scores: all look at all alike", np.array([[1.0, 2.0], [3.0, 6.0]]), "multi_head_attention"
    Y, A = attention.multi_head_attention(params["attention"], X, 2)
    proof(f"attention.{name}", "by hand", where, Y, [[4.0, 8.0], [4.0, 8.0]], bound=0)
    proof(f"attention.{name}", "by hand", where, A, np.full((2, 2, 2), 0.5), bound=0)
    dX, grads = attention.multi_head_attention_backward([[1.0, 0.0], [0.0, 0.0]], params["attention"], X, 2)
    proof(f"attention.{name}_backward", "by hand", where, dX, [[1.0, 0.0], [1.0, 0.0]], bound=0)
    proof(f"attention.{name}_backward", "by hand", where, grads["W_O"], [[2.0, 4.0], [0.0, 0.0]], bound=0)
    proof(f"attention.{name}_backward", "by hand", where, grads["W_V"], [[4.0, 8.0], [0.0, 0.0]], bound=0)
    params["norm_1"] = {"gamma": np.zeros(2), "beta": np.array([1.0, 3.0])}  # attention adds (2, 6)
    params["norm_2"] = {"gamma": np.zeros(2), "beta": np.array([1.0, 1.0])}
    params["mlp"] = [
        {"W": np.array([[1.0, 2.0]]), "b": np.array([-1.0])},
        {"W": np.array([[1.0], [-1.0]]), "b": np.zeros(2)},
    ]
    where = "attention adds (2, 6), the MLP (2, −2)"
    Y, _ = attention.transformer_block(params, X, 1)
    proof("attention.transformer_block", "by hand", where, Y, X + 4.0, bound=0)
    dX, grads = attention.transformer_block_backward([[1.0, 0.0], [0.0, 0.0]], params, X, 1)
    proof("attention.transformer_block_backward", "by hand", where, dX, [[1.0, 0.0], [0.0, 0.0]], bound=0)
    proof("attention.transformer_block_backward", "by hand", where, grads["mlp"][1]["W"], [[2.0], [0.0]], bound=0)
    proof("attention.transformer_block_backward", "by hand", where, grads["norm_2"]["beta"], [1.0, 2.0], bound=0)


def test_transformers_by_hand(proof):
    params = zeros()
    params["norm"] = {"gamma": np.ones(2), "beta": np.zeros(2)}
    params["output"] = {"W": np.array([[0.0, 1.0], [1.0, 0.0]]), "b": np.array([0.0, 10.0])}
    # Position 0 adds (0, 1): (1, 0) and (5, 2), both normalized to (1, −1) up to ε.
    logits, _ = attention.transformer(params, [[0], [1]], 1)
    size = [0.5 / np.sqrt(0.25 + 1e-5), 1.5 / np.sqrt(2.25 + 1e-5)]
    expected = [[[-a, 10 + a]] for a in size]
    proof("attention.transformer", "by hand", "two tokens, d = 2", logits, expected, bound=1e-15)
    written = attention.generate(params, [[0], [1]], 2, 1)
    proof("attention.generate", "by hand", "a bias of 10 for token 1", written, [[1, 1], [1, 1]], bound=0)
    block = attention.initialize_block(2, 3, 0)
    rng = np.random.default_rng(0)
    expected = mlp.initialize([2, 3, 2], rng)[1]["W"], rng.uniform(-np.sqrt(1.5), np.sqrt(1.5), (2, 2))
    for actual, part in zip((block["mlp"][1]["W"], block["attention"]["W_Q"]), expected, strict=True):
        proof("attention.initialize_block", "by hand", "d = 2, seed 0", actual, part, bound=EPS)
    params = attention.initialize_transformer(3, 2, 1, 1, 0)
    for part, expected in (("norm", {"gamma": [1.0, 1.0], "beta": [0.0, 0.0]}), ("output", {"b": [0.0, 0.0, 0.0]})):
        for key, value in expected.items():
            name = "attention.initialize_transformer"
            proof(name, "by hand", "norms and biases", params[part][key], value, bound=0)
    # 3 · 2, then 4 · 4 + 2 · 2 + 1 + 2 + 8, then 4, then 3 · 2 + 3
    actual = attention.count_transformer_parameters(3, 2, 1, 1)
    proof("attention.count_transformer_parameters", "by hand", "6 + 31 + 4 + 9", actual, 50, bound=0)


# --- what a reader will see


def test_a_transformer_learns_to_name_the_token_before_the_last():
    rng = np.random.default_rng(0)
    X = rng.integers(5, size=(512, 4))
    mask = attention.causal_mask(4)

    def loss(params, X, y):
        return losses.cross_entropy(attention.transformer(params, X, 2, mask)[0][:, -1], y)

    start = attention.initialize_transformer(5, 16, 16, 1, rng)
    params, _ = mlp.train(
        value_and_grad(loss), start, X, X[:, -2], optimizers.adam(0.01), 15, 32, rng, progress="quiet"
    )
    new = rng.integers(5, size=(200, 4))
    logits, (A,) = attention.transformer(params, new, 2, mask)
    assert np.mean(logits[:, -1].argmax(axis=1) == new[:, -2]) > 0.98
    assert A[:, :, -1, -2].mean() > 0.5  # that is where the heads look; one of four would be 0.25


def test_float32_stays_float32():
    params = nests.map(lambda p: p.astype(np.float32), transformer_of(0))
    logits, weights = attention.transformer(params, [[1, 2, 3]], 2, attention.causal_mask(3))
    assert logits.dtype == weights[0].dtype == np.float32
    X = np.ones((3, D), np.float32)
    for result in (attention.transformer_block_backward(X, params["blocks"][0], X, 2),
                   attention.transformer_block(params["blocks"][0], X, 2),
                   attention.initialize_transformer(3, D, 4, 1, 0, np.float32)):  # fmt: skip
        assert all(leaf.dtype == np.float32 for _, leaf in nests.leaves("result", result))


def test_large_scores_choose_one_key_and_endless_ones_are_refused():
    _, A = attention.scaled_dot_product_attention([[1e200]], [[1e100], [2e100]], [[1.0], [2.0]])
    np.testing.assert_array_equal(A, [[0.0, 1.0]])
    Y, _ = attention.scaled_dot_product_attention([[1e3]], [[-1e300], [1.0]], [[1.0], [2.0]], [[True, False]])
    np.testing.assert_array_equal(Y, [[1.0]])
    with pytest.raises(ValueError, match=r"Q @ K\.T holds inf"):
        attention.scaled_dot_product_attention([[1e200]], [[1e200]], [[1.0]])


@pytest.mark.parametrize(
    "part, value",
    [("attention", {}), ("attention", {"W_Q": np.eye(3)}), ("mlp", []), ("mlp", 3), ("norm_1", {"gamma": 1})],
)
def test_a_block_that_lacks_a_part_is_refused(part, value):
    params = block_of(0) | {part: value}
    with pytest.raises((ValueError, TypeError), match=rf"params\['{part}'\]"):
        attention.transformer_block(params, np.ones((2, D)), 2)
    whole = zeros() | {"blocks": 3}
    with pytest.raises(TypeError, match=r"params\['blocks'\]"):
        attention.transformer(whole, [[0]], 1)
    with pytest.raises(ValueError, match="params has the keys"):
        attention.transformer(params, [[0]], 1)


def dtype_of(call):
    """A function of arrays whose parameters are float64: the results are, too."""
    return functools.partial(bad_input.Case, call, keeps_float32=False)


Q, K, V = made(0, (3, 4), (5, 4), (5, 2))
X, G = made(1, (3, D), (3, D))
WHOLE = {"X": np.arange(24).reshape(3, 8) ** 2 % 7}
MASK = some_mask(0, 3, 5)
REFUSED = {"mask": [np.ones((3, 5)), np.zeros((3, 5), dtype=bool), np.ones((3, 3), dtype=bool)]}
SQUARE = {"mask": [np.ones((3, 3)), np.zeros((3, 3), dtype=bool), np.ones((2, 2), dtype=bool)]}
HEADS = {"n_heads": [0, -1, 3, 16]}
ATTENTION, BLOCK, TRANSFORMER = block_of(0)["attention"], block_of(0), transformer_of(0)
SIZES = {"n_tokens": 5, "d": 4, "n_hidden": 3, "n_blocks": 2}
TABLE = [
    bad_input.Case(attention.scaled_dot_product_attention, {"Q": Q, "K": K, "V": V, "mask": MASK},
                   {"Q": [Q[:, :3]], "K": [K[:, :3]], "V": [V[:3]], **REFUSED}),
    bad_input.Case(attention.scaled_dot_product_attention_backward, {"G": made(2, (3, 2))[0], "Q": Q, "K": K, "V": V},
                   {"G": [np.ones((2, 2)), np.ones((3, 1))], **REFUSED}),
    bad_input.Case(attention.causal_mask, {"n": 3}, {"n": [0, -1, 2.0]}),
    bad_input.Case(attention.padding_mask, {"lengths": np.array([1, 3, 2]), "n": 3},
                   {"lengths": [np.array([0]), np.array([4]), np.array([1.5])], "n": [0, 2.0]}),
    bad_input.Case(attention.positional_encoding, {"n": 3, "d": 4}, {"n": [0], "d": [0, 3, 4.0]}, keeps_float32=False),
    dtype_of(attention.multi_head_attention)({"params": ATTENTION, "X": X, "n_heads": 2},
                                             {"X": [X[:, :3]], **HEADS, **SQUARE, "params": [None, {}]}, whole=WHOLE),
    dtype_of(attention.multi_head_attention_backward)(
        {"G": G, "params": ATTENTION, "X": X, "n_heads": 2}, {"G": [G[:2]], **HEADS, **SQUARE}, whole=WHOLE),
    dtype_of(attention.transformer_block)({"params": BLOCK, "X": X, "n_heads": 2},
                                          {"X": [X[:, :3]], **HEADS, **SQUARE, "params": [None, {}]}, whole=WHOLE),
    dtype_of(attention.transformer_block_backward)(
        {"G": G, "params": BLOCK, "X": X, "n_heads": 2}, {"G": [G[:2]], **HEADS, **SQUARE}, whole=WHOLE),
    dtype_of(attention.initialize_block)({"d": 4, "n_hidden": 3, "rng": 0},
                                         {"d": [0], "n_hidden": [0], "rng": [None], "dtype": [int]}),
    dtype_of(attention.initialize_transformer)(
        {**SIZES, "rng": 0}, {"n_tokens": [0], "d": [0, 3], "n_hidden": [0], "n_blocks": [0], "dtype": [int]}),
    bad_input.Case(attention.count_transformer_parameters, SIZES, {name: [0, -1, 2.0] for name in SIZES}),
    dtype_of(attention.transformer)({"params": TRANSFORMER, "tokens": np.array([[1, 2, 3], [0, 6, 5]]), "n_heads": 2},
                                    {"tokens": [np.array([[7]]), np.array([[-1]]), np.array([[0.5]]), [1, 2]],
                                     **HEADS, **SQUARE}),
    bad_input.Case(attention.generate,
                   {"params": TRANSFORMER, "tokens": np.array([[1, 2, 3]]), "n_new": 2, "n_heads": 2},
                   {"tokens": [np.array([[7]]), [1, 2]], "n_new": [0], **HEADS}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
