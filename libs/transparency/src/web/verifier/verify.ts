import { createTranslator, type Json, type Locale } from '@hiroba/kernel';
import en from '../../../locales/en.json' with { type: 'json' };
import ja from '../../../locales/ja.json' with { type: 'json' };
import { unreadable, type Check, type Verdict } from '../../domain/evidence.ts';
import { checkProof } from '../checking/check-proof.ts';

// A page by itself, opened from a disk: it asks nothing of any server, and knows the keys that were written into it.
const translators = { ja: createTranslator(ja, 'ja'), en: createTranslator(en, 'en') };
const keys = JSON.parse(at('keys').textContent ?? '') as unknown;
const vkeys = Array.isArray(keys) ? keys.map(String) : [];
// A proof has some kilobytes; a film that was chosen by mistake is not read.
const LARGEST = 10_000_000;

let locale: Locale = navigator.language.startsWith('ja') ? 'ja' : 'en';
let found: { readonly file: string; readonly verdict: Verdict } | undefined;

const t = (key: string, params: Readonly<Record<string, string>> = {}): string => translators[locale](key, params);

function at<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element as E;
}

function made(
  name: string,
  content: string | readonly Node[] = [],
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...(typeof content === 'string' ? [content] : content));
  return element;
}

/** What a commitment is called: in words where there are some. */
const nameOf = (name: string): string =>
  `transparency.verifier.name.${name}` in (locale === 'ja' ? ja : en) ? t(`transparency.verifier.name.${name}`) : name;

const items = (texts: readonly string[]): HTMLElement =>
  made(
    'ul',
    texts.map((text) => made('li', text)),
  );

const pairs = (all: readonly (readonly [term: string, value: string])[]): HTMLElement =>
  made(
    'dl',
    all.map(([term, value]) => made('div', [made('dt', term), made('dd', value)])),
  );

const said = ({ of, name = '', problem }: Check): string =>
  problem === undefined
    ? t(`transparency.check.good.${of}`, { name: nameOf(name) })
    : `${t(`transparency.check.bad.${of}`, { name: nameOf(name) })} (${problem})`;

/** An instant as clocks where the reader is show it, and as the entry says it. */
const when = (at: string): string =>
  `${new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }).format(new Date(at))}\n${at}`;

const words = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

const looks: Readonly<Record<Verdict['state'], string>> = {
  RECORDED: 'good',
  ACCEPTED: 'wait',
  OVERDUE: 'wait',
  FAILED: 'bad',
};

function result({ file, verdict }: NonNullable<typeof found>): HTMLElement {
  const { state, place, checks, leaf, receipt, disclosed } = verdict;
  const isBad = state === 'FAILED';
  const shown = isBad ? checks.filter(({ problem }) => problem !== undefined) : checks;
  const told = leaf
    ? ([
        [t('transparency.verifier.type'), leaf.type],
        [t('transparency.verifier.at'), when(leaf.at)],
      ] as const)
    : [];
  const promised = receipt ? ([[t('transparency.verifier.accepted'), when(receipt.accepted)]] as const) : [];
  return made(
    'div',
    [
      made('p', t('transparency.verifier.file', { file })),
      made(
        'h2',
        t(`transparency.check.state.${state}`)
          .split('　')
          .map((part) => made('span', part)),
      ),
      ...(place
        ? [
            made('p', t('transparency.check.place', { index: String(place.index), size: String(place.size) })),
            made('p', place.origin),
          ]
        : []),
      items(shown.map(said)),
      // What a file says of itself is shown as true only where all of it holds.
      ...(isBad
        ? []
        : [
            pairs([
              ...told,
              ...promised,
              ...Object.entries(disclosed).map(([name, value]) => [nameOf(name), words(value)] as const),
            ]),
          ]),
    ],
    { class: looks[state], 'data-state': state },
  );
}

function show(): void {
  document.documentElement.lang = locale;
  document.title = t('transparency.verifier.title');
  for (const id of ['title', 'lead', 'label', 'hint']) at(id).textContent = t(`transparency.verifier.${id}`);
  at('languages').setAttribute('aria-label', t('transparency.verifier.language'));
  at('languages').replaceChildren(
    ...(['ja', 'en'] as const).map((each) => {
      const button = made('button', each === 'ja' ? '日本語' : 'English', {
        type: 'button',
        lang: each,
        'aria-pressed': String(each === locale),
      });
      button.addEventListener('click', () => {
        locale = each;
        show();
        at('languages').querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
      });
      return button;
    }),
  );
  at('result').replaceChildren(...(found ? [result(found)] : []));
  at('about').replaceChildren(
    made('h2', t('transparency.verifier.limits')),
    items(['truth', 'who', 'before'].map((limit) => t(`transparency.receipt.limit.${limit}`))),
    made('h2', t('transparency.verifier.keys')),
    made('p', t('transparency.verifier.keysText')),
    ...(vkeys.length > 0
      ? [
          made(
            'ul',
            vkeys.map((vkey) => made('li', [made('code', vkey)])),
          ),
        ]
      : [made('p', t('transparency.verifier.noKeys'))]),
  );
}

async function take(file: File | undefined): Promise<void> {
  if (!file) return;
  const verdict = file.size > LARGEST ? unreadable : await checkProof(new Uint8Array(await file.arrayBuffer()), vkeys);
  found = { file: file.name, verdict };
  show();
  at('result').focus();
}

const form = at<HTMLFormElement>('form');
const chosen = at<HTMLInputElement>('file');
chosen.addEventListener('change', () => void take(chosen.files?.[0]));
form.addEventListener('submit', (event) => event.preventDefault());
for (const name of ['dragover', 'dragleave', 'drop'] as const)
  document.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle('over', name === 'dragover');
    if (name === 'drop') void take(event.dataTransfer?.files[0]);
  });
at('needs').remove();
form.hidden = false;
at('about').hidden = false;
show();
