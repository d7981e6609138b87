// The widget Overfit: a polynomial through training points, and its errors on them and on new points.
import { halo, marker, mix, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, button, checkbox, flag, footer, h, handle, oneOf, open, select, slider, whole } from "./kit.js";
import { normals, uniform } from "./random.js";
import { fixed, mean, number } from "./scales.js";

const KEYS = ["degree", "penalty", "n", "seed", "over", "others"], MOST_DEGREE = 9, NOISE = 0.4, NEW = 100, OTHERS = 30, LAST_SEED = 900;
const PRICES = 28, TOP = 1.25; // λ has the steps 0, 10⁻⁵·⁷⁵, 10⁻⁵·⁵, …, 10; TOP is the highest error in the picture

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

export const truth = (x) => Math.sin(4 * x + 1);

// {x, y} to train on, {x, y} to validate with.
export function pointsOf({ seed, n }) {
  const u = uniform(seed, 3 * NEW + 3 * n), first = 3 * NEW + n;
  const newX = Array.from(u.slice(0, NEW), (v) => 2 * v - 1), x = Array.from({ length: n }, (_, i) => 2 * (i + u[3 * NEW + i]) / n - 1);
  const noisy = (at, noise) => at.map((v, i) => truth(v) + NOISE * noise[i]);
  return { training: { x, y: noisy(x, normals(u.slice(first))) }, validation: { x: newX, y: noisy(newX, normals(u.slice(NEW, 3 * NEW))) } };
}


// Least squares by Householder reflections: A is a list of columns.
function leastSquares(A, b) {
  const d = A.length, R = A.map((column) => column.slice()), y = b.slice();
  for (let j = 0; j < d; j++) {
    const v = R[j].slice(j), size = Math.hypot(...v);
    v[0] += v[0] < 0 ? -size : size;
    const square = v.reduce((sum, e) => sum + e * e, 0);
    if (!square) continue;
    for (const column of [...R.slice(j), y]) {
      const share = 2 * v.reduce((sum, e, i) => sum + e * column[j + i], 0) / square;
      v.forEach((e, i) => { column[j + i] -= share * e; });
    }
  }
  const w = new Array(d).fill(0);
  for (let j = d - 1; j >= 0; j--) {
    let rest = y[j];
    for (let k = j + 1; k < d; k++) rest -= R[k][j] * w[k];
    w[j] = rest / R[j][j];
  }
  return w;
}

// [b, w₁, w₂, …]: the rows √λ eⱼ below the centered powers add λ‖w‖² to the sum of squares.
export function coefficients({ x, y }, degree, penalty) {
  const powers = Array.from({ length: degree }, (_, j) => x.map((v) => v ** (j + 1)));
  const means = powers.map(mean), middle = mean(y), below = penalty ? degree : 0;
  const A = powers.map((column, j) => [...column.map((v) => v - means[j]), ...Array.from({ length: below }, (_, k) => (k === j ? Math.sqrt(penalty) : 0))]);
  const w = leastSquares(A, [...y.map((v) => v - middle), ...new Array(below).fill(0)]);
  return [middle - w.reduce((sum, e, j) => sum + e * means[j], 0), ...w];
}

export const valueAt = (c, x) => c.reduceRight((sum, e) => sum * x + e, 0);
export const rootMeanSquare = ({ x, y }, c) => Math.sqrt(mean(x.map((v, i) => (y[i] - valueAt(c, v)) ** 2)));

// The errors of one choice: {c, training, validation}.
export function errors(state, degree = state.degree, penalty = state.penalty) {
  const { training, validation } = pointsOf(state), c = coefficients(training, degree, penalty);
  return { c, training: rootMeanSquare(training, c), validation: rootMeanSquare(validation, c) };
}

export const stepOf = (penalty) => (penalty ? Math.max(0, 4 * (Math.log10(penalty) + 6)) : 0);
export const penaltyAt = (step) => (step ? +(10 ** (step / 4 - 6)).toPrecision(3) : 0);

// The errors over every degree, or over λ from 0 to 10: [{at, training, validation}, …].
export function swept(state) {
  const many = state.over === "degree"
    ? Array.from({ length: MOST_DEGREE + 1 }, (_, k) => [k, state.penalty])
    : Array.from({ length: PRICES + 1 }, (_, k) => [state.degree, penaltyAt(k)]);
  return many.map(([degree, penalty], at) => ({ at, degree, penalty, ...errors(state, degree, penalty) }));
}

