// What every page does in the browser; each concern is a module of its own.
import { startDialogs } from "./dialogs.js";
import { startList } from "./list.js";
import { startPalette } from "./palette.js";
import { startForms } from "./forms.js";
import { startEvidence } from "./evidence.js";
import { startToasts } from "./toasts.js";
import { startCharts } from "./charts.js";

startDialogs();
startList();
startPalette();
startForms(document);
startEvidence(document);
startToasts();
startCharts(document);
document.addEventListener("htmx:afterSwap", (event) => {
  startForms(event.detail.target);
  startCharts(event.detail.target);
});
