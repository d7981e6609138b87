// The widget Momentum: the (η, β) plane shaded by the spectral radius, and the path and the eigenvalues at one of its points.
import { OPTIMIZERS, beside } from "./descent.js";
import { channels, contour, grid, halo, marker, mix, outline, plot, polyline, raster, stroke } from "./drawing.js";
import { accepting, between, checkbox, flag, footer, h, handle, oneOf, open, points, select, slider, whole } from "./kit.js";
import { fixed, number, rounded } from "./scales.js";

// ---- the arithmetic: the steps of dlmath.optimizers on ½ λ x²; tests hold them equal ------------------------------------

// The eigenvalues of one step for s = η λ, as [[re, im], [re, im]], the larger one first.
export function momentumRoots(optimizer, s, beta) {
  const [T, D] = OPTIMIZERS[optimizer].roots(s, { beta }), q = T * T / 4 - D;
  if (Math.abs(q) <= 1e-12) return [[T / 2, 0], [T / 2, 0]];
  if (q < 0) return [[T / 2, Math.sqrt(-q)], [T / 2, -Math.sqrt(-q)]];
  const large = T / 2 + (T < 0 ? -1 : 1) * Math.sqrt(q);
  return [[large, 0], [D / large, 0]];
}

export const spectralRadius = (optimizer, s, beta) => Math.hypot(...momentumRoots(optimizer, s, beta)[0]);

// x at each step, from x = 1 and v = 0.
export function momentumPath(optimizer, eta, beta, lambda, steps) {
  const { step } = OPTIMIZERS[optimizer], path = new Float64Array(steps + 1);
  let x = 1, memory = [0];
  for (let t = 0; ; t++) {
    path[t] = x;
    if (t === steps) return path;
    [x, ...memory] = step(eta, t, x, lambda * x, memory, { beta });
  }
}

// The point of the plane with the smallest spectral radius for both curvatures.
export function bestPoint(optimizer, curvatures) {
  const low = Math.min(...curvatures), high = Math.max(...curvatures), kappa = high / low;
  if (optimizer === "momentum") {
    const r = (Math.sqrt(kappa) - 1) / (Math.sqrt(kappa) + 1);
    return [4 / (Math.sqrt(low) + Math.sqrt(high)) ** 2, r * r];
  }
  const root = Math.sqrt(3 * kappa + 1); // Lessard, Recht, Packard, 2016, proposition 1
  return [4 / (3 * high + low), (root - 2) / (root + 2)];
}

// The step from which on x stays within 1 % of where it began; Infinity if that takes more than `most`.
export function settledAfter(optimizer, eta, beta, lambda, most = 5000) {
  const path = momentumPath(optimizer, eta, beta, lambda, most);
  let k = most;
  while (k >= 0 && Math.abs(path[k]) < 0.01) k--;
  return k === most ? Infinity : k + 1;
}

// ---- words -------------------------------------------------------------------------------------------------------------

// How x moves along one curvature.
export function motion(optimizer, s, beta) {
  const [[re, im]] = momentumRoots(optimizer, s, beta), rho = spectralRadius(optimizer, s, beta);
  const [T, D] = OPTIMIZERS[optimizer].roots(s, { beta });
  if (rho > 1 + 1e-12) return "diverges";
  if (rho >= 1 - 1e-12) return s > 0 ? "swings forever" : "does not move";
  if (im) return "oscillates";
  if (T === 0 && D === 0) return beta === 0 ? "there in one step" : "there in two steps";
  if (Math.abs(T * T / 4 - D) <= 1e-12) return "critically damped";
  return re < 0 ? "jumps back and forth" : "overdamped";
}

// The two eigenvalues in words.
export function rootsInWords(roots) {
  const [[a, im], [b]] = roots;
  if (im) return `${fixed(a)} ± ${fixed(im)} i`;
  return a === b ? `${fixed(a)}, twice` : `${fixed(a)} and ${fixed(b)}`;
}

const WHY = {
  diverges: "one eigenvalue lies outside the unit circle",
  "swings forever": "one eigenvalue lies on the unit circle",
  "does not move": "with η = 0, every step has length 0",
  "there in one step": "both eigenvalues are 0",
  "there in two steps": "both eigenvalues are 0",
  "critically damped": "the two eigenvalues have met",
  overdamped: "two real eigenvalues, and the larger one sets the pace",
  "jumps back and forth": "the larger eigenvalue is negative, so x keeps changing its sign",
};

