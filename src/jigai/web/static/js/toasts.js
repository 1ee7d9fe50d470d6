// Toasts: closed by hand; those with an undo go after a minute, others stay until read.
const UNDO_FOR = 60_000;

export function startToasts() {
  document.addEventListener("click", (event) => {
    event.target.closest("[data-dismiss]")?.closest(".toast").remove();
  });
  for (const toast of document.querySelectorAll(".toast")) {
    if (toast.querySelector("form")) setTimeout(() => toast.remove(), UNDO_FOR);
  }
}
