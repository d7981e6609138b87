// The widget LatentSpace: the plane of codes of a variational autoencoder, and the digit drawn from a point of it.
import { channels, halo, mix, plot, stroke } from "./drawing.js";
import { accepting, between, button, footer, h, handle, oneOf, open, points, select } from "./kit.js";
import { fixed, sigmoid } from "./scales.js";
import { LATENT } from "./latent_space_weights.js";

const KEYS = ["z", "end", "show"];
const LIMIT = 3.5, NEAREST = 10, ON_PATH = 7, FAR = 0.6, SIDE = 28, CELLS = 12;

// ---- the arithmetic: tests hold it equal to dlmath ---------------------------------------------------------------------

const exact = ({ scale, bytes }) => {
  const all = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
  return Float64Array.from(new Int8Array(all.buffer), (v) => scale * v);
};
const LAYERS = LATENT.decoder.map(({ W, b }) => ({ W: exact(W), b: exact(b) }));

const affine = ({ W, b }, x) => b.map((bias, o) => {
  let sum = bias;
  for (let i = 0; i < x.length; i++) sum += W[o * x.length + i] * x[i];
  return sum;
});

// How likely each of the 784 pixels is inked.
export function drawing(z) {
  let x = Float64Array.from(z);
  LAYERS.forEach((layer, k) => {
    x = affine(layer, x);
    if (k < LAYERS.length - 1) x = x.map((v) => Math.max(0, v));
  });
  return x.map(sigmoid);
}

export const pathOf = (z, end) => Array.from({ length: ON_PATH }, (_, k) => {
  const share = k / (ON_PATH - 1);
  return z.map((v, i) => (1 - share) * v + share * end[i]);
});

const distance = ([a, b], [c, d]) => Math.hypot(a - c, b - d);

// {votes: how many of the nearest codes belong to each digit, most: the digit with most of them, near: how far the nearest is}
export function around(z) {
  const away = LATENT.codes.map((code, i) => [distance(code, z), LATENT.labels[i]]).sort((a, b) => a[0] - b[0]);
  const votes = Array(10).fill(0);
  for (const [, label] of away.slice(0, NEAREST)) votes[label] += 1;
  return { votes, most: votes.indexOf(Math.max(...votes)), near: away[0][0] };
}

export const farther = (z) => Math.exp(-(z[0] ** 2 + z[1] ** 2) / 2);

// ---- words -------------------------------------------------------------------------------------------------------------

const share = (v) => (v < 0.01 ? "less than 1%" : `${Math.round(100 * v)}%`);
const listed = (all) => (all.length < 3 ? all.join(" and ") : `${all.slice(0, -1).join(", ")}, and ${all.at(-1)}`);
const counted = ([n, digit]) => (n === 1 ? `1 is a${digit === 8 ? "n" : ""} ${digit}` : `${n} are ${digit}s`);

// {tone, head, rest}
export function told(z, end) {
  const { votes, most, near } = around(z), others = votes.map((n, d) => [n, d]).filter(([n, d]) => n && d !== most);
  others.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const more = others.slice(2).reduce((sum, [n]) => sum + n, 0), named = [[votes[most], most], ...others.slice(0, 2)].map(counted);
  const counts = `Of the ${NEAREST} nearest codes, ${listed(more ? [...named, `${more} ${more === 1 ? "is another digit" : "are other digits"}`] : named)}.`;
  const rest = `${counts} Of the draws from N(0, I), ${share(farther(z))} lie farther out.`;
  const passed = pathOf(z, end).map((code) => around(code).most).filter((d, i, all) => d !== all[i - 1]);
  const path = `The path ${passed.length > 1 ? `passes ${passed.join(", ")}` : `stays at ${passed[0]}`}.`;
  const [tone, head] = near > FAR ? ["error", `far from every code (${fixed(near)})`]
    : votes[most] >= 8 ? ["gradient", `among the ${most}s`]
    : ["accent", `between ${listed([most, ...others.filter(([n]) => n > 1).map(([, d]) => d)].slice(0, 3).sort())}`];
  const one = tone === "accent" && !others.some(([n]) => n > 1) ? `mostly ${most}s` : head;
  return { tone, head: one, rest: `${rest} ${path}` };
}

// ---- the picture -------------------------------------------------------------------------------------------------------

const hue = (colors, digit) => {
  const base = [colors.data, colors.model, colors.gradient, colors.error, colors.muted][digit % 5];
  return digit < 5 ? base : mix(base, colors.ink, 0.5);
};

