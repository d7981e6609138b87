// The widget ComputationGraph: an expression as a graph of elementary steps; values run forward through it, adjoints back.
import { accepting, between, field, footer, h, open, player, whole } from "./kit.js";
import { mean, number } from "./scales.js";

// ---- reading an expression; the same as `parse` in Python, which tests compare -------------------------------------------

export const VARIABLES = ["b", "t", "w", "x", "y", "z"];
const FUNCTIONS = ["exp", "log", "sin", "cos", "tanh", "sqrt", "relu", "max"];
const MOST_CHARACTERS = 120, MOST_OPERATIONS = 30, DEEPEST = 20;
const TOKEN = /[ \t\n\r\u00a0]*(?:([0-9]+\.?[0-9]*|\.[0-9]+)|([A-Za-z_][A-Za-z0-9_]*)|(\*\*|[-+*/^(),])|(.)|$)/gu;
const TYPED = { "−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/" };

const refuse = (words) => { throw new SyntaxError(words); };
const isLeaf = (step) => step[0] === "number" || step[0] === "variable";

// The steps [["variable", "x"], ["number", 2], ["*", 0, 1], …], in the order in which they are computed; each operation
// names the places of what it takes. What cannot be read throws a SyntaxError that says why.
export function parse(text) {
  const reader = { rest: tokens(text), steps: [], places: {}, depth: 0 };
  if (!reader.rest.length) refuse("Type an expression, such as w*x + b.");
  total(reader);
  if (reader.rest.length) refuse(unexpected(reader.rest[0][1]));
  const count = reader.steps.filter((step) => !isLeaf(step)).length;
  if (count > MOST_OPERATIONS) refuse(`An expression has at most ${MOST_OPERATIONS} operations here; this one has ${count}.`);
  return reader.steps;
}

function tokens(text) {
  const count = [...text].length;
  if (count > MOST_CHARACTERS) refuse(`An expression has at most ${MOST_CHARACTERS} characters here; this one has ${count}.`);
  const found = [], plain = text.replace(/[−–×·⋅÷]/g, (c) => TYPED[c]);
  for (const [, number, name, sign, other] of plain.matchAll(TOKEN)) {
    if (other) {
      refuse(`“${other}” has no meaning here. Use numbers, the variables b, t, w, x, y, z, the signs + - * / ^ ( ), `
        + "and exp, log, sin, cos, tanh, sqrt, relu, max.");
    }
    if (number || name || sign) found.push([number ? "number" : name ? "name" : "sign", number || name || sign]);
  }
  return found;
}

function unexpected(token) {
  if (token === ")") return "A “)” stands here without its “(”.";
  if (token === ",") return "A comma belongs only into max, as in max(x, y). Decimals have a point, as in 0.5.";
  return `A sign is missing before “${token}”: a product is written with *, as in 2*x.`;
}

const add = ({ steps }, ...step) => steps.push(step) - 1;
const nextIs = ({ rest }, ...signs) => rest.length > 0 && signs.includes(rest[0][1]) && rest.shift()[1];

function total(reader) {
  let left = product(reader);
  for (let sign; (sign = nextIs(reader, "+", "-"));) left = add(reader, sign, left, product(reader));
  return left;
}

function product(reader) {
  let left = signed(reader);
  for (let sign; (sign = nextIs(reader, "*", "/"));) left = add(reader, sign, left, signed(reader));
  return left;
}

function signed(reader) {
  if (nextIs(reader, "+")) return signed(reader);
  if (!nextIs(reader, "-")) return power(reader);
  const of = signed(reader), step = reader.steps[of];
  if (step[0] !== "number") return add(reader, "negative", of);
  reader.steps[of] = ["number", -step[1]];
  return of;
}

function power(reader) {
  const base = atom(reader);
  return nextIs(reader, "^", "**") ? add(reader, "^", base, signed(reader)) : base;
}

