// The widget DrawADigit: a sheet to draw on, the 28 × 28 pixels that LeNet-5 gets, and what it reads.
import { mix, plot } from "./drawing.js";
import { accepting, button, checkbox, flag, footer, h, open, points, select, slider, whole } from "./kit.js";
import { fixed } from "./scales.js";
import { LENET } from "./draw_a_digit_weights.js";

// ---- what was trained --------------------------------------------------------------------------------------------------

const SHEET = 100, PEN = 1.1, MIDDLE = 14, SIDE = 28;
const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const arrayOf = ({ scale, bytes }) => Float64Array.from(new Int8Array(bytesOf(bytes).buffer), (v) => v * scale);
const LAYERS = LENET.layers.map(({ W, b }) => ({ W: arrayOf(W), b: arrayOf(b) }));
const PIXELS = bytesOf(LENET.images.bytes), LABELS = LENET.images.labels;

export const testImage = (k) => Float64Array.from(PIXELS.subarray(784 * k, 784 * (k + 1)), (v) => v / 255);

// ---- LeNet-5 -----------------------------------------------------------------------------------------------------------

// Channels one after another, each n × n; kernels 5 × 5, and as many rows and columns of zeros around the image as `border`.
function convolve(images, n, { W, b }, border) {
  const channels = images.length / (n * n), m = n + 2 * border - 4, out = new Float64Array(b.length * m * m);
  for (let o = 0; o < b.length; o++) {
    for (let r = 0; r < m; r++) {
      for (let c = 0; c < m; c++) {
        let sum = b[o];
        for (let i = 0; i < channels; i++) {
          for (let u = 0; u < 5; u++) {
            const row = r + u - border;
            if (row < 0 || row >= n) continue;
            for (let v = 0; v < 5; v++) {
              const column = c + v - border;
              if (column >= 0 && column < n) sum += W[((o * channels + i) * 5 + u) * 5 + v] * images[(i * n + row) * n + column];
            }
          }
        }
        out[(o * m + r) * m + c] = sum;
      }
    }
  }
  return out;
}

// The larger of 0 and the maximum of each 2 × 2 pixels.
function poolAndRectify(images, n) {
  const m = n / 2, channels = images.length / (n * n), out = new Float64Array(channels * m * m);
  for (let k = 0; k < out.length; k++) {
    const c = k % m, r = Math.floor(k / m) % m, at = Math.floor(k / (m * m)) * n * n + 2 * r * n + 2 * c;
    out[k] = Math.max(0, images[at], images[at + 1], images[at + n], images[at + n + 1]);
  }
  return out;
}

const dense = (x, { W, b }) => b.map((bias, o) => x.reduce((sum, v, i) => sum + W[o * x.length + i] * v, bias));
const rectify = (x) => x.map((v) => Math.max(0, v));

// The ten logits of LeNet-5 for 784 pixels of ink.
export function lenet(image) {
  const [C1, C3, C5, F6, output] = LAYERS;
  const S2 = poolAndRectify(convolve(image, 28, C1, 2), 28), S4 = poolAndRectify(convolve(S2, 14, C3, 0), 10);
  return dense(rectify(dense(rectify(dense(S4, C5)), F6)), output);
}

export function shares(logits) {
  const top = Math.max(...logits), parts = Array.from(logits, (z) => Math.exp(z - top)), all = parts.reduce((a, b) => a + b);
  return parts.map((v) => v / all);
}

// ---- from a drawing to pixels ------------------------------------------------------------------------------------------

// The pieces of all strokes, [x, y, x, y] on the sheet. A stroke of one point is a piece of length 0.
export function pieces(strokes) {
  const found = [];
  let last = null, alone = false;
  for (const code of [...strokes, -1]) {
    if (code < 0) {
      if (alone) found.push([...last, ...last]);
      [last, alone] = [null, false];
      continue;
    }
    const point = [(code % SHEET) + 0.5, Math.floor(code / SHEET) + 0.5];
    if (last) found.push([...last, ...point]);
    [last, alone] = [point, !last];
  }
  return found;
}

