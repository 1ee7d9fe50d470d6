// Draws each chart from its own JSON; the bundle is fetched only by pages that have one.
const DRAWN = { renderer: "svg", actions: false, ast: true, defaultStyle: false };

function bundle(address) {
  if (window.vegaEmbed) return Promise.resolve();
  const present = document.querySelector("script[data-vega]");
  const script = present ?? document.createElement("script");
  return new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    if (present) return;
    script.dataset.vega = "";
    script.src = address;
    document.head.append(script);
  });
}

async function draw(figure) {
  const place = figure.querySelector(".drawing");
  const spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  await bundle(figure.dataset.bundle);
  await window.vegaEmbed(place, spec, { ...DRAWN, tooltip: { disableDefaultStyle: true } });
  place.setAttribute("aria-label", spec.description);
}

export function startCharts(root) {
  for (const figure of root.querySelectorAll("[data-chart]:not([data-drawn])")) {
    figure.dataset.drawn = "";
    draw(figure).catch(() => figure.querySelector("details")?.setAttribute("open", ""));
  }
}