function atom(reader) {
  if (!reader.rest.length) refuse("Something is missing at the end.");
  const [kind, token] = reader.rest.shift();
  if (kind === "number") return add(reader, "number", Number(token));
  if (token === "(") return inside(reader, false)[0];
  if (kind === "sign") refuse(`A value is missing before “${token}”.`);
  return FUNCTIONS.includes(token) ? call(reader, token) : variable(reader, token);
}

function variable(reader, name) {
  if (!VARIABLES.includes(name)) {
    refuse(`“${name}” is not known here. The variables are b, t, w, x, y and z; a product needs its sign, as in x*y.`);
  }
  reader.places[name] ??= add(reader, "variable", name);
  return reader.places[name];
}

function call(reader, name) {
  if (!nextIs(reader, "(")) refuse(`“${name}” needs parentheses, as in ${name}(${name === "max" ? "x, y" : "x"}).`);
  const [first, ...others] = inside(reader, true);
  if (name === "max" && !others.length) refuse("max needs two values or more, as in max(x, y).");
  if (name !== "max" && others.length) refuse(`${name} takes one value, not ${1 + others.length}.`);
  return others.length ? others.reduce((left, right) => add(reader, name, left, right), first) : add(reader, name, first);
}

// What stands in parentheses, after the opening one.
function inside(reader, several) {
  if (++reader.depth > DEEPEST) refuse(`Parentheses are at most ${DEEPEST} deep here.`);
  const found = [total(reader)];
  while (several && nextIs(reader, ",")) found.push(total(reader));
  if (!reader.rest.length) refuse("A parenthesis is open: “)” is missing.");
  if (!nextIs(reader, ")")) refuse(unexpected(reader.rest[0][1]));
  reader.depth--;
  return found;
}

// ---- the arithmetic: values forward, adjoints backward -------------------------------------------------------------------

const tanhSlope = (a) => { const e = Math.exp(-2 * Math.abs(a)); return 4 * e / (1 + e) ** 2; };

// Of each operation: its value; its slopes toward what it takes; why they are so; what it cannot take; where it has a kink.
const OPERATIONS = {
  "+": { value: (a, b) => a + b, slopes: () => [1, 1], why: "A sum passes its adjoint on unchanged" },
  "-": { value: (a, b) => a - b, slopes: () => [1, -1], why: "What is subtracted gets the adjoint with its sign changed" },
  "*": { value: (a, b) => a * b, slopes: (a, b) => [b, a], why: "Each factor gets the adjoint times the other factor" },
  "/": { value: (a, b) => a / b, slopes: (a, b) => [1 / b, -a / b / b], why: "For a / b the slopes are 1/b and −a/b²",
    bad: (a, b) => b === 0 && "a division by 0 has no value" },
  "^": { value: (a, b) => a ** b, slopes: (a, b) => [b === 0 ? 0 : b * a ** (b - 1), a === 0 ? 0 : a ** b * Math.log(a)],
    why: "The slope of a power toward its base is the exponent times the power one lower; toward its exponent, the power times the log of the base",
    bad: (a, b) => (a < 0 && !Number.isInteger(b) ? "a negative number has no real power with a broken exponent"
      : a === 0 && b < 0 && "0 to a negative power would be a division by 0") },
  negative: { value: (a) => -a, slopes: () => [-1], why: "The sign of the adjoint changes" },
  exp: { value: Math.exp, slopes: (a, out) => [out], why: "The slope of exp is its own value" },
  log: { value: Math.log, slopes: (a) => [1 / a], why: "The slope of log is one over what it takes",
    bad: (a) => a <= 0 && `log takes only numbers above 0, and here it gets ${four(a)}` },
  sin: { value: Math.sin, slopes: (a) => [Math.cos(a)], why: "The slope of sin is cos" },
  cos: { value: Math.cos, slopes: (a) => [-Math.sin(a)], why: "The slope of cos is −sin" },
  tanh: { value: Math.tanh, slopes: (a) => [tanhSlope(a)], why: "The slope of tanh is 1 − tanh²" },
  sqrt: { value: Math.sqrt, slopes: (a, out) => [0.5 / out], why: "The slope of a root is one over twice the root",
    bad: (a) => a < 0 && `sqrt takes no negative number, and here it gets ${four(a)}` },
  relu: { value: (a) => Math.max(a, 0), slopes: (a) => [a > 0 ? 1 : 0], why: "relu passes the adjoint on where its input is positive, and nothing elsewhere",
    kink: (a) => a === 0 && "relu has a kink at 0, where no slope is the right one. By convention it is 0" },
  max: { value: Math.max, slopes: (a, b) => (a === b ? [0.5, 0.5] : [+(a > b), +(a < b)]), why: "max passes the adjoint on to the larger value alone",
    kink: (a, b) => a === b && "Both values of max are equal: a kink, where no slope is the right one. By convention each gets half" },
};

