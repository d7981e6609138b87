// Gradient descent and its kin on hilly plains: the arithmetic alone, no pictures.
// The same operations in the same order as dlmath.landscapes and dlmath.optimizers; tests hold them equal.
import { number } from "./scales.js";

// A landscape: f, its gradient and Hessian [f11, f12, f22], its minima, the part of the plane that is shown (4 wide, 3 high),
// and where a first look is worth while. `eigenvalues` only where the Hessian is the same everywhere.
const quadratic = (l1, l2) => ({
  f: (x, y) => 0.5 * (l1 * (x * x) + l2 * (y * y)),
  gradient: (x, y) => [l1 * x, l2 * y],
  hessian: () => [l1, 0, l2],
  eigenvalues: [l1, l2],
  minima: l1 > 0 && l2 > 0 ? [[0, 0]] : [],
  x: [-4, 4], y: [-3, 3], start: [-3.2, 1.8], rate: 0.1, steps: 60,
});

export const LANDSCAPES = {
  bowl: () => ({ ...quadratic(1, 1), formula: "½ (x₁² + x₂²)" }),
  ravine: () => ({ ...quadratic(1, 20), formula: "½ (x₁² + 20 x₂²)", start: [-3.4, 1.4], rate: 0.09 }),
  saddle: () => ({
    f: (x, y) => 0.5 * (x * x) - 0.5 * (y * y) + 0.25 * (y * y * (y * y)),
    gradient: (x, y) => [x, y * y * y - y],
    hessian: (x, y) => [1, 0, 3 * y * y - 1],
    minima: [[0, -1], [0, 1]],
    formula: "½ x₁² − ½ x₂² + ¼ x₂⁴",
    x: [-2.4, 2.4], y: [-1.8, 1.8], start: [-2, 0.001], rate: 0.2, steps: 60,
  }),
  rosenbrock: () => ({
    f: (x, y) => { const a = 1 - x, b = y - x * x; return a * a + 100 * (b * b); },
    gradient: (x, y) => { const a = 1 - x, b = y - x * x; return [-2 * a - 400 * (x * b), 200 * b]; },
    hessian: (x, y) => [2 + 1200 * x * x - 400 * y, -400 * x, 200],
    minima: [[1, 1]],
    formula: "(1 − x₁)² + 100 (x₂ − x₁²)²",
    x: [-2, 2], y: [-0.9, 2.1], start: [-1.2, 1], rate: 0.001, steps: 300,
  }),
  himmelblau: () => ({
    f: (x, y) => { const a = x * x + y - 11, b = x + y * y - 7; return a * a + b * b; },
    gradient: (x, y) => { const a = x * x + y - 11, b = x + y * y - 7; return [4 * (x * a) + 2 * b, 2 * a + 4 * (y * b)]; },
    hessian: (x, y) => [12 * x * x + 4 * y - 42, 4 * x + 4 * y, 12 * y * y + 4 * x - 26],
    minima: [[3, 2], [-2.805118086952745, 3.131312518250573], [-3.7793102533777467, -3.2831859912861694],
      [3.5844283403304917, -1.8481265269644036]],
    formula: "(x₁² + x₂ − 11)² + (x₁ + x₂² − 7)²",
    x: [-6.4, 6.4], y: [-4.8, 4.8], start: [-0.6, -1.4], rate: 0.01, steps: 60,
  }),
  quadratic: (eigenvalues) => ({ ...quadratic(...eigenvalues), formula: "½ (λ₁ x₁² + λ₂ x₂²)" }),
};

// An optimizer: its formula for one coordinate, step(η, t, w, g, memory, parameters) -> [w, ...memory]; the parameters it has;
// `bound`, where it stands: the η λ beyond which it diverges on a quadratic, and `roots`: trace and determinant of its
// step there.
const adamStep = (eta, t, w, g, [m, v], p) => {
  m = p.beta1 * m + (1 - p.beta1) * g;
  v = p.beta2 * v + (1 - p.beta2) * (g * g);
  const mHat = m / (1 - p.beta1 ** (t + 1)), vHat = v / (1 - p.beta2 ** (t + 1));
  return [w - eta * mHat / (Math.sqrt(vHat) + 1e-8), m, v];
};

