"""The Matplotlib backend of a page: a figure becomes an SVG in the light and the dark palette, a photograph a PNG."""

import base64
import io

import dark
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from dlmath import plotting

plotting.use_style()
FigureCanvas, FigureManager = FigureCanvasAgg, FigureManagerBase
receive = print  # replaced by what shows an output


def show(*arguments, **keywords):
    """Show every open figure, and close it."""
    for manager in Gcf.get_all_fig_managers():
        receive(pictured(manager.canvas.figure))
    Gcf.destroy_all()


def pictured(figure):
    """A figure as {mime type: content}."""
    if figure.get_gid() == "photograph":
        picture = base64.b64encode(drawn(figure, "png", facecolor=plotting.PALETTE["light"]["paper"])).decode()
        return {"text/plain": repr(figure), "image/png": picture}
    svg = drawn(figure, "svg", metadata={"Date": None}).decode()
    return {"text/plain": repr(figure), "image/svg+xml": svg, "dark": dark.dark_svg(svg, plotting.PALETTE)}


def drawn(figure, kind, **settings):
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=144, **settings)
    return out.getvalue()
