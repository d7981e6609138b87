// The widget Backprop: a network of twelve numbers, walked forward for its answer and backward for the blame.
import { accepting, between, field, footer, h, oneOf, open, player, points, select, whole } from "./kit.js";
import { mean, number, sigmoid, softplus } from "./scales.js";

// ---- the arithmetic ------------------------------------------------------------------------------------------------------

const MOST = 10, LENGTH = 9, LOSS = 5;
const PAIR = [0, 1];

// W¹ row by row, b¹, W² row by row, b².
const layers = (w) => [0, 6].map((k) => ({ W: [w.slice(k, k + 2), w.slice(k + 2, k + 4)], b: w.slice(k + 4, k + 6) }));

// Everything that the walk finds. Lists hold one number for each unit, `dW` a row for each unit.
export function passes({ x, t, weights, loss }) {
  const [one, two] = layers(weights), squared = loss === "squared_error";
  const sums = ({ W, b }, a) => W.map((row, i) => row[0] * a[0] + row[1] * a[1] + b[i]);
  const z1 = sums(one, x), a1 = z1.map(sigmoid), z2 = sums(two, a1), a2 = z2.map(sigmoid);
  const slope = (a) => a * (1 - a), slope1 = a1.map(slope), slope2 = a2.map(slope), error = a2.map((a, i) => a - t[i]);
  const value = mean(squared ? error.map((e) => e * e) : z2.map((z, i) => softplus(z) - t[i] * z));
  const delta2 = error.map((e, i) => (squared ? e * slope2[i] : e / 2));
  const arrives = PAIR.map((j) => two.W[0][j] * delta2[0] + two.W[1][j] * delta2[1]);
  const delta1 = arrives.map((v, j) => v * slope1[j]), outer = (delta, a) => delta.map((d) => a.map((v) => d * v));
  return { x, t, squared, error, value, arrives, layers: [
    { ...one, inputs: x, z: z1, a: a1, slope: slope1, delta: delta1, dW: outer(delta1, x) },
    { ...two, inputs: a1, z: z2, a: a2, slope: slope2, delta: delta2, dW: outer(delta2, a1) },
  ] };
}

// The slopes in the order of the weights.
export const slopes = (found) => found.layers.flatMap(({ dW, delta }) => [...dW.flat(), ...delta]);

// ---- words ---------------------------------------------------------------------------------------------------------------

const LOWERED = ["₁", "₂"];
const enclosed = (v) => (number(v).startsWith("−") ? `(${number(v)})` : number(v));

// "2 · 1 − 1 · 2 + 0": products of pairs, and what is added to them.
function added(pairs, ...rest) {
  const terms = [...pairs.map(([w, a]) => [w, ` · ${enclosed(a)}`]), ...rest.map((v) => [v, ""])];
  return terms.map(([w, more], k) => {
    const text = number(w), minus = text.startsWith("−");
    return `${k ? (minus ? " − " : " + ") : minus ? "−" : ""}${minus ? text.slice(1) : text}${more}`;
  }).join("");
}

const unitName = (layer, i) => `${layer ? "output" : "hidden"} ${i + 1}`;
// Which unit a step is about: 1 to 4 forward, 6 to 9 backward.
const unitOf = (k) => (k === 0 || k === LOSS ? null : k < LOSS ? [+(k > 2), (k - 1) % 2] : [+(k < 8), k % 2]);

function forwardWords(found, [layer, i]) {
  const { W, b, inputs, z, a } = found.layers[layer];
  return `The sum is ${added([[W[i][0], inputs[0]], [W[i][1], inputs[1]]], b[i])} = ${number(z[i])}, and σ(${number(z[i])}) = ${number(a[i])}.`;
}

function lossWords({ squared, layers: [, { a }], t, value }) {
  if (!squared) return `The mean of both cross-entropies, −t log a − (1 − t) log(1 − a), is ${number(value)}.`;
  return `L = ½ (${number(a[0])} − ${number(t[0])})² + ½ (${number(a[1])} − ${number(t[1])})² = ${number(value)}.`;
}

