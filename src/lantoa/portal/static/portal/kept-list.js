// The page of stories kept on this device: drawn from what lies here, asked after when there is a network.
"use strict";
(async () => {
  const list = document.querySelector("[data-kept-list]"), none = document.querySelector("[data-kept-none]");
  const went = document.querySelector("[data-kept-went]"), can = "caches" in window;
  document.querySelector("[data-kept-off]").hidden = can;
  if (!can) return;
  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const row = (note) => {
    const item = element("li", "", { className: "row between" }), words = element("div", "");
    words.append(element("p", note.person, { className: "kick" }));
    const head = element("h2", "", { className: "hl" });
    head.append(element("a", note.title, { href: "/guong/" + note.slug + "/" }));
    const day = new Date(note.at).toLocaleDateString("vi-VN");
    const weight = Math.max(1, Math.round(note.size / 1000));
    words.append(head, element("p", `Lưu ngày ${day} · ${weight} KB`, { className: "meta" }));
    const button = element("button", "Xóa", { className: "btn quiet small", type: "button" });
    button.setAttribute("aria-label", "Xóa khỏi máy: " + note.title);
    button.addEventListener("click", async () => { await kept.drop(note.slug); await draw(); none.focus(); });
    item.append(words, button);
    return item;
  };
  const draw = async () => {
    const notes = (await Promise.all((await kept.slugs()).map(kept.note))).filter(Boolean);
    notes.sort((one, other) => other.at - one.at);
    list.replaceChildren(...notes.map(row));
    none.hidden = notes.length > 0;
  };
  const ask = async () => {
    let gone = [];
    try { gone = await kept.ask(); } catch { /* no network */ }
    if (gone.length) {
      went.textContent = `${gone.length} bài không còn trên cổng, hoặc đang được xem lại, nên đã được xóa khỏi máy này.`;
      went.hidden = false;
      await draw();
    }
  };
  addEventListener("online", ask);
  if (navigator.serviceWorker) navigator.serviceWorker.addEventListener("message", draw);
  await draw();
  if (navigator.onLine) await ask();
})();
