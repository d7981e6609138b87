// The widget LowRank: a picture from the k strongest terms of its singular value decomposition.
// PHOTOGRAPH, its pixels in base64, is added by low_rank.py.
import { mix, plot } from "./drawing.js";
import { accepting, footer, h, oneOf, open, select, slider, whole } from "./kit.js";

const SIZE = 128, KEYS = ["picture", "k", "shows"];

// ---- the arithmetic: what dlmath.linear_algebra says; tests hold them equal -------------------------------------------

// Turns the columns x and y by the angle with cosine c and sine s.
function turn(x, y, c, s) {
  for (let i = 0; i < x.length; i++) {
    const a = x[i], b = y[i];
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
}

// A = Σ sᵢ uᵢ vᵢᵀ from the columns of A, by Jacobi rotations until the columns W = A V stand at right angles.
export function svd(columns) {
  const n = columns.length, W = columns.map((w) => Float64Array.from(w));
  const V = W.map((_, j) => Float64Array.from({ length: n }, (_, i) => +(i === j)));
  const dot = (x, y) => { let sum = 0; for (let i = 0; i < x.length; i++) sum += x[i] * y[i]; return sum; };
  const total = W.reduce((sum, w) => sum + dot(w, w), 0);
  for (let sweep = 0, turned = true; turned && sweep < 40; sweep++) {
    turned = false;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        const a = dot(W[p], W[p]), b = dot(W[q], W[q]), c = dot(W[p], W[q]);
        if (Math.abs(c) <= 1e-15 * Math.sqrt(a * b) + 1e-30 * total) continue;
        const d = b - a, t = (d < 0 ? -2 : 2) * c / (Math.abs(d) + Math.hypot(d, 2 * c)), cos = 1 / Math.hypot(1, t);
        turn(W[p], W[q], cos, t * cos);
        turn(V[p], V[q], cos, t * cos);
        turned = true;
      }
    }
  }
  const terms = W.map((w, j) => ({ s: Math.sqrt(dot(w, w)), w, v: V[j] })).sort((x, y) => y.s - x.s);
  return { s: terms.map(({ s }) => s), us: terms.map(({ w }) => w), v: terms.map(({ v }) => v) };
}

// Adds (sign 1) or takes away (sign −1) the term number k, counted from 1.
export function addTerm({ us, v }, k, sum, sign = 1) {
  const w = us[k - 1], x = v[k - 1], n = x.length;
  for (let i = 0; i < w.length; i++) {
    const a = sign * w[i];
    for (let j = 0; j < n; j++) sum[i * n + j] += a * x[j];
  }
}

export function lowRank(terms, k) {
  const sum = new Float64Array(terms.us[0].length * terms.v[0].length);
  for (let i = 1; i <= k; i++) addTerm(terms, i, sum);
  return sum;
}

const squares = (s) => s.reduce((sum, v) => sum + v * v, 0);

// ‖A − Aₖ‖ / ‖A‖, and the share of the squares that the first k terms hold.
export const error = (s, k) => Math.sqrt(squares(s.slice(k)) / squares(s));
export const energy = (s, k) => squares(s.slice(0, k)) / squares(s);

const amid = (a, x, b) => x >= a && x < b;
const DRAWN = {
  flag: (i, j) => (amid(54, i, 74) || amid(36, j, 56) ? 230 : 60),
  "slanted edge": (i, j) => (j <= i ? 230 : 60),
};

// The pixels of a picture, row by row, from 0 to 1.
export function pixels(name) {
  if (name === "photograph") return Float64Array.from(atob(PHOTOGRAPH), (c) => c.charCodeAt(0) / 255);
  return Float64Array.from({ length: SIZE * SIZE }, (_, p) => DRAWN[name](Math.floor(p / SIZE), p % SIZE) / 255);
}

// ---- words -------------------------------------------------------------------------------------------------------------

export function percent(share) {
  if (share > 0.99995) return "100\u00a0%";
  const text = (100 * share).toFixed(share > 0.999 || share < 0.001 ? 2 : share > 0.99 || share < 0.1 ? 1 : 0);
  return `${text}\u00a0%`;
}

