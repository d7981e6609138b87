// The page's side of Python: starts the worker, asks it, ends it when it takes too long.
const ADDRESS = new URL("worker.mjs", import.meta.url);
const VISITED = "dlmath.python"; // set once Python has been loaded by this browser
const SILENCE = 90_000; // how long starting may go without a sign of life
const BEFORE = 180; // seconds that a check may take to run what an answer needs of the cells before it

export class Stopped extends Error {}
export class Crashed extends Error {}
export class CannotStart extends Error {}

let worker = null, starting = null, number = 0;
const asked = new Map(), watching = new Set();

// `follow(share)` is called with how much of Python is there, from 0 to 1, or null where nobody knows.
export function start(follow = () => {}) {
  watching.add(follow);
  starting ??= new Promise((resolve, reject) => {
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") return reject(new CannotStart("this browser is too old for it"));
    let total = 0, silence;
    const fail = (reason) => {
      clearTimeout(silence);
      end(new CannotStart(reason));
      reject(new CannotStart(reason));
    };
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => fail("it does not arrive; the connection may be too slow"), SILENCE);
    };
    alive();
    try {
      worker = new Worker(ADDRESS, { type: "module", name: localStorage.getItem(VISITED) ? "again" : "first" });
    } catch (error) {
      return fail(`this browser does not allow it: ${error.message}`);
    }
    worker.onerror = (event) => (starting && !worker?.started ? fail(event.message ? `it stopped with: ${event.message}` : "its files cannot be loaded") : end(new Crashed(event.message)));
    worker.onmessage = ({ data }) => {
      if (data.ready) {
        clearTimeout(silence);
        worker.started = true;
        try {
          localStorage.setItem(VISITED, "1");
        } catch {} // what this browser keeps is full
        watching.clear();
        resolve();
      } else if (data.failed) fail(data.failed);
      else if (data.total) total = data.total;
      else if (data.bytes) {
        if (!worker.started) alive();
        for (const follow of watching) follow(total ? Math.min(data.bytes / total, 0.99) : null);
      } else hear(data);
    };
  });
  return starting;
}

function hear(data) {
  const question = asked.get(data.id);
  if (data.changed) return document.dispatchEvent(new CustomEvent("dlmath-changed", { detail: data.changed }));
  if (!question) return;
  if (data.output) question.output?.(data.output);
  else if (data.fetching) question.fetching?.(data.fetching);
  else if (data.alive) question.alive();
  else if (data.crashed !== undefined) {
    const reason = /memory/i.test(data.crashed) ? "it ran out of memory" : data.crashed;
    end(new Crashed(reason));
  } else {
    asked.delete(data.id);
    question.resolve(data.answer);
  }
}

// End the worker, whatever it does, and tell all who wait for it why.
export function end(reason) {
  worker?.terminate();
  worker = starting = null;
  const waiting = [...asked.values()];
  asked.clear();
  for (const question of waiting) question.reject(reason);
}

// Ask, and get the answer; `seconds` is how long an answer's code may go without a sign of life.
export async function ask(message, { follow, seconds, output, fetching } = {}) {
  await start(follow);
  const id = (number += 1);
  let timer;
  const wait = (time, reason) => {
    clearTimeout(timer);
    timer = setTimeout(() => end(new Stopped(reason)), 1000 * time);
  };
  const answer = new Promise((resolve, reject) => asked.set(id, { resolve, reject, output, fetching, alive: () => seconds && wait(seconds, "too slow") }));
  if (seconds) wait(BEFORE, `the cells above that this needs were still running after ${BEFORE} seconds`);
  worker.postMessage({ id, ...message });
  return answer.finally(() => clearTimeout(timer));
}

export const tell = (message) => worker?.postMessage(message);
