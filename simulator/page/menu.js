// A button that opens a list of things to do; arrow keys move, Escape closes.

import {make} from "./message.js";

export function menuOf(button, menu, items) {
  const toggle = (open) => {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) menu.firstElementChild?.focus();
  };
  button.onclick = () => {
    menu.replaceChildren(...items().map((item) => itemElement(item, () => toggle(false))));
    toggle(menu.hidden);
  };
  menu.onkeydown = (event) => {
    const step = {ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling"}[event.key];
    if (step) document.activeElement[step]?.focus();
    if (event.key === "Escape") { toggle(false); button.focus(); }
    if (step) event.preventDefault();
  };
  document.addEventListener("click", (event) => {
    if (!menu.hidden && !menu.contains(event.target) && !button.contains(event.target)) toggle(false);
  });
}

function itemElement([label, act, detail], close) {
  const element = make("button", "", make("span", "label", label));
  if (detail) element.append(Object.assign(make("span", "detail", detail), {dir: "auto"}));
  Object.assign(element, {type: "button", onclick: () => { close(); act(); }});
  element.setAttribute("role", "menuitem");
  return element;
}
