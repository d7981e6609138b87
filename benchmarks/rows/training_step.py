"""One training step of a 784-128-10 network: gradients of the loss, and one step of gradient descent."""

import itertools

import numpy as np

from benchmarks.row import Limit, Row, timed

BATCH, SIZES, RATE = 64, (784, 128, 10), 0.01


def problem():
    """Images, labels and starting weights, the same for all contestants."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((BATCH, SIZES[0]), dtype=np.float32)
    labels = rng.integers(0, SIZES[-1], BATCH)
    weights = [
        (rng.standard_normal(shape) * 0.05).astype(np.float32)
        for n, m in itertools.pairwise(SIZES)
        for shape in ((n, m), (m,))
    ]
    return x, labels, weights


def dlmath():
    from dlmath.autodiff import value_and_grad
    from dlmath.optimizers import gradient_descent

    x, labels, weights = problem()
    Y = np.eye(SIZES[-1], dtype=np.float32)[labels]

    def loss(params):
        W1, b1, W2, b2 = params
        z = np.maximum(x @ W1 + b1, 0) @ W2 + b2
        z = z - np.max(z, axis=1, keepdims=True)
        return -np.sum(Y * (z - np.log(np.sum(np.exp(z), axis=1, keepdims=True)))) / BATCH

    optimizer, loss_and_grads = gradient_descent(RATE), value_and_grad(loss)
    state = [weights, optimizer.init(weights)]

    def step():
        _, grads = loss_and_grads(state[0])
        state[:] = optimizer.update(state[0], grads, state[1])

    return timed(step, repeats=100)


def pytorch():
    import torch
    from torch import nn

    x, labels, weights = problem()
    network = nn.Sequential(nn.Linear(*SIZES[:2]), nn.ReLU(), nn.Linear(*SIZES[1:]))
    with torch.no_grad():
        for parameter, w in zip(network.parameters(), weights, strict=True):
            parameter.copy_(torch.from_numpy(w.T))
    optimizer = torch.optim.SGD(network.parameters(), RATE)
    X, y = torch.from_numpy(x), torch.from_numpy(labels)

    def step():
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(X), y).backward()
        optimizer.step()

    return timed(step, repeats=100)


def hips_autograd():
    import autograd.numpy as anp
    from autograd import value_and_grad

    x, labels, weights = problem()
    Y = np.eye(SIZES[-1], dtype=np.float32)[labels]

    def loss(params):
        W1, b1, W2, b2 = params
        z = anp.dot(anp.maximum(anp.dot(x, W1) + b1, 0), W2) + b2
        z = z - anp.max(z, axis=1, keepdims=True)
        return -anp.sum(Y * (z - anp.log(anp.sum(anp.exp(z), axis=1, keepdims=True)))) / BATCH

    loss_and_grads = value_and_grad(loss)

    def step():
        _, grads = loss_and_grads(weights)
        for w, g in zip(weights, grads, strict=True):
            w -= np.float32(RATE) * g

    return timed(step, repeats=30)


ROW = Row(
    work="one training step of a 784-128-10 network, batch 64, float32",
    unit="ms",
    contestants={"dlmath.autodiff": dlmath, "PyTorch (CPU)": pytorch, "HIPS autograd": hips_autograd},
    limits=[
        Limit("dlmath.autodiff", "÷", "PyTorch (CPU)", must=1.6, goal=1.2),
        Limit("dlmath.autodiff", "÷", "HIPS autograd", must=0.4),
    ],
)
