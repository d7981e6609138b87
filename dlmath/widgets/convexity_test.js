// The widget ConvexityTest: a curve, a chord that should lie above it, a tangent that should lie below it, and in words and
// numbers where one of them fails.
import { halo, mix, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, checkbox, flag, footer, h, handle, oneOf, open, select } from "./kit.js";
import { fixed, mean, number, rounded, sigmoid, softplus } from "./scales.js";

const KEYS = ["curve", "a", "b", "touch", "heights", "bends"], REACH = 2, LOWEST = -1, HIGHEST = 4;
const PLACES = 401, ROUNDING = 1e-9, SIGNED = [-12, -0.5, 1, 1], KNOBS = [-2, -1, 0, 1, 2];

// ---- the arithmetic: what dlmath says of these curves; tests hold them equal ------------------------------------------

const overExamples = (entry) => (w) => mean(SIGNED.map((x) => entry(sigmoid(w * x), x, w * x)));

// How it is written, the function, its slope (null at a kink), its curvature, and the heights to show.
export const CURVES = {
  parabola: { text: "x²", f: (x) => x * x, slope: (x) => 2 * x, curvature: () => 2, y: [-1.6, 4.3] },
  "absolute value": { text: "|x|", f: Math.abs, slope: (x) => (x ? Math.sign(x) : null), curvature: () => 0, y: [-0.8, 2.2] },
  robust: {
    text: "log(1 + 4x²)", f: (x) => Math.log1p(4 * x * x), slope: (x) => 8 * x / (1 + 4 * x * x),
    curvature: (x) => 8 * (1 - 4 * x * x) / (1 + 4 * x * x) ** 2, y: [-0.7, 3.2],
  },
  "cross-entropy": {
    text: "neuron: cross-entropy", f: overExamples((p, x, z) => softplus(-z)), slope: overExamples((p, x) => -(1 - p) * x),
    curvature: overExamples((p, x) => p * (1 - p) * x * x), y: [-1, 6.6],
  },
  "squared error": {
    text: "neuron: squared error", f: overExamples((p) => (1 - p) ** 2), slope: overExamples((p, x) => -2 * (1 - p) ** 2 * p * x),
    curvature: overExamples((p, x) => 2 * p * (1 - p) ** 2 * (3 * p - 1) * x * x), y: [0.15, 0.45],
  },
};

// The natural cubic spline through heights at −2, −1, 0, 1, 2, in the same form.
export function spline(y) {
  const [r, s, t] = [1, 2, 3].map((k) => 6 * (y[k - 1] - 2 * y[k] + y[k + 1]) / 56);
  const bend = [0, 15 * r - 4 * s + t, -4 * r + 16 * s - 4 * t, r - 4 * s + 15 * t, 0];
  const piece = (x) => {
    const k = Math.min(3, Math.max(0, Math.floor(x) + 2)), u = x + 2 - k;
    return { v: 1 - u, u, y0: y[k], y1: y[k + 1], b0: bend[k], b1: bend[k + 1] };
  };
  return {
    text: "yours: bend it", y: [LOWEST - 0.6, HIGHEST + 0.3],
    f: (x) => { const { v, u, y0, y1, b0, b1 } = piece(x); return v * y0 + u * y1 + (v ** 3 - v) * b0 / 6 + (u ** 3 - u) * b1 / 6; },
    slope: (x) => { const { v, u, y0, y1, b0, b1 } = piece(x); return y1 - y0 + (1 - 3 * v * v) * b0 / 6 + (3 * u * u - 1) * b1 / 6; },
    curvature: (x) => { const { v, u, b0, b1 } = piece(x); return v * b0 + u * b1; },
  };
}

export const curveOf = ({ curve, heights }) => (curve === "yours" ? spline(heights) : CURVES[curve]);

const everywhere = (k) => 2 * REACH * k / (PLACES - 1) - REACH;

function highest(gap, place) {
  let best = { gap: -Infinity, at: 0 };
  for (let k = 0; k < PLACES; k++) {
    const x = place(k), size = gap(x);
    if (size > best.gap) best = { gap: size, at: x };
  }
  return best;
}

// The height of the chord over x, and how far the curve rises above it at most, and where.
export function chordAt({ a, b, ...state }, x) {
  const { f } = curveOf(state), t = a === b ? 0 : (x - a) / (b - a);
  return (1 - t) * f(a) + t * f(b);
}

export function chordTest(state) {
  const { f } = curveOf(state), { a, b } = state;
  return highest((x) => f(x) - chordAt(state, x), (k) => { const t = k / (PLACES - 1); return (1 - t) * a + t * b; });
}

// The height of the tangent over x, at a kink of the level line, and how far it rises above the curve at most, and where.
export function tangentAt({ touch, ...state }, x) {
  const { f, slope } = curveOf(state);
  return f(touch) + (slope(touch) ?? 0) * (x - touch);
}

