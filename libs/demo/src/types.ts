/** A language the demo city writes in. */
export type DemoLanguage = 'ja' | 'en';

/** A text of the city, in both languages of the platform. */
export type Bilingual = Readonly<Record<DemoLanguage, string>>;

/** An instant of the city's clock: whole days from the day of seeding (negative is past) and a local time. */
export interface Moment {
  readonly day: number;
  readonly time: string;
}

/** An office of the city that asks, answers and signs. */
export interface DemoOffice {
  readonly key: string;
  readonly name: Bilingual;
  readonly phone: string;
  readonly mail: string;
}

/** A legal page as headed paragraphs. */
export interface DemoLegalPage {
  readonly kind: 'TERMS' | 'PRIVACY' | 'MODERATION' | 'ACCESSIBILITY';
  readonly title: Bilingual;
  readonly sections: readonly { readonly heading: Bilingual; readonly body: Bilingual }[];
}

/** The fictional city itself. */
export interface DemoOrganisation {
  readonly name: Bilingual;
  readonly kana: string;
  /** Carries a prefecture number that does not exist. */
  readonly municipalityCode: string;
  readonly referencePrefix: string;
  readonly accentColour: string;
  readonly zone: string;
  readonly locales: readonly DemoLanguage[];
  /** The line that welcomes visitors on the home page. */
  readonly greeting: Bilingual;
  readonly contact: {
    readonly office: string;
    readonly address: Bilingual;
    readonly phone: string;
    readonly fax: string;
    readonly mail: string;
    readonly hours: Bilingual;
  };
  readonly offices: readonly DemoOffice[];
  readonly legalPages: readonly DemoLegalPage[];
}

/** A person with an account; the mail address is the log-in. */
export interface DemoPerson {
  readonly key: string;
  readonly displayName: string;
  readonly mail: string;
  readonly language: DemoLanguage;
  readonly role: 'PARTICIPANT' | 'MODERATOR' | 'STAFF' | 'ADMIN';
  readonly joinedAt: Moment;
  readonly handle?: string;
  readonly about?: string;
  /** Key of the office a member of staff signs for. */
  readonly office?: string;
}

/** The first thing a visitor reads of a space. */
export interface DemoAskCard {
  readonly decision: Bilingual;
  readonly canChange: Bilingual;
  readonly cannotChange: Bilingual;
  readonly whoDecides: Bilingual;
  readonly byWhen: Bilingual;
  readonly byWhenAt: Moment;
  readonly input: Bilingual;
  readonly promise: 'INFORM' | 'CONSULT' | 'INVOLVE' | 'COLLABORATE' | 'EMPOWER';
}

/** A dated part of a process; components say what it opens in them. */
export interface DemoPhase {
  readonly key: string;
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly opensAt: Moment;
  readonly closesAt?: Moment;
  readonly callToAction?: Bilingual;
}

/** A comment with its replies, at most three levels below it. */
export interface DemoComment {
  readonly author: string;
  readonly at: Moment;
  readonly body: string;
  /** Japanese unless given. */
  readonly language?: DemoLanguage;
  /** Key of the office a reply is signed by. */
  readonly office?: string;
  /** The side a top comment takes, where it is asked for. */
  readonly side?: 'FOR' | 'NEUTRAL' | 'AGAINST';
  readonly deletedAt?: Moment;
  readonly replies?: readonly DemoComment[];
}

/** A process of the city. */
export interface DemoSpace {
  readonly slug: string;
  readonly title: Bilingual;
  readonly kana: string;
  /** The aim in one or two sentences, shown in the hero and on cards. */
  readonly summary: Bilingual;
  readonly description: Bilingual;
  readonly office: string;
  readonly state: 'PUBLISHED' | 'ARCHIVED';
  readonly publishedAt: Moment;
  readonly featured: boolean;
  readonly askCard: DemoAskCard;
  readonly phases: readonly DemoPhase[];
}

/** A heading of a tree, and those below it. */
export interface DemoNode {
  readonly key: string;
  readonly name: Bilingual;
  readonly kana: string;
  readonly nodes?: readonly DemoNode[];
}

/** A tree of headings. */
export interface DemoTaxonomy {
  readonly key: string;
  readonly name: Bilingual;
  readonly nodes: readonly DemoNode[];
}

/** Everything a new installation needs to become the demo city. */
export interface DemoCity {
  readonly organisation: DemoOrganisation;
  /** The one password of all demo log-ins. */
  readonly password: string;
  /** The base32 secret of the second factor of everybody who works for the city. */
  readonly totpSecret: string;
  readonly people: readonly DemoPerson[];
  readonly taxonomies: readonly DemoTaxonomy[];
  readonly spaces: readonly DemoSpace[];
}
