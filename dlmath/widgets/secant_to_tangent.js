// The widget SecantToTangent: a curve, a secant through two of its points and the tangent at one of them; beside it the
// error of the secant's slope against the step h.
import { mix, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, footer, h, handle, oneOf, open, select, slider } from "./kit.js";
import { number, sigmoid } from "./scales.js";

const KEYS = ["function", "x", "h", "rule"], WIDE = 3, REACH = 2, PLAIN = 1e-4, TINY = 1e-16;

// ---- the arithmetic: what dlmath.calculus says of these functions; tests hold them equal ------------------------------


// How it is written, the function, its derivative where it has one, and the heights to show.
export const FUNCTIONS = {
  square: { text: "x²", f: (x) => x * x, slope: (x) => 2 * x, y: [-2.2, 9.2] },
  sine: { text: "sin x", f: Math.sin, slope: Math.cos, y: [-1.6, 1.6] },
  exponential: { text: "eˣ", f: Math.exp, slope: Math.exp, y: [-4, 20.5] },
  sigmoid: { text: "σ(x), the sigmoid", f: sigmoid, slope: (x) => sigmoid(x) * sigmoid(-x), y: [-0.2, 1.2] },
  "absolute value": { text: "|x|", f: Math.abs, slope: (x) => (x ? Math.sign(x) : null), y: [-0.9, 3.1] },
  "cube root": { text: "∛x", f: Math.cbrt, slope: (x) => (x ? 1 / (3 * Math.cbrt(x) ** 2) : null), y: [-1.7, 1.7] },
};

// The slope of the secant.
export function slope(name, rule, x, h) {
  const { f } = FUNCTIONS[name];
  return rule === "central" ? (f(x + Math.abs(h)) - f(x - Math.abs(h))) / (2 * Math.abs(h)) : (f(x + h) - f(x)) / h;
}

// The slope of the tangent; null where there is none.
export const derivative = (name, x) => FUNCTIONS[name].slope(x);

// [step, error of the slope] for steps from the smallest to 1, to the same side as h; [] where there is no tangent.
export function errors(name, rule, x, h, smallest, count = 161) {
  const tangent = derivative(name, x), side = Math.sign(h);
  if (tangent === null) return [];
  return Array.from({ length: count }, (_, k) => {
    const step = smallest ** (1 - k / (count - 1));
    return [step, Math.abs(slope(name, rule, x, side * step) - tangent)];
  });
}

// ---- words -------------------------------------------------------------------------------------------------------------

const four = (v) => number(v, 4);

// The slope of the secant as a fraction: rise, run and what comes out.
export function fraction({ function: name, rule, x, h }) {
  const { f } = FUNCTIONS[name], run = Math.abs(h), central = rule === "central";
  const [from, to] = central ? [x - run, x + run] : [x, x + h], part = (v) => (v < 0 ? `(${four(v)})` : four(v));
  const words = central ? "(f(x + h) − f(x − h)) / 2h" : "(f(x + h) − f(x)) / h";
  return `${words} = (${four(f(to))} − ${part(f(from))}) / ${central ? four(2 * run) : part(h)} = ${four(slope(name, rule, x, h))}`;
}

const WITHOUT = {
  "absolute value": "From the right its slope is 1 for every step, from the left it is −1.",
  "cube root": "The shorter the step, the steeper the secant, without end.",
};

// What is off by the last digit of a float is not off.
const error = (secant, tangent) => (Math.abs(secant - tangent) < 1e-14 ? 0 : Math.abs(secant - tangent));

export function verdict({ function: name, rule, x, h }) {
  const secant = slope(name, rule, x, h), tangent = derivative(name, x), step = `h = ${number(h)}`;
  if (tangent === null) {
    return { tone: "error", head: "no tangent here", why: `at ${step} the secant has slope ${four(secant)}`, rest: WITHOUT[name] };
  }
  const off = error(secant, tangent), share = off / Math.max(1, Math.abs(tangent));
  const slopes = `the secant has slope ${four(secant)}, the tangent ${four(tangent)}`;
  if (off === 0) return { tone: "gradient", head: "the same slope", why: slopes, rest: `At ${step} they do not differ.` };
  const [tone, head] = drownsInRounding(rule, h) ? ["accent", "rounding takes over"] : share < 2e-3 ? ["gradient", "too close to tell apart"]
    : share < 0.1 ? ["accent", "close"] : ["error", "far off"];
  return { tone, head, why: slopes, rest: `At ${step} they differ by ${number(off)}.` };
}