// Bias² and variance from this training set and 30 others, with their curves on a grid: {curves, mean, bias, variance}.
export function spread(state) {
  const grid = Array.from({ length: 101 }, (_, k) => k / 50 - 1);
  const curves = Array.from({ length: OTHERS + 1 }, (_, k) => {
    const c = coefficients(pointsOf({ ...state, seed: state.seed + k }).training, state.degree, state.penalty);
    return grid.map((x) => valueAt(c, x));
  });
  const middle = grid.map((_, i) => mean(curves.map((curve) => curve[i])));
  const variance = mean(grid.map((_, i) => curves.reduce((sum, curve) => sum + (curve[i] - middle[i]) ** 2, 0) / OTHERS));
  return { grid, curves, mean: middle, bias: mean(grid.map((x, i) => (middle[i] - truth(x)) ** 2)), variance };
}

// ---- words -------------------------------------------------------------------------------------------------------------

const two = (v) => (v < 100 ? fixed(v) : number(v, 2)), lambda = (v) => number(v, 2);

// {tone: "good" | "bad", head, rest}
export function judged(state, curve = swept(state)) {
  const now = errors(state), best = curve.reduce((a, b) => (b.validation < a.validation ? b : a));
  const here = state.over === "degree" ? state.degree : stepOf(state.penalty);
  const close = now.validation <= 1.05 * best.validation, stiff = state.over === "degree" ? here < best.at : here > best.at;
  const what = state.over === "degree" ? `degree ${best.degree}` : `λ = ${lambda(best.penalty)}`;
  return {
    tone: close ? "good" : "bad",
    head: close ? "close to the best" : stiff ? "too stiff: it underfits" : "too flexible: it overfits",
    rest: `It is off by ${two(now.training)} at its training points and by ${two(now.validation)} at new ones. On this curve, ${what} does best: ${two(best.validation)}.`,
  };
}

// ---- drawing -----------------------------------------------------------------------------------------------------------

function dots(ctx, p, { x, y }, shape, color, r) {
  ctx.fillStyle = color;
  x.forEach((v, i) => { marker(ctx, shape, p.x(v), p.y(y[i]), r); ctx.fill(); });
}

function drawFit(ui, p, state, now, sets) {
  const ctx = p.front(), { colors } = ui, { training, validation } = pointsOf(state);
  const line = (color, width, y, dash) => stroke(ctx, color, width, () => polyline(ctx, p, 201, (k) => [k / 100 - 1, y(k / 100 - 1)]), dash);
  const sampled = (color, width, values, dash) => stroke(ctx, color, width, () => polyline(ctx, p, 101, (k) => [sets.grid[k], values[k]]), dash);
  p.inside(ctx, () => {
    dots(ctx, p, validation, "square", mix(colors.paper, colors.error, 0.6), 2);
    if (sets) for (const curve of sets.curves.slice(1)) sampled(mix(colors.paper, colors.model, 0.35), 1, curve);
    line(colors.ink, 1.5, truth, [5, 5]);
    line(colors.model, 3, (x) => valueAt(now.c, x));
    if (sets) sampled(colors.ink, 3, sets.mean, [1, 6]);
    dots(ctx, p, training, "circle", colors.paper, 6);
    dots(ctx, p, training, "circle", colors.data, 4.5);
  });
}

function drawErrors(ui, p, state, curve) {
  const ctx = p.back(), { colors } = ui, name = state.over === "degree" ? "degree" : "λ";
  if (state.over === "penalty") p.x.ticks = () => [[0, "0"], [8, "10⁻⁴"], [16, "0.01"], [24, "1"]];
  p.axes(ctx, { x: name, y: "root mean squared error", above: true });
  p.inside(ctx, () => {
    stroke(ctx, colors.muted, 1, () => { ctx.moveTo(p.area.left, p.y(NOISE)); ctx.lineTo(p.area.left + p.area.width, p.y(NOISE)); }, [2, 4]);
    ctx.fillStyle = colors.muted;
    ctx.textAlign = "right";
    ctx.textBaseline = "bottom";
    ctx.fillText("noise", p.area.left + p.area.width - 4, p.y(NOISE) - 3);
    for (const [key, shape, color] of [["training", "circle", colors.data], ["validation", "square", colors.error]]) {
      stroke(ctx, color, 2, () => polyline(ctx, p, curve.length, (k) => [curve[k].at, Math.min(curve[k][key], 50)]));
      nameCurve(ui, ctx, p, curve[0], key, color);
      if (state.over === "degree") dots(ctx, p, { x: curve.map((e) => e.at), y: curve.map((e) => e[key]) }, shape, color, 3);
    }
  });
}

