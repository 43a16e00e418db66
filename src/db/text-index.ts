import Database from "better-sqlite3";

/** An indexed document: its text by column, most significant first. */
export type IndexedText = readonly [title: string, tags: string, body: string];

/** A match. `weight` is the negated bm25 score: larger is better. */
export type TextHit = { readonly index: number; readonly weight: number };

/** A full-text index over a few documents, in memory only. */
export type TextIndex = {
  /**
   * Documents that contain any of these words, best first, at most 20. The words are stemmed like the
   * documents.
   */
  readonly anyOf: (words: readonly string[]) => TextHit[];
  /** Documents with one of these words in any column. */
  readonly holding: (words: readonly string[]) => ReadonlySet<number>;
  /** Documents with one of these words in the title or tags. */
  readonly titled: (words: readonly string[]) => ReadonlySet<number>;
  readonly close: () => void;
};

/** The weights of a word in the title, the tags and the body. */
const [TITLE, TAGS, BODY] = [4, 2, 1] as const;

/**
 * Indexes documents with SQLite's FTS5 (English stemming, diacritics removed) in an in-memory database of its
 * own: the tenant's file needs no table for it, and nothing has to be kept in sync.
 */
export function createTextIndex(texts: readonly IndexedText[]): TextIndex {
  const file = new Database(":memory:");
  file.exec("pragma cache_size = -64");
  file.exec(
    "create virtual table texts using fts5(title, tags, body, tokenize = 'porter unicode61 remove_diacritics 2')",
  );
  const insert = file.prepare("insert into texts (rowid, title, tags, body) values (?, ?, ?, ?)");
  file.exec("begin");
  for (const [index, text] of texts.entries()) insert.run(index + 1, ...text);
  file.exec("commit");
  const ranked = file.prepare(
    `select rowid - 1 as "index", -bm25(texts, ${TITLE}, ${TAGS}, ${BODY}) as weight from texts where texts match ? order by weight desc, rowid limit 20`,
  );
  const held = file.prepare("select rowid - 1 from texts where texts match ?").pluck();
  const matching = (words: readonly string[], match: string) =>
    new Set(words.length === 0 ? [] : (held.all(match) as number[]));
  return {
    anyOf: (words) => (words.length === 0 ? [] : (ranked.all(quoted(words)) as TextHit[])),
    holding: (words) => matching(words, quoted(words)),
    titled: (words) => matching(words, `{title tags} : (${quoted(words)})`),
    close: () => void file.close(),
  };
}

/** Quotes each word, so that user input never reaches FTS5's query syntax. */
function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word.replaceAll('"', '""')}"`).join(" OR ");
}
