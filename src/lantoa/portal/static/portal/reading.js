// Comfort for readers: copy the link, print, remember the size of letters. The page is whole without it.
"use strict";
for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.hidden = false;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.hasAttribute("data-print")) window.print();
  if (button.dataset.copy && navigator.clipboard) {
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.querySelector("span").textContent = "Đã chép";
      const said = document.querySelector("[data-said]");
      if (said) said.textContent = "Đã chép liên kết.";
    });
  }
});
// Kept in the reader's own browser, never sent.
for (const name of ["chu", "tp"]) {
  let kept = null;
  try { kept = localStorage.getItem("lantoa-" + name); } catch { /* storage is off */ }
  if (kept) document.documentElement.setAttribute("data-" + name, kept);
  for (const choice of document.querySelectorAll(`input[name="${name}"]`)) {
    if (choice.value === kept) choice.checked = true;
    choice.addEventListener("change", () => {
      document.documentElement.setAttribute("data-" + name, choice.value);
      try { localStorage.setItem("lantoa-" + name, choice.value); } catch { /* storage is off */ }
    });
  }
}
