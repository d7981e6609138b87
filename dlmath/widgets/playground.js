// The widget Playground: a small network that is trained here, with all its units in sight, and why it fails in words.
import { channels, contour, halo, marker, mix, outline, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, button, checkbox, flag, footer, h, handle, oneOf, open, points, select, slider, whole } from "./kit.js";
import { FADED, diagnosed, isDead, isSaturated, measured, unitInWords } from "./playground_diagnosis.js";
import { MOST_STEPS, extend, forward, layersOf, newRun, parametersAt, reached } from "./playground_network.js";
import { number, sigmoid } from "./scales.js";

const MOST_LAYERS = 4, MOST_UNITS = 8, LAST_SEED = 999;
const SIZES = [1, 2, 5, 10, 20, 50, 100, 200], COUNTS = [20, 50, 100, 200];
const OPTIONS = {
  data: [["circles", "circles"], ["moons", "moons"], ["xor", "XOR"], ["spirals", "spirals"], ["blobs", "blobs"]],
  activation: [["tanh", "tanh"], ["relu", "ReLU"], ["leaky_relu", "leaky ReLU"], ["sigmoid", "sigmoid"], ["identity", "identity"]],
  scheme: [["he_normal", "He"], ["glorot_uniform", "Glorot"], ["small", "too small"], ["large", "too large"], ["zeros", "all zero"]],
};
const SETTINGS = ["data", "noise", "n", "data_seed", "hidden", "activation", "scheme", "seed", "learning_rate", "weight_decay", "batch_size"];
const KEYS = [...SETTINGS, "step", "log"];
const accepts = accepting({
  data: oneOf(...OPTIONS.data.map(([key]) => key)), noise: between(0, 0.5), n: oneOf(...COUNTS), data_seed: whole(0, LAST_SEED),
  hidden: points(whole(0, MOST_UNITS)), activation: oneOf(...OPTIONS.activation.map(([key]) => key)), scheme: oneOf(...OPTIONS.scheme.map(([key]) => key)),
  seed: whole(0, LAST_SEED), learning_rate: between(0.001, 10), weight_decay: between(0, 1), batch_size: oneOf(...SIZES), step: whole(0, MOST_STEPS), log: flag,
});

// Ways to fail: what differs from these settings, with which it learns, and after how many steps it shows.
export const PLAIN = {
  data: "circles", noise: 0.1, n: 100, data_seed: 0, hidden: [4, 3, 0, 0], activation: "tanh", scheme: "he_normal", seed: 0,
  learning_rate: 0.3, weight_decay: 0, batch_size: 10, log: false,
};
export const EXAMPLES = {
  "dead units": { activation: "relu", learning_rate: 3, step: 500 },
  exploding: { data: "blobs", activation: "leaky_relu", hidden: [4, 4, 4, 4], learning_rate: 3, log: true, step: 40 },
  "long steps": { learning_rate: 10, step: 200 },
  "short steps": { learning_rate: 0.001, step: 300 },
  saturated: { scheme: "large", step: 200 },
  vanishing: { activation: "sigmoid", scheme: "glorot_uniform", hidden: [4, 4, 4, 4], step: 300 },
  "equal units": { data: "moons", activation: "sigmoid", scheme: "zeros", hidden: [5, 0, 0, 0], learning_rate: 1, step: 500 },
  overfitting: { data: "xor", n: 20, noise: 0.3, hidden: [8, 8, 0, 0], step: 1000 },
  penalty: { weight_decay: 0.1, step: 200 },
  "no bend": { hidden: [0, 0, 0, 0], step: 300 },
};

// ---- what the units answer over the plane ------------------------------------------------------------------------------

const REACH = 2.8, SIDE = 57, GRID = Float64Array.from({ length: 2 * SIDE * SIDE }, (_, k) => {
  const i = k % (SIDE * SIDE), place = k < SIDE * SIDE ? i % SIDE : SIDE - 1 - Math.floor(i / SIDE);
  return REACH * (2 * place / (SIDE - 1) - 1);
});

