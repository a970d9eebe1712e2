// What somebody means who types an address: the address, or why it is none. Words that are no attempt at one
// give null.
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const ALLOWED = /^(https?|mailto|tel|ftp):/i;
const HOST_AND_PORT = /^[\w-]+(\.[\w-]+)*:\d+(\/|$)/;
const BARE_SITE = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(:\d+)?([/?#]|$)/u;
const MAIL = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/;

// This site's own addresses are kept without its name, so that they outlive a move.
function ownPath(url) {
  return url.origin === window.location.origin ? url.pathname + url.search + url.hash : null;
}

function web(typed) {
  if (!URL.canParse(typed)) return { problem: "host" };
  const url = new URL(typed);
  if (!/[.:]/.test(url.hostname) && url.hostname !== "localhost") return { problem: "host" };
  return { href: ownPath(url) ?? typed };
}

export function addressIn(typed) {
  const text = typed.trim();
  const isAttempt = SCHEME.test(text) || /^[/#]/.test(text) || BARE_SITE.test(text);
  if (isAttempt && /\s/.test(text)) return SCHEME.test(text) && !ALLOWED.test(text) ? null : { problem: "spaces" };
  if (/^(#|\/(?!\/))./.test(text) || text === "/") return { href: text };
  if (text.startsWith("//")) return web(`https:${text}`);
  if (MAIL.test(text)) return { href: `mailto:${text}` };
  if (HOST_AND_PORT.test(text) || BARE_SITE.test(text)) return web(`https://${text}`);
  if (/^(https?|ftp):/i.test(text)) return web(text);
  if (ALLOWED.test(text)) return { href: text };
  return SCHEME.test(text) ? { problem: "scheme" } : null;
}
