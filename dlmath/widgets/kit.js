// What the widgets share: the frame they stand in, its colors, and what the hand moves. What they draw with is in drawing.js.
// A widget holds no state of its own: it reads the model in `draw`, and `ui.set` changes the model, which draws again.
import { CSS, PALETTE } from "./look.js";
import { round } from "./scales.js";

// ---- elements ----------------------------------------------------------------------------------------------------------

// h("button.main", {onclick: …, "aria-label": "play"}, "play"): an element with its classes, listeners, attributes and children.
export function h(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split("."), element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

function pageIsDark() {
  const book = document.documentElement.dataset.theme, lab = document.body.dataset.jpThemeLight;
  if (book === "dark" || book === "light") return book === "dark";
  return lab ? lab === "false" : matchMedia("(prefers-color-scheme: dark)").matches;
}

// The frame every widget stands in. `render(args)` begins with `const ui = open(args, "title")` and ends with
// `return ui.run(draw)`.
//   ui.section      put your elements here            ui.get(key), ui.set({key: value})   the model
//   ui.colors      the palette of the page           ui.fresh    whether colors or sizes have changed since the last draw
//   ui.redraw()     draw again, once, in the next frame           ui.say(words)    tell a screen reader, politely
//   ui.still        the reader wants no animation     ui.font     the page's font, for the canvas
//   ui.onPaper      the page is being printed
export function open({ model, el, address }, title) {
  const { widget: number } = el.dataset, name = number ? `${title}, picture ${number}` : title;
  const section = h("section.widget", { "aria-label": name }), live = h("div.hidden", { "aria-live": "polite" });
  const done = new AbortController(), { signal } = done;
  const ui = { section, address, signal, title, colors: PALETTE.light, fresh: true, sized: [], onPaper: false };
  let draw = () => {}, pending = 0, spoken = null, timer = 0;

  ui.get = (key) => model.get(key);
  ui.set = (values) => {
    for (const [key, value] of Object.entries(values)) model.set(key, value);
    model.save_changes();
  };
  ui.redraw = () => { pending ||= requestAnimationFrame(ui.now); };
  ui.now = () => {
    cancelAnimationFrame(pending);
    pending = 0;
    if (signal.aborted) return;
    // Known only once the widget stands in a page, which may be after its first drawing.
    if (ui.fresh) ui.font = getComputedStyle(section).fontFamily;
    draw();
    ui.fresh = false;
  };
  ui.say = (words) => {
    if (spoken !== null && words !== spoken) {
      clearTimeout(timer);
      timer = setTimeout(() => { live.textContent = words; }, 600);
    }
    spoken = words;
  };
  const dress = () => {
    const dark = !ui.onPaper && pageIsDark(), mix = (share) => `color-mix(in srgb, var(--ink) ${share}%, var(--paper))`;
    ui.colors = PALETTE[dark ? "dark" : "light"];
    ui.fresh = true;
    for (const [name, color] of Object.entries(ui.colors)) section.style.setProperty(`--${name}`, color);
    for (const [name, share] of [["line", 15], ["edge", 45], ["wash", 5]]) section.style.setProperty(`--${name}`, mix(share));
    section.style.colorScheme = dark ? "dark" : "light";
  };
  // Before a page is printed, the widget is laid out as wide as on paper and drawn in light colors: nothing is resized, and
  // so cleared, while the printer reads it.
  const print = (onPaper) => {
    if (ui.onPaper === onPaper) return;
    ui.onPaper = onPaper;
    section.classList.toggle("paper", onPaper);
    dress();
    for (const size of ui.sized) size();
    ui.now();
  };
  follow(() => { dress(); ui.redraw(); }, print, signal);
  const motion = matchMedia("(prefers-reduced-motion: reduce)");
  Object.defineProperty(ui, "still", { get: () => motion.matches });
  for (const type of ["keydown", "keyup", "keypress"]) el.addEventListener(type, (event) => event.stopPropagation(), { signal });

  ui.run = (how) => {
    (el.shadowRoot || el.attachShadow({ mode: "open" })).replaceChildren(h("style", {}, CSS), section);
    section.append(live);
    dress();
    draw = how;
    const changed = () => ui.redraw();
    model.on("change", changed);
    for (const size of ui.sized) size();
    ui.now();
    return () => { model.off("change", changed); clearTimeout(timer); done.abort(); };
  };
  return ui;
}

// Calls back when the page changes between light and dark, and, with true or false, before and after it is printed.
function follow(changed, print, signal) {
  const watch = new MutationObserver(changed);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  watch.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  signal.addEventListener("abort", () => watch.disconnect());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed, { signal });
  matchMedia("print").addEventListener("change", (event) => print(event.matches), { signal });
  for (const type of ["beforeprint", "afterprint"]) addEventListener(type, () => print(type === "beforeprint"), { signal });
}

