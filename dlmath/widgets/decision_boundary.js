// The widget DecisionBoundary: points of two classes, the probabilities of a logistic regression, and its boundary.
import { arrow, channels, grid, halo, mix, plot, raster, stroke } from "./drawing.js";
import { accepting, between, checkbox, flag, footer, h, handle, open, select, slider } from "./kit.js";
import { fixed, number, pairs, sigmoid, softplus, solveLinear } from "./scales.js";

const KEYS = ["zeros", "ones", "penalty", "line"], WIDE = 4, HIGH = 3, MOST = 8, SURE = Math.log(9);

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

// All points as [x1, x2, label], those of class 0 first.
export const examples = ({ zeros, ones }) => [...pairs(zeros).map(([a, b]) => [a, b, 0]), ...pairs(ones).map(([a, b]) => [a, b, 1])];

export const logit = ([b, u, v], x, y) => b + u * x + v * y;

// The mean cross-entropy of the model θ = [b, w1, w2].
export const loss = (data, theta) => data.reduce((sum, [x, y, label]) => sum + softplus((1 - 2 * label) * logit(theta, x, y)), 0) / data.length;

// Newton's method on the loss with (λ/2)‖w‖²; a step that would raise it is halved. λ > 0, so that there is one minimum.
export function fit({ penalty, ...state }) {
  const data = examples(state), n = data.length, price = (t) => loss(data, t) + penalty / 2 * (t[1] * t[1] + t[2] * t[2]);
  let theta = [0, 0, 0], value = price(theta);
  for (let step = 0; step < 60; step++) {
    const g = [0, penalty * theta[1], penalty * theta[2]], H = [[0, 0, 0], [0, penalty, 0], [0, 0, penalty]];
    for (const [x, y, label] of data) {
      const z = logit(theta, x, y), p = sigmoid(z), s = p * sigmoid(-z) / n, a = [1, x, y];
      const off = (label ? -sigmoid(-z) : p) / n;
      for (let i = 0; i < 3; i++) {
        g[i] += off * a[i];
        for (let j = 0; j < 3; j++) H[i][j] += s * a[i] * a[j];
      }
    }
    const move = solveLinear(H, g);
    let size = 1, next = theta.map((v, i) => v - move[i]);
    while (size > 1e-6 && price(next) > value + 1e-12) { size /= 2; next = theta.map((v, i) => v - size * move[i]); }
    if (size <= 1e-6) break;
    theta = next;
    value = price(theta);
    if (Math.max(...move.map(Math.abs)) < 1e-13) break;
  }
  return theta;
}

// The line through the labels 0 and 1 by least squares, as [b − ½, w1, w2], so that its 0 is the boundary; null where
// the points lie on one line.
export function labelsLine(state) {
  const data = examples(state), n = data.length, mean = (f) => data.reduce((sum, d) => sum + f(d), 0) / n;
  const [mx, my, ml] = [0, 1, 2].map((k) => mean((d) => d[k]));
  const [xx, xy, yy, xl, yl] = [[0, 0], [0, 1], [1, 1], [0, 2], [1, 2]].map(([i, j]) => mean((d) => (d[i] - [mx, my, ml][i]) * (d[j] - [mx, my, ml][j])));
  const det = xx * yy - xy * xy;
  if (det <= 1e-9 * (xx + yy) ** 2) return null;
  const u = (xl * yy - yl * xy) / det, v = (yl * xx - xl * xy) / det;
  return [ml - u * mx - v * my - 0.5, u, v];
}

// Whether a line has all ones on one side and all zeros on the other. If there is one, there is one at right angles to the
// shortest way between the two hulls: a way between two points, or from a point to an edge.
export function separated(state) {
  const [zeros, ones] = [pairs(state.zeros), pairs(state.ones)], minus = ([a, b], [c, d]) => [a - c, b - d];
  const across = zeros.flatMap((p) => ones.map((q) => minus(q, p)));
  const edges = [zeros, ones].flatMap((set) => set.flatMap((p) => set.map((q) => minus(q, p)))).map(([a, b]) => [-b, a]);
  return [...across, ...edges].some(([a, b]) => {
    const along = (set) => set.map(([x, y]) => a * x + b * y);
    return Math.min(...along(ones)) > Math.max(...along(zeros)) + 1e-9;
  });
}

