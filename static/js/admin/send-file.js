// Sends one file to the media library. Resolves with what the server says of it, rejects with a sentence and the
// status of the answer, if there was one.

// Read for each attempt: who has logged in again, in another tab, has another token.
function token() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : document.querySelector("[name=csrfmiddlewaretoken]")?.value;
}

function answer(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

// `fields` go along; `words` has the sentences for what no server says.
export function send(address, fields, { words, signal, onProgress }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token() ?? "");
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress?.(total ? loaded / total : 0));
    request.addEventListener("load", () => {
      const said = answer(request);
      if (request.status < 300 && said.kind) resolve(said);
      else {
        const sentence = said.error || (request.status === 403 ? words.loggedOut : words.failed);
        reject(Object.assign(new Error(sentence), { status: request.status }));
      }
    });
    request.addEventListener("error", () => reject(new Error(words.unreachable)));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    signal?.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
