// The widget LikelihoodExplorer: points on a line under a normal density, and their log-likelihood over its two parameters.
import { channels, contour, grid, halo, marker, mix, outline, plot, polyline, raster, stroke } from "./drawing.js";
import { accepting, between, button, footer, h, handle, oneOf, open, select, slider } from "./kit.js";
import { fixed, number, rounded } from "./scales.js";

const KEYS = ["points", "mu", "sigma", "copies"], REACH = 4, LOWEST = 0.3, HIGHEST = 4, MOST = 10;

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

// log p(x) of the normal density.
export const logDensity = (x, mu, sigma) => -(((x - mu) / sigma) ** 2) / 2 - Math.log(sigma) - Math.log(2 * Math.PI) / 2;

export const logLikelihood = ({ points, copies }, mu, sigma) =>
  copies * points.reduce((sum, x) => sum + logDensity(x, mu, sigma), 0);

// The mean and the spread with 1/n, at which no other pair beats it; the spread is 0 where all points are the same.
export function best({ points }) {
  const mean = points.reduce((sum, x) => sum + x, 0) / points.length;
  return [mean, Math.sqrt(points.reduce((sum, x) => sum + (x - mean) ** 2, 0) / points.length)];
}

// ---- words -------------------------------------------------------------------------------------------------------------

const same = (points) => points.every((x) => x === points[0]);

// The log-likelihood as the sum it is: −1.26 − 0.98 + 0.1 = −2.14.
export function written({ points, copies }, mu, sigma) {
  const terms = points.map((x) => logDensity(x, mu, sigma));
  const text = terms.map((v, i) => {
    const size = fixed(Math.abs(v)), minus = v < 0 && size !== "0.00";
    return i ? ` ${minus ? "−" : "+"}\u00a0${size}` : `${minus ? "−" : ""}${size}`;
  }).join("");
  return [copies > 1 ? `${copies} · (${text})` : text, fixed(logLikelihood({ points, copies }, mu, sigma))];
}

// How many times as large: 8.2, or a power of ten once e to that power is long.
const times = (drop) => (drop < 690 ? number(+Math.exp(drop).toPrecision(drop < 2.3 ? 2 : 3)) : "more than 10²⁹⁹");

// {tone: "good" | "bad" | "note", head, rest}
export function judged(state) {
  const { points, mu, sigma } = state, [mean, spread] = best(state);
  if (same(points)) {
    return { tone: "note", head: "no maximum", rest: "All points are the same: at their place, the log-likelihood rises without end as σ shrinks." };
  }
  const drop = logLikelihood(state, mean, spread) - logLikelihood(state, mu, sigma), there = `μ = ${rounded(mean)}, σ = ${rounded(spread)}`;
  if (drop < 0.02) return { tone: "good", head: "the maximum", rest: `μ = ${rounded(mean)} is the mean of the points, and σ = ${rounded(spread)} is their spread, with 1/n.` };
  const off = spread < LOWEST ? ", below the edge of the map" : "";
  return { tone: "bad", head: `${number(drop)} below the maximum`, rest: `At ${there}${off}, the likelihood is ${times(drop)} times as large.` };
}

// ---- the points and the density ----------------------------------------------------------------------------------------

const TOPS = [0.55, 1.1, 1.5];

function drawDensity(ui, p, { points, mu, sigma }) {
  const ctx = p.front(), { colors } = ui, y = (x) => Math.exp(logDensity(x, mu, sigma)), ground = p.y(0);
  const curve = () => polyline(ctx, p, 321, (k) => [k / 36 - 4.45, y(k / 36 - 4.45)]);
  p.inside(ctx, () => {
    stroke(ctx, mix(colors.paper, colors.ink, 0.35), 1, () => { ctx.moveTo(p.area.left, ground); ctx.lineTo(p.area.left + p.area.width, ground); });
    ctx.fillStyle = colors.model;
    ctx.globalAlpha = 0.1;
    ctx.beginPath();
    curve();
    ctx.lineTo(p.area.left + p.area.width, ground);
    ctx.lineTo(p.area.left, ground);
    ctx.fill();
    ctx.globalAlpha = 1;
    stroke(ctx, colors.model, 2.5, curve);
    for (const x of points) stroke(ctx, colors.data, 3, () => { ctx.moveTo(p.x(x), ground); ctx.lineTo(p.x(x), p.y(y(x))); });
  });
  drawLogs(ui, ctx, p, points.map((x) => [x, y(x), logDensity(x, mu, sigma)]));
}

