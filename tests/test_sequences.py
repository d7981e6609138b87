"""Recurrent networks: against PyTorch, autodiff and finite differences, by laws, and by hand."""

import functools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlmath import losses, optimizers, sequences
from dlmath.autodiff import grad, nests
from tests import bad_input
from tools import train_characters as study

EPS = np.finfo(float).eps
D, M, N, BATCH, TOKENS = 3, 4, 5, 2, 6
CELLS = {"rnn": 1, "lstm": 4, "gru": 3}
STATES = {"rnn": "h", "lstm": "hc", "gru": "h"}
seeds = st.integers(0, 300)
cells = st.sampled_from(sorted(CELLS))


def made(seed, *shapes):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in shapes]


def params_of(cell, seed, d=D, m=M):
    params = getattr(sequences, f"initialize_{cell}")(d, m, seed)
    return nests.map(lambda p: 1.5 * p, params)


def model_of(cell, seed):
    params = sequences.initialize_character_model(cell, TOKENS, M, seed)
    return nests.map(lambda p: 1.5 * p, params)


def start_of(cell, seed, batch=BATCH):
    return made(seed + 1000, *[(batch, M)] * len(STATES[cell]))


def run(cell, params, X, *start):
    """The states H of any of the three."""
    result = getattr(sequences, cell)(params, X, *start)
    return result[0] if cell == "lstm" else result


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


def module_of(torch, cell, params, single=False):
    """PyTorch's network with our parameters: b is its first bias; the second is 0 but for c."""
    k, (m, d) = CELLS[cell], (params["U"].shape[1], params["W"].shape[1])
    second = np.concatenate([np.zeros(2 * m), params["c"]]) if cell == "gru" else np.zeros(k * m)
    name, end = cell.upper() + ("Cell" if single else ""), "" if single else "_l0"
    theirs = getattr(torch.nn, name)(d, m, dtype=torch.float64, **({} if single else {"batch_first": True}))
    pairs = {"weight_ih": params["W"], "weight_hh": params["U"], "bias_ih": params["b"], "bias_hh": second}
    theirs.load_state_dict({f"{key}{end}": torch.as_tensor(value) for key, value in pairs.items()})
    return theirs


def gradients_of(theirs, cell):
    """Those that PyTorch has gathered, built as ours."""
    g = {name.removesuffix("_l0"): p.grad.numpy() for name, p in theirs.named_parameters()}
    grads = {"W": g["weight_ih"], "U": g["weight_hh"], "b": g["bias_ih"]}
    return grads | ({"c": g["bias_hh"][2 * M :]} if cell == "gru" else {})


def theirs_of(torch, cell, start):
    """A state as PyTorch wants it: (1, batch, m), a pair for an LSTM."""
    start = [torch.tensor(s[None], requires_grad=True) for s in start]
    return start, (tuple(start) if cell == "lstm" else start[0])


@pytest.mark.torch
@pytest.mark.parametrize("cell", CELLS)
def test_a_network_and_its_gradients_equal_pytorch(torch, cell, proof):
    for seed in range(10):
        params, start = params_of(cell, seed), start_of(cell, seed)
        X, G = made(seed, (BATCH, N, D), (BATCH, N, M))
        theirs, x, against = (
            module_of(torch, cell, params),
            torch.tensor(X, requires_grad=True),
            f"PyTorch, {cell.upper()}",
        )
        given_, state = theirs_of(torch, cell, start)
        y, last = theirs(x, state)
        y.backward(torch.tensor(G))
        H = run(cell, params, X, *start)
        proof(f"sequences.{cell}", "independent", against, H, y.detach().numpy(), bound=1e-10)
        if cell == "lstm":
            C = sequences.lstm(params, X, *start)[1][:, -1]
            proof("sequences.lstm", "independent", against, C, last[1][0].detach().numpy(), bound=1e-10)
        dX, *dstart, grads = getattr(sequences, f"{cell}_backward")(G, params, X, *start)
        expected, name = gradients_of(theirs, cell), f"sequences.{cell}_backward"
        nests.same_structure("grads", grads, "expected", expected)
        proof(name, "independent", against, dX, x.grad.numpy(), bound=1e-10)
        for actual, s in zip(dstart, given_, strict=True):
            proof(name, "independent", against, actual, s.grad[0].numpy(), bound=1e-10)
        for key, part in grads.items():
            proof(name, "independent", against, part, expected[key], bound=1e-10)


