// What somebody tells on this phone, until it has arrived: the draft, its files, and how they are
// sent. The same source serves the page and the service worker (views/kept_stories.py).
//
// A draft is {key, state, values, at, tried, errors, receipt}. Its key is made here and goes with
// it: however often it is sent, it is written down once. States: "writing", "waiting" (to be
// sent), "sent" (only the receipt is left, until it has been seen).
const TELL_DAYS = 7, RECEIPT_DAYS = 90, PIECE = 128 * 1024, PATIENCE = 60000, TELL_SYNC = "lantoa-gui";
const newKey = () => [...crypto.getRandomValues(new Uint8Array(18))].map((n) => n.toString(16).padStart(2, "0")).join("");

// On the phone: IndexedDB, kept when the browser is closed. Bytes and not blobs lie there: older
// Safari loses blobs.
const phoneShelf = (() => {
  let opened;
  const db = () => opened || (opened = new Promise((done, fail) => {
    const ask = indexedDB.open("lantoa-ke", 1);
    ask.onupgradeneeded = () => {
      ask.result.createObjectStore("drafts", { keyPath: "key" });
      ask.result.createObjectStore("codes", { keyPath: "code" });
      ask.result.createObjectStore("files", { keyPath: "key" }).createIndex("draft", "draft");
    };
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => fail(ask.error);
  }));
  const dealing = async (mode, act) => {
    const deal = (await db()).transaction(["drafts", "files", "codes"], mode);
    const answer = act((name) => deal.objectStore(name));
    return new Promise((done, fail) => {
      deal.oncomplete = () => done(answer && answer.result);
      deal.onabort = deal.onerror = () => fail(deal.error || new Error("aborted"));
    });
  };
  const dropFiles = (store, draft) => {
    const ask = store("files").index("draft").openKeyCursor(IDBKeyRange.only(draft));
    ask.onsuccess = () => { if (ask.result) { store("files").delete(ask.result.primaryKey); ask.result.continue(); } };
  };
  return {
    lasts: true,
    all: () => dealing("readonly", (store) => store("drafts").getAll()),
    get: (key) => dealing("readonly", (store) => store("drafts").get(key)),
    put: (draft) => dealing("readwrite", (store) => store("drafts").put(draft)),
    files: (draft) => dealing("readonly", (store) => store("files").index("draft").getAll(draft)),
    putFile: (file) => dealing("readwrite", (store) => store("files").put(file)),
    dropFile: (key) => dealing("readwrite", (store) => store("files").delete(key)),
    drop: (key) => dealing("readwrite", (store) => { store("drafts").delete(key); dropFiles(store, key); }),
    // It has arrived: of all that was told the receipt is left, in one step.
    finish: (draft) => dealing("readwrite", (store) => { store("drafts").put(draft); dropFiles(store, draft.key); }),
    codes: () => dealing("readonly", (store) => store("codes").getAll()),
    putCode: (note) => dealing("readwrite", (store) => store("codes").put(note)),
    dropCode: (code) => dealing("readwrite", (store) => store("codes").delete(code)),
  };
})();

// In this page only: for a phone that others use too. Gone when the page is closed.
const pageShelf = () => {
  const drafts = new Map(), files = new Map();
  const of = (draft) => [...files.values()].filter((file) => file.draft === draft);
  const drop = (draft) => { for (const file of of(draft)) files.delete(file.key); };
  return {
    lasts: false,
    has: (draft) => drafts.has(draft),
    all: async () => [...drafts.values()],
    get: async (key) => drafts.get(key),
    put: async (draft) => { drafts.set(draft.key, draft); },
    files: async (draft) => of(draft),
    putFile: async (file) => { files.set(file.key, file); },
    dropFile: async (key) => { files.delete(key); },
    drop: async (key) => { drafts.delete(key); drop(key); },
    finish: async (draft) => { drafts.set(draft.key, draft); drop(draft.key); },
  };
};

