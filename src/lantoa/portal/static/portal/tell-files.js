// Photos and voices before they are sent: made small, without the place where they were taken.
const MOST_SIDE = 1600, THRIFTY_SIDE = 1280, VOICE_SECONDS = 300, VOICE_BITS = 24000;

// {name, type, data} of a file as it will be sent, or {wrong: sentence}. `limits` is the server's.
async function readied(file, limits) {
  const name = file.name.normalize("NFC");
  const picture = await smaller(file);
  if (picture) return { name: name.replace(/\.[^.]*$/, "") + ".jpg", type: "image/jpeg", data: await picture.arrayBuffer() };
  if (file.size > limits.bytes) {
    const weight = (file.size / 1048576).toFixed(1).replace(".", ",");
    return { wrong: `Tệp “${name}” nặng ${weight} MB, quá 20 MB. Thu nhỏ ảnh, cắt ngắn đoạn ghi âm hoặc tách tệp thành nhiều phần rồi gửi lại.` };
  }
  if (!file.size) return { wrong: `Tệp “${name}” trống, không có gì bên trong. Chọn lại tệp rồi gửi.` };
  const data = await file.arrayBuffer();
  if (!isTaken(new Uint8Array(data, 0, Math.min(16, data.byteLength)), name)) {
    return { wrong: `Chưa nhận được tệp “${name}”. Ở đây nhận ${limits.allowed}.` };
  }
  return { name, type: file.type, data };
}

// The picture drawn anew, at most 1600 points a side: without EXIF, so without the place. Null for
// what this browser cannot draw (then the server takes the place out).
async function smaller(file) {
  let picture;
  try { picture = await createImageBitmap(file, { imageOrientation: "from-image" }); } catch { return null; }
  const thrifty = navigator.connection && navigator.connection.saveData;
  const scale = Math.min(1, (thrifty ? THRIFTY_SIDE : MOST_SIDE) / Math.max(picture.width, picture.height));
  const paper = document.createElement("canvas");
  paper.width = Math.max(1, Math.round(picture.width * scale));
  paper.height = Math.max(1, Math.round(picture.height * scale));
  const pen = paper.getContext("2d");
  pen.fillStyle = "#FFF"; // what was transparent
  pen.fillRect(0, 0, paper.width, paper.height);
  pen.drawImage(picture, 0, 0, paper.width, paper.height);
  picture.close();
  return new Promise((done) => paper.toBlob(done, "image/jpeg", 0.8));
}

// By its own beginning, as the server will look at it; the server looks closer.
function isTaken(head, name) {
  const text = String.fromCharCode(...head);
  return text.startsWith("%PDF-") || text.startsWith("PK\x03\x04") || text.startsWith("OggS") ||
    text.startsWith("ID3") || (head[0] === 0xff && head[1] >= 0xe0) || text.slice(4, 8) === "ftyp" ||
    text.startsWith("\x1aE\xdf\xa3") || /^RIFF....WAVE/s.test(text) || /\.txt$/i.test(name);
}

// A voice. `heard(data, type, seconds)` is called every five seconds and at the end, so that a
// page that is closed loses little; `over()` when it has ended, also by itself. Gives what stops it,
// which waits until the voice is kept.
const voice = {
  can: Boolean(window.MediaRecorder && navigator.mediaDevices),
  async record(heard, tick, over) {
    const line = await navigator.mediaDevices.getUserMedia({ audio: true });
    const type = ["audio/webm;codecs=opus", "audio/mp4"].find((each) => MediaRecorder.isTypeSupported(each));
    const machine = new MediaRecorder(line, { mimeType: type, audioBitsPerSecond: VOICE_BITS });
    const parts = [], plain = (type || machine.mimeType).split(";")[0];
    let seconds = 0, ended;
    const end = new Promise((done) => { ended = done; });
    const hand = async () => heard(await new Blob(parts).arrayBuffer(), plain, seconds);
    machine.ondataavailable = (event) => {
      if (event.data.size) parts.push(event.data);
      if (machine.state === "recording" && parts.length % 5 === 0) hand();
    };
    machine.onstop = async () => {
      clearInterval(clock);
      for (const track of line.getTracks()) track.stop();
      if (parts.length) await hand();
      await over();
      ended();
    };
    machine.start(1000);
    const clock = setInterval(() => {
      seconds += 1;
      tick(seconds);
      if (seconds >= VOICE_SECONDS && machine.state === "recording") machine.stop();
    }, 1000);
    return () => { if (machine.state !== "inactive") machine.stop(); return end; };
  },
};
