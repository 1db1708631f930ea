/** What one tab lets the others know; what it is about lies in the store that they share. */
export type TabNews = 'taken' | 'queue' | 'choices';

/**
 * The same page may be open twice, and is one phone all the same: a step taken in one tab is behind the other as well,
 * and what is switched off in one is off.
 * @returns tells the other tabs
 */
export function talkToOtherTabs(
  name: string,
  hear: Readonly<Record<TabNews, () => void>>,
): (news: TabNews) => void {
  const others = new BroadcastChannel(name);
  others.onmessage = ({ data }: MessageEvent<TabNews>) => hear[data]?.();
  return (news) => others.postMessage(news);
}