export function tangentTest(state) {
  const { f } = curveOf(state);
  return highest((x) => tangentAt(state, x) - f(x), everywhere);
}

// Whether the curve nowhere bends downward.
export function isConvex(state) {
  const { curvature } = curveOf(state);
  return highest((x) => -curvature(x), everywhere).gap <= ROUNDING;
}

// From where to where the curve bends downward: [[from, to], …].
export function downward(curvature) {
  const stretches = [];
  for (let k = 0; k < PLACES - 1; k++) {
    const [from, to] = [everywhere(k), everywhere(k + 1)], last = stretches.at(-1);
    if (curvature((from + to) / 2) >= -ROUNDING) continue;
    if (last?.[1] === from) last[1] = to;
    else stretches.push([from, to]);
  }
  return stretches;
}

// ---- words -------------------------------------------------------------------------------------------------------------

// The two tests with their numbers: {passes, line}.
export function chordWords(state) {
  const { a, b } = state, { f } = curveOf(state), { gap, at } = chordTest(state);
  if (a === b) return { passes: true, line: "The chord has no length. Pull its ends apart." };
  const passes = gap <= ROUNDING, x = passes ? (a + b) / 2 : at, t = (x - a) / (b - a);
  const numbers = `at x = ${rounded(x)} (t = ${rounded(t)}) the chord is at ${number(chordAt(state, x), 4)}, the curve at ${number(f(x), 4)}`;
  return { passes, line: passes ? `Chord: nowhere below the curve; ${numbers}.` : `Chord: below the curve by ${number(gap, 2)}; ${numbers}.` };
}

export function tangentWords(state) {
  const { f, slope } = curveOf(state), { gap, at } = tangentTest(state), passes = gap <= ROUNDING, steep = slope(state.touch);
  const where = `touches at x = ${rounded(state.touch)}`;
  if (steep === null) return { passes, line: "Tangent: at the kink, every line with a slope from −1 to 1 stays below; this one is level." };
  if (passes) return { passes, line: `Tangent: ${where} with slope ${number(steep, 2)}, and is nowhere above the curve.` };
  return { passes, line: `Tangent: above the curve by ${number(gap, 2)}; at x = ${rounded(at)} it is at ${number(tangentAt(state, at), 4)}, the curve at ${number(f(at), 4)}.` };
}

