// The widget ThresholdExplorer: a threshold on scores, its confusion matrix, and its place on the ROC and the PR curve.
import { marker, mix, plot, stroke } from "./drawing.js";
import { accepting, between, footer, h, handle, open, slider, whole } from "./kit.js";
import { number, round } from "./scales.js";

// ---- the arithmetic: that of dlmath.metrics with sample weights; tests hold them equal ---------------------------------

// Each negative counts `copies` times. [found, missed, false alarms, cleared] at a threshold.
export function tallied(positives, negatives, threshold, copies) {
  const found = positives.filter((s) => s >= threshold).length, alarms = negatives.filter((s) => s >= threshold).length;
  return [found, positives.length - found, copies * alarms, copies * (negatives.length - alarms)];
}

// Recall, false positive rate, precision (null for 0/0) and accuracy of such four counts.
export function rates([found, missed, alarms, cleared]) {
  const called = found + alarms;
  return {
    recall: found / (found + missed), fpr: alarms / (alarms + cleared),
    precision: called ? found / called : null, accuracy: (found + cleared) / (found + missed + alarms + cleared),
  };
}

// All distinct scores in falling order, and the rates at each of them as threshold.
export function thresholdCurve(positives, negatives, copies) {
  const up = [...positives].sort((a, b) => b - a), down = [...negatives].sort((a, b) => b - a), rows = [];
  let [i, j] = [0, 0];
  while (i < up.length || j < down.length) {
    const t = Math.max(up[i] ?? -Infinity, down[j] ?? -Infinity);
    while (up[i] === t) i++;
    while (down[j] === t) j++;
    rows.push({ threshold: t, ...rates([i, up.length - i, copies * j, copies * (down.length - j)]) });
  }
  return rows;
}

export function areaUnderRoc(rows) {
  let [area, fpr, recall] = [0, 0, 0];
  for (const row of rows) {
    area += (row.fpr - fpr) * (row.recall + recall) / 2;
    ({ fpr, recall } = row);
  }
  return area;
}

export function averagePrecision(rows) {
  let [sum, recall] = [0, 0];
  for (const row of rows) {
    sum += (row.recall - recall) * row.precision;
    ({ recall } = row);
  }
  return sum;
}

// From below the lowest score to above the highest, so that a threshold can also call all or nothing positive.
export function reachOf(positives, negatives) {
  const all = [...positives, ...negatives], low = all.reduce((a, b) => Math.min(a, b)), high = all.reduce((a, b) => Math.max(a, b));
  const margin = 0.06 * (high - low) || 1;
  return [low - margin, high + margin];
}

// ---- words -------------------------------------------------------------------------------------------------------------

const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const many = (n, one, more = `${one}s`) => `${thousands(n)} ${n === 1 ? one : more}`;
const share = (p) => (p === null ? "0/0" : p.toFixed(3));

