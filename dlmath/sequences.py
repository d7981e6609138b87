"""Recurrent networks: a memory handed from step to step, the gates that keep it, and the way back through time by hand.

>>> import numpy as np
>>> from dlmath import sequences
>>> params = sequences.initialize_lstm(n_inputs=3, n_hidden=8, rng=0)
>>> X = np.ones((2, 5, 3))
>>> H, C = sequences.lstm(params, X)
>>> H.shape, C.shape
((2, 5, 8), (2, 5, 8))

A batch of sequences is an array of the shape (batch, n, d): n steps, at each of which a vector of d numbers comes in.
Xₜ is its slice at step t, with a sequence in each row; Hₜ (batch, m) is the hidden state after step t, and H₀ the state
before the first, zero unless it is given.

The parameters are a dict: "W" (k m, d) acts on the input, "U" (k m, m) on the state, and "b" (k m,) is added, where
k = 1 for a recurrent network, 4 for an LSTM with its rows in the order i, f, g, o, and 3 for a GRU in the order r, z,
n. That order is PyTorch's, whose two biases are added up in b; a GRU needs the second one for n, "c" (m,). A backward
pass takes G = ∂L/∂H, shaped as H. Its gradients are kept from exploding by `dlmath.optimizers.clip_by_norm`.

A character model is a dict, too: "cell", the parameters of a network that reads tokens, a number for each character,
and "output" with "W" (tokens, m) and "b" (tokens,), which turns each state into logits of the next token.
"""

import collections

import numpy as np

from dlmath import _checks, losses
from dlmath.activations import softmax

__all__ = [
    "character_loss_and_grads",
    "character_model",
    "cross_entropy_over_time",
    "cross_entropy_over_time_gradient",
    "generate",
    "gru",
    "gru_backward",
    "gru_step",
    "initialize_character_model",
    "initialize_gru",
    "initialize_lstm",
    "initialize_rnn",
    "lstm",
    "lstm_backward",
    "lstm_step",
    "perplexity",
    "rnn",
    "rnn_backward",
    "rnn_step",
]


def initialize_rnn(n_inputs, n_hidden, rng, dtype=np.float64):
    """The parameters with which a recurrent network begins.

    W, U, b ~ U(−a, a) with a = 1/√m

    Parameters
    ----------
    n_inputs : int
        d, the numbers that come in at a step.
    n_hidden : int
        m, those of the hidden state.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    dtype : dtype
        float64 or float32.

    Returns
    -------
    dict
        "W" (m, d), "U" (m, m), "b" (m,).

    Raises
    ------
    TypeError, ValueError
        If a size is no integer of at least 1, or another argument is not what it should be.

    References
    ----------
    PyTorch's ``torch.nn.RNN``.

    Examples
    --------
    >>> {name: p.shape for name, p in initialize_rnn(3, 8, rng=0).items()}
    {'W': (8, 3), 'U': (8, 8), 'b': (8,)}
    """
    return _initialize(1, n_inputs, n_hidden, rng, dtype)


def initialize_lstm(n_inputs, n_hidden, rng, dtype=np.float64):
    """The parameters with which an LSTM begins: as `initialize_rnn`, and its memory is kept at first.

    W, U, b ~ U(−a, a) with a = 1/√m, but b = 1 in the rows of the forget gate f

    Parameters
    ----------
    n_inputs : int
        d, the numbers that come in at a step.
    n_hidden : int
        m, those of the hidden state.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    dtype : dtype
        float64 or float32.

    Returns
    -------
    dict
        "W" (4 m, d), "U" (4 m, m), "b" (4 m,).

    Raises
    ------
    TypeError, ValueError
        As `initialize_rnn`.

    References
    ----------
    R. Jozefowicz, W. Zaremba, I. Sutskever, "An empirical exploration of recurrent network architectures", ICML 2015,
    for the bias of the forget gate.

    Examples
    --------
    >>> params = initialize_lstm(3, 2, rng=0)
    >>> params["b"][2:4]
    array([1., 1.])
    """
    params = _initialize(4, n_inputs, n_hidden, rng, dtype)
    params["b"][n_hidden : 2 * n_hidden] = 1.0
    return params


def initialize_gru(n_inputs, n_hidden, rng, dtype=np.float64):
    """The parameters with which a GRU begins.

    W, U, b, c ~ U(−a, a) with a = 1/√m

    Parameters
    ----------
    n_inputs : int
        d, the numbers that come in at a step.
    n_hidden : int
        m, those of the hidden state.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    dtype : dtype
        float64 or float32.

    Returns
    -------
    dict
        "W" (3 m, d), "U" (3 m, m), "b" (3 m,), "c" (m,).

    Raises
    ------
    TypeError, ValueError
        As `initialize_rnn`.

    References
    ----------
    PyTorch's ``torch.nn.GRU``.

    Examples
    --------
    >>> {name: p.shape for name, p in initialize_gru(3, 8, rng=0).items()}
    {'W': (24, 3), 'U': (24, 8), 'b': (24,), 'c': (8,)}
    """
    rng = _checks.generator("rng", rng)
    params = _initialize(3, n_inputs, n_hidden, rng, dtype)
    a = 1 / np.sqrt(n_hidden)
    return params | {"c": rng.uniform(-a, a, n_hidden).astype(dtype)}


