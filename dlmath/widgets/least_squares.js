// The widget LeastSquares: points, a line and the squares of its residuals, beside the map of their mean.
import { grid, marker, mix, plot, polyline, stroke, terrain } from "./drawing.js";
import { accepting, between, button, footer, h, handle, open, slider } from "./kit.js";
import { fixed, mean, number, rounded } from "./scales.js";

const KEYS = ["x", "y", "slope", "intercept", "learning_rate"], REACH = 4, STEEPEST = 3, MOST = 8, FAR_ENOUGH = 60;

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------


export const residuals = ({ x, y }, w, b) => x.map((v, i) => y[i] - w * v - b);

export const loss = (data, w, b) => mean(residuals(data, w, b).map((r) => r * r));

// [∂L/∂w, ∂L/∂b]
export function slopes(data, w, b) {
  const r = residuals(data, w, b);
  return [-2 * mean(r.map((v, i) => v * data.x[i])), -2 * mean(r)];
}

// Slope and intercept of the least-squares line; the flat one where all x are the same.
export function best({ x, y }) {
  const mx = mean(x), my = mean(y), across = mean(x.map((v) => (v - mx) ** 2));
  const w = across > 0 ? mean(x.map((v, i) => (v - mx) * (y[i] - my))) / across : 0;
  return [w, my - w * mx];
}

// The places [w, b] that steps of η times the gradient lead to.
export function path(data, w, b, eta, steps = FAR_ENOUGH) {
  const places = [[w, b]];
  for (let t = 0; t < steps; t++) {
    const [dw, db] = slopes(data, w, b);
    [w, b] = [w - eta * dw, b - eta * db];
    places.push([w, b]);
  }
  return places;
}

export function explained(data, w, b) {
  const whole = loss(data, 0, mean(data.y));
  return whole > 0 ? 1 - loss(data, w, b) / whole : NaN;
}

// ---- words -------------------------------------------------------------------------------------------------------------

const alike = (values) => values.every((v) => v === values[0]);
const same = (a, b) => Math.abs(a - b) < 0.005;

// {tone: "good" | "bad" | "note", head, rest}
export function judged({ x, y, slope, intercept }) {
  const data = { x, y }, now = loss(data, slope, intercept), [w, b] = best(data), least = loss(data, w, b);
  const head = `mean squared error ${fixed(now)}`;
  if (alike(x)) return { tone: "note", head, rest: `All points have the same x, so every line through (${rounded(x[0])}, ${rounded(mean(y))}) is best.` };
  const r2 = explained(data, slope, intercept), share = Number.isNaN(r2) ? "" : ` R²\u00a0=\u00a0${fixed(r2)}.`;
  if (same(slope, w) && same(intercept, b)) return { tone: "good", head, rest: `This is the best line.${share}` };
  const off = Math.abs(w) > STEEPEST || Math.abs(b) > REACH ? ", off the map" : "";
  return { tone: "bad", head, rest: `The best line has ${fixed(least)}${off}.${share}` };
}

// Where the path ends, in words.
export function ending(data, w, b, eta) {
  const [to, at] = best(data), steps = path(data, w, b, eta), [lw, lb] = steps[FAR_ENOUGH];
  const start = loss(data, w, b), end = loss(data, lw, lb), least = loss(data, to, at);
  if (!(end <= start + 1e-12)) return "the path leaves: each step overshoots";
  if (end - least <= 1e-3 * Math.max(start - least, 1e-9) || end - least < 1e-4) return "the path arrives at the best line";
  return `after ${FAR_ENOUGH} steps, the path is still ${number(+(end - least).toPrecision(2))} above`;
}

// ---- the points, the line and the squares ------------------------------------------------------------------------------

function drawLine(ui, p, { x, y, slope, intercept }) {
  const ctx = p.front(), { colors } = ui;
  p.inside(ctx, () => {
    residuals({ x, y }, slope, intercept).forEach((r, i) => {
      const at = p.x(x[i]), top = p.y(y[i]), foot = p.y(y[i] - r), side = Math.abs(foot - top);
      const left = r * slope > 0 || (slope === 0 && x[i] > 0) ? at - side : at; // on the side where the line moves away
      ctx.fillStyle = colors.error;
      ctx.globalAlpha = 0.16;
      ctx.fillRect(left, Math.min(top, foot), side, side);
      ctx.globalAlpha = 1;
      stroke(ctx, mix(colors.paper, colors.error, 0.55), 1, () => ctx.rect(left, Math.min(top, foot), side, side));
      stroke(ctx, colors.error, 2.5, () => { ctx.moveTo(at, top); ctx.lineTo(at, foot); });
    });
    stroke(ctx, colors.model, 2.5, () => polyline(ctx, p, 2, (k) => [-6 + 12 * k, intercept + slope * (-6 + 12 * k)]));
  });
}

// ---- the map -----------------------------------------------------------------------------------------------------------

function drawMap(ui, map, data) {
  const ctx = map.back(), { colors } = ui, [w, b] = best(data);
  const field = grid((at, slope) => Math.sqrt(loss(data, slope, at)), [-REACH, REACH], [-STEEPEST, STEEPEST], 121, 91);
  map.inside(ctx, () => {
    terrain(ctx, map, field, colors);
    marker(ctx, "star", map.x(b), map.y(w), 7);
    ctx.fillStyle = colors.gradient;
    ctx.fill();
  });
  map.axes(ctx, { x: "intercept b", y: "slope w", above: true });
}

