// The widget ArchitectureExplorer: famous networks layer by layer, as shapes and as bars, with the bill of one layer.
import { mix, plot, stroke } from "./drawing.js";
import { accepting, footer, h, oneOf, open, select, slider, whole } from "./kit.js";

const KEYS = ["network", "shows", "layer"], MOST_LAYERS = 21;

// ---- the networks: those of dlmath.architectures; tests hold them equal ------------------------------------------------

const conv = (channels, kernel, stride = 1, padding = 0, bias = true) => ({ kind: "conv", channels, kernel, stride, padding, bias });
const pool = (kernel, stride = kernel, padding = 0, ceil = false) => ({ kind: "pool", kernel, stride, padding, ceil });
const dense = (units) => ({ kind: "dense", units }), average = { kind: "mean" }, norm = { kind: "norm" };
const inception = (ones, before3, threes, before5, fives, pooled) => ({ kind: "inception", branches: [
  [conv(ones, 1)], [conv(before3, 1), conv(threes, 3, 1, 1)], [conv(before5, 1), conv(fives, 5, 1, 2)], [pool(3, 1, 1), conv(pooled, 1)],
] });
const normed = (channels, kernel, stride, padding) => [conv(channels, kernel, stride, padding, false), norm];
const residual = (channels, stride = 1) => ({ kind: "residual", branches: [
  [...normed(channels, 3, stride, 1), ...normed(channels, 3, 1, 1)], stride > 1 ? normed(channels, 1, stride, 0) : [],
] });
const halve = pool(3, 2, 0, true), top = [dense(4096), dense(4096), dense(1000)];
const vgg = [[2, 64], [2, 128], [3, 256], [3, 512], [3, 512]].flatMap(([n, c]) => [...Array(n).fill(conv(c, 3, 1, 1)), pool(2)]);
const PHOTO = [3, 224, 224];

export const NETWORKS = {
  "LeNet-5": { input: [1, 28, 28], layers: [conv(6, 5, 1, 2), pool(2), conv(16, 5), pool(2), dense(120), dense(84), dense(10)] },
  AlexNet: { input: PHOTO, layers: [
    conv(64, 11, 4, 2), pool(3, 2), conv(192, 5, 1, 2), pool(3, 2), conv(384, 3, 1, 1), conv(256, 3, 1, 1), conv(256, 3, 1, 1), pool(3, 2), ...top,
  ] },
  ZFNet: { input: PHOTO, layers: [
    conv(96, 7, 2, 1), pool(3, 2, 1), conv(256, 5, 2), pool(3, 2, 1), conv(384, 3, 1, 1), conv(384, 3, 1, 1), conv(256, 3, 1, 1), pool(3, 2), ...top,
  ] },
  "VGG-16": { input: PHOTO, layers: [...vgg, ...top] },
  GoogLeNet: { input: PHOTO, layers: [
    conv(64, 7, 2, 3), halve, conv(64, 1), conv(192, 3, 1, 1), halve,
    inception(64, 96, 128, 16, 32, 32), inception(128, 128, 192, 32, 96, 64), halve,
    inception(192, 96, 208, 16, 48, 64), inception(160, 112, 224, 24, 64, 64), inception(128, 128, 256, 24, 64, 64),
    inception(112, 144, 288, 32, 64, 64), inception(256, 160, 320, 32, 128, 128), halve,
    inception(256, 160, 320, 32, 128, 128), inception(384, 192, 384, 48, 128, 128), average, dense(1000),
  ] },
  "ResNet-18": { input: PHOTO, layers: [
    ...normed(64, 7, 2, 3), pool(3, 2, 1), residual(64), residual(64),
    ...[128, 256, 512].flatMap((c) => [residual(c, 2), residual(c)]), average, dense(1000),
  ] },
};

// ---- the arithmetic: that of dlmath.architectures.summary --------------------------------------------------------------

const product = (values) => values.reduce((a, b) => a * b, 1), total = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0);

// How many places a window has along n pixels.
function places(n, { kernel, stride, padding, ceil }) {
  const fit = Math.floor((n + 2 * padding - kernel) / stride) + 1;
  return fit + (ceil && (fit - 1) * stride + kernel < n + 2 * padding && fit * stride < n + padding ? 1 : 0);
}

