// The widget BoxOverlap: two boxes, four measures of how well they meet, their gradients, and suppression by a threshold.
import { arrow, halo, mix, plot, stroke } from "./drawing.js";
import { accepting, between, footer, h, handle, oneOf, open, select, slider } from "./kit.js";
import { fixed, rounded } from "./scales.js";

const PAPER = [16, 10], OVERLAP_KEYS = ["show", "a", "b", "threshold"], NAMES = ["IoU", "GIoU", "DIoU", "CIoU"];
const SIDES = [["left", "←", "→"], ["top", "↑", "↓"], ["right", "←", "→"], ["bottom", "↑", "↓"]];

// ---- the arithmetic: numbers with their gradient by the four corners of A, [value, g1, g2, g3, g4] --------------------------

const constant = (v) => [v, 0, 0, 0, 0];
const through = (value, ...parts) => [value, ...[1, 2, 3, 4].map((i) => parts.reduce((sum, [slope, x]) => sum + slope * x[i], 0))];
const plus = (x, y) => through(x[0] + y[0], [1, x], [1, y]);
const less = (x, y) => through(x[0] - y[0], [1, x], [-1, y]);
const times = (x, y) => through(x[0] * y[0], [y[0], x], [x[0], y]);
const over = (x, y) => (y[0] > 0 ? through(x[0] / y[0], [1 / y[0], x], [-x[0] / y[0] ** 2, y]) : constant(0));
// Equal ones share the gradient.
const larger = (x, y) => (x[0] === y[0] ? through(x[0], [0.5, x], [0.5, y]) : x[0] > y[0] ? x : y);
const smaller = (x, y) => (x[0] === y[0] ? through(x[0], [0.5, x], [0.5, y]) : x[0] < y[0] ? x : y);
const arctan = (w, tall) => {
  const squares = w[0] ** 2 + tall[0] ** 2;
  return through(Math.atan2(w[0], tall[0]), [tall[0] / squares, w], [-w[0] / squares, tall]);
};

// {IoU, GIoU, DIoU, CIoU}, each as [value, and its gradient by x1, y1, x2, y2 of A].
export function measures(boxA, boxB) {
  const a = boxA.map((v, i) => [v, ...[0, 1, 2, 3].map((k) => +(k === i))]), b = boxB.map(constant);
  const inner = [0, 1].map((i) => larger(less(smaller(a[i + 2], b[i + 2]), larger(a[i], b[i])), constant(0)));
  const outer = [0, 1].map((i) => less(larger(a[i + 2], b[i + 2]), smaller(a[i], b[i])));
  const size = (box) => [less(box[2], box[0]), less(box[3], box[1])], [sizeA, sizeB] = [size(a), size(b)];
  const shared = times(...inner), union = less(plus(times(...sizeA), times(...sizeB)), shared), hull = times(...outer);
  const IoU = over(shared, union), GIoU = less(IoU, over(less(hull, union), hull));
  const apart = [0, 1].map((i) => times(constant(0.5), less(plus(a[i], a[i + 2]), plus(b[i], b[i + 2]))));
  const squares = ([x, y]) => plus(times(x, x), times(y, y));
  const DIoU = less(IoU, over(squares(apart), squares(outer)));
  const turn = less(arctan(...sizeB), arctan(...sizeA)), v = times(constant(4 / Math.PI ** 2), times(turn, turn));
  const price = over(times(v, v), plus(less(constant(1), IoU), v));
  return { IoU, GIoU, DIoU, CIoU: less(DIoU, price) };
}

// Whether suppression drops B, of the lower score.
export const drops = ({ a, b, threshold }) => measures(a, b).IoU[0] > threshold;

// ---- words ---------------------------------------------------------------------------------------------------------------

export function overlapVerdict(state) {
  const found = measures(state.a, state.b), iou = found.IoU[0];
  if (state.show === "suppression") {
    const dropped = drops(state), why = `IoU = ${fixed(iou)} is ${dropped ? "above" : "not above"} the threshold ${fixed(state.threshold)}.`;
    return { tone: dropped ? "error" : "gradient", head: dropped ? "B is dropped" : "both are kept", why };
  }
  const [value, ...slopes] = found[state.show], head = `${state.show} = ${fixed(value)}`;
  const moves = SIDES.flatMap(([side, low, high], i) => (Math.abs(slopes[i]) < 1e-9 ? [] : [`${side}\u00a0${slopes[i] < 0 ? low : high}`]));
  if (!moves.length) {
    const apart = iou === 0 ? "The boxes do not meet, so no small move of A changes it." : "No small move of A improves it.";
    return { tone: "muted", head: `${head}, and no gradient`, why: apart };
  }
  return { tone: "gradient", head, why: `To raise it, its gradient moves the sides of A: ${moves.join(", ")}.` };
}