// The logarithm of each stick above it; where sticks stand close, one above the other.
function drawLogs(ui, ctx, p, sticks) {
  const placed = [];
  ctx.textAlign = "center";
  ctx.textBaseline = "bottom";
  for (const [x, y, log] of [...sticks].sort((a, b) => a[0] - b[0])) {
    const px = Math.min(p.area.left + p.area.width - 16, Math.max(p.area.left + 16, p.x(x)));
    let py = Math.min(p.y(y) - 5, p.y(0) - 15); // above the handle on the line
    const meets = ([a, b]) => Math.abs(a - px) < 34 && Math.abs(b - py) < 13;
    while (placed.some(meets) && py > 26) py -= 2;
    placed.push([px, py]);
    halo(ctx, fixed(log), px, py, ui.colors.data, ui.colors.paper);
  }
}

// ---- the map -----------------------------------------------------------------------------------------------------------

// Rings k²/2 below the maximum: about k standard errors away from it.
const RINGS = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120];

function drawMap(ui, map, state) {
  const ctx = map.back(), { colors } = ui, field = grid((mu, sigma) => logLikelihood(state, mu, sigma), [-REACH, REACH], [LOWEST, HIGHEST], 121, 93);
  const peak = best(state), onMap = peak[1] >= LOWEST, top = onMap ? logLikelihood(state, ...peak) : Math.max(...field.values);
  shade(ctx, map, field, top, colors);
  map.axes(ctx, { x: "μ", y: "σ" });
  map.inside(ctx, () => {
    for (const k of RINGS) {
      const pieces = contour(field, top - k * k / 2);
      stroke(ctx, mix(colors.paper, colors.data, k < 4 ? 0.85 : 0.45), k < 4 ? 1.3 : 0.8, () => outline(ctx, map, pieces));
    }
  });
  if (onMap) drawPeak(ui, ctx, map, peak);
}

// The higher, the deeper the color: it fades with the number of rings below the top.
function shade(ctx, map, field, top, colors) {
  const deep = channels(colors.data);
  raster(ctx, map, field, (value) => [deep, 0.59 * Math.exp(-Math.sqrt(2 * Math.max(0, top - value)) / 4)]);
}

