/** How everything that a business configures is listed, versioned and changed. */
export { archived } from "./archived.ts";
export { cachedAnswer, sendWritten } from "./cached-answer.ts";
export { changeLinks } from "./change-links.ts";
export { isAfter, type Page, pageOf, type PageRequest, positionOf } from "./cursor.ts";
export { patchOf } from "./patch-of.ts";
export { readNames } from "./read-names.ts";
export { assertRefIsFree, freeRef, ref, refOrId, resolveRefs } from "./refs.ts";
export { collectionRoutes } from "./routes.ts";
export {
  broughtBack,
  itemParams,
  keptFields,
  listQuery,
  pageSchema,
  readHeaders,
  writeHeaders,
  type WriteOptions,
  writeOptions,
} from "./schemas.ts";
export { assertVersion, etagOf, namesVersion } from "./version.ts";