export const OPTIMIZERS = {
  gradient_descent: {
    name: "gradient descent", parameters: [], memory: 0,
    step: (eta, t, w, g) => [w - eta * g],
    bound: () => 2, roots: (s) => [1 - s, 0],
  },
  momentum: {
    name: "momentum", parameters: ["beta"], memory: 1,
    step: (eta, t, w, g, [v], p) => { v = p.beta * v + g; return [w - eta * v, v]; },
    bound: (p) => 2 * (1 + p.beta), roots: (s, p) => [1 + p.beta - s, p.beta],
  },
  nesterov: {
    name: "Nesterov", parameters: ["beta"], memory: 1,
    step: (eta, t, w, g, [v], p) => { v = p.beta * v + g; return [w - eta * (g + p.beta * v), v]; },
    bound: (p) => 2 * (1 + p.beta) / (1 + 2 * p.beta), roots: (s, p) => [(1 + p.beta) * (1 - s), p.beta * (1 - s)],
  },
  adagrad: {
    name: "AdaGrad", parameters: [], memory: 1,
    step: (eta, t, w, g, [G]) => { G = G + g * g; return [w - eta * g / (Math.sqrt(G) + 1e-10), G]; },
  },
  rmsprop: {
    name: "RMSProp", parameters: ["rho"], memory: 1,
    step: (eta, t, w, g, [v], p) => { v = p.rho * v + (1 - p.rho) * (g * g); return [w - eta * g / (Math.sqrt(v) + 1e-8), v]; },
  },
  adam: { name: "Adam", parameters: ["beta1", "beta2"], memory: 2, step: adamStep },
  adamw: {
    name: "AdamW", parameters: ["beta1", "beta2", "weight_decay"], memory: 2,
    step: (eta, t, w, g, memory, p) => adamStep(eta, t, (1 - eta * p.weight_decay) * w, g, memory, p),
  },
};

// The path x₀, x₁, …, xₙ as [x₀₁, x₀₂, x₁₁, …] and the n + 1 losses. What overflows becomes infinite, then NaN, as in NumPy.
export function descend(landscape, start, optimizer, rate, parameters, steps) {
  const { step, memory } = OPTIMIZERS[optimizer], zeros = new Array(memory).fill(0);
  const path = new Float64Array(2 * steps + 2), losses = new Float64Array(steps + 1);
  let [x, y] = start, mx = zeros, my = zeros;
  for (let t = 0; ; t++) {
    path[2 * t] = x; path[2 * t + 1] = y; losses[t] = landscape.f(x, y);
    if (t === steps) return { path, losses };
    const [gx, gy] = landscape.gradient(x, y);
    [x, ...mx] = step(rate, t, x, gx, mx, parameters);
    [y, ...my] = step(rate, t, y, gy, my, parameters);
  }
}

export const REACHED = 0.01;

export function nearest(minima, x, y) {
  let best = null, distance = Infinity;
  for (const m of minima) {
    const d = Math.hypot(x - m[0], y - m[1]);
    if (d < distance) { best = m; distance = d; }
  }
  return { minimum: best, distance };
}

// The first step from which on the path stays within 0.01 of the minimum where it ends; -1 if it ends elsewhere.
export function arrival(landscape, path) {
  let k = path.length / 2 - 1;
  const { minimum, distance } = nearest(landscape.minima, path[2 * k], path[2 * k + 1]);
  if (!(distance < REACHED)) return -1;
  while (k > 0 && Math.hypot(path[2 * k - 2] - minimum[0], path[2 * k - 1] - minimum[1]) < REACHED) k--;
  return k;
}

