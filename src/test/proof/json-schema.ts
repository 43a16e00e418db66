/** The part of JSON Schema that our OpenAPI document uses. */
export type JsonSchema = {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

/** Annotations, which do not restrict the value. */
const NOTES = new Set([
  "readOnly",
  "$schema",
  "id",
  "title",
  "description",
  "default",
  "format",
  "example",
  "examples",
  "meta",
]);
const KEYWORDS = new Set(
  (
    "$ref type properties required additionalProperties propertyNames items prefixItems anyOf oneOf allOf not " +
    "enum const pattern minimum maximum minLength maxLength minItems maxItems"
  ).split(" "),
);

/** Where `value` does not match the schema. Throws for a schema with unsupported keywords. */
export function schemaProblems(value: unknown, schema: JsonSchema, root: object, path = "$"): string[] {
  const unknown = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword) && !NOTES.has(keyword));
  if (unknown !== undefined) throw new Error(`${path}: the keyword ${unknown} is not understood`);
  if (schema.$ref !== undefined) return schemaProblems(value, resolved(schema.$ref, root), root, path);
  return [
    ...plainProblems(value, schema, path),
    ...choiceProblems(value, schema, root, path),
    ...(typeof value === "string" ? textProblems(value, schema, path) : []),
    ...(typeof value === "number" ? numberProblems(value, schema, path) : []),
    ...(Array.isArray(value) ? listProblems(value, schema, root, path) : []),
    ...(isOf("object", value) ? objectProblems(value as object, schema, root, path) : []),
  ];
}

function plainProblems(value: unknown, schema: JsonSchema, path: string): string[] {
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  const found = JSON.stringify(value)?.slice(0, 80);
  return [
    ...(types?.some((type) => isOf(type, value)) === false
      ? [`${path} is ${found}, not ${types.join(" or ")}`]
      : []),
    ...(schema.enum && !schema.enum.includes(value) ? [`${path} is none of ${schema.enum.join(", ")}`] : []),
    ...("const" in schema && schema.const !== value ? [`${path} is not ${String(schema.const)}`] : []),
  ];
}

function choiceProblems(value: unknown, schema: JsonSchema, root: object, path: string): string[] {
  const { anyOf, oneOf, allOf = [], not } = schema;
  const inside = (part: JsonSchema): string[] => schemaProblems(value, part, root, path);
  const matching = (parts: readonly JsonSchema[]): number =>
    parts.filter((part) => inside(part).length === 0).length;
  return [
    ...(anyOf && matching(anyOf) === 0 ? [`${path} is nothing of: ${anyOf.flatMap(inside).join("; ")}`] : []),
    ...(oneOf && matching(oneOf) !== 1 ? [`${path} is not one of what it may be`] : []),
    ...allOf.flatMap(inside),
    ...(not && inside(not).length === 0 ? [`${path} is what it may not be`] : []),
  ];
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function textProblems(value: string, { pattern, minLength, maxLength }: JsonSchema, path: string): string[] {
  const fits =
    (pattern === undefined || new RegExp(pattern, "u").test(value)) &&
    value.length >= (minLength ?? 0) &&
    value.length <= (maxLength ?? Infinity);
  return fits ? [] : [`${path} is "${value}"`];
}

function numberProblems(value: number, { minimum, maximum }: JsonSchema, path: string): string[] {
  return value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity) ? [] : [`${path} is ${value}`];
}

function listProblems(value: readonly unknown[], schema: JsonSchema, root: object, path: string): string[] {
  const { prefixItems = [], items, minItems = 0, maxItems = Infinity } = schema;
  const fits = value.length >= minItems && value.length <= maxItems;
  return [
    ...(fits ? [] : [`${path} has ${value.length} items`]),
    ...value.flatMap((item, i) => schemaProblems(item, prefixItems[i] ?? items ?? {}, root, `${path}[${i}]`)),
  ];
}

function objectProblems(value: object, schema: JsonSchema, root: object, path: string): string[] {
  const { properties = {}, required = [], additionalProperties: others = true } = schema;
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${path}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, inner]) => {
    const known = properties[name];
    if (known) return schemaProblems(inner, known, root, `${path}.${name}`);
    if (others === false) return [`${path}.${name} is not described`];
    return others === true ? [] : schemaProblems(inner, others, root, `${path}.${name}`);
  });
  return [...missing, ...wrong];
}

function resolved(ref: string, root: object): JsonSchema {
  let found: unknown = root;
  for (const name of ref.replace(/^#\//, "").split("/")) found = (found as Record<string, unknown>)[name];
  if (typeof found !== "object" || found === null) throw new Error(`${ref} means nothing`);
  return found as JsonSchema;
}
