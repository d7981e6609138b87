// What the widgets draw with: contours, a plot of two canvases, lines, markers and arrows.
import { h } from "./kit.js";
import { linear, log } from "./scales.js";

// ---- contours ----------------------------------------------------------------------------------------------------------

// f on a grid: {values (row by row), nx, ny, x: [from, to], y: [from, to]}.
export function grid(f, x, y, nx = 181, ny = 136) {
  const values = new Float64Array(nx * ny);
  for (let j = 0, k = 0; j < ny; j++) {
    const b = y[0] + (y[1] - y[0]) * j / (ny - 1);
    for (let i = 0; i < nx; i++) values[k++] = f(x[0] + (x[1] - x[0]) * i / (nx - 1), b);
  }
  return { values, nx, ny, x, y };
}

// Levels at the quantiles (k/n)², so that the rings of a bowl lie at equal distances.
export function levels({ values }, n = 14) {
  const sorted = values.slice().sort();
  return Array.from({ length: n + 1 }, (_, k) => sorted[Math.round((k / n) ** 2 * (sorted.length - 1))]);
}

// Marching squares: the line pieces [x, y, x, y, …] of one level, in data coordinates.
export function contour({ values, nx, ny, x, y }, level) {
  const pieces = [], dx = (x[1] - x[0]) / (nx - 1), dy = (y[1] - y[0]) / (ny - 1);
  for (let j = 0; j < ny - 1; j++) {
    for (let i = 0; i < nx - 1; i++) {
      const k = j * nx + i, [a, b, c, d] = [k, k + 1, k + nx + 1, k + nx].map((at) => values[at] - level);
      const kind = (a > 0) + 2 * (b > 0) + 4 * (c > 0) + 8 * (d > 0);
      if (kind === 0 || kind === 15) continue;
      const at = [];
      if ((a > 0) !== (b > 0)) at.push(i + a / (a - b), j);
      if ((b > 0) !== (c > 0)) at.push(i + 1, j + b / (b - c));
      if ((c > 0) !== (d > 0)) at.push(i + d / (d - c), j + 1);
      if ((d > 0) !== (a > 0)) at.push(i, j + a / (a - d));
      if (at.length === 8 && (a + b + c + d > 0) !== (a > 0)) at.push(...at.splice(0, 2));
      for (let m = 0; m < at.length; m += 4) {
        const [p, q] = at[m] < at[m + 2] ? [m, m + 2] : [m + 2, m]; // from left to right, so that pieces can be joined
        pieces.push(x[0] + dx * at[p], y[0] + dy * at[p + 1], x[0] + dx * at[q], y[0] + dy * at[q + 1]);
      }
    }
  }
  return pieces;
}

export const channels = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
export const mix = (from, to, share) => {
  const a = channels(from), b = channels(to);
  return `rgb(${a.map((v, i) => Math.round(v + (b[i] - v) * share)).join(" ")})`;
};

// Fill the plot with a field, of which shade(value) says the color, as channels, and how opaque it is, from 0 to 1.
export function raster(ctx, plot, { values, nx, ny }, shade) {
  const image = new ImageData(nx, ny), { left, top, width, height } = plot.area;
  for (let k = 0; k < values.length; k++) {
    const pixel = 4 * ((ny - 1 - Math.floor(k / nx)) * nx + (k % nx)), [color, opacity] = shade(values[k]);
    image.data.set(color, pixel);
    image.data[pixel + 3] = 255 * opacity;
  }
  const small = h("canvas", { width: nx, height: ny });
  small.getContext("2d").putImageData(image, 0, 0);
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(small, 0.5, 0.5, nx - 1, ny - 1, left, top, width, height);
}

// The path along the pieces that `contour` has found.
export function outline(ctx, plot, pieces) {
  for (let k = 0; k < pieces.length; k += 4) {
    const joined = k && pieces[k] === pieces[k - 2] && pieces[k + 1] === pieces[k - 1];
    if (!joined) ctx.moveTo(plot.x(pieces[k]), plot.y(pieces[k + 1]));
    ctx.lineTo(plot.x(pieces[k + 2]), plot.y(pieces[k + 3]));
  }
}

