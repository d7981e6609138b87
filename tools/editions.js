// The live edition keeps a lesson in the browser as soon as it is opened, and that copy hides every later edition of the
// lesson. So before JupyterLite starts: a copy whose cells the reader has not changed goes, and the new edition shows; beside
// a changed one the new edition is laid as NAME.new.ipynb, and that is said. `make lab` does the same with files.

const root = new URL("./", import.meta.url), KEY = "dlmath-editions";

const promised = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const text = (source) => (Array.isArray(source) ? source.join("") : source);

/** CRC-32 of what a notebook's cells say, whatever they have printed; tools/lite.py computes the same. */
function fingerprint(notebook) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(notebook.cells.map((cell) => text(cell.source)).join("\0"))) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

async function renew(files, path, published, given) {
  const file = await promised(files("readonly").get(path));
  if (!file || given === published) return null;
  const notebook = typeof file.content === "string" ? JSON.parse(file.content) : file.content;
  const mine = fingerprint(notebook);
  if (mine === published) return null;
  if (mine === given) {
    await promised(files("readwrite").delete(path));
    return null;
  }
  const beside = path.replace(/\.ipynb$/, ".new.ipynb");
  const content = await (await fetch(new URL(`files/${path}`, root))).json();
  const known = { ...file, content, name: beside.split("/").pop(), path: beside, last_modified: new Date().toISOString() };
  await promised(files("readwrite").put(known, beside));
  return beside;
}

function say(places) {
  const note = document.createElement("div"), close = document.createElement("button");
  note.setAttribute("role", "status");
  note.style.cssText = "position:fixed;inset:auto 1rem 1rem auto;z-index:2000;max-width:26rem;padding:.8rem 1rem;border-radius:8px;"
    + "background:#1F2933;color:#fff;font:14px/1.5 system-ui,sans-serif;box-shadow:0 4px 20px #0006";
  note.append(`There is a new edition of a lesson that you changed. Yours is kept; the new one is beside it: ${places.join(", ")} `);
  close.textContent = "Close";
  close.onclick = () => note.remove();
  note.append(close);
  document.body.append(note);
}

/** Renew every copy; the places of those that were laid beside a reader's own. */
export async function renewAll() {
  const editions = await (await fetch(new URL("editions.json", root))).json();
  const given = JSON.parse(localStorage.getItem(KEY) ?? "{}");
  const name = `JupyterLite Storage - ${root.pathname}`, laid = [];
  if ((await indexedDB.databases()).some((base) => base.name === name)) {
    const base = await promised(indexedDB.open(name));
    const files = (mode) => base.transaction("files", mode).objectStore("files");
    try {
      if (base.objectStoreNames.contains("files")) {
        for (const [path, published] of Object.entries(editions)) laid.push(await renew(files, path, published, given[path]));
      }
    } finally {
      base.close();
    }
  }
  localStorage.setItem(KEY, JSON.stringify(editions));
  return laid.filter(Boolean);
}

export async function start() {
  try {
    const places = await renewAll();
    if (places.length) say(places);
  } catch (error) {
    console.warn("The lessons kept in this browser were left as they are:", error);
  }
}
