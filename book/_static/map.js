// The map of the lessons: the card under the pointer or the focus lights up what it needs, and what builds on it.
for (const map of document.querySelectorAll(".lesson-map")) {
  const cards = [...map.querySelectorAll("li")], needs = (card) => card.dataset.needs.split(" ");

  function light(card) {
    for (const other of cards) {
      other.classList.toggle("needed", !!card && needs(card).includes(other.dataset.page));
      other.classList.toggle("builds", !!card && needs(other).includes(card.dataset.page));
    }
  }

  const follow = (event) => light(event.target.closest("li"));
  map.addEventListener("pointerover", follow);
  map.addEventListener("focusin", follow);
  map.addEventListener("pointerleave", () => light(null));
  map.addEventListener("focusout", () => light(null));
}
