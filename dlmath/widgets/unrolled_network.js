// The widget UnrolledNetwork: a memory of two numbers, laid out in time, and how much of a gradient comes back.
import { marker, mix, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, footer, h, oneOf, open, select, slider, whole } from "./kit.js";
import { number } from "./scales.js";

const KEYS = ["size", "angle", "pulse", "steps", "squash"];

// ---- the arithmetic: tests hold it equal to dlmath.sequences -----------------------------------------------------------

const unrolledMatrix = ({ size, angle }) => {
  const c = size * Math.cos(angle * Math.PI / 180), s = size * Math.sin(angle * Math.PI / 180);
  return [[c, -s], [s, c]];
};

// h₁, …, hₙ: a pulse comes in at step 1, and nothing after it.
export function unrolledStates(state) {
  const [[a, b], [c, d]] = unrolledMatrix(state), phi = state.squash === "tanh" ? Math.tanh : (z) => z;
  const all = [[phi(state.pulse), 0]];
  while (all.length < state.steps) {
    const [x, y] = all[all.length - 1];
    all.push([phi(a * x + b * y), phi(c * x + d * y)]);
  }
  return all;
}

// The largest factor by which a matrix of 2 × 2 stretches: the root of the larger eigenvalue of JᵀJ.
export function stretch([[a, b], [c, d]]) {
  const half = (a * a + b * b + c * c + d * d) / 2, apart = Math.hypot((a * a + c * c - b * b - d * d) / 2, a * b + c * d);
  return Math.sqrt(half + apart);
}

// ∂hₙ/∂hₜ for each t, from the last step back: at each one the slopes of the activation, then U.
export function unrolledGradients(state) {
  const U = unrolledMatrix(state), states = unrolledStates(state), sizes = new Array(state.steps);
  let J = [[1, 0], [0, 1]];
  for (let t = state.steps - 1; t >= 0; t--) {
    sizes[t] = stretch(J);
    const slopes = states[t].map((v) => (state.squash === "tanh" ? 1 - v * v : 1));
    J = J.map((row) => [0, 1].map((j) => row[0] * slopes[0] * U[0][j] + row[1] * slopes[1] * U[1][j]));
  }
  return sizes;
}

// ---- words -------------------------------------------------------------------------------------------------------------

// {tone, head, rest}
export function unrolledVerdict(state) {
  const left = unrolledGradients(state)[0], { size, steps, squash } = state, alone = size ** (steps - 1);
  const head = left < 0.05 ? "the gradient vanishes" : left > 20 ? "the gradient explodes" : "the gradient arrives";
  const tone = left < 0.05 ? "muted" : left > 20 ? "error" : "gradient";
  const power = `${number(size)} to the power of ${steps - 1}`;
  const why = squash === "none" ? `That is ${power}: each step back multiplies it by |λ|.`
    : `U alone would leave ${number(alone)}, which is ${power}; the slopes of tanh, at most 1, `
      + (left > 0.99 * alone ? "hardly change that here." : "do the rest.");
  const last = Math.hypot(...unrolledStates(state)[steps - 1]);
  return { tone, head, rest: `At step 1, ${number(left)} of it is left. ${why} The last state has length ${number(last)}.` };
}

// ---- drawing -----------------------------------------------------------------------------------------------------------

const LOWEST = 1e-8, HIGHEST = 1e8;
const kept = (v) => Math.min(HIGHEST, Math.max(LOWEST, v));

// The units in a row above the plot, each above its step; the thicker an arrow, the more of the gradient comes through it.
function drawChain(ctx, ui, p, states, gradients) {
  const n = states.length, r = Math.min(9, p.area.width / n / 3), y = 22, { colors } = ui;
  const thick = (v) => Math.min(8, Math.max(0.4, 4 + 1.5 * Math.log10(v)));
  for (let t = 1; t < n; t++) {
    stroke(ctx, colors.gradient, thick(kept(gradients[t - 1])), () => { ctx.moveTo(p.x(t) + r, y); ctx.lineTo(p.x(t + 1) - r, y); });
  }
  states.forEach((state, i) => {
    ctx.beginPath();
    ctx.arc(p.x(i + 1), y, r, 0, 2 * Math.PI);
    ctx.fillStyle = mix(colors.paper, colors.model, Math.min(1, Math.hypot(...state)));
    ctx.fill();
    stroke(ctx, colors.model, 1.4, () => ctx.arc(p.x(i + 1), y, r, 0, 2 * Math.PI));
  });
}

function drawLine(ctx, ui, p, values, color, shape) {
  stroke(ctx, color, 2, () => polyline(ctx, p, values.length, (i) => [i + 1, kept(values[i])]));
  values.forEach((v, i) => {
    marker(ctx, shape, p.x(i + 1), p.y(kept(v)), 3.5);
    ctx.fillStyle = color;
    ctx.fill();
  });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const accepts = accepting({
  size: between(0.2, 2), angle: whole(0, 180), pulse: between(0.01, 3), steps: whole(2, 40), squash: oneOf("tanh", "none"),
});

function render(args) {
  const ui = open(args, "Unrolled network"), state = () => Object.fromEntries(KEYS.map((key) => [key, ui.get(key)]));
  const p = plot(ui, { label: "the network in time, and the length of its state and of the gradient at each step", aspect: 1.6, margin: [46, 16, 24, 46] });
  const sliders = [
    slider(ui, { key: "size", label: "size of the eigenvalues", symbol: "|λ|", min: 0.2, max: 2, step: 0.01, format: (v) => number(v) }),
    slider(ui, { key: "angle", label: "angle", min: 0, max: 180, step: 1, format: (v) => `${v}°` }),
    slider(ui, { key: "pulse", label: "pulse", min: 0.01, max: 3, step: 0.01, format: (v) => number(v) }),
    slider(ui, { key: "steps", label: "steps", symbol: "n", min: 2, max: 40, step: 1 }),
  ];
  const squash = select(ui, { key: "squash", label: "activation", options: [["tanh", "tanh"], ["none", "none"]] });
  const named = (color, mark, text) => h("span", {}, h("span", { style: `color: var(--${color})`, "aria-hidden": "true" }, mark), ` ${text}`);
  const key = h("div.row", {}, named("model", "◆", "length of the state"), named("gradient", "●", "what is left of the gradient"));
  const words = h("p.verdict", { style: "min-height: 6.6em; margin-top: 10px" });
  ui.section.append(key, p.figure, h("div.sliders.two", {}, ...sliders.map((s) => s.element)), h("div.row.choices", {}, squash.element), words, footer(ui, KEYS));
  Object.assign(p.figure.style, { margin: "0 auto 10px", maxWidth: "600px" });
  return ui.run(() => {
    const now = state(), states = unrolledStates(now), gradients = unrolledGradients(now), lengths = states.map((s) => Math.hypot(...s));
    const all = [...lengths, ...gradients, 0.1, 10].map(kept), low = Math.min(...all), high = Math.max(...all);
    p.box({ x: [0.5, now.steps + 0.5], y: [low / 1.5, high * 1.5], logY: true });
    p.axes(p.back(), { x: "step" });
    const ctx = p.front();
    drawChain(ctx, ui, p, states, gradients);
    drawLine(ctx, ui, p, lengths, ui.colors.model, "diamond");
    drawLine(ctx, ui, p, gradients, ui.colors.gradient, "circle");
    for (const each of [...sliders, squash]) each.show();
    const { tone, head, rest } = unrolledVerdict(now);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest}`);
  });
}

export default { render, accepts };
