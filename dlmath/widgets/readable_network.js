// The widget ReadableNetwork: ink flows from twelve pixels through three hidden units to two answers.
import { mix, plot } from "./drawing.js";
import { accepting, button, footer, h, oneOf, open, points, select, slider, whole } from "./kit.js";
import { rounded, sigmoid } from "./scales.js";

// ---- the network -------------------------------------------------------------------------------------------------------

// The 64 tiny digits, twelve bits each, the first pixel highest: 32 zeros, then 32 ones.
const DRAWINGS = (
  "f6f56ad6f76ff6ef6bd6e76b56ff6ab6ff6dd6b76eb6d56db6a1eff78d6a76ab6e56e16ffeff7fe6ff2ff67f4ffeef7b"
  + "492c92497c97692496092490c931925924d2c96c905976934930971978924b249a412482db26dacb669bd92c826b2a92").match(/.../g);
const HAND_MADE = [
  [2, 0, 0, 4, 0, 0, 4, 0, 0, 2, 0, 0], [0, 2, 0, 0, 4, 0, 0, 4, 0, 0, 2, 0], [0, 0, 2, 0, 0, 4, 0, 0, 4, 0, 0, 2],
  [-7, -7, -7], [4, -6, 4], [-4, 6, -4], [0, 0],
].flat();
const TRAINED = [
  [-0.57, 0.29, -0.38, -1.08, 1.74, -1.16, -0.77, 2.11, -1.54, -0.81, 0.42, -0.26],
  [-0.4, -0.18, 0.01, 0.55, -1.56, 0.94, 1.25, -0.73, 0.94, 0.92, -0.6, 0.4],
  [-0.08, 0.39, -0.73, -1.23, 1.34, -0.9, -1.42, 1.4, -0.97, -0.15, 0.65, -0.17],
  [0.53, -0.16, 0.47], [-4.13, 2.55, -2.72], [3.66, -2.7, 3.12], [1.93, -1.81],
].flat();
export const NETWORKS = { "hand-made": HAND_MADE, trained: TRAINED, "all zero": TRAINED.map(() => 0) };

export const drawings = DRAWINGS.map((hex) => [...parseInt(hex, 16).toString(2).padStart(12, "0")].map(Number));

// The 47 numbers of a network: its name, the numbers themselves, or, from the page's address, both as text.
const listed = (text) => text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
export const numbers = (weights) => (Object.hasOwn(NETWORKS, weights) ? NETWORKS[weights]
  : typeof weights === "string" ? listed(weights) : weights);

// Where the weights of a unit stand among the 47: its incoming ones, then its bias. Units 1 to 3 are hidden, 4 and 5 outputs.
export const places = (unit) => (unit <= 3
  ? [...Array.from({ length: 12 }, (_, i) => 12 * (unit - 1) + i), 35 + unit]
  : [...Array.from({ length: 3 }, (_, i) => 39 + 3 * (unit - 4) + i), 41 + unit]);

// All five units: what comes in, weights, bias, sum and activation.
export function forward(pixels, weights) {
  const all = numbers(weights), units = [];
  for (let unit = 1; unit <= 5; unit++) {
    const inputs = unit <= 3 ? pixels : units.slice(0, 3).map((u) => u.activation);
    const own = places(unit).map((k) => all[k]), bias = own.pop();
    const sum = own.reduce((z, w, i) => z + w * inputs[i], 0) + bias;
    units.push({ inputs, weights: own, bias, sum, activation: sigmoid(sum) });
  }
  return units;
}

// ---- words -------------------------------------------------------------------------------------------------------------

const share = (a) => (a < 0.0005 ? "<0.001" : a < 0.9995 ? a.toFixed(3) : ">0.999");

// The hand-made units have names, and keep them while a weight or three is changed.
const ours = (weights) => numbers(weights).filter((w, k) => w !== HAND_MADE[k]).length <= 3;
const nameOf = (unit, weights) => (unit > 3 ? `output ${unit - 4}`
  : ours(weights) ? ["left", "middle", "right"][unit - 1] : `unit ${unit}`);

