// The widget VectorExplorer: two arrows, and the three ways to compare them: angle, shadow, length by a p-norm.
import { arrow, halo, mix, plot, polyline } from "./drawing.js";
import { accepting, between, footer, h, handle, oneOf, open, points, select, slider } from "./kit.js";
import { rounded } from "./scales.js";

const LIMIT = 5, REACH = 5.6;
const SHOWS = [["angle", "dot product and angle"], ["projection", "projection of a on b"], ["balls", "lengths and norm balls"]];
const FORMULAS = {
  angle: "*a* · *b* = a₁b₁ + a₂b₂ = ‖*a*‖ ‖*b*‖ cos θ",
  projection: "projection = t *b* with t = *a* · *b* / *b* · *b*",
  balls: "‖*x*‖_p = (|x₁|^p + |x₂|^p)^1/p",
};
const CURVES = { angle: "cosine over angle", projection: "distance from a to t b, over t", balls: "both lengths, over p" };
const KEYS = ["show", "a", "b", "p"];

// ---- the arithmetic: the same operations in the same order as dlmath.linear_algebra; tests hold them equal -------------

export const dot = (x, y) => x[0] * y[0] + x[1] * y[1];
export const scale = (t, x) => [t * x[0], t * x[1]];
export const minus = (x, y) => [x[0] - y[0], x[1] - y[1]];

export function norm(x, p = 2) {
  const largest = Math.max(Math.abs(x[0]), Math.abs(x[1]));
  if (largest === 0 || p === Infinity) return largest;
  return largest * (Math.abs(x[0] / largest) ** p + Math.abs(x[1] / largest) ** p) ** (1 / p);
}

const zero = (x) => x[0] === 0 && x[1] === 0;
const direction = (x) => scale(1 / norm(x), x);

export function cosine(x, y) {
  return Math.min(1, Math.max(-1, dot(direction(x), direction(y))));
}

export function angle(x, y) {
  const u = direction(x), v = direction(y);
  return 2 * Math.atan2(norm(minus(u, v)), norm([u[0] + v[0], u[1] + v[1]]));
}

export function project(a, b) {
  const u = direction(b);
  return scale(dot(a, u), u);
}

// Points [x, y] of the ball's edge: all that are as long as `radius` in the p-norm, one for each degree.
export function ball(radius, p) {
  return Array.from({ length: 361 }, (_, k) => {
    const u = [Math.cos(k * Math.PI / 180), Math.sin(k * Math.PI / 180)];
    return scale(radius / norm(u, p), u);
  });
}

// ---- words -------------------------------------------------------------------------------------------------------------

const bracketed = (v) => (v < 0 ? `(${rounded(v)})` : rounded(v));
const point = (x) => `(${rounded(x[0])}, ${rounded(x[1])})`;
const products = (x, y) => `${rounded(x[0])}·${bracketed(y[0])} + ${bracketed(x[1])}·${bracketed(y[1])}`;
const order = (p) => (p === Infinity ? "∞" : rounded(p));
const isZero = (v) => Math.abs(v) < 1e-9;

function aboutAngle({ a, b }) {
  const product = dot(a, b);
  if (zero(a) || zero(b)) {
    return { tone: "note", head: "no angle", why: `*${zero(a) ? "a" : "b"}* is the zero vector, which points nowhere`,
      rest: "Its dot product with every vector is 0." };
  }
  const c = cosine(a, b), sign = isZero(product) ? "=" : product > 0 ? ">" : "<";
  const why = `*a* · *b* = ${rounded(product)}${sign === "=" ? "" : ` ${sign} 0`}`;
  if (sign === "=") return { tone: "note", head: "at right angles", why, rest: "*b* stands on the edge of the shaded half." };
  if (1 - Math.abs(c) < 1e-9) {
    const most = `‖*a*‖ ‖*b*‖, the ${c > 0 ? "most" : "least"} that two vectors of these lengths can have.`;
    return { tone: c > 0 ? "good" : "bad", head: c > 0 ? "the same direction" : "opposite directions", why,
      rest: `This is ${c > 0 ? "" : "−"}${most}` };
  }
  return c > 0 ? { tone: "good", head: "on the same side", why, rest: "*b* points into the shaded half, less than 90° from *a*." }
    : { tone: "bad", head: "on opposite sides", why, rest: "*b* points away from the shaded half, more than 90° from *a*." };
}

