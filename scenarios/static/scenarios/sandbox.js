/* Keys and paste for the sandbox's screens; without it everything can still be typed and clicked.
     Ctrl S      posts the form on the screen          Alt S   stop and report
     Ctrl V      into a grid: rows and columns copied from a spreadsheet fill the cells from here on */
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      const post = document.querySelector("[data-post]");
      if (post) { event.preventDefault(); post.click(); }
    } else if (event.altKey && event.key.toLowerCase() === "s") {
      const stop = document.querySelector("[data-alt-key='s']");
      if (stop) { event.preventDefault(); stop.click(); }
    }
  });
  document.addEventListener("paste", (event) => {
    const grid = event.target.closest("[data-grid]");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!grid || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const cells = (row) => [...row.querySelectorAll("input, select")];
    const rows = [...grid.tBodies[0].rows];
    const first = rows.indexOf(event.target.closest("tr"));
    const column = cells(rows[first]).indexOf(event.target);
    text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").forEach((line, down) => {
      const row = rows[first + down];
      if (!row) return;
      line.split("\t").forEach((value, right) => {
        const cell = cells(row)[column + right];
        if (cell) { cell.value = value.trim(); cell.dispatchEvent(new Event("input", { bubbles: true })); }
      });
    });
  });
})();
