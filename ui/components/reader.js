// The whole article, as it was ingested, with the cited span marked. `[data-focus]` nodes joined are exactly the span.

const readers = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const state = readers.get(parentElement) || {};
  readers.set(parentElement, state);
  state.send = setTriggerValue;
  state.data = data;
  const hue = hues(parentElement);
  root.onkeydown = (event) => onKey(state, event);
  settle(root.querySelector("header"), [data.head, data.place, data.facts], () => head(state, hue));
  const changed = settle(root.querySelector(".text"), [data.text, data.focus, data.cited, data.segments], () => body(data, hue));
  root.querySelector(".reader").setAttribute("aria-label", visible(`Article ${data.head.letter}: ${data.head.title}`));
  if (changed) requestAnimationFrame(() => toFocus(root, data));
}

function toFocus(root, data) {
  const mark = root.querySelector("mark.focus");
  const scroll = root.querySelector(".scroll");
  if (!mark) scroll.scrollTop = 0;
  else {
    const box = mark.getBoundingClientRect();
    const frame = scroll.getBoundingClientRect();
    scroll.scrollTop += box.top - frame.top - frame.height * 0.28;
  }
  if (data.take_focus) scroll.focus({ preventScroll: true });
}

function onKey(state, event) {
  if (event.key === "Escape") { event.stopPropagation(); state.send("close", Date.now()); }
  if (event.target.closest && event.target.closest("summary, a")) return;
  if (event.key === "ArrowLeft" && state.data.place.previous) go(state, state.data.place.previous);
  if (event.key === "ArrowRight" && state.data.place.next) go(state, state.data.place.next);
}

function go(state, target) { state.send("open", target); }

function head(state, hue) {
  const { head: about, place, facts } = state.data;
  const link = () => {
    const url = new URL(window.location.href);
    url.search = "";
    url.pathname = `${state.data.base}/`;
    for (const [name, value] of Object.entries(place.link)) url.searchParams.set(name, value);
    return url.toString();
  };
  const step = (name, label, target) => el("button", { type: "button", "aria-label": name, disabled: !target, onclick: () => go(state, target) }, label);
  const share = el("button", { type: "button" }, "Copy link");
  share.onclick = () => copied(share, link());
  const quote = el("button", { type: "button" }, "Copy quote");
  quote.onclick = () => copied(quote, place.quote);
  return [
    el("div", { class: "bar head" },
      el("span", { class: "letter", hue: hue(about.hue) }, about.letter),
      el("p", { class: "title", title: about.title }, about.title),
      el("button", { type: "button", onclick: () => state.send("close", Date.now()), "aria-label": "Close the article" }, "Close ✕")),
    el("p", { class: place.bad ? "where stale" : "where" }, el("b", {}, about.outlet), ` · ${about.published}`,
      place.line ? ` · ${place.line}` : "", about.changed ? ` · ${about.changed}` : ""),
    el("div", { class: "bar" },
      place.count > 1 ? step("Previous", ["←", el("span", { class: "word" }, "Previous")], place.previous) : null,
      place.count > 1 ? step("Next", [el("span", { class: "word" }, "Next"), "→"], place.next) : null,
      place.quote ? quote : null, share,
      about.original ? el("a", { href: state.data.base + about.original, download: about.download }, "Original file") : null),
    el("details", {}, el("summary", {}, "About this article"),
      el("table", { class: "facts" }, el("tbody", {}, facts.map((fact) =>
        el("tr", {}, el("th", { scope: "row" }, fact.name),
          el("td", { class: fact.hash ? "hash" : "" }, fact.value, fact.evidence ? el("div", { class: "small" }, fact.evidence) : null)))))),
  ];
}

function body(data, hue) {
  const slice = slicer(data.text);
  const nodes = [];
  let at = 0;
  for (const segment of data.segments) {
    if (segment.start > at) nodes.push(...run(data, slice, hue, at, segment.start));
    const paragraph = el("p", { class: segment.kind, "data-why": segment.reason });
    paragraph.append(...run(data, slice, hue, segment.start, segment.end));
    nodes.push(paragraph);
    at = segment.end;
  }
  if (at < data.length) nodes.push(...run(data, slice, hue, at, data.length));
  return nodes;
}

function run(data, slice, hue, start, end) {
  const cuts = new Set([start, end]);
  const spans = [...data.cited, ...(data.focus ? [data.focus] : [])];
  for (const span of spans) for (const cut of [span.start, span.end]) if (cut > start && cut < end) cuts.add(cut);
  const edges = [...cuts].sort((one, other) => one - other);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1];
    const text = shown(slice(from, to));
    const inside = (span) => span && span.start <= from && to <= span.end;
    const cited = data.cited.find(inside);
    if (inside(data.focus)) return el("mark", { class: "focus", "data-focus": true, "data-start": from, "data-end": to }, text);
    if (cited) return el("span", { class: "cited", hue: hue(data.head.hue), "data-start": from, "data-end": to }, text);
    return text;
  });
}
