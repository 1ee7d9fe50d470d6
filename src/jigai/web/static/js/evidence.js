// Evidence: pictures are made small on the device (which drops place, time and camera), and the
// hash of what is sent is made here, so that the server can tell whether it arrived unaltered.
const LONGEST = 1920;
const QUALITY = 0.85;

async function shrunk(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}

async function digest(file) {
  if (!window.crypto?.subtle) return "";
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function put(input, files) {
  const given = new DataTransfer();
  for (const file of files) given.items.add(file);
  input.files = given.files;
}

async function send(form) {
  const note = form.querySelector("[data-evidence-note]");
  note.textContent = note.dataset.busy;
  const all = [];
  for (const input of form.querySelectorAll("input[type=file]")) {
    const small = [];
    for (const file of input.files) small.push(await shrunk(file));
    put(input, small);
    all.push(...small);
  }
  form.elements.device_sha256.value = all.length === 1 ? await digest(all[0]) : "";
  form.submit();
}

export function startEvidence(root) {
  for (const form of root.querySelectorAll("form[data-evidence]")) {
    form.addEventListener("submit", (event) => {
      if (![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;
      event.preventDefault();
      send(form);
    });
  }
}
