// What a jump of the clock caused: one line a message, each the way to it.

import { clock, element, iconButton, weekday } from "./elements.js";
import { t } from "./words.js";

const SHOWN = 8;
const QUIET_MS = 5000;

export function showNews(box, hours, { messages, others }, open) {
  const span = hours < 24 ? t("{n} jam", { n: hours }) : t("{n} hari", { n: Math.round(hours / 24) });
  const count = messages.length ? t("{n} pesan baru", { n: messages.length }) : t("Tidak ada pesan baru.");
  const close = () => { box.hidden = true; };
  const head = element("div", { className: "head" }, element("b", {}, t("Jam maju {span}.", { span })), ` ${count}`,
    iconButton("close", t("Tutup"), close));
  const lines = messages.slice(0, SHOWN).map(({ phone, message, who, at, text }) => {
    const when = hours < 24 ? clock(at) : `${weekday(at)}, ${clock(at)}`;
    const line = element("button", { type: "button" }, element("b", {}, who), element("time", {}, when), element("span", {}, text));
    line.addEventListener("click", () => { close(); open(phone, message); });
    return line;
  });
  const rest = messages.length - lines.length;
  box.replaceChildren(head, ...lines);
  if (rest) box.append(element("p", {}, t("… dan {n} lagi", { n: rest })));
  if (others) box.append(element("p", {}, t("dan {n} pesan kepada ASN lain", { n: others })));
  box.hidden = false;
  clearTimeout(box.quiet);
  if (!messages.length) box.quiet = setTimeout(close, QUIET_MS);
}
