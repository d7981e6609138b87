// The widget BayesUpdate: a square of probabilities, cut by condition and by result, and what a result makes of them.
import { mix, plot, stroke } from "./drawing.js";
import { accepting, between, button, enable, footer, h, handle, oneOf, open, select, slider, whole } from "./kit.js";
import { number } from "./scales.js";

const KEYS = ["prevalence", "sensitivity", "specificity", "tests", "shows"], MOST_TESTS = 99;

// ---- the arithmetic: what dlmath.probability.bayes_rule says; tests hold them equal ------------------------------------

// A test is [prevalence, sensitivity, specificity]. The four areas: sick and positive, sick and negative, healthy and
// positive, healthy and negative.
export const joint = ([p, s, c]) => [p * s, p * (1 - s), (1 - p) * (1 - c), (1 - p) * c];

// P(sick | result); null if nobody can have that result.
export function belief(test, positive) {
  const areas = joint(test), [sick, healthy] = positive ? [areas[0], areas[2]] : [areas[1], areas[3]];
  return sick + healthy > 0 ? sick / (sick + healthy) : null;
}

// Whether another test can start from there: not where rounding would soon turn a belief into certainty.
export const goesOn = (p) => p === 0 || p === 1 || (p !== null && p > 1e-9 && p < 1 - 1e-9);

// P(result | sick) / P(result | healthy): what the odds are multiplied by.
export const likelihoodRatio = ([, s, c], positive) => (positive ? s / (1 - c) : (1 - s) / c);

// The same four groups among n people, in whole numbers that add up to n.
export function counted(test, n) {
  const areas = joint(test), sick = Math.round(n * test[0]), healthy = n - sick;
  const [found, alarmed] = [Math.min(sick, Math.round(n * areas[0])), Math.min(healthy, Math.round(n * areas[2]))];
  return [found, sick - found, alarmed, healthy - alarmed];
}

// ---- words -------------------------------------------------------------------------------------------------------------

// 1%, 15.4%, 0.106%, 99.968%: only 1 itself is 100%.
export function percent(p) {
  if (p <= 0.99 || p === 1) return `${number(100 * p)}%`;
  return `${(100 * p).toFixed(Math.min(12, 1 - Math.floor(Math.log10(100 - 100 * p))))}%`;
}

// The odds of a probability: 1 : 99, 3 : 1.
export function odds(p) {
  if (p === 0 || p === 1) return p ? "1 : 0" : "0 : 1";
  return p < 0.5 ? `1 : ${number((1 - p) / p)}` : `${number(p / (1 - p))} : 1`;
}

const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const PEOPLE = { thousand: 1000, ten_thousand: 10000 };

