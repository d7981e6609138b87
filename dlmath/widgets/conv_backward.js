// The widget ConvBackward: an image and the output of a layer, and which cell touches which through which weight.
import { accepting, footer, h, oneOf, open, slider, whole } from "./kit.js";

// ---- the arithmetic ------------------------------------------------------------------------------------------------------

const CELLS = 7, CONV_KEYS = ["side", "row", "column", "kernel", "stride", "padding", "dilation"];

export const placesOf = ({ kernel, stride, padding, dilation }) => (
  Math.floor((CELLS + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1);

// The chosen cell; beyond the last one, the last one is meant.
export function chosen(state) {
  const last = (state.side === "pixel" ? CELLS : placesOf(state)) - 1;
  return [Math.min(state.row, last), Math.min(state.column, last)];
}

// The cells of the other side that are joined to the chosen one, as {at: [row, column], weight}, row by row. Pixels in the
// padding have rows or columns outside of 0 to 6.
export function joinsOf(state) {
  const { kernel, stride, padding, dilation } = state, [row, column] = chosen(state), n = placesOf(state), found = [];
  for (let u = 0; u < kernel; u++) {
    for (let v = 0; v < kernel; v++) {
      const weight = u * kernel + v + 1;
      if (state.side === "output") {
        found.push({ at: [row * stride + u * dilation - padding, column * stride + v * dilation - padding], weight });
        continue;
      }
      const at = [row - u * dilation + padding, column - v * dilation + padding].map((start) => start / stride);
      if (at.every((r) => Number.isInteger(r) && r >= 0 && r < n)) found.push({ at, weight });
    }
  }
  return found.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
}

const inImage = ({ at }) => at.every((i) => i >= 0 && i < CELLS);

// The weight at each cell of the other side, or 0, row by row.
export function weightsOf(state) {
  const n = state.side === "pixel" ? placesOf(state) : CELLS, weights = Array(n * n).fill(0);
  for (const { at: [r, c], weight } of joinsOf(state).filter((j) => state.side === "pixel" || inImage(j))) weights[r * n + c] = weight;
  return weights;
}

// ---- words ---------------------------------------------------------------------------------------------------------------

const several = (n, noun) => `${n || "no"} ${noun}${n === 1 ? "" : "s"}`;

// What the chosen cell is joined to: the head, and its formula.
export function joinWords(state) {
  const [row, column] = chosen(state), pixel = state.side === "pixel", joins = joinsOf(state).filter((j) => pixel || inImage(j));
  const terms = joins.map(({ at, weight }) => `w${weight} ${pixel ? "g" : "x"}(${at.join(", ")})`.replaceAll(" ", "\u00a0"));
  const sum = terms.length > 4 ? [...terms.slice(0, 3), "…", terms.at(-1)].join(" + ") : terms.join(" + ");
  const head = `${state.side} (${row}, ${column}) ${pixel ? "touches" : "reads"} ${several(joins.length, pixel ? "output" : "pixel")}`;
  if (!joins.length) return { head, text: pixel ? "No window covers it, so its gradient is 0." : "Its window lies in the padding, so it is 0." };
  const zeros = state.kernel ** 2 - joins.length, rest = !pixel && zeros ? ` The rest of its window, ${several(zeros, "zero")}, is padding.` : "";
  return { head, text: `${pixel ? "Its gradient is" : "It is"} ${sum}.${rest}` };
}

// ---- the picture ---------------------------------------------------------------------------------------------------------

const CONV_STYLE = `
.pair { display: flex; flex-direction: column; align-items: center; gap: 8px 40px; }
.half { width: 205px; max-width: 100%; }
.half > p { margin: 0 0 4px; text-align: center; font-weight: 600; }
.frame { aspect-ratio: 1; display: flex; align-items: center; justify-content: center; }
.half.image > p { color: color-mix(in srgb, var(--data) 75%, var(--ink)); }
.half.out > p { color: color-mix(in srgb, var(--gradient) 67%, var(--ink)); }
.cells { display: grid; gap: 2px; cursor: pointer; border-radius: 4px; touch-action: manipulation; }
.cells > span { aspect-ratio: 1; display: flex; align-items: center; justify-content: center; border-radius: 3px; font-size: 14px;
  font-variant-numeric: tabular-nums; font-weight: 600; border: 1px solid var(--edge); background: var(--paper); min-width: 0; }
.cells > .border { border-style: dashed; border-color: var(--line); cursor: default; color: var(--muted); }
.image .on { background: color-mix(in srgb, var(--data) 32%, var(--paper)); border-color: var(--data); }
.out .on { background: color-mix(in srgb, var(--gradient) 32%, var(--paper)); border-color: var(--gradient); }
.cells > .border.on { background: var(--wash); border-color: var(--edge); }
.cells > .now { border: 4px solid var(--accent); }
.widget .verdict { min-height: 5.2em; }
@container (min-width: 620px) { .half { width: 270px; } .pair { flex-direction: row; justify-content: center; } }
.four { display: grid; grid-template-columns: repeat(auto-fit, minmax(115px, 1fr)); gap: 6px 16px; margin: 12px 0; }
`;

// One grid of cells, which is walked by the arrow keys. `border` cells around it stand for the padding.
function cellGrid(ui, side, label, kind, stateOf) {
  const grid = h("div.cells", { role: "slider", tabindex: 0, "aria-label": label }), element = h(`div.half.${kind}`, {}, h("p", { "aria-hidden": "true" }, label), h("div.frame", {}, grid));
  const size = () => (side === "pixel" ? CELLS : placesOf(stateOf()));
  const here = () => chosen({ ...stateOf(), side });
  const choose = (row, column) => {
    const last = size() - 1, keep = (i) => Math.min(last, Math.max(0, i));
    ui.set({ side, row: keep(row), column: keep(column) });
  };
  grid.addEventListener("click", (event) => {
    const { place } = event.target.closest("span")?.dataset || {};
    if (place) choose(...place.split(",").map(Number));
  });
  grid.addEventListener("keydown", (event) => {
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -CELLS], End: [0, 2 * CELLS], Enter: [0, 0], " ": [0, 0] };
    const by = moves[event.key], [row, column] = here();
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(row + by[0], column + by[1]);
  });
  const show = () => {
    const state = stateOf(), n = size(), p = side === "pixel" ? state.padding : 0, [row, column] = here(), active = state.side === side;
    const numbers = new Map(active ? [] : joinsOf(state).map(({ at, weight }) => [at.join(), weight])), cells = [];
    for (let i = -p; i < n + p; i++) {
      for (let j = -p; j < n + p; j++) {
        const inner = i >= 0 && j >= 0 && i < n && j < n, weight = numbers.get(`${i},${j}`), cell = h("span", {}, String(weight ?? (inner ? "" : "0")));
        if (inner) cell.dataset.place = `${i},${j}`;
        cell.classList.toggle("border", !inner);
        cell.classList.toggle("on", weight !== undefined);
        cell.classList.toggle("now", active && i === row && j === column);
        cells.push(cell);
      }
    }
    // Cells are as large in both grids, so that the output is seen to be smaller.
    grid.style.width = `${(100 * (n + 2 * p)) / (CELLS + 2 * state.padding)}%`;
    grid.style.gridTemplateColumns = `repeat(${n + 2 * p}, minmax(0, 1fr))`;
    grid.replaceChildren(...cells);
    const values = { now: row * n + column, min: 0, max: n * n - 1, text: `row ${row}, column ${column}` };
    for (const [key, value] of Object.entries(values)) grid.setAttribute(`aria-value${key}`, value);
  };
  return { element, show };
}

