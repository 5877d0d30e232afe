// Suggestions under the fields of a form. Roles and keys are combobox-nav's; the form works without any of this.
import Combobox from "./combobox-nav.js";

/** Milliseconds without a new letter before the directory is asked. */
const PAUSE = 120;
/** Most options shown: a telephone's screen holds no more. */
const MOST = 7;

document.querySelectorAll("input[data-suggest]").forEach(suggest);

/** Suggests under one field; the words for it stand on the element around it that has `data-list`. */
export function suggest(input) {
  const { data, list, status } = furnish(input);
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false });
  let pause, asked;

  function close() {
    clearTimeout(pause);
    asked?.abort();
    if (!list.hidden) combobox.stop();
    list.hidden = true;
    status.textContent = "";
  }

  function show(options) {
    if (options.length === 0) {
      close();
      status.textContent = data.none;
      return;
    }
    list.replaceChildren(...options);
    list.hidden = false;
    combobox.start();
    status.textContent = options.length === 1 ? data.one : data.many.replace("{}", options.length);
  }

  async function ask() {
    asked?.abort();
    const text = input.value.trim();
    if (!text) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(input.dataset.suggest + encodeURIComponent(text), { signal: asked.signal });
      if (answer.ok) show(options(await answer.json(), data));
    } catch (failure) {
      // A newer question took the place of this one; any other failure leaves a plain field.
      if (failure.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && list.hidden) {
      event.preventDefault();
      ask();
    }
  });
  input.addEventListener("blur", close);
  // A press on an option must not take the focus, or the list would be gone before the press ends.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("combobox-commit", (event) => {
    input.value = event.target.dataset.value;
    close();
  });
}

/** Puts the list and the line that is read aloud beside a field. */
function furnish(input) {
  const { dataset: data } = input.closest("[data-list]");
  const list = document.createElement("ul");
  list.id = `${input.id || input.name}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", data.list);
  const status = document.createElement("p");
  status.className = "vh";
  status.setAttribute("role", "status");
  (input.closest("label") ?? input).after(list, status);
  // The browser's own list would lie over this one; but on the way back from the next page browsers put what was typed
  // only into fields that they may fill in themselves, so it is off no longer than needed.
  const own = input.autocomplete;
  const give = () => (input.autocomplete = own);
  input.addEventListener("focus", () => (input.autocomplete = "off"));
  input.addEventListener("blur", give);
  input.form?.addEventListener("submit", give);
  return { data, list, status };
}

/** The options of an answer of `/api/v1/suggest` or `/api/v1/territories`. */
function options({ needs = [], providers = [], results = [] }, data) {
  const all = [
    ...needs.map((need) => [need.label, need.matched]),
    ...providers.map((provider) => [provider.label, data.provider]),
    ...results.map((place) => [place.label]),
  ];
  return all.slice(0, MOST).map(option);
}

function option([label, hint]) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.dataset.value = label;
  item.append(label);
  if (hint) {
    const small = document.createElement("small");
    small.append(hint);
    item.append(" ", small);
  }
  return item;
}
