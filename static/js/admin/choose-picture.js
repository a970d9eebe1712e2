// In the window of pictures: a press hands the picture to the editor that opened the window.
const list = document.querySelector("[data-callback]");

list?.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-address]");
  if (!button || !window.opener) return;
  const { address, number, alt, caption } = button.dataset;
  window.opener.CKEDITOR.tools.callFunction(list.dataset.callback, address, {
    id: number, alternative_text: alt, caption,
  });
  window.close();
});