@pytest.mark.torch
@pytest.mark.parametrize("cell", CELLS)
def test_one_step_equals_pytorch(torch, cell, proof):
    for seed in range(10):
        params, start = params_of(cell, seed), start_of(cell, seed)
        (x,), theirs = made(seed, (BATCH, D)), [torch.tensor(s) for s in start]
        y = module_of(torch, cell, params, single=True)(torch.tensor(x), tuple(theirs) if cell == "lstm" else theirs[0])
        actual = np.stack(getattr(sequences, f"{cell}_step")(params, x, *start))
        expected = np.stack([part.detach().numpy() for part in y]) if cell == "lstm" else y.detach().numpy()
        against = f"PyTorch, {cell.upper()}Cell"
        proof(f"sequences.{cell}_step", "independent", against, actual, expected, bound=1e-10)


@pytest.mark.torch
@pytest.mark.parametrize("cell", CELLS)
def test_parameters_begin_as_those_of_pytorch(torch, cell, proof):
    d, m = 30, 50
    torch.manual_seed(0)
    theirs = dict(getattr(torch.nn, cell.upper())(d, m).named_parameters())
    params, name = getattr(sequences, f"initialize_{cell}")(d, m, 0), f"sequences.initialize_{cell}"
    for ours, key in (("W", "weight_ih_l0"), ("U", "weight_hh_l0")):
        expected = theirs[key].detach().numpy()
        assert params[ours].shape == expected.shape
        # each is a sample of its own: ends and spread of thousands of uniform numbers
        found = [f(p) for p in (params[ours], expected) for f in (np.min, np.max, np.std)]
        proof(name, "independent", "PyTorch, smallest, largest, spread", found[:3], found[3:], bound=6e-3)


@pytest.mark.torch
@pytest.mark.parametrize("cell", CELLS)
def test_a_character_model_and_its_gradients_equal_pytorch(torch, cell, proof):
    for seed in range(5):
        params, start, rng = model_of(cell, seed), start_of(cell, seed), np.random.default_rng(seed)
        tokens, targets = rng.integers(TOKENS, size=(2, BATCH, N))
        theirs, (_, state) = module_of(torch, cell, params["cell"]), theirs_of(torch, cell, start)
        W, b = (torch.tensor(params["output"][key], requires_grad=True) for key in "Wb")
        x = torch.nn.functional.one_hot(torch.tensor(tokens), TOKENS).double()
        z = torch.nn.functional.linear(theirs(x, state)[0], W, b)
        loss = torch.nn.functional.cross_entropy(z.flatten(0, 1), torch.tensor(targets).flatten())
        loss.backward()
        against, start = "PyTorch's layers", tuple(start)
        logits, _ = sequences.character_model(params, tokens, cell, start)
        proof("sequences.character_model", "independent", against, logits, z.detach().numpy(), bound=1e-10)
        actual = sequences.cross_entropy_over_time(logits, targets)
        proof("sequences.cross_entropy_over_time", "independent", against, actual, loss.item(), bound=1e-10)
        actual = sequences.perplexity(logits, targets)
        proof("sequences.perplexity", "independent", against, actual, loss.exp().item(), bound=1e-10)
        name = "sequences.character_loss_and_grads"
        ours, grads, _ = sequences.character_loss_and_grads(params, tokens, targets, cell, start)
        expected = {"cell": gradients_of(theirs, cell), "output": {"W": W.grad.numpy(), "b": b.grad.numpy()}}
        nests.same_structure("grads", grads, "expected", expected)
        proof(name, "independent", against, ours, loss.item(), bound=1e-10)
        for part in ("cell", "output"):
            for key, value in grads[part].items():
                proof(name, "independent", against, value, expected[part][key], bound=1e-10)
        z = torch.tensor(logits, requires_grad=True)
        torch.nn.functional.cross_entropy(z.flatten(0, 1), torch.tensor(targets).flatten()).backward()
        actual = sequences.cross_entropy_over_time_gradient(logits, targets)
        name = "sequences.cross_entropy_over_time_gradient"
        proof(name, "independent", against, actual, z.grad.numpy(), bound=1e-10)


