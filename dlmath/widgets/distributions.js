// The widget Distributions: a density or probabilities, draws that converge to them, and the cumulative beside it.
import { mix, plot, stroke } from "./drawing.js";
import { accepting, between, button, footer, h, handle, oneOf, open, player, points, select, slider, whole } from "./kit.js";
import { uniform } from "./random.js";
import { fixed } from "./scales.js";

const MOST = 10000, FACES = 4;
const KEYS = ["distribution", "mean", "std", "low", "width", "rate", "p", "trials", "weights", "n", "seed", "bars", "at"];

// ---- the arithmetic: what dlmath.probability and distributions.py say; tests hold them equal ---------------------------

const bell = (z) => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);

// 1 − Φ(z) for z ≥ 0: a series of positive terms near 0, Laplace's continued fraction beyond.
function beyond(z) {
  if (z > 3) {
    let below = z;
    for (let k = 80; k; k--) below = z + k / below;
    return bell(z) / below;
  }
  let term = z, sum = z;
  for (let k = 3; term > 1e-17 * sum; k += 2) sum += term *= z * z / k;
  return 0.5 - bell(z) * sum;
}

export const normalCdf = (z) => (z > 0 ? 1 - beyond(z) : beyond(-z));

// Where Φ reaches u, by Newton's method: it comes from the middle, and Φ bends so that it never oversteps.
export function normalQuantile(u) {
  const rest = Math.min(u, 1 - u);
  let z = 0, step = 1;
  for (let k = 0; k < 60 && step > 1e-14; k++) z += step = (beyond(z) - rest) / bell(z);
  return u < 0.5 ? -z : z;
}

function continuous(mean, std, range, f, F, quantile) {
  return { mean, std, range, f, F, quantile };
}

// The probabilities p of 0, 1, 2, …; a draw is the first value at which the cumulative is above u.
function discrete(p) {
  const steps = [];
  p.reduce((sum, v) => steps[steps.push(sum + v) - 1], 0);
  const mean = p.reduce((sum, v, k) => sum + k * v, 0), last = p.length - 1;
  return {
    mean, std: Math.sqrt(p.reduce((sum, v, k) => sum + v * (k - mean) ** 2, 0)), range: [-0.75, last + 0.75], p,
    F: (x) => (x < 0 ? 0 : steps[Math.min(last, Math.floor(x))]),
    quantile: (u) => { const k = steps.findIndex((c) => c > u); return k < 0 ? last : k; },
  };
}

const KINDS = {
  normal: ({ mean, std }) => continuous(mean, std, [-4, 4], (x) => bell((x - mean) / std) / std,
    (x) => normalCdf((x - mean) / std), null),
  uniform: ({ low, width }) => continuous(low + width / 2, width / Math.sqrt(12), [-4, 4],
    (x) => (x >= low && x <= low + width ? 1 / width : 0), (x) => Math.min(1, Math.max(0, (x - low) / width)), (u) => low + width * u),
  exponential: ({ rate }) => continuous(1 / rate, 1 / rate, [0, 8], (x) => (x >= 0 ? rate * Math.exp(-rate * x) : 0),
    (x) => (x > 0 ? -Math.expm1(-rate * x) : 0), (u) => -Math.log1p(-u) / rate),
  bernoulli: ({ p }) => discrete([1 - p, p]),
  binomial: ({ p, trials }) => {
    let ways = 1;
    return discrete(Array.from({ length: trials + 1 }, (_, k) => {
      if (k) ways *= (trials - k + 1) / k;
      return ways * p ** k * (1 - p) ** (trials - k);
    }));
  },
  categorical: ({ weights }) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return discrete(weights.map((w) => w / sum));
  },
};

// What a distribution is: its mean and standard deviation, its density f or its probabilities p, and its cumulative F.
export const lawOf = (state) => KINDS[state.distribution](state);

// The draws; those of a normal distribution are stretched and moved from standard ones, which are kept.
const kept = { seed: null };
export function drawsOf(state, count) {
  const { quantile } = lawOf(state);
  if (quantile) return uniform(state.seed, count).map(quantile);
  if (kept.seed !== state.seed || kept.z.length < count) {
    Object.assign(kept, { seed: state.seed, z: uniform(state.seed, count).map(normalQuantile) });
  }
  return kept.z.subarray(0, count).map((z) => state.mean + state.std * z);
}

