/** The rules of a project ($2) that may be about a tool ($3) with this input ($4), exact ones and the oldest first. */
export const RULES_NEAR = {
  name: 'rules-near',
  text: `
select id, tool, input, prefix, option, text from rule
where workspace_id = $1::uuid and project_id = $2::uuid and tool = $3 and (prefix or input = $4)
order by prefix, id`,
};

/** Notes what an exception ($2) is about ($3). */
export const NOTE_SUBJECT = {
  name: 'note-subject',
  text: 'update exception set subject = $3::jsonb where workspace_id = $1::uuid and id = $2::uuid and subject is null',
};

/** Answers an open exception ($2) by a rule ($3), with this resolution ($4), and counts it; no row where it is answered already. */
export const ANSWER_BY_RULE = {
  name: 'answer-by-rule',
  text: `
with answered as (
  update exception set status = 'resolved', resolution = $4::jsonb, resolved_at = clock_timestamp(), updated_at = clock_timestamp(),
                       version = version + 1
  where workspace_id = $1::uuid and id = $2::uuid and status = 'open'
  returning id
)
update rule set used = used + 1, last_used_at = clock_timestamp()
where workspace_id = $1::uuid and id = $3::uuid and exists (select from answered)
returning id`,
};
