"use strict";
// The page reads well without this. It adds search, filters, order, copying, and keys.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);

  // A link into a closed article opens it.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      if (at.dataset.item) at.hidden = false;
      if (at.matches(".card")) all(".folded", at).forEach((folded) => { folded.open = true; });
    }
    const look = () => target.scrollIntoView({ block: target.matches(".spot, .hl, .note") ? "center" : "start" });
    let frames = 8; // what lies above is as high as it is only when it was laid out
    const settle = () => {
      look();
      if (frames--) requestAnimationFrame(settle);
    };
    settle();
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);

  // Search, filters and order of one list.
  for (const tools of all("[data-tools]")) {
    const kind = tools.dataset.tools;
    const list = one(`[data-list="${kind}"]`);
    const items = all(`[data-item="${kind}"]`, list);
    const ranks = new Map(all("[data-rank]").map((rank) => [rank.dataset.rank, rank]));
    const status = one(".shown", tools);
    const texts = new Map();
    const text = (item) => {
      if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
      return texts.get(item);
    };
    // Reading the texts of a thousand articles takes a moment: better before somebody types.
    let read = 0;
    const readOn = (free) => {
      while (read < items.length && free.timeRemaining() > 4) text(items[read++]);
      if (read < items.length) requestIdleCallback(readOn);
    };
    if (self.requestIdleCallback) requestIdleCallback(readOn);
    const wanted = { search: [], by: {} };
    const fits = (item) =>
      Object.entries(wanted.by).every(([key, value]) => !value || item.dataset[key].split(" ").includes(value)) &&
      wanted.search.every((word) => text(item).includes(word));
    const filter = () => {
      let shown = 0;
      for (const item of items) {
        const visible = fits(item);
        if (item.hidden === visible) item.hidden = !visible;
        const rank = ranks.get(item.id);
        if (rank) rank.hidden = !visible;
        shown += visible;
      }
      status.textContent = `${shown.toLocaleString("en")} of ${items.length.toLocaleString("en")} shown`;
    };
    const search = one("[data-search]", tools);
    let waiting;
    const look = () => {
      clearTimeout(waiting);
      wanted.search = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      filter();
    };
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, 120);
    });
    search.addEventListener("change", look);
    for (const select of all("[data-by]", tools)) {
      select.addEventListener("change", () => {
        wanted.by[select.dataset.by] = select.value;
        filter();
      });
    }
    const sort = one("[data-sort]", tools);
    if (sort) {
      sort.addEventListener("change", () => {
        const key = sort.value;
        const number = (item) => Number(item.dataset.number);
        const compare = {
          number: () => 0,
          size: (a, b) => a.dataset.size - b.dataset.size,
          name: (a, b) => (a.dataset.name < b.dataset.name ? -1 : a.dataset.name > b.dataset.name ? 1 : 0),
        }[key];
        const sorted = items.slice().sort((a, b) => compare(a, b) || number(a) - number(b));
        list.append(...sorted);
        one(".ranked").append(...sorted.map((item) => ranks.get(item.id)));
      });
    }
    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.hidden = false;
    filter();
  }

  // Copying a question.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  for (const button of all("[data-copy]")) {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const done = await copy(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = done ? "Copied" : "Select the text and copy it";
      button.focus();
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }

  // Keys: j and k from one contradiction to the next, / to search.
  const keys = one("[data-keys]");
  for (const told of all(".keys")) told.hidden = !keys;
  const move = (by) => {
    const cards = all('[data-item="card"]:not([hidden])');
    const at = cards.indexOf(document.activeElement && document.activeElement.closest('[data-item="card"]'));
    const next = cards[Math.max(0, Math.min(cards.length - 1, at < 0 ? 0 : at + by))];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };
  addEventListener("keydown", (event) => {
    if (!keys || !keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/" && one("[data-search]")) {
      event.preventDefault();
      one("[data-search]").focus();
    }
  });

  reveal();
})();
