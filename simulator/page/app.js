// The page: who has a phone here, and the stream of what happens on them.

import * as api from "./api.js";
import {make} from "./message.js";
import {Phone} from "./phone.js";

const CHIPS = 12; // a large population is not listed whole
const SMALL = 600; // pixels, as in page.css: there, one phone at a time
const place = document.querySelector(".phones");
const chips = document.querySelector(".people");
const link = document.querySelector(".link");
const phones = new Map();
let everybody = [];
let stop = () => {};

function chosen() {
  const ids = location.hash.slice(1).split(",").filter(Boolean).map(Number);
  if (ids.length) return ids;
  return everybody.slice(0, window.innerWidth > 900 ? 2 : 1).map((person) => person.id);
}

function choose(ids) {
  history.replaceState(null, "", `#${ids.join(",")}`);
  arrange();
}

function toggle(id) {
  if (window.innerWidth <= SMALL) return choose([id]);
  const now = [...phones.keys()];
  const rest = now.filter((other) => other !== id);
  if (rest.length < now.length && rest.length) return choose(rest);
  if (rest.length === now.length) choose([...now, id]);
  phones.get(id)?.element.scrollIntoView({behavior: "smooth", inline: "center", block: "nearest"});
}

function arrange() {
  const ids = chosen();
  for (const [id, phone] of phones) if (!ids.includes(id)) { phone.element.remove(); phones.delete(id); }
  for (const id of ids) {
    const person = everybody.find((someone) => someone.id === id);
    if (person && !phones.has(id)) phones.set(id, new Phone(person));
  }
  place.replaceChildren(...[...phones.values()].map((phone) => frame(phone)));
  showChips();
  follow();
}

function showChips() {
  chips.replaceChildren(...everybody.slice(0, CHIPS).map(chip));
  chips.querySelector("[aria-pressed=true]")?.scrollIntoView({inline: "center", block: "nearest"});
}

function frame(phone) {
  const {id, first_name, language_code} = phone.person;
  const name = Object.assign(make("strong", "", first_name), {dir: "auto", lang: language_code});
  const close = make("button", "icon close", "×");
  Object.assign(close, {type: "button", onclick: () => toggle(id)});
  close.setAttribute("aria-label", `Put away the phone of ${first_name}`);
  const owner = make("div", "owner", name, make("span", "code", language_code), close);
  return make("div", "frame", owner, phone.element);
}

function chip(person) {
  const name = Object.assign(make("span", "", person.first_name), {dir: "auto", lang: person.language_code});
  const element = make("button", "chip", name, make("span", "code", person.language_code));
  element.type = "button";
  element.setAttribute("aria-pressed", String(phones.has(person.id)));
  element.onclick = () => toggle(person.id);
  return element;
}

function follow() {
  stop();
  stop = api.listen([...phones.keys()], {
    opened: () => { link.textContent = ""; refresh(); },
    lost: () => { link.textContent = "The simulator does not answer. Trying again."; },
    event: (event) => event.kind === "reset" ? begin() : hear(event),
  });
}

function hear(event) {
  const concerned = event.person === null ? [...phones.values()] : [phones.get(event.person)];
  for (const phone of concerned) phone?.hear(event);
}

async function refresh() {
  everybody = await api.people();
  for (const [id, phone] of phones) {
    const person = everybody.find((someone) => someone.id === id);
    if (person) phone.setPerson(person);
    phone.load();
  }
  showChips();
}

async function begin() {
  everybody = await api.people();
  for (const id of phones.keys()) phones.delete(id);
  arrange();
}

window.addEventListener("hashchange", arrange);
begin();
