// One message as elements: formatting, pictures, files, buttons.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Offsets are UTF-16 units, which is what JavaScript's strings count in.
export function formatted(text, entities) {
  const root = document.createDocumentFragment();
  const build = (parent, start, end, inside) => {
    let at = start;
    for (let i = 0; i < inside.length; i++) {
      const entity = inside[i];
      if (entity.offset < at) continue;
      parent.append(text.slice(at, entity.offset));
      const stop = entity.offset + entity.length;
      const within = inside.slice(i + 1).filter((e) => e.offset + e.length <= stop);
      const child = entity.type === "text_link"
        ? element("a", { href: entity.url, target: "_blank", rel: "noopener" })
        : element(TAGS[entity.type] ?? "span");
      build(child, entity.offset, stop, within);
      parent.append(child);
      at = stop;
    }
    parent.append(text.slice(at, end));
  };
  build(root, 0, text.length, entities);
  return root;
}

export function bubble(message, { turning, press }) {
  const body = element("div", { className: "body" });
  if (message.photo) {
    const alt = message.text ? message.text.split("\n")[0] : "Gambar";
    body.append(element("img", { src: `/desk/file/${message.photo}`, alt, loading: "eager" }));
  }
  if (message.document) {
    const { id, name } = message.document;
    body.append(element("a", { className: "file", href: `/desk/file/${id}`, download: name }, name));
  }
  if (message.contact) {
    body.append(element("b", {}, message.contact.first_name), `\n+${message.contact.phone_number}`);
  }
  if (message.sticker) body.append("[stiker]");
  body.append(formatted(message.text, message.entities ?? []));
  const time = new Date(message.date).toLocaleTimeString("id-ID", {
    hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta",
  });
  body.append(element("span", { className: "meta" }, `${message.edited ? "diedit " : ""}${time}`));
  const whole = element("article", { className: `bubble${message.outgoing ? " outgoing" : ""}` }, body);
  whole.dataset.messageId = message.id;
  if (message.buttons.length) whole.append(rows(message, turning, press));
  return whole;
}

function rows(message, turning, press) {
  const all = element("div", { className: "rows" });
  for (const row of message.buttons) {
    const line = element("div");
    for (const button of row) {
      if (button.url) {
        line.append(element("a", { href: button.url, target: "_blank", rel: "noopener" }, `${button.label} ↗`));
        continue;
      }
      const made = element("button", { type: "button", className: button.style ?? "" }, button.label);
      made.dataset.data = button.data;
      made.title = button.label;
      if (turning === button.data) made.classList.add("turning");
      made.addEventListener("click", () => press(message.id, button.data));
      line.append(made);
    }
    all.append(line);
  }
  return all;
}
