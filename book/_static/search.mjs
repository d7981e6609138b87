// The search, loaded when it is first opened. It looks for sections; the index is the list that search.py writes.

const GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(" ");
const SIGNS = { "∇": "nabla", "‖": "norm", "⊤": "transpose", "∞": "infinity", "√": "root", "∂": "partial", "∑": "sum", "∫": "integral", ϵ: "epsilon", ϕ: "phi" };
const IRREGULAR = { matrices: "matrix", vertices: "vertex", indices: "index", bases: "basis", analyses: "analysis", hypotheses: "hypothesis" };
const WORD = /[\p{L}\p{N}]+(?:[-–’'][\p{L}\p{N}]+)*|[∇‖⊤∞√∂∑∫]/gu;

// One form for all forms of a word: singular, American, without accents; letters of the Greeks by name.
export function stem(word) {
  let w = word.toLowerCase().normalize("NFKD").replace(/\p{M}|['’]s?$/gu, "");
  w = w.replace(/[α-ω∇‖⊤∞√∂∑∫ϵϕ]/gu, (c) => SIGNS[c] ?? GREEK[c.charCodeAt(0) - 0x3b1]);
  w = IRREGULAR[w] ?? w;
  if (w.length > 3) {
    w = w.replace(/ies$/, "y").replace(/(s|x|z|ch|sh)es$/, "$1").replace(/([^suia])s$/, "$1");
    w = w.replace(/is(e|ed|ing|er|ation)$/, "iz$1").replace(/ys(e|ed|ing)$/, "yz$1").replace(/our/, "or");
    w = w.replace(/tre(d?)$/, "ter$1").replace(/ll(ed|ing)$/, "l$1").replace(/e$/, "");
  }
  return w;
}

// The words of a text: "pseudo-inverse" is also pseudo, inverse and pseudoinverse.
export function words(text) {
  return (text.normalize("NFKC").match(WORD) ?? []).flatMap((word) => {
    const parts = word.split(/[-–’']/);
    return (parts.length > 1 ? [parts.join(""), ...parts] : parts).map(stem).filter(Boolean);
  });
}

const FIELDS = [[1, 3], [2, 8], [3, 10]]; // page, section, keys, and what a word there weighs
const SHARE = (address) => (address.startsWith("notebooks/") ? 1.5 : address.startsWith("book/reference/") ? 0.4 : 1);

export function index(rows) {
  const places = new Map(); // word → Map(row → weight)
  rows.forEach((row, i) => {
    const add = (word, weight) => {
      if (!places.has(word)) places.set(word, new Map());
      places.get(word).set(i, (places.get(word).get(i) ?? 0) + weight);
    };
    for (const [field, weight] of FIELDS) for (const word of new Set(words(row[field]))) add(word, weight);
    const counts = new Map();
    for (const word of words(row[4])) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, n] of counts) add(word, (2.2 * n) / (n + 1.2));
  });
  const names = rows.map((row) => [row[2], ...row[3].split(", ")].map((name) => words(name).join(" ")));
  return { rows, places, names };
}

// How many letters are wrong, missing, too many or swapped; more than `most` is as good as infinite.
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let before = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length] <= most ? row[b.length] : Infinity;
}

// The words of the book that a word of the query may mean, and how much each counts.
function meant(word, places) {
  const found = new Map();
  if (places.has(word)) found.set(word, 1);
  if (word.length > 2) for (const other of places.keys()) if (other !== word && other.startsWith(word)) found.set(other, 0.5);
  if (!found.size && word.length > 3) {
    const most = word.length > 7 ? 2 : 1;
    for (const other of places.keys()) {
      const wrong = distance(word, other, most);
      if (wrong <= most) found.set(other, 0.6 / wrong);
    }
  }
  return found;
}

export function search({ rows, places, names }, query, most = 12) {
  const asked = words(query), scores = new Map(), hit = new Set();
  const joined = asked.slice(1).map((word, i) => asked[i] + word).filter((word) => places.has(word));
  const groups = [...new Set([...asked, ...joined])].map((word) => meant(word, places));
  for (const group of groups) {
    const best = new Map();
    for (const [word, share] of group) {
      hit.add(word);
      const found = places.get(word), rare = Math.log(1 + rows.length / found.size);
      for (const [i, weight] of found) best.set(i, Math.max(best.get(i) ?? 0, share * rare * weight));
    }
    for (const [i, score] of best) scores.set(i, [(scores.get(i)?.[0] ?? 0) + score, (scores.get(i)?.[1] ?? 0) + 1]);
  }
  const needed = new Set(asked).size, whole = groups.map((group, i) => [...group.keys()][0] ?? asked[i]).slice(0, asked.length).join(" ");
  const ranked = [...scores].map(([i, [score, n]]) => {
    const exact = names[i].includes(whole) || names[i].includes(asked.join("")) ? 3 : 1;
    return [i, score * exact * SHARE(rows[i][0]) * Math.min(1, n / needed) ** 3];
  }).sort((a, b) => b[1] - a[1]);
  const shown = new Map();
  return { hit, found: ranked.map(([i]) => rows[i]).filter(([address]) => {
    const page = address.split("#")[0], n = shown.get(page) ?? 0;
    shown.set(page, n + 1);
    return n < (page.endsWith("glossary.html") ? 2 : 3);
  }).slice(0, most) };
}

// About 160 letters of a text around the first word that was looked for, with these words marked.
export function excerpt(text, hit) {
  const found = [...text.normalize("NFKC").matchAll(WORD)].filter(([word]) => words(word).some((part) => hit.has(part)));
  const around = found[0]?.index ?? 0, whole = text.normalize("NFKC");
  let from = Math.max(0, around - 60), to = Math.min(whole.length, from + 170);
  if (from) from = whole.indexOf(" ", from) + 1 || from;
  if (to < whole.length) to = whole.lastIndexOf(" ", to);
  const parts = [from ? "… " : ""];
  let end = from;
  for (const { 0: word, index: at } of found) {
    if (at < end || at + word.length > to) continue;
    parts.push(whole.slice(end, at), Object.assign(document.createElement("mark"), { textContent: word }));
    end = at + word.length;
  }
  return [...parts, whole.slice(end, to), to < whole.length ? " …" : ""];
}

// --- what the reader sees

let loading;

function load(root) {
  loading ??= fetch(new URL("_static/search.json", root)).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }).then(index);
  loading.catch(() => (loading = undefined));
  return loading;
}

