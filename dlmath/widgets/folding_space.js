// The widget FoldingSpace: two hidden units move the plane, and one straight cut follows.
// A unit is [x₁, x₂, w₁, w₂]: a point of its line, then its weights.
import { arrow, marker, mix, plot, stroke } from "./drawing.js";
import { accepting, footer, h, handle, oneOf, open, select } from "./kit.js";
import { fixed } from "./scales.js";

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

const FOLDING = { ReLU: (z) => Math.max(0, z), fold: Math.abs, none: (z) => z }, DIRECTIONS = 360;

// {X: [[x₁, x₂], …], y: [class, …]}
export function foldingExamples(name) {
  if (name === "corners") return { X: [[0, 0], [0, 1], [1, 0], [1, 1]], y: [0, 1, 1, 0] };
  if (name === "circles") {
    const ring = Array.from({ length: 24 }, (_, k) => [Math.cos(2 * Math.PI * k / 24), Math.sin(2 * Math.PI * k / 24)]);
    const small = ring.filter((_, k) => k % 2 === 0).map((point) => point.map((v) => v / 2));
    return { X: [...ring, ...small], y: [...ring.map(() => 0), ...small.map(() => 1)] };
  }
  // A sequence that fills the square evenly.
  const X = Array.from({ length: 36 }, (_, k) => [0.7548776662466927, 0.5698402909980532].map((step) => 2 * ((k + 1) * step % 1) - 1))
    .map((point) => point.map((v) => v + 0.12 * Math.sign(v)));
  return { X, y: X.map(([a, b]) => (a * b < 0 ? 1 : 0)) };
}

export const foldingZ = ([a, b, v, w], [x, y]) => v * (x - a) + w * (y - b);
export const foldingHidden = (units, activation, point) => units.map((unit) => FOLDING[activation](foldingZ(unit, point)));

// Evenly spaced angles, then one between any two at which points of different classes change their order: between two such
// angles no cut gains or loses a point, so none that separates the classes better is missed.
function foldingAngles(A, y) {
  const [zeros, ones] = [0, 1].map((k) => A.filter((_, i) => y[i] === k)), { PI } = Math;
  const pairs = zeros.flatMap(([a, b]) => ones.map(([c, d]) => [a - c, b - d])).filter((pair) => Math.hypot(...pair) > 1e-9);
  const half = pairs.map(([a, b]) => (Math.atan2(-a, b) % PI + PI) % PI), turns = [...half, ...half.map((t) => t + PI)].sort((s, t) => s - t);
  const middles = turns.map((t, i) => (t + (turns[i + 1] ?? turns[0] + 2 * PI)) / 2);
  return [...Array.from({ length: DIRECTIONS }, (_, k) => 2 * PI * k / DIRECTIONS), ...middles];
}

// The straight cut with the fewest points on the wrong side, and of those the one with the most room: {u, t, wrong, room};
// class 1 lies where u · a > t. Without u, no cut is better than none.
export function foldingCut(A, y) {
  const ones = y.reduce((sum, v) => sum + v, 0);
  let best = { u: null, t: 0, wrong: Math.min(ones, y.length - ones), room: 0 };
  for (const angle of foldingAngles(A, y)) {
    const u = [Math.cos(angle), Math.sin(angle)];
    const sorted = A.map((a, i) => [a[0] * u[0] + a[1] * u[1], y[i]]).sort((p, q) => p[0] - q[0]);
    let wrong = y.length - ones;
    for (let i = 1; i < sorted.length; i++) {
      wrong += 2 * sorted[i - 1][1] - 1;
      const [low, high] = [sorted[i - 1][0], sorted[i][0]], room = (high - low) / 2;
      if (high - low <= 1e-6) continue;
      if (wrong < best.wrong || (wrong === best.wrong && room > best.room + 1e-9)) best = { u, t: (low + high) / 2, wrong, room };
    }
  }
  return best;
}

// ---- words -------------------------------------------------------------------------------------------------------------

// Two points are in the same place where rounding alone tells them apart; −0 is 0.
const foldingPlace = (a) => a.map((v) => +v.toFixed(6) + 0).join();