export function thresholdVerdict(counts) {
  const [found, missed, alarms, cleared] = counts, { recall, precision, accuracy } = rates(counts);
  if (!found && !alarms) return { tone: "error", head: "nothing gets a yes", why: `no false alarm, nothing found, and ${(100 * accuracy).toFixed(1)}% of all answers are right.` };
  if (!missed && !cleared) return { tone: "error", head: "everything gets a yes", why: `every positive is found, and ${many(alarms, "negative is", "negatives are")} called positive, too.` };
  const why = `${many(found, "positive")} found, ${many(missed, "positive")} missed, ${many(alarms, "false alarm")}.`;
  const tone = recall >= 0.5 && precision >= 0.5 ? "gradient" : "accent";
  return { tone, head: `${Math.round(100 * precision)}% of the yeses are right`, why };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

// Orange is positive and blue is negative; strong is called positive and pale is not.
function tints({ paper, model, data }) {
  return [model, mix(paper, model, 0.42), data, mix(paper, data, 0.28)];
}

function binned(scores, [low, high], n) {
  const bins = Array(n).fill(0);
  for (const s of scores) bins[Math.min(n - 1, Math.floor((s - low) / (high - low) * n))] += 1;
  return bins;
}

// Positives stand above the middle line and negatives hang below it, each with its tallest bar at full height.
function drawScores(ui, p, { positives, negatives, reach, threshold, copies }) {
  const ctx = p.front(), { colors } = ui, fills = tints(colors), n = positives.length + negatives.length > 60 ? 40 : 20;
  const { left, top, width, height } = p.area, width1 = (reach[1] - reach[0]) / n;
  const bars = (bins, sign) => {
    const most = Math.max(...bins);
    bins.forEach((count, k) => {
      const y = sign * 0.9 * count / most, x = p.x(reach[0] + k * width1);
      ctx.fillRect(x + 0.5, Math.min(p.y(0), p.y(y)), p.x(reach[0] + (k + 1) * width1) - x - 1, Math.abs(p.y(y) - p.y(0)));
    });
  };
  const [above, below] = [binned(positives, reach, n), binned(negatives, reach, n)], cut = Math.min(left + width, Math.max(left, p.x(threshold)));
  for (const [from, to, i] of [[left, cut, 1], [cut, left + width, 0]]) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(from, top, to - from, height);
    ctx.clip();
    ctx.fillStyle = fills[i];
    bars(above, 1);
    ctx.fillStyle = fills[i + 2];
    bars(below, -1);
    ctx.restore();
  }
  stroke(ctx, mix(colors.paper, colors.ink, 0.35), 1, () => { ctx.moveTo(left, p.y(0)); ctx.lineTo(left + width, p.y(0)); });
  stroke(ctx, colors.gradient, 2.5, () => { ctx.moveTo(cut, top); ctx.lineTo(cut, top + height); });
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.fillStyle = colors.muted;
  for (const [value, text] of p.x.ticks(width / 60)) if (p.x(value) < left + width - 48) ctx.fillText(text, p.x(value), top + height + 7);
  ctx.textAlign = "right";
  ctx.fillText("score", left + width, top + height + 7);
  ctx.fillStyle = colors.ink;
  ctx.textAlign = "left";
  ctx.fillText(many(positives.length, "positive"), left + 4, top);
  ctx.textBaseline = "bottom";
  ctx.fillText(many(copies * negatives.length, "negative"), left + 4, top + height - 2);
  const room = ctx.measureText("says yes →").width + 10, right = cut + room < left + width;
  ctx.textAlign = right ? "left" : "right";
  ctx.textBaseline = "bottom";
  ctx.fillStyle = colors.gradient;
  ctx.fillText("says yes →", right ? cut : left + width, top - 5);
}

function drawPoint(ctx, p, colors, x, y) {
  marker(ctx, "circle", p.x(x), p.y(y), 6);
  ctx.fillStyle = colors.gradient;
  ctx.fill();
  stroke(ctx, colors.paper, 1.5, () => ctx.arc(p.x(x), p.y(y), 7.5, 0, 7));
}

// The area stands above the plot at the right, or inside where the name of the axis leaves no room.
function titled(ctx, p, colors, text, name, inside) {
  const { left, top, width, height } = p.area, room = ctx.measureText(`${name} ${text}`).width + 8 < width;
  ctx.fillStyle = colors.ink;
  ctx.textAlign = "right";
  ctx.textBaseline = room || inside === "top" ? "top" : "bottom";
  ctx.fillText(text, left + width - (room ? 0 : 3), room ? top - 20 : inside === "top" ? top + 4 : top + height - 4);
}

// A line through the corners, with the area below it.
function drawCurve(ctx, p, colors, corners) {
  const trace = () => corners.forEach(([x, y], k) => (k ? ctx.lineTo(p.x(x), p.y(y)) : ctx.moveTo(p.x(x), p.y(y))));
  ctx.fillStyle = mix(colors.paper, colors.ink, 0.08);
  ctx.beginPath();
  trace();
  ctx.lineTo(p.x(corners.at(-1)[0]), p.y(0));
  ctx.lineTo(p.x(corners[0][0]), p.y(0));
  ctx.fill();
  stroke(ctx, colors.ink, 2, trace);
}

