// What a run of Playground shows, in numbers and in words: whether it learns, and if not, why.
import { deltas, forward, layersOf, parametersAt } from "./playground_network.js";
import { mean, number } from "./scales.js";

// ---- numbers -----------------------------------------------------------------------------------------------------------

const WINDOW = 50; // how many steps count as recent
const SATURATED = { tanh: (a) => Math.abs(a) > 0.99, sigmoid: (a) => a < 0.01 || a > 0.99 };
const least = (values) => values.reduce((a, b) => Math.min(a, b)), most = (values) => values.reduce((a, b) => Math.max(a, b));
const counted = (values, test) => values.reduce((sum, v) => sum + test(v), 0);

// ‖∂L/∂W‖ of one training point, as root mean square over all of them, so that points do not cancel: ∂L/∂W = δ aᵀ of each.
function gradientNorm(delta, A, { ins, outs }, n) {
  const square = (values, units, i) => Array.from({ length: units }, (_, u) => values[u * n + i] ** 2).reduce((a, b) => a + b);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += square(delta, outs, i) * square(A, ins, i);
  return Math.sqrt(n * sum);
}

// Of each hidden layer: for how many training points each unit is on (z > 0), for how many it is saturated, and whether all
// units have the same weights. Of each layer its gradient. How many training and test points are answered right.
export function measured(run, theta) {
  const { widths, settings: { activation }, points: { train, test } } = run, layers = layersOf(widths, theta), { n } = train;
  const passed = forward(layers, train.X, n, activation), { Z, A } = passed, saturates = SATURATED[activation] || (() => false);
  const row = (values, u) => values.subarray(u * n, (u + 1) * n);
  const units = layers.slice(0, -1).map(({ outs }, l) => Array.from({ length: outs }, (_, u) => ({
    on: counted(row(Z[l + 1], u), (z) => z > 0), saturated: counted(row(A[l + 1], u), saturates),
  })));
  const same = layers.slice(0, -1).map(({ W, b, ins, outs }) => outs > 1 && W.every((w, k) => w === W[k % ins]) && b.every((v) => v === b[0]));
  const gradients = deltas(layers, passed, train, activation).map((delta, l) => gradientNorm(delta, A[l], layers[l], n));
  const logits = [A.at(-1), forward(layers, test.X, test.n, activation).A.at(-1)];
  const right = [train, test].map(({ y }, k) => counted(y.map((label, i) => logits[k][i] > 0 === (label === 1)), (hit) => hit));
  return { n, nTest: test.n, units, same, gradients, right };
}

// A ReLU that is on for no training point; a unit in the flat ends of its curve for more than half of them.
export const isDead = (unit, activation) => activation === "relu" && unit.on === 0;
export const isSaturated = (unit, n) => 2 * unit.saturated > n;

// Whether the training loss has fallen by less than 1 % between the two halves of the last 100 steps.
function stands(training) {
  if (training.length <= 2 * WINDOW) return false;
  return mean(training.slice(-WINDOW)) > 0.99 * mean(training.slice(-2 * WINDOW, -WINDOW));
}

// ---- words -------------------------------------------------------------------------------------------------------------

const three = (v) => number(v, 3), two = (v) => number(v, 2), percent = (k, n) => `${Math.round(100 * k / n)}%`;
const many = (k, one) => `${k} ${one}${k === 1 ? "" : "s"}`, are = (k) => (k === 1 ? "is" : "are");
const listed = (names) => (names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);
const shorter = (rate) => `Try a learning rate below ${two(rate)}`;
const rightWords = ({ right: [k, m], n, nTest }) => `${percent(k, n)} of the training points and ${percent(m, nTest)} of the test points are right.`;