function aboutProjection({ a, b }) {
  if (zero(b)) {
    return { tone: "note", head: "no line to project on", why: "*b* is the zero vector, which points nowhere", rest: "" };
  }
  const t = dot(a, b) / dot(b, b), left = norm(minus(a, project(a, b)));
  const why = `t = ${rounded(dot(a, b))} / ${rounded(dot(b, b))} = ${rounded(t)}`;
  const rest = isZero(left) ? "Nothing is left over: *a* lies on the line through *b*."
    : `What is left over, *a* − t *b*, is ${rounded(left)} long and at right angles to *b*.`;
  if (isZero(t)) return { tone: "note", head: "no shadow", why, rest: zero(a) ? "*a* is the zero vector." : rest };
  const length = isZero(t - 1) ? "as long as" : t > 1 ? "longer than" : "shorter than";
  const head = t < 0 ? "the shadow points against *b*" : `the shadow is ${length} *b*`;
  return { tone: "good", head, why, rest };
}

const BALLS = [[1, "p = 1: a diamond, the way along the streets"], [2, "p = 2: a circle, as the crow flies"],
  [Infinity, "p = ∞: a square, only the largest entry counts"]];

function aboutBalls({ a, b, p }) {
  const [one, other] = [norm(a, p), norm(b, p)], same = Math.abs(one - other) < 0.005;
  const head = same ? "equally long" : `*${one > other ? "a" : "b"}* is longer`;
  const shape = BALLS.find(([q]) => q === p)?.[1] || `p = ${order(p)}: between ${p < 2 ? "diamond and circle" : "circle and square"}`;
  return { tone: same ? "good" : "note", head, why: `‖*a*‖_p = ${one.toFixed(2)}, ‖*b*‖_p = ${other.toFixed(2)}`, rest: `${shape}.` };
}

// {tone: "good" | "bad" | "note", head, why, rest}: what is to be seen, the numbers for it, and a sentence more.
export const verdict = (state) => ({ angle: aboutAngle, projection: aboutProjection, balls: aboutBalls }[state.show](state));

// The lines of numbers beside the picture: [name, value, value].
export function numbers({ show, a, b, p }) {
  const none = "—", both = !zero(a) && !zero(b);
  if (show === "balls") {
    const lines = [[1, "1"], [2, "2"], [Infinity, "∞"], [p, order(p)]];
    return [["", "‖*a*‖_p", "‖*b*‖_p"], ...lines.map(([q, text]) => [`p = ${text}`, norm(a, q).toFixed(2), norm(b, q).toFixed(2)])];
  }
  const product = ["*a* · *b*", `${products(a, b)} = ${rounded(dot(a, b))}`];
  if (show === "angle") {
    const c = both && cosine(a, b);
    return [["*a*", `${point(a)}, length ${norm(a).toFixed(2)}`], ["*b*", `${point(b)}, length ${norm(b).toFixed(2)}`], product,
      ["cos θ", both ? `${rounded(dot(a, b))} / (${norm(a).toFixed(2)} · ${norm(b).toFixed(2)}) = ${rounded(c, 3)}` : none],
      ["θ", both ? `${(angle(a, b) * 180 / Math.PI).toFixed(1)}°` : none]];
  }
  const t = dot(a, b) / dot(b, b), foot = !zero(b) && project(a, b);
  const left = foot ? `${point(minus(a, foot))}, length ${norm(minus(a, foot)).toFixed(2)}` : none;
  return [product, ["*b* · *b*", `${products(b, b)} = ${rounded(dot(b, b))}`], ["t", foot ? rounded(t, 3) : none],
    ["t *b*", foot ? point(foot) : none], ["*a* − t *b*", left]];
}

// *a* is set bold, as vectors are, _p low, ^p and ^1/p high.
const typeset = (text) => text.replace(/ ([=<>/·]) /g, "\u00a0$1\u00a0").split(/(\*.\*|_p|\^(?:1\/)?p)/).map((part) => {
  const kind = { "*": "b", _: "sub", "^": "sup" }[part[0]];
  return kind ? h(kind, {}, part.replace(/[*_^]/g, "")) : part;
});
const spoken = (text) => text.replace(/[*_]/g, "");

// ---- the map -----------------------------------------------------------------------------------------------------------

