// What happens at the benches and cells of a page once a reader uses them: editors, checks, hints, running.
import * as python from "./python.mjs";
import { Output } from "./output.mjs";

const { record, root, page, share } = window.dlmath;
const SLOW = 6; // seconds that an answer may go without a sign of life; a loop in Python is stopped after 5, by the check
const lesson = page.replace(/\.html$/, "").replaceAll("/", ".");

// --- the cells of the page, in its order; the code of each as it reads now

// The editor's styles, once.
let styles;
const styled = () => (styles ??= new Promise((done) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("editor.css", import.meta.url) });
  link.onload = link.onerror = done;
  document.head.append(link);
}));

class Cell {
  constructor(holder) {
    this.holder = holder;
    this.number = +holder.dataset.cell;
    this.input = holder.closest(".cell_input");
    this.printed = holder.matches("script") ? JSON.parse(holder.textContent) : this.input.querySelector("pre").textContent.replace(/\n$/, "");
    this.text = this.printed;
  }

  // Put the editor in the place of the printed code, once.
  async open(label, described, changed, submit) {
    if (this.editor) return this.editor;
    const [{ open }] = await Promise.all([import("./editor.mjs"), styled()]);
    if (this.editor) return this.editor;
    const code = this.input.querySelector("[class*=highlight-]"), parent = document.createElement("div");
    parent.className = "ed";
    code.hidden = true;
    code.after(parent);
    this.editor = open({ parent, text: this.text, label, described, submit, changed: (text) => { this.text = text; changed(text); } });
    return this.editor;
  }

  // Back to the code as it is printed.
  close() {
    this.editor?.close();
    this.input.querySelector(".ed")?.remove();
    this.input.querySelector("[class*=highlight-]").hidden = false;
    this.editor = undefined;
    this.text = this.printed;
  }
}

const cells = [...document.querySelectorAll("[data-cell]")].map((holder) => new Cell(holder)).sort((a, b) => a.number - b.number);
const cellOf = (element) => cells.find(({ holder }) => holder === element);
const request = (cell) => ({ cells: cells.map(({ text }) => text), number: cells.indexOf(cell) });

// --- saying how far Python is

// Says what is waited for in `place`, which is none of those that a screen reader reads aloud at every change.
function waiting(place) {
  const bar = Object.assign(document.createElement("progress"), { max: 1 });
  const words = document.createElement("span");
  bar.setAttribute("aria-label", "Python is being loaded");
  place.replaceChildren(words, " ", bar);
  place.hidden = false;
  words.textContent = "Starting Python …";
  return {
    follow(share) {
      if (share === null) return bar.removeAttribute("value");
      bar.value = share;
      words.textContent = `Starting Python: ${Math.round(100 * share)} %`;
    },
    fetching: (what) => { words.textContent = `Loading ${what} …`; bar.removeAttribute("value"); },
    done() { place.replaceChildren(); place.hidden = true; },
  };
}

// An error of the workshop itself, and what the reader can do about it.
function trouble(error) {
  const said = Object.assign(document.createElement("p"), { className: "trouble" });
  if (error instanceof python.CannotStart) {
    const link = Object.assign(document.createElement("a"), { textContent: "run the lesson in the live edition" });
    link.href = document.querySelector(".live-edition a")?.href ?? new URL("lite/lab/index.html", root);
    said.append(`Python could not be started on this page (${error.message}); your text is kept, and there are two other ways: `, link, ", or on your own machine with ");
    said.append(Object.assign(document.createElement("code"), { textContent: "make lab" }), ".");
  } else if (error instanceof python.Crashed || error instanceof python.Stopped) {
    said.textContent = `Python had to be started anew (${error.message}). Your text is as it was: change it, and try again.`;
  } else throw error;
  return said;
}

// --- exercises

class Bench {
  constructor(element) {
    this.element = element;
    this.name = element.dataset.exercise;
    this.isNumber = element.dataset.kind === "number";
    this.cell = cellOf(element.querySelector("[data-cell]"));
    this.said = element.querySelector(".bench-said");
    this.note = element.querySelector(".bench-note");
    this.help = element.querySelector(".bench-help");
    this.wait = Object.assign(document.createElement("p"), { className: "bench-note", hidden: true });
    this.note.after(this.wait);
    this.input = element.querySelector(".bench-number");
    element.addEventListener("focusin", ({ target }) => target.matches(".cm-content") && this.expect());
  }

  button(action) {
    return this.element.querySelector(`[data-do=${action}]`);
  }

  get text() {
    return this.isNumber ? this.input.value : this.cell.text;
  }

  get start() {
    return this.isNumber ? "" : this.cell.printed;
  }

  // Put `text` where the reader writes.
  put(text) {
    if (this.isNumber) this.input.value = text;
    else if (this.cell.editor) this.cell.editor.replace(text);
    this.changed(text);
  }

