/** The text of a comment as a quotation: what it quotes itself is left out. */
export const quotation = (text: string): string =>
  `${text.split('\n').filter((line) => !/^[>＞]/.test(line)).join('\n').trim().replace(/^/gm, '> ')}\n\n`;

/** Puts words where somebody writes, as if they had typed them; nothing where the field is not on the page. */
export function insert(form: HTMLFormElement | null, words: string, where: 'BEFORE' | 'AT_CARET'): boolean {
  const field = form?.elements.namedItem('body');
  if (!(field instanceof HTMLTextAreaElement)) return false;
  const at = where === 'BEFORE' ? 0 : field.selectionEnd;
  field.setRangeText(words, at, at, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
  return true;
}