function drawPeak(ui, ctx, map, [mean, spread]) {
  const [x, y] = [map.x(mean), map.y(spread)], { left, width } = map.area, right = x < left + width - 90;
  marker(ctx, "star", x, y, 7);
  ctx.fillStyle = ui.colors.ink;
  ctx.strokeStyle = ui.colors.paper;
  ctx.lineWidth = 4;
  ctx.stroke();
  ctx.fill();
  ctx.textAlign = right ? "left" : "right";
  ctx.textBaseline = "middle";
  halo(ctx, "maximum", x + (right ? 14 : -14), y, ui.colors.ink, ui.colors.paper);
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const inReach = between(-REACH, REACH), data = (value) => Array.isArray(value) && value.length >= 2 && value.length <= MOST && value.every(inReach);
const accepts = accepting({ points: data, mu: inReach, sigma: between(LOWEST, HIGHEST), copies: oneOf(1, 4, 16) });

const STYLE = `
.sum { font-variant-numeric: tabular-nums; min-height: 2.9em; }
.sum b { white-space: nowrap; }
`;

function pointHandles(ui, p) {
  const all = () => ui.get("points"), set = (i, x) => ui.set({ points: all().map((v, k) => (k === i ? x : v)) });
  return Array.from({ length: MOST }, (_, i) => {
    const one = handle(ui, p, {
      label: `point ${i + 1}`, get: () => [all()[i] ?? 0, 0], set: ([x]) => set(i, Math.min(REACH, Math.max(-REACH, x))),
      describe: (x) => `x = ${rounded(x)}, log density ${fixed(logDensity(x, ui.get("mu"), ui.get("sigma")))}`,
    });
    one.element.style.setProperty("--ink", "var(--data)");
    return { place: () => { one.element.hidden = i >= all().length; one.place(); } };
  });
}

function render(args) {
  const ui = open(args, "Likelihood explorer"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const line = plot(ui, { label: "points under a normal density", aspect: 1.75, margin: [24, 8, 24, 34] });
  const map = plot(ui, { label: "map of the log-likelihood", aspect: 1.3, margin: [10, 10, 24, 30] });
  const handles = pointHandles(ui, line), here = handle(ui, map, {
    label: "place on the map", get: () => [ui.get("mu"), ui.get("sigma")], set: ([mu, sigma]) => ui.set({ mu, sigma }),
    describe: (mu, sigma) => `μ = ${rounded(mu)}, σ = ${rounded(sigma)}`,
  });
  here.element.style.setProperty("--ink", "var(--model)");
  const mean = slider(ui, { key: "mu", label: "mean", symbol: "μ", min: -REACH, max: REACH, step: 0.05, format: rounded });
  const spread = slider(ui, { key: "sigma", label: "spread", symbol: "σ", min: LOWEST, max: HIGHEST, step: 0.05, format: rounded });
  const copies = select(ui, { label: "each point counts", options: [[1, "once"], [4, "4 times"], [16, "16 times"]],
    get: () => ui.get("copies"), set: (value) => ui.set({ copies: +value }) });
  const go = button("go to the maximum", () => {
    const [mu, sigma] = best(state());
    ui.set({ mu: +mu.toFixed(4), sigma: Math.max(LOWEST, +sigma.toFixed(4)) });
  });
  const sliders = h("div.sliders", {}, mean.element, spread.element), choices = h("div.row", {}, copies.element, go);
  const sum = h("div.sum"), words = h("p.verdict"), rings = h("div.soft", {}, "rings: ½, 2, 4½, … lower");
  [map.figure, sliders, choices, rings, sum, words].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, line.figure, sum, sliders), right = h("div.stack", {}, map.figure, rings, choices, words);
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right), footer(ui, KEYS));
  let shown = "", height = 0;
  return ui.run(() => {
    const now = state(), { points, mu, sigma } = now, key = JSON.stringify([points, now.copies]);
    const top = TOPS.find((v) => v > Math.exp(logDensity(mu, mu, sigma)) * 1.05);
    if (ui.fresh || top !== height) {
      line.box({ x: [-4.4, 4.4], y: [-0.13 * top, top] });
      const { ticks } = line.y;
      line.y.ticks = (count) => ticks(count).filter(([value]) => value > -1e-9);
      line.axes(line.back(), { x: "x", y: "density", above: true });
      height = top;
    }
    if (ui.fresh || key !== shown) {
      map.box({ x: [-REACH, REACH], y: [LOWEST, HIGHEST] });
      drawMap(ui, map, now);
      shown = key;
    }
    map.front();
    drawDensity(ui, line, now);
    for (const each of [...handles, here]) each.place();
    for (const each of [mean, spread, copies]) each.show();
    const [terms, total] = written(now, mu, sigma), { tone, head, rest } = judged(now);
    sum.replaceChildren(h("span.soft", {}, "log-likelihood: "), terms, h("b", {}, ` ≈ ${total}`));
    words.style.setProperty("--tone", `var(--${{ good: "gradient", bad: "error", note: "muted" }[tone]})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`log-likelihood ${total}, ${head}. ${rest}`);
  });
}

export default { render, accepts };
