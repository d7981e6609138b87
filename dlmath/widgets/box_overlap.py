"""The widget `BoxOverlap`: how well do two boxes meet, and which way does a measure pull?"""

import numpy as np

from dlmath import _checks, detection
from dlmath.autodiff import grad
from dlmath.widgets._base import Checked, Choice, Number, Widget, digits, joined

WIDTH, HEIGHT = 16.0, 10.0
MEASURES = {"IoU": detection.iou, "GIoU": detection.giou, "DIoU": detection.diou, "CIoU": detection.ciou}
SCORES = (0.9, 0.8)


class Box(Checked):
    """A tuple (x1, y1, x2, y2) of corners on the paper, with x1 < x2 and y1 < y2."""

    def __init__(self, default):
        super().__init__(default)
        self.tag(to_json=lambda box, _: list(box), from_json=lambda box, _: tuple(box))

    def check(self, value):
        box = _checks.array(self.name, value, shape=(4,))
        high = (WIDTH, HEIGHT) * 2
        x1, y1, x2, y2 = (_checks.scalar(self.name, float(v), low=0, high=h) for v, h in zip(box, high, strict=True))
        if x1 >= x2 or y1 >= y2:
            raise ValueError(f"{self.name} is {value!r}, expected (x1, y1, x2, y2) with x1 < x2 and y1 < y2")
        return x1, y1, x2, y2


class BoxOverlap(Widget):
    """Two boxes that can be dragged: IoU, GIoU, DIoU and CIoU with their gradients, or suppression by a threshold.

    Parameters
    ----------
    a, b : tuple of four floats
        The boxes' corners (x1, y1, x2, y2), with x from 0 to 16 and y, downward, from 0 to 10.
    show : str
        "IoU", "GIoU", "DIoU" or "CIoU", whose gradient by the corners of A is drawn, or "suppression": then A has the
        score 0.9 and B 0.8, and B is dropped where their IoU is above the threshold.
    threshold : float
        From 0 to 1.

    >>> w = BoxOverlap(a=(0, 0, 1, 1), b=(3, 0, 4, 1), show="GIoU")
    >>> w.values["GIoU"], w.gradient
    (-0.5, array([-0.125,  0.   ,  0.25 ,  0.   ]))
    """

    _esm = joined("box_overlap")
    _always = ("show",)
    _room = ("440px + 64.5cqi", "450px")

    a = Box((1.0, 2.0, 5.0, 6.0))
    b = Box((9.0, 3.0, 14.0, 9.0))
    show = Choice((*MEASURES, "suppression"))
    threshold = Number(0.5, low=0, high=1)

    @property
    def values(self):
        """The four measures: dict of name to float."""
        return {name: float(f(self.a, self.b)) for name, f in MEASURES.items()}

    @property
    def gradient(self):
        """The gradient of the measure shown (of IoU, for suppression) by the corners of A: array (4,)."""
        return grad(MEASURES.get(self.show, detection.iou))(np.array(self.a), np.array(self.b))

    @property
    def kept(self):
        """What suppression keeps: "A" or "AB"."""
        kept = detection.non_maximum_suppression([self.a, self.b], SCORES, self.threshold)
        return "".join("AB"[i] for i in kept)

    def describe(self):
        """One sentence that says what stands here and in which state."""
        boxes = " and ".join(
            f"{name} = ({', '.join(map(digits, box))})" for name, box in (("A", self.a), ("B", self.b))
        )
        if self.show == "suppression":
            kept = "both are kept" if self.kept == "AB" else "B is dropped"
            return f"two boxes, {boxes}; at the threshold {digits(self.threshold)}, {kept}."
        values = ", ".join(f"{name} {digits(value)}" for name, value in self.values.items())
        return f"two boxes, {boxes}: {values}."