// Which steps depend on a variable: only they have an adjoint.
const dependent = (steps) => steps.reduce((found, [kind, ...parts]) => [...found,
  kind === "variable" || (kind !== "number" && parts.some((k) => found[k]))], []);

// Forward: the value of each step, up to the first that has none; that one is the fault.
export function forward(steps, at) {
  const values = [];
  for (const [place, [kind, ...parts]] of steps.entries()) {
    const { value, bad } = OPERATIONS[kind] || {}, taken = parts.map((k) => values[k]);
    const found = kind === "number" ? parts[0] : kind === "variable" ? at[parts[0]] : value(...taken);
    const why = bad?.(...taken) || (!Number.isFinite(found) && "the result is too large for a computer’s number, which end near 1.8·10³⁰⁸");
    if (why) return { values, fault: { place, why } };
    values.push(found);
  }
  return { values, fault: null };
}

// Backward, after forward: for the result and then for each operation, last first, what is passed to which step. An adjoint is
// the sum of all that a step gets. `moves` ends early at a slope that is infinite; that is the fault.
export function backward(steps, values) {
  const adjoints = steps.map(() => 0), needed = dependent(steps), moves = [], last = steps.length - 1;
  if (!needed[last]) return { adjoints, moves, fault: null };
  adjoints[last] = 1;
  for (let place = last; place >= 0; place--) {
    const [kind, ...parts] = steps[place];
    if (!OPERATIONS[kind] || !needed[place]) continue;
    const taken = parts.map((k) => values[k]), slopes = OPERATIONS[kind].slopes(...taken, values[place]), passed = [];
    for (const [i, k] of parts.entries()) {
      if (!needed[k]) continue;
      const amount = adjoints[place] === 0 ? 0 : adjoints[place] * slopes[i];
      if (!Number.isFinite(slopes[i]) || !Number.isFinite(adjoints[k] + amount)) return { adjoints, moves, fault: { place } };
      passed.push({ to: k, before: adjoints[k], amount });
      adjoints[k] += amount;
    }
    moves.push({ place, passed });
  }
  return { adjoints, moves, fault: null };
}

// ---- what stands at a step -----------------------------------------------------------------------------------------------

// Operations forward, then 1 for the result itself, then operations backward; where there is a fault, up to it.
export function walk(expression, at) {
  const steps = parse(expression), there = forward(steps, at), back = there.fault ? null : backward(steps, there.values);
  const operations = steps.flatMap((step, place) => (isLeaf(step) ? [] : [place]));
  const done = there.fault ? operations.filter((place) => place < there.fault.place) : operations;
  const backwardSteps = !back || !dependent(steps).at(-1) ? 0 : 1 + back.moves.length + (back.fault ? 1 : 0);
  return { steps, operations, values: there.values, fault: there.fault, back,
    length: done.length + (there.fault ? 1 : 0) + backwardSteps, turn: done.length };
}

// The adjoint of each step after k steps of a walk; null where nothing has arrived yet.
export function adjointsAfter({ steps, back, turn }, k) {
  const found = steps.map(() => null);
  if (!back || k <= turn || !dependent(steps).at(-1)) return found;
  found[steps.length - 1] = 1;
  for (const { passed } of back.moves.slice(0, k - turn - 1)) for (const { to, amount } of passed) found[to] = (found[to] ?? 0) + amount;
  return found;
}

// ---- words ---------------------------------------------------------------------------------------------------------------

