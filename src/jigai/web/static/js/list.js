// Lists by keyboard (j, k, x, Enter, o, /) and the sheet that chooses columns.
import { isTyping } from "./dialogs.js";

function rows() {
  return [...document.querySelectorAll("[data-list] [data-row]")];
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("at"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all[at]?.classList.remove("at");
  next.classList.add("at");
  next.scrollIntoView({ block: "nearest" });
  next.querySelector("[data-open]")?.focus({ preventScroll: true });
}

function openPage() {
  const shown = document.querySelector("#panel[open] [data-full-page]");
  const link = shown ?? document.querySelector("[data-row].at [data-open]");
  if (link) location.assign(link.href);
}

function tick() {
  const box = document.querySelector("[data-row].at .choose input");
  if (!box) return;
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: openPage,
  x: tick,
  "/": () => document.querySelector("[data-query]")?.focus(),
};

function chosenColumns(form) {
  const checked = [...form.querySelectorAll(".column-list input:checked")];
  form.elements.columns.value = checked.map((box) => box.value).join(",");
}

export function startList() {
  document.addEventListener("keydown", (event) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const isInDialog = event.target.closest?.("dialog") && event.key !== "o";
    const act = isInDialog ? undefined : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    const mover = event.target.closest("[data-move]");
    if (!mover) return;
    const item = mover.closest("li");
    if (mover.dataset.move === "1") item.nextElementSibling?.after(item);
    else item.previousElementSibling?.before(item);
    mover.focus();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-columns]")) chosenColumns(event.target);
  });
}
