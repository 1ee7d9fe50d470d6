// A sheet of reports: move by keys, paste a block, see what is wrong, save, take back.
import { marked, told } from "./grid_marks.js";
import { parsed, written } from "./grid_text.js";

const WAIT = 400;

function start(root) {
  const rows = [...root.querySelectorAll("tr[data-project]")];
  const cells = rows.map((row) => [...row.querySelectorAll("input[data-field]")]);
  if (!cells.length) return;
  const form = root.querySelector("[data-grid-form]");
  const status = root.querySelector("[data-grid-status]");
  const words = root.dataset;
  const history = [];
  let isPreview = false;
  let isEditing = false;
  let anchor = null;
  let before = "";
  let timer = 0;

  const say = (text) => { status.textContent = text; };
  const place = (input) => {
    const r = rows.indexOf(input.closest("tr"));
    return [r, cells[r].indexOf(input)];
  };

  function go(r, c) {
    const input = cells[Math.min(Math.max(r, 0), cells.length - 1)][Math.min(Math.max(c, 0), cells[0].length - 1)];
    input.focus();
    input.select();
    return input;
  }

  function area(input) {
    const [r, c] = place(input);
    const [top, left] = anchor ?? [r, c];
    const [r1, r2] = [Math.min(r, top), Math.max(r, top)];
    const [c1, c2] = [Math.min(c, left), Math.max(c, left)];
    return cells.slice(r1, r2 + 1).map((line) => line.slice(c1, c2 + 1));
  }

  function showArea(input) {
    root.querySelectorAll(".is-chosen").forEach((one) => one.classList.remove("is-chosen"));
    if (anchor) area(input).flat().forEach((one) => one.classList.add("is-chosen"));
  }

  function put(changes) {
    const kept = changes.filter(([input, text]) => input.value !== text);
    if (!kept.length) return;
    history.push({ cells: kept.map(([input]) => [input, input.value]) });
    for (const [input, text] of kept) {
      input.value = text;
      input.closest("td").classList.add("is-dirty");
    }
    undoable();
  }

  function dirty(row) {
    return [...row.querySelectorAll("input[data-field]")].filter((one) => one.value !== one.dataset.saved);
  }

  function block(act) {
    const sent = [];
    for (const row of rows) {
      const changed = dirty(row);
      const waits = act === "submit" && ["draft", "returned"].includes(row.dataset.state);
      if (!changed.length && !waits) continue;
      const found = Object.fromEntries(changed.map((one) => [one.dataset.field, one.value]));
      sent.push({ project: Number(row.dataset.project), version: Number(row.dataset.version), cells: found });
    }
    return sent;
  }

  async function ask(address, fields) {
    const body = new FormData(form);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    try {
      const answer = await fetch(address, { method: "POST", body, redirect: "error" });
      const said = await answer.json();
      if (answer.ok) return said;
      say(said.said);
    } catch {
      say(words.wordFailed);
    }
    return null;
  }

  async function check(extra = "") {
    const sent = block("draft");
    if (!sent.length) return;
    const answer = await ask(words.check, { block: JSON.stringify(sent) });
    if (!answer) return;
    marked(root, answer, words.wordAsked);
    const text = told(words.wordChecked, { good: answer.good_count, bad: answer.bad_count });
    if (isPreview || answer.bad_count) say(`${text}${extra}`);
  }

  async function save(act) {
    clearTimeout(timer);
    const sent = block(act);
    isPreview = false;
    root.classList.remove("is-preview");
    if (!sent.length) return say(words.wordNothing);
    const answer = await ask(words.save, { block: JSON.stringify(sent), act });
    if (!answer) return undefined;
    const faulty = marked(root, answer, words.wordAsked);
    const left = new Set();
    for (const one of answer.rows) {
      const row = rows.find((found) => Number(found.dataset.project) === one.project);
      if (one.said) left.add(one.project);
      else taken(row, one, faulty, act);
    }
    for (const one of answer.cells) left.add(one.project);
    if (answer.change_set) history.push({ changeSet: answer.change_set });
    undoable();
    const counts = { good: answer.good_count, bad: answer.bad_count, rows: sent.length - left.size, left: left.size };
    return say(told(act === "submit" ? words.wordSubmitted : words.wordSaved, counts));
  }

  function taken(row, one, faulty, act) {
    row.dataset.version = one.version;
    row.dataset.state = act === "submit" ? "submitted" : "draft";
    row.querySelector("[data-row-state]").textContent = one.state;
    for (const input of dirty(row)) {
      if (faulty.has(input)) continue;
      input.dataset.saved = input.value;
      input.closest("td").classList.remove("is-dirty");
    }
  }

  async function undo() {
    const last = history.pop();
    if (!last) return;
    if (last.cells) {
      for (const [input, text] of last.cells) {
        input.value = text;
        input.closest("td").classList.toggle("is-dirty", text !== input.dataset.saved);
      }
      isPreview = false;
      root.classList.remove("is-preview");
      marked(root, { cells: [], rows: [], asked: [] }, "");
      undoable();
      await check();
      return;
    }
    const answer = await ask(words.undo, { change_set: last.changeSet });
    if (!answer) return;
    history.length = 0;
    for (const one of answer.rows) restored(one);
    marked(root, { cells: [], rows: [], asked: [] }, "");
    undoable();
    say(answer.said);
  }

  function restored(one) {
    const row = rows.find((found) => Number(found.dataset.project) === one.project);
    if (!row) return;
    row.dataset.version = one.version;
    row.dataset.state = one.version ? "draft" : "missing";
    row.querySelector("[data-row-state]").textContent = one.state;
    for (const input of row.querySelectorAll("input[data-field]")) {
      input.value = one.cells[input.dataset.field];
      input.dataset.saved = input.value;
      input.closest("td").classList.remove("is-dirty");
    }
  }

  function undoable() {
    root.querySelector("[data-grid-act='undo']").disabled = history.length === 0;
  }

  async function discard() {
    isPreview = false;
    await undo();
    say(words.wordBack);
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  function moved(event, input) {
    const step = STEPS[event.key];
    const isInText = isEditing && step[0] === 0;
    if (isInText) return;
    event.preventDefault();
    const [r, c] = place(input);
    anchor = event.shiftKey ? anchor ?? [r, c] : null;
    const next = go(r + step[0], c + step[1]);
    showArea(next);
  }

  function pressed(event, input) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === "s") { event.preventDefault(); save("draft"); return; }
    if (isCommand && event.key.toLowerCase() === "z" && !isEditing) { event.preventDefault(); undo(); return; }
    if (isCommand || event.altKey || event.isComposing) return;
    const [r, c] = place(input);
    if (event.key in STEPS) moved(event, input);
    else if (event.key === "Enter") {
      event.preventDefault();
      if (isPreview) save("draft");
      else go(r + (event.shiftKey ? -1 : 1), c);
    } else if (event.key === "F2") {
      event.preventDefault();
      isEditing = true;
      input.setSelectionRange(input.value.length, input.value.length);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (isPreview) discard();
      else { input.value = before; isEditing = false; input.select(); }
    } else if (event.key === "Delete" && !isEditing) {
      event.preventDefault();
      put(area(input).flat().map((one) => [one, ""]));
      later();
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => check(), WAIT);
  }

  function pasted(event, input) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    const [top, left] = place(input);
    const changes = [];
    let outside = 0;
    parsed(text).forEach((line, r) => line.forEach((value, c) => {
      const at = cells[top + r]?.[left + c];
      if (at) changes.push([at, value]);
      else outside += value === "" ? 0 : 1;
    }));
    put(changes);
    isEditing = false;
    isPreview = true;
    root.classList.add("is-preview");
    check(outside ? ` ${told(words.wordLeft, { count: outside })}` : "");
  }

  root.addEventListener("focusin", (event) => {
    const input = event.target.closest("input[data-field]");
    if (!input) return;
    before = input.value;
    isEditing = false;
    if (!anchor) showArea(input);
  });
  root.addEventListener("mousedown", () => { anchor = null; });
  root.addEventListener("input", (event) => {
    if (event.target.matches("input[data-field]")) isEditing = true;
  });
  root.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("input[data-field]")) return;
    history.push({ cells: [[input, before]] });
    input.closest("td").classList.toggle("is-dirty", input.value !== input.dataset.saved);
    undoable();
    later();
  });
  root.addEventListener("keydown", (event) => {
    const input = event.target.closest("input[data-field]");
    if (input) pressed(event, input);
  });
  root.addEventListener("paste", (event) => {
    const input = event.target.closest("input[data-field]");
    if (input) pasted(event, input);
  });
  root.addEventListener("copy", (event) => {
    const input = event.target.closest("input[data-field]");
    if (!input || !anchor) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", written(area(input).map((line) => line.map((one) => one.value))));
  });
  root.addEventListener("click", (event) => {
    const act = event.target.closest("[data-grid-act]")?.dataset.gridAct;
    if (act === "undo") undo();
    else if (act) save(act);
  });
}

export function startGrid(root) {
  for (const found of root.querySelectorAll("[data-grid]")) start(found);
}
