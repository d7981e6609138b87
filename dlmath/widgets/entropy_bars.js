// The widget EntropyBars: two distributions as bars; beside them entropy plus divergence, laid end to end, is cross-entropy.
import { mix, plot, stroke } from "./drawing.js";
import { accepting, button, footer, h, handle, oneOf, open, select } from "./kit.js";
import { number } from "./scales.js";

const OUTCOMES = ["a", "b", "c", "d"], KEYS = ["p", "q", "unit"], UNITS = { bits: Math.LN2, nats: 1 };

// ---- the arithmetic: that of dlmath.information; tests hold them equal --------------------------------------------------

// −log of a probability; infinite for 0.
export const surprise = (probability, unit) => (probability > 0 ? 0 - Math.log(probability) / UNITS[unit] : Infinity);

const average = (p, value) => p.reduce((sum, v, i) => (v > 0 ? sum + v * value(i) : sum), 0);

export const entropy = (p, unit) => average(p, (i) => surprise(p[i], unit));
export const crossEntropy = (p, q, unit) => average(p, (i) => surprise(q[i], unit));
export const divergence = (p, q, unit) => (
  crossEntropy(p, q, unit) === Infinity ? Infinity : average(p, (i) => Math.log(p[i] / q[i]) / UNITS[unit])
);

// p with entry i set to `value`, and the others scaled so that all are thousandths and add up to 1. Others that are all 0
// share the rest equally.
export function withBar(p, i, value) {
  const bar = Math.round(1000 * Math.min(1, Math.max(0, value))), rest = 1000 - bar;
  const others = p.reduce((sum, v, k) => (k === i ? sum : sum + v), 0), most = p.length - 1;
  const wanted = p.map((v, k) => (k === i ? bar : others > 0 ? v / others * rest : rest / most));
  const whole = wanted.map(Math.floor), part = (k) => wanted[k] - whole[k];
  const order = [...p.keys()].filter((k) => k !== i).sort((a, b) => part(b) - part(a) || a - b);
  const missing = 1000 - whole.reduce((sum, v) => sum + v, 0);
  for (const k of order.slice(0, missing)) whole[k] += 1;
  return whole.map((v) => v / 1000);
}

// ---- words --------------------------------------------------------------------------------------------------------------

const few = (v) => (Math.abs(v) < 5e-4 ? "0" : Number.isFinite(v) ? number(v, 4) : "∞");

export function verdict({ p, q, unit }) {
  const extra = divergence(p, q, unit), alone = OUTCOMES.filter((_, i) => p[i] > 0 && q[i] === 0);
  if (extra === Infinity) {
    return { tone: "error", head: "an infinite surprise", why: `q rules out ${alone.join(" and ")}, which p lets happen`,
      rest: "Even if it happens rarely, the average is infinite." };
  }
  if (extra < 5e-4) {
    const same = p.every((v, i) => v === q[i]);
    return { tone: "gradient", head: "nothing is wasted", why: same ? "q is p" : "q is nearly p",
      rest: `Draws from p surprise by ${few(entropy(p, unit))} ${unit} on average, and nobody can do with less.` };
  }
  return { tone: "accent", head: `${few(extra)} ${unit} are wasted on every draw`,
    why: `draws from p surprise q by ${few(crossEntropy(p, q, unit))} ${unit} on average`,
    rest: `Someone who knows p is surprised by only ${few(entropy(p, unit))}.` };
}

// ---- pictures -----------------------------------------------------------------------------------------------------------

const COLORS = { p: "data", q: "model" };
// Where a bar lies, from the top down: row 0 for the first outcome's p, 1 for its q, 2.5 for the next outcome's p, …
const rowOf = (name, i) => 2.6 * i + (name === "p" ? 0 : 1), LAST = rowOf("q", OUTCOMES.length - 1);

