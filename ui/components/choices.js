// A list of things to pick from, named by outside text: questions, conversations.

// On a phone the sidebar lies over the page: what is picked there is what the reader wants to see.
function uncover(event) {
  const sidebar = event.currentTarget;
  const picked = event.composedPath().some((node) => node.matches && node.matches(".pick, a"));
  if (picked && window.innerWidth < 768) sidebar.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  root.className = `root ${data.look || ""}`;
  const sidebar = (parentElement.host || parentElement).closest('[data-testid="stSidebar"]');
  if (sidebar) sidebar.onclick = uncover;
  const label = root.querySelector(".label");
  label.hidden = !data.label;
  label.textContent = visible(data.label || "");
  const hue = hues(parentElement);
  const list = root.querySelector("ul");
  list.setAttribute("aria-label", visible(data.label || data.name || ""));
  settle(list, data.items, () => data.items.map((item) =>
    el("li", { class: item.now ? "now" : null },
      el("button", { class: "pick", type: "button", "aria-current": item.now ? "true" : null,
        onclick: () => setTriggerValue("pick", { id: item.id, act: "pick", at: Date.now() }) },
      item.letter ? el("span", { class: "letter", hue: hue(item.hue) }, item.letter) : null,
      el("span", { class: "words" }, item.label, item.small ? el("span", { class: "small" }, item.small) : null)),
      item.tools ? el("span", { class: "tools" }, item.tools.map((tool) => el("button", { type: "button",
        "aria-label": `${tool.label}: ${item.label}`,
        onclick: () => setTriggerValue("pick", { id: item.id, act: tool.act, at: Date.now() }) }, tool.label))) : null)));
}
