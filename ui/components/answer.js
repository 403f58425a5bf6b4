// One question and the answers given to it. Python decides every word; this draws, streams and reports clicks.

const rooms = new WeakMap();
const HEADLINE = 160; // characters; a longer question is set like text

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const state = rooms.get(parentElement) || { source: null, token: null, live: null };
  rooms.set(parentElement, state);
  state.send = setTriggerValue;
  state.hue = hues(parentElement);
  state.root = root;
  state.data = data;
  const closed = !data.open && state.open;
  draw(state);
  if (closed) giveFocusBack(state, state.open);
  else if (data.open && state.opened && !(state.open && isSame(state.open, data.open))) keepInSight(state, data.open);
  state.open = data.open;
  follow(state);
  if (data.fresh && state.fresh !== data.fresh) {
    state.fresh = data.fresh;
    requestAnimationFrame(() => root.querySelector(".turn").scrollIntoView({ block: "start" }));
  }
  return () => { if (state.source) state.source.close(); };
}

function draw(state) {
  const { root, data } = state;
  const question = root.querySelector(".question");
  settle(question, data.question, () => shown(data.question));
  question.classList.toggle("long", data.question.length > HEADLINE);
  root.querySelector(".turn").classList.toggle("newest", Boolean(data.newest));
  settle(root.querySelector(".next"), data.follow_ups, () => data.follow_ups.length ? followUps(state) : null);
  const takes = root.querySelector(".takes");
  const views = [...data.answers];
  if (data.live) {
    const live = state.token === data.live && state.live ? state.live : data.live_view;
    views.splice(data.live_at, 0, { ...live, by: data.live_by });
  }
  takes.classList.toggle("side", views.length > 1);
  while (takes.children.length > views.length) takes.lastChild.remove();
  views.forEach((view, index) => {
    if (!takes.children[index]) takes.append(frame());
    drawTake(state, takes.children[index], view, views.length > 1);
  });
  for (const node of citing(state)) node.classList.toggle("open", Boolean(data.open) && cites(node, data.open));
}

function followUps(state) {
  return [el("p", { class: "small" }, "These articles also answer"),
    el("ul", { "aria-label": "These articles also answer" }, state.data.follow_ups.map((question) =>
      el("li", {}, el("button", { type: "button", onclick: () =>
        state.send("act", { act: "ask", question, at: Date.now() }) }, question))))];
}

function frame() {
  return el("section", { class: "take" },
    el("p", { class: "by" }), el("div", { class: "notice" }), el("div", { class: "body" }),
    el("div", { class: "after" }), el("div", { class: "meta" }), el("div", { class: "actions", role: "group", "aria-label": "Answer" }));
}

function drawTake(state, take, view, several) {
  const part = (name) => take.querySelector(`:scope > .${name}`);
  part("by").hidden = !several;
  part("by").textContent = visible(view.by || "");
  settle(part("notice"), view.notice, () => view.notice ? el("p", { class: "small" }, view.notice) : null);
  drawBody(state, part("body"), view);
  settle(part("after"), [view.notes, view.conflicts, view.nearest, view.state !== "live" && view.draft], () => [
    ...view.notes.filter((note) => note.kind !== "sequence").map((note) => el("p", { class: `note ${note.kind}` }, note.text)),
    ...view.conflicts.map((conflict) => conflictCards(state, conflict)),
    view.state !== "live" && view.draft ? el("div", { class: "draft-block" },
      el("div", { class: "draft" }, view.draft), el("p", { class: "small" }, view.draft_label)) : null,
    view.nearest.length ? nearest(state, view.nearest) : null,
  ]);
  settle(part("meta"), [view.status, view.why, view.state], () => meta(state, view));
  const unsure = part("meta").querySelector(".unsure");
  if (unsure) unsure.hidden = !view.draft; // what is settled so far is verified
  settle(part("actions"), [view.state, view.thumb, view.answer, state.data.actions], () => actions(state, view));
}