// {tone, head, rest}
export function foldingVerdict(A, y, cut, activation) {
  const places = new Set(A.map((a) => foldingPlace(a))).size, n = y.length;
  const lost = places < n ? `${n} points land in ${places} places.` : "No two points land in the same place.";
  const origin = A.filter(([a, b]) => activation === "ReLU" && a === 0 && b === 0).length;
  const off = origin ? ` Both units are off for ${origin === 1 ? "1 point" : `${origin} points`}.` : "";
  if (!cut.wrong) return { tone: "gradient", head: "one straight cut separates the classes", rest: `${lost}${off}` };
  const why = activation === "none" ? " Without an activation, lines stay lines: what no line can separate here, no line can separate there." : "";
  return { tone: "error", head: `the best straight cut leaves ${cut.wrong} of ${n} on the wrong side`, rest: `${lost}${off}${why}` };
}

// ---- the pictures ------------------------------------------------------------------------------------------------------

const VIEW = { corners: [[-0.75, 2.05], [-0.75, 2.05]], circles: [[-1.6, 1.6], [-1.6, 1.6]], xor: [[-1.6, 1.6], [-1.6, 1.6]] };
const CLASSES = [["model", "circle"], ["data", "square"]]; // as in the figures of the lesson

// Each place in the color of the class that the cut gives it; class(x, y) is 0 or 1.
function foldingField(ui, p, ctx, side) {
  const { left, top, width, height } = p.area, n = 160, image = new ImageData(n, n);
  const inks = CLASSES.map(([name]) => [1, 3, 5].map((i) => parseInt(ui.colors[name].slice(i, i + 2), 16)));
  for (let j = 0, k = 0; j < n; j++) {
    for (let i = 0; i < n; i++, k += 4) {
      image.data.set(inks[side(p.x.invert(left + width * (i + 0.5) / n), p.y.invert(top + height * (j + 0.5) / n))], k);
      image.data[k + 3] = 46;
    }
  }
  const small = h("canvas", { width: n, height: n });
  small.getContext("2d").putImageData(image, 0, 0);
  ctx.drawImage(small, 0, 0, n, n, left, top, width, height);
}

function foldingPoints(ui, p, ctx, points, y) {
  for (const [k, point] of points.entries()) {
    const [color, shape] = CLASSES[y[k]];
    marker(ctx, shape, p.x(point[0]), p.y(point[1]), 5);
    ctx.fillStyle = ui.colors[color];
    ctx.fill();
    ctx.strokeStyle = ui.colors.paper;
    ctx.lineWidth = 1.2;
    ctx.stroke();
  }
}

function foldingLine(p, ctx, [a, b], [v, w], far = 20) {
  const size = Math.hypot(v, w);
  ctx.moveTo(p.x(a - w / size * far), p.y(b + v / size * far));
  ctx.lineTo(p.x(a + w / size * far), p.y(b - v / size * far));
}

