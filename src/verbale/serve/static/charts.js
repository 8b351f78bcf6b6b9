// Figures: specifications from the server, drawn by Vega without eval, in the colours of the page.
const shapes = { asked: null };

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error.message);
  return found;
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const [ink, soft, grid, border, land] = ["--ink", "--soft", "--line", "--border", "--land"].map((n) => style.getPropertyValue(n).trim());
  const axis = { labelColor: ink, titleColor: soft, gridColor: grid, domainColor: border, tickColor: border,
    labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal" };
  return {
    background: "transparent", font: style.getPropertyValue("--font"), padding: 4, view: { stroke: null }, axis,
    legend: { labelColor: ink, titleColor: soft, labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal", symbolStrokeColor: soft },
    title: { color: ink, subtitleColor: soft, fontSize: 13, anchor: "start" },
    style: { land: { fill: land, color: land, stroke: border, strokeWidth: 0.5 }, note: { fill: soft, color: soft, fontSize: 11 },
      guide: { stroke: soft, color: soft }, plain: { fill: soft, color: soft }, cell: { stroke: "transparent" } },
  };
}

// Draws a specification into an element and gives Vega's view.
export async function draw(element, specification) {
  if (specification.datasets && JSON.stringify(specification).includes('"topojson"')) {
    shapes.asked ??= fetched("/api/shapes");
    specification.datasets.shapes = await shapes.asked;
  }
  const drawn = await vegaEmbed(element, specification, {
    mode: "vega-lite", ast: true, actions: false, renderer: "canvas", config: colours(), defaultStyle: false,
    tooltip: { theme: "page", disableDefaultStyle: true },
  });
  return drawn.view;
}

export { fetched };