function h(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function entry([address, page, section, , text], hit, root) {
  const link = h("a", { href: new URL(address, root).href }, h("strong", {}, section), page === section ? "" : h("span", { className: "of-page" }, ` ${page}`));
  return h("li", {}, link, h("p", {}, ...excerpt(text, hit)));
}

// A field and a list of results, in a place of the page.
export function show(place, root, query = "") {
  const input = h("input", { type: "search", id: "search-words", value: query, autocomplete: "off", spellcheck: false, placeholder: "a term, a symbol, a function", enterKeyHint: "search" });
  const said = h("p", { className: "search-said" }), list = h("ol", { className: "search-results" });
  said.setAttribute("role", "status");
  const form = h("form", { role: "search" }, h("label", { htmlFor: input.id }, "Search the book"), input);
  place.replaceChildren(form, said, list);

  async function answer() {
    const asked = input.value.trim();
    if (!asked) return list.replaceChildren(), (said.textContent = "");
    try {
      const { found, hit } = search(await load(root), asked);
      if (input.value.trim() !== asked) return;
      list.replaceChildren(...found.map((row) => entry(row, hit, root)));
      said.textContent = found.length ? "" : `Nothing was found for “${asked}”. Try another word, or look into the glossary.`;
      if (found.length) said.append(h("span", { className: "visually-hidden" }, `${found.length} results`));
    } catch {
      said.textContent = "The search could not be loaded. Check the connection and type again.";
    }
  }

  input.addEventListener("input", answer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  place.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], stops = [input, ...list.querySelectorAll("a")];
    if (!step || !stops.includes(document.activeElement)) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, stops.indexOf(document.activeElement) + step))].focus();
  });
  load(root).catch(() => {});
  answer();
  return input;
}
