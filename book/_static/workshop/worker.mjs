// Python in a worker of the page: the core, NumPy and `dlmath`; the rest when a cell asks for it.
// The page ends this worker when an answer takes too long, and starts another.
const place = new URL("../../lite/pyodide/", import.meta.url);
const OURS = ["needs.py", "session.py", "dark.py", "figures.py", "anywidget.py", "compiled.py"];
const SITE = "import sys; next(path for path in sys.path if path.endswith('site-packages'))"; // where packages are
const MOST = 16384; // pages of 64 kB, 1 GB: whoever asks for more gets a MemoryError, and the page stays alive

const say = (message) => self.postMessage(message);
const get = async (name, base = place) => {
  const answer = await fetch(new URL(name, base));
  if (!answer.ok) throw new Error(`${name} is missing on the server`);
  return answer;
};

// Counts what arrives, so that the page can say how far it is. Only at the first visit: a browser keeps what it has
// compiled only of answers that nobody has touched.
function count() {
  let seen = 0;
  const plain = self.fetch;
  self.fetch = async (...request) => {
    const answer = await plain(...request);
    if (!answer.ok || !answer.body) return answer;
    const counter = new TransformStream({
      transform(chunk, out) {
        seen += chunk.byteLength;
        say({ bytes: seen });
        out.enqueue(chunk);
      },
    });
    return new Response(answer.body.pipeThrough(counter), { headers: answer.headers, status: answer.status });
  };
}

function limitMemory() {
  const Memory = WebAssembly.Memory;
  WebAssembly.Memory = function (wanted) {
    return new Memory({ ...wanted, maximum: Math.min(wanted.maximum ?? MOST, MOST) });
  };
}

// What this browser has compiled of Python at an earlier visit: starting takes half the time with it. It belongs to one
// version of everything, which `edition` tells.
class Kept {
  constructor(edition) {
    this.edition = edition;
    this.shelf = self.caches?.open(`dlmath ${place.pathname}`);
  }

  async read() {
    try {
      const shelf = await this.shelf, parts = ["edition", "stdlib.zip", "packages.zip"];
      const [edition, stdlib, packages] = await Promise.all(parts.map((part) => shelf.match(new URL(part, place))));
      if ((await edition.text()) !== this.edition) return;
      this.stdlib = URL.createObjectURL(await stdlib.blob());
      this.packages = await packages.arrayBuffer();
    } catch {} // nothing is kept, or not by this browser
  }

  async forget() {
    this.stdlib = this.packages = undefined;
    await (await this.shelf).delete(new URL("edition", place));
  }

  // Compile in small steps, between what the reader asks.
  async write(python) {
    if (this.stdlib || !this.shelf) return;
    const shelf = await this.shelf, compiled = python.pyimport("compiled");
    await shelf.delete(new URL("edition", place));
    for (const [part, steps] of [["stdlib.zip", compiled.standard_library()], ["packages.zip", compiled.packages()]]) {
      let step;
      while (!(step = steps.next()).done) await new Promise((next) => setTimeout(next, 10));
      await shelf.put(new URL(part, place), new Response(step.value.toJs()));
      step.value.destroy();
    }
    await shelf.put(new URL("edition", place), new Response(this.edition)); // last: now it is complete
  }
}

async function load(pyodide, kept) {
  const source = new URL(pyodide, place), { loadPyodide } = await import(source.href);
  const python = await loadPyodide({
    indexURL: new URL(".", source).href,
    lockFileURL: new URL("pyodide-lock.json", place).href,
    packages: ["numpy", "dlmath"],
    env: { HOME: "/page", DLMATH_PROGRESS: "/page/progress.json", MPLBACKEND: "module://figures" },
    ...(kept.stdlib && { stdLibURL: kept.stdlib }),
  });
  if (kept.packages) python.unpackArchive(kept.packages, "zip", { extractDir: python.runPython(SITE) });
  python.runPython("import numpy, dlmath.exercises");
  return python;
}

