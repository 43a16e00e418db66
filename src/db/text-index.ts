import Database from "better-sqlite3";

/** A document of an index: its texts by column, of which the earlier tell more. */
export type IndexedText = readonly [title: string, tags: string, body: string];

/** What fits, best first; `weight` is bm25's, larger for what fits better. `in` is the first column that holds a word. */
export type TextHit = { readonly index: number; readonly weight: number };

/** Full text over a few documents, kept in memory only. */
export type TextIndex = {
  /** Documents in which any of these words stands, best first. Words are stemmed as the documents are. */
  readonly anyOf: (words: readonly string[]) => TextHit[];
  /** The documents in whose title or tags (or, with `anywhere`, in which at all) one of these words stands. */
  readonly holding: (words: readonly string[], anywhere: boolean) => ReadonlySet<number>;
  readonly close: () => void;
};

/** How much more a word in a title and in the tags tells than one in the body. */
const [TITLE, TAGS, BODY] = [4, 2, 1] as const;

/**
 * Indexes documents with SQLite's FTS5 (English stems, letters without accents), in a database of its own in
 * memory: the tenant's file gets no table for it, and nothing has to be kept in step.
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
  return {
    anyOf: (words) => (words.length === 0 ? [] : (ranked.all(quoted(words)) as TextHit[])),
    holding: (words, anywhere) => {
      const match = anywhere ? quoted(words) : `{title tags} : (${quoted(words)})`;
      return new Set(words.length === 0 ? [] : (held.all(match) as number[]));
    },
    close: () => void file.close(),
  };
}

/** FTS5's own grammar must not be reachable from what people write: each word is a quoted string. */
function quoted(words: readonly string[]): string {
  return words
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(" or ")
    .replaceAll('" or "', '" OR "');
}