const four = (v) => number(v, 4);
const lowered = (n) => [...String(n)].map((c) => "₀₁₂₃₄₅₆₇₈₉"[c]).join("");

const name = ({ steps, operations }, place) => (steps[place][0] === "variable" ? steps[place][1]
  : steps[place][0] === "number" ? four(steps[place][1]) : `v${lowered(operations.indexOf(place) + 1)}`);
const SIGN = { "+": "+", "-": "−", "*": "·", "/": "/", "^": "^" };

// "v₁ · b", or with other names for its parts "6 · 1".
function formula(walked, place, called = (k) => name(walked, k)) {
  const [kind, ...parts] = walked.steps[place], words = parts.map(called);
  if (SIGN[kind]) return words.map((word, i) => (word.startsWith("−") && (i || kind === "^") ? `(${word})` : word)).join(` ${SIGN[kind]} `);
  return kind === "negative" ? `−${words[0].startsWith("−") ? `(${words[0]})` : words[0]}` : `${kind}(${words.join(", ")})`;
}

const list = (parts) => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);

function summary({ steps, values, back }) {
  const slopes = steps.flatMap(([kind, called], k) => (kind === "variable" ? [`${four(back.adjoints[k])} for ${called}`] : []));
  const result = `The result is ${four(values.at(-1))}`, are = slopes.length === 1 ? "slope is" : "slopes are";
  return slopes.length ? `${result}; its ${are} ${list(slopes)}.` : `${result}.`;
}

// What happens in step k: tone, head, text, and the places it concerns.
export function told(walked, k) {
  const { steps, operations, values, fault, back, turn, length } = walked;
  if (k === 0) {
    const more = length ? "Press step: first the values run forward, then the adjoints run back." : summary(walked);
    return { tone: "muted", head: length ? "nothing is computed yet" : "nothing to compute", text: more, place: null };
  }
  if (k <= turn) {
    const place = operations[k - 1], [kind, ...parts] = steps[place], kink = OPERATIONS[kind].kink?.(...parts.map((i) => values[i]));
    const plugged = formula(walked, place, (i) => four(values[i])), last = k === length ? ` ${summary(walked)}` : "";
    return { tone: "data", head: `forward: ${name(walked, place)} = ${formula(walked, place)}`,
      text: `${plugged} = ${four(values[place])}.${kink ? ` ${kink}.` : ""}${last}`, place };
  }
  if (fault) {
    const { place, why } = fault;
    return { tone: "error", head: `no value: ${name(walked, place)} = ${formula(walked, place)}`,
      text: `${formula(walked, place, (i) => four(values[i]))}: ${why}. So there is no result, and no slope.`, place };
  }
  if (k === turn + 1) {
    const end = k === length ? ` ${summary(walked)}` : "";
    return { tone: "gradient", head: "now backward", place: steps.length - 1,
      text: `The adjoint of the result is 1, because the result changes exactly as fast as itself.${end}` };
  }
  const move = back.moves[k - turn - 2];
  if (!move) {
    const { place } = back.fault;
    return { tone: "error", head: `no slope: ${name(walked, place)} = ${formula(walked, place)}`,
      text: `There is a value here, but the slope of ${formula(walked, place, (i) => four(values[i]))} is not a finite number.`, place };
  }
  return backwardInWords(walked, move, k === length);
}

function backwardInWords(walked, { place, passed }, last) {
  const { steps, values } = walked, [kind, ...parts] = steps[place], kink = OPERATIONS[kind].kink?.(...parts.map((i) => values[i]));
  const before = adjointsAfter(walked, walked.turn + 1 + walked.back.moves.findIndex((move) => move.place === place))[place];
  const sent = list(passed.map(({ to, amount }) => `${four(amount)} goes to ${name(walked, to)}`));
  const sums = passed.filter((p, i) => p.before !== 0 || passed.slice(0, i).some(({ to }) => to === p.to)).map(
    (p) => `${name(walked, p.to)} had ${four(p.before)} and now has ${four(p.before + p.amount)}.`);
  return { tone: "gradient", head: `backward through ${name(walked, place)} = ${formula(walked, place)}`, place,
    text: [`Its adjoint is ${four(before)}.`, `${kink || OPERATIONS[kind].why}: ${sent}.`, ...sums, ...(last ? [summary(walked)] : [])].join(" ") };
}

