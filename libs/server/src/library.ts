import type { Type } from '@nestjs/common';
import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';
import type { EventRules, Manifest, Role, Trace } from '@hiroba/kernel';
import type { Component } from './component.entity.ts';
import type { CounterSource, Ranking } from './counters.ts';
import type { Feeds } from './feeds.ts';
import type { FileDoor } from './file-door.ts';
import type { Gathers } from './gathered.ts';
import type { Mailer } from './mail.ts';
import type { Downloads, OpenDataSet } from './open-data.ts';
import type { Query } from './sql.ts';

/** A migration of one library; all are sorted by their timestamped names. */
export interface SqlMigration {
  readonly name: string;
  readonly sql: string;
}

/** A log entry as reactions see it. */
export interface Entry {
  readonly id: string;
  readonly organisationId: string;
  readonly type: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actorId: string | null;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What follows an event; runs at least once, its effect once, in the transaction of its done-marker. */
export interface Reaction {
  readonly name: string;
  readonly type: string;
  /** Does its part; where there is more than fits into one transaction it answers where to go on, and gets that as `after`. */
  run(context: { readonly entry: Entry; readonly em: EntityManager; readonly mail: Mailer; readonly after?: string }): Promise<string | void>;
}

/** Declares a reaction to one type of event. */
export const on = (type: string, name: string, run: Reaction['run']): Reaction => ({ name, type, run });

/** Hourly housekeeping, a provider of the library's module: what is over is let go, twice without harm. */
export interface Upkeep {
  upkeep(): Promise<void>;
}

/** What the clock brings, a provider of the library's module: it holds at its instant by itself, and is written down and told each minute. */
export interface Due {
  settle(): Promise<void>;
}

/** What runs as long as the server works, a provider of the library's module; it ends with the module. */
export interface Loop {
  start(onError: (error: unknown) => void): void;
}

/** Work that goes on without whoever began it, a provider of the library's module; each step is a transaction of its own. */
export interface Work {
  /** Does the next step of one piece of work, once, however often it is asked; whether another is to follow. */
  step(id: string): Promise<boolean>;
  /** Writes down that it cannot go on. */
  giveUp(id: string): Promise<void>;
}

/** A page of a library below the staff desk that the desk leads to: its path there, the key of its name, and whom it is for. */
export interface DeskDoor {
  readonly path: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The texts of a library, by locale. */
export interface Locales {
  readonly ja: Readonly<Record<string, string>>;
  readonly en: Readonly<Record<string, string>>;
}

/** Disclosures of entries that somebody may keep besides those that are their own. */
export interface Discloses {
  /** Of which entries. */
  readonly type: string;
  readonly names: readonly string[];
  /** SQL that is true where a person may keep those of the entry `e`. */
  readonly to: (personId: string) => Query;
}

/** What a library brings to the server. */
export interface LibraryServer {
  readonly name: string;
  readonly module: Type;
  readonly entities: readonly EntityClass<object>[];
  readonly migrations: readonly SqlMigration[];
  /** The log events of this library and what each may hold. */
  readonly events?: EventRules;
  /** What of the rows of this library follows from their entries. */
  readonly traces?: readonly Trace[];
  /** To whom disclosures of its entries are given that are not their own. */
  readonly discloses?: readonly Discloses[];
  readonly reactions?: readonly Reaction[];
  readonly upkeep?: readonly Type<Upkeep>[];
  readonly dues?: readonly Type<Due>[];
  readonly loops?: readonly Type<Loop>[];
  /** The long work of this library, by the names it is queued under. */
  readonly works?: Readonly<Record<string, Type<Work>>>;
  /** The open data of this library about a whole city. */
  readonly openData?: readonly OpenDataSet[];
  /** The open data of this library that everybody may download. */
  readonly downloads?: readonly Type<Downloads>[];
  /** What of this library is told to feed readers and calendars. */
  readonly feeds?: readonly Type<Feeds>[];
  /** Who finds the files of this library that are handed out. */
  readonly fileDoors?: readonly Type<FileDoor>[];
  /** When this library needs the stored file `f`: conditions, one of which holds as long as something shows it. */
  readonly fileUses?: readonly Query[];
  /** The forms by which visitors without an account may bring files: what their paths look like. */
  readonly openForms?: readonly RegExp[];
  /** How the counters of this library follow from its rows. */
  readonly counters?: readonly CounterSource[];
  /** The tables by which lists of this library are sorted by counters. */
  readonly rankings?: readonly Ranking[];
  /** What this library gives to home, my participation, the staff desk and other lists over all libraries; a provider of its module. */
  readonly gathers?: Type<Gathers>;
  readonly desks?: readonly DeskDoor[];
  /** Things of this library that settings of components may name: SQL of rows `value`, `label` by language, `offered`, in their order. */
  readonly choices?: Readonly<Record<string, (organisationId: string) => Query>>;
  /** How often one sender may call a mutation of this library; others are limited to 60 a minute. */
  readonly limits?: Readonly<Record<string, { readonly many: number; readonly seconds: number }>>;
  readonly locales: Locales;
}

/** What a component brings besides: its manifest and the row class of a placed one. */
export interface ComponentServer extends LibraryServer {
  readonly manifest: Manifest;
  readonly component: EntityClass<Component>;
  /** SQL of what is in use where a component is placed, as rows `name, n`: what the locks of its settings judge by. */
  readonly settingUse?: (organisationId: string, componentId: string) => Query;
}

/** Injection token of all libraries of this installation. */
export const LIBRARIES = Symbol('LIBRARIES');