// What the network says, how sure it is, and which units are on.
export function verdict(units, weights, drawing) {
  const [zero, one] = units.slice(3).map((u) => u.activation), answer = one > zero ? 1 : 0;
  const clear = Math.abs(one - zero) >= 0.2, truth = drawing < 0 ? null : drawing < 32 ? 0 : 1;
  const named = (list) => list.map((u) => `${nameOf(u, weights)} ${share(units[u - 1].activation)}`).join(", ") || "none";
  const on = [1, 2, 3].filter((u) => units[u - 1].activation > 0.5), off = [1, 2, 3].filter((u) => !on.includes(u));
  const right = truth === null ? "" : !clear ? `; it was drawn as a ${truth}`
    : truth === answer ? "; that is what was drawn" : `; but it was drawn as a ${truth}`;
  return {
    tone: truth === null ? "note" : !clear ? "slow" : truth === answer ? "good" : "bad",
    head: clear ? `reads a ${answer}${right}` : `cannot decide${right}`,
    why: `output 0 has ${share(zero)}, output 1 has ${share(one)}`,
    rest: `Hidden units on: ${named(on)}. Off: ${named(off)}.`,
  };
}

// The sum of one unit, written out; of the pixels only those with ink and a weight.
export function sumInWords(units, unit, weights) {
  const { inputs, weights: own, bias, sum, activation } = units[unit - 1];
  const terms = own.map((w, i) => (unit > 3 ? [w, inputs[i]] : inputs[i] && w ? [w] : null)).filter(Boolean);
  if (bias !== 0 || !terms.length) terms.push([bias]);
  const text = terms.map(([w, a], i) => {
    const size = rounded(Math.abs(w)), sign = w < 0 ? (i ? " − " : "−") : i ? " + " : "";
    return `${sign}${size}${a === undefined ? "" : ` · ${share(a)}`}`;
  }).join("");
  const total = rounded(sum);
  return { name: nameOf(unit, weights), sum: `${text} = ${total}`, activation: `σ(${total}) = ${share(activation)}`.replace(/= ([<>])/, "$1 ") };
}

// ---- the picture -------------------------------------------------------------------------------------------------------

const STYLE = `
.net { height: 316px; }
.net button { position: absolute; min-height: 0; padding: 0; }
.net .pixel { border-radius: 5px; background: var(--paper); border: 1.5px solid var(--edge); color: var(--ink);
  font-size: 11px; font-variant-numeric: tabular-nums; touch-action: manipulation; }
.net .pixel[aria-pressed=true] { background: var(--ink); border-color: var(--ink); color: var(--paper); }
.net .pixel:hover { border-color: var(--accent); border-width: 2.5px; }
.net .unit { background: none; border: 2px solid transparent; border-radius: 9px; }
.net .unit:hover { border-color: var(--edge); }
.net .unit[aria-pressed=true] { border-color: var(--accent); }
.sum { min-height: 4.4em; margin: 0; font-variant-numeric: tabular-nums; }
.grow { flex: 1 1 9em; min-width: 0; }
.grow select { width: 100%; }
.step { min-width: 40px; }
`;

// Where everything stands in a figure of this width.
function layout(width, height) {
  const wide = Math.min(1, Math.max(0, (width - 300) / 340)), between = (a, b) => a + (b - a) * wide;
  const side = between(31, 48), gap = between(8, 18), cell = between(10, 15), r = between(16, 22);
  const top = 6, left = 4, step = (height - 2 * top) / 3, tall = 4 * side + 3 * gap;
  const pixels = Array.from({ length: 12 }, (_, i) => ({
    x: left + (i % 3) * (side + gap) + side / 2, y: height / 2 - tall / 2 + Math.floor(i / 3) * (side + gap) + side / 2,
  }));
  const edge = left + 3 * side + 2 * gap, end = width - between(30, 44) - r;
  const maps = edge + (end - r - edge - 3 * cell - 2 * r - 8) * 0.55;
  const hidden = [0, 1, 2].map((k) => ({ map: maps, x: maps + 3 * cell + 8 + r, y: top + (k + 0.5) * step + 8 }));
  return { side, cell, r, pixels, hidden, outputs: [0, 1].map((k) => ({ x: end, y: height * (k ? 0.7 : 0.3) })) };
}

