// The widget AttentionMap: a transformer writes the sum of two numbers, and each token shows where it looks.
import { mix, plot } from "./drawing.js";
import { accepting, button, field, footer, h, open, select, whole } from "./kit.js";
import { ADDER } from "./attention_map_weights.js";

// ---- what was trained --------------------------------------------------------------------------------------------------

const HEADS = 8, READ = 8, WRITTEN = 3, SIGNS = "0123456789+=";

const exactly = (entry) => {
  if (Array.isArray(entry)) return entry.map(exactly);
  if (!entry.bytes) return Object.fromEntries(Object.entries(entry).map(([key, part]) => [key, exactly(part)]));
  const bytes = Uint8Array.from(atob(entry.bytes), (c) => c.charCodeAt(0));
  const flat = Float64Array.from(new Int8Array(bytes.buffer), (v) => v * entry.scale);
  if (entry.shape.length === 1) return flat;
  const [rows, columns] = entry.shape;
  return Array.from({ length: rows }, (_, i) => flat.subarray(i * columns, (i + 1) * columns));
};
const P = exactly(ADDER.params);

// ---- the transformer ---------------------------------------------------------------------------------------------------

const inner = (x, y) => x.reduce((sum, v, i) => sum + v * y[i], 0);
const times = (W, x) => Float64Array.from(W, (row) => inner(row, x));
const plus = (x, y) => x.map((v, i) => v + y[i]);

function normalized(x, { gamma, beta }) {
  const mu = x.reduce((sum, v) => sum + v, 0) / x.length, c = x.map((v) => v - mu), size = Math.sqrt(inner(c, c) / x.length + 1e-5);
  return c.map((v, i) => (gamma[i] * v) / size + beta[i]);
}

const positioned = (i, d) => Float64Array.from({ length: d }, (_, k) => {
  const angle = i * 10000 ** (-2 * Math.floor(k / 2) / d);
  return k % 2 ? Math.cos(angle) : Math.sin(angle);
});

export function proportions(scores) {
  const top = Math.max(...scores), parts = scores.map((s) => Math.exp(s - top)), all = parts.reduce((a, b) => a + b, 0);
  return parts.map((v) => v / all);
}

// Rows of a causal attention: each head has its share of the columns.
function looking({ W_Q, W_K, W_V, W_O }, rows) {
  const [Q, K, V] = [W_Q, W_K, W_V].map((W) => rows.map((x) => times(W, x))), d = rows[0].length / HEADS;
  const part = (x, j) => x.subarray(j * d, (j + 1) * d);
  const weights = Array.from({ length: HEADS }, (_, j) => Q.map((q, i) => {
    const seen = proportions(K.slice(0, i + 1).map((k) => inner(part(q, j), part(k, j)) / Math.sqrt(d)));
    return [...seen, ...Array(rows.length - i - 1).fill(0)];
  }));
  const out = rows.map((x, i) => {
    const side = new Float64Array(x.length);
    weights.forEach((A, j) => A[i].forEach((a, k) => { for (let c = j * d; c < (j + 1) * d; c++) side[c] += a * V[k][c]; }));
    return times(W_O, side);
  });
  return { weights, out };
}

// The logits at each position, and the weights of each head.
export function transformer(tokens) {
  let rows = tokens.map((t, i) => plus(P.embedding[t], positioned(i, P.embedding[t].length))), weights = null;
  for (const { norm_1: one, attention, norm_2: two, mlp: [first, second] } of P.blocks) {
    const looked = looking(attention, rows.map((x) => normalized(x, one)));
    rows = rows.map((x, i) => plus(x, looked.out[i]));
    const hidden = rows.map((x) => plus(times(first.W, normalized(x, two)), first.b).map((v) => Math.max(0, v)));
    rows = rows.map((x, i) => plus(x, plus(times(second.W, hidden[i]), second.b)));
    weights = looked.weights;
  }
  return { logits: rows.map((x) => [...plus(times(P.output.W, normalized(x, P.norm)), P.output.b)]), weights };
}

// The nine tokens of a sum as it is written, its units first, and the weights while it reads the first eight.
export function added(a, b) {
  const tokens = [Math.floor(a / 10), a % 10, 10, Math.floor(b / 10), b % 10, 11];
  for (let k = 0; k < WRITTEN; k++) {
    const last = transformer(tokens).logits.at(-1);
    tokens.push(last.indexOf(Math.max(...last)));
  }
  return { tokens, weights: transformer(tokens.slice(0, READ)).weights };
}

export const averaged = (weights) => weights[0].map((row, i) => row.map((_, j) => weights.reduce((sum, A) => sum + A[i][j], 0) / HEADS));

// ---- words -------------------------------------------------------------------------------------------------------------

const ROLES = ["tens of a", "units of a", "plus", "tens of b", "units of b", "equals", "units", "tens"];
const NEXT = { 6: "units", 7: "tens", 8: "hundreds" };
const percent = (v) => (v > 0 && v < 0.005 ? "<1%" : `${Math.round(100 * v)}%`);