function drawGrid(ui, map) {
  const ctx = map.back(), { colors } = ui;
  for (let k = -LIMIT; k <= LIMIT; k++) {
    ctx.strokeStyle = mix(colors.paper, colors.ink, k ? 0.1 : 0.45);
    for (const [x0, y0, x1, y1] of [[k, -REACH, k, REACH], [-REACH, k, REACH, k]]) line(ctx, map, [x0, y0], [x1, y1], 1);
  }
  ctx.fillStyle = colors.muted;
  ctx.textBaseline = "top";
  ctx.textAlign = "center";
  for (const k of [-4, -2, 2, 4]) ctx.fillText(rounded(k), map.x(k), map.y(0) + 4);
  ctx.textAlign = "right";
  ctx.fillText("x₁", map.x(REACH) - 4, map.y(0) + 4);
  ctx.fillText("x₂", map.x(0) - 5, map.y(REACH) + 3);
  ctx.textBaseline = "middle";
  for (const k of [-4, -2, 2, 4]) ctx.fillText(rounded(k), map.x(0) - 5, map.y(k));
}

function line(ctx, map, from, to, width) {
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(map.x(from[0]), map.y(from[1]));
  ctx.lineTo(map.x(to[0]), map.y(to[1]));
  ctx.stroke();
}

function dashed(ctx, paint) {
  ctx.setLineDash([6, 5]);
  paint();
  ctx.setLineDash([]);
}

// An arrow from the origin; its head stops at the ring that the hand takes hold of.
function vector(ctx, map, x, color, width = 3, gap = 9) {
  const [px, py, qx, qy] = [map.x(0), map.y(0), map.x(x[0]), map.y(x[1])], size = Math.hypot(qx - px, qy - py);
  if (size <= gap + 6) return;
  ctx.strokeStyle = ctx.fillStyle = color;
  ctx.lineWidth = width;
  const share = (size - gap) / size;
  arrow(ctx, px, py, px + (qx - px) * share, py + (qy - py) * share, 11);
}