const outbox = {
  // Drafts that nobody came back to go after a week, receipts that nobody came to see after a
  // season. What waits to be sent stays.
  async expire(shelf) {
    const days = { writing: TELL_DAYS, sent: RECEIPT_DAYS };
    for (const draft of await shelf.all()) {
      if (draft.at < Date.now() - (days[draft.state] || Infinity) * 86400000) await shelf.drop(draft.key);
    }
  },
  // Send all that waits. `said(draft, part)` hears of each change; `part` is how much of it went,
  // 0 to 1. Throws when something has to be tried again later.
  async send(shelf, said = () => {}) {
    const work = async () => {
      let trouble = null;
      for (const draft of await shelf.all()) {
        if (draft.state !== "waiting") continue;
        try { await sendOne(shelf, draft, said); } catch (error) { trouble = trouble || error; }
      }
      if (trouble) throw trouble;
    };
    // Page and worker of one phone take turns; the server would notice, but the line is slow.
    return self.navigator.locks ? navigator.locks.request("lantoa-gui", work) : work();
  },
};

async function sendOne(shelf, draft, said) {
  const files = await shelf.files(draft.key);
  const whole = files.reduce((sum, file) => sum + file.data.byteLength, 1);
  let gone = 0;
  for (let round = 0; round < 3; round += 1) {
    gone = 0;
    for (const file of files) {
      await sendFile(file, (bytes) => said(draft, (gone + bytes) / whole));
      gone += file.data.byteLength;
    }
    const now = await shelf.get(draft.key);
    if (!now || now.state !== "waiting") return undefined; // taken back meanwhile
    // From here on it may have arrived though we never heard so: it is not changed any more.
    await shelf.put({ ...draft, tried: true });
    const body = JSON.stringify({
      ...draft.values, key: draft.key,
      files: files.map((file) => ({ key: file.key, name: file.name, type: file.type, size: file.data.byteLength })),
    });
    const answer = await post("/gioi-thieu/gui/", "application/json", body);
    const facts = await answer.json().catch(() => ({}));
    if (answer.ok) {
      const sent = { key: draft.key, state: "sent", receipt: facts, at: Date.now() };
      await shelf.finish(sent);
      return said(sent, 1);
    }
    if (answer.status === 409) continue; // a file is not all there
    if (answer.status === 429 || answer.status >= 500) {
      throw Object.assign(new Error("later"), { sentence: facts.sentence, wait: answer.status === 507 ? 600 : 30 });
    }
    // It was looked at and not taken: back to the writing table, with what is wrong.
    const errors = facts.errors || { "": [facts.sentence || "Chưa gửi được. Tải lại trang rồi gửi lại."] };
    const back = { ...draft, state: "writing", tried: false, errors };
    await shelf.put(back);
    return said(back, 0);
  }
  throw new Error("files");
}

// On from where the server says the file stands, piece by piece.
async function sendFile(file, went) {
  const path = "/gioi-thieu/gui/" + file.key + "/", size = file.data.byteLength;
  let here = await held(await within((signal) => fetch(path, { cache: "no-store", credentials: "omit", signal })));
  if (here > size) throw new Error("strange");
  while (here < size) {
    went(here);
    const next = await held(await post(path + "?tu=" + here, "application/octet-stream", file.data.slice(here, here + PIECE)));
    if (next === here) throw new Error("stuck");
    here = next;
  }
  went(size);
}
async function held(answer) {
  const facts = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error("later"), { sentence: facts.sentence, wait: answer.status === 507 ? 600 : 30 });
  return facts.co;
}
const post = (path, type, body) =>
  within((signal) => fetch(path, { method: "POST", headers: { "Content-Type": type }, body, cache: "no-store", credentials: "omit", signal }));
// A line that says nothing for a minute is cut.
async function within(ask) {
  const stop = new AbortController(), clock = setTimeout(() => stop.abort(), PATIENCE);
  try { return await ask(stop.signal); } finally { clearTimeout(clock); }
}