@pytest.mark.torch
@pytest.mark.parametrize("cell", CELLS)
def test_a_cold_model_writes_what_pytorch_finds_most_likely(torch, cell, proof):
    for seed in range(3):
        params = model_of(cell, seed)
        theirs, written = module_of(torch, cell, params["cell"]), np.array([[0, 1], [2, 3]])
        for _ in range(6):
            x = torch.nn.functional.one_hot(torch.tensor(written), TOKENS).double()
            h = theirs(x)[0][:, -1].detach().numpy()
            new = (h @ params["output"]["W"].T + params["output"]["b"]).argmax(axis=1)
            written = np.concatenate([written, new[:, None]], axis=1)
        actual = sequences.generate(params, written[:, :2], 6, cell, 0, temperature=1e-9)
        proof("sequences.generate", "independent", "PyTorch's layers", actual, written[:, 2:], bound=0)


@pytest.mark.torch
@pytest.mark.parametrize("cell", CELLS)
def test_there_are_as_many_parameters_as_in_pytorch(torch, cell, proof):
    params = sequences.initialize_character_model(cell, TOKENS, M, 0)
    parts = [getattr(torch.nn, cell.upper())(TOKENS, M), torch.nn.Linear(M, TOKENS)]
    expected = sum(p.numel() for part in parts for p in part.parameters())
    expected -= {"rnn": M, "lstm": 4 * M, "gru": 2 * M}[cell]  # PyTorch's second bias
    name, against = "sequences.initialize_character_model", "PyTorch's parameters, without a second bias"
    proof(name, "independent", against, flat(params).size, expected, bound=0)


# --- laws


@given(seed=seeds, cell=cells)
def test_a_sequence_is_read_step_by_step_and_may_be_cut_anywhere(seed, cell, proof):
    params, start, (X,) = params_of(cell, seed), start_of(cell, seed), made(seed, (BATCH, N, D))
    H, state = run(cell, params, X, *start), tuple(start)
    for t in range(N):
        after = getattr(sequences, f"{cell}_step")(params, X[:, t], *state)
        state = after if cell == "lstm" else (after,)
        proof(f"sequences.{cell}_step", "law", f"{cell} is this step, repeated", state[0], H[:, t], bound=1e-14)
    k, whole = 1 + seed % (N - 1), getattr(sequences, cell)(params, X, *start)
    early = getattr(sequences, cell)(params, X[:, :k], *start)
    between = [part[:, -1] for part in (early if cell == "lstm" else (early,))]
    late = getattr(sequences, cell)(params, X[:, k:], *between)
    both = np.concatenate([np.stack(early), np.stack(late)], axis=2 if cell == "lstm" else 1)
    proof(f"sequences.{cell}", "law", "cut in two and handed on", both, np.stack(whole), bound=1e-14)
    changed = np.where(np.arange(N)[:, None] < k, X, X + 1)
    proof(f"sequences.{cell}", "law", "the past does not see the future", run(cell, params, changed, *start)[:, :k],
          H[:, :k], bound=0)  # fmt: skip
    alone = run(cell, params, X[1:], *(s[1:] for s in start))
    proof(f"sequences.{cell}", "law", "rows of a batch do not see each other", alone, H[1:], bound=1e-14)


@given(seed=st.integers(0, 30), cell=cells)
def test_gradients_of_networks_equal_autodiff(seed, cell, proof):
    params, start, name = params_of(cell, seed), tuple(start_of(cell, seed)), f"sequences.{cell}_backward"
    X, G = made(seed, (BATCH, N, D), (BATCH, N, M))
    expected = grad(lambda args: np.sum(G * run(cell, *args[:2], *args[2])))((params, X, start))
    dX, *dstart, grads = getattr(sequences, name.removeprefix("sequences."))(G, params, X, *start)
    proof(name, "law", "dlmath.autodiff", flat((grads, dX, tuple(dstart))), flat(expected), bound=1e-10)


@pytest.mark.parametrize("cell", CELLS)
def test_gradients_of_networks_equal_finite_differences_on_every_coordinate(cell, proof):
    params, start, name = params_of(cell, 7), tuple(start_of(cell, 7)), f"{cell}_backward"
    X, G = made(7, (BATCH, N, D), (BATCH, N, M))
    dX, *dstart, grads = getattr(sequences, name)(G, params, X, *start)
    vector, back = nests.ravel((params, X, start))

    def loss(v):
        p, x, s = back(v)
        return np.sum(G * run(cell, p, x, *s))

    slopes = finite_differences(loss, vector)
    proof(f"sequences.{name}", "law", "finite differences", flat((grads, dX, tuple(dstart))), slopes, bound=1e-7)