  changed(text) {
    if (!this.isNumber) this.cell.text = text;
    this.button("over").hidden = text === this.start;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 300);
  }

  keep() {
    clearTimeout(this.timer);
    const before = record.answer(this.name), text = this.text;
    if (text === before?.text || (!before && text === this.start)) return;
    if (record.keepAnswer(this.name, text === this.start ? null : { text, start: before?.start ?? this.start })) return;
    this.tell(NOT_KEPT);
  }

  async write(focus = true) {
    if (this.isNumber) return this.input.focus();
    this.element.classList.add("writing");
    const note = `note-${this.name}`;
    const editor = await this.cell.open(`Your code for ${this.name}`, note, (text) => this.changed(text), () => this.check());
    this.button("write")?.setAttribute("hidden", "");
    if (!focus) return;
    if (!this.note.textContent && matchMedia("(any-pointer: fine)").matches) this.tell("Ctrl-Enter checks. Tab indents once you have typed; after Escape it moves on.");
    editor.focus();
  }

  // Python starts while the reader writes; what goes wrong is said at the check.
  expect() {
    python.start().catch(() => {});
  }

  typed() {
    this.changed(this.input.value);
    this.expect();
  }

  tell(words) {
    this.note.hidden = false;
    this.note.textContent = words;
  }

  // What was written before; and what became of it if the exercise begins otherwise by now.
  restore() {
    const before = record.answer(this.name);
    if (!before) return;
    this.put(before.text);
    if (!this.isNumber) {
      this.write(false);
      if (before.start !== this.start) this.tell("This exercise has changed since you wrote this. Your answer is kept; Start over shows the new beginning.");
    }
  }

  say(content, status = "") {
    this.said.dataset.status = status;
    this.said.replaceChildren(...[content].flat());
  }

  async check() {
    if (this.busy) return;
    if (!this.isNumber && !this.cell.editor) await this.write();
    if (this.isNumber && !this.input.value.trim()) {
      this.say("Write a number first, for example 0.25 or 1/4.");
      return this.input.focus();
    }
    if (this.isNumber && /^\s*[-+−]?\d+,\d+\s*$/.test(this.input.value)) {
      this.say(`Write the decimal point as a point: ${this.input.value.trim().replace(",", ".")}`);
      return this.input.focus();
    }
    this.keep();
    this.busy = true;
    this.button("check").setAttribute("aria-disabled", "true");
    const now = waiting(this.wait);
    this.say(paragraph("Checking …"));
    try {
      const mine = { name: this.name, record: record.of(this.name) };
      const question = this.isNumber ? { kind: "value", text: this.input.value, ...mine } : { kind: "check", ...request(this.cell), ...mine };
      const answer = await python.ask(question, { seconds: SLOW, follow: now.follow, fetching: now.fetching });
      now.done();
      this.show(answer);
    } catch (error) {
      now.done();
      if (error instanceof python.Stopped && error.message === "too slow") this.show({ status: "too slow" });
      else this.say(trouble(error), "error");
      python.start().catch(() => {});
    } finally {
      this.busy = false;
      this.button("check").removeAttribute("aria-disabled");
    }
  }

  show({ status, html = TOO_SLOW(this.name), record: entry = { attempts: record.of(this.name).attempts + 1 }, printed }) {
    const verdict = document.createElement("div");
    verdict.innerHTML = html;
    const parts = [verdict];
    if (status === "not started") parts.push(paragraph("Write your answer above, then check it."));
    if (printed) parts.push(paragraph("Your code printed:"), Object.assign(document.createElement("pre"), { textContent: printed }));
    this.say(parts, status);
    record.last({ heading: this.element.dataset.heading });
    if (entry && !record.keep({ [this.name]: entry })) this.tell(NOT_KEPT);
    share();
  }

  async texts() {
    Bench.helps ??= fetch(new URL(`help/${lesson}.json`, import.meta.url)).then((answer) => answer.json());
    return (await Bench.helps)[this.name];
  }

  async hint() {
    const { hints } = await this.texts(), read = Math.min(record.of(this.name).hints + 1, hints.length);
    record.keep({ [this.name]: { hints: read } });
    this.showHelp(hints[read - 1], read < hints.length ? "" : "That was the last one.");
    this.button("hint").textContent = read < hints.length ? "Next hint" : "Hint";
  }

  async solution() {
    this.showHelp((await this.texts()).solution);
  }

  showHelp(html, more = "") {
    const close = Object.assign(document.createElement("button"), { type: "button", className: "bench-close", textContent: "Close" });
    const text = document.createElement("div");
    close.addEventListener("click", () => this.help.replaceChildren());
    text.innerHTML = html;
    for (const row of text.querySelectorAll("dl > div")) if (row.querySelector("dt")?.textContent === "next") row.remove();
    this.help.replaceChildren(text, ...(more ? [paragraph(more)] : []), close);
    this.help.setAttribute("role", "status");
    share();
  }

  over() {
    const kept = this.text;
    this.put(this.start);
    this.keep();
    const back = Object.assign(document.createElement("button"), { type: "button", textContent: "Bring my answer back" });
    back.addEventListener("click", () => { this.put(kept); this.say(""); this.write(); });
    this.say(["This is how the exercise begins. ", back]);
    this.help.replaceChildren();
    this.write();
  }
}

