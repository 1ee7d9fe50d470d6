// Marks in the sheet: what is wrong with a cell or a row, in words beside it.
export function told(words, places) {
  return words.replace(/\{(\w+)\}/g, (_all, name) => String(places[name]));
}

function mark(input, said, isWrong) {
  input.setAttribute("aria-invalid", String(isWrong));
  const note = input.nextElementSibling;
  note.textContent = said;
  note.classList.toggle("is-asked", !isWrong);
}

function clear(root) {
  for (const input of root.querySelectorAll("input[data-field][aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.nextElementSibling.textContent = "";
  }
  for (const note of root.querySelectorAll("[data-row-error]")) note.textContent = "";
}

// Shows an answer of the server; the inputs that it finds wrong.
export function marked(root, answer, asks) {
  clear(root);
  const faulty = new Set();
  const at = (project, field) => root.querySelector(`tr[data-project="${project}"] input[data-field="${field}"]`);
  const wrong = (project, field, said) => {
    const input = at(project, field);
    if (!input) return;
    mark(input, said, true);
    faulty.add(input);
  };
  for (const one of answer.asked ?? []) {
    const input = at(one.project, "jump_reason");
    if (input) mark(input, `${asks}${one.said}`, false);
  }
  for (const one of answer.cells) wrong(one.project, one.field, one.said);
  for (const one of answer.rows.filter((row) => row.said)) {
    const fields = Object.entries(one.fields);
    for (const [field, said] of fields) wrong(one.project, field, said);
    const row = root.querySelector(`tr[data-project="${one.project}"]`);
    if (!fields.length) row.querySelector("[data-row-error]").textContent = one.said;
  }
  return faulty;
}