@given(seed=st.integers(0, 30), cell=cells)
def test_gradients_of_character_models_equal_autodiff_and_finite_differences(seed, cell, proof):
    params, state, rng = model_of(cell, seed), tuple(start_of(cell, seed)), np.random.default_rng(seed)
    tokens, targets = rng.integers(TOKENS, size=(2, BATCH, N))

    def loss(params):
        logits, _ = sequences.character_model(params, tokens, cell, state)
        return sequences.cross_entropy_over_time(logits, targets)

    value, grads, after = sequences.character_loss_and_grads(params, tokens, targets, cell, state)
    name = "sequences.character_loss_and_grads"
    proof(name, "law", "the loss of character_model", value, loss(params), bound=1e-14)
    proof(name, "law", "dlmath.autodiff", flat(grads), flat(grad(loss)(params)), bound=1e-11)
    logits, end = sequences.character_model(params, tokens, cell, state)
    proof(name, "law", "the state of character_model", np.stack(after), np.stack(end), bound=0)
    k = 1 + seed % (N - 1)
    first, between = sequences.character_model(params, tokens[:, :k], cell, state)
    rest, _ = sequences.character_model(params, tokens[:, k:], cell, between)
    actual = np.concatenate([first, rest], axis=1)
    proof("sequences.character_model", "law", "cut in two and handed on", actual, logits, bound=1e-14)
    direction = made(seed, flat(params).shape)[0]
    vector, back = nests.ravel(params)
    slope = (loss(back(vector + 1e-6 * direction)) - loss(back(vector - 1e-6 * direction))) / 2e-6
    proof(name, "law", "finite differences in a random direction", flat(grads) @ direction, slope, bound=1e-7)


@given(seed=seeds)
def test_cross_entropy_over_time_obeys_its_laws(seed, proof):
    (Z,), y = made(seed, (BATCH, N, TOKENS)), np.random.default_rng(seed).integers(TOKENS, size=(BATCH, N))
    L, P = sequences.cross_entropy_over_time(Z, y), sequences.perplexity(Z, y)
    steps = np.mean([losses.cross_entropy(Z[:, t], y[:, t]) for t in range(N)])
    proof("sequences.cross_entropy_over_time", "law", "the mean of the steps' losses", L, steps, bound=1e-14)
    proof("sequences.perplexity", "law", "its logarithm is the cross-entropy", np.log(P), L, bound=1e-14)
    dZ, name = sequences.cross_entropy_over_time_gradient(Z, y), "sequences.cross_entropy_over_time_gradient"
    proof(name, "law", "each step's entries sum to 0", dZ.sum(axis=-1), 0.0, bound=1e-16)
    slopes = grad(sequences.cross_entropy_over_time)(Z, y)
    proof(name, "law", "dlmath.autodiff", dZ, slopes, bound=1e-15)


@given(seed=seeds, cell=cells)
def test_one_seed_gives_one_start_and_one_text(seed, cell, proof):
    one, two = (getattr(sequences, f"initialize_{cell}")(D, M, seed) for _ in range(2))
    proof(f"sequences.initialize_{cell}", "law", "one seed, one network", flat(one), flat(two), bound=0)
    inside = (np.abs(flat(one)) <= 1 / np.sqrt(M)) | (flat(one) == 1)
    proof(f"sequences.initialize_{cell}", "law", "at most 1/√m, or 1", inside, True, bound=0)
    one, two = (sequences.initialize_character_model(cell, TOKENS, M, seed) for _ in range(2))
    proof("sequences.initialize_character_model", "law", "one seed, one model", flat(one), flat(two), bound=0)
    texts = [sequences.generate(one, [[1, 2]], 4, cell, seed) for _ in range(2)]
    proof("sequences.generate", "law", "one seed, one text", texts[0], texts[1], bound=0)
    assert texts[0].shape == (1, 4)


def test_tokens_come_as_often_as_the_softmax_says():
    params = sequences.initialize_character_model("rnn", 3, 2, 0)
    params["output"] = {"W": np.zeros((3, 2)), "b": np.log([1.0, 2.0, 7.0])}
    for temperature, expected in ((1.0, [0.1, 0.2, 0.7]), (0.5, np.array([1, 4, 49]) / 54)):
        written = sequences.generate(params, np.zeros((100, 1), int), 100, "rnn", 0, temperature)
        np.testing.assert_allclose(np.bincount(written.ravel(), minlength=3) / 10_000, expected, atol=0.02)


