// One phone: a person's chat with the bot.

import * as api from "./api.js";
import {make, messageElement} from "./message.js";
import {menuOf} from "./menu.js";

const THINGS = {
  Photo: {photo: {}}, "Voice message": {voice: {duration: 4, mime_type: "audio/ogg"}}, Sticker: {sticker: {}},
  Document: {document: {name: "paper.pdf", mime_type: "application/pdf"}},
  Location: {location: {latitude: 42.6977, longitude: 23.3219}},
};
const ACTIONS = {typing: "typing", record_voice: "recording", upload_voice: "sending a recording"};
const ACTION_SECONDS = 5;

export class Phone {
  constructor(person) {
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.waiting = new Map(); // pressed buttons by callback query id
    this.find = (selector) => this.element.querySelector(selector);
    this.log = this.find(".log");
    this.input = this.find("textarea");
    this.element.dataset.person = person.id;
    this.log.setAttribute("aria-label", `Chat of ${person.first_name}`);
    this.setPerson(person);
    this.connect();
  }

  connect() {
    this.find(".start").onclick = () => this.start();
    this.find("form.composer").onsubmit = (event) => { event.preventDefault(); this.submit(); };
    this.input.oninput = () => this.grow();
    this.input.onkeydown = (event) => this.key(event);
    menuOf(this.find(".commands-button"), this.find(".commands"), () => this.commandItems());
    menuOf(this.find(".attach"), this.find(".things"), () =>
      Object.entries(THINGS).map(([label, content]) => [label, () => this.write(content)]));
    menuOf(this.find(".more"), this.find(".fate"), () => this.fateItems());
  }

  // Show the chat as it is now. What happens while it is being fetched waits in the backlog, then follows.
  async load() {
    const turn = this.turn = (this.turn ?? 0) + 1;
    this.backlog ??= [];
    const [messages] = await Promise.all([api.chat(this.person.id), this.loadProfile()]);
    if (turn !== this.turn) return;
    this.log.replaceChildren(...(this.profile.description ? [this.about(this.profile.description)] : []));
    for (const message of messages) if (!message.deleted) this.show(message);
    const missed = this.backlog;
    this.backlog = null;
    for (const event of missed) this.hear(event);
  }

  async loadProfile() {
    this.profile = await api.profile(this.person.id);
    this.find(".bot").textContent = this.profile.name;
    this.find(".avatar").textContent = [...this.profile.name][0];
    this.find(".commands-button").hidden = !this.profile.commands.length;
  }

  about(description) {
    const text = make("p", "", description);
    text.dir = "auto";
    return make("div", "about", text);
  }

  setPerson(person) {
    this.person = person;
    const open = person.started && !person.blocked && !person.deactivated;
    const label = person.deactivated ? "Account deleted" : person.blocked ? "Restart" : "Start";
    this.find(".start").textContent = label;
    this.find(".start").disabled = person.deactivated;
    this.find(".start").hidden = open;
    this.find(".composer").hidden = !open;
  }

  hear(event) {
    if (this.backlog) return this.backlog.push(event);
    if (event.kind === "message") this.show(event.message);
    if (event.kind === "edit") this.show(event.message);
    if (event.kind === "delete") this.at(event.message_id)?.remove();
    if (event.kind === "action") this.setState(ACTIONS[event.action] ?? "sending a file");
    if (event.kind === "answer") this.answered(event);
    if (event.kind === "person") this.setPerson(event.user);
    if (event.kind === "commands") this.loadProfile();
  }

  at(id) { return this.log.querySelector(`[data-id="${id}"]`); }

  show(message) {
    const element = messageElement(message, {
      language: this.person.language_code,
      onPress: (...pressed) => this.press(...pressed),
      onCommand: (text) => this.write({text}),
      onEdit: (own) => this.edit(own),
    });
    const old = this.at(message.message_id);
    old ? old.replaceWith(element) : this.log.append(element);
    if (message.from_bot) this.setState("");
    this.setReplyKeyboard(message.reply_markup);
    if (!old) this.log.scrollTop = this.log.scrollHeight;
  }

  setState(text) {
    clearTimeout(this.stateTimer);
    const state = this.find(".state");
    state.textContent = text || "bot";
    state.classList.toggle("busy", Boolean(text));
    if (text) this.stateTimer = setTimeout(() => this.setState(""), ACTION_SECONDS * 1000);
  }

  setReplyKeyboard(markup) {
    const place = this.find(".reply-keyboard");
    if (markup?.remove_keyboard) place.hidden = true;
    if (!markup?.keyboard) return;
    place.hidden = false;
    place.replaceChildren(...markup.keyboard.map((row) => make("div", "row", ...row.map((button) => {
      const element = make("button", "", button.text);
      Object.assign(element, {type: "button", dir: "auto", onclick: () => this.write({text: button.text})});
      return element;
    }))));
  }

  async start() {
    if (this.person.blocked) await api.act(this.person.id, "unblock");
    this.write({text: "/start"});
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.grow();
    if (!this.editing) return this.write({text});
    this.try(api.edit(this.person.id, this.editing, text));
    this.editing = undefined;
  }

  edit(message) {
    this.editing = message.message_id;
    this.input.value = message.text;
    this.grow();
    this.input.focus();
  }

  write(content) { return this.try(api.write(this.person.id, content)); }

  async press(message, button, element) {
    if (!button.callback_data) return;
    element.setAttribute("aria-busy", "true");
    const done = await this.try(api.press(this.person.id, message.message_id, button.callback_data));
    if (done) this.waiting.set(done.callback_query_id, element);
    if (!done || this.early === done.callback_query_id) element.removeAttribute("aria-busy");
  }

  answered({query_id, text, alert}) {
    this.early = query_id; // the answer can overtake the reply to the press
    this.waiting.get(query_id)?.removeAttribute("aria-busy");
    this.waiting.delete(query_id);
    if (text) alert ? this.alert(text) : this.toast(text);
  }

  alert(text) {
    this.find(".alert p").textContent = text;
    this.find(".alert").show();
    this.find(".alert button").focus();
  }

  toast(text) {
    const toast = this.find(".toast");
    toast.replaceChildren(Object.assign(make("span", "", text), {dir: "auto"}));
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, 4000);
  }

  async try(promise) {
    try { return await promise; } catch (error) { this.toast(error.message); }
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape") this.editing = undefined;
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
  }

  commandItems() {
    return this.profile.commands.map(({command, description}) =>
      [`/${command}`, () => this.write({text: `/${command}`}), description]);
  }

  fateItems() {
    const act = (what) => () => this.try(api.act(this.person.id, what));
    const {started, blocked} = this.person;
    const block = blocked ? ["Unblock the bot", act("unblock")] : ["Block the bot", act("block")];
    return [...(started ? [block] : []), ["Delete the account", act("deactivate")]];
  }
}
