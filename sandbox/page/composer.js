// The foot of a phone: START, the line to write in, the keys in place of letters.

import { element, iconButton, icon } from "./elements.js";
import { t } from "./words.js";

export class Composer {
  constructor(actions) {
    this.actions = actions;
    this.whole = element("footer", { className: "foot" });
    this.text = element("textarea", { rows: 1, placeholder: t("Pesan"), ariaLabel: t("Pesan"), autocomplete: "off", enterKeyHint: "send" });
    this.text.addEventListener("input", () => this.fit());
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      }
      if (event.key === "Escape") this.about(null);
    });
    this.bar = element("div", { className: "asking", hidden: true });
    this.line = this.makeLine();
    this.keysShown = true;
  }

  makeLine() {
    const file = element("input", { type: "file", multiple: true, hidden: true, ariaLabel: t("Lampirkan berkas") });
    file.addEventListener("change", () => { this.actions.upload([...file.files]); file.value = ""; });
    this.commandsButton = iconButton("menu", t("Daftar perintah"), () => this.toggleCommands());
    this.keysButton = iconButton("keys", t("Papan tombol"), () => { this.keysShown = !this.keysShown; this.showKeys(); });
    const send = element("button", { className: "tool send", type: "submit", title: t("Kirim pesan"), ariaLabel: t("Kirim pesan") }, icon("send"));
    const form = element("form", { className: "write" }, this.commandsButton, this.text, this.keysButton,
      iconButton("attach", t("Lampirkan berkas"), (event) => this.actions.attach(event.currentTarget, () => file.click())), file, send);
    form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    return form;
  }

  send() {
    const text = this.text.value.trim();
    if (!text) return;
    if (this.editing) this.actions.do("edit", { message: this.subject.id, text });
    else this.actions.say(text, this.subject?.id);
    this.text.value = "";
    this.about(null);
  }

  // What the next text replies to, or the own message that it replaces; null: neither.
  about(message, editing = false) {
    if (editing) this.text.value = message.text;
    else if (this.editing) this.text.value = "";
    this.subject = message;
    this.editing = editing;
    this.showBar();
    this.fit();
    if (message) this.text.focus();
  }

  showBar() {
    const text = this.subject ? this.subject.text : this.asking?.text;
    this.bar.hidden = text === undefined;
    if (this.bar.hidden) return;
    this.bar.replaceChildren(element("b", {}, t(this.editing ? "Mengedit" : "Membalas")), element("span", {}, text.split("\n")[0] || "…"));
    if (this.subject) this.bar.append(iconButton("close", t("Batal"), () => this.about(null)));
  }

  fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 140)}px`;
  }

  update(state) {
    const shape = JSON.stringify([state.started, state.blocked, state.keyboard, state.asking, state.commands]);
    if (shape === this.shape) return;
    if (JSON.stringify(state.keyboard) !== JSON.stringify(this.keyboard)) this.keysShown = true;
    this.shape = shape;
    this.keyboard = state.keyboard;
    this.commands = state.commands;
    this.list?.remove();
    if (state.blocked) this.whole.replaceChildren(this.big(t("BUKA BLOKIR"), () => this.actions.do("unblock")));
    else if (!state.started) this.whole.replaceChildren(this.big(t("MULAI"), () => this.actions.start(this.actions.firstPayload())));
    else this.showWriting(state);
  }

  big(label, press) {
    const made = element("button", { type: "button", className: "big" }, label);
    made.addEventListener("click", press);
    return made;
  }

  showWriting(state) {
    this.asking = state.asking;
    this.showBar();
    this.text.placeholder = state.asking?.hint || t("Pesan");
    this.keys = element("div", { className: "keys", role: "group", ariaLabel: t("Papan tombol") });
    for (const row of state.keyboard?.keyboard ?? []) {
      this.keys.append(element("div", {}, ...row.map((key) => this.key(key))));
    }
    this.commandsButton.hidden = !state.commands.length;
    const had = this.whole.contains(document.activeElement);
    this.whole.replaceChildren(this.bar, this.line, this.keys);
    if (had) this.text.focus();
    this.showKeys();
  }

  showKeys() {
    const any = this.keys?.childElementCount > 0;
    this.keysButton.hidden = !any;
    if (this.keys) this.keys.hidden = !any || !this.keysShown;
  }

  key(key) {
    const label = key.text ?? key;
    const made = element("button", { type: "button", className: key.request_contact ? "contact" : "", title: label }, label);
    made.addEventListener("click", () => this.actions.key(label, Boolean(key.request_contact)));
    return made;
  }

  toggleCommands() {
    if (this.list?.isConnected) { this.list.remove(); return; }
    this.list = element("div", { className: "commands popup", role: "menu", ariaLabel: t("Perintah") });
    for (const { command, description } of this.commands) {
      const one = element("button", { type: "button", role: "menuitem" }, element("b", {}, `/${command}`), element("span", {}, description));
      one.addEventListener("click", () => { this.list.remove(); this.actions.say(`/${command}`); });
      this.list.append(one);
    }
    this.whole.prepend(this.list);
    this.list.firstElementChild?.focus();
  }
}
