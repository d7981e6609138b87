// The widget Imbalance: few positives, many negatives, a remedy, and what it does to recall and precision.
import { legend, marker, mix, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, button, footer, h, handle, oneOf, open, select, slider, whole } from "./kit.js";
import { uniform } from "./random.js";
import { number, sigmoid, softplus } from "./scales.js";

const POSITIVES = 20, GAP = 2, NEIGHBORS = 5, PENALTY = 1e-3, FOCUS = 2;
const CHOICES = [
  ["plain", "none", "circle"], ["undersample", "undersampling", "down"], ["oversample", "oversampling", "up"],
  ["smote", "SMOTE", "diamond"], ["weights", "class weights", "square"], ["focal", "focal loss", "star"],
];
const STATE = ["ratio", "remedy", "threshold", "seed"];

// ---- the arithmetic: that of dlmath.regression, losses, metrics and probability; tests hold them equal -----------------

// log(1 + eᶻ) and σ(z), for any z.

// P(Z > z) for a standard normal Z: a series of positive terms near 0, a continued fraction beyond.
export function normalTail(z) {
  if (z < 0) return 1 - normalTail(-z);
  const height = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  if (z > 3) {
    let below = z;
    for (let k = 80; k; k--) below = z + k / below;
    return height / below;
  }
  let term = z, sum = z;
  for (let k = 3; term > 1e-17 * sum; k += 2) sum += term *= z * z / k;
  return 0.5 - height * sum;
}

// The training examples: x and y, positives first. The positives stay the same whatever the ratio.
export function drawnExamples(ratio, seed) {
  const n = POSITIVES * (1 + ratio), u = uniform(seed, 2 * n), x = new Float64Array(n), y = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    y[k] = k < POSITIVES ? 1 : 0;
    x[k] = Math.sqrt(-2 * Math.log(u[2 * k])) * Math.cos(2 * Math.PI * u[2 * k + 1]) + GAP * y[k];
  }
  return { x, y };
}

// What the model is fitted to: x, y, the weight of each example, and the exponent of the focal loss.
export function remedied({ x, y }, remedy, seed) {
  const n = x.length, negatives = n - POSITIVES, missing = negatives - POSITIVES, u = uniform(seed + 1000, 2 * n);
  const put = (xs, ys) => ({ x: xs, y: ys, weight: xs.map(() => 1), focus: 0 });
  const all = put([...x], [...y]), ones = Array(Math.max(0, missing)).fill(1), at = (k, m) => Math.min(m - 1, Math.floor(u[k] * m));
  if (remedy === "weights") all.weight = all.y.map((label) => (label ? negatives / POSITIVES : 1));
  if (remedy === "focal") all.focus = FOCUS;
  if (remedy === "undersample") {
    const rest = [...x].slice(POSITIVES).map((value, k) => [u[k], value]).sort(([a], [b]) => a - b).slice(0, POSITIVES);
    return put([...all.x.slice(0, POSITIVES), ...rest.map(([, value]) => value)], all.y.slice(0, 2 * POSITIVES));
  }
  if (remedy === "oversample") return put([...all.x, ...ones.map((_, k) => x[at(k, POSITIVES)])], [...all.y, ...ones]);
  if (remedy === "smote") {
    const own = all.x.slice(0, POSITIVES), nearest = own.map((value, i) => own.map((other, j) => [Math.abs(other - value), j])
      .filter(([, j]) => j !== i).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, NEIGHBORS).map(([, j]) => own[j]));
    const made = ones.map((_, k) => {
      const i = at(k, POSITIVES), share = u[2 * n - 1 - k], other = nearest[i][Math.floor(NEIGHBORS * ((97 * share) % 1))];
      return own[i] + share * (other - own[i]);
    });
    return put([...all.x, ...made], [...all.y, ...ones]);
  }
  return all;
}

