// What a cell has printed or drawn, in the place of what the page printed. `reset` brings that back.
import { tell } from "./python.mjs";

// A change that Python makes is shown by the widget, wherever it stands.
document.addEventListener("dlmath-changed", ({ detail: { id, key, value } }) => window.dlmathWidgets?.model(id)?.set(key, value));

export class Output {
  constructor(cell, root) {
    this.cell = cell;
    this.root = root;
    this.printed = cell.querySelector(".cell_output");
    this.alt = this.printed?.querySelector("img")?.alt;
    this.widgetNumber = this.printed?.querySelector(".dlmath-alive")?.dataset.widget;
  }

  begin(asPrinted) {
    this.asPrinted = asPrinted;
    this.fresh = document.createElement("div");
    this.fresh.className = "cell_output docutils container live";
    this.tail = null;
    this.shown = false;
    this.fresh.setAttribute("aria-busy", "true");
  }

  // The old output stays until the first new one, so that the page does not jump.
  place() {
    if (this.shown) return;
    this.shown = true;
    this.clear();
    if (!this.printed) return this.cell.append(this.fresh);
    this.printed.hidden = true;
    this.printed.after(this.fresh); // before the caption
  }

  clear() {
    this.cell.querySelectorAll(":scope > .live").forEach((old) => old !== this.fresh && old.remove());
  }

  add(part) {
    this.place();
    if (part.stream) return this.stream(part);
    this.tail = null;
    if (part.node) this.fresh.append(part.node);
    else if (part.error) this.pre(part.error, "run-error");
    else if (part.widget) this.widget(part.widget);
    else if (part["image/svg+xml"]) this.drawing(part["image/svg+xml"], part.dark);
    else if (part["image/png"]) this.image(`data:image/png;base64,${part["image/png"]}`);
    else if (part["text/html"]) this.fresh.append(Object.assign(document.createElement("div"), { className: "output text_html", innerHTML: part["text/html"] }));
    else this.pre(part["text/plain"]);
  }

  stream({ stream, text }) {
    if (this.tail?.dataset.stream === stream) return this.tail.append(text);
    this.tail = this.pre(text, stream === "stderr" ? "stderr" : "stream");
    this.tail.dataset.stream = stream;
  }

  pre(text, kind = "text_plain") {
    const box = Object.assign(document.createElement("div"), { className: `output ${kind} highlight-none` });
    const inner = Object.assign(document.createElement("div"), { className: "highlight" });
    const made = Object.assign(document.createElement("pre"), { textContent: text });
    inner.append(made);
    box.append(inner);
    this.fresh.append(box);
    return made;
  }

  image(src, kind = "") {
    const alt = (this.asPrinted && this.alt) || "What this cell draws after your change.";
    const made = Object.assign(document.createElement("img"), { src, alt, className: kind });
    this.fresh.append(made);
    return made;
  }

  drawing(light, dark) {
    const points = (side) => light.match(new RegExp(`<svg[^>]*?\\b${side}="([\\d.]+)pt"`))?.[1];
    for (const [svg, kind] of [[light, "only-light"], [dark, "only-dark"]]) {
      const made = this.image(URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })), `${kind} drawing`);
      for (const side of ["width", "height"]) if (points(side)) made[side] = Math.round((points(side) * 4) / 3);
    }
  }

  // The page's own host brings it to life; where the page had no widget, the host is loaded first.
  async widget({ id, state }) {
    const place = document.createElement("div");
    this.fresh.append(place);
    if (!window.dlmathWidgets) {
      const script = Object.assign(document.createElement("script"), { src: new URL("_static/widget_host.js", this.root) });
      await new Promise((resolve, reject) => { script.onload = resolve; script.onerror = reject; document.head.append(script); });
    }
    const model = window.dlmathWidgets.add(place, id, state, this.widgetNumber);
    model.on("saved", (values) => tell({ kind: "hear", widget: id, values }));
  }

  end() {
    this.fresh.removeAttribute("aria-busy");
    this.clear();
    if (!this.shown && this.printed) this.printed.hidden = !this.asPrinted;
  }

  reset() {
    this.cell.querySelectorAll(":scope > .live").forEach((old) => old.remove());
    if (this.printed) this.printed.hidden = false;
  }
}