function backwardWords(found, [layer, i]) {
  const { slope, delta, inputs, dW } = found.layers[layer], d = number(delta[i]), why = [];
  if (layer && found.squared) {
    why.push(`δ = (a − t) · a (1 − a) = ${enclosed(found.error[i])} · ${number(slope[i])} = ${d}.`);
    if (Math.abs(found.error[i]) > 0.5 && slope[i] < 0.07) why.push("Badly wrong, and hardly blamed: the sigmoid is almost flat here.");
  } else if (layer) {
    why.push(`δ = (a − t) / 2 = ${enclosed(found.error[i])} / 2 = ${d}. The slope of the sigmoid has cancelled.`);
  } else {
    const { W, delta: next } = found.layers[1];
    why.push(`Back along its arrows come ${added(PAIR.map((k) => [W[k][i], next[k]]))} = ${number(found.arrives[i])}.`);
    why.push(`Times the slope ${number(slope[i])}: δ = ${d}.`);
    if (slope[i] < 0.02) why.push("Little gets through: the unit is saturated.");
  }
  const weights = PAIR.map((j) => `${d} · ${enclosed(inputs[j])} = ${number(dW[i][j])}`).join(" and ");
  return [...why, `Its weights get ${weights}, its bias ${d}.`].join(" ");
}

const wants = (delta) => (Math.abs(delta) < 5e-7 ? "no blame" : delta > 0 ? "its sum is too high" : "its sum is too low");

// What happens in step k: the color it has, its head and its text.
export function toldOf(found, k) {
  if (k === 0) return { tone: "muted", head: "nothing is computed yet", text: "Press step: the values run forward, then the blame runs back." };
  if (k === LOSS) return { tone: "error", head: `the loss is ${number(found.value)}`, text: lossWords(found) };
  const [layer, i] = unitOf(k), name = unitName(layer, i);
  if (k < LOSS) return { tone: "data", head: `forward: ${name}`, text: forwardWords(found, [layer, i]) };
  return { tone: "gradient", head: `backward: ${name}, ${wants(found.layers[layer].delta[i])}`, text: backwardWords(found, [layer, i]) };
}

// ---- the picture ---------------------------------------------------------------------------------------------------------

const STYLE = `
figure.walk { height: 300px; }
.walk svg { display: block; width: 100%; height: 100%; overflow: visible; font-size: 12px; font-variant-numeric: tabular-nums; }
.widget { --blame: color-mix(in srgb, var(--gradient) 67%, var(--ink)); --value: color-mix(in srgb, var(--data) 75%, var(--ink)); }
.walk text { fill: var(--ink); text-anchor: middle; dominant-baseline: central; }
.walk .halo { stroke: var(--paper); stroke-width: 4; paint-order: stroke; }
.walk .faint { fill: var(--muted); }
.walk .value { fill: var(--value); }
.walk .blame { fill: var(--blame); font-weight: 600; }
.walk .loss { fill: var(--error); font-weight: 600; }
.walk circle { fill: var(--paper); stroke: var(--edge); stroke-width: 1.5; }
.walk circle.now { stroke: var(--accent); stroke-width: 3.5; }
.walk line { stroke: var(--edge); stroke-width: 1.5; }
.walk line.went { stroke: var(--data); }
.walk line.back { stroke: var(--gradient); }
.walk line.now { stroke-width: 3; }
.walk polygon { fill: var(--edge); }
.walk polygon.went { fill: var(--data); }
.walk polygon.back { fill: var(--gradient); }
.key { font-size: 13px; margin: 0; color: var(--muted); }
.key b:first-child { color: var(--value); }
.key b:last-child { color: var(--blame); }
.verdict.long { min-height: 10.5em; }
.loss { display: flex; align-items: center; gap: 8px; }
.numbers { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 12px; order: 1; }
.group { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px 4px; }
.group > .name { grid-column: 1 / -1; color: var(--muted); font-size: 12px; }
.group label > :first-child { display: none; }
.numbers input { width: 100%; font: inherit; font-variant-numeric: tabular-nums; color: var(--ink); background: var(--paper);
  border: 1px solid var(--edge); border-radius: 7px; padding: 3px 5px; min-height: 32px; }
@media (pointer: coarse) { .numbers input { min-height: 40px; } }
@container (min-width: 620px) {
  figure.walk { height: 330px; }
  .verdict.long { min-height: 13.5em; }
  .numbers { order: 0; grid-column: 1 / -1; gap: 5px 20px; }
  .group { grid-template-columns: 4.6em repeat(3, 1fr); gap: 8px; align-items: center; }
  .group > .name { grid-column: auto; font-size: inherit; }
  .group label { display: flex; align-items: center; gap: 4px; justify-content: end; }
  .group label > :first-child { display: inline; }
  .numbers input { width: 3.8em; }
  .list { display: none; }
}
`;

