import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { diffText, type DiffPart } from '@hiroba/kernel';
import {
  DateTime,
  DiffView,
  Disclosure,
  links,
  Notice,
  PageBody,
  PageHead,
  PlainText,
  query,
  Section,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { rulesPageQuery } from './rules.graphql.ts';

interface Rule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly severity: string;
}

/** What a version changed in one rule: new, gone, or otherwise worded. */
interface Change {
  readonly id: string;
  readonly kind: 'ADDED' | 'CHANGED' | 'REMOVED';
  readonly title: string;
  readonly parts: readonly DiffPart[];
}

const wording = (rule: Rule | undefined): string => (rule ? `${rule.title}\n${rule.text}` : '');

function changesOf(rules: readonly Rule[], before: readonly Rule[]): Change[] {
  const ids = [...new Set([...rules, ...before].map(({ id }) => id))];
  return ids.flatMap((id): Change[] => {
    const [now, then] = [rules, before].map((list) => list.find((rule) => rule.id === id));
    if (now && then && now.version === then.version) return [];
    const kind = !then ? 'ADDED' : !now ? 'REMOVED' : 'CHANGED';
    return [{ id, kind, title: (now ?? then)?.title ?? '', parts: diffText(wording(then), wording(now)) }];
  });
}

/** Loads the rules of the city, with what each version changed. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { moderationPolicies } = await query(context, rulesPageQuery);
  const now = new Date();
  const current = moderationPolicies.find(({ effectiveAt }) => new Date(effectiveAt) <= now);
  const versions = moderationPolicies.map(({ rules, ...version }, i) => ({
    ...version,
    isToCome: new Date(version.effectiveAt) > now,
    changes: changesOf(rules, moderationPolicies[i + 1]?.rules ?? rules),
  }));
  return { rules: current?.rules ?? [], version: current?.version ?? 1, versions };
}

type Version = ReturnType<typeof useLoaderData<typeof loader>>['versions'][number];

/** The rules of what may not be published: as they are, as they will be, and how they came to be so. */
export default function RulesPage() {
  const t = useT();
  const { rules, version, versions } = useLoaderData<typeof loader>();
  const to = links(useLocale());
  return (
    <>
      <PageHead
        title={t('moderation.rules.title')}
        lead={t('moderation.rules.lead')}
        actions={<TextLink to={to.below('/moderation')}>{t('moderation.public.title')}</TextLink>}
      />
      <PageBody>
        {versions
          .filter(({ isToCome }) => isToCome)
          .map((one) => (
            <Notice key={one.version} title={t('moderation.rules.toCome', { version: one.version })}>
              <p>
                {t('moderation.rules.from')}　<DateTime at={one.effectiveAt} />
              </p>
              <Changes changes={one.changes} />
            </Notice>
          ))}
        <Section title={t('moderation.rules.now', { version })} lead={t('moderation.rules.viewpoint')}>
          <ol className="grid gap-6">
            {rules.map(({ id, title, text }) => (
              <li key={id} id={id} className="grid gap-1 border-t border-line pt-4">
                <h3 className="heading-4">{t('moderation.rule.option', { rule: id, title })}</h3>
                <PlainText text={text} />
              </li>
            ))}
          </ol>
        </Section>
        <Section title={t('moderation.rules.history')}>
          {versions.map((one) => (
            <VersionItem key={one.version} version={one} />
          ))}
        </Section>
      </PageBody>
    </>
  );
}

function VersionItem({
  version: { version, publishedAt, effectiveAt, urgentReason, sha256, entryId, changes },
}: {
  version: Version;
}) {
  const t = useT();
  const page = useLocale();
  return (
    <Disclosure summary={t('moderation.rules.version', { version })}>
      <div className="grid gap-4">
        {version === 1 ? (
          <p>{t('moderation.rules.first')}</p>
        ) : (
          <p>
            {t('moderation.rules.published')}　<DateTime at={publishedAt} />
            <br />
            {t('moderation.rules.from')}　<DateTime at={effectiveAt} />
          </p>
        )}
        {urgentReason ? <p>{t('moderation.rules.urgentFor', { reason: urgentReason })}</p> : null}
        <Changes changes={changes} />
        <p className="break-all">
          {t('moderation.rules.sha256')}　<code>{sha256}</code>
        </p>
        {entryId ? (
          <p>
            <TextLink to={links(page).record(entryId)}>{t('moderation.withheld.record')}</TextLink>
          </p>
        ) : null}
      </div>
    </Disclosure>
  );
}

function Changes({ changes }: { changes: Version['changes'] }) {
  const t = useT();
  return changes.map(({ id, kind, title, parts }) => (
    <div key={id} className="grid gap-2">
      <p className="font-700">
        {t(`moderation.rules.change.${kind}`)}　{t('moderation.rule.option', { rule: id, title })}
      </p>
      <DiffView parts={parts} />
    </div>
  ));
}