// What a unit answers at every place of the grid, from −1 (no, class 0: blue) over 0 (paper) to 1 (yes, class 1: orange).
function shadesOf(values, kind) {
  if (kind === "output") return values.map((z) => 2 * sigmoid(z) - 1);
  if (kind === "sigmoid") return values.map((a) => 2 * a - 1);
  if (kind === "tanh") return values;
  const top = values.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-9);
  return values.map((a) => a / top);
}

// Of every unit of every layer its shades, and its sum z, which is 0 on the boundary between yes and no.
function fieldsOf({ widths, settings: { activation } }, theta) {
  const { Z, A } = forward(layersOf(widths, theta), GRID, SIDE * SIDE, activation), last = widths.length - 1;
  const own = (values, u) => values.subarray(u * SIDE * SIDE, (u + 1) * SIDE * SIDE);
  return A.map((a, l) => Array.from({ length: widths[l] }, (_, u) => ({
    shades: shadesOf(own(a, u), l === 0 ? "input" : l === last ? "output" : activation), z: own(Z[l] || a, u),
  })));
}

// 255 steps of color from blue to orange on paper, opaque.
function ramp({ data, model, paper }) {
  const [low, high, middle] = [data, model, paper].map(channels), image = new ImageData(255, 1);
  for (let k = 0; k < 255; k++) {
    const t = (k - 127) / 127, to = t < 0 ? low : high;
    image.data.set([...middle.map((v, i) => Math.round(v + (to[i] - v) * 0.62 * Math.abs(t) ** 0.8)), 255], 4 * k);
  }
  return new Uint32Array(image.data.buffer);
}

// A picture of the field with `every` as distance between its places.
function paint(shades, colors, every = 1) {
  const side = Math.ceil(SIDE / every), image = new ImageData(side, side), pixels = new Uint32Array(image.data.buffer);
  for (let j = 0, m = 0; j < side; j++) {
    for (let i = 0; i < side; i++, m++) {
      const v = shades[every * (j * SIDE + i)];
      pixels[m] = colors[Math.round(127 + 127 * Math.min(1, Math.max(-1, v || 0)))];
    }
  }
  return image;
}

// ---- the network -------------------------------------------------------------------------------------------------------

// Where everything stands in the figure: columns of inputs, layers and output.
function plan(widths, { width, height }) {
  const top = 22, column = width / widths.length, most = Math.max(4, ...widths), row = (height - top) / most;
  const size = Math.floor(Math.min(46, row - 5, 0.62 * column));
  const at = (l, u) => [(l + 0.5) * column, top + (height - top) / 2 + (u - (widths[l] - 1) / 2) * row];
  return { size, column, row, at };
}

const widthOf = (w) => Math.min(9, 0.6 + 2 * Math.abs(w));

function connect(ctx, [x0, y0], [x1, y1], w, { model, data }, faded) {
  ctx.globalAlpha = faded ? 0.25 : Math.min(1, 0.35 + Math.abs(w) / 2);
  const middle = (x0 + x1) / 2;
  stroke(ctx, w > 0 ? model : data, widthOf(w), () => { ctx.moveTo(x0, y0); ctx.bezierCurveTo(middle, y0, middle, y1, x1, y1); }, w > 0 ? [] : [5, 4]);
  ctx.globalAlpha = 1;
}

// A unit's frame; a dead unit is crossed out, a saturated one has a bar at both ends.
function drawFrame(ctx, x, y, half, { chosen, dead, full }, { ink, error, paper }) {
  const line = (x0, y0, x1, y1) => { ctx.moveTo(x + x0, y + y0); ctx.lineTo(x + x1, y + y1); };
  const color = chosen ? ink : dead || full ? error : mix(paper, ink, 0.5);
  stroke(ctx, color, dead || full || chosen ? 2 : 1, () => ctx.rect(x - half, y - half, 2 * half, 2 * half));
  if (dead) stroke(ctx, error, 2, () => { line(-half, -half, half, half); line(half, -half, -half, half); });
  if (full) stroke(ctx, error, 3, () => { for (const side of [4 - half, half - 4]) line(4 - half, side, half - 4, side); });
}

