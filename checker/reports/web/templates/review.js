"use strict";
// Only where `factcheck review` serves the page: forms that decide, and a bar that tells of changes.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const made = (name, text, kind = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const page = document.body.dataset;
  const count = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

  // What is typed is kept in this browser until it is written down, over reloads and restarts.
  const kept = {
    key: (id) => `factcheck:${page.project}:${id}`,
    read(id) {
      try {
        return JSON.parse(localStorage.getItem(kept.key(id)));
      } catch {
        return null;
      }
    },
    write(id, value) {
      try {
        if (value) localStorage.setItem(kept.key(id), JSON.stringify(value));
        else localStorage.removeItem(kept.key(id));
      } catch {
        kept.fails = true;
      }
    },
    fails: false,
    ids() {
      const start = kept.key("");
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
      } catch {
        return [];
      }
    },
  };
  // A browser that stores nothing has to ask before it leaves a page with something typed.
  addEventListener("beforeunload", (event) => {
    if (kept.fails && all(".deciding form").some((form) => isTyped(values(form)))) event.preventDefault();
  });
  const WHO = "~who";
  const FIELDS = ["ruling", "article", "because", "by", "until", "url"];

  // --- reloading: filters and the place on the page stay ---
  const controls = () => all("[data-tools] input, [data-tools] select").map((control) => [
    `${control.closest("form").dataset.tools} ${Object.keys(control.dataset)} ${Object.values(control.dataset)}`,
    control,
  ]);
  const seen = `factcheck:seen:${page.project}`;
  const reload = (id, told, shows) => {
    const values = Object.fromEntries(
      controls().map(([name, control]) => [name, control.type === "checkbox" ? control.checked : control.value]),
    );
    try {
      sessionStorage.setItem(seen, JSON.stringify({ values, id, told, shows }));
    } catch { /* then the page begins at its top */ }
    location.reload();
  };
  const cardAt = (element) => {
    const card = element && element.closest('[data-item="card"]');
    return card ? card.id : "";
  };
  const restored = () => {
    let before;
    try {
      before = JSON.parse(sessionStorage.getItem(seen));
      sessionStorage.removeItem(seen);
    } catch { /* nothing is restored */ }
    if (!before) return;
    for (const [name, control] of controls()) {
      const value = before.values[name];
      if (value === undefined) continue;
      if (control.type === "checkbox") control.checked = value;
      else control.value = value;
      if (control.selectedIndex === -1) control.selectedIndex = 0;
      control.dispatchEvent(new Event("change"));
    }
    const card = before.id && document.getElementById(before.id);
    if (card) {
      history.scrollRestoration = "manual";
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "start" });
    }
    if (before.told) bar.say(before.told, before.shows);
  };

  // --- the bar ---
  const bar = {
    box: one("#live"),
    said: "",
    // What was done, until somebody closes it; `shows` is what it is about.
    say(told, shows) {
      bar.said = told;
      one("#live-shows").href = shows;
      bar.show(told, [], false);
    },
    show(told, list, offers) {
      const text = JSON.stringify([told, list.map((line) => line.textContent), offers]);
      if (bar.text === text) return;
      bar.text = text;
      one("#live-told").textContent = told;
      one("#live-list").replaceChildren(...list);
      one("#live-offer").hidden = !offers;
      one("#live-done").hidden = told !== bar.said;
      bar.box.hidden = !told;
    },
  };
  one("#live-reload").addEventListener("click", () => reload(cardAt(last)));
  one("#live-close").addEventListener("click", () => {
    bar.say("", "#main");
    const card = document.getElementById(cardAt(last));
    if (card) card.focus({ preventScroll: true });
  });
  let last = null;
  addEventListener("focusin", (event) => { if (!bar.box.contains(event.target)) last = event.target; });

  // --- asking the server ---
  const ask = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Factcheck-Token": page.token },
      body: JSON.stringify(body),
      credentials: "omit",
    });
    return [answer.ok, await answer.json()];
  };
  const NOBODY = "No answer: factcheck review has ended or is not to be reached. What you have typed is kept in this browser.";

  let state = null;
  const changed = () => {
    const here = new Set(all('[data-item="card"]').map((card) => card.id.slice(2)));
    const now = new Set(state.contradictions.map((found) => found.id));
    const parts = [];
    const fresh = state.contradictions.filter((found) => !here.has(found.id));
    const gone = [...here].filter((id) => !now.has(id)).length;
    if (fresh.length) parts.push(count(fresh.length, "new contradiction"));
    if (gone) parts.push(`${count(gone, "contradiction")} gone`);
    if (!parts.length) parts.push("the contradictions are the same");
    const lines = fresh.slice(0, 5).map((found) => made("li", found.headline));
    return [`The files changed: ${parts.join(", ")}.`, lines];
  };
  const mistaken = () => state.problems.slice(0, 20).map((problem) => {
    const line = made("li", "");
    line.append(made("code", `${problem.file}:${problem.line}:${problem.column}`), " ", made("bdi", problem.message));
    if (problem.remedy) line.append(" → ", made("bdi", problem.remedy, "remedy"));
    return line;
  });
  const tell = () => {
    if (state.failure) bar.show(state.failure, [], false);
    else if (state.problems.length && page.report) {
      const more = state.problems.length > 20 ? " The first 20:" : "";
      bar.show(`The files have ${count(state.problems.length, "mistake")}; this is the last report without any.${more}`, mistaken(), false);
    } else if (state.problems.length && state.version !== page.version) bar.show("The files changed; there are still mistakes.", [], true);
    else if (state.report && state.report !== page.report) {
      if (page.report) bar.show(...changed(), true);
      else bar.show("The mistakes are mended.", [], true);
    } else if (state.checking) bar.show("The files changed; they are being checked.", [], false);
    else bar.show(bar.said, [], false);
  };
  let isLost = false;
  const look = async () => {
    try {
      const answer = await fetch(`/state?seen=${page.version}`, { credentials: "omit" });
      if (answer.ok) {
        state = await answer.json();
        isLost = false;
        tell();
        settle();
      }
    } catch {
      isLost = true;
      bar.show(NOBODY, [], false);
    }
    document.documentElement.dataset.looked = state ? state.version : "";
  };
  let round = 0;
  const watch = async () => {
    clearTimeout(round);
    if (!document.hidden) await look();
    clearTimeout(round);
    round = setTimeout(watch, written ? 150 : isLost ? 3000 : 1000);
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) watch(); });

  // A page on which something was written down is made anew, unless somebody types already.
  let written = null;
  const settle = () => {
    if (!written || state.checking || state.report === page.report) return;
    const form = document.activeElement && document.activeElement.closest("form");
    if (form && form !== written.form) return;
    reload(written.next, written.told, written.shows);
  };
  const next = (card) => {
    const cards = all('[data-item="card"]:not([hidden])');
    const after = cards.slice(cards.indexOf(card) + 1).find((other) => other.dataset.decided === "open");
    return (after || card).id;
  };

  // --- the forms ---
  const values = (form) => {
    const found = new FormData(form);
    return Object.fromEntries(FIELDS.map((name) => [name, found.get(name) || ""]));
  };
  const isTyped = (typed) => ["ruling", "because", "until", "url"].some((name) => typed[name]);
  const fill = (form, typed) => {
    for (const name of FIELDS) {
      const field = form.elements[name];
      if (typed[name] !== undefined) field.value = typed[name];
    }
    // An article that is no part of it any more would be lost from the list.
    const list = form.elements.article;
    if (typed.article && list.value !== typed.article) {
      const option = made("option", typed.article);
      option.value = typed.article;
      list.append(option);
      list.value = typed.article;
    }
  };
  const refuse = (section, message, field) => {
    const told = one(".refused", section);
    const form = one("form", section);
    if (!form) {
      told.textContent = message;
      return;
    }
    for (const input of all("[aria-invalid]", form)) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    const wrong = FIELDS.includes(field) && one(`[name="${field}"]`, form);
    const place = wrong ? wrong.closest("fieldset, .field") : one(".acts", form).previousElementSibling;
    if (place !== told) place.after(told);
    told.textContent = message;
    if (!wrong) return;
    for (const input of all(`[name="${field}"]`, form)) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", told.id);
    }
    wrong.focus();
  };

  for (const section of all(".deciding")) {
    const id = section.dataset.id;
    const card = section.closest('[data-item="card"]');
    const withdraw = one("[data-withdraw]", section);
    if (withdraw) {
      withdraw.hidden = false;
      withdraw.addEventListener("click", async () => {
        withdraw.disabled = true;
        try {
          const [done, answer] = await ask("/withdraw", { version: page.report, contradiction: id });
          if (done) {
            kept.write(id, answer.draft);
            refuse(section, "");
            withdraw.textContent = "Withdrawn";
            written = { form: null, next: card.id, told: answer.message, shows: `#${card.id}` };
            await watch();
          } else {
            refuse(section, answer.message);
            withdraw.disabled = false;
          }
        } catch {
          refuse(section, NOBODY);
          withdraw.disabled = false;
        }
      });
      continue;
    }
    const details = one("details", section);
    const form = one("form", section);
    const field = one("[data-for]", form);
    const isOfArticle = () => field.dataset.for.split(" ").includes(values(form).ruling);
    const fit = () => { field.hidden = !isOfArticle(); };
    details.hidden = false;
    const who = kept.read(WHO);
    if (who) form.elements.by.value = who.by;
    const draft = kept.read(id);
    if (draft) {
      fill(form, draft);
      details.open = true;
    }
    fit();
    let isWritten = false; // a field that is taken away tells of a change once more
    const keep = () => {
      if (isWritten) return;
      const typed = values(form);
      kept.write(id, isTyped(typed) ? { ...typed, headline: one("h2", card).textContent } : null);
    };
    for (const event of ["input", "change"]) {
      form.addEventListener(event, () => { keep(); fit(); });
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const typed = values(form);
      if (!typed.ruling) return refuse(section, "Choose what it is.", "ruling");
      if (!isOfArticle()) typed.article = "";
      const button = one("[type=submit]", form);
      button.disabled = true;
      refuse(section, "");
      try {
        const [done, answer] = await ask("/decide", { version: page.report, contradiction: id, ...typed });
        if (done) {
          isWritten = true;
          kept.write(id, null);
          if (typed.by) kept.write(WHO, { by: typed.by });
          details.replaceWith(made("p", answer.message));
          card.focus({ preventScroll: true });
          written = { form, next: next(card), told: answer.message, shows: `#${card.id}` };
          await watch();
        } else refuse(section, answer.message, answer.field);
      } catch {
        refuse(section, NOBODY);
      }
      button.disabled = false;
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
      else if (event.key === "Escape") card.focus();
    });
    one("[data-leave]", form).addEventListener("click", () => {
      details.open = false;
      one("summary", details).focus();
    });
    one("[data-clear]", form).addEventListener("click", () => {
      form.reset();
      kept.write(id, null);
      refuse(section, "");
      fit();
      form.elements.ruling[0].focus();
    });
  }

  // --- what was typed for contradictions that are gone, or decided by somebody else ---
  const orphans = page.report ? kept.ids().filter((id) => id !== WHO && !one(`.deciding[data-id="${CSS.escape(id)}"] form`)) : [];
  for (const id of orphans) {
    const draft = kept.read(id);
    if (!draft) continue;
    const box = made("div", "", "box");
    box.append(made("p", draft.headline || id, "strong"), made("p", draft.because));
    const rest = [draft.ruling, draft.article, draft.by, draft.until, draft.url].filter(Boolean).join(", ");
    if (rest) box.append(made("p", rest, "soft"));
    const button = made("button", "Throw away");
    button.type = "button";
    button.addEventListener("click", () => {
      kept.write(id, null);
      box.remove();
      one("#kept").hidden = !one("#kept-list").firstChild;
    });
    box.append(button);
    one("#kept-list").append(box);
    one("#kept").hidden = false;
  }
  one("main").prepend(one("#kept"));

  // Keys: d to decide, r to reload when the bar offers it.
  const keys = one("[data-keys]");
  addEventListener("keydown", (event) => {
    if ((keys && !keys.checked) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "r" && !bar.box.hidden && !one("#live-offer").hidden) reload(cardAt(last));
    if (event.key !== "d") return;
    const card = event.target.closest('[data-item="card"]') || one('[data-item="card"]:not([hidden])');
    const details = card && one(".deciding details", card);
    const button = card && one("[data-withdraw]", card);
    if (details) {
      event.preventDefault();
      details.open = true;
      const form = one("form", details);
      (one("[name=ruling]:checked", form) || form.elements.ruling[0]).focus();
    } else if (button) {
      button.closest(".folded").open = true;
      button.focus();
    }
  });

  restored();
  if (!one("#kept").hidden && !bar.said) bar.say("Some of what was typed was not written down, and has no form any more.", "#kept");
  watch();
})();
