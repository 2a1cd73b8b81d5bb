// A message's text with its entities, laid out as Telegram does: each line has the direction of its first
// strong character, and characters inside isolates count (unlike in the Unicode rules that browsers follow).

const RTL = /[\u200f\u061c]|(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const STRONG = /\p{L}|[\u200e\u200f\u061c]/u;

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "code", spoiler: "span",
  text_link: "a", url: "a", email: "a", phone_number: "a", bot_command: "button", mention: "span", hashtag: "span",
};

export function direction(line) {
  const strong = line.match(STRONG);
  return strong && RTL.test(strong[0]) ? "rtl" : "ltr";
}

export function layOut(text, entities = [], onCommand = () => {}) {
  const lines = document.createDocumentFragment();
  let start = 0;
  for (const line of text.split("\n")) {
    lines.append(layOutLine(text, start, start + line.length, entities, onCommand));
    start += line.length + 1;
  }
  return lines;
}

function layOutLine(text, start, end, entities, onCommand) {
  const element = document.createElement("div");
  element.className = "line";
  element.dir = direction(text.slice(start, end));
  const here = entities.filter((e) => e.offset <= end && e.offset + e.length > start);
  for (const e of here) if (/pre|blockquote/.test(e.type)) element.classList.add(e.type.replace("expandable_", ""));
  const inside = (position) => position > start && position < end;
  const cuts = here.flatMap((e) => [e.offset, e.offset + e.length]).filter(inside);
  const edges = [...new Set([start, ...cuts, end])].sort((a, b) => a - b);
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i], edges[i + 1]];
    const covering = here.filter((e) => e.offset <= from && e.offset + e.length >= to);
    element.append(wrap(text, from, to, covering, onCommand));
  }
  if (start === end) element.append(document.createElement("br"));
  return element;
}

function wrap(text, from, to, covering, onCommand) {
  let node = document.createTextNode(text.slice(from, to));
  for (const entity of covering.toReversed()) {
    const tag = TAGS[entity.type];
    if (!tag) continue;
    const element = document.createElement(tag);
    element.className = entity.type;
    element.append(node);
    dress(element, entity, text.substr(entity.offset, entity.length), onCommand);
    node = element;
  }
  return node;
}

function dress(element, entity, whole, onCommand) {
  const href = {
    url: /^\w+:/.test(whole) ? whole : `https://${whole}`,
    text_link: entity.url, email: `mailto:${whole}`, phone_number: `tel:${whole.replace(/[^+\d]/g, "")}`,
  }[entity.type];
  if (href && /^(https?|tg|mailto|tel):/i.test(href)) {
    Object.assign(element, {href, target: "_blank", rel: "noopener noreferrer"});
  }
  if (entity.type === "bot_command") {
    // A button is a paragraph of its own to the browser; to Telegram the command is a part of the line.
    Object.assign(element, {type: "button", dir: "ltr", onclick: () => onCommand(whole)});
  }
  if (entity.type === "spoiler") element.onclick = () => element.classList.add("shown");
}