const isUnit = (unit, l, u) => Boolean(unit) && unit[0] === l && unit[1] === u;

function drawNetwork(ui, p, view) {
  const { run, theta, facts, fields, palette, chosen, places } = view, { widths, settings: { activation } } = run, ctx = p.front(), { colors } = ui;
  const { size, at } = places, layers = layersOf(widths, theta), half = size / 2, last = widths.length - 1;
  layers.forEach(({ W, ins, outs }, l) => {
    for (let u = 0; u < outs; u++) for (let j = 0; j < ins; j++) {
      const other = chosen && !isUnit(chosen, l + 1, u), [x0, y0] = at(l, j), [x1, y1] = at(l + 1, u);
      if (Number.isFinite(W[u * ins + j])) connect(ctx, [x0 + half, y0], [x1 - half, y1], W[u * ins + j], colors, other);
    }
  });
  ctx.imageSmoothingQuality = "high";
  fields.forEach((units, l) => units.forEach(({ shades }, u) => {
    const [x, y] = at(l, u), fact = l && l < last && facts.units[l - 1][u];
    view.small.getContext("2d").putImageData(paint(shades, palette, 2), 0, 0);
    ctx.drawImage(view.small, x - half, y - half, size, size);
    drawFrame(ctx, x, y, half, { chosen: isUnit(chosen, l, u), dead: fact && isDead(fact, activation), full: fact && isSaturated(fact, facts.n) }, colors);
  }));
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.fillStyle = colors.gradient;
  facts.gradients.forEach((g, l) => {
    ctx.fillStyle = g < FADED * facts.gradients.at(-1) ? colors.error : colors.gradient;
    ctx.fillText(Number.isFinite(g) ? number(g, 2) : "—", at(l + 1, 0)[0], 2);
  });
  ctx.fillStyle = colors.gradient;
  ctx.fillText("gradient", Math.max(27, at(0, 0)[0]), 2);
  if (chosen && chosen[0]) drawWeights(ctx, view, layers[chosen[0] - 1], colors);
}

// The weights of the chosen unit, each on its line.
function drawWeights(ctx, { places: { at, size }, chosen: [l, u] }, { W, ins }, { data, model, paper }) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (let j = 0; j < ins; j++) {
    const [x, y] = at(l - 1, j), w = W[u * ins + j];
    if (Number.isFinite(w)) halo(ctx, number(w, 2), x + size / 2 + 4, y, w > 0 ? model : data, paper);
  }
}

// The line below a place, at most 6 pixels away: [layer, unit it goes to, unit it comes from], or null.
export function lineAt(widths, { at, size }, x, y) {
  for (let l = 1; l < widths.length; l++) {
    const from = at(l - 1, 0)[0] + size / 2, to = at(l, 0)[0] - size / 2;
    if (x < from || x > to) continue;
    let [low, high] = [0, 1];
    for (let k = 0; k < 20; k++) {
      const t = (low + high) / 2;
      if (1.5 * t * (1 - t) + t ** 3 < (x - from) / (to - from)) low = t;
      else high = t;
    }
    const share = 3 * low ** 2 - 2 * low ** 3, lines = [];
    for (let u = 0; u < widths[l]; u++) for (let j = 0; j < widths[l - 1]; j++) {
      const [y0, y1] = [at(l - 1, j)[1], at(l, u)[1]];
      lines.push([Math.abs(y0 + share * (y1 - y0) - y), l, u, j]);
    }
    const [off, ...line] = lines.reduce((a, b) => (b[0] < a[0] ? b : a));
    return off < 6 ? line : null;
  }
  return null;
}