// The name of a curve at its left end: new points above their curve, training points below theirs if there is room.
function nameCurve(ui, ctx, p, first, key, color) {
  const below = key === "training" && first.training > 0.2, y = p.y(Math.min(first[key], TOP - 0.2)) + (below ? 7 : -7);
  ctx.textAlign = "left";
  ctx.textBaseline = below ? "top" : "bottom";
  halo(ctx, key === "training" ? "training" : "new points", p.x(first.at) + 2, y, color, ui.colors.paper);
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const accepts = accepting({
  degree: whole(0, MOST_DEGREE), penalty: between(0, 10), n: oneOf(10, 20, 40), seed: whole(0, LAST_SEED), over: oneOf("degree", "penalty"), others: flag,
});

const STYLE = `
.sets { margin: 0; min-height: 2.9em; }
@container (max-width: 619px) { .columns figure { aspect-ratio: 1.75 !important; width: 100%; } }
`;

function render(args) {
  const ui = open(args, "Overfit"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const left = plot(ui, { label: "the fit and its points", aspect: 1.45, margin: [10, 8, 24, 30] });
  const right = plot(ui, { label: "errors on training and validation points", aspect: 1.25, margin: [28, 12, 24, 34] });
  const at = () => (ui.get("over") === "degree" ? ui.get("degree") : stepOf(ui.get("penalty")));
  const error = () => errors(state()).validation;
  const here = handle(ui, right, {
    label: "choice on the error curve", get: () => [at(), Math.min(TOP, error())], digits: 0,
    set: ([x]) => ui.set(ui.get("over") === "degree" ? { degree: Math.min(MOST_DEGREE, Math.max(0, x)) } : { penalty: penaltyAt(Math.min(PRICES, Math.max(0, x))) }),
    describe: () => `degree ${ui.get("degree")}, λ = ${lambda(ui.get("penalty"))}, validation error ${two(error())}`,
  });
  here.element.style.setProperty("--ink", "var(--error)");
  const degree = slider(ui, { key: "degree", label: "degree", min: 0, max: MOST_DEGREE, step: 1 });
  const penalty = slider(ui, { label: "penalty", symbol: "λ", min: 0, max: PRICES, step: 1, format: () => lambda(ui.get("penalty")),
    get: () => stepOf(ui.get("penalty")), set: (v) => ui.set({ penalty: penaltyAt(v) }) });
  const n = select(ui, { label: "training points", options: [10, 20, 40].map((v) => [v, v]), get: () => ui.get("n"), set: (v) => ui.set({ n: +v }) });
  const over = select(ui, { key: "over", label: "errors over", options: [["degree", "degree"], ["penalty", "λ"]] });
  const others = checkbox(ui, { key: "others", label: "30 other training sets" });
  const next = button("other points", () => ui.set({ seed: (ui.get("seed") + 1) % (LAST_SEED + 1) }));
  const sliders = h("div.sliders", {}, degree.element, penalty.element), words = h("p.verdict"), sets = h("p.soft.sets");
  const choices = h("div.row.choices", {}, n.element, over.element, next, others.element);
  [left.figure, right.figure, sliders, choices, words, sets].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, h("div.stack", {}, left.figure, sliders, sets), h("div.stack", {}, right.figure, words, choices)), footer(ui, KEYS));
  return ui.run(() => {
    const now = state(), curve = swept(now), many = now.others ? spread(now) : null;
    left.box({ x: [-1.08, 1.08], y: [-2.6, 2.6] });
    left.axes(left.back(), { x: "x", y: "y" });
    right.box({ x: now.over === "degree" ? [-0.3, MOST_DEGREE + 0.6] : [-1, PRICES + 2], y: [0, TOP] });
    drawErrors(ui, right, now, curve);
    right.front();
    drawFit(ui, left, now, errors(now), many);
    here.place();
    for (const each of [degree, penalty, n, over, others]) each.show();
    const { tone, head, rest } = judged(now, curve);
    words.style.setProperty("--tone", `var(--${tone === "good" ? "gradient" : "error"})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    sets.textContent = many
      ? `Thin: other training sets; dotted: the mean of all 31. Bias² ${two(many.bias)}, variance ${two(many.variance)}.`
      : "Circles: training points. Squares: new points. Dashed: the truth. The polynomial has seen only the circles.";
    ui.say(`${head}. ${rest}${many ? ` ${sets.textContent}` : ""}`);
  });
}

export default { render, accepts };
