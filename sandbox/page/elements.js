// Small parts that everything else is made of.

import { locale, t } from "./words.js";

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key === "data") Object.assign(made.dataset, value);
    else if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  attach: "M20 11.5 12.2 19.3a5 5 0 0 1-7.1-7.1l8.2-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.1 8.1a1.7 1.7 0 0 1-2.5-2.4l7.4-7.4",
  send: "M4 20 21 12 4 4l2.6 8L4 20Zm2.6-8H13",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  down: "m6 9.5 6 6 6-6",
  file: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  keys: "M4 7h16v10H4zM8 10.5h.01M12 10.5h.01M16 10.5h.01M8 14h8",
  close: "m6 6 12 12M18 6 6 18",
  choices: "m6 9.5 6 6 6-6",
  voice: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4Zm-5.5 7a5.5 5.5 0 0 0 11 0M12 16.5V20",
  place: "M12 20.5s6.5-6 6.5-10.5a6.5 6.5 0 0 0-13 0C5.5 14.5 12 20.5 12 20.5Zm0-8.3a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, press) {
  const made = element("button", { type: "button", className: "tool", title: label, ariaLabel: label }, icon(name));
  if (press) made.addEventListener("click", press);
  return made;
}

const zone = { timeZone: "Asia/Jakarta" };
const date = (moment, form) => new Date(moment).toLocaleDateString(locale(), { ...form, ...zone });
export const clock = (moment) => new Date(moment).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", ...zone });
export const day = (moment) => date(moment, { day: "numeric", month: "long" });
export const weekday = (moment) => date(moment, { weekday: "short", day: "numeric", month: "short" });
export const year = (moment) => date(moment, { year: "numeric" });

// "9/12/2026 08.00" in WIB, as an Indonesian writes a moment; a browser's own field follows the
// language of the browser.
export function fieldMoment(moment) {
  const [, years, months, days, time] = new Date(new Date(moment).getTime() + 7 * 3600e3).toISOString().match(/(\d+)-(\d+)-(\d+)T(\d+:\d+)/);
  return `${Number(days)}/${Number(months)}/${years} ${time.replace(":", ".")}`;
}

// The moment that a field holds, for the server; null: it cannot be read.
export function readMoment(written) {
  const found = written.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ ,]+(\d{1,2})[.:](\d{2})$/);
  if (!found) return null;
  const [days, months, years, hours, minutes] = found.slice(1).map((part) => part.padStart(2, "0"));
  return `${years}-${months}-${days}T${hours}:${minutes}:00+07:00`;
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "KB"] : [bytes / 1e6, "MB"];
  return `${value.toLocaleString(locale(), { maximumFractionDigits: 1 })} ${unit}`;
}

export async function post(path, body) {
  const isForm = body instanceof FormData;
  const answer = await fetch(path, {
    method: "POST",
    body: isForm ? body : JSON.stringify(body ?? {}),
    headers: isForm ? {} : { "content-type": "application/json" },
  });
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).error ?? t("Gagal ({code}).", { code: answer.status }));
  return answer.json();
}
