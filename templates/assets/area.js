// The map of an area picker ticks the boxes of its list and shows what is ticked; places get more rows, and suggestions.
// The form works without any of this: each shape of the map is a link to its box.
import { suggest } from "./suggest.js";

document.querySelectorAll("[data-area]").forEach(furnish);

function furnish(picker) {
  const told = picker.querySelector(".told");
  const shapes = [...picker.querySelectorAll(".zones a")];
  const boxes = (shape) => shape.dataset.boxes.split(" ").map((id) => document.getElementById(id));
  const name = (box) => box.labels[0].querySelector("b")?.textContent ?? box.labels[0].textContent.trim();
  const say = (sentence, box) => (told.textContent = sentence.replace("{}", name(box)));
  // Which of its boxes a shape ticks, counted from the smallest.
  let picks = -1;

  function paint() {
    for (const shape of shapes) {
      const ticked = boxes(shape).some((box) => box.checked);
      for (const path of shape.children) path.setAttribute("class", ticked ? "all" : shape.dataset.written);
    }
  }

  function changed(box) {
    paint();
    say(box.checked ? picker.dataset.added : picker.dataset.removed, box);
  }

  // What the server understood is no longer what stands here.
  const understood = picker.querySelector(".understood");
  picker.addEventListener("input", () => understood?.remove());

  picker.addEventListener("change", ({ target }) => {
    if (target.name === "area") changed(target);
  });

  for (const shape of shapes) {
    // The map is hidden from screen readers, so nothing in it may take the focus.
    shape.addEventListener("mousedown", (event) => event.preventDefault());
    shape.addEventListener("click", (event) => {
      event.preventDefault();
      const around = boxes(shape);
      // What is a région of its own has the box of the région only.
      const own = around.length === 2 ? around[1] : around.at(picks);
      const larger = around.slice(0, around.indexOf(own)).find((box) => box.checked);
      if (larger && !own.checked) return say(picker.dataset.included, larger);
      own.checked = !own.checked;
      const folded = own.closest("details");
      if (folded && own.checked) folded.open = true;
      own.dispatchEvent(new Event("input", { bubbles: true }));
      changed(own);
    });
  }

  const choice = picker.querySelector(".picks");
  const buttons = [...choice.querySelectorAll("button")];
  choice.hidden = false;
  for (const button of buttons) {
    button.addEventListener("click", () => {
      picks = Number(button.dataset.picks);
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    });
  }

  moreRows(picker);
  // A browser that comes back to the page ticks what was ticked, without telling.
  paint();
}

/** A button that adds a row for a place. */
function moreRows(picker) {
  const rows = picker.querySelector(".places");
  const blank = picker.querySelector("template");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "more-rows";
  button.textContent = picker.dataset.more;
  button.addEventListener("click", () => {
    const row = blank.content.cloneNode(true);
    for (const part of ["id", "for"]) {
      for (const element of row.querySelectorAll(`[${part}$="-new"]`)) {
        element.setAttribute(part, element.getAttribute(part).replace(/new$/, rows.children.length));
      }
    }
    const input = row.querySelector("[name=place]");
    rows.append(row);
    suggest(input);
    input.focus();
  });
  rows.after(button);
}
