// Rows ticked for a bulk edit: how many, the whole page at once, a range with Shift.
function boxes() {
  return [...document.querySelectorAll("[data-row] .choose input")];
}

function show() {
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  const form = document.querySelector("[data-choosing]");
  if (!form) return;
  form.querySelector("[data-ticked]").textContent = ticked || "";
  form.querySelector("[value='ticked']").disabled = ticked === 0;
  form.classList.toggle("has-ticked", ticked > 0);
  const whole = document.querySelector("[data-tick-all]");
  whole.checked = ticked > 0 && ticked === all.length;
  whole.indeterminate = ticked > 0 && ticked < all.length;
}

let last = null;

function extend(box) {
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const one of all.slice(from, to + 1)) one.checked = box.checked;
}

export function startChoosing(root) {
  const whole = root.querySelector?.("[data-tick-all]");
  if (!whole) return;
  whole.hidden = false;
  whole.addEventListener("change", () => {
    for (const box of boxes()) box.checked = whole.checked;
    show();
  });
  for (const box of boxes()) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey) extend(box);
      last = box;
      show();
    });
    box.addEventListener("change", show);
  }
  show();
}
