// The widget LinearMap: the images of the two basis vectors are dragged, and the plane follows.
// A matrix is its four entries, row by row: [a, b, c, d] has the rows (a, b) and (c, d).
import { arrow, halo, mix, plot } from "./drawing.js";
import { accepting, between, button, checkbox, enable, field, flag, footer, h, handle, open, points } from "./kit.js";
import { rounded } from "./scales.js";

// ---- arithmetic --------------------------------------------------------------------------------------------------------

export const product = ([a, b, c, d], [e, f, g, i]) => [a * e + b * g, a * f + b * i, c * e + d * g, c * f + d * i];
export const image = ([a, b, c, d], [x, y]) => [a * x + b * y, c * x + d * y];
export const determinant = ([a, b, c, d]) => a * d - b * c;
export const rotation = (t) => [Math.cos(t), -Math.sin(t), Math.sin(t), Math.cos(t)];

export function inverse(m) {
  const [a, b, c, d] = m, det = determinant(m);
  return [d / det, -b / det, -c / det, a / det];
}

// The directions that are kept: {values: [λ, …], vectors: [[x, y], …]}, the larger λ first. None for a turn, one for a
// shear; `every` is true where all are kept.
export function eigen([a, b, c, d]) {
  const discriminant = (a - d) ** 2 + 4 * b * c, mean = (a + d) / 2;
  if (discriminant < -1e-9) return { values: [], vectors: [] };
  const root = Math.sqrt(Math.max(discriminant, 0)) / 2;
  if (root < 1e-4 && Math.abs(b) + Math.abs(c) < 1e-4) return { values: [mean, mean], vectors: [[1, 0], [0, 1]], every: true };
  const values = root < 1e-4 ? [mean] : [mean + root, mean - root];
  return { values, vectors: values.map((l) => direction(Math.hypot(b, l - a) > Math.hypot(l - d, c) ? [b, l - a] : [l - d, c])) };
}

// Of length 1, pointing to the right, or straight up.
function direction([x, y]) {
  const size = Math.hypot(x, y) * (x < -1e-12 * Math.abs(y) || (Math.abs(x) <= 1e-12 * Math.abs(y) && y < 0) ? -1 : 1);
  return [x / size, y / size];
}

// Columns of length 1 at right angles.
export function isOrthogonal([a, b, c, d]) {
  return Math.max(Math.abs(a * a + c * c - 1), Math.abs(b * b + d * d - 1), Math.abs(a * b + c * d)) < 1e-8;
}

// ---- words -------------------------------------------------------------------------------------------------------------

const LARGEST = 3, DEGREE = Math.PI / 180;
const pair = ([x, y]) => `(${rounded(x)},\u00a0${rounded(y)})`;

function kept(m) {
  const { values, vectors, every } = eigen(m), [l] = values;
  if (every) return `Every direction is kept, with the factor ${rounded(l)}.`;
  if (!values.length) return "No direction is kept.";
  if (values.length === 1) return `One direction is kept: ${pair(vectors[0])}, with the factor ${rounded(l)}.`;
  return `Two directions are kept: ${values.map((v, k) => `${pair(vectors[k])} with the factor ${rounded(v)}`).join(" and ")}.`;
}

// What a matrix does, in words: {tone, head, why, rest}.
export function verdict(m) {
  const det = determinant(m), rest = kept(m), turn = Math.atan2(m[2], m[0]) / DEGREE;
  if (m.every((v) => v === 0)) return { tone: "error", head: "everything lands in one point", why: "no inverse can undo this", rest };
  if (Math.abs(det) < 1e-9) {
    return { tone: "error", head: "the plane is flattened onto a line", why: "areas become 0, and no inverse can undo this", rest };
  }
  const rigid = isOrthogonal(m), size = rigid ? "lengths and angles stay" : `areas become ${rounded(Math.abs(det))} times as large`;
  if (det < 0) return { tone: "accent", head: "turned over", why: `${size}, and the F is seen as in a mirror`, rest };
  if (rigid && Math.abs(turn) < 1e-6) return { tone: "gradient", head: "nothing moves", why: "this is the identity", rest };
  const sense = Math.abs(turn) > 180 - 1e-6 ? "" : turn > 0 ? " counterclockwise" : " clockwise";
  if (rigid) return { tone: "gradient", head: `turned by ${rounded(Math.abs(turn))}°${sense}`, why: size, rest };
  const same = Math.abs(det - 1) < 1e-9, head = same ? "areas stay" : det > 1 ? "larger" : "smaller";
  return { tone: "gradient", head, why: `${same ? "shapes do not" : size}, and the F is not mirrored`, rest };
}

