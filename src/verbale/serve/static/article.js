// An article: the coder reads it after the page is there, and its marks are put in.
const progress = document.getElementById("progress");
const reading = document.getElementById("reading");

// What was chosen, opened and focused stays so when the text is put in anew.
function replace(html) {
  const hidden = [...reading.querySelectorAll(".kinds input:not(:checked)")].map((input) => input.id);
  const open = reading.querySelector(".listing")?.open;
  const focused = reading.contains(document.activeElement) ? document.activeElement.id : "";
  reading.innerHTML = html;
  for (const id of hidden) document.getElementById(id)?.click();
  if (open) reading.querySelector(".listing").open = true;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

async function read() {
  progress.textContent = "Reading the article…";
  try {
    const answer = await fetch(`/parts/article?${new URLSearchParams({ id: progress.dataset.id })}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error((await answer.json()).error.message);
    replace(await answer.text());
    progress.textContent = "Point at a mark to see what it is; below the text, all that is marked stands as a list.";
  } catch (error) {
    progress.textContent = `Only its events are marked. Actors, places and dates could not be read: ${error.message}`;
  }
  // An address that names a mark points to it again.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
  document.documentElement.dataset.ready = "true";
}

read();
