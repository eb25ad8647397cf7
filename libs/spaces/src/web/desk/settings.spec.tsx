import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import { Form } from '@hiroba/ui';
import type { DeskComponentQuery } from '../gql/graphql.ts';
import { SettingFields, settingsTyped } from './SettingFields.tsx';
import { SettingGroups } from './SettingGroups.tsx';
import { StaleSettings } from './StaleSettings.tsx';

const catalogue = {
  'surveys.settings.most': 'いちばん多い数', 'surveys.settings.open': '開いておく', 'surveys.settings.show': '見せるとき',
  'surveys.settings.show.ALWAYS': 'いつも', 'surveys.settings.show.LATER': 'あとで', 'surveys.settings.guide': '案内', 'surveys.settings.kinds': '区分',
  'surveys.settings.group.who': '人', 'surveys.settings.group.what': '内容', 'surveys.settings.most.zero': '制限なし',
};

describe('settings', () => {
  type Setting = NonNullable<DeskComponentQuery['component']>['settingValues'][number];
  const setting = (more: Partial<Setting>): Setting =>
    ({ key: 'most', group: null, type: 'INTEGER', value: '3', default: '1', min: 1, max: 9, options: null, locked: null, choices: null, ...more });
  const settings = [
    setting({}), setting({ key: 'open', type: 'BOOLEAN', value: 'false' }), setting({ key: 'guide', type: 'TEXT', value: '', max: 20 }),
    setting({ key: 'show', type: 'CHOICE', value: 'LATER', options: ['ALWAYS', 'LATER'] }),
  ];

  it('are shown by what the manifest declares, in the words of the component', async () => {
    const { container } = renderPage(<form><SettingFields id="c" manifest="surveys" settings={settings} /></form>, { catalogue });
    expect((screen.getByLabelText(/いちばん多い数/) as HTMLInputElement).value).toBe('3');
    expect(within(screen.getByRole('group', { name: /見せるとき/ })).getByLabelText('あとで')).toHaveProperty('checked', true);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('that name others offer what is on offer and what they have, and are sent as a list', async () => {
    const choice = (value: string, offered = true) => ({ value, label: { ja: `木${value}`, en: null }, offered });
    const many = setting({ key: 'show', type: 'SEVERAL', value: '["b"]', max: 5, choices: [choice('a'), choice('b', false), choice('c', false)] });
    const one = setting({ key: 'guide', type: 'SEVERAL', value: '[]', max: 1, choices: [choice('a')] });
    const none = setting({ key: 'kinds', type: 'SEVERAL', value: '[]', max: 5, choices: [] });
    const { container } = renderPage(<form><SettingFields id="c" manifest="surveys" settings={[many, one, none]} /></form>, { catalogue });
    const boxes = within(screen.getByRole('group', { name: /見せるとき/ })).getAllByRole('checkbox') as HTMLInputElement[];
    expect(boxes.map(({ value, checked }) => [value, checked])).toEqual([['a', false], ['b', true]]);
    expect((screen.getByLabelText(/案内/) as HTMLSelectElement).value).toBe('');
    const form = new FormData();
    form.append('settings.show', 'a');
    form.append('settings.show', 'b');
    form.append('settings.guide', '');
    expect(settingsTyped(form, [many, one, none])).toEqual([{ key: 'show', value: '["a","b"]' }, { key: 'guide', value: '[]' }]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('that people are shown to read have a field for each language, and are sent with both', async () => {
    const guide = setting({ key: 'guide', type: 'LOCALIZED', value: '{"en":"Slowly","ja":"ゆっくり"}', max: 20 });
    const { container } = renderPage(<form><SettingFields id="c" manifest="surveys" settings={[guide]} /></form>, { catalogue });
    const [japanese, english] = screen.getAllByRole('textbox') as HTMLTextAreaElement[];
    expect([japanese?.value, english?.value, english?.lang]).toEqual(['ゆっくり', 'Slowly', 'en']);
    const form = new FormData();
    form.set('settings.guide.ja', '急いで');
    expect(settingsTyped(form, [guide])).toEqual([{ key: 'guide', value: '{"ja":"急いで","en":""}' }]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('are sent as text, an empty box as no', () => {
    const form = new FormData();
    form.set('settings.most', '５');
    form.set('settings.show', 'ALWAYS');
    expect(settingsTyped(form, settings)).toEqual([
      { key: 'most', value: '５' }, { key: 'open', value: 'false' }, { key: 'guide', value: '' }, { key: 'show', value: 'ALWAYS' },
    ]);
  });
});

describe('settings in groups', () => {
  const plain = { default: '', min: null, max: null, options: null, locked: null, choices: null } as const;
  const settings = [
    { ...plain, key: 'most', group: 'who', type: 'INTEGER', value: '0' },
    { ...plain, key: 'open', group: 'who', type: 'BOOLEAN', value: 'true' },
    { ...plain, key: 'guide', group: 'what', type: 'LOCALIZED', value: '{"ja":"長い案内"}', max: 200 },
  ] as const;
  const form = <Form><SettingGroups id="c" manifest="surveys" settings={settings} save={<button type="submit">送る</button>} /></Form>;
  const folds = () => screen.getAllByRole('group').filter((group): group is HTMLDetailsElement => group instanceof HTMLDetailsElement);

  it('say what is so now, in words, and are folded', async () => {
    const { container } = renderPage(form, { catalogue });
    expect(folds().map(({ open, firstChild }) => [open, firstChild?.textContent])).toEqual([
      [false, '人いちばん多い数：制限なし開いておく：はい'], [false, '内容案内：書いてあります'],
    ]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('are open where something is to be mended, or typed and not saved', async () => {
    renderPage(form, {
      catalogue, action: () => ({
        form: 'main', refusal: { code: 'TOO_LONG', field: 'settings.guide.en', message: '長すぎます。' },
        values: { 'settings.most': ['0'], 'settings.open': ['on'], 'settings.guide.ja': ['長い案内'], 'settings.guide.en': ['x'] },
      }),
    });
    fireEvent.click(screen.getAllByRole('button', { name: '送る', hidden: true })[0] as HTMLElement);
    await screen.findByRole('link', { name: /案内/ });
    expect(folds().map(({ open }) => open)).toEqual([false, true]);
  });
});

describe('settings that the form does not ask for', () => {
  const fixed = { key: 'most', group: null, type: 'INTEGER', value: '3', default: '1', min: 1, max: 9, options: null, locked: 'もう使われています。', choices: null } as const;
  const rows = { ...fixed, key: 'kinds', type: 'ROWS', value: JSON.stringify([{ key: 'a', label: { ja: '甲' } }]), locked: null } as const;
    it('say their value and why they stay, or where they are changed, and are not sent', async () => {
    const { container } = renderPage(<form><SettingFields id="c" manifest="surveys" settings={[fixed, rows]} /></form>, { catalogue });
    expect(screen.getByText('もう使われています。')).toBeTruthy();
    expect(screen.getByText('甲')).toBeTruthy();
    expect(screen.getByRole('link', { name: '区分を変える' }).getAttribute('href')).toBe('/ja/desk/components/c/kinds');
    expect(container.querySelectorAll('input, textarea')).toHaveLength(0);
    expect(settingsTyped(new FormData(), [fixed, rows])).toEqual([]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('when somebody else saved first, both values are told', async () => {
    const open = { ...fixed, locked: null };
    renderPage(<Form><StaleSettings manifest="surveys" settings={[open]} /><button type="submit">送る</button></Form>, {
      catalogue, action: () => ({ form: 'main', refusal: { code: 'STALE' }, values: { 'settings.most': ['7'] } }),
    });
    fireEvent.click(screen.getByRole('button', { name: '送る' }));
    expect(await screen.findByText('ほかの人が先に変更しました', { selector: 'h2' })).toBeTruthy();
    expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['3', '7']);
  });
});
