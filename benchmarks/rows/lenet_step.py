"""One training step of LeNet-5: gradients of the loss, and one step of gradient descent."""

import numpy as np

from benchmarks.row import Limit, Row, timed

BATCH, RATE = 64, 0.01


def problem():
    """Images and labels, and the weights of five layers as (outputs, inputs, …), the same for all contestants."""
    rng = np.random.default_rng(0)
    images = rng.standard_normal((BATCH, 1, 28, 28), dtype=np.float32)
    shapes = [(6, 1, 5, 5), (16, 6, 5, 5), (120, 400), (84, 120), (10, 84)]
    weights = [rng.standard_normal(s, dtype=np.float32) / np.float32(np.sqrt(np.prod(s[1:]))) for s in shapes]
    return images, rng.integers(0, 10, BATCH), weights


def dlmath():
    from dlmath.autodiff import value_and_grad
    from dlmath.cnn import lenet5
    from dlmath.losses import cross_entropy
    from dlmath.optimizers import gradient_descent

    images, labels, weights = problem()
    params = [{"W": W, "b": np.zeros(len(W), np.float32)} for W in weights]
    optimizer = gradient_descent(RATE)
    loss_and_grads = value_and_grad(lambda params: cross_entropy(lenet5(params, images), labels))
    state = [params, optimizer.init(params)]

    def step():
        _, grads = loss_and_grads(state[0])
        state[:] = optimizer.update(state[0], grads, state[1])

    return timed(step, repeats=50)


def pytorch():
    import torch
    from torch import nn

    images, labels, weights = problem()
    network = nn.Sequential(
        *(nn.Conv2d(1, 6, 5, padding=2), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Conv2d(6, 16, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Flatten()),
        *(nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)),
    )
    layers = [layer for layer in network if hasattr(layer, "weight")]
    with torch.no_grad():
        for layer, W in zip(layers, weights, strict=True):
            layer.weight.copy_(torch.from_numpy(W))
            layer.bias.zero_()
    optimizer = torch.optim.SGD(network.parameters(), RATE)
    X, y = torch.from_numpy(images), torch.from_numpy(labels)

    def step():
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(X), y).backward()
        optimizer.step()

    return timed(step, repeats=50)


class Convolution:
    """Convolution as textbooks write it: all patches of all images in the rows of one matrix."""

    def __init__(self, W, padding=0):
        self.W, self.b, self.padding = W, np.zeros(len(W), np.float32), padding

    def forward(self, x):
        n_out, _, k, m = self.W.shape
        self.shape = x.shape
        self.columns = unroll(x, k, m, 1, self.padding)
        rows, across = (n + 2 * self.padding - s + 1 for n, s in zip(x.shape[2:], (k, m), strict=True))
        out = np.dot(self.columns, self.W.reshape(n_out, -1).T) + self.b
        return out.reshape(len(x), rows, across, n_out).transpose(0, 3, 1, 2)

    def backward(self, g):
        n_out, _, k, m = self.W.shape
        g = g.transpose(0, 2, 3, 1).reshape(-1, n_out)
        self.db = np.sum(g, axis=0)
        self.dW = np.dot(self.columns.T, g).T.reshape(self.W.shape)
        return roll_up(np.dot(g, self.W.reshape(n_out, -1)), self.shape, k, m, 1, self.padding)


class MaxPooling:
    """Pooling as textbooks write it: the windows in the rows of a matrix, the winners by their numbers."""

    def forward(self, x):
        self.shape = n, channels, rows, columns = x.shape
        windows = unroll(x, 2, 2, 2, 0).reshape(-1, 4)
        self.winner = np.argmax(windows, axis=1)
        return np.max(windows, axis=1).reshape(n, rows // 2, columns // 2, channels).transpose(0, 3, 1, 2)

    def backward(self, g):
        d = np.zeros((g.size, 4), g.dtype)
        d[np.arange(g.size), self.winner] = g.transpose(0, 2, 3, 1).ravel()
        return roll_up(d.reshape(g.size // g.shape[1], -1), self.shape, 2, 2, 2, 0)


class Dense:
    def __init__(self, W):
        self.W, self.b = W, np.zeros(len(W), np.float32)

    def forward(self, x):
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        return np.dot(self.x, self.W.T) + self.b

    def backward(self, g):
        self.dW, self.db = np.dot(g.T, self.x), np.sum(g, axis=0)
        return np.dot(g, self.W).reshape(self.shape)


class Relu:
    def forward(self, x):
        self.off = x <= 0
        out = x.copy()
        out[self.off] = 0
        return out

    def backward(self, g):
        g[self.off] = 0
        return g


def unroll(x, k, m, stride, padding):
    """The patches of (batch, channels, rows, columns) as the rows of a matrix."""
    n, channels, rows, columns = x.shape
    down, across = (rows + 2 * padding - k) // stride + 1, (columns + 2 * padding - m) // stride + 1
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    patches = np.zeros((n, channels, k, m, down, across), x.dtype)
    for u in range(k):
        for v in range(m):
            patches[:, :, u, v] = x[:, :, u : u + stride * down : stride, v : v + stride * across : stride]
    return patches.transpose(0, 4, 5, 1, 2, 3).reshape(n * down * across, -1)


def roll_up(matrix, shape, k, m, stride, padding):
    """The sum of patches in their places: the transpose of `unroll`."""
    n, channels, rows, columns = shape
    down, across = (rows + 2 * padding - k) // stride + 1, (columns + 2 * padding - m) // stride + 1
    patches = matrix.reshape(n, down, across, channels, k, m).transpose(0, 3, 4, 5, 1, 2)
    x = np.zeros((n, channels, rows + 2 * padding + stride - 1, columns + 2 * padding + stride - 1), matrix.dtype)
    for u in range(k):
        for v in range(m):
            x[:, :, u : u + stride * down : stride, v : v + stride * across : stride] += patches[:, :, u, v]
    return x[:, :, padding : rows + padding, padding : columns + padding]


def textbook():
    images, labels, weights = problem()
    C1, C3, *dense = Convolution(weights[0], padding=2), Convolution(weights[1]), *map(Dense, weights[2:])
    network = [C1, MaxPooling(), Relu(), C3, MaxPooling(), Relu(), dense[0], Relu(), dense[1], Relu(), dense[2]]
    learned = [C1, C3, *dense]

    def step():
        x = images
        for layer in network:
            x = layer.forward(x)
        p = np.exp(x - np.max(x, axis=1, keepdims=True))
        p /= np.sum(p, axis=1, keepdims=True)
        p[np.arange(BATCH), labels] -= 1
        g = p / BATCH
        for layer in reversed(network):
            g = layer.backward(g)
        for layer in learned:
            layer.W -= RATE * layer.dW
            layer.b -= RATE * layer.db
        return learned

    return timed(step, repeats=20)


ROW = Row(
    work="one training step of LeNet-5 on images of 28 × 28, batch 64, float32",
    unit="ms",
    contestants={"dlmath.cnn": dlmath, "PyTorch (CPU)": pytorch, "im2col as in textbooks": textbook},
    limits=[
        Limit("dlmath.cnn", "÷", "PyTorch (CPU)", must=3, goal=1.5),
        Limit("dlmath.cnn", "÷", "im2col as in textbooks", must=0.25),
    ],
)
