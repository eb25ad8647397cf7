import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import { AskCard } from './ask-card.tsx';
import { Button, ButtonRow, LinkButton, TextLink } from './button.tsx';
import { Card, Panel } from './card.tsx';
import { Chips } from './chips.tsx';
import { DateTime, Day, Deadline } from './date.tsx';
import { DiffView } from './diff-view.tsx';
import { Disclosure } from './disclosure.tsx';
import { Empty } from './empty.tsx';
import { CardGrid, Columns, Facts, Section } from './layout.tsx';
import { Meter } from './meter.tsx';
import { Notice } from './notice.tsx';
import { PageHead } from './page-head.tsx';
import { Pager } from './pager.tsx';
import { PersonName } from './person-name.tsx';
import { PhaseBar } from './phase-bar.tsx';
import { PlainText, RichText } from './rich-text.tsx';
import { SearchForm } from './search-form.tsx';
import { StateBadge, type Tone } from './state-badge.tsx';
import { Table } from './table.tsx';

const phases = [
  { key: 'a', name: '集める', opensAt: '2026-10-01T00:00:00+09:00', closesAt: '2026-11-01T00:00:00+09:00' },
  { key: 'b', name: '支持する', opensAt: '2026-11-01T00:00:00+09:00', closesAt: '2026-12-26T00:00:00+09:00' },
  { key: 'c', name: '答える', opensAt: '2026-12-26T00:00:00+09:00', closesAt: null },
];
const tones: readonly Tone[] = ['open', 'waiting', 'done', 'refused', 'over', 'draft'];
const diff = [
  { kind: 'SAME', text: '駅前に' }, { kind: 'REMOVED', text: '花壇' }, { kind: 'ADDED', text: '木陰' },
] as const;
const rows = [{ id: '1', title: '木陰を増やす', supports: 82 }];