// Ink: 1 inside the pen's width, fading to 0 within a pixel.
function inked(all) {
  return Float64Array.from({ length: SIDE * SIDE }, (_, k) => {
    const x = k % SIDE, y = Math.floor(k / SIDE);
    let nearest = Infinity;
    for (const [x0, y0, x1, y1] of all) {
      const dx = x1 - x0, dy = y1 - y0;
      const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / Math.max(dx * dx + dy * dy, 1e-12)));
      nearest = Math.min(nearest, Math.hypot(x - x0 - along * dx, y - y0 - along * dy));
    }
    return Math.min(1, Math.max(0, PEN + 0.5 - nearest));
  });
}

// The longer side of the ink fills 20 pixels.
function fitted(all) {
  const range = (i) => {
    const values = all.flatMap((piece) => [piece[i], piece[i + 2]]);
    return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  };
  const [x, y] = [range(0), range(1)], longer = Math.max(x[1] - x[0], y[1] - y[0], 1), factor = (20 - 2 * PEN - 1) / longer;
  const middle = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  return all.map((piece) => piece.map((v, i) => (v - middle[i % 2]) * factor + 13.5));
}

function shiftedBy(image, down, right) {
  return image.map((_, k) => {
    const row = Math.floor(k / SIDE) - down, column = (k % SIDE) - right;
    return row < 0 || row >= SIDE || column < 0 || column >= SIDE ? 0 : image[row * SIDE + column];
  });
}

// Moved by whole pixels until the center of mass is as near to the middle as it can be.
export function centeredByMass(image) {
  let mass = 0, row = 0, column = 0;
  image.forEach((v, k) => {
    mass += v;
    row += v * Math.floor(k / SIDE);
    column += v * (k % SIDE);
  });
  if (!mass) return image;
  return shiftedBy(image, Math.floor(MIDDLE - row / mass + 0.5), Math.floor(MIDDLE - column / mass + 0.5));
}

// What the network sees.
export function seen({ strokes, example, right, normalize }) {
  const all = pieces(strokes);
  if (!all.length) {
    const image = shiftedBy(testImage(example), 0, right);
    return normalize ? centeredByMass(image) : image;
  }
  if (normalize) return centeredByMass(inked(fitted(all)));
  return inked(all.map((piece) => piece.map((v, i) => v * SIDE / SHEET - 0.5 + (i % 2 ? 0 : right))));
}

// ---- words -------------------------------------------------------------------------------------------------------------

const sure = (p) => (p > 0.9995 ? "more than 99.9%" : p < 0.0005 ? "less than 0.1%" : `${fixed(100 * p, 1)}%`);

export function judged(p, label) {
  const order = p.map((_, k) => k).sort((a, b) => p[b] - p[a]), [first, second] = order;
  const truth = label === null ? "" : label === first ? "; that is right" : `, but it is a ${label}`;
  return {
    tone: label === null ? "data" : label === first ? "gradient" : "error",
    head: `reads a ${first}${truth}`,
    why: `It is ${sure(p[first])} sure. Its second choice is ${second}, with ${sure(p[second])}.`,
  };
}

// ---- the picture -------------------------------------------------------------------------------------------------------

const STYLE = `
.reader { height: calc(55cqi + 190px); max-height: 400px; }
@container (min-width: 560px) { .reader { height: 232px; } }
.pad { position: absolute; top: 20px; left: 0; touch-action: none; cursor: crosshair; border: 1.5px solid var(--edge); border-radius: 7px; }
.grow { flex: 1; min-width: 0; }
.grow select { width: 100%; }
`;

// Where sheet, pixels and bars stand.
function arranged(width) {
  const wide = width >= 536, side = wide ? 206 : Math.min(0.56 * width, 200), small = wide ? side : Math.min(0.39 * width, side);
  const bars = wide ? { x: 2 * side + 48, y: 20, width: width - 2 * side - 48, row: side / 10 }
    : { x: 0, y: side + 34, width, row: 15 };
  return { side, small, x: wide ? side + 22 : width - small, bars };
}