// ---- what the hand moves -----------------------------------------------------------------------------------------------

// A point that is dragged, tapped to another place, or moved by the keys: the arrows (with shift ten times as far), page up
// and page down (as far, up and down), home and end (to the left and to the right edge).
//   get() -> [x, y]; set([x, y]); describe(x, y) -> words; the plot's scales say where. Call handle.place() in draw.
//   far(dx, dy) -> how far a place of the plot is from the point, in pixels: the least far of several points answers.
const STEPS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
  PageUp: [0, 10], PageDown: [0, -10], Home: [-Infinity, 0], End: [Infinity, 0],
};

export function handle(ui, p, { label, get, set, describe, digits = 2, far = Math.hypot }) {
  const element = h("div.handle", { role: "slider", tabindex: 0, "aria-label": label });
  const limit = (v, scale, a, b) => {
    const [low, high] = [scale.invert(a), scale.invert(b)].sort((m, n) => m - n);
    return +Math.min(high, Math.max(low, v)).toFixed(digits);
  };
  const move = (x, y) => {
    const { left, top, width, height } = p.area;
    set([limit(x, p.x, left, left + width), limit(y, p.y, top, top + height)]);
  };
  let offset = null, wanted = null;
  const flush = () => { if (wanted) move(...wanted); wanted = null; };
  const drag = (event) => {
    if (!offset) return;
    const [px, py] = p.at(event), first = !wanted;
    wanted = [p.x.invert(px - offset[0]), p.y.invert(py - offset[1])];
    if (first) requestAnimationFrame(flush);
  };
  const grab = (event, dx, dy) => {
    offset = [dx, dy];
    element.setPointerCapture(event.pointerId);
    element.classList.add("held");
    element.focus({ preventScroll: true, focusVisible: false });
    event.preventDefault();
  };
  const release = () => { flush(); offset = null; element.classList.remove("held"); };
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const [px, py] = p.at(event), [x, y] = get();
    grab(event, px - p.x(x), py - p.y(y));
    event.stopPropagation();
  });
  element.addEventListener("pointermove", drag);
  for (const type of ["pointerup", "pointercancel"]) element.addEventListener(type, release);
  element.addEventListener("click", (event) => event.stopPropagation());
  element.addEventListener("keydown", (event) => {
    const [dx, dy] = STEPS[event.key] || [];
    if (dx === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [x, y] = get(), pixels = round(2 * Math.abs(p.x.invert(1) - p.x.invert(0)));
    const step = Math.max(10 ** -digits, pixels) * (event.shiftKey ? 10 : 1);
    move(dx ? x + dx * step : x, y + dy * step);
  });
  const away = (event) => {
    const [px, py] = p.at(event), [x, y] = get();
    return element.hidden ? Infinity : far(p.x(x) - px, p.y(y) - py);
  };
  (p.handles ||= []).push(away);
  const nearest = (event) => p.handles.reduce((a, b) => (b(event) < a(event) ? b : a)) === away;
  // A mouse takes hold anywhere in the plot; a finger taps, so that it can still scroll the page. The nearest handle answers.
  p.figure.classList.add("aim");
  p.figure.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button || !nearest(event)) return;
    grab(event, 0, 0);
    drag(event);
  });
  p.figure.addEventListener("click", (event) => {
    if (event.pointerType === "mouse" || !nearest(event)) return;
    const [px, py] = p.at(event);
    move(p.x.invert(px), p.y.invert(py));
  });
  p.figure.append(element);
  return {
    element,
    place() {
      const [x, y] = get();
      element.style.transform = `translate(${p.x(x)}px, ${p.y(y)}px)`;
      const values = { now: x, min: p.x.invert(p.area.left), max: p.x.invert(p.area.left + p.area.width), text: describe(x, y) };
      for (const [key, value] of Object.entries(values)) element.setAttribute(`aria-value${key}`, value);
    },
  };
}