// ---- where the boxes stand -----------------------------------------------------------------------------------------------

// Layers, each one step further from the inputs, and within a layer an order with few crossings. An edge that passes a layer
// has a place there, too. Returns {boxes: [{place, layer, at}], edges: [{from, to, slot, via: [[layer, at], …]}], layers, width}.
export function layout(steps) {
  const root = steps.length - 1, drawn = steps.flatMap(([kind], k) => (kind !== "number" || k === root ? [k] : []));
  const layer = layersOf(steps, root), items = drawn.map((place) => ({ place, layer: layer[place], at: place, near: [] }));
  const itemOf = Object.fromEntries(items.map((item) => [item.place, item])), edges = [];
  for (const { place } of [...items]) {
    if (isLeaf(steps[place])) continue;
    steps[place].slice(1).forEach((k, slot) => {
      if (!itemOf[k]) return;
      const chain = [];
      for (let l = layer[k] + 1; l < layer[place]; l++) {
        const pass = itemOf[`${k} ${l}`] ||= { layer: l, at: k, near: [] };
        if (!items.includes(pass)) items.push(pass);
        chain.push(pass);
      }
      const path = [itemOf[k], ...chain, itemOf[place]];
      path.slice(1).forEach((item, i) => { item.near.push(path[i]); path[i].near.push(item); });
      edges.push({ from: k, to: place, slot, chain });
    });
  }
  arrange(items);
  const boxes = items.filter(({ place }) => place !== undefined).map(({ place, layer: l, at }) => ({ place, layer: l, at }));
  return { boxes, edges: edges.map(({ chain, ...edge }) => ({ ...edge, via: chain.map(({ layer: l, at }) => [l, at]) })),
    layers: 1 + Math.max(...items.map((item) => item.layer)), width: Math.max(...items.map(({ at }) => at)) };
}

function layersOf(steps, root) {
  const layer = [];
  steps.forEach((step, k) => {
    layer[k] = isLeaf(step) ? 0 : 1 + Math.max(0, ...step.slice(1).map((i) => (isLeaf(steps[i]) ? 0 : layer[i])));
  });
  steps.forEach((step, k) => {
    if (!isLeaf(step) || k === root) return;
    layer[k] = Math.min(...steps.flatMap((user, i) => (!isLeaf(user) && user.slice(1).includes(k) ? [layer[i] - 1] : [])));
  });
  const first = Math.min(...layer);
  return layer.map((l) => l - first);
}

// Pull each item toward the middle of its neighbors, and keep those of a layer apart.
function arrange(items) {
  const numbers = [...new Set(items.map((item) => item.layer))], layers = numbers.map((l) => items.filter((item) => item.layer === l));
  for (let round = 0; round < 24; round++) {
    for (const row of round % 2 ? layers : [...layers].reverse()) {
      const wanted = new Map(row.map((item) => [item, item.near.length ? mean(item.near.map(({ at }) => at)) : item.at]));
      row.sort((a, b) => wanted.get(a) - wanted.get(b));
      row.forEach((item, i) => {
        const apart = i && (item.place === undefined || row[i - 1].place === undefined ? 0.7 : 1);
        item.at = i ? Math.max(wanted.get(item), row[i - 1].at + apart) : wanted.get(item);
      });
      const shift = mean(row.map((item) => wanted.get(item) - item.at));
      for (const item of row) item.at += shift;
    }
  }
  const first = Math.min(...items.map(({ at }) => at));
  for (const item of items) item.at -= first;
}

// ---- the picture ---------------------------------------------------------------------------------------------------------