// Whether the step is so short that the digits lost in f(x + h) − f(x) outweigh the bend of the curve.
const drownsInRounding = (rule, h) => Math.abs(h) < (rule === "central" ? 6e-6 : 1.5e-8);

// ---- pictures ----------------------------------------------------------------------------------------------------------

// The straight line of that slope through a point, from edge to edge however steep.
function straight(ctx, p, [x, y], rise) {
  const run = p.x(1) - p.x(0), up = rise * (p.y(1) - p.y(0)), far = 2 * (p.area.width + p.area.height) / Math.hypot(run, up);
  ctx.moveTo(p.x(x) - far * run, p.y(y) - far * up);
  ctx.lineTo(p.x(x) + far * run, p.y(y) + far * up);
}

function drawCurve(ui, p, { f, y }) {
  p.box({ x: [-WIDE, WIDE], y });
  const ctx = p.back();
  p.axes(ctx, { x: "x", y: "" });
  p.inside(ctx, () => {
    stroke(ctx, mix(ui.colors.paper, ui.colors.ink, 0.2), 1, () => { ctx.moveTo(p.x(-WIDE), p.y(0)); ctx.lineTo(p.x(WIDE), p.y(0)); });
    stroke(ctx, ui.colors.data, 2.5, () => polyline(ctx, p, 601, (k) => [k / 100 - WIDE, f(k / 100 - WIDE)]));
  });
}

function drawLines(ui, p, { function: name, rule, x, h }) {
  const { f } = FUNCTIONS[name], ctx = p.front(), { colors } = ui, tangent = derivative(name, x), at = [x, f(x)];
  const from = rule === "central" ? x - h : x, ends = [[from, f(from)], [x + h, f(x + h)]];
  p.inside(ctx, () => {
    if (tangent !== null) stroke(ctx, colors.gradient, 2, () => straight(ctx, p, at, tangent), [8, 7]);
    stroke(ctx, colors.model, 2.5, () => straight(ctx, p, ends[1], slope(name, rule, x, h)));
    drawTriangle(ui, ctx, p, ends, rule);
  });
  if (rule === "central") dot(ctx, ui, p, ends[0]);
}

// What is divided by what: the way along, and the way up.
function drawTriangle(ui, ctx, p, [[x0, y0], [x1, y1]], rule) {
  const [left, right, foot, top] = [p.x(x0), p.x(x1), p.y(y0), p.y(y1)], side = Math.sign(right - left);
  stroke(ctx, ui.colors.ink, 1.2, () => { ctx.moveTo(left, foot); ctx.lineTo(right, foot); ctx.lineTo(right, top); }, [2, 4]);
  ctx.font = `13px ${ui.font}`;
  ctx.fillStyle = ui.colors.ink;
  if (Math.abs(right - left) < 26) return;
  ctx.textAlign = "center";
  ctx.textBaseline = top < foot ? "top" : "bottom";
  ctx.fillText(rule === "central" ? "2h" : "h", (left + right) / 2, foot + (top < foot ? 5 : -5));
  if (rule === "central" || Math.abs(top - foot) < 22) return;
  ctx.textAlign = side > 0 ? "left" : "right";
  ctx.textBaseline = "middle";
  ctx.fillText("rise", right + 7 * side, (top + foot) / 2);
}

function dot(ctx, ui, p, [x, y], size = 6) {
  ctx.beginPath();
  ctx.arc(p.x(x), p.y(y), size, 0, 7);
  ctx.fillStyle = ui.colors.ink;
  ctx.strokeStyle = ui.colors.paper;
  ctx.lineWidth = 2;
  ctx.fill();
  ctx.stroke();
}

function drawErrors(ui, p, state, smallest) {
  const ctx = p.front(), { function: name, rule, x, h } = state, curve = errors(name, rule, x, h, smallest);
  const { left, top, width, height } = p.area, low = p.y.invert(top + height);
  ctx.fillStyle = ui.colors.muted;
  ctx.textAlign = "center";
  if (!curve.some(([, off]) => off > low)) {
    const words = curve.length ? "no error at all on this side" : "no tangent, so nothing to compare with";
    ctx.fillText(words, left + width / 2, top + height / 2);
    return;
  }
  p.inside(ctx, () => stroke(ctx, ui.colors.error, 2, () => {
    for (const [step, off] of curve) if (off > 0) ctx.lineTo(p.x(step), p.y(off));
  }));
  const here = Math.abs(slope(name, rule, x, h) - derivative(name, x));
  if (here > low && Math.abs(h) >= smallest) dot(ctx, ui, p, [Math.abs(h), here]);
}

// ---- the widget --------------------------------------------------------------------------------------------------------