// One layer: what it makes of {shape, field, step}, and what that costs.
function through(layer, { shape, field, step }) {
  const [c] = shape, seesAll = field + (Math.max(1, ...shape.slice(1)) - 1) * step;
  if (layer.kind === "norm") return [{ shape, field, step }, 2 * c, 0];
  if (layer.kind === "mean") return [{ shape: [c], field: seesAll, step }, 0, 0];
  if (layer.kind === "dense") {
    const weights = layer.units * product(shape);
    return [{ shape: [layer.units], field: seesAll, step }, weights + layer.units, weights];
  }
  if (layer.branches) {
    const ends = layer.branches.map((branch) => stacked(branch, { shape, field, step })), rows = ends.flatMap((end) => end.rows);
    const states = ends.map((end) => end.state), joined = layer.kind === "inception" ? total(states.map(({ shape: [n] }) => ({ n })), "n") : states[0].shape[0];
    const state = { shape: [joined, ...states[0].shape.slice(1)], field: Math.max(...states.map((s) => s.field)), step: states[0].step };
    return [state, total(rows, "parameters"), total(rows, "work")];
  }
  const size = shape.slice(1).map((n) => places(n, layer)), wider = field + (layer.kernel - 1) * step;
  if (layer.kind === "pool") return [{ shape: [c, ...size], field: wider, step: step * layer.stride }, 0, 0];
  const weights = layer.channels * c * layer.kernel ** 2;
  return [
    { shape: [layer.channels, ...size], field: wider, step: step * layer.stride },
    weights + (layer.bias ? layer.channels : 0), product(size) * weights,
  ];
}

function stacked(layers, state) {
  const rows = layers.map((layer) => {
    const [next, parameters, work] = through(layer, state);
    state = next;
    return { layer, shape: state.shape, parameters, work, field: state.field, numbers: product(state.shape) };
  });
  return { rows, state };
}

// The bill of a network, one row for each layer.
export const billOf = (name) => stacked(NETWORKS[name].layers, { shape: NETWORKS[name].input, field: 1, step: 1 }).rows;

// ---- words -------------------------------------------------------------------------------------------------------------

const ENTRIES = { parameters: "parameters", "multiply-adds": "work", "receptive field": "field", "numbers in the output": "numbers" };

const commas = (v) => String(v).replace(/\B(?=(\d{3})+$)/g, ",");
const short = (v) => (v >= 1e9 ? `${+(v / 1e9).toPrecision(3)} G` : v >= 1e6 ? `${+(v / 1e6).toPrecision(3)} M` : commas(v));
const share = (part, all) => (part === 0 ? "none" : part / all < 0.005 ? "less than 1\u00a0%" : `${Math.round(100 * part / all)}\u00a0%`);
const sizes = (shape) => shape.map(commas).join(" × ");

function named({ layer, shape }) {
  const { kind, kernel: k, stride } = layer, [c] = shape, by = stride > 1 && kind === "conv" ? ` /${stride}` : "";
  return { conv: `conv ${k}×${k}${by}, ${c}`, pool: `pool ${k}×${k}`, mean: "global pool", norm: "batch norm", dense: `dense ${c}` }[kind]
    || `${kind} ${c}`;
}