// Fill the plot with shades between the levels, valleys deep, and draw the contour lines.
export function terrain(ctx, plot, field, colors) {
  const steps = levels(field), n = steps.length - 1, deep = channels(colors.data);
  raster(ctx, plot, field, (value) => {
    let m = 0;
    while (m < n - 1 && value > steps[m + 1]) m++;
    const t = (m + Math.min(1, Math.max(0, (value - steps[m]) / (steps[m + 1] - steps[m] || 1)))) / n;
    return [deep, 0.48 * (1 - t) ** 1.6];
  });
  stroke(ctx, mix(colors.paper, colors.data, 0.55), 0.8, () => {
    for (const level of steps.slice(1, -1)) outline(ctx, plot, contour(field, level));
  });
}

// ---- a plot ------------------------------------------------------------------------------------------------------------

// A figure with a back canvas, redrawn when something else is shown, and a front canvas, redrawn when something moves.
//   plot.box({x: [from, to], y: [from, to], logX, logY})   sets the scales plot.x, plot.y      plot.area   {left, top, width, height}
//   plot.back(), plot.front()   the cleared canvas, ready to draw in CSS pixels
//   plot.axes(ctx, {x: "step", y: "loss", above: true})   thin axes with ticks, and their names; a long one stands above
//       plot.inside(ctx, () => …)   draws clipped to the area
//   plot.tip(text, x, y)        a tooltip in data coordinates; without arguments it goes away
export function plot(ui, { label, aspect = 4 / 3, margin = [10, 10, 24, 34] }) {
  const [back, front] = [h("canvas"), h("canvas")], tip = h("div.tip", { hidden: true });
  const figure = h("figure", { role: "group", "aria-label": label, style: `aspect-ratio: ${aspect}; --most: ${Math.round(280 * aspect)}px` }, back, front, tip);
  const p = { figure, margin, aspect, area: { left: 0, top: 0, width: 1, height: 1 } };
  let w = 1, height = 1, ratio = 1;
  const sharpness = () => (ui.onPaper ? 3 : devicePixelRatio || 1);
  const size = () => {
    w = figure.clientWidth || 1;
    height = figure.clientHeight || 1;
    ratio = sharpness();
    for (const canvas of [back, front]) {
      canvas.width = Math.round(w * ratio);
      canvas.height = Math.round(height * ratio);
    }
    ui.fresh = true;
  };
  const observer = new ResizeObserver(() => {
    const same = figure.clientWidth === w && figure.clientHeight === height && sharpness() === ratio;
    if (same || !figure.clientWidth) return;
    size();
    ui.now();
  });
  observer.observe(figure);
  ui.signal.addEventListener("abort", () => observer.disconnect());
  ui.sized.push(size);

  const clean = (canvas) => () => {
    const ctx = canvas.getContext("2d");
    // A printer draws the strokes of all canvases on one sheet, where clearing would wipe what lies behind.
    if (ui.onPaper) canvas.width = Math.round(w * ratio);
    else ctx.clearRect(0, 0, w, height);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.font = `12px ${ui.font}`;
    return ctx;
  };
  p.back = clean(back);
  p.front = clean(front);
  p.box = ({ x, y, logX = false, logY = false }) => {
    const [top, right, bottom, left] = p.margin;
    p.area = { left, top, width: Math.max(1, w - left - right), height: Math.max(1, height - top - bottom) };
    p.x = (logX ? log : linear)(x, [left, left + p.area.width]);
    p.y = (logY ? log : linear)(y, [top + p.area.height, top]);
  };
  p.axes = (ctx, names) => axes(ctx, p, ui.colors, names);
  p.inside = (ctx, paint) => {
    const { left, top, width: wide, height: high } = p.area;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, wide, high);
    ctx.clip();
    paint();
    ctx.restore();
  };
  p.tip = (text, x, y) => {
    tip.hidden = !text;
    if (!text) return;
    tip.textContent = text;
    const px = Math.min(Math.max(p.x(x) + 12, 2), w - tip.offsetWidth - 2), above = p.y(y) - 32;
    tip.style.transform = `translate(${px}px, ${above < 2 ? p.y(y) + 14 : above}px)`;
  };
  p.at = (event) => {
    const frame = figure.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };
  return p;
}

