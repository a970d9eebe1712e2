// Shows how far an import is; when it is over the page shows its ledger.
const box = document.querySelector(".import-progress");

async function look() {
  const response = await fetch(box.dataset.address).catch(() => null);
  if (response?.ok) {
    const { done, total, numbers, state, is_over: isOver } = await response.json();
    if (isOver) {
      window.location.reload();
      return;
    }
    const bar = box.querySelector("progress");
    bar.max = total || 1;
    if (total) bar.value = done;
    for (const place of [box.querySelector(".state"), document.querySelector(".field-shown_state .readonly")]) {
      if (place) place.textContent = state;
    }
    box.querySelector(".numbers").textContent = numbers;
  }
  setTimeout(look, 1000);
}

if (box?.dataset.address) look();
