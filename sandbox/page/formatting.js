// Text with entities as elements. Offsets are UTF-16 units, which is what strings count in here.

import { element } from "./elements.js";
import { t } from "./words.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LIVE = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|(?<![\w/<])(\/[a-z][a-z0-9_]{0,31})(?![\w/])/g;

export function formatted(text, entities, actions) {
  const root = document.createDocumentFragment();
  build(root, text, 0, text.length, entities, actions, false);
  return root;
}

function build(parent, text, start, end, inside, actions, linked) {
  let at = start;
  for (let i = 0; i < inside.length; i++) {
    const entity = inside[i];
    if (entity.offset < at) continue;
    const stop = entity.offset + entity.length;
    const within = inside.slice(i + 1).filter((e) => e.offset + e.length <= stop);
    const isBlock = BLOCKS.has(entity.type);
    plain(parent, trimEnd(text.slice(at, entity.offset), isBlock), actions, linked);
    const child = made(entity, actions);
    build(child, text, entity.offset, stop, within, actions, linked || entity.type === "text_link");
    if (entity.type === "expandable_blockquote") expandable(child);
    parent.append(child);
    // A block ends its line by itself.
    at = isBlock && text[stop] === "\n" ? stop + 1 : stop;
  }
  plain(parent, text.slice(at, end), actions, linked);
}

function trimEnd(text, beforeBlock) {
  return beforeBlock && text.endsWith("\n") ? text.slice(0, -1) : text;
}

function made(entity, actions) {
  if (entity.type === "text_link") return link(entity.url, actions);
  if (entity.type === "spoiler") {
    const hidden = element("span", { className: "spoiler", role: "button", tabIndex: 0, ariaLabel: t("Tampilkan") });
    hidden.addEventListener("click", () => hidden.classList.add("open"));
    hidden.addEventListener("keydown", (event) => { if (event.key === "Enter") hidden.classList.add("open"); });
    return hidden;
  }
  return element(TAGS[entity.type] ?? "span");
}

function expandable(quote) {
  quote.classList.add("expandable");
  const toggle = element("button", { type: "button", className: "toggle", ariaExpanded: "false", ariaLabel: t("Selengkapnya") });
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.ariaExpanded = String(open);
  });
  quote.append(toggle);
}

export function link(url, actions) {
  const made = element("a", { href: url, target: "_blank", rel: "noopener" });
  const payload = actions.payload(url);
  if (payload !== null) {
    made.addEventListener("click", (event) => {
      event.preventDefault();
      actions.start(payload);
    });
  }
  return made;
}

function plain(parent, text, actions, linked) {
  if (linked || !actions) {
    parent.append(text);
    return;
  }
  let at = 0;
  for (const found of text.matchAll(LIVE)) {
    parent.append(text.slice(at, found.index));
    const [whole, url, command] = found;
    if (url) {
      const made = link(url, actions);
      made.append(url);
      parent.append(made);
    } else {
      const made = element("button", { type: "button", className: "command" }, command);
      made.addEventListener("click", () => actions.say(command));
      parent.append(made);
    }
    at = found.index + whole.length;
  }
  parent.append(text.slice(at));
}