def rnn_step(params, x, h):
    """One step of a recurrent network: what comes in and what is remembered make the new state.

    h′ = tanh(W x + U h + b)

    Parameters
    ----------
    params : dict
        "W" (m, d), "U" (m, m), "b" (m,).
    x : array_like, shape (batch, d)
        What comes in at this step, a sequence in each row.
    h : array_like, shape (batch, m)
        The state before it.

    Returns
    -------
    array, shape (batch, m)

    Raises
    ------
    TypeError, ValueError
        If the arguments do not hold finite real numbers, the shapes do not fit, or a sum overflows.

    References
    ----------
    J. Elman, "Finding structure in time", Cognitive Science 14, 1990; I. Goodfellow, Y. Bengio, A. Courville, "Deep
    Learning", 2016, eqs. 10.8 and 10.9.

    Examples
    --------
    >>> rnn_step({"W": [[1.0]], "U": [[1.0]], "b": [0.0]}, x=[[0.25]], h=[[0.25]]).round(4)
    array([[0.4621]])
    """
    params, P, (h,) = _step("rnn", params, x, h=h)
    return _rnn(params, P, h)[0][:, 0]


def rnn(params, X, h=None):
    """Send a batch of sequences through a recurrent network.

    Hₜ = tanh(Xₜ Wᵀ + Hₜ₋₁ Uᵀ + b) for t = 1, …, n

    Parameters
    ----------
    params : dict
        "W" (m, d), "U" (m, m), "b" (m,).
    X : array_like, shape (batch, n, d)
        The sequences.
    h : array_like, shape (batch, m), optional
        H₀, the state before the first step; 0 unless given.

    Returns
    -------
    array, shape (batch, n, m)
        H₁, …, Hₙ.

    Raises
    ------
    TypeError, ValueError
        As `rnn_step`.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, eqs. 10.8 and 10.9.

    Examples
    --------
    >>> rnn({"W": [[1.0]], "U": [[0.5]], "b": [0.0]}, [[[1.0], [0.0]]]).round(4)
    array([[[0.7616],
            [0.3634]]])
    """
    params, X, P, (h,) = _sequences("rnn", params, X, h=h)
    return _rnn(params, P, h)[0]


def rnn_backward(G, params, X, h=None):
    """Backpropagation through time: each state is to blame for its own output, and for all that came of it later.

    δₜ = (Gₜ + δₜ₊₁ U) ⊙ (1 − Hₜ ⊙ Hₜ) with δₙ₊₁ = 0, where δₜ is the gradient with respect to the argument of the tanh;
    ∂L/∂W = Σₜ δₜᵀ Xₜ,  ∂L/∂U = Σₜ δₜᵀ Hₜ₋₁,  ∂L/∂b = Σₜ Σ δₜ over the rows,  ∂L/∂Xₜ = δₜ W,  ∂L/∂H₀ = δ₁ U

    Parameters
    ----------
    G : array_like, shape (batch, n, m)
        ∂L/∂H.
    params, X, h
        As for `rnn`.

    Returns
    -------
    dX : array, shape (batch, n, d)
    dh : array, shape (batch, m)
        ∂L/∂H₀.
    grads : dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `rnn`.

    References
    ----------
    P. Werbos, "Backpropagation through time: what it does and how to do it", Proceedings of the IEEE 78, 1990; I.
    Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, section 10.2.2.

    Examples
    --------
    >>> params, X = {"W": [[1.0]], "U": [[0.5]], "b": [0.0]}, [[[0.0], [0.0], [0.0]]]
    >>> dX, dh, grads = rnn_backward([[[0.0], [0.0], [1.0]]], params, X)
    >>> dX.ravel(), dh
    (array([0.25, 0.5 , 1.  ]), array([[0.125]]))
    """
    params, X, P, (h,) = _sequences("rnn", params, X, h=h)
    H, cache = _rnn(params, P, h)
    return _through_input(params, X, *_rnn_backward(_checks.array("G", G, shape=H.shape), params, cache))


def lstm_step(params, x, h, c):
    """One step of an LSTM: forget a part of the memory, write into it, and show a part of it.

    i, f, o = σ(W x + U h + b) and g = tanh(W x + U h + b), each with its own m rows;
    c′ = f ⊙ c + i ⊙ g,  h′ = o ⊙ tanh(c′)

    Parameters
    ----------
    params : dict
        "W" (4 m, d), "U" (4 m, m), "b" (4 m,), the rows in the order i, f, g, o.
    x : array_like, shape (batch, d)
        What comes in at this step, a sequence in each row.
    h : array_like, shape (batch, m)
        The hidden state before it.
    c : array_like, shape (batch, m)
        The memory before it, also called the cell state.

    Returns
    -------
    h, c : arrays, shape (batch, m)
        Those after it.

    Raises
    ------
    TypeError, ValueError
        As `rnn_step`.

    References
    ----------
    S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9, 1997; the forget gate is that of F.
    Gers, J. Schmidhuber, F. Cummins, "Learning to forget", Neural Computation 12, 2000.

    Examples
    --------
    >>> params = {"W": np.zeros((4, 1)), "U": np.zeros((4, 1)), "b": np.zeros(4)}  # every gate is half open
    >>> h, c = lstm_step(params, x=[[1.0]], h=[[0.0]], c=[[2.0]])
    >>> h.round(4), c
    (array([[0.3808]]), array([[1.]]))
    """
    params, P, state = _step("lstm", params, x, h=h, c=c)
    H, (_, C, *_) = _lstm(params, P, *state)
    return H[:, 0], C[:, 0]


