// Try it: a text or a file goes to the coder as it is; what comes back is put below.
const form = document.getElementById("try");
const text = document.getElementById("text");
const file = document.getElementById("file");
const published = document.getElementById("published");
const go = document.getElementById("go");
const save = document.getElementById("save");
const status = document.getElementById("status");
const problem = document.getElementById("problem");
const result = document.getElementById("result");
const limit = Number(form.dataset.limit);
const root = document.documentElement;
let sent = null;

function say(words, wrong = "") {
  status.textContent = words;
  problem.textContent = wrong;
}

// What is to be coded: the file if one is chosen, else the text.
function given() {
  const chosen = file.files[0];
  if (!chosen) return new Blob([text.value], { type: "text/plain" });
  const page = /html/.test(chosen.type) || /\.x?html?$/i.test(chosen.name);
  return chosen.slice(0, chosen.size, page ? "text/html" : "text/plain");
}

async function ask(address, body) {
  const day = published.value ? `?${new URLSearchParams({ published: published.value })}` : "";
  const answer = await fetch(address + day, { method: "POST", body, headers: { Accept: "application/json", "Content-Type": body.type } });
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => null);
  throw new Error(said?.error.message || `the site answered with ${answer.status}`);
}

async function code(body) {
  if (!body.size) return say("", "There is no text yet: paste one, choose a file, or take the sample.");
  if (body.size > limit) return say("", `Too large: ${body.size.toLocaleString("en")} bytes, and at most ${limit.toLocaleString("en")} are read.`);
  root.dataset.ready = "false";
  go.disabled = true;
  save.hidden = true;
  result.replaceChildren();
  say("Reading the text…");
  try {
    result.innerHTML = await (await ask("/parts/try", body)).text();
    sent = body;
    save.hidden = false;
    const found = document.getElementById("found");
    say(`Done: ${found.textContent}.`);
    found.focus({ preventScroll: true });
    result.scrollIntoView({ block: "start" });
  } catch (error) {
    say("", `It could not be coded: ${error.message}.`);
  }
  go.disabled = false;
  root.dataset.ready = "true";
}

async function keep() {
  say("Writing JSON…");
  try {
    const made = URL.createObjectURL(await (await ask("/api/code", sent)).blob());
    Object.assign(document.createElement("a"), { href: made, download: "coded.json" }).click();
    setTimeout(() => URL.revokeObjectURL(made), 10_000);
    say("Saved as coded.json.");
  } catch (error) {
    say("", `It could not be saved: ${error.message}.`);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  code(given());
});
document.getElementById("sample").addEventListener("click", () => {
  file.value = "";
  text.value = document.getElementById("sample-text").content.textContent;
  published.value ||= new Date().toISOString().slice(0, 10);
  code(given());
});
file.addEventListener("change", () => {
  if (file.files[0]) say(`“${file.files[0].name}” is coded in place of the text above.`);
});
save.addEventListener("click", keep);
root.dataset.ready = "true";
