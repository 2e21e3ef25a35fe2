// A list of choices that opens at a button.

import { element } from "./elements.js";

// `choices`: pairs of a label and what it does. Opened again by the same button, it closes.
export function openPopup(screen, button, label, choices) {
  const old = screen.querySelector(".menu");
  old?.remove();
  if (old && old.opener === button) return;
  const menu = element("div", { className: "menu popup", role: "menu", ariaLabel: label });
  menu.opener = button;
  const close = () => { menu.remove(); button.focus(); };
  for (const [name, action] of choices) {
    const one = element("button", { type: "button", role: "menuitem" }, name);
    one.addEventListener("click", () => { close(); action(); });
    menu.append(one);
  }
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    if (!step) return;
    event.preventDefault();
    const all = [...menu.children];
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  });
  screen.append(menu);
  place(menu, screen.getBoundingClientRect(), button.getBoundingClientRect());
  menu.firstElementChild.focus();
  const outside = (event) => {
    if (menu.contains(event.target) || button.contains(event.target)) return;
    menu.remove();
    document.removeEventListener("pointerdown", outside);
  };
  document.addEventListener("pointerdown", outside);
}

// Under the button, or over it where there is no room; never past the edge of the phone.
function place(menu, screen, at) {
  const { offsetHeight: high, offsetWidth: wide } = menu;
  const under = at.bottom - screen.top + 4;
  const top = under + high < screen.height - 8 ? under : at.top - screen.top - high - 4;
  menu.style.top = `${Math.max(8, top)}px`;
  menu.style.left = `${Math.max(8, Math.min(at.left - screen.left, screen.width - wide - 8))}px`;
}