// Why it fails, the gravest cause first: [a test, {tone, head, rest}]; both are functions of all that is known.
export const CAUSES = {
  exploded: [({ run, step }) => run.exploded === step, ({ run, step, rate }) => {
    const before = run.training.slice(0, step).findLast(Number.isFinite);
    return { tone: "error", head: `it exploded at step ${step}`,
      rest: `Its numbers are now too large to compute with${before === undefined ? "" : `; the loss before was ${three(before)}`}. Each step was so long that the next gradient was larger still. ${shorter(rate)}.` };
  }],
  same: [({ facts }) => facts.same.includes(true), ({ facts, gradients }) => {
    const l = facts.same.indexOf(true);
    return { tone: "error", head: `all units of layer ${l + 1} are the same`,
      rest: `Equal weights get equal gradients, so its ${facts.units[l].length} units stay copies of one.${gradients.some((g) => g > 0) ? "" : " Here the gradients of all weights are even 0."} Start with random weights.` };
  }],
  dead: [({ facts, activation }) => facts.units.some((units) => units.every((unit) => isDead(unit, activation))), ({ facts, activation }) => {
    const l = facts.units.findIndex((units) => units.every((unit) => isDead(unit, activation))), count = facts.units[l].length;
    return { tone: "error", head: `layer ${l + 1} is dead`,
      rest: `${count === 1 ? "Its unit is not" : `None of its ${count} units is`} on for any of the ${facts.n} training points, so all get the same answer, and no gradient passes. Take another start, a smaller learning rate or leaky ReLU.` };
  }],
  rises: [({ step, recent, first }) => step >= 20 && least(recent.slice(-20)) > 1.3 * first, ({ now, first, rate }) => ({
    tone: "error", head: "the loss rises", rest: `The training loss is ${three(now)}, and was ${three(first)} at the start. The steps are too long. ${shorter(rate)}.` })],
  jumps: [({ step, recent, first }) => {
    const rises = recent.slice(1).reduce((sum, v, k) => sum + Math.max(0, v - recent[k]), 0), high = most(recent);
    return step >= WINDOW && high > 0.8 * first && high > 1.5 * least(recent) && rises > high - least(recent);
  }, ({ recent, batch, rate }) => ({ tone: "error", head: "the loss jumps up and down",
    rest: `In the last ${WINDOW} steps the training loss was between ${two(least(recent))} and ${two(most(recent))}. The steps are too long for batches of ${batch}. ${shorter(rate)}, or larger batches.` })],
  overfits: [({ step, best, test, training, recent }) => step - best >= 20 && least(test.slice(-20)) > 1.25 * test[best] + 0.05
    && Math.max(training.at(-1), mean(recent.slice(-20))) < 0.9 * training[best],
  ({ best, test, training, now }) => ({ tone: "accent", head: `it overfits since step ${best}`,
    rest: `There the test loss was lowest, ${three(test[best])}; now it is ${three(test.at(-1))}, while the training loss fell from ${three(training[best])} to ${three(now)}. Stop there, or take more points, fewer units or a penalty.` })],
  learned: [({ now }) => now < 0.1, ({ now, facts }) => ({ tone: "gradient", head: "it has learned", rest: `The training loss is ${three(now)}. ${rightWords(facts)}` })],
  penalty: [({ training, decay }) => decay >= 0.01 && stands(training), ({ decay, now }) => ({ tone: "accent", head: "the penalty holds it back",
    rest: `With λ = ${two(decay)}, small weights count more than right answers: the loss stays at ${three(now)}. Try a smaller λ.` })],
  saturated: [({ saturated, units, now }) => 2 * saturated.length > units.length && now > 0.3, ({ saturated, units, activation, settings, rate }) => ({
    tone: "error", head: `${saturated.length} of ${many(units.length, "unit")} ${are(saturated.length)} saturated`,
    rest: `For most training points they are in the flat ends of ${activation}, where its slope is below ${activation === "tanh" ? "0.02" : "0.01"} and hardly any gradient passes. ${settings.scheme === "large" ? "Start with smaller weights" : `${shorter(rate)}, or a penalty on large weights`}.` })],
  vanishes: [({ facts, gradients, now }) => facts.units.length > 1 && gradients[0] < 0.02 * gradients.at(-1) && now > 0.3, ({ gradients, activation }) => ({
    tone: "error", head: "the gradient vanishes on its way back",
    rest: `In the last layer it is ${two(gradients.at(-1))}, in the first ${two(gradients[0])}, ${two(gradients.at(-1) / gradients[0])} times less: that one hardly learns. Try ${activation.endsWith("relu") ? "larger weights at the start" : "ReLU, larger weights at the start"} or fewer layers.` })],
  linear: [({ training, facts, activation }) => stands(training) && (activation === "identity" || !facts.units.length), ({ facts, now }) => ({
    tone: "accent", head: "a straight line is all it can draw",
    rest: `${facts.units.length ? "Layers with the identity together make one linear map" : "Without a hidden layer, the logit is linear in x"}. The loss stays at ${three(now)}, and ${percent(facts.right[0], facts.n)} are right. ${facts.units.length ? "Take tanh or ReLU" : "Add a layer"}.` })],
  plateau: [({ training }) => stands(training), ({ now, rate, gradients, settings }) => ({ tone: "accent", head: "a plateau",
    rest: `In the last ${2 * WINDOW} steps the training loss has hardly moved: it is ${three(now)}, with a gradient of ${two(gradients.at(-1))} in the last layer. ${rate < 0.03 ? `With η = ${two(rate)} the steps may be too short: try larger ones` : settings.scheme === "small" ? "The weights began small: try larger ones" : "Try patience, more units or another start"}.` })],
  ready: [({ step }) => step === 0, ({ run, now }) => ({ tone: "muted", head: "ready",
    rest: `${many(run.theta.length, "number")} to learn. The training loss is ${three(now)}; the answer ½ everywhere would have log 2, about 0.693.` })],
  learns: [() => true, ({ now, first, facts }) => ({ tone: "data", head: now < first ? "it learns" : "it has not learned yet",
    rest: `The training loss is ${three(now)}, and was ${three(first)} at the start. ${rightWords(facts)}` })],
};

