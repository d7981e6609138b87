// What every page needs to find the way: explanations, links to copy, the keys, and the door to the search, which
// `search.mjs` holds and which is loaded when a reader first opens it.
(() => {
  const root = new URL("..", document.currentScript.src);

  function h(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  // --- explanations of terms, symbols and sources: on hover, tap and focus; Escape closes

  const texts = document.getElementById("explanations")?.content;
  if (texts) {
    const bubble = h("div", { id: "explanation", hidden: true }), signs = new Map();
    for (const text of texts.querySelectorAll("[data-sign]")) signs.set(text.dataset.sign, text);
    document.body.append(bubble);
    let owner = null, waiting = 0;

    // The element that is explained and its text, or null.
    function asked(target) {
      const link = target.closest?.("a.term, a[href*='references.html#']"), text = link && texts.querySelector(`[data-for="${CSS.escape(link.hash)}"]`);
      if (text) return [link, text];
      const sign = target.closest?.("math mi, math mo");
      return sign && !sign.closest("h1, h2, h3, h4, button, #explanation") && signs.has(sign.textContent) ? [sign, signs.get(sign.textContent)] : null;
    }

    function open([element, text]) {
      clearTimeout(waiting);
      if (owner === element) return;
      close();
      owner = element;
      element.removeAttribute("title"); // said in the bubble
      bubble.replaceChildren(...text.cloneNode(true).childNodes);
      bubble.hidden = false;
      if (element.matches("a")) element.setAttribute("aria-describedby", bubble.id);
      const place = element.getBoundingClientRect(), { width, height } = bubble.getBoundingClientRect();
      const room = document.documentElement.clientWidth, above = place.bottom + height + 12 > innerHeight && place.top > height + 12;
      bubble.style.left = `${scrollX + Math.max(8, Math.min(place.left, room - width - 8))}px`;
      bubble.style.top = `${scrollY + (above ? place.top - height - 6 : place.bottom + 6)}px`;
    }

    function close() {
      clearTimeout(waiting);
      owner?.removeAttribute("aria-describedby");
      owner = null;
      bubble.hidden = true;
    }

    const later = (act, delay) => {
      clearTimeout(waiting);
      waiting = setTimeout(act, delay);
    };
    document.addEventListener("pointerover", ({ target, pointerType }) => {
      if (pointerType === "touch") return;
      const found = asked(target);
      if (found) later(() => open(found), 150);
      else if (bubble.contains(target)) clearTimeout(waiting);
      else if (owner && owner !== document.activeElement) later(close, 250);
      else if (!owner) clearTimeout(waiting);
    });
    document.addEventListener("focusin", ({ target }) => {
      const found = asked(target);
      if (found && target.matches(":focus-visible")) open(found);
      else if (owner && !bubble.contains(target)) close();
    });
    // A tap explains; a second one follows the link.
    document.addEventListener("click", (event) => {
      if (bubble.contains(event.target)) return;
      const found = asked(event.target), tapped = event.pointerType === "touch" || matchMedia("(hover: none)").matches;
      if (!found) return close();
      if (!tapped || owner === found[0]) return;
      event.preventDefault();
      open(found);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || bubble.hidden) return;
      event.stopPropagation();
      close();
    }, true);
    addEventListener("resize", close);
  }

  // --- the search: a dialog, or in the page that is made for it

  const here = document.getElementById("search-here");
  let find;

  async function openSearch() {
    if (here) return here.querySelector("input")?.select();
    if (!find) {
      const { show } = await import(new URL("_static/search.mjs", root));
      find = dialog("search", "Search");
      find.append(h("div"));
      show(find.lastChild, root);
      find.addEventListener("click", ({ target }) => target.closest(".search-results a") && find.close());
    }
    if (!find.open) find.showModal();
    find.querySelector("input").select();
  }

  // A dialog that a press beside it closes.
  function dialog(id, name) {
    const made = h("dialog", { id, className: "way-dialog" }), close = h("button", { type: "button", className: "way-close", ariaLabel: "Close", textContent: "×" });
    made.setAttribute("aria-label", name);
    made.append(close);
    made.addEventListener("click", ({ target }) => (target === made || target === close) && made.close());
    made.addEventListener("keydown", ({ key }) => key === "Escape" && made.close()); // a field would only empty itself
    document.body.append(made);
    return made;
  }

  if (here) import(new URL("_static/search.mjs", root)).then(({ show }) => show(here, root, new URLSearchParams(location.search).get("q") ?? "").focus());
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".search-button, .search-button-field")) return;
    event.preventDefault();
    event.stopPropagation();
    openSearch();
  }, true);

  // --- the keys: Ctrl+K and / search, ? says which keys there are

  const SINGLE = "dlmath.single-keys"; // "off" where the reader switched / and ? off
  let keys;

  function kept(value) {
    try {
      if (value !== undefined) localStorage.setItem(SINGLE, value);
      return localStorage.getItem(SINGLE);
    } catch {
      return value ?? null;
    }
  }

  const KEYS = [
    ["Tab, Shift+Tab", "to the next link, button or handle, and back"],
    ["Enter", "follows a link, presses a button"],
    ["Ctrl+K or /", "search"],
    ["↓ ↑", "walk through the results of a search"],
    ["← → ↑ ↓", "move a handle or slider of a picture; Page Up and Page Down by more, Home and End to its ends"],
    ["Escape", "closes an explanation or a window"],
    ["?", "this list"],
  ];

  function openKeys() {
    if (!keys) {
      keys = dialog("keys", "Keys");
      const single = h("input", { type: "checkbox", checked: kept() !== "off" });
      single.addEventListener("change", () => kept(single.checked ? "on" : "off"));
      const rows = KEYS.flatMap(([key, does]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)]);
      keys.append(h("h2", {}, "Keys"), h("dl", {}, ...rows), h("label", {}, single, " The single keys / and ? work"));
    }
    keys.showModal();
  }

  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event, command = (ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k";
    const inside = event.composedPath()[0], typing = inside.matches?.("input, textarea, select, [contenteditable], [contenteditable] *");
    const single = !typing && !ctrlKey && !metaKey && !altKey && kept() !== "off";
    if (!command && !(single && (key === "/" || key === "?"))) return;
    if (!command && target.closest?.("dialog")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (key === "?") openKeys();
    else openSearch();
  }, true);
  document.querySelector(".open-keys")?.addEventListener("click", openKeys);

  // --- the lists at the sides, which slide in on a phone: a button closes them, and so does a link into the page

  for (const side of ["primary", "secondary"]) {
    const list = document.getElementById(`pst-${side}-sidebar`), drawer = document.getElementById(`pst-${side}-sidebar-modal`);
    if (!list || !drawer) continue;
    const close = h("button", { type: "button", className: "way-close drawer-close", ariaLabel: "Close", textContent: "×" });
    list.prepend(close); // the theme moves what is in the list into the drawer
    drawer.setAttribute("aria-label", side === "primary" ? "Contents of the book" : "On this page");
    drawer.addEventListener("click", ({ target }) => (target === close || target.closest("a[href^='#']")) && drawer.close());
  }

  // --- headings: their sign copies the link

  document.addEventListener("click", async (event) => {
    const sign = event.target.closest?.("a.headerlink");
    if (!sign || !navigator.clipboard) return;
    try {
      await navigator.clipboard.writeText(sign.href);
    } catch {
      return;
    }
    const words = h("span", { className: "copied", textContent: "link copied" });
    words.setAttribute("role", "status");
    sign.after(words);
    setTimeout(() => words.remove(), 1600);
  });
})();