function render(args) {
  const ui = open(args, "Which pixel touches which output"), words = h("p.verdict");
  const stateOf = () => Object.fromEntries(CONV_KEYS.map((key) => [key, ui.get(key)]));
  const parts = [cellGrid(ui, "pixel", "pixels", "image", stateOf), cellGrid(ui, "output", "outputs", "out", stateOf)];
  const knobs = [["kernel", "kernel size", 1, 4], ["stride", "stride", 1, 3], ["padding", "padding", 0, 2], ["dilation", "dilation", 1, 2]].map(
    ([key, label, min, max]) => slider(ui, { key, label, min, max, step: 1 }));
  ui.section.append(h("style", {}, CONV_STYLE), h("figure.pair", {}, ...parts.map((part) => part.element)),
    h("div.four", {}, ...knobs.map((knob) => knob.element)), words, footer(ui, CONV_KEYS));
  return ui.run(() => {
    const state = stateOf(), { head, text } = joinWords(state);
    for (const part of [...parts, ...knobs]) part.show();
    words.style.setProperty("--tone", `var(--${state.side === "pixel" ? "gradient" : "data"})`);
    words.replaceChildren(h("strong", {}, head), h("br"), text);
    ui.say(`${head}. ${text}`);
  });
}

const accepts = accepting({
  side: oneOf("pixel", "output"), row: whole(0, 10), column: whole(0, 10), kernel: whole(1, 4), stride: whole(1, 3),
  padding: whole(0, 2), dilation: whole(1, 2),
});

export default { render, accepts };
