// Stories kept on this device: one cache a story, named by its slug, in Cache Storage. The same
// source serves pages and the service worker (views/kept_stories.py puts it in front of worker.js).
const KEPT = "lantoa-bai:", SHELL = "lantoa-vo:", MOST_KEPT = 50;
const kept = {
  async slugs() {
    return (await caches.keys()).filter((n) => n.startsWith(KEPT)).map((n) => n.slice(KEPT.length));
  },
  async note(slug) {
    const found = await (await caches.open(KEPT + slug)).match("/da-luu/" + slug + ".json");
    return found ? found.json() : null;
  },
  async drop(slug) {
    return caches.delete(KEPT + slug);
  },
  // The page as the server gives it now, its pictures and what it is drawn with. A story that is
  // held or taken down says so itself (no-store, 410) and is never kept.
  async save(slug) {
    const path = "/guong/" + slug + "/";
    const page = await fetch(path, { cache: "no-cache", credentials: "omit" });
    const text = await page.text();
    const article = /<article data-bai="([^"]+)" data-sua="(\d+)" data-ten="([^"]*)" data-ai="([^"]*)">/.exec(text);
    if (!page.ok || /no-store/.test(page.headers.get("Cache-Control") || "") || !article || article[1] !== slug) {
      await kept.drop(slug);
      throw new Error("not public");
    }
    const wanted = new Set();
    for (const [, address] of text.matchAll(/<img [^>]*?\bsrc="(\/tep\/[^"]+)"/g)) wanted.add(address);
    for (const [, address] of text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)) wanted.add(address);
    const cache = await caches.open(KEPT + slug);
    let size = text.length;
    for (const address of wanted) {
      const part = await fetch(address, { credentials: "omit" });
      if (!part.ok) continue;
      size += (await part.clone().blob()).size;
      await cache.put(address, part);
    }
    // Of each picture one size is kept, the one in `src`: the page must ask for no other.
    const headers = new Headers(page.headers);
    for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
    await cache.put(path, new Response(text.replace(/<source\b[^>]*>/g, ""), { headers }));
    const plain = (word) => word.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name) =>
      ({ amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" })[name]);
    const note = { slug, revision: Number(article[2]), title: plain(article[3]), person: plain(article[4]), size, at: Date.now() };
    await cache.put("/da-luu/" + slug + ".json", Response.json(note));
    return note;
  },
  // Which kept stories are still public? The others go at once; corrected ones are kept anew.
  // Gives the slugs that went. Without an answer nothing changes.
  async ask() {
    const slugs = await kept.slugs();
    if (!slugs.length) return [];
    const asked = slugs.slice(0, MOST_KEPT);
    const answer = await fetch("/da-luu/con-khong.json?bai=" + asked.join(","), { cache: "no-store", credentials: "omit" });
    if (!answer.ok) return [];
    const still = (await answer.json()).con;
    const gone = slugs.filter((slug) => !(slug in still));
    await Promise.all(gone.map(kept.drop));
    for (const slug of asked) {
      if (!(slug in still)) continue;
      const note = await kept.note(slug);
      if (!note || note.revision !== still[slug]) await kept.save(slug).catch(() => {});
    }
    return gone;
  },
};
