// The widget GradientDescent: a path over a landscape, its loss curve, a race of all optimizers, and a verdict in words.
import { arrow, grid, halo, legend, marker, plot, polyline, terrain } from "./drawing.js";
import { accepting, between, checkbox, flag, footer, h, handle, oneOf, open, player, points, select, slider, whole } from "./kit.js";
import { LANDSCAPES, OPTIMIZERS, descend, point, race, raceVerdict, verdict } from "./descent.js";
import { number } from "./scales.js";

const LOSSES = [["bowl", "bowl"], ["ravine", "ravine"], ["saddle", "saddle"], ["rosenbrock", "Rosenbrock’s valley"],
  ["himmelblau", "Himmelblau’s hills"], ["quadratic", "quadratic of your own"]];
const LOOKS = {
  gradient_descent: ["model", "circle"], momentum: ["data", "square"], nesterov: ["gradient", "diamond"],
  adagrad: ["muted", "up"], rmsprop: ["accent", "down"], adam: ["error", "hexagon"], adamw: ["ink", "star"],
};
const SLIDERS = {
  learning_rate: { label: "learning rate", symbol: "η", min: 0.0001, max: 2, scale: "log", format: (v) => number(v) },
  beta: { label: "momentum", symbol: "β", min: 0, max: 0.99, step: 0.01 },
  rho: { label: "memory of squares", symbol: "ρ", min: 0, max: 0.999, step: 0.001 },
  beta1: { label: "memory of gradients", symbol: "β₁", min: 0, max: 0.99, step: 0.01 },
  beta2: { label: "memory of squares", symbol: "β₂", min: 0, max: 0.999, step: 0.001 },
  weight_decay: { label: "weight decay", symbol: "λ", min: 0, max: 1, step: 0.01 },
  steps: { label: "steps", min: 1, max: 300, step: 1 },
};
const PARAMETERS = ["beta", "rho", "beta1", "beta2", "weight_decay"];
const KEYS = ["loss", "eigenvalues", "start", "optimizer", "learning_rate", ...PARAMETERS, "steps", "step", "race", "best_rates"];

// Whether a value that comes from the page's address can be used.
const share = (value) => between(0, 1)(value) && value < 1;
const accepts = accepting({
  loss: oneOf(...Object.keys(LANDSCAPES)), eigenvalues: points(between(-2, 20)), start: points(between(-1e6, 1e6)),
  optimizer: oneOf(...Object.keys(OPTIMIZERS)), learning_rate: (value) => between(0, 1e6)(value) && value > 0,
  beta: share, rho: share, beta1: share, beta2: share, weight_decay: between(0, 1),
  steps: whole(1, 1000), step: whole(0, 1000), race: flag, best_rates: flag,
});

// All that follows from the state, computed anew only when the state has changed.
function experiment(ui) {
  let key = "", result;
  return () => {
    const state = Object.fromEntries(KEYS.map((k) => [k, ui.get(k)])), now = JSON.stringify({ ...state, step: 0 });
    if (now !== key) {
      const landscape = LANDSCAPES[state.loss](state.eigenvalues), { start, optimizer, learning_rate: rate, steps } = state;
      const parameters = Object.fromEntries(PARAMETERS.map((k) => [k, state[k]]));
      const settings = { landscape, start, optimizer, rate, parameters, steps };
      const runs = state.race ? race(landscape, start, rate, parameters, steps, state.best_rates)
        : [{ optimizer, rate, ...descend(landscape, start, optimizer, rate, parameters, steps) }];
      result = { ...settings, runs, verdict: state.race ? raceVerdict(runs, steps) : verdict(settings, runs[0]) };
      key = now;
    }
    return { ...result, state };
  };
}

// The map: terrain behind, then the minima, the paths, their heads, and the way downhill at the start.
function drawMap(ui, map, e, time, hover, back) {
  const { landscape, runs } = e, { colors } = ui;
  if (back) {
    map.box({ x: landscape.x, y: landscape.y });
    const ctx = map.back();
    const fine = landscape.eigenvalues ? [91, 69] : [181, 136]; // ellipses are smooth, and drawn while their sliders move
    terrain(ctx, map, grid(landscape.f, landscape.x, landscape.y, ...fine), colors);
    map.axes(ctx, { x: "x₁", y: "x₂" });
  }
  const ctx = map.front();
  map.inside(ctx, () => {
    ctx.strokeStyle = colors.ink;
    ctx.lineWidth = 1.5;
    for (const [x, y] of landscape.minima) cross(ctx, map.x(x), map.y(y), 4);
    for (const run of runs) drawPath(ctx, map, run, time, colors, runs.length > 1);
    drawSlope(ctx, map, e, colors);
    if (hover) ring(ctx, map.x(hover.run.path[2 * hover.step]), map.y(hover.run.path[2 * hover.step + 1]), colors.ink);
  });
}