const STYLE = `
input.expression { width: 100%; font: 16px/1.3 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; color: var(--ink);
  background: var(--paper); border: 1px solid var(--edge); border-radius: 7px; padding: 6px 10px; min-height: 38px; }
input.expression[aria-invalid=true] { border-color: var(--error); border-width: 2px; }
.said { margin: 4px 0 0; min-height: 1.5em; font-size: 13px; }
.variables { margin: 6px 0 8px; gap: 6px 14px; min-height: 34px; }
.variables input { width: 4.6em; font: inherit; font-variant-numeric: tabular-nums; color: var(--ink); background: var(--paper);
  border: 1px solid var(--edge); border-radius: 7px; padding: 4px 6px; min-height: 34px; }
.variables label { display: flex; align-items: center; gap: 6px; }
figure.graph { height: 300px; overflow: auto; touch-action: auto; border: 1px solid var(--line); border-radius: 7px; margin-bottom: 10px; }
@container (max-width: 619px) { figure.graph { height: 330px; } }
figure.graph.old { opacity: 0.45; }
.paper figure.graph { height: auto; min-height: 120px; overflow: visible; border: none; }
.widget { --adjoint: color-mix(in srgb, var(--gradient) 67%, var(--ink)); }
.sheet { position: relative; margin: auto; }
.scaled { position: absolute; transform-origin: 0 0; }
.sheet svg { position: absolute; inset: 0; overflow: visible; }
.node { position: absolute; padding: 2px 6px; border: 1.5px solid var(--edge); border-radius: 8px; background: var(--paper);
  font-size: 12px; line-height: 17px; white-space: nowrap; font-variant-numeric: tabular-nums; }
.node.leaf { border-radius: 20px; background: color-mix(in srgb, var(--data) 10%, var(--paper)); padding: 2px 12px; }
.node.now { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
.node > * { display: flex; justify-content: space-between; gap: 6px; overflow: hidden; min-height: 17px; }
.node b:first-child { color: var(--data); }
.node b:last-child { color: var(--adjoint); }
.key { font-size: 13px; margin: 0 0 6px; color: var(--muted); }
.key b:first-child { color: var(--data); }
.key b:last-child { color: var(--adjoint); }
`;
const HEIGHT = 42, MARGIN = 14, SMALLEST = 0.85, LARGEST = 1.4;

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// From layers and order to pixels: to the right where there is room, else downward; a little smaller or larger, to fit.
function placing({ layers, width }, [room, high]) {
  const box = room < 520 ? 94 : 112, [aside, below] = [box + 46, HEIGHT + 30];
  const right = [MARGIN * 2 + box + (layers - 1) * aside, MARGIN * 2 + HEIGHT + width * 58];
  const down = [MARGIN * 2 + box + width * (box + 8), MARGIN * 2 + HEIGHT + (layers - 1) * below];
  const fit = (size) => Math.min(LARGEST, room / size[0], high / size[1]), most = Math.max(fit(right), fit(down));
  const turned = most < SMALLEST ? room < 520 : fit(right) < 1 && fit(down) > fit(right), size = turned ? down : right;
  const point = turned ? (l, at) => [MARGIN + at * (box + 8), MARGIN + l * below] : (l, at) => [MARGIN + l * aside, MARGIN + at * 58];
  return { turned, point, box, size, scale: Math.max(SMALLEST, fit(size)) };
}

// The way of an edge, and the middle of its last piece. `port` is how far it ends from the middle of the box.
function way({ from, to, via }, boxes, { turned, point, box: wide }, port) {
  const [start, end] = [boxes[from], boxes[to]].map(({ layer, at }) => point(layer, at));
  const half = turned ? wide / 2 : HEIGHT / 2;
  const out = ([x, y], by) => (turned ? [x + half + by, y + HEIGHT] : [x + wide, y + half + by]);
  const into = ([x, y], by) => (turned ? [x + half + by, y] : [x, y + half + by]);
  const bend = ([x0, y0], [x1, y1]) => (turned ? `C${x0} ${(y0 + y1) / 2} ${x1} ${(y0 + y1) / 2} ${x1} ${y1}`
    : `C${(x0 + x1) / 2} ${y0} ${(x0 + x1) / 2} ${y1} ${x1} ${y1}`);
  let now = out(start, via.length ? 0 : port / 2), path = `M${now.join(" ")}`;
  for (const [l, at] of via) {
    const box = point(l, at), next = into(box, 0), leave = out(box, 0);
    path += `${bend(now, next)}L${leave.join(" ")}`;
    now = leave;
  }
  const last = into(end, port);
  return { path: path + bend(now, last), middle: [(now[0] + last[0]) / 2, (now[1] + last[1]) / 2] };
}

