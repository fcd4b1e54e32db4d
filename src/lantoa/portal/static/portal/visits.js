// Keeps the four figures at the foot of the page true while it is being read. Without this script
// they are those of the moment the page was made, which the title of the list says.
"use strict";
(() => {
  const list = document.querySelector("[data-visits]");
  if (!list || navigator.connection?.saveData) return;
  const EVERY = 60000;
  const KEY = "lantoa-visits";
  const read = () => { try { return JSON.parse(sessionStorage.getItem(KEY)); } catch { return null; } };
  const keep = (kept) => { try { sessionStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* storage is off */ } };
  const show = ({ at, figures }) => {
    for (const cell of list.querySelectorAll("[data-v]")) {
      const figure = figures[cell.dataset.v];
      if (Number.isSafeInteger(figure)) cell.textContent = String(figure).replace(/\B(?=(\d{3})+$)/g, ".");
    }
    const time = new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
    list.title = `Tính tới ${time}`;
  };
  let timer = 0;
  const ask = async () => {
    if (document.hidden) return;
    let kept = read();
    // One question a minute for one reader, however many pages are opened in it.
    if (!kept || Math.abs(Date.now() - kept.at) >= EVERY) {
      try {
        const answer = await fetch(list.dataset.visits, { credentials: "omit" });
        if (!answer.ok) return;
        kept = { at: Date.now(), figures: await answer.json() };
        keep(kept);
      } catch { return; }
    }
    show(kept);
  };
  const watch = () => {
    clearInterval(timer);
    if (document.hidden) return;
    ask();
    timer = setInterval(ask, EVERY);
  };
  // Only once the foot of the page comes near: nobody sees the figures before.
  new IntersectionObserver((entries, eye) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    eye.disconnect();
    document.addEventListener("visibilitychange", watch);
    watch();
  }, { rootMargin: "300px" }).observe(list);
})();
