import type { Bilingual, DemoComment, DemoLanguage, DemoPlace, Moment } from '@hiroba/demo';

/** What the city answered to a proposal. */
export interface DemoAnswer {
  readonly status: 'EVALUATING' | 'ACCEPTED' | 'PARTLY' | 'REJECTED';
  readonly office: string;
  readonly at: Moment;
  readonly text: Bilingual;
  /** The ground of the answer in one short sentence. */
  readonly reason: Bilingual;
  readonly cost?: { readonly yen: number; readonly note: Bilingual };
}

/** A proposal as its author first published it, and what became of it. */
export interface DemoProposal {
  readonly key: string;
  readonly author: string;
  readonly state: 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN';
  /** Key of the node it is filed under. */
  readonly topic: string;
  readonly title: string;
  readonly body: string;
  /** Japanese unless given. */
  readonly language?: DemoLanguage;
  /** When it was published, or for a draft last saved. */
  readonly at: Moment;
  /** Later versions in order, each whole. */
  readonly edits?: readonly { readonly at: Moment; readonly title: string; readonly body: string }[];
  readonly withdrawnAt?: Moment;
  /** How many persons support it; `supportsOf` names them. */
  readonly supports: number;
  /** When the support that reached the threshold was given. */
  readonly thresholdAt?: Moment;
  readonly answer?: DemoAnswer;
  readonly comments?: readonly DemoComment[];
}

/** A place for proposals with its settings and content. */
export interface DemoProposals extends Omit<DemoPlace, 'manifest' | 'settings' | 'acts'> {
  /** A zero means no limit, no minimum, no threshold. */
  readonly settings: {
    readonly proposalLimit: number;
    readonly editWindowMinutes: number;
    readonly supportsPerPerson: number;
    readonly minimumSupports: number;
    readonly threshold: number;
    readonly answerDueDays: number;
    readonly costs: boolean;
    /** Whether photos and documents may be attached. */
    readonly attachments?: boolean;
    /** Whether proposals say where in the town they are about. */
    readonly places?: boolean;
  };
  /** Key of the tree its proposals are filed in. */
  readonly taxonomy: string;
  readonly proposals: readonly DemoProposal[];
}