def lstm(params, X, h=None, c=None):
    """Send a batch of sequences through an LSTM.

    Iₜ, Fₜ, Oₜ = σ(Xₜ Wᵀ + Hₜ₋₁ Uᵀ + b) and Gₜ = tanh(Xₜ Wᵀ + Hₜ₋₁ Uᵀ + b), each with its own m rows of W, U and b;
    Cₜ = Fₜ ⊙ Cₜ₋₁ + Iₜ ⊙ Gₜ,  Hₜ = Oₜ ⊙ tanh(Cₜ) for t = 1, …, n

    Parameters
    ----------
    params : dict
        "W" (4 m, d), "U" (4 m, m), "b" (4 m,), the rows in the order i, f, g, o.
    X : array_like, shape (batch, n, d)
        The sequences.
    h, c : array_like, shape (batch, m), optional
        H₀ and C₀; 0 unless given.

    Returns
    -------
    H, C : arrays, shape (batch, n, m)

    Raises
    ------
    TypeError, ValueError
        As `rnn_step`.

    References
    ----------
    As for `lstm_step`.

    Examples
    --------
    >>> keeps = {"W": np.zeros((4, 1)), "U": np.zeros((4, 1)), "b": [-100.0, 100.0, 0.0, 100.0]}  # forgets nothing
    >>> lstm(keeps, np.ones((1, 3, 1)), c=[[2.0]])[1].ravel()
    array([2., 2., 2.])
    """
    params, _, P, state = _sequences("lstm", params, X, h=h, c=c)
    H, (_, C, *_) = _lstm(params, P, *state)
    return H, C


def lstm_backward(G, params, X, h=None, c=None):
    """Backpropagation through time of an LSTM: on the way along the memory, the error is multiplied by f alone.

    With Eₜ = Gₜ + δₜ₊₁ U, the gradient of Hₜ, and Sₜ = Eₜ ⊙ Oₜ ⊙ (1 − tanh²(Cₜ)) + Sₜ₊₁ ⊙ Fₜ₊₁, that of Cₜ:
    δₜ has the four parts Sₜ ⊙ Gₜ′ ⊙ Iₜ ⊙ (1 − Iₜ) for i, Sₜ ⊙ Cₜ₋₁ ⊙ Fₜ ⊙ (1 − Fₜ) for f, Sₜ ⊙ Iₜ ⊙ (1 − Gₜ′ ⊙ Gₜ′) for
    g, Eₜ ⊙ tanh(Cₜ) ⊙ Oₜ ⊙ (1 − Oₜ) for o, where Gₜ′ is what the gate g gave; from them the gradients of W, U, b and X
    as in `rnn_backward`;  ∂L/∂H₀ = δ₁ U,  ∂L/∂C₀ = S₁ ⊙ F₁

    Parameters
    ----------
    G : array_like, shape (batch, n, m)
        ∂L/∂H. The memory C is nothing that a loss sees.
    params, X, h, c
        As for `lstm`.

    Returns
    -------
    dX : array, shape (batch, n, d)
    dh, dc : arrays, shape (batch, m)
        ∂L/∂H₀ and ∂L/∂C₀.
    grads : dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `lstm`.

    References
    ----------
    K. Greff et al., "LSTM: a search space odyssey", IEEE Transactions on Neural Networks and Learning Systems 28, 2017,
    section II.B, without peepholes.

    Examples
    --------
    >>> params = {"W": np.zeros((4, 1)), "U": np.zeros((4, 1)), "b": np.zeros(4)}  # every gate is half open
    >>> dX, dh, dc, grads = lstm_backward([[[0.0], [1.0]]], params, np.ones((1, 2, 1)))
    >>> dc  # o = 1/2, then f = 1/2 twice
    array([[0.125]])
    """
    params, X, P, state = _sequences("lstm", params, X, h=h, c=c)
    H, cache = _lstm(params, P, *state)
    dP, dh, dc, grads = _lstm_backward(_checks.array("G", G, shape=H.shape), params, cache)
    dX, dh, grads = _through_input(params, X, dP, dh, grads)
    return dX, dh, dc, grads