export function told(a, b, tokens, row, query, head) {
  const answer = tokens.slice(READ - 2).reduce((sum, digit, k) => sum + digit * 10 ** k, 0), right = answer === a + b;
  const order = row.map((_, j) => j).sort((i, j) => row[j] - row[i] || i - j).filter((j) => row[j] >= 0.1).slice(0, 3);
  const names = order.map((j) => `${SIGNS[tokens[j]]} (${ROLES[j]}) ${percent(row[j])}`).join(", ");
  const writes = NEXT[query] ? `, where it writes the ${NEXT[query]}, ${SIGNS[tokens[query]]},` : "";
  return {
    tone: right ? "gradient" : "error",
    head: right ? `${a} + ${b} = ${answer}, which is right` : `${a} + ${b} is ${a + b}, not ${answer}`,
    why: `At ${SIGNS[tokens[query - 1]]} (${ROLES[query - 1]})${writes} ${head ? `head ${head}` : "the mean of all heads"} `
      + `looks at ${names || "everything a little"}.`,
  };
}

// ---- the picture -------------------------------------------------------------------------------------------------------

const STYLE = `
.who { height: 372px; }
@container (min-width: 560px) { .who { height: 300px; } }
.who button { position: absolute; min-height: 0; padding: 0; touch-action: manipulation; }
.token { font-size: 18px; font-weight: 600; }
.token[aria-pressed=true] { background: var(--ink); border-color: var(--ink); color: var(--paper); }
.token.last { border-style: dashed; cursor: default; }
.map { background: none; border: 2px solid transparent; border-radius: 6px; }
.map:hover { border-color: var(--edge); }
.map[aria-pressed=true] { border-color: var(--accent); }
.two { display: grid; grid-template-columns: 64px auto 64px minmax(0, 1fr); gap: 8px; align-items: center; }
.two input { width: 64px; font: inherit; min-height: 34px; padding: 3px 8px; color: var(--ink); background: var(--paper);
  border: 1px solid var(--edge); border-radius: 7px; }
.two select { width: 100%; }
section .told { min-height: 118px; }
@container (min-width: 330px) { section .told { min-height: 98px; } }
@container (min-width: 560px) { section .told { min-height: 76px; } }
@media (pointer: coarse) { .two input { min-height: 44px; } }
`;

// Where the nine tokens and the eight maps stand.
export function laid(width) {
  const gap = Math.min(10, width * 0.016), box = Math.min(48, (width - 8 * gap - 8) / 9), left = (width - 9 * box - 8 * gap) / 2;
  const top = 112, columns = width >= 536 ? 8 : 4, room = width / columns, side = Math.min(64, room - 12);
  const below = top + box + 46;
  return {
    box, top, tokens: Array.from({ length: READ + 1 }, (_, i) => left + i * (box + gap)), side,
    maps: Array.from({ length: HEADS }, (_, j) => [
      (j % columns) * room + (room - side) / 2, below + Math.floor(j / columns) * (side + 24)]),
  };
}

function drawLooks(ctx, ui, place, row, query) {
  const { colors } = ui, middle = (i) => place.tokens[i] + place.box / 2, from = middle(query - 1);
  row.forEach((a, j) => {
    if (j >= query) return;
    const to = middle(j), far = Math.abs(to - from), lift = Math.min(place.top - 16, 26 + 0.36 * far);
    ctx.beginPath();
    if (far) {
      ctx.moveTo(from, place.top - 3);
      ctx.bezierCurveTo(from, place.top - 1.3 * lift, to, place.top - 1.3 * lift, to, place.top - 3);
    } else {
      ctx.arc(from, place.top - 13, 9, 0.7 * Math.PI, 0.3 * Math.PI);
    }
    ctx.strokeStyle = mix(colors.paper, colors.model, 0.25 + 0.75 * Math.min(1, 2 * a));
    ctx.lineWidth = Math.max(0.5, 11 * a);
    ctx.lineCap = "butt";
    ctx.stroke();
    ctx.fillStyle = a >= 0.1 ? colors.ink : colors.muted;
    ctx.font = `${a >= 0.1 ? "bold " : ""}11px ${ui.font}`;
    ctx.textAlign = "center";
    ctx.fillText(percent(a), to, place.top + place.box + 14);
  });
}

function drawMap(ctx, ui, A, [x, y], side, query) {
  const { colors } = ui, cell = side / READ;
  A.forEach((row, i) => row.forEach((a, j) => {
    if (j > i) return;
    ctx.fillStyle = mix(colors.paper, colors.model, 0.06 + 0.94 * a);
    ctx.fillRect(x + j * cell, y + i * cell, cell - 0.5, cell - 0.5);
  }));
  ctx.strokeStyle = colors.ink;
  ctx.lineWidth = 1;
  ctx.strokeRect(x - 0.5, y + (query - 1) * cell - 0.5, query * cell + 0.5, cell + 0.5);
}

