// A pad to sign on with a finger, where a consent is recorded. Without it a photograph is sent.
"use strict";
(() => {
  const field = document.querySelector('input[name="signature"]');
  const form = field && field.closest("form");
  if (!form) return;
  const digital = form.querySelector('input[name="form"][value="digital"]');
  const file = form.querySelector('input[name="proof"]');
  const box = document.createElement("div");
  box.className = "field sign";
  box.innerHTML =
    '<p id="ky-nhan"><b>Ký bằng ngón tay</b></p><p class="hint">Đưa máy cho người đồng ý, đọc câu chữ mẫu cho họ nghe trước khi ký.</p>' +
    '<canvas class="pad" role="img" aria-labelledby="ky-nhan"></canvas>' +
    '<p class="row mt2"><button type="button" class="btn quiet small">Ký lại</button><span class="meta" role="status"></span></p>';
  (file ? file.closest(".field") : field).before(box);
  const pad = box.querySelector("canvas"), said = box.querySelector('[role="status"]');
  const pen = pad.getContext("2d");
  let last = null, drawn = false;

  const show = () => { box.hidden = !(digital && digital.checked); if (!box.hidden) fit(); };
  const fit = () => {
    if (drawn) return;
    const wide = pad.clientWidth, high = pad.clientHeight;
    pad.width = wide * 2; pad.height = high * 2;
    clear();
  };
  const clear = () => {
    pen.fillStyle = "#fff"; pen.fillRect(0, 0, pad.width, pad.height);
    pen.strokeStyle = "#12303a"; pen.lineWidth = 5; pen.lineCap = pen.lineJoin = "round";
    field.value = ""; drawn = false; said.textContent = "";
  };
  const at = (event) => {
    const edge = pad.getBoundingClientRect();
    return [((event.clientX - edge.left) / edge.width) * pad.width, ((event.clientY - edge.top) / edge.height) * pad.height];
  };
  pad.addEventListener("pointerdown", (event) => { pad.setPointerCapture(event.pointerId); last = at(event); event.preventDefault(); });
  pad.addEventListener("pointermove", (event) => {
    if (!last) return;
    const now = at(event);
    pen.beginPath(); pen.moveTo(...last); pen.lineTo(...now); pen.stroke();
    last = now; drawn = true;
  });
  const stop = () => {
    if (!last) return;
    last = null;
    if (drawn) { field.value = pad.toDataURL("image/png"); said.textContent = "Đã ký."; }
  };
  pad.addEventListener("pointerup", stop);
  pad.addEventListener("pointercancel", stop);
  box.querySelector("button").addEventListener("click", clear);
  form.addEventListener("change", show);
  form.closest("details")?.addEventListener("toggle", show);
  show();
})();
