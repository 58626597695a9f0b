/** A queue that is nothing but one table. $1 how many */
export const FILL_BARE_QUEUE = `
create table bare (id bigint primary key, state smallint not null default 0, payload text not null) with (fillfactor = 80);
insert into bare select i, 0, repeat('x', 150) from generate_series(1, %) i;
create index bare_waits on bare (id) where state = 0`;
export const CLAIM_BARE = {
  name: 'claim-bare',
  text: `
update bare set state = 1
where id = (select id from bare where state = 0 order by id limit 1 for update skip locked)
returning id`,
};
export const COMPLETE_BARE = { name: 'complete-bare', text: 'update bare set state = 2 where id = $1' };
