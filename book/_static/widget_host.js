// Brings every anywidget of a built page to life: no kernel, no request to any server.
// The page carries the widgets' state (written by the book build); each is rendered where its view or its sentence stands.
(() => {
  const STATE = "application/vnd.jupyter.widget-state+json", VIEW = "application/vnd.jupyter.widget-view+json";
  const idOf = (reference) => String(reference).replace(/^(anywidget:|IPY_MODEL_)/, "");

  function readStates() {
    const scripts = document.querySelectorAll(`script[type="${STATE}"]`);
    return Object.assign({}, ...[...scripts].map((script) => JSON.parse(script.textContent).state));
  }

  // The widgets in the order of the page: [element to replace, model id].
  function readPlaces() {
    return [...document.querySelectorAll(`.dlmath-widget[data-model], script[type="${VIEW}"]`)].map((place) => [
      place, place.dataset.model || JSON.parse(place.textContent).model_id]);
  }

  // What anywidget gives a widget: get, set, on, off, and a save_changes that tells whoever listens to "saved".
  function makeModel({ state, buffers = [] }) {
    const data = Object.assign(Object.create(null), state), listeners = new Map(), unsaved = new Set();
    for (const { path, data: text } of buffers) {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      path.slice(0, -1).reduce((at, key) => at[key], data)[path.at(-1)] = new DataView(bytes.buffer);
    }
    const fire = (event, ...details) => [...(listeners.get(event) || [])].forEach((listener) => listener(...details));
    const model = {
      initial: { ...data },
      get: (key) => data[key],
      set(key, value) {
        if (typeof key === "object") return Object.entries(key).forEach(([k, v]) => model.set(k, v));
        if (data[key] === value) return;
        data[key] = value;
        unsaved.add(key);
        fire(`change:${key}`, model, value);
        fire("change", model);
      },
      save_changes() {
        if (unsaved.size) fire("saved", Object.fromEntries([...unsaved].map((key) => [key, data[key]])));
        unsaved.clear();
      },
      send() {},
      on: (event, listener) => listeners.set(event, [...(listeners.get(event) || []), listener]),
      off(event, listener) {
        for (const key of event ? [event] : [...listeners.keys()]) {
          listeners.set(key, listener ? (listeners.get(key) || []).filter((other) => other !== listener) : []);
        }
      },
    };
    return model;
  }

  // The state of widget number n in the page's address: #w2.loss=ravine&w2.start=1,2
  const address = () => [...new URLSearchParams(location.hash.slice(1))];

  function readAddress(n, model, accepts) {
    let found = false;
    for (const [name, text] of address()) {
      const [, number, key] = name.match(/^w(\d+)\.(\w+)$/) || [];
      if (+number !== n || model.get(key) === undefined) continue;
      const value = decode(text, model.get(key));
      if (value === undefined || !accepts(key, value)) continue;
      model.set(key, value);
      found = true;
    }
    return found;
  }

  function decode(text, like) {
    if (typeof like === "string") return text;
    if (typeof like === "boolean") return text === "true" || (text === "false" ? false : undefined);
    const numbers = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
    if (!numbers.every(Number.isFinite)) return undefined;
    if (Array.isArray(like)) return numbers.length === like.length ? numbers : undefined;
    return numbers.length === 1 ? numbers[0] : undefined;
  }

  const mentions = (n) => address().some(([name]) => name.startsWith(`w${n}.`));

  function setAddress(n, mine) {
    const others = address().filter(([name]) => /^w\d+\.\w+$/.test(name) && !name.startsWith(`w${n}.`));
    const parts = [...others, ...mine].map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
    history.replaceState(history.state, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
  }

  async function writeAddress(n, model, keys) {
    setAddress(n, keys.map((key) => [`w${n}.${key}`, String(model.get(key))]));
    try {
      await navigator.clipboard.writeText(location.href);
      return true;
    } catch {
      return false;
    }
  }

  function start() {
    const states = readStates(), models = new Map(), modules = new Map(), alive = new Map();
    const once = (map, key, make) => map.get(key) || (map.set(key, make()), map.get(key));
    const known = (id) => { if (!states[id]) throw new Error(`the page has no state for the widget ${id}`); return states[id]; };
    const modelOf = (id) => once(models, id, () => makeModel(known(id)));
    const sourceOf = (id) => {
      const source = known(id).state._esm;
      return source?.startsWith("=") ? sourceOf(source.slice(1)) : source;
    };
    const signal = () => new AbortController().signal;
    const load = (source) => once(modules, source, async () => {
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      return (await import(url)).default;
    });
    const widgetOf = (id) => once(alive, id, async () => {
      const exported = await load(sourceOf(id)), widget = typeof exported === "function" ? await exported() : exported;
      const result = await widget.initialize?.({ model: modelOf(id), signal: signal() });
      return { widget, exports: typeof result === "object" ? result : undefined };
    });
    const host = {
      getModel: async (reference) => modelOf(idOf(reference)),
      getWidget: async (reference) => {
        const id = idOf(reference), { widget, exports } = await widgetOf(id);
        return { exports, render: (options) => widget.render({ model: modelOf(id), host, signal: signal(), ...options }) };
      },
    };

    async function bring(place, id, n) {
      const el = document.createElement("div");
      el.className = "dlmath-alive";
      el.dataset.widget = n;
      el.style.cssText = place.style.cssText; // the room that is kept for it
      try {
        const model = modelOf(id), { widget } = await widgetOf(id), { initial } = model;
        // What the address says of this widget, on top of its author's state; also when the address changes later.
        const follow = () => {
          if (!mentions(n)) return;
          for (const key of Object.keys(initial)) if (!key.startsWith("_")) model.set(key, initial[key]);
          const linked = readAddress(n, model, (key, value) => !widget.accepts || widget.accepts(key, value));
          model.save_changes();
          if (linked) el.scrollIntoView({ block: "center" });
        };
        const address = {
          initial: (key) => initial[key],
          write: (keys) => writeAddress(n, model, keys),
          clear: () => { if (mentions(n)) setAddress(n, []); },
        };
        if (model.get("_css")) el.append(Object.assign(document.createElement("style"), { textContent: model.get("_css") }));
        place.replaceWith(el);
        await widget.render({ model, el, host, signal: signal(), address });
        follow();
        addEventListener("hashchange", () => { if (el.isConnected) follow(); });
      } catch (error) {
        console.error("A widget of this page could not be started:", error);
        const said = document.createElement("p");
        said.textContent = `This interactive picture could not be started (${error.message}).`;
        el.replaceWith(place);
        place.after(said);
      }
    }

    readPlaces()
      .filter(([, id]) => !states[id] || states[id].state._esm)
      .forEach(([place, id], index) => bring(place, id, index + 1));

    // For a cell that runs on the page: bring a widget to life that was not there when the page was built.
    window.dlmathWidgets = {
      model: (id) => models.get(id),
      add(place, id, state, n) {
        states[id] = { state };
        models.delete(id);
        alive.delete(id);
        bring(place, id, +n || document.querySelectorAll(".dlmath-alive").length + 1);
        return modelOf(id);
      },
    };
  }

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
