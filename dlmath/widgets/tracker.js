// The widget Tracker: two things meet, and two Kalman filters follow them.
import { halo, legend, marker, plot, polyline, stroke } from "./drawing.js";
import { accepting, between, button, checkbox, flag, footer, h, oneOf, open, player, select, slider, whole } from "./kit.js";
import { normals, uniform } from "./random.js";
import { fixed, number } from "./scales.js";

const LAST_FRAME = 40, MIDDLE_FRAME = 20, START_SPEED = 3;
const GATE = -2 * Math.log(0.01);  // the 99% quantile of χ² with two degrees of freedom
const TRACKER_KEYS = ["targets", "motion", "acceleration_std", "measurement_std", "hidden", "looks", "frame", "seed"];

// ---- the arithmetic: what dlmath.tracking says; tests hold them equal ---------------------------------------------------

const times = (A, B) => A.map((row) => B[0].map((_, j) => row.reduce((sum, v, k) => sum + v * B[k][j], 0)));
const flipped = (A) => A[0].map((_, j) => A.map((row) => row[j]));
const plus = (A, B, sign = 1) => A.map((row, i) => row.map((v, j) => v + sign * B[i][j]));
const blocks = (a, b, c, d) => [[a, 0, b, 0], [0, a, 0, b], [c, 0, d, 0], [0, c, 0, d]];
const inverted = ([[a, b], [c, d]]) => { const det = a * d - b * c; return [[d / det, -b / det], [-c / det, a / det]]; };

const F = blocks(1, 1, 0, 1);
const shapeOfR = (std) => [[5, 4], [4, 5]].map((row) => row.map((v) => v * std * std / 9));

export function placesOf({ targets, motion }) {
  const rise = (t) => (motion === "straight" ? t - MIDDLE_FRAME : -Math.abs(t - MIDDLE_FRAME));
  return [1, -1].slice(0, targets).map((side) => Array.from({ length: LAST_FRAME + 1 }, (_, t) => [10 + 2 * t, 30 + side * 0.9 * rise(t)]));
}

// For each thing and frame a place, or null while it is hidden.
export function measuredOf(state) {
  const noise = normals(uniform(state.seed, 8 * (LAST_FRAME + 1))), std = state.measurement_std;
  return placesOf(state).map((path, i) => path.map(([x, y], t) => {
    const later = 2 * (t - MIDDLE_FRAME);
    if (later >= -state.hidden && later < state.hidden) return null;
    const k = 2 * (i * (LAST_FRAME + 1) + t), [a, b] = [noise[k], noise[k + 1]];
    return [x + std * (2 * a + b) / 3, y + std * (a + 2 * b) / 3];
  }));
}

const predicted = ({ m, P }, Q) => ({ m: times(F, m.map((v) => [v])).map(([v]) => v), P: plus(times(times(F, P), flipped(F)), Q) });
const upperLeft = (P) => [[P[0][0], P[0][1]], [P[1][0], P[1][1]]];

function updated({ m, P }, z, R) {
  const K = times(P.map((row) => row.slice(0, 2)), inverted(plus(upperLeft(P), R)));
  const y = [z[0] - m[0], z[1] - m[1]];
  return { m: m.map((v, i) => v + K[i][0] * y[0] + K[i][1] * y[1]), P: plus(P, times(K, P.slice(0, 2)), -1) };
}

// The squared Mahalanobis distance of z from a prediction.
export function squaredDistance({ m, P }, z, R) {
  const [[a, b], [, d]] = inverted(plus(upperLeft(P), R)), [x, y] = [z[0] - m[0], z[1] - m[1]];
  return a * x * x + 2 * b * x * y + d * y * y;
}

// The cheapest way to form as many pairs as possible, for at most two tracks; Infinity forbids a pair.
export function assigned(cost) {
  const ways = cost.length === 1 ? [[0], [-1]] : [[0, 1], [1, 0], [0, -1], [1, -1], [-1, 0], [-1, 1], [-1, -1]];
  const total = (way) => way.reduce((sum, j, i) => sum + (j < 0 ? 1e9 : cost[i][j]), 0);
  return ways.reduce((best, way) => (total(way) < total(best) ? way : best), cost.map(() => -1));
}

