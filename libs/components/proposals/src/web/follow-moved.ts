import { addressOf, links, seeOther, type PageArgs } from '@hiroba/ui';

interface Standing {
  readonly id: string;
  readonly componentId: string;
  readonly spaceSlug: string;
}

/** Leads from an address under which a proposal stood once to where it stands since it was moved. */
export function followMoved(args: PageArgs, proposal: Standing | null | undefined): void {
  const { locale = 'ja', componentId } = args.params;
  if (!proposal || proposal.componentId === componentId) return;
  const { pathname, search } = addressOf(args);
  const below = pathname.split(`/${proposal.id}`)[1] ?? '';
  throw seeOther(`${links(locale).proposal(proposal.spaceSlug, proposal.componentId, proposal.id)}${below}${search}`);
}
