// The service worker. Network first, always: what is kept is read only while there is none.
// Nothing is fetched ahead; besides kept stories only the shell of three pages lies here: the list
// of kept stories, the page that says there is no network, and the telling of somebody.
const SHELL_NOW = SHELL + VERSION, ASK_AGAIN = 20000;
const PRIVATE = /^\/(?:lam-viec|quan-tri|tai-khoan|api)\//;
const TELLING = /^\/gioi-thieu\/(?:tren-may\/|buoc-1\/)?$/, TELL_PAGE = "/gioi-thieu/tren-may/";
let asked = 0;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(SHELL_NOW).then((cache) =>
    cache.addAll(PAGES.map((address) => new Request(address, { cache: "no-cache", credentials: "omit" })))));
});
addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== SHELL_NOW);
    await Promise.all(old.map((name) => caches.delete(name)));
    // The browser's own request goes ahead of us: it is quicker, and counted as the visit it is.
    if (registration.navigationPreload) await registration.navigationPreload.enable();
    await clients.claim();
  })());
});
// There is a network again: what was told without one is sent, with or without the page. A failure
// makes the browser ask again later.
addEventListener("sync", (event) => {
  if (event.tag !== TELL_SYNC) return;
  const said = self.BroadcastChannel ? new BroadcastChannel(TELL_SYNC) : null;
  event.waitUntil(outbox.send(phoneShelf, (draft) => { if (said && draft.state !== "waiting") said.postMessage(draft.key); }));
});
addEventListener("message", (event) => {
  if (event.data === "ask") event.waitUntil(check());
});
addEventListener("fetch", (event) => {
  const request = event.request, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin || PRIVATE.test(address.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event, address));
  else if (/^\/(?:static|tep)\//.test(address.pathname)) {
    event.respondWith(fetch(request).catch(() => piece(address)));
  }
});

async function page(event, address) {
  let answer;
  try { answer = (await event.preloadResponse) || (await fetch(event.request)); } catch { return alone(address); }
  event.waitUntil(after(address, answer));
  if (TELLING.test(address.pathname)) event.waitUntil(renew());
  return answer;
}
// The kept page of telling names the communes: not older than a day.
async function renew() {
  const shell = await caches.open(SHELL_NOW), old = await shell.match(TELL_PAGE);
  const then = old && Date.parse(old.headers.get("Date"));
  if (then && Date.now() - then < 86400000) return;
  try { await shell.add(new Request(TELL_PAGE, { cache: "no-cache", credentials: "omit" })); } catch { /* next time */ }
}
// What the network says of a kept story counts before any list: held (no-store) or gone.
async function after(address, answer) {
  const found = /^\/guong\/([^/]+)\/$/.exec(address.pathname);
  const rests = [404, 410].includes(answer.status) || (answer.ok && /no-store/.test(answer.headers.get("Cache-Control") || ""));
  if (found && rests) await gone([found[1]]);
  if (Date.now() - asked > ASK_AGAIN) {
    await check();
    await outbox.expire(phoneShelf).catch(() => {});
  }
}
async function check() {
  asked = Date.now();
  try { await gone(await kept.ask()); } catch { asked = 0; }
}
async function gone(slugs) {
  await Promise.all(slugs.map(kept.drop));
  if (!slugs.length) return;
  for (const client of await clients.matchAll({ type: "window" })) client.postMessage({ gone: slugs });
}
async function alone(address) {
  const story = /^\/guong\/([^/]+)\/$/.exec(address.pathname);
  const own = story && (await caches.has(KEPT + story[1])) && await caches.open(KEPT + story[1]);
  const found = own && await own.match(address.pathname, { ignoreSearch: true, ignoreVary: true });
  if (found) return found;
  const shell = await caches.open(SHELL_NOW);
  const path = TELLING.test(address.pathname) ? TELL_PAGE
    : address.pathname === "/da-luu/" ? address.pathname : "/da-luu/ngoai-tuyen/";
  return (await shell.match(path, { ignoreVary: true })) || Response.error();
}
// A piece of a kept page.
async function piece(address) {
  return (await caches.match(address.pathname, { ignoreSearch: true, ignoreVary: true })) || Response.error();
}
