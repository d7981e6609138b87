// The widget ConvolutionExplorer: nine weights slide over an image.
// PHOTOGRAPH_PIXELS and DIGIT_PIXELS, in base64, are added by convolution_explorer.py.
import { channels, plot, stroke } from "./drawing.js";
import { accepting, between, field, footer, h, handle, oneOf, open, points, select, whole } from "./kit.js";
import { fixed, rounded } from "./scales.js";

const KERNEL_LIMIT = 9, CONVOLUTION_KEYS = ["picture", "kernel", "at"];

// ---- the arithmetic: what dlmath.cnn.conv2d says; tests hold them equal -----------------------------------------------

// The nine products of the window whose upper left pixel is (i, j). An image is {values (row by row), rows, columns}.
export const products = ({ values, columns }, kernel, i, j) =>
  kernel.map((w, n) => w * values[(i + Math.floor(n / 3)) * columns + j + (n % 3)]);

export function correlate(image, kernel) {
  const rows = image.rows - 2, columns = image.columns - 2, values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let n = 0; n < 9; n++) sum += kernel[n] * image.values[(i + Math.floor(n / 3)) * image.columns + j + (n % 3)];
      values[i * columns + j] = sum;
    }
  }
  return { values, rows, columns };
}

// The largest answer that a picture with pixels from 0 to 1 could give, up or down: what gets full color.
export function fullColor(kernel) {
  const sum = (sign) => kernel.reduce((total, w) => total + Math.max(0, sign * w), 0);
  return Math.max(sum(1), sum(-1)) || 1;
}

// The pixels of a picture, row by row, from 0 to 1.
export function pixelsOf(name) {
  const text = atob(name === "digit" ? DIGIT_PIXELS : PHOTOGRAPH_PIXELS);
  const values = Float64Array.from(text, (c) => c.charCodeAt(0) / 255), rows = Math.sqrt(values.length);
  return { values, rows, columns: rows };
}

// ---- words -------------------------------------------------------------------------------------------------------------

