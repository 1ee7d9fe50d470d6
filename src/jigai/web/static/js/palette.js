// Ctrl+K: pages at once, records from the server while typing.
const WAIT = 180;

function matches(link, words) {
  return link.textContent.toLowerCase().includes(words.toLowerCase());
}

function asOption(link, at) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.id = `palette-${at}`;
  link.tabIndex = -1;
  item.append(link);
  return item;
}

async function records(palette, words) {
  if (!palette.dataset.search || !words.trim()) return [];
  const url = `${palette.dataset.search}?${new URLSearchParams({ q: words })}`;
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return [];
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll("a")].map((link) => document.importNode(link, true));
}

class Palette {
  constructor(dialog) {
    this.dialog = dialog;
    this.input = dialog.querySelector("input");
    this.found = dialog.querySelector("ul");
    this.pages = [...dialog.querySelector("template").content.querySelectorAll("a")];
    this.asked = 0;
    this.input.addEventListener("input", () => this.look());
    dialog.addEventListener("keydown", (event) => this.key(event));
  }

  open() {
    this.input.value = "";
    this.show(this.pages.map((page) => page.cloneNode(true)));
    this.dialog.showModal();
  }

  look() {
    const words = this.input.value;
    const pages = this.pages.filter((page) => matches(page, words)).map((p) => p.cloneNode(true));
    this.show(pages);
    const asked = (this.asked += 1);
    setTimeout(async () => {
      if (asked !== this.asked) return;
      const found = await records(this.dialog, words);
      if (asked === this.asked) this.show([...found, ...pages]);
    }, WAIT);
  }

  show(links) {
    this.found.replaceChildren(...links.map(asOption));
    this.point(0);
  }

  point(at) {
    const items = [...this.found.children];
    this.at = Math.min(Math.max(at, 0), items.length - 1);
    items.forEach((item, index) => item.setAttribute("aria-selected", index === this.at));
    items[this.at]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", items[this.at]?.id ?? "");
  }

  key(event) {
    if (event.key === "ArrowDown") this.point(this.at + 1);
    else if (event.key === "ArrowUp") this.point(this.at - 1);
    else if (event.key === "Enter") this.found.children[this.at]?.querySelector("a").click();
    else return;
    event.preventDefault();
  }
}

export function startPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const palette = new Palette(dialog);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!dialog.open) palette.open();
  });
}