export const mistakes = (data, theta) => data.filter(([x, y, label]) => (2 * label - 1) * logit(theta, x, y) < 0).length;

// How far it is from the line of 10% to that of 90%.
export const fog = ([, u, v]) => (Math.hypot(u, v) > 1e-9 ? 2 * SURE / Math.hypot(u, v) : Infinity);

// ---- words -------------------------------------------------------------------------------------------------------------

const of = (k, n) => (k ? `${k} of ${n} on the wrong side` : "all on their side");

export function written([b, u, v]) {
  const term = (c, name) => ` ${c < 0 && fixed(c) !== "0.00" ? "−" : "+"} ${fixed(Math.abs(c))}${name}`;
  return `${fixed(u)}\u00a0x₁${term(v, "\u00a0x₂")}${term(b, "")}`;
}

// {tone: "good" | "bad" | "note", head, rest}
export function judged(state, theta, other) {
  const data = examples(state), n = data.length, k = mistakes(data, theta), size = Math.hypot(theta[1], theta[2]);
  const against = other ? ` The least-squares line: ${of(mistakes(data, other), n)}.` : "";
  if (separated(state)) {
    return { tone: "note", head: of(k, n),
      rest: `A line can separate them. So without the penalty, no w would be best: once all are on their side, doubling w and b lowers the loss. λ = ${number(state.penalty)} holds ‖w‖ at ${number(size)}.${against}` };
  }
  if (size < 1e-3) return { tone: "bad", head: "no line helps", rest: `w is almost 0, and p is nearly the same everywhere.${against}` };
  return { tone: k * 4 > n ? "bad" : "good", head: of(k, n), rest: `No line separates them. From 10% to 90%, the fog is ${number(fog(theta))} wide.${against}` };
}

// ---- examples to begin with --------------------------------------------------------------------------------------------

// All as many as by default, since an address keeps the length of a list.
const SETS = {
  overlapping: [[-2.8, 0.9, -2.2, -1.4, -1.5, 1.7, -0.9, -0.3, -0.3, 1.2, 1.4, 0.3], [-1.5, -0.9, 0.3, -0.6, 1.2, -1.7, 2.2, 0.7, 2.4, -0.7, 3, 1.5]],
  apart: [[-2.8, 0.9, -2.2, -1.4, -1.5, 1.7, -1.2, -0.3, -0.6, 1.2, -3.1, -0.4], [0.5, -1.5, 0.9, -0.4, 1.6, -1.8, 1.9, 0.6, 2.7, -0.7, 2.9, 1.2]],
  "two far away": [[-2.6, 1.4, -2.2, -0.9, -1.4, 2.2, -1.2, 0.3, -0.5, 1.5, -0.3, 0.6], [-0.4, -0.6, 0.4, 0.1, 0.6, 1.2, 1.2, -0.8, 3.7, -2.2, 3, -2.7]],
  surrounded: [[-2, 0, -1.1, 1.8, -1.1, -1.8, 1.1, 1.8, 1.1, -1.8, 2.4, 0.3], [-0.8, 0.4, 0, 0.8, 0.8, 0.4, -0.8, -0.4, 0, -0.8, 0.5, -0.2]],
};

// ---- the picture -------------------------------------------------------------------------------------------------------

// Each place in the color of the class that is more probable, the paler the less sure.
function drawField(ui, p, theta) {
  const ctx = p.back(), [zero, one] = [ui.colors.data, ui.colors.model].map(channels), { left, top, width, height } = p.area;
  const x = [left, left + width].map(p.x.invert), y = [top + height, top].map(p.y.invert);
  const field = grid((u, v) => 2 * sigmoid(logit(theta, u, v)) - 1, x, y, 121, 91);
  raster(ctx, p, field, (sure) => [sure > 0 ? one : zero, 0.41 * Math.abs(sure)]);
  p.axes(ctx, { x: "x₁", y: "x₂" });
}

// The two ends of the line on which the logit is z, far outside the picture.
function ends(p, theta, z) {
  const [b, u, v] = theta, size = u * u + v * v, [x, y] = [(z - b) * u / size, (z - b) * v / size], far = 20 / Math.sqrt(size);
  return [[x - v * far, y + u * far], [x + v * far, y - u * far]].map(([a, c]) => [p.x(a), p.y(c)]);
}

