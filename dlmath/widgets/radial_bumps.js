// The widget RadialBumps: a sum of bumps through points, with a price on roughness.
import { marker, mix, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, button, enable, footer, h, handle, oneOf, open, select, slider } from "./kit.js";
import { fixed, mean, number, rounded } from "./scales.js";

const KEYS = ["x", "y", "bumps", "centers", "width", "penalty"], WIDEST = 10, HIGHEST = 2, N_POINTS = 8, N_CENTERS = 4, GAP = 0.5;
const WIDTHS = Array.from({ length: 11 }, (_, k) => +(0.2 * 12.5 ** (k / 10)).toPrecision(3));
const PENALTIES = Array.from({ length: 11 }, (_, k) => +(10 ** (k / 2 - 4)).toPrecision(3));

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

export const bump = (x, c, width) => Math.exp(-((x - c) ** 2) / (2 * width * width));
const matrixOf = (rows, columns, width) => rows.map((x) => columns.map((c) => bump(x, c, width)));
const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);

// The lower triangular L with LLᵀ = A.
function cholesky(A) {
  const L = A.map((row) => row.map(() => 0));
  A.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const rest = row[j] - dot(L[i].slice(0, j), L[j]);
      L[i][j] = i === j ? Math.sqrt(rest) : rest / L[j][j];
    }
  });
  return L;
}

// x with LLᵀx = b.
function solveWith(L, b) {
  const n = b.length, x = b.slice();
  for (let i = 0; i < n; i++) x[i] = (x[i] - dot(L[i].slice(0, i), x)) / L[i][i];
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= L[k][i] * x[k];
    x[i] /= L[i][i];
  }
  return x;
}

// Least squares by Householder reflections: A is a list of rows.
function leastSquaresOf(A, b) {
  const R = A.map((row, i) => [...row, b[i]]), d = A[0].length;
  for (let j = 0; j < d; j++) {
    const v = R.map((row, i) => (i < j ? 0 : row[j]));
    v[j] += (v[j] < 0 ? -1 : 1) * Math.hypot(...v);
    const square = dot(v, v);
    for (let k = j; k <= d; k++) {
      const share = 2 * dot(v, R.map((row) => row[k])) / square;
      R.forEach((row, i) => { row[k] -= share * v[i]; });
    }
  }
  const w = new Array(d).fill(0);
  for (let j = d - 1; j >= 0; j--) w[j] = (R[j][d] - dot(R[j].slice(j + 1, d), w.slice(j + 1))) / R[j][j];
  return w;
}

// The sum of bumps that fits best, at the price: {centers, width, weights, misfit, roughness, leftOut}.
export function fitted({ x, y, bumps, centers, width, penalty }) {
  const places = bumps === "points" ? x : centers, G = matrixOf(places, places, width);
  let weights = null, leftOut = null;
  if (bumps === "points") {
    const L = cholesky(G.map((row, i) => row.map((v, j) => v + (i === j ? penalty : 0))));
    weights = solveWith(L, y);
    const missed = weights.map((a, i) => a / solveWith(L, x.map((_, k) => (k === i ? 1 : 0)))[i]);
    leftOut = Math.sqrt(mean(missed.map((e) => e * e)));
  } else {
    const L = cholesky(G), price = places.map((_, j) => L.map((row) => Math.sqrt(penalty) * row[j]));
    weights = leastSquaresOf([...matrixOf(x, places, width), ...price], [...y, ...places.map(() => 0)]);
  }
  const network = { centers: places, width, weights };
  const misfit = Math.sqrt(mean(x.map((v, i) => (y[i] - sumAt(network, v)) ** 2)));
  return { ...network, misfit, roughness: dot(weights, G.map((row) => dot(row, weights))), leftOut };
}

export const sumAt = ({ centers, width, weights }, x) => centers.reduce((sum, c, j) => sum + weights[j] * bump(x, c, width), 0);

// The width and the penalty with which a point that is left out is missed least.
export function chosen({ x, y }) {
  const all = WIDTHS.flatMap((width) => PENALTIES.map((penalty) => ({ width, penalty })));
  const errors = all.map((each) => fitted({ x, y, bumps: "points", ...each }).leftOut);
  return all[errors.indexOf(Math.min(...errors))];
}

// ---- words -------------------------------------------------------------------------------------------------------------

const size = (v) => (v < 100 ? fixed(v) : number(v, 3));

// {tone: "good" | "bad", head, rest}
export function judged(state) {
  const { misfit, roughness, leftOut } = fitted(state), head = `misses its points by ${size(misfit)}`, rough = `Roughness ${size(roughness)}.`;
  if (leftOut === null) return { tone: "note", head, rest: `${rough} Four heights are too few to hit eight points, except by luck.` };
  const best = fitted({ ...state, ...chosen(state) }).leftOut, close = leftOut <= 1.05 * best;
  const than = close ? "Hardly any other choice does better." : "Other choices do better.";
  return { tone: close ? "good" : "bad", head, rest: `${rough} A point that is left out is missed by ${size(leftOut)}. ${than}` };
}

// ---- drawing -----------------------------------------------------------------------------------------------------------

