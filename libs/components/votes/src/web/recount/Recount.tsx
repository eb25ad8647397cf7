import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, ButtonRow, Icon, useT } from '@hiroba/ui';
import { recounting, type Recounted } from './recounting.ts';

interface RecountProps {
  /** Where the files lie. */
  readonly from: string;
  readonly names: readonly string[];
}

/** A button by which whoever looks counts the ballots anew in their own browser; without JavaScript there is a sentence about the command. */
export function Recount({ from, names }: RecountProps) {
  const t = useT();
  const [said, setSaid] = useState<Recounted | 'BEGUN'>();
  // The button does nothing without JavaScript: it is there only with it.
  const [ready, setReady] = useState(false);
  const end = useRef<() => void>(undefined);
  useEffect(() => {
    setReady(true);
    return () => end.current?.();
  }, []);
  function begin() {
    end.current?.();
    setSaid('BEGUN');
    end.current = recounting(from, names, setSaid);
  }
  if (!names.includes('ballots.jsonl')) return <p className="measure">{t('votes.recount.committed')}</p>;
  const busy = said === 'BEGUN' || (said !== undefined && said.kind === 'ROUND');
  return (
    <div className="grid gap-4">
      <noscript>
        <p className="measure">{t('votes.recount.noScript')}</p>
      </noscript>
      {ready ? (
        <ButtonRow>
          <Button type="button" weight="secondary" onClick={begin}>
            {t(busy ? 'votes.recount.again' : 'votes.recount.act')}
          </Button>
        </ButtonRow>
      ) : null}
      <div role="status" data-recount={said === 'BEGUN' ? said : said?.kind}>
        {said ? <Told said={said} /> : null}
      </div>
    </div>
  );
}

function Told({ said }: { said: Recounted | 'BEGUN' }) {
  const t = useT();
  if (said === 'BEGUN') return <p>{t('votes.recount.begun')}</p>;
  if (said.kind === 'ROUND') return <p>{t('votes.recount.round', { round: said.done.rounds })}</p>;
  if (said.kind === 'FAILED')
    return <Verdict good={false} title={t('votes.recount.failed')} lines={[<code key="why">{said.reason}</code>]} />;
  const { problems, good } = said.verdict;
  return problems.length === 0 ? (
    <Verdict good title={t('votes.recount.good')} lines={good.map(({ check }) => t(`votes.recount.check.${check}`))} />
  ) : (
    <Verdict
      good={false}
      title={t('votes.recount.bad')}
      lines={problems.map(({ file, problem }) => (
        <span key={file + problem}>
          {file} <code lang="en">{problem}</code>
        </span>
      ))}
    />
  );
}

function Verdict({ good, title, lines }: { good: boolean; title: string; lines: readonly ReactNode[] }) {
  return (
    <div className={`notice notice-${good ? 'success' : 'error'}`}>
      <Icon name={good ? 'check' : 'error'} className="notice-icon" />
      <div className="grid gap-2 min-w-0">
        <p className="font-700">{title}</p>
        <ul className="list-disc pl-6">
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