function drawBars(ui, plotted, { p, q, unit }) {
  const { colors } = ui, { left, top, width, height } = plotted.area, thick = 0.8 * (plotted.y(0) - plotted.y(1));
  if (ui.fresh) {
    const ctx = plotted.back();
    ctx.fillStyle = colors.muted;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.fillText("probability", left, top - 14);
    ctx.textAlign = "right";
    ctx.fillText("surprise", left + width + plotted.margin[1] - 4, top - 14);
    for (const v of [0, 0.25, 0.5, 0.75, 1]) {
      stroke(ctx, mix(colors.paper, colors.ink, 0.18), 1, () => { ctx.moveTo(plotted.x(v), top); ctx.lineTo(plotted.x(v), top + height); });
      ctx.textAlign = "center";
      ctx.fillText(number(v), plotted.x(v), top + height + 12);
    }
  }
  const ctx = plotted.front();
  ctx.textBaseline = "middle";
  OUTCOMES.forEach((outcome, i) => {
    ctx.fillStyle = colors.ink;
    ctx.textAlign = "center";
    ctx.font = `italic 15px ${ui.font}`;
    ctx.fillText(outcome, 10, plotted.y(-(rowOf("p", i) + 0.5)));
    ctx.font = `12px ${ui.font}`;
    for (const [name, values] of [["p", p], ["q", q]]) {
      const y = plotted.y(-rowOf(name, i));
      ctx.fillStyle = colors[COLORS[name]];
      ctx.fillRect(left, y - thick / 2, Math.max(1, plotted.x(values[i]) - left), thick);
      ctx.fillStyle = colors.ink;
      ctx.textAlign = "left";
      ctx.fillText(name, left - 24, y);
      ctx.textAlign = "right";
      ctx.fillText(shownSurprise(values[i], unit), left + width + plotted.margin[1] - 4, y);
    }
  });
}

const shownSurprise = (v, unit) => { const s = surprise(v, unit); return s === Infinity ? "∞" : s.toFixed(2); };

// The three lengths of each row: what happens, what is expected, and the names of both.
function rowsOf({ p, q, unit }) {
  return [["p", "q", p, q], ["q", "p", q, p]].map(([one, other, real, believed]) => ({
    one, other, own: entropy(real, unit), extra: divergence(real, believed, unit), all: crossEntropy(real, believed, unit),
  }));
}

function drawLengths(ui, plotted, state) {
  const rows = rowsOf(state), { colors } = ui, ends = rows.flatMap(({ own, all }) => [own, all]).filter(Number.isFinite);
  const least = state.unit === "bits" ? 2.2 : 1.6, most = Math.max(least, 1.12 * Math.max(...ends));
  plotted.box({ x: [0, most > least ? Math.ceil(most) : least], y: [-2, 0] });
  const back = plotted.back();
  plotted.y.ticks = () => [];
  plotted.axes(back, { x: state.unit, y: "" });
  const ctx = plotted.front(), { left, width } = plotted.area, edge = left + width;
  rows.forEach((row, k) => {
    const middle = plotted.y(-k - 0.56), thick = 26, end = Math.min(plotted.x(row.all), edge), own = plotted.x(row.own);
    const paint = (from, to, color) => { ctx.fillStyle = color; ctx.fillRect(from, middle - thick / 2, Math.max(0, to - from), thick); };
    paint(left, own, colors[COLORS[row.one]]);
    if (row.extra > 0) paint(own, end, colors.error);
    ctx.textBaseline = "middle";
    ctx.font = `12px ${ui.font}`;
    const inside = (words, from, to) => {
      const text = words.find((word) => ctx.measureText(word).width + 8 < to - from);
      if (!text) return;
      ctx.fillStyle = colors.paper;
      ctx.textAlign = "center";
      ctx.fillText(text, (from + to) / 2, middle + 1);
    };
    inside([`H(${row.one})`], left, own);
    inside([`KL(${row.one} ‖ ${row.other})`, "KL"], own, end);
    // A bracket over both: the cross-entropy.
    const high = middle - thick / 2 - 5;
    stroke(ctx, colors.ink, 1.4, () => {
      ctx.moveTo(left, high + 3);
      ctx.lineTo(left, high - 2);
      ctx.lineTo(end, high - 2);
      if (row.all < Infinity) ctx.lineTo(end, high + 3);
      else { ctx.moveTo(end - 6, high - 6); ctx.lineTo(end, high - 2); ctx.lineTo(end - 6, high + 2); }
    });
    ctx.fillStyle = colors.ink;
    ctx.textAlign = "left";
    ctx.fillText(`H(${row.one}, ${row.other}) = ${few(row.all)}`, left + 2, high - 11);
  });
}

