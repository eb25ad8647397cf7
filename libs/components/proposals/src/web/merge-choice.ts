const MOST = 50;
const ID = /^[0-9a-f-]{36}$/;

/** The proposals that an address chooses: one parameter for all of them, or one for each as a form sends them. */
export const idsIn = ({ searchParams }: Pick<URL, 'searchParams'>): string[] => {
  const named = [...searchParams.getAll('ids').flatMap((ids) => ids.split(',')), ...searchParams.getAll('id')];
  return [...new Set(named.filter((id) => ID.test(id)))].slice(0, MOST);
};

/** The address of the same page with other proposals chosen. */
export const choosing = (path: string, ids: readonly string[]): string => `${path}?ids=${ids.join(',')}`;
