// Sends large files in parts as soon as they are chosen; a broken line costs one part, and sending goes on.
const form = document.querySelector(".import-files");
const PART = 8 * 2 ** 20;
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds; the last again and again

function token() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : form.querySelector("[name=csrfmiddlewaretoken]").value;
}

function line(file) {
  const item = form.querySelector(".sending").appendChild(document.createElement("li"));
  const [name, bar, said] = ["span", "progress", "span"].map((tag) => item.appendChild(document.createElement(tag)));
  name.textContent = file.name;
  bar.max = file.size || 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  return { item, bar, said };
}

async function post(fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const response = await fetch(form.dataset.send, { method: "POST", body, headers: { "X-CSRFToken": token() } });
  const answer = await response.json().catch(() => ({}));
  if (response.ok || response.status === 409) return answer;
  const NO_ROOM = 507;
  if (response.status >= 500 && response.status !== NO_ROOM) throw new TypeError(); // comes back, as a lost line does
  throw new Error(answer.error || form.dataset.failed);
}

// One request, again after a pause for as long as the server cannot be reached.
async function patiently(fields, said) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await post(fields);
      said.textContent = "";
      return answer;
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem;
      said.textContent = form.dataset.unreachable;
      await new Promise((go) => { setTimeout(go, 1000 * PAUSES[Math.min(attempt, PAUSES.length - 1)]); });
    }
  }
}

async function send(file) {
  const { item, bar, said } = line(file);
  try {
    let { id, received } = await patiently({ name: file.name, size: file.size }, said);
    while (received < file.size) {
      const part = file.slice(received, received + PART);
      ({ received } = await patiently({ id, offset: received, part }, said));
      bar.value = received;
    }
    said.textContent = form.dataset.arrived;
    item.append(Object.assign(document.createElement("input"), { type: "hidden", name: "sent", value: id }));
  } catch (problem) {
    bar.remove();
    said.textContent = problem.message;
    said.className = "wrong";
  }
}

if (form) {
  const field = form.elements.files;
  const submit = form.querySelector("[type=submit]");
  field.addEventListener("change", async () => {
    const files = [...field.files];
    field.value = "";
    submit.disabled = true;
    for (const file of files) await send(file);
    submit.disabled = false;
  });
}
