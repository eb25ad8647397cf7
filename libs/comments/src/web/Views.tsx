import { Chips, useT, useViewer } from '@hiroba/ui';
import { rulesOf, sidesOf } from '../domain/discussion.ts';
import { useComments } from './comments-context.ts';
import type { DiscussionData } from './comments-data.ts';
import { useAddress } from './use-address.ts';
import { sortWords, voiceWords } from './views.ts';

const counted = { FOR: 'for', NEUTRAL: 'neutral', AGAINST: 'against' } as const;

/** The ways to look at a discussion: one side or kind of voice, and the order; each is an address of its own. */
export function Views({ data: { sort, side, voice, sides } }: { data: DiscussionData }) {
  const t = useT();
  const address = useAddress();
  const { root } = useComments();
  const { personId } = useViewer();
  const { alignment, votes } = rulesOf(root);
  const whole = side === null && voice === null;
  const sorts = voice ? (['OLDEST', 'NEWEST'] as const) : votes === 'NONE' ? (['OLDEST', 'NEWEST', 'REPLIES'] as const)
    : (['OLDEST', 'NEWEST', 'BEST', 'REPLIES'] as const);
  const voices = (['OFFICE', 'ON_ANSWER', 'MINE'] as const).filter((one) => (one === 'MINE' ? personId : one === 'OFFICE' || root.answerVersion));
  return (
    <div className="grid gap-3">
      <Chips
        label={t('comments.view')}
        chips={[
          { label: t('comments.view.ALL'), to: address({ side: null, voice: null }), current: whole },
          ...sidesOf[alignment].map((one) => ({
            label: t(`comments.side.${one}`), to: address({ side: one, voice: null }), current: side === one, count: sides[counted[one]],
          })),
          ...voices.map((one) => (
            { label: t(`comments.view.${one}`), to: address({ side: null, voice: voiceWords[one] }), current: voice === one })),
        ]}
      />
      <Chips
        label={t('comments.sort')}
        chips={sorts.map((one) => ({ label: t(`comments.sort.${one}`), to: address({ sort: sortWords[one] }), current: sort === one }))}
      />
    </div>
  );
}
