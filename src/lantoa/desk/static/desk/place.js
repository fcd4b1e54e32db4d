// Asks the phone where it is, only when the officer presses the button; rounded before it leaves.
"use strict";
for (const form of document.querySelectorAll("[data-visit]")) {
  const box = form.querySelector("[data-place]"), said = form.querySelector("[data-said]");
  const ask = form.querySelector("[data-ask]"), drop = form.querySelector("[data-drop]");
  const fields = [form.elements.latitude, form.elements.longitude], first = said.textContent;
  if (!("geolocation" in navigator) || fields.some((each) => !each)) continue;
  box.hidden = false;
  const show = () => {
    drop.hidden = !fields[0].value;
    said.textContent = fields[0].value ? `Sẽ ghi vị trí ${fields[0].value}, ${fields[1].value} (chừng 100 m).` : first;
  };
  ask.addEventListener("click", () => {
    said.textContent = "Đang hỏi máy…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        fields[0].value = coords.latitude.toFixed(3);
        fields[1].value = coords.longitude.toFixed(3);
        show();
      },
      () => { said.textContent = "Máy không cho vị trí. Ghi nơi đến bằng chữ là đủ."; },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
  drop.addEventListener("click", () => { for (const each of fields) each.value = ""; show(); });
  show();
}
