import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyPlan, readDocument } from '../../shared/documents/file-hand.ts';
import { planFill } from '../../shared/documents/fill-plan.ts';
import { openPackage, writePackage } from '../../shared/documents/ooxml/package.ts';
import { libraryName, SHIPPED_TEMPLATES } from '../../shared/documents/templates/catalogue.ts';
import { parseEngagement } from '../../shared/engagements/engagement.ts';
import { sampleFacts } from './samples.ts';

/** Fills every shipped template for one profile: `node infra/templates/fill-samples.ts PROFILE.yaml FOLDER`. */

const [profile, folder] = process.argv.slice(2);
if (profile === undefined || folder === undefined) throw new Error('PROFILE.yaml FOLDER');
const parsed = parseEngagement(readFileSync(profile, 'utf8'));
if (!parsed.ok) throw new Error(`${profile}: npm run profile -- check`);
const facts = sampleFacts(parsed.engagement.settings);
mkdirSync(folder, { recursive: true });
for (const template of SHIPPED_TEMPLATES) {
  const of = facts[template.id];
  if (!of) throw new Error(template.id);
  const bytes = readFileSync(
    path.join(import.meta.dirname, '../../shared/documents/templates', template.file),
  );
  const file = openPackage(bytes, { name: template.file });
  const read = file.ok ? readDocument(file.value) : file;
  if (!file.ok || !read.ok) throw new Error(`${template.file} does not open`);
  const applied = applyPlan(file.value, planFill(read.value, template.kind.fields, of));
  if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message.ja).join('\n'));
  writeFileSync(path.join(folder, template.file), writePackage(applied.file));
  console.log(`${template.file}: ${libraryName(template, of)}`);
}
