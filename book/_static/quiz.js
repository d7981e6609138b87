// Questions on the page: each choice becomes a button that says at once whether it is right, and why. What was answered is
// kept by the record of `workshop.js`, which also marks it in the contents, in the list of lessons and on the start page.
(() => {
  const { record } = window.dlmath, quizzes = [...document.querySelectorAll(".quiz")];

  function h(tag, className, ...children) {
    const made = Object.assign(document.createElement(tag), { className });
    made.append(...children);
    return made;
  }

  // Show what there is to say about a choice, below it.
  function say(item) {
    const quiz = item.closest(".quiz"), reason = quiz.querySelector(`.quiz-answer [data-for="${item.dataset.choice}"]`);
    const right = reason.hasAttribute("data-right"), said = item.querySelector(".quiz-said");
    item.classList.add(right ? "quiz-right" : "quiz-wrong");
    if (said.childElementCount) return right;
    const verdict = h("strong", "", right ? "✓ Right." : "✗ Not this one.");
    said.append(h("p", "", verdict, " ", ...reason.querySelector("span").cloneNode(true).childNodes));
    return right;
  }

  function answer(item) {
    const { question } = item.closest(".quiz").dataset, right = say(item), { tried = [] } = record.questions()[question] ?? {};
    const heading = item.closest("section")?.id;
    record.keepQuestions({ [question]: { right, tried: [...tried, item.dataset.choice] } });
    record.last({ heading });
    count();
  }

  function prepare(quiz) {
    for (const item of quiz.querySelectorAll("[data-choice]")) {
      const words = item.querySelector(".quiz-says"), button = h("button", "quiz-says", ...words.childNodes);
      button.type = "button";
      const said = h("div", "quiz-said");
      said.setAttribute("role", "status");
      button.addEventListener("click", () => answer(item));
      words.replaceWith(button);
      item.append(said);
    }
  }

  // What this browser keeps of earlier answers, or what another tab has just answered.
  function restore() {
    const kept = record.questions();
    for (const quiz of quizzes) {
      for (const choice of kept[quiz.dataset.question]?.tried ?? []) {
        const item = quiz.querySelector(`[data-choice="${CSS.escape(choice)}"]`);
        if (item) say(item);
      }
    }
    count();
  }

  function count() {
    const kept = record.questions(), right = quizzes.filter(({ dataset }) => kept[dataset.question]?.right === true).length;
    const words = `${right} of ${quizzes.length} questions answered.`;
    for (const line of document.querySelectorAll(".quiz-count")) if (line.textContent !== words) line.textContent = words;
  }

  quizzes.forEach(prepare);
  restore();
  addEventListener("storage", ({ key }) => key === "dlmath.questions" && restore());
})();
