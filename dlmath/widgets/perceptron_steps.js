// The widget PerceptronSteps: one example after another, and what each mistake does to the line and to its arrow w.
import { arrow, halo, mix, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, footer, h, handle, open, player, select, whole } from "./kit.js";
import { fixed, number, pairs, rounded, solveLinear } from "./scales.js";

const KEYS = ["minus", "plus", "step"], WIDE = 4, HIGH = 3, MOST = 8, LONGEST = 600;

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

// All points as [x1, x2, label] in the order in which they are shown: one of each class in turn.
export function examples({ minus, plus }) {
  const [no, yes] = [pairs(minus), pairs(plus)];
  return Array.from({ length: Math.max(no.length, yes.length) }, (_, i) => [
    ...(no[i] ? [[...no[i], -1]] : []), ...(yes[i] ? [[...yes[i], 1]] : [])]).flat();
}

export const sum = ([u, v, b], [x, y]) => u * x + v * y + b;

// What happens at each step: {v: [w1, w2, b] after it, wrong, mistakes so far}; the first entry is the start. It ends when a
// whole pass went by without a mistake, or after `most` steps.
export function history(data, most = LONGEST) {
  const steps = [{ v: [0, 0, 0], wrong: false, mistakes: 0 }];
  for (let k = 0, right = 0; k < most && right < data.length; k++) {
    const { v, mistakes } = steps[k], x = data[k % data.length], wrong = x[2] * sum(v, x) <= 0;
    right = wrong ? 0 : right + 1;
    steps.push({ v: wrong ? [v[0] + x[2] * x[0], v[1] + x[2] * x[1], v[2] + x[2]] : v, wrong, mistakes: mistakes + wrong });
  }
  return steps;
}

export const settled = (data, v) => data.every((x) => x[2] * sum(v, x) > 0);

// The earlier step at the end of a pass with the same weights as now; −1 if there is none, or if nothing happened since.
export function seenBefore(data, steps, k) {
  const n = data.length, same = ([a, b, c], [d, e, f]) => Math.abs(a - d) + Math.abs(b - e) + Math.abs(c - f) < 1e-9;
  if (k % n) return -1;
  for (let j = k - n; j >= 0; j -= n) if (same(steps[j].v, steps[k].v) && steps[j].mistakes < steps[k].mistakes) return j;
  return -1;
}

const dot = (a, b) => a.reduce((total, v, i) => total + v * b[i], 0);

// The point nearest to the origin of the plane (line, point) through P, if it lies between them; else null.
function nearest(P) {
  const system = [...P.map((a) => [...P.map((b) => dot(a, b)), 1]), [...P.map(() => 1), 0]];
  const shares = solveLinear(system, [...P.map(() => 0), 1])?.slice(0, P.length);
  return shares?.every((s) => s >= -1e-12) ? [0, 1, 2].map((j) => dot(shares, P.map((a) => a[j]))) : null;
}

// The [w1, w2, b] with the widest margin in the space with one more input that is always 1, or null where no line separates
// the classes: the point nearest to the origin of all averages of the y (x, 1).
export function widest(data) {
  const A = data.map(([x, y, label]) => [label * x, label * y, label]), n = A.length;
  const fits = (v) => v && dot(v, v) > 1e-12 && A.every((a) => dot(a, v) >= dot(v, v) * (1 - 1e-9));
  for (let i = 0; i < n; i++) if (fits(A[i])) return A[i];
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) { const v = nearest([A[i], A[j]]); if (fits(v)) return v; }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) for (let k = 0; k < j; k++) {
    const v = nearest([A[i], A[j], A[k]]);
    if (fits(v)) return v;
  }
  return null;
}

// R² = max ‖x‖² + 1, γ² of the widest margin, and the bound (R/γ)²; null where no line separates the classes.
export function limits(data) {
  const v = widest(data), R = Math.sqrt(Math.max(...data.map(([x, y]) => x * x + y * y + 1)));
  if (!v) return null;
  const gamma = Math.min(...data.map((x) => x[2] * sum(v, x))) / Math.sqrt(dot(v, v));
  return { R, gamma, bound: (R / gamma) ** 2 };
}

// The distance of the nearest point from the line in the plane, negative for one on the wrong side; NaN without a line.
export const gap = (data, v) => Math.min(...data.map((x) => x[2] * sum(v, x))) / Math.hypot(v[0], v[1]);

// ---- words -------------------------------------------------------------------------------------------------------------

const vector = ([u, v]) => `(${rounded(u)}, ${rounded(v)})`;
const label = (y) => (y > 0 ? "+1" : "−1");

