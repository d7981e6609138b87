// The widget AdamAnatomy: the gradients of one weight, the means m and v, raw and corrected, and the steps.
import { mix, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, checkbox, flag, footer, h, handle, oneOf, open, player, points, select, slider, whole } from "./kit.js";
import { uniform } from "./random.js";
import { number, round } from "./scales.js";

// ---- the arithmetic: that of dlmath.optimizers.adam with η = 1; tests hold them equal -----------------------------------

const COUNT = 30;

export const MADE = {
  constant: () => Array(COUNT).fill(1),
  alternating: () => Array.from({ length: COUNT }, (_, t) => (t % 2 ? -1 : 1)),
  rare: () => Array.from({ length: COUNT }, (_, t) => (t % 10 === 4 ? 2 : 0.1)),
  noisy: ({ seed }) => [...uniform(seed, COUNT)].map((u) => 0.2 + 3 * (u - 0.5)),
  counterexample: () => Array.from({ length: COUNT }, (_, t) => (t % 3 ? -1 : 3)),
  own: ({ gradients }) => [...gradients],
};

// For each step: g, m, v, the corrected mHat and vHat, and what it adds to w, in units of η, with and without the correction.
export function anatomy(gradients, { beta1, beta2, epsilon }) {
  let [m, v] = [0, 0];
  return gradients.map((g, t) => {
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * (g * g);
    const mHat = m / (1 - beta1 ** (t + 1)), vHat = v / (1 - beta2 ** (t + 1));
    return { g, m, v, mHat, vHat, corrected: -mHat / (Math.sqrt(vHat) + epsilon), raw: -m / (Math.sqrt(v) + epsilon) };
  });
}

// ---- words -------------------------------------------------------------------------------------------------------------

const inBrackets = (value) => (value < 0 ? `(${number(value)})` : number(value));
const beta = (value) => number(value, 5), power = (k) => [...String(k)].map((c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]).join("");

// The formulas of step k with their numbers: [[letter, text], …].
export function stepInNumbers(rows, k, { beta1, beta2, epsilon, correction }) {
  const { g, m, v, mHat, vHat, corrected, raw } = rows[k - 1], before = rows[k - 2] || { m: 0, v: 0 };
  const mean = (b, old, now, is) => `${beta(b)} · ${inBrackets(old)} + ${beta(+(1 - b).toPrecision(5))} · ${now} = ${number(is)}`;
  const correct = (b, is, hat) => `${number(is)} / (1 − ${beta(b)}${power(k)}) = ${number(hat)}`;
  const [top, below, by] = correction ? [mHat, vHat, corrected] : [m, v, raw];
  return [
    ["m", mean(beta1, before.m, inBrackets(g), m)],
    ["v", mean(beta2, before.v, `${inBrackets(g)}²`, v)],
    ["m̂", correct(beta1, m, mHat)],
    ["v̂", correct(beta2, v, vHat)],
    ["step", `${number(-top)}\u00a0η / (√${number(below)} + ${number(epsilon)}) = ${number(by)}\u00a0η`],
  ];
}

