// The widget GradientField: gradients over a landscape, a point to drag, an arrow to turn, and its slope over its angle.
import { arrow, contour, grid, halo, mix, outline, plot, polyline, terrain } from "./drawing.js";
import { accepting, between, checkbox, flag, footer, h, handle, oneOf, open, points, select, slider } from "./kit.js";
import { LANDSCAPES, point } from "./descent.js";
import { number, rounded } from "./scales.js";

const NAMES = [["bowl", "bowl"], ["ravine", "ravine"], ["saddle", "saddle"], ["rosenbrock", "Rosenbrock’s valley"],
  ["himmelblau", "Himmelblau’s hills"]];
export const PLACES = { bowl: [2, 1], ravine: [2, 0.5], saddle: [1, 0.5], rosenbrock: [-1, 0.5], himmelblau: [-1, 1.5] };
const KEYS = ["landscape", "at", "direction", "arrows"], FINE = [181, 136];

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

const degrees = (radians) => radians * 180 / Math.PI;
const around = (angle) => ((angle % 360) + 360) % 360;

// What there is to know at a point about one direction.
export function reading(landscape, [x, y], direction) {
  const f = LANDSCAPES[landscape](), gradient = f.gradient(x, y), [g1, g2] = gradient;
  const angle = direction * Math.PI / 180, unit = [Math.cos(angle), Math.sin(angle)], size = Math.hypot(g1, g2);
  return { height: f.f(x, y), gradient, size, unit, slope: g1 * unit[0] + g2 * unit[1], uphill: around(degrees(Math.atan2(g2, g1))) };
}

// The angle between the direction and the gradient, from 0 to 180 degrees.
export const apart = (direction, uphill) => Math.abs(around(direction - uphill + 180) - 180);

// ---- words -------------------------------------------------------------------------------------------------------------

const FLAT = 1e-9;
const tidy = (slope) => (Math.abs(slope) < FLAT ? 0 : slope);

// {tone: "good" | "bad" | "note", head, why, rest}: which way this direction leads, the number for it, and a sentence more.
export function sense(landscape, at, direction) {
  const { size, slope, uphill } = reading(landscape, at, direction);
  if (size < FLAT) {
    return { tone: "note", head: "flat in every direction", why: "∇f = 0",
      rest: "The slope alone cannot tell a minimum from a saddle or a summit." };
  }
  const theta = apart(direction, uphill), why = `slope = ${number(size)} · cos ${rounded(theta, 1)}° = ${number(tidy(slope))}`;
  const tell = (tone, head, rest) => ({ tone, head, why, rest });
  if (theta < 0.75) return tell("good", "the steepest way up", "No other direction has a larger slope.");
  if (theta > 179.25) return tell("bad", "the steepest way down", "The arrow points against the gradient.");
  if (Math.abs(theta - 90) < 0.75) return tell("note", "level", "The arrow runs along the level line, at a right angle to the gradient.");
  return theta < 90 ? tell("good", "uphill", "Less than 90° from the gradient: the slope is positive.")
    : tell("bad", "downhill", "More than 90° from the gradient: the slope is negative.");
}

const rows = (at, { height, gradient, size, unit, slope }) => [
  ["height", number(height)], ["∇f", `${point(...gradient)}, length ${number(size)}`], ["u", point(...unit)],
  ["∇f · u", number(tidy(slope))],
];

// ---- the map -----------------------------------------------------------------------------------------------------------

// The radius of the dial in pixels.
const reachOf = (map) => Math.min(84, Math.max(52, 0.18 * map.area.width));

// How long an arrow of the map is: longer where it is steeper, but never too long to be seen whole.
const stretch = (size, typical, most) => most * size / (size + typical);

function box(map, { x, y }) {
  map.box({ x, y });
  const middle = (y[0] + y[1]) / 2, half = (x[1] - x[0]) / 2 * map.area.height / map.area.width; // right angles stay right
  map.box({ x, y: [middle - half, middle + half] });
}

// The gradients on a grid of 9 by 7 places, and their median length.
function gradients({ gradient, x, y }) {
  const places = [];
  for (let i = 0; i < 9; i++) {
    for (let j = 0; j < 7; j++) {
      const at = [x[0] + (x[1] - x[0]) * (i + 0.5) / 9, y[0] + (y[1] - y[0]) * (j + 0.5) / 7];
      places.push([at, gradient(...at)]);
    }
  }
  const sizes = places.map(([, g]) => Math.hypot(...g)).sort((a, b) => a - b);
  return { places, typical: sizes[31] };
}

