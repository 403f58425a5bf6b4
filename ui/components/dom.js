// Shared by the components. Text from outside goes into the page through text nodes only; no markup is ever parsed.

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") node.onclick = value;
    else if (name === "hue") node.style.setProperty("--hue", value);
    else node.setAttribute(name, value === true ? "" : visible(value));
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    node.append(typeof child === "object" ? child : shown(child));
  }
  return node;
}

// Characters that take no room on a page (zero width, direction, tags) must neither hide words nor reorder them.
// The same set as vectorstore/textnorm.py strips from what is searched.
const HIDDEN = /(?![\u0600-\u0605\u06dd\u070f\u08e2])[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\ufe00-\ufe0f\u{e0000}-\u{e0fff}\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]/gu;

function visible(text) {
  return String(text).replace(HIDDEN, "");
}

function shown(text) {
  return document.createTextNode(visible(text));
}

// Offsets count code points; JavaScript's strings count UTF-16 units.
function slicer(text) {
  const plain = !/[\ud800-\udbff]/.test(text);
  const points = plain ? null : Array.from(text);
  return (start, end) => (plain ? text.slice(start, end) : points.slice(start, end).join(""));
}

function hues(root) {
  const host = root.host || root;
  const list = getComputedStyle(host).getPropertyValue("--st-chart-categorical-colors").split(",");
  const colours = list.map((item) => item.trim()).filter(Boolean);
  return (index) => colours[index % colours.length] || "currentColor";
}

function dark(root) {
  const probe = getComputedStyle(root.host || root).getPropertyValue("--st-background-color");
  const hex = probe.trim().replace("#", "");
  return parseInt(hex.slice(0, 2), 16) < 128;
}

async function copied(button, text) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch (refused) {
    button.textContent = "Copying is not allowed here";
  }
  setTimeout(() => { button.textContent = before; }, 1600);
}

// Sets a node's children only when what they show has changed, so that focus, hover and scroll survive a rerun.
const drawn = new WeakMap();
function settle(node, value, build) {
  const key = JSON.stringify(value === undefined ? null : value);
  if (drawn.get(node) === key) return false;
  drawn.set(node, key);
  node.replaceChildren(...[build()].flat().filter(Boolean));
  return true;
}
