// What is new since the last visit: marked, counted, and kept in this browser alone. Nothing is asked of anybody.

const KEY = `visit:${location.pathname}`;
const SAME_VISIT = 30 * 60 * 1000; // milliseconds: coming back sooner, one is still there
const MOST_REPLIES = 5000;
const MOST_ARTICLES = 100;

const section = document.getElementById("replies");
const replies = [...(section?.querySelectorAll("article.u-comment[id]") ?? [])];
const numberOf = (reply) => Number(reply.id.slice("reply-".length));
const writtenAt = (reply) => Date.parse(reply.querySelector(":scope > header time").dateTime);
const isInOrderOfAge = !new URLSearchParams(location.search).has("sort");

// {at: when this article was last looked at, seen: numbers seen by then, since, known: the same for the visit before}
function lastVisit(now) {
  const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
  if (!kept) return { since: null, known: [], seen: [] };
  return now - kept.at > SAME_VISIT ? { since: kept.at, known: kept.seen, seen: kept.seen } : kept;
}

// New is what was written since, and what has appeared since between replies that were there: moderated ones
// come with the time at which they were written.
function newOnes({ since, known }) {
  const seen = new Set(known);
  let follows = false; // what was there then, or what has come right behind it
  return replies.filter((reply) => {
    const isKnown = seen.has(numberOf(reply));
    const isNew = !isKnown && (writtenAt(reply) > since || (follows && isInOrderOfAge));
    follows = isKnown || (isNew && follows);
    return isNew;
  });
}

function mark(reply) {
  const badge = Object.assign(document.createElement("span"), { className: "badge new", textContent: section.dataset.new });
  reply.querySelector(":scope > header .who").after(badge);
}

function announce(fresh) {
  const { newOne, newMany } = section.dataset;
  const words = fresh.length === 1 ? newOne : newMany.replace("%number%", fresh.length);
  const line = Object.assign(document.createElement("p"), { className: "fresh" });
  line.append(Object.assign(document.createElement("a"), { href: `#${fresh[0].id}`, textContent: words }));
  section.querySelector(":scope > header").append(line);
}

function remember(visit, now) {
  const seen = [...new Set([...visit.seen, ...replies.map(numberOf)])].slice(-MOST_REPLIES);
  localStorage.setItem(KEY, JSON.stringify({ at: now, seen, since: visit.since, known: visit.known }));
  const others = Object.keys(localStorage).filter((name) => name.startsWith("visit:"));
  const age = (name) => JSON.parse(localStorage.getItem(name)).at;
  others.sort((one, other) => age(other) - age(one));
  for (const name of others.slice(MOST_ARTICLES)) localStorage.removeItem(name);
}

if (section) try {
  const now = Date.now();
  const visit = lastVisit(now);
  const fresh = visit.since ? newOnes(visit) : [];
  fresh.forEach(mark);
  if (fresh.length) announce(fresh);
  remember(visit, now);
} catch {
  // readers may forbid storage: then nothing is marked
}