// Whether a value that comes from the page's address can be used.
const step = (value) => between(-1, 1)(value) && Math.abs(value) >= TINY;
const accepts = accepting({ function: oneOf(...Object.keys(FUNCTIONS)), x: between(-REACH, REACH), h: step, rule: oneOf("forward", "central") });

const STYLE = `
.slopes { display: flex; flex-wrap: wrap; gap: 2px 20px; font-variant-numeric: tabular-nums; }
.slopes > * { border-left: 4px solid var(--tone); padding-left: 8px; }
.fraction { font-variant-numeric: tabular-nums; min-height: 1.45em; }
`;

function render(args) {
  const ui = open(args, "Secant to tangent"), smallest = ui.get("smallest"), deep = smallest < PLAIN;
  const state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)])), f = (x) => FUNCTIONS[ui.get("function")].f(x);
  const map = plot(ui, { label: "the curve, the secant and the tangent", aspect: 1.4, margin: [8, 8, 24, 34] });
  const chart = plot(ui, { label: "error of the slope against the step", aspect: deep ? 1.7 : 1.8, margin: [24, 10, 24, 38] });
  const second = handle(ui, map, {
    label: "second point, x + h", get: () => [ui.get("x") + ui.get("h"), f(ui.get("x") + ui.get("h"))],
    set: ([to]) => {
      const h = +(to - ui.get("x")).toFixed(2), long = Math.min(1, Math.max(0.01, Math.abs(h)));
      ui.set({ h: Math.sign(h || ui.get("h")) * long });
    },
    describe: (to) => `x + h = ${four(to)}, h = ${number(ui.get("h"))}`,
  });
  const first = handle(ui, map, {
    label: "point x", get: () => [ui.get("x"), f(ui.get("x"))],
    set: ([x]) => ui.set({ x: Math.min(REACH, Math.max(-REACH, x)) }), describe: (x) => `x = ${four(x)}`,
  });
  const size = slider(ui, { label: "step", symbol: "h", min: smallest, max: 1, scale: "log", get: () => Math.abs(ui.get("h")),
    set: (v) => ui.set({ h: Math.sign(ui.get("h")) * v }), format: (v) => number(Math.sign(ui.get("h")) * v) });
  const options = Object.entries(FUNCTIONS).map(([name, { text }]) => [name, `f(x) = ${text}`]);
  const which = select(ui, { key: "function", label: "curve", options });
  const rule = select(ui, { key: "rule", label: "rule", options: [["forward", "forward: x to x + h"], ["central", "central: x − h to x + h"]] });
  const part = (tone) => h("span", { style: `--tone: var(--${tone})` }), slopes = h("div.slopes", {}, ...["model", "gradient", "error"].map(part));
  const division = h("div.fraction"), words = h("p.verdict");
  words.style.minHeight = "5em";
  const choices = h("div.row.choices", {}, which.element, ...(deep ? [rule.element] : []));
  const left = h("div.stack", {}, map.figure, division), right = h("div.stack", {}, choices, size.element, words, chart.figure);
  for (const [element, order] of [[size.element, 1], [division, 2], [words, 3], [chart.figure, 4], [choices, -1]]) element.style.setProperty("--narrow", order);
  ui.section.append(h("style", {}, STYLE), slopes, h("div.columns", {}, left, right), footer(ui, KEYS));
  let drawn = null;
  return ui.run(() => {
    const now = state(), tangent = derivative(now.function, now.x), secant = slope(now.function, now.rule, now.x, now.h);
    if (ui.fresh || drawn !== now.function) {
      drawCurve(ui, map, FUNCTIONS[now.function]);
      chart.box({ x: [smallest, 1], y: [deep ? 1e-14 : 1e-6, 10], logX: true, logY: true });
      chart.axes(chart.back(), { x: "|h|", y: "error of the slope", above: true });
      drawn = now.function;
    }
    drawLines(ui, map, now);
    drawErrors(ui, chart, now, smallest);
    for (const each of [first, second]) each.place();
    for (const each of [size, which, rule]) each.show();
    const { tone, head, why, rest } = verdict(now), missing = tangent === null;
    [`secant ${four(secant)}`, missing ? "no tangent" : `tangent ${four(tangent)}`, missing ? "" : `error ${number(error(secant, tangent))}`]
      .forEach((text, i) => { slopes.children[i].textContent = text; });
    slopes.children[2].hidden = missing;
    division.textContent = fraction(now);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}.`, h("br"), rest);
    ui.say(`${head}: ${why}. ${rest}`);
  });
}

export default { render, accepts };