// ---- the widget ---------------------------------------------------------------------------------------------------------

// Whether a value that comes from the page's address can be used; a sum may be off as far as in Python.
const bars = (value) => Array.isArray(value) && value.length === OUTCOMES.length
  && value.every((v) => typeof v === "number" && v >= 0 && v <= 1) && Math.abs(value.reduce((sum, v) => sum + v, 0) - 1) < 1e-6;
const accepts = accepting({ p: bars, q: bars, unit: oneOf(...Object.keys(UNITS)) });

const STYLE = `
.sums { display: grid; grid-template-columns: auto 1fr; gap: 2px 0; font-variant-numeric: tabular-nums; }
.sums > :nth-child(even) { text-align: right; white-space: nowrap; }
.sums > .total { font-weight: 600; border-top: 1px solid var(--line); }
`;

function knob(ui, plotted, name, i) {
  const value = () => ui.get(name)[i], part = handle(ui, plotted, {
    label: `${name} of ${OUTCOMES[i]}`, get: () => [value(), -rowOf(name, i)],
    set: ([v]) => ui.set({ [name]: withBar(ui.get(name), i, v) }), digits: 3, far: (dx, dy) => Math.abs(dy),
    describe: () => `${number(value())}, surprise ${few(surprise(value(), ui.get("unit")))} ${ui.get("unit")}`,
  });
  part.element.style.setProperty("--ink", `var(--${COLORS[name]})`);
  return part;
}

function render(args) {
  const ui = open(args, "Entropy bars"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const chart = plot(ui, { label: "the probabilities p and q of four outcomes", aspect: 1, margin: [26, 70, 24, 50] });
  const lengths = plot(ui, { label: "entropy and divergence end to end", aspect: 2, margin: [8, 16, 26, 10] });
  const knobs = OUTCOMES.flatMap((_, i) => ["p", "q"].map((name) => knob(ui, chart, name, i)));
  const unit = select(ui, { key: "unit", label: "unit", options: Object.keys(UNITS).map((name) => [name, name]) });
  const swap = button("swap p and q", () => ui.set({ p: ui.get("q"), q: ui.get("p") }));
  const learn = button("make q equal to p", () => ui.set({ q: ui.get("p") }));
  const words = h("p.verdict"), sums = h("div.sums");
  words.style.minHeight = "5em";
  const left = h("div.stack", {}, chart.figure), right = h("div.stack", {}, lengths.figure, sums, words);
  [lengths.figure, sums, words].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  chart.figure.style.setProperty("--most", "360px"); // tall enough for a finger on a phone
  const controls = h("div.row", {}, unit.element, learn, swap);
  ui.section.append(h("style", {}, STYLE), controls, h("div.columns", {}, left, right), footer(ui, KEYS));
  return ui.run(() => {
    const now = state(), [row] = rowsOf(now);
    if (ui.fresh) chart.box({ x: [0, 1], y: [-LAST - 0.6, 0.6] });
    drawBars(ui, chart, now);
    drawLengths(ui, lengths, now);
    for (const each of knobs) each.place();
    unit.show();
    const lines = [["entropy H(p)", row.own], ["+ divergence KL(p ‖ q)", row.extra], ["= cross-entropy H(p, q)", row.all]];
    sums.replaceChildren(...lines.flatMap(([name, v], k) => {
      const kind = k === 2 ? "span.total" : "span";
      return [h(kind, {}, name), h(kind, {}, `${few(v)} ${now.unit}`)];
    }));
    const { tone, head, why, rest } = verdict(now);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}.`, h("br"), rest);
    ui.say(`${head}: ${why}. ${rest}`);
  });
}

export default { render, accepts };