export function verdict(s, k) {
  const off = error(s, k), numbers = k * (2 * SIZE + 1), all = SIZE * SIZE;
  const [tone, head] = off < 1e-6 ? ["gradient", "nothing is missing"] : off < 0.07 ? ["gradient", "hard to tell apart"]
    : off < 0.2 ? ["accent", "a good likeness"] : ["error", "much is missing"];
  const cost = numbers > all ? "more than the picture itself" : `${percent(numbers / all)} of the ${all} pixels`;
  return { tone, head, why: `energy ${percent(energy(s, k))}, error ${percent(off)}`, rest: `To store: ${numbers} numbers, ${cost}.` };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

// Holds the sum of the first k terms, and comes to another k by adding or taking away what lies between.
function picture(name) {
  const A = pixels(name), terms = svd(Array.from({ length: SIZE }, (_, j) => A.filter((_, p) => p % SIZE === j)));
  let sum = new Float64Array(SIZE * SIZE), at = 0;
  const goTo = (k) => {
    if (k < at / 2) { sum = new Float64Array(SIZE * SIZE); at = 0; }
    while (at < k) addTerm(terms, ++at, sum);
    while (at > k) addTerm(terms, at--, sum, -1);
    return sum;
  };
  const term = (k) => {
    const alone = new Float64Array(SIZE * SIZE);
    addTerm(terms, k, alone);
    const largest = alone.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-9);
    return alone.map((v) => 0.5 + v / largest / 2);
  };
  const shown = { sum: goTo, term, rest: (k) => goTo(k).map((v, p) => 0.5 + 2 * (A[p] - v)) };
  return { name, s: terms.s, values: (shows, k) => shown[shows](k) };
}

function paint(p, small, values) {
  const ctx = small.getContext("2d"), image = ctx.createImageData(SIZE, SIZE);
  for (let i = 0; i < values.length; i++) {
    image.data[4 * i] = image.data[4 * i + 1] = image.data[4 * i + 2] = 255 * values[i];
    image.data[4 * i + 3] = 255;
  }
  ctx.putImageData(image, 0, 0);
  const front = p.front();
  front.imageSmoothingEnabled = false;
  front.drawImage(small, p.area.left, p.area.top, p.area.width, p.area.height);
}

function drawValues(ui, p, s, k) {
  const ctx = p.front(), faint = mix(ui.colors.paper, ui.colors.ink, 0.3);
  p.inside(ctx, () => {
    s.forEach((v, i) => {
      if (v < 1e-6) return;
      ctx.fillStyle = i < k ? ui.colors.data : faint;
      ctx.beginPath();
      ctx.arc(p.x(i + 1), p.y(v), i + 1 === k ? 5.5 : 2.4, 0, 7);
      ctx.fill();
    });
  });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const PICTURES = [["photograph", "a photograph"], ["flag", "a flag"], ["slanted edge", "a slanted edge"]];
const SHOWS = [["sum", "the first k terms"], ["term", "term k alone"], ["rest", "what is missing"]];

// Whether a value that comes from the page's address can be used.
const names = (options) => options.map(([name]) => name);
const accepts = accepting({ k: whole(1, SIZE), picture: oneOf(...names(PICTURES)), shows: oneOf(...names(SHOWS)) });

function render(args) {
  const ui = open(args, "Low rank"), small = h("canvas", { width: SIZE, height: SIZE });
  const screen = plot(ui, { label: "the picture", aspect: 1, margin: [0, 0, 0, 0] });
  const values = plot(ui, { label: "the singular values", aspect: 1.7, margin: [24, 10, 24, 38] });
  const rank = slider(ui, { key: "k", label: "rank", symbol: "k", min: 1, max: SIZE, step: 1 });
  const which = select(ui, { key: "picture", label: "picture", options: PICTURES });
  const shows = select(ui, { key: "shows", label: "shown", options: SHOWS }), words = h("p.verdict");
  words.style.minHeight = "5em";
  const left = h("div.stack", {}, screen.figure);
  const choices = h("div.row.choices", {}, which.element, shows.element);
  const right = h("div.stack", {}, rank.element, words, values.figure, choices);
  for (const [part, order] of [[rank.element, 1], [choices, 2], [words, 3], [values.figure, 4]]) part.style.setProperty("--narrow", order);
  ui.section.append(h("div.columns", {}, left, right), footer(ui, KEYS));
  let drawn = null;
  return ui.run(() => {
    const k = ui.get("k");
    if (drawn?.name !== ui.get("picture")) drawn = picture(ui.get("picture"));
    if (ui.fresh) {
      screen.box({ x: [0, 1], y: [0, 1] });
      values.box({ x: [0, SIZE + 2], y: [0.02, 150], logY: true });
      values.axes(values.back(), { x: "i", y: "singular value σᵢ", above: true });
    }
    paint(screen, small, drawn.values(ui.get("shows"), k));
    drawValues(ui, values, drawn.s, k);
    for (const part of [rank, which, shows]) part.show();
    const { tone, head, why, rest } = verdict(drawn.s, k);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}.`, h("br"), rest);
    ui.say(`${head}: ${why}. ${rest}`);
  });
}

export default { render, accepts };
