// A table or a listing that is wider than the text scrolls inside itself: let it be scrolled from the keyboard too.

const WIDE = ".prose :is(table, pre, figure), .reply pre";

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

for (const element of document.querySelectorAll(WIDE)) {
  if (getComputedStyle(element).overflowX === "auto") watch.observe(element);
}
