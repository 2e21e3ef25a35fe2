// One phone: its chat and what can be done on it.

import { Composer } from "./composer.js";
import { day, element, iconButton, post } from "./elements.js";
import { bubble, spin } from "./messages.js";
import { openAttachments, openMenu } from "./menu.js";
import { askCaption, view } from "./dialogs.js";
import { openPopup } from "./popup.js";
import { t } from "./words.js";

export class Phone {
  constructor(state, desk) {
    this.id = state.id;
    this.desk = desk;
    this.messages = new Map();
    this.dates = new Map();
    this.answered = state.answers.length;
    this.waiting = [];
    this.pinned = true;
    this.lastTop = 0;
    this.actions = {
      do: (action, body) => this.do(action, body),
      say: (text, reply) => this.do("text", { text, reply }),
      start: (payload) => this.do("start", { payload }),
      press: (message, data, button) => {
        spin(button, true);
        this.pressed = true;
        this.do("press", { message, data });
      },
      key: (label, asksContact) => this.key(label, asksContact),
      copy: (text) => this.copy(text),
      upload: (files) => this.upload(files),
      attach: (button, chooseFile) => openAttachments(this, button, chooseFile),
      choices: (message, button) => this.choices(message, button),
      view,
      payload: (url) => desk.payload(url),
      firstPayload: () => desk.payload(location.href) ?? "",
    };
    this.build(state);
  }