function drawBumps(ui, p, state) {
  const ctx = p.front(), { colors } = ui, network = fitted(state);
  const line = (color, width, y, dash) => stroke(ctx, color, width, () => polyline(ctx, p, 241, (k) => [k / 20 - 1, y(k / 20 - 1)]), dash);
  p.inside(ctx, () => {
    stroke(ctx, colors.muted, 1, () => { ctx.moveTo(p.area.left, p.y(0)); ctx.lineTo(p.area.left + p.area.width, p.y(0)); }, [2, 4]);
    network.centers.forEach((c, j) => {
      const color = mix(colors.paper, colors.model, 0.5);
      line(color, 1.2, (x) => network.weights[j] * bump(x, c, network.width));
      marker(ctx, "diamond", p.x(c), p.y(Math.min(2.6, Math.max(-2.6, network.weights[j]))), 2.5);
      ctx.fillStyle = color;
      ctx.fill();
    });
    state.x.forEach((x, i) => stroke(ctx, colors.error, 2, () => { ctx.moveTo(p.x(x), p.y(state.y[i])); ctx.lineTo(p.x(x), p.y(sumAt(network, x))); }));
    line(colors.model, 3, (x) => sumAt(network, x));
  });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const numbers = (count, low, high) => (value) => Array.isArray(value) && value.length === count && value.every(between(low, high));
const apart = (value) => value.every((v, i) => i === 0 || v - value[i - 1] >= GAP - 1e-9);
const accepts = accepting({
  x: numbers(N_POINTS, 0, WIDEST), y: numbers(N_POINTS, -HIGHEST, HIGHEST), bumps: oneOf("points", "centers"), width: between(0.2, 2.5),
  centers: (value) => numbers(N_CENTERS, 0, WIDEST)(value) && apart(value), penalty: between(1e-4, 10),
});
const within = (v, low, high) => Math.min(high, Math.max(low, +v.toFixed(4)));

function handlesOf(ui, p) {
  const put = (values, i, v) => values.map((old, k) => (k === i ? v : old));
  const all = Array.from({ length: N_POINTS }, (_, i) => {
    const one = handle(ui, p, {
      label: `point ${i + 1}`, get: () => [ui.get("x")[i], ui.get("y")[i]],
      set: ([x, y]) => ui.set({ x: put(ui.get("x"), i, within(x, 0, WIDEST)), y: put(ui.get("y"), i, within(y, -HIGHEST, HIGHEST)) }),
      describe: (x, y) => `x = ${rounded(x)}, y = ${rounded(y)}`,
    });
    one.element.style.setProperty("--ink", "var(--data)");
    return one.place;
  });
  for (let j = 0; j < N_CENTERS; j++) {
    const least = () => (j ? ui.get("centers")[j - 1] + GAP : 0), most = () => (j < N_CENTERS - 1 ? ui.get("centers")[j + 1] - GAP : WIDEST);
    const one = handle(ui, p, {
      label: `center ${j + 1}`, get: () => [ui.get("centers")[j], -2.45], describe: (x) => `x = ${rounded(x)}`,
      set: ([x]) => ui.set({ centers: put(ui.get("centers"), j, within(x, least(), most())) }),
    });
    one.element.style.setProperty("--ink", "var(--model)");
    all.push(() => { one.element.hidden = ui.get("bumps") !== "centers"; one.place(); });
  }
  return all;
}

function render(args) {
  const ui = open(args, "Radial bumps"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const p = plot(ui, { label: "the points, the bumps and their sum", aspect: 1.8, margin: [24, 8, 24, 30] });
  const places = handlesOf(ui, p);
  const width = slider(ui, { key: "width", label: "width", symbol: "σ", min: 0.2, max: 2.5, scale: "log", format: (v) => number(v, 2) });
  const penalty = slider(ui, { key: "penalty", label: "penalty", symbol: "λ", min: 1e-4, max: 10, scale: "log", format: (v) => number(v, 2) });
  const bumps = select(ui, { key: "bumps", label: "bumps at", options: [["points", "the points"], ["centers", "four centers"]] });
  const best = button("choose by leave-one-out", () => ui.set(chosen(state())));
  const words = h("p.verdict");
  Object.assign(words.style, { minHeight: "5.2em", marginTop: "10px" });
  const sliders = h("div.sliders.two", {}, width.element, penalty.element);
  ui.section.append(p.figure, sliders, h("div.row.choices", {}, bumps.element, best), words, footer(ui, KEYS));
  Object.assign(p.figure.style, { margin: "0 auto 10px", maxWidth: "600px" });
  return ui.run(() => {
    const now = state();
    if (ui.fresh) {
      p.box({ x: [-0.4, 10.4], y: [-2.8, 2.6] });
      p.axes(p.back(), { x: "x", y: "y", above: true });
    }
    drawBumps(ui, p, now);
    for (const place of places) place();
    for (const each of [width, penalty, bumps]) each.show();
    enable(best, now.bumps === "points");
    const { tone, head, rest } = judged(now);
    words.style.setProperty("--tone", `var(--${{ good: "gradient", bad: "error", note: "muted" }[tone]})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest}`);
  });
}

export default { render, accepts };
