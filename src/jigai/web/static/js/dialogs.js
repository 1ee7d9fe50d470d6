// Dialogs by attribute: data-dialog opens, data-close closes; the side panel opens on arrival.
export function isTyping(target) {
  return Boolean(target.closest?.("input, textarea, select, [contenteditable]"));
}

function openPanel(event) {
  if (event.detail.target.id !== "panel-body") return;
  const panel = document.getElementById("panel");
  if (!panel.open) panel.showModal();
}

export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog).showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });
  document.addEventListener("htmx:afterSwap", openPanel);
  document.addEventListener("htmx:beforeRequest", (event) => {
    const click = event.detail.requestConfig.triggeringEvent;
    if (click?.ctrlKey || click?.metaKey || click?.shiftKey) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "?" && !isTyping(event.target)) document.getElementById("keys")?.showModal();
    if (event.key === "Escape" && location.hash === "#navigation") location.hash = "main";
  });
}