// A word at a point of the map, moved by some pixels, legible on everything.
function word(ctx, ui, map, text, x, [dx, dy], color, bold = false) {
  ctx.font = `${bold ? "bold 16px" : "13px"} ${ui.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const [px, py] = [map.x(x[0]) + dx, map.y(x[1]) + dy], half = ctx.measureText(text).width / 2 + 3, { width, height } = map.area;
  const at = [Math.min(width - half, Math.max(half, px)), Math.min(height - 10, Math.max(10, py))];
  halo(ctx, text, ...at, color, ui.colors.paper);
}

// Where the name of an arrow stands: beyond its tip, or aside.
function beyond(x, size = 21) {
  const length = Math.hypot(...x) || 1;
  return [x[0] / length * size + (zero(x) ? size : 0), -x[1] / length * size];
}

const drawings = {
  angle(ctx, ui, map, { a, b }) {
    if (zero(a)) return;
    const turn = Math.atan2(a[1], a[0]), { width, height } = map.area;
    ctx.save();
    ctx.translate(map.x(0), map.y(0));
    ctx.rotate(-turn);
    ctx.fillStyle = ui.colors.data;
    ctx.globalAlpha = 0.1;
    ctx.fillRect(0, -width - height, width + height, 2 * (width + height));
    ctx.restore();
    if (zero(b)) return;
    const toB = Math.atan2(b[1], b[0]), theta = angle(a, b), side = a[0] * b[1] - a[1] * b[0] >= 0 ? 1 : -1;
    const middle = turn + side * theta / 2, r = 30, [ox, oy] = [map.x(0), map.y(0)];
    ctx.strokeStyle = ui.colors.ink;
    ctx.lineWidth = 1.8;
    ctx.beginPath();
    if (isZero(dot(a, b))) {
      const [u, v] = [turn, toB].map((t) => [13 * Math.cos(t), -13 * Math.sin(t)]);
      ctx.moveTo(ox + u[0], oy + u[1]);
      ctx.lineTo(ox + u[0] + v[0], oy + u[1] + v[1]);
      ctx.lineTo(ox + v[0], oy + v[1]);
    } else {
      ctx.arc(ox, oy, r, -turn, -turn - side * theta, side > 0);
    }
    ctx.stroke();
    const words = `${(theta * 180 / Math.PI).toFixed(0)}°`;
    word(ctx, ui, map, words, [0, 0], [(r + 18) * Math.cos(middle), -(r + 15) * Math.sin(middle)], ui.colors.ink);
  },

  projection(ctx, ui, map, { a, b }) {
    if (zero(b)) return;
    const { colors } = ui, u = direction(b), foot = project(a, b), rest = minus(a, foot), left = norm(rest);
    ctx.strokeStyle = colors.muted;
    dashed(ctx, () => line(ctx, map, scale(-2 * REACH, u), scale(2 * REACH, u), 1.2));
    ctx.lineCap = "butt";
    ctx.strokeStyle = colors.accent;
    line(ctx, map, [0, 0], foot, 9);
    ctx.lineCap = "round";
    if (left < 0.05) return;
    ctx.strokeStyle = colors.error;
    dashed(ctx, () => line(ctx, map, foot, a, 2));
    const k = 0.28, n = scale(1 / left, rest), back = scale(dot(foot, u) > 0 ? -k : k, u), corner = scale(k, n);
    ctx.strokeStyle = colors.ink;
    const at = [[foot[0] + back[0], foot[1] + back[1]], [foot[0] + back[0] + corner[0], foot[1] + back[1] + corner[1]],
      [foot[0] + corner[0], foot[1] + corner[1]]];
    if (norm(foot) > k && left > k) { line(ctx, map, at[0], at[1], 1.5); line(ctx, map, at[1], at[2], 1.5); }
    if (norm(foot) > 0.8) word(ctx, ui, map, "t b", scale(0.5, foot), [-n[0] * 16, n[1] * 16], colors.ink);
    if (left > 1.2) {
      const out = dot(foot, u) > 0 ? 1 : -1;
      word(ctx, ui, map, "a − t b", [foot[0] + rest[0] / 2, foot[1] + rest[1] / 2], [out * u[0] * 30, -out * u[1] * 16], colors.ink);
    }
  },

  balls(ctx, ui, map, { a, b, p }) {
    for (const [x, name] of [[a, "data"], [b, "model"]]) {
      if (zero(x)) continue;
      const edge = ball(norm(x, p), p);
      ctx.beginPath();
      polyline(ctx, map, edge.length, (k) => edge[k]);
      ctx.fillStyle = ctx.strokeStyle = ui.colors[name];
      ctx.globalAlpha = 0.1;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.lineWidth = 2;
      ctx.stroke();
    }
  },
};

function drawMap(ui, map, state) {
  const fresh = ui.fresh, { colors } = ui;
  if (fresh) {
    map.box({ x: [-REACH, REACH], y: [-REACH, REACH] });
    drawGrid(ui, map);
  }
  const ctx = map.front();
  map.inside(ctx, () => {
    drawings[state.show](ctx, ui, map, state);
    for (const [name, color] of [["a", "data"], ["b", "model"]]) vector(ctx, map, state[name], colors[color]);
    for (const [name, color] of [["a", "data"], ["b", "model"]]) {
      word(ctx, ui, map, name, state[name], beyond(state[name]), colors[color], true);
    }
  });
}

// ---- the curve beside it -----------------------------------------------------------------------------------------------

const degrees = (c) => Math.cos(c * Math.PI / 180);

// What is drawn: the box, how far the curves go, the names of the axes, curves [color, f], the place of the marker, ticks.
function curveOf({ show, a, b, p }) {
  if (show === "angle") {
    const theta = zero(a) || zero(b) ? NaN : angle(a, b) * 180 / Math.PI;
    return { x: [0, 204], to: 180, y: [-1.15, 1.15], names: { x: "θ", y: "cos θ over θ" }, curves: [["data", degrees]], at: theta,
      heights: [[-1, "−1"], [0, "0"], [1, "1"]], ticks: [[0, "0°"], [90, "90°"], [180, "180°"]], level: 0 };
  }
  if (show === "projection") {
    const t = zero(b) ? NaN : dot(a, b) / dot(b, b), away = (s) => norm(minus(a, scale(s, b)));
    const low = Math.floor(Math.min(0, t || 0) - 0.5), high = Math.ceil(Math.max(1, t || 0) + 0.5);
    return { x: [low, high], y: [0, 1.1 * Math.max(away(low), away(high), 1)], names: { x: "t", y: "distance from a to t b" },
      curves: [["error", away]], at: t };
  }
  const length = (x) => (s) => norm(x, s < 1 ? 1 / (1 - s) : Infinity);
  return { x: [0, 1.06], to: 1, y: [0, 1.1 * Math.max(norm(a, 1), norm(b, 1), 1)], names: { x: "p", y: "length over p" },
    curves: [["data", length(a)], ["model", length(b)]], at: 1 - 1 / p, ticks: [[0, "1"], [0.5, "2"], [0.75, "4"], [1, "∞"]] };
}

function drawCurve(ui, curve, state) {
  const { x, y, to = x[1], names, curves, at, ticks, heights, level } = curveOf(state), { colors } = ui, ctx = curve.front();
  curve.box({ x, y });
  if (ticks) curve.x.ticks = () => ticks;
  if (heights) curve.y.ticks = () => heights;
  curve.axes(curve.back(), { x: ticks ? "" : names.x, y: names.y, above: true });
  ctx.strokeStyle = mix(colors.paper, colors.ink, 0.35);
  for (const v of level === undefined ? [] : [level]) line(ctx, curve, [x[0], v], [x[1], v], 1);
  if (Number.isFinite(at)) dashed(ctx, () => line(ctx, curve, [at, y[0]], [at, y[1]], 1.2));
  for (const [color, f] of curves) {
    ctx.strokeStyle = ctx.fillStyle = colors[color];
    ctx.lineWidth = 2.2;
    ctx.beginPath();
    polyline(ctx, curve, 121, (k) => { const v = x[0] + (to - x[0]) * k / 120; return [v, f(v)]; });
    ctx.stroke();
    if (!Number.isFinite(at)) continue;
    ctx.beginPath();
    ctx.arc(curve.x(at), curve.y(f(at)), 5, 0, 7);
    ctx.fill();
  }
}

// ---- the widget --------------------------------------------------------------------------------------------------------

// Whether a value that comes from the page's address can be used.
const place = points(between(-LIMIT, LIMIT));
const accepts = accepting({
  show: oneOf(...SHOWS.map(([name]) => name)), a: place, b: place, p: (value) => value === 0 || between(1, Infinity)(value),
});

const STYLE = `
.numbers { display: grid; grid-template-columns: auto 1fr; gap: 3px 14px; font-variant-numeric: tabular-nums; }
.numbers.three { grid-template-columns: auto 1fr 1fr; }
.numbers > :nth-child(odd) { color: var(--muted); white-space: nowrap; }
.numbers.three > * { color: var(--ink); text-align: right; }
.numbers.three > :nth-last-child(-n + 3) { font-weight: 600; border-top: 1px solid var(--line); padding-top: 3px; }
`;

function tipOf(ui, map, name, color) {
  const near = (v) => Math.min(LIMIT, Math.max(-LIMIT, v));
  const tip = handle(ui, map, {
    label: `arrow ${name}`, digits: 1, get: () => ui.get(name), set: (x) => ui.set({ [name]: x.map(near) }),
    describe: (x, y) => `${name} = ${point([x, y])}`,
  });
  tip.element.style.setProperty("--ink", `var(--${color})`);
  return tip;
}

function render(args) {
  const ui = open(args, "Vector explorer");
  const state = () => ({ show: ui.get("show"), a: ui.get("a"), b: ui.get("b"), p: ui.get("p") || Infinity });
  const map = plot(ui, { label: "the plane with the arrows a and b", aspect: 1, margin: [0, 0, 0, 0] });
  const curve = plot(ui, { label: "curve", aspect: 2, margin: [26, 12, 24, 34] });
  const tips = [tipOf(ui, map, "a", "data"), tipOf(ui, map, "b", "model")];
  const choice = select(ui, { key: "show", label: "show", options: SHOWS });
  const power = slider(ui, {
    label: "power", symbol: "p", min: 0, max: 1, step: 0.005, get: () => 1 - 1 / state().p,
    set: (s) => ui.set({ p: s < 1 ? +(1 / (1 - s)).toPrecision(3) : 0 }), format: () => order(state().p),
  });
  const formula = h("div.soft"), words = h("p.verdict"), table = h("div.numbers");
  [power.element, words, table, curve.figure].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, map.figure), right = h("div.stack", {}, table, power.element, curve.figure, words);
  const matters = (key) => key !== "p" || ui.get("show") === "balls";
  const top = h("div.row", {}, choice.element, formula), below = footer(ui, KEYS, matters);
  ui.section.append(h("style", {}, STYLE), top, h("div.columns", {}, left, right), below);
  words.style.minHeight = "6.4em"; // four lines, so that nothing below it jumps
  return ui.run(() => {
    const now = state(), { tone, head, why, rest } = verdict(now), balls = now.show === "balls";
    for (const part of [choice, power]) part.show();
    power.element.hidden = !balls;
    drawMap(ui, map, now);
    drawCurve(ui, curve, now);
    curve.figure.setAttribute("aria-label", CURVES[now.show]);
    for (const tip of tips) tip.place();
    formula.replaceChildren(...typeset(FORMULAS[now.show]));
    table.classList.toggle("three", balls);
    table.replaceChildren(...numbers(now).flatMap((row) => row.map((text) => h("span", {}, ...typeset(text)))));
    words.style.setProperty("--tone", `var(--${{ good: "gradient", bad: "error", note: "muted" }[tone]})`);
    words.replaceChildren(h("strong", {}, ...typeset(head)), ": ", ...typeset(why), h("br"), ...typeset(rest));
    ui.say(spoken(`${head}: ${why}. ${rest}`));
  });
}

export default { render, accepts };
