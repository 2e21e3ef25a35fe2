// What opens over the page: questions, a picture with its caption, the picture viewer.

import { t } from "./words.js";

const find = (selector) => document.querySelector(selector);

function open({ question, yes, canRefuse = true, given = null, preview = null }) {
  const dialog = find("#ask");
  if (dialog.open) dialog.close("no");
  find("#question").textContent = question;
  find("#yes").textContent = yes;
  find("#no").textContent = t("Batal");
  find("#no").hidden = !canRefuse;
  find("#no").onclick = () => dialog.close("no");
  const [field, picture] = [find("#given"), find("#preview")];
  field.hidden = given === null;
  field.value = given ?? "";
  field.ariaLabel = question;
  picture.hidden = !preview;
  if (preview) picture.src = preview;
  dialog.returnValue = "no";
  dialog.showModal();
  (given === null ? find("#yes") : field).focus();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes" ? field.value : null), { once: true });
  });
}

// Without a way to refuse it only tells.
export async function ask(question, yes, canRefuse = true) {
  return await open({ question, yes, canRefuse }) !== null;
}

// The text, or null where the person cancels.
export const askText = (question) => open({ question, yes: "OK", given: "" });

export async function askCaption(file) {
  const preview = URL.createObjectURL(file);
  const caption = await open({ question: t("Keterangan"), yes: t("Kirim"), given: "", preview });
  URL.revokeObjectURL(preview);
  return caption;
}

export function view(source, alt) {
  const viewer = find("#viewer");
  const picture = viewer.querySelector("img");
  picture.src = source;
  picture.alt = alt;
  find("#unview").ariaLabel = t("Tutup");
  viewer.onclick = (event) => { if (event.target !== picture) viewer.close(); };
  viewer.showModal();
}
