"""The widget `ArchitectureExplorer`: what does each layer of a famous network cost?"""

from dlmath import architectures
from dlmath.widgets._base import Choice, Whole, Widget, joined

PHOTOGRAPH = (3, 224, 224)
NETWORKS = {
    "LeNet-5": (architectures.LENET5, (1, 28, 28)),
    "AlexNet": (architectures.ALEXNET, PHOTOGRAPH),
    "ZFNet": (architectures.ZFNET, PHOTOGRAPH),
    "VGG-16": (architectures.VGG16, PHOTOGRAPH),
    "GoogLeNet": (architectures.GOOGLENET, PHOTOGRAPH),
    "ResNet-18": (architectures.RESNET18, PHOTOGRAPH),
}
SHOWS = ("parameters", "multiply-adds", "receptive field", "numbers in the output")
MOST = max(len(network) for network, _ in NETWORKS.values())


class ArchitectureExplorer(Widget):
    """Six famous networks, layer by layer, with the shape, parameters, multiply–adds and receptive field of each layer.

    Parameters
    ----------
    network : str
        "LeNet-5", "AlexNet", "ZFNet", "VGG-16", "GoogLeNet" or "ResNet-18".
    shows : str
        What the bars show: "parameters", "multiply-adds", "receptive field" or "numbers in the output".
    layer : int
        The layer whose bill is shown, from 1; the last one where the network has fewer layers.

    >>> w = ArchitectureExplorer(network="VGG-16", layer=19)
    >>> w.row.shape, w.row.parameters
    ((4096,), 102764544)
    """

    _esm = joined("architecture_explorer")
    _always = ("network",)

    _room = ("clamp(925px, 535px + 100cqi, 1040px)", "586px")

    network = Choice(NETWORKS)
    shows = Choice(SHOWS)
    layer = Whole(1, low=1, high=MOST)

    @property
    def rows(self):
        """The bill of the network: a list of `dlmath.architectures.Row`, one for each layer."""
        return architectures.summary(*NETWORKS[self.network])

    @property
    def row(self):
        """The bill of the layer that is chosen: `dlmath.architectures.Row`."""
        rows = self.rows
        return rows[min(self.layer, len(rows)) - 1]

    def describe(self):
        """One sentence that says what stands here and in which state."""
        rows = self.rows
        parameters, work = (sum(getattr(row, name) for row in rows) for name in ("parameters", "multiply_adds"))
        return (
            f"{self.network}, {len(rows)} layers: {parameters:,} parameters and {work:,} multiply–adds for one image."
        )
