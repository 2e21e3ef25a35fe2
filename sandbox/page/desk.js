// The desk: all phones side by side, the clock, the log of calls.

import { element } from "./messages.js";
import { Phone } from "./phone.js";

const phones = new Map();
const main = document.querySelector("#phones");
const tabs = document.querySelector(".tabs");
let shown = null;

function show(id) {
  shown = id;
  for (const [other, { phone, tab }] of phones) {
    phone.whole.classList.toggle("shown", other === id);
    tab.setAttribute("aria-selected", String(other === id));
  }
  const { phone, tab } = phones.get(id);
  tab.classList.remove("new");
  phone.toEnd();
}

function arrive(state) {
  const phone = new Phone(state, ask);
  const tab = element("button", { type: "button", role: "tab" }, state.role || state.name);
  tab.addEventListener("click", () => show(state.id));
  tabs.append(tab);
  main.append(phone.whole);
  phones.set(state.id, { phone, tab });
  if (shown === null) show(state.id);
  return phones.get(state.id);
}

function ask(question) {
  const dialog = document.querySelector("#ask");
  document.querySelector("#question").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

function update(state) {
  const now = new Date(state.now);
  const day = now.toLocaleDateString("id-ID", {
    weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "Asia/Jakarta",
  });
  const hour = now.toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" });
  document.querySelector("#now").textContent = `${day}, ${hour} WIB`;
  for (const one of state.phones) {
    const { phone, tab } = phones.get(one.id) ?? arrive(one);
    if (phone.update(one) && one.id !== shown) tab.classList.add("new");
  }
  document.querySelector("#count").textContent = `(${state.calls.at(-1)?.number ?? 0})`;
  document.querySelector("#calls").replaceChildren(...state.calls.toReversed().map((call) => {
    const words = `${call.number} ${call.method} ${call.chat ?? ""} ${call.error ?? call.text}`;
    return element("li", { className: call.error ? "refused" : "" }, words);
  }));
}

async function move(body) {
  const answer = await fetch("/desk/clock", {
    method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" },
  });
  if (!answer.ok) alert((await answer.json()).error);
}

for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => move({ seconds: Number(button.dataset.move) }));
}
document.querySelector(".clock").addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = document.querySelector("#until").value;
  if (wanted) move({ to: `${wanted}:00+07:00` });
});

function listen() {
  const events = new EventSource("/desk/events");
  events.onmessage = (event) => update(JSON.parse(event.data));
  events.onerror = () => {
    document.querySelector("#now").textContent = "Terputus: jalankan lagi make demo";
  };
}

listen();
