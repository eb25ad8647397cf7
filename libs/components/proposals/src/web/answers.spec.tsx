import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import { visitor, type Viewer } from '@hiroba/kernel';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import { Form } from '@hiroba/ui';
import { defaultStatuses } from '../domain/answer.ts';
import { AnswerForms } from './AnswerForms.tsx';
import { AnswersReport } from './AnswersReport.tsx';
import { DeskTable } from './DeskTable.tsx';
import type { DeskRowFragment, GivenAnswerFragment } from './gql/graphql.ts';
import { OfficialAnswer } from './OfficialAnswer.tsx';
import { Room } from './room.tsx';

const clerk: Viewer = { ...visitor('city'), personId: 'clerk', level: 1, mfa: true, grants: [{ role: 'STAFF' }] };
const [evaluating, accepted] = defaultStatuses;
const given: GivenAnswerFragment = {
  n: 1, kind: 'ACCEPTED', status: accepted, office: '公園緑地課', text: { ja: '来年度に植えます。', en: null }, reasonCode: null, costYen: 1_200_000,
  costNote: '苗木10本', period: '2027年4月から', results: ['https://city.example/trees'], reason: null, at: '2026-11-20T00:00:00Z',
} as GivenAnswerFragment;
const prepared = {
  edition: 2, editedAt: '2026-11-21T00:00:00Z', kind: 'ACCEPTED', status: 'accepted', text: { ja: '植えます。', en: null }, office: '公園緑地課', reasonCode: null,
  costYen: null, costNote: null, period: null, results: [], reason: null, publishAt: null,
};
const proposal = {
  id: 'p', state: 'PUBLISHED', title: '駅前に木陰を', locale: 'ja', answerKind: null, answerVersions: 0, answers: [], preparedAnswer: null, publishedAt: '2026-11-02T00:00:00Z',
  viewerIsAuthor: false, viewerIsCoauthor: false, official: false, office: null, authors: [{ kind: 'PERSON', name: null, person: null }],
};
const room = (rules: object = {}) => ({
  id: 'c', spaceId: 's', manifest: 'proposals', published: true, spaceState: 'PUBLISHED', title: { ja: '募集' }, phases: [], space: { slug: 'square', title: { ja: '広場' } },
  rules: { categoryList: [], costs: false, answerPublication: 'AT_ONCE', answerStatuses: defaultStatuses, ...rules },
});

type FormsProps = Parameters<typeof AnswerForms>[0];
const forms = (more: object = {}, rules: object = {}, action?: Parameters<typeof renderPage>[1]) => renderPage(
  <Room facts={room(rules) as never}><main><h1>回答</h1><AnswerForms proposal={{ ...proposal, ...more } as unknown as FormsProps['proposal']} room={room(rules) as never} office="企画課" /></main></Room>,
  { viewer: clerk, ...action },
);
const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

