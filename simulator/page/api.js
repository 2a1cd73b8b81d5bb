// The control API, as far as the page needs it.

async function call(verb, path, body) {
  const reply = await fetch(`/__sim/${path}`, {
    method: verb,
    headers: body ? {"Content-Type": "application/json"} : {},
    body: body && JSON.stringify(body),
  });
  const value = await reply.json();
  if (!reply.ok) throw new Error(value.error);
  return value;
}

export const people = () => call("GET", "users");
export const chat = (id) => call("GET", `users/${id}/chat`);
export const profile = (id) => call("GET", `users/${id}/profile`);
export const write = (id, content) => call("POST", `users/${id}/messages`, content);
export const edit = (id, message_id, text) => call("POST", `users/${id}/edits`, {message_id, text});
export const press = (id, message_id, data) => call("POST", `users/${id}/press`, {message_id, data});
export const act = (id, what) => call("POST", `users/${id}/${what}`);
export const fileUrl = (file) => `/__sim/files/${encodeURIComponent(file.file_id)}`;

// Events about these people, for as long as the returned function is not called.
export function listen(ids, {opened, lost, event}) {
  const source = new EventSource(`/__sim/events?people=${ids.join(",")}`);
  source.onopen = opened;
  source.onerror = lost;
  source.onmessage = ({data}) => event(JSON.parse(data));
  return () => source.close();
}
