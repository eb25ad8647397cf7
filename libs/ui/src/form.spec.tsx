import { afterEach, describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { Announced, renderPage } from '@hiroba/testing/page';
import { ActionButton } from './action-button.tsx';
import { CheckboxField } from './checkbox-field.tsx';
import { CheckboxGroup, RadioGroup, SelectField } from './choice-fields.tsx';
import { Form } from './form.tsx';
import { DateField, DateTimeField, FileField } from './other-fields.tsx';
import { giveBack } from './submit.ts';
import { TextArea } from './text-area.tsx';
import { NumberField, TextField } from './text-field.tsx';

const options = [{ value: 'a', label: '道路' }, { value: 'b', label: '学び', hint: '学校と図書館' }];

const fields: readonly { readonly kind: string; readonly field: ReactNode }[] = [
  { kind: 'a text field', field: <TextField name="x" label="題名" hint="一文で" /> },
  { kind: 'a password field', field: <TextField name="x" type="password" label="パスワード" autoComplete="current-password" /> },
  { kind: 'a number field', field: <NumberField name="x" label="時間" unit="分" defaultValue={30} /> },
  { kind: 'a text area', field: <TextArea name="x" label="本文" max={200} hint="理由も" /> },
  { kind: 'a select', field: <SelectField name="x" label="分野" options={options} optional /> },
  { kind: 'radio buttons', field: <RadioGroup name="x" label="場所" options={options} defaultValue="a" /> },
  { kind: 'checkboxes', field: <CheckboxGroup name="x" label="分野" options={options} defaultValues={['b']} /> },
  { kind: 'a checkbox', field: <CheckboxField name="x" label="読みました" hint="ルール" /> },
  { kind: 'a file field', field: <FileField name="x" label="写真" accept="image/*" /> },
  { kind: 'a date', field: <DateField name="x" label="終わる日" optional /> },
  { kind: 'a date and time', field: <DateTimeField name="x" label="公開" defaultValue="2026-12-19T15:00:00Z" /> },
];

describe.each(fields)('$kind', ({ field }) => {
  const sent = <Form>{field}<ActionButton>送る</ActionButton></Form>;

  it('is labelled, described, never disabled and without placeholder', async () => {
    const { container } = renderPage(sent);
    expect(container.querySelectorAll('[placeholder], [disabled]')).toHaveLength(0);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says beside itself what must change', async () => {
    const { container } = renderPage(sent, {
      action: async ({ request }) => giveBack(await request.formData(), { code: 'EMPTY', field: 'x', message: '書いてください。' }),
    });
    fireEvent.click(screen.getByRole('button', { name: '送る' }));
    const link = await screen.findByRole('link', { name: /書いてください。/ });
    const target = container.querySelector(link.getAttribute('href') ?? '');
    expect(target?.getAttribute('aria-describedby')).toContain('main-x-error');
    expect(target?.getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

it('shows a date and time in the zone of the city', () => {
  const { container } = renderPage(<Form><DateTimeField name="x" label="公開" defaultValue="2026-12-19T15:00:00Z" /></Form>);
  expect(container.querySelector<HTMLInputElement>('[name=x]')?.value).toBe('2026-12-20T00:00');
});

describe('a refused form', () => {
  const content = (
    <Form>
      <TextField name="title" label="題名" />
      <TextField name="password" type="password" label="パスワード" />
      <CheckboxGroup name="topics" label="分野" options={options} />
      <ActionButton>送る</ActionButton>
    </Form>
  );
  const refuse = async ({ request }: { request: Request }) =>
    giveBack(await request.formData(), { code: 'TOO_LONG', field: 'title', message: '長すぎます。' });

  it('names everything that must change at once, each beside its field', async () => {
    const others = [{ code: 'WEAK', field: 'password', message: '短すぎます。' }, { code: 'MUST', field: 'topics', message: '選んでください。' }];
    const { container } = renderPage(content, {
      action: async ({ request }) => giveBack(await request.formData(), { code: 'TOO_LONG', field: 'title', message: '長すぎます。', others }),
    });
    fireEvent.click(screen.getByRole('button', { name: '送る' }));
    expect(await screen.findAllByRole('link', { name: /」/ })).toHaveLength(3);
    expect([...container.querySelectorAll('[aria-invalid=true]')].map((field) => field.id)).toEqual(['main-title', 'main-password', 'main-topics']);
    expect(document.activeElement?.classList.contains('error-summary')).toBe(true);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('puts focus on the summary, which names the field', async () => {
    renderPage(content, { action: refuse });
    fireEvent.click(screen.getByRole('button', { name: '送る' }));
    const summary = await screen.findByRole('group', { name: 'まだ送れていません' });
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(await screen.findByRole('link', { name: '「題名」長すぎます。' })).toBeTruthy();
  });

  it('gives back what was typed, but no secret', async () => {
    const outcome: { values?: unknown }[] = [];
    renderPage(content, {
      action: async (args) => {
        const back = await refuse(args);
        outcome.push(back.data);
        return back;
      },
    });
    fireEvent.change(screen.getByLabelText(/題名/), { target: { value: '神社の森' } });
    fireEvent.change(screen.getByLabelText(/パスワード/), { target: { value: 'hidden' } });
    fireEvent.click(screen.getByLabelText('学び'));
    fireEvent.click(screen.getByRole('button', { name: '送る' }));
    await screen.findByRole('group', { name: 'まだ送れていません' });
    expect(outcome[0]?.values).toEqual({ title: ['神社の森'], topics: ['b'] });
  });

  it('is sent with a new key, because what it says may have changed', async () => {
    const keys: unknown[] = [];
    renderPage(content, {
      action: async ({ request }) => {
        const form = await request.formData();
        keys.push(form.get('_key'));
        return giveBack(form, { code: 'EMPTY', field: 'title', message: '書いてください。' });
      },
    });
    for (const n of [1, 2]) {
      fireEvent.click(screen.getByRole('button', { name: '送る' }));
      await waitFor(() => expect(keys).toHaveLength(n));
      await screen.findByRole('group', { name: 'まだ送れていません' });
    }
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('has its new key as soon as another page stands there, however quick somebody is', async () => {
    const Next = () => <><h1>{useLocation().pathname}</h1><Link to="/ja/next">次</Link><Form><ActionButton>送る</ActionButton></Form></>;
    const { container } = renderPage(<Next />, { path: '/ja/first' });
    const keyNow = () => container.querySelector<HTMLInputElement>('[name=_key]')?.value;
    const before = keyNow();
    const seen: unknown[] = [];
    new MutationObserver(() => seen.push([container.querySelector('h1')?.textContent, keyNow() === before])).observe(container, { subtree: true, characterData: true });
    screen.getByRole('link', { name: '次' }).click();
    await waitFor(() => expect(seen).not.toEqual([]));
    expect(seen[0]).toEqual(['/ja/next', false]);
  });

  it('has no accessibility problem', async () => {
    const { container } = renderPage(content, { action: refuse });
    fireEvent.click(screen.getByRole('button', { name: '送る' }));
    await screen.findByRole('group', { name: 'まだ送れていません' });
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('the room of a text area', () => {
  const content = <Announced><Form><TextArea name="body" label="本文" max={10} /></Form></Announced>;

  it('counts what people call characters, and says so near the end only', async () => {
    const { container } = renderPage(content);
    const area = screen.getByLabelText(/本文/);
    expect(screen.getByText('10字まで書けます。')).toBeTruthy();
    fireEvent.input(area, { target: { value: '𠮷野家👨‍👩‍👧' } });
    expect(screen.getByText('あと6字書けます。')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('');
    fireEvent.input(area, { target: { value: '一二三四五六七八九十百' } });
    expect(screen.getByText('1字多いです。')).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('1字多いです。'), { timeout: 3_000 });
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('a form that keeps a copy', () => {
  afterEach(() => sessionStorage.clear());
  const content = (
    <Form keep>
      <TextArea name="body" label="本文" />
      <TextField name="password" type="password" label="パスワード" />
    </Form>
  );

  it('has the text again when the page is opened again, but no secret', async () => {
    const first = renderPage(content, { path: '/ja/new' });
    fireEvent.input(screen.getByLabelText(/本文/), { target: { value: '長い下書き' } });
    fireEvent.input(screen.getByLabelText(/パスワード/), { target: { value: 'hidden' } });
    await waitFor(() => expect(sessionStorage.getItem('hiroba:draft:/ja/new:main')).toContain('長い下書き'));
    first.unmount();
    const { container } = renderPage(content, { path: '/ja/new' });
    await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>(/本文/).value).toBe('長い下書き'));
    expect(screen.getByLabelText<HTMLInputElement>(/パスワード/).value).toBe('');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});
