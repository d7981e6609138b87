// The network of Playground: points, start, training steps, and what they show. No drawing here. Tests hold it equal to dlmath.
import { normals, uniform } from "./random.js";
import { sigmoid, softplus } from "./scales.js";

export const MOST_STEPS = 10000;
const N_TEST = 100, STRIDE = 1000, START = 1000000, BATCHES = 2000000, EVERY = 25;

// ---- chance ------------------------------------------------------------------------------------------------------------

// Draw after draw, as the class Draws in Python has it.
function draws(seed) {
  let k = 0;
  const next = (count) => uniform(seed + STRIDE * k++, count);
  return { uniform: next, normal: (count) => normals(next(2 * count)), permutation: (n) => order(next(n)) };
}

const order = (u) => Array.from(u.keys()).sort((a, b) => u[a] - u[b]);

// ---- points ------------------------------------------------------------------------------------------------------------

// Where class k is at t, evenly spaced from 0 to 1, as in dlmath.datasets.
const CURVES = {
  circles: (k, t) => [Math.cos(2 * Math.PI * t), Math.sin(2 * Math.PI * t)].map((v) => v / (1 + k)),
  moons: (k, t) => (k ? [1 - Math.cos(Math.PI * t), 0.5 - Math.sin(Math.PI * t)] : [Math.cos(Math.PI * t), Math.sin(Math.PI * t)]),
  spirals: (k, t) => [Math.cos(Math.PI * (3.5 * t + k)), Math.sin(Math.PI * (3.5 * t + k))].map((v) => t * v),
};

// [[x1, x2, label], …]
export function dataset(name, n, noise, seed) {
  const rng = draws(seed), noisy = (spread) => rng.normal(2 * n).map((v) => spread * v);
  if (name === "blobs") {
    const e = noisy(0.5 + noise);
    return Array.from({ length: n }, (_, i) => [(i % 2 ? 1.5 : -1.5) + e[2 * i], (i % 2 ? 1 : -1) + e[2 * i + 1], i % 2]);
  }
  let clean;
  if (name === "xor") {
    const u = rng.uniform(2 * n), sign = (bit) => 2 * bit - 1;
    clean = Array.from({ length: n }, (_, i) => {
      const [a, b] = [sign(i % 2), sign((i >> 1) % 2)];
      return [a * u[2 * i], b * u[2 * i + 1], +(a !== b)];
    });
  } else {
    const first = n >> 1, along = (i, count) => i / (name === "circles" ? count : count - 1);
    clean = Array.from({ length: n }, (_, i) => (i < first ? [...CURVES[name](0, along(i, first)), 0] : [...CURVES[name](1, along(i - first, n - first)), 1]));
  }
  const places = rng.permutation(n), e = noisy(noise);
  return places.map((i) => [clean[i][0] + e[2 * i], clean[i][1] + e[2 * i + 1], clean[i][2]]);
}

// Training and test points, {X, y, n} each: X holds all x1, then all x2, standardized by the training points.
export function pointsFor({ data, noise, n, data_seed: seed }) {
  const all = dataset(data, n + N_TEST, noise, seed), columns = [0, 1].map((j) => all.map((row) => row[j]));
  const scaled = columns.map((column) => {
    const shift = column.slice(0, n).reduce((a, b) => a + b) / n;
    const scale = Math.sqrt(column.slice(0, n).reduce((sum, v) => sum + (v - shift) ** 2, 0) / n);
    return column.map((v) => (v - shift) / (scale || 1));
  });
  const part = (from, to) => ({ n: to - from, X: Float64Array.from(scaled.flatMap((c) => c.slice(from, to))), y: all.slice(from, to).map((row) => row[2]) });
  return { train: part(0, n), test: part(n, n + N_TEST) };
}

// ---- the network -------------------------------------------------------------------------------------------------------

// φ(z), and φ′(z) from z and a = φ(z).
const PHI = {
  tanh: [Math.tanh, (z, a) => 1 - a * a],
  relu: [(z) => (z > 0 ? z : 0), (z) => (z > 0 ? 1 : 0)],
  leaky_relu: [(z) => (z > 0 ? z : 0.01 * z), (z) => (z > 0 ? 1 : 0.01)],
  sigmoid: [sigmoid, (z, a) => a * (1 - a)],
  identity: [(z) => z, () => 1],
};

const SCHEMES = {
  he_normal: (rng, ins, outs) => rng.normal(ins * outs).map((v) => v * Math.sqrt(2 / ins)),
  glorot_uniform: (rng, ins, outs) => rng.uniform(ins * outs).map((v) => (2 * v - 1) * Math.sqrt(6 / (ins + outs))),
  small: (rng, ins, outs) => rng.normal(ins * outs).map((v) => 0.01 * v),
  large: (rng, ins, outs) => rng.normal(ins * outs).map((v) => 5 * v),
  zeros: (rng, ins, outs) => new Array(ins * outs).fill(0),
};

export const widthsOf = ({ hidden }) => [2, ...hidden.filter((units) => units), 1];

// The layers of the parameters θ, all in one row: W¹ row by row, b¹, W², …. What is written into a layer is written into θ.
export function layersOf(widths, theta) {
  let at = 0;
  const take = (count) => theta.subarray(at, (at += count));
  return widths.slice(1).map((outs, l) => ({ ins: widths[l], outs, W: take(widths[l] * outs), b: take(outs) }));
}

export const parameterCount = (widths) => widths.slice(1).reduce((sum, outs, l) => sum + (widths[l] + 1) * outs, 0);