// A mouse on a line is told its weight.
function tellWeights(p, view) {
  p.figure.addEventListener("pointerleave", () => p.tip());
  p.figure.addEventListener("pointermove", (event) => {
    const { run: { widths }, theta, places } = view, [x, y] = p.at(event), last = widths.length - 1;
    const line = event.pointerType === "mouse" && !view.hover && lineAt(widths, places, x, y);
    if (!line) return p.tip();
    const [l, u, j] = line, { W, ins } = layersOf(widths, theta)[l - 1];
    p.tip(`${nameOf(l - 1, j, last)} to ${nameOf(l, u, last)}: ${told(W[u * ins + j])}`, p.x.invert(x), p.y.invert(y));
  });
}

const nameOf = (l, u, last) => (l === 0 ? `input x${"₁₂"[u]}` : l === last ? "output" : `unit ${l}.${u + 1}`);

// A button on every unit; one of them is reached by the Tab key, the others from there by the arrows.
function unitButtons(figure, view, redraw) {
  let [key, placed] = ["", ""];
  const go = (event, l, u) => {
    const { widths } = view.run, move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Escape") view.pinned = null;
    if (move) {
      event.preventDefault();
      const to = Math.min(widths.length - 1, Math.max(0, l + move[0])), row = Math.min(widths[to] - 1, Math.max(0, u + move[1]));
      view.pinned = [to, row];
      view.buttons[to][row].focus();
    }
    redraw();
  };
  const make = (l, u, last) => h("button.unit", {
    type: "button", "aria-label": nameOf(l, u, last), onkeydown: (event) => go(event, l, u),
    onclick: () => { view.pinned = isUnit(view.pinned, l, u) ? null : [l, u]; redraw(); },
    onpointerenter: (event) => { if (event.pointerType === "mouse") { view.hover = [l, u]; redraw(); } },
    onpointerleave: () => { view.hover = null; redraw(); },
  });
  return () => {
    const { widths } = view.run, last = widths.length - 1, { at, size, column, row } = view.places;
    if (key !== widths.join()) {
      key = widths.join();
      view.pinned = view.hover = null;
      for (const old of (view.buttons || []).flat()) old.remove();
      view.buttons = widths.map((count, l) => Array.from({ length: count }, (_, u) => make(l, u, last)));
      figure.append(...view.buttons.flat());
    }
    const now = [key, view.pinned, size, column, row].join();
    if (now === placed) return;
    placed = now;
    const [fl, fu] = view.pinned || [last, 0], wide = Math.min(column, Math.max(size, 44)), tall = Math.min(row, Math.max(size, 44));
    view.buttons.forEach((units, l) => units.forEach((element, u) => {
      const [x, y] = at(l, u);
      element.style.cssText = `left: ${x - wide / 2}px; top: ${y - tall / 2}px; width: ${wide}px; height: ${tall}px`;
      element.tabIndex = l === fl && u === fu ? 0 : -1;
      element.setAttribute("aria-pressed", isUnit(view.pinned, l, u));
    }));
  };
}

// ---- the field and the losses ------------------------------------------------------------------------------------------

function drawPoints(ctx, p, { X, y, n }, r, colors, rim) {
  for (let i = 0; i < n; i++) {
    marker(ctx, y[i] ? "square" : "circle", p.x(X[i]), p.y(X[n + i]), r);
    ctx.fillStyle = y[i] ? colors.model : colors.data;
    ctx.fill();
    if (rim) { ctx.strokeStyle = colors.paper; ctx.lineWidth = 1; ctx.stroke(); }
  }
}

