import type { TenantCore } from '../../core.ts';
import type { User } from '../../seed.ts';
import { isProblem, problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { Answer, GraphRequest } from '../request.ts';

/** Guests and accounts without an address have no mailbox here, nor those of which the seed says so. */
export function hasMailbox(user: User): boolean {
  return user.mailbox ?? (user.userType === 'Member' && user.mail !== null);
}

export const accessRefused = (message = 'Access is denied. Check credentials and try again.'): Problem =>
  problem(403, 'ErrorAccessDenied', message);
export const itemNotFound = (): Problem =>
  problem(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
export const changeKeyConflict = (): Problem =>
  problem(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );
export const tooManyAtOnce = (seconds: number): Problem =>
  problem(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', {
    headers: { 'Retry-After': String(seconds) },
  });
export const invalidRequest = (message: string, reason?: string): Problem =>
  problem(400, 'ErrorInvalidRequest', message, reason === undefined ? {} : { reason });

/**
 * The mailbox that the path names, if the caller may: applications by permission and within the mailboxes of their
 * access policy, people only their own.
 */
export function mailboxOf(request: GraphRequest, oneOf: readonly string[]): User | Problem {
  const { core, caller } = request;
  const key = request.params['user'] ?? '';
  const user = core.directory.user(key);
  if (!oneOf.some((each) => caller.permissions.has(each))) return accessRefused();
  if (!user) return problem(404, 'ErrorInvalidUser', `The requested user '${key}' is invalid.`);
  if (caller.userId !== undefined && caller.userId !== user.id) return accessRefused();
  const only = caller.userId === undefined ? core.directory.app(caller.appId)?.grants.mailboxes : undefined;
  if (only && !only.some((id) => id.toLowerCase() === user.id)) {
    return accessRefused(
      'Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.',
    );
  }
  if (!hasMailbox(user)) {
    return problem(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  }
  return user;
}

export function withMailbox(
  request: GraphRequest,
  oneOf: readonly string[],
  then: (user: User) => Answer,
): Answer {
  const user = mailboxOf(request, oneOf);
  return isProblem(user) ? user : then(user);
}

/** Who of the tenant has this address and a mailbox. */
export function ownerOf(core: TenantCore, address: string): User | undefined {
  const key = address.trim().toLowerCase();
  const user =
    core.directory.user(key) ?? core.directory.users().find((each) => each.mail?.toLowerCase() === key);
  return user && hasMailbox(user) ? user : undefined;
}

export function partyOf(user: User): { address: string; name: string } {
  return { address: user.mail ?? user.userPrincipalName, name: user.displayName };
}
