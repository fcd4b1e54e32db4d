// Remembers the commune last chosen, in the reader's own browser; nothing is sent.
"use strict";
const form = document.querySelector("[data-near]");
if (form) {
  const choice = form.querySelector("select");
  const key = "lantoa-noi";
  try {
    const kept = localStorage.getItem(key);
    if (kept && [...choice.options].some((option) => option.value === kept)) choice.value = kept;
  } catch { /* storage is off */ }
  form.addEventListener("submit", () => {
    try { localStorage.setItem(key, choice.value); } catch { /* storage is off */ }
  });
}
