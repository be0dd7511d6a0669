// What a page cannot do without a script: mark the layers of a document without cutting its letters, and copy a quote.

const paper = document.getElementById("paper");
if (paper) layers(paper, document.getElementById("layers"));
if (paper) selecting(paper, document.getElementById("mark-here"));
const upload = document.getElementById("upload");
if (upload && !upload.dataset.finished) follow(upload);
if (document.querySelector("[data-preparing]")) setInterval(again, 3000);
for (const button of document.querySelectorAll("button.copy")) copies(button);
if (document.querySelector("[data-key]")) addEventListener("keydown", answers);

// What is put together beside the pages is asked for again, unless somebody reads further down, or writes.
function again() {
  if (!scrollY && !document.activeElement?.closest("input, textarea, select, details[open]")) location.reload();
}

// By the place of a key and not by its letter: y is where an Arabic keyboard has «غ».
function answers(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const key = { KeyY: "y", KeyN: "n", KeyU: "u", KeyZ: "undo", Escape: "back" }[event.code];
  if (key) document.querySelector(`[data-key="${key}"]`)?.click();
}

// Words that are selected have a page of their own, where they are added, mended or translated.
function selecting(paper, offer) {
  const [link, button] = [offer.querySelector("a"), offer.querySelector("button")];
  offer.addEventListener("mousedown", (event) => event.preventDefault());  // the words stay selected
  copies(button, () => `«${document.getSelection().toString().trim().replace(/\s+/g, " ")}» — ${button.dataset.source}`);
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
    const [start, end] = range ? [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)] : [];
    offer.hidden = !(start < end);
    if (offer.hidden) return;
    const address = new URL(link.href);
    address.searchParams.set("span", `${start}-${end}`);
    address.hash = "mark";
    link.href = address;
  });

  // Where a place of the article stands in its text, in code points; undefined outside of its lines.
  function place(node, offset) {
    const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-start]");
    if (!line || !paper.contains(line)) return undefined;
    const before = new Range();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    return Number(line.dataset.start) + [...before.toString()].length;
  }
}

// How far the reading of files has come; the page is asked for anew once it is done.
function follow(upload) {
  const [line, [count, name]] = [upload.querySelector("progress"), upload.querySelectorAll("bdi")];
  const timer = setInterval(async () => {
    const told = await (await fetch(upload.dataset.progress)).json();
    [line.max, line.value] = [told.total || 1, told.done];
    [count.textContent, name.textContent] = [told.total ? `${told.done} / ${told.total}` : told.done, told.name];
    if (!told.finished) return;
    clearInterval(timer);
    location.reload();
  }, 700);
}

function copies(button, text = () => button.dataset.copy) {
  if (!navigator.clipboard) return;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}

function layers(paper, form) {
  const marks = JSON.parse(paper.dataset.marks);
  const lines = [...paper.querySelectorAll("[data-begin]")];
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const draw = globalThis.CSS?.highlights && globalThis.Highlight ? highlight : wrap;
  const plain = lines.map((line) => [...line.childNodes].map((node) => node.cloneNode(true)));
  const show = () => draw(boxes.filter((box) => box.checked).map((box) => box.value));
  form.addEventListener("change", () => {
    const address = new URL(location.href);
    address.searchParams.set("layers", boxes.filter((box) => box.checked).map((box) => box.value).join(","));
    history.replaceState(null, "", address);
    show();
  });
  show();

  // Ranges leave the text as it is, so that a mark inside a word does not part its letters.
  function highlight(shown) {
    CSS.highlights.clear();
    for (const layer of shown) {
      const ranges = marks[layer].flatMap(([start, end]) => pieces(start, end).map(({ node, from, to }) => {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, to);
        return range;
      }));
      CSS.highlights.set(layer, new Highlight(...ranges));
    }
  }

  function wrap(shown) {
    lines.forEach((line, at) => line.replaceChildren(...plain[at].map((node) => node.cloneNode(true))));
    for (const layer of shown) {
      for (const [start, end] of marks[layer]) {
        for (const { node, from, to } of pieces(start, end)) {
          const words = node.splitText(from);
          words.splitText(to - from);
          const mark = document.createElement("mark");
          mark.className = `layer-${layer}`;
          words.replaceWith(mark);
          mark.append(words);
        }
      }
    }
  }

  // The text nodes between two places of the article, with where in them the mark begins and ends.
  function pieces(start, end) {
    const found = [];
    for (const line of lines) {
      let at = Number(line.dataset.begin);
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
        if (from < to) found.push({ node, from, to });
        at += node.length;
      }
    }
    return found;
  }
}