// The bars of the histogram of n draws: ends a and b, height, the expected height, its standard error, and how many are expected.
export function barsOf(law, count, draws, n) {
  const [low, high] = law.p ? [-0.5, law.p.length - 0.5] : law.range, size = law.p ? law.p.length : count;
  const width = (high - low) / size, counts = new Array(size).fill(0);
  for (let i = 0; i < n; i++) {
    const k = Math.floor((draws[i] - low) / width);
    if (k >= 0 && k < size) counts[k]++;
  }
  return counts.map((found, k) => {
    const a = low + k * width, b = a + width, p = law.p ? law.p[k] : law.F(b) - law.F(a), m = Math.max(1, n);
    return { a, b, height: found / m / width, expected: p / width, error: Math.sqrt(p * (1 - p) / m) / width, count: p * n };
  });
}

// How many of the bars that expect at least 5 draws there are, and how many of them lie within one standard error.
export function within(bars) {
  const judged = bars.filter((bar) => bar.count >= 5 && bar.error > 0);
  return [judged.filter((bar) => Math.abs(bar.height - bar.expected) < bar.error).length, judged.length];
}

// If one share becomes `share`, the others keep their proportions: shares that sum to 1.
export function shared(weights, k, share) {
  const rest = weights.reduce((sum, w, j) => (j === k ? sum : sum + w), 0);
  return weights.map((w, j) => (j === k ? share : (1 - share) * (rest > 0 ? w / rest : 1 / (weights.length - 1))));
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

// The height of the picture: the next of 0.25, 0.5, 1, 2, 4 above what is drawn.
export const ceiling = (peak) => 1.12 * [0.25, 0.5, 1, 2, 4].find((top) => top >= peak / 1.001) || 5.6;

const peakOf = (law) => (law.p ? Math.max(...law.p) : Math.max(law.f(law.mean), law.f(law.range[0])));
const clamp = (v, [low, high]) => Math.min(high, Math.max(low, v));

// The curve of a density between two places, with its jumps upright.
function trace(ctx, p, law, from, to) {
  const { left, width } = p.area;
  for (let px = Math.max(left, p.x(from)); px < Math.min(left + width, p.x(to)); px += 0.5) ctx.lineTo(px, p.y(law.f(p.x.invert(px))));
  ctx.lineTo(Math.min(left + width, p.x(to)), p.y(law.f(Math.min(to, p.x.invert(left + width)))));
}

function drawShade(ui, p, law, at) {
  const ctx = p.front();
  p.inside(ctx, () => {
    ctx.fillStyle = mix(ui.colors.paper, ui.colors.model, 0.28);
    ctx.beginPath();
    if (law.p) law.p.forEach((v, k) => { if (k <= at) ctx.rect(p.x(k - 0.42), p.y(v), p.x(k + 0.42) - p.x(k - 0.42), p.y(0) - p.y(v)); });
    else {
      ctx.moveTo(p.x(law.range[0]), p.y(0));
      trace(ctx, p, law, law.range[0], at);
      ctx.lineTo(p.x(at), p.y(0));
    }
    ctx.fill();
  });
  return ctx;
}

function drawBars(ui, ctx, p, law, bars) {
  const inset = law.p ? 0.2 : 0;
  p.inside(ctx, () => {
    for (const { a, b, height, expected, error } of bars) {
      const left = p.x(a + inset), wide = p.x(b - inset) - left, top = p.y(height);
      ctx.globalAlpha = 0.4;
      ctx.fillStyle = ui.colors.data;
      ctx.fillRect(left, top, wide, p.y(0) - top);
      ctx.globalAlpha = 1;
      if (height > 0) stroke(ctx, ui.colors.data, 1, () => ctx.rect(left, top, wide, p.y(0) - top));
      if (!(error > 0)) continue;
      ctx.globalAlpha = 0.6;
      ctx.fillStyle = ui.colors.accent;
      ctx.fillRect(left, p.y(expected + error), wide, Math.max(2, p.y(expected - error) - p.y(expected + error)));
      ctx.globalAlpha = 1;
    }
  });
}

function drawLaw(ui, ctx, p, law) {
  const { ink, model, muted } = ui.colors, y0 = p.y(0), high = p.area.top - 10;
  p.inside(ctx, () => stroke(ctx, model, 2.5, () => {
    if (law.p) law.p.forEach((v, k) => ctx.rect(p.x(k - 0.42), p.y(v), p.x(k + 0.42) - p.x(k - 0.42), y0 - p.y(v)));
    else trace(ctx, p, law, ...law.range);
  }));
  const [m, a, b] = [law.mean, law.mean - law.std, law.mean + law.std].map((v) => p.x(clamp(v, law.range)));
  stroke(ctx, muted, 1, () => { ctx.moveTo(m, high); ctx.lineTo(m, y0); }, [4, 4]);
  stroke(ctx, ink, 2, () => {
    ctx.moveTo(a, high);
    ctx.lineTo(b, high);
    for (const x of [a, b]) { ctx.moveTo(x, high - 4); ctx.lineTo(x, high + 4); }
  });
  ctx.fillStyle = ink;
  ctx.beginPath();
  ctx.arc(m, high, 4.5, 0, 7);
  ctx.fill();
  const words = "mean ± standard deviation", half = ctx.measureText(words).width / 2, { left, width } = p.area;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(words, Math.min(left + width - half, Math.max(half + 2, m)), high - 14);
}

// The cumulative, that of the draws, and how the last draw was made: from the height u across to the curve, and down.
function drawCumulative(ui, p, law, at, draws, n, u) {
  const ctx = p.front(), [x0, x1] = law.range, { data, model, muted } = ui.colors;
  p.inside(ctx, () => {
    if (n) {
      const sorted = draws.slice(0, n).sort();
      stroke(ctx, data, 1.5, () => {
        ctx.moveTo(p.x(x0), p.y(0));
        sorted.forEach((x, i) => { ctx.lineTo(p.x(x), p.y(i / n)); ctx.lineTo(p.x(x), p.y((i + 1) / n)); });
        ctx.lineTo(p.x(x1), p.y(1));
      });
    }
    stroke(ctx, model, 2.5, () => {
      for (let px = p.area.left; px <= p.area.left + p.area.width; px += 0.5) ctx.lineTo(px, p.y(law.F(p.x.invert(px))));
    });
    stroke(ctx, muted, 1, () => { ctx.moveTo(p.x(x0), p.y(law.F(at))); ctx.lineTo(p.x(at), p.y(law.F(at))); ctx.lineTo(p.x(at), p.y(0)); }, [4, 4]);
    if (n) stroke(ctx, data, 2, () => { ctx.moveTo(p.x(x0), p.y(u)); ctx.lineTo(p.x(draws[n - 1]), p.y(u)); ctx.lineTo(p.x(draws[n - 1]), p.y(0)); }, [2, 4]);
  });
  if (!n) return;
  ctx.fillStyle = data;
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  ctx.fillText("u", p.area.left + 4, p.y(u) - 2);
}

// ---- words -------------------------------------------------------------------------------------------------------------

export function findings(law, draws, n, bars) {
  const head = `mean ${fixed(law.mean)}, standard deviation ${fixed(law.std)}`;
  if (!n) return [head, "nothing drawn yet."];
  let mean = 0;
  for (let i = 0; i < n; i++) mean += draws[i] / n;
  const [inside, judged] = within(bars), error = law.std / Math.sqrt(n);
  const decimals = error > 0 ? Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(error)))) : 2;
  const counted = judged ? ` Of ${judged} bars that expect 5 draws or more, ${inside} lie within one standard error.` : "";
  return [head, `${n} ${n === 1 ? "draw averages" : "draws average"} ${fixed(mean, decimals)} ± ${fixed(error, decimals)}.${counted}`];
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const NAMES = Object.keys(KINDS).map((name) => [name, name === "bernoulli" ? "Bernoulli" : name]);