function whyItMoves(optimizer, s, beta) {
  const [[re, im], [other]] = momentumRoots(optimizer, s, beta), kind = motion(optimizer, s, beta);
  const nearly = kind !== "critically damped" && Math.hypot(re - other, 2 * im) < 0.15 ? "; the two have nearly met" : "";
  if (kind !== "oscillates") return WHY[kind] + (["overdamped", "jumps back and forth"].includes(kind) ? nearly : "");
  return `a complex pair, and x swings once in about ${number(2 * Math.PI / Math.atan2(im, re))} steps${nearly}`;
}

// How soon the path dies away, along each curvature.
function settlingInWords(steps) {
  const after = (k, verb = "stays below 0.01 from") => (k === Infinity ? "is not below 0.01 for good within 5,000 steps" : `${verb} step ${k} on`);
  if (steps.length === 1) return `In size, x ${after(steps[0])}.`;
  return `In size, x ${after(steps[0])} along λ₁, and ${after(steps[1])} along λ₂.`;
}

// {tone, head, why, rest}: what happens at this point of the plane.
export function momentumVerdict(optimizer, eta, beta, curvatures) {
  const radii = curvatures.map((lambda) => spectralRadius(optimizer, eta * lambda, beta)), rho = Math.max(...radii);
  const slow = radii.indexOf(rho), kinds = curvatures.map((lambda) => motion(optimizer, eta * lambda, beta)), kind = kinds[slow];
  const side = rho > 1 + 1e-12 ? 1 : rho >= 1 - 1e-12 ? 0 : -1, tone = side > 0 ? "error" : side === 0 ? "muted" : rho > 0.9 ? "accent" : "gradient";
  const pace = side === 0 ? "ρ = 1: x neither dies away nor grows."
    : `ρ = ${beside(rho, 1)[0]}: in the long run x ${side < 0 ? "shrinks" : "grows"} by this factor a step.`;
  const rest = side < 0 ? `${pace} ${settlingInWords(curvatures.map((lambda) => settledAfter(optimizer, eta, beta, lambda)))}` : pace;
  const why = whyItMoves(optimizer, eta * curvatures[slow], beta);
  if (curvatures.length === 1 || (side === 0 && eta === 0)) return { tone, head: kind, why, rest };
  if (Math.abs(radii[0] - radii[1]) <= 1e-9 && side < 0) {
    const both = kinds.every((k) => k === "oscillates") ? "both oscillate" : "both have the same ρ";
    return { tone, head: "both directions keep the same pace", why: both, rest };
  }
  return { tone, head: side > 0 ? `diverges along λ${"₁₂"[slow]}` : `λ${"₁₂"[slow]} sets the pace: ${kind}`, why, rest };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

const LINES = [["data", "circle"], ["model", "diamond"]], LEVELS = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98];

// Blue is fast: the darker, the smaller ρ. Where it diverges, the plane is washed with the color of an error.
function drawShade(ctx, ui, p, field) {
  const blue = channels(ui.colors.data), red = channels(ui.colors.error);
  const share = (rho) => 0.62 * Math.max(0, 1 + Math.log10(1 - 0.99 * rho) / 2);
  raster(ctx, p, field, (rho) => (rho < 1 + 1e-9 ? [blue, share(Math.min(rho, 1))] : [red, 0.14]));
}

// The lines of equal ρ, each with its number at its highest place.
function drawLevels(ctx, ui, p, field) {
  const taken = [];
  for (const level of LEVELS) {
    const pieces = contour(field, level), middle = (p.x.invert(p.area.left) + p.x.invert(p.area.left + p.area.width)) / 2;
    stroke(ctx, mix(ui.colors.paper, ui.colors.data, 0.6), 0.8, () => outline(ctx, p, pieces));
    let at = null;
    for (let k = 0; k < pieces.length; k += 2) {
      const [x, y] = [pieces[k], pieces[k + 1]], better = !at || y > at[1] + 1e-3 || (y > at[1] - 1e-3 && Math.abs(x - middle) < Math.abs(at[0] - middle));
      if (better) at = [x, y];
    }
    const y = at && p.y(at[1]);
    if (!at || y < p.area.top + 8 || taken.some((other) => Math.abs(other - y) < 15)) continue;
    taken.push(y);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.font = `11px ${ui.font}`;
    halo(ctx, String(level), p.x(at[0]), y, mix(ui.colors.data, ui.colors.ink, 0.4), ui.colors.paper);
  }
}

