import { z } from 'zod';
import { engagement } from './engagement.ts';

/** The profile's schema for editors (JSON Schema draft 2020-12), from the same definition that the check uses. */
export function engagementJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    ...z.toJSONSchema(engagement, { target: 'draft-2020-12', io: 'input', unrepresentable: 'throw' }),
    title: '契約プロファイル',
    description: '契約の内容を書くファイル。npm run profile -- check で確かめる。',
  };
}

/** As it stands in engagement.schema.generated.json. */
export const engagementJsonSchemaText = (): string => `${JSON.stringify(engagementJsonSchema(), null, 2)}\n`;
