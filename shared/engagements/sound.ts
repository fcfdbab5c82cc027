import { z } from 'zod';

/**
 * A value of which some parts may be wrong: those are undefined, the rest can be relied on. Lists keep their places.
 * With it a check across the profile runs on what is right, and one wrong key hides no other fault.
 */
export type Sound<T> = T extends readonly (infer Element)[]
  ? readonly (Sound<Element> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Sound<T[Key]> | undefined }
    : T;

/** The sound parts of what should be a T; objects and lists are taken apart, everything else is right or not. */
export const soundPart = <T>(schema: z.ZodType<T>, data: unknown): Sound<T> | undefined =>
  part(schema, data) as Sound<T> | undefined;

function part(schema: z.ZodType, data: unknown): unknown {
  if (schema instanceof z.ZodObject && typeof data === 'object' && data !== null && !Array.isArray(data)) {
    const given = data as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, inner]) => [
        key,
        part(inner, given[key]),
      ]),
    );
  }
  if (schema instanceof z.ZodArray && Array.isArray(data)) {
    return data.map((element: unknown) => part(schema.element as z.ZodType, element));
  }
  if (schema instanceof z.ZodOptional && data !== undefined) return part(schema.unwrap() as z.ZodType, data);
  const result = schema.safeParse(data);
  return result.success ? result.data : undefined;
}