function drawBody(state, body, view) {
  const key = [view.state === "fault" ? view.fault : "", view.heading, view.sequence];
  settle(body, key, () => {
    if (view.state === "fault") return fault(state, view);
    if (view.sequence) return el("ol", { class: "steps" });
    return [view.heading ? el("p", { class: "heading" }, view.heading) : null,
      el("p", { class: "prose", "aria-live": "polite" }, el("span", { class: "said" }), el("span", { class: "draft" }))];
  });
  if (view.state === "fault") return;
  if (view.sequence) {
    settle(body.querySelector(".steps"), view.claims, () => view.claims.map((claim) =>
      el("li", {}, el("span", { class: "when" }, claim.when || ""), sentence(state, claim))));
    return;
  }
  const said = body.querySelector(".said");
  while (said.children.length > view.claims.length) said.lastChild.remove();
  view.claims.forEach((claim, index) => {
    if (!said.children[index]) said.append(el("span"));
    settle(said.children[index], claim, () => [sentence(state, claim), document.createTextNode(" ")]);
  });
  const draft = body.querySelector(".prose .draft");
  settle(draft, view.state === "live" ? view.draft : "", () => view.state === "live" && view.draft ? shown(view.draft) : null);
  body.querySelector(".prose").hidden = view.state !== "live" && !view.claims.length;
}

function sentence(state, claim) {
  // The first chip stays on the line of the sentence's last word.
  const cut = claim.text.trimEnd().lastIndexOf(" ") + 1;
  const chips = claim.chips.map((item) => chip(state, item));
  return el("span", { class: "claim" }, claim.text.slice(0, cut),
    el("span", { class: "last" }, claim.text.slice(cut), chips.slice(0, 1)), chips.slice(1));
}

function chip(state, item) {
  const node = el("button", {
    class: `chip ${item.status}`, type: "button", hue: state.hue(item.hue), "data-cite": true,
    "data-article": item.article, "data-start": item.start, "data-end": item.end,
    "aria-haspopup": "dialog", "aria-expanded": "false",
    "aria-label": `Citation ${item.label}: ${item.title}, ${item.outlet}, ${item.published}. ${item.status_text}.`,
  }, item.label);
  node.onpointerenter = (event) => { if (event.pointerType === "mouse") showCard(state, node, item); };
  node.onpointerleave = (event) => { if (event.pointerType === "mouse") hideSoon(state); };
  node.onfocus = () => { if (!state.quiet && node.matches(":focus-visible")) showCard(state, node, item); };
  node.onblur = () => hideSoon(state);
  node.onpointerdown = (event) => { state.touch = event.pointerType !== "mouse"; };
  node.onclick = () => {
    if (state.touch && state.shownFor !== node) showCard(state, node, item);
    else openItem(state, item);
    state.touch = false;
  };
  node.onkeydown = (event) => moveAmong(state, event);
  return node;
}

function moveAmong(state, event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") { hideCard(state); return; }
  if (!step) return;
  event.preventDefault();
  const all = citing(state).filter((node) => node.offsetParent);
  const next = all[all.indexOf(event.currentTarget) + step];
  if (next) next.focus({ focusVisible: true });
}

function openItem(state, item) {
  hideCard(state);
  state.opened = item.openable;
  if (item.openable) state.send("open", placeOf(item));
}

function placeOf({ article, start, end, mark, lost }) { return { article, start, end, text: mark, lost }; }

const PLACE = ["article", "start", "end"];

function isSame(one, other) { return PLACE.every((name) => String(one[name]) === String(other[name])); }

// Beside the article the lines break anew; what was clicked stays on the screen.
function keepInSight(state, place) {
  const node = citing(state).find((one) => cites(one, place));
  if (node) setTimeout(() => node.scrollIntoView({ block: "nearest" }), 200);
}

function citing(state) { return [...state.root.querySelectorAll("[data-cite]")]; }

function cites(node, place) { return isSame(node.dataset, place); }

