import type { ServiceFacts } from './service-facts';
import { xmlText } from './xml-text';

export const TASK_NAME = 'Agent Orchestrator runner';

/** A task of the Windows Task Scheduler that runs the runner while its user is logged on. */
export function scheduledTask({ node, program, home, user }: ServiceFacts): string {
  const who = user ? `\n      <UserId>${xmlText(user)}</UserId>` : '';
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Works on the tasks of an Agent Orchestrator dashboard.</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>${who}
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">${who}
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>10</Count>
    </RestartOnFailure>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(node)}</Command>
      <Arguments>${xmlText(`"${program}" start`)}</Arguments>
      <WorkingDirectory>${xmlText(home)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`;
}