# --- by hand


HALVES = {"W": np.zeros((4, 1)), "U": np.zeros((4, 1)), "b": np.zeros(4)}


def test_a_recurrent_network_by_hand(proof):
    params, X = {"W": [[1.0]], "U": [[2.0]], "b": [0.5]}, np.array([[[0.0], [-0.5]]])
    first = np.tanh(0.5)
    H = [[[first], [np.tanh(2 * first)]]]
    proof("sequences.rnn", "by hand", "W = 1, U = 2, b = 1/2", sequences.rnn(params, X), H, bound=2 * EPS)
    actual = sequences.rnn_step(params, X[:, 1], [[first]])
    proof("sequences.rnn_step", "by hand", "W = 1, U = 2, b = 1/2", actual, [[np.tanh(2 * first)]], bound=2 * EPS)
    dX, dh, grads = sequences.rnn_backward([[[0.0], [1.0]]], params, X)
    last = 1 - np.tanh(2 * first) ** 2
    both, where = last * 2 * (1 - first**2), "two steps, the loss is H₂"
    proof("sequences.rnn_backward", "by hand", where, dX, [[[both], [last]]], bound=8 * EPS)
    proof("sequences.rnn_backward", "by hand", where, dh, [[2 * both]], bound=8 * EPS)
    expected = [-0.5 * last, last * first, last + both]
    actual = [grads["W"][0, 0], grads["U"][0, 0], grads["b"][0]]
    proof("sequences.rnn_backward", "by hand", where, actual, expected, bound=8 * EPS)


def test_an_lstm_by_hand(proof):
    where = "every gate half open: the memory is halved at each step"
    H, C = sequences.lstm(HALVES, np.ones((1, 2, 1)), c=[[4.0]])
    proof("sequences.lstm", "by hand", where, C, [[[2.0], [1.0]]], bound=0)
    proof("sequences.lstm", "by hand", where, H, np.tanh([[[2.0], [1.0]]]) / 2, bound=EPS)
    after = np.stack(sequences.lstm_step(HALVES, [[1.0]], [[0.0]], [[4.0]]))
    proof("sequences.lstm_step", "by hand", where, after, [[[np.tanh(2) / 2]], [[2.0]]], bound=EPS)
    sorted_ = HALVES | {"b": np.array([100.0, -100.0, 0.0, 100.0]), "W": np.array([[0.0], [0.0], [1.0], [0.0]])}
    H, C = sequences.lstm(sorted_, np.ones((1, 2, 1)), c=[[4.0]])
    proof("sequences.lstm", "by hand", "writes and forgets: c = tanh x", C, np.full((1, 2, 1), np.tanh(1)), bound=EPS)
    _, dh, dc, grads = sequences.lstm_backward([[[0.0], [1.0]]], HALVES, np.ones((1, 2, 1)))
    where = "every gate half open, an empty memory: the gate g alone learns"
    proof("sequences.lstm_backward", "by hand", where, dc, [[0.125]], bound=0)
    proof("sequences.lstm_backward", "by hand", where, grads["b"], [0, 0, 0.375, 0], bound=0)
    proof("sequences.lstm_backward", "by hand", where, dh, [[0.0]], bound=0)


def test_a_gru_by_hand(proof):
    zeros = {"W": np.zeros((3, 1)), "U": np.zeros((3, 1)), "b": np.zeros(3), "c": np.zeros(1)}
    where = "all weights 0: half of the state stays"
    actual = sequences.gru(zeros, np.ones((1, 2, 1)), [[4.0]])
    proof("sequences.gru", "by hand", where, actual, [[[2.0], [1.0]]], bound=0)
    proof("sequences.gru_step", "by hand", where, sequences.gru_step(zeros, [[1.0]], [[4.0]]), [[2.0]], bound=0)
    shown = zeros | {"b": np.array([0.0, -100.0, 0.0]), "c": np.array([2.0])}
    where = "z closed, r half open: tanh(c / 2)"
    proof(
        "sequences.gru_step", "by hand", where, sequences.gru_step(shown, [[1.0]], [[4.0]]), [[np.tanh(1)]], bound=EPS
    )
    _, dh, grads = sequences.gru_backward([[[0.0], [1.0]]], zeros, np.ones((1, 2, 1)), [[4.0]])
    where = "all weights 0: half of the state stays"
    proof("sequences.gru_backward", "by hand", where, dh, [[0.25]], bound=0)
    # z: E (h − n) z (1 − z) = 1 · 2 / 4 at step 2 and ½ · 4 / 4 at step 1; n: E (1 − z) = ½ and ¼, r of that for c
    proof("sequences.gru_backward", "by hand", where, grads["b"], [0.0, 1.0, 0.75], bound=0)
    proof("sequences.gru_backward", "by hand", where, grads["c"], [0.375], bound=0)