function drawAll(ui, p, place, weights, row, query) {
  const ctx = p.front(), { colors } = ui;
  drawLooks(ctx, ui, place, row, query);
  ctx.textBaseline = "alphabetic";
  weights.forEach((A, j) => {
    const [x, y] = place.maps[j], chosen = ui.get("head") === j + 1;
    drawMap(ctx, ui, A, [x, y], place.side, query);
    ctx.fillStyle = chosen ? colors.ink : colors.muted;
    ctx.font = `${chosen ? "bold " : ""}11px ${ui.font}`;
    ctx.textAlign = "center";
    ctx.fillText(`head ${j + 1}`, x + place.side / 2, y + place.side + 14);
  });
}

// ---- what the hand moves -----------------------------------------------------------------------------------------------

// A token looks while the mouse or the focus rests on it; a press keeps it looking.
function tokenButtons(ui, look) {
  const buttons = Array.from({ length: READ }, (_, i) => button("", () => ui.set({ query: i + 1 }), "button.token", {
    onpointerenter: (event) => { if (event.pointerType === "mouse") look(i + 1); }, onpointerleave: () => look(null),
    onfocus: () => look(i + 1), onblur: () => look(null),
  }));
  const last = h("button.token.last", { type: "button", tabindex: -1, "aria-hidden": "true", disabled: true });
  const show = (place, tokens, query) => [...buttons, last].forEach((b, i) => {
    b.style.cssText = `left: ${place.tokens[i]}px; top: ${place.top}px; width: ${place.box}px; height: ${place.box}px`;
    b.textContent = SIGNS[tokens[i]];
    if (i === READ) return;
    b.setAttribute("aria-pressed", ui.get("query") === i + 1);
    b.setAttribute("aria-label", `position ${i + 1}, ${ROLES[i]}: ${SIGNS[tokens[i]]}`);
    b.style.outline = query === i + 1 && ui.get("query") !== query ? "2px solid var(--model)" : "";
  });
  return { elements: [...buttons, last], show };
}

function mapButtons(ui) {
  const choose = (head) => () => ui.set({ head: ui.get("head") === head ? 0 : head });
  const buttons = Array.from({ length: HEADS }, (_, j) => button("", choose(j + 1), "button.map", { "aria-label": `map of head ${j + 1}` }));
  const show = (place) => buttons.forEach((b, j) => {
    const [x, y] = place.maps[j];
    b.style.cssText = `left: ${x - 5}px; top: ${y - 5}px; width: ${place.side + 10}px; height: ${place.side + 24}px`;
    b.setAttribute("aria-pressed", ui.get("head") === j + 1);
  });
  return { elements: buttons, show };
}

function render(args) {
  const ui = open(args, "Attention map");
  const p = plot(ui, { label: "the tokens, where the chosen one looks, and a map for each head" }), { figure } = p;
  let hovered = null, known = "", now = null;
  const tokens = tokenButtons(ui, (query) => { hovered = query; ui.redraw(); }), maps = mapButtons(ui), words = h("p.verdict");
  const number = (key) => field(ui, { label: `number ${key}`, min: 0, max: 99, step: 1, get: () => ui.get(key),
    set: (v) => ui.set({ [key]: Math.round(v) }), inputmode: "numeric" });
  const [a, b] = [number("a"), number("b")];
  const names = [[0, "all heads"], ...Array.from({ length: HEADS }, (_, j) => [j + 1, `head ${j + 1}`])];
  const head = select(ui, { key: "head", label: "who looks", options: names, set: (v) => ui.set({ head: +v }) });
  figure.style.aspectRatio = "auto";
  figure.classList.add("who");
  figure.append(...tokens.elements, ...maps.elements);
  const controls = h("div.two", {}, a.element, h("span", {}, "+"), b.element, head.input);
  ui.section.append(h("style", {}, STYLE), controls, figure, words, footer(ui, ["a", "b", "query", "head"]));
  words.classList.add("told");
  return ui.run(() => {
    const [m, n, chosen, which] = ["a", "b", "query", "head"].map(ui.get), query = hovered ?? chosen;
    if (known !== `${m} ${n}`) [known, now] = [`${m} ${n}`, added(m, n)];
    const A = which ? now.weights[which - 1] : averaged(now.weights), place = laid(figure.clientWidth);
    drawAll(ui, p, place, now.weights, A[query - 1], query);
    tokens.show(place, now.tokens, query);
    maps.show(place);
    for (const part of [a, b, head]) part.show();
    const said = told(m, n, now.tokens, A[query - 1], query, which);
    words.style.setProperty("--tone", `var(--${said.tone})`);
    words.replaceChildren(h("strong", {}, said.head), h("br"), said.why);
    ui.say(`${said.head}. ${said.why}`);
  });
}

const accepts = accepting({ a: whole(0, 99), b: whole(0, 99), query: whole(1, READ), head: whole(0, HEADS) });

export default { render, accepts };
