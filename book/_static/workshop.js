// What every page needs of the workshop: the record of what is solved, its marks, and the door to the rest, which
// `workshop/bench.mjs` holds and which is loaded when a reader first uses a button.
(() => {
  const root = new URL("..", document.currentScript.src), page = location.href.split(/[?#]/)[0].slice(root.href.length);
  const PROGRESS = "dlmath.progress", QUESTIONS = "dlmath.questions", LAST = "dlmath.last", EMPTY = { attempts: 0, hints: 0, solved: false };

  // --- what this browser keeps; where it keeps nothing, the page's head has laid a stand-in, which this page forgets

  const store = localStorage, passing = !(store instanceof Storage);

  function read(key, fallback) {
    const text = store.getItem(key);
    if (text === null) return fallback;
    try {
      return JSON.parse(text);
    } catch {
      store.setItem(`${key}.damaged`, text); // set aside, not overwritten
      store.removeItem(key);
      return fallback;
    }
  }

  // False where the browser does not take it.
  function write(key, value) {
    try {
      if (value === null) store.removeItem(key);
      else store.setItem(key, JSON.stringify(value));
      return !passing;
    } catch {
      return false;
    }
  }

  const progress = () => read(PROGRESS, {}).exercises ?? {};

  // Two records of one exercise become one: attempts, hints and what is solved only grow.
  function merged(a = EMPTY, b = EMPTY) {
    const most = (key) => Math.max(+a[key] || 0, +b[key] || 0);
    return { attempts: most("attempts"), hints: most("hints"), solved: a.solved === true || b.solved === true };
  }

  function keep(exercises) {
    const now = progress();
    for (const [name, entry] of Object.entries(exercises)) if (entry && typeof entry === "object") now[name] = merged(now[name], entry);
    const kept = write(PROGRESS, { version: 1, exercises: now });
    show();
    return kept;
  }

  // Questions answered: which choices were tried, and whether the right one was among them.
  const questions = () => read(QUESTIONS, {}) ?? {};

  function keepQuestions(entries) {
    const now = questions();
    for (const [name, entry] of Object.entries(entries)) {
      if (!entry || !Array.isArray(entry.tried)) continue;
      const tried = [...new Set([...(now[name]?.tried ?? []), ...entry.tried.filter((choice) => typeof choice === "string")])];
      now[name] = { right: now[name]?.right === true || entry.right === true, tried };
    }
    const kept = write(QUESTIONS, now);
    show();
    return kept;
  }

  const record = {
    passing,
    questions,
    keepQuestions,
    of: (name) => progress()[name] ?? EMPTY,
    all: progress,
    keep,
    answer: (name) => read(`dlmath.answer.${name}`, null),
    keepAnswer: (name, answer) => write(`dlmath.answer.${name}`, answer),
    cells: () => read(`dlmath.cells.${page}`, {}),
    keepCells: (cells) => write(`dlmath.cells.${page}`, Object.keys(cells).length ? cells : null),
    last: (place) => write(LAST, { page, ...place }),
  };

  // --- marks: at the exercise, in the contents of the page, in the list of lessons, on the start page

  let lessons; // of the whole book; asked for once something is recorded

  function mark(element, words, symbol = words) {
    element.querySelector(":scope > .mark")?.remove();
    if (!words) return;
    const span = Object.assign(document.createElement("span"), { className: "mark", title: words });
    span.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` ${words}` }));
    span.append(Object.assign(document.createElement("span"), { textContent: symbol, ariaHidden: "true" }));
    element.append(span);
  }

  function show() {
    const done = progress();
    for (const bench of document.querySelectorAll(".bench")) {
      const solved = done[bench.dataset.exercise]?.solved === true, id = CSS.escape(bench.dataset.heading);
      bench.classList.toggle("solved", solved);
      bench.querySelector(".bench-mark").hidden = !solved;
      for (const link of document.querySelectorAll(`nav.page-toc a[href="#${id}"]`)) mark(link, solved && "solved", "✓");
    }
    const known = questions(), quizzes = [...document.querySelectorAll("section#check-your-understanding .quiz")];
    const answered = quizzes.length && quizzes.every(({ dataset }) => known[dataset.question]?.right === true);
    for (const link of document.querySelectorAll('nav.page-toc a[href="#check-your-understanding"]')) mark(link, answered && "answered", "✓");
    if (Object.keys(done).length || Object.keys(known).length || document.querySelector(".lesson-map")) showLessons(done, known);
  }

  // How far a lesson is, in words.
  function soFar(solved, exercises, answered, asked) {
    if (solved + answered === exercises + asked) return exercises ? "all solved" : "all answered";
    const words = [];
    if (exercises) words.push(asked ? `${solved} of ${exercises} exercises solved` : `${solved} of ${exercises} solved`);
    if (asked) words.push(`${answered} of ${asked} questions answered`);
    return words.join(", ");
  }

  async function showLessons(done, known) {
    lessons ??= fetch(new URL("_static/workshop/exercises.json", root)).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []);
    const every = await lessons;
    for (const { page, exercises, questions: asked = [] } of every) {
      const solved = exercises.filter(({ name }) => done[name]?.solved).length, answered = asked.filter((id) => known[id]?.right).length;
      const have = solved + answered, all = exercises.length + asked.length;
      const address = new URL(page, root).href;
      for (const link of document.querySelectorAll("nav.bd-links a, .lesson-map a.lesson")) {
        if (link.href.split("#")[0] === address) mark(link, have && soFar(solved, exercises.length, answered, asked.length), have === all ? "✓" : `${have}/${all}`);
      }
    }
    showRecord(every, done, known);
  }

  // --- the start page: go on where you were, save, load

  function showRecord(every, done, known) {
    const contents = document.querySelector(".lesson-map");
    if (!contents) return;
    const names = every.flatMap(({ exercises }) => exercises.map(({ name }) => name));
    const solved = names.filter((name) => done[name]?.solved).length;
    const asked = every.flatMap(({ questions: ids = [] }) => ids), answered = asked.filter((id) => known[id]?.right).length;
    document.querySelectorAll(".go-on, .record").forEach((old) => old.remove());
    const last = read(LAST, null), lesson = every.find(({ page }) => page === last?.page);
    if (lesson) {
      const link = Object.assign(document.createElement("a"), { href: new URL(last.page, root) + (last.heading ? `#${last.heading}` : "") });
      link.append("Go on where you were: ", Object.assign(document.createElement("strong"), { textContent: lesson.title }));
      const title = lesson.exercises.find(({ heading }) => heading === last.heading)?.title;
      if (title) link.append(`, ${title[0].toLowerCase()}${title.slice(1)}`);
      const line = Object.assign(document.createElement("p"), { className: "go-on" });
      line.append(link);
      (document.querySelector(".opening") ?? document.querySelector("h1")).after(line);
    }
    const line = Object.assign(document.createElement("div"), { className: "record" });
    const said = Object.assign(document.createElement("p"), { role: "status" });
    const quizzes = answered ? ` ${answered} of ${asked.length} questions answered.` : "";
    const words = (solved ? `${solved} of ${names.length} exercises solved.` : "No exercise solved yet.") + quizzes;
    said.textContent = record.passing
      ? `${words} This browser keeps nothing of this page: save your work as a file before you close it.`
      : `${words} Your answers are kept in this browser, and nowhere else.`;
    line.append(said, button("Save my work as a file", save), button("Load a file", () => load(said)));
    contents.before(line);
  }

  function button(words, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    made.addEventListener("click", act);
    return made;
  }

  function save() {
    const answers = {};
    for (let i = 0; i < store.length; i++) {
      const name = store.key(i).match(/^dlmath\.answer\.(\w+)$/)?.[1];
      if (name) answers[name] = record.answer(name);
    }
    const text = JSON.stringify({ version: 1, exercises: progress(), answers, questions: questions() }, null, 1);
    const link = Object.assign(document.createElement("a"), { download: "dlmath_progress.json" });
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/json" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function load(said) {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: ".json,application/json" });
    input.addEventListener("change", async () => {
      try {
        const { exercises, answers = {}, questions: asked = {} } = JSON.parse(await input.files[0].text());
        if (!exercises || typeof exercises !== "object") throw new Error();
        for (const [name, answer] of Object.entries(answers)) if (typeof answer?.text === "string" && !record.answer(name)) record.keepAnswer(name, answer);
        keep(exercises);
        keepQuestions(asked);
      } catch {
        said.textContent = `${input.files[0].name} holds no progress: expected a file dlmath_progress.json, as saved here or written by make lab.`;
      }
    });
    input.click();
  }

  // --- the same record in the live edition, where it is a file among the reader's lessons

  const promised = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function withLiveEdition() {
    const name = `JupyterLite Storage - ${new URL("lite/", root).pathname}`, key = "dlmath_progress.json", now = new Date().toISOString();
    const there = (await indexedDB.databases()).some((base) => base.name === name);
    if (record.passing || (!there && !Object.keys(progress()).length)) return;
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    const base = await promised(opening), files = (mode) => base.transaction("files", mode).objectStore("files");
    try {
      const file = await promised(files("readonly").get(key)), { content: held = "{}", format } = file ?? {};
      const text = format === "base64" ? atob(held) : held; // as the kernel writes it; names are ASCII
      const theirs = (typeof text === "string" ? JSON.parse(text) : text).exercises ?? {};
      if (Object.keys(theirs).length) keep(theirs);
      const ours = progress(), same = (entry, other) => JSON.stringify(merged(entry)) === JSON.stringify(merged(other));
      if (Object.entries(ours).every(([exercise, entry]) => same(entry, theirs[exercise]))) return;
      const content = `${JSON.stringify({ version: 1, exercises: ours }, null, 1)}\n`, size = content.length;
      const kind = { name: key, path: key, created: now, mimetype: "application/json", type: "file", writable: true };
      await promised(files("readwrite").put({ ...kind, ...file, format: "text", content, size, last_modified: now }, key));
    } finally {
      base.close();
    }
  }

  const share = () => withLiveEdition().catch(() => {}); // a browser that does not allow it shares nothing

  // --- the door

  const open = () => import(new URL("workshop/bench.mjs", new URL("_static/", root)));
  window.dlmath = { record, root, page, share };

  document.addEventListener("click", async (event) => {
    const pressed = event.target.closest?.("[data-do]"), code = event.target.closest?.(".bench[data-kind=function] pre");
    if (!pressed && (!code || code.closest(".bench-said, .bench-help") || !getSelection().isCollapsed)) return;
    try {
      (await open()).act(pressed ?? code, pressed?.dataset.do ?? "write");
    } catch (error) {
      const place = (pressed ?? code).closest(".bench, .cell");
      console.error(error);
      place.querySelector(".bench-said, .run-said")?.replaceChildren(`This could not be loaded (${error.message}). Load the page again, or open the lesson in the live edition.`);
    }
  });
  document.addEventListener("keydown", async (event) => {
    if (event.key === "Enter" && event.target.matches?.(".bench-number")) (await open()).act(event.target, "check");
  });
  document.addEventListener("input", async (event) => {
    if (event.target.matches?.(".bench-number")) (await open()).act(event.target, "typed");
  });
  addEventListener("storage", async (event) => {
    if (event.key === PROGRESS || event.key === QUESTIONS) show();
    if (event.key?.startsWith("dlmath.answer.")) (await open()).follow(event.key.slice(14));
  });

  const started = [...document.querySelectorAll(".bench")].some(({ dataset }) => record.answer(dataset.exercise));
  if (started || Object.keys(record.cells()).length) open().then(({ restore }) => restore());
  show();
  share();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) share(); });
})();
