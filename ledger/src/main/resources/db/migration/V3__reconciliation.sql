-- What the broker's own account of itself says beside the ledger's: when it was compared, what
-- differs, and what is other people's. All ages are by this database's clock.

create table reconciliation (
  id              bigint generated always as identity primary key,
  account         text not null,
  workflow_id     text not null,
  begun_at        timestamptz not null default now(),
  ended_at        timestamptz,
  outcome         text check (outcome in ('COMPLETE', 'FAILED')),
  detail          text not null default '',
  open_orders     integer not null default 0,
  completed_orders integer not null default 0,
  executions      integer not null default 0,
  positions       integer not null default 0,
  divergences     integer not null default 0,
  constraint reconciliation_ends_somehow check ((ended_at is null) = (outcome is null))
);
comment on table reconciliation is 'One comparison of an account with the broker';
comment on column reconciliation.outcome is
  'COMPLETE: every answer of the broker came to its end; FAILED: nothing was concluded';
comment on column reconciliation.divergences is 'Open and alarming ones when it ended';
create index reconciliation_latest on reconciliation (account, id desc);
create index reconciliation_latest_complete on reconciliation (account, ended_at desc)
  where outcome = 'COMPLETE';
create index reconciliation_old on reconciliation (begun_at);

create table divergence (
  id              bigint generated always as identity primary key,
  account         text not null,
  kind            text not null,
  key             text not null,
  alarming        boolean not null,
  execution_id    text,
  con_id          bigint not null default 0,
  difference      numeric,
  detail          text not null,
  first_seen      timestamptz not null default now(),
  last_seen       timestamptz not null default now(),
  opened_at       timestamptz,
  accepted_at     timestamptz,
  accepted_by     text,
  closed_at       timestamptz,
  constraint divergence_accepted_by_somebody check ((accepted_at is null) = (accepted_by is null))
);
comment on table divergence is 'Something that differs, or that is other people''s, for as long as it lasts';
comment on column divergence.opened_at is
  'Null while it may still be a matter of answers that were not of one instant';
comment on column divergence.difference is
  'What the broker holds beyond what is explained, signed; null where it is about no position';
comment on column divergence.accepted_at is
  'Somebody has declared it to be right: it is listed, and alarms nobody any more';
create unique index divergence_once_while_open on divergence (account, kind, key)
  where closed_at is null;
create index divergence_newest on divergence (first_seen desc, id desc);

create table foreign_baseline (
  account         text primary key,
  begun_at        timestamptz not null default now()
);
comment on table foreign_baseline is
  'Since when it is known which positions of an account are other people''s';

create table foreign_position (
  account         text not null,
  con_id          bigint not null,
  quantity        numeric not null,
  primary key (account, con_id)
);
comment on table foreign_position is
  'What other people hold beside what their known executions make: from before those were told of,
or declared to be theirs';
comment on column foreign_position.quantity is 'Signed shares or contracts';

create table foreign_fill (
  account         text not null,
  exec_key        text not null,
  revision        integer not null check (revision >= 0),
  con_id          bigint not null,
  label           text not null,
  side            text not null check (side in ('BUY', 'SELL')),
  quantity        numeric not null check (quantity >= 0),
  price           numeric not null,
  order_ref       text not null,
  first_seen      timestamptz not null default now(),
  primary key (account, exec_key)
);
comment on table foreign_fill is 'Executions of the account that are not ours; the latest version';
create index foreign_fill_of_contract on foreign_fill (account, con_id);

create index execution_unfinished on execution (account, accepted_at) where finished_at is null;
