// Draws the figures of the report at the width and in the colours of the page, and finds events among those listed.
"use strict";
(() => {
  const PAPER_WIDTH = 700;
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
    // Printing hides it.
    if (!element.clientWidth) return;
    const made = await draw(element, specification(name, element.clientWidth, night.matches));
    made.view.addEventListener("click", (_, item) => picked(item?.datum));
    // The page names the figure and has a table beside it: names for parts of the drawing would only be in the way.
    element.querySelector("svg").setAttribute("aria-hidden", "true");
    drawn.get(name)?.finalize();
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

  // Paper is white and as wide as it is, whatever the screen.
  async function showOnPaper() {
    for (const section of sections) {
      await draw(section.querySelector(".paper"), specification(section.dataset.figure, PAPER_WIDTH, false));
    }
  }

  // What stands on a card, but for why it was coded so.
  const list = document.getElementById("listed");
  const cards = [...list.children].map((element) => {
    const shown = [...element.children].filter((part) => part.localName !== "details").map((part) => part.textContent);
    return { element, text: [...shown, element.dataset.also].join(" ").toLowerCase() };
  });
  let standing = cards;

  // Cards that do not fit leave the page: to hide two thousand takes Chromium thirty times as long.
  function find() {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = cards.filter(
      ({ element, text }) =>
        (!claim.value || element.dataset.claim === claim.value) &&
        (!type.value || element.dataset.type === type.value) &&
        asked.every((word) => text.includes(word)),
    );
    if (fitting.length !== standing.length || fitting.some((card, place) => card !== standing[place])) {
      list.replaceChildren(...fitting.map((card) => card.element));
      standing = fitting;
    }
    found.textContent = `${fitting.length.toLocaleString("en")} of ${cards.length.toLocaleString("en")} listed events`;
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
  // A link to an event that was not found.
  addEventListener("hashchange", () => {
    const target = cards.find((card) => `#${card.element.id}` === location.hash);
    if (!target || target.element.isConnected) return;
    words.value = claim.value = type.value = "";
    find();
    location.replace(location.hash);
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
  showAll().then(() => setTimeout(showOnPaper, 500));
})();
