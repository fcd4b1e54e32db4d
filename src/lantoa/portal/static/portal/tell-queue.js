// What stands above the form: tellings that wait, go, or have arrived; and the codes kept here.
const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text || "" }, more);
const iconOf = (name, more) => {
  const space = "http://www.w3.org/2000/svg", picture = document.createElementNS(space, "svg"), use = document.createElementNS(space, "use");
  picture.setAttribute("class", "ic");
  picture.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#i-" + name);
  picture.append(use);
  return picture;
};
const pressing = (words, act, quiet) => {
  const button = element("button", words, { type: "button", className: quiet ? "btn quiet small" : "btn small" });
  button.addEventListener("click", () => act(button));
  return button;
};
const dayOf = (iso) => new Date(iso + "T00:00:00").toLocaleDateString("vi-VN", { weekday: "long", day: "numeric", month: "numeric", year: "numeric" }).replace(/^T/, "t");

// One that is still here. `mood`: "going", "offline", "later" (the server asks to wait).
function waitingCard(draft, { mood, part, sentence, alone, lasts }, acts) {
  const card = element("section", "", { className: "box sea" }), going = mood === "going";
  const head = { going: "Đang gửi…", offline: "Đang chờ mạng", later: "Chưa gửi được, đang thử lại" }[mood];
  card.append(element("h2", head), element("p", `Lời kể về ${draft.values.who}.`));
  if (going) {
    const bar = element("progress", "", { className: "bar-p", max: 1, value: part });
    bar.setAttribute("aria-label", "Phần đã gửi");
    card.append(bar, element("p", `Đã đi được ${Math.round(part * 100)} phần trăm. Giữa chừng mất mạng thì lần sau gửi tiếp từ đây.`, { className: "meta" }));
  } else {
    const later = lasts
      ? `Lời kể nằm trên máy này, chưa ai nhận được. Có mạng lại là máy tự gửi${alone ? ", đóng trang cũng được" : "; hãy mở lại trang này khi có mạng"}. Không cần bấm gửi lần nữa.`
      : "Lời kể chỉ nằm trong trang này. Giữ trang mở; có mạng lại là tự gửi.";
    card.append(element("p", sentence || later));
    const row = element("p", "", { className: "row" });
    row.append(pressing("Thử gửi ngay", acts.now));
    if (!draft.tried) row.append(pressing("Sửa lại", acts.change, true));
    if (!draft.tried) row.append(pressing("Xóa, không gửi", acts.drop, true));
    card.append(row);
    if (draft.tried) card.append(element("p", "Lần trước mạng đứt giữa chừng: có thể lời kể đã tới. Gửi lại không sinh lời kể thứ hai.", { className: "meta" }));
  }
  return card;
}

// Another that is not finished.
function otherCard(draft, acts) {
  const card = element("section", "", { className: "box" }), row = element("p", "", { className: "row" });
  const why = draft.errors ? "Chưa gửi được: còn chỗ cần xem lại." : "Bản nháp khác trên máy này.";
  card.append(element("p", `${why} Kể về ${draft.values.who || "một người chưa ghi tên"}.`));
  row.append(pressing("Kể tiếp", acts.go), pressing("Xóa", acts.drop, true));
  card.append(row);
  return card;
}

// One that has arrived: the code, in large letters, once.
function receiptCard(receipt, canKeep, acts) {
  const card = element("section", "", { className: "box notice", tabIndex: -1 });
  const head = element("h2", "", { className: "ok" }), who = element("p");
  head.append(iconOf("check"), "Đã nhận lời kể của bạn");
  who.append("Bạn kể về ", element("b", receipt.who), `. ${receipt.unit} báo lại trước `, element("b", dayOf(receipt.due_on)), ".");
  card.append(head, who,
    element("p", "Mã để xem lời kể tới đâu. Chụp lại hoặc chép ra giấy: đóng trang là mã không hiện nữa.", { className: "meta" }),
    element("p", receipt.code, { className: "code" }),
    element("p", "Số tiếp nhận: " + receipt.number, { className: "meta" }));
  const codes = element("p", "", { className: "row" }), row = element("p", "", { className: "row" });
  if (canKeep) codes.append(pressing("Giữ mã trên máy này", async (button) => { await acts.keep(); button.textContent = "Đã giữ mã"; button.disabled = true; }, true));
  if (navigator.clipboard) codes.append(pressing("Chép mã", async (button) => { await navigator.clipboard.writeText(receipt.code); button.textContent = "Đã chép"; }, true));
  card.append(codes);
  if (!receipt.nhu_truoc) card.append(element("p", "Bản chúng tôi nhận là bản gửi lần đầu; chữ bạn sửa sau đó không tới. Muốn thêm, hãy kể thêm một lần nữa."));
  card.append(element("p", "Bản nháp đã xóa khỏi máy này. Tên và số điện thoại của bạn không hiện ở đâu trên cổng."));
  row.append(pressing("Kể thêm một người", acts.more), element("a", "Xem lời kể tới đâu", { href: "/tra-cuu/" }));
  card.append(row);
  return card;
}

// Codes that somebody chose to keep on this phone.
async function drawCodes(shelf, section) {
  const notes = await shelf.codes();
  section.hidden = !notes.length;
  section.querySelector("ul").replaceChildren(...notes.sort((one, other) => other.at - one.at).map((note) => {
    const item = element("li", "", { className: "row between" }), words = element("p");
    words.append(element("b", note.code, { className: "num" }), element("span", ` gửi ngày ${new Date(note.at).toLocaleDateString("vi-VN")}`, { className: "meta" }));
    const button = pressing("Xóa", async () => { await shelf.dropCode(note.code); await drawCodes(shelf, section); }, true);
    button.setAttribute("aria-label", "Xóa mã gửi ngày " + new Date(note.at).toLocaleDateString("vi-VN"));
    item.append(words, button);
    return item;
  }));
}
