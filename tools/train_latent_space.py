"""Train variational autoencoders, and write what the widget `LatentSpace` uses: ``python tools/train_latent_space.py``.

Twice: as the lesson does it, with three seeds for each of four weights β of the KL, for the table that it quotes; and
longer, for the widget. The weights of that decoder are rounded to whole numbers from -127 to 127, times one number for
each array, and go to ``dlmath/widgets/latent_space_weights.js`` with the table, the codes of the first 200 test digits,
and their labels.
"""

import argparse
import base64
import json
import os
import pathlib

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from dlmath import autoencoder, datasets, mlp, optimizers, schedules
from dlmath.autodiff import value_and_grad

FILE = pathlib.Path(__file__).parents[1] / "dlmath" / "widgets" / "latent_space_weights.js"
WIDTHS, HIDDEN, N_EPOCHS, RATE, BATCH = (784, 64, 64, 2), "relu", 8, 5e-3, 100
SEEDS, BETAS, N_CODES = (0, 1, 2), (0.1, 1, 10, 100), 200


def images():
    """Ink or paper: the digits to learn from, those to test with, and the labels of these."""
    train, test = datasets.mnist()
    return np.float32(train.X > 0.5), np.float32(test.X > 0.5), test.y


def beta_loss(params, X, noise, beta):
    """The mean of β KL − log p(x|z): the negative ELBO where β is 1."""
    mean, log_variance = autoencoder.posterior(params, X, HIDDEN)
    z = autoencoder.reparameterize(mean, log_variance, noise)
    log_p = autoencoder.bernoulli_log_likelihood(X, autoencoder.decode(params, z, HIDDEN))
    return np.mean(beta * autoencoder.kl_to_standard_normal(mean, log_variance) - log_p)


def train(X, seed, n_epochs, beta=1):
    """The parameters after so many epochs, by the same draws as in the lesson."""
    rng, by_autodiff = np.random.default_rng(seed), value_and_grad(beta_loss)

    def loss_and_grads(params, X, _):
        noise = rng.standard_normal((len(X), WIDTHS[-1]), dtype=np.float32)
        if beta == 1:
            return autoencoder.negative_elbo_and_grads(params, X, noise, HIDDEN, "bernoulli")
        return by_autodiff(params, X, noise, beta)

    start = autoencoder.initialize_variational(WIDTHS, rng, mlp.he_normal, np.float32)
    step = optimizers.adam(schedules.cosine(RATE, n_epochs * -(-len(X) // BATCH)))
    return mlp.train(loss_and_grads, start, X, X, step, n_epochs, BATCH, rng, progress="quiet")[0]


def judged(params, X, seed=0):
    """Means over the digits: log p(x|z) with one draw of each code, and the KL; and the error of their difference."""
    mean, log_variance = autoencoder.posterior(params, X, HIDDEN)
    noise = np.random.default_rng(seed).standard_normal(mean.shape, dtype=np.float32)
    z = autoencoder.reparameterize(mean, log_variance, noise)
    log_p = autoencoder.bernoulli_log_likelihood(X, autoencoder.decode(params, z, HIDDEN))
    kl = autoencoder.kl_to_standard_normal(mean, log_variance)
    error = np.std(log_p - kl, ddof=1) / np.sqrt(len(X))
    return [round(float(v), 3) for v in (log_p.mean(), kl.mean(), error)]


def rounded(array):
    """An array as whole numbers from -127 to 127, and the number that they are multiplied by."""
    scale = float(np.float32(max(np.abs(array).max(), 1e-9) / 127))
    whole = np.round(array / scale).astype(np.int8)
    return {"shape": list(array.shape), "scale": scale, "bytes": base64.b64encode(whole.tobytes()).decode("ascii")}


def main():
    parser = argparse.ArgumentParser(description="Train variational autoencoders, for the widget LatentSpace.")
    parser.add_argument("--epochs", type=int, default=60, help="of the one for the widget")
    n_epochs = parser.parse_args().epochs
    X, test, labels = images()
    table = {str(beta): [judged(train(X, seed, N_EPOCHS, beta), test) for seed in SEEDS] for beta in BETAS}
    print("log p(x|z), KL, error of the ELBO by β:", table)
    params = train(X, 0, n_epochs)
    print(f"after {n_epochs} epochs:", judged(params, test))
    codes = np.round(autoencoder.posterior(params, test[:N_CODES], HIDDEN)[0], 3)
    content = {
        "decoder": [{name: rounded(layer[name]) for name in ("W", "b")} for layer in params["decoder"]],
        "codes": [[float(f"{v:.3f}") for v in code] for code in codes],
        "labels": labels[:N_CODES].tolist(),
        "table": table,
    }
    FILE.write_text(f"export const LATENT = {json.dumps(content)};\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