// ---- the picture -------------------------------------------------------------------------------------------------------

const VIEW = 3.2, LINES = 16;
const F = [[0.27, 0.14], [0.27, 0.88], [0.76, 0.88], [0.76, 0.73], [0.44, 0.73], [0.44, 0.58], [0.68, 0.58], [0.68, 0.43], [0.44, 0.43], [0.44, 0.14]];
const SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1]];
const CIRCLE = Array.from({ length: 121 }, (_, k) => [Math.cos(k * 3 * DEGREE), Math.sin(k * 3 * DEGREE)]);
const IDENTITY = [1, 0, 0, 1];

function trace(ctx, p, m, points) {
  ctx.beginPath();
  for (const point of points) {
    const [x, y] = image(m, point);
    ctx.lineTo(p.x(x), p.y(y));
  }
}

// The grid lines along one basis vector, all in one stroke.
function lines(ctx, p, m, along) {
  ctx.beginPath();
  for (let k = -LINES; k <= LINES; k++) {
    const ends = along ? [[k, -LINES], [k, LINES]] : [[-LINES, k], [LINES, k]];
    const [from, to] = ends.map((end) => image(m, end));
    ctx.moveTo(p.x(from[0]), p.y(from[1]));
    ctx.lineTo(p.x(to[0]), p.y(to[1]));
  }
  ctx.stroke();
}

function drawBack(ui, p) {
  const { colors } = ui, ctx = p.back();
  p.inside(ctx, () => {
    ctx.strokeStyle = mix(colors.paper, colors.ink, 0.1);
    ctx.lineWidth = 1;
    for (const along of [0, 1]) lines(ctx, p, IDENTITY, along);
    ctx.strokeStyle = mix(colors.paper, colors.ink, 0.35);
    ctx.beginPath();
    for (const [x, y] of [[VIEW, 0], [0, VIEW]]) {
      ctx.moveTo(p.x(-x), p.y(-y));
      ctx.lineTo(p.x(x), p.y(y));
    }
    ctx.stroke();
  });
  p.axes(ctx, { x: "x₁", y: "x₂" });
}

function drawGrid(ctx, p, m, colors) {
  ctx.lineWidth = 1.2;
  for (const [along, color] of [[0, colors.data], [1, colors.model]]) {
    ctx.strokeStyle = mix(colors.paper, color, 0.5);
    lines(ctx, p, m, along);
  }
}

function drawSquare(ctx, p, m, colors) {
  ctx.fillStyle = determinant(m) < 0 ? colors.error : colors.accent;
  trace(ctx, p, m, SQUARE);
  ctx.globalAlpha = 0.35;
  ctx.fill();
  ctx.globalAlpha = 1;
  trace(ctx, p, m, F);
  ctx.fillStyle = colors.ink;
  ctx.fill();
}

function drawCircle(ctx, p, m, colors) {
  ctx.strokeStyle = colors.muted;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([2, 5]);
  trace(ctx, p, IDENTITY, CIRCLE);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.strokeStyle = colors.ink;
  ctx.lineWidth = 2;
  trace(ctx, p, m, CIRCLE);
  ctx.stroke();
}

// A word on a rim of paper; it stays inside the plot.
function label(ctx, p, text, x, y, color, paper) {
  const half = ctx.measureText(text).width / 2 + 3, { left, top, width, height } = p.area;
  const px = Math.min(Math.max(x, left + half), left + width - half), py = Math.min(Math.max(y, top + 10), top + height - 10);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  halo(ctx, text, px, py, color, paper);
}

function drawDirections(ctx, p, m, colors) {
  const { values, vectors, every } = eigen(m);
  for (const [k, [x, y]] of (every ? [] : vectors).entries()) {
    ctx.strokeStyle = colors.gradient;
    ctx.lineWidth = 2.2;
    ctx.setLineDash([9, 6]);
    ctx.beginPath();
    ctx.moveTo(p.x(-9 * x), p.y(-9 * y));
    ctx.lineTo(p.x(9 * x), p.y(9 * y));
    ctx.stroke();
    ctx.setLineDash([]);
    const end = 0.86 * VIEW / Math.max(Math.abs(x), Math.abs(y));
    const beside = 8 + 22 * Math.abs(y);
    label(ctx, p, `λ = ${rounded(values[k])}`, p.x(-end * x) + beside * y, p.y(-end * y) + beside * x, colors.gradient, colors.paper);
  }
}

