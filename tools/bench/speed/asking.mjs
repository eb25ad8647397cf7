// Asks a running server as clients do: one document by POST, as JSON, from its own origin.
export const asked = (query, variables = {}) => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
  body: { query, variables },
});

/** Asks for a registered document by the hash of its text. */
export const askedByHash = (id, variables) => ({
  method: 'GET',
  path: `/graphql?${new URLSearchParams({ id, variables: JSON.stringify(variables) })}`,
  headers: {},
});

/** The data of an answer; a failure is an error, though its HTTP status is 200. */
export async function ask(base, query, variables) {
  const { path, body, ...request } = asked(query, variables);
  const response = await fetch(base + path, { ...request, body: JSON.stringify(body) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** The placed components of the city, by manifest. */
export async function placesOf(base) {
  const { spaces } = await ask(base, '{ spaces { items { components { id manifest } } } }');
  return Object.fromEntries(
    spaces.items.flatMap(({ components }) => components.map(({ id, manifest }) => [manifest, id])),
  );
}