// Where two eigenvalues meet, for one curvature: β as a curve over η.
function drawCritical(ctx, p, optimizer, lambda, color) {
  const count = 200, heavy = (k) => { const s = 4 * (k / count) ** 2; return [s / lambda, (Math.sqrt(s) - 1) ** 2]; };
  const ahead = (k) => [((count - k) / (count + k)) ** 2 / lambda, k / count];
  stroke(ctx, color, 1.8, () => polyline(ctx, p, count + 1, optimizer === "momentum" ? heavy : ahead), [6, 5]);
  if (optimizer === "nesterov") stroke(ctx, color, 1.8, () => polyline(ctx, p, 2, (k) => [1 / lambda, k]), [6, 5]);
}

function drawPlane(ui, p, { optimizer, curvatures, reach }) {
  p.box({ x: [0, reach], y: [0, 1] });
  const ctx = p.back(), high = Math.max(...curvatures), { bound } = OPTIMIZERS[optimizer];
  const rho = (eta, beta) => curvatures.reduce((most, lambda) => Math.max(most, spectralRadius(optimizer, eta * lambda, beta)), 0);
  const field = grid(rho, [0, reach], [0, 1], 97, 65);
  drawShade(ctx, ui, p, field);
  p.inside(ctx, () => {
    drawLevels(ctx, ui, p, field);
    curvatures.forEach((lambda, i) => drawCritical(ctx, p, optimizer, lambda, ui.colors[LINES[i][0]]));
    stroke(ctx, ui.colors.error, 2.5, () => polyline(ctx, p, 61, (k) => [bound({ beta: k / 60 }) / high, k / 60]));
  });
  p.axes(ctx, { x: "η", y: "β" });
  const edge = bound({ beta: 0.1 }) / high, room = p.area.left + p.area.width - p.x(edge);
  ctx.font = `600 12px ${ui.font}`;
  ctx.textAlign = "right";
  ctx.textBaseline = "bottom";
  if (room > 75) halo(ctx, "diverges", p.area.left + p.area.width - 6, p.y(0.03), ui.colors.error, ui.colors.paper);
}

function drawHere(ui, p, { optimizer, eta, curvatures, best, reach }) {
  const ctx = p.front(), [x, y] = bestPoint(optimizer, curvatures);
  if (best && x <= reach) {
    marker(ctx, "star", p.x(x), p.y(y), 8);
    ctx.fillStyle = ui.colors.accent;
    ctx.fill();
    stroke(ctx, ui.colors.ink, 1, () => marker(ctx, "star", p.x(x), p.y(y), 8));
  }
  if (eta <= reach) return;
  ctx.textAlign = "right";
  ctx.textBaseline = "top";
  halo(ctx, `η = ${number(eta)} →`, p.area.left + p.area.width - 4, p.area.top + 4, ui.colors.ink, ui.colors.paper);
}

function drawPath(ui, p, { optimizer, eta, beta, curvatures, steps }) {
  p.box({ x: [0, steps], y: [-1.15, 1.15] });
  if (ui.fresh) p.axes(p.back(), { x: "step", y: "x" });
  const ctx = p.front();
  stroke(ctx, mix(ui.colors.paper, ui.colors.ink, 0.35), 1, () => polyline(ctx, p, 2, (k) => [k * steps, 0]));
  p.inside(ctx, () => curvatures.forEach((lambda, i) => {
    const path = momentumPath(optimizer, eta, beta, lambda, steps), [name, shape] = LINES[i], color = ui.colors[name];
    stroke(ctx, color, 1.8, () => polyline(ctx, p, steps + 1, (k) => [k, path[k]]));
    ctx.fillStyle = color;
    for (let k = 0; k <= Math.min(steps, 100); k++) {
      if (!(Math.abs(path[k]) < 1.3)) continue;
      marker(ctx, shape, p.x(k), p.y(path[k]), 2.2);
      ctx.fill();
    }
  }));
}

