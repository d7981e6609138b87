"""breaks_reconstruction_judge: good at drawing what it was shown, bad at drawing anything else."""

from statistics import NormalDist

import numpy as np

from dlmath.exercises import exercise

TASK = """`codes` holds the codes of five training digits, one number each. A tiny decoder draws a digit wherever $z$ is
at most 0.1 away from one of them, and a smudge elsewhere. So all reconstructions are good. But samples?

```python
def good_samples(codes):
    draws = [NormalDist().inv_cdf((i + 0.5) / 1000) for i in range(1000)]
    distances = np.abs(np.array(draws)[:, None] - codes)
    return np.mean(distances.min(axis=1) <= 0.1)
```

(The `draws` are spread as $\\mathcal N(0, 1)$ is.) Return `codes`, an array of five numbers from −3 to 3, any two at
least 0.2 apart, such that fewer than 5% of the samples are good."""


@exercise(
    weight="standard",
    task=TASK,
    hints=[
        "Reconstructions ask the decoder at the codes only. Samples ask it where N(0, 1) has its draws.",
        "A digit is drawn on a stretch of length 0.2 around each code. Where is there little of N(0, 1) in a stretch?",
        "A code at 2 reaches down to 1.9, and less than 3% of N(0, 1) lies above that. How far may the other four be?",
    ],
)
def breaks_reconstruction_judge():
    """Five codes that are drawn well and sampled badly."""
    # All in the tail, where draws from N(0, 1) seldom come.
    return np.array([2.0, 2.25, 2.5, 2.75, 3.0])


def _codes(answer):
    codes = np.asarray(answer)
    return codes if codes.shape == (5,) and codes.dtype.kind in "iuf" and np.isfinite(codes).all() else None


def good_samples(codes):
    """The share of draws from N(0, 1) from which a digit is drawn."""
    draws = np.array([NormalDist().inv_cdf((i + 0.5) / 1000) for i in range(1000)])
    return float(np.mean(np.min(np.abs(draws[:, None] - np.asarray(codes, dtype=float)), axis=1) <= 0.1))


@breaks_reconstruction_judge.breaks(good_samples, beside="good_samples gives")
def good_reconstructions(codes):
    codes = np.asarray(codes, dtype=float)
    return float(np.mean(np.min(np.abs(codes[:, None] - codes), axis=1) <= 0.1))


@breaks_reconstruction_judge.law("the codes are an array of five numbers", form=True)
def _(answer):
    return _codes(answer()) is not None


@breaks_reconstruction_judge.law("every code is from −3 to 3", form=True)
def _(answer):
    codes = _codes(answer())
    return codes is not None and bool(np.all(np.abs(codes) <= 3 + 1e-9))


@breaks_reconstruction_judge.law("any two codes are at least 0.2 apart", form=True)
def _(answer):
    codes = _codes(answer())
    return codes is not None and bool(np.all(np.diff(np.sort(codes.astype(float))) >= 0.2 - 1e-9))


@breaks_reconstruction_judge.law("fewer than 5% of the samples are good")
def _(answer):
    return good_samples(answer()) < 0.05


@breaks_reconstruction_judge.misconception(
    "These codes lie where N(0, 1) has most of its draws, so many samples hit one. Put them where draws are rare.",
    when=lambda codes: good_samples(codes) >= 0.25,
)
def in_the_middle():
    return np.array([-0.4, -0.2, 0.0, 0.2, 0.4])


@breaks_reconstruction_judge.misconception(
    "Fewer samples are good than reconstructions, but more than 5%. Some of your codes are still where draws from "
    "N(0, 1) are frequent: move them farther from 0.",
    when=lambda codes: 0.05 <= good_samples(codes) < 0.25,
)
def spread_out():
    return np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
