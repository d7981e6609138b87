// What a run of Playground shows, in numbers and in words: whether it learns, and if not, why.
import { deltas, forward, gradient, layersOf, parametersAt } from "./playground_network.js";
import { mean, number } from "./scales.js";

// ---- numbers -----------------------------------------------------------------------------------------------------------

const WINDOW = 50; // how many steps count as recent
const LEARNED = 0.15; // a training loss below this, as mean over the recent steps
const SHORT = 0.03; // a learning rate below this may be why nothing moves
export const FADED = 0.02; // a gradient below this share of the last layer's has vanished
const SATURATED = { tanh: (a) => Math.abs(a) > 0.99, sigmoid: (a) => a < 0.01 || a > 0.99 };
const least = (values) => values.reduce((a, b) => Math.min(a, b)), most = (values) => values.reduce((a, b) => Math.max(a, b));
const norm = (values) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
const counted = (values, test) => values.reduce((sum, v) => sum + test(v), 0);

// ‖∂L/∂W‖ of one training point, as root mean square over all of them, so that points do not cancel: ∂L/∂W = δ aᵀ of each.
function gradientNorm(delta, A, { ins, outs }, n) {
  const square = (values, units, i) => Array.from({ length: units }, (_, u) => values[u * n + i] ** 2).reduce((a, b) => a + b);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += square(delta, outs, i) * square(A, ins, i);
  return Math.sqrt(n * sum);
}