  build(state) {
    this.log = element("div", { className: "log", role: "log", ariaLabel: t("Percakapan {who}", { who: state.name }), tabIndex: 0 });
    // The foot grows and shrinks, pictures arrive: whoever read the newest message goes on seeing
    // it, until the person scrolls up.
    this.log.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.log;
      if (scrollHeight - scrollTop - clientHeight < 60) this.pinned = true;
      else if (scrollTop < this.lastTop) this.pinned = false;
      this.lastTop = scrollTop;
      this.down.hidden = this.pinned;
    });
    this.inner = element("div", { className: "inner" });
    this.log.append(this.inner);
    const watch = new ResizeObserver(() => { if (this.pinned) this.toEnd(); });
    watch.observe(this.log);
    watch.observe(this.inner);
    this.down = iconButton("down", t("Ke pesan terbaru"), () => { this.pinned = true; this.toEnd(); });
    this.down.classList.add("down");
    this.down.hidden = true;
    this.status = element("small", { ariaLive: "polite" }, "bot");
    this.owner = element("div", { className: "owner" },
      state.role ? element("span", { className: "role" }, state.role) : "", element("b", {}, state.name), element("small", {}, state.number));
    const top = element("header", { className: "top" },
      element("div", { className: "face", ariaHidden: "true" }, state.bot[0]),
      element("div", { className: "who" }, element("b", {}, state.bot), this.status),
      iconButton("more", t("Menu ponsel"), (event) => openMenu(this, event.currentTarget)));
    this.composer = new Composer(this.actions);
    const screen = element("div", { className: "screen", data: { drop: t("Lepaskan berkas di sini") } }, top, element("div", { className: "middle" }, this.log, this.down), this.composer.whole);
    this.whole = element("section", { className: "phone", ariaLabel: t("Ponsel {who}", { who: state.name }), data: { phone: state.id } }, this.owner, screen);
    this.screen = screen;
    this.takeDrops(screen);
  }

  takeDrops(screen) {
    screen.addEventListener("dragover", (event) => { event.preventDefault(); screen.classList.add("over"); });
    screen.addEventListener("dragleave", () => screen.classList.remove("over"));
    screen.addEventListener("drop", (event) => {
      event.preventDefault();
      screen.classList.remove("over");
      this.upload([...event.dataTransfer.files]);
    });
  }

  async do(action, body) {
    try {
      await post(`/desk/phones/${this.id}/${action}`, body);
    } catch (error) {
      this.toast(error.message);
    }
  }

  async upload(files) {
    for (const file of files) {
      const form = new FormData();
      form.append("file", file);
      const caption = file.type.startsWith("image/") ? await askCaption(file) : "";
      if (caption === null) continue;
      form.append("caption", caption);
      await this.do("file", form);
    }
  }

  // What can be done with one message: as in Telegram, only own texts can be edited.
  choices(message, button) {
    const list = [[t("Balas"), () => this.composer.about(message)]];
    if (message.outgoing && message.text) list.push([t("Edit"), () => this.composer.about(message, true)]);
    if (message.text && !message.protected) list.push([t("Salin teks"), () => this.copy(message.text)]);
    openPopup(this.screen, button, t("Pilihan pesan"), list);
  }

  async key(label, asksContact) {
    const question = t("Bagikan nomor Anda? Nomor HP Anda akan diketahui oleh bot ini.");
    if (!asksContact || await this.desk.ask(question, t("Bagikan"))) this.do("key", { label });
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast(t("Disalin ke papan klip."));
    } catch {
      this.toast(text);
    }
  }

  // Returns how many messages of the bot are new.
  update(state) {
    this.state = state;
    this.showStatus();
    this.showAnswers(state.answers);
    this.waiting = state.waiting;
    let added = 0;
    for (const message of state.messages) added += this.place(message) && !message.outgoing;
    this.stopSpinners();
    this.showEmpty();
    // What answers the person is looked at, wherever the old messages were scrolled to.
    if (state.messages.some((m) => m.outgoing) || (added && this.pressed)) this.pinned = true;
    if (added) this.pressed = false;
    if (this.pinned) this.toEnd();
    this.composer.update(state);
    return added;
  }

  showStatus() {
    clearTimeout(this.quiet);
    const { typing, blocked } = this.state;
    this.status.textContent = blocked ? t("diblokir") : typing ? t("mengetik…") : "bot";
    this.status.classList.toggle("busy", typing);
    if (typing) this.quiet = setTimeout(() => { this.state.typing = false; this.showStatus(); }, 5500);
  }

  showEmpty() {
    const shape = this.messages.size ? null : this.state.description;
    if (shape === this.emptyShape) return;
    this.emptyShape = shape;
    this.about?.remove();
    if (shape === null) return;
    this.about = shape
      ? element("div", { className: "about" }, element("b", {}, t("Apa yang dapat dilakukan bot ini?")), element("p", {}, shape))
      : element("div", { className: "empty" }, t("Belum ada pesan"));
    this.inner.append(this.about);
  }

  place(message) {
    const old = this.messages.get(message.id);
    if (message.deleted) {
      old?.remove();
      this.messages.delete(message.id);
      return false;
    }
    const turning = this.waiting.filter(([id]) => id === message.id).map(([, data]) => data);
    const made = bubble(message, this.actions, turning);
    if (old) old.replaceWith(made);
    else this.inner.append(...this.newDay(message), made);
    this.messages.set(message.id, made);
    return !old;
  }

  newDay(message) {
    const name = day(message.date);
    if (name === this.lastDay) return [];
    this.lastDay = name;
    return [element("div", { className: "date", role: "separator" }, name)];
  }

  stopSpinners() {
    for (const button of this.log.querySelectorAll(".turning")) {
      const message = Number(button.closest("[data-message-id]").dataset.messageId);
      if (!this.waiting.some(([id, data]) => id === message && data === button.dataset.data)) spin(button, false);
    }
  }

  showAnswers(answers) {
    for (const { text, window } of answers.slice(this.answered)) {
      if (window) this.desk.ask(text, "OK", false);
      else this.toast(text);
    }
    this.answered = answers.length;
  }

  toast(text) {
    // One at a time: quick taps would pile them up.
    this.screen.querySelector(".toast")?.remove();
    const toast = element("div", { className: "toast", role: "alert" }, text);
    toast.addEventListener("click", () => toast.remove());
    setTimeout(() => toast.remove(), 3500);
    this.screen.append(toast);
  }

  toMessage(id) {
    this.pinned = false;
    this.messages.get(id)?.scrollIntoView({ block: "center" });
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }
}
