// Tells how long the page was open when a reply is sent: programs that post into forms need no time to read.
// Only evidence: whoever has no script sends nothing, and is not asked.

document.getElementById("reply-form")?.addEventListener("formdata", ({ formData }) => {
  formData.set("took", (performance.now() / 1000).toFixed(1));
});
