// The overview: figures, brushing, filters that change the page without loading it anew.
import { draw, figureOf, whenChanged } from "./charts.js";

const form = document.getElementById("filters");
const root = document.documentElement;
const changing = document.getElementById("changing");
const unbrush = document.getElementById("unbrush");
const measure = document.getElementById("measure");
let turn = 0;
let brushed = brushOf(new URLSearchParams(location.search).get("brush"));

function brushOf(words) {
  const days = (words ?? "").split("..");
  return days.length === 2 ? days : null;
}

// What the form asks, empty fields and defaults left out.
function asked() {
  const kept = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const untold = value === "" || (name === "origins" && value === "1") || (name === "min_confidence" && value === "0") || (name === "unit" && value === "story");
    if (!untold) kept.append(name, value);
  }
  return kept;
}

// The same, within the days of the brush.
function within(parameters) {
  const kept = new URLSearchParams(parameters);
  if (brushed) {
    kept.set("since", brushed[0]);
    kept.set("until", brushed[1]);
  }
  return kept;
}

function drawing(name) {
  return document.querySelector(`#${name} .drawing`);
}

async function figure(name, parameters, more, mine) {
  const element = drawing(name);
  const width = Math.max(Math.floor(element.clientWidth), 260);
  const asked = new URLSearchParams(parameters);
  for (const [key, value] of Object.entries(more)) asked.set(key, value);
  const specification = await figureOf(`/api/charts/${name}`, asked, width);
  if (mine !== turn) return null;
  return draw(element, specification);
}

function drawsBars(view) {
  return "brush" in view.getState({ signals: (name) => name === "brush", data: () => false }).signals;
}

async function timeline(parameters, mine) {
  const view = await figure("timeline", parameters, { measure: measure.value, brush: true }, mine);
  // Where there is nothing to show, there is nothing to brush either.
  if (!view || !drawsBars(view)) return;
  let waiting;
  view.addSignalListener("brush", (_, value) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => select(value.from), 250);
  });
}

function select(range) {
  const day = (moment) => new Date(moment).toISOString().slice(0, 10);
  const chosen = range && range.length === 2 ? [day(range[0]), day(range[1])] : null;
  if (String(chosen) === String(brushed)) return;
  brushed = chosen;
  show({ keepTimeline: true });
}

async function map(parameters, mine) {
  const view = await figure("map", parameters, {}, mine);
  view?.addEventListener("click", (_, item) => {
    const picked = item?.datum;
    if (!picked) return;
    if (picked.place) fill({ place: String(picked.geonames_id ?? picked.place), country: "" });
    else if (picked.events) fill({ country: picked.id ?? picked.country, place: "" });
  });
}

async function pairs(parameters, mine) {
  const view = await figure("pairs", parameters, {}, mine);
  view?.addEventListener("click", (_, item) => {
    const picked = item?.datum;
    if (picked?.source && picked?.target) location.assign(`/pair?${new URLSearchParams({ source: picked.source, target: picked.target })}`);
  });
}

function fill(values) {
  for (const [name, value] of Object.entries(values)) {
    // Further values of a field stand beside it.
    for (const extra of form.querySelectorAll(`.also input[name="${name}"]`)) extra.closest(".also").remove();
    form.elements[name].value = value;
  }
  show({}).then(() => document.getElementById("latest").scrollIntoView({ behavior: "smooth" }));
}

async function words(parameters, mine) {
  const answer = await fetch(`/parts/overview?${parameters}`, { headers: { Accept: "text/html" } });
  const html = await answer.text();
  if (mine !== turn) return;
  changing.innerHTML = html;
  place();
  document.getElementById("said").textContent = document.querySelector("#totals .lead").textContent;
}

// Totals stand above the figures, each figure's table below it.
function place() {
  // By where they are, not by id: those of before still stand above.
  document.getElementById("slot-totals").replaceChildren(changing.querySelector("#totals"));
  for (const table of document.querySelectorAll("#tables table")) {
    const figure = document.getElementById(table.dataset.of);
    figure.querySelector("details")?.remove();
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "As a table";
    const box = document.createElement("div");
    box.className = "scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", table.caption.textContent);
    box.append(table);
    details.append(summary, box);
    figure.append(details);
  }
}

function addresses(parameters) {
  const shown = new URLSearchParams(parameters);
  if (brushed) shown.set("brush", brushed.join(".."));
  history.replaceState(null, "", shown.size ? `/?${shown}` : "/");
  const inside = within(parameters);
  const tail = inside.size ? `?${inside}` : "";
  document.getElementById("as-json").href = `/api/overview${tail}`;
  for (const link of document.querySelectorAll(".as-file")) link.href = `/api/events.${link.dataset.form}${tail}`;
  unbrush.hidden = !brushed;
}

async function show({ keepTimeline = false, keepWords = false }) {
  const mine = ++turn;
  root.dataset.ready = "false";
  const parameters = asked();
  addresses(parameters);
  const inside = within(parameters);
  try {
    await Promise.all([
      keepTimeline ? null : timeline(parameters, mine),
      map(inside, mine),
      pairs(inside, mine),
      keepWords ? null : words(inside, mine),
    ]);
  } catch (error) {
    if (mine !== turn) return;
    const said = document.createElement("p");
    said.className = "empty";
    said.setAttribute("role", "alert");
    said.textContent = error.message;
    changing.replaceChildren(said);
  }
  if (mine === turn) root.dataset.ready = "true";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  brushed = null;
  show({});
});
form.addEventListener("change", () => {
  brushed = null;
  show({});
});
measure.addEventListener("change", () => show({}));
unbrush.addEventListener("click", () => {
  brushed = null;
  show({});
});
whenChanged(() => show({ keepWords: true }));

place();
show({ keepWords: !brushed });
