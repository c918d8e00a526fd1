-- Trading sessions as their workflows told of them last, and which of them may execute what.

create table trading_session (
  name            text primary key,
  account         text not null,
  run_id          text not null,
  phase           text not null check (phase in (
                    'SCANNING', 'EXECUTING', 'STANDING_STILL', 'PAUSED', 'ENDED')),
  state           jsonb not null,
  started_at      timestamptz not null,
  ended_at        timestamptz,
  passes          bigint not null default 0 check (passes >= 0),
  last_pass       jsonb,
  constraint trading_session_ended check ((phase = 'ENDED') = (ended_at is not null))
);
create index trading_session_newest on trading_session (started_at desc, name);
create index trading_session_running on trading_session (account) where ended_at is null;
comment on table trading_session is
  'A session by its name; a name that is used again after its session is over tells of the new one';
comment on column trading_session.run_id is
  'The first run of its workflow: what an earlier session of the name tells late is not stored';
comment on column trading_session.last_pass is
  'What the desk''s machine saw last on its behalf, told by that machine and not by the workflow';

create table session_claim (
  account         text not null,
  opportunity     text not null,
  session         text not null,
  execution_id    text not null,
  claimed_at      timestamptz not null default now(),
  ended_at        timestamptz,
  outcome         text check (outcome <> ''),
  constraint session_claim_once primary key (account, opportunity),
  constraint session_claim_execution_once unique (execution_id),
  constraint session_claim_ended check ((ended_at is null) = (outcome is null))
);
create unique index session_claim_one_at_a_time on session_claim (account) where ended_at is null;
comment on table session_claim is
  'An opportunity that a session executes, or has executed: never again by this account, whoever '
  'sees it; and one at a time, whatever else the account''s sessions find';