// When the reader closes, the keyboard goes on from the citation that was open, in the answer it was opened from.
function giveFocusBack(state, place) {
  const at = document.activeElement;
  if (!state.opened || (at && at !== document.body && !at.closest(".st-key-reader"))) return;
  state.opened = false;
  const node = citing(state).find((one) => cites(one, place));
  state.quiet = true; // without its card: the quote has just been read in the article
  if (node) node.focus({ preventScroll: true });
  state.quiet = false;
}

function showCard(state, node, item) {
  clearTimeout(state.hiding);
  const card = state.root.querySelector(".card");
  state.root.querySelectorAll('[aria-expanded="true"]').forEach((other) => other.setAttribute("aria-expanded", "false"));
  node.setAttribute("aria-expanded", "true");
  state.shownFor = node;
  card.style.setProperty("--hue", state.hue(item.hue));
  card.setAttribute("aria-label", `Citation ${item.label}`);
  card.replaceChildren(...[
    el("div", { class: "quote", tabindex: "0" }, el("span", {}, item.before), el("mark", {}, item.quote), el("span", {}, item.after)),
    item.speaker ? el("p", {}, item.speaker, item.reported_by ? ` to ${item.reported_by}` : "") : null,
    el("p", { class: "small" }, `${item.outlet}, ${item.published}`),
    el("p", { class: "small" }, item.title),
    el("div", { class: "row" },
      el("span", { class: `small ${item.status === "found" ? "" : "bad"}` }, item.status_text),
      item.openable ? el("button", { class: "link", type: "button", onclick: () => openItem(state, item) }, "Open in article") : null),
  ].filter(Boolean));
  card.onpointerenter = () => clearTimeout(state.hiding);
  card.onpointerleave = () => hideSoon(state);
  card.onfocusin = () => clearTimeout(state.hiding);
  card.onfocusout = () => hideSoon(state);
  card.onkeydown = (event) => { if (event.key === "Escape") { hideCard(state); node.focus(); } };
  if (!card.matches(":popover-open")) card.showPopover();
  place(card, node);
  if (state.shown) state.shown.abort();
  const { signal } = state.shown = new AbortController();
  document.addEventListener("pointerdown", (event) => {
    if (!event.composedPath().includes(card) && !event.composedPath().includes(node)) hideCard(state);
  }, { signal });
  document.addEventListener("scroll", () => place(card, node), { capture: true, passive: true, signal });
}

function place(card, node) {
  if (window.innerWidth <= 640) return;
  const at = node.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const below = at.bottom + 6 + size.height < window.innerHeight || at.top < size.height;
  card.style.top = `${below ? at.bottom + 6 : at.top - size.height - 6}px`;
  card.style.left = `${Math.max(12, Math.min(at.left - 12, window.innerWidth - size.width - 12))}px`;
}

function hideSoon(state) {
  clearTimeout(state.hiding);
  state.hiding = setTimeout(() => hideCard(state), 180);
}

function hideCard(state) {
  clearTimeout(state.hiding);
  const card = state.root.querySelector(".card");
  if (state.shownFor) state.shownFor.setAttribute("aria-expanded", "false");
  state.shownFor = null;
  if (state.shown) state.shown.abort();
  if (card.matches(":popover-open")) card.hidePopover();
}

function conflictCards(state, conflict) {
  return el("section", { class: "conflict" }, el("p", {}, conflict.line),
    el("div", { class: "versions" }, conflict.versions.map((version) => {
      const item = version.chip;
      return el("article", { class: "version", hue: state.hue(item.hue) },
        el("p", { class: "who" }, el("span", { class: "letter" }, item.letter), ` ${item.outlet}, ${item.published}`),
        el("p", { class: "quote" }, version.says, chip(state, item)),
        version.speaker ? el("p", { class: "small" }, version.speaker) : null);
    })));
}

