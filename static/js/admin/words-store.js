// Where a browser keeps words: at once in localStorage, of which a crash may take back a minute or more, and a
// moment later in a database, of which it takes nothing. Values carry `at`, and of two copies the newer one counts.
const opening = new Promise((resolve) => {
  try {
    const asked = indexedDB.open("broadside", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("words");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  } catch {
    resolve(null); // forbidden
  }
});

async function inDatabase(mode, make) {
  const database = await opening;
  if (!database) return undefined;
  return new Promise((resolve) => {
    const step = database.transaction("words", mode);
    const asked = make(step.objectStore("words"));
    step.oncomplete = () => resolve(asked?.result);
    step.onabort = () => resolve(undefined);
  }).catch(() => undefined);
}

// Whether the browser has taken them for now.
export function keep(name, value) {
  inDatabase("readwrite", (words) => words.put(value, name));
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false; // forbidden or full
  }
}

export function forget(name) {
  inDatabase("readwrite", (words) => words.delete(name));
  try {
    localStorage.removeItem(name);
  } catch {
    // forbidden: nothing is there
  }
}

function foundAtOnce(prefix) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  return names.map((name) => [name, JSON.parse(localStorage.getItem(name))]);
}

// What is kept under names that begin so: pairs of name and value.
export async function found(prefix) {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const kept = new Map();
  let names = [];
  await inDatabase("readonly", (words) => { words.getAllKeys(range).onsuccess = ({ target }) => { names = target.result; }; });
  const values = (await inDatabase("readonly", (words) => words.getAll(range))) ?? [];
  const pairs = values.length === names.length ? names.map((name, index) => [name, values[index]]) : [];
  for (const [name, value] of [...pairs, ...foundAtOnce(prefix)]) {
    if (!kept.has(name) || kept.get(name).at < value.at) kept.set(name, value);
  }
  return [...kept];
}