export function verdict(name, number) {
  const rows = billOf(name), at = Math.min(number, rows.length), row = rows[at - 1], before = at > 1 ? rows[at - 2].shape : NETWORKS[name].input;
  const all = total(rows, "parameters"), work = total(rows, "work");
  return {
    head: `layer ${at} of ${rows.length}: ${named(row)}`, why: `${sizes(before)} comes in, ${sizes(row.shape)} goes out`,
    rest: `It has ${share(row.parameters, all)} of ${name}’s ${short(all)} parameters and does ${share(row.work, work)} of its ${short(work)} multiply–adds.`,
  };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

// Each layer as a block as tall as its image (its root, so that small ones are seen), as wide as it has channels (their logarithm).
function drawShapes(ui, p, rows, at) {
  const ctx = p.front(), { colors } = ui, { left, top: high, width, height } = p.area, middle = high + height / 2;
  const wide = rows.map(({ shape: [c] }) => 1 + Math.log2(c)), unit = width / (total(wide.map((n) => ({ n })), "n") + 2 * rows.length);
  const tallest = Math.sqrt(rows[0].shape[1]);
  ctx.fillStyle = colors.muted;
  ctx.textAlign = "right";
  ctx.textBaseline = "top";
  ctx.fillText("taller: more rows; wider: more channels", left + width, 2);
  let x = left;
  rows.forEach(({ shape }, i) => {
    const tall = Math.max(4, height * (shape.length > 1 ? Math.sqrt(shape[1]) / tallest : 0.12));
    ctx.fillStyle = i === at ? colors.model : mix(colors.paper, colors.data, shape.length > 1 ? 0.6 : 0.9);
    ctx.fillRect(x, middle - tall / 2, wide[i] * unit, tall);
    x += (wide[i] + 2) * unit;
  });
}

function drawLayers(ui, p, rows, entry, at) {
  const ctx = p.front(), { colors } = ui, { left, width } = p.area, most = Math.max(...rows.map((row) => row[entry]), 1);
  const thick = Math.min(20, 0.74 * Math.abs(p.y(0) - p.y(1)));
  ctx.textBaseline = "middle";
  rows.forEach((row, i) => {
    const y = p.y(-i);
    ctx.fillStyle = i === at ? colors.model : colors.data;
    ctx.fillRect(left, y - thick / 2, Math.max(row[entry] ? 1 : 0, row[entry] / most * width), thick);
    ctx.font = `${i === at ? "bold " : ""}12px ${ui.font}`;
    ctx.fillStyle = colors.ink;
    ctx.textAlign = "right";
    ctx.fillText(named(row), left - 8, y);
    ctx.fillText(short(row[entry]), left + width + p.margin[1] - 2, y);
  });
  stroke(ctx, mix(colors.paper, colors.ink, 0.35), 1, () => { ctx.moveTo(left, p.area.top); ctx.lineTo(left, p.area.top + p.area.height); });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const accepts = accepting({ network: oneOf(...Object.keys(NETWORKS)), shows: oneOf(...Object.keys(ENTRIES)), layer: whole(1, MOST_LAYERS) });

const STYLE = `
figure[aria-label*="bars"] { cursor: pointer; }
.bill { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; font-variant-numeric: tabular-nums; }
.bill > :nth-child(even) { text-align: right; }
`;

function render(args) {
  const ui = open(args, "Architecture explorer"), chosen = () => billOf(ui.get("network"));
  const bars = plot(ui, { label: "the layers as bars, the first one on top", aspect: 1.05, margin: [4, 78, 4, 118] });
  const shapes = plot(ui, { label: "the layers’ outputs as blocks, from left to right", aspect: 3, margin: [20, 4, 4, 4] });
  const names = (words) => words.map((word) => [word, word]);
  const network = select(ui, { key: "network", label: "network", options: names(Object.keys(NETWORKS)) });
  const shows = select(ui, { key: "shows", label: "bars show", options: names(Object.keys(ENTRIES)) });
  const number = () => Math.min(ui.get("layer"), chosen().length);
  const which = slider(ui, { label: "layer", min: 1, max: MOST_LAYERS, step: 1, get: number, set: (layer) => ui.set({ layer }) });
  const words = h("p.verdict"), bill = h("div.bill");
  words.style.minHeight = "7em";
  bars.figure.style.setProperty("--most", "460px");
  bars.figure.addEventListener("pointerdown", (event) => {
    const at = Math.round(-bars.y.invert(bars.at(event)[1])), last = chosen().length - 1;
    ui.set({ layer: Math.min(last, Math.max(0, at)) + 1 });
  }, { signal: ui.signal });
  const left = h("div.stack", {}, bars.figure), right = h("div.stack", {}, which.element, words, bill, shapes.figure);
  const controls = h("div.row", {}, network.element, shows.element);
  ui.section.append(h("style", {}, STYLE), controls, h("div.columns", {}, left, right), footer(ui, KEYS));
  return ui.run(() => {
    const rows = chosen(), at = number() - 1, row = rows[at];
    bars.box({ x: [0, 1], y: [-(rows.length - 1) - 0.6, 0.6] });
    shapes.box({ x: [0, 1], y: [0, 1] });
    drawLayers(ui, bars, rows, ENTRIES[ui.get("shows")], at);
    drawShapes(ui, shapes, rows, at);
    which.input.max = rows.length - 1;
    for (const part of [network, shows, which]) part.show();
    const lines = [["output", sizes(row.shape)], ["parameters", commas(row.parameters)], ["multiply–adds", commas(row.work)],
      ["receptive field", `${row.field} pixels`]];
    bill.replaceChildren(...lines.flatMap(([name, value]) => [h("span", {}, name), h("span", {}, value)]));
    const { head, why, rest } = verdict(ui.get("network"), number());
    words.style.setProperty("--tone", "var(--model)");
    words.replaceChildren(h("strong", {}, head), `: ${why}.`, h("br"), rest);
    ui.say(`${head}: ${why}. ${lines.slice(1).map(([name, value]) => `${name} ${value}`).join(", ")}.`);
  });
}

export default { render, accepts };
