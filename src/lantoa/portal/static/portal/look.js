// Size of letters and contrast as this reader chose them, before the page is drawn. Kept in the
// reader's own browser, never sent. And once there is a network again: are the kept stories still
// public? (Nothing is asked of readers who keep none.)
"use strict";
try {
  for (const name of ["chu", "tp"]) {
    const kept = localStorage.getItem("lantoa-" + name);
    if (kept) document.documentElement.setAttribute("data-" + name, kept);
  }
} catch { /* storage is off */ }
addEventListener("online", () => {
  const worker = navigator.serviceWorker && navigator.serviceWorker.controller;
  if (worker) worker.postMessage("ask");
});
