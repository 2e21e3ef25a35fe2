// One message as elements: what it says, what it carries, its buttons.

import { clock, element, icon, iconButton, size } from "./elements.js";
import { formatted, link } from "./formatting.js";
import { t } from "./words.js";

export function bubble(message, actions, turning) {
  const body = element("div", { className: "body" });
  if (message.reply) body.append(element("div", { className: "reply" }, message.reply.split("\n")[0]));
  body.append(...content(message, actions));
  if (message.text) body.append(element("div", { className: "said" }, formatted(message.text, message.entities, actions)));
  const edited = message.edited ? element("span", { className: "edited" }, `${t("diedit")} `) : "";
  body.append(element("span", { className: "meta" }, edited, element("time", { dateTime: message.date }, clock(message.date))));
  const choices = iconButton("choices", t("Pilihan pesan"), () => actions.choices(message, choices));
  choices.classList.add("choices");
  body.append(choices);
  // A long press, or the other button of a mouse.
  body.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, button") || String(getSelection())) return;
    event.preventDefault();
    actions.choices(message, choices);
  });
  const classes = ["bubble", message.outgoing && "outgoing", message.protected && "protected",
    (message.photo || message.document) && "media", message.photo && "picture"];
  const whole = element("article", {
    className: classes.filter(Boolean).join(" "), ariaLabel: message.outgoing ? t("Anda") : "Bot",
    data: { messageId: message.id },
  }, body);
  if (message.protected) whole.title = t("Tidak dapat diteruskan atau disimpan");
  if (message.buttons.length) whole.append(keyboard(message, actions, turning));
  return whole;
}

function content(message, actions) {
  const parts = [];
  if (message.photo) {
    const source = `/desk/file/${message.photo}`;
    const alt = message.text ? message.text.split("\n")[0] : t("Gambar");
    const photo = element("button", { type: "button", className: "photo", ariaLabel: t("Buka gambar") }, element("img", { src: source, alt }));
    photo.addEventListener("click", () => actions.view(source, alt));
    parts.push(photo);
  }
  if (message.document) {
    const { id, name, size: bytes } = message.document;
    parts.push(element("a", { className: "file", href: `/desk/file/${id}`, download: name },
      element("span", { className: "round" }, icon("file")),
      element("span", { className: "name" }, element("b", {}, name), element("small", {}, size(bytes)))));
  }
  if (message.voice) parts.push(carried("voice", t("Pesan suara"), "0:03"));
  if (message.location) parts.push(carried("place", t("Lokasi"), message.location.map((n) => n.toFixed(4)).join(" · ")));
  if (message.contact) {
    const { first_name: name, phone_number: number } = message.contact;
    parts.push(element("div", { className: "file" },
      element("span", { className: "round" }, name[0] ?? "?"),
      element("span", { className: "name" }, element("b", {}, name), element("small", {}, `+${number}`))));
  }
  if (message.sticker) parts.push(element("div", { className: "sticker", role: "img", ariaLabel: t("Stiker") }, ":-)"));
  return parts;
}

function carried(sign, name, about) {
  return element("div", { className: "file" }, element("span", { className: "round" }, icon(sign)),
    element("span", { className: "name" }, element("b", {}, name), element("small", {}, about)));
}

function keyboard(message, actions, turning) {
  const all = element("div", { className: "rows", role: "group", ariaLabel: t("Tombol") });
  for (const row of message.buttons) {
    all.append(element("div", {}, ...row.map((button) => key(message, button, actions, turning))));
  }
  return all;
}

function key(message, button, actions, turning) {
  if (button.url) {
    const made = link(button.url, actions);
    made.append(button.label);
    made.classList.add("away");
    made.title = button.url;
    return made;
  }
  const made = element("button", {
    type: "button", className: button.style ?? "", title: button.label, data: { data: button.data ?? "" },
  }, button.label);
  if (turning.includes(button.data)) spin(made, true);
  made.addEventListener("click", () => {
    if (button.copies) actions.copy(button.copies);
    else if (button.data) actions.press(message.id, button.data, made);
  });
  return made;
}

export function spin(button, on) {
  button.classList.toggle("turning", on);
  button.ariaBusy = String(on);
}