function drawPixels(ctx, image, x, y, side, ink) {
  const cell = side / SIDE;
  image.forEach((v, k) => {
    if (v <= 0) return;
    ctx.fillStyle = ink(v);
    ctx.fillRect(x + (k % SIDE) * cell, y + Math.floor(k / SIDE) * cell, cell + 0.3, cell + 0.3);
  });
}

function drawSheet(ctx, ui, place) {
  const { colors } = ui, all = pieces(ui.get("strokes")), zoom = place.side / SHEET;
  if (!all.length) {
    drawPixels(ctx, testImage(ui.get("example")), 0, 20, place.side, (v) => mix(colors.paper, colors.ink, 0.3 * v));
    ctx.fillStyle = colors.ink;
    ctx.textAlign = "center";
    ctx.fillText("draw here", place.side / 2, 38);
    return;
  }
  ctx.strokeStyle = colors.ink;
  ctx.lineWidth = 2 * PEN * place.side / SIDE;
  for (const [x0, y0, x1, y1] of all) {
    ctx.beginPath();
    ctx.moveTo(x0 * zoom, 20 + y0 * zoom);
    ctx.lineTo(x1 * zoom + 0.01, 20 + y1 * zoom);
    ctx.stroke();
  }
}

function drawBars(ctx, ui, { x, y, width, row }, p, label) {
  const { colors } = ui, best = p.indexOf(Math.max(...p)), room = width - 78;
  ctx.textBaseline = "middle";
  p.forEach((v, k) => {
    const middle = y + (k + 0.5) * row, wrong = label !== null && label !== best;
    ctx.fillStyle = mix(colors.paper, colors.ink, 0.08);
    ctx.fillRect(x + 18, middle - 0.36 * row, room, 0.72 * row);
    ctx.fillStyle = k === best ? (wrong ? colors.error : colors.model) : colors.muted;
    ctx.fillRect(x + 18, middle - 0.36 * row, Math.max(room * v, v > 0.002 ? 1.5 : 0), 0.72 * row);
    ctx.fillStyle = colors.ink;
    ctx.textAlign = "left";
    ctx.font = `${k === best ? "bold " : ""}12px ${ui.font}`;
    ctx.fillText(String(k), x + 2, middle);
    ctx.textAlign = "right";
    ctx.fillText(v < 0.0005 ? "0%" : `${fixed(100 * v, 1)}%`, x + width, middle);
  });
}

function drawReader(ctx, ui, place, image, p, label) {
  const { colors } = ui;
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  ctx.fillStyle = colors.muted;
  ctx.fillText("your sheet", 0, 12);
  ctx.fillText("the network sees", place.x, 12);
  drawPixels(ctx, image, place.x, 20, place.small, (v) => mix(colors.paper, colors.ink, v));
  ctx.strokeStyle = mix(colors.paper, colors.ink, 0.45);
  ctx.lineWidth = 1;
  ctx.strokeRect(place.x + 0.5, 20.5, place.small - 1, place.small - 1);
  const cell = place.small / SIDE;
  ctx.strokeStyle = colors.accent;
  ctx.setLineDash([3, 3]);
  ctx.strokeRect(place.x + 4 * cell, 20 + 4 * cell, 20 * cell, 20 * cell);
  ctx.setLineDash([]);
  drawSheet(ctx, ui, place);
  drawBars(ctx, ui, place.bars, p, label);
}

// ---- what the hand moves -----------------------------------------------------------------------------------------------