// One example's loss, its slope and its curvature in the margin m, for q = σ(−m): q^γ log(1 + e⁻ᵐ), γ = 0 or 2.
function lossOf(m, focus) {
  const q = sigmoid(-m), p = 1 - q, s = softplus(-m);
  if (!focus) return [s, -q, p * q];
  return [q * q * s, -q * q * (2 * p * s + q), q * q * p * (4 * p * s + 5 * q - 2 * q * s)];
}

// [b, w] with the smallest weighted mean loss + (λ/2) w², by Newton’s method; a step that raises it by more than rounding
// does is halved.
export function fittedLine({ x, y, weight, focus }) {
  const total = weight.reduce((a, v) => a + v, 0), n = x.length;
  const look = ([b, w]) => {
    let [loss, gb, gw, hbb, hbw, hww] = [PENALTY * w * w / 2, 0, PENALTY * w, 0, 0, PENALTY];
    for (let k = 0; k < n; k++) {
      const sign = y[k] ? 1 : -1, [value, slope, bend] = lossOf(sign * (b + w * x[k]), focus), part = weight[k] / total;
      const g = part * sign * slope, c = part * Math.max(bend, 0);
      loss += part * value;
      gb += g; gw += g * x[k];
      hbb += c; hbw += c * x[k]; hww += c * x[k] * x[k];
    }
    return { loss, gb, gw, hbb: hbb + 1e-12, hbw, hww };
  };
  let at = [0, 0], here = look(at);
  for (let round = 0; round < 100; round++) {
    const { gb, gw, hbb, hbw, hww } = here, det = hbb * hww - hbw * hbw;
    const step = [(gw * hbw - gb * hww) / det, (gb * hbw - gw * hbb) / det];
    let share = 1, next = [at[0] + step[0], at[1] + step[1]], there = look(next);
    while (there.loss > here.loss + 1e-12 && share > 1e-9) {
      share /= 2;
      next = [at[0] + share * step[0], at[1] + share * step[1]];
      there = look(next);
    }
    const far = Math.hypot(next[0] - at[0], next[1] - at[1]);
    [at, here] = [next, there];
    if (far < 1e-13 * (1 + Math.hypot(...at))) break;
  }
  return at;
}

// Where the model says the threshold.
export const edgeOf = ([b, w], threshold) => (Math.log(threshold / (1 - threshold)) - b) / w;

// On endlessly many new examples of which those with x ≥ edge are called positive.
export function rightShares(edge, ratio) {
  const recall = normalTail(edge - GAP), alarms = ratio * normalTail(edge);
  return { recall, precision: recall + alarms > 0 ? recall / (recall + alarms) : 1,
    accuracy: (recall + ratio - alarms) / (1 + ratio) };
}

// ---- words -------------------------------------------------------------------------------------------------------------

const inPercent = (v) => `${number(100 * v, 2)}%`;

