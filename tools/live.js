// What the live edition takes over from the page that a lesson was opened from: its light or dark, and the way back. On a
// phone the list of files is put away, and "Run all" leaves the reader where they were.
import { start as renew } from "./editions.js";

const root = new URL("./", import.meta.url), PHONE = "(max-width: 760px)";

/** Light or dark as on the pages. */
function theme() {
  let mode = "auto";
  try {
    mode = localStorage.getItem("mode") || mode;
  } catch {
    // a browser that keeps nothing follows the system
  }
  const dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  return dark ? "JupyterLab Dark" : "JupyterLab Light";
}

/** The page of the lesson that is open. */
function page(app) {
  const path = app.shell.currentWidget?.context?.path ?? new URLSearchParams(location.search).get("path") ?? "";
  return new URL(path.endsWith(".ipynb") ? `../notebooks/${path.replace(/(\.new)?\.ipynb$/, ".html")}` : "../index.html", root).href;
}

function showWayBack(app) {
  const link = document.createElement("a");
  link.textContent = "← Back to the page";
  link.style.cssText = "position:fixed;inset:auto auto .6rem .6rem;z-index:2000;padding:.35rem .8rem;border-radius:6px;"
    + "font:14px/1.5 system-ui,sans-serif;text-decoration:none;color:var(--jp-ui-inverse-font-color1,#fff);"
    + "background:var(--jp-inverse-layout-color2,#1F2933);box-shadow:0 2px 8px #0005";
  link.href = page(app);
  link.addEventListener("pointerenter", () => { link.href = page(app); });
  link.addEventListener("focus", () => { link.href = page(app); });
  document.body.append(link);
}

/** JupyterLab goes to the last cell when all are run; a reader begins at the top. */
function stayWhileAllRun(app) {
  const execute = app.commands.execute.bind(app.commands);
  app.commands.execute = (id, args) => {
    const notebook = /run-all/.test(id) ? app.shell.currentWidget?.content : null, cell = notebook?.activeCellIndex;
    const running = execute(id, args);
    const back = () => { notebook.activeCellIndex = cell; return notebook.scrollToItem(cell, "smart"); };
    if (notebook?.scrollToItem) running.then(back, back);
    return running;
  };
}

/** The lesson has the whole of a small screen; the menu "View" brings the lists at its sides back. */
async function makeRoom(app) {
  const collapse = () => app.shell.leftCollapsed || app.shell.collapseLeft();
  for (const side of ["left", "right"]) await app.commands.execute("application:toggle-side-tabbar", { side });
  collapse();
  app.shell.layoutModified.connect(collapse); // the list of files opens by itself, some time after the lesson
  for (const touch of ["pointerdown", "keydown"]) {
    addEventListener(touch, () => app.shell.layoutModified.disconnect(collapse), { once: true, capture: true });
  }
}

async function attend() {
  while (!window.jupyterapp?.shell) await new Promise((done) => setTimeout(done, 50));
  const app = window.jupyterapp;
  await app.restored;
  if (document.body.dataset.jpThemeName !== theme()) app.commands.execute("apputils:change-theme", { theme: theme() });
  showWayBack(app);
  stayWhileAllRun(app);
  while (!app.shell.currentWidget?.context?.isReady) await new Promise((done) => setTimeout(done, 50)); // opened after that
  if (matchMedia(PHONE).matches) await makeRoom(app);
}

export async function start() {
  await renew();
  attend();
}
