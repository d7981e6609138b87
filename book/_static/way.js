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
      return sign && !sign.closest("h1, h2, h3, h4, #explanation") && signs.has(sign.textContent) ? [sign, signs.get(sign.textContent)] : null;
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
})();