function connection(ctx, from, to, weight, flow, colors) {
  if (Math.abs(weight) < 0.02) return;
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.strokeStyle = weight > 0 ? colors.data : colors.model;
  ctx.lineWidth = Math.min(10, Math.max(0.7, 1.3 * Math.abs(weight)));
  ctx.setLineDash(weight > 0 ? [] : [6, 5]);
  ctx.lineCap = "butt";
  ctx.globalAlpha = flow;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function pulse(ctx, from, to, time, weight, strength, colors) {
  if (time <= 0 || time >= 1 || strength < 0.3 || Math.abs(weight) < 0.3) return;
  ctx.beginPath();
  ctx.arc(from.x + (to.x - from.x) * time, from.y + (to.y - from.y) * time, Math.min(7, 2.5 + 0.7 * Math.abs(weight)), 0, 7);
  ctx.fillStyle = weight > 0 ? colors.data : colors.model;
  ctx.fill();
  ctx.strokeStyle = colors.paper;
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

// A disc that holds an activation: paper at 0, ink at 1.
function disc(ctx, { x, y }, r, activation, colors) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 7);
  ctx.fillStyle = mix(colors.paper, colors.ink, activation);
  ctx.fill();
  ctx.strokeStyle = mix(colors.paper, colors.ink, 0.6);
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.fillStyle = activation > 0.45 ? colors.paper : colors.ink;
  write(ctx, activation.toFixed(2), x, y + 0.5, `600 ${r > 18 ? 13 : 11}px`);
}

function write(ctx, text, x, y, font, align = "center") {
  ctx.font = ctx.font.replace(/^.*?px/, font);
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y);
}

// The weights of a hidden unit as a small picture: evidence for is blue, evidence against vermilion.
function likes(ctx, { map, y }, cell, weights, colors) {
  const most = Math.max(3, ...weights.map(Math.abs));
  weights.forEach((w, i) => {
    const [left, top] = [map + (i % 3) * cell, y + (Math.floor(i / 3) - 2) * cell];
    ctx.fillStyle = mix(colors.paper, w > 0 ? colors.data : colors.model, Math.abs(w) / most);
    ctx.fillRect(left, top, cell, cell);
    if (w < -0.1 * most) {
      ctx.fillStyle = colors.ink;
      ctx.fillRect(left + cell / 2 - 2.5, top + cell / 2 - 0.75, 5, 1.5);
    }
  });
  ctx.strokeStyle = mix(colors.paper, colors.ink, 0.5);
  ctx.lineWidth = 1;
  ctx.strokeRect(map - 0.5, y - 2 * cell - 0.5, 3 * cell + 1, 4 * cell + 1);
}

function drawNetwork(ui, p, place, units, shown, time) {
  const ctx = p.front(), { colors } = ui, chosen = ui.get("unit"), weights = ui.get("weights"), dots = [];
  const join = (unit, from, to, weight, activation, t) => {
    const dim = chosen && chosen !== unit ? 0.25 : 1;
    connection(ctx, from, to, weight, (0.12 + 0.78 * activation) * dim, colors);
    dots.push([from, to, t, weight, activation * dim]);
  };
  place.hidden.forEach((at, k) => place.pixels.forEach((pixel, i) => {
    join(k + 1, pixel, { x: at.map, y: at.y }, units[k].weights[i], units[k].inputs[i], time * 2);
  }));
  place.outputs.forEach((at, k) => place.hidden.forEach((from, i) => {
    join(k + 4, from, { x: at.x - place.r, y: at.y }, units[k + 3].weights[i], shown[i], time * 2 - 1);
  }));
  for (const [from, to, t, weight, strength] of dots) pulse(ctx, from, to, t, weight, strength, colors);
  place.hidden.forEach((at, k) => {
    likes(ctx, at, place.cell, units[k].weights, colors);
    disc(ctx, at, place.r, shown[k], colors);
    ctx.fillStyle = colors.ink;
    write(ctx, nameOf(k + 1, weights), at.map, at.y - 2 * place.cell - 11, "12px", "left");
  });
  place.outputs.forEach((at, k) => {
    disc(ctx, at, place.r, shown[k + 3], colors);
    ctx.fillStyle = colors.ink;
    write(ctx, String(k), at.x + place.r + 9, at.y, `600 ${Math.round(place.r * 1.35)}px`, "left");
  });
}

// After a change the ink takes a moment to flow through: `time` runs from 0 to 1, and the discs follow.
function flowing(ui) {
  let from = null, to = null, begun = -Infinity;
  const ease = (t) => Math.min(1, Math.max(0, t)) ** 2 * (3 - 2 * Math.min(1, Math.max(0, t)));
  const at = (now) => {
    const time = ui.still ? 1 : Math.min(1, (now - begun) / 1000);
    return { time, shown: to.map((a, k) => from[k] + (a - from[k]) * ease((time - (k < 3 ? 0.35 : 0.8)) / 0.2)) };
  };
  return (activations) => {
    const now = performance.now();
    if (!to) from = to = activations;
    if (activations.some((a, k) => a !== to[k])) {
      from = at(now).shown;
      to = activations;
      begun = now;
    }
    const state = at(now);
    if (state.time < 1) requestAnimationFrame(ui.redraw);
    return state;
  };
}

