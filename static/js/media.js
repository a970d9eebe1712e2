// A media card's button makes the player. Until a reader presses it, nothing is asked of the other site.

const ALLOW = "autoplay; fullscreen; encrypted-media; picture-in-picture";

// The player's address, if it is the one the server meant: https, and at the host it named.
function playerAddress(card) {
  const address = new URL(card.dataset.player, document.baseURI);
  if (address.origin === location.origin) return address;
  const isExpected = "native" in card.dataset || address.host === card.dataset.host;
  return address.protocol === "https:" && isExpected ? address : null;
}

function nativePlayer(card, address) {
  const player = document.createElement(card.dataset.kind === "audio" ? "audio" : "video");
  if (card.dataset.provider === "hls" && !player.canPlayType("application/vnd.apple.mpegurl")) return null;
  player.controls = true;
  player.preload = "none";
  player.autoplay = true;
  player.playsInline = true;
  player.src = address.href;
  return player;
}

function framePlayer(card, address) {
  const player = document.createElement("iframe");
  player.referrerPolicy = "strict-origin-when-cross-origin";
  player.allow = ALLOW;
  player.loading = "lazy";
  player.src = address.href;
  return player;
}

// The shape that the player asks for: a ratio such as 16:9, or a height in pixels. Set from script, not as a style
// attribute, which the page's policy would refuse.
function shape(player, aspect = "") {
  const [width, height] = aspect.split(":").map(Number);
  if (height) player.style.aspectRatio = `${width} / ${height}`;
  else if (width) player.style.blockSize = `${width}px`;
}

function play(card, button) {
  const address = playerAddress(card);
  const player = address && ("native" in card.dataset ? nativePlayer(card, address) : framePlayer(card, address));
  const link = card.querySelector("a[href]");
  if (!player) {
    link?.focus();
    location.assign(link?.href ?? address);
    return;
  }
  player.className = "player";
  player.title = link?.textContent ?? "";
  player.tabIndex = 0;
  shape(player, card.dataset.aspect);
  card.classList.add("playing");
  card.querySelector(".poster")?.remove();
  card.querySelector(".promise")?.remove();
  button.replaceWith(player);
  player.focus();
}

for (const card of document.querySelectorAll("figure.media[data-player]")) {
  const button = card.querySelector("button");
  if (!button) continue;
  button.hidden = false;
  button.addEventListener("click", () => play(card, button), { once: true });
}