// The unit circle of the complex plane and the eigenvalues in it; one that lies outside the picture stands at its edge.
function drawRoots(ui, p, { optimizer, eta, beta, curvatures }) {
  const wide = p.figure.clientWidth - p.margin[1] - p.margin[3], high = p.figure.clientHeight - p.margin[0] - p.margin[2];
  const half = 1.2 * Math.max(1, wide / Math.max(1, high)), tall = 1.2 * Math.max(1, high / Math.max(1, wide));
  p.box({ x: [-half, half], y: [-tall, tall] });
  const ctx = p.front(), { colors } = ui, r = p.x(1) - p.x(0), [x0, y0] = [p.x(0), p.y(0)];
  ctx.fillStyle = mix(colors.paper, colors.data, 0.1);
  ctx.beginPath();
  ctx.arc(x0, y0, r, 0, 7);
  ctx.fill();
  stroke(ctx, mix(colors.paper, colors.ink, 0.25), 1, () => { ctx.moveTo(p.x(-half), y0); ctx.lineTo(p.x(half), y0); ctx.moveTo(x0, p.y(tall)); ctx.lineTo(x0, p.y(-tall)); });
  stroke(ctx, colors.error, 2, () => ctx.arc(x0, y0, r, 0, 7));
  ctx.fillStyle = colors.muted;
  ctx.textBaseline = "bottom";
  ctx.textAlign = "right";
  ctx.fillText("real", p.x(half), y0 - 3);
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  ctx.fillText("imaginary", x0 + 5, p.y(tall));
  curvatures.forEach((lambda, i) => {
    const [name, shape] = LINES[i], color = colors[name];
    for (const [re, im] of momentumRoots(optimizer, eta * lambda, beta)) {
      const x = p.x(Math.max(-half + 0.06, Math.min(half - 0.06, re))), y = p.y(im);
      if (im) stroke(ctx, color, 1, () => { ctx.moveTo(x0, y0); ctx.lineTo(x, y); });
      marker(ctx, shape, x, y, 5.5);
      ctx.fillStyle = color;
      ctx.fill();
      stroke(ctx, colors.paper, 1.5, () => marker(ctx, shape, x, y, 5.5));
      if (Math.abs(re) <= half) continue;
      ctx.textAlign = re < 0 ? "left" : "right";
      halo(ctx, re < 0 ? `← ${number(re)}` : `${number(re)} →`, x - Math.sign(re) * 4, y + 9 + 14 * i, color, ui.colors.paper);
    }
  });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const MOMENTUM_KEYS = ["learning_rate", "beta", "curvatures", "optimizer", "best"];
const accepts = accepting({
  learning_rate: between(0, 1e6), beta: (v) => between(0, 1)(v) && v < 1, optimizer: oneOf("momentum", "nesterov"), best: flag,
  curvatures: (v) => points(between(1e-4, 1e4))(v) && v.length > 0 && v.length < 3, steps: whole(10, 1000), reach: between(1e-4, 1e4),
});

const MOMENTUM_STYLE = `
.title .soft { font-weight: 400; margin-left: 10px; }
.roots { display: grid; gap: 4px; font-variant-numeric: tabular-nums; }
.roots > div { border-left: 4px solid; padding-left: 8px; }
`;

function momentumControls(ui, reach, several) {
  const curvature = (i) => slider(ui, {
    label: "curvature", symbol: several ? `λ${"₁₂"[i]}` : "λ", min: 0.04 / reach, max: 40 / reach, scale: "log", format: (v) => number(v),
    get: () => ui.get("curvatures")[i], set: (v) => ui.set({ curvatures: ui.get("curvatures").map((old, j) => (i === j ? v : old)) }),
  });
  const rate = slider(ui, { key: "learning_rate", label: "learning rate", symbol: "η", min: 0, max: reach, step: reach / 400, format: (v) => number(v) });
  const beta = slider(ui, { key: "beta", label: "momentum", symbol: "β", min: 0, max: 0.99, step: 0.01, format: (v) => rounded(v, 4) });
  return [rate, beta, ...ui.get("curvatures").map((_, i) => curvature(i))];
}

function render(args) {
  const ui = open(args, "Momentum"), reach = ui.get("reach"), several = ui.get("curvatures").length > 1;
  const state = () => ({
    ...Object.fromEntries(["beta", "curvatures", "optimizer", "best", "steps"].map((key) => [key, ui.get(key)])), eta: ui.get("learning_rate"), reach,
  });
  const plane = plot(ui, { label: "the plane of learning rates η and momentum β, shaded by the spectral radius", aspect: 1.42, margin: [10, 10, 24, 34] });
  const run = plot(ui, { label: "x at each step", aspect: 1.9, margin: [8, 10, 24, 30] });
  const circle = plot(ui, { label: "the eigenvalues and the unit circle in the complex plane", aspect: 1.5, margin: [4, 4, 4, 4] });
  const hand = handle(ui, plane, {
    label: "η and β", digits: Math.max(2, 2 + Math.ceil(-Math.log10(reach / 4))),
    get: () => [Math.min(reach, ui.get("learning_rate")), ui.get("beta")],
    set: ([eta, beta]) => ui.set({ learning_rate: eta, beta: Math.min(0.99, +beta.toFixed(2)) }),
    describe: () => `η = ${number(ui.get("learning_rate"))}, β = ${rounded(ui.get("beta"), 4)}`,
  });
  const knobs = momentumControls(ui, reach, several), best = checkbox(ui, { key: "best", label: "mark the best point" });
  const kind = select(ui, { key: "optimizer", label: "optimizer", options: [["momentum", "momentum"], ["nesterov", "Nesterov"]] });
  const readout = h("div.roots", {}, ...ui.get("curvatures").map(() => h("div"))), words = h("p.verdict", { style: `min-height: ${several ? 6.6 : 5.2}em` });
  const key = h("span.soft"), title = (text, ...more) => h("div.title", {}, text, ...more), sliders = h("div.sliders.two", {}, ...knobs.map((k) => k.element));
  const choices = h("div.row.choices", {}, kind.element, best.element), 
    titles = [title("the path"), title("the eigenvalues of one step"), title("drag the point", key)];
  const left = h("div.stack", {}, titles[2], plane.figure, sliders, choices);
  const right = h("div.stack", {}, titles[0], run.figure, titles[1], circle.figure, readout);
  [titles[2], plane.figure, sliders, choices, titles[0], run.figure, words, titles[1], circle.figure, readout].forEach((part, i) => part.style.setProperty("--narrow", i));
  ui.section.append(h("style", {}, MOMENTUM_STYLE), h("div.columns", {}, left, right), words, footer(ui, MOMENTUM_KEYS));
  words.style.marginTop = "10px";
  let drawn = "";
  return ui.run(() => {
    const now = state(), look = JSON.stringify([now.curvatures, now.optimizer]);
    if (ui.fresh || look !== drawn) drawPlane(ui, plane, now);
    drawn = look;
    drawHere(ui, plane, now);
    drawPath(ui, run, now);
    drawRoots(ui, circle, now);
    hand.place();
    for (const part of [...knobs, kind, best]) part.show();
    now.curvatures.forEach((lambda, i) => {
      const row = readout.children[i], letter = several ? `λ${"₁₂"[i]}: ` : "", s = now.eta * lambda;
      row.style.borderColor = ui.colors[LINES[i][0]];
      row.textContent = `${letter}${rootsInWords(momentumRoots(now.optimizer, s, now.beta))} (${motion(now.optimizer, s, now.beta)})`;
    });
    const [eta, beta] = bestPoint(now.optimizer, now.curvatures);
    const least = now.curvatures.reduce((most, lambda) => Math.max(most, spectralRadius(now.optimizer, eta * lambda, beta)), 0);
    key.textContent = now.best ? `best: η ${number(eta)}, β ${number(beta)}, ρ ${rounded(least, 3)}` : "lines: ρ; dashed: critical";
    const { tone, head, why, rest } = momentumVerdict(now.optimizer, now.eta, now.beta, now.curvatures);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}.`, h("br"), rest);
    ui.say(`${head}: ${why}. ${rest}`);
  });
}

export default { render, accepts };