export function adamVerdict(rows, k, correction) {
  if (k === 0) return { tone: "muted", head: "before the first step", why: "m and v are 0, which is not the mean of any gradient yet", rest: "Press step, or play." };
  const past = rows.slice(0, k), sum = (of) => past.reduce((total, row) => total + of(row), 0);
  const slope = sum((row) => row.g), moved = sum((row) => (correction ? row.corrected : row.raw)), { corrected, raw } = rows[0];
  const head = `w has moved by ${number(moved)}\u00a0η`, why = `after ${k} step${k === 1 ? "" : "s"}`;
  const first = corrected === 0 ? "" : ` The first step is ${number(Math.abs(corrected))}\u00a0η long with the correction, ${number(Math.abs(raw))}\u00a0η without.`;
  if (Math.abs(slope) <= 1e-9 * sum((row) => Math.abs(row.g))) return { tone: "muted", head, why, rest: `The gradients cancel each other.${first}` };
  const wrong = slope * moved > 0, does = wrong ? `yet it ${moved > 0 ? "rises" : "falls"}` : moved === 0 ? "yet it stays" : "and it does";
  const rest = `The gradients add up to ${number(slope)}, so w should ${slope > 0 ? "fall" : "rise"}, ${does}.${first}`;
  return { tone: wrong ? "error" : "gradient", head, why, rest };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

// Up to where an axis reaches that shows these sizes. It grows by jumps, so that a bar under the hand stays where it is.
function reachOf(values, least) {
  const most = values.reduce((a, v) => Math.max(a, Math.abs(v)), 0);
  return most > least ? round(most) : least;
}

// From the longest step to the left to the longest one to the right, in units of η.
function rangeOf(steps) {
  const up = Math.min(10, steps.reduce((a, v) => Math.max(a, v), 0.3)), down = Math.min(10, steps.reduce((a, v) => Math.max(a, -v), 0.3));
  return [-1.12 * Math.max(down, up / 4), 1.12 * Math.max(up, down / 4)];
}

function bars(ctx, p, values, color) {
  const wide = Math.max(2, 0.62 * (p.x(1) - p.x(0)));
  ctx.fillStyle = color;
  values.forEach((v, t) => {
    const y = Math.max(p.area.top - 9, Math.min(p.area.top + p.area.height + 9, p.y(v)));
    ctx.fillRect(p.x(t + 1) - wide / 2, Math.min(y, p.y(0)), wide, Math.max(1, Math.abs(y - p.y(0))));
  });
}

function curve(ctx, p, values, color, dashed) {
  stroke(ctx, color, dashed ? 1.6 : 2.4, () => polyline(ctx, p, values.length, (k) => [k + 1, values[k]]), dashed ? [4, 4] : []);
}

// Thin axes; the steps are numbered below the lowest plot only.
function drawScale(ui, p, steps) {
  const ctx = p.back(), { left, top, width, height } = p.area, { colors } = ui;
  stroke(ctx, mix(colors.paper, colors.ink, 0.35), 1, () => {
    ctx.moveTo(left, top);
    ctx.lineTo(left, top + height);
    ctx.moveTo(left, p.y(0));
    ctx.lineTo(left + width, p.y(0));
  });
  ctx.fillStyle = colors.muted;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (const [value, text] of p.y.ticks(height / 28)) ctx.fillText(text.length > 6 ? number(value, 2) : text, left - 6, p.y(value));
  ctx.textBaseline = "top";
  if (!steps) return;
  ctx.textAlign = "center";
  for (const [value, text] of p.x.ticks(6)) if (value >= 1 && p.x(value) < left + width - 34) ctx.fillText(text, p.x(value), top + height + 6);
  ctx.textAlign = "right";
  ctx.fillText("step", left + width, top + height + 6);
}

function now(ctx, ui, p, k) {
  if (!k) return;
  const wide = p.x(1) - p.x(0);
  ctx.fillStyle = mix(ui.colors.paper, ui.colors.ink, 0.08);
  ctx.fillRect(p.x(k) - wide / 2, p.area.top, wide, p.area.height);
}

// The names of what is drawn, at the right above the plot, each in its color.
function names(ctx, ui, p, list) {
  let x = p.area.left + p.area.width;
  ctx.textAlign = "right";
  ctx.textBaseline = "bottom";
  for (const [text, color, bold] of [...list].reverse()) {
    ctx.font = `${bold ? 600 : 400} 12px ${ui.font}`;
    ctx.fillStyle = color;
    ctx.fillText(text, x, p.area.top - 3);
    x -= ctx.measureText(text).width + 12;
  }
}

function drawAnatomy(ui, plots, rows, k, { correction, scale }) {
  const [gradients, squares, steps] = plots, { colors } = ui, n = rows.length, seen = rows.slice(0, k), of = (key) => seen.map((row) => row[key]);
  const reach = scale * reachOf(rows.map((row) => row.g / scale), 2), x = [0.3, n + 0.7];
  gradients.box({ x, y: [-1.08 * reach, 1.08 * reach] });
  squares.box({ x, y: [0, 1.08 * reach] });
  steps.box({ x, y: rangeOf(rows.flatMap((row) => [row.corrected, row.raw])) });
  plots.forEach((p, i) => drawScale(ui, p, i === 2));
  const [one, two, three] = plots.map((p) => p.front()), later = mix(colors.paper, colors.gradient, 0.35), faint = mix(colors.paper, colors.ink, 0.14);
  const plain = mix(colors.muted, colors.ink, 0.2);
  plots.forEach((p, i) => now([one, two, three][i], ui, p, k));
  gradients.inside(one, () => {
    bars(one, gradients, rows.map((row) => row.g), later);
    bars(one, gradients, of("g"), colors.gradient);
    curve(one, gradients, of("m"), colors.data, true);
    curve(one, gradients, of("mHat"), colors.data, false);
  });
  one.font = `600 12px ${ui.font}`;
  one.fillStyle = colors.ink;
  one.textAlign = "left";
  one.textBaseline = "bottom";
  one.fillText("drag the bars", gradients.area.left, gradients.area.top - 3);
  names(one, ui, gradients, [["g", colors.gradient, true], ["m (dashed)", colors.data], ["m̂", colors.data, true]]);
  squares.inside(two, () => {
    bars(two, squares, of("g").map(Math.abs), faint);
    curve(two, squares, of("v").map(Math.sqrt), colors.model, true);
    curve(two, squares, of("vHat").map(Math.sqrt), colors.model, false);
  });
  names(two, ui, squares, [["|g|", plain], ["√v (dashed)", colors.model], ["√v̂", colors.model, true]]);
  steps.inside(three, () => {
    bars(three, steps, of(correction ? "corrected" : "raw"), colors.ink);
    curve(three, steps, of(correction ? "raw" : "corrected"), colors.error, true);
  });
  names(three, ui, steps, [[`step / η, ${correction ? "corrected" : "uncorrected"}`, colors.ink, true],
    [correction ? "uncorrected (dashed)" : "corrected (dashed)", colors.error]]);
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const ADAM_KEYS = ["pattern", "gradients", "scale", "beta1", "beta2", "epsilon", "correction", "step"], MOST_STEPS = 60;
const PATTERN_NAMES = [["constant", "constant"], ["alternating", "alternating"], ["rare", "rarely large"], ["noisy", "noisy"],
  ["counterexample", "3, −1, −1"], ["own", "your own"]];
const BETAS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999];
const openUnit = (v) => between(0, 1)(v) && v < 1;
const accepts = accepting({
  pattern: oneOf(...PATTERN_NAMES.map(([name]) => name)), gradients: (v) => points(between(-1e3, 1e3))(v) && v.length > 0 && v.length <= MOST_STEPS,
  scale: between(1e-6, 1e6), seed: whole(0, 999), beta1: openUnit, beta2: openUnit, epsilon: (v) => between(0, 1e3)(v) && v > 0,
  correction: flag, step: whole(0, MOST_STEPS),
});

const ADAM_STYLE = `
.numbers { display: grid; grid-template-columns: auto 1fr; gap: 3px 10px; margin: 0; font-size: 13px; font-variant-numeric: tabular-nums; min-height: 10.5em; align-content: start; }
.numbers dt { font-weight: 600; }
.numbers dd { margin: 0; }
.numbers .unused { color: var(--muted); text-decoration: line-through; }
`;

// β moves over values that lie the closer together, the closer they are to 1.
function memory(ui, key, label, symbol) {
  const nearest = () => BETAS.reduce((best, v, k) => (Math.abs(Math.log((1 - v) / (1 - ui.get(key)))) < Math.abs(Math.log((1 - BETAS[best]) / (1 - ui.get(key)))) ? k : best), 0);
  return slider(ui, { label, symbol, min: 0, max: BETAS.length - 1, step: 1, get: nearest, set: (k) => ui.set({ [key]: BETAS[k] }), format: () => beta(ui.get(key)) });
}

function render(args) {
  const ui = open(args, "Anatomy of Adam");
  const state = () => Object.fromEntries(["pattern", "gradients", "scale", "seed", "beta1", "beta2", "epsilon", "correction"].map((key) => [key, ui.get(key)]));
  const unscaled = () => MADE[ui.get("pattern")](state()), length = () => (ui.get("pattern") === "own" ? ui.get("gradients").length : COUNT);
  const shown = () => Math.min(ui.get("step") ?? Infinity, length()), held = () => Math.max(1, shown());
  const goTo = (k) => ui.set({ step: k >= length() ? null : k });
  const draw = (k, g) => {
    const all = unscaled(), limit = reachOf(all, 2);
    all[k - 1] = Math.max(-limit, Math.min(limit, +g.toFixed(2)));
    ui.set({ pattern: "own", gradients: all, step: k >= all.length ? null : k });
  };
  const plots = [
    plot(ui, { label: "the gradients, and their running mean m", aspect: 2.8, margin: [20, 6, 4, 40] }),
    plot(ui, { label: "the square root of v, the running mean of squares", aspect: 3.6, margin: [20, 6, 4, 40] }),
    plot(ui, { label: "the step that Adam takes", aspect: 2.7, margin: [20, 6, 22, 40] }),
  ];
  const point = handle(ui, plots[0], {
    label: "gradient of this step", digits: 12, get: () => [held(), unscaled()[held() - 1] * ui.get("scale")],
    set: ([x, y]) => draw(Math.max(1, Math.min(length(), Math.round(x))), y / ui.get("scale")),
    describe: (k, g) => `step ${k}, gradient ${number(g)}`,
  });
  // The keys go from step to step, and change a gradient by tenths.
  point.element.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 0.1, ArrowDown: -0.1, PageUp: 1, PageDown: -1 }[event.key], to = { ArrowLeft: held() - 1, ArrowRight: held() + 1, Home: 1, End: length() }[event.key];
    if ((by ?? to) === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (to !== undefined) return goTo(Math.max(1, Math.min(length(), to)));
    draw(held(), unscaled()[held() - 1] + by * (event.shiftKey ? 10 : 1));
  }, { capture: true });
  const play = player(ui, { length, get: shown, set: goTo, slowest: 4 });
  const pattern = select(ui, { key: "pattern", label: "gradients", options: PATTERN_NAMES });
  const correction = checkbox(ui, { key: "correction", label: "correct m and v" });
  const knobs = [
    memory(ui, "beta1", "memory", "β₁"), memory(ui, "beta2", "memory", "β₂"),
    slider(ui, { key: "epsilon", label: "epsilon", symbol: "ε", min: 1e-8, max: 10, scale: "log", format: (v) => number(v) }),
    slider(ui, { key: "scale", label: "all gradients", min: 1e-4, max: 1e4, scale: "log", format: (v) => `× ${number(v)}` }),
  ];
  const numbers = h("dl.numbers"), words = h("p.verdict", { style: "min-height: 5.2em" }), sliders = h("div.sliders.two", {}, ...knobs.map((k) => k.element));
  const choices = h("div.row.choices", {}, pattern.element, correction.element), figures = plots.map((p) => p.figure);
  const left = h("div.stack", {}, ...figures, play.element), right = h("div.stack", {}, choices, sliders, numbers, words);
  [...figures, play.element, sliders, choices, numbers, words].forEach((part, i) => part.style.setProperty("--narrow", i));
  ui.section.append(h("style", {}, ADAM_STYLE), h("div.columns", {}, left, right), footer(ui, ADAM_KEYS, (key) => (key === "gradients" ? ui.get("pattern") === "own" : key !== "step" || ui.get("step") !== null)));
  return ui.run(() => {
    const settings = state(), k = shown(), rows = anatomy(unscaled().map((g) => settings.scale * g), settings);
    drawAnatomy(ui, plots, rows, k, settings);
    point.place();
    for (const part of [play, pattern, correction, ...knobs]) part.show();
    const lines = k ? stepInNumbers(rows, k, settings) : [];
    numbers.replaceChildren(...lines.flatMap(([letter, text]) => {
      const unused = !settings.correction && ["m̂", "v̂"].includes(letter) ? "unused" : "";
      return [h("dt", { class: unused }, letter), h("dd", { class: unused }, letter === "step" ? text : `= ${text}`)];
    }));
    const { tone, head, why, rest } = adamVerdict(rows, k, settings.correction);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}.`, h("br"), rest);
    ui.say(`${head}: ${why}. ${rest}`);
  });
}

export default { render, accepts };
