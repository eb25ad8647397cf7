/** Which page of versions and which part of long change views an address asks for. */
export function versionsAsked({ searchParams }: URL): { after: string | null; part: number } {
  const part = Number(searchParams.get('part'));
  return { after: searchParams.get('after'), part: Number.isInteger(part) && part > 0 && part < 1_000 ? part : 1 };
}
