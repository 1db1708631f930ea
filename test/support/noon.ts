/** A time zone in which it is about noon: a day of which neither end is near. @param now epoch ms */
export function noonZone(now: number): string {
  const ahead = 12 - new Date(now).getUTCHours();
  // Written the other way round: Etc/GMT-2 is two hours ahead of Greenwich.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
