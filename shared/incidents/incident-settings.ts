import { z } from 'zod';
import { intakeSettings } from '../kernel/intake-settings.ts';
import { choice, identifier, ROLE_REFERENCE } from '../kernel/profile-fields.ts';

export const incidentSettings = z.strictObject({
  ...intakeSettings,
  kinds: z.array(choice).min(1).describe('事故等の種類'),
  personalInformationKinds: z
    .array(
      choice.extend({
        excludesOthers: z
          .boolean()
          .optional()
          .describe('ほかの種類と一緒には選べない（例 含まれない）。本人の数も記入できない'),
      }),
    )
    .min(1)
    .describe('含まれる個人情報の種類'),
  /** Kinds that make a first report urgent: marked, and the response team mentioned. */
  urgentWhen: z
    .strictObject({
      kinds: z.array(identifier).describe('この種類なら至急'),
      stillGoingOn: z.boolean().describe('続いているなら至急'),
      personsAtLeast: z.int().min(1).describe('本人の数がこれ以上なら至急'),
      myNumber: z.boolean().describe('特定個人情報（種類 myNumber）を含むなら至急'),
      specialCare: z.boolean().describe('要配慮個人情報（種類 specialCare）を含むなら至急'),
    })
    .describe('至急として扱う第一報'),
  mention: z
    .string()
    .regex(ROLE_REFERENCE, 'role:役割の識別子（例 role:responseTeam）')
    .describe('至急のとき呼びかける役割'),
});

export type IncidentSettings = z.infer<typeof incidentSettings>;
