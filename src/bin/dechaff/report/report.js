"use strict";
// Shows and hides blocks by kind. Without this script all blocks are shown and the controls are not.
(() => {
  document.documentElement.classList.add("js");
  const boxes = [...document.querySelectorAll("input[data-kind]")];
  const blocks = [...document.querySelectorAll(".block")];
  const sections = [...document.querySelectorAll(".section")];
  const buttons = [...document.querySelectorAll("button[data-show]")];
  const status = document.getElementById("status");
  const wanted = {
    all: () => true,
    kept: (box) => box.dataset.kept === "true",
    removed: (box) => box.dataset.kept !== "true",
  };

  function apply() {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.kind));
    let shown = 0;
    for (const block of blocks) {
      block.hidden = off.has(block.dataset.kind);
      shown += block.hidden ? 0 : 1;
    }
    for (const section of sections) section.hidden = !section.querySelector(".block:not([hidden])");
    for (const button of buttons) {
      const matches = boxes.every((box) => box.checked === wanted[button.dataset.show](box));
      button.setAttribute("aria-pressed", String(matches));
    }
    status.textContent = shown === blocks.length ? `${shown} blocks` : `${shown} of ${blocks.length} blocks shown`;
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      // The same kind has a box in the table of every page.
      for (const other of boxes) {
        if (other.dataset.kind === box.dataset.kind) other.checked = box.checked;
      }
      apply();
    });
  }
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = wanted[button.dataset.show](box);
      apply();
    });
  }

  // Escape puts the reasons away until the pointer or the focus moves on.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const block of document.querySelectorAll(".block:hover, .block:focus")) block.classList.add("quiet");
  });
  for (const type of ["pointerover", "focusin"]) {
    document.addEventListener(type, (event) => {
      for (const block of document.querySelectorAll(".block.quiet")) {
        if (!block.contains(event.target)) block.classList.remove("quiet");
      }
    });
  }
  apply();
})();
