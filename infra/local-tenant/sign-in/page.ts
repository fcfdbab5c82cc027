import type { TenantCore } from '../core.ts';
import type { App, User } from '../seed.ts';
import type { Form } from './client.ts';

/** Plain HTML that works without script; the person hinted at stands first. */
export function page(core: TenantCore, app: App, form: Form, hinted: User | undefined): string {
  const hidden = Object.entries(form)
    .filter(([name, value]) => name !== 'user' && value !== undefined)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value ?? '')}">`)
    .join('');
  const people = core.directory.users();
  const ordered = hinted ? [hinted, ...people.filter((each) => each.id !== hinted.id)] : people;
  const buttons = ordered
    .map(
      (user) =>
        `<li><button name="user" value="${escape(user.id)}"><b>${escape(user.displayName)}</b><span>${escape(
          [user.department, user.jobTitle].filter(Boolean).join(' '),
        )}</span><small>${escape(user.userPrincipalName)}</small></button></li>`,
    )
    .join('');
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>サインイン（ローカル テナント）</title>
<style>
body{font:16px/1.6 system-ui,sans-serif;max-width:30rem;margin:2rem auto;padding:0 1rem;color:#242424;background:#fff}
h1{font-size:1.25rem}ul{list-style:none;padding:0}li{margin:.5rem 0}
button{display:block;width:100%;text-align:left;padding:.5rem 1rem;border:1px solid #616161;border-radius:4px;background:#fff;font:inherit;color:inherit}
button:hover,button:focus-visible{background:#f0f0f0;outline:2px solid #0f6cbd}
span,small{display:block}.note{border-left:4px solid #0f6cbd;padding-left:.75rem}
</style>
<h1>${escape(app.displayName)} にサインインします</h1>
<p class="note">これはローカル テナント「${escape(core.directory.tenant.name)}」の画面です。Microsoft のサインインではありません。パスワードは入力しないでください。<br><span lang="en">This is the local tenant, not Microsoft. Never type a password here.</span></p>
<p>どなたとしてサインインするかを選んでください。<span lang="en">Choose who to sign in as.</span></p>
<form method="post">${hidden}<ul>${buttons}</ul></form></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 38};`);
}
