-- Since when a person has it stopped: no agent begins on it until somebody starts it again.
alter table project
  add column stopped_at timestamptz(6),
  add column stop_note text;
alter table task add column stopped_at timestamptz(6);
