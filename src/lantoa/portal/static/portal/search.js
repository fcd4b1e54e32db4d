// Suggestions while one types (WAI-ARIA combobox with a list). The form works without this.
"use strict";
const saver = navigator.connection && navigator.connection.saveData;
for (const form of saver ? [] : document.querySelectorAll("form[data-search]")) suggest(form);

function suggest(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let asking = null, waiting = 0, shown = "", at = -1;
  list.id = input.id + "-goi-y";
  list.className = "sugg";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Gợi ý");
  said.className = "vh";
  said.setAttribute("role", "status");
  input.after(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function point(to) {
    const options = list.children;
    if (options[at]) options[at].setAttribute("aria-selected", "false");
    at = to < -1 ? options.length - 1 : to >= options.length ? -1 : to;
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[at].id);
  }
  // The server sends text with <mark>; only text and marks are taken over.
  function lit(target, html) {
    const source = new DOMParser().parseFromString(html, "text/html").body;
    for (const node of source.childNodes) {
      const piece = node.nodeName === "MARK" ? document.createElement("mark") : document.createTextNode(node.textContent);
      if (node.nodeName === "MARK") piece.textContent = node.textContent;
      target.append(piece);
    }
  }
  const kinds = { story: "Câu chuyện", exemplar: "Người, tập thể", practice: "Cách làm", plan: "Kế hoạch", document: "Văn bản", place: "Địa bàn" };
  function show(results) {
    list.replaceChildren(...results.map((hit, number) => {
      const option = document.createElement("li"), title = document.createElement("span"), kind = document.createElement("small");
      option.id = list.id + "-" + number;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = hit.url;
      lit(title, hit.highlight);
      kind.textContent = kinds[hit.kind] || "";
      option.append(title, kind);
      return option;
    }));
    at = -1;
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    said.textContent = results.length ? results.length + " gợi ý" : "";
  }
  async function ask() {
    const q = input.value;
    if (asking) asking.abort();
    if (q.trim().length < 2) { shown = ""; return close(); }
    if (q === shown) return;
    asking = new AbortController();
    try {
      const query = new URLSearchParams({ q, limit: "7", typing: "1" });
      const response = await fetch(form.dataset.search + "?" + query, { signal: asking.signal });
      if (!response.ok) return close();
      const found = await response.json();
      if (input.value !== q || document.activeElement !== input) return;
      shown = q;
      show(found.results);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 130);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) { if (list.children.length) reopen(); return; }
      event.preventDefault();
      point(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(list.children[at].dataset.url);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  function reopen() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  input.addEventListener("blur", () => { if (asking) asking.abort(); close(); });
  form.addEventListener("submit", () => { clearTimeout(waiting); if (asking) asking.abort(); });
}