// A slider with its name and its value. `scale` "log" moves by ratios and keeps three digits. Call slider.show() in draw.
//   slider(ui, {key: "learning_rate", label: "learning rate", symbol: "η", min, max, step or scale: "log", format})
//   instead of a key: get() and set(value)
export function slider(ui, { key, label, symbol = "", min, max, step, scale = "linear", format = String, get, set }) {
  get ||= () => ui.get(key);
  set ||= (value) => ui.set({ [key]: value });
  const count = scale === "log" ? Math.round(Math.log10(max / min) * 50) : Math.round((max - min) / step);
  const [valueAt, placeOf] = scale === "log"
    ? [(k) => +(min * (max / min) ** (k / count)).toPrecision(3), (v) => Math.log(v / min) / Math.log(max / min) * count]
    : [(k) => +(min + k * (max - min) / count).toFixed(6), (v) => (v - min) / (max - min) * count];
  const change = () => set(valueAt(+input.value));
  const input = h("input", { type: "range", min: 0, max: count, step: 1, "aria-label": `${label} ${symbol}`.trim(), oninput: change });
  const name = h("span", {}, label, ...(symbol ? [" ", h("i", {}, symbol)] : [])), output = h("span");
  const element = h("label", {}, h("span.head", {}, name, output), input);
  const show = () => {
    const value = get(), text = format(value);
    input.value = Math.round(placeOf(value));
    input.setAttribute("aria-valuetext", text);
    output.textContent = text;
  };
  return { element, input, show };
}

// options: [[value, text], …]; with a key, or get() and set(value).
export function select(ui, { key, label, options, get = () => ui.get(key), set = (value) => ui.set({ [key]: value }) }) {
  const choices = options.map(([value, text]) => h("option", { value }, text));
  const input = h("select", { "aria-label": label, onchange: () => set(input.value) }, ...choices);
  return { element: h("label", {}, h("span.soft", {}, label), input), input, show: () => { input.value = get(); } };
}

export function checkbox(ui, { key, label, get = () => ui.get(key), set = (value) => ui.set({ [key]: value }) }) {
  const input = h("input", { type: "checkbox", onchange: () => set(input.checked) });
  return { element: h("label.check", {}, input, label), input, show: () => { input.checked = get(); } };
}

// A button that cannot be used now says so by enable(button, false), keeps the focus, and does nothing.
export function button(text, onclick, kind = "button", attributes = {}) {
  const usable = (event) => { if (event.currentTarget.getAttribute("aria-disabled") !== "true") onclick(event); };
  return h(kind, { type: "button", onclick: usable, ...attributes }, text);
}

export const enable = (element, usable) => element.setAttribute("aria-disabled", !usable);

// A number that is typed, with a point or a comma; the arrow keys step. What is no number from min to max changes nothing
// and is said beside it; on leaving, the field shows the value that holds.
export function field(ui, { label, get, set, min, max, step, ...attributes }) {
  const words = `a number from ${min} to ${max}`.replaceAll("-", "−"), wrong = h("span.wrong", { role: "alert", hidden: true });
  const typed = () => {
    const text = input.value.trim().replace(",", ".").replace("−", "-");
    const value = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? value : NaN;
  };
  const judge = (fine) => {
    input.setAttribute("aria-invalid", !fine);
    wrong.hidden = fine;
    wrong.textContent = fine ? "" : words;
  };
  const change = () => {
    const value = typed();
    judge(!Number.isNaN(value) || ["", "-", "−", "+"].includes(input.value.trim()));
    if (!Number.isNaN(value)) set(value);
  };
  const leave = () => { judge(true); input.value = written(); };
  const go = (event) => {
    const by = { ArrowUp: step, ArrowDown: -step }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(Math.min(max, Math.max(min, +(get() + by).toFixed(6))));
    leave();
  };
  const written = () => String(+get().toFixed(2));
  const input = h("input", { type: "text", role: "spinbutton", autocomplete: "off", "aria-label": label, "aria-valuemin": min,
    "aria-valuemax": max, oninput: change, onblur: leave, onkeydown: go, ...attributes });
  const show = () => {
    input.setAttribute("aria-valuenow", get());
    if (!input.matches(":focus") || (!Number.isNaN(typed()) && typed() !== get())) input.value = written();
  };
  return { element: h("span.number", {}, input, wrong), input, show };
}

