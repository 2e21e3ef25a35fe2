// One phone: its chat, its keyboards, what can be done on it.

import { bubble, element } from "./messages.js";

const post = (path, body) => fetch(path, {
  method: "POST",
  ...(body instanceof FormData
    ? { body }
    : { body: JSON.stringify(body ?? {}), headers: { "content-type": "application/json" } }),
});

export class Phone {
  constructor(state, ask) {
    this.id = state.id;
    this.ask = ask;
    this.messages = new Map();
    this.alerts = state.alerts.length;
    this.turning = new Map();
    this.build(state);
  }

  build(state) {
    this.log = element("div", { className: "log", role: "log", ariaLive: "polite" });
    this.pinned = true;
    this.log.addEventListener("scroll", () => {
      this.pinned = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
    });
    // The keyboard below grows and shrinks: whoever read the newest message goes on seeing it.
    new ResizeObserver(() => { if (this.pinned) this.toEnd(); }).observe(this.log);
    this.small = element("small");
    this.more = element("button", { className: "more", type: "button" });
    this.more.addEventListener("click", () => this.do(this.blocked ? "unblock" : "block"));
    const role = state.role ? [element("span", { className: "role" }, state.role)] : [];
    const top = element("header", { className: "top" },
      element("div", { className: "face", ariaHidden: "true" }, "B"),
      element("div", { className: "who" }, element("b", {}, state.name), this.small), ...role, this.more);
    this.bottom = element("footer", { className: "bottom" });
    this.whole = element("section", { className: "phone", ariaLabel: `Ponsel ${state.name}` }, top, this.log, this.bottom);
    this.whole.dataset.phone = state.id;
    this.whole.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.whole.classList.add("over");
    });
    this.whole.addEventListener("dragleave", () => this.whole.classList.remove("over"));
    this.whole.addEventListener("drop", (event) => {
      event.preventDefault();
      this.whole.classList.remove("over");
      this.upload(event.dataTransfer.files);
    });
  }

  do(deed, body) {
    return post(`/desk/phones/${this.id}/${deed}`, body);
  }

  upload(files) {
    for (const file of files) {
      const form = new FormData();
      form.append("file", file);
      this.do("file", form);
    }
  }

  update(state) {
    this.blocked = state.blocked;
    this.small.textContent = `${state.number}${state.blocked ? " · bot diblokir" : ""}`;
    this.more.textContent = state.blocked ? "Buka blokir" : "Blokir";
    this.showToast(state.alerts);
    for (const [message] of this.turning) {
      if (!state.waiting.includes(message)) this.stopTurning(message);
    }
    for (const message of state.messages) this.place(message);
    if (state.messages.some((m) => !m.deleted) && this.pinned) this.toEnd();
    this.showBottom(state);
    return state.messages.some((m) => !m.outgoing);
  }

  toEnd() {
    requestAnimationFrame(() => { this.log.scrollTop = this.log.scrollHeight; });
    for (const image of this.log.querySelectorAll("img")) {
      if (!image.complete) image.addEventListener("load", () => { this.log.scrollTop = this.log.scrollHeight; });
    }
  }

  place(message) {
    const old = this.messages.get(message.id);
    if (message.deleted) {
      old?.remove();
      this.messages.delete(message.id);
      return;
    }
    const made = bubble(message, {
      turning: this.turning.get(message.id),
      press: (id, data) => this.press(id, data),
    });
    if (old) old.replaceWith(made);
    else this.log.append(...this.newDay(message), made);
    this.messages.set(message.id, made);
  }

  newDay(message) {
    const day = new Date(message.date).toLocaleDateString("id-ID", {
      day: "numeric", month: "long", timeZone: "Asia/Jakarta",
    });
    if (day === this.day) return [];
    this.day = day;
    return [element("div", { className: "date" }, day)];
  }

  press(message, data) {
    this.turning.set(message, data);
    const pressed = [...this.messages.get(message).querySelectorAll("button")];
    pressed.find((b) => b.dataset.data === data)?.classList.add("turning");
    this.do("press", { message, data });
  }

  stopTurning(message) {
    this.turning.delete(message);
    const found = this.messages.get(message)?.querySelectorAll(".turning") ?? [];
    for (const button of found) button.classList.remove("turning");
  }

  showToast(alerts) {
    for (const text of alerts.slice(this.alerts)) {
      const toast = element("div", { className: "toast", role: "alert" }, text);
      toast.addEventListener("click", () => toast.remove());
      setTimeout(() => toast.remove(), 6000);
      this.whole.append(toast);
    }
    this.alerts = alerts.length;
  }

  showBottom(state) {
    const shape = JSON.stringify([state.started, state.keyboard, state.commands]);
    if (shape === this.shape) return;
    this.shape = shape;
    if (!state.started) this.bottom.replaceChildren(...this.startParts());
    else this.bottom.replaceChildren(this.writeParts(state), ...this.keyParts(state.keyboard));
  }

  startParts() {
    const payload = element("input", { type: "text", placeholder: "p-…", ariaLabel: "Muatan tautan" });
    const start = element("button", { type: "button", className: "start" }, "MULAI");
    start.addEventListener("click", () => this.do("start", { payload: payload.value.trim() }));
    return [start, element("label", { className: "payload" }, "?start=", payload)];
  }

  writeParts(state) {
    const text = element("input", { type: "text", placeholder: "Pesan", ariaLabel: "Pesan", autocomplete: "off" });
    const file = element("input", { type: "file", hidden: true, ariaLabel: "Lampirkan berkas" });
    file.addEventListener("change", () => { this.upload(file.files); file.value = ""; });
    const menu = element("button", { type: "button", title: "Daftar perintah", ariaLabel: "Daftar perintah" }, "☰");
    menu.addEventListener("click", () => this.toggleCommands(state.commands));
    const form = element("form", { className: "write" }, menu, text,
      element("label", { title: "Lampirkan berkas" }, "+", file),
      element("button", { className: "send", type: "submit", ariaLabel: "Kirim pesan" }, "➤"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (text.value.trim()) this.do("text", { text: text.value });
      text.value = "";
    });
    return form;
  }

  toggleCommands(commands) {
    const open = this.whole.querySelector(".commands");
    if (open) { open.remove(); return; }
    const list = element("div", { className: "commands", role: "menu" });
    for (const { command, description } of commands) {
      const one = element("button", { type: "button", role: "menuitem" }, `/${command}`, element("span", {}, description));
      one.addEventListener("click", () => { list.remove(); this.do("text", { text: `/${command}` }); });
      list.append(one);
    }
    this.whole.append(list);
  }

  keyParts(keyboard) {
    if (!keyboard?.keyboard) return [];
    const keys = element("div", { className: "keys" });
    for (const row of keyboard.keyboard) {
      const line = element("div");
      for (const key of row) {
        const label = key.text ?? key;
        const button = element("button", { type: "button", className: key.request_contact ? "contact" : "" }, label);
        button.addEventListener("click", () => this.key(key, label));
        line.append(button);
      }
      keys.append(line);
    }
    return [keys];
  }

  async key(key, label) {
    if (!key.request_contact) { this.do("text", { text: label }); return; }
    if (await this.ask("Bagikan nomor Anda kepada bot ini? Bot akan melihat nomor telepon Anda.")) this.do("contact");
  }
}