function vector(ctx, p, [x, y], color, paper, text, knob = true) {
  const [px, py, ox, oy] = [p.x(x), p.y(y), p.x(0), p.y(0)], size = Math.hypot(px - ox, py - oy);
  if (size > 4) {
    for (const [ink, width] of [[paper, 6], [color, 3]]) {
      ctx.strokeStyle = ctx.fillStyle = ink;
      ctx.lineWidth = width;
      arrow(ctx, ox, oy, px, py, 11);
    }
  }
  const away = size > 1 ? (knob ? 24 : 16) / size : 0;
  label(ctx, p, text, px + (px - ox) * away, size > 1 ? py + (py - oy) * away : py - 20, color, paper);
}

function drawFront(ui, p, m) {
  const { colors } = ui, { paper } = colors, ctx = p.front();
  p.inside(ctx, () => {
    ctx.font = ctx.font.replace("12px", "600 13px");
    if (ui.get("grid")) drawGrid(ctx, p, m, colors);
    drawSquare(ctx, p, m, colors);
    if (ui.get("circle")) drawCircle(ctx, p, m, colors);
    if (ui.get("directions")) drawDirections(ctx, p, m, colors);
    if (ui.get("vector")) {
      const x = ui.get("x");
      vector(ctx, p, x, colors.muted, paper, "x");
      vector(ctx, p, image(m, x), colors.ink, paper, "A x", false);
    }
    vector(ctx, p, [m[0], m[2]], colors.data, paper, "A e₁");
    vector(ctx, p, [m[1], m[3]], colors.model, paper, "A e₂");
  });
}

// ---- what the hand moves -----------------------------------------------------------------------------------------------

// The matrix that is drawn: on its way to the one that is set, after a button.
function gliding(ui) {
  const goal = () => ui.get("matrix");
  let from = null, since = 0;
  const now = () => {
    const t = from ? Math.min(1, (performance.now() - since) / 450) : 1;
    if (t === 1) from = null;
    else ui.redraw();
    return t === 1 ? goal() : goal().map((v, k) => from[k] + (v - from[k]) * t * t * (3 - 2 * t));
  };
  const to = (matrix) => {
    const start = ui.still ? null : now();
    ui.set({ matrix });
    [from, since] = [start, performance.now()];
    ui.redraw();
  };
  const stop = () => { from = null; };
  return { now, to, stop };
}

// A dragged point catches at halves, so that parallel and perpendicular can be met exactly.
export const caught = (v) => (Math.abs(v - Math.round(2 * v) / 2) < 0.04 ? Math.round(2 * v) / 2 : +v.toFixed(2));
const within = (values) => values.every((v) => Math.abs(v) <= LARGEST);
const clipped = (v) => Math.min(LARGEST, Math.max(-LARGEST, v));

function columns(ui, p, glide) {
  return [0, 1].map((k) => {
    const knob = handle(ui, p, {
      label: `image of e${"₁₂"[k]}`,
      get: () => [glide.now()[k], glide.now()[k + 2]],
      set: (at) => {
        const matrix = ui.get("matrix").slice();
        [matrix[k], matrix[k + 2]] = at.map((v) => clipped(caught(v)));
        glide.stop();
        ui.set({ matrix });
      },
      describe: (x, y) => pair([x, y]),
    });
    knob.element.style.setProperty("--ink", `var(--${["data", "model"][k]})`);
    return knob;
  });
}

function entries(ui, glide) {
  const change = (k) => (v) => {
    glide.stop();
    ui.set({ matrix: ui.get("matrix").map((old, j) => (j === k ? v : old)) });
  };
  const fields = [0, 1, 2, 3].map((k) => field(ui, {
    label: `row ${1 + (k >> 1)}, column ${1 + (k & 1)}`, step: 0.1, min: -LARGEST, max: LARGEST,
    get: () => ui.get("matrix")[k], set: change(k), style: `--tone: var(--${["data", "model"][k & 1]})`,
  }));
  const element = h("div.matrix", { role: "group", "aria-label": "the matrix A" }, ...fields.map((one) => one.element));
  return { element, show: () => fields.forEach((one) => one.show()) };
}

// What the buttons do after A: multiply from the left.
const THEN = { "turn 30°": rotation(30 * DEGREE), shear: [1, 0.5, 0, 1], stretch: [1.5, 0, 0, 1], mirror: [-1, 0, 0, 1] };
const clean = (m) => m.map((v) => +v.toFixed(12) + 0);

