// The widget Conditioning: two lines and their crossing x; the right-hand side b beside them, in a plane of its own.
import { arrow, halo, mix, plot, stroke } from "./drawing.js";
import { accepting, between, footer, h, handle, open, points, slider } from "./kit.js";
import { number, rounded } from "./scales.js";

const TRUE_B = [2, 2], WIDE = 6, MIDDLE = 2.2, KEYS = ["angle", "b"];

// ---- the arithmetic: what dlmath.linear_algebra says of the matrix [[s, c], [−s, c]]; tests hold them equal -----------

const sides = (angle) => [Math.sin(angle * Math.PI / 360), Math.cos(angle * Math.PI / 360)];

// The x with A x = b; null for parallel lines.
export function solve(angle, [b1, b2]) {
  const [s, c] = sides(angle);
  return angle > 0 ? [(b1 - b2) / (2 * s), (b1 + b2) / (2 * c)] : null;
}

export function conditionNumber(angle) {
  const [s, c] = sides(angle);
  return angle > 0 ? c / s : Infinity;
}

const minus = (x, y) => [x[0] - y[0], x[1] - y[1]];

// How far b, and how far x, is off the true one, as a share of its length.
export function relativeErrors(angle, b) {
  const x = solve(angle, TRUE_B), off = (is, real) => Math.hypot(...minus(is, real)) / Math.hypot(...real);
  return [off(b, TRUE_B), off(solve(angle, b), x)];
}

// All x that belong to the circle of radius r around the true b, one for every three degrees.
export function ellipse(angle, r) {
  return Array.from({ length: 121 }, (_, k) => {
    const turn = k * Math.PI / 60;
    return solve(angle, [TRUE_B[0] + r * Math.cos(turn), TRUE_B[1] + r * Math.sin(turn)]);
  });
}

// ---- words -------------------------------------------------------------------------------------------------------------

const point = (x) => `(${rounded(x[0])}, ${rounded(x[1])})`;
const percent = (share) => `${number(100 * share, 2)} %`;
const kappa = (angle) => (angle > 0 ? number(conditionNumber(angle)) : "∞");

export function verdict({ angle, b }) {
  if (angle === 0) {
    const off = (b[0] - b[1]) / Math.SQRT2;
    if (off === 0) {
      return { tone: "accent", head: "a whole line of answers", why: "both equations say the same",
        rest: "b lies on the dashed line b₁ = b₂, which is all that can be reached." };
    }
    return { tone: "error", head: "no answer", why: "the lines are parallel and never meet",
      rest: `Only b on the dashed line, b₁ = b₂, can be reached; this one is ${rounded(Math.abs(off))} away from it.` };
  }
  const [offB, offX] = relativeErrors(angle, b), worst = conditionNumber(angle);
  if (offB === 0) {
    return { tone: "muted", head: "nothing is off yet", why: `b is what it should be, and so is x = ${point(solve(angle, b))}`,
      rest: "Drag b a little away from the cross, as an error of measurement would." };
  }
  const times = offX / offB, [tone, head] = times > 5 ? ["error", "x runs away"]
    : times > 1.5 ? ["accent", "x is off by more than b"] : ["gradient", "x is off as b is"];
  const most = Math.abs(times / worst - 1) < 0.01 ? ", the worst there can be" : `; the worst there can be is κ = ${number(worst)}`;
  return { tone, head, why: `b is off by ${percent(offB)}, x by ${percent(offX)}`,
    rest: `That is ${times < 1.005 ? "just" : `${number(times)} times`} as much${most}.` };
}