/** What each part must show in each of its states. */
const states: readonly { readonly name: string; readonly part: ReactNode; readonly words: readonly string[] }[] = [
  {
    name: 'a full ask card',
    part: <AskCard question="どう使う？" canChange="ベンチ" cannotChange="乗り場" decides="市議会" helps="理由" />,
    words: ['問いかけ', 'どう使う？', '変えられること', '変えられないこと', '決める人と期限', '特に聞きたいこと'],
  },
  {
    name: 'an ask card with the question only',
    part: <AskCard question="どう使う？" />,
    words: ['どう使う？'],
  },
  {
    name: 'buttons',
    part: <ButtonRow><Button>保存する</Button><LinkButton to="/ja" weight="primary">提案する</LinkButton></ButtonRow>,
    words: ['保存する', '提案する'],
  },
  {
    name: 'a text link',
    part: <p><TextLink to="/ja">すべて見る</TextLink></p>,
    words: ['すべて見る'],
  },
  {
    name: 'a card',
    part: <CardGrid><Card title="木陰" to="/ja" above="受付中" below="14件" level={2}>夏の駅前</Card></CardGrid>,
    words: ['木陰', '受付中', '14件', '夏の駅前'],
  },
  {
    name: 'panels',
    part: <><Panel>ひとつ</Panel><Panel quiet>ふたつ</Panel></>,
    words: ['ひとつ', 'ふたつ'],
  },
  {
    name: 'chips',
    part: <Chips label="状態" chips={[{ label: 'すべて', to: '/', current: true, count: 3 }, { label: '回答あり', to: '/a', current: false }]} />,
    words: ['すべて', '3', '回答あり'],
  },
  {
    name: 'a day',
    part: <Day at="2026-11-20T03:00:00Z" relative />,
    words: ['2026年（令和8年）11月20日（金）', '2日前'],
  },
  {
    name: 'tomorrow',
    part: <Day at="2026-11-23T03:00:00Z" relative />,
    words: ['明日'],
  },
  {
    name: 'a day with its time',
    part: <DateTime at="2026-11-22T03:05:00Z" relative />,
    words: ['2026年（令和8年）11月22日（日） 12:05', '今日'],
  },
  {
    name: 'a deadline to come',
    part: <Deadline at="2026-12-26T00:00:00+09:00" />,
    words: ['12月25日（金）23:59まで', 'あと33日'],
  },
  {
    name: 'the last day of a deadline',
    part: <Deadline at="2026-11-23T00:00:00+09:00" />,
    words: ['11月22日（日）23:59まで', '今日まで'],
  },
  {
    name: 'a deadline of tomorrow morning, which is not a day away',
    part: <Deadline at="2026-11-23T08:30:00+09:00" />,
    words: ['11月23日（月）8:30まで', 'あと22時間'],
  },
  {
    name: 'the last hour of a deadline',
    part: <Deadline at="2026-11-22T10:40:00+09:00" />,
    words: ['11月22日（日）10:40まで', 'あと1時間を切りました'],
  },
  {
    name: 'a deadline gone by',
    part: <Deadline at="2026-11-22T00:00:00+09:00" />,
    words: ['11月21日（土）23:59まで', '終了しました'],
  },
  {
    name: 'changes',
    part: <DiffView parts={diff} />,
    words: ['加わったところ', '（追加ここから）', '花壇', '木陰'],
  },
  {
    name: 'no changes',
    part: <DiffView parts={[{ kind: 'SAME', text: '同じ' }]} />,
    words: ['変わったところはありません。'],
  },
  {
    name: 'a closed disclosure',
    part: <Disclosure summary="くわしく">なかみ</Disclosure>,
    words: ['くわしく'],
  },
  {
    name: 'an open disclosure',
    part: <Disclosure open summary="くわしく">なかみ</Disclosure>,
    words: ['なかみ'],
  },
  {
    name: 'an empty place',
    part: <Empty action={<LinkButton to="/ja">提案する</LinkButton>}>まだ提案がありません。</Empty>,
    words: ['まだ提案がありません。'],
  },
  {
    name: 'a section with facts',
    part: <Columns facts={<Facts title="担当" facts={[{ term: '課', value: '都市計画課' }]} />} after="コメント"><Section title="本文" lead="ひとこと">なかみ</Section></Columns>,
    words: ['本文', 'ひとこと', '担当', '課', '都市計画課', 'コメント'],
  },
  {
    name: 'a meter below its threshold',
    part: <Meter value={82} threshold={100} />,
    words: ['82人が支持', 'あと18人で市が回答します'],
  },
  {
    name: 'a meter at its threshold',
    part: <Meter value={100} threshold={100} />,
    words: ['市が回答する100人に届きました'],
  },
  {
    name: 'notices',
    part: <><Notice title="知らせ" /><Notice kind="warning" title="注意">中</Notice><Notice kind="error" title="誤り" /><Notice kind="success" title="済み" /></>,
    words: ['知らせ', '注意', '誤り', '済み'],
  },
  {
    name: 'a page head',
    part: <PageHead title="提案" lead="ひとこと" crumbs={[{ label: 'ホーム', to: '/ja' }]} above="受付中" />,
    words: ['ホーム', 'ひとこと', '受付中'],
  },
  {
    name: 'a search',
    part: <SearchForm label="提案をさがす" action="さがす" defaultValue="木陰" keep={{ sort: 'NEWEST', state: null }} />,
    words: ['提案をさがす', 'さがす'],
  },
  {
    name: 'a pager in the middle',
    part: <Pager previous="p" next="n" />,
    words: ['前へ', '次へ'],
  },
  {
    name: 'a pager at the end',
    part: <Pager previous="p" />,
    words: ['前へ'],
  },
  {
    name: 'a person',
    part: <PersonName name="花" />,
    words: ['花'],
  },
  {
    name: 'a person of an office',
    part: <PersonName name="佐藤" office="都市計画課" />,
    words: ['佐藤', '都市計画課'],
  },
  {
    name: 'a person who has left',
    part: <PersonName name={null} />,
    words: ['退会した参加者'],
  },
  {
    name: 'a phase bar',
    part: <PhaseBar phases={phases} />,
    words: ['終わりました', 'いまここ', 'これから', '12月25日（金）23:59まで'],
  },
  {
    name: 'texts',
    part: <><RichText html="<p>本文<strong>大切</strong></p>" /><PlainText text="平文" /></>,
    words: ['大切', '平文'],
  },
  {
    name: 'badges',
    part: <>{tones.map((tone) => <StateBadge key={tone} tone={tone}>{tone}</StateBadge>)}</>,
    words: [...tones],
  },
  {
    name: 'a table',
    part: <Table caption="提案" rows={rows} rowKey={({ id }) => id} columns={[{ key: 't', head: '題名', cell: ({ title }) => title }, { key: 's', head: '支持', numeric: true, cell: ({ supports }) => supports }]} />,
    words: ['木陰を増やす', '82'],
  },
  {
    name: 'an empty table',
    part: <Table caption="提案" captionHidden rows={[]} rowKey={() => ''} columns={[{ key: 't', head: '題名', cell: () => '' }]} />,
    words: ['題名'],
  },
];

describe.each(states)('$name', ({ part, words }) => {
  it('says what it is and has no accessibility problem', async () => {
    const { container } = renderPage(part);
    for (const text of words) expect(screen.getAllByText(text, { exact: false }).length).toBeGreaterThan(0);
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

it('makes the heading the start of the title', () => {
  renderPage(<PageHead title="駅前の木陰" />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('駅前の木陰');
  expect(document.title).toBe('駅前の木陰 | みどり市');
});

it('marks the phase we are in, and tells listeners', () => {
  renderPage(<PhaseBar phases={phases} />);
  const current = screen.getAllByRole('listitem').filter((item) => item.getAttribute('aria-current') === 'step');
  expect(current.map((item) => item.textContent)).toEqual([expect.stringContaining('支持する')]);
});

it('keeps the filter of a list when going to its next page', () => {
  renderPage(<Pager next="n" />, { path: '/ja/list?state=OPEN&before=x' });
  expect(screen.getByRole('link').getAttribute('href')).toBe('/ja/list?state=OPEN&after=n');
});

it('speaks English as completely', async () => {
  const { container } = renderPage(<><PhaseBar phases={phases} /><Meter value={1} threshold={2} /><Deadline at="2026-11-24T00:00:00+09:00" /></>, { locale: 'en' });
  for (const text of ['We are here', '1 supporter', '1 day left']) expect(screen.getByText(text)).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
});
