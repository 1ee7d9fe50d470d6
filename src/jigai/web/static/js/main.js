// What every page does in the browser; each concern is a module of its own.
import { startDialogs } from "./dialogs.js";
import { startList } from "./list.js";
import { startPalette } from "./palette.js";
import { startForms } from "./forms.js";
import { startEvidence } from "./evidence.js";
import { startToasts } from "./toasts.js";
import { startChoosing } from "./choosing.js";
import { startGrid } from "./grid.js";
import { startCharts } from "./charts.js";

// The side bar is longer than a screen: the page that is open stays in sight.
const side = document.querySelector(".side-inner");
const here = side?.querySelector("[aria-current]");
if (here && here.offsetTop + here.offsetHeight > side.clientHeight) side.scrollTop = here.offsetTop - side.clientHeight / 2;

startDialogs();
startList();
startChoosing(document);
startPalette();
startForms(document);
startEvidence(document);
startToasts();
startGrid(document);
startCharts(document);
// Each element as it lands: after an outerHTML swap the target itself is no longer in the page.
document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  if (elt === document.body) return;
  startForms(elt);
  startChoosing(elt);
  startCharts(elt);
});
