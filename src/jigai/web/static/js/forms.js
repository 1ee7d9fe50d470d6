// Forms: yuan and ten-thousands together while typing, drafts, focus on the first error.
const WAIT = 3000;

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

// Decimal shift on the text itself: amounts never pass through a float.
export function shifted(text, places) {
  const clean = text.replace(/[,，\s]/g, "");
  if (!/^-?\d+(\.\d+)?$/.test(clean)) return "";
  const sign = clean.startsWith("-") ? "-" : "";
  const [whole, part = ""] = clean.replace("-", "").split(".");
  const digits = places > 0 ? whole + part.padEnd(places, "0") : whole.padStart(1 - places, "0") + part;
  const point = places > 0 ? whole.length + places : digits.length - part.length + places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "") || "0";
  const right = digits.slice(point).replace(/0+$/, "");
  return sign + grouped(left) + (right ? `.${right}` : "");
}

function showMoney(input) {
  const words = input.closest(".field").querySelector("[data-money-words]");
  if (!words) return;
  const isWan = input.dataset.money === "wan";
  const yuan = isWan ? shifted(input.value, 4) : shifted(input.value, 0);
  const wan = isWan ? shifted(input.value, 0) : shifted(input.value, -4);
  words.textContent = yuan ? words.dataset.moneyWords.replace("{yuan}", yuan).replace("{wan}", wan) : "";
}

async function saveDraft(form) {
  const note = form.querySelector("[data-draft-note]");
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST", body: new FormData(form), redirect: "error", headers: { "HX-Request": "true" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const version = answer.headers.get("X-Record-Version");
    if (version && form.elements.version) form.elements.version.value = version;
    const at = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
    note.textContent = note.dataset.saved.replace("{at}", at);
  } catch {
    note.textContent = note.dataset.failed;
  }
}

function keepDrafts(form) {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => saveDraft(form), WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

export function startForms(root) {
  for (const input of root.querySelectorAll("[data-money]")) {
    showMoney(input);
    input.addEventListener("input", () => showMoney(input));
  }
  for (const form of root.querySelectorAll("form[data-draft]")) keepDrafts(form);
  root.querySelector(".error-list")?.focus();
  root.querySelector(".field.invalid :is(input, select, textarea)")?.focus();
}
