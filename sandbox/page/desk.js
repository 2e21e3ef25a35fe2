// The desk: all phones side by side, the clock, the log of calls.

import { ask } from "./dialogs.js";
import { clock, element, fieldMoment, post, readMoment, weekday, year } from "./elements.js";
import { showNews } from "./news.js";
import { Phone } from "./phone.js";
import { begin, choose, language, t } from "./words.js";

const SHOWN_CALLS = 200;
const NARROW = matchMedia("(max-width: 760px)");
const find = (selector) => document.querySelector(selector);
const phones = new Map();
const calls = find("#calls");
let shown = null;
let username = "";
let moving = false;
let lastNow = null;

const desk = {
  ask,
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

// Shows a phone, at its newest message or at the given one.
function show(id, message = null) {
  shown = id;
  for (const [other, { phone, tab }] of phones) {
    phone.whole.classList.toggle("shown", other === id);
    tab.ariaSelected = String(other === id);
    tab.tabIndex = other === id ? 0 : -1;
  }
  const one = phones.get(id);
  one.unread = 0;
  one.count.textContent = "";
  if (!NARROW.matches) one.phone.whole.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
  if (message === null) one.phone.toEnd();
  else one.phone.toMessage(message);
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
  if (shown === null) start(state.language);
  username = state.username;
  lastNow = new Date(state.now);
  find("#now").replaceChildren(weekday(state.now), element("span", { className: "year" }, ` ${year(state.now)}`), `, ${clock(state.now)}`, element("span", { className: "zone" }, " WIB"));
  const until = find("#until");
  if (document.activeElement !== until && !moving) until.value = fieldMoment(state.now);
  for (const one of state.phones) {
    const isNew = !phones.has(one.id);
    const entry = phones.get(one.id) ?? arrive({ ...one, bot: state.bot });
    const added = entry.phone.update(one);
    if (shown === null) show(one.id);
    showFurther();
    if (isNew || one.id === shown || !added) continue;
    entry.unread += added;
    entry.count.textContent = entry.unread;
    entry.count.ariaLabel = t("{n} pesan baru", { n: entry.unread });
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
  const buttons = [...document.querySelectorAll(".clock [data-move], .clock [type=submit]")];
  for (const button of buttons) button.disabled = true;
  moving = true;
  const from = lastNow;
  try {
    const { now, news } = await post("/desk/clock", body);
    showNews(find("#news"), Math.max(1, Math.round((new Date(now) - from) / 3600e3)), news, show);
  } catch (error) {
    ask(error.message, "OK", false);
  } finally {
    moving = false;
    for (const button of buttons) button.disabled = false;
  }
}

for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => move({ seconds: Number(button.dataset.move) }));
}
find(".clock").addEventListener("submit", (event) => {
  event.preventDefault();
  const to = readMoment(find("#until").value);
  if (to) move({ to });
  else ask(t("Waktu ditulis seperti 9/12/2026 08.00."), "OK", false);
});

const hint = find("#hint");
// On a phone the chat needs the room: the steps open when asked for, and only there and then.
hint.open = !NARROW.matches && (localStorage.getItem("hint") ?? "open") === "open";
hint.addEventListener("toggle", () => {
  find("#help").ariaExpanded = String(hint.open);
  if (!NARROW.matches) localStorage.setItem("hint", hint.open ? "open" : "closed");
});
find("#help").addEventListener("click", () => { hint.open = !hint.open; });
find("#more").addEventListener("click", ({ currentTarget }) => {
  currentTarget.ariaExpanded = String(document.body.classList.toggle("tools"));
});

// Where the phones do not fit beside each other, a button says so and leads on.
const row = find("#phones");
const showFurther = () => {
  find("#further").hidden = NARROW.matches || row.scrollWidth - row.scrollLeft - row.clientWidth < 8;
};
row.addEventListener("scroll", showFurther);
new ResizeObserver(showFurther).observe(row);
find("#further").addEventListener("click", () => row.scrollBy({ left: row.clientWidth * 0.6, behavior: "smooth" }));

function start(offered) {
  begin(offered);
  find("#speak").hidden ||= offered === "en";
  const button = find("#language");
  button.textContent = language === "en" ? "Bahasa Indonesia" : "English";
  button.lang = language === "en" ? "id" : "en";
  button.addEventListener("click", () => choose(language === "en" ? "id" : "en"));
}

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
  find("#now").textContent = t("Terputus: program berhenti");
};