const dashed = (ctx, p, colors, [x0, y0], [x1, y1]) => stroke(ctx, colors.muted, 1.2, () => {
  ctx.moveTo(p.x(x0), p.y(y0));
  ctx.lineTo(p.x(x1), p.y(y1));
}, [4, 4]);

function drawRoc(ui, p, rows, now) {
  const ctx = p.front(), { colors } = ui;
  drawCurve(ctx, p, colors, [[0, 0], ...rows.map((row) => [row.fpr, row.recall])]);
  p.axes(ctx, { x: "FPR", y: "recall", above: true });
  dashed(ctx, p, colors, [0, 0], [1, 1]);
  titled(ctx, p, colors, `area ${areaUnderRoc(rows).toFixed(3)}`, "recall", "bottom");
  drawPoint(ctx, p, colors, now.fpr, now.recall);
}

// Steps: what the next threshold adds in recall, it adds at its own precision.
function drawPr(ui, p, rows, now, base) {
  const ctx = p.front(), { colors } = ui, corners = [];
  let recall = 0;
  for (const row of rows) {
    if (row.recall > recall) corners.push([recall, row.precision], [row.recall, row.precision]);
    ({ recall } = row);
  }
  drawCurve(ctx, p, colors, corners);
  p.axes(ctx, { x: "recall", y: "precision", above: true });
  dashed(ctx, p, colors, [0, base], [1, base]);
  titled(ctx, p, colors, `area ${averagePrecision(rows).toFixed(3)}`, "precision", "top");
  if (now.precision !== null) drawPoint(ctx, p, colors, now.recall, now.precision);
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const KEYS = ["threshold", "copies"], LIMIT = 1e4;
const accepts = accepting({ threshold: between(-LIMIT, LIMIT), copies: whole(1, 100) });

const STYLE = `
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px; }
.pair figure { width: 100%; }
.matrix { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.matrix th { font-weight: 400; color: var(--muted); text-align: left; padding: 2px 8px 2px 0; }
.matrix td { padding: 4px 10px; border-left: 12px solid var(--shade); border-top: 4px solid var(--paper); background: var(--wash); }
.matrix b { display: block; font-size: 17px; font-weight: 600; }
.matrix small { font-size: 12px; }
.rates { display: grid; gap: 7px; }
.rates .head { align-items: baseline; }
.rates .head > :nth-child(2) { margin-left: auto; color: var(--muted); font-weight: 400; white-space: nowrap; }
.rates .head > :last-child { min-width: 3.6em; text-align: right; color: var(--ink); font-weight: 600; }
.rates .track { display: flex; height: 12px; border-radius: 4px; overflow: hidden; background: var(--wash); }
`;

// A row for a rate: its name, the quotient, its value, and the groups it divides as a bar.
function rateRow(name) {
  const words = [h("span", {}, name), h("span"), h("span")], track = h("div.track", { "aria-hidden": "true" });
  const element = h("div", {}, h("div.head", {}, ...words), track);
  const show = (top, all, value, parts) => {
    words[1].textContent = `${thousands(top)} / ${thousands(all)}`;
    words[2].textContent = share(value);
    track.replaceChildren(...parts.map(([size, color]) => h("div", { style: `flex: ${size} 0 0px; background: ${color}` })));
  };
  return { element, show };
}

function render(args) {
  const ui = open(args, "Threshold"), scores = () => ["positives", "negatives"].map((key) => ui.get(key).map(Number));
  const reach = reachOf(...scores()), step = round((reach[1] - reach[0]) / 500), limits = reach.map((v) => Math.round(v / step) * step);
  const held = () => Math.min(limits[1], Math.max(limits[0], ui.get("threshold")));
  const digits = Math.max(0, Math.min(6, Math.round(-Math.log10(step)) + 1));
  const strip = plot(ui, { label: "the scores of positives (above) and negatives (below), and the threshold", aspect: 1.9, margin: [24, 12, 26, 12] });
  const roc = plot(ui, { label: "the ROC curve and the threshold on it", aspect: 0.88, margin: [26, 10, 26, 34] });
  const pr = plot(ui, { label: "the precision–recall curve and the threshold on it", aspect: 0.88, margin: [26, 10, 26, 34] });
  const line = handle(ui, strip, {
    label: "threshold line", digits, get: () => [held(), 0], set: ([x]) => ui.set({ threshold: x }),
    describe: (x) => `threshold ${number(x)}`,
  });
  const knobs = [
    slider(ui, { label: "threshold", symbol: "t", min: limits[0], max: limits[1], step, get: held, set: (t) => ui.set({ threshold: t }), format: () => number(ui.get("threshold")) }),
    slider(ui, { key: "copies", label: "each negative counts", min: 1, max: 100, step: 1, format: (k) => `× ${k}` }),
  ];
  const cells = ["found", "missed", "false alarms", "cleared"].map((name) => ({ name, count: h("b"), element: h("td") }));
  for (const { name, count, element } of cells) element.append(count, h("small", {}, name));
  const head = (text) => h("th", { scope: "col" }, text), row = (name, ...of) => h("tr", {}, h("th", { scope: "row" }, name), ...of.map((c) => c.element));
  const matrix = h("table.matrix", {}, h("tr", {}, h("td", { hidden: true }), h("th"), head("says no"), head("says yes")),
    row("negative", cells[3], cells[2]), row("positive", cells[1], cells[0]));
  const [recall, fpr, precision, accuracy] = ["recall", "false positive rate", "precision", "accuracy"].map(rateRow);
  const values = h("div.rates", {}, ...[recall, fpr, precision, accuracy].map((r) => r.element)), words = h("p.verdict", { style: "min-height: 5.2em" });
  const pair = h("div.pair", {}, roc.figure, pr.figure), controls = h("div.sliders", {}, ...knobs.map((k) => k.element));
  const left = h("div.stack", {}, strip.figure, pair), right = h("div.stack", {}, controls, matrix, values, words);
  [[strip.figure, 1], [controls, 2], [matrix, 3], [pair, 4], [values, 5], [words, 6]].forEach(([part, order]) => part.style.setProperty("--narrow", order));
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right), footer(ui, KEYS));

  return ui.run(() => {
    const [positives, negatives] = scores(), threshold = ui.get("threshold"), copies = ui.get("copies"), fills = tints(ui.colors);
    const counts = tallied(positives, negatives, threshold, copies), now = rates(counts), [found, missed, alarms, cleared] = counts;
    const rows = thresholdCurve(positives, negatives, copies), all = found + missed + alarms + cleared;
    strip.box({ x: reach, y: [-1, 1] });
    for (const plotted of [roc, pr]) plotted.box({ x: [0, 1], y: [0, 1] });
    drawScores(ui, strip, { positives, negatives, reach, threshold: held(), copies });
    drawRoc(ui, roc, rows, now);
    drawPr(ui, pr, rows, now, (found + missed) / all);
    line.place();
    for (const knob of knobs) knob.show();
    cells.forEach(({ count, element }, i) => {
      count.textContent = thousands(counts[i]);
      element.style.setProperty("--shade", fills[i]);
    });
    recall.show(found, found + missed, now.recall, [[found, fills[0]], [missed, fills[1]]]);
    fpr.show(alarms, alarms + cleared, now.fpr, [[alarms, fills[2]], [cleared, fills[3]]]);
    precision.show(found, found + alarms, now.precision, [[found, fills[0]], [alarms, fills[2]]]);
    accuracy.show(found + cleared, all, now.accuracy, [[found, fills[0]], [cleared, fills[3]], [missed + alarms, "transparent"]]);
    const { tone, head: say, why } = thresholdVerdict(counts);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, say), `: ${why}`);
    ui.say(`${say}: ${why}`);
  });
}

export default { render, accepts };