// {tone: "good" | "bad" | "note", head, rest} of step k
export function told(data, steps, k) {
  const { v, wrong, mistakes } = steps[k], n = data.length, bound = limits(data)?.bound;
  const many = `${mistakes} mistake${mistakes === 1 ? "" : "s"}`;
  if (k === 0) return { tone: "note", head: "not started", rest: "w and b are 0, so every z is 0, and there is no line yet. Press step." };
  const before = steps[k - 1].v, x = data[(k - 1) % n], z = sum(before, x);
  if (k === steps.length - 1 && settled(data, v)) {
    return { tone: "good", head: `done after ${many}`, rest: `A whole pass without a mistake. The nearest point is ${fixed(gap(data, v))} from the line. Whatever the order, it could not have made more than ${number(Math.floor(bound + 1e-9))} mistakes.` };
  }
  const back = seenBefore(data, steps, k);
  if (back >= 0 && wrong) return { tone: "bad", head: `mistake ${mistakes}: back at step ${back}`, rest: `w and b are what they were at step ${back}. From here it repeats itself, forever.` };
  if (back >= 0) return { tone: "bad", head: `back at step ${back}`, rest: `w and b are what they were at step ${back}. From here it repeats itself, forever.` };
  if (!wrong) return { tone: "good", head: "right", rest: `z = ${fixed(z)}, and the label is ${label(x[2])}: the same sign. Nothing changes.` };
  const why = Math.abs(z) < 1e-12 ? "z = 0: the point is on the line, or there is no line" : `z = ${fixed(z)}, but the label is ${label(x[2])}`;
  const how = x[2] > 0 ? "so x is added to w, and 1 to b" : "so x is subtracted from w, and 1 from b";
  return { tone: "bad", head: `mistake ${mistakes}`, rest: `${why}, ${how}: w goes from ${vector(before)} to ${vector(v)}.` };
}

// ---- examples to begin with --------------------------------------------------------------------------------------------

// An address keeps the length of a list, so all sets with five points of each class can be linked from the default.
const SETS = {
  apart: [[-1.5, 1.3, 0.8, 0.9, 1.5, 2.3, -2.9, 1.8, 2.5, 0.5], [-0.9, -0.9, 0.2, -2.3, 2.2, -2, -3.3, -1.8, 2.7, -0.9]],
  "a narrow gap": [[-0.6, 1.6, 2.6, -0.7, 2.9, 0.2, -0.4, 2.4, -2, 1.7], [-0.1, -0.8, -1.5, -2.5, -1.8, 0.4, -2.8, -0.6, 2.9, -1.8]],
  overlapping: [[-1.5, 1.3, 0.8, 0.9, 1.5, 2.3, -0.4, -1.6, 2.5, 0.5], [-0.9, -0.9, 0.2, -2.3, 2.2, -2, -0.2, 1.5, 2.7, -0.9]],
  XOR: [[-1.5, -1.5, 1.5, 1.5], [-1.5, 1.5, 1.5, -1.5]],
};

// ---- the picture -------------------------------------------------------------------------------------------------------

// The polygon of the frame's part where z > 0, in pixels.
function yesSide(p, v) {
  const { left, top, width, height } = p.area;
  const corners = [[left, top], [left + width, top], [left + width, top + height], [left, top + height]];
  const z = ([a, b]) => sum(v, [p.x.invert(a), p.y.invert(b)]);
  return corners.flatMap((from, i) => {
    const to = corners[(i + 1) % 4], [s, t] = [z(from), z(to)], cut = s / (s - t);
    return [...(s > 0 ? [from] : []), ...((s > 0) === (t > 0) ? [] : [[0, 1].map((j) => from[j] + cut * (to[j] - from[j]))])];
  });
}

function drawSides(ui, p, v) {
  const ctx = p.back(), { left, top, width, height } = p.area;
  if (Math.hypot(v[0], v[1]) > 1e-9 || v[2]) {
    ctx.fillStyle = mix(ui.colors.paper, ui.colors.data, 0.14);
    ctx.fillRect(left, top, width, height);
    ctx.fillStyle = mix(ui.colors.paper, ui.colors.model, 0.16);
    ctx.beginPath();
    for (const [x, y] of yesSide(p, v)) ctx.lineTo(x, y);
    ctx.fill();
  }
  p.axes(ctx, { x: "x₁", y: "x₂" });
}

// The line where z is `level` times ‖w‖, that is, so far from the border.
function drawBorder(ctx, p, v, color, width, dash = [], level = 0) {
  const size = Math.hypot(v[0], v[1]);
  if (size < 1e-9) return;
  const [u, w] = [v[0] / size, v[1] / size], away = level - v[2] / size, at = [u * away, w * away];
  p.inside(ctx, () => stroke(ctx, color, width, () => polyline(ctx, p, 2, (k) => [at[0] + (k ? 20 : -20) * w, at[1] - (k ? 20 : -20) * u]), dash));
}