function axes(ctx, p, colors, names) {
  const { left, top, width, height } = p.area, bottom = top + height;
  ctx.strokeStyle = mix(colors.paper, colors.ink, 0.35);
  ctx.fillStyle = colors.muted;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(left, top);
  ctx.lineTo(left, bottom);
  ctx.lineTo(left + width, bottom);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  for (const [value, text] of p.x.ticks(width / 55)) {
    const x = p.x(value);
    if (x + ctx.measureText(text).width / 2 > left + width - ctx.measureText(names.x).width - 6) continue;
    ctx.moveTo(x, bottom);
    ctx.lineTo(x, bottom + 4);
    ctx.fillText(text, x, bottom + 7);
  }
  ctx.textAlign = "right";
  ctx.fillText(names.x, left + width, bottom + 7);
  ctx.textBaseline = "middle";
  for (const [value, text] of p.y.ticks(height / 40)) {
    const y = p.y(value);
    ctx.moveTo(left, y);
    ctx.lineTo(left - 4, y);
    if (y > top + 12 || !names.y || names.above) ctx.fillText(text, left - 7, y);
  }
  ctx.stroke();
  if (names.y) {
    ctx.textBaseline = "top";
    ctx.textAlign = names.above ? "left" : "right";
    ctx.fillText(names.y, names.above ? left : left - 7, names.above ? top - 20 : top);
  }
}

// A line through the points xy(k) for k up to `until`, which may lie between two; what left the picture far behind is
// pulled near.
export function polyline(ctx, p, count, xy, until = count - 1) {
  const far = 4 * (p.area.width + p.area.height);
  let [px, py] = [NaN, NaN];
  for (let k = 0; k < count && k < until + 1; k++) {
    const [u, v] = xy(k);
    let x = p.x(u), y = p.y(v);
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    if (k > until) { const part = until - k + 1; x = px + (x - px) * part; y = py + (y - py) * part; }
    const size = Math.max(Math.abs(x), Math.abs(y)) / far;
    if (size > 1) { x /= size; y /= size; }
    if (k === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
    [px, py] = [x, y];
  }
}

const SHAPES = {
  circle: [0], square: [4, 45], diamond: [4, 0], up: [3, -90], down: [3, 90], hexagon: [6, 0], star: [10, -90, 0.55],
};

// One line of the given color and width along the path that paint() draws.
export function stroke(ctx, color, width, paint, dash = []) {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  paint();
  ctx.stroke();
  ctx.setLineDash([]);
}

// Text on a rim of paper, legible on whatever lies below.
export function halo(ctx, text, x, y, color, paper) {
  ctx.strokeStyle = paper;
  ctx.lineWidth = 4;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

// Seven shapes, so that color is never the only sign.
export function marker(ctx, shape, x, y, r) {
  const [corners, turn, inner] = SHAPES[shape];
  ctx.beginPath();
  for (let k = 0; k < corners; k++) {
    const angle = (turn + k * 360 / corners) * Math.PI / 180, size = inner && k % 2 ? inner * r : 1.25 * r;
    ctx.lineTo(x + size * Math.cos(angle), y + size * Math.sin(angle));
  }
  if (!corners) ctx.arc(x, y, r, 0, 7);
  ctx.closePath();
}

// The names of curves below their plot, each behind its marker: show([[name, shape, color], …]).
export function legend() {
  const element = h("ul.legend");
  const item = ([name, shape, color]) => {
    const canvas = h("canvas", { width: 42, height: 42 }), ctx = canvas.getContext("2d");
    ctx.scale(3, 3);
    marker(ctx, shape, 7, 7, 4.5);
    ctx.fillStyle = color;
    ctx.fill();
    return h("li", {}, canvas, name);
  };
  let shown = "";
  return { element, show: (list) => {
    if (JSON.stringify(list) !== shown) element.replaceChildren(...list.map(item));
    shown = JSON.stringify(list);
  } };
}

export function arrow(ctx, x0, y0, x1, y1, size = 8) {
  const a = Math.atan2(y1 - y0, x1 - x0), tip = (turn) => [x1 - size * Math.cos(a + turn), y1 - size * Math.sin(a + turn)];
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(...tip(0.45));
  ctx.lineTo(...tip(-0.45));
  ctx.fill();
}
