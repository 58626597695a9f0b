import { z } from 'zod';
import { endpoint } from './endpoint';
import { Timestamp } from './ids';
import { Scope } from './policy';
import { line } from './text';

/** The letters of a code: none that could be taken for another, and no words. */
export const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
export const CODE_LENGTH = 8;

/** A code as a person types it, with or without a dash, in small letters or capitals. */
const UserCode = z
  .string()
  .max(20)
  .transform((code) => code.toUpperCase().replace(/[^A-Z]/g, ''))
  .pipe(
    z
      .string()
      .regex(
        new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`),
        'must be the eight letters that the machine shows',
      ),
  );

/** runner: the machine is connected. token: its commands act for the person. */
export const DeviceWants = z.enum(['runner', 'token']);
export type DeviceWants = z.infer<typeof DeviceWants>;

/** What a machine asks for, as the person sees it who decides. */
export const DeviceLogin = z.object({
  wants: DeviceWants,
  scopes: z.array(Scope),
  /** As the machine says: what it is called, and its system. */
  machine: z.string(),
  system: z.string(),
  /** From where it asked. */
  address: z.string(),
  expiresAt: Timestamp,
});
export type DeviceLogin = z.infer<typeof DeviceLogin>;

export const startDeviceLogin = endpoint({
  name: 'startDeviceLogin',
  counted: 'machine',
  summary:
    'A machine without a browser asks to be let in: it gets a code for a person, and asks for the answer with another',
  method: 'POST',
  path: '/api/device',
  who: 'anyone',
  status: 201,
  body: z.strictObject({
    wants: DeviceWants,
    scopes: z.array(Scope).max(20).default([]),
    machine: line(100),
    system: line(100),
  }),
  returns: z.object({
    deviceCode: z.string(),
    userCode: z.string(),
    page: z.string().describe('Where the person goes'),
    expiresInSeconds: z.number().int(),
    intervalSeconds: z.number().int(),
  }),
});
export const takeDeviceLogin = endpoint({
  name: 'takeDeviceLogin',
  counted: 'machine',
  summary:
    'What the person has answered; a credential is given once. Asked no more often than the interval says',
  method: 'POST',
  path: '/api/device/answer',
  who: 'anyone',
  body: z.strictObject({ deviceCode: z.string().min(8).max(200) }),
  returns: z.object({
    state: z.enum(['pending', 'slow_down', 'refused', 'expired', 'approved']),
    intervalSeconds: z.number().int(),
    /** `aoe_…` for a runner, `ao_pat_…` for a person’s commands. */
    credential: z.string().nullable(),
  }),
});
export const claimDeviceLogin = endpoint({
  name: 'claimDeviceLogin',
  summary:
    'What the machine that shows this code asks for; from then on it is this session’s alone to decide',
  method: 'POST',
  path: '/api/device/claim',
  who: 'person',
  action: 'token:own',
  body: z.strictObject({ code: UserCode }),
  returns: DeviceLogin,
});
export const decideDeviceLogin = endpoint({
  name: 'decideDeviceLogin',
  summary: 'Let the machine in, or not',
  method: 'POST',
  path: '/api/device/decision',
  who: 'person',
  action: 'token:own',
  body: z.strictObject({ code: UserCode, approve: z.boolean() }),
  returns: z.object({ approved: z.boolean() }),
});
/** The token travels in the body: who has it may end it, whatever it is good for. */
export const endToken = endpoint({
  name: 'endToken',
  counted: 'machine',
  summary: 'End the access token that is sent: repeatable, and says nothing of whether it was known',
  method: 'POST',
  path: '/api/device/end',
  who: 'anyone',
  body: z.strictObject({ token: z.string().min(8).max(200) }),
  returns: z.object({ ended: z.literal(true) }),
});