// w before and after, both from the origin, and the example that is added or subtracted; all shrunk alike if they are long.
function drawArrows(ui, ctx, p, before, after, wrong) {
  const long = Math.max(Math.hypot(before[0], before[1]), Math.hypot(after[0], after[1])), scale = Math.min(1, 2.3 / long || 1);
  const place = ([u, v]) => [p.x(u * scale), p.y(v * scale)], from = place([0, 0]), old = place(before), now = place(after);
  const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) > 6, { colors } = ui;
  const draw = (a, b, color, width) => {
    if (!far(a, b)) return;
    for (const [ink, wide] of [[colors.paper, width + 3], [color, width]]) {
      ctx.strokeStyle = ctx.fillStyle = ink;
      ctx.lineWidth = wide;
      arrow(ctx, ...a, ...b, 10);
    }
  };
  if (wrong) {
    draw(from, old, mix(colors.paper, colors.gradient, 0.4), 2.5);
    ctx.setLineDash([5, 5]);
    draw(old, now, colors.error, 1.8);
    ctx.setLineDash([]);
  }
  draw(from, now, colors.gradient, 3);
  ctx.font = ctx.font.replace("12px", "600 13px");
  if (far(from, now)) {
    const length = Math.hypot(now[0] - from[0], now[1] - from[1]);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    halo(ctx, "w", now[0] + 13 * (now[0] - from[0]) / length, now[1] + 13 * (now[1] - from[1]) / length, colors.gradient, colors.paper);
  }
  return scale;
}

function drawPlane(ui, p, data, steps, k) {
  const { v, wrong } = steps[k], before = steps[Math.max(0, k - 1)].v, { colors } = ui;
  drawSides(ui, p, v);
  const ctx = p.front(), room = gap(data, v);
  if (wrong) drawBorder(ctx, p, before, mix(colors.paper, colors.ink, 0.45), 1.6, [6, 5]);
  if (room > 0) for (const side of [-room, room]) drawBorder(ctx, p, v, mix(colors.paper, colors.ink, 0.6), 1.1, [3, 3], side);
  drawBorder(ctx, p, v, colors.ink, 2.4);
  if (k) {
    const [x, y] = data[(k - 1) % data.length];
    stroke(ctx, wrong ? colors.error : colors.gradient, 2.6, () => { ctx.moveTo(p.x(x) + 15, p.y(y)); ctx.arc(p.x(x), p.y(y), 15, 0, 7); });
  }
  return drawArrows(ui, ctx, p, before, v, wrong);
}

