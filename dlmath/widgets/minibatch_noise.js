// The widget MinibatchNoise: sixty runs of stochastic gradient descent, the cloud they end in, and how large it should be.
import { grid, legend, mix, plot, polyline, stroke, terrain } from "./drawing.js";
import { accepting, between, button, footer, h, handle, open, player, points, slider, whole } from "./kit.js";
import { uniform } from "./random.js";
import { mean, number, rounded } from "./scales.js";

const RUNS = 60, LAST = 100, KEYS = ["batch_size", "learning_rate", "start", "step", "seed"];

// ---- the problem: every seventh patient of dlmath.datasets.diabetes; a test holds them equal ---------------------------

const BODY_MASS = [
  32.1, 26.2, 24, 24.3, 24.4, 23.5, 25.4, 27.7, 30.2, 22.9, 19.9, 23, 22.7, 31.2, 25.9, 23.4, 28.3, 22, 20.7, 21.4,
  27.7, 35, 28.3, 32.3, 31.9, 22.8, 26.9, 20.2, 22.1, 29.2, 27.7, 29.3, 20.2, 23.5, 25.5, 23.1, 31.9, 23, 20.6, 24.5,
  28.1, 25.8, 23.5, 24.1, 22.1, 24.5, 32.1, 21.2, 34.3, 28.1, 32, 31, 25.8, 25.5, 26.6, 24.6, 23.6, 28.5, 18.9, 26.3,
  23, 26.9, 26.5, 19.6,
];
const BLOOD_PRESSURE = [
  101, 114, 91, 95, 73, 80.33, 90.33, 93, 87, 77, 91, 73, 65.33, 79, 91, 83, 87, 94, 87, 83, 107, 89, 93, 115, 94,
  87, 111, 95, 85, 110, 99, 124, 62, 101, 112, 86, 78.33, 107, 98, 108, 106, 90, 93, 110, 85, 79, 112.67, 94, 84,
  121, 126, 100, 89, 109, 93, 109, 94, 109, 70, 87, 94.67, 93, 97, 71,
];
const PROGRESSION = [
  151, 63, 118, 49, 131, 102, 61, 142, 52, 128, 48, 200, 65, 164, 92, 53, 246, 200, 99, 83, 118, 128, 197, 217, 268,
  127, 138, 79, 72, 222, 191, 296, 77, 154, 257, 125, 91, 50, 45, 241, 265, 219, 55, 65, 114, 97, 242, 135, 306, 113,
  243, 221, 262, 197, 245, 219, 118, 232, 72, 113, 146, 67, 49, 57,
];

const standardized = (values) => {
  const center = mean(values), spread = Math.sqrt(mean(values.map((v) => (v - center) ** 2)));
  return values.map((v) => (v - center) / spread);
};
const [X1, X2, Y] = [BODY_MASS, BLOOD_PRESSURE, PROGRESSION].map(standardized), PATIENTS = Y.length;

// x₁², x₁x₂, x₂², x₁y, x₂y of each patient: all that a gradient needs.
const PRODUCTS = Y.map((y, i) => [X1[i] ** 2, X1[i] * X2[i], X2[i] ** 2, X1[i] * y, X2[i] * y]);
const [A11, A12, A22, B1, B2] = [0, 1, 2, 3, 4].map((k) => mean(PRODUCTS.map((p) => p[k])));

// The Hessian 2 XᵀX / n as [h₁₁, h₁₂, h₂₂], and the weights with the lowest loss.
export const HESSIAN = [2 * A11, 2 * A12, 2 * A22];
const DETERMINANT = A11 * A22 - A12 * A12;
export const MINIMUM = [(A22 * B1 - A12 * B2) / DETERMINANT, (A11 * B2 - A12 * B1) / DETERMINANT];
const RESIDUALS = Y.map((y, i) => X1[i] * MINIMUM[0] + X2[i] * MINIMUM[1] - y);
const STEEPEST = A11 + A22 + Math.hypot(A11 - A22, 2 * A12);

// The loss above its minimum.
export function above(w1, w2) {
  const [a, b] = [w1 - MINIMUM[0], w2 - MINIMUM[1]];
  return 0.5 * (HESSIAN[0] * a * a + 2 * HESSIAN[1] * a * b + HESSIAN[2] * b * b);
}

// ---- sixty runs --------------------------------------------------------------------------------------------------------