// ---- what the hand moves -----------------------------------------------------------------------------------------------

// Twelve buttons that are ink or paper. A mouse paints over several; the arrow keys go from one to the next.
function pixelButtons(ui) {
  const at = (i) => ui.get("pixels")[i];
  const paint = (i, value) => ui.set({ pixels: ui.get("pixels").map((v, j) => (i === j ? value : v)) });
  let ink = null, painted = false, current = 0;
  const go = (event, i) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [];
    if (dx === undefined) return;
    event.preventDefault();
    const [x, y] = [(i % 3) + dx, Math.floor(i / 3) + dy];
    if (x < 0 || x > 2 || y < 0 || y > 3) return;
    current = 3 * y + x;
    buttons.forEach((b, j) => { b.tabIndex = j === current ? 0 : -1; });
    buttons[current].focus();
  };
  const buttons = Array.from({ length: 12 }, (_, i) => button("", () => { if (!painted) paint(i, 1 - at(i)); }, "button.pixel", {
    "aria-label": `pixel row ${Math.floor(i / 3) + 1}, column ${(i % 3) + 1}`, tabindex: i ? -1 : 0,
    onpointerdown: (event) => {
      painted = event.pointerType === "mouse" && !event.button;
      if (painted) paint(i, ink = 1 - at(i));
    },
    onpointerenter: (event) => { if (event.pointerType === "mouse" && event.buttons & 1 && ink !== null) paint(i, ink); },
    onkeydown: (event) => go(event, i),
  }));
  // The click that ends a stroke comes right after it; every other one, from a finger, a key or a screen reader, is a press.
  const end = () => { ink = null; setTimeout(() => { painted = false; }); };
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, end, { signal: ui.signal });
  const show = (place, units) => buttons.forEach((b, i) => {
    const unit = ui.get("unit"), weight = unit && unit <= 3 ? units[unit - 1].weights[i] : null;
    b.style.cssText = `left: ${place.pixels[i].x - place.side / 2}px; top: ${place.pixels[i].y - place.side / 2}px; `
      + `width: ${place.side}px; height: ${place.side}px`;
    b.setAttribute("aria-pressed", at(i) === 1);
    b.textContent = weight ? rounded(weight, 1) : "";
  });
  return { elements: buttons, show };
}

// The five units are buttons too: pressing one writes out its sum.
function unitButtons(ui) {
  const choose = (unit) => () => ui.set({ unit: ui.get("unit") === unit ? null : unit });
  const buttons = [1, 2, 3, 4, 5].map((unit) => button("", choose(unit), "button.unit"));
  const show = (place, units) => buttons.forEach((b, k) => {
    const at = k < 3 ? place.hidden[k] : place.outputs[k - 3], left = (k < 3 ? at.map : at.x - place.r) - 6;
    const half = k < 3 ? 2 * place.cell + 6 : place.r + 6, right = k < 3 ? at.x + place.r + 6 : at.x + place.r + 28;
    b.style.cssText = `left: ${left}px; top: ${at.y - half}px; width: ${right - left}px; height: ${2 * half}px`;
    b.setAttribute("aria-pressed", ui.get("unit") === k + 1);
    b.setAttribute("aria-label", `${nameOf(k + 1, ui.get("weights"))}, activation ${share(units[k].activation)}`);
  });
  return { elements: buttons, show };
}

const indexOf = (pixels) => drawings.findIndex((drawing) => drawing.every((v, i) => v === pixels[i]));

