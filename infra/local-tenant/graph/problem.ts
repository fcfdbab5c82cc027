/** A refusal as Graph words it. `reason` is for the one who debugs and travels in a header only. */
export type Problem = {
  kind: 'problem';
  status: number;
  code: string;
  message: string;
  innerCode?: string;
  headers?: Record<string, string>;
  reason?: string;
  /** Members that stand beside code and message. */
  more?: Record<string, string>;
};

export function problem(status: number, code: string, message: string, more: Partial<Problem> = {}): Problem {
  return { kind: 'problem', status, code, message, ...more };
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'problem';
}

export const notFound = (message = 'The resource could not be found.'): Problem =>
  problem(404, 'itemNotFound', message);
export const invalid = (message = 'Invalid request', reason?: string): Problem =>
  problem(400, 'invalidRequest', message, reason === undefined ? {} : { reason });
export const accessDenied = (): Problem => problem(403, 'accessDenied', 'Access denied');
export const insufficientPrivileges = (): Problem =>
  problem(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
export const nameExists = (): Problem =>
  problem(409, 'nameAlreadyExists', 'The specified item name already exists.');
export const etagMismatch = (code: 'resourceModified' | 'notAllowed'): Problem =>
  problem(412, code, "ETag does not match current item's value");
export const tooManyResources = (): Problem =>
  problem(422, 'notSupported', 'The request is unprocessable because it uses too many resources', {
    innerCode: 'tooManyResources',
  });
export const unknownSegment = (segment: string): Problem =>
  problem(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
export const methodNotAllowed = (): Problem =>
  problem(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');

/** The body of an error answer; dates are machine time, as request ids belong to machines. */
export function problemBody(given: Problem, requestId: string, clientRequestId: string): object {
  return {
    error: {
      code: given.code,
      message: given.message,
      ...given.more,
      innerError: {
        ...(given.innerCode === undefined ? {} : { code: given.innerCode }),
        date: new Date().toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': clientRequestId,
      },
    },
  };
}