function foldingWord(ui, ctx, text, x, y, color) {
  ctx.font = `600 13px ${ui.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 4;
  ctx.strokeStyle = ui.colors.paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
  ctx.font = `12px ${ui.font}`;
}

const UNITS = ["first", "second"];

function drawBefore(ui, p, { X, y }, units, activation, cut) {
  const ctx = p.back(), front = p.front(), { colors } = ui;
  const side = (a, b) => {
    const [s, t] = foldingHidden(units, activation, [a, b]);
    return cut.u && cut.u[0] * s + cut.u[1] * t > cut.t ? 1 : 0;
  };
  if (cut.u) foldingField(ui, p, ctx, side);
  p.axes(ctx, { x: "x₁", y: "x₂" });
  p.inside(front, () => {
    for (const [k, [a, b, v, w]] of units.entries()) {
      stroke(front, colors.gradient, 2.2, () => foldingLine(p, front, [a, b], [v, w]), k ? [8, 5] : []);
      for (const [ink, width] of [[colors.paper, 6], [colors.gradient, 3]]) {
        front.strokeStyle = front.fillStyle = ink;
        front.lineWidth = width;
        arrow(front, p.x(a), p.y(b), p.x(a + v), p.y(b + w), 11);
      }
    }
    foldingPoints(ui, p, front, X, y);
    for (const [k, [a, b, v, w]] of units.entries()) {
      const size = Math.hypot(v, w), { left, top, width, height } = p.area, px = p.x(a + v) + 34 * v / size, py = p.y(b + w) - 20 * w / size;
      const inside = (at, from, room, edge) => Math.min(from + room - edge, Math.max(from + edge, at));
      foldingWord(ui, front, k ? "unit 2" : "unit 1", inside(px, left, width, 24), inside(py, top, height, 10), colors.gradient);
    }
  });
}

function drawAfter(ui, p, { X, y }, A, units, activation, cut) {
  const ctx = p.back(), front = p.front(), { colors } = ui;
  if (cut.u) foldingField(ui, p, ctx, (a, b) => (cut.u[0] * a + cut.u[1] * b > cut.t ? 1 : 0));
  p.axes(ctx, { x: "a₁", y: "a₂" });
  p.inside(front, () => {
    // The grid of the left picture, where it lands.
    front.globalAlpha = 0.35;
    const [[from, to]] = VIEW[ui.get("points")], steps = 60;
    for (let k = 0; k <= 10; k++) {
      const c = from + (to - from) * k / 10;
      for (const at of [(s) => [c, s], (s) => [s, c]]) {
        stroke(front, colors.muted, 0.9, () => {
          for (let i = 0; i <= steps; i++) {
            const [a, b] = foldingHidden(units, activation, at(from + (to - from) * i / steps));
            front.lineTo(p.x(a), p.y(b));
          }
        });
      }
    }
    front.globalAlpha = 1;
    if (cut.u) stroke(front, colors.ink, 2.4, () => foldingLine(p, front, cut.u.map((v) => v * cut.t), cut.u));
    // Several points in one place: a larger mark, with their number beside it.
    const places = new Map();
    A.forEach((a, k) => {
      const key = foldingPlace(a);
      places.set(key, [...(places.get(key) || []), k]);
    });
    foldingPoints(ui, p, front, A, y);
    for (const list of places.values()) {
      if (list.length < 2) continue;
      const [a, b] = A[list[0]], both = new Set(list.map((k) => y[k])).size === 2;
      stroke(front, both ? colors.ink : colors[CLASSES[y[list[0]]][0]], 2, () => { front.moveTo(p.x(a) + 10, p.y(b)); front.arc(p.x(a), p.y(b), 10, 0, 7); });
      foldingWord(ui, front, `${list.length}${both ? " mixed" : ""}`, p.x(a) + (both ? 36 : 19), p.y(b) - 12, colors.ink);
    }
  });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const LOW = 0.1, MOST = 3;
const isUnit = (value) => Array.isArray(value) && value.length === 4 && value.every((v) => typeof v === "number" && Math.abs(v) <= MOST)
  && Math.hypot(value[2], value[3]) >= LOW;
const KEYS = ["points", "activation", ...UNITS];
const accepts = accepting({ points: oneOf(...Object.keys(VIEW)), activation: oneOf(...Object.keys(FOLDING)), first: isUnit, second: isUnit });

const LOOK = `
.planes { display: grid; grid-template-columns: 1fr; gap: 12px; margin: 10px 0; }
@container (min-width: 620px) { .planes { grid-template-columns: 1fr 1fr; } }
.plane { margin-bottom: 4px; font-weight: 600; }
.units { font-variant-numeric: tabular-nums; margin: 0 0 8px; }
.units b { font-weight: 600; }
.verdict { min-height: 5.4em; }
`;

// A dragged place catches at quarters, so that two lines can lie on one another.
export const foldingCaught = (v) => (Math.abs(v - Math.round(4 * v) / 4) < 0.04 ? Math.round(4 * v) / 4 : +v.toFixed(2)) + 0;

function foldingHandles(ui, p) {
  let keys = false; // the steps of a key are shorter than the catch
  p.figure.addEventListener("keydown", () => { keys = true; }, true);
  for (const type of ["pointerdown", "click"]) p.figure.addEventListener(type, () => { keys = false; }, true);
  const limited = (v) => Math.min(MOST, Math.max(-MOST, keys ? +v.toFixed(2) : foldingCaught(v)));
  return UNITS.flatMap((key, k) => {
    const foot = handle(ui, p, {
      label: `line of unit ${k + 1}`, get: () => ui.get(key).slice(0, 2),
      set: (at) => ui.set({ [key]: [...at.map(limited), ...ui.get(key).slice(2)] }),
      describe: (x, y) => `through (${fixed(x)}, ${fixed(y)})`,
    });
    const tip = handle(ui, p, {
      label: `weights of unit ${k + 1}`, get: () => { const [a, b, v, w] = ui.get(key); return [a + v, b + w]; },
      set: (at) => {
        const [a, b] = ui.get(key), w = [limited(at[0]) - a, limited(at[1]) - b].map((v) => limited(v));
        if (Math.hypot(...w) >= 0.2) ui.set({ [key]: [a, b, ...w] });
      },
      describe: () => { const [, , v, w] = ui.get(key); return `w = (${fixed(v)}, ${fixed(w)})`; },
    });
    for (const one of [foot, tip]) one.element.style.setProperty("--ink", "var(--gradient)");
    return [foot, tip];
  });
}

function unitLine(unit, k) {
  const [a, b, v, w] = unit, c = -v * a - w * b, sign = (x) => (x < 0 ? "−" : "+");
  return [h("b", {}, `unit ${k + 1}: `), `z = ${fixed(v)}\u00a0x₁ ${sign(w)} ${fixed(Math.abs(w))}\u00a0x₂ ${sign(c)} ${fixed(Math.abs(c))}`];
}

// The same length of one unit in both directions, and room around what lands.
function boxOf(A, p) {
  const ends = [0, 1].map((i) => [Math.min(0, ...A.map((a) => a[i])), Math.max(0.2, ...A.map((a) => a[i]))]);
  const size = 1.3 * Math.max(...ends.map(([low, high]) => high - low)), middle = ends.map(([low, high]) => (low + high) / 2);
  p.box({ x: [middle[0] - size / 2, middle[0] + size / 2], y: [middle[1] - size / 2, middle[1] + size / 2] });
}

function render(args) {
  const ui = open(args, "Folding space"), units = () => UNITS.map((key) => ui.get(key));
  const p = plot(ui, { label: "the plane, with the lines of both units", aspect: 1.06, margin: [8, 8, 24, 34] });
  const q = plot(ui, { label: "the hidden plane, where everything lands", aspect: 1.06, margin: [8, 8, 24, 34] });
  const knobs = foldingHandles(ui, p);
  const points = select(ui, { key: "points", label: "points", options: Object.keys(VIEW).map((name) => [name, name]) });
  const activation = select(ui, { key: "activation", label: "activation", options: Object.keys(FOLDING).map((name) => [name, name]) });
  const lines = h("p.units"), words = h("p.verdict");
  const planes = h("div.planes", {}, h("div", {}, h("div.plane", {}, "where the points are"), p.figure), h("div", {}, h("div.plane", {}, "where they land"), q.figure));
  ui.section.append(h("style", {}, LOOK), h("div.row", {}, points.element, activation.element), planes, lines, words, footer(ui, KEYS));
  return ui.run(() => {
    const data = foldingExamples(ui.get("points")), now = units(), kind = ui.get("activation");
    const A = data.X.map((x) => foldingHidden(now, kind, x)), cut = foldingCut(A, data.y);
    const [x, y] = VIEW[ui.get("points")];
    p.box({ x, y });
    boxOf(A, q);
    drawBefore(ui, p, data, now, kind, cut);
    drawAfter(ui, q, data, A, now, kind, cut);
    for (const each of [...knobs, points, activation]) (each.place || each.show)();
    lines.replaceChildren(...unitLine(now[0], 0), h("br"), ...unitLine(now[1], 1));
    const { tone, head, rest } = foldingVerdict(A, data.y, cut, kind);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest}`);
  });
}

export default { render, accepts };
