-- What keeps a trade from opening, durably: switches that people set, what running and held trades
-- bind, and the trades of a session that had to be undone.

create table account_switch (
  id              bigint generated always as identity primary key,
  account         text not null,
  kind            text not null check (kind in ('KILL_SWITCH', 'REDUCING_ONLY', 'PAUSED')),
  underlying      text not null default '',
  operator        text not null check (operator <> ''),
  reason          text not null check (reason <> ''),
  since           timestamptz not null default clock_timestamp(),
  cleared_at      timestamptz,
  cleared_by      text check (cleared_by <> ''),
  clear_reason    text check (clear_reason <> ''),
  constraint account_switch_pause_names_underlying check ((kind = 'PAUSED') = (underlying <> '')),
  constraint account_switch_cleared_by_somebody check (
    (cleared_at is null) = (cleared_by is null)
    and (cleared_at is null) = (clear_reason is null))
);
comment on table account_switch is
  'What a person has forbidden on an account; stands until a person clears it, whatever restarts';
comment on column account_switch.kind is
  'KILL_SWITCH: nothing opens, working entries are withdrawn; REDUCING_ONLY: nothing opens; PAUSED: '
  'no trade of the underlying is begun';
create unique index account_switch_once_while_on on account_switch (account, kind, underlying)
  where cleared_at is null;

alter table execution add column reserved numeric not null default 0 check (reserved >= 0);
comment on column execution.reserved is
  'Capital that the trade binds, USD: its orders at their limits; 0 once it holds nothing';
alter table execution add column session_day date;
comment on column execution.session_day is 'The broker''s day of its latest orders';
alter table execution add column rolled_back_at timestamptz;
comment on column execution.rolled_back_at is
  'When it first ended UNWOUND or RESIDUAL, by this database''s clock';
create index execution_reserving on execution (account) where reserved > 0;
create index execution_rolled_back on execution (account, session_day)
  where rolled_back_at is not null;
create index execution_unsettled on execution (account)
  where state in ('RESIDUAL', 'WAITING_MARKET');

create table limit_reset (
  id              bigint generated always as identity primary key,
  account         text not null,
  underlying      text not null default '',
  operator        text not null check (operator <> ''),
  reason          text not null check (reason <> ''),
  at              timestamptz not null default clock_timestamp()
);
comment on table limit_reset is
  'Trades that were undone up to then count no more, of an underlying or of the whole account';
create index limit_reset_of_account on limit_reset (account, underlying, at);