def test_cross_entropy_and_perplexity_by_hand(proof):
    Z, y, where = np.log([[[1.0, 3.0], [1.0, 1.0]]]), [[1, 0]], "probabilities 3/4 and 1/2"
    actual = sequences.cross_entropy_over_time(Z, y)
    proof("sequences.cross_entropy_over_time", "by hand", where, actual, -np.log(3 / 8) / 2, bound=2 * EPS)
    proof("sequences.perplexity", "by hand", where, sequences.perplexity(Z, y), np.sqrt(8 / 3), bound=2 * EPS)
    actual = sequences.cross_entropy_over_time_gradient(Z, y)
    expected = np.array([[[0.25, -0.25], [-0.5, 0.5]]]) / 2
    proof("sequences.cross_entropy_over_time_gradient", "by hand", where, actual, expected, bound=EPS)


def test_a_character_model_by_hand(proof):
    read = {"W": np.array([[0.0, 1.0]]), "U": np.zeros((1, 1)), "b": np.zeros(1)}
    params = {"cell": read, "output": {"W": np.array([[0.0], [1.0]]), "b": np.zeros(2)}}
    where = "token 1 is seen as tanh 1"
    logits, (h,) = sequences.character_model(params, [[0, 1]], "rnn")
    proof("sequences.character_model", "by hand", where, logits, [[[0, 0], [0, np.tanh(1)]]], bound=EPS)
    proof("sequences.character_model", "by hand", where, h, [[np.tanh(1)]], bound=EPS)
    loss, grads, _ = sequences.character_loss_and_grads(params, [[0]], [[0]], "rnn")
    name, where = "sequences.character_loss_and_grads", "one step, both tokens equally likely"
    proof(name, "by hand", where, loss, np.log(2), bound=EPS)
    proof(name, "by hand", where, grads["output"]["b"], [-0.5, 0.5], bound=EPS)
    proof(name, "by hand", where, grads["cell"]["W"], [[0.5, 0.0]], bound=EPS)
    copies = {"cell": read | {"W": np.array([[-1.0, 1.0]])},
              "output": {"W": np.array([[-1e4], [1e4]]), "b": np.zeros(2)}}  # fmt: skip
    actual = sequences.generate(copies, [[0], [1]], 3, "rnn", 0)
    proof("sequences.generate", "by hand", "a model that copies", actual, [[0] * 3, [1] * 3], bound=0)


def test_starts_by_hand(proof):
    b = sequences.initialize_lstm(3, 2, 0)["b"][2:4]
    proof("sequences.initialize_lstm", "by hand", "the bias of f is 1", b, [1.0, 1.0], bound=0)
    for cell in ("rnn", "gru"):
        params = getattr(sequences, f"initialize_{cell}")(2, 100, 0)
        largest = max(np.abs(p).max() for p in params.values())
        proof(f"sequences.initialize_{cell}", "by hand", "m = 100: up to 0.1", largest, 0.1, bound=1e-4)
    params = sequences.initialize_character_model("rnn", 3, 2, 0)
    size, where = flat(params).size, "6 + 4 + 2 of the cell, 6 + 3 of the output"
    proof("sequences.initialize_character_model", "by hand", where, size, 21, bound=0)


# --- what they are for


# --- the study of the book


def test_the_study_reads_every_strip_with_what_comes_next(monkeypatch):
    monkeypatch.setattr(study, "BATCH", 2)
    monkeypatch.setattr(study, "STEPS", 3)
    read, following = zip(*study.pieces(np.arange(14)), strict=True)
    np.testing.assert_array_equal(np.concatenate(read, axis=1), [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]])
    np.testing.assert_array_equal(np.concatenate(following, axis=1), np.concatenate(read, axis=1) + 1)