def gru_step(params, x, h):
    """One step of a GRU: a new state is proposed, and a gate says how much of the old one stays.

    r, z = σ(W x + U h + b), each with its own m rows;  n = tanh(W x + b + r ⊙ (U h + c)) with those of n;
    h′ = (1 − z) ⊙ n + z ⊙ h

    Parameters
    ----------
    params : dict
        "W" (3 m, d), "U" (3 m, m), "b" (3 m,), the rows in the order r, z, n, and "c" (m,).
    x : array_like, shape (batch, d)
        What comes in at this step, a sequence in each row.
    h : array_like, shape (batch, m)
        The state before it.

    Returns
    -------
    array, shape (batch, m)

    Raises
    ------
    TypeError, ValueError
        As `rnn_step`.

    References
    ----------
    K. Cho et al., "Learning phrase representations using RNN encoder–decoder", EMNLP 2014, eqs. 5 to 8, where r acts
    before U; here after it, as in PyTorch's ``torch.nn.GRU``.

    Examples
    --------
    >>> params = {"W": np.zeros((3, 1)), "U": np.zeros((3, 1)), "b": np.zeros(3), "c": [0.0]}  # z = 1/2, n = 0
    >>> gru_step(params, x=[[1.0]], h=[[2.0]])
    array([[1.]])
    """
    params, P, (h,) = _step("gru", params, x, h=h)
    return _gru(params, P, h)[0][:, 0]


def gru(params, X, h=None):
    """Send a batch of sequences through a GRU.

    Rₜ, Zₜ = σ(Xₜ Wᵀ + Hₜ₋₁ Uᵀ + b), each with its own m rows of W, U and b;
    Nₜ = tanh(Xₜ Wᵀ + b + Rₜ ⊙ (Hₜ₋₁ Uᵀ + c)) with those of n;  Hₜ = (1 − Zₜ) ⊙ Nₜ + Zₜ ⊙ Hₜ₋₁ for t = 1, …, n

    Parameters
    ----------
    params : dict
        "W" (3 m, d), "U" (3 m, m), "b" (3 m,), the rows in the order r, z, n, and "c" (m,).
    X : array_like, shape (batch, n, d)
        The sequences.
    h : array_like, shape (batch, m), optional
        H₀; 0 unless given.

    Returns
    -------
    array, shape (batch, n, m)
        H₁, …, Hₙ.

    Raises
    ------
    TypeError, ValueError
        As `rnn_step`.

    References
    ----------
    As for `gru_step`.

    Examples
    --------
    >>> halves = {"W": np.zeros((3, 1)), "U": np.zeros((3, 1)), "b": np.zeros(3), "c": [0.0]}
    >>> gru(halves, np.ones((1, 3, 1)), h=[[1.0]]).ravel()
    array([0.5  , 0.25 , 0.125])
    """
    params, _, P, (h,) = _sequences("gru", params, X, h=h)
    return _gru(params, P, h)[0]


def gru_backward(G, params, X, h=None):
    """Backpropagation through time of a GRU: through the gate z, the error passes a step without any weight.

    With Qₜ = Hₜ₋₁ Uᵀ + c in the rows of n, and Eₜ = Gₜ + Eₜ₊₁ ⊙ Zₜ₊₁ + εₜ₊₁ U, the gradient of Hₜ:
    δₜ has the three parts δₜⁿ ⊙ Qₜ ⊙ Rₜ ⊙ (1 − Rₜ) for r, Eₜ ⊙ (Hₜ₋₁ − Nₜ) ⊙ Zₜ ⊙ (1 − Zₜ) for z, and
    δₜⁿ = Eₜ ⊙ (1 − Zₜ) ⊙ (1 − Nₜ ⊙ Nₜ) for n; from them the gradients of W, b and X as in `rnn_backward`.
    εₜ is δₜ with Rₜ ⊙ δₜⁿ in the part of n;  ∂L/∂U = Σₜ εₜᵀ Hₜ₋₁,  ∂L/∂c = Σₜ Σ Rₜ ⊙ δₜⁿ over the rows,
    ∂L/∂H₀ = E₁ ⊙ Z₁ + ε₁ U

    Parameters
    ----------
    G : array_like, shape (batch, n, m)
        ∂L/∂H.
    params, X, h
        As for `gru`.

    Returns
    -------
    dX : array, shape (batch, n, d)
    dh : array, shape (batch, m)
        ∂L/∂H₀.
    grads : dict
        Built as ``params``.

    Raises
    ------
    TypeError, ValueError
        As `gru`.

    References
    ----------
    The equations of `gru_step`, differentiated.

    Examples
    --------
    >>> params = {"W": np.zeros((3, 1)), "U": np.zeros((3, 1)), "b": np.zeros(3), "c": [0.0]}
    >>> dX, dh, grads = gru_backward([[[0.0], [1.0]]], params, np.ones((1, 2, 1)))
    >>> dh  # z = 1/2, twice
    array([[0.25]])
    """
    params, X, P, (h,) = _sequences("gru", params, X, h=h)
    H, cache = _gru(params, P, h)
    return _through_input(params, X, *_gru_backward(_checks.array("G", G, shape=H.shape), params, cache))


