// Reads the story aloud with a Vietnamese voice of the reader's own device; nothing is sent by us.
"use strict";
(() => {
  const start = document.querySelector("[data-listen]"), stop = document.querySelector("[data-listen-stop]");
  const said = document.querySelector("[data-said]"), speech = window.speechSynthesis;
  if (!start || !speech || !window.SpeechSynthesisUtterance) return;
  const PARTS = "article h1, article .lede, .brief p, .prose > h2, .prose > p, .prose > .pull p, .prose > .pull cite";
  const label = start.querySelector("span");
  let voice = null, parts = [], here = 0, state = "off", turn = 0;

  const find = () => {
    voice = speech.getVoices().find((each) => /^vi\b/i.test(each.lang.replace("_", "-"))) || null;
    if (voice) start.hidden = false;
  };
  find();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", find);

  // What is written short is said in full; a dot inside a number is no stop.
  const SHORT = { UBND: "Ủy ban nhân dân", HĐND: "Hội đồng nhân dân", MTTQ: "Mặt trận Tổ quốc", HTX: "hợp tác xã", "QĐ": "quyết định",
    KH: "kế hoạch", THCS: "trung học cơ sở", THPT: "trung học phổ thông", TP: "thành phố", kg: "ki lô gam", km: "ki lô mét", ha: "héc ta", "m²": "mét vuông", "m³": "mét khối", m2: "mét vuông" };
  const spoken = (text) => text.replace(/\u00a0/g, " ")
    .replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, "$1 tháng $2 năm $3")
    .replace(/\b(\d{1,2})\/(\d{4})\b/g, "$1 năm $2")
    .replace(/(\d)\.(?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d),(\d)/g, "$1 phẩy $2")
    .replace(/(\d)\s?[–-]\s?(\d)/g, "$1 đến $2")
    .replace(/(\d)\s?×\s?(\d)/g, "$1 nhân $2")
    .replace(/%/g, " phần trăm")
    .replace(/\/(?=[A-ZĐ])/g, " ")
    .replace(/(^|[\s(])([A-ZĐ]{2,4}|kg|km|ha|m²|m³|m2)(?=$|[\s.,;:)–-])/g, (all, before, word) => SHORT[word] ? before + SHORT[word] : all);
  // Voices stop by themselves in long texts: one sentence or two at a time.
  const pieces = (text) => (spoken(text).match(/[^.!?…]+[.!?…]*[”"]?\s*/g) || []).reduce((all, each) => {
    if (all.length && all[all.length - 1].length + each.length < 180) all[all.length - 1] += each;
    else all.push(each);
    return all;
  }, []);

  const mark = (element) => {
    for (const each of document.querySelectorAll(".heard")) each.classList.remove("heard");
    if (!element) return;
    element.classList.add("heard");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const box = element.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };
  const set = (next) => {
    state = next;
    label.textContent = { off: "Nghe bài này", on: "Tạm dừng", paused: "Nghe tiếp" }[next];
    start.querySelector("use").setAttribute("href", next === "on" ? "#i-pause" : "#i-play");
    stop.hidden = next === "off";
  };
  const end = (words) => { turn += 1; speech.cancel(); mark(null); set("off"); here = 0; if (said) said.textContent = words; };
  const read = () => {
    const mine = ++turn;
    if (here >= parts.length) { end("Đã đọc hết bài."); return; }
    mark(parts[here].element);
    const sentence = new SpeechSynthesisUtterance(parts[here].text);
    sentence.voice = voice;
    sentence.lang = voice.lang;
    sentence.rate = 0.95;
    sentence.onend = () => { if (mine === turn && state === "on") { here += 1; read(); } };
    sentence.onerror = (event) => { if (mine === turn && state === "on" && !/interrupted|canceled/.test(event.error)) end("Máy không đọc được. Thử lại sau."); };
    speech.speak(sentence);
  };
  start.addEventListener("click", () => {
    if (state === "on") { turn += 1; speech.cancel(); set("paused"); return; }
    if (state === "off") {
      parts = [...document.querySelectorAll(PARTS)].flatMap((element) => pieces(element.textContent).map((text) => ({ element, text })));
      here = 0;
    }
    speech.cancel();
    set("on");
    read();
  });
  stop.addEventListener("click", () => { end("Đã dừng đọc."); start.focus(); });
  addEventListener("pagehide", () => speech.cancel());
})();