// Of each hidden layer: for how many training points each unit is on (z > 0), for how many it is saturated, and whether all
// units have the same weights. Of each layer its gradient. How many training and test points are answered right. Whether the
// penalty holds the balance with the gradient of the loss, or has shrunk the weights to a tenth of those at the start.
export function measured(run, theta) {
  const { widths, settings: { activation, weight_decay: decay }, points: { train, test } } = run, layers = layersOf(widths, theta), { n } = train;
  const passed = forward(layers, train.X, n, activation), { Z, A } = passed, saturates = SATURATED[activation] || (() => false);
  const row = (values, u) => values.subarray(u * n, (u + 1) * n);
  const units = layers.slice(0, -1).map(({ outs }, l) => Array.from({ length: outs }, (_, u) => ({
    on: counted(row(Z[l + 1], u), (z) => z > 0), saturated: counted(row(A[l + 1], u), saturates),
  })));
  const same = layers.slice(0, -1).map(({ W, b, ins, outs }) => outs > 1 && W.every((w, k) => w === W[k % ins]) && b.every((v) => v === b[0]));
  const gradients = deltas(layers, passed, train, activation).map((delta, l) => gradientNorm(delta, A[l], layers[l], n));
  const logits = [A.at(-1), forward(layers, test.X, test.n, activation).A.at(-1)];
  const right = [train, test].map(({ y }, k) => counted(y.map((label, i) => logits[k][i] > 0 === (label === 1)), (hit) => hit));
  const pull = gradient(widths, theta, train, activation).map((g, k) => g + decay * theta[k]), held = decay > 0 && norm(pull) < 0.5 * decay * norm(theta);
  const weights = (numbers) => norm(layersOf(widths, numbers).map(({ W }) => norm(W))), shrunk = decay > 0 && weights(theta) < 0.1 * weights(run.kept[0]);
  return { n, nTest: test.n, units, same, gradients, right, held, shrunk };
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

const DEAD_LAYER = ({ facts, activation }) => facts.units.findIndex((units) => units.every((unit) => isDead(unit, activation)));

// What may be the case, the gravest first: when it is, and the words for it; all are functions of what `diagnosed` knows.
export const CAUSES = {
  exploded: {
    tone: "error", when: ({ run, step }) => run.exploded === step, head: ({ step }) => `it exploded at step ${step}`,
    rest: ({ run, step, rate }) => {
      const before = run.training.slice(0, step).findLast(Number.isFinite), was = before === undefined ? "" : `; the loss before was ${three(before)}`;
      return `Its numbers are now too large to compute with${was}. Each step was so long that the next gradient was larger still. ${shorter(rate)}.`;
    },
  },
  same: {
    tone: "error", when: ({ facts, settings }) => settings.scheme === "zeros" && facts.same.includes(true), head: ({ facts }) => `all units of layer ${facts.same.indexOf(true) + 1} are the same`,
    rest: ({ facts, gradients }) => {
      const count = facts.units[facts.same.indexOf(true)].length, none = gradients.some((g) => g > 0) ? "" : " In fact, the gradients of all weights are 0 here.";
      return `Equal weights get equal gradients, so its ${count} units stay copies of one another.${none} Start with random weights.`;
    },
  },
  dead: {
    tone: "error", when: (known) => DEAD_LAYER(known) >= 0, head: (known) => `layer ${DEAD_LAYER(known) + 1} is dead`,
    rest: (known) => {
      const { facts } = known, count = facts.units[DEAD_LAYER(known)].length, none = count === 1 ? "Its unit is not" : `None of its ${count} units is`;
      return `${none} on for any of the ${facts.n} training points, so all get the same answer, and no gradient gets through. `
        + "Try another start, a smaller learning rate or leaky ReLU.";
    },
  },
  rises: {
    tone: "error", when: ({ step, recent, first }) => step >= 20 && least(recent.slice(-20)) > 1.3 * first, head: () => "the loss rises",
    rest: ({ now, first, rate }) => `The training loss is ${three(now)}; it was ${three(first)} at the start. The steps are too long. ${shorter(rate)}.`,
  },
  jumps: {
    tone: "error", head: () => "the loss jumps up and down",
    when: ({ step, recent, first }) => {
      const rises = recent.slice(1).reduce((sum, v, k) => sum + Math.max(0, v - recent[k]), 0), high = most(recent), low = least(recent);
      return step >= WINDOW && high > 0.8 * first && high > 1.5 * low && rises > high - low;
    },
    rest: ({ recent, batch, rate }) => `In the last ${WINDOW} steps the training loss was between ${two(least(recent))} and ${two(most(recent))}. `
      + `The steps are too long for batches of ${batch}. ${shorter(rate)}, or larger batches.`,
  },
  overfits: {
    tone: "accent", head: ({ best }) => `it has been overfitting since step ${best}`,
    when: ({ step, best, test, training, recent }) => step - best >= 20 && least(test.slice(-20)) > 1.25 * test[best] + 0.05
      && Math.max(training.at(-1), mean(recent.slice(-20))) < 0.9 * training[best],
    rest: ({ best, test, training, now }) => `There the test loss was lowest, ${three(test[best])}; now it is ${three(test.at(-1))}, `
      + `while the training loss fell from ${three(training[best])} to ${three(now)}. Stop there, or take more points, fewer units or a penalty.`,
  },
  memorized: {
    tone: "accent", when: ({ level, testLevel }) => level < LEARNED && testLevel > level + 0.3, head: () => "it knows only the training points",
    rest: ({ now, test, facts }) => `On them the loss is ${three(now)}, on the test points ${three(test.at(-1))}, of which ${percent(facts.right[1], facts.nTest)} are right. `
      + "Take more points, fewer units or a penalty.",
  },
  learned: {
    tone: "gradient", when: ({ level }) => level < LEARNED, head: () => "it has learned",
    rest: ({ now, facts }) => `The training loss is ${three(now)}. ${rightWords(facts)}`,
  },
  penalty: {
    tone: "accent", when: ({ training, facts }) => facts.shrunk || (facts.held && stands(training)), head: () => "the penalty holds it back",
    rest: ({ decay, now }) => `With λ = ${two(decay)}, larger weights cost more than they gain: the loss stays at ${three(now)}. Try a smaller λ.`,
  },
  saturated: {
    tone: "error", when: ({ saturated, units, level }) => 2 * saturated.length > units.length && level > 0.3,
    head: ({ saturated, units }) => `${saturated.length} of ${many(units.length, "unit")} ${are(saturated.length)} saturated`,
    rest: ({ activation, settings, rate }) => `For most training points they are on the flat ends of ${activation}, where its slope is below `
      + `${activation === "tanh" ? 0.02 : 0.01}, so these points teach them little. `
      + `${settings.scheme === "large" ? "Start with smaller weights" : `${shorter(rate)}, or a penalty on large weights`}.`,
  },
  vanishes: {
    tone: "error", head: () => "the gradient vanishes on its way back",
    when: ({ facts, gradients, level }) => facts.units.length > 1 && gradients[0] < FADED * gradients.at(-1) && level > 0.3,
    rest: ({ gradients: [first, ...others], activation }) => `In the last layer it is ${two(others.at(-1))}, in the first ${two(first)}, `
      + `${two(others.at(-1) / first)} times smaller: that layer hardly learns. `
      + `Try ${activation.endsWith("relu") ? "" : "ReLU, "}larger weights at the start or fewer layers.`,
  },
  linear: {
    tone: "accent", head: () => "a straight line is all it can draw",
    when: ({ training, facts, activation, rate }) => rate >= SHORT && stands(training) && (activation === "identity" || !facts.units.length),
    rest: ({ facts, now }) => {
      const deep = facts.units.length > 0, why = deep ? "Layers with the identity together make one linear map" : "Without a hidden layer, the logit is linear in x";
      return `${why}. The loss stays at ${three(now)}, and ${percent(facts.right[0], facts.n)} are right. ${deep ? "Take tanh or ReLU" : "Add a layer"}.`;
    },
  },
  plateau: {
    tone: "accent", when: ({ training }) => stands(training), head: () => "a plateau",
    rest: ({ now, rate, gradients, settings }) => {
      const cure = settings.scheme === "small" ? "The weights started small: try larger ones"
        : most(gradients) < 1e-3 ? "No gradient is left to follow: try another start"
          : rate < SHORT ? `With η = ${two(rate)} the steps may be too short: try larger ones`
            : now > 0.72 ? `Answering ½ everywhere would do better (0.693). ${shorter(rate)}` : "Try patience, more units or another start";
      return `In the last ${2 * WINDOW} steps the training loss has hardly moved: it is ${three(now)}, with a gradient of ${two(gradients.at(-1))} in the last layer. `
        + `${cure}.`;
    },
  },
  ready: {
    tone: "muted", when: ({ step }) => step === 0, head: () => "ready",
    rest: ({ run, now }) => `${many(run.theta.length, "number")} to learn. The training loss is ${three(now)}; answering ½ everywhere would give log 2, about 0.693.`,
  },
  learns: {
    tone: "data", when: () => true, head: ({ now, first }) => (now < first ? "it learns" : "it has not learned yet"),
    rest: ({ now, first, facts }) => `The training loss is ${three(now)}; it was ${three(first)} at the start. ${rightWords(facts)}`,
  },
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
  const named = facts.units.flatMap((layer, l) => layer.flatMap((unit, u) => (isDead(unit, activation) ? [`${l + 1}.${u + 1}`] : [])));
  const known = {
    run, step, facts, settings, activation, rate, decay, batch, training, test, units, named, gradients: facts.gradients, best: test.indexOf(least(test)),
    saturated: units.filter((unit) => isSaturated(unit, facts.n)), recent: training.slice(-WINDOW), first: training[0], now: training[step], level: mean(training.slice(-WINDOW)), testLevel: mean(test.slice(-WINDOW)),
  };
  const [kind, { tone, head, rest }] = Object.entries(CAUSES).find(([, cause]) => cause.when(known));
  return { kind, tone, head: head(known), rest: rest(known) + aside(kind, known) };
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
