// The page of proofs: the field shows the functions whose name holds what is typed, and a link to a function opens its table.

const field = document.getElementById("proof-filter"), said = field.closest("p").querySelector("output");
const modules = [...document.querySelectorAll("details.proofs")];

function show() {
  const typed = field.value.trim().toLowerCase();
  let found = 0;
  for (const details of modules) {
    let here = 0;
    for (const body of details.querySelectorAll("tbody")) {
      body.hidden = !body.id.slice("proof-".length).toLowerCase().includes(typed);
      here += !body.hidden;
    }
    details.open = typed !== "" && here > 0;
    details.closest("section").hidden = here === 0;
    found += here;
  }
  said.textContent = typed ? `${found} function${found === 1 ? "" : "s"}` : "";
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target?.closest("details.proofs");
  if (!details) return;
  details.open = true;
  target.scrollIntoView();
}

field.addEventListener("input", show);
addEventListener("hashchange", openTarget);
openTarget();
