// Pictures in pasted HTML. Pure.

function fileOf(address, number) {
  const found = address.match(/^data:(image\/(png|jpeg|gif|webp|avif));base64,([A-Za-z0-9+/=\s]+)$/);
  if (!found) return null;
  const bytes = Uint8Array.from(atob(found[3].replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
  return new File([bytes], `picture-${number}.${found[2]}`, { type: found[1] });
}

// Our own pictures stay, counting pixels go, others are links to where they are; what lies in the HTML is a file.
export function settlePictures(root, pictures) {
  for (const image of root.querySelectorAll("img")) {
    const source = image.getAttribute("src")?.trim() ?? "";
    const isPixel = [image.getAttribute("width") || image.style.width, image.getAttribute("height") || image.style.height].some((size) => /^[0-2](px)?$/.test(size));
    const isOwn = /^\/(?!\/)/.test(source) || source.startsWith(`${location.origin}/`);
    if (isPixel || !source) image.remove();
    else if (isOwn) image.setAttribute("src", source.replace(location.origin, ""));
    else if (/^https?:/i.test(source)) linkTo(image, source);
    else {
      pictures.push(fileOf(source, pictures.length + 1) ?? source.slice(0, 40));
      image.remove();
    }
  }
}

function linkTo(image, source) {
  const words = image.getAttribute("alt")?.trim() || source;
  if (image.closest("a")) image.replaceWith(words);
  else {
    const link = image.ownerDocument.createElement("a");
    link.href = source;
    link.textContent = words;
    image.replaceWith(link);
  }
}