def cross_entropy_over_time(logits, targets):
    """The mean cross-entropy of all steps of all sequences: how surprising each next token was.

    L = −(1/(batch · n)) Σ log P[b, t, y] with y = targets[b, t] and P = softmax(Z), step by step

    Parameters
    ----------
    logits : array_like, shape (batch, n, K)
        Z.
    targets : array_like of int, shape (batch, n)
        0 … K − 1.

    Returns
    -------
    float
        At least 0, in nats.

    Raises
    ------
    TypeError, ValueError
        If the logits do not hold finite real numbers, or the targets are no labels, as many as there are steps.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, eq. 10.14.

    Examples
    --------
    >>> float(cross_entropy_over_time([[[0.0, 0.0], [0.0, 0.0]]], [[0, 1]]).round(4))
    0.6931
    """
    logits, targets = _steps(logits, targets)
    return losses.cross_entropy(np.reshape(logits, (-1, logits.shape[-1])), targets.ravel())


def cross_entropy_over_time_gradient(logits, targets):
    """The gradient of the mean cross-entropy of all steps with respect to the logits.

    ∂L/∂Z = (P − Y) / (batch · n) with P = softmax(Z) and the one-hot rows Y

    Parameters
    ----------
    logits : array_like, shape (batch, n, K)
        Z.
    targets : array_like of int, shape (batch, n)
        0 … K − 1.

    Returns
    -------
    array, shape (batch, n, K)

    Raises
    ------
    TypeError, ValueError
        As `cross_entropy_over_time`.

    References
    ----------
    I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", 2016, eq. 10.18.

    Examples
    --------
    >>> cross_entropy_over_time_gradient([[[0.0, 0.0], [0.0, 0.0]]], [[0, 1]])
    array([[[-0.25,  0.25],
            [ 0.25, -0.25]]])
    """
    logits, targets = _steps(logits, targets)
    flat = losses.cross_entropy_gradient(np.reshape(logits, (-1, logits.shape[-1])), targets.ravel())
    return np.reshape(flat, logits.shape)


def perplexity(logits, targets):
    """Between how many equally likely tokens a model hesitates, at each step, on average.

    exp L with the L of `cross_entropy_over_time`

    Parameters
    ----------
    logits : array_like, shape (batch, n, K)
        Z.
    targets : array_like of int, shape (batch, n)
        0 … K − 1.

    Returns
    -------
    float
        From 1, for a model that knows, up; K for one that guesses evenly.

    Raises
    ------
    TypeError, ValueError
        As `cross_entropy_over_time`.

    References
    ----------
    D. Jurafsky, J. H. Martin, "Speech and Language Processing", section "Evaluating language models: perplexity".

    Examples
    --------
    >>> float(perplexity(np.zeros((1, 3, 26)), [[0, 7, 25]]).round(10))
    26.0
    """
    with np.errstate(over="ignore"):  # e⁷¹⁰ is beyond the floats: a perplexity of inf
        return np.exp(cross_entropy_over_time(logits, targets))


def initialize_character_model(cell, n_tokens, n_hidden, rng, dtype=np.float64):
    """The parameters with which a model that reads and writes characters begins.

    the cell's by `initialize_rnn`, `initialize_lstm` or `initialize_gru` with d = tokens;
    those of the output ~ U(−a, a) with a = 1/√m

    Parameters
    ----------
    cell : str
        "rnn", "lstm" or "gru".
    n_tokens : int
        How many characters there are.
    n_hidden : int
        m, the numbers of the hidden state.
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    dtype : dtype
        float64 or float32.

    Returns
    -------
    dict
        "cell" and "output".

    Raises
    ------
    TypeError, ValueError
        If a size is no integer of at least 1, or another argument is not what it should be.

    References
    ----------
    PyTorch's ``torch.nn.RNN``, ``LSTM``, ``GRU`` and ``Linear``.

    Examples
    --------
    >>> params = initialize_character_model("gru", n_tokens=27, n_hidden=16, rng=0)
    >>> params["cell"]["W"].shape, params["output"]["W"].shape
    ((48, 27), (27, 16))
    """
    initialize = {"rnn": initialize_rnn, "lstm": initialize_lstm, "gru": initialize_gru}[_cell(cell)]
    rng, n_tokens = _checks.generator("rng", rng), _checks.integer("n_tokens", n_tokens, low=1)
    read, a = initialize(n_tokens, n_hidden, rng, dtype), 1 / np.sqrt(n_hidden)
    W, b = rng.uniform(-a, a, (n_tokens, n_hidden)), rng.uniform(-a, a, n_tokens)
    return {"cell": read, "output": {"W": W.astype(dtype), "b": b.astype(dtype)}}