function drawField(ui, p, view) {
  const { run, fields, palette, chosen } = view, { colors } = ui, last = fields.length - 1, [l, u] = chosen || [last, 0];
  p.box({ x: [-REACH, REACH], y: [-REACH, REACH] });
  if (ui.fresh) p.axes(p.back(), { x: "x₁", y: "x₂" });
  const ctx = p.front(), { left, top, width, height } = p.area, { shades, z } = fields[l][u];
  view.large.getContext("2d").putImageData(paint(shades, palette), 0, 0);
  ctx.imageSmoothingQuality = "high";
  p.inside(ctx, () => {
    ctx.drawImage(view.large, 0.5, 0.5, SIDE - 1, SIDE - 1, left, top, width, height);
    drawPoints(ctx, p, run.points.test, 2, { model: mix(colors.paper, colors.model, 0.75), data: mix(colors.paper, colors.data, 0.75) });
    drawPoints(ctx, p, run.points.train, 3.2, colors, true);
    const lines = contour({ values: z, nx: SIDE, ny: SIDE, x: [-REACH, REACH], y: [REACH, -REACH] }, 0);
    stroke(ctx, colors.ink, 2, () => outline(ctx, p, lines));
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    halo(ctx, nameOf(l, u, last), left + 6, top + 14, colors.ink, colors.paper);
  });
}

const told = (v) => (Number.isFinite(v) ? number(v, 3) : "too large");
const far = (steps, least) => [20, 50, 100, 200, 500, 1000, 2000, 5000, MOST_STEPS].find((v) => v >= Math.max(steps, least));

function drawLosses(ui, p, { run, before, step }, log) {
  const ctx = p.front(), { colors } = ui, until = far(Math.max(reached(run), before ? reached(before) : 0), run.exploded === null ? 100 : 0);
  const losses = [run, before].filter(Boolean).flatMap((r) => [r.training, r.test]);
  const highest = losses.reduce((top, each) => each.reduce((a, b) => (b > a && b < Infinity ? b : a), top), 0.8);
  p.box({ x: [0, until], y: log ? [1e-3, Math.max(1, Math.min(1e6, highest))] : [0, 1.08 * Math.min(3, highest)], logY: log });
  p.axes(p.back(), { x: "step", y: "loss", above: true });
  const line = (losses, color, width, dash) => {
    const every = Math.max(1, Math.floor(losses.length / 400)), count = Math.ceil((losses.length - 1) / every) + 1;
    stroke(ctx, color, width, () => polyline(ctx, p, count, (k) => { const t = Math.min(losses.length - 1, k * every); return [t, Math.max(1e-4, losses[t])]; }), dash);
  };
  p.inside(ctx, () => {
    if (before) {
      line(before.training, colors.muted, 1.2, [2, 3]);
      const { left, top, height } = p.area, end = reached(before), y = Math.max(1e-4, before.training[end]);
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      halo(ctx, "before", Math.max(left, p.x(end) - 40), Math.max(top + 8, Math.min(top + height - 8, p.y(y) - 10)) || top + 8, colors.muted, colors.paper);
    }
    line(run.test, colors.error, 1.6);
    line(run.training, colors.data, 2);
    stroke(ctx, mix(colors.paper, colors.ink, 0.4), 1, () => { ctx.moveTo(p.x(step), p.area.top); ctx.lineTo(p.x(step), p.area.top + p.area.height); });
  });
}

// ---- what the hand sets ------------------------------------------------------------------------------------------------

// One choice for each hidden layer, below its column, and one that adds a layer.
function layerChoices(ui, change) {
  const units = () => ui.get("hidden").filter(Boolean), sizes = Array.from({ length: MOST_UNITS }, (_, u) => [u + 1, u + 1]);
  let turned = null; // the layer that was changed keeps the focus, or what adds one if it is gone
  const put = (i, count) => {
    const all = units();
    turned = i;
    all[i] = +count;
    change({ hidden: [...all.filter(Boolean), ...Array(MOST_LAYERS).fill(0)].slice(0, MOST_LAYERS) });
  };
  const choice = (i) => select(ui, { label: `units of layer ${i + 1}`, options: [[0, "none"], ...sizes], get: () => units()[i], set: (count) => put(i, count) });
  const each = Array.from({ length: MOST_LAYERS }, (_, i) => choice(i));
  const adder = select(ui, { label: "new layer", options: [["", "add"], ...sizes], get: () => "", set: (count) => put(units().length, count) });
  const end = h("span", {}, "output"), element = h("div.layers", {}, h("span", {}, "inputs"), ...each.map((c) => c.input), adder.input, end);
  const show = () => {
    const count = units().length;
    each.forEach((choice, i) => { choice.input.hidden = i >= count; choice.show(); });
    adder.input.hidden = count === MOST_LAYERS;
    end.hidden = count < MOST_LAYERS;
    adder.show();
    if (turned !== null) (turned < count ? each[turned] : adder).input.focus({ preventScroll: true, focusVisible: false });
    turned = null;
  };
  return { element, show };
}

