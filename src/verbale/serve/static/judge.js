// Judging: forms that are sent as JSON, with what came of it told beside them.
const PAUSE = 1500;
const name = localStorage.getItem("judge");

async function sent(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) });
  const found = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(found.error.message), { number: found.error.judgement_id });
  return found;
}

function refuse(box, error) {
  box.textContent = error?.message ?? "";
  box.hidden = !error;
  if (!error?.number) return;
  const link = document.createElement("a");
  link.href = `/judgements#j${error.number}`;
  link.textContent = `Judgement ${error.number}`;
  box.append(" ", link);
}

function tell(form, message, again = false) {
  const told = form.querySelector(".told");
  told.textContent = message;
  if (!again) return;
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = "Show the page anew";
  told.append(" ", link);
}

function common(form) {
  return { reason: form.elements.reason.value, judge: form.elements.judge.value };
}

function correction(field) {
  if (field.querySelector("[name=empty]")?.checked) return "";
  return field.querySelector("[name=correct]")?.value || null;
}

async function judgeFields(form) {
  const kept = [];
  const chosen = [...form.querySelectorAll("fieldset[data-field]")].filter((field) => field.querySelector("input[type=radio]:checked").value);
  if (!chosen.length) return tell(form, "Say of at least one field that it is right or wrong.");
  for (const field of chosen) {
    const verdict = field.querySelector("input[type=radio]:checked").value;
    const box = field.querySelector(".refused");
    const word = { verdict, event_id: form.dataset.event, field: field.dataset.field, seen: JSON.parse(field.dataset.seen), ...common(form) };
    try {
      const made = await sent("/api/judgements", verdict === "wrong" ? { ...word, correct: correction(field) } : word);
      kept.push(`${made.judgement_id} (${field.dataset.field} is ${verdict})`);
      refuse(box, null);
      field.querySelector("input[type=radio][value='']").checked = true;
      open(field);
    } catch (error) {
      refuse(box, error);
    }
  }
  const rest = chosen.length - kept.length;
  const said = kept.length ? `Kept as judgement ${kept.join(", ")}.` : "Nothing was kept.";
  tell(form, rest ? `${said} ${rest} refused; why stands beside the field.` : said, kept.length > 0);
}

// Waits until the stories are linked anew, which takes seconds to a minute.
async function linked(form, said) {
  tell(form, `${said} Stories are being linked anew.`);
  for (;;) {
    await new Promise((done) => setTimeout(done, PAUSE));
    const answer = await fetch("/api/judgements", { headers: { Accept: "application/json" } });
    if (!answer.ok) continue;
    const { linking } = await answer.json();
    if (linking.running) continue;
    return tell(form, linking.fault ? `${said} Stories could not be linked anew: ${linking.fault}` : `${said} Stories are linked anew.`, true);
  }
}

async function judgePair(form) {
  const box = form.querySelector(".refused");
  refuse(box, null);
  try {
    const { event_a, event_b, other, verdict } = form.elements;
    const made = await sent("/api/judgements", { verdict: verdict.value, event_a: event_a.value, event_b: event_b.value || other.value.trim(), ...common(form) });
    await linked(form, `Kept as judgement ${made.judgement_id}.`);
  } catch (error) {
    refuse(box, error);
  }
}

async function undo(form) {
  const box = form.querySelector(".refused");
  refuse(box, null);
  try {
    const undone = await sent(`/api/judgements/${form.dataset.number}/undo`, common(form));
    const said = `Judgement ${undone.judgement_id} is taken back.`;
    if (undone.field) tell(form, said, true);
    else await linked(form, said);
  } catch (error) {
    refuse(box, error);
  }
}

// What it should be is asked of a wrong field alone.
function open(field) {
  const box = field.querySelector(".correction");
  if (box) box.hidden = field.querySelector("input[type=radio]:checked").value !== "wrong";
}

const ways = { fields: judgeFields, pair: judgePair, undo };

for (const form of document.querySelectorAll("form[data-judging]")) {
  if (name) form.elements.judge.value = name;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    localStorage.setItem("judge", form.elements.judge.value);
    const button = form.querySelector("button");
    button.disabled = true;
    tell(form, "");
    await ways[form.dataset.judging](form);
    button.disabled = false;
  });
  for (const field of form.querySelectorAll("fieldset[data-field]")) field.addEventListener("change", () => open(field));
}