// One drawing as a small canvas, ink on paper.
function sheet(colors, pixels) {
  const canvas = h("canvas", { width: SIDE, height: SIDE }), image = new ImageData(SIDE, SIDE);
  const ink = channels(colors.ink), paper = channels(colors.paper);
  pixels.forEach((p, k) => {
    ink.forEach((v, c) => { image.data[4 * k + c] = Math.round(paper[c] + (v - paper[c]) * p); });
    image.data[4 * k + 3] = 255;
  });
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

function lay(ctx, ui, pixels, x, y, size) {
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(sheet(ui.colors, pixels), x, y, size, size);
  ctx.imageSmoothingEnabled = true;
  ctx.strokeStyle = mix(ui.colors.paper, ui.colors.ink, 0.25);
  ctx.lineWidth = 1;
  ctx.strokeRect(x, y, size, size);
}

const MIDDLES = Array.from({ length: CELLS }, (_, k) => LIMIT * ((2 * k + 1) / CELLS - 1));
let mosaic = null;

function drawPlane(ui, p) {
  const ctx = p.back(), { colors } = ui, { width, height } = p.area;
  p.axes(ctx, { x: "z₁", y: "z₂" });
  if (ui.get("show") === "drawings") {
    mosaic ||= MIDDLES.map((b) => MIDDLES.map((a) => drawing([a, b])));
    const [wide, high] = [width / CELLS, height / CELLS];
    mosaic.forEach((row, j) => row.forEach((pixels, i) => {
      ctx.drawImage(sheet(colors, pixels), p.x(MIDDLES[i]) - wide / 2, p.y(MIDDLES[j]) - high / 2, wide, high);
    }));
    return;
  }
  p.inside(ctx, () => {
    for (const r of [1, 2, 3]) stroke(ctx, mix(colors.paper, colors.ink, 0.15), 1, () => ctx.arc(p.x(0), p.y(0), p.x(r) - p.x(0), 0, 7));
    ctx.font = `bold 11px ${ui.font}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    LATENT.codes.forEach(([a, b], i) => {
      ctx.fillStyle = hue(colors, LATENT.labels[i]);
      ctx.fillText(LATENT.labels[i], p.x(a), p.y(b));
    });
  });
}

function drawPath(ui, p, z, end) {
  const ctx = p.front(), { colors } = ui, at = pathOf(z, end).map(([a, b]) => [p.x(a), p.y(b)]);
  stroke(ctx, colors.paper, 4.5, () => { ctx.moveTo(...at[0]); ctx.lineTo(...at.at(-1)); });
  stroke(ctx, colors.accent, 2.5, () => { ctx.moveTo(...at[0]); ctx.lineTo(...at.at(-1)); });
  for (const [x, y] of at) {
    ctx.beginPath();
    ctx.arc(x, y, 3.5, 0, 7);
    ctx.fillStyle = colors.accent;
    ctx.fill();
  }
  ctx.font = `bold 13px ${ui.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const name = (text, [x, y]) => halo(ctx, text, Math.min(x, p.area.left + p.area.width - 14), y > 30 ? y - 18 : y + 18, colors.ink, colors.paper);
  name("end", at.at(-1));
  name("z", at[0]);
}

// The drawing at z, and below it those along the path.
function drawDigits(ui, q, codes) {
  q.back();
  const ctx = q.front(), { left, top, width, height } = q.area, gap = 4, small = (width - gap * (ON_PATH - 1)) / ON_PATH;
  const size = Math.max(10, Math.min(width, height - small - 30));
  const all = codes.map(drawing);
  lay(ctx, ui, all[0], left + (width - size) / 2, top, size);
  ctx.fillStyle = ui.colors.muted;
  ctx.font = `12px ${ui.font}`;
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  ctx.fillText("z", left, top + height - small - 6);
  ctx.textAlign = "right";
  ctx.fillText("end", left + width, top + height - small - 6);
  all.forEach((pixels, k) => lay(ctx, ui, pixels, left + k * (small + gap), top + height - small, small));
}

// Two numbers from N(0, 1), by Box and Muller.
function drawn() {
  const size = Math.sqrt(-2 * Math.log(1 - Math.random())), angle = 2 * Math.PI * Math.random();
  return [size * Math.cos(angle), size * Math.sin(angle)].map((v) => +Math.min(LIMIT, Math.max(-LIMIT, v)).toFixed(2));
}

const STYLE = ".verdict { min-height: 11.2em; } @container (min-width: 340px) { .verdict { min-height: 9.6em; } } @container (min-width: 620px) { .verdict { min-height: 8.1em; } }";
const onPlane = (value) => Array.isArray(value) && value.length === 2 && points(between(-LIMIT, LIMIT))(value);
const accepts = accepting({ z: onPlane, end: onPlane, show: oneOf("codes", "drawings") });

function render(args) {
  const ui = open(args, "Latent space");
  const p = plot(ui, { label: "the plane of codes, and the path from z to its end", aspect: 1.02, margin: [8, 8, 24, 30] });
  const q = plot(ui, { label: "the digit drawn from z, and seven drawings along the path", aspect: 0.98, margin: [2, 2, 2, 2] });
  const point = (key, label) => handle(ui, p, { label, get: () => ui.get(key), set: (value) => ui.set({ [key]: value }),
    describe: (a, b) => `z₁ = ${fixed(a)}, z₂ = ${fixed(b)}` });
  const end = point("end", "end of the path"), z = point("z", "code z");
  const shows = select(ui, { key: "show", label: "plane", options: ["codes", "drawings"].map((name) => [name, name]) });
  const draw = button("draw z from N(0, I)", () => ui.set({ z: drawn() }), "button.main");
  const words = h("p.verdict"), controls = h("div.row", {}, shows.element, draw);
  [controls, p.figure, words, q.figure].forEach((element, i) => element.style.setProperty("--narrow", i + 1));
  const left = h("div.stack", {}, p.figure, words), right = h("div.stack", {}, controls, q.figure);
  ui.section.append(h("style", {}, STYLE), h("div.columns", {}, left, right), footer(ui, KEYS));
  let known = "";
  return ui.run(() => {
    const [from, to] = [ui.get("z"), ui.get("end")], again = ui.fresh || known !== ui.get("show");
    p.box({ x: [-LIMIT, LIMIT], y: [-LIMIT, LIMIT] });
    q.box({ x: [0, 1], y: [0, 1] });
    if (again) drawPlane(ui, p);
    known = ui.get("show");
    drawPath(ui, p, from, to);
    drawDigits(ui, q, pathOf(from, to));
    for (const each of [z, end]) each.place();
    shows.show();
    const { tone, head, rest } = told(from, to);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), rest);
    ui.say(`${head}. ${rest}`);
  });
}

export default { render, accepts };
