// The foot of a phone: START, the line to write in, the keys in place of letters.

import { element, iconButton, icon } from "./elements.js";

export class Composer {
  constructor(actions) {
    this.actions = actions;
    this.whole = element("footer", { className: "foot" });
    this.text = element("textarea", { rows: 1, placeholder: "Pesan", ariaLabel: "Pesan", autocomplete: "off", enterKeyHint: "send" });
    this.text.addEventListener("input", () => this.fit());
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      }
    });
    this.line = this.makeLine();
    this.keysShown = true;
  }

  makeLine() {
    const file = element("input", { type: "file", multiple: true, hidden: true, ariaLabel: "Lampirkan berkas" });
    file.addEventListener("change", () => { this.actions.upload([...file.files]); file.value = ""; });
    this.commandsButton = iconButton("menu", "Daftar perintah", () => this.toggleCommands());
    this.keysButton = iconButton("keys", "Papan tombol", () => { this.keysShown = !this.keysShown; this.showKeys(); });
    const send = element("button", { className: "tool send", type: "submit", title: "Kirim pesan", ariaLabel: "Kirim pesan" }, icon("send"));
    const form = element("form", { className: "write" }, this.commandsButton, this.text, this.keysButton,
      iconButton("attach", "Lampirkan berkas…", () => file.click()), file, send);
    form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    return form;
  }

  send() {
    const text = this.text.value.trim();
    if (!text) return;
    this.actions.say(text);
    this.text.value = "";
    this.fit();
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
    if (state.blocked) this.whole.replaceChildren(this.big("BUKA BLOKIR", () => this.actions.do("unblock")));
    else if (!state.started) this.whole.replaceChildren(...this.startParts());
    else this.showWriting(state);
  }

  big(label, press) {
    const made = element("button", { type: "button", className: "big" }, label);
    made.addEventListener("click", press);
    return made;
  }

  startParts() {
    const payload = element("input", {
      type: "text", placeholder: "kosong", ariaLabel: "Isi ?start= dari tautan", maxLength: 64, value: this.actions.firstPayload(),
    });
    const start = this.big("MULAI", () => this.actions.start(payload.value.trim()));
    return [start, element("label", { className: "payload" }, "?start=", payload)];
  }

  showWriting(state) {
    const parts = [];
    if (state.asking) {
      parts.push(element("div", { className: "asking" }, element("b", {}, "Membalas"), element("span", {}, state.asking.text.split("\n")[0])));
    }
    this.text.placeholder = state.asking?.hint || "Pesan";
    this.keys = element("div", { className: "keys", role: "group", ariaLabel: "Papan tombol" });
    for (const row of state.keyboard?.keyboard ?? []) {
      this.keys.append(element("div", {}, ...row.map((key) => this.key(key))));
    }
    this.commandsButton.hidden = !state.commands.length;
    const had = this.whole.contains(document.activeElement);
    this.whole.replaceChildren(...parts, this.line, this.keys);
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
    this.list = element("div", { className: "commands popup", role: "menu", ariaLabel: "Perintah" });
    for (const { command, description } of this.commands) {
      const one = element("button", { type: "button", role: "menuitem" }, element("b", {}, `/${command}`), element("span", {}, description));
      one.addEventListener("click", () => { this.list.remove(); this.actions.say(`/${command}`); });
      this.list.append(one);
    }
    this.whole.prepend(this.list);
    this.list.firstElementChild?.focus();
  }
}