// For each run and step the means of the five products over a batch. A larger batch keeps the patients of a smaller one.
export function batchMeans(seed, size) {
  const u = uniform(seed, RUNS * LAST * PATIENTS), means = new Float64Array(5 * RUNS * LAST);
  for (let k = 0; k < RUNS * LAST; k++) {
    for (let j = 0; j < size; j++) {
      const p = PRODUCTS[Math.floor(PATIENTS * u[k * PATIENTS + j])];
      for (let m = 0; m < 5; m++) means[5 * k + m] += p[m] / size;
    }
  }
  return means;
}

// The paths [w₁, w₂, w₁, w₂, …] of all runs, each with LAST + 1 points.
export function runsFrom(means, rate, start) {
  return Array.from({ length: RUNS }, (_, run) => {
    const path = new Float64Array(2 * (LAST + 1));
    let [a, b] = start;
    for (let t = 0, k = 5 * run * LAST; t <= LAST; t++, k += 5) {
      path[2 * t] = a;
      path[2 * t + 1] = b;
      if (t === LAST) break;
      const g1 = 2 * (means[k] * a + means[k + 1] * b - means[k + 3]), g2 = 2 * (means[k + 1] * a + means[k + 2] * b - means[k + 4]);
      a -= rate * g1;
      b -= rate * g2;
    }
    return path;
  });
}

// ---- what holds on average ---------------------------------------------------------------------------------------------

// The mean [m₁, m₂] and the second moment [s₁₁, s₁₂, s₂₂] of w − w* after one more step with a batch drawn with replacement.
export function afterAStep([m1, m2], [s11, s12, s22], rate, size) {
  let [g11, g12, g22] = [0, 0, 0];
  for (let i = 0; i < PATIENTS; i++) {
    const x1 = X1[i], x2 = X2[i], r = RESIDUALS[i];
    const square = 4 / PATIENTS * (s11 * x1 * x1 + 2 * s12 * x1 * x2 + s22 * x2 * x2 + 2 * r * (x1 * m1 + x2 * m2) + r * r);
    g11 += square * x1 * x1;
    g12 += square * x1 * x2;
    g22 += square * x2 * x2;
  }
  const [h11, h12, h22] = HESSIAN, share = 1 - 1 / size, square = rate * rate;
  const [a, b, c, d] = [h11 * s11 + h12 * s12, h11 * s12 + h12 * s22, h12 * s11 + h22 * s12, h12 * s12 + h22 * s22]; // H S
  const moment = [
    s11 - 2 * rate * a + square * (g11 / size + share * (a * h11 + b * h12)),
    s12 - rate * (b + c) + square * (g12 / size + share * (a * h12 + b * h22)),
    s22 - 2 * rate * d + square * (g22 / size + share * (c * h12 + d * h22)),
  ];
  return [[m1 - rate * (h11 * m1 + h12 * m2), m2 - rate * (h12 * m1 + h22 * m2)], moment];
}

const lossOf = ([s11, s12, s22]) => 0.5 * (HESSIAN[0] * s11 + 2 * HESSIAN[1] * s12 + HESSIAN[2] * s22);

// Means, second moments and expected loss above the minimum at the steps 0, 1, 2, …
export function expectedFrom(start, rate, size) {
  const [m1, m2] = [start[0] - MINIMUM[0], start[1] - MINIMUM[1]], all = [[[m1, m2], [m1 * m1, m1 * m2, m2 * m2]]];
  for (let t = 0; t < LAST; t++) all.push(afterAStep(...all.at(-1), rate, size));
  return all.map(([m, s]) => ({ mean: m, moment: s, loss: lossOf(s) }));
}

const determinantOf = ([a, b, c]) =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);

// The expected loss above the minimum in the long run, infinite where the runs fly apart: the moment that a step leaves as
// it is, by Cramer's rule. It is that of a cloud (positive definite) only if the steps shrink.
export function floorOf(rate, size) {
  const added = afterAStep([0, 0], [0, 0, 0], rate, size)[1];
  const columns = [0, 1, 2].map((k) => {
    const unit = [0, 1, 2].map((j) => +(j === k)), kept = afterAStep([0, 0], unit, rate, size)[1];
    return kept.map((v, j) => unit[j] - (v - added[j]));
  });
  const whole = determinantOf(columns);
  const [a, b, c] = columns.map((_, k) => determinantOf(columns.map((column, j) => (j === k ? added : column))) / whole);
  return a > 0 && a * c > b * b ? lossOf([a, b, c]) : Infinity;
}

