import { isFault, ServerFault } from '../server/server-fault';
import { explainRefusedFile } from './explain-refused-file';
import { type ExitName, Failure } from './failure';

/** Any error as what a person is told: a sentence, a code, an exit code. */
export function explainError(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof ServerFault) {
    const request = error.facts.requestId ? ` (request ${error.facts.requestId})` : '';
    return new Failure(
      error.facts.code,
      `${error.message}${nextStep(error)}${request}`,
      exitOf(error),
      error,
    );
  }
  const refusal = explainRefusedFile(error as NodeJS.ErrnoException);
  if (refusal) return refusal;
  const { message, code } = error as NodeJS.ErrnoException;
  return new Failure(
    code ?? 'UNEXPECTED',
    `${message ?? String(error)} Run it again with --verbose to see where.`,
    'failure',
    error,
  );
}

function exitOf(fault: ServerFault): ExitName {
  if (fault.facts.code === 'VALIDATION_ERROR') return 'usage';
  if (isUnreachable(fault)) return 'unreachable';
  if (isFault(fault, 'auth', 'revoked')) return 'auth';
  return isFault(fault, 'upgrade') ? 'tooOld' : 'failure';
}

function nextStep(fault: ServerFault): string {
  if (isUnreachable(fault)) return ' Check that the dashboard runs and that its address is right.';
  if (fault.facts.kind === 'auth' && !saysHowToConnect(fault))
    return ' Get a new token on the Connect page of the dashboard and connect this machine again.';
  if (fault.facts.kind === 'superseded')
    return ' Another process uses this machine’s identity; it goes on, this one ends.';
  return '';
}

/** Whether the server's own sentence ends with what our advice would say again. */
export const saysHowToConnect = ({ message }: ServerFault): boolean => message.includes('Connect page');

/** Nobody answered who could have done it; a refusal for now or a fault of the server's own is an answer. */
const isUnreachable = (fault: ServerFault): boolean =>
  isFault(fault, 'transient') &&
  (fault.facts.status === null || fault.facts.status > 500 || fault.facts.code === 'FOREIGN_ANSWER');
