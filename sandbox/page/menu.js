// What else can be done on a phone: links, other people's cards, blocking.

import { element } from "./elements.js";

const SAMPLE = "pegawai-baru.csv";

export function openMenu(phone, button) {
  const open = phone.screen.querySelector(".menu");
  if (open) { open.remove(); return; }
  const menu = element("div", { className: "menu popup", role: "menu", ariaLabel: "Menu ponsel" });
  const close = () => { menu.remove(); button.focus(); };
  const add = (label, action) => {
    const one = element("button", { type: "button", role: "menuitem" }, label);
    one.addEventListener("click", () => { close(); action(); });
    menu.append(one);
  };
  add("Buka tautan ?start=…", () => openLink(phone));
  add(`Kirim berkas contoh (${SAMPLE})`, () => sendSample(phone));
  add("Kirim stiker", () => phone.do("sticker"));
  for (const other of phone.desk.others(phone.id)) {
    add(`Kirim kartu kontak ${other.role || other.name}`, () => phone.do("contact", { of: other.id }));
  }
  if (phone.state.blocked) add("Buka blokir", () => phone.do("unblock"));
  else add("Blokir bot", () => phone.do("block"));
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    if (!step) return;
    event.preventDefault();
    const all = [...menu.children];
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  });
  phone.screen.append(menu);
  menu.firstElementChild.focus();
  const outside = (event) => {
    if (menu.contains(event.target) || button.contains(event.target)) return;
    menu.remove();
    document.removeEventListener("pointerdown", outside);
  };
  document.addEventListener("pointerdown", outside);
}

// Staff that HR might load: two new people, one with two numbers, one whose NIP lacks a digit.
async function sendSample(phone) {
  const content = await (await fetch(`/page/${SAMPLE}`)).blob();
  phone.upload([new File([content], SAMPLE, { type: "text/csv" })]);
}

function openLink(phone) {
  const given = window.prompt("Isi ?start= dari tautan (boleh seluruh tautan):", "");
  if (given === null) return;
  phone.actions.start(phone.desk.payload(given.trim()) ?? given.trim());
}
