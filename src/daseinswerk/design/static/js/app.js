/* What scripts add; every page works without this file.

   1. Focus: an element with data-focus (the error summary) takes the focus when it arrives.
   2. Keys: a button or link with data-key="a" is pressed by that key: the one inside the suggestion that holds the focus
      or was chosen last (the active one), else inside its field (the .bench around it, or around the focus), else one that
      stands outside all fields. So no key decides on a field nobody has gone to.
      j, k: next and previous [data-suggestion], from the active one, or from the part the address points to (#feld-…);
      ArrowDown and ArrowUp do the same while the focus is in one.
      ?: opens the <dialog data-keys> or the <details data-keys> that lists the keys. No key acts while one writes.
   3. Marks: when a [data-suggestion] gets the focus, the sentences it rests on are marked in the element with data-archive-offsets,
      and its .split__pane is scrolled to them. Where both hold several documents, data-document on both tells which. Contract: each sentence there is an element with data-start and data-end
      (archived characters, end exclusive) whose text is exactly the archived text from start to end; the suggestion has
      data-start and data-end of its quote.
   4. Selection: words selected inside data-archive-offsets fill the inputs with data-fill="start", "end", "quote"
      (form of a claim by hand). Offsets are counted as Python counts: in code points, not in UTF-16 units.
      The event "quote-selected" is sent from the element, with start, end and text. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const points = (text) => Array.from(text).length;
  let active = null;

  const focusNews = (root) => all("[data-focus]", root).slice(0, 1).forEach((found) => found.focus());

  function mark(suggestion) {
    active = suggestion;
    all("[data-suggestion][data-active]").forEach((other) => other !== suggestion && delete other.dataset.active);
    suggestion.dataset.active = "";
    const start = Number(suggestion.dataset.start), end = Number(suggestion.dataset.end);
    if (!suggestion.dataset.end) return;
    const source = suggestion.dataset.document;
    let first = null;
    all("[data-archive-offsets]").forEach((text) => {
      const here = !source || !text.dataset.document || text.dataset.document === source;
      all("[data-start]", text).forEach((sentence) => {
        const hit = here && Number(sentence.dataset.start) < end && start < Number(sentence.dataset.end);
        sentence.classList.toggle("is-marked", hit);
        if (hit && !first) first = sentence;
      });
    });
    // Only the pane of the document moves: were the window to move, the focus would leave it.
    const pane = first?.closest(".split__pane");
    if (pane) pane.scrollTop += first.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }

  function move(step) {
    const list = all("[data-suggestion]").filter((one) => one.checkVisibility());
    if (!list.length) return;
    const at = list.indexOf(active), aim = document.querySelector(":target");
    const after = list.find((one) => aim && aim.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    const next = at < 0 ? after || list[0] : list[Math.min(list.length - 1, Math.max(0, at + step))];
    const target = next.querySelector("[data-key]") || next.querySelector("button, a, input") || next;
    if (target === next) next.tabIndex = -1;
    target.focus();
    mark(next);
  }

  function keys() {
    const list = document.querySelector("[data-keys]");
    if (list instanceof HTMLDialogElement) { if (list.open) list.close(); else list.showModal(); }
    else if (list) { list.open = !list.open; list.querySelector("summary").focus(); }
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]")) return;
    const key = event.key;
    const inside = event.target.closest("[data-suggestion]");
    const steps = { j: 1, k: -1, ...(inside && { ArrowDown: 1, ArrowUp: -1 }) };
    if (key === "?" && document.querySelector("[data-keys]")) keys();
    else if (key in steps && document.querySelector("[data-suggestion]")) move(steps[key]);
    else {
      const own = "[data-suggestion], .bench";
      const named = (root) => root && all("[data-key]", root).find((one) =>
        one.dataset.key === key && one.checkVisibility() && one.ariaDisabled !== "true" && (root !== document || !one.closest(own)));
      const here = event.target.closest(".bench");
      const at = inside || (active?.isConnected && (!here || here.contains(active)) ? active : null);
      const found = !document.querySelector("dialog[open]")
        && (named(at) || named(here || at?.closest(".bench")) || named(document));
      if (!found) return;
      found.focus();
      found.click();
    }
    event.preventDefault();
  }

  function offset(text, node, place) {
    const element = node.nodeType === 1 ? node : node.parentElement;
    const sentence = element.closest("[data-start]");
    if (!sentence || !text.contains(sentence)) return null;
    const before = document.createRange();
    before.setStart(sentence, 0);
    before.setEnd(node, place);
    return Number(sentence.dataset.start) + points(before.toString());
  }

  function take() {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    const node = range.commonAncestorContainer;
    const text = (node.nodeType === 1 ? node : node.parentElement).closest("[data-archive-offsets]");
    if (!text) return;
    const start = offset(text, range.startContainer, range.startOffset);
    const end = offset(text, range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const found = { start, end, quote: range.toString() };
    all("[data-fill]").forEach((input) => { input.value = found[input.dataset.fill]; });
    text.dispatchEvent(new CustomEvent("quote-selected", { bubbles: true, detail: found }));
  }

  document.addEventListener("keydown", press);
  document.addEventListener("focusin", (event) => {
    const suggestion = event.target.closest("[data-suggestion]");
    if (suggestion && suggestion !== active) mark(suggestion);
  });
  document.addEventListener("mouseup", take);
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") take(); });
  document.addEventListener("htmx:afterSwap", (event) => focusNews(event.target));
  focusNews(document);
})();
