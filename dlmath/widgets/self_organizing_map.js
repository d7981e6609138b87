// The widget SelfOrganizingMap: a net of units over colors, which unfolds or twists while it learns.
import { plot, stroke } from "./drawing.js";
import { accepting, between, button, checkbox, flag, footer, h, oneOf, open, player, select, slider, whole } from "./kit.js";
import { uniform } from "./random.js";
import { fixed } from "./scales.js";

const KEYS = ["colors", "radius", "learning_rate", "cooling", "round", "seed"];
const SIDE = 7, EXAMPLES = 400, ROUNDS = 50, PER_ROUND = 40, LAST_RATE = 0.02, LAST_RADIUS = 0.4, CELLS = (SIDE - 1) ** 2;

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

export function examples(colors, seed) {
  const u = uniform(seed, 2 * EXAMPLES), centers = [[0.2, 0.25], [0.8, 0.25], [0.5, 0.8]];
  return Array.from({ length: EXAMPLES }, (_, i) => {
    const [a, b] = [u[i], u[EXAMPLES + i]];
    if (colors === "all") return [a, b];
    const size = 0.34 + 0.14 * b, angle = 2 * Math.PI * a;
    if (colors === "ring") return [0.5 + size * Math.cos(angle), 0.5 + size * Math.sin(angle)];
    return centers[i % 3].map((c, k) => c + 0.3 * ([a, b][k] - 0.5));
  });
}

const squared = ([a, b], [c, d]) => (a - c) ** 2 + (b - d) ** 2;

// The nearest unit and the nearest but one; of equally near ones, the first.
export function nearestTwo(units, x) {
  let best = -1, next = -1, low = Infinity, second = Infinity;
  units.forEach((w, j) => {
    const d = squared(w, x);
    if (d < low) { [next, second] = [best, low]; [best, low] = [j, d]; }
    else if (d < second) { [next, second] = [j, d]; }
  });
  return [best, next, low];
}

const row = (j) => Math.floor(j / SIDE), column = (j) => j % SIDE;
const neighbors = (i, j) => Math.max(Math.abs(row(i) - row(j)), Math.abs(column(i) - column(j))) <= 1;

function update(units, x, eta, sigma) {
  const [c] = nearestTwo(units, x);
  return units.map((w, j) => {
    const far = (row(j) - row(c)) ** 2 + (column(j) - column(c)) ** 2;
    const share = far === 0 ? eta : sigma > 0 ? eta * Math.exp(-far / sigma ** 2 / 2) : 0;
    return w.map((v, k) => v + share * (x[k] - v));
  });
}

// η and σ at update t.
export function cooled({ radius, learning_rate: rate, cooling }, t) {
  const share = cooling ? t / (ROUNDS * PER_ROUND) : 0;
  return [rate * (LAST_RATE / rate) ** share, radius > LAST_RADIUS ? radius * (LAST_RADIUS / radius) ** share : radius];
}

// The units after 0, 1, …, 50 rounds.
export function history(settings) {
  const { colors, seed } = settings, X = examples(colors, seed), m = SIDE * SIDE;
  const drawn = uniform(seed + 1000, 2 * m + ROUNDS * PER_ROUND);
  let units = Array.from({ length: m }, (_, j) => [0.4 + 0.2 * drawn[2 * j], 0.4 + 0.2 * drawn[2 * j + 1]]);
  const all = [units];
  for (let t = 0; t < ROUNDS * PER_ROUND; t++) {
    units = update(units, X[Math.floor(EXAMPLES * drawn[2 * m + t])], ...cooled(settings, t));
    if ((t + 1) % PER_ROUND === 0) all.push(units);
  }
  return all;
}

// {quantization, topographic, dead, turned}: the two errors, units without an example, cells that are turned over.
export function measure(units, X) {
  const wins = new Set();
  let distance = 0, torn = 0, left = 0, right = 0;
  for (const x of X) {
    const [c, next, low] = nearestTwo(units, x);
    wins.add(c);
    distance += Math.sqrt(low);
    if (!neighbors(c, next)) torn += 1;
  }
  for (let i = 0; i < SIDE - 1; i++) for (let j = 0; j < SIDE - 1; j++) {
    const at = (r, s) => units[(i + r) * SIDE + j + s], [a, b, c, d] = [at(0, 0), at(1, 1), at(0, 1), at(1, 0)];
    const area = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
    if (area > 0) left += 1;
    if (area < 0) right += 1;
  }
  return { quantization: distance / X.length, topographic: torn / X.length, dead: units.length - wins.size, turned: Math.min(left, right) };
}

// ---- words -------------------------------------------------------------------------------------------------------------

// {tone: "good" | "bad" | "note", head, rest}
export function told({ round, radius, cooling, colors }, { dead, turned, topographic }) {
  const idle = dead === 0 ? "Every unit wins some example." : `${dead} of 49 units win${dead === 1 ? "s" : ""} no example.`;
  if (round === 0) return { tone: "note", head: "a heap", rest: "All units begin near the middle, in no order. Press play." };
  if (radius === 0) return { tone: "bad", head: "no map", rest: `Only the winner moves, so neighbors on the grid have nothing to do with each other: ${turned} of ${CELLS} cells are turned over. ${idle}` };
  if (turned > 3) return { tone: "bad", head: "twisted", rest: `${turned} of ${CELLS} cells are turned over: the net is folded or twisted. ${idle}` };
  if (turned > 0) return { tone: "note", head: "a crease", rest: `${turned} of ${CELLS} cells ${turned === 1 ? "is" : "are"} turned over. ${idle}` };
  const held = !cooling && radius >= 2 ? " Its radius is still wide, which holds it together in the middle." : "";
  if (round < ROUNDS) return { tone: "good", head: "no cell turned over", rest: `All ${CELLS} cells face the same way.${held} ${idle}` };
  const torn = topographic > 0.05 && colors !== "all" ? " It lies over gaps in the data." : "";
  return { tone: "good", head: held ? "flat, but drawn together" : "unfolded", rest: `All ${CELLS} cells face the same way: neighbors on the grid have similar colors.${held}${torn} ${idle}` };
}