// 0, 1, 2, …, 10, 11, 13, …: how many draws there are after k steps.
export const COUNTS = [0, ...new Set(Array.from({ length: 81 }, (_, k) => Math.round(10 ** (k / 20))))];

const four = (value) => points(between(0, 1))(value) && value.length === FACES && value.some((w) => w > 0);
const accepts = accepting({
  distribution: oneOf(...Object.keys(KINDS)), mean: between(-3, 3), std: between(0.2, 2), low: between(-4, 0), width: between(0.2, 4),
  rate: between(0.25, 4), p: between(0, 1), trials: whole(1, 40), weights: four, n: whole(0, MOST), seed: whole(0, 999),
  bars: whole(4, 64), at: between(-4, 41),
});

// The sliders: which distributions have them, and between which numbers.
const SLIDERS = [
  [["normal"], { key: "mean", label: "mean", symbol: "μ", min: -3, max: 3, step: 0.05, format: fixed }],
  [["normal"], { key: "std", label: "standard deviation", symbol: "σ", min: 0.2, max: 2, step: 0.05, format: fixed }],
  [["uniform"], { key: "low", label: "begins at", min: -4, max: 0, step: 0.05, format: fixed }],
  [["uniform"], { key: "width", label: "width", min: 0.2, max: 4, step: 0.05, format: fixed }],
  [["exponential"], { key: "rate", label: "rate", symbol: "λ", min: 0.25, max: 4, step: 0.05, format: fixed }],
  [["bernoulli", "binomial"], { key: "p", label: "probability", symbol: "p", min: 0, max: 1, step: 0.01, format: fixed }],
  [["binomial"], { key: "trials", label: "tosses", min: 1, max: 40, step: 1 }],
  [["normal", "uniform", "exponential"], { key: "bars", label: "bars", min: 4, max: 64, step: 1 }],
];