export function saidOf({ recall, precision }, said, ratio) {
  const share = 1 / (1 + ratio), times = said / share;
  const head = `it finds ${inPercent(recall)} of the positives, and ${inPercent(precision)} of its alarms are right`;
  const honest = times < 1.5 && times > 1 / 1.5;
  const why = `on average it says ${inPercent(said)}, where ${inPercent(share)} are positive`
    + (honest ? "." : times > 1 ? `: ${number(times, 2)} times too much.` : `: ${number(1 / times, 2)} times too little.`);
  return { tone: honest ? "gradient" : "accent", head, why };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

const LOW = -4, HIGH = 6;

function drawModel(ui, p, { x, y }, line, edge, threshold, seed) {
  const { colors } = ui, ctx = p.front(), jitter = uniform(seed + 2000, x.length), many = x.length > 1500;
  p.box({ x: [LOW, HIGH], y: [-0.17, 1.17] });
  p.axes(ctx, { x: "x", y: "probability it says", above: true });
  p.inside(ctx, () => {
    ctx.fillStyle = mix(colors.paper, colors.model, 0.16);
    const from = Math.min(p.area.left + p.area.width, Math.max(p.area.left, p.x(edge)));
    ctx.fillRect(from, p.area.top, p.area.left + p.area.width - from, p.area.height);
    for (let k = x.length - 1; k >= 0; k--) {
      const top = y[k] === 1;
      ctx.fillStyle = top ? colors.model : colors.data;
      ctx.globalAlpha = top ? 0.9 : many ? 0.35 : 0.6;
      marker(ctx, top ? "diamond" : "circle", p.x(x[k]), p.y((top ? 1.03 : -0.14) + 0.11 * jitter[k]), top ? 3.2 : 2);
      ctx.fill();
    }
    ctx.globalAlpha = 1;
    stroke(ctx, mix(colors.paper, colors.ink, 0.5), 1, () => {
      ctx.moveTo(p.x(LOW), p.y(threshold));
      ctx.lineTo(p.x(HIGH), p.y(threshold));
      ctx.moveTo(p.x(edge), p.y(-0.17));
      ctx.lineTo(p.x(edge), p.y(1.17));
    }, [5, 4]);
    stroke(ctx, colors.ink, 2.5, () => polyline(ctx, p, 161, (k) => {
      const v = LOW + (HIGH - LOW) * k / 160;
      return [v, sigmoid(line[0] + line[1] * v)];
    }));
  });
  ctx.fillStyle = colors.ink;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillText("positives", p.area.left + 6, p.y(1.085));
  ctx.textAlign = "right";
  ctx.fillText("negatives", p.area.left + p.area.width - 4, p.y(-0.085));
}

function drawTradeOff(ui, p, spots, now, ratio) {
  const { colors } = ui, ctx = p.front(), share = 1 / (1 + ratio);
  p.box({ x: [0, 1], y: [0, 1] });
  p.axes(ctx, { x: "recall", y: "precision", above: true });
  stroke(ctx, mix(colors.paper, colors.ink, 0.4), 1, () => {
    ctx.moveTo(p.x(0), p.y(share));
    ctx.lineTo(p.x(1), p.y(share));
  }, [5, 4]);
  stroke(ctx, colors.muted, 2, () => polyline(ctx, p, 241, (k) => {
    const { recall, precision } = rightShares(LOW - 2 + (HIGH - LOW + 4) * (1 - k / 240), ratio);
    return [recall, precision];
  }));
  for (const [name, , shape] of CHOICES) {
    const { recall, precision } = spots[name], chosen = name === now;
    marker(ctx, shape, p.x(recall), p.y(precision), chosen ? 8 : 4.5);
    ctx.fillStyle = chosen ? colors.model : colors.paper;
    ctx.fill();
    ctx.strokeStyle = chosen ? colors.paper : colors.ink;
    ctx.lineWidth = 1.5;
    ctx.stroke();
  }
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const STYLES = `
.counts { display: grid; gap: 7px; }
.counts .bar { height: 14px; border-radius: 4px; overflow: hidden; background: var(--wash); }
.counts .bar > div { height: 100%; background: var(--shade); }
.tools { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 6px 16px; align-items: end; }
.tools select { width: 100%; }
.tools > .row { grid-column: 1 / -1; flex-wrap: wrap; }
`;

const accepts = accepting({
  ratio: whole(1, 200), remedy: oneOf(...CHOICES.map(([name]) => name)), threshold: between(0.001, 0.999), seed: whole(0, 999),
});
const held = (t) => Math.min(0.999, Math.max(0.001, +t.toPrecision(3)));

function render(args) {
  const ui = open(args, "Imbalanced classes");
  const field = plot(ui, { label: "training examples, the model and its threshold", aspect: 1.45, margin: [24, 10, 24, 34] });
  const curve = plot(ui, { label: "precision against recall", aspect: 1.25, margin: [24, 14, 24, 38] });
  let known = "", data = null, lines = {};
  const learn = () => {
    const [ratio, seed] = [ui.get("ratio"), ui.get("seed")];
    if (known === `${ratio} ${seed}`) return;
    known = `${ratio} ${seed}`;
    data = drawnExamples(ratio, seed);
    lines = Object.fromEntries(CHOICES.map(([name]) => [name, fittedLine(remedied(data, name, seed))]));
  };
  const line = () => lines[ui.get("remedy")];
  learn();
  const knob = handle(ui, field, {
    label: "threshold on the curve", get: () => [Math.min(HIGH, Math.max(LOW, edgeOf(line(), ui.get("threshold")))), ui.get("threshold")],
    set: ([x]) => ui.set({ threshold: held(sigmoid(line()[0] + line()[1] * x)) }),
    describe: () => `threshold ${number(ui.get("threshold"))}`,
  });
  const logit = (t) => Math.log(t / (1 - t));
  const ratio = slider(ui, { key: "ratio", label: "negatives per positive", min: 1, max: 200, step: 1 });
  const threshold = slider(ui, { label: "threshold", min: -7, max: 7, step: 0.05, format: () => number(ui.get("threshold")),
    get: () => logit(ui.get("threshold")), set: (v) => ui.set({ threshold: held(sigmoid(v)) }) });
  const remedy = select(ui, { key: "remedy", label: "remedy", options: CHOICES.map(([name, words]) => [name, words]) });
  const half = button("threshold ½", () => ui.set({ threshold: 0.5 }));
  const rare = button("threshold = share of positives", () => ui.set({ threshold: held(1 / (1 + ui.get("ratio"))) }));
  const again = button("other sample", () => ui.set({ seed: (ui.get("seed") + 1) % 1000 }));
  const bar = (name) => {
    const part = h("div"), value = h("span");
    return { part, value, element: h("div", {}, h("div.head", {}, h("span", {}, name), value), h("div.bar", { "aria-hidden": "true" }, part)) };
  };
  const bars = ["recall", "precision", "accuracy"].map((name) => [name, bar(name)]);
  const counts = h("div.counts", {}, ...bars.map(([, b]) => b.element)), words = h("p.verdict", { style: "min-height: 5.2em" });
  const names = legend(), tools = h("div.tools", {}, ratio.element, remedy.element, threshold.element, again,
    h("div.row.tight", {}, half, rare));
  const left = h("div.stack", {}, field.figure, tools, words), right = h("div.stack", {}, curve.figure, names.element, counts);
  [[field.figure, 1], [tools, 2], [words, 3], [counts, 4], [curve.figure, 5], [names.element, 6]]
    .forEach(([part, order]) => part.style.setProperty("--narrow", order));
  ui.section.append(h("style", {}, STYLES), h("div.columns", {}, left, right), footer(ui, STATE));

  return ui.run(() => {
    learn();
    const { colors } = ui, [many, name, t, seed] = STATE.map(ui.get), edge = edgeOf(line(), t);
    const spots = Object.fromEntries(CHOICES.map(([key]) => [key, rightShares(edgeOf(lines[key], t), many)]));
    const said = data.x.reduce((sum, x) => sum + sigmoid(line()[0] + line()[1] * x), 0) / data.x.length;
    drawModel(ui, field, data, line(), edge, t, seed);
    drawTradeOff(ui, curve, spots, name, many);
    knob.place();
    for (const part of [ratio, threshold, remedy]) part.show();
    names.show(CHOICES.map(([key, text, shape]) => [text, shape, key === name ? colors.model : colors.ink]));
    for (const [key, { part, value }] of bars) {
      value.textContent = inPercent(spots[name][key]);
      part.style.width = `${100 * spots[name][key]}%`;
      part.style.setProperty("--shade", `var(--${key === "accuracy" ? "muted" : "model"})`);
    }
    const { tone, head, why } = saidOf(spots[name], said, many);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `; ${why}`);
    ui.say(`${head}; ${why}`);
  });
}

export default { render, accepts };
