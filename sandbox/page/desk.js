// The desk: all phones side by side, the clock, the log of calls.

import { clock, element, fieldMoment, post, weekday, year } from "./elements.js";
import { Phone } from "./phone.js";

const SHOWN_CALLS = 200;
const find = (selector) => document.querySelector(selector);
const phones = new Map();
const calls = find("#calls");
let shown = null;
let username = "";

const desk = {
  // Asks in a window; without a way to refuse it only tells.
  ask(question, yes, canRefuse = true) {
    const dialog = find("#ask");
    if (dialog.open) dialog.close("no");
    find("#question").textContent = question;
    find("#yes").textContent = yes;
    find("#no").hidden = !canRefuse;
    dialog.returnValue = "no";
    dialog.showModal();
    find("#yes").focus();
    return new Promise((answer) => {
      dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
    });
  },
  // What a link to this bot carries after ?start=; null: another link.
  payload(url) {
    try {
      const { hostname, pathname, searchParams } = new URL(url);
      const ours = hostname === location.hostname || (hostname === "t.me" && pathname === `/${username}`);
      return ours ? searchParams.get("start") : null;
    } catch {
      return null;
    }
  },
  others: (id) => [...phones.values()].map(({ phone }) => phone.state).filter((state) => state.id !== id),
};

function show(id) {
  shown = id;
  for (const [other, { phone, tab }] of phones) {
    phone.whole.classList.toggle("shown", other === id);
    tab.ariaSelected = String(other === id);
    tab.tabIndex = other === id ? 0 : -1;
  }
  const one = phones.get(id);
  one.unread = 0;
  one.count.textContent = "";
  one.phone.toEnd();
}

function arrive(state) {
  const phone = new Phone(state, desk);
  const count = element("span", { className: "unread" });
  const tab = element("button", { type: "button", role: "tab", data: { tab: state.id } },
    element("b", {}, state.role || state.name, count), state.role ? element("small", {}, state.name) : "");
  tab.addEventListener("click", () => show(state.id));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...phones.keys()];
    const next = ids.at((ids.indexOf(state.id) + step) % ids.length);
    show(next);
    phones.get(next).tab.focus();
  });
  find(".tabs").append(tab);
  find("#phones").append(phone.whole);
  phones.set(state.id, { phone, tab, count, unread: 0 });
  return phones.get(state.id);
}

function update(state) {
  username = state.username;
  find("#now").replaceChildren(weekday(state.now), element("span", { className: "year" }, ` ${year(state.now)}`), `, ${clock(state.now)} WIB`);
  const until = find("#until");
  until.min = fieldMoment(state.now);
  if (until.value < until.min && document.activeElement !== until) until.value = until.min;
  for (const one of state.phones) {
    const isNew = !phones.has(one.id);
    const entry = phones.get(one.id) ?? arrive({ ...one, bot: state.bot });
    const added = entry.phone.update(one);
    if (shown === null) show(one.id);
    if (isNew || one.id === shown || !added) continue;
    entry.unread += added;
    entry.count.textContent = entry.unread;
    entry.count.ariaLabel = `${entry.unread} pesan baru`;
  }
  for (const call of state.calls) calls.prepend(callLine(call));
  while (calls.childElementCount > SHOWN_CALLS) calls.lastElementChild.remove();
  if (state.calls.length) find("#count").textContent = `(${state.calls.at(-1).number})`;
}

function callLine(call) {
  const outcome = call.error ?? (call.code === 200 ? "" : call.code);
  return element("li", {}, element("details", { className: call.error ? "refused" : "" },
    element("summary", {}, element("time", {}, clock(call.at)), ` ${call.number} `, element("b", {}, call.method), ` ${call.chat ?? ""} `,
      element("span", {}, outcome)),
    element("pre", {}, call.params)));
}

async function move(body) {
  const buttons = [...document.querySelectorAll(".clock button")];
  for (const button of buttons) button.disabled = true;
  try {
    await post("/desk/clock", body);
  } catch (error) {
    desk.ask(error.message, "OK", false);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => move({ seconds: Number(button.dataset.move) }));
}
find(".clock").addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = find("#until").value;
  if (wanted) move({ to: `${wanted}:00+07:00` });
});
const hint = find("#hint");
// On a phone the chat needs the room: the steps open when asked for.
hint.open = (localStorage.getItem("hint") ?? (innerWidth > 760 ? "open" : "closed")) === "open";
hint.addEventListener("toggle", () => localStorage.setItem("hint", hint.open ? "open" : "closed"));
find("#more").addEventListener("click", ({ currentTarget }) => {
  currentTarget.ariaExpanded = String(document.body.classList.toggle("tools"));
});

// A stream that ends and comes back is told everything anew: from another start of the program
// the old phones would stay, so the page begins again.
let cut = false;
const events = new EventSource("/desk/events");
events.onmessage = (event) => {
  if (cut) location.reload();
  else update(JSON.parse(event.data));
};
events.onerror = () => {
  cut = true;
  find("#now").textContent = "Terputus: program berhenti";
};
