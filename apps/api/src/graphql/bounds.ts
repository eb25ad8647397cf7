/** Bounds of one GraphQL request (security.md section 4). */
export const bounds = {
  bytes: 100_000,
  tokens: 2_000,
  depth: 12,
  aliases: 30,
  directives: 10,
  mutations: 1,
  cost: 5_000,
  variables: { depth: 20, keys: 1_000 },
} as const;