export const RATES = [0.0001, 0.00015, 0.0002, 0.0003, 0.0005, 0.0007, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.007,
  0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2];

// What counts in a race: the step of arrival; for those who do not arrive, the last loss.
const ranks = (a, b) => a.arrived - b.arrived || a.loss - b.loss || 0;

function run(landscape, start, optimizer, rate, parameters, steps) {
  const result = descend(landscape, start, optimizer, rate, parameters, steps);
  const k = arrival(landscape, result.path), loss = result.losses[steps];
  return { optimizer, rate, ...result, arrived: k < 0 ? steps + 1 : k, loss: Number.isFinite(loss) ? loss : Number.MAX_VALUE };
}

// All seven from one start: at the same rate, or each at the best of RATES.
export function race(landscape, start, rate, parameters, steps, best) {
  return Object.keys(OPTIMIZERS).map((optimizer) => {
    const runs = (best ? RATES : [rate]).map((eta) => run(landscape, start, optimizer, eta, parameters, steps));
    return runs.reduce((a, b) => (ranks(b, a) < 0 ? b : a));
  });
}

// ---- words -------------------------------------------------------------------------------------------------------------

export const point = (x, y) => `(${number(+x.toFixed(2))}, ${number(+y.toFixed(2))})`;

// A number beside a bound with as many digits as it takes to tell them apart: 2.003 > 2, not 2.00 > 2.
export function beside(value, bound) {
  let digits = 3;
  while (digits < 12 && +value.toPrecision(digits) === +bound.toPrecision(digits)) digits++;
  const usual = Math.abs(value) < 1000 && Math.abs(value) >= 0.001;
  return [usual ? value.toPrecision(digits).replace("-", "−") : number(value, digits), number(bound, digits)];
}

const eigenvalues = ([a, b, c]) => {
  const mean = (a + c) / 2, spread = Math.hypot((a - c) / 2, b);
  return [mean - spread, mean + spread];
};

// The largest modulus of the roots of z² − T z + D.
function radius([T, D]) {
  const q = T * T / 4 - D;
  return q < 0 ? Math.sqrt(D) : Math.abs(T) / 2 + Math.sqrt(q);
}

const steps_ = (n) => `${n} step${n === 1 ? "" : "s"}`;

// On a quadratic, gradient descent, momentum and Nesterov multiply each coordinate by a matrix: all can be known beforehand.
function verdictOnQuadratic(settings, { path }) {
  const { landscape: { eigenvalues: l }, start, optimizer, rate, parameters } = settings;
  const { bound, roots } = OPTIMIZERS[optimizer];
  const active = [0, 1].filter((i) => start[i] !== 0), plain = optimizer === "gradient_descent";
  if (active.every((i) => l[i] === 0)) return { tone: "note", head: "does not move", why: "∇f = 0 at the start" };
  const [low, high] = active.length < 2 ? [active[0], active[0]] : l[0] <= l[1] ? [0, 1] : [1, 0];
  const letter = (i) => (low === high ? `λ${"₁₂"[i]}` : l[0] === l[1] ? "λ" : i === high ? "λ_max" : "λ_min");
  const factor = (i) => radius(roots(rate * l[i], parameters));
  if (l[low] < 0) {
    return { tone: "bad", head: "runs away", why: `${letter(low)} = ${number(l[low])} < 0`,
      rest: `Downhill has no end. In the long run every step multiplies x${"₁₂"[low]} by ${number(factor(low))}.` };
  }
  const s = rate * l[high], limit = bound(parameters), [shown, shownLimit] = beside(s, limit);
  const right = plain ? "2" : `2(1 + β)${optimizer === "momentum" ? "" : "/(1 + 2β)"} = ${shownLimit}`;
  if (Math.abs(s - limit) <= 1e-12 * limit) {
    return { tone: "bad", head: "jumps back and forth forever", why: `η ${letter(high)} = ${right}` };
  }
  if (s > limit) {
    const [often, sign] = plain ? ["Every step", "−"] : ["In the long run every step", "about "];
    return { tone: "bad", head: "diverges", why: `η ${letter(high)} = ${shown} > ${right}`,
      rest: `${often} multiplies x${"₁₂"[high]} by ${sign}${number(factor(high))}.` };
  }
  if (l[low] === 0) {
    return { tone: "note", head: "goes to a flat valley floor", why: `${letter(low)} = 0`,
      rest: `Along x${"₁₂"[low]} the ground is flat, and it stays at ${number(start[low])}.` };
  }
  const slow = factor(low) >= factor(high) ? low : high, signed = 1 - rate * l[slow];
  const why = `1 − η ${letter(slow)} = ${beside(signed, Math.sign(signed))[0]}`, rho = factor(slow);
  return convergence(settings, path, rho, plain ? why : `each step keeps about ${beside(rho, 1)[0]} of the distance`, plain && signed < 0);
}

