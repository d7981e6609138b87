// The widget MonteCarlo: random points, the mean over them, and its standard error.
import { mix, plot } from "./drawing.js";
import { accepting, button, footer, h, oneOf, open, player, select, slider, whole } from "./kit.js";
import { uniform } from "./random.js";

const MOST = 10000, KEYS = ["target", "d", "n", "seed", "shows"];

// ---- the arithmetic: what dlmath.calculus and monte_carlo.py say; tests hold them equal --------------------------------

// The volume of the ball of radius 1 in d dimensions.
export const ball = (d) => (d < 2 ? [1, 2][d] : ball(d - 2) * 2 * Math.PI / d);

// What a target is: dimension d, volume of the box, truth, standard deviation of f, and f of a point u of the unit cube.
export function targetOf(name, d) {
  if (name === "curve") return { d: 1, volume: 1, truth: 1 / 3, sigma: Math.sqrt(1 / 5 - 1 / 9), f: ([u]) => u * u };
  if (name === "pole") return { d: 1, volume: 1, truth: 4, sigma: Infinity, f: ([u]) => u ** -0.75 };
  const dimension = name === "disk" ? 2 : d, volume = 2 ** dimension, truth = ball(dimension), p = truth / volume;
  return { d: dimension, volume, truth, sigma: Math.sqrt(p * (1 - p)), f: (u) => +(radius(u) < 1) };
}

// How far the point 2u − 1 is from the center.
const radius = (u) => Math.sqrt(u.reduce((sum, v) => sum + (2 * v - 1) ** 2, 0));

// f at n random points.
export function values(name, d, seed, n) {
  const target = targetOf(name, d), u = uniform(seed, n * target.d);
  return Float64Array.from({ length: n }, (_, i) => target.f(u.subarray(i * target.d, (i + 1) * target.d)));
}

// The estimate and its standard error after 1, 2, 3, … values: V ȳ and V s / √n.
export function running(y, volume) {
  const estimate = new Float64Array(y.length), error = new Float64Array(y.length);
  let mean = 0, squares = 0;
  y.forEach((v, i) => {
    const off = v - mean;
    mean += off / (i + 1);
    squares += off * (v - mean);
    estimate[i] = volume * mean;
    error[i] = i ? volume * Math.sqrt(squares / i / (i + 1)) : NaN;
  });
  return { estimate, error };
}

// ---- words -------------------------------------------------------------------------------------------------------------

// 0.0258, 3.14, 333: at least three digits.
const three = (v) => (v >= 100 ? String(Math.round(v)) : String(+v.toPrecision(3)));

// With as many decimals as the standard error has.
export function plusMinus(value, error) {
  if (!(error > 0)) return `${three(value)} ± 0`;
  const decimals = Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(error))));
  return `${value.toFixed(decimals)} ± ${error.toFixed(decimals)}`;
}

