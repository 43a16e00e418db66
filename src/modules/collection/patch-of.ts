import { z } from "zod";

/** A field without its default, since in a PATCH an omitted field stays as it is. */
type Given<Field> = Field extends
  | z.ZodDefault<infer Inner>
  | z.ZodPrefault<infer Inner>
  | z.ZodOptional<infer Inner>
  ? Given<Inner>
  : Field;

type PatchShape<Shape> = { [Key in keyof Shape]: z.ZodOptional<Given<Shape[Key]> & z.ZodType> };

/** The schema of a PATCH: any of the fields, without their defaults. Omitted fields stay as they are. */
export function patchOf<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<PatchShape<Shape>, z.core.$strict> {
  const fields = Object.entries(shape).map(([key, field]) => [key, z.optional(given(field))]);
  return z.strictObject(Object.fromEntries(fields) as PatchShape<Shape>);
}

function given(field: z.core.$ZodType): z.core.$ZodType {
  const wrapped =
    field instanceof z.ZodDefault || field instanceof z.ZodPrefault || field instanceof z.ZodOptional;
  return wrapped ? given(field.unwrap()) : field;
}