function drawGraph(ui, figure, walked, k) {
  const { steps, values, back, turn, operations } = walked, plan = layout(steps), spot = placing(plan, [figure.clientWidth - 2, figure.clientHeight - 2]);
  const boxes = Object.fromEntries(plan.boxes.map((box) => [box.place, box])), adjoints = adjointsAfter(walked, k);
  const now = told(walked, k).place, sent = back?.moves.slice(0, Math.max(0, k - turn - 1)) || [], lines = [], labels = [];
  const known = (place) => isLeaf(steps[place]) || operations.indexOf(place) < Math.min(k, turn);
  const arrival = ({ from, via, slot }) => (via.length ? via.at(-1)[1] : boxes[from].at) + slot / 1000;
  for (const edge of plan.edges) {
    const parts = steps[edge.to].slice(1), beside = plan.edges.filter(({ to, slot }) => to === edge.to && slot !== edge.slot);
    const port = beside.length ? 6 * Math.sign(arrival(edge) - arrival(beside[0])) : 0, { path, middle } = way(edge, boxes, spot, port);
    const move = sent.find(({ place }) => place === edge.to), active = now === edge.to && k !== turn + 1;
    const passed = move?.passed.filter(({ to }) => to === edge.from), both = parts[0] === parts[1];
    const part = passed && passed[both ? edge.slot : 0], color = active ? (move ? "gradient" : "data") : move ? "gradient" : "muted";
    lines.push(drawn("path", { d: path, fill: "none", stroke: `var(--${color})`, "stroke-width": active ? 3 : 1.5, "stroke-opacity": active || move ? 1 : 0.6 }));
    if (!part) continue;
    const [x, y] = [middle[0] + (spot.turned ? 1.2 * port : 0), middle[1] + (port > 0 ? 9 : -3)];
    labels.push(drawn("text", { x, y, "text-anchor": "middle", "font-size": 11, "font-weight": active ? 700 : 400, fill: "var(--adjoint)",
      stroke: "var(--paper)", "stroke-width": 4, "paint-order": "stroke" }, number(part.amount)));
  }
  const nodes = plan.boxes.map(({ place, layer, at }) => {
    const [left, top] = spot.point(layer, at), leaf = isLeaf(steps[place]), called = name(walked, place);
    const title = leaf ? called : `${called} = ${formula(walked, place)}`;
    const value = known(place) && place < values.length ? number(values[place]) : "", slope = adjoints[place] === null ? "" : number(adjoints[place]);
    const heard = `${title}${value && `, value ${value}`}${slope && `, adjoint ${slope}`}`;
    return h(`div.node${leaf ? ".leaf" : ""}${now === place ? ".now" : ""}`, { role: "img", "aria-label": heard,
      style: `left: ${left}px; top: ${top}px; width: ${spot.box}px; height: ${HEIGHT}px` }, h("span", {}, title), h("span", {}, h("b", {}, value), h("b", {}, slope)));
  });
  const [width, height] = spot.size, { scale } = spot, above = Math.max(0, (figure.clientHeight - scale * height) / 2);
  const svg = drawn("svg", { width, height, "aria-hidden": "true" }, ...lines, ...labels);
  figure.replaceChildren(h("div.sheet", { style: `width: ${scale * width}px; height: ${scale * height}px; top: ${above}px` },
    h("div.scaled", { style: `width: ${width}px; height: ${height}px; transform: scale(${scale})` }, svg, ...nodes)));
  if (now === null) return null;
  const [left, top] = spot.point(boxes[now].layer, boxes[now].at);
  return [scale * (left + spot.box / 2), scale * (top + HEIGHT / 2)];
}