export function initial({ scheme, seed, ...settings }) {
  const widths = widthsOf(settings), theta = new Float64Array(parameterCount(widths)), rng = draws(START + seed);
  for (const { W, ins, outs } of layersOf(widths, theta)) W.set(SCHEMES[scheme](rng, ins, outs));
  return theta;
}

// Z and A of every layer, A[0] = X; unit after unit, each with its n values.
export function forward(layers, X, n, activation) {
  const Z = [null], A = [X], phi = PHI[activation][0];
  layers.forEach(({ W, b, ins, outs }, l) => {
    const z = new Float64Array(outs * n), a = l + 1 < layers.length ? new Float64Array(outs * n) : z, from = A[l];
    for (let u = 0; u < outs; u++) {
      z.fill(b[u], u * n, (u + 1) * n);
      for (let j = 0; j < ins; j++) for (let i = 0, w = W[u * ins + j]; i < n; i++) z[u * n + i] += w * from[j * n + i];
    }
    if (a !== z) for (let k = 0; k < z.length; k++) a[k] = phi(z[k]);
    Z.push(z);
    A.push(a);
  });
  return { Z, A };
}

// δˡ = ∂L/∂Zˡ of the mean cross-entropy L, for l = 1, …: unit after unit, as Z.
export function deltas(layers, { Z, A }, { y, n }, activation) {
  const slope = PHI[activation][1], all = [];
  let delta = A.at(-1).map((z, i) => (y[i] ? -sigmoid(-z) : sigmoid(z)) / n);
  for (let l = layers.length - 1; l >= 0; l--) {
    all.unshift(delta);
    if (!l) break;
    const { W, ins, outs } = layers[l], before = new Float64Array(ins * n);
    for (let u = 0; u < outs; u++) {
      for (let j = 0; j < ins; j++) for (let i = 0, w = W[u * ins + j]; i < n; i++) before[j * n + i] += w * delta[u * n + i];
    }
    for (let k = 0; k < before.length; k++) before[k] *= slope(Z[l][k], A[l][k]);
    delta = before;
  }
  return all;
}

// The gradient of L with respect to θ: ∂L/∂W = δ Aᵀ and ∂L/∂b = Σ δ of each layer.
export function gradient(widths, theta, points, activation) {
  const layers = layersOf(widths, theta), { n } = points, passed = forward(layers, points.X, n, activation);
  const grad = new Float64Array(theta.length), all = deltas(layers, passed, points, activation);
  layersOf(widths, grad).forEach(({ W, b, ins, outs }, l) => {
    for (let u = 0; u < outs; u++) {
      for (let i = 0; i < n; i++) b[u] += all[l][u * n + i];
      for (let j = 0; j < ins; j++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += all[l][u * n + i] * passed.A[l][j * n + i];
        W[u * ins + j] = sum;
      }
    }
  });
  return grad;
}

export function crossEntropy(logits, y) {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += softplus(y[i] ? -logits[i] : logits[i]);
  return sum / y.length;
}

// ---- training ----------------------------------------------------------------------------------------------------------

// A run of training from its start: the losses after 0, 1, … steps, and θ after every 25th.
export function newRun(settings) {
  const run = { settings, widths: widthsOf(settings), points: pointsFor(settings), theta: initial(settings) };
  Object.assign(run, { training: [], test: [], kept: [], epoch: -1, exploded: null });
  record(run);
  return run;
}

export const reached = (run) => run.training.length - 1;

function record(run) {
  const { widths, theta, settings } = run, layers = layersOf(widths, theta);
  const lossOf = ({ X, y, n }) => crossEntropy(forward(layers, X, n, settings.activation).A.at(-1), y);
  run.training.push(lossOf(run.points.train));
  run.test.push(lossOf(run.points.test));
  if (reached(run) % EVERY === 0) run.kept.push(theta);
  if (!Number.isFinite(run.training.at(-1)) || !theta.every(Number.isFinite)) run.exploded = reached(run);
}

// The training points of step t: each epoch has an order of its own.
function batchAt(run, t) {
  const { batch_size: size, seed } = run.settings, { X, y, n } = run.points.train, batches = Math.ceil(n / size), epoch = Math.floor(t / batches);
  if (epoch !== run.epoch) Object.assign(run, { epoch, order: order(uniform(BATCHES + seed + STRIDE * epoch, n)) });
  const rows = run.order.slice((t % batches) * size, (t % batches + 1) * size);
  return { n: rows.length, X: Float64Array.from([...rows.map((i) => X[i]), ...rows.map((i) => X[n + i])]), y: rows.map((i) => y[i]) };
}

// θ after step t + 1, from θ after step t: θ − η (g + λ θ).
function stepped(run, theta, t) {
  const { learning_rate: rate, weight_decay: decay, activation } = run.settings, g = gradient(run.widths, theta, batchAt(run, t), activation);
  return theta.map((v, k) => v - rate * (g[k] + decay * v));
}

// Train until so many steps are done, the numbers have exploded, or `late()`.
export function extend(run, steps, late = () => false) {
  while (reached(run) < steps && run.exploded === null && !late()) {
    run.theta = stepped(run, run.theta, reached(run));
    record(run);
  }
}

// θ after step t, which has been reached.
export function parametersAt(run, t) {
  if (t === reached(run)) return run.theta;
  let theta = run.kept[Math.floor(t / EVERY)];
  for (let k = t - t % EVERY; k < t; k++) theta = stepped(run, theta, k);
  return theta;
}