function buttons(ui, glide) {
  const made = Object.entries(THEN).map(([name, B]) => [name, (A) => clean(product(B, A))]);
  made.push(["invert", (A) => clean(inverse(A))]);
  const list = made.map(([name, then]) => {
    const element = button(name, () => glide.to(then(ui.get("matrix"))), "button", name === "invert" ? {} : { "aria-label": `then ${name}` });
    return { element, show: () => enable(element, within(then(ui.get("matrix")))) };
  });
  const [last] = list.slice(-1), first = list.slice(0, -1).map((b) => b.element);
  const element = h("div.row.tools", {}, h("span.soft", {}, "then"), ...first, h("span.soft", {}, "or"), last.element);
  return { element, show: () => list.forEach((b) => b.show()) };
}

const LOOK = `
.matrix { display: inline-grid; grid-template-columns: 5.2em 5.2em; gap: 6px; padding: 4px 9px; border: solid var(--ink);
  border-width: 0 2px; border-radius: 9px; }
.matrix input { font: inherit; font-size: 16px; font-weight: 600; color: color-mix(in srgb, var(--tone) 67%, var(--ink)); background: var(--paper); width: 100%; min-width: 0;
  min-height: 38px; text-align: center; border: 1px solid var(--edge); border-radius: 6px; font-variant-numeric: tabular-nums; }
.equation { display: flex; align-items: center; gap: 8px; font-size: 16px; }
.tools { gap: 6px; align-items: center; }
.det { font-variant-numeric: tabular-nums; }
.checks { display: grid; grid-template-columns: repeat(2, auto); justify-content: space-between; gap: 0 10px; white-space: nowrap; }
.verdict { min-height: 5.2em; }
.verdict.long { min-height: 7.9em; }
`;

// The kept directions are told only to those who want to see them: others are asked to find them.
function sayVerdict(ui, element, { tone, head, why, rest }) {
  const all = ui.get("directions");
  element.classList.toggle("long", all);
  element.style.setProperty("--tone", `var(--${tone})`);
  element.replaceChildren(h("strong", {}, head), `: ${why}.`, ...(all ? [h("br"), rest] : []));
  ui.say(`${head}: ${why}.${all ? ` ${rest}` : ""}`);
}

function area([a, b, c, d]) {
  const signed = (v) => (v < 0 ? `(${rounded(v)})` : rounded(v)), value = rounded(determinant([a, b, c, d]));
  return [h("i", {}, "det A"), ` = ${signed(a)}\u00a0·\u00a0${signed(d)} − ${signed(b)}\u00a0·\u00a0${signed(c)} = `, h("strong", {}, value)];
}

const KEYS = ["matrix", "grid", "circle", "directions", "vector", "x"];
const entry = points(between(-LARGEST, LARGEST));
const accepts = accepting({ matrix: entry, grid: flag, circle: flag, directions: flag, vector: flag, x: entry });

function render(args) {
  const ui = open(args, "Linear map"), glide = gliding(ui);
  const p = plot(ui, { label: "the plane, moved by the matrix", aspect: 1.03, margin: [8, 8, 24, 30] });
  const probe = handle(ui, p, {
    label: "x", get: () => ui.get("x"), set: (at) => ui.set({ x: at.map((v) => clipped(caught(v))) }), describe: (x, y) => pair([x, y]),
  });
  const knobs = columns(ui, p, glide), matrix = entries(ui, glide), tools = buttons(ui, glide);
  const names = { grid: "grid", circle: "unit circle", directions: "kept directions", vector: "a vector x" };
  const checks = Object.entries(names).map(([key, text]) => checkbox(ui, { key, label: text }));
  const det = h("div.det"), words = h("p.verdict"), equation = h("div.equation", {}, h("i", {}, "A ="), matrix.element);
  p.figure.style.setProperty("max-width", "540px");
  const left = h("div.stack", {}, p.figure, tools.element);
  const right = h("div.stack", {}, equation, det, words, h("div.checks", {}, ...checks.map((c) => c.element)));
  [det, words].forEach((element) => element.style.setProperty("--narrow", 1));
  ui.section.append(h("style", {}, LOOK), h("div.columns", {}, left, right), footer(ui, KEYS, (key) => key !== "x" || ui.get("vector")));
  return ui.run(() => {
    const m = glide.now();
    if (ui.fresh) {
      const high = VIEW * (p.figure.clientHeight - 32) / Math.max(1, p.figure.clientWidth - 38);
      p.box({ x: [-VIEW, VIEW], y: [-high, high] });
      drawBack(ui, p);
    }
    drawFront(ui, p, m);
    probe.element.hidden = !ui.get("vector");
    for (const knob of [...knobs, probe]) knob.place();
    for (const part of [tools, ...checks]) part.show();
    matrix.show();
    det.replaceChildren(...area(ui.get("matrix")));
    sayVerdict(ui, words, verdict(ui.get("matrix")));
  });
}

export default { render, accepts };
