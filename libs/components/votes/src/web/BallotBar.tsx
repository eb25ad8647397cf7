import { Button, useT } from '@hiroba/ui';
import type { Look } from '../domain/look.ts';
import { BallotProgress, type BallotProgressProps } from './ballot-progress.tsx';

/** Stands below a long ballot paper wherever somebody is: what is chosen so far, that it is not cast, and the way to see it all. */
export function BallotBar({ look, isLong, ...progress }: BallotProgressProps & { readonly look: Look; readonly isLong: boolean }) {
  const t = useT();
  if (!isLong) return <BallotProgress {...progress} />;
  return (
    <div className="ballot-bar">
      <BallotProgress {...progress} says={t('votes.ballot.notCast')} />
      <Button name="look" value={look.chosen ? 'all' : 'chosen'} small>{t(look.chosen ? 'votes.look.back' : 'votes.look.chosen')}</Button>
    </div>
  );
}