// ---- what the hand moves -------------------------------------------------------------------------------------------------

// The line of text. What cannot be read is said below it, and the picture stays as it was.
function line(ui) {
  const said = h("p.said", { role: "status" }), state = { wrong: "" };
  const change = () => {
    try {
      parse(input.value);
      state.wrong = "";
      known = input.value;
      ui.set({ expression: known, ...(ui.get("step") === null ? {} : { step: 0 }) });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      state.wrong = error.message;
    }
    ui.redraw();
  };
  const input = h("input.expression", { type: "text", "aria-label": "expression", autocomplete: "off", autocapitalize: "off", spellcheck: "false", oninput: change });
  let known = null;
  state.reset = () => { known = null; ui.redraw(); };
  state.element = h("div", {}, h("label", {}, h("span.soft", {}, "expression"), input), said);
  state.show = () => {
    if (ui.get("expression") !== known) {
      input.value = known = ui.get("expression");
      state.wrong = "";
    }
    input.setAttribute("aria-invalid", state.wrong !== "");
    said.textContent = state.wrong;
  };
  return state;
}

function render(args) {
  const ui = open(args, "An expression as a graph"), written = line(ui), words = h("p.verdict");
  const fields = VARIABLES.map((called) => {
    const one = field(ui, { label: called, get: () => ui.get(called), set: (value) => ui.set({ [called]: value }), min: -100, max: 100, step: 0.1 });
    return { called, show: one.show, element: h("label", {}, h("i", {}, called), "=", one.element) };
  });
  const figure = h("figure.graph", { role: "group", tabindex: 0, "aria-label": "the graph, which can be scrolled" });
  let walked = null, shown = "";
  const at = () => Math.min(ui.get("step") ?? Infinity, walked.length);
  const look = () => { walked = walk(ui.get("expression"), Object.fromEntries(VARIABLES.map((v) => [v, ui.get(v)]))); };
  look();
  const time = player(ui, { length: () => walked.length, get: at, set: (step) => ui.set({ step }), slowest: 1 });
  const foot = footer(ui, ["expression", ...VARIABLES, "step"], (key) => (key === "step" ? ui.get("step") !== null : key === "expression"
    || walked.steps.some(([kind, called]) => kind === "variable" && called === key)));
  foot.firstChild.addEventListener("click", written.reset);
  const key = h("p.key", {}, h("b", {}, "value"), " · ", h("b", {}, "adjoint"), ": how fast the result changes with this value");
  ui.section.append(h("style", {}, STYLE), written.element, h("div.row.variables", {}, ...fields.map((f) => f.element)), figure, key, time.element, words, foot);
  const watch = new ResizeObserver(() => { if (figure.clientWidth) ui.redraw(); });
  watch.observe(figure);
  ui.signal.addEventListener("abort", () => watch.disconnect());
  return ui.run(() => {
    look();
    written.show();
    for (const f of fields) {
      f.element.hidden = !walked.steps.some(([kind, called]) => kind === "variable" && called === f.called);
      f.show();
    }
    time.show();
    const k = at(), { tone, head, text } = told(walked, k), spot = drawGraph(ui, figure, walked, k);
    figure.classList.toggle("old", written.wrong !== "");
    if (spot && `${k} ${walked.length}` !== shown) {
      figure.scrollTo({ left: spot[0] - figure.clientWidth / 2, top: spot[1] - figure.clientHeight / 2, behavior: ui.still ? "auto" : "smooth" });
    }
    shown = `${k} ${walked.length}`;
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), text);
    ui.say(written.wrong || `${head}. ${text}`);
  });
}

const readable = (text) => {
  try {
    return Boolean(typeof text === "string" && parse(text));
  } catch {
    return false;
  }
};
const inRange = between(-100, 100);
const accepts = accepting({ expression: readable, step: whole(0, 2 * MOST_OPERATIONS + 1), ...Object.fromEntries(VARIABLES.map((v) => [v, inRange])) });

export default { render, accepts };
