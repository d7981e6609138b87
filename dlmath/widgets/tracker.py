"""The widget `Tracker`: which track goes with which thing?"""

import numpy as np

from dlmath import tracking
from dlmath.widgets._base import Choice, Flag, Number, Whole, Widget, digits, joined
from dlmath.widgets.monte_carlo import uniform
from dlmath.widgets.overfit import normals

LAST, MIDDLE, SPEED_STD, SHARE = 40, 20, 3.0, 0.99
ROOT = np.array([[2.0, 1.0], [1.0, 2.0]]) / 3  # its square is the shape of R: three times as far along (1, 1)


class Tracker(Widget):
    """Two things whose paths meet, what is measured of them, and the beliefs of two Kalman filters that follow them.

    A camera at the lower left measures the places. Along its line of sight, the error is three times as large as
    across.

    Parameters
    ----------
    targets : int
        How many things there are, 1 or 2.
    motion : str
        "straight": they go straight on where they meet; "turn": each turns away there, onto the other's path.
    acceleration_std : float
        σ_a of the model, from 0.01 to 3.
    measurement_std : float
        σ_z along the line of sight, from 0.5 to 6, of the measurements and of the model.
    hidden : int
        In how many frames around the middle nothing is measured, from 0 to 12.
    looks : bool
        Whether a track takes only what looks like it.
    frame : int
        The frame that is shown, from 0 to 40.
    seed : int
        From 0 to 999.

    >>> w = Tracker(motion="turn", hidden=7)
    >>> w.partners.shape, w.switches
    ((2, 41), 2)
    """

    _esm = joined("random", "tracker")
    _always = ("targets", "motion")
    _room = ("max(795px, 1015px - 56cqi)", "490px")

    targets = Whole(2, low=1, high=2)
    motion = Choice(("straight", "turn"))
    acceleration_std = Number(0.1, low=0.01, high=3)
    measurement_std = Number(2.0, low=0.5, high=6)
    hidden = Whole(5, low=0, high=12)
    looks = Flag(False)
    frame = Whole(LAST, low=0, high=LAST)
    seed = Whole(1, low=0, high=999)

    @property
    def places(self):
        """Where the things are: array (targets, 41, 2)."""
        t = np.arange(LAST + 1)
        rise = t - MIDDLE if self.motion == "straight" else -np.abs(t - MIDDLE)
        both = [np.column_stack([10 + 2 * t, 30 + side * 0.9 * rise]) for side in (1, -1)]
        return np.array(both[: self.targets])

    @property
    def measured(self):
        """What is measured of them: array (targets, 41, 2), NaN where they are hidden."""
        noise = normals(uniform(self.seed, 8 * (LAST + 1))).reshape(2, LAST + 1, 2)[: self.targets]
        z = self.places + self.measurement_std * noise @ ROOT
        later = 2 * (np.arange(LAST + 1) - MIDDLE)
        z[:, (later >= -self.hidden) & (later < self.hidden)] = np.nan
        return z

    @property
    def model(self):
        """The model of the filters, as of `dlmath.tracking.constant_velocity` but for R."""
        model = tracking.constant_velocity(self.acceleration_std, self.measurement_std)
        return model._replace(R=self.measurement_std**2 * ROOT @ ROOT)

    @property
    def run(self):
        """What the filters believe after each frame: means (targets, 41, 4), covariances, partners (targets, 41)."""
        z, model, n = self.measured, self.model, self.targets
        spread = np.block([[model.R, np.zeros((2, 2))], [np.zeros((2, 2)), SPEED_STD**2 * np.eye(2)]])
        means, covariances, partners = (
            [np.hstack([z[:, 0], np.zeros((n, 2))])],
            [np.array([spread] * n)],
            [np.arange(n)],
        )
        for t in range(1, LAST + 1):
            pairs = zip(means[-1], covariances[-1], strict=True)
            beliefs = [tracking.kalman_predict(m, P, model.F, model.Q) for m, P in pairs]
            partners.append(self._assigned(z[:, t], beliefs, model))
            for i, j in enumerate(partners[-1]):
                if j >= 0:
                    beliefs[i] = tracking.kalman_update(*beliefs[i], z[j, t], model.H, model.R)
            means.append(np.array([m for m, _ in beliefs]))
            covariances.append(np.array([P for _, P in beliefs]))
        return tuple(np.stack(values, axis=1) for values in (means, covariances, partners))

    def _assigned(self, z, beliefs, model):
        """The measurement of each track, or −1."""
        cost, partner = np.full((len(z), len(z)), np.inf), np.full(len(z), -1)
        if not np.isnan(z).any():
            limit = tracking.chi_square_quantile(SHARE, 2)
            for i, (m, P) in enumerate(beliefs):
                squares = tracking.mahalanobis(z, *tracking.expected_measurement(m, P, model.H, model.R)) ** 2
                cost[i] = np.where(squares <= limit, squares, np.inf)
            if self.looks:
                cost[~np.eye(len(z), dtype=bool)] = np.inf
            rows, columns = tracking.assign(cost)
            partner[rows] = columns
        return partner

    @property
    def partners(self):
        """Which thing each track takes in each frame, −1 for none: array (targets, 41)."""
        return self.run[2]

    @property
    def switches(self):
        """How often, up to the frame shown, a track takes another thing than it took last."""
        taken = [[j for j in row[: self.frame + 1] if j >= 0] for row in self.partners]
        return sum(int(np.sum(np.diff(row) != 0)) for row in taken)

    @property
    def errors(self):
        """Root mean square distances from the first thing up to the frame shown: of its track, and of what is measured.

        The measurements count where there are any, the track in all frames.
        """
        until = self.frame + 1
        off = self.run[0][0, :until, :2] - self.places[0, :until]
        raw = (self.measured - self.places)[0, :until]
        return tuple(float(np.sqrt(np.nanmean(np.sum(v**2, axis=-1)))) for v in (off, raw))

    def describe(self):
        """One sentence that says what stands here and in which state."""
        start = f"Kalman filters with σ_a = {self.acceleration_std:g} and σ_z = {self.measurement_std:g} "
        if self.targets == 1:
            what = "one thing that goes straight on" if self.motion == "straight" else "one thing that turns"
            track, raw = (digits(v, 2) for v in self.errors)
            ends = f"the track is off by {track}, the measurements by {raw}"
        else:
            what = "two things that cross" if self.motion == "straight" else "two things that meet and turn away"
            ends = f"identity switches up to frame {self.frame}: {self.switches}"
        return f"{start}follow {what}; {ends}."
