"use strict";
// Filters, the reader for whole articles, and copying. The report reads well without any of it.
(() => {
  const form = document.querySelector("form.filters");
  const turns = [...document.querySelectorAll("details.turn")];
  const shownCount = form.querySelector("output");
  form.hidden = false;

  const value = (name) => form.elements[name].value;

  function filter() {
    const [outcome, tag, why] = ["outcome", "tag", "why"].map(value);
    const words = value("words").toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const turn of turns) {
      const tags = turn.dataset.tags.split(" ").map((one) => one.replaceAll("\u00a0", " "));
      const text = turn.textContent.toLocaleLowerCase();
      const fits = (outcome === "all" || turn.dataset.status === outcome)
        && (!tag || tags.includes(tag)) && (!why || turn.dataset.why === why)
        && words.every((word) => text.includes(word));
      turn.hidden = !fits;
      shown += fits;
    }
    shownCount.textContent = `${shown} of ${turns.length} shown`;
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  // A reason or a tag in the charts sets the filter and goes to the list.
  function setFilter(name, wanted) {
    form.elements.outcome.value = "all";
    for (const other of ["tag", "why", "words"]) form.elements[other].value = "";
    form.elements[name].value = wanted;
    filter();
    document.getElementById("turns").scrollIntoView();
    form.elements[name].focus({ preventScroll: true });
  }

  // A link from the comparison opens its turn, whatever the filter hides.
  function openTarget() {
    const turn = /^#t\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (!turn) return;
    turn.hidden = false;
    turn.open = true;
    turn.scrollIntoView();
  }

  const reader = document.getElementById("reader");
  const articles = JSON.parse(document.getElementById("articles").textContent);

  function openArticle(button) {
    const points = Array.from(articles[button.dataset.file]); // offsets count code points
    const cited = JSON.parse(button.dataset.cited), expected = JSON.parse(button.dataset.expected);
    const within = (spans, place) => spans.some(([start, end]) => start <= place && place < end);
    const edges = [...new Set([0, points.length, ...[...cited, ...expected].flat()])].sort((a, b) => a - b);
    const pane = document.getElementById("reader-text");
    pane.replaceChildren();
    edges.slice(0, -1).forEach((start, index) => {
      const text = points.slice(start, edges[index + 1]).join("");
      const kinds = [within(cited, start) && "cited", within(expected, start) && "expected"].filter(Boolean);
      const node = kinds.length ? document.createElement("mark") : document.createTextNode("");
      if (kinds.length) node.className = kinds.join(" ");
      node.textContent = text;
      pane.append(node);
    });
    document.getElementById("reader-title").textContent = button.dataset.file;
    reader.showModal();
    pane.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  function copy(button) {
    const lines = button.parentElement.querySelector("pre");
    getSelection().selectAllChildren(lines);
    const done = document.execCommand("copy"); // works in a page opened from a file, too
    button.textContent = done ? "Copied" : "Press Ctrl+C";
  }

  document.querySelectorAll("button.open").forEach((button) => { button.hidden = !(button.dataset.file in articles); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.setWhy) setFilter("why", button.dataset.setWhy);
    else if (button.dataset.setTag) setFilter("tag", button.dataset.setTag);
    else if (button.dataset.all) turns.forEach((turn) => { if (!turn.hidden) turn.open = button.dataset.all === "open"; });
    else if (button.matches(".open")) openArticle(button);
    else if (button.matches(".copy")) copy(button);
  });
  addEventListener("hashchange", openTarget);

  if (turns.some((turn) => turn.dataset.status === "failed")) form.elements.outcome.value = "failed";
  filter();
  openTarget();
})();
