// Small dialogs: a heading, fields, a button that does it and one that does not; the focus goes back to where it was.

import { button, el, type Child } from "./dom.ts";
import { say } from "./words.ts";

/** Opens a dialog; `done` is called when its form is sent, and keeps it open by giving false. */
export function openDialog(title: string, fields: Child[], doing: string, done: () => void): HTMLDialogElement {
  const back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const heading = el("h2", { id: "dialog-title" }, title);
  const close = (): void => dialog.close();
  const form = el("form", { method: "dialog" }, heading, ...fields, el("p", { class: "doing" }, el("button", { type: "submit", class: "first" }, doing), button(say("cancel"), close)));
  const dialog = el("dialog", { "aria-labelledby": "dialog-title" }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
    done();
  });
  // As in any other field: a select is opened by Space or the arrows.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back?.isConnected) back.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A labelled field of a time on a day. */
export function moment(label: string, value: string): { field: HTMLLabelElement; value: () => string } {
  const input = el("input", { type: "datetime-local", value: value.slice(0, 16), required: true });
  return { field: el("label", {}, el("span", {}, label), input), value: () => input.value };
}
