// The fields of a telling: what stands in them, what is wrong with it, and saying so in its place.
const LINE = /^(?:https?:\/\/)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?$/;
function tellFields(form, limits) {
  const at = (name) => document.getElementById("ke_" + name), summary = form.querySelector(".errsum");
  const own = () => [...form.elements].filter((each) => each.name && each.name in limits.fields);
  const fields = {
    at,
    read() {
      const values = {};
      for (const each of own()) {
        if (each.type === "radio" && !each.checked) continue;
        values[each.name] = each.type === "checkbox" ? (each.checked ? "on" : "") : each.value.normalize("NFC");
      }
      return values;
    },
    write(values) {
      for (const each of own()) {
        if (!(each.name in values)) continue;
        if (each.type === "radio") each.checked = each.value === values[each.name];
        else if (each.type === "checkbox") each.checked = values[each.name] === "on";
        else each.value = values[each.name];
      }
    },
    stepOf: (name) => (at(name) ? Number(at(name).closest("[data-step]").dataset.step) : 0),
    // [name, sentence] of all that stands against a step. The server says the last word.
    faults(number) {
      const values = fields.read();
      return Object.entries(limits.fields).filter(([name]) => fields.stepOf(name) === number).map(([name, limit]) =>
        [name, against(name, limit, (values[name] || "").trim())]).filter(([, words]) => words);
    },
    clear() {
      summary.hidden = true;
      for (const each of form.querySelectorAll(".msg[data-put]")) each.remove();
      for (const each of form.querySelectorAll("[aria-invalid]")) {
        each.removeAttribute("aria-invalid");
        each.setAttribute("aria-describedby", each.id + "_helptext");
      }
    },
    complain(found) {
      fields.clear();
      summary.querySelector("ul").replaceChildren(...found.map(([name, words]) => {
        const item = element("li"), target = name && at(name);
        if (!target) { item.textContent = words; return item; }
        const link = element("a", words, { href: "#ke_" + name }), said = element("p", "", { className: "msg", id: `ke_${name}_error` });
        link.addEventListener("click", (event) => { event.preventDefault(); target.focus(); target.scrollIntoView({ block: "center" }); });
        item.append(link);
        said.dataset.put = "";
        said.append(iconOf("alert"), element("span", words));
        if (target.matches("fieldset,section")) target.querySelector(".opts").before(said);
        else {
          target.before(said);
          target.setAttribute("aria-invalid", "true");
          target.setAttribute("aria-describedby", `ke_${name}_helptext ke_${name}_error`);
        }
        return item;
      }));
      summary.hidden = false;
      summary.focus();
    },
  };
  return fields;
}
function against(name, limit, text) {
  if (!text) return limit.required || "";
  if (limit.most && text.length > limit.most) return `Phần này dài quá ${limit.most.toLocaleString("vi-VN")} chữ cái. Viết ngắn lại.`;
  if (limit.least && text.length < limit.least) return `Kể thêm một chút nữa: còn thiếu ít nhất ${limit.least - text.length} chữ cái.`;
  const digits = text.replace(/\D/g, "").length;
  if (name === "phone" && !(/^\+?[0-9 .()-]{8,40}$/.test(text) && digits > 7 && digits < 16)) {
    return "Số điện thoại cần từ 8 đến 15 chữ số, ví dụ 0905 000 000. Không muốn để lại thì bỏ trống.";
  }
  if (name === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return "Thư điện tử cần có dạng ten@noi.vn, hoặc bỏ trống.";
  const wrong = name === "links" && text.split("\n").map((line) => line.trim()).find((line) => line && !LINE.test(line));
  return wrong ? `“${wrong.slice(0, 80)}” không phải đường liên kết. Chép cả phần https:// ở đầu.` : "";
}