describe('the form of an answer', () => {
  test('asks for decision, words and office; the way that does no harm comes first, and Enter takes it', async () => {
    const { container } = forms();
    expect(screen.getByRole('group', { name: /市の判断/ })).toBeTruthy();
    expect((screen.getByLabelText(/回答する課/) as HTMLInputElement).value).toBe('企画課');
    expect(screen.queryByLabelText(/見込みの費用/)).toBeNull();
    expect(buttons()).toEqual(['公開せずに用意しておく', 'この回答をいま公開する', 'この日時に公開する']);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  test('asks for cost and period where a place tells them, and for a reason when it corrects', () => {
    forms({ answers: [given], answerVersions: 1, answerKind: 'ACCEPTED' }, { costs: true });
    expect(screen.getByLabelText(/見込みの費用/)).toHaveProperty('value', '1200000');
    expect(screen.getByLabelText(/実施の時期/)).toHaveProperty('value', '2027年4月から');
    expect(within(screen.getByRole('group', { name: /市の判断/ })).getByLabelText('実施します')).toHaveProperty('checked', true);
    expect(screen.getAllByLabelText(/改める理由/)).toHaveLength(1);
  });

  test('goes on where a colleague stopped, and shows their words to the second of two who save', async () => {
    forms({ preparedAnswer: prepared }, {}, {
      action: () => ({ form: 'main', refusal: { code: 'STALE' }, values: { text: ['私の文章'], edition: ['1'] } }),
    });
    expect((screen.getByLabelText(/回答（日本語）/) as HTMLTextAreaElement).value).toBe('植えます。');
    fireEvent.change(screen.getByLabelText(/回答（日本語）/), { target: { value: '私の文章' } });
    fireEvent.click(screen.getByRole('button', { name: '公開せずに用意しておく' }));
    expect(await screen.findByText('ほかの職員が先に保存しました')).toBeTruthy();
    expect(screen.getByText('植えます。', { selector: 'p' })).toBeTruthy();
    expect((screen.getByLabelText(/回答（日本語）/) as HTMLTextAreaElement).value).toBe('私の文章');
  });

  test('is not there while the clock holds an answer: it says when, and how to take it back', async () => {
    const { container } = forms({ preparedAnswer: { ...prepared, publishAt: '2026-11-30T00:00:00Z' } });
    expect(screen.getByText(/11月30日/)).toBeTruthy();
    expect(buttons()).toEqual(['公開の予定を取り消す']);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

test('an answer says decision, office, date, words, cost, period and results; an earlier one and why it was taken back stay', async () => {
  const cleared = { ...given, n: 2, kind: null, status: null, office: '', text: { ja: null, en: null }, costYen: null, costNote: null, period: null, results: [], reason: '誤って公開したため' };
  const { container } = renderPage(<main><h1>提案</h1><OfficialAnswer answers={[given, cleared]} history="/ja/x/answers" /></main>);
  for (const words of ['実施します', '公園緑地課', /見込みの費用：1,200,000円（苗木10本）/, '実施の時期：2027年4月から', '回答を取り下げた理由：誤って公開したため']) expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByRole('link', { name: /city.example/ }).getAttribute('href')).toBe('https://city.example/trees');
  expect(await accessibilityProblems(container)).toEqual([]);
});

describe('the answer desk', () => {
  const rows = ['a', 'b'].map((id, n) => ({
    id, componentId: 'c', spaceSlug: 'square', state: 'PUBLISHED', title: `提案 ${id}`, locale: 'ja', supportCount: 3, answerDueAt: n ? null : '2026-11-20T00:00:00Z',
    answeredAt: null, answerKind: n ? 'EVALUATING' : null, answerStatus: n ? evaluating : null, preparedAnswer: null,
  })) as unknown as DeskRowFragment[];

  test('lets proposals be chosen and opened, and says what is overdue', async () => {
    const { container } = renderPage(<main><h1>回答</h1><Form><DeskTable rows={rows} queue="WAITING" chosen={['b']} /></Form></main>, { now: '2026-11-22T10:00:00+09:00' });
    expect(screen.getAllByRole('checkbox').map((box) => [box.getAttribute('value'), (box as HTMLInputElement).checked])).toEqual([['a', false], ['b', true]]);
    expect(screen.getByText(/期限超過/)).toBeTruthy();
    expect(screen.getByRole('link', { name: /回答する.*提案 a/ }).getAttribute('href')).toBe('/ja/spaces/square/proposals/c/a/answer');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  test('tells of an act about many what was done, and each that was not with its reason', async () => {
    const items = [{ id: 'a', title: '提案 a', refusal: null }, { id: 'b', title: null, refusal: { code: 'NOT_FOUND', field: null, message: '見つかりませんでした。' } }];
    const { container } = renderPage(<main><h1>回答</h1><AnswersReport report={{ done: 1, items }} publishAt={null} /></main>);
    expect(screen.getByText('1件の回答を公開しました')).toBeTruthy();
    expect(within(screen.getByRole('table')).getAllByRole('row').map(({ textContent }) => textContent).slice(1)).toEqual(['（見られない提案）見つかりませんでした。']);
    expect(document.activeElement?.getAttribute('aria-labelledby')).toBe('report');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});
