// One message as an element: bubble, media, time, inline keyboard.

import {fileUrl} from "./api.js";
import {layOut} from "./text.js";

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function messageElement(message, {language, onPress, onCommand, onEdit}) {
  const element = make("article", `message ${message.from_bot ? "theirs" : "mine"}`);
  element.dataset.id = message.message_id;
  const bubble = make("div", "bubble");
  if (message.reply_to_message) bubble.append(quoted(message.reply_to_message));
  bubble.append(...media(message));
  const text = message.text ?? message.caption;
  if (text) {
    const body = make("div", "text", layOut(text, message.entities ?? message.caption_entities, onCommand));
    body.lang = language;
    bubble.append(body);
  }
  bubble.append(footer(message, onEdit));
  element.append(bubble);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) element.append(keyboard(rows, (button, pressed) => onPress(message, button, pressed)));
  return element;
}

function footer(message, onEdit) {
  const when = new Date(message.date * 1000);
  const clock = when.toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});
  const time = make("time", "", clock);
  time.dateTime = when.toISOString();
  const line = make("div", "meta");
  if (!message.from_bot && message.text) {
    const edit = make("button", "edit", "Edit");
    edit.type = "button";
    edit.onclick = () => onEdit(message);
    line.append(edit);
  }
  if (message.edit_date) line.append(make("span", "edited", "edited"));
  line.append(time);
  return line;
}

function keyboard(rows, onPress) {
  const element = make("div", "keyboard");
  for (const row of rows) {
    element.append(make("div", "row", ...row.map((button) => inlineButton(button, onPress))));
  }
  return element;
}

function inlineButton(button, onPress) {
  const label = make("span", "", button.text);
  label.dir = "auto";
  if (!button.url) {
    const element = make("button", "", label);
    element.type = "button";
    element.onclick = () => onPress(button, element);
    return element;
  }
  const link = make("a", "url", label);
  if (/^(https?|tg):/i.test(button.url)) Object.assign(link, {href: button.url, target: "_blank", rel: "noopener"});
  return link;
}

function quoted(message) {
  const text = make("div", "quoted", message.text ?? message.caption ?? "…");
  text.dir = "auto";
  return text;
}

function media(message) {
  if (message.photo) return [picture(message.photo.at(-1))];
  if (message.voice ?? message.audio) return [sound(message.voice ?? message.audio)];
  if (message.sticker) return [make("div", "sticker", message.sticker.emoji ?? "🙂")];
  if (message.location) return [make("div", "thing", `Location ${message.location.latitude}, ${message.location.longitude}`)];
  if (message.contact) return [make("div", "thing", `Contact: ${message.contact.first_name} ${message.contact.phone_number}`)];
  const file = message.document ?? message.video;
  if (!file) return [];
  const link = make("a", "thing", `${file.file_name ?? "File"}`);
  Object.assign(link, {href: fileUrl(file), download: file.file_name ?? ""});
  return [link];
}

function picture(photo) {
  const image = make("img", "photo");
  image.alt = "Photo";
  image.onerror = () => image.replaceWith(make("div", "thing", "Photo"));
  image.src = fileUrl(photo);
  return image;
}

function sound(voice) {
  const player = make("audio", "voice");
  Object.assign(player, {controls: true, preload: "none", src: fileUrl(voice)});
  const label = make("div", "thing", `Voice message${voice.duration ? `, ${voice.duration} s` : ""}`);
  return make("div", "sound", label, player);
}