// The two equations, row by row.
export function equations({ angle, b }) {
  const [s, c] = sides(angle).map((v) => v.toFixed(3));
  return [`${s} x₁ + ${c} x₂ = ${b[0].toFixed(2)}`, `${angle ? "−" : ""}${s} x₁ + ${c} x₂ = ${b[1].toFixed(2)}`];
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

// A box whose units are equally long in both directions.
function equalBox(p, [x0, x1], middle) {
  const [top, right, bottom, left] = p.margin, wide = p.figure.clientWidth - left - right;
  const high = (x1 - x0) * (p.figure.clientHeight - top - bottom) / Math.max(1, wide) / 2;
  p.box({ x: [x0, x1], y: [middle - high, middle + high] });
}

function drawBack(ui, p, names, step) {
  const ctx = p.back(), { left, top, width, height } = p.area;
  ctx.strokeStyle = mix(ui.colors.paper, ui.colors.ink, 0.09);
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let k = Math.ceil(p.x.invert(left) / step); k * step <= p.x.invert(left + width); k++) {
    ctx.moveTo(p.x(k * step), top);
    ctx.lineTo(p.x(k * step), top + height);
  }
  for (let k = Math.ceil(p.y.invert(top + height) / step); k * step <= p.y.invert(top); k++) {
    ctx.moveTo(left, p.y(k * step));
    ctx.lineTo(left + width, p.y(k * step));
  }
  ctx.stroke();
  p.axes(ctx, names);
}

function word(ctx, ui, text, x, y, color, align = "center") {
  ctx.font = `600 14px ${ui.font}`;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  halo(ctx, text, x, y, color, ui.colors.paper);
}

function cross(ctx, p, [x, y], color) {
  const [px, py] = [p.x(x), p.y(y)];
  stroke(ctx, color, 2, () => {
    for (const [dx, dy] of [[5, 5], [5, -5]]) { ctx.moveTo(px - dx, py - dy); ctx.lineTo(px + dx, py + dy); }
  });
}

function dot(ctx, ui, p, [x, y]) {
  ctx.beginPath();
  ctx.arc(p.x(x), p.y(y), 6.5, 0, 7);
  ctx.fillStyle = ui.colors.ink;
  ctx.strokeStyle = ui.colors.paper;
  ctx.lineWidth = 2;
  ctx.fill();
  ctx.stroke();
}

function drift(ctx, ui, p, from, to, gap) {
  const [x0, y0, x1, y1] = [p.x(from[0]), p.y(from[1]), p.x(to[0]), p.y(to[1])], size = Math.hypot(x1 - x0, y1 - y0);
  if (size < gap + 8) return;
  ctx.strokeStyle = ctx.fillStyle = ui.colors.error;
  ctx.lineWidth = 3;
  arrow(ctx, x0, y0, x1 - (x1 - x0) * gap / size, y1 - (y1 - y0) * gap / size, 9);
}

function drawLines(ui, map, { angle, b }) {
  const [s, c] = sides(angle), { colors } = ui, ctx = map.front(), x = solve(angle, b), real = solve(angle, TRUE_B);
  const row = (sign, right) => () => {
    for (const at of [-WIDE, WIDE]) ctx.lineTo(map.x(at), map.y((right - sign * s * at) / c));
  };
  const r = Math.hypot(...minus(b, TRUE_B));
  map.inside(ctx, () => {
    for (const [sign, color, i] of [[1, colors.data, 0], [-1, colors.model, 1]]) {
      stroke(ctx, color, 1.2, row(sign, TRUE_B[i]), [3, 5]);
      stroke(ctx, color, 2.5, row(sign, b[i]), angle === 0 && i && b[0] === b[1] ? [12, 12] : []);
    }
    if (!x) return;
    const edge = ellipse(angle, r);
    stroke(ctx, colors.error, 1.5, () => { for (const at of edge) ctx.lineTo(map.x(at[0]), map.y(at[1])); });
    ctx.globalAlpha = 0.12;
    ctx.fillStyle = colors.error;
    ctx.fill();
    ctx.globalAlpha = 1;
    drift(ctx, ui, map, real, x, 8);
    cross(ctx, map, real, colors.ink);
    dot(ctx, ui, map, x);
  });
  if (x) nameCrossing(ctx, ui, map, x);
}

// "x" beside the crossing, or at the edge of the picture, where it has gone.
function nameCrossing(ctx, ui, map, x) {
  const { left, top, width } = map.area, side = Math.sign(x[0]);
  if (Math.abs(x[0]) <= WIDE) return word(ctx, ui, "x", map.x(x[0]), map.y(x[1]) - 20, ui.colors.ink);
  const text = side > 0 ? `x = ${point(x)} →` : `← x = ${point(x)}`;
  return word(ctx, ui, text, side > 0 ? left + width - 4 : left + 6, top + 12, ui.colors.error, side > 0 ? "right" : "left");
}