function drawGround(ui, map, land, arrows) {
  const ctx = map.back(), { colors } = ui, { places, typical } = gradients(land);
  box(map, land);
  const [low, high] = [map.area.top + map.area.height, map.area.top].map((p) => map.y.invert(p));
  const ground = grid(land.f, land.x, [low, high], ...FINE);
  terrain(ctx, map, ground, colors);
  map.axes(ctx, { x: "x₁", y: "x₂", above: true });
  if (arrows) {
    map.inside(ctx, () => {
      ctx.strokeStyle = ctx.fillStyle = mix(colors.paper, colors.gradient, 0.75);
      ctx.lineWidth = 1.4;
      for (const [[x, y], [g1, g2]] of places) {
        const size = Math.hypot(g1, g2), reach = stretch(size, typical, 26);
        if (reach < 4) continue;
        const [px, py, dx, dy] = [map.x(x), map.y(y), reach * g1 / size, -reach * g2 / size];
        arrow(ctx, px, py, px + dx, py + dy, 5);
      }
    });
  }
  return { ground, typical };
}

function drawLevel(ctx, map, ground, level) {
  ctx.beginPath();
  outline(ctx, map, contour(ground, level));
  ctx.stroke();
}

function word(ctx, ui, map, text, [x, y], color) {
  const { left, top, width, height } = map.area, half = ctx.measureText(text).width / 2 + 3;
  const at = [Math.min(left + width - half, Math.max(left + half, x)), Math.min(top + height - 9, Math.max(top + 9, y))];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  halo(ctx, text, ...at, color, ui.colors.paper);
}

// The level line, the dial, the gradient and its shadow on the direction, and the direction itself.
function drawPoint(ui, map, at, now, { ground, typical }) {
  const ctx = map.front(), { colors } = ui, { gradient, size, unit, slope, height } = now, dial = reachOf(map);
  const o = [map.x(at[0]), map.y(at[1])], go = (v, reach) => [o[0] + reach * v[0], o[1] - reach * v[1]];
  const line = (from, to, color, width, dash = []) => {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.stroke();
    ctx.setLineDash([]);
  };
  map.inside(ctx, () => {
    ctx.strokeStyle = colors.ink;
    ctx.lineWidth = 2;
    drawLevel(ctx, map, ground, height);
    ctx.strokeStyle = mix(colors.paper, colors.ink, 0.45);
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.arc(...o, dial, 0, 7);
    ctx.stroke();
    const reach = 34 + stretch(size, typical, dial - 34), tip = size > FLAT && go(gradient, reach / size);
    ctx.lineCap = "butt";
    if (tip) {
      const foot = go(unit, reach * slope / size);
      line(o, foot, slope > 0 ? colors.accent : colors.error, 11);
      line(tip, foot, colors.muted, 1.3, [4, 4]);
    }
    ctx.lineCap = "round";
    for (const [color, width] of [[colors.paper, 5], [colors.data, 2.5]]) {
      ctx.strokeStyle = ctx.fillStyle = color;
      ctx.lineWidth = width;
      arrow(ctx, ...o, ...go(unit, dial - 8), 10);
      if (!tip) continue;
      ctx.strokeStyle = ctx.fillStyle = color === colors.paper ? color : colors.gradient;
      ctx.lineWidth = width + 0.5;
      arrow(ctx, ...o, ...tip, 10);
    }
    ctx.font = `italic bold 15px ${ui.font}`;
    if (tip) word(ctx, ui, map, "∇f", go(gradient, (reach + 15) / size), colors.gradient);
    word(ctx, ui, map, "u", go(unit, dial + 20), colors.data);
  });
}

// ---- the slope over the angle ------------------------------------------------------------------------------------------

const TICKS = [0, 90, 180, 270, 360].map((v) => [v, `${v}°`]);
const TOPS = [1, 2, 5, 10], STEEP = { bowl: 5, ravine: 50, saddle: 2, rosenbrock: 500, himmelblau: 100 };

// Up to which slope the chart goes: the same number for a whole landscape, so that the wave is lower where it is less steep.
// Only where it is steeper than that does the chart reach farther.
export function topOf(landscape, size) {
  if (size <= STEEP[landscape]) return STEEP[landscape];
  const unit = 10 ** Math.floor(Math.log10(size));
  return TOPS.find((m) => m * unit >= size) * unit;
}