// What a link need not say: the parameters of the other distributions.
const matters = (key, name) => {
  const slid = SLIDERS.find(([, options]) => options.key === key);
  return slid ? slid[0].includes(name) : key !== "weights" || name === "categorical";
};

// What is dragged in the picture of the density: [distributions, name, where it is, what its new place sets, in words].
function knobs(ui, law) {
  const to = (key, low, high) => (v) => ui.set({ [key]: +clamp(v, [low, high]).toFixed(2) }), top = (x) => [clamp(x, law().range), law().f(x)];
  return [
    ["normal", "peak", () => top(ui.get("mean")), ([x]) => to("mean", -3, 3)(x), () => `mean ${fixed(ui.get("mean"))}`],
    ["normal", "one standard deviation to the right", () => top(ui.get("mean") + ui.get("std")),
      ([x]) => to("std", 0.2, 2)(x - ui.get("mean")), () => `standard deviation ${fixed(ui.get("std"))}`],
    ["uniform", "left end", () => top(ui.get("low")), ([x]) => to("low", -4, 0)(x), () => `from ${fixed(ui.get("low"))}`],
    ["uniform", "right end", () => [ui.get("low") + ui.get("width"), 1 / ui.get("width")],
      ([x]) => to("width", 0.2, 4)(x - ui.get("low")), () => `to ${fixed(ui.get("low") + ui.get("width"))}`],
    ["exponential", "mean of the waiting times", () => top(1 / ui.get("rate")), ([x]) => to("rate", 0.25, 4)(1 / Math.max(x, 0.01)),
      () => `mean ${fixed(1 / ui.get("rate"))}`],
    ["bernoulli", "bar of 1", () => [1, ui.get("p")], ([, y]) => to("p", 0, 1)(y), () => `probability ${fixed(ui.get("p"))}`],
    ["binomial", "mean number of ones", () => [law().mean, 0], ([x]) => to("p", 0, 1)(x / ui.get("trials")), () => `mean ${fixed(law().mean)}`],
    ...Array.from({ length: FACES }, (_, k) => ["categorical", `bar of ${k}`, () => [k, law().p[k]],
      ([, y]) => ui.set({ weights: shared(law().p, k, clamp(y, [0, 1])).map((w) => +w.toFixed(4)) }),
      () => `probability ${fixed(law().p[k])}`]),
  ];
}