// Which drawing, which weights; and, where a unit is chosen, a slider for one of its weights.
function controls(ui) {
  const load = (k) => ui.set({ pixels: k < 0 ? Array(12).fill(0) : drawings[k] });
  const titles = drawings.map((_, k) => [k, `number ${k}, a ${k < 32 ? 0 : 1}`]);
  const drawing = select(ui, {
    label: "drawing", options: [[-1, "your own"], ...titles], get: () => indexOf(ui.get("pixels")), set: (k) => load(+k),
  });
  const go = (by) => () => load((indexOf(ui.get("pixels")) + by + 64) % 64);
  const steps = [button("◂", go(-1), "button.step", { "aria-label": "previous drawing" }),
    button("▸", go(1), "button.step", { "aria-label": "next drawing" }), button("clear", () => load(-1))];
  const network = select(ui, {
    label: "weights", options: [...Object.keys(NETWORKS).map((name) => [name, name]), ["own", "changed"]],
    get: () => (Object.hasOwn(NETWORKS, ui.get("weights")) ? ui.get("weights") : "own"), set: (name) => ui.set({ weights: name }),
  });
  network.input.lastChild.disabled = true;

  let which = 0;
  const place = () => places(ui.get("unit"))[which];
  const incoming = select(ui, { label: "change", options: [], get: () => which, set: (k) => { which = +k; ui.redraw(); } });
  const knob = slider(ui, {
    label: "its value", min: -12, max: 12, step: 0.1, format: (v) => rounded(v),
    get: () => numbers(ui.get("weights"))[place()],
    set: (value) => ui.set({ weights: numbers(ui.get("weights")).map((w, k) => (k === place() ? value : w)) }),
  });
  let listed = "";
  const list = (unit) => {
    const now = `${unit} ${nameOf(1, ui.get("weights"))}`;
    if (now === listed) return;
    const inputs = places(unit).slice(0, -1).map((_, i) => (unit <= 3
      ? `weight of row ${Math.floor(i / 3) + 1}, column ${(i % 3) + 1}` : `weight of ${nameOf(i + 1, ui.get("weights"))}`));
    incoming.input.replaceChildren(...[...inputs, "bias"].map((text, k) => h("option", { value: k }, text)));
    if (listed[0] !== now[0]) which = inputs.length;
    listed = now;
  };
  const show = () => {
    const unit = ui.get("unit");
    drawing.show();
    network.show();
    for (const c of [incoming, knob]) c.element.hidden = !unit;
    if (!unit) return;
    list(unit);
    incoming.show();
    knob.show();
  };
  const first = h("div.row", {}, h("div.grow", {}, drawing.element), h("div.row.tight", {}, ...steps));
  const second = h("div.row.tight", {}, network.element, h("div.grow", {}, incoming.element));
  return { element: h("div.stack", {}, first, second, knob.element), show };
}

function say(ui, element, { tone, head, why, rest }) {
  element.style.setProperty("--tone", `var(--${{ good: "gradient", slow: "accent", bad: "error", note: "muted" }[tone]})`);
  element.replaceChildren(h("strong", {}, head), h("br"), `${why}. ${rest}`);
  ui.say(`${head}: ${why}. ${rest}`);
}

function render(args) {
  const ui = open(args, "A network you can read");
  const p = plot(ui, { label: "the network: pixels, hidden units, outputs" }), figure = p.figure;
  const pixels = pixelButtons(ui), units = unitButtons(ui), parts = controls(ui), flow = flowing(ui);
  const words = h("p.verdict"), sum = h("p.sum");
  figure.style.aspectRatio = "auto";
  figure.classList.add("net");
  for (const part of [words, sum]) part.style.setProperty("--narrow", 1);
  const grid = h("div", { role: "group", "aria-label": "drawing of 4 rows and 3 columns" }, ...pixels.elements);
  figure.append(grid, ...units.elements);
  ui.section.append(h("style", {}, STYLE), figure,
    h("div.columns", {}, h("div.stack", {}, words, sum), parts.element), footer(ui, ["pixels", "weights", "unit"], matters(ui)));
  return ui.run(() => {
    const weights = ui.get("weights"), all = forward(ui.get("pixels"), weights), place = layout(figure.clientWidth, figure.clientHeight);
    const { time, shown } = flow(all.map((u) => u.activation)), unit = ui.get("unit");
    drawNetwork(ui, p, place, all, shown, time);
    pixels.show(place, all);
    units.show(place, all);
    parts.show();
    say(ui, words, verdict(all, weights, indexOf(ui.get("pixels"))));
    const text = unit ? sumInWords(all, unit, weights) : null;
    sum.replaceChildren(...(text ? [h("strong", {}, text.name), ` ${text.sum}`, h("br"), h("b", {}, text.activation)]
      : [h("span.soft", {}, "Press a pixel to change the drawing, a unit to see its sum. Blue adds to the sum, dashed subtracts.")]));
  });
}

const matters = (ui) => (key) => key !== "unit" || ui.get("unit") !== null;

// Whether a value that comes from the page's address can be used.
const accepts = accepting({
  pixels: points(oneOf(0, 1)), unit: whole(1, 5),
  weights: (value) => numbers(value).length === 47 && numbers(value).every(Number.isFinite),
});

export default { render, accepts };