function drawCurve(ui, curve, { landscape, direction }, { gradient: [g1, g2], slope, size, uphill }) {
  const { colors } = ui, top = topOf(landscape, size);
  curve.box({ x: [0, 392], y: [-1.12 * top, 1.12 * top] });
  curve.x.ticks = () => TICKS;
  curve.axes(curve.back(), { x: "", y: "slope over the direction of u", above: true });
  const ctx = curve.front(), stroke = (paint, color, width) => {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.beginPath();
    paint();
    ctx.stroke();
  };
  const to = (x, y, first) => ctx[first ? "moveTo" : "lineTo"](curve.x(x), curve.y(y));
  stroke(() => { to(0, 0, true); to(360, 0); }, mix(colors.paper, colors.ink, 0.35), 1);
  if (size > FLAT) {
    ctx.setLineDash([4, 4]);
    stroke(() => { to(uphill, -top, true); to(uphill, top); }, colors.gradient, 1.5);
    ctx.setLineDash([]);
    ctx.fillStyle = colors.gradient;
    ctx.textAlign = uphill > 330 ? "right" : "left";
    ctx.textBaseline = "bottom";
    ctx.fillText("∇f", curve.x(uphill) + (uphill > 330 ? -5 : 5), curve.y(-top));
  }
  const at = (k) => [2 * k, g1 * Math.cos(k * Math.PI / 90) + g2 * Math.sin(k * Math.PI / 90)];
  stroke(() => polyline(ctx, curve, 181, at), colors.data, 2.2);
  stroke(() => { to(direction, 0, true); to(direction, slope); }, slope > 0 ? colors.accent : colors.error, 6);
  ctx.fillStyle = colors.data;
  ctx.beginPath();
  ctx.arc(curve.x(direction), curve.y(slope), 5.5, 0, 7);
  ctx.fill();
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const accepts = accepting({
  landscape: oneOf(...NAMES.map(([name]) => name)), at: points(between(-1e6, 1e6)), direction: between(0, 360), arrows: flag,
});

const STYLE = `
.numbers { display: grid; grid-template-columns: auto 1fr; gap: 2px 14px; font-variant-numeric: tabular-nums; }
.numbers > :nth-child(odd) { color: var(--muted); white-space: nowrap; }
.numbers > :nth-last-child(-n + 2) { font-weight: 600; }
`;

function handles(ui, map) {
  const at = () => ui.get("at"), turn = () => ui.get("direction") * Math.PI / 180;
  const pixel = () => Math.abs(map.x.invert(1) - map.x.invert(0));
  const inside = (v, scale, a, b) => {
    const ends = [scale.invert(a), scale.invert(b)].sort((m, n) => m - n);
    return +Math.min(ends[1], Math.max(ends[0], v)).toFixed(2);
  };
  const spot = handle(ui, map, {
    label: "point", get: at, describe: (x, y) => `x₁ = ${number(x)}, x₂ = ${number(y)}`,
    set: ([x, y]) => { // the dial stays in the picture
      const { left, top, width, height } = map.area, room = reachOf(map) - 14;
      ui.set({ at: [inside(x, map.x, left + room, left + width - room), inside(y, map.y, top + room, top + height - room)] });
    },
  });
  const tip = handle(ui, map, {
    label: "tip of the arrow u", digits: 6, describe: () => `${rounded(ui.get("direction"), 1)}°`,
    get: () => [at()[0] + reachOf(map) * pixel() * Math.cos(turn()), at()[1] + reachOf(map) * pixel() * Math.sin(turn())],
    set: ([x, y]) => {
      const [dx, dy] = [x - at()[0], y - at()[1]];
      if (dx || dy) ui.set({ direction: Math.round(around(degrees(Math.atan2(dy, dx)))) % 360 });
    },
  });
  tip.element.style.setProperty("--ink", "var(--data)");
  return [spot, tip];
}

function render(args) {
  const ui = open(args, "Gradient field"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const map = plot(ui, { label: "map of the landscape with its gradients", aspect: 4 / 3, margin: [24, 8, 24, 30] });
  const curve = plot(ui, { label: "slope over the direction", aspect: 1.9, margin: [26, 10, 24, 40] });
  const choose = (landscape) => ui.set({ landscape, at: PLACES[landscape] });
  const choice = select(ui, { label: "landscape", options: NAMES, get: () => ui.get("landscape"), set: choose });
  const all = checkbox(ui, { key: "arrows", label: "gradient arrows" });
  const dial = slider(ui, { key: "direction", label: "direction", min: 0, max: 360, step: 1, format: (v) => `${rounded(v, 1)}°` });
  const [spot, tip] = handles(ui, map), formula = h("div.soft"), words = h("p.verdict"), table = h("div.numbers");
  [dial.element, words, curve.figure, table].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, map.figure, words), right = h("div.stack", {}, table, dial.element, curve.figure);
  ui.section.append(h("style", {}, STYLE), h("div.row.choices", {}, choice.element, all.element), formula,
    h("div.columns", {}, left, right), footer(ui, KEYS));
  words.style.minHeight = "5.1em"; // three lines, so that nothing below it jumps
  let shown = "", ground;
  return ui.run(() => {
    const { landscape, at, direction, arrows } = state(), key = landscape + arrows, now = reading(landscape, at, direction);
    if (ui.fresh || key !== shown) ground = drawGround(ui, map, LANDSCAPES[landscape](), arrows);
    shown = key;
    for (const part of [choice, all, dial]) part.show();
    drawPoint(ui, map, at, now, ground);
    drawCurve(ui, curve, { landscape, direction }, now);
    spot.place();
    tip.place();
    formula.replaceChildren(h("i", {}, "f"), `(x₁, x₂) = ${LANDSCAPES[landscape]().formula}`);
    table.replaceChildren(...rows(at, now).flatMap((row) => row.map((text) => h("span", {}, text))));
    const { tone, head, why, rest } = sense(landscape, at, direction);
    words.style.setProperty("--tone", `var(--${{ good: "gradient", bad: "error", note: "muted" }[tone]})`);
    words.replaceChildren(h("strong", {}, head), ": ", why, h("br"), rest);
    ui.say(`${head}: ${why}. ${rest}`);
  });
}

export default { render, accepts };