// The examples of failure; the one that holds is shown.
function exampleChoice(ui) {
  const holds = (name) => SETTINGS.every((key) => String(ui.get(key)) === String({ ...PLAIN, ...EXAMPLES[name] }[key]));
  const names = Object.keys(EXAMPLES), options = [["", "none"], ...names.map((name) => [name, name])];
  return select(ui, { label: "a way to fail", options, get: () => names.find(holds) || "", set: (name) => ui.set({ ...PLAIN, step: 0, ...EXAMPLES[name] }) });
}

// All settings and the verdict; on a phone all but three settings stand behind a button.
function settingsOf(ui, change, words) {
  const set = (name) => ({ get: () => ui.get(name), set: (value) => change({ [name]: typeof ui.get(name) === "number" ? +value : value }) });
  const choice = (name, label, options = OPTIONS[name]) => select(ui, { label, options, ...set(name) });
  const knob = (name, settings) => slider(ui, { ...set(name), ...settings });
  const next = (name, text) => ({ element: button(text, () => change({ [name]: (ui.get(name) + 1) % (LAST_SEED + 1) })), show: () => {} });
  const numbers = (values) => values.map((v) => [v, v]);
  const first = [choice("data", "data"), choice("activation", "activation"),
    knob("learning_rate", { label: "learning rate", symbol: "η", min: 0.001, max: 10, scale: "log", format: (v) => number(v, 2) })];
  const others = [
    choice("scheme", "start"), next("seed", "another start"), choice("n", "training points", numbers(COUNTS)), next("data_seed", "other points"),
    knob("noise", { label: "noise", min: 0, max: 0.5, step: 0.01, format: (v) => v.toFixed(2) }), choice("batch_size", "batch size", numbers(SIZES)),
    slider(ui, { label: "penalty", symbol: "λ", min: 0, max: 16, step: 1, format: () => number(ui.get("weight_decay"), 2), ...set("weight_decay"),
      get: () => decayPlace(ui.get("weight_decay")), set: (k) => change({ weight_decay: k && +(10 ** (k / 4 - 4)).toPrecision(2) }) }),
  ];
  const opener = button("more settings", () => {
    const open = element.classList.toggle("open");
    opener.setAttribute("aria-expanded", open);
    opener.textContent = open ? "fewer settings" : "more settings";
  }, "button.opener", { "aria-expanded": false });
  const example = exampleChoice(ui);
  for (const part of [...others, example]) part.element.classList.add("more");
  example.element.classList.add("example");
  const element = h("div.settings", {}, ...first.map((part) => part.element), opener, ...others.map((part) => part.element), words, example.element);
  return { element, show: () => { for (const part of [...first, ...others, example]) part.show(); } };
}

const decayPlace = (decay) => (decay ? Math.max(1, 16 + 4 * Math.log10(decay)) : 0);