function render(args) {
  const ui = open(args, "Distributions");
  const board = plot(ui, { label: "the distribution", aspect: 1.5, margin: [38, 12, 24, 36] });
  const chart = plot(ui, { label: "its cumulative", aspect: 1.5, margin: [24, 12, 24, 36] });
  let law = null, draws = null, u = null, seen = "", drawn = "";
  const named = (name) => ui.get("distribution") === name;
  const kinds = select(ui, { key: "distribution", label: "distribution", options: NAMES });
  const play = player(ui, {
    length: () => COUNTS.length - 1, get: () => COUNTS.findLastIndex((n) => n <= ui.get("n")),
    set: (k) => ui.set({ n: COUNTS[k] }), text: () => `n = ${ui.get("n")}`, unit: "draw", slowest: 12,
  });
  const sliders = SLIDERS.map(([names, options]) => ({ names, ...slider(ui, options) }));
  const dragged = knobs(ui, () => law).map(([name, label, get, set, describe]) => ({
    name, ...handle(ui, board, { label, get: () => (named(name) ? get() : [0, 0]), set: (at) => { if (named(name)) set(at); }, describe }),
  }));
  const at = () => clamp(ui.get("at"), law.range);
  const up = handle(ui, chart, {
    label: "shaded up to", get: () => [at(), law.F(at())], set: ([x]) => ui.set({ at: x }),
    describe: (x) => `P(X ≤ ${fixed(x)}) = ${law.F(x).toFixed(3)}`,
  });
  const other = button("other seed", () => ui.set({ seed: (ui.get("seed") + 1) % 1000 })), seed = h("span.soft");
  const words = h("p.verdict"), area = h("p.soft");
  words.style.minHeight = "6.2em";
  area.style.margin = "0";
  const choices = h("div.row.choices", {}, kinds.element), luck = h("div.row.tight", {}, other, seed);
  const settings = h("div.sliders", {}, ...sliders.map((s) => s.element));
  const left = h("div.stack", {}, board.figure, play.element, settings), right = h("div.stack", {}, choices, words, area, chart.figure, luck);
  const order = [choices, board.figure, play.element, settings, luck, words, area, chart.figure];
  order.forEach((part, k) => part.style.setProperty("--narrow", k));
  ui.section.append(h("div.columns", {}, left, right), footer(ui, KEYS, (key) => matters(key, ui.get("distribution"))));
  return ui.run(() => {
    const state = Object.fromEntries(KEYS.map((key) => [key, ui.get(key)])), { n } = state;
    law = lawOf(state);
    const key = JSON.stringify({ ...state, n: 0, at: 0, bars: 0 });
    if (key !== seen) [draws, u, seen] = [drawsOf(state, MOST), uniform(state.seed, MOST), key];
    const top = ceiling(peakOf(law)), look = [state.distribution, law.range, top].join();
    if (ui.fresh || look !== drawn) {
      board.box({ x: law.range, y: [0, top] });
      board.axes(board.back(), { x: law.p ? "k" : "x", y: "" });
      chart.box({ x: law.range, y: [0, 1.04] });
      chart.axes(chart.back(), { x: law.p ? "k" : "x", y: "P(X ≤ x)", above: true });
      drawn = look;
    }
    const bars = barsOf(law, state.bars, draws, n), ctx = drawShade(ui, board, law, at());
    if (n) drawBars(ui, ctx, board, law, bars);
    drawLaw(ui, ctx, board, law);
    drawCumulative(ui, chart, law, at(), draws, n, n ? u[n - 1] : 0);
    for (const part of [play, kinds, ...sliders]) part.show();
    for (const part of sliders) part.element.hidden = !part.names.includes(state.distribution);
    for (const part of dragged) {
      part.element.hidden = !named(part.name);
      if (named(part.name)) part.place();
    }
    up.place();
    seed.textContent = `seed ${state.seed}`;
    const [head, rest] = findings(law, draws, n, bars);
    words.replaceChildren(h("strong", {}, head), `: ${rest}`);
    area.textContent = `shaded: P(X ≤ ${fixed(at())}) = ${law.F(at()).toFixed(3)}`;
    ui.say(`${head}: ${rest} ${area.textContent}`);
  });
}

export default { render, accepts };