function convergence({ landscape, steps }, path, rho, why, jumping) {
  const k = arrival(landscape, path), away = Math.hypot(path[2 * steps], path[2 * steps + 1]);
  const sense = jumping ? "It jumps across the valley and comes closer each time." : "";
  if (k >= 0) return { tone: "good", head: `reached the minimum (0, 0) after ${steps_(k)}`, why, rest: sense };
  const more = Math.ceil(Math.log(REACHED / away) / Math.log(rho));
  const rest = `After ${steps_(steps)} it is ${number(away)} away${more > 0 ? `; about ${number(more, 2)} more would do` : ""}.`;
  return { tone: "slow", head: rho > 0.9 ? "converges slowly" : "converges", why, rest };
}

// η λ_max at a point, beside the 2 that gradient descent must not pass; for other optimizers nothing so simple holds.
function curvature({ landscape, optimizer, rate }, x, y) {
  if (optimizer !== "gradient_descent") return null;
  const s = rate * eigenvalues(landscape.hessian(x, y))[1], stable = !(s > 2);
  return { stable, text: s === 2 ? "η λ_max = 2" : `η λ_max = ${beside(s, 2)[0]} ${stable ? "<" : ">"} 2` };
}

const findStep = (last, test) => {
  for (let k = 0; k <= last; k++) if (test(k)) return k;
  return -1;
};

const moved = (path, k) => (k ? Math.hypot(path[2 * k] - path[2 * k - 2], path[2 * k + 1] - path[2 * k - 1]) : 0);
const gone = (path, k) => !(Math.hypot(path[2 * k], path[2 * k + 1]) < 1000);

// It ran away: the first point where the ground was too curved for the rate, else how high it came.
function divergence(settings, { path, losses }) {
  const at = (k) => curvature(settings, path[2 * k], path[2 * k + 1]);
  const k = findStep(settings.steps, (i) => at(i)?.stable === false), far = findStep(settings.steps, (i) => gone(path, i));
  const why = k < 0 ? `f = ${number(losses[far])} after ${steps_(far)}` : `${at(k).text} at ${k ? `step ${k}` : "the start"}`;
  return { tone: "bad", head: "diverges", why };
}

// It stands where the gradient vanishes, though not at a minimum. Only if the gradient has no part at all along the way
// down will it stay.
function standstill({ landscape }, x, y) {
  const hessian = landscape.hessian(x, y), [lo, hi] = eigenvalues(hessian), [a, b, c] = hessian;
  const way = b !== 0 ? [b, lo - a] : a <= c ? [1, 0] : [0, 1], [g1, g2] = landscape.gradient(x, y);
  const place = hi < 0 ? "on a summit" : lo < 0 ? "at a saddle" : "where it is flat";
  const head = `${g1 * way[0] + g2 * way[1] === 0 ? "stuck" : "lingers"} ${place} at ${point(x, y)}`;
  return { tone: "bad", head, why: `∇f ≈ 0, λ_min = ${number(lo)}` };
}