async function start() {
  limitMemory();
  if (self.name === "first") count();
  const sources = Promise.all(OURS.map(async (name) => [name, await (await get(name, import.meta.url)).text()]));
  const texts = ["workshop.json", "pyodide-lock.json"].map(async (name) => (await get(name)).text());
  const [settings, lock] = await Promise.all(texts), { pyodide, bytes } = JSON.parse(settings);
  say({ total: bytes });
  const kept = new Kept(`${pyodide} ${lock}`);
  await kept.read();
  const python = await load(pyodide, kept).catch(async (error) => {
    if (!kept.stdlib) throw error;
    await kept.forget();
    return load(pyodide, kept);
  });
  compile = () => kept.write(python).catch(() => {}); // a full or forgetful browser starts as it did before
  for (const [name, text] of await sources) python.FS.writeFile(`/page/${name}`, text);
  const toPage = (what) => (json) => say({ [what]: JSON.parse(json), id: now });
  python.globals.set("show", toPage("output"));
  python.globals.set("tell", toPage("changed"));
  let told = 0;
  const alive = () => {
    told = performance.now();
    say({ alive: true, id: now });
  };
  python.globals.set("begin", alive);
  python.globals.set("on_return", () => performance.now() - told > 100 && alive());
  python.runPython(`
import sys, json
sys.path.insert(0, "/page")
import numpy, session, compiled
from dlmath.exercises import check, deadline
page = session.Session(lambda output: show(json.dumps(output)), begin)
deadline.ON_RETURN.append(on_return)
def prepare_figures():
    import figures
    figures.receive = page.show
def prepare_widgets():
    import anywidget, importlib
    importlib.invalidate_caches()
    anywidget.tell = lambda change: tell(json.dumps(change))
def hear(text):
    anywidget = sys.modules.get("anywidget")
    for key, value in json.loads(text)["values"].items():
        anywidget.hear(json.loads(text)["widget"], key, value)
def ask(text):
    wanted = json.loads(text)
    kind, cells, number = wanted["kind"], wanted.get("cells"), wanted.get("number")
    if kind == "modules":
        return json.dumps(page.modules(cells, number))
    if kind == "run":
        return json.dumps({"ok": page.run(cells, number)})
    if kind == "check":
        return json.dumps(page.check(cells, number, wanted["name"], wanted["record"]))
    return json.dumps(page.check_value(wanted["text"], wanted["name"], wanted["record"]))
`);
  return python;
}

let now; // the request at work
let compile; // for the next start; called once, after the first answer
const fetched = new Set();

// Matplotlib, or what a widget needs, before a cell imports it.
async function prepare(python, ask, { cells, number }) {
  if (cells === undefined) return;
  const modules = JSON.parse(ask(JSON.stringify({ kind: "modules", cells, number })));
  const needs = (part, wanted) => wanted && !fetched.has(part) && fetched.add(part);
  if (needs("figures", modules.some((name) => /^(matplotlib|dlmath\.plotting)/.test(name)))) {
    say({ id: now, fetching: "Matplotlib" });
    await python.loadPackage("matplotlib");
    python.runPython("prepare_figures()");
  }
  if (needs("widgets", modules.some((name) => name.startsWith("dlmath.widgets")))) {
    say({ id: now, fetching: "the interactive pictures" });
    const lock = await (await get("pyodide-lock.json")).json();
    const wheel = await (await get(lock.packages["dlmath-widgets"].file_name)).arrayBuffer();
    await python.loadPackage("traitlets");
    python.unpackArchive(wheel, "wheel", { extractDir: python.runPython(SITE) });
    python.runPython("prepare_widgets()");
  }
}

const ready = start();
ready.then(() => say({ ready: true }), (error) => say({ failed: String(error?.message ?? error) }));

let queue = ready;
self.onmessage = ({ data }) => {
  queue = queue.then(async (python) => {
    now = data.id;
    try {
      if (data.kind === "hear") {
        python.globals.get("hear")(JSON.stringify(data));
        return python;
      }
      const ask = python.globals.get("ask");
      await prepare(python, ask, data);
      say({ id: now, answer: JSON.parse(ask(JSON.stringify(data))) });
    } catch (error) {
      say({ id: now, crashed: String(error?.message ?? error) }); // not an error of the reader's: those are answers
    }
    compile?.();
    compile = undefined;
    return python;
  });
  queue.catch(() => {});
};