function shape(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A small head at (x, y), for an arrow that comes from (x0, y0).
function tip([x0, y0], [x, y], kind) {
  const angle = Math.atan2(y - y0, x - x0), corner = (turn) => [x - 10 * Math.cos(angle + turn), y - 10 * Math.sin(angle + turn)];
  return shape("polygon", { points: [[x, y], corner(0.4), corner(-0.4)].map((at) => at.join(",")).join(" "), class: kind });
}

// An arrow from unit j to unit i of the next layer, its weight above it and, once it is known, its slope below: then it
// points back.
function join(tail, head, r, { weight, slope, kind, straight }) {
  const [dx, dy] = [head[0] - tail[0], head[1] - tail[1]], size = Math.hypot(dx, dy), at = (s) => [tail[0] + s * dx, tail[1] + s * dy];
  const [x1, y1] = at(r / size), [x2, y2] = at(1 - r / size), [x, y] = at(straight ? 0.5 : 0.3);
  const text = [shape("text", { x, y: slope === null ? y : y - 8, class: "halo value" }, number(weight))];
  if (slope !== null) text.push(shape("text", { x, y: y + 8, class: "halo blame" }, number(slope)));
  const ends = slope === null ? [[x1, y1], [x2, y2]] : [[x2, y2], [x1, y1]];
  return { lines: [shape("line", { x1, y1, x2, y2, class: kind }), tip(...ends, kind)], text };
}

// The places of the three columns of two, in a figure of this size.
function places(width, height) {
  const aside = Math.max(40, Math.min(70, 0.12 * width));
  return [0, 1, 2].map((column) => PAIR.map((i) => [aside + column * (width / 2 - aside), i ? height - 90 : 90]));
}

// How far the walk has come with a unit of layer 0 or 1.
const went = (k, layer, i) => k >= 1 + 2 * layer + i;
const came = (k, layer, i) => k >= (layer ? 6 : 8) + i;

function drawWalk(figure, found, k) {
  const width = figure.clientWidth || 640, height = figure.clientHeight || 330, at = places(width, height), r = width < 420 ? 24 : 27;
  const lines = [], texts = [], nodes = [], now = unitOf(k), isNow = (layer, i) => now && now[0] === layer && now[1] === i;
  found.layers.forEach(({ W, dW }, layer) => PAIR.forEach((i) => PAIR.forEach((j) => {
    const back = came(k, layer, i), sends = k > LOSS && layer === 1 && isNow(0, j), color = back ? "back" : went(k, layer, i) ? "went" : "";
    const kind = `${color}${isNow(layer, i) || sends ? " now" : ""}`;
    const { lines: parts, text } = join(at[layer][j], at[layer + 1][i], r, { weight: W[i][j], slope: back ? dW[i][j] : null, kind, straight: i === j });
    lines.push(...parts);
    texts.push(...text);
  })));
  // What is said of a unit stands above the upper row and below the lower one, where no line passes.
  const node = ([x, y], i, inside, beside, active) => {
    nodes.push(shape("circle", { cx: x, cy: y, r, class: active ? "now" : "" }), shape("text", { x, y, class: "value" }, inside));
    beside.forEach(([text, kind], line) => (
      nodes.push(shape("text", { x, y: y + (i ? 1 : -1) * (r + 12 + 16 * line), class: kind }, text))));
  };
  PAIR.forEach((i) => node(at[0][i], i, number(found.x[i]), [[`x${LOWERED[i]}`, "faint"]], false));
  found.layers.forEach(({ z, a, delta }, layer) => PAIR.forEach((i) => {
    const beside = [[layer ? `target ${number(found.t[i])}` : unitName(layer, i), "faint"]];
    if (went(k, layer, i)) beside.push([`z = ${number(z[i])}`, ""]);
    if (came(k, layer, i)) beside.push([`δ = ${number(delta[i])}`, "blame"]);
    node(at[layer + 1][i], i, went(k, layer, i) ? number(a[i]) : "", beside, isNow(layer, i));
  }));
  if (k >= LOSS) nodes.push(shape("text", { x: at[2][0][0], y: height / 2, class: "loss" }, `loss ${number(found.value)}`));
  figure.replaceChildren(shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": heard(found, k) }, ...lines, ...nodes, ...texts));
}

// The picture in words.
function heard(found, k) {
  const units = found.layers.flatMap(({ a, delta }, layer) => PAIR.filter((i) => went(k, layer, i)).map((i) => (
    `${unitName(layer, i)}: ${number(a[i])}${came(k, layer, i) ? `, delta ${number(delta[i])}` : ""}`)));
  return [`inputs ${number(found.x[0])} and ${number(found.x[1])}`, ...units].join("; ");
}

// ---- what the hand moves -------------------------------------------------------------------------------------------------

// A field for each of the sixteen numbers: a row for the inputs, one for the targets, one for each unit.
function numberFields(ui) {
  const shows = [], set = (key, k) => (value) => ui.set({ [key]: ui.get(key).map((v, i) => (i === k ? value : v)) });
  const one = (key, k, text, label, min = -MOST) => {
    const made = field(ui, { label, get: () => ui.get(key)[k], set: set(key, k), min, max: min ? MOST : 1, step: 0.1 });
    shows.push(made.show);
    return h("label", {}, h("span", { "aria-hidden": "true" }, text), made.element);
  };
  const group = (name, list, ...fields) => h("div.group", {}, h("span.name", {}, name, h("span.list", {}, `: ${list}`)), ...fields);
  const unit = (layer, i) => {
    const name = unitName(layer, i), from = layer ? "h" : "x", start = 6 * layer;
    return group(name, "w₁, w₂, b", ...PAIR.map((j) => one("weights", start + 2 * i + j, `w${LOWERED[j]}`, `${name}, weight from ${from}${j + 1}`)),
      one("weights", start + 4 + i, "b", `${name}, bias`));
  };
  const rows = [group("inputs", "x₁, x₂", ...PAIR.map((i) => one("x", i, `x${LOWERED[i]}`, `x${i + 1}`))),
    group("targets", "t₁, t₂", ...PAIR.map((i) => one("t", i, `t${LOWERED[i]}`, `t${i + 1}`, 0))),
    unit(0, 0), unit(0, 1), unit(1, 0), unit(1, 1)];
  return { element: h("div.numbers", { role: "group", "aria-label": "inputs, targets, weights and biases" }, ...rows), show: () => shows.forEach((show) => show()) };
}

function render(args) {
  const ui = open(args, "Backpropagation, number by number"), numbers = numberFields(ui), words = h("p.verdict.long");
  const figure = h("figure.walk"), at = () => ui.get("step") ?? LENGTH;
  const loss = select(ui, { key: "loss", label: "loss", options: [["squared_error", "squared error"], ["cross_entropy", "cross-entropy"]] });
  const time = player(ui, { length: () => LENGTH, get: at, set: (step) => ui.set({ step }), slowest: 1 });
  const key = h("p.key", {}, h("b", {}, "value, weight"), " · ", h("b", {}, "blame δ, slope of the weight"));
  const watch = new ResizeObserver(() => { if (figure.clientWidth) ui.redraw(); });
  watch.observe(figure);
  ui.signal.addEventListener("abort", () => watch.disconnect());
  loss.element.classList.add("loss");
  for (const part of [key, words]) part.style.setProperty("--narrow", 2);
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, h("div.stack", {}, figure, key, time.element),
    h("div.stack", {}, loss.element, words), numbers.element), footer(ui, ["x", "t", "weights", "loss", "step"], (name) => name !== "step" || ui.get("step") !== null));
  return ui.run(() => {
    const found = passes(Object.fromEntries(["x", "t", "weights", "loss"].map((name) => [name, ui.get(name)]))), k = at();
    const { tone, head, text } = toldOf(found, k);
    drawWalk(figure, found, k);
    numbers.show();
    loss.show();
    time.show();
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), text.replaceAll(" · ", "\u00a0·\u00a0"));
    ui.say(`${head}. ${text}`);
  });
}

const listOf = (count, test) => (value) => points(test)(value) && value.length === count;
const accepts = accepting({
  x: listOf(2, between(-MOST, MOST)), t: listOf(2, between(0, 1)), weights: listOf(12, between(-MOST, MOST)),
  loss: oneOf("squared_error", "cross_entropy"), step: whole(0, LENGTH),
});

export default { render, accepts };
