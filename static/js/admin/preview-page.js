// The wide frame is drawn at its full width and made to fit; a link is copied with one press.
function fit(screen) {
  const frame = screen.querySelector("iframe");
  const width = Number(screen.dataset.width);
  const scale = Math.min(1, screen.clientWidth / width);
  if (!scale) return;
  frame.style.inlineSize = scale < 1 ? `${width}px` : "100%";
  frame.style.blockSize = `${screen.clientHeight / scale}px`;
  frame.style.transform = `scale(${scale})`;
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  } catch {
    // It is selected: the keyboard copies it.
  }
}

const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));
document.querySelectorAll(".screen[data-width]").forEach((screen) => observer.observe(screen));
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
