// Reads a chosen file into the form's own field, so that it is seen before it is sent. Without it, lines are pasted.
const MOST_BYTES = 1 << 20;

// Spreadsheets still write the old Western alphabet.
const decode = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
};

const read = async (input, fault) => {
  const file = input.files[0];
  fault.textContent = "";
  if (!file) return;
  if (file.size > MOST_BYTES) {
    fault.textContent = input.dataset.tooLarge;
    return;
  }
  try {
    const text = decode(await file.arrayBuffer());
    if (!text.trim() || text.includes("\0")) throw new Error("no text");
    document.getElementById(input.dataset.into).value = text;
  } catch {
    fault.textContent = input.dataset.unreadable;
  }
};

const input = document.getElementById("file");
if (input) {
  const fault = document.getElementById("file-fault");
  document.getElementById("file-field").hidden = false;
  input.addEventListener("change", () => read(input, fault));
}