export function verdict(test, shows) {
  const p = belief(test, true), n = PEOPLE[shows] || 0;
  if (p === null) return { tone: "muted", head: "nobody tests positive", why: "so a positive result says nothing." };
  const tone = p < 0.1 ? "error" : p < 0.5 ? "accent" : "gradient", head = `${percent(p)} of the positives are sick`;
  if (n) {
    const [found, missed, alarmed, cleared] = counted(test, n);
    const why = `of ${thousands(n)} people, ${thousands(found + alarmed)} test positive, and ${thousands(found)} of these are sick. `
      + `Of the ${thousands(missed + cleared)} who test negative, ${thousands(missed)} ${missed === 1 ? "is" : "are"}.`;
    return { tone, head, why };
  }
  const [found, , alarmed] = joint(test);
  return { tone, head, why: `the two strong rectangles, ${number(found)} and ${number(alarmed)}, are all who test positive. `
    + `The orange one is ${percent(p)} of their sum.` };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

// The colors of the four groups: orange is sick and blue is healthy, strong is positive and pale is negative.
function shades({ paper, model, data }) {
  return [model, mix(paper, model, 0.42), data, mix(paper, data, 0.2)];
}

function label(ctx, text, x, y, color, turned = false) {
  ctx.save();
  ctx.translate(x, y);
  if (turned) ctx.rotate(-Math.PI / 2);
  ctx.fillStyle = color;
  ctx.fillText(text, 0, 0);
  ctx.restore();
}

// What is written into a rectangle, where there is room for it.
function inside(ctx, p, [x0, x1], [y0, y1], text, color) {
  const width = p.x(x1) - p.x(x0), height = p.y(y0) - p.y(y1);
  if (ctx.measureText(text).width + 10 < width && height > 18) label(ctx, text, p.x((x0 + x1) / 2), p.y((y0 + y1) / 2), color);
}

function drawSquare(ui, p, test) {
  const ctx = p.front(), [a, s, c] = test, { colors } = ui, fills = shades(colors), { left, top, width, height } = p.area;
  const parts = [[[0, a], [0, s]], [[0, a], [s, 1]], [[a, 1], [0, 1 - c]], [[a, 1], [1 - c, 1]]];
  parts.forEach(([[x0, x1], [y0, y1]], i) => {
    ctx.fillStyle = fills[i];
    ctx.fillRect(p.x(x0), p.y(y1), p.x(x1) - p.x(x0), p.y(y0) - p.y(y1));
  });
  stroke(ctx, colors.paper, 1.5, () => {
    for (const [x0, y0, x1, y1] of [[a, 0, a, 1], [0, s, a, s], [a, 1 - c, 1, 1 - c]]) {
      ctx.moveTo(p.x(x0), p.y(y0));
      ctx.lineTo(p.x(x1), p.y(y1));
    }
  });
  stroke(ctx, colors.ink, 1, () => ctx.rect(left, top, width, height));
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ["found", "missed", "false alarms", "cleared"].forEach((text, i) => inside(ctx, p, ...parts[i], text, i % 2 ? colors.ink : colors.paper));
  ctx.textAlign = "left";
  label(ctx, "sick", left, top - 11, colors.ink);
  label(ctx, `prevalence ${percent(a)}`, left, top + height + 13, colors.muted);
  label(ctx, `sensitivity ${percent(s)}`, left - 17, top + height, colors.muted, true);
  label(ctx, `false alarms ${percent(1 - c)}`, left + width + 18, top + height, colors.muted, true);
  ctx.textAlign = "right";
  label(ctx, "healthy", left + width, top - 11, colors.ink);
}

// All people as small squares: those who test positive first, and among them the sick first.
function drawPeople(ui, p, test, n) {
  const ctx = p.front(), groups = counted(test, n), fills = shades(ui.colors), { left, top, width, height } = p.area;
  const rows = Math.ceil(Math.sqrt(n)) + 3, cell = Math.min(width, height) / rows, dot = cell * (n > 2000 ? 0.86 : 0.8);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  let column = 0;
  for (const [word, of] of [["positive", [0, 2]], ["negative", [1, 3]]]) {
    let k = 0;
    for (const i of of) {
      ctx.fillStyle = fills[i];
      for (const end = k + groups[i]; k < end; k++) {
        ctx.fillRect(left + (column + Math.floor(k / rows)) * cell, top + (k % rows) * cell, dot, dot);
      }
    }
    if (k) label(ctx, word, left + column * cell, word === "positive" ? top - 11 : top + rows * cell + 11, ui.colors.ink);
    column += k ? Math.ceil(k / rows) + (n > 2000 ? 3 : 1) : 0;
  }
}

// ---- the widget --------------------------------------------------------------------------------------------------------

const SHOWN = [["area", "areas"], ["thousand", "1,000 people"], ["ten_thousand", "10,000 people"]];
const accepts = accepting({
  prevalence: between(0, 1), sensitivity: between(0, 1), specificity: between(0, 1), tests: whole(0, MOST_TESTS),
  shows: oneOf(...SHOWN.map(([name]) => name)),
});

const STYLE = `
.knobs { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 6px 16px; align-items: end; }
.knobs select { width: 100%; }
@container (min-width: 620px) { .knobs { grid-template-columns: 1fr; } }
.beliefs { display: grid; gap: 7px; }
.belief .head { align-items: baseline; }
.belief .head > :nth-child(2) { margin-left: auto; color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
.belief .head > :last-child { min-width: 3.6em; text-align: right; }
.belief .track { height: 14px; border-radius: 4px; overflow: hidden; background: var(--rest); }
.belief .track > div { height: 100%; background: var(--part); }
.groups { border-collapse: collapse; margin: 0 auto; font-variant-numeric: tabular-nums; }
.groups th { font-weight: 400; color: var(--muted); text-align: left; padding: 2px 10px 2px 0; }
.groups td { padding: 2px 10px; border-left: 12px solid var(--shade); border-top: 3px solid var(--paper); min-width: 92px; }
`;

function render(args) {
  const ui = open(args, "Bayes’ rule"), test = () => KEYS.slice(0, 3).map(ui.get);
  const square = plot(ui, { label: "all people: sick or healthy, positive or negative", aspect: 1.08, margin: [24, 30, 26, 30] });
  const people = plot(ui, { label: "all people, counted", aspect: 1.08, margin: [24, 30, 26, 30] });
  const fresh = (prevalence) => ui.set({ prevalence, tests: 0 });
  const hands = [
    handle(ui, square, { label: "edge between sick and healthy", digits: 3, get: () => [ui.get("prevalence"), 0.5],
      set: ([x]) => fresh(x), describe: (x) => `prevalence ${percent(x)}` }),
    handle(ui, square, { label: "edge of the sick who test positive", digits: 3, get: () => [0, ui.get("sensitivity")],
      set: ([, y]) => ui.set({ sensitivity: y }), describe: (_, y) => `sensitivity ${percent(y)}` }),
    handle(ui, square, { label: "edge of the healthy who test positive", digits: 3, get: () => [1, 1 - ui.get("specificity")],
      set: ([, y]) => ui.set({ specificity: +(1 - y).toFixed(3) }), describe: (_, y) => `specificity ${percent(1 - y)}` }),
  ];
  const sliders = [
    slider(ui, { label: "prevalence", min: 0.0001, max: 1, scale: "log", format: () => percent(ui.get("prevalence")),
      get: () => Math.max(1e-4, ui.get("prevalence")), set: fresh }),
    slider(ui, { key: "sensitivity", label: "sensitivity", min: 0, max: 1, step: 0.005, format: percent }),
    slider(ui, { key: "specificity", label: "specificity", min: 0, max: 1, step: 0.005, format: percent }),
  ];
  const shows = select(ui, { key: "shows", label: "shown", options: SHOWN });
  const row = (name) => {
    const part = h("div"), track = h("div.track", { "aria-hidden": "true" }, part);
    const words = [h("span", {}, name), h("span"), h("span")];
    return { element: h("div.belief", {}, h("div.head", {}, ...words), track), track, part, words };
  };
  const before = row("before"), after = [row("if positive"), row("if negative")];
  const again = [["positive: test again", true], ["negative: test again", false]].map(([name, positive]) => button(name, () => {
    ui.set({ prevalence: belief(test(), positive), tests: Math.min(MOST_TESTS, ui.get("tests") + 1) });
  }));
  const cells = Array.from({ length: 4 }, () => h("td")), line = (name, ...of) => h("tr", {}, h("th", { scope: "row" }, name), ...of);
  const groups = h("table.groups", {}, h("tr", {}, h("td", { hidden: true }), h("th"), h("th", { scope: "col" }, "positive"), h("th", { scope: "col" }, "negative")),
    line("sick", cells[0], cells[1]), line("healthy", cells[2], cells[3]));
  const words = h("p.verdict", { style: "min-height: 6.6em" }), done = h("span.soft");
  const beliefs = h("div.beliefs", {}, ...[before, ...after].map((r) => r.element));
  const buttons = h("div.row.tight", {}, ...again);
  const controls = h("div.knobs", {}, ...sliders.map((s) => s.element), shows.element);
  const left = h("div.stack", {}, square.figure, people.figure, groups);
  const right = h("div.stack", {}, controls, beliefs, buttons, done, words);
  [[square.figure, 1], [people.figure, 1], [controls, 2], [buttons, 3], [done, 5], [beliefs, 6], [groups, 7], [words, 8]]
    .forEach(([part, order]) => part.style.setProperty("--narrow", order));
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right), footer(ui, KEYS));

  const showBelief = ({ words: [, middle, end], track, part }, p, text, strong, rest) => {
    middle.textContent = text;
    end.textContent = p === null ? "—" : percent(p);
    part.style.width = `${100 * (p ?? 0)}%`;
    track.style.setProperty("--part", strong);
    track.style.setProperty("--rest", p === null ? "var(--wash)" : rest);
  };
  return ui.run(() => {
    const now = test(), [p] = now, n = PEOPLE[ui.get("shows")] || 0, fills = shades(ui.colors), { colors } = ui;
    square.figure.hidden = n > 0;
    people.figure.hidden = n === 0;
    for (const plotted of [square, people]) plotted.box({ x: [0, 1], y: [0, 1] });
    if (n) drawPeople(ui, people, now, n);
    else drawSquare(ui, square, now);
    for (const part of [...hands.map((hand) => ({ show: hand.place })), ...sliders, shows]) part.show();
    showBelief(before, p, `odds ${odds(p)}`, mix(colors.paper, colors.model, 0.75), mix(colors.paper, colors.data, 0.45));
    after.forEach((r, i) => {
      const q = belief(now, i === 0), text = q === null ? "nobody has it" : `× ${number(likelihoodRatio(now, i === 0))} = ${odds(q)}`;
      showBelief(r, q, text, fills[i], fills[i + 2]);
      enable(again[i], goesOn(q));
    });
    const values = n ? counted(now, n).map(thousands) : joint(now).map((v) => number(v));
    cells.forEach((cell, i) => {
      cell.textContent = values[i];
      cell.style.setProperty("--shade", fills[i]);
    });
    const tests = ui.get("tests");
    done.textContent = tests ? `${tests} ${tests === 1 ? "result is" : "results are"} already in the prevalence` : "no test yet";
    const { tone, head, why } = verdict(now, ui.get("shows"));
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), `: ${why}`);
    ui.say(`${head}: ${why}`);
  });
}

export default { render, accepts };