export function verdict(name, run, n) {
  const { truth, y, estimate, error } = run, value = estimate[n - 1], se = error[n - 1], off = Math.abs(value - truth) / se;
  const hits = ["disk", "ball"].includes(name) ? y.subarray(0, n).reduce((sum, v) => sum + v, 0) : null;
  const head = plusMinus(value, se);
  const how = hits === null ? `from ${n} random points` : `${hits} of ${n} darts hit`;
  if (hits === 0) return { tone: "error", head, why: `${how}. The error bar is 0, because it knows only what was seen. The truth is ${three(truth)}.` };
  if (!(se > 0)) return { tone: "error", head, why: `${how}. All values are the same so far, so the error bar is 0. The truth is ${three(truth)}.` };
  const tone = off < 2 ? "gradient" : off < 3 ? "accent" : "error";
  return { tone, head, why: `${how}. The truth is ${three(truth)}, which is ${off.toFixed(1)} standard errors away.` };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

function made(name, d, seed) {
  const target = targetOf(name, d), u = uniform(seed, MOST * target.d), y = values(name, d, seed, MOST);
  const at = (i) => u.subarray(i * target.d, (i + 1) * target.d);
  return { key: [name, d, seed].join(), ...target, at, y, ...running(y, target.volume) };
}

// A dart on the board: in two dimensions where it is; in more, at its true distance from the center.
function place(point, d) {
  const x = 2 * point[0] - 1, y = 2 * point[1] - 1;
  if (d === 2) return [x, y];
  const stretch = radius(point) / Math.hypot(x, y);
  return [x * stretch, y * stretch];
}

const half = (d) => (d === 2 ? 1.06 : Math.sqrt(d / 3) + 0.8);

function drawBoard(ui, p, run, n) {
  const ctx = p.front(), miss = mix(ui.colors.paper, ui.colors.ink, 0.42), size = n > 3000 ? 1.6 : n > 300 ? 2.4 : 4;
  const [cx, cy, r] = [p.x(0), p.y(0), p.x(1) - p.x(0)];
  if (ui.fresh || p.shown !== run.key) {
    const back = p.back();
    back.fillStyle = mix(ui.colors.paper, ui.colors.data, 0.12);
    back.beginPath();
    back.arc(cx, cy, r, 0, 7);
    back.fill();
    back.strokeStyle = ui.colors.data;
    back.lineWidth = 1.5;
    back.stroke();
    back.strokeStyle = miss;
    if (run.d === 2) back.strokeRect(p.x(-1), p.y(1), 2 * r, 2 * r);
    back.fillStyle = ui.colors.muted;
    back.textAlign = "center";
    if (run.d > 2) back.fillText("each dart at its distance from the center", cx, p.area.top + 12);
    p.shown = run.key;
  }
  for (const hit of [0, 1]) {
    ctx.fillStyle = hit ? ui.colors.data : miss;
    for (let i = 0; i < n; i++) {
      if (run.y[i] !== hit) continue;
      const [x, y] = place(run.at(i), run.d), side = hit && run.d > 2 ? 1.6 * size : size;
      ctx.fillRect(p.x(x) - side / 2, p.y(y) - side / 2, side, side);
    }
  }
}

function drawCurve(ui, p, run, n) {
  const ctx = p.front(), [y0, top] = [p.y(0), p.area.top];
  p.inside(ctx, () => {
    ctx.strokeStyle = ui.colors.data;
    ctx.globalAlpha = n > 1000 ? 0.12 : n > 100 ? 0.3 : 0.7;
    ctx.lineWidth = n > 100 ? 1 : 2;
    ctx.beginPath();
    for (let i = 0; i < n; i++) {
      const x = p.x(run.at(i)[0]);
      ctx.moveTo(x, y0);
      ctx.lineTo(x, Math.max(top, p.y(run.y[i])));
    }
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = ui.colors.ink;
    ctx.lineWidth = 2;
    ctx.beginPath();
    for (let k = 1; k <= 400; k++) ctx.lineTo(p.x(k / 400), p.y(run.f([k / 400])));
    ctx.stroke();
    const height = run.estimate[n - 1];
    ctx.strokeStyle = ui.colors.model;
    ctx.setLineDash([6, 4]);
    ctx.beginPath();
    ctx.moveTo(p.x(0), p.y(height));
    ctx.lineTo(p.x(1), p.y(height));
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = ui.colors.model;
    ctx.textAlign = "left";
    ctx.fillText("mean height", p.x(0) + 8, p.y(height) - 8);
  });
}

function line(ctx, p, run, n, color, width, value) {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.beginPath();
  for (let i = 1; i < n; i += Math.max(1, i >> 6)) {
    const y = p.y(value(i));
    if (Number.isFinite(y)) ctx.lineTo(p.x(i + 1), y);
  }
  const y = p.y(value(n - 1));
  if (Number.isFinite(y)) ctx.lineTo(p.x(n), y);
  ctx.stroke();
}

function word(ctx, text, x, y, color) {
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

// The relative error against n, both logarithmic, with the standard error and the law σ/√n.
function drawError(ui, p, run, n) {
  const ctx = p.front(), { truth } = run, floor = 1.05e-4, law = run.volume * run.sigma / truth;
  p.inside(ctx, () => {
    if (Number.isFinite(law)) {
      ctx.setLineDash([5, 4]);
      line(ctx, p, run, MOST, ui.colors.muted, 1.2, (i) => law / Math.sqrt(i + 1));
      ctx.setLineDash([]);
    }
    line(ctx, p, run, n, ui.colors.accent, 2, (i) => (run.error[i] > 0 ? run.error[i] / truth : NaN));
    line(ctx, p, run, n, ui.colors.model, 1.6, (i) => Math.max(floor, Math.abs(run.estimate[i] / truth - 1)));
  });
  ctx.textAlign = "left";
  const left = p.area.left + 10, low = p.area.top + p.area.height - 12;
  word(ctx, "off by", left, low - 32, ui.colors.model);
  word(ctx, "standard error", left, low - 16, mix(ui.colors.accent, ui.colors.ink, 0.35));
  word(ctx, Number.isFinite(law) ? "σ/√n (dashed)" : "here σ is infinite", left, low, ui.colors.muted);
}

// The estimate against log n, with a band of one standard error to either side.
function drawEstimate(ui, p, run, n) {
  const ctx = p.front(), { truth, estimate, error } = run;
  p.inside(ctx, () => {
    ctx.fillStyle = ui.colors.accent;
    ctx.globalAlpha = 0.35;
    for (let i = 1; i < n; i += Math.max(1, i >> 6)) {
      const next = Math.min(n, i + 1 + Math.max(1, i >> 6)), x = p.x(i + 1);
      const [a, b] = [p.y(estimate[i] + error[i]), p.y(estimate[i] - error[i])];
      ctx.fillRect(x, a, p.x(next) - x, b - a);
    }
    ctx.globalAlpha = 1;
    ctx.strokeStyle = ui.colors.ink;
    ctx.lineWidth = 1;
    ctx.setLineDash([5, 4]);
    ctx.beginPath();
    ctx.moveTo(p.area.left, p.y(truth));
    ctx.lineTo(p.area.left + p.area.width, p.y(truth));
    ctx.stroke();
    ctx.setLineDash([]);
    line(ctx, p, run, n, ui.colors.model, 1.8, (i) => estimate[i]);
  });
  ctx.textAlign = "right";
  word(ctx, "truth", p.area.left + p.area.width - 4, p.y(truth) - 8, ui.colors.ink);
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const TARGETS = [["disk", "disk: π"], ["curve", "under x²: ⅓"], ["ball", "ball in d dims"], ["pole", "infinite peak: 4"]];
const SHOWS = [["error", "error, log–log"], ["estimate", "estimate"]];

// 2, 3, 4, …, 10, 11, 13, …: how many darts there are after k steps.
export const COUNTS = [...new Set(Array.from({ length: 77 }, (_, k) => Math.round(10 ** (k / 19))))].filter((n) => n > 1);

const names = (options) => options.map(([name]) => name);
const accepts = accepting({ target: oneOf(...names(TARGETS)), d: whole(2, 20), n: whole(2, MOST), seed: whole(0, 999), shows: oneOf(...names(SHOWS)) });

function render(args) {
  const ui = open(args, "Monte Carlo");
  const board = plot(ui, { label: "where the darts land", aspect: 1, margin: [8, 8, 24, 30] });
  const chart = plot(ui, { label: "how the error falls", aspect: 1.5, margin: [24, 12, 24, 40] });
  const play = player(ui, {
    length: () => COUNTS.length - 1, get: () => Math.max(0, COUNTS.findLastIndex((n) => n <= ui.get("n"))),
    set: (k) => ui.set({ n: COUNTS[k] }), text: () => `n = ${ui.get("n")}`, unit: "throw", slowest: 12,
  });
  const target = select(ui, { key: "target", label: "target", options: TARGETS });
  const shows = select(ui, { key: "shows", label: "shown", options: SHOWS });
  const dimension = slider(ui, { key: "d", label: "dimension", symbol: "d", min: 2, max: 20, step: 1 });
  const other = button("other seed", () => ui.set({ seed: (ui.get("seed") + 1) % 1000 })), words = h("p.verdict");
  words.style.minHeight = "6.2em";
  const seed = h("span.soft"), luck = h("div.row.tight", {}, other, seed), choices = h("div.row.choices", {}, target.element, shows.element);
  const left = h("div.stack", {}, board.figure, play.element);
  const right = h("div.stack", {}, words, chart.figure, choices, luck, dimension.element);
  for (const [part, order] of [[board.figure, 1], [play.element, 2], [choices, 3], [luck, 4], [dimension.element, 5], [words, 6], [chart.figure, 7]]) {
    part.style.setProperty("--narrow", order);
  }
  ui.section.append(h("div.columns", {}, left, right), footer(ui, KEYS));
  let run = null, drawn = "";
  return ui.run(() => {
    const [name, d, n, view] = ["target", "d", "n", "shows"].map(ui.get), key = [name, d, ui.get("seed")].join();
    if (run?.key !== key) run = made(name, d, ui.get("seed"));
    const round = ["disk", "ball"].includes(name), look = [name, d, view].join();
    if (ui.fresh || look !== drawn) {
      ui.fresh = true;
      board.box(round ? { x: [-half(run.d), half(run.d)], y: [-half(run.d), half(run.d)] } : { x: [0, 1], y: [0, name === "curve" ? 1.02 : 16] });
      if (!round) board.axes(board.back(), { x: "x", y: "" });
      chart.box({ x: [2, MOST], logX: true, ...(view === "error" ? { y: [1e-4, 30], logY: true } : { y: [0, 2 * run.truth] }) });
      chart.axes(chart.back(), { x: "darts n", y: view === "error" ? "relative error" : "estimate", above: true });
      drawn = look;
    }
    (round ? drawBoard : drawCurve)(ui, board, run, n);
    (view === "error" ? drawError : drawEstimate)(ui, chart, run, n);
    for (const part of [play, target, shows, dimension]) part.show();
    dimension.element.hidden = name !== "ball";
    seed.textContent = `seed ${ui.get("seed")}`;
    const { tone, head, why } = verdict(name, run, n);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}`);
    ui.say(`${head}: ${why}`);
  });
}

export default { render, accepts };