def character_model(params, tokens, cell, state=None):
    """Read sequences of tokens, and say at each step what may come next.

    Zₜ = Hₜ Wᵀ + b with the W and b of the output, Hₜ from the cell, whose inputs Xₜ are one-hot rows: token k in,
    column k of the cell's W is added

    Parameters
    ----------
    params : dict
        "cell" and "output", as `initialize_character_model` makes them.
    tokens : array_like of int, shape (batch, n)
        0 … tokens − 1.
    cell : str
        "rnn", "lstm" or "gru".
    state : tuple of arrays, shape (batch, m), optional
        Where the reading goes on from: (h,), or (h, c) for an LSTM; 0 unless given.

    Returns
    -------
    logits : array, shape (batch, n, tokens)
        Of the token after each one.
    state : tuple of arrays, shape (batch, m)
        That after the last step.

    Raises
    ------
    TypeError, ValueError
        If the parameters do not hold finite real numbers or do not fit the cell, the tokens are no labels, or the state
        does not fit.

    References
    ----------
    A. Graves, "Generating sequences with recurrent neural networks", 2013, section 2.

    Examples
    --------
    >>> params = initialize_character_model("lstm", n_tokens=27, n_hidden=16, rng=0)
    >>> logits, (h, c) = character_model(params, [[0, 1, 2]], "lstm")
    >>> logits.shape, h.shape, c.shape
    ((1, 3, 27), (1, 16), (1, 16))
    """
    params, tokens, state = _model(params, tokens, cell, state)
    H, _, state = _read(params, tokens, cell, state)
    return H @ params["output"]["W"].T + params["output"]["b"], state


def character_loss_and_grads(params, tokens, targets, cell, state=None):
    """The mean cross-entropy of what comes next, and its gradient by backpropagation through time.

    L by `cross_entropy_over_time` of `character_model`; ∂L/∂W = Σₜ (∂L/∂Zₜ)ᵀ Hₜ for the output, G = ∂L/∂Z W for the
    cell. The state that is handed in counts as given: backpropagation is truncated there.

    Parameters
    ----------
    params : dict
        "cell" and "output".
    tokens : array_like of int, shape (batch, n)
        What is read.
    targets : array_like of int, shape (batch, n)
        What comes next: the text, one token on.
    cell : str
        "rnn", "lstm" or "gru".
    state : tuple of arrays, shape (batch, m), optional
        As for `character_model`.

    Returns
    -------
    loss : float
    grads : dict
        Built as ``params``.
    state : tuple of arrays
        That after the last step, with which the next piece of the text begins.

    Raises
    ------
    TypeError, ValueError
        As `character_model`, or if the targets are no labels, as many as there are tokens.

    References
    ----------
    R. Williams, J. Peng, "An efficient gradient-based algorithm for on-line training of recurrent network
    trajectories", Neural Computation 2, 1990.

    Examples
    --------
    >>> params = initialize_character_model("rnn", n_tokens=4, n_hidden=3, rng=0)
    >>> loss, grads, (h,) = character_loss_and_grads(params, [[0, 1, 2]], [[1, 2, 3]], "rnn")
    >>> grads["cell"]["W"][:, 3]  # token 3 was never read
    array([0., 0., 0.])
    """
    params, tokens, state = _model(params, tokens, cell, state)
    W, b = params["output"]["W"], params["output"]["b"]
    H, cache, state = _read(params, tokens, cell, state)
    logits = H @ W.T + b
    dZ = cross_entropy_over_time_gradient(logits, targets)
    dP, *_, grads = _CELLS[cell].backward(dZ @ W, params["cell"], cache)
    one_hot = (np.arange(len(b)) == tokens.reshape(-1, 1)).astype(dP.dtype)
    grads = _gradients(params["cell"], one_hot, dP, grads)
    output = {"W": _rows(dZ).T @ _rows(H), "b": _rows(dZ).sum(axis=0)}
    return cross_entropy_over_time(logits, targets), {"cell": grads, "output": output}, state


def generate(params, tokens, n_new, cell, rng, temperature=1.0):
    """Let a model write on: what it writes is what it reads next.

    the next token ~ softmax(Z / T), with Z the logits of the last step

    Parameters
    ----------
    params : dict
        "cell" and "output".
    tokens : array_like of int, shape (batch, n)
        How each text begins.
    n_new : int
        How many tokens to write, at least 1.
    cell : str
        "rnn", "lstm" or "gru".
    rng : numpy.random.Generator or int
        The source of randomness, or a seed.
    temperature : float
        T, above 0: below 1 the likely becomes likelier, above 1 all becomes more alike.

    Returns
    -------
    array of int, shape (batch, n_new)

    Raises
    ------
    TypeError, ValueError
        As `character_model`, or if ``n_new`` is no integer of at least 1 or the temperature not above 0.

    References
    ----------
    A. Graves, "Generating sequences with recurrent neural networks", 2013, section 2.

    Examples
    --------
    >>> params = initialize_character_model("rnn", n_tokens=3, n_hidden=2, rng=0)
    >>> params["output"] |= {"W": np.zeros((3, 2)), "b": np.array([0.0, 0.0, 1000.0])}  # always 2
    >>> generate(params, [[0, 1]], n_new=4, cell="rnn", rng=0)
    array([[2, 2, 2, 2]])
    """
    params, tokens, state = _model(params, tokens, cell, None)
    n_new, rng = _checks.integer("n_new", n_new, low=1), _checks.generator("rng", rng)
    temperature, written = _checks.scalar("temperature", temperature, low=0, open_low=True), []
    for _ in range(n_new):
        H, _, state = _read(params, tokens, cell, state)
        Z = H[:, -1] @ params["output"]["W"].T + params["output"]["b"]
        steps = np.cumsum(softmax(Z / temperature), axis=1)
        tokens = np.sum(steps < steps[:, -1:] * rng.random((len(Z), 1)), axis=1)[:, None]
        written.append(tokens)
    return np.concatenate(written, axis=1)