function drawSides(ui, p, { angle, b }) {
  const ctx = p.front(), { colors } = ui, r = Math.hypot(...minus(b, TRUE_B)), [x, y] = TRUE_B;
  p.inside(ctx, () => {
    if (angle === 0) {
      const middle = (b[0] + b[1]) / 2;
      stroke(ctx, colors.ink, 2, () => { for (const at of [0, 4]) ctx.lineTo(p.x(at), p.y(at)); }, [7, 6]);
      stroke(ctx, colors.error, 2.5, () => { ctx.moveTo(p.x(b[0]), p.y(b[1])); ctx.lineTo(p.x(middle), p.y(middle)); });
      return;
    }
    stroke(ctx, colors.error, 1.5, () => ctx.arc(p.x(x), p.y(y), p.x(r) - p.x(0), 0, 7));
    ctx.globalAlpha = 0.12;
    ctx.fillStyle = colors.error;
    ctx.fill();
    ctx.globalAlpha = 1;
    drift(ctx, ui, p, TRUE_B, b, 11);
  });
  cross(ctx, p, TRUE_B, colors.ink);
  const [dx, dy] = minus(b, TRUE_B), away = (v) => (r ? 22 * v / r : 0);
  word(ctx, ui, "b", p.x(b[0]) + away(dx), p.y(b[1]) - (r ? away(dy) : 22), colors.ink);
}

// ---- the widget --------------------------------------------------------------------------------------------------------

// Whether a value that comes from the page's address can be used.
const accepts = accepting({ angle: between(0, 90), b: points(between(0, 4)) });

const STYLE = `
.system { display: flex; flex-wrap: wrap; gap: 2px 22px; font-variant-numeric: tabular-nums; margin-bottom: 8px; }
.system > :nth-child(1) { border-left: 4px solid var(--data); padding-left: 8px; }
.system > :nth-child(2) { border-left: 4px solid var(--model); padding-left: 8px; }
.system > :nth-child(3) { font-weight: 600; }
`;

function render(args) {
  const ui = open(args, "Conditioning"), state = () => ({ angle: ui.get("angle"), b: ui.get("b") });
  const map = plot(ui, { label: "the two lines, crossing at x", aspect: 1.5, margin: [8, 8, 24, 30] });
  const plane = plot(ui, { label: "the plane of right-hand sides b", aspect: 3 / 2, margin: [8, 8, 24, 34] });
  const hand = handle(ui, plane, {
    label: "right-hand side b", get: () => ui.get("b"), set: (b) => ui.set({ b }), describe: (b1, b2) => `b = ${point([b1, b2])}`,
  });
  const turn = slider(ui, { key: "angle", label: "angle between the lines", symbol: "θ", min: 0, max: 90, step: 0.5,
    format: (v) => `${number(v)}°` });
  const system = h("div.system", {}, h("span"), h("span"), h("span")), words = h("p.verdict");
  words.style.minHeight = "5em"; // three lines, so that nothing below it jumps
  const title = (text) => h("div.title", {}, text);
  const left = h("div.stack", {}, title("where the lines cross: x"), map.figure);
  const right = h("div.stack", { style: "--narrow: 1" }, title("the right-hand side: drag b"), plane.figure, turn.element, words);
  for (const part of right.children) part.style.setProperty("--narrow", 1);
  ui.section.append(h("style", {}, STYLE), system, h("div.columns", {}, left, right), footer(ui, KEYS));
  return ui.run(() => {
    const now = state(), { tone, head, why, rest } = verdict(now), lines = equations(now);
    if (ui.fresh) {
      equalBox(map, [-WIDE, WIDE], MIDDLE);
      equalBox(plane, [0.7, 3.3], 2);
      drawBack(ui, map, { x: "x₁", y: "x₂" }, 1);
      drawBack(ui, plane, { x: "b₁", y: "b₂" }, 0.5);
    }
    drawLines(ui, map, now);
    drawSides(ui, plane, now);
    hand.place();
    turn.show();
    [...lines, `κ = ${kappa(now.angle)}`].forEach((text, i) => { system.children[i].textContent = text; });
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}.`, h("br"), rest);
    ui.say(`${head}: ${why}. ${rest}`);
  });
}

export default { render, accepts };