// What is believed after each frame: for each track {m, P}, its prediction, and what it took, −1 for nothing.
export function runOf(state) {
  const z = measuredOf(state), R = shapeOfR(state.measurement_std), q = state.acceleration_std ** 2;
  const Q = blocks(q / 4, q / 2, q / 2, q), [[a, b], [c, d]] = R, s = START_SPEED ** 2;
  const start = (path) => ({ m: [...path[0], 0, 0], P: [[a, b, 0, 0], [c, d, 0, 0], [0, 0, s, 0], [0, 0, 0, s]] });
  const frames = [{ beliefs: z.map(start), before: null, partners: z.map((_, i) => i) }];
  for (let t = 1; t <= LAST_FRAME; t++) {
    const before = frames[t - 1].beliefs.map((belief) => predicted(belief, Q)), seen = z.map((path) => path[t]);
    const cost = before.map((belief, i) => seen.map((place, j) => {
      const square = place && (!state.looks || i === j) ? squaredDistance(belief, place, R) : Infinity;
      return square <= GATE ? square : Infinity;
    }));
    const partners = assigned(cost);
    frames.push({ before, partners, beliefs: before.map((belief, i) => (partners[i] < 0 ? belief : updated(belief, seen[partners[i]], R))) });
  }
  return { frames, z, R, places: placesOf(state) };
}

export function switchesOf({ frames }, until) {
  let count = 0;
  frames[0].partners.forEach((start, i) => {
    let last = start;
    for (const { partners } of frames.slice(1, until + 1)) {
      if (partners[i] < 0) continue;
      count += partners[i] !== last;
      last = partners[i];
    }
  });
  return count;
}

// Root mean square distances from the first thing: of its track, and of what is measured.
export function errorsOf({ frames, z, places }, until) {
  const size = (values) => Math.sqrt(values.reduce((sum, v) => sum + v, 0) / values.length), path = places[0].slice(0, until + 1);
  const off = (place, t) => (place[0] - path[t][0]) ** 2 + (place[1] - path[t][1]) ** 2;
  const seen = path.map((_, t) => t).filter((t) => z[0][t]);
  return [size(path.map((_, t) => off(frames[t].beliefs[0].m, t))), size(seen.map((t) => off(z[0][t], t)))];
}

// ---- words -------------------------------------------------------------------------------------------------------------

const THINGS = ["the circle", "the square"];

function whatEachTook({ frames }, frame) {
  const parts = frames[frame].partners.map((j, i) => {
    const who = frames.length && frames[0].partners.length === 1 ? "The track" : `Track ${i + 1}`;
    return `${who} ${j < 0 ? "took nothing and goes on by prediction" : `took ${THINGS[j]}`}`;
  });
  return `${parts.join("; ").replace("; T", "; t")}.`;
}