# Each network, from P = X Wᵀ + b on, which is computed for all steps at once


def _rnn(params, P, h):
    states = [h]
    for t in range(P.shape[1]):
        states.append(np.tanh(P[:, t] + states[-1] @ params["U"].T))
    H = np.stack(states[1:], axis=1)
    return H, (_before(h, H), H)


def _rnn_backward(G, params, cache):
    before, H = cache
    slopes, deltas, carried = 1 - H * H, [], np.zeros_like(H[:, 0])
    for t in reversed(range(H.shape[1])):
        deltas.append((G[:, t] + carried) * slopes[:, t])
        carried = deltas[-1] @ params["U"]
    delta = np.stack(deltas[::-1], axis=1)
    return delta, carried, {"U": _rows(delta).T @ _rows(before)}


def _lstm(params, P, h, c):
    m, states, cells, gates = h.shape[1], [], [], []
    first = h, c
    for t in range(P.shape[1]):
        A = P[:, t] + h @ params["U"].T
        i, f, o = _sigmoid(A[:, :m]), _sigmoid(A[:, m : 2 * m]), _sigmoid(A[:, 3 * m :])
        g = np.tanh(A[:, 2 * m : 3 * m])
        c = f * c + i * g
        h = o * np.tanh(c)
        states.append(h), cells.append(c), gates.append((i, f, g, o))
    H, C = np.stack(states, axis=1), np.stack(cells, axis=1)
    return H, ((_before(first[0], H), _before(first[1], C)), C, gates)


def _lstm_backward(G, params, cache):
    (before, memory), C, gates = cache
    shown, deltas = np.tanh(C), []
    dh = dc = np.zeros_like(C[:, 0])
    for t in reversed(range(C.shape[1])):
        (i, f, g, o), y = gates[t], shown[:, t]
        E = G[:, t] + dh
        S = E * o * (1 - y * y) + dc
        parts = [S * g * i * (1 - i), S * memory[:, t] * f * (1 - f), S * i * (1 - g * g), E * y * o * (1 - o)]
        deltas.append(np.concatenate(parts, axis=1))
        dh, dc = deltas[-1] @ params["U"], S * f
    delta = np.stack(deltas[::-1], axis=1)
    return delta, dh, dc, {"U": _rows(delta).T @ _rows(before)}


def _gru(params, P, h):
    m, first, U, states, gates = h.shape[1], h, params["U"], [], []
    for t in range(P.shape[1]):
        A = h @ U.T
        r, z = _sigmoid(P[:, t, :m] + A[:, :m]), _sigmoid(P[:, t, m : 2 * m] + A[:, m : 2 * m])
        q = A[:, 2 * m :] + params["c"]
        n = np.tanh(P[:, t, 2 * m :] + r * q)
        h = (1 - z) * n + z * h
        states.append(h), gates.append((r, z, n, q))
    H = np.stack(states, axis=1)
    return H, (_before(first, H), gates)


def _gru_backward(G, params, cache):
    before, gates = cache
    deltas, epsilons, carried = [], [], np.zeros_like(before[:, 0])
    for t in reversed(range(before.shape[1])):
        (r, z, n, q), E = gates[t], G[:, t] + carried
        delta = E * (1 - z) * (1 - n * n)
        parts = [delta * q * r * (1 - r), E * (before[:, t] - n) * z * (1 - z)]
        deltas.append(np.concatenate([*parts, delta], axis=1))
        epsilons.append(np.concatenate([*parts, r * delta], axis=1))
        carried = E * z + epsilons[-1] @ params["U"]
    delta, epsilon = np.stack(deltas[::-1], axis=1), np.stack(epsilons[::-1], axis=1)
    dc = _rows(epsilon).sum(axis=0)[2 * before.shape[-1] :]
    return delta, carried, {"U": _rows(epsilon).T @ _rows(before), "c": dc}


def _through_input(params, X, dP, dh, grads):
    """From the gradient of P = X Wᵀ + b to those of X, W and b."""
    return dP @ params["W"], dh, _gradients(params, _rows(X), dP, grads)


def _gradients(params, inputs, dP, grads):
    """The gradients of W and b beside the others, in the order of the parameters."""
    grads = grads | {"W": _rows(dP).T @ inputs, "b": _rows(dP).sum(axis=0)}
    return {name: grads[name] for name in params}


def _read(params, tokens, cell, state):
    """The states of a character model, what its way back needs, and the state at the end."""
    read = params["cell"]
    H, cache = _CELLS[cell].forward(read, read["W"].T[tokens] + read["b"], *state)
    return H, cache, (H[:, -1], cache[1][:, -1]) if cell == "lstm" else (H[:, -1],)