// ---- the picture ---------------------------------------------------------------------------------------------------------

const BOX_STYLE = `
.overlaps { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
.overlaps :is(th, td) { padding: 2px 0 2px 3px; text-align: right; font-weight: 400; white-space: nowrap; }
.overlaps th[scope=row] { text-align: left; padding-left: 4px; }
.overlaps thead th { color: var(--muted); }
.overlaps .chosen > * { background: var(--wash); font-weight: 600; }
`;

const down = ([x1, y1, x2, y2], p) => [p.x(x1), p.y(-y1), p.x(x2), p.y(-y2)];

function drawPaper(ui, p) {
  const ctx = p.back(), { left, top, width, height } = p.area;
  for (let x = 0; x <= PAPER[0]; x++) stroke(ctx, mix(ui.colors.paper, ui.colors.ink, 0.08), 1, () => { ctx.moveTo(p.x(x), top); ctx.lineTo(p.x(x), top + height); });
  for (let y = 0; y <= PAPER[1]; y++) stroke(ctx, mix(ui.colors.paper, ui.colors.ink, 0.08), 1, () => { ctx.moveTo(left, p.y(-y)); ctx.lineTo(left + width, p.y(-y)); });
}

function drawBoxes(ui, p, state) {
  const ctx = p.front(), { colors } = ui, a = down(state.a, p), b = down(state.b, p), suppress = state.show === "suppression";
  const gone = suppress && drops(state), outline = ([x1, y1, x2, y2]) => ctx.rect(x1, y1, x2 - x1, y2 - y1);
  const [x1, y1] = [0, 1].map((i) => Math.max(a[i], b[i])), [x2, y2] = [2, 3].map((i) => Math.min(a[i], b[i]));
  ctx.fillStyle = colors.accent;
  ctx.globalAlpha = 0.35;
  if (x2 > x1 && y2 > y1) ctx.fillRect(x1, y1, x2 - x1, y2 - y1);
  ctx.globalAlpha = 1;
  if (state.show === "GIoU" || state.show === "DIoU" || state.show === "CIoU") {
    const hull = [...[0, 1].map((i) => Math.min(a[i], b[i])), ...[2, 3].map((i) => Math.max(a[i], b[i]))];
    stroke(ctx, colors.muted, 1, () => outline(hull), [4, 5]);
    const middle = (box) => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    if (state.show !== "GIoU") stroke(ctx, colors.muted, 1.5, () => { ctx.moveTo(...middle(a)); ctx.lineTo(...middle(b)); });
  }
  stroke(ctx, colors.data, 2.5, () => outline(b), gone ? [3, 6] : []);
  stroke(ctx, colors.model, 2.5, () => outline(a));
  ctx.font = `600 13px ${ui.font}`;
  ctx.textAlign = "left";
  // A's name stands at the top of its box and B's at the bottom, where they rarely meet.
  for (const [name, score, x, y, color] of [["A", 0.9, a[0], a[1] + 4, colors.model], ["B", 0.8, b[0], b[3] - 4, colors.data]]) {
    const text = suppress ? `${name}, score ${score}` : name, { left, width } = p.area;
    ctx.textBaseline = name === "A" ? "top" : "bottom";
    halo(ctx, text, Math.min(x + 5, left + width - ctx.measureText(text).width - 3), y, color, colors.paper);
  }
  if (!suppress) drawPull(ui, ctx, a, measures(state.a, state.b)[state.show].slice(1));
}

// Arrows on the sides of A, the longest as long as two and a half units of the paper.
function drawPull(ui, ctx, [x1, y1, x2, y2], slopes) {
  const most = Math.max(...slopes.map(Math.abs)), unit = 34 / (most || 1);
  const from = [[x1, (y1 + y2) / 2], [(x1 + x2) / 2, y1], [x2, (y1 + y2) / 2], [(x1 + x2) / 2, y2]];
  ctx.strokeStyle = ctx.fillStyle = ui.colors.gradient;
  ctx.lineWidth = 3;
  from.forEach(([x, y], i) => {
    const length = slopes[i] * unit;
    if (Math.abs(slopes[i]) < 1e-9) return;
    arrow(ctx, x, y, x + (i % 2 ? 0 : length), y + (i % 2 ? length : 0), Math.min(8, Math.abs(length)));
  });
}