export function trackerVerdict(e, { targets, frame }) {
  const now = `Frame ${frame}: ${whatEachTook(e, frame).replace(/^T/, "t")}`;
  if (targets === 1) {
    const [track, raw] = errorsOf(e, frame);
    const tone = track < raw ? "gradient" : "error", head = `track off by ${number(track, 2)}`;
    return { tone, head, why: `the measurements are off by ${number(raw, 2)} (root mean square so far). ${now}` };
  }
  const n = switchesOf(e, frame), head = n === 1 ? "1 identity switch" : `${n} identity switches`;
  return { tone: n ? "error" : "gradient", head, why: `so far. ${now}` };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

const SIGNS = ["circle", "square"];

// The ellipse at which the Mahalanobis distance is √GATE: the points m + √GATE L (cos, sin) with L Lᵀ = C.
function ellipseAround(ctx, p, m, C) {
  const a = Math.sqrt(C[0][0]), b = C[0][1] / a, c = Math.sqrt(Math.max(0, C[1][1] - b * b)), r = Math.sqrt(GATE);
  polyline(ctx, p, 73, (k) => {
    const [u, v] = [r * Math.cos(k * Math.PI / 36), r * Math.sin(k * Math.PI / 36)];
    return [m[0] + a * u, m[1] + b * u + c * v];
  });
}

function drawTracks(ui, p, e, frame) {
  const { colors } = ui, ctx = p.front(), tones = [colors.data, colors.model];
  p.box({ x: [4, 96], y: [4, 56] });
  if (ui.fresh) p.axes(p.back(), { x: "", y: "" });
  p.inside(ctx, () => {
    for (const path of e.places) stroke(ctx, colors.muted, 1, () => polyline(ctx, p, path.length, (t) => path[t]), [2, 4]);
    e.z.forEach((path, j) => path.slice(0, frame + 1).forEach((place, t) => {
      if (!place) return;
      marker(ctx, SIGNS[j], p.x(place[0]), p.y(place[1]), t === frame ? 5 : 2.6);
      ctx.fillStyle = t === frame ? colors.ink : colors.muted;
      ctx.fill();
    }));
    tones.slice(0, e.z.length).forEach((tone, i) => {
      const { beliefs, before } = e.frames[frame], { m, P } = beliefs[i];
      stroke(ctx, tone, 2.5, () => polyline(ctx, p, frame + 1, (t) => e.frames[t].beliefs[i].m));
      if (before) stroke(ctx, tone, 1.5, () => ellipseAround(ctx, p, before[i].m, plus(upperLeft(before[i].P), e.R)), [5, 4]);
      stroke(ctx, tone, 2, () => ellipseAround(ctx, p, m, upperLeft(P)));
      const x = Math.min(p.x(m[0]) + 9, p.area.left + p.area.width - 10);  // not cut off at the right end
      halo(ctx, String(i + 1), x, Math.max(p.y(m[1]) - 12, p.area.top + 14), tone, colors.paper);
    });
  });
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const accepts = accepting({
  targets: whole(1, 2), motion: oneOf("straight", "turn"), acceleration_std: between(0.01, 3), measurement_std: between(0.5, 6),
  hidden: whole(0, 12), looks: flag, frame: whole(0, LAST_FRAME), seed: whole(0, 999),
});

function trackerSliders(ui) {
  return [
    slider(ui, { key: "acceleration_std", label: "acceleration", symbol: "σₐ", min: 0.01, max: 3, scale: "log", format: (v) => number(v, 3) }),
    slider(ui, { key: "measurement_std", label: "measurement error", symbol: "σ", min: 0.5, max: 6, step: 0.1, format: (v) => fixed(v, 1) }),
    slider(ui, { key: "hidden", label: "hidden", min: 0, max: 12, step: 1, format: (v) => (v === 1 ? "1 frame" : `${v} frames`) }),
  ];
}

const MOTIONS = [["straight", "go straight on"], ["turn", "turn away"]];

function render(args) {
  const ui = open(args, "Tracker");
  const board = plot(ui, { label: "the paths, the measurements, and the tracks with their ellipses", aspect: 1.66, margin: [8, 8, 24, 30] });
  const play = player(ui, { length: () => LAST_FRAME, get: () => ui.get("frame"), set: (frame) => ui.set({ frame }), unit: "frame", seconds: 8, slowest: 5 });
  const sliders = trackerSliders(ui), motion = select(ui, { key: "motion", label: "in the middle, they", options: MOTIONS });
  const looks = checkbox(ui, { key: "looks", label: "compare looks" }), names = legend(), words = h("p.verdict");
  words.style.minHeight = "6.8em";
  const seed = h("span.soft"), other = button("other noise", () => ui.set({ seed: (ui.get("seed") + 1) % 1000 }));
  const choices = h("div.row.choices", {}, motion.element, looks.element), luck = h("div.row.tight", {}, other, seed);
  const controls = h("div.sliders", {}, ...sliders.map((one) => one.element));
  const left = h("div.stack", {}, board.figure, play.element, names.element);
  const right = h("div.stack", {}, words, choices, controls, luck);
  const parts = [board.figure, play.element, controls, choices, luck, words, names.element];
  parts.forEach((part, k) => part.style.setProperty("--narrow", k + 1));
  ui.section.append(h("div.columns", {}, left, right), footer(ui, TRACKER_KEYS));
  let key = "", e = null;
  return ui.run(() => {
    const state = Object.fromEntries(TRACKER_KEYS.map((name) => [name, ui.get(name)])), { colors } = ui;
    const wanted = JSON.stringify({ ...state, frame: 0 });
    if (key !== wanted) e = runOf(state);
    key = wanted;
    drawTracks(ui, board, e, state.frame);
    for (const part of [play, motion, looks, ...sliders]) part.show();
    looks.element.hidden = state.targets === 1;
    const tracks = [["track 1", "diamond", colors.data], ["track 2", "diamond", colors.model]].slice(0, state.targets);
    const things = [["measured circle", "circle", colors.muted], ["measured square", "square", colors.muted]].slice(0, state.targets);
    names.show([...tracks, ...things]);
    seed.textContent = `seed ${state.seed}`;
    const { tone, head, why } = trackerVerdict(e, state);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}`.replace(": so far", " so far"));
    ui.say(`${head}: ${why}`);
  });
}

export default { render, accepts };