def test_the_study_counts_with_the_shorter_past_as_smoothing():
    tokens = study.tokens_of("A - b?  a b")
    np.testing.assert_array_equal(tokens, [1, 0, 2, 0, 1, 0, 2])
    once, twice = study.counted(1, (3,), tokens), study.counted(2, (3, 0.5), tokens)
    assert once[1] == pytest.approx((2 + 3 / 27) / (7 + 3))
    # After a blank came b twice and a once; after c nothing ever, so that the letters alone decide.
    assert twice[0, 2] == pytest.approx((2 + 0.5 * once[2]) / (3 + 0.5))
    np.testing.assert_allclose(twice[3], once)
    np.testing.assert_allclose(twice.sum(axis=1), 1)
    assert study.perplexity_of_counts(np.full((27, 27), 1 / 27), tokens) == pytest.approx(27)


def test_counting_five_characters_gives_what_the_lesson_says():
    learn, _, test = study.parts()
    assert study.perplexity_of_counts(study.counted(5, (100, 30, 10, 3, 10), learn), test) == pytest.approx(
        4.112, abs=5e-4
    )


def test_the_study_gives_each_network_about_as_many_parameters():
    for cell, m in study.SIZES.items():
        params = sequences.initialize_character_model(cell, 27, m, 0)
        assert abs(flat(params).size - 23_500) < 150


def test_an_lstm_learns_to_repeat_a_pattern_and_gradients_may_be_clipped():
    text = np.tile([0, 1, 2, 1, 0, 3], 30)
    tokens, targets = text[None, :-1], text[None, 1:]
    for cell in CELLS:
        params = sequences.initialize_character_model(cell, 4, 12, 0)
        adam = optimizers.adam(0.02)
        state = adam.init(params)
        for _ in range(120):
            _, grads, _ = sequences.character_loss_and_grads(params, tokens, targets, cell)
            params, state = adam.update(params, optimizers.clip_by_norm(grads, 1.0), state)
        assert sequences.perplexity(sequences.character_model(params, tokens, cell)[0], targets) < 1.1, cell
        assert sequences.generate(params, tokens[:, :12], 6, cell, 0, temperature=0.1).tolist() == [
            text[12:18].tolist()
        ]


def test_float32_stays_float32():
    X = np.ones((2, 3, D), np.float32)
    for cell in CELLS:
        params = getattr(sequences, f"initialize_{cell}")(D, M, 0, np.float32)
        back = getattr(sequences, f"{cell}_backward")(np.ones((2, 3, M), np.float32), params, X)
        model = sequences.initialize_character_model(cell, TOKENS, M, 0, np.float32)
        results = (params, run(cell, params, X), back, model, sequences.character_model(model, [[0, 1]], cell),
                   sequences.character_loss_and_grads(model, [[0, 1]], [[1, 2]], cell)[1:])  # fmt: skip
        assert all(leaf.dtype == np.float32 for _, leaf in nests.leaves("results", results))


@pytest.mark.parametrize("cell", CELLS)
def test_parameters_that_do_not_fit_are_named(cell):
    params, X = params_of(cell, 0), np.ones((1, 2, D))
    for key in params:
        with pytest.raises(ValueError, match=rf"params\['{key}'\] has shape"):
            run(cell, params | {key: np.ones((7, 1, 1)) if key == "W" else np.ones((7, M))}, X)
        with pytest.raises(ValueError, match="params has the keys"):
            run(cell, {k: v for k, v in params.items() if k != key}, X)
        with pytest.raises(ValueError, match=rf"params\['{key}'\] holds nan"):
            run(cell, params | {key: params[key] * np.nan}, X)
    with pytest.raises(ValueError, match="params is list"):
        run(cell, [], X)
    model = model_of(cell, 0)
    for part in model:
        with pytest.raises(ValueError, match=rf"params\['{part}'\] has the keys"):
            sequences.character_model(model | {part: {}}, [[0]], cell)
    with pytest.raises(ValueError, match=r"params\['output'\]\['W'\] has shape"):
        sequences.character_model(model | {"output": model["output"] | {"W": np.ones((2, 2))}}, [[0]], cell)
    for state in (3, (), (np.ones((1, M)),) * 3):
        with pytest.raises(ValueError, match="state is"):
            sequences.character_model(model, [[0]], cell, state)
    with pytest.raises(ValueError, match=r"state\[0\] has shape"):
        sequences.character_model(model, [[0]], cell, start_of(cell, 0))