// The length of (w, b) after each mistake, between the floor γt and the ceiling R√t.
function drawSqueeze(ui, p, lengths, limit) {
  const most = Math.max(8, limit ? Math.min(limit.bound * 1.08, 6 * lengths.length) : lengths.length), { colors } = ui;
  const ceiling = (t) => limit.R * Math.sqrt(t), count = 90;
  p.box({ x: [0, most], y: [0, 1.08 * (limit ? ceiling(most) : Math.max(1, ...lengths))] });
  p.axes(p.back(), { x: "mistakes t", y: "length of (w, b)", above: true });
  const ctx = p.front(), name = (text, x, y, side, color) => halo(ctx, text, p.x(x), p.y(y) + 15 * side, color, colors.paper);
  p.inside(ctx, () => {
    if (limit) {
      stroke(ctx, colors.error, 2, () => polyline(ctx, p, count + 1, (i) => [i * most / count, ceiling(i * most / count)]));
      stroke(ctx, colors.accent, 2, () => polyline(ctx, p, 2, (i) => [i * most, limit.gamma * i * most]));
    }
    stroke(ctx, colors.model, 2.2, () => polyline(ctx, p, lengths.length, (t) => [t, lengths[t]]));
    ctx.fillStyle = colors.model;
    ctx.beginPath();
    ctx.arc(p.x(lengths.length - 1), p.y(lengths.at(-1)), 4.5, 0, 7);
    ctx.fill();
  });
  if (!limit) return;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  name("ceiling R√t", most * 0.36, ceiling(most * 0.42), -1, colors.error);
  name("floor γt", most * 0.8, limit.gamma * most * 0.68, 1, colors.ink);
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const inside = (row) => Array.isArray(row) && row.length >= 2 && row.length <= 2 * MOST && row.length % 2 === 0
  && row.every((v, i) => between(...(i % 2 ? [-HIGH, HIGH] : [-WIDE, WIDE]))(v));
const accepts = accepting({ minus: inside, plus: inside, step: whole(0, LONGEST) });

const STYLE = `
.verdict { min-height: 6.4em; }
.handle.one::after { border-radius: 3px; }
.numbers { font-variant-numeric: tabular-nums; min-height: 2.9em; }
.key { display: inline-block; width: 11px; height: 11px; border: 3.5px solid; margin: 0 5px 0 0; vertical-align: -1px; }
.key.zero { border-radius: 50%; border-color: var(--data); }
.key.one { border-color: var(--model); margin-left: 14px; }
`;

// A moved point begins the run anew: what was learned belonged to other examples.
function pointHandles(ui, p) {
  return ["minus", "plus"].flatMap((key) => Array.from({ length: MOST }, (_, i) => {
    const get = () => pairs(ui.get(key))[i] ?? [0, 0];
    const set = ([x, y]) => {
      const at = [Math.min(WIDE, Math.max(-WIDE, x)), Math.min(HIGH, Math.max(-HIGH, y))];
      ui.set({ [key]: pairs(ui.get(key)).flatMap((pair, k) => (k === i ? at : pair)), step: 0 });
    };
    const one = handle(ui, p, {
      label: `label ${label(key === "plus" ? 1 : -1)}, point ${i + 1}`, get, set, describe: (x, y) => `x₁ = ${number(x)}, x₂ = ${number(y)}`,
    });
    one.element.classList.toggle("one", key === "plus");
    one.element.style.setProperty("--ink", key === "plus" ? "var(--model)" : "var(--data)");
    return { place: () => { one.element.hidden = i >= ui.get(key).length / 2; if (!one.element.hidden) one.place(); } };
  }));
}

function render(args) {
  const ui = open(args, "Perceptron steps"), now = () => examples({ minus: ui.get("minus"), plus: ui.get("plus") });
  const p = plot(ui, { label: "points of two classes and the line of a perceptron", aspect: 1.37, margin: [8, 8, 24, 30] });
  const squeeze = plot(ui, { label: "the length of the weights against the number of mistakes", aspect: 2, margin: [24, 8, 24, 30] });
  let data = now(), steps = history(data);
  const handles = pointHandles(ui, p);
  const matching = () => Object.keys(SETS).find((name) => JSON.stringify(SETS[name]) === JSON.stringify([ui.get("minus"), ui.get("plus")]));
  const sets = select(ui, { label: "points", options: [...Object.keys(SETS).map((name) => [name, name]), ["", "your own"]],
    get: () => matching() ?? "", set: (name) => { if (name) ui.set({ minus: SETS[name][0], plus: SETS[name][1], step: 0 }); else ui.redraw(); } });
  const at = () => Math.min(ui.get("step"), steps.length - 1);
  const play = player(ui, { length: () => steps.length - 1, get: at, set: (step) => ui.set({ step }), unit: "example", slowest: 2, seconds: 12, text: (k) => `${k}` });
  const numbers = h("div.numbers"), words = h("p.verdict");
  const key = h("div.soft", {}, h("span.key.zero"), "label −1", h("span.key.one"), "label +1");
  [p.figure, key, sets.element, play.element, words, numbers, squeeze.figure].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, p.figure, key, play.element), right = h("div.stack", {}, sets.element, words, numbers, squeeze.figure);
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right), footer(ui, KEYS));
  return ui.run(() => {
    data = now();
    steps = history(data);
    const k = at(), { v, mistakes } = steps[k], limit = limits(data);
    p.box({ x: [-WIDE, WIDE], y: [-HIGH, HIGH] });
    const wide = HIGH * p.area.width / p.area.height; // one unit is as long in both directions
    p.box({ x: [-wide, wide], y: [-HIGH, HIGH] });
    const scale = drawPlane(ui, p, data, steps, k);
    const lengths = steps.slice(0, k + 1).filter((each, i) => !i || each.wrong).map((each) => Math.hypot(...each.v));
    drawSqueeze(ui, squeeze, lengths, limit);
    for (const each of [...handles, sets, play]) (each.place || each.show)();
    const most = limit ? `at most (R/γ)² = ${number(limit.bound)}` : "no line separates these points: no limit";
    const drawn = scale < 1 ? `, arrows at ${Math.round(100 * scale)}%` : "";
    numbers.replaceChildren(`w = ${vector(v)}, b = ${rounded(v[2])}${drawn}`, h("br"), h("b", {}, `mistakes: ${mistakes}`), `, ${most}`);
    const { tone, head, rest } = told(data, steps, k);
    words.style.setProperty("--tone", `var(--${{ good: "gradient", bad: "error", note: "muted" }[tone]})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest}`);
  });
}

export default { render, accepts };
