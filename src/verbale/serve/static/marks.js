// Marked text: what a mark is, on hover and focus; which marks belong to the event that is looked at.
const tip = document.createElement("div");
tip.id = "tip";
tip.className = "tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
document.body.append(tip);
let shownFor = null;
let leaving;

// The browser's own tooltip would come beside ours.
function label(layer) {
  if (layer.title) {
    layer.dataset.label = layer.title;
    layer.removeAttribute("title");
  }
  return layer.dataset.label;
}

function isShown(layer) {
  const group = [...layer.classList].find((name) => name.startsWith("g-"));
  return document.getElementById(`show-${group.slice(2)}`)?.checked ?? true;
}

function labels(mark) {
  const said = [...mark.querySelectorAll(".k")].map((layer) => [layer, label(layer)]).filter(([layer]) => isShown(layer));
  return [...new Set(said.flatMap(([, words]) => words.split("\n")))];
}

function show(mark) {
  clearTimeout(leaving);
  if (mark === shownFor) return;
  hide();
  const said = labels(mark);
  if (!said.length) return;
  tip.replaceChildren(...said.slice(0, 8).map((words) => Object.assign(document.createElement("div"), { textContent: words })));
  if (said.length > 8) tip.append(`and ${said.length - 8} more`);
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  shownFor = mark;
  const place = mark.getClientRects()[0];
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(place.left, room))}px`;
  const below = place.bottom + 6;
  tip.style.top = `${below + tip.offsetHeight < innerHeight ? below : Math.max(4, place.top - tip.offsetHeight - 6)}px`;
}

function hide() {
  clearTimeout(leaving);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  tip.hidden = true;
}

function markOf(event) {
  return event.target instanceof Element ? event.target.closest(".marked .mark") : null;
}

function light(ids) {
  for (const lit of document.querySelectorAll(".mark.lit")) lit.classList.remove("lit");
  for (const id of ids) for (const mark of document.querySelectorAll(`.mark[data-events~="${CSS.escape(id)}"]`)) mark.classList.add("lit");
}

function eventOf(event) {
  const card = event.target instanceof Element ? event.target.closest("[data-event]") : null;
  return card ? [card.dataset.event] : [];
}

function enter(event) {
  const mark = markOf(event);
  clearTimeout(leaving);
  if (mark) show(mark);
  // The pointer may go from a mark to what is said of it.
  else if (!tip.contains(event.target)) leaving = setTimeout(hide, 150);
  light(eventOf(event));
}

addEventListener("pointerover", enter);
addEventListener("focusin", enter);
addEventListener("focusout", (event) => { if (markOf(event)) hide(); });
addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
addEventListener("scroll", hide, { passive: true });
