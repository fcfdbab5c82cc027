import { randomUUID } from 'node:crypto';

/** Activities as Teams brings them, for the load alone: shaped after what the local tenant sends. */

export type Scene = {
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly appId: string;
};

/** Directory ids of the people who take turns under load. */
export const loadPeople: readonly string[] = Array.from(
  { length: 40 },
  (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
);

let serial = 0;

const frame = (scene: Scene, personId: string): Record<string, unknown> => {
  serial += 1;
  return {
    channelId: 'msteams',
    serviceUrl: scene.serviceUrl,
    timestamp: new Date().toISOString(),
    localTimezone: 'Asia/Tokyo',
    from: { id: `29:${personId}`, name: '例田 一郎', aadObjectId: personId },
    recipient: { id: `28:${scene.appId}`, name: 'CIO補佐デスク' },
    conversation: { conversationType: 'personal', tenantId: scene.tenantId, id: `a:${personId}` },
    entities: [
      { type: 'clientInfo', locale: 'ja-JP', country: 'JP', platform: 'Web', timezone: 'Asia/Tokyo' },
    ],
    locale: 'ja-JP',
    channelData: { tenant: { id: scene.tenantId } },
  };
};

export const messageActivity = (scene: Scene, personId: string, text: string): Record<string, unknown> => ({
  type: 'message',
  ...frame(scene, personId),
  id: String(1_700_000_000_000 + serial),
  text,
  textFormat: 'plain',
  attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
});

/** A filled consultation sheet, sent with a submission id that nobody has used. */
export const submitActivity = (
  scene: Scene,
  personId: string,
  submissionId = randomUUID(),
): Record<string, unknown> => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  ...frame(scene, personId),
  id: `f:${randomUUID()}`,
  replyToId: String(1_600_000_000_000 + serial),
  value: {
    action: {
      type: 'Action.Execute',
      title: '送信する',
      verb: 'consultation.submit',
      data: {
        submissionId,
        onBehalfOf: '',
        subject: `窓口予約システム更新の見積りについて ${serial}`,
        category: 'system',
        questions1: '経費の内訳は妥当でしょうか。',
        questions2: 'ほかの方式と比べてどうでしょうか。',
        background: '来年度の更新に向けて見積りを取りました。現行の契約は今年度末までです。',
        answerForm: 'document',
        confidentiality: 'level2',
      },
    },
    trigger: 'manual',
  },
});