// Play, one step, and back to the start. The first steps are shown one by one, later ones faster.
function playerOf(ui, { shown, ended, jump }) {
  const state = { playing: false };
  const tick = () => {
    if (!state.playing || ui.signal.aborted) return;
    if (ended()) { state.playing = false; return ui.redraw(); }
    jump(shown() + Math.min(20, 1 + Math.floor(shown() / 100)));
    requestAnimationFrame(tick);
  };
  const toggle = () => {
    if (ui.still) return jump(shown() + 100);
    state.playing = !state.playing;
    if (state.playing && ended()) jump(0);
    if (state.playing) requestAnimationFrame(tick);
    ui.redraw();
  };
  const stopped = (how) => () => { state.playing = false; jump(how()); ui.redraw(); };
  const play = button("play", toggle, "button.main"), count = h("span.count");
  const one = button("step", stopped(() => shown() + 1), "button", { "aria-label": "one step" });
  const reset = button("reset", stopped(() => 0), "button", { "aria-label": "back to step 0" });
  state.element = h("div.row.tight", {}, play, one, reset, count);
  state.show = (text) => { play.textContent = ui.still ? "100 steps" : state.playing ? "pause" : "play"; count.textContent = text; };
  return state;
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const STYLE = `
.unit { position: absolute; min-height: 0; padding: 0; border: 0; border-radius: 4px; background: none; }
.layers { display: flex; align-items: center; }
.layers > * { flex: 1 1 0; min-width: 0; text-align: center; color: var(--muted); font-size: 13px; }
.layers > select { margin: 0 3px; padding: 3px 2px; color: var(--ink); text-align: center; text-align-last: center; }
.of { margin: 0; min-height: 5.9em; font-size: 13px; }
.losses { display: flex; flex-wrap: wrap; align-items: center; gap: 0 14px; font-size: 13px; font-variant-numeric: tabular-nums; }
.losses .check { margin-left: auto; }
.settings { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 8px 12px; align-items: end; grid-column: 1 / -1; }
.settings .verdict { grid-column: 1 / span 4; min-height: 5.4em; align-self: stretch; }
.settings .verdict, .settings .example { order: -1; }
.settings select, .settings > button { width: 100%; }
.settings .head { font-size: 13px; gap: 4px; }
.settings .head > :first-child { white-space: nowrap; }
@container (max-width: 619px) {
  .columns { flex-direction: row; flex-wrap: wrap; gap: 8px; }
  .columns > .stack > *, .columns > .settings { flex: 1 1 100%; min-width: 0; }
  .columns > .stack > .half { flex: 1 1 40%; }
  .columns > .settings { order: 6; grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .settings .verdict { grid-column: 1 / -1; min-height: 10.4em; order: 1; }
  .settings .example { order: 0; }
  .settings:not(.open) > .more { display: none; }
  .count { white-space: normal; min-width: 0; }
  .of { min-height: 7.3em; }
  .network { aspect-ratio: 1.6 !important; }
  .loss { display: flex; flex-direction: column; }
  .loss figure { flex: 1; aspect-ratio: auto !important; width: 100%; }
}
@container (min-width: 620px) { .opener { display: none; } }
`;

const KEY = "Squares: where a unit says yes (orange) or no (blue); crossed out if dead, barred if saturated. "
  + "Lines: weights, orange if positive, dashed blue if negative. Green: a layer’s gradient, for one point. Choose a unit to see its numbers.";

// The run of the settings. The run before it stays in the picture as a thin line, if it was trained at all.
function runner(ui, view) {
  let key = "";
  return () => {
    const settings = Object.fromEntries(SETTINGS.map((name) => [name, ui.get(name)])), now = JSON.stringify(settings);
    if (now !== key || !view.run) {
      if (view.run && reached(view.run) >= 20) view.before = view.run;
      view.run = newRun(settings);
      key = now;
    }
    return view.run;
  };
}

function render(args) {
  const ui = open(args, "Playground"), canvas = (side) => h("canvas", { width: side, height: side });
  const view = { run: null, before: null, pinned: null, hover: null, large: canvas(SIDE), small: canvas((SIDE + 1) / 2) }, run = runner(ui, view);
  const network = plot(ui, { label: "the network", aspect: 1.28, margin: [0, 0, 0, 0] });
  const field = plot(ui, { label: "the answer over the plane, and the points", aspect: 1.02, margin: [6, 6, 24, 28] });
  const loss = plot(ui, { label: "the losses over the steps", aspect: 2, margin: [24, 12, 24, 34] });
  // A setting changes: training begins anew, and goes on if it was going on.
  const change = (values) => ui.set({ ...values, step: 0 }), jump = (step) => ui.set({ step: Math.min(MOST_STEPS, Math.max(0, step)) });
  const shown = () => Math.min(ui.get("step"), reached(run())), ended = () => shown() === (run().exploded ?? MOST_STEPS);
  const time = playerOf(ui, { shown, ended, jump }), layers = layerChoices(ui, change), words = h("p.verdict"), settings = settingsOf(ui, change, words);
  const within = (v) => Math.max(loss.y.invert(loss.area.top + loss.area.height), Math.min(loss.y.invert(loss.area.top), v));
  const lossNow = () => { const now = run().training[shown()]; return within(Number.isNaN(now) ? Infinity : now); };
  const here = handle(ui, loss, {
    label: "step", digits: 0, get: () => [shown(), lossNow()], set: ([step]) => { time.playing = false; jump(step); },
    describe: (step) => `step ${step}, training loss ${told(run().training[step])}`,
  });
  here.element.style.setProperty("--ink", "var(--data)");
  const log = checkbox(ui, { key: "log", label: "log" }), [training, test] = ["data", "error"].map((color) => h("span", { style: `color: var(--${color})` }));
  const of = h("p.of"), lossPart = h("div.loss.half", {}, h("div.losses", {}, training, test, log.element), loss.figure);
  const foot = footer(ui, KEYS);
  foot.firstChild.addEventListener("click", () => { time.playing = false; Object.assign(view, { run: null, before: null, pinned: null }); });
  network.figure.classList.add("network");
  field.figure.classList.add("half");
  [field.figure, lossPart, network.figure, layers.element, time.element, settings.element, of].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, time.element, network.figure, layers.element, of), right = h("div.stack", {}, field.figure, lossPart);
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right, settings.element), foot);
  const placeButtons = unitButtons(network.figure, view, ui.redraw);
  tellWeights(network, view);

  return ui.run(() => {
    const start = performance.now();
    extend(run(), ui.get("step"), () => performance.now() - start > (ui.still ? 200 : time.playing ? 8 : 40));
    if (reached(view.run) < ui.get("step") && view.run.exploded === null) ui.redraw();
    const step = shown(), theta = parametersAt(view.run, step), facts = measured(view.run, theta);
    if (ui.fresh) view.palette = ramp(ui.colors);
    network.box({ x: [0, 1], y: [0, 1] });
    Object.assign(view, { step, theta, facts, fields: fieldsOf(view.run, theta), places: plan(view.run.widths, network.area) });
    placeButtons();
    view.chosen = view.hover || view.pinned;
    network.back();
    drawNetwork(ui, network, view);
    drawField(ui, field, view);
    drawLosses(ui, loss, view, ui.get("log"));
    here.place();
    for (const part of [layers, settings, log]) part.show();
    const batches = Math.ceil(view.run.points.train.n / ui.get("batch_size")), { tone, head, rest } = diagnosed(view.run, step, facts);
    time.show(`step\u00a0${step}, epoch\u00a0${Math.floor(step / batches)}`);
    training.textContent = `training ${told(view.run.training[step])}`;
    test.textContent = `test ${told(view.run.test[step])}`;
    const unit = view.chosen && view.chosen[0] ? unitInWords(view.run, theta, facts, ...view.chosen) : null;
    of.replaceChildren(...(unit ? [h("strong", {}, unit.head), `: ${unit.rest}`] : [KEY]));
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest}${unit && view.pinned ? ` ${unit.head}: ${unit.rest}` : ""}`);
  });
}

export default { render, accepts };
