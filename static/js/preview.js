// In a frame of the writing room, links to other pages open beside it: those pages let nobody frame them.
const isElsewhere = (link) => link.href && link.href.split("#")[0] !== location.href.split("#")[0];

if (window.top !== window.self) {
  for (const link of document.links) if (isElsewhere(link)) link.target = "_blank";
  for (const form of document.forms) form.target = "_blank";
}
