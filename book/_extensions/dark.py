"""Figures for the dark page. The build uses this for the pictures of the book, a page for those that a reader draws."""

import base64
import io
import pathlib
import re

import numpy as np
from PIL import Image

PALETTE = pathlib.Path(__file__).parent.parent / "_static" / "palette.css"
COLOR = re.compile(r'((?:fill|stroke|stop-color)(?::\s*|="))#([0-9a-fA-F]{6})\b')
RASTER = re.compile(r'(href="data:image/png;base64,)([^"]+)"')


def palette(css=None):
    """The colors of ``palette.css`` by name: ``{"light": {"data": "#0072B2", …}, "dark": {…}}``."""
    light, dark = (css or PALETTE.read_text(encoding="utf-8")).split('html[data-theme="dark"]')
    read = re.compile(r"--([a-z]+):\s*(#[0-9a-fA-F]{6})")
    return {"light": dict(read.findall(light)), "dark": dict(read.findall(dark))}


def _rgb(color):
    return np.array([int(color.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4)]) / 255


def flip(rgb, colors):
    """Turn light colors dark and dark ones light, and keep the hue: white becomes paper, black becomes ink.

    c' = paper + (c + 1 − max c − min c) (ink − paper); the last axis of ``rgb`` holds the channels c in [0, 1].
    """
    paper, ink = _rgb(colors["dark"]["paper"]), _rgb(colors["dark"]["ink"])
    turned = rgb + 1 - rgb.max(axis=-1, keepdims=True) - rgb.min(axis=-1, keepdims=True)
    return paper + np.clip(turned, 0, 1) * (ink - paper)


def dark_svg(svg, colors=None):
    """The picture ``svg`` (its text) in the dark palette."""
    colors = colors or palette()
    partner = {light.lower(): colors["dark"][name].lower() for name, light in colors["light"].items()}

    def color(match):
        code = "#" + match[2].lower()
        if code not in partner:
            channels = np.rint(255 * flip(_rgb(code), colors)).astype(int)
            partner[code] = "#" + "".join(f"{c:02x}" for c in channels)
        return match[1] + partner[code]

    def raster(match):
        image = Image.open(io.BytesIO(base64.b64decode(match[2]))).convert("RGBA")
        pixels = np.asarray(image) / 255
        pixels = np.concatenate([flip(pixels[..., :3], colors), pixels[..., 3:]], axis=-1)
        out = io.BytesIO()
        Image.fromarray(np.rint(255 * pixels).astype(np.uint8)).save(out, "png", optimize=True)
        return f'{match[1]}{base64.b64encode(out.getvalue()).decode("ascii")}"'

    svg = RASTER.sub(raster, COLOR.sub(color, svg))
    return svg.replace("<svg ", f'<svg fill="{colors["dark"]["ink"].lower()}" ', 1)