function nearest(state, items) {
  return el("details", { class: "nearest" }, el("summary", {}, "Nearest passages (not an answer)"),
    el("div", { class: "panel" }, el("ol", {}, items.map((item) => passageRow(state, item, item.quote, `${item.title} · ${item.lost ? item.status_text : item.outlet}`)))));
}

function passageRow(state, item, text, line) {
  return el("li", {},
    el("span", { class: "letter", hue: state.hue(item.hue) }, item.letter),
    el("div", {}, el("button", { class: "quote", type: "button", onclick: () =>
      state.send("open", placeOf(item)) }, text), el("p", { class: "small" }, line)));
}

function meta(state, view) {
  if (view.state === "live") {
    return [el("span", { class: "small busy", role: "status" }, view.status),
      el("button", { class: "small stop", type: "button", onclick: (event) => {
        event.currentTarget.textContent = "Stopping";
        state.send("stop", state.data.live);
      } }, "Stop"), el("span", { class: "small unsure" }, view.draft_label)];
  }
  if (!view.status) return [];
  return view.why ? whyPanel(state, view) : el("span", { class: "small" }, view.status);
}

// The line under the answer opens it, so that what it was made of costs no line of its own.
function whyPanel(state, { status, why }) {
  return el("details", { class: "fold" }, el("summary", {}, el("span", { class: "status" }, status), el("span", { class: "why" }, "Why this answer")), el("div", { class: "panel" },
    el("h4", {}, "Understood as"), el("p", {}, why.understood),
    why.confidence ? el("p", { class: "small" }, `Confidence that the articles answer it: ${why.confidence}`) : null,
    why.considered.length ? [el("h4", {}, "Passages found"), el("ol", {}, why.considered.map((item) =>
      passageRow(state, item, item.text, `${item.reason} (score ${item.score})`)))] : null,
    why.rejected.length ? [el("h4", {}, "Rejected"), el("ol", {}, why.rejected.map((item) =>
      el("li", {}, el("span", {}, "✕"), el("div", {}, el("p", {}, item.text), el("p", { class: "small" }, item.reason)))))] : null,
    el("h4", {}, "Made by"), el("p", {}, why.made_by), el("p", { class: "small" }, why.took)));
}

function actions(state, view) {
  if (view.state === "live" || view.state === "fault") return [];
  const send = (name, more) => () => state.send("act", { act: name, answer: view.answer, at: Date.now(), ...more });
  const copy = (label, text, name) => { const node = el("button", { type: "button", "aria-label": name }, label); node.onclick = () => copied(node, text); return node; };
  return [
    copy("Copy", view.copy.text), copy("Footnotes", view.copy.footnotes, "Copy with footnotes"),
    ...state.data.actions.map((item) => el("button", { type: "button", onclick: send(item.act, item.more) }, item.label)),
    el("button", { type: "button", "aria-pressed": view.thumb === "up", onclick: send("thumb", { thumb: "up" }) }, view.thumb === "up" ? "✓ Good" : "Good"),
    el("button", { type: "button", "aria-pressed": view.thumb === "down", onclick: send("thumb", { thumb: "down" }) }, view.thumb === "down" ? "✓ Not good" : "Not good"),
  ];
}

function fault(state, view) {
  return el("p", { class: "fault", role: "alert" }, el("span", {}, view.fault),
    el("button", { class: "button", type: "button", onclick: () => state.send("act", { act: "again", at: Date.now() }) }, "Ask again"));
}

function follow(state) {
  const token = state.data.live;
  if (state.token === token) return;
  if (state.source) state.source.close();
  state.token = token;
  state.live = null;
  state.source = null;
  if (!token) return;
  state.source = new EventSource(`${state.data.base}/api/live/${encodeURIComponent(token)}`);
  const take = (event) => {
    if (state.token !== token) return;
    state.live = JSON.parse(event.data);
    draw(state);
  };
  state.source.addEventListener("view", take);
  state.source.addEventListener("end", (event) => { take(event); state.source.close(); });
}
