import { useEffect, useRef, useState } from 'react';
import { Button, Disclosure, useT } from '@hiroba/ui';

/** A key of the desk, and what it does: a link or a button of the page has it as its `aria-keyshortcuts`. */
export interface DeskKey {
  readonly key: string;
  readonly does: string;
}

const STORED = 'hiroba-desk-keys';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]') !== null;

/** Moves among the rows of a list. */
function move(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, here + by))]?.focus();
}

/** Links and what may be pressed at once are pressed; what decides something is only reached, and Enter presses it. */
function reach(key: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].find(
    (element) => element.getAttribute('aria-keyshortcuts') === key,
  );
  if (!found) return false;
  if (found instanceof HTMLAnchorElement || found.dataset['press'] !== undefined) found.click();
  else found.focus();
  return true;
}

/** One key an action, for those who decide about many texts; each can be turned off, and everything is there without them. */
export function DeskKeys({ keys }: { keys: readonly DeskKey[] }) {
  const t = useT();
  const [isOff, setOff] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => setOff(localStorage.getItem(STORED) === 'off'), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(target)) return;
      if (key === '?') {
        const details = box.current?.querySelector('details');
        details?.toggleAttribute('open');
        details?.querySelector('summary')?.focus();
      } else if (isOff) return;
      else if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
      else if (!reach(key)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOff]);
  const turn = () => {
    localStorage.setItem(STORED, isOff ? 'on' : 'off');
    setOff(!isOff);
  };
  return (
    <div ref={box}>
      <Disclosure summary={t('moderation.keys.title')}>
        <p className="measure">{t(isOff ? 'moderation.keys.off' : 'moderation.keys.lead')}</p>
        <dl className="grid gap-2">
          {[{ key: '?', does: t('moderation.keys.help') }, ...keys].map(({ key, does }) => (
            <div key={key} className="flex gap-4">
              <dt>
                <kbd className="font-700">{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <div>
          <Button type="button" small onClick={turn}>
            {t(isOff ? 'moderation.keys.turnOn' : 'moderation.keys.turnOff')}
          </Button>
        </div>
      </Disclosure>
    </div>
  );
}
