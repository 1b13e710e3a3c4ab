/* Reading keeps its place by small requests. When the session has ended they are answered by the sign-in page: say so
   instead of losing the place silently, and never put a sign-in page into the lesson. */
(() => {
  "use strict";
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    const asked = new URL(pathInfo.requestPath, location.href).pathname;
    if (!xhr.responseURL || new URL(xhr.responseURL).pathname === asked) return;
    event.detail.shouldSwap = false;
    const note = document.getElementById("signed-out-note");
    if (!note) return;
    note.hidden = false;
    note.focus();
  });
  /* a passed part is ticked in the contents at once */
  document.addEventListener("htmx:afterRequest", (event) => {
    const part = event.detail.elt.closest?.(".reading-part");
    if (!part || event.detail.xhr.status !== 204) return;
    for (const link of document.querySelectorAll(`.reading-contents a[href="#${part.id}"]`)) link.parentElement.setAttribute("data-passed", "");
  });
})();
