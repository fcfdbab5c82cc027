import { defineRecord, type RecordDefinition, type Values } from '../kernel/record/field.ts';
import type { Words } from '../kernel/words.ts';
import type { IncidentSettings } from './incident-settings.ts';

/**
 * 事故等 第一報. A first report must be quick: only what is known at once is required. 事故等 includes what may
 * happen and signs of a violation (N-1.n1). Fields: domain facts B-2; 練馬区 N-3.2.オ, 川崎市 K-4.4.ア.2.
 */

type Slice = { readonly incident: IncidentSettings };

export const securityIncident = (settings: Slice): RecordDefinition =>
  defineRecord({
    name: 'securityIncident',
    label: settings.incident.formName,
    fields: {
      subject: {
        kind: 'text',
        column: 'Subject',
        label: { ja: '件名', en: 'Subject' },
        hint: { ja: '例：委託先あてメールの誤送信', en: 'e.g. Mail sent to the wrong contractor' },
        required: true,
        max: 100,
      },
      incidentKind: {
        kind: 'choice',
        column: 'IncidentKind',
        label: { ja: '種別', en: 'Kind' },
        required: true,
        choices: settings.incident.kinds,
        indexed: true,
      },
      certainty: {
        kind: 'choice',
        column: 'Certainty',
        label: { ja: '確度', en: 'Certainty' },
        required: true,
        choices: [
          { id: 'suspected', name: { ja: '疑い', en: 'Suspected' } },
          { id: 'confirmed', name: { ja: '確認済み', en: 'Confirmed' } },
        ],
      },
      nature: {
        kind: 'choice',
        column: 'Nature',
        label: { ja: '性質', en: 'Nature' },
        choices: [
          {
            id: 'threat',
            name: { ja: '脅威（攻撃・故障・紛失など）', en: 'Threat (attack, failure, loss)' },
          },
          { id: 'violation', name: { ja: '法令・ポリシーの違反', en: 'Violation of law or policy' } },
        ],
      },
      foundAt: {
        kind: 'dateTime',
        column: 'FoundAt',
        label: { ja: '発見日時', en: 'Found at' },
        required: true,
        indexed: true,
      },
      occurredAt: {
        kind: 'dateTime',
        column: 'OccurredAt',
        label: { ja: '発生日時（わかれば）', en: 'Happened at (if known)' },
      },
      foundBy: {
        kind: 'text',
        column: 'FoundBy',
        label: { ja: '発見者', en: 'Found by' },
        hint: { ja: '例：本人、窓口担当の職員', en: 'e.g. myself, a colleague at the counter' },
        max: 100,
      },
      place: {
        kind: 'text',
        column: 'Place',
        label: { ja: '発生場所', en: 'Place' },
        hint: { ja: '例：本庁舎3階 執務室', en: 'e.g. main building, third floor' },
        max: 100,
      },
      whatHappened: {
        kind: 'lines',
        column: 'WhatHappened',
        label: { ja: '何が起きたか', en: 'What happened' },
        hint: { ja: '例：添付ファイルを取り違えて送信しました。', en: 'e.g. The wrong file was attached.' },
        required: true,
        max: 1000,
      },
      stillGoingOn: {
        kind: 'toggle',
        column: 'StillGoingOn',
        label: { ja: '継続', en: 'Still going on' },
        statement: { ja: '現在も続いています', en: 'It is still going on' },
      },
      firstMeasures: {
        kind: 'lines',
        column: 'FirstMeasures',
        label: { ja: '初動措置', en: 'First measures' },
        hint: {
          ja: '例：LANケーブルを抜き、端末の電源は入れたまま',
          en: 'e.g. Unplugged the network, left it powered on',
        },
        max: 500,
      },
      systems: {
        kind: 'text',
        column: 'Systems',
        label: { ja: '影響するシステム・情報資産', en: 'Systems and information assets' },
        max: 200,
      },
      extent: { kind: 'text', column: 'Extent', label: { ja: '影響の範囲', en: 'Extent' }, max: 200 },
      contractorInvolved: {
        kind: 'text',
        column: 'ContractorInvolved',
        label: { ja: '関係する委託事業者等', en: 'Contractor involved' },
        max: 100,
      },
      personalInformationKinds: {
        kind: 'choices',
        column: 'PersonalInformationKinds',
        label: { ja: '含まれる個人情報の種類', en: 'Kinds of personal information' },
        choices: settings.incident.personalInformationKinds,
      },
      persons: {
        kind: 'integer',
        column: 'Persons',
        label: { ja: '本人の数（概数）', en: 'Number of persons (about)' },
        min: 0,
        max: 10_000_000,
      },
    },
  });

/** Kinds of personal information that decide what follows; the profile names the others as it likes. */
const includes = (values: Values, kind: 'myNumber' | 'specialCare'): boolean => {
  const kinds = values['personalInformationKinds'];
  return Array.isArray(kinds) && (kinds as readonly unknown[]).includes(kind);
};

/** The name of the chosen kind that says there is no personal information at all. */
export const noPersonalInformation = (settings: Slice, values: Values): Words | undefined => {
  const kinds = values['personalInformationKinds'];
  return settings.incident.personalInformationKinds.find(
    ({ id, excludesOthers }) => excludesOthers === true && Array.isArray(kinds) && kinds.includes(id),
  )?.name;
};

/** Whether a first report must reach the response team at once, by the profile's rules; a person decides the rest. */
export const isUrgent = (settings: Slice, values: Values): boolean => {
  const rule = settings.incident.urgentWhen;
  return (
    (rule.stillGoingOn && values['stillGoingOn'] === true) ||
    (rule.myNumber && includes(values, 'myNumber')) ||
    (rule.specialCare && includes(values, 'specialCare')) ||
    (typeof values['persons'] === 'number' && values['persons'] >= rule.personsAtLeast) ||
    (typeof values['incidentKind'] === 'string' && rule.kinds.includes(values['incidentKind']))
  );
};
