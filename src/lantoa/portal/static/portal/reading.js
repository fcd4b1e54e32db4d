// Comfort for readers of a story: share, copy, print, keep, size of letters. The page is whole without it.
"use strict";
const said = document.querySelector("[data-said]");
const say = (words) => { if (said) said.textContent = words; };
const show = (selector) => { for (const each of document.querySelectorAll(selector)) each.hidden = false; };
show("[data-print]");
if (navigator.clipboard) show("[data-copy]");
if (navigator.share) show("[data-share]");
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.hasAttribute("data-print")) window.print();
  if (button.hasAttribute("data-share")) {
    navigator.share({ title: document.querySelector("h1").textContent, url: button.dataset.share }).catch(() => {});
  }
  if (button.dataset.copy) {
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.querySelector("span").textContent = "Đã chép";
      say("Đã chép liên kết.");
    });
  }
});
// look.js put on what was chosen earlier; here it is chosen.
for (const name of ["chu", "tp"]) {
  const now = document.documentElement.getAttribute("data-" + name);
  for (const choice of document.querySelectorAll(`input[name="${name}"]`)) {
    if (choice.value === now) choice.checked = true;
    choice.addEventListener("change", () => {
      document.documentElement.setAttribute("data-" + name, choice.value);
      try { localStorage.setItem("lantoa-" + name, choice.value); } catch { /* storage is off */ }
    });
  }
}
// Keeping the story for when there is no network.
const keep = document.querySelector("[data-keep]");
if (keep && "serviceWorker" in navigator && "caches" in window) {
  const slug = keep.dataset.keep, label = keep.querySelector("span");
  const draw = async () => {
    const has = await caches.has(KEPT + slug);
    keep.setAttribute("aria-pressed", String(has));
    label.textContent = has ? "Đã lưu trên máy" : "Lưu trên máy";
    document.querySelector("[data-keep-more]").hidden = !has;
  };
  const refuse = (words) => { say(words); label.textContent = "Chưa lưu được"; };
  keep.hidden = false;
  draw();
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    try {
      if (await caches.has(KEPT + slug)) {
        await kept.drop(slug);
        say("Đã xóa bài khỏi máy này.");
      } else if ((await kept.slugs()).length >= MOST_KEPT) {
        say(`Máy này đã giữ ${MOST_KEPT} bài. Bỏ bớt ở trang Bài đã lưu.`);
      } else {
        await navigator.serviceWorker.register("/sw.js");
        await kept.save(slug);
        await navigator.serviceWorker.ready;
        say("Đã lưu bài trên máy này. Mất mạng vẫn đọc được.");
      }
      await draw();
    } catch { refuse("Chưa lưu được: mất mạng, máy hết chỗ, hoặc bài không còn trên cổng."); }
    keep.disabled = false;
  });
  // A kept copy that was opened without a network: once there is one, it must still be public.
  addEventListener("online", async () => {
    if ((await kept.ask()).includes(slug)) location.reload();
  });
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data && event.data.gone && event.data.gone.includes(slug)) location.reload();
  });
}