function drawPath(ui, map, data, state) {
  const ctx = map.front(), { colors } = ui, places = path(data, state.slope, state.intercept, state.learning_rate);
  map.inside(ctx, () => {
    stroke(ctx, colors.ink, 1.5, () => polyline(ctx, map, places.length, (k) => [places[k][1], places[k][0]]), [5, 4]);
    ctx.fillStyle = colors.ink;
    for (const [w, b] of places.slice(1)) {
      if (!Number.isFinite(w) || !Number.isFinite(b)) break;
      ctx.beginPath();
      ctx.arc(map.x(b), map.y(w), 2.2, 0, 7);
      ctx.fill();
    }
  });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const inReach = between(-REACH, REACH), inSlope = between(-STEEPEST, STEEPEST);
const coordinates = (value) => Array.isArray(value) && value.length >= 2 && value.length <= MOST && value.every(inReach);
const accepts = accepting({ x: coordinates, y: coordinates, slope: inSlope, intercept: inReach, learning_rate: between(0.01, 0.5) });
const clip = (v, most) => Math.min(most, Math.max(-most, +v.toFixed(4)));

function pointHandles(ui, p) {
  const put = (values, i, v) => values.map((old, k) => (k === i ? v : old));
  return Array.from({ length: MOST }, (_, i) => {
    const at = () => [ui.get("x")[i] ?? 0, ui.get("y")[i] ?? 0];
    const one = handle(ui, p, {
      label: `point ${i + 1}`, get: at,
      set: ([x, y]) => ui.set({ x: put(ui.get("x"), i, clip(x, REACH)), y: put(ui.get("y"), i, clip(y, REACH)) }),
      describe: (x, y) => `x = ${rounded(x)}, y = ${rounded(y)}, residual ${rounded(y - ui.get("slope") * x - ui.get("intercept"))}`,
    });
    one.element.style.setProperty("--ink", "var(--data)");
    return { place: () => { one.element.hidden = i >= ui.get("x").length; one.place(); } };
  });
}

function render(args) {
  const ui = open(args, "Least squares"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const chart = plot(ui, { label: "points, line and squares", aspect: 1, margin: [24, 8, 24, 30] });
  const map = plot(ui, { label: "map of the mean squared error", aspect: 1.15, margin: [24, 10, 24, 30] });
  const handles = pointHandles(ui, chart), here = handle(ui, map, {
    label: "line on the map", get: () => [ui.get("intercept"), ui.get("slope")],
    set: ([b, w]) => ui.set({ intercept: clip(b, REACH), slope: clip(w, STEEPEST) }),
    describe: (b, w) => `intercept ${rounded(b)}, slope ${rounded(w)}`,
  });
  here.element.style.setProperty("--ink", "var(--model)");
  const two = (v) => fixed(v);
  const slope = slider(ui, { key: "slope", label: "slope", symbol: "w", min: -STEEPEST, max: STEEPEST, step: 0.05, format: two });
  const intercept = slider(ui, { key: "intercept", label: "intercept", symbol: "b", min: -REACH, max: REACH, step: 0.05, format: two });
  const rate = slider(ui, { key: "learning_rate", label: "learning rate", symbol: "η", min: 0.01, max: 0.5, scale: "log", format: (v) => number(v, 2) });
  const moveTo = ([w, b]) => ui.set({ slope: clip(w, STEEPEST), intercept: clip(b, REACH) });
  const down = button("one step downhill", () => moveTo(path(state(), ui.get("slope"), ui.get("intercept"), ui.get("learning_rate"), 1)[1]));
  const go = button("best line", () => moveTo(best(state())));
  const words = h("p.verdict"), end = h("div.soft");
  const sliders = h("div.sliders", {}, slope.element, intercept.element, rate.element), buttons = h("div.row", {}, go, down);
  [chart.figure, sliders, buttons, words, map.figure, end].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, chart.figure, words), right = h("div.stack", {}, map.figure, end, sliders, buttons);
  ui.section.append(h("div.columns", {}, left, right), footer(ui, KEYS));
  let shown = "";
  return ui.run(() => {
    const now = state(), data = { x: now.x, y: now.y }, key = JSON.stringify(data);
    if (ui.fresh) {
      chart.box({ x: [-4.4, 4.4], y: [-4.4, 4.4] });
      chart.axes(chart.back(), { x: "x", y: "y", above: true });
    }
    if (ui.fresh || key !== shown) {
      map.box({ x: [-REACH, REACH], y: [-STEEPEST, STEEPEST] });
      drawMap(ui, map, data);
      shown = key;
    }
    drawLine(ui, chart, now);
    drawPath(ui, map, data, now);
    for (const each of [...handles, here]) each.place();
    for (const each of [slope, intercept, rate]) each.show();
    const { tone, head, rest } = judged(now), toward = ending(data, now.slope, now.intercept, now.learning_rate);
    words.style.setProperty("--tone", `var(--${{ good: "gradient", bad: "error", note: "muted" }[tone]})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    end.textContent = `★ best line; ${toward}`;
    ui.say(`${head}. ${rest} On the map, ${toward}.`);
  });
}

export default { render, accepts };
