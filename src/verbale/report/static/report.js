// Draws the figures of the report at the width and in the colours of the page, and finds events among those listed.
"use strict";
(() => {
  const root = document.documentElement;
  const night = matchMedia("(prefers-color-scheme: dark)");
  const sections = [...document.querySelectorAll("[data-figure]")];
  const drawn = new Map();
  const form = document.getElementById("filter");
  const [words, claim, type, found] = ["words", "claim", "type", "found"].map((id) => document.getElementById(id));
  root.dataset.ready = "drawing";

  // The specification that fits a width; read anew each time, since Vega marks the rows that it draws.
  function specification(name, width, dark) {
    const made = JSON.parse(document.getElementById("figures").textContent);
    const figure = made.figures[name];
    const fitting = figure.sizes.filter((size) => size.width <= width).pop() ?? figure.sizes[0];
    const datasets = { ...figure.datasets, ...fitting.spec.datasets };
    return { ...fitting.spec, datasets, config: dark ? made.config.dark : made.config.light };
  }

  function draw(element, figure) {
    return vegaEmbed(element, figure, {
      mode: "vega-lite", ast: true, actions: false, renderer: "svg", defaultStyle: false,
      tooltip: { theme: "page", disableDefaultStyle: true },
    });
  }

  async function show(section) {
    const name = section.dataset.figure;
    const element = section.querySelector(".drawing");
    const paper = section.querySelector(".paper");
    const width = element.clientWidth;
    const made = [await draw(element, specification(name, width, night.matches))];
    made[0].view.addEventListener("click", (_, item) => picked(item?.datum));
    // Paper is white.
    if (night.matches) made.push(await draw(paper, specification(name, width, false)));
    else paper.replaceChildren();
    drawn.get(name)?.forEach((one) => one.finalize());
    drawn.set(name, made);
  }

  async function showAll() {
    for (const section of sections) {
      try {
        await show(section);
      } catch (error) {
        section.querySelector(".drawing").textContent = `This figure cannot be drawn (${error.message}); the table tells the same.`;
      }
    }
    root.dataset.ready = "true";
  }

  // What stands on a card, but for why it was coded so.
  const cards = [...document.querySelectorAll("#listed > li")].map((element) => {
    const shown = [...element.children].filter((part) => part.localName !== "details").map((part) => part.textContent);
    return { element, text: [...shown, element.dataset.also].join(" ").toLowerCase() };
  });

  function find() {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const { element, text } of cards) {
      const fits =
        (!claim.value || element.dataset.claim === claim.value) &&
        (!type.value || element.dataset.type === type.value) &&
        asked.every((word) => text.includes(word));
      if (element.hidden === fits) element.hidden = !fits;
      if (fits) left += 1;
    }
    found.textContent = `${left.toLocaleString("en")} of ${cards.length.toLocaleString("en")} listed events`;
  }

  function picked(datum) {
    if (datum?.source && datum.target) words.value = `${datum.source}→${datum.target}`;
    else if (datum?.place) words.value = datum.place;
    else if (datum?.events && (datum.id ?? datum.country)) words.value = `(${datum.id ?? datum.country})`;
    else return;
    claim.value = type.value = "";
    find();
    form.scrollIntoView();
  }

  let waiting;
  function soon(action) {
    clearTimeout(waiting);
    waiting = setTimeout(action, 150);
  }
  form.addEventListener("input", () => soon(find));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(find));
  // A link to an event that the filter hides.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.hidden) return;
    words.value = claim.value = type.value = "";
    find();
    target.scrollIntoView();
  });

  let resizing;
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    clearTimeout(resizing);
    resizing = setTimeout(showAll, 200);
  });
  night.addEventListener("change", showAll);
  find();
  showAll();
})();
