// Players in pasted HTML (frames of known make, films, sounds) become their addresses, each on a line of its own:
// the editor makes cards of those. Other frames are advertisements and counters. Pure.
const PLAYER = /^https?:\/\/[^/]*\b(player|embed)\b|^https?:\/\/[^/]+\/.*\b(embed|player|embeddedplayer)\b/i;

function addressOf(player) {
  const found = player.getAttribute("src") || player.querySelector("source[src]")?.getAttribute("src") || "";
  const address = found.trim().replace(/^\/\//, "https://");
  return player.localName === "iframe" ? address.match(PLAYER)?.input : address.match(/^https?:.*/i)?.[0];
}

export function settlePlayers(root) {
  for (const player of [...root.querySelectorAll("iframe, video, audio")].reverse()) {
    const address = addressOf(player);
    const place = player.closest("p, h1, h2, h3, h4, h5, h6, figure") ?? player;
    if (address) {
      const line = root.ownerDocument.createElement("p");
      line.textContent = address.replace(/\s/g, "%20");
      place.after(line);
    }
    player.remove();
  }
}
