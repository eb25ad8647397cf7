export * from './domain/address.ts';
export * from './domain/member.policy.ts';
export * from './domain/member.ts';
export * from './domain/person.policy.ts';
export * from './domain/person.ts';
export * from './domain/role.policy.ts';
export * from './domain/role.ts';