// What is added to a diagnosis that does not speak of it.
function aside(kind, { named, saturated, units }) {
  if (["exploded", "same", "dead", "saturated"].includes(kind)) return "";
  if (named.length > 3) return ` ${named.length} of ${units.length} units are dead: on for no training point.`;
  if (named.length) return ` ${named.length === 1 ? "Unit" : "Units"} ${listed(named)} ${are(named.length)} dead: on for no training point.`;
  return saturated.length ? ` ${saturated.length} of ${many(units.length, "unit")} ${are(saturated.length)} saturated.` : "";
}

// What stands after `step` steps: {kind, tone, head, rest}. The facts are those of `measured`.
export function diagnosed(run, step, facts = measured(run, parametersAt(run, step))) {
  const { settings } = run, { activation, learning_rate: rate, weight_decay: decay } = settings, batch = Math.min(settings.batch_size, facts.n);
  const [training, test] = [run.training, run.test].map((losses) => losses.slice(0, step + 1)), units = facts.units.flat();
  const named = facts.units.flatMap((layer, l) => layer.map((unit, u) => [unit, `${l + 1}.${u + 1}`])).filter(([unit]) => isDead(unit, activation)).map(([, name]) => name);
  const known = {
    run, step, facts, settings, activation, rate, decay, batch, training, test, units, named, gradients: facts.gradients, best: test.indexOf(least(test)),
    saturated: units.filter((unit) => isSaturated(unit, facts.n)), recent: training.slice(-WINDOW), first: training[0], now: training[step],
  };
  const [kind, [, words]] = Object.entries(CAUSES).find(([, [applies]]) => applies(known)), found = words(known);
  return { kind, ...found, rest: found.rest + aside(kind, known) };
}

// One unit in words: what it adds up, and for how many training points that is positive.
export function unitInWords(run, theta, facts, l, u) {
  const { W, b, ins } = layersOf(run.widths, theta)[l - 1], { activation } = run.settings;
  const terms = Array.from({ length: ins }, (_, j) => [W[u * ins + j], `\u00a0${l === 1 ? "x" : "a"}${"₁₂₃₄₅₆₇₈"[j]}`]);
  const sum = [...terms, [b[u], ""]].map(([w, name], k) => `${w < 0 ? (k ? " − " : "−") : k ? " + " : ""}${two(Math.abs(w))}${name}`).join("");
  if (l === run.widths.length - 1) return { head: "output", rest: `logit ${sum}; class 1 where it is positive.` };
  const unit = facts.units[l - 1][u], state = isDead(unit, activation) ? ": dead." : isSaturated(unit, facts.n) ? `, and saturated at ${unit.saturated}.` : ".";
  return { head: `unit ${l}.${u + 1}`, rest: `z = ${sum}; positive at ${unit.on} of ${facts.n} training points${state}` };
}