// Neither there nor lost: it moves back and forth in the last quarter, or comes closer.
function underway(settings, { path, losses }, minimum, away) {
  const { steps } = settings, cut = Math.floor(steps * 0.75), tail = losses.subarray(cut);
  const there = minimum && curvature(settings, ...minimum);
  const repels = there && !there.stable ? `${there.text} at ${point(...minimum)}` : "";
  const low = Math.min(...tail), high = Math.max(...tail), rises = tail.filter((f, i) => i && f > tail[i - 1]).length;
  const before = Math.max(...losses.subarray(Math.floor(steps / 2), cut));
  if (steps >= 20 && minimum && rises > tail.length / 4 && high > 0.5 * before) {
    const seen = `f between ${number(low)} and ${number(high)} in the last ${steps_(tail.length)}`;
    return { head: "does not settle", ...(repels ? { tone: "bad", why: repels, rest: `${seen}.` } : { tone: "slow", why: seen }) };
  }
  return { tone: "slow", head: "still on its way", why: away || `f = ${number(losses[steps])}`,
    rest: repels ? `It cannot come to rest there, for ${repels}.` : `The last step was ${number(moved(path, steps))} long.` };
}

// Where nothing is known beforehand: what is seen, and how curved the ground is there.
function verdictFromSight(settings, result) {
  const { landscape, optimizer, parameters, steps } = settings, { path, losses } = result;
  const x = path[2 * steps], y = path[2 * steps + 1], move = moved(path, steps);
  if (gone(path, steps)) return divergence(settings, result);
  const k = arrival(landscape, path), { minimum, distance } = nearest(landscape.minima, x, y);
  if (k >= 0) {
    const there = curvature(settings, ...minimum);
    return { tone: "good", head: `reached a minimum at ${point(...minimum)} after ${steps_(k)}`,
      why: there ? `${there.text} there` : `f = ${number(losses[steps])}` };
  }
  if (Math.hypot(...landscape.gradient(x, y)) < 1e-4 && move < 1e-4) return standstill(settings, x, y);
  const away = minimum ? `${number(distance)} from the minimum ${point(...minimum)}` : "";
  if (move < 1e-5 && optimizer === "adamw" && parameters.weight_decay > 0) {
    return { tone: "slow", head: `comes to rest at ${point(x, y)}`, why: away, rest: "Weight decay pulls toward (0, 0)." };
  }
  return underway(settings, result, minimum, away);
}

// {tone: "good" | "slow" | "bad" | "note", head, why, rest}: what happened, the number that explains it, and a sentence more.
export function verdict(settings, result) {
  const known = settings.landscape.eigenvalues && OPTIMIZERS[settings.optimizer].bound;
  return { rest: "", ...(known ? verdictOnQuadratic : verdictFromSight)(settings, result) };
}

export function raceVerdict(runs, steps) {
  const order = runs.slice().sort(ranks), label = (r) => OPTIMIZERS[r.optimizer].name;
  const there = order.filter((r) => r.arrived <= steps), rest = order.filter((r) => r.arrived > steps);
  const late = rest.map((r) => `${label(r)} (${gone(r.path, steps) ? "ran away" : `f = ${number(r.loss)}`})`).join(", ");
  if (!there.length) return { tone: "slow", head: `none arrived in ${steps_(steps)}`, why: `closest: ${late}`, rest: "" };
  const first = there.filter((r) => r.arrived === there[0].arrived), names = first.map(label);
  const others = there.slice(first.length).map((r) => `${label(r)} ${r.arrived}`);
  const head = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)} arrive first` : `${names[0]} arrives first`;
  return { tone: "good", head, why: `${steps_(there[0].arrived)}`,
    rest: (others.length ? `Then ${others.join(", ")}. ` : "") + (late ? `Not there after ${steps_(steps)}: ${late}.` : "") };
}