// ---- the widget ----------------------------------------------------------------------------------------------------------

const onPaper = (box) => Array.isArray(box) && box.length === 4 && box.every((v, i) => between(0, PAPER[i % 2])(v)) && box[0] < box[2] && box[1] < box[3];
const accepts = accepting({ show: oneOf(...NAMES, "suppression"), a: onPaper, b: onPaper, threshold: between(0, 1) });
const tenth = (v) => Math.round(v * 10) / 10;

function render(args) {
  const ui = open(args, "Overlap of two boxes"), state = () => Object.fromEntries(OVERLAP_KEYS.map((key) => [key, ui.get(key)]));
  const map = plot(ui, { label: "two boxes on paper", aspect: 1.55, margin: [6, 6, 6, 6] });
  const within = (v, low, high) => Math.min(high, Math.max(low, tenth(v)));
  const grips = [["a", "A", "model"], ["b", "B", "data"]].flatMap(([key, name, color]) => {
    const middle = handle(ui, map, {
      label: `middle of ${name}`, digits: 1, describe: (x, y) => `x = ${rounded(x)}, y = ${rounded(-y)}`,
      get: () => { const [x1, y1, x2, y2] = ui.get(key); return [(x1 + x2) / 2, -(y1 + y2) / 2]; },
      set: ([x, y]) => {
        const [x1, y1, x2, y2] = ui.get(key), w = tenth(x2 - x1), tall = tenth(y2 - y1);
        const left = within(x - w / 2, 0, tenth(PAPER[0] - w)), top = within(-y - tall / 2, 0, tenth(PAPER[1] - tall));
        ui.set({ [key]: [left, top, tenth(left + w), tenth(top + tall)] });
      },
    });
    const corner = handle(ui, map, {
      label: ["lower right corner", name].join(" of "), digits: 1, describe: (x, y) => `x = ${rounded(x)}, y = ${rounded(-y)}`,
      get: () => [ui.get(key)[2], -ui.get(key)[3]],
      set: ([x, y]) => {
        const [x1, y1] = ui.get(key);
        ui.set({ [key]: [x1, y1, Math.max(within(x, 0, PAPER[0]), Math.min(PAPER[0], tenth(x1 + 1))), Math.max(within(-y, 0, PAPER[1]), Math.min(PAPER[1], tenth(y1 + 1)))] });
      },
    });
    for (const grip of [middle, corner]) grip.element.style.setProperty("--ink", `var(--${color})`);
    return [middle, corner];
  });
  const options = [["IoU", "gradient of IoU"], ["GIoU", "gradient of GIoU"], ["DIoU", "gradient of DIoU"],
    ["CIoU", "gradient of CIoU"], ["suppression", "suppression"]];
  const choice = select(ui, { key: "show", label: "show", options });
  const limit = slider(ui, { key: "threshold", label: "threshold", min: 0, max: 1, step: 0.01, format: (v) => fixed(v) });
  const table = h("table.overlaps", { "aria-label": "measures and their gradients" }), words = h("p.verdict");
  const top = h("div.row", {}, choice.element);
  top.style.setProperty("--narrow", -1);
  words.style.minHeight = "6.8em";
  limit.element.style.minHeight = "48px";
  const right = h("div.stack", {}, top, limit.element, table, words);
  ui.section.append(h("style", {}, BOX_STYLE), h("div.columns", {}, h("div.stack", {}, map.figure), right), footer(ui, OVERLAP_KEYS));
  return ui.run(() => {
    const now = state(), found = measures(now.a, now.b), { tone, head, why } = overlapVerdict(now);
    map.box({ x: [0, PAPER[0]], y: [-PAPER[1], 0] });
    if (ui.fresh) drawPaper(ui, map);
    drawBoxes(ui, map, now);
    for (const grip of grips) grip.place();
    choice.show();
    limit.show();
    limit.element.style.visibility = now.show === "suppression" ? "visible" : "hidden";
    const cells = (kind, texts) => texts.map((text) => h(kind, kind === "th" ? { scope: "col" } : {}, text));
    const rows = NAMES.map((name) => h(`tr${name === now.show ? ".chosen" : ""}`, {}, h("th", { scope: "row" }, name), ...cells("td", found[name].map((v, i) => fixed(v, i ? 3 : 2)))));
    table.replaceChildren(h("thead", {}, h("tr", {}, h("td"), ...cells("th", ["value", "∂x₁", "∂y₁", "∂x₂", "∂y₂"]))), h("tbody", {}, ...rows));
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), why);
    ui.say(`${head}. ${why}`);
  });
}

export default { render, accepts };
