import { describe, expect, it } from 'vitest';
import type { ApprovalRule } from '@/contract/approval';
import { STANDARD_APPROVALS } from '@/contract/who-approves';
import { type Approvals, approvalState } from '@/domain/approvals/approval-state';

const ann = { id: 'ann', role: 'owner' } as const;
const bob = { id: 'bob', role: 'admin' } as const;
const cleo = { id: 'cleo', role: 'member' } as const;
const state = (more: Partial<Approvals>) =>
  approvalState({
    riskLevel: 'MEDIUM',
    table: null,
    creatorId: 'ann',
    reviewers: [ann, bob, cleo],
    approvedBy: [],
    ...more,
  });
const mayApprove = (more: Partial<Approvals>) =>
  ['ann', 'bob', 'cleo'].filter((id) => state(more).refusal(id) === null);

describe('who approves', () => {
  it.each(['LOW', 'MEDIUM'] as const)('%s risk: any reviewer, the author too', (riskLevel) => {
    expect(mayApprove({ riskLevel })).toEqual(['ann', 'bob', 'cleo']);
    expect(state({ riskLevel, approvedBy: ['ann'] })).toMatchObject({ needed: 1, given: 1, enough: true });
  });

  it('HIGH risk: an admin or owner who did not write the task', () => {
    expect(mayApprove({ riskLevel: 'HIGH' })).toEqual(['bob']);
    expect(state({ riskLevel: 'HIGH', approvedBy: ['ann', 'cleo'] }), 'others do not count').toMatchObject({
      given: 0,
      enough: false,
    });
    expect(state({ riskLevel: 'HIGH', approvedBy: ['bob'] }).enough).toBe(true);
    expect(mayApprove({ riskLevel: 'HIGH', reviewers: [ann, cleo] }), 'where there is no other').toEqual([
      'ann',
    ]);
  });

  it('CRITICAL risk: two different people, and no token of a CI', () => {
    expect(state({ riskLevel: 'CRITICAL', approvedBy: ['ann'] })).toMatchObject({
      needed: 2,
      given: 1,
      enough: false,
    });
    expect(state({ riskLevel: 'CRITICAL', approvedBy: ['ann', 'cleo'] }).enough).toBe(true);
    expect(state({ riskLevel: 'CRITICAL' }).refusal('ci')).toContain('Two different people'.toLowerCase());
  });

  it('as a project says: of its own table each part holds, and no more people are asked for than there are', () => {
    const asks = (rule: Partial<ApprovalRule>) => ({
      table: { ...STANDARD_APPROVALS, MEDIUM: { people: 1, another: false, admins: false, ...rule } },
    });
    const alone = state({ ...asks({ people: 2 }), approvedBy: ['ann', 'ann'] });
    expect(alone).toMatchObject({ needed: 2, given: 1, enough: false });
    expect(state({ ...asks({ people: 2 }), approvedBy: ['ann', 'cleo'] }).enough).toBe(true);
    expect(mayApprove(asks({ another: true }))).toEqual(['bob', 'cleo']);
    expect(mayApprove(asks({ admins: true }))).toEqual(['ann', 'bob']);
    expect(mayApprove(asks({ admins: true, another: true }))).toEqual(['bob']);
    const both = asks({ people: 2, another: true });
    expect(state({ ...both, approvedBy: ['ann', 'bob'] })).toMatchObject({ given: 1, enough: false });
    expect(state({ ...both, approvedBy: ['bob', 'cleo'] }).sentence).toBe(
      'Two different people who did not write this task approve it.',
    );
    expect(state(asks({ people: 5, admins: true })).needed, 'there are two admins').toBe(2);
  });

  it.each(['HIGH', 'CRITICAL'] as const)('%s risk locks nobody out who is alone', (riskLevel) => {
    for (const reviewers of [[], [ann]])
      expect(state({ riskLevel, reviewers, approvedBy: ['ann'] })).toMatchObject({ needed: 1, enough: true });
  });
});
