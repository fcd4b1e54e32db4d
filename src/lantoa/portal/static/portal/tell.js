// Telling on a phone: four steps on one page, kept here while they are written, sent when there is
// a network, once. Without this script the plain form of the page does the same with the server.
"use strict";
(async () => {
  const model = document.querySelector("template[data-telling]"), plain = document.querySelector("[data-plain]");
  const can = model && plain && window.AbortController && window.createImageBitmap && window.indexedDB && plain.replaceChildren;
  if (!can) return;
  const limits = JSON.parse(document.getElementById("ke-han").textContent), LAST = 4;
  // What lies here from earlier. All of it is fetched before the form changes, so that nothing
  // typed or chosen in the meantime is written over.
  let lasting = phoneShelf, left = [];
  try {
    await outbox.expire(phoneShelf);
    left = (await phoneShelf.all()).filter((each) => each.state === "writing").sort((one, other) => other.at - one.at);
  } catch { lasting = null; } // a private window keeps nothing
  const here = pageShelf(), fresh = () => ({ key: newKey(), state: "writing", values: {}, step: 1, at: Date.now() });
  let shelf = lasting || here, draft = fresh(), step = 1, saving = 0, stopVoice = null;

  // -- in place of the plain form, with what was already typed there
  const typed = {};
  for (const each of plain.querySelectorAll("[name]")) {
    if (each.type === "radio" ? each.checked : each.name !== "csrfmiddlewaretoken") typed[each.name] = each.value;
  }
  const writingIn = plain.contains(document.activeElement) && document.activeElement.name;
  plain.replaceWith(model.content);
  const $ = (selector) => document.querySelector(selector);
  const writing = $("[data-writing]"), form = writing.querySelector("form"), queue = $("[data-queue]");
  const fields = tellFields(form, limits), chooser = form.elements.papers, keep = $("[data-keeping] input");
  const told = $("[data-said]"), saved = $("[data-saved]"), wanted = new URLSearchParams(location.search).get("noi");
  if (wanted && !typed.place && [...form.elements.place.options].some((option) => option.value === wanted)) typed.place = wanted;
  const started = () => fields.read().who || fields.read().what || !$("[data-got]").hidden;

  const save = async () => {
    clearTimeout(saving);
    draft = { ...draft, values: { ...fields.read(), same_as: draft.same_as || "" }, step, at: Date.now() };
    $("[data-wipe]").hidden = false;
    try {
      await shelf.put(draft);
      saved.textContent = shelf.lasts ? "Đã giữ trên máy này." : "Không giữ: đóng trang là mất.";
      if (shelf.lasts) ready();
    } catch {
      const files = await shelf.files(draft.key).catch(() => []);
      for (const file of files) await here.putFile(file);
      shelf = here;
      await here.put(draft);
      keep.checked = false;
      saved.textContent = "Máy hết chỗ, không giữ được bản nháp: đóng trang là mất.";
    }
  };
  const soon = () => {
    clearTimeout(saving);
    saved.textContent = "Đang giữ…";
    saving = setTimeout(save, 400);
  };
  // From the first word on the page itself is kept too, to be opened without a network.
  let isReady = false;
  const ready = () => {
    const thrifty = navigator.connection && navigator.connection.saveData;
    if (navigator.serviceWorker && !thrifty && !isReady) navigator.serviceWorker.register("/sw.js").catch(() => {});
    isReady = true;
  };

  // -- steps; the phone's own back key goes one step back
  const show = (number, moved) => {
    step = number;
    for (const each of form.querySelectorAll("[data-step]")) each.hidden = each.dataset.step !== String(step);
    for (const each of writing.querySelectorAll("[data-of]")) {
      const its = Number(each.dataset.of), words = each.textContent;
      each.removeAttribute("aria-current");
      if (its === step) each.setAttribute("aria-current", "step");
      each.replaceChildren(its < step ? element("a", words, { href: "#buoc-" + its }) : words);
    }
    const about = $("[data-about]"), who = fields.read().who;
    about.hidden = step === 1 || !who;
    about.textContent = "Về: " + who;
    form.querySelector("[type=submit]").textContent = step === LAST ? "Gửi lời kể" : "Tiếp tục";
    $("[data-back]").hidden = step === 1;
    fields.clear();
    if (!moved) return;
    $("h1").scrollIntoView();
    const group = form.querySelector(`[data-step="${step}"]`);
    group.tabIndex = -1;
    group.focus({ preventScroll: true });
  };
  const goTo = (number) => { if (location.hash === "#buoc-" + number) show(number, true); else location.hash = "buoc-" + number; };
  addEventListener("hashchange", () => {
    const number = Number((/^#buoc-([1-4])$/.exec(location.hash) || [0, 1])[1]);
    if (number === step || writing.hidden) return;
    let open = 1;
    while (open < number && !fields.faults(open).length) open += 1;
    if (open < number) history.replaceState(null, "", "#buoc-" + step);
    else show(number, true);
  });
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy || draft.state !== "writing") return; // pressed twice
    busy = true;
    try { await goOn(); } finally { busy = false; }
  });
  const goOn = async () => {
    const found = fields.faults(step);
    if (found.length) { fields.complain(found); return; }
    if (step === 1 && !(await known())) return;
    if (stopVoice) await stopVoice();
    if (step < LAST) { await save(); goTo(step + 1); } else await hand();
  };
  $("[data-back]").addEventListener("click", () => { soon(); goTo(step - 1); });
  form.addEventListener("input", (event) => { if (event.target !== chooser && event.target !== keep) soon(); });
  addEventListener("pagehide", () => { if (stopVoice) stopVoice(); if (draft.state === "writing" && started()) save(); });

  // -- is it somebody who was told of before? Asked once for a name and place, while there is a network
  const similar = $("[data-similar]");
  let asked = "";
  const known = async () => {
    const values = fields.read(), now = values.who.trim() + "|" + values.place;
    if (asked !== now) {
      asked = now;
      draft.same_as = "";
      similar.hidden = true;
      const body = JSON.stringify({ who: values.who, place: values.place });
      const found = navigator.onLine ? await Promise.race([
        post("/gioi-thieu/trung-ten/", "application/json", body).then((answer) => answer.json()).then((facts) => facts.giong || []).catch(() => []),
        new Promise((done) => { setTimeout(done, 5000, []); }),
      ]) : [];
      if (found.length) { // a question, not yet a fault
        offer(found);
        fields.clear();
        similar.focus({ preventScroll: true });
        similar.scrollIntoView({ block: "center" });
        return false;
      }
    }
    if (similar.hidden || draft.same_as) return true;
    fields.complain([["same_as", "Cho biết có phải một trong những người đã được kể không."]]);
    return false;
  };
  const offer = (found) => {
    const none = { key: "khong", title: "Không phải, đây là người khác", detail: "" };
    similar.querySelector(".opts").replaceChildren(...[...found, none].map((each) => {
      const label = element("label", "", { className: "opt" }), words = element("span");
      const choice = element("input", "", { type: "radio", value: each.key, name: "giong" });
      choice.addEventListener("change", () => { draft.same_as = each.key; soon(); });
      words.append(element("b", each.title));
      if (each.detail) words.append(element("small", each.detail));
      label.append(choice, words);
      return label;
    }));
    similar.hidden = false;
  };

  // -- photos, papers, voice
  const looks = new Map(); // key of a file → address of what is shown or heard of it
  const drawFiles = async () => {
    const files = await shelf.files(draft.key);
    for (const [key, address] of looks) if (!files.some((file) => file.key === key)) { URL.revokeObjectURL(address); looks.delete(key); }
    $("[data-got] ul").replaceChildren(...files.map((file) => {
      const item = element("li", "", { className: "row between got" }), size = Math.max(1, Math.round(file.data.byteLength / 1024));
      if (!looks.has(file.key)) looks.set(file.key, URL.createObjectURL(new Blob([file.data], { type: file.type })));
      const address = looks.get(file.key), words = element("p", file.name + " ");
      words.append(element("span", `${size.toLocaleString("vi-VN")} KB`, { className: "meta" }));
      if (file.type.startsWith("image/")) item.append(element("img", "", { src: address, alt: "", width: 64, height: 64 }));
      item.append(words);
      if (file.type.startsWith("audio/")) {
        const player = element("audio", "", { src: address, controls: true });
        player.setAttribute("aria-label", "Nghe lại " + file.name);
        item.append(player);
      }
      const button = pressing("Bỏ", async () => { await shelf.dropFile(file.key); await drawFiles(); chooser.focus(); }, true);
      button.setAttribute("aria-label", "Bỏ tệp " + file.name);
      item.append(button);
      return item;
    }));
    $("[data-got]").hidden = !files.length;
    return files;
  };
  chooser.addEventListener("change", async () => {
    fields.clear();
    const wrongs = [];
    for (const file of [...chooser.files]) {
      if ((await shelf.files(draft.key)).length >= limits.files) { wrongs.push(`Gửi được ${limits.files} tệp. Bỏ bớt rồi chọn thêm.`); break; }
      const ready = await readied(file, limits);
      if (ready.wrong) wrongs.push(ready.wrong);
      else {
        try { await shelf.putFile({ key: newKey(), draft: draft.key, ...ready }); } catch { wrongs.push(`Máy hết chỗ, không giữ được tệp “${file.name}”.`); }
      }
    }
    chooser.value = "";
    await drawFiles();
    await save();
    if (wrongs.length) fields.complain(wrongs.map((words) => ["papers", words]));
  });
  const record = $("[data-record]"), clock = $("[data-clock]"), unheard = $("[data-voice] .msg");
  $("[data-voice]").hidden = !voice.can;
  record.addEventListener("click", async () => {
    if (stopVoice) { stopVoice(); return; }
    unheard.hidden = true;
    const files = await shelf.files(draft.key);
    const refuse = (words) => { unheard.replaceChildren(iconOf("alert"), element("span", words)); unheard.hidden = false; };
    if (files.length >= limits.files) { refuse(`Gửi được ${limits.files} tệp. Bỏ bớt rồi ghi âm.`); return; }
    const key = newKey(), number = files.filter((file) => file.type.startsWith("audio/")).length + 1, of = draft.key;
    try {
      record.disabled = true;
      stopVoice = await voice.record(
        (data, type) => shelf.putFile({ key, draft: of, name: `lời kể ${number}.${type.endsWith("mp4") ? "m4a" : "webm"}`, type, data }),
        (seconds) => { clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} / 5:00`; },
        async () => { stopVoice = null; record.textContent = "Ghi âm"; clock.textContent = ""; await drawFiles(); await save(); },
      );
      record.textContent = "Dừng ghi âm";
    } catch { refuse("Máy chưa cho trang này dùng micrô. Bật micrô cho trang trong cài đặt của trình duyệt, hoặc gõ chữ."); }
    record.disabled = false;
  });

  // -- kept here or not
  keep.addEventListener("change", async () => {
    const next = keep.checked ? lasting : here, files = await shelf.files(draft.key);
    if (!next || next === shelf) return;
    await save();
    await next.put(draft);
    for (const file of files) await next.putFile(file);
    await shelf.drop(draft.key);
    shelf = next;
    await save();
  });
  const begin = async () => {
    draft = fresh();
    shelf = lasting && keep.checked ? lasting : here;
    const kept = keep.checked;
    form.reset();
    keep.checked = kept;
    asked = "";
    similar.hidden = true;
    saved.textContent = "";
    $("[data-resumed]").hidden = $("[data-wipe]").hidden = true;
    writing.hidden = false;
    await drawFiles();
    history.replaceState(null, "", location.pathname + location.search);
    show(1);
  };
  $("[data-wipe]").addEventListener("click", async () => {
    if (stopVoice) stopVoice();
    clearTimeout(saving);
    await shelf.drop(draft.key);
    await begin();
    saved.textContent = "Đã xóa bản nháp khỏi máy này.";
    form.elements.who.focus();
  });

  // -- sending
  let going = false, pause = 2, timer = 0, mood = "offline", sentence = "", part = 0;
  const shown = (() => { try { return JSON.parse(sessionStorage.getItem("lantoa-bien-nhan")) || []; } catch { return []; } })();
  const remember = () => { try { sessionStorage.setItem("lantoa-bien-nhan", JSON.stringify(shown)); } catch { /* storage is off */ } };
  const shelves = () => (lasting ? [lasting, here] : [here]);
  const waits = async () => (await Promise.all(shelves().map(async (one) => (await one.all()).filter((each) => each.state === "waiting")))).flat();
  // Said only once the browser has promised to send without the page.
  let alone = false;
  const entrust = () => {
    if (!navigator.serviceWorker || !("SyncManager" in window)) return;
    navigator.serviceWorker.ready.then((worker) => worker.sync.register(TELL_SYNC)).then(() => { alone = true; return draw(); }).catch(() => {});
  };
  const hand = async () => {
    draft.state = "waiting"; // at once: a second press finds nothing to send
    await save();
    if (shelf.lasts) entrust();
    $("h1").scrollIntoView(); // the button stood far below
    pause = 2;
    await attempt();
  };
  const heard = async (its, gone) => {
    part = gone;
    if (its.state === "sent") { await seen(its); return; }
    if (its.state === "writing") await resume(its);
    await draw();
  };
  const attempt = async (forced) => {
    clearTimeout(timer);
    if (going) return;
    going = true; sentence = ""; part = 0;
    mood = navigator.onLine || forced ? "going" : "offline";
    await draw();
    try {
      if (mood === "going") for (const one of shelves()) await outbox.send(one, heard);
    } catch (error) {
      mood = navigator.onLine ? "later" : "offline";
      sentence = error.sentence || "";
      pause = error.wait || Math.min(pause * 2, 60);
    }
    going = false;
    await draw();
    if (navigator.onLine && (await waits()).length) timer = setTimeout(attempt, pause * 1000);
  };
  // It has arrived: of the phone's own notes nothing is left; the code is shown in this tab.
  const seen = async (its) => {
    for (const one of shelves()) if (await one.get(its.key)) await one.drop(its.key);
    shown.push(its.receipt);
    remember();
    if (its.key === draft.key) draft = fresh();
    await draw();
    const card = queue.querySelector(".notice");
    card.scrollIntoView();
    card.focus({ preventScroll: true });
  };
  const resume = async (its) => {
    if (its.key !== draft.key && draft.state === "writing" && started()) return; // another is being written
    draft = its;
    shelf = (await here.get(its.key)) ? here : lasting;
    keep.checked = shelf.lasts;
    fields.write(its.values);
    draft.same_as = its.values.same_as || "";
    writing.hidden = false;
    const errors = Object.entries(its.errors || {}).flatMap(([name, all]) => all.map((words) => [name, words]));
    const first = Math.min(LAST, ...errors.map(([name]) => fields.stepOf(name) || LAST));
    show(errors.length ? first : its.step || 1);
    if (errors.length) fields.complain(errors);
    delete draft.errors;
    await drawFiles();
  };
  const draw = async () => {
    const cards = shown.map((receipt) => receiptCard(receipt, Boolean(lasting), {
      keep: async () => { await lasting.putCode({ code: receipt.code, at: Date.now() }); await drawCodes(lasting, $("[data-codes]")); },
      more: async () => { shown.length = 0; remember(); await begin(); await draw(); form.elements.who.focus(); },
    }));
    const waiting = await waits();
    cards.push(...waiting.map((each) => waitingCard(each, { mood, part, sentence, alone, lasts: !here.has(each.key) }, {
      now: () => { pause = 2; attempt(true); },
      change: async () => { await put({ ...each, state: "writing" }); draft = fresh(); form.reset(); await resume({ ...each, state: "writing" }); await draw(); },
      drop: async () => { for (const one of shelves()) await one.drop(each.key); if (draft.key === each.key) await begin(); await draw(); },
    })));
    if (waiting.length && !shown.length && draft.state === "waiting") {
      cards.push(pressing("Kể thêm một người", async () => { await begin(); await draw(); }, true));
    }
    cards.push(...(await others()).map((each) => otherCard(each, {
      go: async () => { if (started()) await save(); await resume(each); await draw(); },
      drop: async () => { await lasting.drop(each.key); await draw(); },
    })));
    queue.replaceChildren(...cards);
    const head = queue.querySelector("h2"), words = head ? head.textContent : "";
    if (told.textContent !== words) told.textContent = words; // read out once, not at each piece
    writing.hidden = shown.length > 0 || draft.state === "waiting";
  };
  const others = async () => (lasting ? (await lasting.all()).filter((each) => each.state === "writing" && each.key !== draft.key) : []);
  const put = async (its) => ((await here.get(its.key)) ? here : lasting).put(its);
  addEventListener("online", () => { pause = 2; attempt(); });
  addEventListener("offline", () => { if (!going) { mood = "offline"; draw(); } });
  // The worker may send while this page is open, or have sent while it was closed.
  const gather = async () => {
    if (!lasting) return;
    for (const each of await lasting.all()) {
      if (each.state === "sent") await seen(each);
      else if (each.state === "writing" && each.key === draft.key && draft.state === "waiting") { await resume(each); await draw(); }
    }
  };
  if (window.BroadcastChannel) new BroadcastChannel(TELL_SYNC).onmessage = gather;

  // -- what lies here from earlier
  $("[data-keeping]").hidden = !lasting;
  // Who typed before this stood here wrote something new, beside the draft of earlier.
  if (left.length && (!typed.who || left.some((each) => each.values.who === typed.who))) {
    await resume(left.find((each) => each.values.who === typed.who) || left[0]);
    ready();
    const day = new Date(left[0].at).toLocaleString("vi-VN", { hour: "numeric", minute: "2-digit", day: "numeric", month: "numeric" });
    $("[data-resumed]").textContent = `Đây là bản nháp trên máy này, ghi lúc ${day}. Kể tiếp, hoặc xóa ở cuối trang.`;
    $("[data-resumed]").hidden = $("[data-wipe]").hidden = false;
    if (typed.place && !fields.read().place) fields.write({ place: typed.place });
  } else { fields.write(typed); show(1); }
  if (typed.who) soon();
  if (writingIn && fields.at(writingIn)) fields.at(writingIn).focus();
  if (lasting) await drawCodes(lasting, $("[data-codes]"));
  await gather();
  await draw();
  if ((await waits()).length) { ready(); entrust(); await attempt(); }
})();