// A pointer draws; a point is kept when it is two hundredths of the sheet away from the last one.
function sheetToDrawOn(ui, p) {
  let drawing = false;
  const codeAt = (event) => {
    const box = pad.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
      .map((v) => Math.min(SHEET - 1, Math.max(0, Math.floor(v * SHEET))));
    return SHEET * y + x;
  };
  const add = (...codes) => ui.set({ strokes: [...ui.get("strokes"), ...codes] });
  const pad = h("div.pad", {
    role: "img", "aria-label": "sheet to draw on with a mouse, a pen, or a finger",
    onpointerdown: (event) => {
      if (event.button || ui.get("strokes").length > 2000) return;
      drawing = true;
      pad.setPointerCapture(event.pointerId);
      event.preventDefault();
      event.stopPropagation();
      add(...(ui.get("strokes").length ? [-1] : []), codeAt(event));
    },
    onpointermove: (event) => {
      if (!drawing || ui.get("strokes").length > 2000) return;
      const code = codeAt(event), last = ui.get("strokes").at(-1);
      const far = Math.hypot((code % SHEET) - (last % SHEET), Math.floor(code / SHEET) - Math.floor(last / SHEET));
      if (far >= 2) add(code);
    },
    onpointerup: () => { drawing = false; },
    onpointercancel: () => { drawing = false; },
  });
  p.figure.append(pad);
  return pad;
}

function readerControls(ui) {
  const load = (k) => ui.set({ strokes: [], example: k }), drawn = () => ui.get("strokes").length > 0;
  const image = select(ui, {
    label: "test image", options: [...LABELS.map((label, k) => [k, `number ${k + 1}, a ${label}`]), ["own", "your drawing"]],
    get: () => (drawn() ? "own" : ui.get("example")), set: (k) => load(+k),
  });
  image.input.lastChild.disabled = true;
  const go = (by) => () => load((ui.get("example") + by + LABELS.length) % LABELS.length);
  const steps = [button("◂", go(-1), "button.step", { "aria-label": "previous image" }),
    button("▸", go(1), "button.step", { "aria-label": "next image" }), button("clear", () => ui.set({ strokes: [] }))];
  const normalize = checkbox(ui, { key: "normalize", label: "center and scale" });
  const right = slider(ui, { key: "right", label: "move right", min: -8, max: 8, step: 1,
    format: (v) => `${v < 0 ? "−" : ""}${Math.abs(v)} ${Math.abs(v) === 1 ? "pixel" : "pixels"}` });
  const first = h("div.row.tight", {}, h("div.grow", {}, image.element), ...steps);
  return { element: h("div.stack", {}, first,
    h("div.row.tight", {}, normalize.element, h("div.grow", {}, right.element))), show: () => {
    for (const part of [image, normalize, right]) part.show();
  } };
}

function render(args) {
  const ui = open(args, "Draw a digit");
  const p = plot(ui, { label: "a sheet to draw on, the pixels the network gets, and its ten probabilities" }), { figure } = p;
  const pad = sheetToDrawOn(ui, p), controls = readerControls(ui), words = h("p.verdict");
  figure.style.aspectRatio = "auto";
  figure.classList.add("reader");
  ui.section.append(h("style", {}, STYLE), figure, h("div.columns", {}, h("div.stack", {}, words), controls.element),
    footer(ui, ["strokes", "example", "right", "normalize"], (key) => key !== "strokes" || ui.get("strokes").length > 1));
  return ui.run(() => {
    const [strokes, example, right, normalize] = ["strokes", "example", "right", "normalize"].map(ui.get);
    const image = seen({ strokes, example, right, normalize }), probabilities = shares(lenet(image));
    const label = pieces(strokes).length ? null : LABELS[example], place = arranged(figure.clientWidth);
    pad.style.width = pad.style.height = `${place.side}px`;
    drawReader(p.front(), ui, place, image, probabilities, label);
    controls.show();
    const { tone, head, why } = judged(probabilities, label);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), h("br"), why);
    ui.say(`${head}. ${why}`);
  });
}

const accepts = accepting({
  strokes: points(whole(-1, SHEET ** 2 - 1)), example: whole(0, LABELS.length - 1), right: whole(-8, 8), normalize: flag,
});

export default { render, accepts };