export function verdict(state) {
  const chord = chordWords(state).passes, tangent = tangentWords(state).passes;
  if (!chord || !tangent) {
    const what = !chord && !tangent ? "this chord and this tangent" : chord ? "this tangent" : "this chord";
    return { tone: "error", head: "not convex", rest: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${chord || tangent ? "proves" : "prove"} it. One failure is enough.` };
  }
  if (isConvex(state)) {
    return { tone: "gradient", head: "convex", rest: "This chord and this tangent pass, and so do all others: the curve nowhere bends downward." };
  }
  return { tone: "accent", head: "passed, but not convex", rest: "This chord and this tangent pass. Another chord fails, and another tangent: find one." };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

function drawCurveToTest(ui, p, state) {
  const { f, curvature, y } = curveOf(state), ctx = p.back(), { colors } = ui, { left, top, width, height } = p.area;
  p.axes(ctx, { x: "x", y: "" });
  p.inside(ctx, () => {
    if (state.bends) {
      ctx.fillStyle = mix(colors.paper, colors.error, 0.2);
      for (const [from, to] of downward(curvature)) ctx.fillRect(p.x(from), top, p.x(to) - p.x(from), height);
    }
    if (y[0] < 0) stroke(ctx, mix(colors.paper, colors.ink, 0.2), 1, () => { ctx.moveTo(left, p.y(0)); ctx.lineTo(left + width, p.y(0)); });
    stroke(ctx, colors.data, 3, () => polyline(ctx, p, PLACES, (k) => [everywhere(k), f(everywhere(k))]));
  });
}

// The area between a line and the curve where the line is on the wrong side, and the place where it is farthest.
function drawFailure(ui, ctx, p, state, place, line, sign, { gap, at }) {
  if (gap <= ROUNDING) return;
  const { f } = curveOf(state), over = (x) => sign * (line(x) - f(x)) > 0;
  ctx.fillStyle = ui.colors.error;
  ctx.globalAlpha = 0.3;
  ctx.beginPath();
  for (let k = 0; k < PLACES; k++) ctx.lineTo(p.x(place(k)), p.y(over(place(k)) ? line(place(k)) : f(place(k))));
  for (let k = PLACES - 1; k >= 0; k--) ctx.lineTo(p.x(place(k)), p.y(f(place(k))));
  ctx.fill();
  ctx.globalAlpha = 1;
  stroke(ctx, ui.colors.error, 3, () => { ctx.moveTo(p.x(at), p.y(f(at))); ctx.lineTo(p.x(at), p.y(line(at))); });
}

function drawTests(ui, p, state) {
  const ctx = p.front(), { a, b, touch } = state, { colors } = ui, { f } = curveOf(state), chord = (x) => chordAt(state, x);
  const tangent = (x) => tangentAt(state, x), along = (k) => a + (b - a) * k / (PLACES - 1);
  p.inside(ctx, () => {
    drawFailure(ui, ctx, p, state, everywhere, tangent, 1, tangentTest(state));
    drawFailure(ui, ctx, p, state, along, chord, -1, chordTest(state));
    stroke(ctx, colors.gradient, 2.2, () => polyline(ctx, p, 2, (k) => [k ? REACH : -REACH, tangent(k ? REACH : -REACH)]), [9, 6]);
    stroke(ctx, colors.model, 2.8, () => { ctx.moveTo(p.x(a), p.y(f(a))); ctx.lineTo(p.x(b), p.y(f(b))); });
  });
  ctx.font = `600 13px ${ui.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  for (const [name, x, side] of [["a", a, a <= b ? -1 : 1], ["b", b, a <= b ? 1 : -1]]) {
    const edge = Math.abs(x) > 1.85, place = [p.x(x) + (edge ? 0 : 17 * side), p.y(f(x)) - (edge ? 19 : 0)];
    halo(ctx, name, ...place, colors.model, colors.paper);
  }
}

// ---- the widget --------------------------------------------------------------------------------------------------------

// Whether a value that comes from the page's address can be used.
const here = between(-REACH, REACH), fiveHeights = (value) => Array.isArray(value) && value.length === 5 && value.every(between(LOWEST, HIGHEST));
const accepts = accepting({ curve: oneOf(...Object.keys(CURVES), "yours"), a: here, b: here, touch: here, heights: fiveHeights, bends: flag });

const STYLE = `
.choices > label:first-child { min-width: 206px; }
.tests > * { border-left: 4px solid var(--tone); padding-left: 8px; margin: 0 0 8px; min-height: 4.4em; font-variant-numeric: tabular-nums; }
`;

function render(args) {
  const ui = open(args, "Convexity test"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const f = (x) => curveOf(state()).f(x), within = (x) => Math.min(REACH, Math.max(-REACH, x));
  const map = plot(ui, { label: "the curve, a chord and a tangent", aspect: 1.45, margin: [10, 12, 24, 34] });
  const point = (key, label, color) => {
    const one = handle(ui, map, {
      label, get: () => [ui.get(key), f(ui.get(key))], set: ([x]) => ui.set({ [key]: within(x) }),
      describe: (x, y) => `x = ${rounded(x)}, height ${fixed(y)}`,
    });
    one.element.style.setProperty("--ink", `var(--${color})`);
    return one;
  };
  const knobs = KNOBS.map((x, i) => {
    const one = handle(ui, map, {
      label: `knob at x = ${rounded(x)}`, get: () => [x, ui.get("heights")[i]], describe: (_, y) => `height ${fixed(y)}`,
      set: ([, y]) => ui.set({ heights: ui.get("heights").map((v, k) => (k === i ? Math.min(HIGHEST, Math.max(LOWEST, y)) : v)) }),
    });
    one.element.style.setProperty("--ink", "var(--data)");
    return one;
  });
  const points = [point("touch", "point of the tangent", "gradient"), point("a", "end a of the chord", "model"), point("b", "end b of the chord", "model")];
  const options = [...Object.entries(CURVES).map(([name, { text }]) => [name, text]), ["yours", "yours: bend it"]];
  const which = select(ui, { key: "curve", label: "curve", options }), strip = checkbox(ui, { key: "bends", label: "downward bends" });
  const lines = h("div.tests", {}, h("div", { style: "--tone: var(--model)" }), h("div", { style: "--tone: var(--gradient)" })), words = h("p.verdict");
  words.style.minHeight = "5.4em";
  const choices = h("div.row.choices", {}, which.element, strip.element), left = h("div.stack", {}, map.figure);
  const right = h("div.stack", {}, choices, words, lines);
  choices.style.setProperty("--narrow", -1);
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right), footer(ui, KEYS, (key) => key !== "heights" || ui.get("curve") === "yours"));
  let drawn = "";
  return ui.run(() => {
    const now = state(), key = JSON.stringify([now.curve, now.heights, now.bends]), own = now.curve === "yours";
    if (ui.fresh || key !== drawn) {
      map.box({ x: [-REACH - 0.08, REACH + 0.08], y: curveOf(now).y });
      drawCurveToTest(ui, map, now);
      drawn = key;
    }
    drawTests(ui, map, now);
    for (const each of knobs) { each.element.hidden = !own; each.place(); }
    for (const each of points) each.place();
    which.show();
    strip.show();
    const tests = [chordWords(now), tangentWords(now)], { tone, head, rest } = verdict(now);
    tests.forEach(({ passes, line }, i) => { lines.children[i].replaceChildren(h("b", {}, passes ? "✓ " : "✗ "), line); });
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest} ${tests.map(({ line }) => line).join(" ")}`);
  });
}

export default { render, accepts };