function drawLine(ctx, p, theta, z, color, width, dash) {
  const [[a, b], [c, d]] = ends(p, theta, z);
  p.inside(ctx, () => stroke(ctx, color, width, () => { ctx.moveTo(a, b); ctx.lineTo(c, d); }, dash));
}

// Where a line leaves the frame, its two ends on the frame; none if it does not cross.
function crossing({ area: { left, top, width, height } }, [[a, b], [c, d]]) {
  let [from, to] = [0, 1];
  for (const [start, move, low, high] of [[a, c - a, left, left + width], [b, d - b, top, top + height]]) {
    if (Math.abs(move) < 1e-12) { if (start < low || start > high) return null; continue; }
    const [s, t] = [(low - start) / move, (high - start) / move].sort((m, k) => m - k);
    [from, to] = [Math.max(from, s), Math.min(to, t)];
  }
  return from < to ? [from, to].map((t) => [a + t * (c - a), b + t * (d - b)]) : null;
}

// A name on its line: at the first of a few places along it where no other name stands.
function label(ctx, p, text, [[a, b], [c, d]], taken, color, paper) {
  const { left, top, width, height } = p.area, half = ctx.measureText(text).width / 2 + 4;
  const places = [0.03, 0.97, 0.12, 0.88, 0.25, 0.75].map((t) => [a + t * (c - a), b + t * (d - b)]).map(([x, y]) => [
    Math.min(left + width - half, Math.max(left + half, x)), Math.min(top + height - 10, Math.max(top + 10, y))]);
  const free = ([x, y]) => taken.every(([u, v, w]) => Math.abs(x - u) > half + w || Math.abs(y - v) > 16);
  const [x, y] = places.find(free) || places[0];
  taken.push([x, y, half]);
  halo(ctx, text, x, y, color, paper);
}

function drawLines(ui, p, state, theta, other) {
  const ctx = p.front(), { colors } = ui, thin = mix(colors.paper, colors.ink, 0.6), data = examples(state), lines = [];
  const steep = ([, u, v]) => Math.hypot(u, v) > 1e-6;
  if (other && steep(other)) lines.push([other, 0, "least squares", colors.error, 2, [7, 5]]);
  if (steep(theta)) lines.push([theta, -SURE, "10%", thin, 1.2, [3, 3]], [theta, SURE, "90%", thin, 1.2, [3, 3]], [theta, 0, "50%", colors.ink, 2.5]);
  for (const [model, z, , color, width, dash] of lines) drawLine(ctx, p, model, z, color, width, dash);
  for (const [x, y, kind] of data) {
    if ((2 * kind - 1) * logit(theta, x, y) >= 0) continue;
    stroke(ctx, colors.ink, 1.6, () => { ctx.moveTo(p.x(x) + 14, p.y(y)); ctx.arc(p.x(x), p.y(y), 14, 0, 7); });
  }
  if (steep(theta)) drawNormal(ui, ctx, p, theta, data);
  const taken = [];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const [model, z, text, color] of lines.reverse()) {
    const cut = crossing(p, ends(p, model, z));
    if (!cut) continue;
    const upward = cut[0][1] < cut[1][1] ? cut : [cut[1], cut[0]];
    label(ctx, p, text, upward, taken, color === thin ? colors.ink : color, colors.paper);
  }
}