const KERNEL_CHOICES = {
  "right − left": [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  "below − above": [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  "Laplacian": [0, 1, 0, 1, -4, 1, 0, 1, 0],
  "box blur": Array(9).fill(1 / 9),
  "Gaussian blur": [1, 2, 1, 2, 4, 2, 1, 2, 1].map((w) => w / 16),
  "sharpen": [0, -1, 0, -1, 5, -1, 0, -1, 0],
  "only the middle": [0, 0, 0, 0, 1, 0, 0, 0, 0],
};

const nameOfKernel = (kernel) =>
  Object.keys(KERNEL_CHOICES).find((name) => KERNEL_CHOICES[name].every((w, n) => Math.abs(w - kernel[n]) < 5e-3)) || "yours";

export function verdictOfKernel(kernel, answer) {
  const sum = kernel.reduce((total, w) => total + w, 0), zero = Math.abs(sum) < 1e-9;
  const flat = zero ? "0, however bright" : Math.abs(sum - 1) < 1e-9 ? "the pixel itself"
    : `${rounded(sum)} times the pixel`;
  const tone = answer > 1e-9 ? "data" : answer < -1e-9 ? "model" : "muted";
  return { tone, head: `answer ${fixed(answer)}`, why: `The weights sum to ${rounded(sum)}: on a flat patch, the answer is ${flat}` };
}

// ---- pictures ----------------------------------------------------------------------------------------------------------

// Draws values as pixels; shade(value) is a list of three channels from 0 to 255.
function paintPixels(p, { values, rows, columns }, shade) {
  const small = h("canvas", { width: columns, height: rows }), image = new ImageData(columns, rows);
  values.forEach((v, n) => image.data.set([...shade(v), 255], 4 * n));
  small.getContext("2d").putImageData(image, 0, 0);
  const ctx = p.back();
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(small, p.area.left, p.area.top, p.area.width, p.area.height);
}

// A square of size × size pixels of a picture that is so many pixels wide.
function outlineWindow(ui, p, columns, [i, j], size) {
  const ctx = p.front(), pixel = p.area.width / columns, corner = [p.area.left + j * pixel, p.area.top + i * pixel];
  for (const [color, width] of [[ui.colors.paper, 5], [ui.colors.accent, 2.5]]) {
    stroke(ctx, color, width, () => ctx.rect(...corner, size * pixel, size * pixel));
  }
}

const graysOf = (v) => Array(3).fill(255 * v);
// Positive answers blue, negative vermilion, 0 the color of the page.
const signedShade = ({ paper, data, model }, most) => {
  const [zero, up, down] = [paper, data, model].map(channels);
  return (v) => { const share = Math.min(1, 1.6 * Math.abs(v) / most), goal = v < 0 ? down : up; return zero.map((z, n) => z + (goal[n] - z) * share); };
};

// ---- the widget --------------------------------------------------------------------------------------------------------

const ROW_NAMES = ["upper", "middle", "lower"], COLUMN_NAMES = ["left", "middle", "right"];
const nameOfWeight = (n) => (n === 4 ? "middle" : `${ROW_NAMES[Math.floor(n / 3)]} ${COLUMN_NAMES[n % 3]}`);

function kernelFields(ui) {
  const fields = Array.from({ length: 9 }, (_, n) => field(ui, {
    label: `weight ${nameOfWeight(n)}`, step: 0.5, min: -KERNEL_LIMIT, max: KERNEL_LIMIT, get: () => ui.get("kernel")[n],
    set: (v) => ui.set({ kernel: ui.get("kernel").map((old, m) => (m === n ? v : old)) }),
  }));
  const element = h("div.weights", { role: "group", "aria-label": "the kernel" }, ...fields.map((one) => one.element));
  return { element, show: () => fields.forEach((one) => one.show()) };
}

// Where the window stands: row and column of its upper left pixel, on the picture.
const placed = ([i, j], { rows, columns }) => [Math.min(i, rows - 3), Math.min(j, columns - 3)];

function windowHandle(ui, p, image) {
  return handle(ui, p, {
    label: "window on the image", digits: 0, get: () => { const [i, j] = placed(ui.get("at"), image()); return [j, -i]; },
    set: ([x, y]) => ui.set({ at: placed([Math.max(0, -y), Math.max(0, x)], image()) }),
    describe: () => { const [i, j] = placed(ui.get("at"), image()); return `row ${i}, column ${j}`; },
  });
}

const CONVOLUTION_LOOK = `
.weights, .sums { display: inline-grid; grid-template-columns: repeat(3, 4.6em); gap: 5px; font-variant-numeric: tabular-nums; }
.weights input { font: inherit; font-size: 16px; font-weight: 600; width: 100%; min-width: 0; min-height: 38px; text-align: center; color: var(--ink);
  background: var(--paper); border: 1px solid var(--edge); border-radius: 6px; }
.sums span { text-align: center; padding: 3px 0; border-radius: 4px; background: var(--wash); font-size: 12.5px; white-space: nowrap; }
.sums .up { box-shadow: inset 0 -2px var(--data); } .sums .down { box-shadow: inset 0 -2px var(--model); }
.handle::after { background: none; border: none; box-shadow: none; }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 10px; } .two figure { width: 100%; }
.below { display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: start; margin-top: 10px; }
.below > .verdict { flex: 1 1 190px; min-height: 6.4em; margin: 0; }
.named { display: flex; flex-direction: column; gap: 4px; }
@container (max-width: 480px) { .weights, .sums { grid-template-columns: repeat(3, 3.5em); gap: 3px; } .below { gap: 10px 12px; } }
`;

const PICTURE_CHOICES = [["photograph", "a photograph"], ["digit", "a digit"]];
const accepts = accepting({
  picture: oneOf(...PICTURE_CHOICES.map(([name]) => name)),
  kernel: (value) => Array.isArray(value) && value.length === 9 && points(between(-KERNEL_LIMIT, KERNEL_LIMIT))(value),
  at: (value) => Array.isArray(value) && value.length === 2 && points(whole(0, 61))(value),
});

function render(args) {
  const ui = open(args, "Convolution explorer");
  const input = plot(ui, { label: "the image, with the window", aspect: 1, margin: [0, 0, 0, 0] });
  const result = plot(ui, { label: "the answers at all places", aspect: 1, margin: [0, 0, 0, 0] });
  let image = null, drawn = "";
  const weights = kernelFields(ui), pane = windowHandle(ui, input, () => image);
  const picture = select(ui, { key: "picture", label: "picture", options: PICTURE_CHOICES });
  const kernels = select(ui, {
    label: "kernel", options: [...Object.keys(KERNEL_CHOICES), "yours"].map((name) => [name, name]), get: () => nameOfKernel(ui.get("kernel")),
    set: (name) => ui.set({ kernel: KERNEL_CHOICES[name] || ui.get("kernel") }),
  });
  const sums = h("div.sums"), words = h("p.verdict");
  const named = (name, element) => h("div.named", {}, h("span.soft", {}, name), element);
  const two = h("div.two", {}, named("image", input.figure), named("output", result.figure));
  const below = h("div.below", {}, named("kernel", weights.element), named("weight × pixel", sums), words);
  ui.section.append(h("style", {}, CONVOLUTION_LOOK), h("div.row.choices", {}, picture.element, kernels.element), two, below, footer(ui, CONVOLUTION_KEYS));
  two.style.marginTop = "10px";
  return ui.run(() => {
    const name = ui.get("picture"), kernel = ui.get("kernel"), state = `${name} ${kernel}`;
    const changed = state !== drawn;
    image = changed || !image ? pixelsOf(name) : image;
    drawn = state;
    const { rows, columns } = image, [i, j] = placed(ui.get("at"), image);
    // The handle is in the middle of the window and is named by its upper left pixel: x is the column, −y the row.
    input.box({ x: [-1.5, columns - 1.5], y: [1.5 - rows, 1.5] });
    result.box({ x: [0, columns - 2], y: [2 - rows, 0] });
    if (changed || ui.fresh) {
      paintPixels(input, image, graysOf);
      paintPixels(result, correlate(image, kernel), signedShade(ui.colors, fullColor(kernel)));
    }
    outlineWindow(ui, input, columns, [i, j], 3);
    outlineWindow(ui, result, columns - 2, [i, j], 1);
    const parts = products(image, kernel, i, j), answer = parts.reduce((total, v) => total + v, 0);
    sums.replaceChildren(...parts.map((v) => h(v > 1e-9 ? "span.up" : v < -1e-9 ? "span.down" : "span", {}, fixed(v))));
    for (const part of [weights, picture, kernels]) part.show();
    pane.place();
    const { tone, head, why } = verdictOfKernel(kernel, answer);
    words.style.setProperty("--tone", `var(--${tone})`);
    words.replaceChildren(h("strong", {}, head), ` in row ${i}, column ${j}: the sum of the nine products.`, h("br"), `${why}.`);
    ui.say(`${head} in row ${i}, column ${j}. ${why}.`);
  });
}

export default { render, accepts };