const NOT_KEPT = "This browser does not keep what you write and solve here: save it elsewhere before you close the page.";
const TOO_SLOW = (name) => `<p><span aria-hidden="true">✗</span> <strong>${name}: too slow</strong></p>
<p>Your code was still running after 5 seconds and was stopped. Is there a loop that never ends?</p>`;

const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });

const benches = new Map([...document.querySelectorAll(".bench")].map((element) => [element, new Bench(element)]));

// --- cells that run where they stand

class Runner {
  constructor(cell) {
    this.cell = cell;
    this.bar = cell.holder;
    this.output = new Output(cell.input.closest(".cell"), root);
    this.status = Object.assign(document.createElement("span"), { className: "run-said" });
    this.status.setAttribute("role", "status");
    this.bar.append(this.status);
  }

  button(action, words) {
    const found = this.bar.querySelector(`[data-do=${action}]`);
    if (found || !words) return found;
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    made.dataset.do = action;
    this.status.before(made);
    return made;
  }

  async edit(focus = true) {
    this.bar.classList.add("used");
    const editor = await this.cell.open("The code of this cell", "", () => this.changed(), () => this.run());
    this.button("edit").hidden = true;
    this.button("reset", "As printed").hidden = false;
    if (focus) editor.focus();
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 300);
  }

  keep() {
    const all = record.cells(), key = fingerprint(this.cell.printed);
    if (this.cell.text === this.cell.printed) delete all[key];
    else all[key] = this.cell.text;
    record.keepCells(all);
  }

  restore(text) {
    this.cell.text = text;
    this.edit(false);
  }

  async run() {
    if (this.running) return this.stop();
    this.running = true;
    this.bar.classList.add("used");
    const press = this.button("run");
    press.textContent = "Stop";
    const now = waiting(this.status), output = this.output;
    output.begin(this.cell.text === this.cell.printed);
    try {
      const { ok } = await python.ask(
        { kind: "run", ...request(this.cell) },
        { follow: now.follow, fetching: now.fetching, output: (part) => { now.done(); this.status.hidden = false; output.add(part.first ? { node: ranFirst(part.first) } : part); } },
      );
      now.done();
      this.say(ok ? "" : "This cell stopped with an error.");
    } catch (error) {
      now.done();
      if (error instanceof python.Stopped) this.say("Stopped. The next run begins anew.");
      else output.add({ node: trouble(error) });
    } finally {
      this.running = false;
      press.textContent = "Run";
      output.end();
      this.button("reset", "As printed").hidden = false;
      record.last({ heading: this.bar.closest("section[id]")?.id });
    }
  }

  say(words) {
    this.status.hidden = false;
    this.status.textContent = words;
  }

  stop() {
    python.end(new python.Stopped("stopped"));
  }

  reset() {
    if (this.running) this.stop();
    this.cell.close();
    this.keep();
    this.output.reset();
    this.button("edit").hidden = false;
    this.button("reset").remove();
    this.bar.classList.remove("used");
    this.say("");
    this.button("run").focus();
  }
}

// Which cells were run first, each a link; those that the page does not show are not named.
function ranFirst(numbers) {
  const shown = cells.filter(({ input }) => input), links = numbers.flatMap((number) => {
    const place = shown.indexOf(cells[number]), cell = shown[place]?.input.closest(".cell");
    if (!cell) return [];
    cell.id ||= `cell-${place + 1}`;
    return [Object.assign(document.createElement("a"), { href: `#${cell.id}`, textContent: place + 1 })];
  });
  const said = Object.assign(document.createElement("p"), { className: "run-first" });
  const commas = links.flatMap((link, i) => [i === 0 ? "" : i < links.length - 1 ? ", " : links.length > 2 ? ", and " : " and ", link]);
  said.append(`This cell needed ${links.length > 1 ? "cells" : "cell"} `, ...commas, ", which ran first.");
  said.hidden = !links.length;
  return said;
}

const runners = new Map();
const runnerOf = (bar) => runners.get(bar) ?? (runners.set(bar, new Runner(cellOf(bar))), runners.get(bar));

// FNV-1a of a text, to recognize the cell that an edit belongs to.
function fingerprint(text) {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
  return (hash >>> 0).toString(36);
}

// --- what `workshop.js` calls

export async function act(element, action) {
  const bench = benches.get(element.closest(".bench"));
  if (bench) return bench[action]();
  return runnerOf(element.closest(".run-bar"))[action]();
}

// Show again what was written here before.
export function restore() {
  for (const bench of benches.values()) bench.restore();
  const kept = record.cells();
  for (const cell of cells) {
    const text = cell.holder.querySelector?.("[data-do=run]") && kept[fingerprint(cell.printed)];
    if (text) runnerOf(cell.holder).restore(text);
  }
}

// Another tab has changed an answer: follow, unless the reader is writing here.
export function follow(name) {
  for (const bench of benches.values()) {
    if (bench.name !== name || bench.cell?.editor?.hasFocus()) continue;
    const answer = record.answer(name);
    if (answer && answer.text !== bench.text) bench.restore();
  }
}