// w, at right angles to the boundary, where it is farthest from the points.
function drawNormal(ui, ctx, p, theta, data) {
  const cut = crossing(p, ends(p, theta, 0)), { colors } = ui, size = Math.hypot(theta[1], theta[2]);
  if (!cut) return;
  const [dx, dy] = [theta[1] / size, -theta[2] / size];
  const room = ([x, y]) => Math.min(...data.map(([a, b]) => Math.hypot(p.x(a) - x - 35 * dx, p.y(b) - y - 35 * dy)));
  const places = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map((t) => [0, 1].map((i) => cut[0][i] + t * (cut[1][i] - cut[0][i])));
  const [x, y] = places.reduce((a, b) => (room(b) > room(a) + 4 ? b : a));
  for (const [color, width] of [[colors.paper, 5], [colors.gradient, 2.5]]) {
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.lineWidth = width;
    arrow(ctx, x, y, x + 38 * dx, y + 38 * dy);
  }
  ctx.save();
  ctx.font = ctx.font.replace("12px", "600 13px");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  halo(ctx, "w", x + 50 * dx, y + 50 * dy, colors.gradient, colors.paper);
  ctx.restore();
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const inside = (row) => Array.isArray(row) && row.length >= 2 && row.length <= 2 * MOST && row.length % 2 === 0
  && row.every((v, i) => between(...(i % 2 ? [-HIGH, HIGH] : [-WIDE, WIDE]))(v));
const accepts = accepting({ zeros: inside, ones: inside, penalty: between(0.0001, 1), line: flag });

const STYLE = `
.verdict { min-height: 8.8em; }
.handle.one::after { border-radius: 3px; }
.numbers { font-variant-numeric: tabular-nums; min-height: 2.9em; }
.key { display: inline-block; width: 11px; height: 11px; border: 3.5px solid; margin: 0 5px 0 0; vertical-align: -1px; }
.key.zero { border-radius: 50%; border-color: var(--data); }
.key.one { border-color: var(--model); margin-left: 14px; }
`;

function pointHandles(ui, p, theta) {
  return ["zeros", "ones"].flatMap((key, label) => Array.from({ length: MOST }, (_, i) => {
    const get = () => pairs(ui.get(key))[i] ?? [0, 0];
    const set = ([x, y]) => {
      const at = [Math.min(WIDE, Math.max(-WIDE, x)), Math.min(HIGH, Math.max(-HIGH, y))];
      ui.set({ [key]: pairs(ui.get(key)).flatMap((pair, k) => (k === i ? at : pair)) });
    };
    const there = () => i < ui.get(key).length / 2;
    const one = handle(ui, p, {
      label: `class ${label}, point ${i + 1}`, get, set,
      describe: (x, y) => `x₁ = ${number(x)}, x₂ = ${number(y)}, p = ${fixed(sigmoid(logit(theta(), x, y)))}`,
    });
    one.element.classList.toggle("one", label === 1);
    one.element.style.setProperty("--ink", label ? "var(--model)" : "var(--data)");
    return { place: () => { one.element.hidden = !there(); if (there()) one.place(); } };
  }));
}

function render(args) {
  const ui = open(args, "Decision boundary"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const p = plot(ui, { label: "two classes of points and the probability of class 1", aspect: 1.37, margin: [8, 8, 24, 30] });
  let theta = [0, 0, 0];
  const handles = pointHandles(ui, p, () => theta);
  const matching = () => Object.keys(SETS).find((name) => JSON.stringify(SETS[name]) === JSON.stringify([ui.get("zeros"), ui.get("ones")]));
  const sets = select(ui, { label: "points", options: [...Object.keys(SETS).map((name) => [name, name]), ["", "your own"]],
    get: () => matching() ?? "", set: (name) => { if (name) ui.set({ zeros: SETS[name][0], ones: SETS[name][1] }); else ui.redraw(); } });
  const penalty = slider(ui, { key: "penalty", label: "penalty", symbol: "λ", min: 0.0001, max: 1, scale: "log", format: (v) => number(v) });
  const line = checkbox(ui, { key: "line", label: "least-squares line" });
  const numbers = h("div.numbers"), words = h("p.verdict");
  const key = h("div.soft", {}, h("span.key.zero"), "class 0", h("span.key.one"), "class 1");
  const choices = h("div.row", {}, sets.element, line.element);
  [p.figure, key, choices, penalty.element, numbers, words].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, p.figure, key), right = h("div.stack", {}, choices, penalty.element, numbers, words);
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right), footer(ui, KEYS));
  return ui.run(() => {
    const now = state(), other = now.line ? labelsLine(now) : null;
    theta = fit(now);
    p.box({ x: [-WIDE, WIDE], y: [-HIGH, HIGH] });
    const wide = HIGH * p.area.width / p.area.height; // one unit is as long in both directions
    p.box({ x: [-wide, wide], y: [-HIGH, HIGH] });
    drawField(ui, p, theta);
    drawLines(ui, p, now, theta, other);
    for (const each of [...handles, sets, penalty, line]) (each.place || each.show)();
    numbers.replaceChildren(h("span.soft", {}, "logit: "), written(theta), h("br"), h("span.soft", {}, "mean cross-entropy: "), h("b", {}, fixed(loss(examples(now), theta))));
    const { tone, head, rest } = judged(now, theta, other);
    words.style.setProperty("--tone", `var(--${{ good: "gradient", bad: "error", note: "muted" }[tone]})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest}`);
  });
}

export default { render, accepts };
