/* Reading keeps its place by small requests; when the session has ended, plimsoll.js shows the lesson's own note. */
(() => {
  "use strict";
  /* a passed part is ticked in the contents at once */
  document.addEventListener("htmx:afterRequest", (event) => {
    const part = event.detail.elt.closest?.(".reading-part");
    if (!part || event.detail.xhr.status !== 204) return;
    for (const link of document.querySelectorAll(`.reading-contents a[href="#${part.id}"]`)) link.parentElement.setAttribute("data-passed", "");
  });
})();