// ---- words -------------------------------------------------------------------------------------------------------------

const two = (v) => number(v, 2);

export function noiseVerdict({ losses, expected, floor, rate, size }, step) {
  const now = mean(losses.map((loss) => loss[step])), cost = `${step} steps and ${step * size} gradients`;
  if (floor === Infinity) {
    const why = rate < 2 / STEEPEST ? `With exact gradients, all rates below ${two(2 / STEEPEST)} would be safe. Noise lowers the limit.`
      : `The rate is above the limit 2/λ = ${two(2 / STEEPEST)}, which holds for exact gradients, too.`;
    return { tone: "error", head: "runs away", why: `on average, the loss grows without end. ${why}` };
  }
  const tone = now < 1.5 * floor ? "gradient" : "accent";
  const [soon, late] = [two(expected[step].loss), two(floor)];
  const law = soon === late ? `The law says ${late}, now and in the long run.` : `The law says ${soon} now, and ${late} in the long run.`;
  return { tone, head: `${two(now)} above the minimum`, why: `the average of 60 runs after ${cost} each. ${law}` };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

const BOX = [-0.8, 1.6];

function drawCloud(ui, p, e, time) {
  const { colors } = ui;
  if (ui.fresh) {
    p.box({ x: BOX, y: BOX });
    const back = p.back();
    terrain(back, p, grid(above, BOX, BOX, 91, 91), colors);
    p.axes(back, { x: "w₁, body mass", y: "w₂, blood pressure", above: true });
  }
  const ctx = p.front(), step = Math.round(time), at = (path, k) => [path[2 * k], path[2 * k + 1]];
  const line = (path) => polyline(ctx, p, LAST + 1, (k) => at(path, k), time);
  const dot = (path, r) => {
    const [x, y] = [p.x(path[2 * step]), p.y(path[2 * step + 1])];
    if (Math.abs(x) + Math.abs(y) < 1e5) { ctx.moveTo(x + r, y); ctx.arc(x, y, r, 0, 7); }
  };
  p.inside(ctx, () => {
    ctx.globalAlpha = 0.07;
    stroke(ctx, colors.ink, 1, () => { for (const path of e.paths.slice(1)) line(path); });
    ctx.globalAlpha = 1;
    stroke(ctx, colors.paper, 2.8, () => line(e.paths[0]));
    stroke(ctx, colors.model, 1.4, () => line(e.paths[0]));
    for (const [paths, color, r] of [[e.paths.slice(1), colors.data, 3], [e.paths.slice(0, 1), colors.model, 5.5]]) {
      ctx.fillStyle = color;
      ctx.strokeStyle = colors.paper;
      ctx.lineWidth = 1;
      ctx.beginPath();
      for (const path of paths) dot(path, r);
      ctx.fill();
      ctx.stroke();
    }
    stroke(ctx, colors.ink, 1.8, () => ellipse(ctx, p, e.expected[step]), [5, 4]);
    const [x, y] = [p.x(MINIMUM[0]), p.y(MINIMUM[1])];
    stroke(ctx, colors.ink, 2, () => {
      for (const [dx, dy] of [[5, 0], [0, 5]]) { ctx.moveTo(x - dx, y - dy); ctx.lineTo(x + dx, y + dy); }
    });
  });
}

// Two standard deviations around the mean: the points m + 2 L (cos, sin) with L Lᵀ the covariance matrix.
function ellipse(ctx, p, { mean: [m1, m2], moment: [s11, s12, s22] }) {
  const [c11, c12, c22] = [s11 - m1 * m1, s12 - m1 * m2, s22 - m2 * m2], l11 = Math.sqrt(c11);
  if (!(l11 > 1e-9) || !Number.isFinite(c22)) return;
  const l21 = c12 / l11, l22 = Math.sqrt(Math.max(0, c22 - l21 * l21));
  polyline(ctx, p, 73, (k) => {
    const [cos, sin] = [2 * Math.cos(k * Math.PI / 36), 2 * Math.sin(k * Math.PI / 36)];
    return [MINIMUM[0] + m1 + l11 * cos, MINIMUM[1] + m2 + l21 * cos + l22 * sin];
  });
}

function drawLosses(ui, p, e, time) {
  const { colors } = ui, ctx = p.front(), floor = 1e-5;
  if (ui.fresh) {
    p.box({ x: [0, LAST], y: [1e-4, 10], logY: true });
    p.axes(p.back(), { x: "step", y: "loss above the minimum", above: true });
  }
  const line = (color, width, value, until, dash) =>
    stroke(ctx, color, width, () => polyline(ctx, p, LAST + 1, (t) => [t, Math.max(floor, value(t))], until), dash);
  p.inside(ctx, () => {
    line(colors.model, 1.4, (t) => e.losses[0][t], time);
    line(colors.data, 2.4, (t) => e.average[t], time);
    line(colors.ink, 1.6, (t) => e.expected[t].loss, LAST, [5, 4]);
    if (Number.isFinite(e.floor)) line(mix(colors.paper, colors.ink, 0.5), 1, () => e.floor, LAST, [1, 4]);
  });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const accepts = accepting({
  batch_size: whole(1, PATIENTS), learning_rate: (v) => between(0, 1)(v) && v > 0, start: points(between(...BOX)),
  step: whole(0, LAST), seed: whole(0, 999),
});

// All that follows from the state; what a slider does not touch is kept.
function experimentOf(ui) {
  let drawn = "", means = null, key = "", e = null;
  return () => {
    const [size, rate, start, seed] = ["batch_size", "learning_rate", "start", "seed"].map(ui.get);
    if (drawn !== `${seed},${size}`) means = batchMeans(seed, size);
    drawn = `${seed},${size}`;
    if (key !== JSON.stringify([drawn, rate, start])) {
      const paths = runsFrom(means, rate, start);
      const losses = paths.map((path) => Array.from({ length: LAST + 1 }, (_, t) => above(path[2 * t], path[2 * t + 1])));
      const average = Array.from({ length: LAST + 1 }, (_, t) => mean(losses.map((loss) => loss[t])));
      e = { size, rate, paths, losses, average, expected: expectedFrom(start, rate, size), floor: floorOf(rate, size) };
    }
    key = JSON.stringify([drawn, rate, start]);
    return e;
  };
}

function render(args) {
  const ui = open(args, "Minibatch noise"), experiment = experimentOf(ui);
  const board = plot(ui, { label: "sixty runs over the landscape of the loss", aspect: 1, margin: [26, 10, 24, 36] });
  const chart = plot(ui, { label: "the loss along the runs", aspect: 1.5, margin: [24, 12, 24, 40] });
  const names = legend(), words = h("p.verdict");
  words.style.minHeight = "6.8em";
  const play = player(ui, { length: () => LAST, get: () => ui.get("step"), set: (step) => ui.set({ step }), slowest: 12 });
  const size = slider(ui, {
    label: "batch size", symbol: "B", min: 0, max: 6, step: 1, get: () => Math.log2(ui.get("batch_size")),
    set: (k) => ui.set({ batch_size: 2 ** k }), format: () => String(ui.get("batch_size")),
  });
  const rate = slider(ui, { key: "learning_rate", label: "learning rate", symbol: "η", min: 0.01, max: 1, scale: "log", format: (v) => number(v) });
  const start = handle(ui, board, {
    label: "start", get: () => ui.get("start"), set: (place) => ui.set({ start: place }),
    describe: (a, b) => `w₁ = ${rounded(a)}, w₂ = ${rounded(b)}`,
  });
  const seed = h("span.soft"), other = button("other seed", () => ui.set({ seed: (ui.get("seed") + 1) % 1000 }));
  const luck = h("div.row.tight", {}, other, seed), sliders = h("div.sliders", {}, size.element, rate.element);
  const left = h("div.stack", {}, board.figure, play.element);
  const right = h("div.stack", {}, words, chart.figure, names.element, sliders, luck);
  const parts = [board.figure, play.element, sliders, luck, words, chart.figure, names.element];
  parts.forEach((part, k) => part.style.setProperty("--narrow", k + 1));
  ui.section.append(h("div.columns", {}, left, right), footer(ui, KEYS));
  return ui.run(() => {
    const e = experiment(), { colors } = ui;
    drawCloud(ui, board, e, play.time);
    drawLosses(ui, chart, e, play.time);
    for (const part of [play, size, rate]) part.show();
    start.place();
    names.show([["one run", "circle", colors.model], ["all 60, line: mean", "circle", colors.data], ["dashed: the law", "diamond", colors.ink]]);
    seed.textContent = `seed ${ui.get("seed")}`;
    const { tone, head, why } = noiseVerdict(e, ui.get("step"));
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}`);
    ui.say(`${head}: ${why}`);
  });
}

export default { render, accepts };
