/**
 * Makes Enter save in every field of one line, as people are used to: browsers press the first
 * button of a form that sends it. Where Enter chooses, adds a word or begins a line, it does that.
 */
export function EnterSaves({ onSave }: { readonly onSave: () => void }) {
  return (
    <input
      type="submit"
      hidden
      onClick={(event) => {
        event.preventDefault();
        if (!isChoice(document.activeElement)) onSave();
      }}
    />
  );
}

/** Whoever presses Enter there means to choose, not to save what he has chosen so far. */
function isChoice(field: Element | null): boolean {
  return field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type);
}