def test_sums_beyond_the_floats_are_refused_by_name():
    params = {"W": [[1e300]], "U": [[1.0]], "b": [0.0]}
    with pytest.raises(ValueError, match=r"X @ params\['W'\]\.T \+ params\['b'\] holds inf"):
        sequences.rnn(params, [[[1e300]]])
    assert sequences.perplexity([[[0.0, 1000.0]]], [[0]]) == np.inf


X, G, TEXT = *made(1, (BATCH, N, D), (BATCH, N, M)), np.array([[1, 2, 3], [0, 5, 4]])
WHOLE = {"X": np.arange(BATCH * N * D).reshape(BATCH, N, D) % 3, "x": np.arange(BATCH * D).reshape(BATCH, D) % 3}
case = functools.partial(bad_input.Case, keeps_float32=False, whole=WHOLE)
Z = made(2, (2, 3, TOKENS))[0]
TABLE = [
    *(case(getattr(sequences, f"initialize_{cell}"), {"n_inputs": 3, "n_hidden": 2, "rng": 0},
           {"n_inputs": [0], "n_hidden": [0], "rng": [None, 0.5], "dtype": [int]}) for cell in CELLS),
    *(case(getattr(sequences, f"{cell}_step"),
           {"params": params_of(cell, 0), "x": X[:, 0], **dict(zip(STATES[cell], start_of(cell, 0), strict=True))},
           {"x": [X[:, 0, :2]], **{s: [np.ones((BATCH, M + 1)), np.ones((3, M))] for s in STATES[cell]}})
      for cell in CELLS),
    *(case(getattr(sequences, cell),
           {"params": params_of(cell, 0), "X": X, **dict(zip(STATES[cell], start_of(cell, 0), strict=True))},
           {"X": [X[..., :2]], "params": [None, {}], **{s: [np.ones((3, M))] for s in STATES[cell]}})
      for cell in CELLS),
    *(case(getattr(sequences, f"{cell}_backward"),
           {"G": G, "params": params_of(cell, 0), "X": X, **dict(zip(STATES[cell], start_of(cell, 0), strict=True))},
           {"G": [G[:, 1:], G[..., 1:]], "X": [X[..., :2]]}) for cell in CELLS),
    bad_input.Case(sequences.cross_entropy_over_time, {"logits": Z, "targets": TEXT},
                   {"targets": [TEXT + 1, TEXT - 1, TEXT[:1], TEXT[0]], "logits": [Z[:1]]}),
    bad_input.Case(sequences.cross_entropy_over_time_gradient, {"logits": Z, "targets": TEXT},
                   {"targets": [TEXT + 1, TEXT - 1, TEXT[:1], TEXT[0]], "logits": [Z[:1]]}),
    bad_input.Case(sequences.perplexity, {"logits": Z, "targets": TEXT}, {"targets": [TEXT + 1, TEXT[:1]]}),
    case(sequences.initialize_character_model, {"cell": "gru", "n_tokens": 3, "n_hidden": 2, "rng": 0},
         {"cell": ["elman", None], "n_tokens": [0], "n_hidden": [0], "rng": [None], "dtype": [int]}),
    case(sequences.character_model, {"params": model_of("gru", 0), "tokens": TEXT, "cell": "gru"},
         {"tokens": [TEXT + 1, TEXT - 1, TEXT[0]], "cell": ["elman"], "params": [{}, None], "state": [3]}),
    case(sequences.character_loss_and_grads,
         {"params": model_of("lstm", 0), "tokens": TEXT, "targets": TEXT[::-1].copy(), "cell": "lstm"},
         {"tokens": [TEXT + 1, TEXT[0]], "targets": [TEXT[:1], TEXT + 1], "cell": ["elman"], "params": [{}]}),
    case(sequences.generate,
         {"params": model_of("rnn", 0), "tokens": TEXT, "n_new": 2, "cell": "rnn", "rng": 0, "temperature": 0.5},
         {"tokens": [TEXT + 1, TEXT[0]], "n_new": [0], "cell": ["elman"], "rng": [None], "temperature": [0.0, -1.0]}),
]  # fmt: skip


@bad_input.every(TABLE)
def test_unusual_input_gives_the_documented_result_or_a_clear_error(check):
    check()
