/**
 * What the segment calculator takes for its `grapheme-splitter`: the runtime's own segmenter, which knows today's emoji
 * and saves each cold start 23 KB of tables. The build puts it in that package's place.
 */
export default class GraphemeSplitter {
  splitGraphemes(text: string): string[] {
    return Array.from(
      new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text),
      ({ segment }) => segment,
    );
  }
}