function cross(ctx, x, y, r) {
  ctx.beginPath();
  for (const [dx, dy] of [[r, 0], [0, r]]) { ctx.moveTo(x - dx, y - dy); ctx.lineTo(x + dx, y + dy); }
  ctx.stroke();
}

function ring(ctx, x, y, color) {
  ctx.beginPath();
  ctx.arc(x, y, 7, 0, 7);
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

function drawPath(ctx, map, { path, optimizer }, time, colors, racing) {
  const [color, shape] = LOOKS[optimizer], count = path.length / 2, at = (k) => [path[2 * k], path[2 * k + 1]];
  ctx.beginPath();
  polyline(ctx, map, count, at, time);
  ctx.strokeStyle = colors.paper;
  ctx.lineWidth = racing ? 3.5 : 4.5;
  ctx.stroke();
  ctx.strokeStyle = ctx.fillStyle = colors[color];
  ctx.lineWidth = racing ? 1.8 : 2;
  ctx.stroke();
  if (!racing) {
    ctx.beginPath();
    for (let k = 1; k <= time; k++) {
      const x = map.x(path[2 * k]), y = map.y(path[2 * k + 1]);
      if (Math.abs(x) < 1e5 && Math.abs(y) < 1e5) { ctx.moveTo(x, y); ctx.arc(x, y, 3, 0, 7); }
    }
    ctx.fill();
  }
  const k = Math.floor(time), part = time - k, [x, y] = at(k), [u, v] = at(Math.min(k + 1, count - 1));
  const [px, py] = [map.x(x + (part && (u - x) * part)), map.y(y + (part && (v - y) * part))];
  if (!Number.isFinite(px + py)) return;
  marker(ctx, shape, px, py, 5.5);
  ctx.strokeStyle = colors.paper;
  ctx.lineWidth = 3;
  ctx.stroke();
  ctx.fill();
}

// The direction of −∇f at the start; its length says nothing, so that it can be seen on every slope.
function drawSlope(ctx, map, { landscape, start: [x, y], runs: [{ path }] }, colors) {
  const [gx, gy] = landscape.gradient(x, y), size = Math.hypot(gx, gy);
  if (!(size > 0)) return;
  const [px, py, dx, dy] = [map.x(x), map.y(y), -gx / size, gy / size];
  const [tx, ty] = [px + 46 * dx, py + 46 * dy], end = path.length - 2;
  const turn = dx * (y - path[end + 1]) - dy * (path[end] - x) > 0 ? -1 : 1; // the label keeps out of the path's way
  const at = (side) => [px + 30 * dx - 24 * side * dy, py + 30 * dy + 14 * side * dx], { left, width } = map.area;
  const [lx, ly] = at(Math.abs(at(turn)[0] - left - width / 2) < width / 2 - 16 ? turn : -turn); // and inside the map
  for (const [color, width] of [[colors.paper, 5], [colors.gradient, 2.5]]) {
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.lineWidth = width;
    arrow(ctx, px + 10 * dx, py + 10 * dy, tx, ty);
  }
  ctx.font = ctx.font.replace("12px", "600 13px");
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  halo(ctx, "−∇f", lx, ly, colors.gradient, colors.paper);
}

// How far each loss is above the lowest, and the decades that show it; without a lowest, the losses on a linear scale.
function curveScale({ landscape, runs, steps }) {
  const least = landscape.minima.length ? landscape.f(...landscape.minima[0]) : 0, logY = landscape.minima.length > 0;
  const first = runs[0].losses[0] - least, heights = runs.flatMap(({ losses }) => Array.from(losses, (f) => f - least));
  if (!logY) {
    const seen = heights.filter((v) => Math.abs(v) < 50 * (1 + Math.abs(first)));
    return { least, logY, y: [Math.min(...seen, first - 1), Math.max(...seen, first + 1)], x: [0, steps] };
  }
  const seen = heights.filter((v) => v > 0 && v < 1e5 * Math.max(first, 1e-3));
  const top = Math.ceil(Math.log10(Math.max(...seen, 1e-3)) + 1e-9);
  const low = Math.min(top - 2, Math.max(-8, Math.floor(Math.log10(Math.min(...seen, 1)))));
  return { least, logY, y: [10 ** low, 10 ** top], x: [0, steps] };
}

function drawCurve(ui, curve, names, e, time, hover) {
  const { colors } = ui, { least, ...box } = curveScale(e), racing = e.runs.length > 1;
  const ctx = curve.front(), back = curve.back(), ends = [];
  const name = ({ optimizer, rate }) => OPTIMIZERS[optimizer].name + (e.state.best_rates ? ` ${number(rate)}` : "");
  names.show(racing ? e.runs.map((run) => [name(run), LOOKS[run.optimizer][1], colors[LOOKS[run.optimizer][0]]]) : []);
  curve.box(box);
  curve.axes(back, { x: "step", y: least < 0 ? "f − minimum" : box.logY ? "loss f, log scale" : "loss f", above: true });
  for (const run of e.runs) {
    const { losses, optimizer } = run, [color, shape] = LOOKS[optimizer], floor = box.y[0];
    const at = (k) => [k, box.logY ? Math.max(losses[k] - least, floor * 0.1) : losses[k]];
    curve.inside(ctx, () => {
      ctx.strokeStyle = colors[color];
      for (const [alpha, until] of [[0.3, losses.length], [1, time]]) {
        ctx.globalAlpha = alpha;
        ctx.lineWidth = 2;
        ctx.beginPath();
        polyline(ctx, curve, losses.length, at, until);
        ctx.stroke();
      }
    });
    const k = Math.floor(time), y = Math.min(Math.max(curve.y(at(k)[1]), curve.area.top), curve.area.top + curve.area.height);
    if (Number.isFinite(y)) ends.push({ y, shape, color: colors[color] });
  }
  for (const end of ends) head(ctx, end.shape, curve.x(time), end.y, end.color, colors.paper);
  if (!hover) return;
  const height = hover.run.losses[hover.step] - least;
  ring(ctx, curve.x(hover.step), curve.y(box.logY ? Math.max(height, box.y[0]) : height), colors.ink);
}

function head(ctx, shape, x, y, color, paper) {
  marker(ctx, shape, x, y, 4.5);
  ctx.strokeStyle = paper;
  ctx.fillStyle = color;
  ctx.lineWidth = 3;
  ctx.stroke();
  ctx.fill();
}

// What the pointer is near: the run and its step, in the map or on the curve.
function hovering(ui, map, curve, current, limit) {
  let hover = null;
  const seek = (p, distance) => (event) => {
    const [px, py] = p.at(event), e = current();
    let best = 14;
    hover = null;
    for (const run of event.buttons || event.pointerType === "touch" ? [] : e.runs) {
      for (let k = 0; k <= limit(); k++) {
        const d = distance(run, k, px, py);
        if (d < best) { best = d; hover = { run, step: k, p }; }
      }
    }
    ui.redraw();
  };
  const onMap = ({ path }, k, px, py) => Math.hypot(map.x(path[2 * k]) - px, map.y(path[2 * k + 1]) - py);
  const onCurve = ({ losses }, k, px) => (Number.isFinite(losses[k]) ? Math.abs(curve.x(k) - px) : Infinity);
  map.figure.addEventListener("pointermove", seek(map, onMap));
  curve.figure.addEventListener("pointermove", seek(curve, onCurve));
  for (const p of [map, curve]) p.figure.addEventListener("pointerleave", () => { hover = null; ui.redraw(); });
  return () => hover;
}

function tips(map, curve, hover) {
  for (const p of [map, curve]) if (hover?.p !== p) p.tip();
  if (!hover) return;
  const { run, step, p } = hover, x = run.path[2 * step], y = run.path[2 * step + 1], f = `f = ${number(run.losses[step])}`;
  if (p === map) p.tip(`step ${step}: ${point(x, y)}, ${f}`, x, y);
  else p.tip(`step ${step}: ${f}`, step, p.y.invert(p.area.top + p.area.height / 2));
}

// λ_max with its index set low; no line ends within a point or an equation.
function typeset(text) {
  const whole = text.replace(/(?<=\([^ ]+,) (?=[^ ]+\))| (?=[=<>−] )|(?<=[=<>−η]) /g, "\u00a0");
  return whole.split(/_(max|min)/).map((part, i) => (i % 2 ? h("sub", {}, part) : part));
}

function sayVerdict(ui, element, { tone, head: what, why, rest }) {
  element.style.setProperty("--tone", `var(--${{ good: "gradient", slow: "accent", bad: "error", note: "muted" }[tone]})`);
  element.replaceChildren(h("strong", {}, ...typeset(what)), ": ", ...typeset(why), h("br"), ...typeset(rest));
  ui.say(`${what}: ${why}. ${rest}`);
}

function controls(ui) {
  const choose = (loss) => {
    const { start, rate, steps } = LANDSCAPES[loss](ui.get("eigenvalues"));
    ui.set({ loss, start, learning_rate: rate, steps, step: null });
  };
  const loss = select(ui, { label: "landscape", options: LOSSES, get: () => ui.get("loss"), set: choose });
  const names = Object.entries(OPTIMIZERS).map(([key, { name }]) => [key, name]);
  const optimizer = select(ui, { key: "optimizer", label: "optimizer", options: names });
  const all = checkbox(ui, { key: "race", label: "race all seven" });
  const best = checkbox(ui, { key: "best_rates", label: "each at its best rate" });
  const sliders = Object.fromEntries(Object.entries(SLIDERS).map(([key, s]) => [key, slider(ui, { key, ...s })]));
  sliders.steps = slider(ui, { ...SLIDERS.steps, get: () => ui.get("steps"), set: (steps) => ui.set({ steps, step: null }) });
  const own = [0, 1].map((i) => slider(ui, {
    label: "eigenvalue", symbol: `λ${"₁₂"[i]}`, min: -2, max: 20, step: 0.1, format: (v) => number(v),
    get: () => ui.get("eigenvalues")[i],
    set: (v) => ui.set({ eigenvalues: ui.get("eigenvalues").map((old, j) => (i === j ? v : old)) }),
  }));
  const show = ({ state, optimizer: name }) => {
    for (const c of [loss, optimizer, all, best, ...own, ...Object.values(sliders)]) c.show();
    optimizer.element.hidden = state.race;
    best.element.hidden = !state.race;
    for (const c of own) c.element.hidden = state.loss !== "quadratic";
    sliders.learning_rate.element.hidden = state.race && state.best_rates;
    for (const key of PARAMETERS) sliders[key].element.hidden = state.race || !OPTIMIZERS[name].parameters.includes(key);
  };
  const elements = (list) => list.map((c) => c.element);
  return { bar: elements([loss, optimizer, all, best]), sliders: elements([...own, ...Object.values(sliders)]), show };
}

function matters(ui) {
  return (key) => {
    if (key === "eigenvalues") return ui.get("loss") === "quadratic";
    if (PARAMETERS.includes(key)) return ui.get("race") || OPTIMIZERS[ui.get("optimizer")].parameters.includes(key);
    if (key === "best_rates" || key === "race") return ui.get("race");
    return key !== "step" || ui.get("step") !== null;
  };
}

function render(args) {
  const ui = open(args, "Gradient descent"), current = experiment(ui), compact = ui.get("compact");
  const map = plot(ui, { label: "map of the landscape with the path", aspect: 4 / 3, margin: [8, 8, 24, 30] });
  const names = legend(), curve = plot(ui, { label: "loss at each step", aspect: 1.5, margin: [26, 10, 24, 38] });
  const start = handle(ui, map, {
    label: "start", get: () => ui.get("start"), set: (at) => ui.set({ start: at }),
    describe: (x, y) => `x₁ = ${number(x)}, x₂ = ${number(y)}`,
  });
  const play = player(ui, {
    length: () => ui.get("steps"), get: () => Math.min(ui.get("step") ?? Infinity, ui.get("steps")),
    set: (k) => ui.set({ step: k >= ui.get("steps") ? null : k }),
  });
  const parts = controls(ui), formula = h("div.soft", { style: "margin-top: 6px" }), words = h("p.verdict");
  const hover = hovering(ui, map, curve, current, () => play.time);
  const knobs = h("div.sliders", { style: "--narrow: 1" }, ...parts.sliders);
  [words, curve.figure, names.element].forEach((element, i) => element.style.setProperty("--narrow", i + 2));
  if (!compact) ui.section.append(h("div.row.choices", {}, ...parts.bar), formula);
  const left = h("div.stack", {}, map.figure, play.element, ...(compact ? [] : [words]));
  const right = h("div.stack", {}, ...(compact ? [knobs, words] : [curve.figure, names.element, knobs]));
  ui.section.append(h("div.columns", {}, left, right));
  if (!compact) ui.section.append(footer(ui, KEYS, matters(ui)));
  let shown = "";
  return ui.run(() => {
    const e = current(), ground = e.state.loss + e.state.eigenvalues, back = ui.fresh || ground !== shown;
    parts.show(e);
    play.show();
    drawMap(ui, map, e, play.time, hover(), back);
    if (!compact) drawCurve(ui, curve, names, e, play.time, hover());
    start.place();
    tips(map, curve, hover());
    formula.replaceChildren(h("i", {}, "f"), `(x₁, x₂) = ${e.landscape.formula}`);
    sayVerdict(ui, words, e.verdict);
    shown = ground;
  });
}

export default { render, accepts };