// Play, one step, and a time line. length() is how many steps there are; get() and set(k) the step shown. player.time is
// where the picture stands, between two steps while it plays, at `slowest` or more steps a second. With reduced motion, play
// shows the end at once. text(k) says which step is shown.
export function player(ui, { length, get, set, unit = "step", seconds = 5, slowest = 6, text = (k) => `${k} of ${length()}` }) {
  const state = { playing: false, time: get() };
  let last = 0;
  const stop = () => { state.playing = false; state.time = get(); ui.redraw(); };
  const tick = (now) => {
    if (!state.playing || ui.signal.aborted) return;
    const speed = Math.min(60, Math.max(slowest, length() / seconds));
    const passed = Math.min(100, Math.max(0, now - last));  // a frame may have begun before the click
    state.time = Math.min(length(), state.time + (speed * passed) / 1000);
    last = now;
    if (Math.floor(state.time) !== get()) set(Math.floor(state.time));
    if (state.time >= length()) return stop();
    ui.redraw();
    requestAnimationFrame(tick);
  };
  const toggle = () => {
    if (state.playing) return stop();
    if (ui.still) return set(length());
    if (get() >= length()) set(0);
    state.playing = true;
    state.time = get();
    last = performance.now();
    requestAnimationFrame(tick);
  };
  const jump = (k) => { state.playing = false; set(k); };
  const play = button("play", toggle, "button.main"), count = h("span.count");
  const input = h("input", { type: "range", min: 0, step: 1, "aria-label": unit, oninput: () => jump(+input.value) });
  const one = button("step", () => jump(get() >= length() ? 1 : get() + 1), "button", { "aria-label": `one ${unit}` });
  state.element = h("div.row.tight", {}, play, one, input, count);
  state.show = () => {
    const k = Math.min(get(), length());
    if (!state.playing) state.time = k;
    play.textContent = state.playing ? "pause" : "play";
    input.max = length();
    input.value = k;
    input.setAttribute("aria-valuetext", `${unit} ${text(k)}`);
    count.textContent = text(k);
  };
  return state;
}

// The last line of a widget: back to how its author left it, and, on a page, the state that matters in the page's address.
export function footer(ui, keys, matters = () => true) {
  const before = ui.address?.initial || ui.get, initial = Object.fromEntries(keys.map((key) => [key, before(key)]));
  const said = h("span.soft", { role: "status" });
  const again = button("start over", () => { ui.address?.clear(); ui.set(initial); said.textContent = ""; }, "button.link");
  const link = button("link to this experiment", async () => {
    const copied = await ui.address.write(keys.filter(matters));
    said.textContent = copied ? "Copied, and in the page’s address." : "Now in the page’s address.";
  }, "button.link");
  return h("div.row.foot", {}, again, ...(ui.address ? [link] : []), said);
}

// ---- what the page's address may set -----------------------------------------------------------------------------------

// What a widget's `accepts` is made of: accepting({k: whole(1, 128), b: points(between(0, 4)), show: oneOf("angle", "balls")}).
// They hold for the same values as the traits in Python; a test compares them.
export const between = (low, high) => (value) => typeof value === "number" && value >= low && value <= high;
export const whole = (low, high) => (value) => Number.isInteger(value) && value >= low && value <= high;
export const points = (test) => (value) => Array.isArray(value) && value.every(test);
export const oneOf = (...values) => (value) => values.includes(value);
export const flag = oneOf(true, false);
export const accepting = (tests) => (key, value) => Object.hasOwn(tests, key) && tests[key](value);
