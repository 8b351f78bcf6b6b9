// Before anything is drawn: the page that the reader chose, light or dark, else as the system has it.
const kept = localStorage.getItem("theme");
if (kept) document.documentElement.dataset.theme = kept;
addEventListener("DOMContentLoaded", () => {
  document.getElementById("theme").addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    document.documentElement.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", document.documentElement.dataset.theme);
    dispatchEvent(new Event("themechange"));
  });
  // On a narrow page the filters wait until they are asked for.
  const filters = document.querySelector("#filters details");
  if (filters && matchMedia("(max-width: 60rem)").matches) filters.open = false;
});
