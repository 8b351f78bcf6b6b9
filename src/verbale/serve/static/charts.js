// Figures: specifications from the server, drawn by Vega without eval.
const shapes = { asked: null };

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error.message);
  return found;
}

// Whether the page is dark now.
function dark() {
  return getComputedStyle(document.documentElement).colorScheme === "dark";
}

// The specification at an address, for an element of this width, in the colours of the page.
export async function figureOf(address, parameters, width) {
  const asked = new URLSearchParams(parameters);
  asked.set("width", width);
  if (dark()) asked.set("dark", "true");
  return fetched(`${address}?${asked}`);
}

// Draws a specification into an element and gives Vega's view.
export async function draw(element, specification) {
  if (specification.layer?.some((layer) => layer.data?.name === "shapes")) {
    shapes.asked ??= fetched("/api/shapes");
    specification.datasets.shapes = await shapes.asked;
  }
  const drawn = await vegaEmbed(element, specification, {
    mode: "vega-lite", ast: true, actions: false, renderer: "canvas", defaultStyle: false,
    tooltip: { theme: "page", disableDefaultStyle: true },
  });
  return drawn.view;
}

// Draws anew whenever the page has other colours or another width.
export function whenChanged(drawAnew) {
  addEventListener("themechange", drawAnew);
  let width = innerWidth;
  let resizing;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    clearTimeout(resizing);
    resizing = setTimeout(drawAnew, 200);
  });
}
