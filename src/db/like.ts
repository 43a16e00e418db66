import { type Expression, type SqlBool, sql } from "kysely";

/** `column like %text%` with the text taken literally: its wildcards are escaped. ASCII case is ignored. */
export function contains(column: string, text: string): Expression<SqlBool> {
  const pattern = `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`;
}