# One of the three networks: how many times m rows it has, its two passes, and which states it hands on.
_Cell = collections.namedtuple("_Cell", "k forward backward states")
_CELLS = {
    "rnn": _Cell(1, _rnn, _rnn_backward, "h"),
    "lstm": _Cell(4, _lstm, _lstm_backward, "hc"),
    "gru": _Cell(3, _gru, _gru_backward, "h"),
}


def _sigmoid(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def _before(first, later):
    """What each step found."""
    return np.concatenate([first[:, None], later[:, :-1]], axis=1)


def _rows(X):
    """All steps of a batch, one a row."""
    return np.reshape(X, (-1, X.shape[-1]))


def _initialize(k, n_inputs, n_hidden, rng, dtype):
    d, m = _checks.integer("n_inputs", n_inputs, low=1), _checks.integer("n_hidden", n_hidden, low=1)
    dtype = np.dtype(_checks.one_of("dtype", dtype, (np.float64, np.float32, "float64", "float32")))
    rng, a = _checks.generator("rng", rng), 1 / np.sqrt(m)
    shapes = {"W": (k * m, d), "U": (k * m, m), "b": (k * m,)}
    return {name: rng.uniform(-a, a, shape).astype(dtype) for name, shape in shapes.items()}


# Checks


def _cell(cell):
    return _checks.one_of("cell", cell, tuple(_CELLS))


def _step(cell, params, x, **state):
    """The arguments of one step, checked, as those of a sequence of this length."""
    x = _checks.array("x", x, shape=("batch", "d"))
    state = {name: _checks.array(name, s) for name, s in state.items()}
    params, _, P, state = _sequences(cell, params, x[:, None], "x", **state)
    return params, P, state


def _sequences(cell, params, X, name="X", **state):
    """The arguments of a network, checked: parameters, X, P = X Wᵀ + b, and the states before the first step."""
    params = _parameters("params", params, cell)
    m, d = params["U"].shape[1], params["W"].shape[1]
    X = _checks.array(name, X, shape=("batch", "n", d)) if name == "X" else X
    if X.shape[-1] != d:
        raise ValueError(f"x has shape {X.shape[::2]}, expected (batch, {d})")
    with np.errstate(over="ignore", invalid="ignore"):
        P = _checks.array(f"{name} @ params['W'].T + params['b']", X @ params["W"].T + params["b"])
    return params, X, P, _states(state, (X.shape[0], m), P.dtype)


def _states(state, shape, dtype):
    given = ((name, s) for name, s in state.items())
    return tuple(np.zeros(shape, dtype) if s is None else _checks.array(name, s, shape=shape) for name, s in given)


def _parameters(name, params, cell):
    k, keys = _CELLS[cell].k, ("W", "U", "b", "c") if cell == "gru" else ("W", "U", "b")
    params = _parts(name, params, keys)
    U = _checks.array(f"{name}['U']", params["U"], ndim=2)
    m = U.shape[1]
    shapes = {"W": (k * m, "d"), "U": (k * m, m), "b": (k * m,), "c": (m,)}
    return {key: _checks.array(f"{name}[{key!r}]", params[key], shape=shapes[key]) for key in keys}


def _model(params, tokens, cell, state):
    """The arguments of a character model, checked."""
    params = _parts("params", params, ("cell", "output"))
    read = _parameters("params['cell']", params["cell"], _cell(cell))
    (_, n_tokens), m = read["W"].shape, read["U"].shape[1]
    output = _parts("params['output']", params["output"], ("W", "b"))
    shapes = {"W": (n_tokens, m), "b": (n_tokens,)}
    output = {key: _checks.array(f"params['output'][{key!r}]", output[key], shape=shapes[key]) for key in shapes}
    tokens, names = _tokens("tokens", tokens, n_tokens), _CELLS[cell].states
    state = (None,) * len(names) if state is None else state
    if not isinstance(state, tuple | list) or len(state) != len(names):
        raise ValueError(f"state is {type(state).__name__}, expected a tuple of {len(names)}: {', '.join(names)}")
    named = {f"state[{i}]": s for i, s in enumerate(state)}
    return {"cell": read, "output": output}, tokens, _states(named, (len(tokens), m), read["W"].dtype)


def _steps(logits, targets):
    logits = _checks.array("logits", logits, shape=("batch", "n", "K"))
    targets = _tokens("targets", targets, logits.shape[-1])
    if targets.shape != logits.shape[:2]:
        raise ValueError(f"targets has shape {targets.shape}, expected {logits.shape[:2]}")
    return logits, targets


def _tokens(name, tokens, n_tokens):
    try:
        tokens = np.asarray(tokens)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths, expected a rectangular array") from None
    if tokens.ndim != 2:
        raise ValueError(f"{name} has shape {tokens.shape}, expected (batch, n)")
    return _checks.labels(name, tokens.ravel(), n_classes=n_tokens).reshape(tokens.shape)


def _parts(name, params, keys):
    if not isinstance(params, dict) or set(params) != set(keys):
        came = f"has the keys {list(params)}" if isinstance(params, dict) else f"is {type(params).__name__}"
        raise ValueError(f"{name} {came}, expected a dict with the keys {list(keys)}")
    return dict(params)
