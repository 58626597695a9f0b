import type { ApprovalRule, ApprovalTable } from '@/contract/approval';
import type { RiskLevel } from '@/contract/task';
import { MOST_APPROVERS, sayApprovals } from '@/contract/who-approves';
import { Checkbox, Select } from '../ui/controls';
import { words } from '../words/project-form';

const RISKS: RiskLevel[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

interface EditorProps {
  table: ApprovalTable;
  onChange(table: ApprovalTable): void;
  /** Whether who looks may say who approves. */
  disabled: boolean;
}

/** Who must approve a commit, for each risk; the sentence below says what was chosen. */
export function ApprovalsEditor({ table, onChange, disabled }: EditorProps) {
  const set = (risk: RiskLevel, part: Partial<ApprovalRule>) =>
    onChange({ ...table, [risk]: { ...table[risk], ...part } });
  return (
    <div className="flex flex-col">
      {RISKS.map((risk) => {
        const rule = table[risk];
        const word = words.approvals.risks[risk];
        return (
          <fieldset
            key={risk}
            disabled={disabled}
            className="grid items-center gap-x-4 gap-y-1 border-t border-line py-2.5 first:border-t-0 first:pt-0 sm:grid-cols-[6rem_auto_1fr]"
          >
            <legend className="float-left font-medium max-sm:mb-1 sm:row-span-2">{word}</legend>
            <Select
              fit
              aria-label={words.approvals.approvers(word)}
              value={rule.people}
              onChange={(event) => set(risk, { people: Number(event.target.value) })}
            >
              {Array.from({ length: MOST_APPROVERS }, (_, i) => i + 1).map((people) => (
                <option key={people} value={people}>
                  {words.approvals.people(people)}
                </option>
              ))}
            </Select>
            <div className="flex flex-wrap gap-x-4">
              <Checkbox
                label={words.approvals.another}
                aria-label={words.approvals.anotherFor(word)}
                checked={rule.another}
                onChange={(event) => set(risk, { another: event.target.checked })}
              />
              <Checkbox
                label={words.approvals.admins}
                aria-label={words.approvals.adminsFor(word)}
                checked={rule.admins}
                onChange={(event) => set(risk, { admins: event.target.checked })}
              />
            </div>
            <p className="text-label text-ink-2 sm:col-span-2 sm:col-start-2">
              {sayApprovals(rule, rule.people)}
            </p>
          </fieldset>
        );
      })}
    </div>
  );
}