// ---- the picture -------------------------------------------------------------------------------------------------------

const LOW = -0.04, HIGH = 1.04;
const paint = ([r, g]) => `rgb(${[r, g, 0.5].map((v) => Math.round(255 * Math.min(1, Math.max(0, v)))).join(" ")})`;

function drawNet(ui, p, X, units) {
  const back = p.back(), ctx = p.front(), { colors } = ui;
  p.axes(back, { x: "red", y: "green", above: true });
  for (const x of X) {
    back.fillStyle = paint(x);
    back.beginPath();
    back.arc(p.x(x[0]), p.y(x[1]), 2.2, 0, 7);
    back.fill();
  }
  const at = (j) => [p.x(units[j][0]), p.y(units[j][1])];
  const lines = () => units.forEach((_, j) => {
    if (column(j) + 1 < SIDE) { ctx.moveTo(...at(j)); ctx.lineTo(...at(j + 1)); }
    if (row(j) + 1 < SIDE) { ctx.moveTo(...at(j)); ctx.lineTo(...at(j + SIDE)); }
  });
  stroke(ctx, colors.paper, 3.6, lines);
  stroke(ctx, colors.ink, 1.5, lines);
  units.forEach((w, j) => {
    ctx.beginPath();
    ctx.arc(...at(j), 4.2, 0, 7);
    ctx.fillStyle = paint(w);
    ctx.fill();
    stroke(ctx, colors.ink, 1.2, () => ctx.arc(...at(j), 4.2, 0, 7));
  });
}

function drawGrid(ui, q, units) {
  q.back();
  const ctx = q.front(), { left, top, width, height } = q.area, size = Math.min(width, height) / SIDE;
  const [x0, y0] = [left + (width - SIDE * size) / 2, top];
  units.forEach((w, j) => {
    ctx.fillStyle = paint(w);
    ctx.fillRect(x0 + column(j) * size, y0 + row(j) * size, size - 1.5, size - 1.5);
  });
}

const STYLE = `
.verdict { min-height: 6.4em; }
.numbers { font-variant-numeric: tabular-nums; min-height: 2.9em; }
`;

const accepts = accepting({
  colors: oneOf("all", "ring", "three groups"), radius: between(0, 5), learning_rate: between(LAST_RATE, 1), cooling: flag,
  round: whole(0, ROUNDS), seed: whole(0, 999),
});

function render(args) {
  const ui = open(args, "Self-organizing map"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const p = plot(ui, { label: "colors, and the net of units over them", aspect: 1.1, margin: [24, 8, 24, 34] });
  const q = plot(ui, { label: "the grid, each place in the color of its unit", aspect: 1.6, margin: [4, 4, 4, 4] });
  const again = (values) => ui.set({ ...values, round: 0 });
  const sets = select(ui, { label: "colors", options: ["all", "ring", "three groups"].map((name) => [name, name]),
    get: () => ui.get("colors"), set: (colors) => again({ colors }) });
  const sigma = slider(ui, { label: "radius", symbol: "σ", min: 0, max: 5, step: 0.1, format: (v) => fixed(v, 1),
    get: () => ui.get("radius"), set: (radius) => again({ radius }) });
  const eta = slider(ui, { label: "learning rate", symbol: "η", min: LAST_RATE, max: 1, step: 0.02, format: (v) => fixed(v),
    get: () => ui.get("learning_rate"), set: (rate) => again({ learning_rate: rate }) });
  const cool = checkbox(ui, { label: "cooling", get: () => ui.get("cooling"), set: (cooling) => again({ cooling }) });
  const shuffle = button("new seed", () => again({ seed: (ui.get("seed") + 1) % 1000 }));
  const play = player(ui, { length: () => ROUNDS, get: () => ui.get("round"), set: (round) => ui.set({ round }), unit: "round", seconds: 8 });
  const numbers = h("div.numbers"), words = h("p.verdict"), row1 = h("div.row", {}, sets.element, cool.element, shuffle);
  const sliders = h("div.sliders", {}, sigma.element, eta.element);
  [row1, sliders, p.figure, play.element, words, numbers, q.figure].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, p.figure, play.element), right = h("div.stack", {}, row1, sliders, words, numbers, q.figure);
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right), footer(ui, KEYS));
  let known = "", all = [], X = [];
  return ui.run(() => {
    const now = state(), key = JSON.stringify({ ...now, round: 0 });
    if (key !== known) [known, all, X] = [key, history(now), examples(now.colors, now.seed)];
    const units = all[now.round], found = measure(units, X), [rate, wide] = cooled(now, Math.min(now.round * PER_ROUND, ROUNDS * PER_ROUND));
    p.box({ x: [LOW, HIGH], y: [LOW, HIGH] });
    q.box({ x: [0, 1], y: [0, 1] });
    drawNet(ui, p, X, units);
    drawGrid(ui, q, units);
    for (const each of [sets, sigma, eta, cool, play]) each.show();
    numbers.replaceChildren(`seed ${now.seed}, now σ = ${fixed(wide)}, η = ${fixed(rate)}`, h("br"),
      `quantization error ${fixed(found.quantization, 3)}, topographic error ${fixed(found.topographic, 3)}`);
    const { tone, head, rest } = told(now, found);
    words.style.setProperty("--tone", `var(--${{ good: "gradient", bad: "error", note: "muted" }[tone]})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest}`);
  });
}

export default { render, accepts };
