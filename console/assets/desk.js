// What the pages gain with scripts; everything works without them.
// Live numbers, keys, drafts that are kept while they are typed. No frameworks, no other origin.

const WAIT = 1500; // milliseconds after the last key before a draft is sent

/** Numbers and short words that change in place: `[data-live]` with a name the server sends. */
function live(stream) {
  const source = new EventSource(stream);
  source.addEventListener("change", (event) => {
    for (const [name, words] of Object.entries(JSON.parse(event.data))) {
      for (const place of document.querySelectorAll(`[data-live="${CSS.escape(name)}"]`)) {
        if (place.tagName === "PROGRESS" || place.tagName === "METER") place.value = words;
        else if (place.textContent !== words) place.textContent = words;
      }
    }
  });
  addEventListener("pagehide", () => source.close());
}

/** `g` and a letter goes to a page, `/` to the search, `?` says so. */
function keys() {
  let going = false;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (going) {
      going = false;
      document.querySelector(`.rail [data-key="${CSS.escape(event.key)}"]`)?.click();
    } else if (event.key === "g") going = true;
    else if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "?") document.querySelector("dialog.keys-help")?.showModal();
    else if (event.key.startsWith("Arrow")) move(event);
  });
}

/** Arrows go from slot to slot in the week's table. */
function move(event) {
  const cell = event.target.closest(".week td");
  if (!cell) return;
  const [row, column] = [cell.parentElement.rowIndex, cell.cellIndex];
  const turn = document.documentElement.dir === "rtl" ? -1 : 1;
  const [down, aside] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, turn], ArrowLeft: [0, -turn] }[event.key];
  const table = cell.closest("table");
  for (let r = row + down, c = column + aside; table.rows[r]?.cells[c]; r += down, c += aside) {
    const slot = table.rows[r].cells[c].querySelector("a");
    if (slot) { event.preventDefault(); slot.focus(); return; }
  }
}

/** A form with `data-draft` is kept on the server while it is typed. */
function drafts(form) {
  let timer;
  const send = () => fetch("/draft?page=" + encodeURIComponent(location.pathname), {
    method: "POST", body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")),
  }).catch(() => { timer = setTimeout(send, 5 * WAIT); });
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(send, WAIT); });
  form.addEventListener("submit", () => clearTimeout(timer));
}

/** What is typed there is counted or shown elsewhere: the server answers with the part itself. */
function previews(form) {
  let timer;
  const place = document.getElementById(form.dataset.preview);
  const show = async () => {
    const answer = await fetch(form.dataset.previewFrom, { method: "POST", body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")) });
    if (answer.ok) place.innerHTML = await answer.text();
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 400); });
}

const stream = document.querySelector("[data-stream]");
if (stream) live(stream.dataset.stream);
document.querySelectorAll("form[data-draft]").forEach(drafts);
document.querySelectorAll("form[data-preview]").forEach(previews);
document.getElementById("problems")?.focus();
keys();
