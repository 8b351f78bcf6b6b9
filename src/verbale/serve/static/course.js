// Series over time: a bar leads where its row of the table leads.
import { draw, figureOf, whenChanged } from "./charts.js";

const root = document.documentElement;

async function show(figure) {
  const element = figure.querySelector(".drawing");
  if (!element) return;
  const width = Math.max(Math.floor(element.clientWidth), 260);
  const [address, asked] = figure.dataset.spec.split("?");
  try {
    const view = await draw(element, await figureOf(address, asked, width));
    view.addEventListener("click", (_, item) => follow(figure, item?.datum?.from));
  } catch (error) {
    element.textContent = error.message;
  }
}

function follow(figure, from) {
  const day = typeof from === "number" || from instanceof Date ? new Date(from).toISOString().slice(0, 10) : from;
  const link = [...figure.querySelectorAll("a[data-period]")].find((a) => a.dataset.period === day);
  if (link) location.assign(link.href);
}

async function all() {
  root.dataset.ready = "false";
  await Promise.all([...document.querySelectorAll("figure[data-spec]")].map(show));
  root.dataset.ready = "true";
}

whenChanged(all);
all();
